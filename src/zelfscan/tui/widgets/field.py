"""Where each number stands in the quadrant, in characters; pure, so that a test can read it.

A field has four by four cells of equal size. Between the cells runs a line of one character, and on the outer side a
margin of one character stays free. Row 0 is the top row, column 0 the left column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.domain import Cell, Level, Quarter, QuarterNames, Scale

SLOT = 3  # two digits and a space, so that the mark around a number never touches the next one
MIN_PITCH = (6, 2)
MAX_PITCH = (26, 10)  # beyond this the numbers of one cell no longer read as a group


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
class Block:
    """The text of one cell; its lines are equally long, so that a later one never shows through."""

    cell: Cell
    row: int
    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldLayout:
    """The field: `pitch` is the size of a cell with the line after it, as (columns, rows)."""

    pitch: tuple[int, int]
    spots: tuple[Spot, ...]

    @property
    def width(self) -> int:
        """In columns."""
        return 4 * self.pitch[0] + 1

    @property
    def height(self) -> int:
        """In rows."""
        return 4 * self.pitch[1] + 1

    @property
    def overfull(self) -> dict[Cell, tuple[int, ...]]:
        """By cell the numbers that found no room in it."""
        return {spot.cell: spot.numbers for spot in self.spots if spot.is_more and spot.cell is not None}

    def blocks(self) -> list[Block]:
        """The spots by cell, as text to draw in one go."""
        by_cell: dict[Cell, list[Spot]] = {}
        for spot in self.spots:
            if spot.cell is not None:
                by_cell.setdefault(spot.cell, []).append(spot)
        blocks = []
        for cell, spots in by_cell.items():
            row, column = min(spot.row for spot in spots), min(spot.column for spot in spots)
            width = max(spot.column + len(spot.text) for spot in spots) - column
            lines = [[" "] * width for _ in range(max(spot.row for spot in spots) - row + 1)]
            for spot in spots:
                start = spot.column - column
                lines[spot.row - row][start : start + len(spot.text)] = spot.text
            blocks.append(Block(cell, row, column, tuple("".join(line) for line in lines)))
        return blocks

    def name_spots(self, names: QuarterNames) -> dict[Quarter, Spot]:
        """The quarter names: in the outer rows, where numbers never stand."""
        half = 2 * self.pitch[0]
        spots = {}
        for quarter in Quarter:
            name = names.of(quarter)
            row = 0 if quarter in (Quarter.DEVELOP, Quarter.LEVERAGE) else self.height - 1
            start = half + 1 if quarter in (Quarter.LEVERAGE, Quarter.RELEASE) else 0
            spots[quarter] = Spot(row, start + max(0, half - len(name)) // 2, name[:half], ())
        return spots


def lay_out(cells: Mapping[Cell, tuple[int, ...]], width: int, height: int) -> FieldLayout | None:
    """The largest field that fits in `width` columns and `height` rows; None when it would be unreadable."""
    pitch = (min((width - 1) // 4, MAX_PITCH[0]), min((height - 1) // 4, MAX_PITCH[1]))
    if pitch[0] < MIN_PITCH[0] or pitch[1] < MIN_PITCH[1]:
        return None
    spots: list[Spot] = []
    for cell, numbers in cells.items():
        left = (cell.attainment - 1) * pitch[0] + 1
        top = (Level.FOUR - cell.importance) * pitch[1] + 1
        spots += _fill(cell, numbers, (left, top), (pitch[0] - 1, pitch[1] - 1))
    return FieldLayout(pitch, tuple(spots))


def _fill(cell: Cell, numbers: Sequence[int], start: tuple[int, int], room: tuple[int, int]) -> list[Spot]:
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
    left = start[0] + (room[0] - (SLOT * per_row - 1)) // 2
    top = start[1] + (room[1] - rows) // 2
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


def centred(text: str, width: int) -> list[str]:
    """A text over as few lines as it needs, and those about equally long."""
    narrowest = max(width, 1)
    count = len(wrap(text, narrowest))
    while narrowest > 1 and len(wrap(text, narrowest - 1)) == count:
        narrowest -= 1
    return [line.center(width).rstrip() for line in wrap(text, narrowest)]


class NumberBoard(Widget):
    """Lines of text in which some places stand for competencies; `current` is the one that is lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"number-board--current"}

    @dataclass
    class Picked(Message):
        """The leader clicked a number."""

        number: int

    current: reactive[int | None] = reactive(None)

    def spots(self) -> Sequence[Spot]:
        """The places of the numbers, counted from the corner of the widget."""
        raise NotImplementedError

    def base_lines(self) -> Sequence[Content]:
        """The lines without a lit number."""
        raise NotImplementedError

    def render(self) -> Content:
        lines = list(self.base_lines())
        spot = spot_of(self.spots(), self.current)
        if spot is not None and spot.row < len(lines):
            line = lines[spot.row]
            end = spot.column + len(spot.text)
            # The brackets keep the place findable without colour.
            mark = Content.styled(f"[{spot.text}]", self.get_visual_style("number-board--current"))
            line = line.pad_right(max(0, end + 1 - len(line)))
            lines[spot.row] = Content("").join([line[: spot.column - 1], mark, line[end + 1 :]])
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = event.get_content_offset(self)
        spot = None if place is None else spot_at(self.spots(), place.y, place.x)
        if spot is not None:
            self.post_message(self.Picked(spot.numbers[0]))
