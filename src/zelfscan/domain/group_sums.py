"""The answers of a round added up: how often each pair of levels was given, and what else its leaders say and want."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, Protocol

from zelfscan.domain.exchange import Profile, profile_of
from zelfscan.domain.scan import Assessment, Level, Outcome, Position, Scan
from zelfscan.dutch import says_none

CELLS = 26
"""The counts per item: one for each pair of levels (0 = not given) and one for how many delegated it."""
_DELEGATED = 25
"""The place of the last of them; the pair (importance, attainment) has place 5 x importance + attainment."""

Four = tuple[int, int, int, int]
"""Counts from level 1 to 4."""
PairCounts = tuple[tuple[int, ...], ...]
"""Row by importance, column by attainment, how many gave that pair; 0 = absent."""
SchoolMove = tuple[Position, Position]
"""Where a school stands, and where its leader wants to go."""


@dataclass(frozen=True, slots=True)
class CohortSum:
    """How often each answer was given to each item, over `size` scans.

    `cells` holds `CELLS` counts per number, in the order of `numbers`. Whole numbers only, so that sums are
    exact: scans added in any order give the very same value.
    """

    numbers: tuple[int, ...]
    size: int
    cells: tuple[int, ...]

    @classmethod
    def over(cls, scans: Iterable[Scan], numbers: Iterable[int]) -> CohortSum:
        """The sum over scans, of the items asked for."""
        tally = Tally(numbers)
        for scan in scans:
            tally.add(scan.ratings.items())
        return tally.total()

    def table(self, place: int) -> PairCounts:
        """How often each pair was given to the item in that place."""
        first = CELLS * place
        return tuple(self.cells[first + 5 * level : first + 5 * level + 5] for level in range(5))

    def delegated(self, place: int) -> int:
        """How many gave the item in that place to somebody else."""
        return self.cells[CELLS * place + _DELEGATED]


class Answer(Protocol):
    """What an answer to one item says, as it is kept or as it was read."""

    @property
    def importance(self) -> int | None:
        """A level, or None where it was not given."""

    @property
    def attainment(self) -> int | None:
        """A level, or None where it was not given."""

    @property
    def delegated_to(self) -> str:
        """To whom the item was given; '' when to nobody."""


class Tally:
    """A sum while scans are added to it, one by one, and taken away again."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = tuple(numbers)
        self._first = {number: CELLS * place for place, number in enumerate(self._numbers)}
        self._cells = [0] * (CELLS * len(self._numbers))
        self._size = 0

    def add(self, answers: Iterable[tuple[int, Answer]], times: int = 1) -> None:
        """Count the answers of one more leader, by number; -1 times takes them away. Other numbers are passed over."""
        self._size += times
        cells, first_of = self._cells, self._first
        for number, answer in answers:
            first = first_of.get(number)
            if first is not None:
                cells[first + 5 * (answer.importance or 0) + (answer.attainment or 0)] += times
                if answer.delegated_to:
                    cells[first + _DELEGATED] += times

    def total(self) -> CohortSum:
        """The sum over all that was added."""
        return CohortSum(self._numbers, self._size, without_absent(self._cells))


