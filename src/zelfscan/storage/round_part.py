"""Reading some files of a round to what adds up, so that no scan has to be kept."""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.domain import CELLS, DELEGATED
from zelfscan.errors import ZelfscanError
from zelfscan.storage.scan_checks import Rules
from zelfscan.storage.scan_read import read_shape
from zelfscan.storage.scan_shapes import FileShape, RatingShape
from zelfscan.storage.scan_words import IMPORTANCE_ONLY

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key

Willing = tuple[int, str, str, int, int]
"""One who opted in: the place of the file, code, contact, and what is sought and offered as in `exchange.Profile`."""

_RECORD = struct.Struct("<B16sqh")
_ID_END = 16
"""Where in a record the last byte of the id stands, which begins behind the first byte."""
_REFUSED, _FINISHED, _DRAFT = range(3)
_NO_RECORD = bytes(_RECORD.size)
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


class Part(NamedTuple):
    """What files with consecutive places in a listing add to a round.

    `records` says of each file whether it was refused, and else its id and moment (see `Record`). The rest is over the
    scans that count: how many, the cells of `CohortSum`, how many named each round, who rated importance only, and who
    opted in. `refused` gives per place all problems, in Dutch. Made of nothing but what `marshal` writes.
    """

    start: int
    records: bytes
    size: int
    cells: list[int]
    names: dict[str, int]
    importance_only: int
    willing: list[Willing]
    refused: list[tuple[int, tuple[str, ...]]]


def count_of(part: Part) -> int:
    """The number of files that a part is about."""
    return len(part.records) // _RECORD.size


class Record(NamedTuple):
    """A file that was read: which scan it holds, and when that was finished (a draft: started).

    `instant` is in microseconds since 1970 and `offset` the minutes that its clock was ahead of UTC.
    """

    draft: bool
    id: bytes
    instant: int
    offset: int

    @property
    def moment(self) -> datetime:
        """The moment as it was written."""
        offset = timedelta(minutes=self.offset)
        # In one step: in UTC, a moment at either end of time may lie beyond it.
        local = _ZERO.replace(tzinfo=None) + (timedelta(microseconds=self.instant) + offset)
        return local.replace(tzinfo=timezone(offset))


def records(data: bytes | bytearray) -> Iterator[Record | None]:
    """Per file its record; None where it was refused."""
    for state, scan_id, instant, offset in _RECORD.iter_unpack(data):
        yield None if state == _REFUSED else Record(state == _DRAFT, scan_id, instant, offset)


def record_at(data: bytes | bytearray, place: int) -> Record | None:
    """The record of one file."""
    state, scan_id, instant, offset = _RECORD.unpack_from(data, place * _RECORD.size)
    return None if state == _REFUSED else Record(state == _DRAFT, scan_id, instant, offset)


def same_ids(data: bytes | bytearray) -> Iterator[list[int]]:
    """The places of the files that hold the same scan, where those are more than one."""
    # By the last byte of the id first, so that little is kept at any time of a very large round.
    by_end = [array("L") for _ in range(256)]
    size = _RECORD.size
    for place in range(len(data) // size):
        if data[place * size] != _REFUSED:
            by_end[data[place * size + _ID_END]].append(place)
    for places in by_end:
        by_id: dict[bytes, list[int]] = {}
        for place in places:
            by_id.setdefault(bytes(data[place * size + 1 : place * size + 1 + _ID_END]), []).append(place)
        yield from (same for same in by_id.values() if len(same) > 1)


class PartReader(NamedTuple):
    """Reads files to parts. `include_drafts` counts the unfinished scans along; `key` opens sealed files."""

    rules: Rules
    include_drafts: bool = False
    key: Key | None = None

    def read(self, start: int, folder: str, names: Sequence[str], after: Callable[[int], None] | None = None) -> Part:
        """The part of these files, which have consecutive places from `start` on; `after` hears each place."""
        found = _Count(self.rules.numbers)
        before = os.path.join(folder, "")  # noqa: PTH118
        for place, name in enumerate(names, start):
            try:
                file = read_shape(before + name, self.rules, self.key)
            except ZelfscanError as error:
                found.refuse(place, error.problems or (str(error),))
            else:
                found.take(place, file, counts=self.include_drafts or file.scan.finished is not None)
            if after is not None:
                after(place)
        return found.part(start)


class _Count:
    """A part while it is being made."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._first: Mapping[int, int] = {number: CELLS * place for place, number in enumerate(numbers)}
        self._bit: Mapping[int, int] = {number: place for place, number in enumerate(numbers)}
        self._cells = [0] * (CELLS * len(numbers))
        self._records = bytearray()
        self._names: dict[str, int] = {}
        self._size = self._importance_only = 0
        self._willing: list[Willing] = []
        self._means: Sequence[tuple[int, int]] = ()
        self._refused: list[tuple[int, tuple[str, ...]]] = []

    def refuse(self, place: int, problems: tuple[str, ...]) -> None:
        """A file that could not be read."""
        self._records += _NO_RECORD
        self._refused.append((place, problems))

    def take(self, place: int, file: FileShape, *, counts: bool) -> None:
        """A file that was read; one that does not count is only remembered."""
        self._records += _record(file)
        if not counts:
            return
        self._size += 1
        self._importance_only += file.participant.assessment == IMPORTANCE_ONLY
        if file.round is not None:
            self._names[file.round.name] = self._names.get(file.round.name, 0) + 1
        cells, first = self._cells, self._first
        for answer in file.ratings:
            cell = first[answer.number]
            cells[cell + 5 * (answer.importance or 0) + (answer.attainment or 0)] += 1
            if answer.delegated_to:
                cells[cell + DELEGATED] += 1
        if file.exchange is not None:
            sought, offered = self._meant(file.ratings)
            self._willing.append((place, file.participant.code, file.exchange.contact, sought, offered))

    def _meant(self, answers: Sequence[RatingShape]) -> tuple[int, int]:
        self._means = self._means or _means()
        sought = offered = 0
        for answer in answers:
            kind = 5 * (answer.importance or 0) + (answer.attainment or 0)
            seek, offer = self._means[kind + 25 if answer.delegated_to else kind]
            bit = self._bit[answer.number]
            sought |= seek << bit
            offered |= offer << bit
        return sought, offered

    def part(self, start: int) -> Part:
        """What was found, with the place of its first file."""
        self._cells[::CELLS] = [0] * len(self._first)  # Who gave neither level gave no answer.
        return Part(
            start,
            bytes(self._records),
            self._size,
            self._cells,
            self._names,
            self._importance_only,
            self._willing,
            self._refused,
        )


def _means() -> list[tuple[int, int]]:
    """What an answer seeks and offers, by 5 x importance + attainment; the second half is for what was delegated."""
    # Not above: a round in which nobody opted in needs nothing of the exchange.
    from zelfscan.domain import Level, Rating, offers, seeks

    levels = (None, *Level)
    ratings = [Rating(one, other, name) for name in ("", "iemand") for one in levels for other in levels]
    return [(int(seeks(rating)), int(offers(rating))) for rating in ratings]


def _record(file: FileShape) -> bytes:
    scan = file.scan
    moment = scan.finished or scan.started
    assert moment is not None
    since = moment - _ZERO
    instant = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    offset = moment.utcoffset()
    assert offset is not None
    ahead = offset.days * 1440 + offset.seconds // 60
    state = _DRAFT if scan.finished is None else _FINISHED
    return _RECORD.pack(state, bytes.fromhex(scan.id.replace("-", "")), instant, ahead)
