"""Where each number stands in the quadrant, in characters; pure, so that a test can read it.

A field has four by four cells of equal size. Between the cells runs a line of one character, and on the outer side a
margin of one character stays free. Row 0 is the top row, column 0 the left column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt
from textwrap import wrap
from typing import ClassVar

from zelfscan.domain import Catalog, Cell, Level, Quarter, QuarterNames, Scale

SLOT = 3  # two digits and a space, so that the mark around a number never touches the next one
MIN_PITCH = (6, 2)
MAX_PITCH = (26, 10)  # beyond this the numbers of one cell no longer read as a group
HIGH = (Quarter.DEVELOP, Quarter.LEVERAGE)
"""The quarters above the axis."""
FieldPoint = tuple[int, int]
"""A row and a column."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of text in the field: one number, or '+12' for all `numbers` that did not fit in `cell`."""

    row: int
    column: int
    text: str
    numbers: tuple[int, ...]
    cell: Cell | None = None

    @property
    def is_more(self) -> bool:
        """It stands for numbers that found no room."""
        return self.text.startswith("+")


@dataclass(frozen=True, slots=True)
class FieldLayout:
    """The field. `columns` and `rows` are the sizes of the cells, from the left and from the top."""

    OUTSIDE: ClassVar[tuple[int, int]] = (5, 5)
    """The columns and the rows that are in no cell: the margins and the three lines between the cells."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    spots: tuple[Spot, ...]

    @property
    def width(self) -> int:
        """In columns."""
        return sum(self.columns) + self.OUTSIDE[0]

    @property
    def height(self) -> int:
        """In rows."""
        return sum(self.rows) + self.OUTSIDE[1]

    @property
    def column_lines(self) -> tuple[int, ...]:
        """The columns of the three vertical lines; the second is the axis."""
        return tuple(sum(self.columns[: n + 1]) + n + 1 for n in range(3))

    @property
    def row_lines(self) -> tuple[int, ...]:
        """The rows of the three horizontal lines; the second is the axis."""
        return tuple(sum(self.rows[: n + 1]) + n + 1 for n in range(3))

    @property
    def overfull(self) -> dict[Cell, tuple[int, ...]]:
        """By cell the numbers that found no room in it."""
        return {spot.cell: spot.numbers for spot in self.spots if spot.is_more and spot.cell is not None}

    def corner(self, cell: Cell) -> FieldPoint:
        """The upper left character of a cell."""
        column, row = index_of(cell)
        return sum(self.rows[:row]) + row + 1, sum(self.columns[:column]) + column + 1

    def name_spots(self, names: QuarterNames) -> dict[Quarter, Spot]:
        """The quarter names: in the outer rows, where numbers never stand."""
        spots = {}
        for quarter in Quarter:
            name = names.of(quarter)
            start, room = self._half(quarter)
            row = 0 if quarter in HIGH else self.height - 1
            spots[quarter] = Spot(row, start + max(0, room - len(name)) // 2, name[:room], ())
        return spots

    def meaning_spots(self, meanings: Mapping[Quarter, str]) -> dict[Quarter, Spot]:
        """What the quarters mean, beside their names: where no number is in the way, and only if all of them would fit.

        They speak of one another: 'neither' by itself says nothing.
        """
        spots: dict[Quarter, Spot] = {}
        if any(len(meaning) >= self._half(quarter)[1] for quarter, meaning in meanings.items()):
            return spots
        for quarter, meaning in meanings.items():
            start, room = self._half(quarter)
            row = 1 if quarter in HIGH else self.height - 2
            if not any(spot.row == row and start <= spot.column < start + room for spot in self.spots):
                spots[quarter] = Spot(row, start + (room - len(meaning)) // 2, meaning, ())
        return spots

    def _half(self, quarter: Quarter) -> tuple[int, int]:
        """Where the columns of a quarter begin, and how many there are."""
        axis = self.column_lines[1]
        return (axis + 1, self.width - axis - 1) if quarter in (Quarter.LEVERAGE, Quarter.RELEASE) else (0, axis)


def index_of(cell: Cell) -> tuple[int, int]:
    """The column of a cell from the left, and its row from the top."""
    return cell.attainment - 1, Level.FOUR - cell.importance


def even_field(width: int, height: int) -> FieldLayout | None:
    """The largest field of equal cells that fits, without numbers; None when it would be unreadable."""
    pitch = (min((width - 1) // 4, MAX_PITCH[0]), min((height - 1) // 4, MAX_PITCH[1]))
    if pitch[0] < MIN_PITCH[0] or pitch[1] < MIN_PITCH[1]:
        return None
    return FieldLayout((pitch[0] - 1,) * 4, (pitch[1] - 1,) * 4, ())


def lay_out(cells: Mapping[Cell, tuple[int, ...]], width: int, height: int) -> FieldLayout | None:
    """The largest field that fits in `width` columns and `height` rows; None when it would be unreadable."""
    field = even_field(width, height)
    if field is None:
        return None
    room = (field.columns[0], field.rows[0])
    spots = [spot for cell, numbers in cells.items() for spot in _fill(cell, numbers, field.corner(cell), room)]
    return replace(field, spots=tuple(spots))


def _fill(cell: Cell, numbers: Sequence[int], corner: FieldPoint, room: tuple[int, int]) -> list[Spot]:
    """The numbers of one cell as a block in its middle."""
    per_row = (room[0] + 1) // SLOT
    capacity = per_row * room[1]
    # '+12' is a character wider than a number, and so takes the last two slots.
    shown = numbers if len(numbers) <= capacity else numbers[: capacity - 2]
    rest = tuple(numbers[len(shown) :])
    slots = len(shown) + (2 if rest else 0)
    if not rest:
        # About as many rows as columns, as far as the height allows; three or fewer read best on one row.
        wanted = len(shown) if len(shown) <= 3 else ceil(sqrt(len(shown)))
        per_row = min(per_row, max(wanted, ceil(slots / room[1])))
    rows = ceil(slots / per_row)
    left = corner[1] + (room[0] - (SLOT * per_row - 1)) // 2
    top = corner[0] + (room[1] - rows) // 2
    spots = []
    for index, number in enumerate(shown):
        text = str(number)
        row, column = divmod(index, per_row)
        spots.append(Spot(top + row, left + SLOT * column + 2 - len(text), text, (number,), cell))
    if rest:
        row, column = divmod(len(shown), per_row)
        spots.append(Spot(top + row, left + SLOT * column, f"+{len(rest)}", rest, cell))
    return spots


def shifted(spots: Sequence[Spot], rows: int, columns: int) -> tuple[Spot, ...]:
    """The same spots, further down and to the right."""
    return tuple(Spot(spot.row + rows, spot.column + columns, spot.text, spot.numbers, spot.cell) for spot in spots)


def spot_of(spots: Sequence[Spot], number: int | None) -> Spot | None:
    """Where a number stands; None when it stands outside."""
    return next((spot for spot in spots if number in spot.numbers), None)


def spot_at(spots: Sequence[Spot], row: int, column: int) -> Spot | None:
    """The spot that is meant by a click: on its text, or right beside it."""
    near = [spot for spot in spots if spot.row == row and spot.column - 1 <= column <= spot.column + len(spot.text)]
    return min(near, key=lambda spot: not spot.column <= column < spot.column + len(spot.text), default=None)


def attainment_lines(attainment: Scale, width: int) -> list[str]:
    """Both ends of the horizontal axis, on one line or, in a narrow field, on two."""
    left, right = f"← {attainment.low}", f"{attainment.high} →"
    if len(left) + len(right) + 2 <= width:
        return [left + right.rjust(width - len(left))]
    half = max(width // 2, 1)
    lefts, rights = wrap(left, half), wrap(right, half)
    if rights[-1] == "→":
        # An arrow by itself on a line points at nothing.
        rights = wrap(right, max(half - 2, 1))
    count = max(len(lefts), len(rights))
    lefts += [""] * (count - len(lefts))
    rights += [""] * (count - len(rights))
    return [one.ljust(width - half) + other.rjust(half) for one, other in zip(lefts, rights, strict=True)]


def below_lines(catalog: Catalog, width: int) -> list[str]:
    """The lower end of the vertical axis and both ends of the horizontal one, on two rows."""
    # The part after 'voor' stands in full above the field.
    bottom = f"↓ {catalog.importance.low.partition(' voor ')[0]} …"
    ends = attainment_lines(catalog.attainment, width)
    if len(ends) == 1:
        return [bottom.center(width).rstrip(), *ends]
    lefts = centred(f"← {catalog.attainment.low}", width // 3)
    rights = centred(f"{catalog.attainment.high} →", width // 3 + 2)
    middles = centred(bottom, width // 3 - 2)
    count = max(map(len, (lefts, rights, middles)))
    rows = []
    for place in range(count):
        left, middle, right = (texts[place].strip() if place < len(texts) else "" for texts in (lefts, middles, rights))
        room = width - len(left) - len(right)
        rows.append(f"{left}{middle.center(room)}{right}")
    return rows


def centred(text: str, width: int) -> list[str]:
    """A text over as few lines as it needs, and those about equally long."""
    narrowest = max(width, 1)
    count = len(wrap(text, narrowest))
    while narrowest > 1 and len(wrap(text, narrowest - 1)) == count:
        narrowest -= 1
    return [line.center(width).rstrip() for line in wrap(text, narrowest)]
