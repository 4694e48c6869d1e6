"""Which scan each file holds, as far as that has to be remembered to know which scans stand in several files."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from zelfscan.domain import participant_key
from zelfscan.errors import ZelfscanError
from zelfscan.storage.listing import Listing, is_folder
from zelfscan.storage.result_form import FileShape, Rules
from zelfscan.storage.result_reader import read_shape

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key

RECORD = struct.Struct("<B16sqhq?qq?")
REJECTED, FINISHED, DRAFT, SET_ASIDE = range(4)
"""The states of a file; each is the first byte of its record."""
COUNTABLE = (FINISHED, DRAFT)
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


class Record(NamedTuple):
    """Which scan a file holds, and when that was finished (a draft: started).

    `instant` is in microseconds since 1970 and `offset` the minutes that its clock was ahead of UTC. `latest` is as
    `instant`, or when the scan was changed after that. A `made_up` scan is an example. `code` and `said` are the hashes
    of the code, however it is spelled, and of all else that the leader said. `signed` is as the reader found it.
    """

    state: int
    id: bytes
    instant: int
    offset: int
    latest: int
    made_up: bool
    code: int
    said: int
    signed: bool

    @classmethod
    def of(cls, file: FileShape) -> Record:
        scan = file.scan
        moment = scan.finished or scan.started
        assert moment is not None
        offset = moment.utcoffset()
        assert offset is not None
        instant = _microseconds(moment)
        return cls(
            DRAFT if scan.finished is None else FINISHED,
            bytes.fromhex(scan.id.replace("-", "")),
            instant,
            offset.days * 1440 + offset.seconds // 60,
            instant if scan.changed is None else max(instant, _microseconds(scan.changed)),
            scan.made_up,
            hash(participant_key(file.participant.code)),
            _said(file),
            file.signature is not None,
        )

    @property
    def moment(self) -> datetime:
        """The moment as it was written."""
        offset = timedelta(minutes=self.offset)
        # In one step: in UTC, a moment at either end of time may lie beyond it.
        local = _ZERO.replace(tzinfo=None) + (timedelta(microseconds=self.instant) + offset)
        return local.replace(tzinfo=timezone(offset))


def _said(file: FileShape) -> int:
    """A hash of what the leader said: the same in every copy of a result, whatever program wrote it last."""
    about = file.participant.school, file.participant.assessment, file.round, file.exchange, file.consent
    answers = file.vision, file.materials, file.ratings, file.development, file.agenda
    return hash((about, answers, file.conversation, file.look_back))


def _microseconds(moment: datetime) -> int:
    since = moment - _ZERO
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


NO_RECORD = Record(REJECTED, bytes(16), 0, 0, 0, False, 0, 0, False)


class Double(NamedTuple):
    """One scan that stood in several files, by their places in the listing, and the one that was used.

    `differs` says that not all of them say the same, `other_code` that not all have the same code.
    """

    id: UUID
    places: tuple[int, ...]
    used: int
    differs: bool = False
    other_code: bool = False


def read_files(files: Listing, rules: Rules, key: Key | None = None) -> Iterator[FileShape | tuple[str, ...]]:
    """The content of every file, in order; of one that is refused all problems, in Dutch. `key` opens sealed ones."""
    for path in files.names():
        try:
            yield read_shape(path, rules, key)
        except ZelfscanError as error:
            # A folder that is still a folder here is one whose files could not be listed.
            closed = ("deze map kan niet worden gelezen",) if is_folder(Path(path)) else ()
            yield closed or error.problems or (str(error),)


def records_in(records: bytearray) -> Iterator[Record]:
    """What was `noted` of every file, in order."""
    return map(Record._make, RECORD.iter_unpack(records))


def record_at(records: bytearray, place: int) -> Record:
    """What was `noted` of the file in one place, without looking at the others."""
    return Record._make(RECORD.unpack_from(records, place * RECORD.size))


def alike(
    records: bytearray, places: Iterable[int], shared: Callable[[Record], int | bytes]
) -> tuple[tuple[int, ...], ...]:
    """The places whose records share something, each group of two and more in order, by their first place."""

    def key(place: int) -> int | bytes:
        return shared(record_at(records, place))

    groups = (tuple(group) for _, group in groupby(sorted(places, key=key), key=key))
    return tuple(sorted(group for group in groups if len(group) > 1))


def noted(file: FileShape | tuple[str, ...]) -> bytes:
    """What is remembered of a file that was read or refused, some 50 bytes, to know which scans stand in several."""
    return RECORD.pack(*(Record.of(file) if isinstance(file, FileShape) else NO_RECORD))


def doubles_in(records: bytearray, signs: bool) -> tuple[Double, ...]:
    """The scans that stand in several files, in order of the one that is used; `records` has what was `noted` of each.

    With `signs` a signed file goes before one that is not.
    """

    def preference(place: int) -> tuple[bool, bool, int, int]:
        record = record_at(records, place)
        return record.state == FINISHED, signs and record.signed, record.latest, place

    read = (place for place in range(len(records) // RECORD.size) if records[place * RECORD.size] in COUNTABLE)
    found = []
    for places in alike(records, read, lambda record: record.id):
        same = [record_at(records, place) for place in places]
        found.append(
            Double(
                UUID(bytes=same[0].id),
                places,
                max(places, key=preference),
                differs=len({record.said for record in same}) > 1,
                other_code=len({record.code for record in same}) > 1,
            )
        )
    return tuple(sorted(found, key=lambda double: double.used))
