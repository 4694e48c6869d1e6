"""Unfinished scans, kept outside the results so that nobody collects or sees them by accident."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.draft_lock import hidden_name
from zelfscan.storage.files import (
    PAUSES,
    RESULT_ENDINGS,
    UnreadableError,
    patiently,
    reason,
    remove_leftovers,
    sync_folder,
    write_atomically,
)

# The first screen asks for drafts, and mostly there are none: each function loads what it needs to read or write one.
if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from zelfscan.domain import Catalog, Scan
    from zelfscan.storage.draft_journal import LateDraft
    from zelfscan.storage.seal import Key, Seal

_BROKEN = "kapot"
_NUMBER_ROOM = 9


class DraftsFound(NamedTuple):
    """The drafts, newest start first, and where the files stand that could not be read.

    `sealed` are drafts that only a key elsewhere opens, such as those of a program that stopped. `trouble` says of
    each folder that could not be listed why; what stands in the others was found all the same.
    """

    drafts: tuple[Scan, ...]
    set_aside: tuple[Path, ...]
    sealed: tuple[Path, ...] = ()
    trouble: tuple[ZelfscanError, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftStore:
    """A private folder with one file per unfinished scan. Nothing is created before the first `save`.

    `elsewhere` are folders where a draft went when `folder` refused it. What stands there is newer. With a `seal`
    drafts are written sealed, and only those that its key opens are found again.
    """

    folder: Path
    elsewhere: tuple[Path, ...] = ()
    seal: Seal | None = None

    def save(
        self, scan: Scan, catalog: Catalog, folder: Path | None = None, *, pauses: Sequence[float] = PAUSES
    ) -> None:
        """Put the draft safely on disk, over its earlier state, which stays when that fails. Raises ZelfscanError then.

        Not while a `DraftWriter` writes the same draft.
        """
        from zelfscan.storage import draft_journal
        from zelfscan.storage.result_writer import dumps

        folder = folder or self.folder
        try:
            data = self.closed(dumps(scan, catalog))
            self.make(folder)
            path, twin = draft_paths(folder, scan.id, sealed=self.seal is not None)
            write_atomically(path, data, pauses=pauses)
            # What stands in a journal is older now.
            patiently(partial(draft_journal.remove, path), pauses=pauses)
            sync_folder(folder)
            with suppress(OSError):
                twin.unlink(missing_ok=True)
                draft_journal.remove(twin)
        except (OSError, ValueError) as error:
            raise not_kept(folder, error) from error

    def make(self, folder: Path) -> None:
        """Make a folder for drafts, closed to others. Raises OSError."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder == self.folder:
            with suppress(OSError):
                folder.chmod(0o700)

    def closed(self, data: bytes) -> bytes:
        """The content of a draft as it is written: sealed where this store seals."""
        return data if self.seal is None else self.seal.closed(data)

    def delete(self, scan_id: UUID, *more: Path) -> None:
        """Wipe a draft, wherever it stands (also in `more` folders), and what a crash may have left of it.

        An absent draft is fine. Raises ZelfscanError.
        """
        from zelfscan.storage import draft_journal

        for folder in dict.fromkeys((self.folder, *self.elsewhere, *more)):
            for path in draft_paths(folder, scan_id):
                try:
                    # First: a state that is still under way can become the draft until its temporary file is gone.
                    remove_leftovers(path)
                    patiently(partial(path.unlink, missing_ok=True))
                    # Last: what stands in it is newer. An end halfway must not leave an older state alone.
                    patiently(partial(draft_journal.remove, path))
                except NotADirectoryError:
                    continue
                except OSError as error:
                    left = path if path.exists() else draft_journal.journal_of(path)
                    raise ZelfscanError(
                        f"Het concept kon niet worden gewist: {reason(error)}.",
                        f"Wis dit bestand zelf, zodat niemand anders uw antwoorden ziet: {shown_path(left)}",
                    ) from error

    def discard(self, scan_id: UUID, folder: Path) -> None:
        """Wipe an older state of a draft that stands in another folder now; a folder that refuses keeps it."""
        from zelfscan.storage import draft_journal

        for path in draft_paths(folder, scan_id):
            with suppress(OSError):
                remove_leftovers(path)
                path.unlink(missing_ok=True)
                draft_journal.remove(path)

    def all(self, catalog: Catalog, round_name: str | None = "") -> DraftsFound:
        """The drafts of one round; '' means those without a round, None those of every round.

        A broken draft of any round is renamed to `<name>.kapot` (`.kapot-2` …), never deleted. A file that cannot be
        read or renamed, or that a newer program wrote, is reported where it stands. A finished scan that was never
        wiped is still returned.
        """
        paths, trouble = self._files()
        if not paths:
            return DraftsFound((), (), trouble=trouble)
        from zelfscan.storage.draft_journal import read_draft
        from zelfscan.storage.result_reader import NewerFormError, OtherInstrumentError, loads
        from zelfscan.storage.seal import opened

        drafts: dict[UUID, Scan] = {}
        set_aside: list[Path] = []
        sealed: list[Path] = []
        for path in paths:
            try:
                written = read_draft(path)
            except UnreadableError:
                # It may just be gone, or never have come further than half a journal.
                if path.exists() or path.is_symlink():
                    set_aside.append(path)
                continue
            try:
                data = opened(written, self._key)
            except UnreadableError:
                sealed.append(path)
                continue
            try:
                scan = loads(data, catalog, path.name)
            except OtherInstrumentError:
                # It is found again by who starts with that instrument.
                continue
            except NewerFormError:
                # Under its own name, so that the newer program finds it again.
                set_aside.append(path)
                continue
            except ZelfscanError:
                set_aside.append(_set_aside(path))
                continue
            if round_name is None or scan.round_name == round_name:
                drafts.setdefault(scan.id, scan)
        in_order = sorted(drafts.values(), key=lambda scan: (scan.started, str(scan.id)), reverse=True)
        return DraftsFound(tuple(in_order), tuple(set_aside), tuple(sealed), trouble)

    def find(self, code: str, catalog: Catalog, round_name: str | None = "") -> Scan | None:
        """The newest draft of the participant with this code within a round, as in `all`."""
        from zelfscan.domain import participant_key

        wanted = participant_key(code)
        drafts = self.all(catalog, round_name).drafts
        return next((scan for scan in drafts if participant_key(scan.participant) == wanted), None)

    def searches(self, folder: Path) -> bool:
        """Whether drafts in this folder are found."""
        return folder in (self.folder, *self.elsewhere)

    def place_of(self, scan_id: UUID) -> Path | None:
        """The folder in which a draft stands; None when it is nowhere."""
        path = self._path_of(scan_id)
        return None if path is None else path.parent

    def read(self, scan_id: UUID, catalog: Catalog) -> Scan | None:
        """A draft in its newest state; None when it is gone. Raises ZelfscanError when it cannot be read."""
        path = self._path_of(scan_id)
        if path is None:
            return None
        from zelfscan.storage.draft_journal import read_draft
        from zelfscan.storage.result_reader import loads, unreadable
        from zelfscan.storage.seal import opened

        try:
            return loads(opened(read_draft(path), self._key), catalog, path.name)
        except UnreadableError as error:
            if not path.exists():
                return None
            raise unreadable(path, error) from error

    def path_in(self, folder: Path, scan_id: UUID) -> Path:
        """The file that a draft is written to in a folder."""
        return draft_paths(folder, scan_id, sealed=self.seal is not None)[0]

    def _path_of(self, scan_id: UUID) -> Path | None:
        from zelfscan.storage import draft_journal

        sealed = self.seal is not None
        paths = (
            path for folder in (*self.elsewhere, self.folder) for path in draft_paths(folder, scan_id, sealed=sealed)
        )
        return next((path for path in paths if path.is_file() or draft_journal.journal_of(path).is_file()), None)

    @property
    def _key(self) -> Key | None:
        return None if self.seal is None else self.seal.key

    def _files(self) -> tuple[list[Path], tuple[ZelfscanError, ...]]:
        """The drafts in every folder that can be listed, and what is the matter with the others."""
        paths: list[Path] = []
        trouble: list[ZelfscanError] = []
        for folder in (*self.elsewhere, self.folder):
            try:
                paths += _drafts_in(folder)
            except OSError as error:
                trouble.append(
                    ZelfscanError(
                        f"De map met concepten {shown_path(folder)} kan niet worden gelezen: {reason(error)}.",
                        "Wat daar staat, is niet veranderd. U kunt wel een nieuwe scan beginnen.",
                    )
                )
        return paths, tuple(trouble)

    def highest_number(self, round_name: str) -> int:
        """The highest number that a code of this round has had here, as far as it was noted; 0 when it was not."""
        with suppress(OSError, ValueError):
            return int(self._number_file(round_name).read_bytes()[:_NUMBER_ROOM])
        return 0

    def note_number(self, round_name: str, number: int) -> None:
        """Remember the number of a code, for what is sealed cannot be asked. Only how far the count is, nothing more.

        A folder that refuses is told of when the draft itself is written there.
        """
        if self.seal is not None and number > self.highest_number(round_name):
            with suppress(OSError):
                self.make(self.folder)
                write_atomically(self._number_file(round_name), f"{number}\n".encode())

    def _number_file(self, round_name: str) -> Path:
        # Here and not above: only a round counts codes, and every start would wait for it.
        from hashlib import sha256

        return self.folder / f".ronde-{sha256(round_name.encode(errors='replace')).hexdigest()[:16]}.nummer"


