"""The field of the comparison as characters: every number readable, every arrow from then to now."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NUMBERS, Levels, make_rating, make_scan, plain_catalog
from zelfscan.domain import Cell, Comparison, Level, Rating, compare
from zelfscan.tui.widgets.arrows import (
    DOWN,
    HEADS,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    ArrowLayout,
    find_route,
    lay_out_arrows,
    light_up,
    route_signs,
    sign_of,
    signed_field,
)
from zelfscan.tui.widgets.drawing import Glyphs, runs
from zelfscan.tui.widgets.field import FieldPoint, below_lines, spot_of

CATALOG = plain_catalog()
NAMES = CATALOG.quarters
SMALLEST = (46, 15)  # what the plot leaves for the field in a window of 80 x 24
# The ways out of a character of an arrow.
WAYS = {
    "═": {LEFT, RIGHT}, "║": {UP, DOWN}, "╗": {LEFT, DOWN}, "╝": {LEFT, UP}, "╔": {RIGHT, DOWN}, "╚": {RIGHT, UP},
    "▶": {LEFT, UP, DOWN}, "◀": {RIGHT, UP, DOWN}, "▲": {DOWN, LEFT, RIGHT}, "▼": {UP, LEFT, RIGHT},
}  # fmt: skip


def comparison(then: dict[int, Levels | Rating], now: dict[int, Levels | Rating]) -> Comparison:
    """All items of the instrument, then and now."""
    return compare(make_scan("A", then), make_scan("A", now), NUMBERS)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any pair of scans, with a taste for many numbers in few cells."""
    places = st.sampled_from(
        draw(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=16, unique=True))
    )
    answer = st.builds(
        lambda levels, delegated, absent: make_rating(levels[0], None if absent else levels[1], delegated),
        places, st.sampled_from(["", "", "", "", "", "", "Jan"]), st.sampled_from([False] * 7 + [True]),
    )  # fmt: skip
    answers = st.lists(answer, min_size=len(NUMBERS), max_size=len(NUMBERS))
    then, now = (dict(zip(NUMBERS, draw(answers), strict=True)) for _ in "tn")
    return comparison({**then}, {**now})


def text_of(field: Glyphs) -> list[str]:
    """The rows as plain text."""
    return ["".join(glyph.sign for glyph in row) for row in field]


def readable(field: Glyphs) -> list[int]:
    """The numbers that can be read."""
    return sorted(int(found) for line in text_of(field) for found in re.findall(r"(?<![+\d])\d+", line))


def laid_out(found: Comparison, size: tuple[int, int]) -> ArrowLayout:
    """The field, which must fit."""
    layout = lay_out_arrows(found.items, *size)
    assert layout is not None
    assert layout.width <= size[0]
    assert layout.height <= size[1]
    return layout


@given(comparisons(), st.sampled_from([SMALLEST, (60, 15), (73, 28), (100, 34)]), st.sampled_from(NUMBERS))
def test_every_number_is_readable(found: Comparison, size: tuple[int, int], lit: int) -> None:
    """Guards that no number is covered: not by another one, not by a bracket, not by an arrow; whoever is lit."""
    layout = laid_out(found, size)
    expected = [item.number for item in found.items if item.cell_now is not None]
    field = signed_field(layout, NAMES)
    assert readable(field) == expected
    item = found.items[lit - 1]
    after = light_up(field, layout, item)
    assert readable(after) == expected
    brackets = re.findall(r"\[(\d+)\]", "\n".join(text_of(after)))
    assert brackets == ([str(lit)] if item.cell_now is not None else [])
    for name in ("ontwikkelen", "benutten", "laag houden", "loslaten of delen"):
        assert name in "\n".join(text_of(after))


