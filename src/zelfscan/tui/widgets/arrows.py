"""The quadrant of a comparison: where every number stands, and an arrow from where it stood.

The layout is in characters and pure, so that a test can read it. A number has its direction sign right behind it: '7↗'
came from the lower left. A field has four by four cells. They need not be equally large: a full cell takes room from
empty ones, so that every number can be read. Each cell that a number left keeps one slot free, where the arrow of that
number begins. Row 0 is the top row, column 0 the left column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise, product
from math import ceil, sqrt
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from zelfscan.domain import Catalog, Cell, ItemChange, Level, Quarter, QuarterNames
from zelfscan.tui.widgets.drawing import (
    NO_MEANINGS,
    PARTS,
    TOO_SMALL,
    FieldBoard,
    Frame,
    Glyphs,
    glyphs_of,
    painted,
    write,
)
from zelfscan.tui.widgets.field import FieldLayout, FieldPoint, Spot, below_lines, centred, index_of, spot_of

SAME, NEW = "·", "*"
_SIGNS = {
    (1, 1): "↗", (1, 0): "→", (1, -1): "↘", (0, -1): "↓", (-1, -1): "↙", (-1, 0): "←", (-1, 1): "↖", (0, 1): "↑",
    (0, 0): SAME,
}  # fmt: skip
# A slot is two digits and a sign; the wide one begins with a blank.
SLOTS = (4, 3)
# What the names of the quarters need of the cells in the left and the right half.
_NAMES = (10, 16)
LARGEST_CELL = (24, 8)  # beyond this the numbers of one cell no longer read as a group


@dataclass(frozen=True, slots=True)
class ArrowLayout(FieldLayout):
    """The field of a comparison, whose cells differ in size. On the right a sign may stand at the edge.

    `signs` holds the sign of every number that stands in the field, `origins` where in a cell an arrow begins.
    """

    OUTSIDE: ClassVar[tuple[int, int]] = (4, 5)

    signs: Mapping[int, str]
    origins: Mapping[Cell, FieldPoint]

    def cell_at(self, place: FieldPoint) -> Cell | None:
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
    return _SIGNS[_sign(now.attainment - then.attainment), _sign(now.importance - then.importance)]


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


def _fill(cell: Cell, numbers: Sequence[int], slots: Sequence[FieldPoint], most: int) -> list[Spot]:
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
    for names, slot, rows in product((_NAMES, (0, 0)), SLOTS, _heights(min(height, 4 * LARGEST_CELL[1]))):
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


def _slots(field: ArrowLayout, cell: Cell, count: int, slot: int) -> list[FieldPoint]:
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


UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
HEADS = {UP: "▲", DOWN: "▼", LEFT: "◀", RIGHT: "▶"}
# Double lines: the lines of the field are dotted and heavy, so that the arrow stands out without colour.
_LINES = {
    (RIGHT, RIGHT): "═", (LEFT, LEFT): "═", (UP, UP): "║", (DOWN, DOWN): "║",
    (RIGHT, DOWN): "╗", (UP, LEFT): "╗", (RIGHT, UP): "╝", (DOWN, LEFT): "╝",
    (LEFT, DOWN): "╔", (UP, RIGHT): "╔", (LEFT, UP): "╚", (DOWN, RIGHT): "╚",
}  # fmt: skip
CHEAPEST = 2
BEND = 9
ORIGIN = "○"
# What an arrow may pass over. Another number's sign may give way for a moment, a number or a name never.
_PRICES = {"": CHEAPEST, "grid": CHEAPEST + 1, "axis": CHEAPEST + 1, "sign": 40, "meaning": 40}
NOTHING_TO_DRAW = (
    "Hier is niets te tekenen: van wat nu in de lijst staat, heeft niets een plaats in het kwadrant. "
    "De lijst zegt wat u toen en nu antwoordde."
)
NO_ITEMS = "Hier is niets te tekenen: er veranderde niets. Met ← of → ziet u weer alles."
Cost = Callable[[FieldPoint], int | None]


def find_route(start: FieldPoint, goals: Mapping[FieldPoint, FieldPoint], cost: Cost) -> list[FieldPoint] | None:
    """The cheapest way from `start` to one of the goals, both included; None when there is none (A*).

    The head of the arrow points in the direction of its goal: to turn there counts for three bends, as it looks abrupt.
    `cost` says what a place costs, at least CHEAPEST; None = not passable.
    """

    def to_go(place: FieldPoint) -> int:
        return CHEAPEST * min(abs(place[0] - row) + abs(place[1] - column) for row, column in goals)

    if not goals:
        return None
    best: dict[tuple[FieldPoint, FieldPoint], int] = {}
    came: dict[tuple[FieldPoint, FieldPoint], tuple[FieldPoint, FieldPoint]] = {}
    still: list[tuple[int, int, FieldPoint, FieldPoint]] = [(to_go(start), 0, start, (0, 0))]
    while still:
        _, spent, place, heading = heappop(still)
        if place in goals:
            return _walked(came, (place, heading))
        if best.get((place, heading), spent) < spent:
            continue
        for step in HEADS:
            there = (place[0] + step[0], place[1] + step[1])
            price = cost(there)
            if price is None or step == (-heading[0], -heading[1]):
                continue
            bends = (heading not in ((0, 0), step)) + 3 * (goals.get(there, step) != step)
            total = spent + price + BEND * bends
            if total < best.get((there, step), total + 1):
                best[there, step] = total
                came[there, step] = (place, heading)
                heappush(still, (total + to_go(there), total, there, step))
    return None


def _walked(
    came: Mapping[tuple[FieldPoint, FieldPoint], tuple[FieldPoint, FieldPoint]], end: tuple[FieldPoint, FieldPoint]
) -> list[FieldPoint]:
    places = [end[0]]
    while end in came:
        end = came[end]
        places.append(end[0])
    return places[::-1]


def route_signs(route: list[FieldPoint], head: FieldPoint) -> list[tuple[FieldPoint, str]]:
    """The characters of a route after its first place: lines, and at the end the head in its direction."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(route)]
    drawn = [(place, _LINES[step, after]) for place, step, after in zip(route[1:], steps, steps[1:], strict=False)]
    return [*drawn, (route[-1], HEADS[head])]


