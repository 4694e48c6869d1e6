"""Unfinished scans, kept outside the results so that nobody collects or sees them by accident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.atomic import PAUSES, patiently, remove_leftovers, sync_folder, write_atomically
from zelfscan.storage.files import UnreadableError, reason
from zelfscan.storage.names import RESULT_ENDINGS

# The first screen asks for drafts, and mostly there are none: each function loads what it needs to read or write one.
if TYPE_CHECKING:
    from uuid import UUID

    from zelfscan.domain import Catalog, Scan
    from zelfscan.storage.seal import Key, Seal

_BROKEN = "kapot"


class DraftsFound(NamedTuple):
    """The drafts, newest start first, and where the files stand that could not be read.

    `sealed` are drafts that only a key elsewhere opens, such as those of a program that stopped.
    """

    drafts: tuple[Scan, ...]
    set_aside: tuple[Path, ...]
    sealed: tuple[Path, ...] = ()


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
        from zelfscan.storage import journal
        from zelfscan.storage.scan_toml import dumps

        folder = folder or self.folder
        try:
            data = self.closed(dumps(scan, catalog))
            self.make(folder)
            path, twin = draft_paths(folder, scan.id, sealed=self.seal is not None)
            write_atomically(path, data, pauses=pauses)
            # What stands in a journal is older now.
            patiently(partial(journal.remove, path), pauses=pauses)
            sync_folder(folder)
            with suppress(OSError):
                twin.unlink(missing_ok=True)
                journal.remove(twin)
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
        from zelfscan.storage import journal

        for folder in dict.fromkeys((self.folder, *self.elsewhere, *more)):
            for path in draft_paths(folder, scan_id):
                try:
                    patiently(partial(path.unlink, missing_ok=True))
                    remove_leftovers(path)
                    # Last: what stands in it is newer. An end halfway must not leave an older state alone.
                    patiently(partial(journal.remove, path))
                except NotADirectoryError:
                    continue
                except OSError as error:
                    left = path if path.exists() else journal.journal_of(path)
                    raise ZelfscanError(
                        f"Het concept kon niet worden gewist: {reason(error)}.",
                        f"Wis dit bestand zelf, zodat niemand anders uw antwoorden ziet: {shown_path(left)}",
                    ) from error

    def discard(self, scan_id: UUID, folder: Path) -> None:
        """Wipe an older state of a draft that stands in another folder now; a folder that refuses keeps it."""
        from zelfscan.storage import journal

        for path in draft_paths(folder, scan_id):
            with suppress(OSError):
                path.unlink(missing_ok=True)
                remove_leftovers(path)
                journal.remove(path)

    def all(self, catalog: Catalog, round_name: str | None = "") -> DraftsFound:
        """The drafts of one round; '' means those without a round, None those of every round.

        A broken draft of any round is renamed to `<name>.kapot` (`.kapot-2` …), never deleted. A file that cannot be
        read or renamed, or that a newer program wrote, is reported where it stands. A finished scan that was never
        wiped is still returned.
        """
        paths = list(self._files())
        if not paths:
            return DraftsFound((), ())
        from zelfscan.storage import journal
        from zelfscan.storage.scan_read import NewerFormError
        from zelfscan.storage.scan_toml import loads
        from zelfscan.storage.seal import opened

        drafts: dict[UUID, Scan] = {}
        set_aside: list[Path] = []
        sealed: list[Path] = []
        for path in paths:
            try:
                written = journal.newest_bytes(path)
            except UnreadableError:
                set_aside.append(path)
                continue
            if written is None:
                continue
            try:
                data = opened(written, self._key)
            except UnreadableError:
                sealed.append(path)
                continue
            try:
                scan = loads(data, catalog, path.name)
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
        return DraftsFound(tuple(in_order), tuple(set_aside), tuple(sealed))

    def find(self, code: str, catalog: Catalog, round_name: str | None = "") -> Scan | None:
        """The newest draft of exactly this code (case and outer spaces aside) within a round, as in `all`."""
        wanted = code.strip().casefold()
        drafts = self.all(catalog, round_name).drafts
        return next((scan for scan in drafts if scan.participant.strip().casefold() == wanted), None)

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
        from zelfscan.storage import journal
        from zelfscan.storage.scan_read import unreadable
        from zelfscan.storage.scan_toml import loads
        from zelfscan.storage.seal import opened

        try:
            data = journal.newest_bytes(path)
            return None if data is None else loads(opened(data, self._key), catalog, path.name)
        except UnreadableError as error:
            raise unreadable(path, error) from error

    def path_in(self, folder: Path, scan_id: UUID) -> Path:
        """The file that a draft is written to in a folder."""
        return draft_paths(folder, scan_id, sealed=self.seal is not None)[0]

    def _path_of(self, scan_id: UUID) -> Path | None:
        from zelfscan.storage import journal

        sealed = self.seal is not None
        paths = (
            path for folder in (*self.elsewhere, self.folder) for path in draft_paths(folder, scan_id, sealed=sealed)
        )
        return next((path for path in paths if path.is_file() or journal.journal_of(path).is_file()), None)

    @property
    def _key(self) -> Key | None:
        return None if self.seal is None else self.seal.key

    def _files(self) -> Iterator[Path]:
        for folder in self.elsewhere:
            with suppress(OSError):
                yield from _drafts_in(folder)
        try:
            yield from _drafts_in(self.folder)
        except OSError as error:
            raise ZelfscanError(
                f"De map met concepten {shown_path(self.folder)} kan niet worden gelezen: {reason(error)}.",
                "U kunt wel een nieuwe scan beginnen.",
            ) from error


def draft_paths(folder: Path, scan_id: UUID, *, sealed: bool = False) -> tuple[Path, Path]:
    """The files that a draft may have in a folder, open and sealed; with `sealed` the sealed one first."""
    paths = [folder / f"{scan_id}{suffix}" for suffix in RESULT_ENDINGS]
    return (paths[1], paths[0]) if sealed else (paths[0], paths[1])


def not_kept(folder: Path, error: OSError | ValueError) -> ZelfscanError:
    """What to say when a folder did not take the draft."""
    why = reason(error) if isinstance(error, OSError) else "deze naam kan niet"
    return ZelfscanError(
        f"Uw antwoorden konden niet tussentijds worden bewaard in {shown_path(folder)}: {why}.",
        "zelfscan houdt ze vast en probeert het bij elk antwoord opnieuw. U kunt gewoon verdergaan.",
    )


def _drafts_in(folder: Path) -> list[Path]:
    """The drafts in a folder, after taking up what was left; also those of which only a journal stands."""
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    if not paths:
        return []
    from zelfscan.storage import journal
    from zelfscan.storage.taken_up import take_up

    left = [found[0] for path in paths if (found := journal.draft_of(path))]
    for draft in left:
        take_up(draft)
    return sorted({*left, *(path for path in paths if path.name.endswith(RESULT_ENDINGS) and path.name[0] != ".")})


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.{_BROKEN}{'' if number == 1 else f'-{number}'}") for number in count(1))
    target = next(name for name in names if not (name.exists() or name.is_symlink()))
    try:
        patiently(lambda: path.rename(target))
    except OSError:
        return path
    return target
