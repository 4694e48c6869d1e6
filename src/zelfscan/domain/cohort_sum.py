"""What a cohort is made of, as a sum: parts of a round add up to the round, exactly and in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add, sub
from typing import TYPE_CHECKING

from zelfscan.domain.cells import CELLS, DELEGATED

if TYPE_CHECKING:
    from zelfscan.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class CohortSum:
    """How often each answer was given to each item, over `size` scans.

    `cells` holds `CELLS` counts per number, in the order of `numbers`. Whole numbers only, so that sums and differences
    are exact: any split of a round, added up in any order, gives the very same value.
    """

    numbers: tuple[int, ...]
    size: int
    cells: tuple[int, ...]

    @classmethod
    def over(cls, scans: Iterable[Scan], numbers: Iterable[int]) -> CohortSum:
        """The sum over scans, of the items asked for."""
        items = tuple(numbers)
        cells = [0] * (CELLS * len(items))
        size = 0
        for scan in scans:
            size += 1
            for place, number in enumerate(items):
                rating = scan.rating(number)
                cells[CELLS * place + 5 * (rating.importance or 0) + (rating.attainment or 0)] += 1
                cells[CELLS * place + DELEGATED] += bool(rating.delegated_to)
        return cls(items, size, without_absent(cells))

    def __add__(self, other: CohortSum) -> CohortSum:
        """The sum over both. Raises ValueError when they are about different items."""
        return self._joined(other, self.size + other.size, map(add, self.cells, other.cells))

    def __sub__(self, other: CohortSum) -> CohortSum:
        """What is left without a part. Raises ValueError when they are about different items."""
        return self._joined(other, self.size - other.size, map(sub, self.cells, other.cells))

    def _joined(self, other: CohortSum, size: int, cells: Iterable[int]) -> CohortSum:
        if self.numbers != other.numbers:
            raise ValueError("these sums are about different items")
        return CohortSum(self.numbers, size, tuple(cells))

    def table(self, place: int) -> tuple[tuple[int, ...], ...]:
        """Row by importance, column by attainment, how many gave that pair for the item in that place; 0 = absent."""
        first = CELLS * place
        return tuple(self.cells[first + 5 * level : first + 5 * level + 5] for level in range(5))

    def delegated(self, place: int) -> int:
        """How many gave the item in that place to somebody else."""
        return self.cells[CELLS * place + DELEGATED]


def without_absent(cells: Iterable[int]) -> tuple[int, ...]:
    """Counts without those who gave neither level: that is no answer, and not every reader meets it."""
    counts = list(cells)
    counts[::CELLS] = [0] * (len(counts) // CELLS)
    return tuple(counts)


def added(sums: Iterable[CohortSum], numbers: Iterable[int]) -> CohortSum:
    """All sums together; none at all gives the sum over no scans."""
    items = tuple(numbers)
    empty = CohortSum(items, 0, (0,) * (CELLS * len(items)))
    return sum(sums, start=empty)
