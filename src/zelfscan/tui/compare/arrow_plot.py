"""The quadrant of a comparison: the numbers where they stand now, and an arrow from where they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from zelfscan.domain import Catalog, ItemChange, Quarter, QuarterNames
from zelfscan.tui.compare.arrow_layout import SAME, ArrowLayout, lay_out_arrows
from zelfscan.tui.widgets.board import TOO_SMALL, FieldBoard, Frame
from zelfscan.tui.widgets.drawing import NO_MEANINGS, PARTS, Glyphs, glyphs_of, painted, write
from zelfscan.tui.widgets.field import Place, Spot, below_lines, centred, spot_of

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
HEADS = {UP: "▲", DOWN: "▼", LEFT: "◀", RIGHT: "▶"}
# Double lines: the lines of the field are dotted and heavy, so that the arrow stands out without colour.
LINES = {
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
Cost = Callable[[Place], int | None]


def find_route(start: Place, goals: Mapping[Place, Place], cost: Cost) -> list[Place] | None:
    """The cheapest way from `start` to one of the goals, both included; None when there is none (A*).

    The head of the arrow points in the direction of its goal: to turn there counts for three bends, as it looks abrupt.
    `cost` says what a place costs, at least CHEAPEST; None = not passable.
    """

    def to_go(place: Place) -> int:
        return CHEAPEST * min(abs(place[0] - row) + abs(place[1] - column) for row, column in goals)

    if not goals:
        return None
    best: dict[tuple[Place, Place], int] = {}
    came: dict[tuple[Place, Place], tuple[Place, Place]] = {}
    still: list[tuple[int, int, Place, Place]] = [(to_go(start), 0, start, (0, 0))]
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


def _walked(came: Mapping[tuple[Place, Place], tuple[Place, Place]], end: tuple[Place, Place]) -> list[Place]:
    places = [end[0]]
    while end in came:
        end = came[end]
        places.append(end[0])
    return places[::-1]


def route_signs(route: list[Place], head: Place) -> list[tuple[Place, str]]:
    """The characters of a route after its first place: lines, and at the end the head in its direction."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(route)]
    drawn = [(place, LINES[step, after]) for place, step, after in zip(route[1:], steps, steps[1:], strict=False)]
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


def _arrow(field: Glyphs, start: Place, spot: Spot | None) -> list[tuple[Place, str]]:
    def price(place: Place) -> int | None:
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
        return frame_for(self.catalog, self.items, size)

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


def frame_for(catalog: Catalog, items: Sequence[ItemChange], size: Size) -> Frame | None:
    """The largest field with the texts of both axes around it, in the middle of `size`; None when it is too small."""
    above = centred(f"↑ {catalog.importance.high}", size.width)
    layout = lay_out_arrows(items, size.width, size.height - len(above) - len(below_lines(catalog, size.width)))
    if layout is None or not (layout.signs or layout.origins):
        return None
    left = (size.width - layout.width) // 2
    below = [" " * left + line for line in below_lines(catalog, layout.width)]
    spare = size.height - layout.height - len(above) - len(below)
    return Frame(tuple(above), tuple(below), layout, spare // 2 + len(above), left)