class DraftWriter:
    """Hands each state of a draft to the system at once, and brings it to the disk in a thread.

    `told` is called in that thread when `failure` has changed; it must not wait.
    """

    def __init__(self, store: DraftStore, catalog: Catalog, told: Callable[[], None]) -> None:
        self._store = store
        self._catalog = catalog
        self._told = told
        self._late: LateDraft | None = None
        self._place: tuple[Path, UUID] | None = None
        self._tables: dict[str, str] = {}
        self.failure: ZelfscanError | None = None
        """Why the disk did not take the latest state, as far as is known by now."""

    def write(self, scan: Scan, folder: Path) -> None:
        """Take a state: it survives the end of this program, and is on disk soon. Raises ZelfscanError when it was
        not taken.
        """
        from zelfscan.storage.draft_journal import LateDraft
        from zelfscan.storage.result_writer import dumps

        try:
            data = self._store.closed(dumps(scan, self._catalog, self._tables))
            late = self._late
            if late is None or (folder, scan.id) != self._place or not late.stands:
                self.stop()
                self._store.make(folder)
                path, twin = draft_paths(folder, scan.id, sealed=self._store.seal is not None)
                self._late = late = LateDraft(path, twin, partial(self._hear, folder))
                self._place = folder, scan.id
            late.put(data)
        except (OSError, ValueError) as error:
            raise not_kept(folder, error) from error

    def flush(self) -> None:
        """Wait until the disk has everything, or `failure` says why not; a disk that does not answer not for ever."""
        if self._late is not None:
            self._late.flush()

    def stop(self) -> None:
        """Bring nothing more to the disk; what it did not take stays where the next look finds it."""
        if self._late is not None:
            self._late.stop()
        self._late = None
        self._tables.clear()
        self.failure = None

    def _hear(self, folder: Path, error: OSError | None) -> None:
        self.failure = None if error is None else not_kept(folder, error)
        self._told()


