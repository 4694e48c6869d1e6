"""The quadrant screen: plot, list and statement together."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import ClassVar

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

import zelfscan.tui
from app_harness import LARGE, settle
from builders import NUMBERS, Levels, make_rating, make_scan
from zelfscan.domain import Assessment, Catalog, Level, Rating, Scan
from zelfscan.tui.app import LIGHT, HouseApp
from zelfscan.tui.steps import Move, Onward
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.widgets.drawing import NumberBoard
from zelfscan.tui.widgets.lines import PointedList

HOSTILE = "Jan [directeur][/]\n[@click=app.quit]klik[/] \\ $number 'x' \"y\""
# Eight places in use; 5 is delegated, 9 has no attainment, 13 has nothing at all.
RATINGS: Mapping[int, Levels | Rating] = {
    **{n: (4 - n % 2, 1 + n % 4) for n in NUMBERS if n != 13},
    5: make_rating(4, 1, "de ict-coördinator"),
    9: (3, None),
}
HostPilot = Pilot[int]


class Host(HouseApp):
    """Only this screen, with the sheets and themes of the house."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(zelfscan.tui.__file__).with_name(name) for name in ("zelfscan.tcss", "steps.tcss")
    ]

    def __init__(self, catalog: Catalog, scan: Scan) -> None:
        super().__init__()
        self.given = (catalog, scan)
        self.left_with: Onward | None = None

    def on_mount(self) -> None:
        self.push_screen(QuadrantScreen(*self.given), self.leave)

    def leave(self, result: Onward | None) -> None:
        self.left_with = result

    @property
    def step(self) -> QuadrantScreen:
        """The screen under test."""
        assert isinstance(self.screen, QuadrantScreen)
        return self.screen

    def board_text(self) -> str:
        """What stands on the left, as it is drawn."""
        board = self.step.query_one(NumberBoard)
        return "\n".join(board.render_line(y).text for y in range(board.size.height))

    def list_text(self) -> str:
        """The part of the list that is in view, as it is drawn."""
        entries = self.step.query_one(PointedList)
        lines = [entries.sheet.render_line(y).text for y in range(entries.sheet.size.height)]
        top = round(entries.scroll_y)
        return "\n".join(lines[top : top + entries.size.height])

    def item_text(self) -> str:
        """The statement, as it is drawn, on one line."""
        item = self.step.query_one("#quadrant-item", Static)
        return " ".join(" ".join(item.render_line(y).text for y in range(item.size.height)).split())

    def readable(self) -> list[int]:
        """The numbers that can be read in the plot."""
        return sorted(int(found) for found in re.findall(r"(?<![+\d])\d+", self.board_text()))


