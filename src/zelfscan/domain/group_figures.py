"""Group figures of one round: distributions, discrepancy scores and the ranking of needs.

What protects the single leader. A figure over fewer than `minimum` answers becomes `Suppressed`, which holds its n and
cannot hold anything else. Whoever gave both levels gave each of them, so the paired n is never above the n of a scale:
where a scale is suppressed its discrepancy is as well, and neither rank, nor weight, nor sentence is made of it.
Delegation is counted over the scans and hidden together with importance. The mean difference and the weighted score are
withheld where they would tell the answers of the few who gave one of the two; the rank still uses the mean. A whole
discrepancy is withheld where an attainment, or anything of who gave both, could follow from what is left; see
`disclosure`.

What it does not protect. Where everybody agrees, a distribution tells each leader's answer. The importance of who gave
importance alone may follow from the counts, unless the figures are made `strict`. Leaders who opted in to exchange can
be subtracted from a figure. And figures over two sets of scans that differ in one leader show that leader. All of it
follows from publishing these figures at all; a higher minimum makes it weaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from zelfscan.domain.advice import Need
from zelfscan.domain.disclosure import mean_may_show, what_to_hide
from zelfscan.domain.gaps import shared_ranks
from zelfscan.domain.group_sums import CohortSum, Four, ItemCounts
from zelfscan.domain.quadrant import Quarter, quarter
from zelfscan.domain.scan import Level, Rating, ScaleName, Scan, participant_key

DEFAULT_MINIMUM = 5
NEED_PLACES = 3
"""So many places of the ranking are called the largest needs; who shares a place comes along."""


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
class Suppressed:
    """A figure over too few answers, or one that would give somebody away: its n is all there is."""

    n: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure over enough leaders that, next to the figures of a whole round, would show the few who are not in it."""

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
    minus attainment, -3 to 3. `mwds` = mean x mean importance of all who rated importance (McKim & Saucier 2011, after
    Borich 1980). Both are None where they would tell the answers of the few who gave one of the two.
    """

    n: int
    lower: int
    equal: int
    higher: int
    rds: float
    mean: float | None
    mwds: float | None


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
    """The figures of one round over `size` scans, in the order of the numbers asked for.

    `followed` is the number of items of which the importance of who gave importance alone follows from the figures.
    """

    size: int
    minimum: int
    figures: tuple[CompetencyFigures, ...]
    followed: int = 0

    def by_rank(self) -> tuple[CompetencyFigures, ...]:
        """The ranked items, most need first; equals keep the order of the instrument."""
        ranked = [(item.rank, item) for item in self.figures if item.rank is not None]
        return tuple(item for _, item in sorted(ranked, key=lambda pair: pair[0]))

    def needs(self) -> tuple[CompetencyFigures, ...]:
        """The largest needs, in order: the first places of the ranking, as far as `rds` is below 0."""
        return tuple(
            item
            for item in self.by_rank()
            if item.rank is not None
            and item.rank <= NEED_PLACES
            and isinstance(item.discrepancy, Discrepancy)
            and item.discrepancy.rds < 0
        )

    def medians(self) -> tuple[float, float] | None:
        """The medians over the items of the shares high on importance and on attainment; None when there are none."""
        known = [item for item in self.figures if item.quarter is not None]
        shares = [[share for item in known if (share := item.share_high(scale)) is not None] for scale in ScaleName]
        return (median(shares[0]), median(shares[1])) if known else None

    def relative_quarter(self, item: CompetencyFigures) -> Quarter | None:
        """The quarter of an item among those of its round: a side is high when its share is not below the median."""
        middle = self.medians()
        importance, attainment = (item.share_high(scale) for scale in ScaleName)
        if middle is None or importance is None or attainment is None:
            return None
        return quarter(
            importance=Level.THREE if importance >= middle[0] else Level.TWO,
            attainment=Level.THREE if attainment >= middle[1] else Level.TWO,
        )

    def of(self, number: int) -> CompetencyFigures:
        """The figures of one item. Raises KeyError when the cohort does not hold it."""
        for item in self.figures:
            if item.number == number:
                return item
        raise KeyError(number)

    def topic_needs(self) -> dict[int, Need]:
        """The items with a need, for `suggest`: weighing `rds` without its sign where below 0, placed by their rank."""
        return {
            item.number: Need(weight, item.rank)
            for item in self.figures
            if isinstance(item.discrepancy, Discrepancy)
            and item.rank is not None
            and (weight := round(-item.discrepancy.rds)) > 0
        }


def cohort(
    scans: Iterable[Scan], numbers: Iterable[int], minimum: int = DEFAULT_MINIMUM, *, strict: bool = False
) -> Cohort:
    """The group figures over `scans`, which must hold each scan once; their order plays no part. See `cohort_of`."""
    return cohort_of(CohortSum.over(scans, numbers), minimum, strict=strict)


def cohort_of(total: CohortSum, minimum: int = DEFAULT_MINIMUM, *, strict: bool = False) -> Cohort:
    """The group figures of a sum; `strict` also hides what tells the importance of who gave importance alone.

    Raises ValueError when `minimum` is below 1: a figure over no answers does not exist.
    """
    if minimum < 1:
        raise ValueError("the minimum must be at least 1")
    items = {number: ItemCounts(total.table(place)) for place, number in enumerate(total.numbers)}
    compared = {number: item for number, item in items.items() if item.pairs >= minimum}
    shown = {number: mean_may_show(item, minimum) for number, item in compared.items()}
    told = what_to_hide(compared, shown, strict=strict)
    # Without the hidden items the ranks of the others say less, never more.
    ranks = _ranks({number: item for number, item in compared.items() if number not in told.hidden})
    figures = [
        replace(
            _figures(
                number,
                item,
                total.delegated(place),
                minimum,
                _discrepancy(item, with_mean=shown[number]) if number in ranks else Suppressed(item.pairs),
            ),
            rank=ranks.get(number),
        )
        for place, (number, item) in enumerate(items.items())
    ]
    return Cohort(total.size, minimum, tuple(figures), told.followed)


def others_in(
    scans: Iterable[Scan], scan: Scan, numbers: Iterable[int], minimum: int = DEFAULT_MINIMUM
) -> dict[int, dict[ScaleName, Distribution | Suppressed]]:
    """How the others of a round answered, per item and scale, beside one leader who may be among them.

    A scan with the same id or under the same code is not another one's.
    """
    mine = participant_key(scan.participant)
    others = [other for other in scans if other.id != scan.id and participant_key(other.participant) != mine]
    total = CohortSum.over(others, numbers)
    found: dict[int, dict[ScaleName, Distribution | Suppressed]] = {}
    for place, number in enumerate(total.numbers):
        item = ItemCounts(total.table(place))
        found[number] = {
            ScaleName.IMPORTANCE: distribution(item.importance, minimum),
            ScaleName.ATTAINMENT: distribution(item.attainment, minimum),
        }
    return found


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


def _figures(
    number: int, item: ItemCounts, delegated: int, minimum: int, discrepancy: Discrepancy | Suppressed
) -> CompetencyFigures:
    return CompetencyFigures(
        number,
        distribution(item.importance, minimum),
        distribution(item.attainment, minimum),
        discrepancy,
        delegated if sum(item.importance) >= minimum else None,
    )


def distribution(counts: Four, minimum: int) -> Distribution | Suppressed:
    """The spread of counts over the levels, or their sum alone when it is below the minimum."""
    n = sum(counts)
    return Suppressed(n) if n < minimum else Distribution(n, counts, apportion_four(counts, 100))


def _discrepancy(item: ItemCounts, *, with_mean: bool) -> Discrepancy:
    n = item.pairs
    mean, weighted = item.mean_discrepancy, item.mean_discrepancy * item.mean_importance
    return Discrepancy(
        n,
        item.lower,
        n - item.lower - item.higher,
        item.higher,
        float(item.ranked_discrepancy),
        float(mean) if with_mean else None,
        float(weighted) if with_mean else None,
    )


def _ranks(items: Mapping[int, ItemCounts]) -> dict[int, int]:
    # Exact fractions: in floats the last digit could make a difference between equals.
    keys = [(item.ranked_discrepancy, -item.mean_discrepancy) for item in items.values()]
    return dict(zip(items, shared_ranks(keys), strict=True))
