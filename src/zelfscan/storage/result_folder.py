"""Where finished scans are written, one file each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import RESULT_ENDINGS, names_result, reason, remove_leftovers, safe_name, write_atomically

# The first screen shows the folder, and only much later somebody reads or writes in it.
if TYPE_CHECKING:
    from uuid import UUID

    from zelfscan.domain import Catalog, Scan
    from zelfscan.storage.seal import Seal, Signer

_TRIAL_SIZE = 64 * 1024
"""Bytes; more than a result with long notes takes."""
_KEPT = (
    "Uw antwoorden zijn niet verloren: zelfscan heeft ze nog. Kies een andere map of maak ruimte, en bewaar opnieuw."
)

_OTHERWISE = "Kies een andere map met --exports, of vraag wie de computer beheert om rechten."


def result_name(scan: Scan, *, hides_code: bool = False) -> str:
    """The name of a result without its suffix: `<code>_<date of the start>_<first 8 of the id>`, safe everywhere."""
    code = "resultaat" if hides_code else _file_code(scan.participant)
    return f"{code}_{scan.started.date().isoformat()}_{str(scan.id)[:8]}"


def _file_code(code: str) -> str:
    return safe_name(code, "zonder-code")


def usable(folder: Path, otherwise: str = _OTHERWISE) -> None:
    """Check that results can be written in `folder` (which need not exist yet), leaving nothing behind.

    Raises ZelfscanError in Dutch when they cannot; `otherwise` says what to do then.
    """
    import tempfile

    try:
        existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        with tempfile.TemporaryFile(dir=existing) as file:
            file.write(bytes(_TRIAL_SIZE))
    except (OSError, ValueError) as error:
        raise ZelfscanError(
            f"In de map {shown_path(folder)} kan zelfscan niets bewaren: {_reason(error)}.",
            otherwise,
        ) from error


class Result(NamedTuple):
    """A result file and the scan in it."""

    path: Path
    scan: Scan


class ResultsFound(NamedTuple):
    """The results in a folder, newest first, how many files there could not be read, and how many were made with
    other instruments.
    """

    results: tuple[Result, ...] = ()
    unreadable: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class ResultStore:
    """The folder for the results of one round, or of scans without a round. Nothing is created before `save`.

    With a `seal` everything is written sealed, and with a `signer` signed. With `hides_code` the names of files say no
    code, and which codes were used is not known then.
    """

    folder: Path
    seal: Seal | None = None
    signer: Signer | None = None
    hides_code: bool = False

    def save(self, scan: Scan, catalog: Catalog, before: Path | None = None) -> Path:
        """Write the result and return its path. A second save replaces the scan's own file, never another's.

        Which file is its own is read from the files. A sealed one cannot be read here: then `before` tells where this
        program wrote the scan the last time. A file that would be refused on reading is nobody's own: it stays as it
        is, whatever id it holds.

        Raises ZelfscanError when the folder cannot be made or written.
        """
        data = self._closed(scan, catalog)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._place_for(scan, catalog, before)
            write_atomically(path, data)
        except (OSError, ValueError) as error:
            raise ZelfscanError(
                f"Het resultaat kon niet worden bewaard in {shown_path(self.folder)}: {_reason(error)}.", _KEPT
            ) from error
        with suppress(OSError):
            remove_leftovers(path)
        return path

    def save_as(self, path: Path, scan: Scan, catalog: Catalog) -> None:
        """Write the result over the file that it was opened from.

        Raises ZelfscanError when that fails, or when the file meanwhile holds something else than this scan.
        """
        data = self._closed(scan, catalog)
        try:
            if path.exists() and not self._holds(path, scan.id, catalog):
                raise ZelfscanError(
                    f"{shown_path(path)} is niet overschreven: daar staat nu iets anders dan deze scan.",
                    "Uw antwoorden zijn niet verloren: zelfscan heeft ze nog. Bewaar ze in een andere map.",
                )
            write_atomically(path, data)
        except (OSError, ValueError) as error:
            raise ZelfscanError(f"{shown_path(path)} kon niet worden bewaard: {_reason(error)}.", _KEPT) from error

    def codes(self) -> tuple[str, ...]:
        """The codes of the results here, as they stand in the file names (so made safe); without reading any."""
        if not self.folder.is_dir():
            return ()
        suffixes = tuple(f"*{suffix}" for suffix in RESULT_ENDINGS)
        names = sorted(path.name for suffix in suffixes for path in self.folder.glob(suffix))
        return tuple(name.rsplit("_", 2)[0] for name in names if name.count("_") >= 2)

    def has_code(self, code: str) -> bool:
        """Whether a result with this code stands here."""
        return _file_code(code).casefold() in (known.casefold() for known in self.codes())

    def found(self, catalog: Catalog) -> ResultsFound:
        """The results that lie open in this folder itself; folders in it are of rounds, and of other people."""
        paths = self._open_files()
        if not paths:
            return ResultsFound()
        from zelfscan.storage.result_reader import OtherInstrumentError, read_scan

        results: list[Result] = []
        others = 0
        for path in paths:
            try:
                results.append(Result(path, read_scan(path, catalog)))
            except OtherInstrumentError:
                others += 1
            except ZelfscanError:
                continue
        results.sort(key=lambda result: (result.scan.finished or result.scan.started, result.path.name), reverse=True)
        return ResultsFound(tuple(results), len(paths) - len(results) - others, others)

    def remove(self, result: Result, catalog: Catalog) -> None:
        """Wipe a result. Raises ZelfscanError when it is still there, or when the file holds something else now."""
        try:
            if result.path.exists() and not self._holds(result.path, result.scan.id, catalog):
                raise ZelfscanError(
                    f"{shown_path(result.path)} is niet gewist: daar staat nu iets anders dan deze scan."
                )
            result.path.unlink(missing_ok=True)
        except OSError as error:
            raise ZelfscanError(f"{shown_path(result.path)} kon niet worden gewist: {_reason(error)}.") from error

    def _open_files(self) -> list[Path]:
        try:
            found = self.folder.glob(f"*{RESULT_ENDINGS[0]}")
            return [path for path in found if names_result(path.name) and not path.name.startswith(".")]
        except (OSError, ValueError):
            return []

    @property
    def _suffix(self) -> str:
        return RESULT_ENDINGS[self.seal is not None]

    def _closed(self, scan: Scan, catalog: Catalog) -> bytes:
        from zelfscan.storage.result_reader import loads
        from zelfscan.storage.result_writer import dumps

        # Read back before it replaces anything: nothing is kept that we would refuse ourselves.
        data = dumps(scan, catalog)
        if self.signer is not None:
            data = self.signer.signed(data)
        try:
            back = loads(data, catalog, scan.participant)
        except ZelfscanError as error:
            why = f"zelfscan kan niet teruglezen wat het zou schrijven ({'; '.join(error.problems)})"
            raise ZelfscanError(f"Het resultaat is niet bewaard: {why}.", _KEPT) from error
        if back.id != scan.id:
            raise ZelfscanError("Het resultaat is niet bewaard: er zou iets anders staan dan deze scan.", _KEPT)
        return data if self.seal is None else self.seal.closed(data)

    def _place_for(self, scan: Scan, catalog: Catalog, before: Path | None) -> Path:
        places = list(self._taken_and_next(result_name(scan, hides_code=self.hides_code)))
        own = (place for place in places[:-1] if place == before or self._holds(place, scan.id, catalog))
        return next(own, places[-1])

    def _taken_and_next(self, name: str) -> Iterator[Path]:
        """The taken places `name`, `name-2`, `name-3` … and then the first free one."""
        for number in count(1):
            place = self.folder / f"{name}{'' if number == 1 else f'-{number}'}{self._suffix}"
            yield place
            # A dangling link is taken as well: writing there would take the place of something.
            if not (place.exists() or place.is_symlink()):
                return

    def _holds(self, path: Path, scan_id: UUID, catalog: Catalog) -> bool:
        from zelfscan.storage.result_reader import read_scan

        try:
            return read_scan(path, catalog, None if self.seal is None else self.seal.key).id == scan_id
        except ZelfscanError:
            return False


def _reason(error: OSError | ValueError) -> str:
    return reason(error) if isinstance(error, OSError) else "deze naam kan niet"
