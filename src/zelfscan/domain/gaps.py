"""How far attainment stays behind importance, per item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zelfscan.domain.scan import EMPTY_RATING, Level, Rating


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of one item that has both levels; equal weighted gaps share a `rank` (1 = largest)."""

    competency: int
    importance: Level
    attainment: Level
    rank: int
    delegated_to: str = ""

    @property
    def size(self) -> int:
        """Importance minus attainment, -3 to 3."""
        return self.importance - self.attainment

    @property
    def weighted(self) -> int:
        """Gap times importance (after Borich 1980), -4 to 12."""
        return self.size * self.importance


@dataclass(frozen=True, slots=True)
class Priority:
    """The importance of one item where attainment is absent; equal levels share a `rank` (1 = most important)."""

    competency: int
    importance: Level
    rank: int
    delegated_to: str = ""


def gaps_of(ratings: Mapping[int, Rating], numbers: Iterable[int]) -> tuple[Gap, ...]:
    """The gaps of all items with both levels, largest weighted gap first; within a tie in the order of `numbers`."""
    found = [
        Gap(number, rating.importance, rating.attainment, 0, rating.delegated_to)
        for number in numbers
        if (rating := ratings.get(number, EMPTY_RATING)).importance is not None and rating.attainment is not None
    ]
    ranks = shared_ranks([-gap.weighted for gap in found])
    ranked = [
        Gap(gap.competency, gap.importance, gap.attainment, rank, gap.delegated_to)
        for gap, rank in zip(found, ranks, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda gap: gap.rank))


def priorities(ratings: Mapping[int, Rating], numbers: Iterable[int]) -> tuple[Priority, ...]:
    """The items with an importance but no attainment, most important first; within a tie in the order of `numbers`."""
    found = [
        (number, rating.importance, rating.delegated_to)
        for number in numbers
        if (rating := ratings.get(number, EMPTY_RATING)).importance is not None and rating.attainment is None
    ]
    ranks = shared_ranks([-importance for _, importance, _ in found])
    ranked = [Priority(number, level, rank, who) for (number, level, who), rank in zip(found, ranks, strict=True)]
    return tuple(sorted(ranked, key=lambda item: item.rank))


def shared_ranks(keys: Sequence[Any]) -> tuple[int, ...]:
    """The rank of each key, lowest key first; equal keys share the best rank (1, 2, 2, 4).

    The keys may be any values that compare with each other, and need not be sorted.
    """
    first: dict[Any, int] = {}
    for rank, key in enumerate(sorted(keys), start=1):
        first.setdefault(key, rank)
    return tuple(first[key] for key in keys)