def draft_paths(folder: Path, scan_id: UUID, *, sealed: bool = False) -> tuple[Path, Path]:
    """The files that a draft may have in a folder, open and sealed; with `sealed` the sealed one first.

    The name of the sealed one tells no id.
    """
    paths = folder / f"{scan_id}{RESULT_ENDINGS[0]}", folder / f"{hidden_name(scan_id)}{RESULT_ENDINGS[1]}"
    return (paths[1], paths[0]) if sealed else paths


def not_kept(folder: Path, error: OSError | ValueError) -> ZelfscanError:
    """What to say when a folder did not take the draft."""
    why = reason(error) if isinstance(error, OSError) else "deze naam kan niet"
    return ZelfscanError(
        f"Uw antwoorden konden niet tussentijds worden bewaard in {shown_path(folder)}: {why}.",
        "zelfscan houdt ze vast en probeert het bij elk antwoord opnieuw. U kunt gewoon verdergaan.",
    )


def _drafts_in(folder: Path) -> list[Path]:
    """The drafts in a folder, after tidying up what was left; also those of which only a journal stands."""
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        # A file in its place, or a link to what is away, is something else than a folder that was never made.
        if os.path.lexists(folder):
            raise
        return []
    drafts = {path for path in paths if path.name.endswith(RESULT_ENDINGS) and path.name[0] != "."}
    if not paths or len(drafts) == len(paths):
        return sorted(drafts)
    from zelfscan.storage.draft_journal import draft_of, take_up
    from zelfscan.storage.draft_lock import DraftLock, HeldElsewhereError, claimed_by

    left = dict(found for path in paths if (found := draft_of(path)))
    for name in {*left.values(), *filter(None, map(claimed_by, paths))}:
        # A program that was killed left its journal and its lock; of a window that is open, both stay.
        with suppress(HeldElsewhereError, OSError), DraftLock.taken(folder, name):
            for draft in (draft for draft, claim in left.items() if claim == name):
                take_up(draft)
    return sorted(drafts.union(left))


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.{_BROKEN}{'' if number == 1 else f'-{number}'}") for number in count(1))
    target = next(name for name in names if not (name.exists() or name.is_symlink()))
    try:
        patiently(lambda: path.rename(target))
    except OSError:
        return path
    return target
