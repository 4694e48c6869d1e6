"""Keeps a scan on disk while it is filled in, and as a result at the end. Knows how the app was started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID, uuid4

from zelfscan import domain
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import (
    DRAFTS,
    PAUSES,
    DraftLock,
    DraftStore,
    DraftWriter,
    Place,
    ResultStore,
    draft_paths,
    other_places,
    reason,
    report_path,
    that_work,
    write_atomically,
)

if TYPE_CHECKING:
    from zelfscan.domain import Catalog, Scan
    from zelfscan.reports import RoundReport


def local_now() -> datetime:
    """The time now with the offset of this place, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


class Opened(NamedTuple):
    """A file that the app was started on: a result, also one to talk about, or a draft to go on with.

    A sealed result is `read_only` where it could not be written for everybody who can read it now.
    """

    path: Path
    scan: Scan
    for_talk: bool = False
    read_only: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether the result is still to come, and comes where results always come."""
        return self.scan.is_draft or self.stands_as_draft

    @property
    def stands_as_draft(self) -> bool:
        """Whether the file has the name of a draft: it is then kept up to date, and wiped when the result is there."""
        return self.path in draft_paths(self.path.parent, self.scan.id)


class Setup(NamedTuple):
    """Where things are read and written, and how the app was started."""

    catalog: Catalog
    results: ResultStore
    drafts: DraftStore
    participant: str = ""
    opened: Opened | None = None
    places: Callable[[], tuple[Place, ...]] = other_places
    now: Callable[[], datetime] = local_now
    new_id: Callable[[], UUID] = uuid4
    example: Callable[[], Opened] | None = None
    """Makes a finished example to look around in; raises ZelfscanError. None where there is none."""
    example_round: Callable[[], RoundReport] | None = None
    """The same for the figures of a made-up round."""


NOT_ON_DISK = "Antwoorden nog niet op schijf. Ga gerust verder; F4: andere plek"


class Saved(NamedTuple):
    """The result stands in this file; `sealed` = only the holder of a key can read it, which is in use `with_key`."""

    scan: Scan
    path: Path
    sealed: bool = False
    with_key: bool = False


class Failed(NamedTuple):
    """The result could not be written; `text` says why, in Dutch. In `places` something can be written now."""

    text: str
    places: tuple[Place, ...] = ()


class Listener(Protocol):
    """Who shows what becomes of the scan on disk."""

    def hear_from_disk(self) -> None:
        """`trouble` came or went while nobody asked; called in the thread that writes, so this must not wait."""

    def show_trouble(self) -> None:
        """`trouble` came or went."""

    def complain(self, error: ZelfscanError) -> None:
        """Something smaller went wrong; nothing stops for it."""


class Silence(Listener):
    """A listener that shows nothing."""

    def hear_from_disk(self) -> None: ...
    def show_trouble(self) -> None: ...
    def complain(self, error: ZelfscanError) -> None: ...


class Keeper:
    """Has the one scan: knows what of it stands in the draft, written by a thread, and in the result; writes both."""

    def __init__(self, setup: Setup, listener: Listener | None = None) -> None:
        self._setup = setup
        self._listener = listener or Silence()
        self._told: Callable[[], None] = self._listener.hear_from_disk
        self._writer = DraftWriter(setup.drafts, setup.catalog, self._told)
        self.scan: Scan | None = None
        """The scan as the leader last left it; None between two leaders."""
        self.last_result: Path | None = None
        """Where a result was last written, by whichever leader."""
        self._hold: DraftLock | None = None
        self._kept: Scan | None = None
        self._result: Scan | None = None
        self._result_paths: dict[UUID, Path] = {}
        """Where each result was written: which file is its own cannot be read from sealed ones."""
        self._folder = setup.drafts.folder
        self._refused: ZelfscanError | None = None
        self._opened: Opened | None = None

    @property
    def trouble(self) -> ZelfscanError | None:
        """Why the latest answers are not on disk; None when they are, or when the disk has not answered yet."""
        return self._refused or self._writer.failure

    @property
    def warning(self) -> str:
        """What the title bar says when answers are in memory only."""
        return NOT_ON_DISK if self.trouble else ""

    def what_is_lost(self) -> str:
        """What is not safe when the program ends now; '' when everything is."""
        return f"Uw laatste antwoorden zijn niet bewaard: {self.trouble.message}" if self.trouble else ""

    def forget(self) -> None:
        """Keep nothing in memory, and let other windows have the draft."""
        self.scan = None
        self.release()
        self._writer = DraftWriter(self._setup.drafts, self._setup.catalog, self._told)
        self._kept = self._result = self._refused = self._opened = None
        self._folder = self._setup.drafts.folder

    def release(self) -> None:
        """Let other windows have the draft, when the disk has it all."""
        self.flush()
        # Who asks afterwards still hears what was the matter.
        self._refused = self.trouble
        self._writer.stop()
        self._let_go()

    def flush(self) -> None:
        """Wait until the disk has everything, or `trouble` says why not; a disk that does not answer not for ever."""
        self._writer.flush()

    def _let_go(self) -> None:
        if self._hold is not None:
            self._hold.release()
        self._hold = None

    def reopen(self, draft: Scan) -> Scan:
        """Claim a draft for this window; what stands in it now, for another window may have gone on with it.

        Raises ZelfscanError when it is open in another window, is gone, or cannot be read.
        """
        setup = self._setup
        try:
            self._folder = setup.drafts.place_of(draft.id) or self._folder
            self._claim(draft, self._folder)
            scan = setup.drafts.read(draft.id, setup.catalog)
            if scan is None:
                raise ZelfscanError("Deze scan is intussen afgerond of gewist in een ander venster.")
        except ZelfscanError:
            self.forget()
            raise
        return scan

    def wipe(self, draft: Scan) -> None:
        """Wipe a draft that nobody goes on with; raises ZelfscanError when another window has it, or it stays."""
        try:
            self.reopen(draft)
            self._writer.stop()
            self._setup.drafts.delete(draft.id, self._folder)
        finally:
            self.forget()

    def begin(self, scan: Scan, opened: Opened | None = None) -> None:
        """Start with a scan as it stands in the file that was `opened`, in a draft, or that is still empty."""
        self.scan = self._kept = scan
        self._opened = opened
        if opened is not None and opened.stands_as_draft:
            self._folder = opened.path.parent
        if opened is not None and not opened.is_draft:
            self._result = scan

    @property
    def is_talk(self) -> bool:
        """Whether a conversation is held with a finished result: a draft of it waits until the leader says yes."""
        return self._opened is not None and self._opened.for_talk

    @property
    def breaks_signature(self) -> bool:
        """Whether saving takes off what a round signed the opened result with."""
        from zelfscan.storage import is_signed  # The first screen does without it.

        if (opened := self._opened) is None or opened.is_draft or opened.read_only:
            return False
        seal = self._setup.results.seal
        return is_signed(opened.path, seal.key if seal else None)

    def today(self) -> date:
        """The day on which something is said."""
        return self._setup.now().date()

    def taken_up(self, result: Scan) -> Scan | None:
        """The result with what was said in a conversation that was not finished; None when a draft of it holds other
        answers. Raises ZelfscanError when the draft cannot be read.
        """
        if (draft := self._setup.drafts.read(result.id, self._setup.catalog)) is None:
            return result
        self._folder = self._setup.drafts.place_of(result.id) or self._folder
        return domain.resumed(result, draft)

    def keep(self, scan: Scan) -> None:
        """Save a change in the draft: it survives the end of the program, and is on disk soon.

        The listener shows `trouble` before this returns; the next call tries again.
        """
        before = self.trouble
        self.scan = scan
        self._keep(scan)
        if self.trouble is not before:
            self._listener.show_trouble()

    def _keep(self, scan: Scan) -> None:
        if scan == self._kept and self.trouble is None:
            return
        try:
            self._claim(scan, self._folder)
            self._writer.write(replace(scan, finished=None), self._folder)
        except ZelfscanError as error:
            self._refused = error
        else:
            self._kept = scan
            self._refused = None

    def _claim(self, scan: Scan, folder: Path) -> None:
        """Make sure that no other window writes this scan. Raises HeldElsewhereError."""
        if self._hold is not None and not self._hold.stands:
            self._let_go()
        if self._hold is None:
            self._hold = DraftLock.take(folder, scan.id)

    def places(self) -> tuple[Place, ...]:
        """Where the draft can go when its folder refuses it."""
        places = (place._replace(folder=place.folder / DRAFTS) for place in self._setup.places())
        return that_work(places, self._folder)

    def move(self, scan: Scan, folder: Path) -> Path:
        """Keep the draft in another folder from now on; its file. Raises ZelfscanError; nothing has changed then."""
        before, hold, trouble, drafts = self._folder, self._hold, self.trouble, self._setup.drafts
        self._writer.stop()
        if folder != before:
            self._hold = None
        try:
            self._claim(scan, folder)
            # Who waited in vain once does not wait again.
            drafts.save(replace(scan, finished=None), self._setup.catalog, folder, pauses=() if trouble else PAUSES)
        except ZelfscanError as error:
            if self._hold is not None and self._hold is not hold:
                self._hold.release()
            self._hold = hold
            self._refused = trouble or error
            raise
        self._kept = scan
        self._refused = None
        self._folder = folder
        if folder != before and hold is not None:
            # What stays behind is older, and would only confuse. It is ours: nobody else could claim it.
            drafts.discard(scan.id, before)
            hold.release()
        return drafts.path_in(folder, scan.id)

    def rescue(self) -> None:
        """The program has to stop now: what is in memory only goes to the first place that takes it."""
        if (scan := self.scan) is None:
            return
        self._keep(scan)
        self.flush()
        for place in self.places() if self.trouble else ():
            try:
                self.move(scan, place.folder)
            except ZelfscanError as error:
                self._refused = error
            else:
                return

    def result_places(self, scan: Scan) -> Iterator[Place]:
        """Where a result can go when its folder refuses it; those of a round stay together."""
        for place in self._setup.places():
            yield place._replace(folder=place.folder / self._setup.results.folder.name) if scan.round_name else place

    def finish(self, scan: Scan, folder: Path | None = None) -> tuple[Scan, Path]:
        """Write the result, in `folder` when the leader chose another place; the finished scan and its file.

        Raises ZelfscanError when nothing was written; the draft stands until `drop_draft`.
        """
        setup = self._setup
        now = _after(scan, setup.now())
        added = self.is_talk and scan.finished
        finished = replace(scan, program="", **{"changed" if added else "finished": now})  # type: ignore[arg-type]
        if folder is not None:
            path = replace(setup.results, folder=folder).save(finished, setup.catalog, self._result_paths.get(scan.id))
        else:
            self._claim(scan, self._folder)
            if self._opened is not None and not self._opened.is_draft:
                path = self._opened.path
                setup.results.save_as(path, finished, setup.catalog)
            else:
                path = setup.results.save(finished, setup.catalog, self._result_paths.get(scan.id))
        self._kept = self._result = finished
        self._result_paths[scan.id] = self.last_result = path
        # Nothing may bring the draft back from here on.
        self._writer.stop()
        self._refused = None
        return finished, path

    def save(self, scan: Scan, folder: Path | None = None) -> Saved | Failed:
        """Write the result as `finish` does; only when that stands the draft goes."""
        try:
            finished, path = self.finish(scan, folder)
        except ZelfscanError as error:
            refused = folder or self._setup.results.folder
            return Failed(str(error), that_work(self.result_places(scan), refused))
        self.scan = finished
        self.drop_draft(finished)
        self._listener.show_trouble()
        seal = self._setup.results.seal
        return Saved(finished, path, sealed=seal is not None, with_key=bool(seal and seal.key))

    def drop_draft(self, scan: Scan) -> None:
        """Wipe the draft of a scan; the listener hears when it is still there."""
        self._writer.stop()
        try:
            self._setup.drafts.delete(scan.id, self._folder)
        except ZelfscanError as error:
            self._listener.complain(error)

    def report(self, scan: Scan, result: Path, suffix: str) -> Path | ZelfscanError:
        """Write a report beside the result, in the form of `suffix` and over an older one; its file, or what failed."""
        from zelfscan.reports import CALENDAR, agenda_ics, leader_report, written
        from zelfscan.storage import division_of

        catalog = self._setup.catalog
        path = report_path(result, suffix)
        try:
            report = leader_report(catalog, scan, division=division_of(result, scan, catalog))
            write_atomically(path, agenda_ics(catalog, scan) if suffix == CALENDAR else written(report, suffix))
        except ZelfscanError as error:
            return error
        except OSError as error:
            return ZelfscanError(
                f"{shown_path(path.name)} kon niet worden geschreven: {reason(error)}.",
                "Uw resultaat is wel bewaard. Staat het rapport nog open? Sluit het en probeer opnieuw.",
            )
        return path

    def is_saved(self, scan: Scan) -> bool:
        """Whether a result file has all of it."""
        return scan == self._result

    def has_changed_since_saving(self, scan: Scan) -> bool:
        """Whether a result file exists that does not have the latest changes."""
        return self._result is not None and not self.is_saved(scan)


def _after(scan: Scan, now: datetime) -> datetime:
    """When a scan is finished, whatever the clock says: not before its start, and later than the last time."""
    done = max(filter(None, (scan.finished, scan.changed)), default=None)
    return max(now, done + timedelta(seconds=1) if done else scan.started)
