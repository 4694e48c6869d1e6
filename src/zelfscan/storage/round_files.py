"""Reading a round: the sums over the files that count."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.domain import (
    Catalog,
    Chosen,
    Counted,
    OpenAnswers,
    Profile,
    Scan,
    Tally,
    Wishes,
    WishTally,
    profile_of,
    uses_materials,
    words_of,
)
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.listing import Listing
from zelfscan.storage.result_form import IMPORTANCE_ONLY, OUTCOMES, FileShape, Rules
from zelfscan.storage.result_reader import build_scan, position, read_shape
from zelfscan.storage.scan_records import (
    COUNTABLE,
    DRAFT,
    FINISHED,
    NO_RECORD,
    RECORD,
    REJECTED,
    SET_ASIDE,
    Double,
    Record,
    alike,
    doubles_in,
    noted,
    read_files,
    record_at,
    records_in,
)

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Collected:
    """What came out of a listing.

    `counted` adds up the scans that count, each id once, and `places` says in which files those stand; `drafts` is how
    many unfinished ones there are, which count when they were asked for. `rejected` gives per place of a refused file
    every reason, in Dutch. Examples never count together with real scans: they are `set_aside` then, by their places,
    and `made_up` says that there was nothing else. `namesakes` are the scans that count and share a code, by their
    places, and `unsigned` the files that count although none of the signing keys that were given signed them;
    `unfinished` are the drafts among those, which no round ever signs.
    """

    files: Listing
    rules: Rules
    key: Key | None
    counted: Counted
    places: Sequence[int]
    drafts: int
    rejected: tuple[tuple[int, tuple[str, ...]], ...]
    doubles: tuple[Double, ...]
    set_aside: Sequence[int] = ()
    made_up: bool = False
    namesakes: tuple[tuple[int, ...], ...] = ()
    unsigned: Sequence[int] = ()
    unfinished: Sequence[int] = ()

    def codes(self, places: Iterable[int]) -> tuple[str, ...]:
        """The codes in these files, each spelling once. Raises ZelfscanError when a file changed."""
        return tuple(sorted({self._read(place).participant.code for place in places}))

    def scans(self) -> Iterator[Scan]:
        """The scans that count, in order of path, each read again. Raises ZelfscanError when a file changed."""
        return (build_scan(self._read(place)) for place in self.places)

    def _read(self, place: int) -> FileShape:
        try:
            return read_shape(self.files[place], self.rules, self.key)
        except ZelfscanError as error:
            raise _changed(self.files[place]) from error


def read_round(
    files: Listing,
    catalog: Catalog,
    progress: Progress = lambda done, total: None,
    *,
    include_drafts: bool = False,
    key: Key | None = None,
) -> Collected:
    """Read every file and add it all up; `key` opens sealed ones.

    `progress` hears after every file how many are done, and of how many; let it raise to stop early.

    The same scan in several files counts once: finished before draft, then, where signing keys are given, signed before
    unsigned, then the latest change or finish, then the last path. Raises ZelfscanError when a file changed while it
    was needed a second time for that.
    """
    rules = Rules.of(catalog)
    # Which of the two counts is known when all was read.
    both = {made_up: _Sums(catalog.numbers, include_drafts) for made_up in (False, True)}
    records = bytearray()
    rejected: list[tuple[int, tuple[str, ...]]] = []
    for place, file in enumerate(read_files(files, rules, key)):
        records += noted(file)
        if isinstance(file, FileShape):
            both[file.scan.made_up].add(place, file)
        else:
            rejected.append((place, file))
        progress(place + 1, len(files))
    kinds = {record.made_up for record in records_in(records) if record.state != REJECTED}
    made_up = kinds == {True}
    sums = both[made_up]
    set_aside = array("L")
    for place, record in enumerate(records_in(records)):
        if record.state != REJECTED and record.made_up is not made_up:
            set_aside.append(place)
            records[place * RECORD.size] = SET_ASIDE
    signs = key is not None and bool(key.signers)
    doubles = doubles_in(records, signs)
    left_out = {place for double in doubles for place in double.places if place != double.used}
    for place in sorted(left_out):
        # No scan was kept: what one added is read once more to take it away.
        try:
            file = read_shape(files[place], rules, key)
        except ZelfscanError as error:
            raise _changed(files[place]) from error
        if Record.of(file) != record_at(records, place):
            raise _changed(files[place])
        sums.take_away(place, file)
    drafts = 0
    places = array("L")
    first = last = NO_RECORD
    for place, record in enumerate(records_in(records)):
        if record.state not in COUNTABLE or place in left_out:
            continue
        drafts += record.state == DRAFT
        if record.state == FINISHED or include_drafts:
            first = record if not places or record.instant < first.instant else first
            last = record if not places or record.instant > last.instant else last
            places.append(place)
    counted = Counted(
        sums.tally.total(),
        tuple(sorted(+sums.names)),
        first.moment if places else None,
        last.moment if places else None,
        sums.importance_only,
        tuple(sums.profiles.values()),
        sums.wishes.total(),
        tuple(sums.words.values()),
    )
    unsigned = [place for place in places if not record_at(records, place).signed] if signs else ()
    return Collected(
        files,
        rules,
        key,
        counted,
        places,
        drafts,
        tuple(rejected),
        doubles,
        set_aside,
        made_up,
        alike(records, places, lambda record: record.code),
        unsigned,
        [place for place in unsigned if record_at(records, place).state == DRAFT],
    )


class _Sums:
    """The files that count, added up; of a single leader only what they opted in with is kept."""

    def __init__(self, numbers: Sequence[int], include_drafts: bool) -> None:
        self._numbers = numbers
        self._include_drafts = include_drafts
        self.tally = Tally(numbers)
        self.names: Counter[str] = Counter()
        self.importance_only = 0
        self.profiles: dict[int, Profile] = {}
        self.wishes = WishTally()
        self.words: dict[int, OpenAnswers] = {}

    def add(self, place: int, file: FileShape) -> None:
        """One more file, if it counts."""
        if not self._count(file, 1):
            return
        if file.exchange is not None:
            profile = profile_of(build_scan(file), self._numbers)
            if profile is not None:
                self.profiles[place] = profile
        if file.consent.words and (told := words_of(build_scan(file))):
            self.words[place] = told

    def take_away(self, place: int, file: FileShape) -> None:
        """A file that was added and does not count after all."""
        self._count(file, -1)
        self.profiles.pop(place, None)
        self.words.pop(place, None)

    def _count(self, file: FileShape, times: int) -> bool:
        if file.scan.finished is None and not self._include_drafts:
            return False
        self.tally.add(((answer.number, answer) for answer in file.ratings), times)
        self.wishes.add(_wishes(file), times)
        self.importance_only += times * (file.participant.assessment == IMPORTANCE_ONLY)
        if file.round is not None:
            self.names[file.round.name] += times
        return True


def _wishes(file: FileShape) -> Wishes:
    """As `wishes_of`, without making a scan of the file, which takes as long as reading it."""
    return Wishes(
        position(file.vision.now),
        position(file.vision.ambition),
        uses_materials(file.materials.used),
        tuple(
            Chosen(point.number, point.support, any((point.step, point.who, point.when, point.sign)))
            for point in file.development
        ),
        tuple(OUTCOMES[item.outcome] for item in file.look_back),
    )


def _changed(path: Path) -> ZelfscanError:
    return ZelfscanError(
        f"{shown_path(path)} veranderde terwijl de ronde werd gelezen.",
        "Wacht tot niemand meer aan de bestanden werkt, en begin opnieuw.",
    )