async def click_on_board(pilot: HostPilot, app: Host, text: str) -> None:
    """Click where a text stands in the plot."""
    for row, line in enumerate(app.board_text().split("\n")):
        if text in line:
            await pilot.click(NumberBoard, offset=(line.index(text), row))
            await pilot.pause()
            return
    raise AssertionError(f"{text} is not in the plot")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_numbers_names_and_axis_texts_are_readable(catalog: Catalog, size: tuple[int, int]) -> None:
    """The whole picture stands on one screen, small and large."""
    app = Host(catalog, make_scan(ratings={n: (1 + n % 4, 1 + n // 4 % 4) for n in NUMBERS}))
    async with app.run_test(size=size):
        text = app.board_text()
        assert app.readable() == list(NUMBERS)
        for word in ("ontwikkelen", "benutten", "laag houden", "loslaten of delen"):
            assert word in text
        words = " ".join(text.split())
        assert "Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school" in words
        assert "↓ Niet van" in words
        assert "← Niet op mij" in words
        assert "Helemaal op mij van" in words


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.heavy
async def test_every_statement_fits_under_the_list(catalog: Catalog, size: tuple[int, int]) -> None:
    """Each item shows area, rating in words and its full statement, at both sizes."""
    app = Host(catalog, make_scan(ratings=dict.fromkeys(NUMBERS, (2, 2))))
    async with app.run_test(size=size) as pilot:
        for number in NUMBERS:
            app.step.number = number
            await pilot.pause()
            shown = app.item_text()
            assert shown.startswith(f"{number} · {catalog.area_of(number).label}")
            assert "niet echt belangrijk, niet echt van toepassing" in shown
            assert shown.endswith(catalog.competency(number).statement)


async def test_moving_in_the_list_lights_the_number_in_the_plot(catalog: Catalog) -> None:
    """List to plot: the mark is readable without colour, and there is one only."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("down", "down", "up", "end", "up", "up", "home", "pagedown"):
            await settle(pilot, key)
            number = app.step.number
            assert number is not None
            assert f"▸{number:>2} " in app.list_text()
            assert app.list_text().count("▸") == 1
            lit = [] if number in (5, 9, 13) else [str(number)]
            assert re.findall(r"\[(\+?\d+)\]", app.board_text()) == lit
            assert catalog.competency(number).statement in app.item_text()


async def test_clicking_a_number_selects_it_in_the_list(catalog: Catalog) -> None:
    """Plot to list, with the mouse; a click beside the numbers changes nothing."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        for number in (29, 10, 22):
            await click_on_board(pilot, app, f" {number}"[1:])
            assert app.step.number == number
            assert f"▸{number} " in app.list_text()
        await click_on_board(pilot, app, "benutten")
        assert app.step.number == 22


async def test_clicking_a_line_selects_it_and_a_heading_does_not(catalog: Catalog) -> None:
    """The list takes the mouse as well."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = app.list_text().split("\n")
        await pilot.click(PointedList, offset=(5, 4))
        await pilot.pause()
        chosen = app.step.number
        assert chosen == int(lines[3][1:3])
        await pilot.click(PointedList, offset=(5, 1))
        await pilot.pause()
        assert app.step.number == chosen


async def test_a_number_can_be_gone_to(catalog: Catalog) -> None:
    """Guards g: two digits make one number, also of an area that is not shown; a digit alone does nothing here."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.step.number
        await pilot.press("2")
        assert app.step.number == before
        await pilot.press("right", "g", "2", "7", "enter")
        await pilot.pause()
        assert app.step.number == 27
        await pilot.press("g", "4", "escape")
        assert app.step.number == 27


async def test_an_overfull_cell_is_counted_lit_and_listed(catalog: Catalog) -> None:
    """29 in one cell: '+19' in the plot, those 19 in the list with the reason, and '+19' lights up for them."""
    app = Host(catalog, make_scan(ratings=dict.fromkeys(NUMBERS, (4, 3))))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.readable() == list(range(1, 11))
        await click_on_board(pilot, app, "+19")
        assert app.step.number == 11
        assert "passen niet in het vak: +19" in app.list_text()
        await pilot.press("end")
        assert app.step.number == 29
        assert "[+19]" in app.board_text()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert app.readable() == list(NUMBERS)
        assert "[29]" in app.board_text()
        await pilot.press("home")
        assert "passen niet" not in app.list_text()


async def test_delegated_and_unrated_stand_outside_the_plot(catalog: Catalog) -> None:
    """They are listed under their own headings with a count, and have no number in the plot."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.readable() == [n for n in NUMBERS if n not in (5, 9, 13)]
        await pilot.press("end")
        assert "belegd bij een ander · 1" in app.list_text()
        assert "niet ingeschat · 2" in app.list_text()
        assert "niet ingeschat" in app.item_text()
        await pilot.press("g", "5", "enter")
        assert "Belegd bij: de ict-coördinator" in app.item_text()
        assert "[" not in app.board_text()


@pytest.mark.heavy
async def test_the_area_filter_hides_the_rest(catalog: Catalog) -> None:
    """Plot and list show one area, its name is visible, and a brings all back."""
    app = Host(catalog, make_scan(ratings={n: (4, 1 + n % 4) for n in NUMBERS}))
    async with app.run_test(size=(80, 24)) as pilot:
        entries = app.step.query_one(PointedList)
        assert "alle gebieden" in str(entries.border_title)
        for area in catalog.areas:
            await pilot.press("right")
            # The list scrolls to its item once it is laid out.
            await pilot.pause()
            assert area.label in str(entries.border_title)
            assert app.readable() == [item.number for item in catalog.in_area(area.id)]
            assert sorted(n for n in NUMBERS if re.search(rf"^.{n:>2} ", app.list_text(), re.M)) == app.readable()
            assert app.step.number in app.readable()
        await pilot.press("left", "a")
        assert app.readable() == list(NUMBERS)
        await pilot.press("left")
        assert catalog.areas[-1].label in str(entries.border_title)


async def test_an_area_without_items_breaks_nothing(catalog: Catalog) -> None:
    """A filter that leaves nothing says so, and every key still works."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        app.step.area = "bestaat-niet"
        await pilot.pause()
        assert app.readable() == []
        assert "Geen competenties" in app.list_text()
        assert "Geen competenties" in app.item_text()
        await pilot.press("down", "up", "end", "7", "pageup", "a", "down")
        assert len(app.readable()) == 26


async def test_a_scan_without_answers_is_all_list(catalog: Catalog) -> None:
    """Nothing rated: an empty field, and 29 items under 'niet ingeschat'."""
    app = Host(catalog, make_scan())
    async with app.run_test(size=(80, 24)):
        assert app.readable() == []
        assert "niet ingeschat · 29" in app.list_text()


async def test_importance_only_has_one_column_and_says_why(catalog: Catalog) -> None:
    """Without attainment there is no quadrant: rows by importance, linked in the same way."""
    ratings: dict[int, Levels | Rating] = {n: (1 + n % 4, None) for n in NUMBERS if n != 13}
    scan = make_scan(ratings=ratings, delegated={5: "Jan"}, assessment=Assessment.IMPORTANCE_ONLY)
    for size in ((80, 24), (120, 40)):
        app = Host(catalog, scan)
        async with app.run_test(size=size) as pilot:
            text = " ".join(app.board_text().split())
            assert "U vulde alleen het belang in." in text
            assert "heel erg belangrijk" in text
            assert "Niet van belang" in text
            assert app.readable() == [n for n in NUMBERS if n not in (5, 13)]
            await pilot.press("down")
            assert f"[{app.step.number}]" in app.board_text()
            await click_on_board(pilot, app, "22")
            assert app.step.number == 22
            await pilot.press("end")
            assert "niet ingeschat · 1" in app.list_text()
            assert "belegd bij een ander · 1" in app.list_text()


async def test_hostile_text_is_shown_as_text(catalog: Catalog) -> None:
    """Markup, newlines and variables in a leader's own words stay plain words, and run nothing."""
    scan = make_scan(ratings={7: Rating(Level(4), Level(2), HOSTILE, HOSTILE)})
    app = Host(catalog, scan)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "7", "enter")
        folded = " ".join(HOSTILE.split())
        assert f"Belegd bij: {folded} Notitie: {folded}" in app.item_text()
        await pilot.click("#quadrant-item", offset=(6, 8))
        assert app.is_running


async def test_long_own_words_leave_the_statement_whole(catalog: Catalog) -> None:
    """A note of a page does not push the statement out of view at 80 x 24."""
    app = Host(catalog, make_scan(ratings={4: Rating(Level(4), Level(2), "woord " * 200, "x" * 3000)}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        assert catalog.competency(4).statement in app.item_text()


@pytest.mark.heavy
async def test_without_the_drawing_library_there_is_still_a_picture(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that the quadrant looks and works the same where plotext cannot be imported."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "1", "0", "enter")
        plotted = app.board_text()
    monkeypatch.setitem(sys.modules, "plotext", None)
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "1", "0", "enter")
        assert "[10]" in plotted
        assert app.board_text() == plotted


async def test_the_mark_is_readable_without_colour(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR brackets in the plot and a pointer in the list still tell which item is meant."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "1", "7", "enter")
        assert app.no_color
        assert "[17]" in app.board_text()
        assert "▸17 " in app.list_text()


@pytest.mark.heavy
async def test_another_theme_and_another_size_draw_anew(catalog: Catalog) -> None:
    """The colours of the plot follow the theme, and every number stays readable on the way."""
    app = Host(catalog, make_scan(ratings={n: (1 + n % 4, 1 + n // 4 % 4) for n in NUMBERS}))
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.step.query_one(NumberBoard)
        dark = board.render_line(2)
        app.theme = LIGHT.name
        await pilot.pause()
        await pilot.pause()
        assert board.render_line(2).text == dark.text
        assert board.render_line(2) != dark
        for size in ((120, 40), (97, 31), (200, 60), (30, 8), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            if size[0] >= 80:
                assert app.readable() == list(NUMBERS)


@pytest.mark.parametrize(("size", "told"), [((80, 24), False), ((120, 40), True)])
async def test_what_stands_out_is_told_where_there_is_room(catalog: Catalog, size: tuple[int, int], told: bool) -> None:
    """Guards that a large window tells what stands out under the first sentence; a small one keeps its rows."""
    scan = make_scan(ratings=dict.fromkeys(NUMBERS, (1, 1)))
    app = Host(catalog, scan)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = str(app.screen.query_one("#quadrant-told", Static).content)
        assert ("Klopt de ambitie" in text) is told


async def test_what_stands_out_hangs_under_its_bullet(catalog: Catalog) -> None:
    """Guards that a folded sentence on the screen and in its window begins under its first word, not under the dot."""
    app = Host(catalog, make_scan(ratings=dict.fromkeys(NUMBERS, (1, 1))))
    async with app.run_test(size=LARGE) as pilot:
        shown = [await settle(pilot), await settle(pilot, "w")]
    for lines in map(str.splitlines, shown):
        first = next(number for number, text in enumerate(lines) if "•" in text)
        column = lines[first].index("•")
        assert re.match(r"  \S", lines[first + 1][column:])


@pytest.mark.parametrize(("key", "result"), [("enter", Move.NEXT), ("escape", Move.BACK)])
async def test_enter_and_escape_leave_the_step(catalog: Catalog, key: str, result: Move) -> None:
    """On to the development points, or back."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", key)
        assert app.left_with is result


async def test_a_changed_scan_shows_at_once(catalog: Catalog) -> None:
    """The plot follows the scan that the screen is given."""
    scan = make_scan(ratings={1: (4, 1)})
    app = Host(catalog, scan)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.readable() == [1]
        app.step.scan = scan.with_rating(2, make_rating(1, 1))
        await pilot.pause()
        assert app.readable() == [1, 2]


async def test_every_key_explains_itself(catalog: Catalog) -> None:
    """The help of the screen is made from the bindings: each has a description, an id and a tooltip."""
    app = Host(catalog, make_scan(ratings=RATINGS))
    async with app.run_test(size=(80, 24)):
        own = [b.binding for b in app.step.active_bindings.values() if (b.binding.id or "").startswith("quadrant.")]
        assert len(own) >= 11
        assert all(binding.description and binding.tooltip and binding.priority for binding in own)
        assert len({binding.id for binding in own}) == len(own)
        assert "Een competentie kiezen uit de lijst, of door het nummer te typen" in [
            told for _, told in app.step.key_help()
        ]
