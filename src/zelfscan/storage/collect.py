"""Collecting a round: every file is read, refused or recognised as a double, and each scan counts once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from zelfscan.domain import CELLS, Catalog, CohortSum, Counted, Leader, Profile, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.listing import Listing, is_folder
from zelfscan.storage.reading import Progress, read_parts
from zelfscan.storage.round_part import Part, PartReader, Record, Willing, record_at, records, same_ids
from zelfscan.storage.scan_build import build_scan
from zelfscan.storage.scan_checks import Rules
from zelfscan.storage.scan_read import read_shape

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key


@dataclass(frozen=True, slots=True)
class Double:
    """One scan that stood in several files, by their places in the listing, and the one that was used."""

    id: UUID
    places: tuple[int, ...]
    used: int


@dataclass(frozen=True)
class Collected:
    """What came out of a listing.

    `counted` adds up the scans that count, each id once, and `places` says in which files those stand; `drafts` is how
    many unfinished ones there are, which count when they were asked for. `rejected` gives per place of a refused file
    every reason, in Dutch.
    """

    files: Listing
    reader: PartReader
    counted: Counted
    places: Sequence[int]
    drafts: int
    rejected: tuple[tuple[int, tuple[str, ...]], ...]
    doubles: tuple[Double, ...]

    def scans(self) -> Iterator[Scan]:
        """The scans that count, in order of path, each read again. Raises ZelfscanError when a file changed."""
        for place in self.places:
            path = self.files[place]
            try:
                yield build_scan(read_shape(path, self.reader.rules, self.reader.key))
            except ZelfscanError as error:
                raise _changed(path) from error


def read_round(
    files: Listing,
    catalog: Catalog,
    progress: Progress | None = None,
    *,
    include_drafts: bool = False,
    key: Key | None = None,
) -> Collected:
    """Read every file and add it all up; `key` opens sealed ones.

    `progress` hears how many files are done, and of how many, from time to time and at the end.

    The same scan in several files counts once: finished before draft, then the latest finish, then the last path.
    Raises ZelfscanError when a file changed while it was needed a second time for that.
    """
    reader = PartReader(Rules.of(catalog), include_drafts, key)
    gathered = _Gathered(catalog.numbers)
    with closing(read_parts(files, reader, progress)) as parts:
        for part in parts:
            gathered.add(part)
    doubles = gathered.doubles()
    left_out = {place for double in doubles for place in double.places if place != double.used}
    for place in sorted(left_out):
        gathered.take_away(_again(files, place, reader, gathered.record(place)))
    return gathered.collected(files, reader, doubles, left_out)


class _Gathered:
    """Parts as they come in, added up; of each file only its record is kept."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._numbers = numbers
        self._cells = [0] * (CELLS * len(numbers))
        self._size = self._importance_only = 0
        self._names: Counter[str] = Counter()
        self._willing: list[Willing] = []
        self._refused: list[tuple[int, tuple[str, ...]]] = []
        self._records = bytearray()

    def add(self, part: Part) -> None:
        """One more part; parts come in order of place."""
        self._tally(part, 1)
        self._willing += part.willing
        self._refused += part.refused
        self._records += part.records

    def take_away(self, part: Part) -> None:
        """A part that was added and does not count after all."""
        self._tally(part, -1)

    def _tally(self, part: Part, sign: int) -> None:
        self._cells = [count + sign * more for count, more in zip(self._cells, part.cells, strict=True)]
        self._size += sign * part.size
        self._importance_only += sign * part.importance_only
        for name, times in part.names.items():
            self._names[name] += sign * times

    def record(self, place: int) -> Record:
        """What was found in the file with that place."""
        found = record_at(self._records, place)
        assert found is not None
        return found

    def doubles(self) -> list[Double]:
        """The scans that stand in several files, in order of the one that is used."""
        found = []
        for places in same_ids(self._records):
            used = max(places, key=lambda place: (not self.record(place).draft, self.record(place).instant, place))
            found.append(Double(UUID(bytes=self.record(used).id), tuple(places), used))
        return sorted(found, key=lambda double: double.used)

    def collected(self, files: Listing, reader: PartReader, doubles: Sequence[Double], left_out: set[int]) -> Collected:
        """All of it, without the files that were left out."""
        places = array("L")
        drafts = 0
        first = last = None
        for place, record in enumerate(records(self._records)):
            if record is None or place in left_out:
                continue
            drafts += record.draft
            if record.draft and not reader.include_drafts:
                continue
            places.append(place)
            if first is None or record.instant < first.instant:
                first = record
            if last is None or record.instant > last.instant:
                last = record
        counted = Counted(
            CohortSum(self._numbers, self._size, tuple(self._cells)),
            tuple(sorted(+self._names)),
            None if first is None else first.moment,
            None if last is None else last.moment,
            self._importance_only,
            tuple(self._profile(*willing) for willing in self._willing if willing[0] not in left_out),
        )
        rejected = tuple((place, _told(files[place], problems)) for place, problems in self._refused)
        return Collected(files, reader, counted, places, drafts, rejected, tuple(doubles))

    def _profile(self, place: int, code: str, contact: str, sought: int, offered: int) -> Profile:
        return Profile(Leader(code, UUID(bytes=self.record(place).id), contact), sought, offered)


def _again(files: Listing, place: int, reader: PartReader, before: Record) -> Part:
    """The part of one file alone, which must be as it was."""
    path = files[place]
    part = reader.read(place, str(path.parent), [path.name])
    if next(records(part.records)) != before:
        raise _changed(path)
    return part


def _changed(path: Path) -> ZelfscanError:
    return ZelfscanError(
        f"{shown_path(path)} veranderde terwijl de ronde werd gelezen.",
        "Er is niets geschreven. Wacht tot niemand meer aan de bestanden werkt, en begin opnieuw.",
    )


def _told(path: Path, problems: tuple[str, ...]) -> tuple[str, ...]:
    # A folder that is still a folder here is one whose files could not be listed.
    return ("deze map kan niet worden gelezen",) if is_folder(path) else problems
