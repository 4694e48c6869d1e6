"""Unfinished scans, kept outside the results so that nobody collects or sees them by accident."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.atomic import patiently, temporary_prefix, write_atomically
from zelfscan.storage.files import UnreadableError, read_bytes, reason
from zelfscan.storage.scan_toml import dumps, loads

_BROKEN = "kapot"


@dataclass(frozen=True, slots=True)
class DraftsFound:
    """The drafts, newest start first, and where the files stand that could not be read."""

    drafts: tuple[Scan, ...]
    set_aside: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class DraftStore:
    """A private folder with one file per unfinished scan. Nothing is created before the first `save`."""

    folder: Path

    def save(self, scan: Scan, catalog: Catalog) -> None:
        """Write the draft over its earlier state, which stays when that fails. Raises ZelfscanError then."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(OSError):
                self.folder.chmod(0o700)
            write_atomically(self._path(scan.id), dumps(scan, catalog))
        except OSError as error:
            raise ZelfscanError(
                f"Uw antwoorden konden niet tussentijds worden bewaard in {self.folder}: {reason(error)}.",
                "U kunt gewoon verdergaan. Sluit zelfscan niet af voordat u het resultaat hebt bewaard.",
            ) from error

    def delete(self, scan_id: UUID) -> None:
        """Wipe a draft and what a crash may have left of it; an absent draft is fine. Raises ZelfscanError."""
        path = self._path(scan_id)
        try:
            patiently(lambda: path.unlink(missing_ok=True))
            for leftover in self.folder.glob(f"{temporary_prefix(path)}*.tmp"):
                leftover.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise ZelfscanError(
                f"Het concept kon niet worden gewist: {reason(error)}.",
                f"Wis dit bestand zelf, zodat niemand anders uw antwoorden ziet: {path}",
            ) from error

    def all(self, catalog: Catalog, round_name: str | None = "") -> DraftsFound:
        """The drafts of one round; '' means those without a round, None those of every round.

        A broken draft of any round is renamed to `<name>.kapot` (`.kapot-2` …), never deleted. A file that cannot be
        read or renamed is reported where it stands. A finished scan that was never wiped is still returned.
        """
        drafts: list[Scan] = []
        set_aside: list[Path] = []
        for path in self._files():
            try:
                data = read_bytes(path)
            except UnreadableError:
                set_aside.append(path)
                continue
            try:
                scan = loads(data, catalog, path.name)
            except ZelfscanError:
                set_aside.append(_set_aside(path))
                continue
            if round_name is None or scan.round_name == round_name:
                drafts.append(scan)
        drafts.sort(key=lambda scan: (scan.started, str(scan.id)), reverse=True)
        return DraftsFound(tuple(drafts), tuple(set_aside))

    def find(self, code: str, catalog: Catalog, round_name: str | None = "") -> Scan | None:
        """The newest draft of exactly this code (case and outer spaces aside) within a round, as in `all`."""
        wanted = code.strip().casefold()
        drafts = self.all(catalog, round_name).drafts
        return next((scan for scan in drafts if scan.participant.strip().casefold() == wanted), None)

    def _path(self, scan_id: UUID) -> Path:
        return self.folder / f"{scan_id}.toml"

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise ZelfscanError(
                f"De map met concepten {self.folder} kan niet worden gelezen: {reason(error)}.",
                "U kunt wel een nieuwe scan beginnen.",
            ) from error


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.{_BROKEN}{'' if number == 1 else f'-{number}'}") for number in count(1))
    target = next(name for name in names if not (name.exists() or name.is_symlink()))
    try:
        patiently(lambda: path.rename(target))
    except OSError:
        return path
    return target