@given(comparisons(), st.sampled_from([SMALLEST, (73, 28), (100, 34)]))
def test_every_number_stands_in_its_own_cell(found: Comparison, size: tuple[int, int]) -> None:
    """Guards the place of each number, and the sign right behind it."""
    layout = laid_out(found, size)
    lines = text_of(signed_field(layout, NAMES))
    for item in found.items:
        spot = spot_of(layout.spots, item.number)
        assert (spot is None) == (item.cell_now is None)
        if spot is not None:
            end = spot.column + len(spot.text)
            assert {layout.cell_at((spot.row, column)) for column in range(spot.column, end)} == {item.cell_now}
            assert lines[spot.row][end] == sign_of(item)


def follow(field: Glyphs, start: FieldPoint) -> list[FieldPoint]:
    """The places of an arrow from its start to its head, walked as an eye does."""
    drawn = {
        (row, column): glyph.sign
        for row, glyphs in enumerate(field)
        for column, glyph in enumerate(glyphs)
        if glyph.kind == "arrow"
    }
    assert drawn.pop(start) == ORIGIN
    route = [start]
    while drawn:
        row, column = route[-1]
        ahead = [(row + down, column + right) for down, right in HEADS]
        (following,) = [
            place
            for place, way in zip(ahead, HEADS, strict=True)
            if place in drawn and (-way[0], -way[1]) in WAYS[drawn[place]]
            and (len(route) == 1 or way in WAYS[field[row][column].sign])
        ]  # fmt: skip
        del drawn[following]
        route.append(following)
    return route


@settings(max_examples=40)
@given(comparisons(), st.sampled_from([(49, 15), (73, 28)]))
@pytest.mark.heavy
def test_every_arrow_runs_from_then_to_now(found: Comparison, size: tuple[int, int]) -> None:
    """Guards both ends: ○ in the cell of then, an unbroken line, and a head that touches the brackets of the number."""
    layout = laid_out(found, size)
    field = signed_field(layout, NAMES)
    for item in found.moved:
        assert item.cell_then is not None
        start = layout.origins[item.cell_then]
        assert layout.cell_at(start) == item.cell_then
        lit = light_up(field, layout, item)
        route = follow(lit, start)
        row, column = route[-1]
        (way,) = [way for way, head in HEADS.items() if lit[row][column].sign == head]
        assert lit[row + way[0]][column + way[1]].kind == "current"


@settings(max_examples=30)
@given(comparisons())
def test_who_stands_still_has_no_arrow(found: Comparison) -> None:
    """Guards that an item in the same cell is lit by brackets only, and one that left the quadrant by ○ only."""
    layout = laid_out(found, (73, 28))
    field = signed_field(layout, NAMES)
    for item in found.items:
        if not item.moved:
            signs = [glyph.sign for row in light_up(field, layout, item) for glyph in row if glyph.kind == "arrow"]
            gone = item.cell_then is not None and item.cell_now is None
            assert signs == ([ORIGIN] if gone else [])


@pytest.mark.parametrize("place", [(4, 1), (1, 4), (2, 3)])
def test_all_in_one_cell_takes_room_from_the_others(place: tuple[int, int]) -> None:
    """Guards the uneven field: 29 numbers in one cell at the smallest size."""
    found = comparison(dict.fromkeys(NUMBERS, (2, 2)), dict.fromkeys(NUMBERS, place))
    assert readable(signed_field(laid_out(found, SMALLEST), NAMES)) == list(NUMBERS)


