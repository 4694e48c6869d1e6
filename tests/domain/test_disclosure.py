"""The figures of one item against a reader who knows the rule that leaves them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations_with_replacement as some_of
from itertools import product

import pytest

from zelfscan.domain.disclosure import moves_may_show, what_to_hide
from zelfscan.domain.group_sums import Four, ItemCounts, PairCounts

LEVELS = (2, 3, 4)


@dataclass
class Left:
    """What can be true for all that a reader sees of one item: who gave importance alone, and who attainment alone."""

    importance: set[Four] = field(default_factory=set)
    attainment: set[Four] = field(default_factory=set)
    agree: set[bool] = field(default_factory=set)


def tables(both: int, importance: int, attainment: int) -> Iterator[PairCounts]:
    """Every table of so many leaders with both answers, and with one of them."""
    pairs = list(product(LEVELS, LEVELS))
    for given in product(some_of(pairs, both), some_of(LEVELS, importance), some_of(LEVELS, attainment)):
        cells = [[0] * 5 for _ in range(5)]
        for wanted, attained in (*given[0], *((level, 0) for level in given[1]), *((0, level) for level in given[2])):
            cells[wanted][attained] += 1
        yield tuple(map(tuple, cells))


def is_one(counts: Four) -> bool:
    """Whether everybody gave one level, which no rule can hide."""
    return sum(map(bool, counts)) <= 1


def what_is_left(shape: tuple[int, int, int], *, strict: bool) -> Iterator[tuple[ItemCounts, Left]]:
    """Per situation that a reader can tell apart, one item of it, and what can be true.

    The reader sees the counts, and lower and higher or that these are left out.
    """
    seen: dict[tuple[object, ...], tuple[ItemCounts, Left]] = {}
    for table in tables(*shape):
        item = ItemCounts(table)
        hidden = bool(what_to_hide({1: item}, {1: False}, strict=strict).hidden)
        told = None if hidden else (item.lower, item.higher)
        left = seen.setdefault((item.importance, item.attainment, told), (item, Left()))[1]
        left.importance.add(item.importance_alone)
        left.attainment.add(item.attainment_alone)
        left.agree.add(sum(any(row[1:]) for row in table[1:]) == 1)
    yield from seen.values()


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "shape",
    [
        (3, 1, 0),
        (3, 0, 1),
        (3, 2, 0),
        (2, 1, 1),
        (5, 1, 0),
        (5, 0, 1),
        (5, 2, 0),
        (3, 1, 1),
    ],
)
def test_who_knows_the_rule_learns_no_more(shape: tuple[int, int, int], strict: bool) -> None:
    """Guards that no attainment follows, nor what all who gave both agree on, also from what was left out."""
    _, importance, attainment = shape
    for item, left in what_is_left(shape, strict=strict):
        assert not attainment or len(left.attainment) > 1 or is_one(item.attainment)
        if importance and not is_one(item.importance):
            assert left.agree != {True}
            assert not strict or len(left.importance) > 1


def test_most_is_told_all_the_same() -> None:
    """Guards that the rule withholds little: where somebody gave importance alone, one in fourteen; none without."""
    shapes = {(5, 1, 0): 276, (5, 0, 0): 0}
    for shape, expected in shapes.items():
        items = [ItemCounts(table) for table in tables(*shape)]
        assert sum(bool(what_to_hide({1: item}, {1: False}, strict=False).hidden) for item in items) == expected


def test_what_moved_tells_no_more_by_being_left_out() -> None:
    """Guards the same for the moves between two rounds, of a leader who answered in one of them alone."""
    seen: dict[tuple[object, ...], set[Four]] = {}
    for table in tables(3, 1, 0):
        item = ItemCounts(table)
        told = (item.lower, item.higher) if moves_may_show(table) else None
        seen.setdefault((item.importance, item.attainment, told), set()).add(item.importance_alone)
    assert all(len(left) > 1 or is_one(counts) for (counts, *_), left in seen.items() if isinstance(counts, tuple))
