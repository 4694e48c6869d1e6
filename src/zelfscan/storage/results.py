"""Where finished scans are written, one file each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.atomic import remove_leftovers, write_atomically
from zelfscan.storage.files import reason
from zelfscan.storage.names import safe_name
from zelfscan.storage.scan_toml import dumps, read_scan

_SUFFIX = ".toml"
_TRIAL_SIZE = 64 * 1024
"""Bytes; more than a result with long notes takes."""
_KEPT = (
    "Uw antwoorden zijn niet verloren: zelfscan heeft ze nog. Kies een andere map of maak ruimte, en bewaar opnieuw."
)


def result_name(scan: Scan) -> str:
    """The file name of a result: `<code>_<date of the start>_<first 8 of the id>.toml`, safe on every system."""
    return f"{_file_code(scan.participant)}_{scan.started.date().isoformat()}_{str(scan.id)[:8]}{_SUFFIX}"


def _file_code(code: str) -> str:
    return safe_name(code, "zonder-code")


def usable(folder: Path) -> None:
    """Check that results can be written in `folder` (which need not exist yet), leaving nothing behind.

    Raises ZelfscanError in Dutch when they cannot.
    """
    try:
        existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        with tempfile.TemporaryFile(dir=existing) as file:
            file.write(bytes(_TRIAL_SIZE))
    except (OSError, ValueError) as error:
        raise ZelfscanError(
            f"In de map {folder} kan zelfscan niets bewaren: {_reason(error)}.",
            "Kies een andere map met --exports, of vraag wie de computer beheert om rechten.",
        ) from error


@dataclass(frozen=True, slots=True)
class ResultStore:
    """The folder for the results of one round, or of scans without a round. Nothing is created before `save`."""

    folder: Path

    def save(self, scan: Scan, catalog: Catalog) -> Path:
        """Write the result and return its path. A second save replaces the scan's own file, never another's.

        A file that would be refused on reading is nobody's own: it stays as it is, whatever id it holds.

        Raises ZelfscanError when the folder cannot be made or written.
        """
        data = dumps(scan, catalog)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._place_for(scan, catalog)
            write_atomically(path, data)
        except (OSError, ValueError) as error:
            raise ZelfscanError(
                f"Het resultaat kon niet worden bewaard in {self.folder}: {_reason(error)}.", _KEPT
            ) from error
        with suppress(OSError):
            remove_leftovers(path)
        return path

    def save_as(self, path: Path, scan: Scan, catalog: Catalog) -> None:
        """Write the result over the file that it was opened from.

        Raises ZelfscanError when that fails, or when the file meanwhile holds something else than this scan.
        """
        data = dumps(scan, catalog)
        try:
            if path.exists() and not _holds(path, scan.id, catalog):
                raise ZelfscanError(
                    f"{path} is niet overschreven: daar staat nu iets anders dan deze scan.",
                    "Uw antwoorden zijn niet verloren: zelfscan heeft ze nog. Bewaar ze in een andere map.",
                )
            write_atomically(path, data)
        except (OSError, ValueError) as error:
            raise ZelfscanError(f"{path} kon niet worden bewaard: {_reason(error)}.", _KEPT) from error

    def codes(self) -> tuple[str, ...]:
        """The codes of the results here, as they stand in the file names (so made safe); without reading any."""
        if not self.folder.is_dir():
            return ()
        names = sorted(path.name for path in self.folder.glob(f"*{_SUFFIX}"))
        return tuple(name.rsplit("_", 2)[0] for name in names if name.count("_") >= 2)

    def has_code(self, code: str) -> bool:
        """Whether a result with this code stands here."""
        return _file_code(code).casefold() in (known.casefold() for known in self.codes())

    def _place_for(self, scan: Scan, catalog: Catalog) -> Path:
        places = list(self._taken_and_next(result_name(scan)))
        return next((place for place in places[:-1] if _holds(place, scan.id, catalog)), places[-1])

    def _taken_and_next(self, name: str) -> Iterator[Path]:
        """The taken places `name`, `name-2`, `name-3` … and then the first free one."""
        for number in count(1):
            place = self.folder / (name if number == 1 else f"{name.removesuffix(_SUFFIX)}-{number}{_SUFFIX}")
            yield place
            # A dangling link is taken as well: writing there would take the place of something.
            if not (place.exists() or place.is_symlink()):
                return


def _holds(path: Path, scan_id: UUID, catalog: Catalog) -> bool:
    try:
        return read_scan(path, catalog).id == scan_id
    except ZelfscanError:
        return False


def _reason(error: OSError | ValueError) -> str:
    return reason(error) if isinstance(error, OSError) else "deze naam kan niet"