def test_room_for_the_arrows_goes_first() -> None:
    """Guards the order in a field that is too full: every number stays, then numbers are counted, never left out."""
    some = NUMBERS[:24]
    found = comparison({n: (1 + (n + 1) % 4, 1 + n // 4 % 4) for n in some}, {n: (1 + n % 4, 1 + n % 4) for n in some})
    assert len(laid_out(found, (52, 13)).origins) == 16
    tight = laid_out(found, (44, 13))
    assert tight.origins == {}
    assert readable(signed_field(tight, NAMES)) == list(some)
    item = found.moved[0]
    assert f"[{item.number}]" in "\n".join(text_of(light_up(signed_field(tight, NAMES), tight, item)))
    over = laid_out(found, (28, 9))
    assert sorted(number for spot in over.spots for number in spot.numbers) == list(some)
    more = [spot for spot in over.spots if spot.is_more]
    assert [spot.text for spot in more] == [f"+{len(spot.numbers)}" for spot in more]
    assert len(more) > 1
    assert lay_out_arrows(found.items, 15, 9) is None
    assert lay_out_arrows(found.items, 46, 8) is None


def test_the_sign_tells_where_a_number_came_from() -> None:
    """Guards all directions, standing still, and coming from outside."""
    for then, now, sign in (
        ((2, 2), (4, 4), "↗"), ((2, 2), (2, 3), "→"), ((3, 1), (1, 2), "↘"), ((3, 1), (2, 1), "↓"),
        ((4, 4), (1, 1), "↙"), ((4, 4), (4, 1), "←"), ((1, 3), (2, 2), "↖"), ((1, 3), (2, 3), "↑"),
        ((3, 3), (3, 3), "·"), ((3, None), (3, 3), "*"),
    ):  # fmt: skip
        assert sign_of(comparison({1: then}, {1: now}).items[0]) == sign


def test_one_arrow_as_it_looks() -> None:
    """Guards the picture: the lines of the field, the names, the arrow around the other number."""
    found = comparison({7: (4, 1), 17: (4, 3)}, {7: (4, 4), 17: (4, 3)})
    layout = laid_out(found, SMALLEST)
    assert text_of(light_up(signed_field(layout, NAMES), layout, found.items[6]))[:5] == [
        "     ontwikkelen      ┃      benutten       ",
        "           ┊          ┃          ┊          ",
        "      ○    ┊          ┃    17·   ┊  ╔▶[7]   ",
        "      ╚═════════════════════════════╝       ",
        "┈┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┃┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈",
    ]


def test_a_route_takes_few_bends_and_no_forbidden_place() -> None:
    """Guards the search: straight where it can, round a wall where it must, nothing where there is no way."""
    assert find_route((0, 0), {(0, 5): RIGHT}, lambda place: 2) == [(0, column) for column in range(6)]
    wall = {(row, 2) for row in range(-3, 4)}

    def inside(place: FieldPoint) -> int | None:
        return None if place in wall or max(map(abs, place)) > 6 else 2

    around = find_route((0, 0), {(0, 5): RIGHT}, inside)
    assert around is not None
    assert not wall & set(around)
    turns = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(around)]
    assert sum(one != other for one, other in pairwise(turns)) <= 4
    assert route_signs(around, RIGHT)[-1] == ((0, 5), "▶")
    assert find_route((0, 0), {}, inside) is None
    wall |= {(row, column) for row, column in ((-1, 0), (1, 0), (0, 1), (0, -1))}
    assert find_route((0, 0), {(0, 5): RIGHT}, inside) is None


def test_a_place_on_a_line_lies_in_no_cell() -> None:
    """Guards the borders of the cells, which the arrows' ends are checked with."""
    layout = laid_out(comparison({}, {1: (4, 1)}), SMALLEST)
    assert layout.cell_at((1, 1)) == Cell(attainment=Level.ONE, importance=Level.FOUR)
    assert layout.cell_at((1, layout.column_lines[1])) is None
    assert layout.cell_at((layout.row_lines[0], 1)) is None
    assert layout.cell_at((0, 1)) is None


@pytest.mark.parametrize("width", [43, 46, 61, 62, 100])
def test_both_ends_of_the_axes_are_told(width: int) -> None:
    """Guards the two rows of text below the field in any width."""
    lines = below_lines(CATALOG, width)
    words = " ".join(lines).split()
    assert len(lines) == 2
    assert max(map(len, lines)) <= width
    for word in ("←", "Niet", "mij", "toepassing", "Helemaal", "→", "↓", "belang"):
        assert word in words


def test_runs_keep_the_text() -> None:
    """Guards the pieces that get a colour."""
    field = signed_field(laid_out(comparison({}, {1: (4, 1), 2: (1, 4)}), SMALLEST), NAMES)
    assert ["".join(text for text, _ in runs(row)) for row in field] == text_of(field)
