"""Where every number of a comparison stands, in characters; pure, so that a test can read it.

A number has its direction sign right behind it: '7↗' came from the lower left. A field has four by four cells. They
need not be equally large: a full cell takes room from empty ones, so that every number can be read. Each cell that a
number left keeps one slot free, where the arrow of that number begins. Row 0 is the top row, column 0 the left column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import ceil, sqrt
from typing import ClassVar

from zelfscan.domain import Cell, ItemChange, Level
from zelfscan.tui.widgets.field import FieldLayout, Place, Spot, index_of

SAME, NEW = "·", "*"
SIGNS = {
    (1, 1): "↗", (1, 0): "→", (1, -1): "↘", (0, -1): "↓", (-1, -1): "↙", (-1, 0): "←", (-1, 1): "↖", (0, 1): "↑",
    (0, 0): SAME,
}  # fmt: skip
# A slot is two digits and a sign; the wide one begins with a blank.
SLOTS = (4, 3)
# What the names of the quarters need of the cells in the left and the right half.
NAMES = (10, 16)
LARGEST_CELL = (24, 8)  # beyond this the numbers of one cell no longer read as a group


@dataclass(frozen=True, slots=True)
class ArrowLayout(FieldLayout):
    """The field of a comparison, whose cells differ in size. On the right a sign may stand at the edge.

    `signs` holds the sign of every number that stands in the field, `origins` where in a cell an arrow begins.
    """

    OUTSIDE: ClassVar[tuple[int, int]] = (4, 5)

    signs: Mapping[int, str]
    origins: Mapping[Cell, Place]

    def cell_at(self, place: Place) -> Cell | None:
        """The cell that a character lies in; None on a line and outside."""
        for importance, attainment in product(Level, Level):
            cell = Cell(attainment=attainment, importance=importance)
            (top, left), (column, row) = self.corner(cell), index_of(cell)
            if 0 <= place[0] - top < self.rows[row] and 0 <= place[1] - left < self.columns[column]:
                return cell
        return None


def sign_of(item: ItemChange) -> str:
    """From which side a number came: an arrow, SAME where it stayed, NEW where it stood outside before."""
    then, now = item.cell_then, item.cell_now
    if then is None or now is None:
        return NEW
    return SIGNS[_sign(now.attainment - then.attainment), _sign(now.importance - then.importance)]


def lay_out_arrows(items: Sequence[ItemChange], width: int, height: int) -> ArrowLayout | None:
    """The field of the items that stand in the quadrant now, as roomy as the size allows; None when it is too small.

    Where room is short, first the slots for the arrows go; what then still does not fit is counted in its cell as
    '+12'. With 29 items every number fits from 46 x 15.
    """
    cells: dict[Cell, list[int]] = {}
    for item in items:
        if item.cell_now is not None:
            cells.setdefault(item.cell_now, []).append(item.number)
    left = {item.cell_then for item in items if item.cell_then is not None and item.cell_then != item.cell_now}
    signs = {item.number: sign_of(item) for item in items if item.cell_now is not None}
    fullest = max(map(len, cells.values()), default=0)
    for most, starts in ((fullest, left), *((most, frozenset[Cell]()) for most in range(fullest, -1, -1))):
        needs = {cell: min(len(cells.get(cell, ())), most) + (cell in starts) for cell in {*cells, *starts}}
        sizes = _sizes(needs, width - ArrowLayout.OUTSIDE[0], height - ArrowLayout.OUTSIDE[1])
        if sizes is not None:
            slot, columns, rows = sizes
            field = ArrowLayout(columns, rows, (), signs, {})
            slots = {cell: _slots(field, cell, count, slot) for cell, count in needs.items()}
            spots = [spot for cell in cells for spot in _fill(cell, sorted(cells[cell]), slots[cell], most)]
            origins = {cell: (slots[cell][-1][0], slots[cell][-1][1] + 1) for cell in starts}
            return replace(field, spots=tuple(spots), origins=origins)
    return None


def _fill(cell: Cell, numbers: Sequence[int], slots: Sequence[Place], most: int) -> list[Spot]:
    """The numbers of one cell in its slots; of more than `most`, the last slot counts the rest."""
    shown = numbers if len(numbers) <= most else numbers[: max(0, most - 1)]
    spots = [
        Spot(row, column + 2 - len(str(number)), str(number), (number,), cell)
        for number, (row, column) in zip(shown, slots, strict=False)
    ]
    rest = tuple(numbers[len(shown) :])
    if rest and most:
        spots.append(Spot(*slots[len(shown)], f"+{len(rest)}", rest, cell))
    return spots


def _sizes(needs: Mapping[Cell, int], width: int, height: int) -> tuple[int, tuple[int, ...], tuple[int, ...]] | None:
    """The slot and the sizes of columns and rows with room for `needs` slots in every cell, as even as possible.

    If it can be, both halves are wide enough for the names of their quarters.
    """
    for names, slot, rows in product((NAMES, (0, 0)), SLOTS, _heights(min(height, 4 * LARGEST_CELL[1]))):
        wanted = [1] * 4
        for cell, count in needs.items():
            column, row = index_of(cell)
            wanted[column] = max(wanted[column], ceil(count / rows[row]))
        left, right = ([slot * count for count in half] for half in (wanted[:2], wanted[2:]))
        least = [*_evened(left, max(sum(left), names[0])), *_evened(right, max(sum(right), names[1]))]
        if sum(least) <= width:
            return slot, _evened(least, width), rows
    return None


@lru_cache(maxsize=8)
def _heights(total: int) -> tuple[tuple[int, ...], ...]:
    """All ways to divide rows over the four rows of cells, the most even first."""
    ways = [
        (a, b, c, total - a - b - c)
        for a, b, c in product(range(1, total - 2), repeat=3)
        if total - a - b - c >= 1
    ]  # fmt: skip
    return tuple(sorted(ways, key=lambda way: (max(way) - min(way), tuple(-size for size in way))))


def _evened(least: Sequence[int], total: int) -> tuple[int, ...]:
    """Sizes of at least `least` and together `total` or just below, as equal as they can be."""
    even = min(LARGEST_CELL[0], total)
    while even > 0 and sum(max(even, size) for size in least) > total:
        even -= 1
    return tuple(max(even, size) for size in least)


def _slots(field: ArrowLayout, cell: Cell, count: int, slot: int) -> list[Place]:
    """The first digit of each of `count` slots: a block in the middle of the cell."""
    column, row = index_of(cell)
    width, height = field.columns[column], field.rows[row]
    # About as many rows as columns, as far as the height allows; three or fewer read best on one row.
    wanted = count if count <= 3 else ceil(sqrt(count))
    per_row = max(1, min(width // slot, max(wanted, ceil(count / height))))
    rows = ceil(count / per_row)
    top, left = field.corner(cell)
    top += (height - rows) // 2
    left += (width - slot * min(per_row, count)) // 2 + slot - SLOTS[-1]
    return [(top + place // per_row, left + slot * (place % per_row)) for place in range(count)]


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
