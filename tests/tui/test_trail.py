"""The trail under the title: how far each step is, and the ways to go to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen

from app_harness import LARGE, SMALL, Laptop, settle
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import PickDialog, ReadWindow
from zelfscan.tui.house_screen import Done, Stop, TitleBar, TooSmallScreen
from zelfscan.tui.steps import StepScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.rating_windows import ItemPicker
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.vision import MaterialsScreen, VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.choice_list import ChoiceList


def line(app: App[int]) -> str:
    """What stands in the title bar."""
    return str(app.screen.query_one(TitleBar).render_line(0).text)


def commands(app: HouseApp) -> dict[str, Callable[[], Any]]:
    """What the palette offers on the screen on top, by name."""
    screen: Screen[Any] = app.screen
    return {command.title: command.callback for command in app.get_system_commands(screen)}


async def test_the_trail_tells_how_far_each_step_is(laptop: Laptop) -> None:
    """Guards the marks: full when all is given, half when some is, empty when nothing is; and the count of answers, at
    once after each. A wide window names every step, a narrow one only this step and its number."""
    app = laptop.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot, "enter")
        await settle(pilot, "f2")
        shown = line(app)
        assert "○ Ambitie ○ Leermiddelen ○ Competenties" in shown
        await settle(pilot, "f2", "4", "2", "3", "1")
        assert line(app).startswith(
            "zelfscan  ○ Ambitie ○ Leermiddelen ◐ Competenties 2/29 ○ Overzicht ○ Kwadrant ○ Punten ○"
        )
        assert line(app).endswith("○ Bewaren   SL-07")
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        assert line(app).startswith("zelfscan  ○ ○ ◐ Competenties 2/29 ○ ○ ○ ○ ○  ")
        assert line(app).endswith("  stap 3 van 8 · SL-07")


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_a_click_goes_to_a_step(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards that every stop can be clicked, in both forms of the trail, and that nothing is lost on the way."""
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2")
        for place, step in ((4, QuadrantScreen), (0, VisionScreen), (3, OverviewScreen), (2, RatingScreen)):
            # The line has a cell of space before it.
            marks = [column for column, sign in enumerate(line(app), start=1) if sign in "●◐○"]
            assert len(marks) == 8
            await pilot.click(TitleBar, offset=(marks[place], 0))
            await settle(pilot)
            assert isinstance(app.screen, step)
        await pilot.click(TitleBar, offset=(2, 0))
        await settle(pilot)
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).attainment == 2


@pytest.mark.heavy
async def test_what_is_not_kept_is_not_done(laptop: Laptop) -> None:
    """Guards that the last stop is full only while a result has it all: not after a change, and not when the disk
    refused it.
    """
    app = laptop.app()
    laptop.exports.write_text("geen map")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "f6", *["down"] * 5, "enter")
        assert isinstance(app.screen, SaveScreen)
        assert "○ Bewaren" in line(app)
        laptop.exports.unlink()
        await settle(pilot, "f6", *["up"] * 7, "enter", "f6", *["down"] * 7, "enter")
        assert "● Bewaren" in line(app)
        await settle(pilot, "escape")
        assert "● Bewaren" in line(app)
        await settle(pilot, "f6", *["up"] * 4, "enter", "g", "1", "enter", "1")
        assert isinstance(app.screen, RatingScreen)
        assert "○ Bewaren" in line(app)
        await settle(pilot, "f6", *["down"] * 5, "enter")
        assert "● Bewaren" in line(app)


@pytest.mark.heavy
async def test_a_key_goes_to_a_step(laptop: Laptop) -> None:
    """Guards F6: a list of the steps, of which one is chosen with arrows and Enter; Esc stays, also where text is."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2")
        assert isinstance(app.screen, MaterialsScreen)
        shown = await settle(pilot, "f6")
        assert isinstance(app.screen, PickDialog)
        assert "◉ Leermiddelen: nog niets" in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, MaterialsScreen)
        await settle(pilot, "f6", "enter")
        assert isinstance(app.screen, MaterialsScreen)
        await settle(pilot, "f6", "down", "down", "enter")
        assert isinstance(app.screen, OverviewScreen)


@pytest.mark.heavy
async def test_the_mouse_chooses_a_step_and_closes_the_windows(laptop: Laptop) -> None:
    """Guards that the window of steps and the explanation can be left by mouse as well, with and without a choice."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f1")
        assert isinstance(app.screen, ReadWindow)
        await pilot.click("#read-close")
        await settle(pilot)
        assert isinstance(app.screen, MaterialsScreen)
        for button, arrives in (("#pick-back", MaterialsScreen), ("#pick-keep", OverviewScreen)):
            await settle(pilot, "f6")
            await pilot.click(ChoiceList, offset=(2, 3))
            await pilot.click(button)
            await settle(pilot)
            assert isinstance(app.screen, arrives)


