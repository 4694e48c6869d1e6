"""What a reader can work out from the figures of a round about the leaders who gave one of the two answers.

Who gave both answers stands unseen among the others. Who gave one of them does not: the counts of an item say how many
such leaders there are, and lower, equal, higher, the mean and the rank all speak of the others only. So for each item
every way is tried in which the published figures can have come about: which levels those few gave, such that the rest
can still be paired as told. The ranks tie items together: of items with the same `rds` the one with the higher mean
comes first, also where that mean is not published.

An answer follows when one way is left. Small items are tried exactly, with all ways. Large ones start from the answers
themselves and look for another way by exchanging answers of two leaders; what is not found there counts as if it
followed, so that too much may be withheld but never too little.

What moved between two rounds says, beside the figures of each of them, what those answered who were in one of the
two, and is tried in the same manner. For the lists of the exchange see exchange_disclosure.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from zelfscan.domain.group_sums import Four, ItemCounts, PairCounts, direction
from zelfscan.domain.scan import Level

EXACT_PAIRS = 14
"""Up to so many leaders with both answers every way is tried."""
EXACT_WAYS = 400
"""Up to so many ways to divide the levels over who gave one answer every way is tried."""
LOOKED_AT = 150
"""So many exchanges are looked at for a larger item."""

Way = tuple[Four, Four]
"""The levels of who gave importance alone, and of who gave attainment alone."""
Ways = Mapping[Fraction, frozenset[Way]]
"""The ways by the mean discrepancy that they give."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """The items to hide, and of how many others the importance of who gave importance alone follows all the same."""

    hidden: frozenset[int]
    followed: int


def mean_may_show(item: ItemCounts, minimum: int) -> bool:
    """The mean tells the sum of who gave one answer: not when they are few, and not when that sum tells it all."""
    few = (sum(item.importance_alone), sum(item.attainment_alone))
    if any(0 < count < minimum for count in few):
        return False
    if not any(few):
        return True
    return not _tells(item, _ways(item)[item.mean_discrepancy], strict=True)


def what_to_hide(items: Mapping[int, ItemCounts], shown: Mapping[int, bool], *, strict: bool) -> Hiding:
    """What must stay out of the ranked items, so that nothing follows of who gave both answers, and no attainment.

    With `strict` no importance of who gave that alone either. `shown` = whether the mean of an item is told. First goes
    what follows from an item by itself. Where the rest follows from the ranks together, the items with the least need
    go first, until nothing follows any more.
    """
    hidden: set[int] = set()
    followed = 0
    by_score: dict[Fraction, list[int]] = {}
    for number, item in items.items():
        by_score.setdefault(item.ranked_discrepancy, []).append(number)
    for numbers in by_score.values():
        if not any(_alone(items[number]) for number in numbers):
            continue
        ways = {number: _told_ways(items[number], shown[number]) for number in numbers}
        rest = {number: items[number] for number in numbers}
        alone = {
            number
            for number in numbers
            if _follows({number: items[number]}, ways, strict=strict) or _is_cover(items[number], strict=strict)
        }
        while gone := alone or _last(rest, _follows(rest, ways, strict=strict)):
            hidden |= gone
            rest = {number: item for number, item in rest.items() if number not in gone}
            alone = set()
        followed += len(_follows(rest, ways, strict=True))
    return Hiding(frozenset(hidden), followed)


def two_rounds_table(levels: Iterable[tuple[int, int]]) -> PairCounts:
    """Leaders counted by their level then (row) and now (column); 0 = no answer in that round."""
    counts = [[0] * 5 for _ in range(5)]
    for then, now in levels:
        counts[then][now] += 1
    counts[0][0] = 0
    return tuple(tuple(row) for row in counts)


def moves_may_show(table: PairCounts, *, beside: PairCounts | None = None) -> bool:
    """Whether the moves of who answered in two rounds tell nothing of who answered in one of them.

    For tables as `two_rounds_table` makes them. `beside` is that of more leaders, of whom all is known but for these:
    what all of those agree on hides nobody.
    """
    item = ItemCounts(table)
    if not _alone(item):
        return True
    if not item.pairs:
        return beside is None
    everybody = item if beside is None else ItemCounts(beside)
    ways = frozenset(way for found in _ways(item).values() for way in found)
    sides = ((everybody.importance, item.importance_alone), (everybody.attainment, item.attainment_alone))
    if any(_known(all_, alone, {way[place] for way in ways}) for place, (all_, alone) in enumerate(sides)):
        return False
    return not _is_cover(item, strict=True)


def is_one_level(counts: Four) -> bool:
    """Whether all gave the same level, or nobody gave any."""
    return sum(count > 0 for count in counts) <= 1


def _told_ways(item: ItemCounts, shown: bool) -> Ways:
    ways = _ways(item)
    return {item.mean_discrepancy: ways[item.mean_discrepancy]} if shown else ways


def _last(items: Mapping[int, ItemCounts], found: set[int]) -> set[int]:
    """Those of the lowest mean among the items found: they share a rank."""
    lowest = min((items[number].mean_discrepancy for number in found), default=None)
    return {number for number in found if items[number].mean_discrepancy == lowest}


def _follows(items: Mapping[int, ItemCounts], ways: Mapping[int, Ways], *, strict: bool) -> set[int]:
    """The items of one `rds` of which answers follow from the counts and the order together."""
    means = _in_rank({number: item.mean_discrepancy for number, item in items.items()}, ways)
    found: set[int] = set()
    for number, item in items.items():
        left = frozenset(way for mean in means[number] for way in ways[number][mean])
        if _tells(item, left, strict=strict):
            found.add(number)
    return found


def _tells(item: ItemCounts, ways: frozenset[Way], *, strict: bool) -> bool:
    """Whether these ways leave one answer that may not follow.

    The importance of who gave both follows with that of the others where all of the first agree. Left out is all where
    the counts have room for that: to leave out only where they do agree would say so.
    """
    can_agree = max(item.importance) >= item.pairs
    return _known(item.attainment, item.attainment_alone, {attainment for _, attainment in ways}) or (
        (strict or can_agree) and _known(item.importance, item.importance_alone, {importance for importance, _ in ways})
    )


def _is_cover(item: ItemCounts, *, strict: bool) -> bool:
    """Whether this goes too, because leaving out only what follows would itself say what that was.

    From the counts alone it is known with which lower and higher an answer follows. Where it is the same answer with
    all of these, one outcome more is left out: the one with the fewest ways that has another answer.
    """
    if not (_alone(item) and _is_small(item)):
        return False
    outcomes: dict[tuple[int, int], set[Way]] = {}
    for way in _divisions(item):
        for outcome in _outcomes(item, way):
            outcomes.setdefault(outcome, set()).add(way)
    telling = [ways for ways in outcomes.values() if _tells(item, frozenset(ways), strict=strict)]
    for place in (0, 1) if strict else (1,):
        answers = {way[place] for ways in telling for way in ways}
        others = [outcome for outcome, ways in outcomes.items() if {way[place] for way in ways} - answers]
        if len(answers) == 1 and others:
            cover = min(others, key=lambda outcome: (len(outcomes[outcome]), outcome))
            if cover == (item.lower, item.higher):
                return True
    return False


def _alone(item: ItemCounts) -> int:
    return sum(item.importance_alone) + sum(item.attainment_alone)


def _known(everybody: Four, alone: Four, left: set[Four]) -> bool:
    """One way is left, and not because everybody gave the same level: then withholding would hide nothing."""
    return any(alone) and len(left) == 1 and not is_one_level(everybody)


def _in_rank(true: Mapping[int, Fraction], ways: Mapping[int, Ways]) -> dict[int, set[Fraction]]:
    """The means that each item can have while the order of the items stays as it is; equals stay equal."""
    classes: dict[Fraction, list[int]] = {}
    for number, mean in true.items():
        classes.setdefault(mean, []).append(number)
    order = sorted(classes, reverse=True)
    possible = [set.intersection(*(set(ways[number]) for number in classes[mean])) for mean in order]
    # Each class lies below the one before it; once from above and once from below leaves what holds everywhere.
    for place in range(1, len(order)):
        possible[place] = {mean for mean in possible[place] if mean < max(possible[place - 1])}
    for place in range(len(order) - 2, -1, -1):
        possible[place] = {mean for mean in possible[place] if mean > min(possible[place + 1])}
    return {number: possible[place] for place, mean in enumerate(order) for number in classes[mean]}


def _ways(item: ItemCounts) -> Ways:
    """All ways that fit the counts of one item, the true one among them."""
    found: dict[Fraction, set[Way]] = {}
    for importance, attainment in set(_all_ways(item) if _is_small(item) else _near_ways(item.table)):
        total = _total(item.importance) - _total(importance) - _total(item.attainment) + _total(attainment)
        found.setdefault(Fraction(total, item.pairs), set()).add((importance, attainment))
    return {mean: frozenset(ways) for mean, ways in found.items()}


def _is_small(item: ItemCounts) -> bool:
    if item.pairs > EXACT_PAIRS:
        return False
    ways = 1
    for alone in (sum(item.importance_alone), sum(item.attainment_alone)):
        ways *= (alone + 1) * (alone + 2) * (alone + 3) // 6
    return ways <= EXACT_WAYS


def _total(counts: Four) -> int:
    return sum(level * count for level, count in zip(Level, counts, strict=True))


def _all_ways(item: ItemCounts) -> Iterator[Way]:
    return (way for way in _divisions(item) if (item.lower, item.higher) in _outcomes(item, way))


def _divisions(item: ItemCounts) -> Iterator[Way]:
    return product(
        _divided(sum(item.importance_alone), item.importance), _divided(sum(item.attainment_alone), item.attainment)
    )


def _outcomes(item: ItemCounts, way: Way) -> frozenset[tuple[int, int]]:
    """How many can be lower and how many higher when these answers were given alone."""
    return _comparisons(_without(item.importance, way[0]), _without(item.attainment, way[1]))


def _divided(total: int, most: Sequence[int]) -> Iterator[Four]:
    """The ways to divide `total` over four levels, at most `most` on each."""
    one, two, three, four = most
    for first, second, third in product(range(one + 1), range(two + 1), range(three + 1)):
        last = total - first - second - third
        if 0 <= last <= four:
            yield first, second, third, last


def _without(counts: Four, some: Four) -> Four:
    return counts[0] - some[0], counts[1] - some[1], counts[2] - some[2], counts[3] - some[3]


@lru_cache(maxsize=1 << 15)
def _comparisons(rows: tuple[int, ...], columns: Four) -> frozenset[tuple[int, int]]:
    """How many can be lower and how many higher: all outcomes of pairing importances (rows) with attainments."""
    level = 5 - len(rows)
    if len(rows) == 1:
        return frozenset({(sum(columns[: level - 1]), sum(columns[level:]))})
    return frozenset(
        (lower + sum(row[: level - 1]), higher + sum(row[level:]))
        for row in _divided(rows[0], columns)
        for lower, higher in _comparisons(rows[1:], _without(columns, row))
    )


def _near_ways(table: PairCounts) -> Iterator[Way]:
    """Ways that come from the answers by exchanging answers of two leaders, one of whom gave one answer only."""
    waiting, seen = [table], {table}
    for current in waiting:
        yield _way_of(current)
        for other in _exchanged(current):
            if len(seen) >= LOOKED_AT:
                break
            if other not in seen:
                seen.add(other)
                waiting.append(other)


def _way_of(table: PairCounts) -> Way:
    """The answers to one question only, without all else that `ItemCounts` adds up: there are thousands of tables."""
    without = table[0]
    return (
        (table[1][0], table[2][0], table[3][0], table[4][0]),
        (without[1], without[2], without[3], without[4]),
    )


def _exchanged(table: PairCounts) -> Iterator[PairCounts]:
    """Tables in which one leader with one answer has the level of another, who stands as before against the rest."""
    for alone, old, new in product(Level, Level, Level):
        # Importance alone: (alone, -) and (old, new) become (old, -) and (alone, new).
        if table[alone][0] and table[old][new] and alone != old and direction(alone, new) == direction(old, new):
            yield _moved(table, ((alone, 0), (old, new)), ((old, 0), (alone, new)))
        if table[0][alone] and table[new][old] and alone != old and direction(new, alone) == direction(new, old):
            yield _moved(table, ((0, alone), (new, old)), ((0, old), (new, alone)))


def _moved(table: PairCounts, taken: Sequence[tuple[int, int]], given: Sequence[tuple[int, int]]) -> PairCounts:
    cells = [list(row) for row in table]
    for row, column in taken:
        cells[row][column] -= 1
    for row, column in given:
        cells[row][column] += 1
    return tuple(tuple(row) for row in cells)
