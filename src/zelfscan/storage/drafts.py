"""Unfinished scans, kept outside the results so that nobody collects or sees them by accident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.atomic import PAUSES, patiently, remove_leftovers, write_atomically
from zelfscan.storage.files import UnreadableError, read_bytes, reason
from zelfscan.storage.names import RESULT_ENDINGS
from zelfscan.storage.scan_toml import NewerFormError, dumps, loads, read_scan
from zelfscan.storage.seal import Key, Seal, opened

_BROKEN = "kapot"


@dataclass(frozen=True, slots=True)
class DraftsFound:
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
        """Write the draft over its earlier state, which stays when that fails. Raises ZelfscanError then."""
        folder = folder or self.folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder == self.folder:
                with suppress(OSError):
                    folder.chmod(0o700)
            data = dumps(scan, catalog)
            closed = data if self.seal is None else self.seal.closed(data)
            path, other = draft_paths(folder, scan.id, sealed=self.seal is not None)
            write_atomically(path, closed, pauses=pauses)
            with suppress(OSError):
                other.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else "deze naam kan niet"
            raise ZelfscanError(
                f"Uw antwoorden konden niet tussentijds worden bewaard in {shown_path(folder)}: {why}.",
                "zelfscan houdt ze vast en probeert het bij elk antwoord opnieuw. U kunt gewoon verdergaan.",
            ) from error

    def delete(self, scan_id: UUID, *more: Path) -> None:
        """Wipe a draft, wherever it stands (also in `more` folders), and what a crash may have left of it.

        An absent draft is fine. Raises ZelfscanError.
        """
        for folder in dict.fromkeys((self.folder, *self.elsewhere, *more)):
            for path in draft_paths(folder, scan_id):
                try:
                    patiently(partial(path.unlink, missing_ok=True))
                    remove_leftovers(path)
                except NotADirectoryError:
                    continue
                except OSError as error:
                    raise ZelfscanError(
                        f"Het concept kon niet worden gewist: {reason(error)}.",
                        f"Wis dit bestand zelf, zodat niemand anders uw antwoorden ziet: {shown_path(path)}",
                    ) from error

    def discard(self, scan_id: UUID, folder: Path) -> None:
        """Wipe an older state of a draft that stands in another folder now; a folder that refuses keeps it."""
        for path in draft_paths(folder, scan_id):
            with suppress(OSError):
                path.unlink(missing_ok=True)
                remove_leftovers(path)

    def all(self, catalog: Catalog, round_name: str | None = "") -> DraftsFound:
        """The drafts of one round; '' means those without a round, None those of every round.

        A broken draft of any round is renamed to `<name>.kapot` (`.kapot-2` …), never deleted. A file that cannot be
        read or renamed, or that a newer program wrote, is reported where it stands. A finished scan that was never
        wiped is still returned.
        """
        drafts: dict[UUID, Scan] = {}
        set_aside: list[Path] = []
        sealed: list[Path] = []
        for path in self._files():
            try:
                data = read_bytes(path)
            except UnreadableError:
                set_aside.append(path)
                continue
            try:
                data = opened(data, self._key)
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
        """A draft as it stands on disk now; None when it is gone. Raises ZelfscanError when it cannot be read."""
        path = self._path_of(scan_id)
        return None if path is None else read_scan(path, catalog, self._key)

    def path_in(self, folder: Path, scan_id: UUID) -> Path:
        """The file that a draft is written to in a folder."""
        return draft_paths(folder, scan_id, sealed=self.seal is not None)[0]

    def _path_of(self, scan_id: UUID) -> Path | None:
        sealed = self.seal is not None
        paths = (
            path for folder in (*self.elsewhere, self.folder) for path in draft_paths(folder, scan_id, sealed=sealed)
        )
        return next((path for path in paths if path.is_file()), None)

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


def _drafts_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(RESULT_ENDINGS) and path.name[0] != ".")
    except (FileNotFoundError, NotADirectoryError):
        return []


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.{_BROKEN}{'' if number == 1 else f'-{number}'}") for number in count(1))
    target = next(name for name in names if not (name.exists() or name.is_symlink()))
    try:
        patiently(lambda: path.rename(target))
    except OSError:
        return path
    return target