@pytest.mark.heavy
async def test_the_mouse_leaves_the_list_to_jump_from_without_a_choice(laptop: Laptop) -> None:
    """Guards that the list of items has a way back for the mouse, which goes nowhere and answers nothing."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "g")
        assert isinstance(app.screen, ItemPicker)
        await pilot.click("#jump-back")
        await settle(pilot)
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.number == 1
        assert app.screen.scan.rating(1).importance is None


async def test_what_is_too_long_of_a_name_in_the_trail_goes_and_not_the_code(laptop: Laptop) -> None:
    """Guards that at 80 columns the code stays whole, and that the name of a step is what is cut off."""
    long = Stop("Lang", "Een stap met een naam die nergens in een smal venster past en dus wordt afgekapt",
                Done.PART, "12/29", is_here=True)  # fmt: skip
    others = (Stop("Kort", "Kort", Done.NOTHING),) * 12
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(TitleBar)
        bar.trail, bar.place = (*others, long), "SL-07"
        await settle(pilot)
        shown = line(app)
        assert shown.endswith(" SL-07")
        assert "Een stap met een naam" in shown
        assert "…" in shown


async def test_of_very_many_stops_those_around_this_one_stand_there(laptop: Laptop) -> None:
    """Guards that a long conversation still says at which stop it is, and whose it is."""
    stops = [Stop(str(number), f"Punt {number}", Done.NOTHING, is_here=number == 36) for number in range(1, 41)]
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(TitleBar)
        bar.trail, bar.place = tuple(stops), "SL-07"
        await settle(pilot)
        assert "○ ○ Punt 36 ○ ○" in " ".join(line(app).split())
        assert line(app).startswith("zelfscan  … ○")
        assert line(app).endswith(" SL-07")
        assert cell_len(line(app)) == bar.content_size.width


async def test_a_title_that_is_too_long_ends_in_an_ellipsis(laptop: Laptop) -> None:
    """Guards that a heading with its place, and a warning, lose their end and nothing else, however long they are."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(TitleBar)
        bar.place = "een heel lange plek 漢字 " * 6
        await settle(pilot)
        assert line(app).startswith("zelfscan  Welkom  een heel lange plek 漢字 een")
        assert line(app).rstrip().endswith("…")
        bar.warning = "Er is iets aan de hand. " * 6
        await settle(pilot)
        assert line(app).startswith("zelfscan  Er is iets aan de hand. Er is")
        assert line(app).rstrip().endswith("…")
        assert cell_len(line(app)) == bar.content_size.width


@pytest.mark.heavy
async def test_the_palette_goes_to_every_step_a_note_and_the_beginning(laptop: Laptop) -> None:
    """Guards that Ctrl+P names each other step, a note where one can be made, and the way to the first screen, where
    the scan waits as a draft."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2")
        screen = app.screen
        assert isinstance(screen, StepScreen)
        names = set(commands(app))
        assert {f"Naar {stop.heading}" for stop in screen.trail if not stop.is_here} < names
        assert {"Notitie", "Naar het begin: uw scans", "Lichte kleuren", "Uitleg", "Stoppen"} < names
        await settle(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await settle(pilot, "escape")
        offered = commands(app)
        offered["Naar Kwadrant"]()
        await settle(pilot)
        assert isinstance(app.screen, QuadrantScreen)
        offered["Naar het begin: uw scans"]()
        assert "1 van 29 klaar" in await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
        assert app.scan is None


@pytest.mark.heavy
async def test_the_beginning_from_an_opened_result_asks_what_was_changed(laptop: Laptop) -> None:
    """Guards that a change to a result is not left behind without a word, and that a new scan that is begun after it
    never goes over that result."""
    first = laptop.app()
    async with first.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "f6", *["down"] * 5, "enter")
    [path] = laptop.exports.glob("*.toml")
    before = path.read_bytes()
    app = laptop.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f6", "up", "up", "enter", "4", "4")
        app.go_home()
        assert "Uw wijzigingen bewaren?" in await settle(pilot)
        await settle(pilot, "right", "enter")
        assert isinstance(app.screen, WelcomeScreen)
        await settle(pilot, "enter", "f6", *["down"] * 7, "enter")
    assert path.read_bytes() == before
    assert len(list(laptop.exports.glob("*.toml"))) == 2


@pytest.mark.parametrize(
    ("size", "reason"),
    [((79, 30), "Het is 1 kolom te smal."), ((90, 20), "Het is 3 regels te laag."),
     ((70, 22), "Het is 10 kolommen te smal en 1 regel te laag.")],
)  # fmt: skip
async def test_too_small_says_what_is_lacking(laptop: Laptop, size: tuple[int, int], reason: str) -> None:
    """Guards the reason in words, and that a terminal that lost one line to something else is large enough."""
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        assert reason in await settle(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 23)
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