def without_absent(cells: Iterable[int]) -> tuple[int, ...]:
    """Counts without those who gave neither level: that is no answer, and not every reader meets it."""
    counts = list(cells)
    counts[::CELLS] = [0] * (len(counts) // CELLS)
    return tuple(counts)


class Chosen(NamedTuple):
    """A development point of one leader: the item, the ids of the support, and whether anything was agreed on it."""

    number: int
    support: tuple[str, ...]
    agreed: bool


class Wishes(NamedTuple):
    """What one leader said beside the items, without a word of it; None = not answered."""

    now: Position | None = None
    ambition: Position | None = None
    uses_materials: bool | None = None
    points: tuple[Chosen, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class OpenAnswers(NamedTuple):
    """The open answers of one leader who agreed to that; never a note, an agreement or what was said in a talk."""

    now: str = ""
    ambition: str = ""
    used: str = ""
    added_value: str = ""
    pitfalls: str = ""


def uses_materials(answer: str) -> bool | None:
    """Whether an answer to 'which adaptive materials do you use' names any; None for no answer."""
    return None if not answer.strip() else not says_none(answer)


def wishes_of(scan: Scan) -> Wishes:
    """What a scan says beside the items."""
    return Wishes(
        scan.vision.now,
        scan.vision.ambition,
        uses_materials(scan.materials.used),
        tuple(
            Chosen(point.competency, point.support, any((agreed.step, agreed.who, agreed.when, agreed.sign)))
            for point in scan.development
            for agreed in (point.agreement,)
        ),
        tuple(item.outcome for item in scan.look_back),
    )


def words_of(scan: Scan) -> OpenAnswers | None:
    """The open answers that may be told; None for who did not agree, or has none."""
    told = OpenAnswers(scan.vision.now_note, scan.vision.ambition_note, *_texts(scan))
    return told if scan.share_words and any(text.strip() for text in told) else None


def _texts(scan: Scan) -> tuple[str, str, str]:
    return scan.materials.used, scan.materials.added_value, scan.materials.pitfalls


@dataclass(frozen=True, slots=True)
class WishSum:
    """How often each thing was said, by how many leaders; what nobody said is not in it."""

    moves: Mapping[SchoolMove, int] = field(default_factory=dict)
    materials: Mapping[bool, int] = field(default_factory=dict)
    choosers: int = 0
    chosen: Mapping[int, int] = field(default_factory=dict)
    support: Mapping[str, int] = field(default_factory=dict)
    support_on: Mapping[tuple[str, int], int] = field(default_factory=dict)
    agreed: int = 0
    agreements: int = 0
    looked_back: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)


class WishTally:
    """A sum while leaders are added to it, one by one, and taken away again."""

    def __init__(self) -> None:
        self._moves = Counter[SchoolMove]()
        self._materials = Counter[bool]()
        self._chosen = Counter[int]()
        self._support = Counter[str]()
        self._support_on = Counter[tuple[str, int]]()
        self._outcomes = Counter[Outcome]()
        self._leaders = Counter[str]()

    def add(self, wishes: Wishes, times: int = 1) -> None:
        """Count one more leader; -1 times takes one away."""
        if wishes.now is not None and wishes.ambition is not None:
            self._moves[wishes.now, wishes.ambition] += times
        if wishes.uses_materials is not None:
            self._materials[wishes.uses_materials] += times
        if wishes.points:
            self._leaders["choosers"] += times
            for point in wishes.points:
                self._chosen[point.number] += times
                self._leaders["agreements"] += times * point.agreed
                for one in point.support:
                    self._support_on[one, point.number] += times
            for one in {one for point in wishes.points for one in point.support}:
                self._support[one] += times
            self._leaders["agreed"] += times * any(point.agreed for point in wishes.points)
        if wishes.outcomes:
            self._leaders["looked_back"] += times
            for outcome in wishes.outcomes:
                self._outcomes[outcome] += times

    def total(self) -> WishSum:
        """The sum over all that was added."""
        counts = self._leaders
        return WishSum(
            dict(+self._moves),
            dict(+self._materials),
            counts["choosers"],
            dict(+self._chosen),
            dict(+self._support),
            dict(+self._support_on),
            counts["agreed"],
            counts["agreements"],
            counts["looked_back"],
            dict(+self._outcomes),
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The scans that count, added up; single leaders are in it only where they opted in to exchange or
    agreed to their words being told.

    `names` are the rounds that the scans name, in order; `first` and `last` are the first and last finish (drafts:
    start), None without scans; `importance_only` is how many leaders rated importance only.
    """

    total: CohortSum
    names: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    importance_only: int = 0
    profiles: tuple[Profile, ...] = ()
    wishes: WishSum = WishSum()
    words: tuple[OpenAnswers, ...] = ()


def counted(scans: Iterable[Scan], numbers: Iterable[int]) -> Counted:
    """What is kept of these scans, which must hold each scan once."""
    kept, items = tuple(scans), tuple(numbers)
    days = [scan.finished or scan.started for scan in kept]
    tally = WishTally()
    for scan in kept:
        tally.add(wishes_of(scan))
    return Counted(
        CohortSum.over(kept, items),
        tuple(sorted({scan.round_name for scan in kept if scan.round_name})),
        min(days, default=None),
        max(days, default=None),
        sum(scan.assessment is Assessment.IMPORTANCE_ONLY for scan in kept),
        tuple(profile for scan in kept if (profile := profile_of(scan, items))),
        tally.total(),
        tuple(told for scan in kept if (told := words_of(scan))),
    )


class ItemCounts:
    """What one table of answers says.

    `importance` and `attainment` count all who gave that level, `importance_alone` and `attainment_alone` those of
    them who gave nothing on the other scale. `lower` and `higher` count the pairs by attainment against importance.
    """

    def __init__(self, table: PairCounts) -> None:
        self.table = table
        self.importance = _four([sum(table[level]) for level in Level])
        self.attainment = _four([sum(row[level] for row in table) for level in Level])
        self.importance_alone = _four([table[level][0] for level in Level])
        self.attainment_alone = _four([table[0][level] for level in Level])
        steps = [(attained - wanted, table[wanted][attained]) for wanted in Level for attained in Level]
        self.pairs = sum(count for _, count in steps)
        self.lower = sum(count for step, count in steps if step < 0)
        self.higher = sum(count for step, count in steps if step > 0)
        self._rise = sum(step * count for step, count in steps)

    @property
    def ranked_discrepancy(self) -> Fraction:
        """100 x (higher - lower) / n, exact; there must be pairs."""
        return Fraction(100 * (self.higher - self.lower), self.pairs)

    @property
    def mean_discrepancy(self) -> Fraction:
        """The mean of importance minus attainment, exact; there must be pairs."""
        return Fraction(-self._rise, self.pairs)

    @property
    def mean_importance(self) -> Fraction:
        """The mean over all who rated importance, exact; there must be some."""
        return Fraction(sum(level * self.importance[level - 1] for level in Level), sum(self.importance))


def direction(importance: int, attainment: int) -> int:
    """-1 where attainment is the lower of two levels, 1 where it is the higher, else 0."""
    return (attainment > importance) - (attainment < importance)


def _four(counts: Sequence[int]) -> Four:
    one, two, three, four = counts
    return one, two, three, four