def signed_field(layout: ArrowLayout, names: QuarterNames, meanings: Mapping[Quarter, str] = NO_MEANINGS) -> Glyphs:
    """The field with the signs behind the numbers, without a lit item."""
    field = glyphs_of(layout, names, meanings)
    for spot in layout.spots:
        if not spot.is_more:
            sign = layout.signs[spot.numbers[0]]
            write(field, spot.row, spot.column + len(spot.text), sign, "grid" if sign == SAME else "sign")
    return field


def light_up(field: Glyphs, layout: ArrowLayout, item: ItemChange) -> Glyphs:
    """The field with one item in brackets, and its arrow from where it stood; every other number stays readable."""
    lit = [list(row) for row in field]
    spot = spot_of(layout.spots, item.number)
    start = None
    if item.cell_then is not None and item.cell_then != item.cell_now:
        start = layout.origins.get(item.cell_then)
    if spot is not None:
        # The brackets keep the place findable without colour.
        write(lit, spot.row, spot.column - 1, f"[{spot.text}]", "current")
    if start is not None:
        for (row, column), sign in _arrow(lit, start, spot):
            write(lit, row, column, sign, "arrow")
    return lit


def _arrow(field: Glyphs, start: FieldPoint, spot: Spot | None) -> list[tuple[FieldPoint, str]]:
    def price(place: FieldPoint) -> int | None:
        row, column = place
        if not (0 <= row < len(field) and 0 <= column < len(field[0])) or place == start:
            return None
        return _PRICES.get(field[row][column].kind)

    drawn = [(start, ORIGIN)]
    if spot is not None:
        end = spot.column + len(spot.text)
        goals = {(spot.row, spot.column - 2): RIGHT, (spot.row, end + 1): LEFT}
        for column in range(spot.column, end):
            goals[spot.row - 1, column], goals[spot.row + 1, column] = DOWN, UP
        # In a full cell the way in leads along the brackets, where the signs of other numbers stand.
        for column in (spot.column - 1, end):
            goals[spot.row - 1, column], goals[spot.row + 1, column] = DOWN, UP
        route = find_route(start, goals, price)
        if route is not None:
            drawn += route_signs(route, goals[route[-1]])
    return drawn


class ArrowPlot(FieldBoard):
    """Draws `items`; of the `current` one in brackets, with its whole arrow. Drawn by hand, as arrows are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--sign", "field--arrow"}

    items: reactive[tuple[ItemChange, ...]] = reactive(())

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, id="comparison-plot")

    def shown(self) -> object:
        return self.items

    def instead(self) -> str:
        if any(item.cell_then or item.cell_now for item in self.items):
            return TOO_SMALL
        return NOTHING_TO_DRAW if self.items else NO_ITEMS

    def frame_for(self, size: Size) -> Frame | None:
        return changes_frame(self.catalog, self.items, size)

    def render(self) -> Content:
        frame = self.frame()
        if frame is None or not isinstance(frame.layout, ArrowLayout):
            return Content("\n").join(self.said())
        field = signed_field(frame.layout, self.catalog.quarters, self.meanings)
        item = next((item for item in self.items if item.number == self.current), None)
        if item is not None:
            field = light_up(field, frame.layout, item)
        styles = {part: self.get_visual_style(f"field--{part}") for part in ("text", *PARTS, "sign", "arrow")}
        styles["current"] = self.get_visual_style("number-board--current")
        return Content("\n").join(frame.around(painted(field, styles), styles["text"]))


def changes_frame(catalog: Catalog, items: Sequence[ItemChange], size: Size) -> Frame | None:
    """The largest field with the texts of both axes around it, in the middle of `size`; None when it is too small."""
    above = centred(f"↑ {catalog.importance.high}", size.width)
    layout = lay_out_arrows(items, size.width, size.height - len(above) - len(below_lines(catalog, size.width)))
    if layout is None or not (layout.signs or layout.origins):
        return None
    left = (size.width - layout.width) // 2
    below = [" " * left + line for line in below_lines(catalog, layout.width)]
    spare = size.height - layout.height - len(above) - len(below)
    return Frame(tuple(above), tuple(below), layout, spare // 2 + len(above), left)
