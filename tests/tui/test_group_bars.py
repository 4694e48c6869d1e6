"""The pure parts of the group view: bars, tabs, tables and the places in the quadrant."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan, plain_catalog, report_round
from zelfscan.domain import Catalog, Four, Quarter, ScaleName
from zelfscan.domain.group_figures import cohort
from zelfscan.reports import FILLS, Figure, figures_of
from zelfscan.reports.round_report import bar_text
from zelfscan.tui.group.figures import (
    LABEL_WIDTHS,
    SharePlace,
    bar_parts,
    figure_lines,
    lay_out_shares,
    legend_lines,
    share_places,
)
from zelfscan.tui.group.page_tabs import Tab, row_text, tab_places
from zelfscan.tui.widgets.lines import TableRow, table_lines

FIGURE_TABS = [Tab(str(number % 10), str(number), "figures") for number in range(3, 11)]
NAMES = ("Kwadrant", "Ranglijst", "Onderwerpen", "Uitwisseling", "Voortgang", "Bestanden")
TABS = [*FIGURE_TABS, *(Tab(name[0].lower(), name, "group") for name in NAMES)]
# With comfortable, tight and two-row tabs.
WIDTHS = (40, 72, 78, 90, 118, 200)


def figure_of(catalog: Catalog, number: int, scans: int = 10) -> Figure:
    """One figure of the round that is shaped after the report."""
    figures = figures_of(catalog, cohort(report_round()[:scans], catalog.numbers))
    return next(figure for figure in figures if figure.number == number)


def texts_of(catalog: Catalog, number: int, width: int, *, height: int = 0, scans: int = 10) -> list[str]:
    return [item.text for item in figure_lines(catalog, figure_of(catalog, number, scans), 5, width, height)]


@pytest.mark.parametrize(
    ("percentages", "expected"),
    [
        ((0, 10, 40, 50), "▒▒▒▒▓▓▓▓▓▓40%▓▓▓▓▓▓▓████████50%█████████"),
        ((0, 0, 0, 100), "██████████████████100%██████████████████"),
        ((25, 25, 25, 25), "░░░25%░░░░▒▒▒25%▒▒▒▒▓▓▓25%▓▓▓▓███25%████"),
    ],
)
def test_a_bar_in_plain_text(percentages: Four, expected: str) -> None:
    """Each level has its own fill, and a percentage stands in its own segment where it fits."""
    parts = bar_parts(percentages, 40, ScaleName.IMPORTANCE)
    assert "".join(text for text, _ in parts) == expected
    assert len(expected) == 40


def test_a_percentage_has_the_style_of_its_segment() -> None:
    """Fill and percentage belong to one level of one scale."""
    assert bar_parts((0, 0, 50, 50), 20, ScaleName.ATTAINMENT) == (
        ("▓▓▓", "attainment-3"), ("50%", "attainment-3-on"), ("▓▓▓▓", "attainment-3"),
        ("███", "attainment-4"), ("50%", "attainment-4-on"), ("████", "attainment-4"),
    )  # fmt: skip


@given(st.tuples(*[st.integers(0, 50)] * 4).filter(any), st.integers(10, 150))
def test_bars_say_what_the_report_in_plain_text_says(counts: Four, width: int) -> None:
    """The pieces of a bar together are the bar of the text report, never wider or narrower."""
    total = sum(counts)
    percentages = (counts[0] * 100 // total, counts[1] * 100 // total, counts[2] * 100 // total, 0)
    percentages = (*percentages[:3], 100 - sum(percentages[:3]))
    text = "".join(text for text, _ in bar_parts(percentages, width, ScaleName.IMPORTANCE))
    assert text == bar_text(percentages, width)
    assert len(text) == width


def test_a_figure_has_two_bars_with_their_own_n(catalog: Catalog) -> None:
    """Importance stands above attainment, each with how many answered it."""
    lines = texts_of(catalog, 6, 77)
    assert len(lines) == 8
    assert {len(text.rstrip()) for text in lines} == {76, 77}
    assert lines[2].startswith(" 7 Kennis ontwikkelen en belang         ▓")
    assert lines[2].endswith("80%████████████ n=10")
    assert lines[3].startswith("   delen                 van toepassing ░")
    assert lines[3].endswith("▓▓▓████ n=8")


def test_a_wide_figure_has_its_labels_on_one_line(catalog: Catalog) -> None:
    """With room there is air between the items as well."""
    lines = texts_of(catalog, 6, 114, height=30)
    assert lines[0].startswith(" 2 Lerende cultuur")
    assert lines[4].startswith(" 7 Kennis ontwikkelen en delen      belang")
    assert lines[5].startswith(" " * 36 + "van toepassing")
    assert lines.count("") == 6


def test_suppressed_bars_say_so(catalog: Catalog) -> None:
    """Below the minimum there are words instead of a bar, and no percentage anywhere."""
    lines = texts_of(catalog, 6, 74, scans=4)
    assert all("te weinig antwoorden (n < 5)" in text for text in lines)
    assert all(text.endswith("n=4") for text in lines)
    assert not any(sign in text for text in lines for sign in ("%", *FILLS))


def test_one_scale_may_be_suppressed(catalog: Catalog) -> None:
    """Importance over ten and attainment over two answers: only the first has a bar."""
    scans = [
        make_scan(f"SL-{place}", {9: (4, 3 if place < 2 else None)}) for place in range(10)
    ]  # fmt: skip
    figure = figures_of(catalog, cohort(scans, [9]))[0]
    importance, attainment = (item.text for item in figure_lines(catalog, figure, 5, 74))
    assert "100%" in importance
    assert importance.endswith("n=10")
    assert "te weinig antwoorden (n < 5)" in attainment
    assert attainment.rstrip().endswith("n=2")


def test_every_label_fits_in_two_lines(catalog: Catalog) -> None:
    """No label loses a word in the narrow figure."""
    for item in catalog.competencies:
        assert len(textwrap.wrap(item.label, LABEL_WIDTHS[0] - 1, break_on_hyphens=False)) <= 2
        assert len(item.label) < LABEL_WIDTHS[1]


def test_the_legend_names_every_level(catalog: Catalog) -> None:
    """A line per scale: each fill with its word."""
    importance, attainment = (item.text for item in legend_lines(catalog))
    assert importance.rstrip() == "belang         ░░ helemaal niet  ▒▒ niet echt  ▓▓ redelijk  ██ heel erg"
    assert attainment.rstrip() == "van toepassing ░░ helemaal niet  ▒▒ niet echt  ▓▓ in redelijke mate  ██ helemaal"


def test_the_legend_stays_on_its_lines_in_the_smallest_window(catalog: Catalog) -> None:
    """Guards the height of the page at 80 columns: words move together before one falls off its line."""
    lines = [item.text for item in legend_lines(catalog, 78)]
    assert max(map(len, lines)) <= 78
    assert [line.split() for line in lines] == [item.text.split() for item in legend_lines(catalog)]


@pytest.mark.parametrize("width", WIDTHS)
def test_tabs_never_overlap(width: int) -> None:
    """Every tab stands there with room for the marks around it, at any width."""
    places = tab_places(TABS, width)
    assert [place.tab for place in places] == TABS
    for row in {place.row for place in places}:
        own = [place for place in places if place.row == row]
        assert all(one.end <= other.column for one, other in pairwise(own))
        for place in own:
            text = row_text(own, place.tab.key)
            assert text[place.column : place.end + 1] == f"[{place.tab.name}]"
            assert text.count("[") == 1


def test_tabs_stand_on_two_rows_where_one_is_too_narrow() -> None:
    """The figures stay together on the first row."""
    assert {place.row for place in tab_places(TABS, 118)} == {0}
    rows = [place.row for place in tab_places(TABS, 78)]
    assert rows == [0] * 8 + [1] * 6


def test_a_table_keeps_its_columns() -> None:
    """All cells end in their column, and a long label gives way."""
    rows = [
        TableRow("1", "1=", "Kort", ("−100,0", "1")),
        TableRow("2", "12", "Een label dat te lang is om te staan", ("0,0", "10")),
        TableRow("3", "", "Zonder cijfers"),
    ]
    heading, *lines = [item.text for item in table_lines("", "naam", ("rds", "n"), rows, 34)]
    assert heading == "   naam                     rds  n"
    assert lines == [
        "1= Kort                  −100,0  1",
        "12 Een label dat te lan…    0,0 10",
        "   Zonder cijfers",
    ]


def test_an_empty_table_has_a_heading() -> None:
    """No rows is no problem."""
    assert table_lines("", "naam", ("n",), (), 40)[0].text.split() == ["naam", "n"]


def places_from(shares: list[tuple[int, int]]) -> list[SharePlace]:
    """Places from (importance, attainment) in eighths."""
    found = []
    for number, (importance, attainment) in enumerate(shares, start=1):
        high, right = importance >= 4, attainment >= 4
        quarter = {
            (True, False): Quarter.DEVELOP, (True, True): Quarter.LEVERAGE,
            (False, False): Quarter.KEEP_LOW, (False, True): Quarter.RELEASE,
        }[high, right]  # fmt: skip
        found.append(SharePlace(number, importance / 8, attainment / 8, quarter))
    return found


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=29), st.sampled_from([(45, 14), (73, 27)]))
def test_no_number_of_the_quadrant_is_lost(shares: list[tuple[int, int]], size: tuple[int, int]) -> None:
    """Every number stands there once, apart from the others, in its own quarter, between the axes and the edge."""
    places = places_from(shares)
    layout = lay_out_shares(places, *size)
    assert layout is not None
    # The sign beside a number (a need, or far from its place) is a spot of its own.
    told = [spot for spot in layout.spots if spot.text.strip().isdigit()]
    assert sorted(number for spot in told for number in spot.numbers) == [place.number for place in places]
    cells = [(spot.row, spot.column + step) for spot in told for step in range(-1, len(spot.text))]
    assert len(cells) == len(set(cells))
    middle = layout.row_lines[1], layout.column_lines[1]
    for place in places:
        spot = next(spot for spot in told if place.number in spot.numbers)
        assert 0 < spot.row < layout.height - 1
        assert 0 < spot.column < layout.width - 1
        assert (spot.row < middle[0]) == (place.importance >= 0.5)
        assert (spot.column > middle[1]) == (place.attainment >= 0.5)


def test_a_number_alone_stands_at_its_shares() -> None:
    """The corners and the middle are where one expects them; more is higher and further to the right."""
    layout = lay_out_shares(places_from([(8, 8), (0, 0), (8, 0), (0, 8), (4, 4), (6, 6)]), 73, 27)
    assert layout is not None
    spots = {spot.numbers[0]: (spot.row, spot.column) for spot in layout.spots}
    assert spots[1][0] == spots[3][0] == 1
    assert spots[2][0] == spots[4][0] == layout.height - 2
    assert spots[1][1] == spots[4][1] == layout.width - 2
    assert spots[2][1] == spots[3][1] == 2
    assert spots[5][0] == layout.row_lines[1] - 1
    assert spots[1][0] < spots[6][0] < spots[5][0]
    assert spots[1][1] > spots[6][1] > spots[5][1]


def test_numbers_on_one_place_stand_side_by_side() -> None:
    """The first keeps the place, the others come as near as they can."""
    layout = lay_out_shares(places_from([(8, 8)] * 4), 45, 14)
    assert layout is not None
    spots = {spot.numbers[0]: (spot.row, spot.column) for spot in layout.spots if spot.text.isdigit()}
    assert spots[1] == (1, max(column for _, column in spots.values()))
    assert all(row <= 3 and column >= spots[1][1] - 6 for row, column in spots.values())


def test_a_field_that_cannot_hold_all_numbers_is_not_drawn() -> None:
    """Rather no field than one without a number."""
    assert lay_out_shares(places_from([(8, 8)] * 29), 25, 9) is None
    assert lay_out_shares([], 10, 5) is None


def test_suppressed_items_have_no_place() -> None:
    """An item without two shares is not in the quadrant."""
    catalog = plain_catalog()
    assert share_places(cohort(report_round()[:3], catalog.numbers)) == ()
    assert len(share_places(cohort(report_round(), catalog.numbers))) == 29
