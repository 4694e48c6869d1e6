"""The layout of the quadrant, its drawing, and the list that goes with it: all as plain text."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.color import Color
from textual.geometry import Size
from textual.style import Style

from builders import NUMBERS, make_rating, plain_catalog
from zelfscan.domain import Cell, Level, Quadrant, Quarter, Rating, ScaleName, place, place_by_importance
from zelfscan.tui.widgets.drawing import PARTS, draw_field
from zelfscan.tui.widgets.field import FieldLayout, attainment_lines, centred, lay_out, spot_at, spot_of
from zelfscan.tui.widgets.quadrant import frame_for, importance_groups, lay_out_rows, listed_numbers, quadrant_groups

CATALOG = plain_catalog()
SMALL, LARGE = (49, 17), (74, 33)  # what 80 x 24 and 120 x 40 leave for the field
levels = st.sampled_from(list(Level))
cells = st.builds(lambda x, y: Cell(attainment=x, importance=y), levels, levels)
ratings = st.fixed_dictionaries({n: st.builds(Rating, levels, levels) for n in NUMBERS})
sizes = st.sampled_from([SMALL, LARGE]) | st.tuples(st.integers(25, 200), st.integers(9, 60))
STYLES = {part: Style(background=Color(0, 0, 0), foreground=Color(200, 200, 200)) for part in PARTS}


def placed(given_ratings: Mapping[int, Rating], size: tuple[int, int]) -> tuple[Quadrant, FieldLayout]:
    """The items of a scan in a field of this size."""
    quadrant = place(given_ratings, NUMBERS)
    layout = lay_out(quadrant.cells, *size)
    assert layout is not None
    return quadrant, layout


def drawn(layout: FieldLayout) -> list[str]:
    """The field as plain text."""
    return [line.plain for line in draw_field(layout, STYLES, CATALOG.quarters)]


def numbers_in(lines: list[str]) -> list[int]:
    """The competency numbers that can be read, '+12' left out."""
    return sorted(int(found) for line in lines for found in re.findall(r"(?<![+\d])\d+", line))


@given(ratings=ratings, size=sizes)
def test_every_number_is_in_the_field_or_in_the_overfull_list(
    ratings: dict[int, Rating], size: tuple[int, int]
) -> None:
    """No number disappears, whatever the answers and the size."""
    _, layout = placed(ratings, size)
    shown = [number for spot in layout.spots if not spot.is_more for number in spot.numbers]
    hidden = [number for numbers in layout.overfull.values() for number in numbers]
    assert sorted(shown + hidden) == list(NUMBERS)
    for spot in layout.spots:
        assert spot.text == (f"+{len(spot.numbers)}" if spot.is_more else str(spot.numbers[0]))


@given(ratings=ratings, size=sizes)
def test_a_lit_number_covers_no_other_number_and_no_name(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """The brackets around a number have their own room, inside the field and off the rows of the quarter names."""
    _, layout = placed(ratings, size)
    taken: dict[tuple[int, int], object] = {}
    for spot in (*layout.spots, *layout.name_spots(CATALOG.quarters).values()):
        for column in range(spot.column, spot.column + len(spot.text)):
            assert taken.setdefault((spot.row, column), spot) is spot
            assert 0 <= column < layout.width
            assert 0 <= spot.row < layout.height
    for spot in layout.spots:
        assert (spot.row, spot.column - 1) not in taken
        assert (spot.row, spot.column + len(spot.text)) not in taken
        assert spot.column - 1 >= 0
        assert spot.column + len(spot.text) < layout.width


@given(ratings=ratings, size=sizes)
def test_each_number_stands_on_its_side_of_the_axes(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """High importance is above the middle, high attainment right of it, also for '+12'."""
    _, layout = placed(ratings, size)
    for spot in layout.spots:
        for number in spot.numbers:
            rating = ratings[number]
            assert rating.importance is not None
            assert rating.attainment is not None
            assert (spot.row < layout.height // 2) == rating.importance.is_high
            assert (spot.column > layout.width // 2) == rating.attainment.is_high


@settings(max_examples=25)
@given(ratings=ratings, size=st.sampled_from([SMALL, LARGE]))
def test_the_drawing_shows_what_the_layout_says(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """The drawing library moves and erases nothing: each spot and each name stands where it was put."""
    _, layout = placed(ratings, size)
    lines = drawn(layout)
    assert [len(line) for line in lines] == [layout.width] * layout.height
    for spot in (*layout.spots, *layout.name_spots(CATALOG.quarters).values()):
        assert lines[spot.row][spot.column : spot.column + len(spot.text)] == spot.text
    assert numbers_in(lines) == sorted(n for spot in layout.spots if not spot.is_more for n in spot.numbers)
    assert all(name in "\n".join(lines) for name in CATALOG.quarters)


@settings(max_examples=25)
@given(ratings=ratings, size=st.sampled_from([SMALL, LARGE]))
def test_without_the_drawing_library_the_same_field_is_drawn_by_hand(
    ratings: dict[int, Rating], size: tuple[int, int]
) -> None:
    """Guards that where plotext cannot be imported the same lines, names and numbers stand at the same places."""
    _, layout = placed(ratings, size)
    plotted = drawn(layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "plotext", None)
        assert drawn(layout) == plotted


def test_the_axes_cross_in_the_middle_between_levels_two_and_three() -> None:
    """One thick cross, without thin crosses on it."""
    _, layout = placed({7: make_rating(4, 1)}, SMALL)
    lines = drawn(layout)
    assert lines[8] == "━" * 24 + "╋" + "━" * 24
    assert {line[24] for line in lines} == {"┃", "╋"}


def test_all_items_in_one_cell_at_80_by_24_are_counted_and_listed() -> None:
    """The cell shows what fits and says how many more; the list has those under their own heading."""
    quadrant, layout = placed({n: make_rating(4, 3) for n in NUMBERS}, SMALL)
    lines = drawn(layout)
    assert numbers_in(lines) == list(range(1, 11))
    assert "+19" in "".join(lines)
    groups = quadrant_groups(CATALOG, quadrant, layout.overfull)
    assert [(group.heading, group.numbers) for group in groups] == [
        ("benutten · 29", tuple(range(1, 11))),
        ("passen niet in het vak: +19", tuple(range(11, 30))),
    ]


def test_all_items_in_one_cell_fit_at_120_by_40() -> None:
    """A large window shows all 29 apart."""
    _, layout = placed({n: make_rating(1, 1) for n in NUMBERS}, LARGE)
    assert not layout.overfull
    assert numbers_in(drawn(layout)) == list(NUMBERS)


def test_twelve_items_in_one_cell_fit_at_80_by_24() -> None:
    """The narrow field has room for twelve in one cell, brackets included."""
    _, layout = placed({n: make_rating(4, 2) for n in range(10, 22)}, SMALL)
    assert not layout.overfull
    assert numbers_in(drawn(layout)) == list(range(10, 22))


@pytest.mark.parametrize("size", [(0, 0), (24, 17), (49, 8), (1, 100)])
def test_a_field_that_would_be_unreadable_is_not_made(size: tuple[int, int]) -> None:
    """Too small is said, not drawn."""
    assert lay_out({}, *size) is None
    assert frame_for(CATALOG, {}, Size(*size)) is None


@given(ratings=ratings, size=sizes)
def test_a_click_on_a_number_finds_that_number(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """Every character of every spot leads back to the spot."""
    _, layout = placed(ratings, size)
    for spot in layout.spots:
        assert spot_of(layout.spots, spot.numbers[0]) is spot
        for column in range(spot.column, spot.column + len(spot.text)):
            assert spot_at(layout.spots, spot.row, column) is spot


@given(ratings=ratings, size=sizes)
def test_what_the_quarters_mean_is_said_of_all_or_of_none(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """Guards that 'neither' never stands by itself in a narrow field: one is left out for a number in its way alone."""
    layout = placed(ratings, size)[1]
    meanings = {quarter: CATALOG.meaning_of(quarter) for quarter in Quarter}
    spots = layout.meaning_spots(meanings)
    empty = lay_out({}, *size)
    assert empty is not None
    assert len(empty.meaning_spots(meanings)) in {0, len(Quarter)}
    for quarter, spot in empty.meaning_spots(meanings).items():
        left, middle = sorted((0 if spot.column < layout.column_lines[1] else layout.width, layout.column_lines[1]))
        in_the_way = any(other.row == spot.row and left <= other.column < middle for other in layout.spots)
        assert spots.get(quarter) == (None if in_the_way else spot)


def test_what_the_quarters_mean_stands_at_120_by_40_and_not_at_80_by_24() -> None:
    """Guards the two sizes that people use."""
    meanings = {quarter: CATALOG.meaning_of(quarter) for quarter in Quarter}
    small, large = lay_out({}, *SMALL), lay_out({}, *LARGE)
    assert small is not None
    assert large is not None
    assert small.meaning_spots(meanings) == {}
    assert {spot.text for spot in large.meaning_spots(meanings).values()} == set(meanings.values())


@pytest.mark.parametrize(("width", "height"), [(49, 22), (75, 38), (160, 58)])
def test_both_axes_are_named_around_the_field(width: int, height: int) -> None:
    """The texts of the source figure are readable at every size, and all fits."""
    frame = frame_for(CATALOG, {}, Size(width, height))
    assert frame is not None
    text = " ".join(" ".join((*frame.above, *frame.below)).split())
    assert "Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school" in text
    low = ("↓ Niet van", "belang …") if width < 60 else ("↓ Niet van belang …",)
    assert all(part in text for part in low)
    assert len(frame.above) + frame.layout.height + len(frame.below) <= height
    assert all(len(line) <= width for line in (*frame.above, *frame.below))


def test_the_ends_of_the_horizontal_axis_stand_left_and_right() -> None:
    """On one line where that fits, else on two with the same words."""
    lines = attainment_lines(CATALOG.attainment, 73)
    assert lines == ["← Niet op mij van toepassing" + " " * 13 + "Helemaal op mij van toepassing →"]
    left, right = (
        "".join(line[:25] for line in attainment_lines(CATALOG.attainment, 49)),
        "".join(line[25:] for line in attainment_lines(CATALOG.attainment, 49)),
    )
    assert left.split() == ["←", "Niet", "op", "mij", "van", "toepassing"]
    assert right.split() == ["Helemaal", "op", "mij", "van", "toepassing", "→"]
    assert centred("een twee", 4) == ["een", "twee"]


def test_what_stands_outside_the_plot_has_its_own_headings() -> None:
    """Delegated, not known and not rated are shown as such, with a count, and in no cell."""
    unknown = make_rating(4).without_judgement(ScaleName.ATTAINMENT)
    said = {1: make_rating(4, 1), 2: make_rating(4, 1, "ict-coördinator"), 3: make_rating(3, None), 5: unknown}
    quadrant = place(said, (1, 2, 3, 4, 5))
    groups = quadrant_groups(CATALOG, quadrant, {})
    assert [(group.heading, group.numbers) for group in groups] == [
        ("ontwikkelen · 1", (1,)),
        ("belegd bij een ander · 1", (2,)),
        ("weet ik niet · 1", (5,)),
        ("niet ingeschat · 2", (3, 4)),
    ]


@given(
    ratings=st.dictionaries(
        st.sampled_from(NUMBERS),
        st.builds(Rating, st.none() | levels, st.none() | levels, st.sampled_from(["", "", "iemand"])),
    ),
    size=sizes,
)
def test_the_list_names_every_item_once(ratings: dict[int, Rating], size: tuple[int, int]) -> None:
    """Whatever has a place or has none, stands in the list exactly once; so it does with importance only."""
    quadrant, layout = placed(ratings, size)
    assert sorted(listed_numbers(quadrant_groups(CATALOG, quadrant, layout.overfull))) == list(NUMBERS)
    assert sorted(listed_numbers(importance_groups(CATALOG, place_by_importance(ratings, NUMBERS)))) == list(NUMBERS)


@given(importance=st.fixed_dictionaries(dict.fromkeys(NUMBERS, levels)), width=st.sampled_from([49, 75]))
def test_importance_only_shows_every_number_in_its_row(importance: dict[int, Level], width: int) -> None:
    """The one-column view never runs out of room: at most 15 rows, each number behind the words of its level."""
    places = place_by_importance({n: Rating(level) for n, level in importance.items()}, NUMBERS)
    lines, spots = lay_out_rows(CATALOG.importance, places.levels, width, 0)
    assert numbers_in(lines) == list(NUMBERS)
    assert len(lines) <= 15
    assert all(len(line) <= width for line in lines)
    for spot in spots:
        assert lines[spot.row][spot.column : spot.column + len(spot.text)] == spot.text
    rows = {
        level: next(spot.row for spot in spots if spot.numbers[0] in found) for level, found in places.levels.items()
    }
    assert sorted(rows, key=lambda level: rows[level]) == sorted(rows, reverse=True)
