"""Group figures of one round: distributions, discrepancy scores and the ranking of needs.

What protects the single leader. A figure over fewer than `minimum` answers becomes `Suppressed`, which holds its n and
cannot hold anything else. Whoever gave both levels gave each of them, so the paired n is never above the n of a scale:
where a scale is suppressed its discrepancy is as well, and neither rank, nor weight, nor sentence is made of it. The
weighted score uses the mean importance of all who rated importance, never that of the pairs alone. Delegation is
counted over the scans and hidden together with importance.

What it does not protect. Where everybody agrees, a distribution tells each leader's answer. The mean difference times
the paired n, added to the attainment total, gives the importance total of the pairs; the rest of the importance total
then belongs to those who rated importance alone. Leaders who opted in to exchange can be subtracted from a figure. And
figures over two sets of scans that differ in one leader show that leader. All of it follows from publishing these
figures at all; a higher minimum makes it weaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from zelfscan.domain.exchange import Profile, profile_of
from zelfscan.domain.gaps import shared_ranks
from zelfscan.domain.quadrant import Quarter, quarter
from zelfscan.domain.scan import Assessment, Level, Rating, ScaleName, Scan
from zelfscan.domain.topics import Need

DEFAULT_MINIMUM = 5
CELLS = 26
"""The counts per item: one for each pair of levels (0 = not given) and one for how many delegated it."""
DELEGATED = 25
"""The place of the last of them; the pair (importance, attainment) has place 5 x importance + attainment."""

Four = tuple[int, int, int, int]


def apportion(parts: Sequence[int], total: int) -> tuple[int, ...]:
    """Divide `total` in proportion to `parts` by largest remainder (Hamilton's method).

    The result adds up to `total` and lies within 1 of the exact share; equal remainders go to the later part.
    Integers only, so no rounding noise decides a tie. Raises ValueError when the parts hold nothing.
    """
    whole = sum(parts)
    if whole <= 0 or min(parts) < 0:
        raise ValueError("nothing to divide by")
    shares = [total * part // whole for part in parts]
    remainders = [total * part % whole for part in parts]
    by_claim = sorted(range(len(parts)), key=lambda place: (remainders[place], place), reverse=True)
    for place in by_claim[: total - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def apportion_four(parts: Four, total: int) -> Four:
    """`apportion` over the four levels, lowest first."""
    first, second, third, fourth = apportion(parts, total)
    return first, second, third, fourth


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

    def table(self, place: int) -> tuple[tuple[int, ...], ...]:
        """Row by importance, column by attainment, how many gave that pair for the item in that place; 0 = absent."""
        first = CELLS * place
        return tuple(self.cells[first + 5 * level : first + 5 * level + 5] for level in range(5))

    def delegated(self, place: int) -> int:
        """How many gave the item in that place to somebody else."""
        return self.cells[CELLS * place + DELEGATED]


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
                    cells[first + DELEGATED] += times

    def total(self) -> CohortSum:
        """The sum over all that was added."""
        return CohortSum(self._numbers, self._size, without_absent(self._cells))


def without_absent(cells: Iterable[int]) -> tuple[int, ...]:
    """Counts without those who gave neither level: that is no answer, and not every reader meets it."""
    counts = list(cells)
    counts[::CELLS] = [0] * (len(counts) // CELLS)
    return tuple(counts)


@dataclass(frozen=True, slots=True)
class Counted:
    """The scans that count, added up; single leaders are in it only where they opted in to exchange.

    `names` are the rounds that the scans name, in order; `first` and `last` are the first and last finish (drafts:
    start), None without scans; `importance_only` is how many leaders rated importance only.
    """

    total: CohortSum
    names: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    importance_only: int = 0
    profiles: tuple[Profile, ...] = ()


def counted(scans: Iterable[Scan], numbers: Iterable[int]) -> Counted:
    """What is kept of these scans, which must hold each scan once."""
    kept, items = tuple(scans), tuple(numbers)
    days = [scan.finished or scan.started for scan in kept]
    return Counted(
        CohortSum.over(kept, items),
        tuple(sorted({scan.round_name for scan in kept if scan.round_name})),
        min(days, default=None),
        max(days, default=None),
        sum(scan.assessment is Assessment.IMPORTANCE_ONLY for scan in kept),
        tuple(profile for scan in kept if (profile := profile_of(scan, items))),
    )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A figure over too few answers: its n is all there is."""

    n: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How n answers spread over the levels; `counts` and `percentages` (whole, sum 100) run from level 1 to 4."""

    n: int
    counts: Four
    percentages: Four

    @property
    def high(self) -> int:
        """How many chose one of the two top levels."""
        return self.counts[2] + self.counts[3]

    @property
    def share_high(self) -> float:
        """The share of the two top levels, 0 to 1."""
        return self.high / self.n

    @property
    def high_percentage(self) -> int:
        """The share of the two top levels as a whole percentage, a half rounded up.

        Rounded by itself: the sum of two rounded percentages would tell 51 of an exact half.
        """
        return apportion((self.n - self.high, self.high), 100)[1]

    @property
    def mostly_high(self) -> bool:
        """At least half chose one of the two top levels."""
        return 2 * self.high >= self.n


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Attainment against importance over the n leaders who gave both.

    `rds` = 100 x (higher - lower) / n, -100 to 100 (Narine & Harder 2021; negative = need). `mean` = mean of importance
    minus attainment, -3 to 3. `mwds` = mean x mean importance of all who rated importance (McKim &
    Saucier 2011, after Borich 1980).
    """

    n: int
    lower: int
    equal: int
    higher: int
    rds: float
    mean: float
    mwds: float


@dataclass(frozen=True, slots=True)
class CompetencyFigures:
    """All group figures of one item. `rank` (1 = most need, shared by equals) is None without a discrepancy.

    `delegated` counts the leaders who gave the item to somebody else; None where importance is suppressed.
    """

    number: int
    importance: Distribution | Suppressed
    attainment: Distribution | Suppressed
    discrepancy: Discrepancy | Suppressed
    delegated: int | None
    rank: int | None = None

    def on(self, scale: ScaleName) -> Distribution | Suppressed:
        """The distribution on one scale."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment

    def share_high(self, scale: ScaleName) -> float | None:
        """The share of the two top levels on one scale, 0 to 1; None when suppressed."""
        figures = self.on(scale)
        return None if isinstance(figures, Suppressed) else figures.share_high

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that the group stands in: a side is high when at least half chose its two top levels."""
        if isinstance(self.importance, Suppressed) or isinstance(self.attainment, Suppressed):
            return None
        return quarter(
            importance=Level.THREE if self.importance.mostly_high else Level.TWO,
            attainment=Level.THREE if self.attainment.mostly_high else Level.TWO,
        )


@dataclass(frozen=True, slots=True)
class Cohort:
    """The figures of one round over `size` scans, in the order of the numbers asked for."""

    size: int
    minimum: int
    figures: tuple[CompetencyFigures, ...]

    def by_rank(self) -> tuple[CompetencyFigures, ...]:
        """The ranked items, most need first; equals keep the order of the instrument."""
        ranked = [(item.rank, item) for item in self.figures if item.rank is not None]
        return tuple(item for _, item in sorted(ranked, key=lambda pair: pair[0]))

    def of(self, number: int) -> CompetencyFigures:
        """The figures of one item. Raises KeyError when the cohort does not hold it."""
        for item in self.figures:
            if item.number == number:
                return item
        raise KeyError(number)

    def topic_needs(self) -> dict[int, Need]:
        """The items with a need, for `suggest`: weighing `mwds` in hundredths where above 0, placed by their rank."""
        return {
            item.number: Need(weight, item.rank)
            for item in self.figures
            if isinstance(item.discrepancy, Discrepancy)
            and item.rank is not None
            and (weight := round(100 * item.discrepancy.mwds)) > 0
        }


def cohort(scans: Iterable[Scan], numbers: Iterable[int], minimum: int = DEFAULT_MINIMUM) -> Cohort:
    """The group figures over `scans`, which must hold each scan once; their order plays no part.

    Raises ValueError when `minimum` is below 1: a figure over no answers does not exist.
    """
    return cohort_of(CohortSum.over(scans, numbers), minimum)


def cohort_of(total: CohortSum, minimum: int = DEFAULT_MINIMUM) -> Cohort:
    """The group figures of a sum. Raises ValueError when `minimum` is below 1."""
    if minimum < 1:
        raise ValueError("the minimum must be at least 1")
    figures: list[CompetencyFigures] = []
    needs: dict[int, tuple[Fraction, Fraction]] = {}
    for place, number in enumerate(total.numbers):
        item = _Item(total.table(place))
        figures.append(_figures(number, item, total.delegated(place), minimum))
        if item.pairs >= minimum:
            # Exact fractions: in floats the last digit could make a difference between equals.
            needs[number] = item.ranked_discrepancy, -item.mean_discrepancy
    return Cohort(total.size, minimum, _ranked(figures, needs))


def paired(ratings: Iterable[Rating]) -> list[tuple[Level, Level]]:
    """(importance, attainment) of the ratings that have both."""
    return [
        (rating.importance, rating.attainment)
        for rating in ratings
        if rating.importance is not None and rating.attainment is not None
    ]


def ranked_discrepancy(pairs: Sequence[tuple[Level, Level]]) -> Fraction:
    """100 x (higher - lower) / n over (importance, attainment) pairs (Narine & Harder 2021), exact.

    Raises ZeroDivisionError without pairs.
    """
    signs = sum((attainment > importance) - (attainment < importance) for importance, attainment in pairs)
    return Fraction(100 * signs, len(pairs))


class _Item:
    """What one table of answers says; see `CohortSum.table`."""

    def __init__(self, table: Sequence[Sequence[int]]) -> None:
        self.importance: Four = _four([sum(table[level]) for level in Level])
        self.attainment: Four = _four([sum(row[level] for row in table) for level in Level])
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


def _four(counts: Sequence[int]) -> Four:
    one, two, three, four = counts
    return one, two, three, four


def _figures(number: int, item: _Item, delegated: int, minimum: int) -> CompetencyFigures:
    return CompetencyFigures(
        number,
        _distribution(item.importance, minimum),
        _distribution(item.attainment, minimum),
        _discrepancy(item, minimum),
        delegated if sum(item.importance) >= minimum else None,
    )


def _distribution(counts: Four, minimum: int) -> Distribution | Suppressed:
    n = sum(counts)
    return Suppressed(n) if n < minimum else Distribution(n, counts, apportion_four(counts, 100))


def _discrepancy(item: _Item, minimum: int) -> Discrepancy | Suppressed:
    n = item.pairs
    if n < minimum:
        return Suppressed(n)
    weighted = item.mean_discrepancy * item.mean_importance
    rds, mean = float(item.ranked_discrepancy), float(item.mean_discrepancy)
    return Discrepancy(n, item.lower, n - item.lower - item.higher, item.higher, rds, mean, float(weighted))


def _ranked(
    figures: Sequence[CompetencyFigures], needs: Mapping[int, tuple[Fraction, Fraction]]
) -> tuple[CompetencyFigures, ...]:
    ranks = dict(zip(needs, shared_ranks(list(needs.values())), strict=True))
    return tuple(replace(item, rank=ranks.get(item.number)) for item in figures)
