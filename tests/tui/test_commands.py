"""The window of Ctrl+P in impatient hands: it leaves once, and never takes the step below it or the program along."""

from __future__ import annotations

from typing import Any

import pytest
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.widgets import OptionList

from app_harness import LARGE, SMALL, Laptop, burst, calm, settle
from zelfscan.tui.commands import CommandWindow
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.house_screen import TooSmallScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.vision import MaterialsScreen
from zelfscan.tui.widgets.inputs import TextField

TO_RATINGS = ("enter", "f2", "f2")


async def test_clicks_beside_it_close_it_once(laptop: Laptop) -> None:
    """Guards that who clicks beside the list, and again, or presses Esc as well, stays at the step below it."""
    app = laptop.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot, *TO_RATINGS, "4")
        step = app.screen
        await settle(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandWindow)
        for x, y in ((3, 38), (30, 37), (60, 36)):
            for kind in (events.MouseDown, events.MouseUp):
                pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await calm(pilot)
        assert app.screen is step
        assert app.is_running
        await settle(pilot, "2")
        assert app.scan is not None
        assert set(app.scan.ratings) == {1}


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("keys", [("pageup",), ("pagedown",), ("x", "escape", "ctrl+p", "pageup")])
async def test_keys_right_behind_ctrl_p_wait_for_the_list(
    laptop: Laptop, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """Guards that no key that is typed before the list stands, or behind what closes it, ends the program."""
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, *TO_RATINGS)
        await burst(pilot, "ctrl+p", *keys)
        assert isinstance(app.screen, CommandWindow)
        await settle(pilot, "escape")
        assert isinstance(app.screen, RatingScreen)


async def test_what_is_typed_ahead_runs_a_command(laptop: Laptop) -> None:
    """Guards that a name typed right behind Ctrl+P goes to the list, and that Enter then runs what it points at."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_RATINGS)
        await burst(pilot, "ctrl+p", *"kwadrant")
        while not app.screen.query_one(OptionList).option_count:
            await pilot.pause(0.02)
        await settle(pilot, "down", "enter")
        assert isinstance(app.screen, QuadrantScreen)


async def test_pages_turn_in_the_list(laptop: Laptop) -> None:
    """Guards PgDn and PgUp among the commands of a small window, where not all of them fit."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_RATINGS, "ctrl+p")
        commands = app.screen.query_one(OptionList)
        await settle(pilot, "down", "pagedown")
        below = commands.highlighted or 0
        assert below > 2
        await settle(pilot, "pageup")
        assert commands.highlighted is not None
        assert commands.highlighted < below


async def test_only_what_can_be_done_is_offered(laptop: Laptop) -> None:
    """Guards that a window without an explanation offers none, and that no list opens where nothing can be seen."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_RATINGS, "n")
        window: Screen[Any] = app.screen
        assert window.query(TextField)
        assert [command.title for command in app.get_system_commands(window)] == ["Lichte kleuren", "Stoppen"]
        await settle(pilot, "escape")
        await pilot.resize_terminal(40, 10)
        await settle(pilot, "ctrl+p")
        assert isinstance(app.screen, TooSmallScreen)


async def test_a_click_on_what_stood_there_is_for_nothing(laptop: Laptop) -> None:
    """Guards the moment in which the list is made anew, or the window has shrunk, behind a click on what was there."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_RATINGS, "ctrl+p")
        window = app.screen
        commands = window.query_one(OptionList)
        for style, (x, y), target in ((Style.from_meta({"option": 99}), (5, 5), commands), (None, (300, 99), window)):
            target.post_message(events.Click(target, x, y, 0, 0, 1, False, False, False, x, y, style))
            await settle(pilot)
        assert app.screen is window
        assert app.return_code is None


async def test_there_is_one_list_at_a_time(laptop: Laptop) -> None:
    """Guards Ctrl+P over a question of Ctrl+Q that stands over the list: the program goes on."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_RATINGS, "4", "f6", *["down"] * 7, "enter", "escape", "space", "ctrl+p", "ctrl+q")
        question = app.screen
        assert isinstance(question, ConfirmDialog)
        await settle(pilot, "ctrl+p")
        assert app.screen is question
        await settle(pilot, "escape", "ctrl+p")
        assert len([screen for screen in app.screen_stack if isinstance(screen, CommandWindow)]) == 1


@pytest.mark.parametrize("opens", ["f1", "f6", "ctrl+p"])
async def test_a_text_takes_keys_again_when_a_window_over_it_has_gone(laptop: Laptop, opens: str) -> None:
    """Guards that the key that opened a window over a text is not waited for when the window has closed."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "a", opens)
        step = app.screen_stack[-2]
        assert isinstance(step, MaterialsScreen)
        app.screen.dismiss()
        await settle(pilot)
        assert step.takes_keys
        await settle(pilot, "b")
        assert app.screen is step
        assert step.query_one(TextField).text == "ab"
