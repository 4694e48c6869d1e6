"""The field of a comparison as characters, with one item lit; pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from zelfscan.domain import ItemChange, Quarter
from zelfscan.tui.widgets.arrow_layout import SAME, ArrowLayout, Place
from zelfscan.tui.widgets.arrow_route import CHEAPEST, DOWN, LEFT, RIGHT, UP, find_route, route_signs
from zelfscan.tui.widgets.quadrant_layout import Spot, spot_of

ORIGIN = "○"
KINDS = ("axis", "grid", "name", "sign", "arrow", *(quarter.value for quarter in Quarter))
# What an arrow may pass over. Another number's sign may give way for a moment, a number or a name never.
_PRICES = {"": CHEAPEST, "grid": CHEAPEST + 1, "axis": CHEAPEST + 1, "sign": 40}


class Glyph(NamedTuple):
    """One character and what it belongs to: one of KINDS, 'current', or '' for nothing."""

    sign: str
    kind: str


BLANK = Glyph(" ", "")
Field = list[list[Glyph]]


def draw_field(layout: ArrowLayout) -> Field:
    """The lines, names and numbers with their signs, without a lit item."""
    field = [[BLANK] * layout.width for _ in range(layout.height)]
    for kind, lines in (("grid", (0, 2)), ("axis", (1,))):
        down, across = ("┊", "┄") if kind == "grid" else ("┃", "━")
        for line in lines:
            for row in range(layout.height):
                field[row][layout.column_lines[line]] = Glyph(down, kind)
            field[layout.row_lines[line]] = [
                glyph if glyph.kind == "axis" else Glyph(across, kind) for glyph in field[layout.row_lines[line]]
            ]
    field[layout.row_lines[1]][layout.column_lines[1]] = Glyph("╋", "axis")
    for spot in layout.name_spots().values():
        _write(field, spot, spot.text, "name")
    for spot in layout.spots:
        if spot.cell is not None:
            _write(field, spot, spot.text, spot.cell.quarter.value)
        if not spot.is_more:
            sign = layout.signs[spot.numbers[0]]
            field[spot.row][spot.column + len(spot.text)] = Glyph(sign, "grid" if sign == SAME else "sign")
    return field


def light_up(field: Field, layout: ArrowLayout, item: ItemChange) -> Field:
    """The field with one item in brackets, and its arrow from where it stood; every other number stays readable."""
    lit = [list(row) for row in field]
    spot = spot_of(layout.spots, item.number)
    start = None
    if item.cell_then is not None and item.cell_then != item.cell_now:
        start = layout.origins.get(item.cell_then)
    if spot is not None:
        # The brackets keep the place findable without colour.
        for place, sign in enumerate(f"[{spot.text}]", start=spot.column - 1):
            if place < layout.width:
                lit[spot.row][place] = Glyph(sign, "current")
    if start is not None:
        for (row, column), sign in _arrow(lit, start, spot):
            lit[row][column] = Glyph(sign, "arrow")
    return lit


def _arrow(field: Field, start: Place, spot: Spot | None) -> list[tuple[Place, str]]:
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


def runs(row: Sequence[Glyph]) -> list[tuple[str, str]]:
    """A row as pieces of text of one kind each."""
    return [
        ("".join(glyph.sign for glyph in glyphs), kind)
        for kind, glyphs in ((kind, list(found)) for kind, found in groupby(row, key=lambda glyph: glyph.kind))
    ]


def text_of(field: Field) -> list[str]:
    """The rows as plain text."""
    return ["".join(glyph.sign for glyph in row) for row in field]


def _write(field: Field, spot: Spot, text: str, kind: str) -> None:
    for column, sign in enumerate(text, start=spot.column):
        field[spot.row][column] = Glyph(sign, kind)
