"""A mouse in the hands of who clicks twice, or at the wrong moment, or has no keys for Enter and Esc."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from app_harness import FIFTY_EIGHT_KEYS, LARGE, SMALL, TYPIST, Laptop, click_at, key_event, settle
from zelfscan.domain import Level, ScaleName
from zelfscan.tui.dialogs import ConfirmDialog, SecretDialog
from zelfscan.tui.round.screens import FacilitatorScreen, RoundWelcomeScreen
from zelfscan.tui.steps.overview import AnswerTable, OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.widgets.rating_card import RatingCard


@pytest.mark.heavy
async def test_two_clicks_at_once_leave_once(laptop: Laptop) -> None:
    """Guards that a double click on what leads on leads on once, whatever the two clicks meet."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        with TYPIST.at_once():
            await click_at(pilot, middle(app.screen.query_one("#begin")), times=2)
        assert isinstance(app.screen, VisionScreen)
        await settle(pilot, "f2", "f2", *FIFTY_EIGHT_KEYS)
        assert isinstance(app.screen, OverviewScreen)
        with TYPIST.at_once():
            await click_at(pilot, middle(app.screen.query_one(AnswerTable)), times=2)
        assert isinstance(app.screen, RatingScreen)
        await settle(pilot, "o")
        with TYPIST.at_once():
            await click_at(pilot, middle(app.screen.query_one("#finish")), times=2)
        assert isinstance(app.screen, QuadrantScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_double_click_is_one_answer(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards that the second half of a double click is no answer to the question that came meanwhile, and that who
    clicks the same tile a moment later is taken at their word.
    """
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "enter", "f2", "f2", "3")
        screen = app.screen
        assert isinstance(screen, RatingScreen)
        spot = first_tile(screen.card)
        with TYPIST.at_once():
            await click_at(pilot, spot, times=2)
        assert (screen.number, screen.asked) == (2, ScaleName.IMPORTANCE)
        assert screen.scan.ratings[1].attainment == Level.ONE
        assert 2 not in screen.scan.ratings
        await click_at(pilot, spot)
        assert screen.scan.ratings[2].attainment == Level.ONE


async def test_a_double_click_places_one_mark(laptop: Laptop) -> None:
    """Guards that a double click in the field says where the school stands, and nothing about the ambition."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, VisionScreen)
        spot = middle(screen.field)
        with TYPIST.at_once():
            await click_at(pilot, spot, times=2)
        assert screen.scan.vision.now is not None
        assert screen.scan.vision.ambition is None
        await click_at(pilot, spot)
        assert screen.scan.vision.ambition == screen.scan.vision.now


def middle(widget: Widget) -> tuple[int, int]:
    """The spot in the middle of what stands on the screen."""
    return widget.region.x + widget.region.width // 2, widget.region.y + widget.region.height // 2


def first_tile(card: RatingCard) -> tuple[int, int]:
    """A spot in the first tile of the lower scale."""
    rows = [strip.text for strip in card.render_lines(card.size.region)]
    return card.region.x + 5, card.region.y + max(row for row, text in enumerate(rows) if "helemaal" in text)


async def test_what_is_covered_leaves_when_it_is_seen_again(laptop: Laptop) -> None:
    """Guards that a screen which leaves while a window covers it takes itself away, and not the window; once."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        step = app.screen
        assert isinstance(step, VisionScreen)
        window = ConfirmDialog("Vraag", "Een vraag.", yes="Ja", no="Nee")
        step.ask(window)
        step.action_next()
        step.action_next()
        await settle(pilot)
        assert app.screen is window
        await settle(pilot, "escape")
        assert not isinstance(app.screen, VisionScreen)
        shown: Widget = app.screen
        step.action_next()
        await settle(pilot)
        assert app.screen is shown


async def test_what_waits_to_leave_can_be_taken_away(laptop: Laptop) -> None:
    """Guards that who takes all windows away, as when a scan is put away, never waits for one that was leaving."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        step = app.screen
        assert isinstance(step, VisionScreen)
        windows = [ConfirmDialog("Vraag", "Een vraag.", yes="Ja", no="Nee") for _ in range(2)]
        for window in windows:
            step.ask(window)
            await settle(pilot)
        windows[0].dismiss(True)
        assert app.screen_stack[-1] is windows[1]
        for _ in windows:
            app.screen.dismiss()
        assert app.screen is step
        await settle(pilot)
        assert app.screen is step


@pytest.mark.heavy
async def test_every_button_of_a_round_that_asks_for_a_code(laptop: Laptop) -> None:
    """Guards that the mouse does in these windows what Enter and Esc do: with a pin and without, put away, another pin,
    on with the round and its end."""
    app = laptop.round_app("geheim")

    async def click(button: str, *keys: str) -> str:
        await settle(pilot, *keys)
        await pilot.click(button)
        return await settle(pilot)

    async with app.run_test(size=SMALL) as pilot:
        await click("#begin")
        assert isinstance(app.screen, SecretDialog)
        assert "precies 4 cijfers" in await click("#secret-go", "1")
        await click("#secret-back")
        assert isinstance(app.screen, VisionScreen)
        await click("#cover-put-away", "right", "f8")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await click("#secret-back", "f3")
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert "klopt niet" in await click("#secret-go", "f3", *"fout")
        assert "zonder pincode" in await click("#secret-go", *"geheim")
        assert isinstance(app.screen, FacilitatorScreen)
        await click("#new-pin")
        assert "zonder pincode" in await click("#secret-back")
        await click("#new-pin")
        assert "met pincode" in await click("#secret-go", *"4321")
        await click("#go-on")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await click("#secret-back", "ctrl+q")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await click("#secret-go", "f3", *"geheim")
        await click("#stop")
        await click("#no")
    assert app.return_code == 0
    again = laptop.round_app("geheim")
    async with again.run_test(size=SMALL) as pilot:
        await click("#secret-go", "ctrl+q", *"geheim")
    assert again.return_code == 0


async def test_a_click_on_what_was_taken_away_is_for_nothing(laptop: Laptop) -> None:
    """Guards the moment in which something has gone and is still painted: a click on it does not end the program."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        spot = middle(gone := app.screen.query_one("#how"))
        with app.batch_update():
            await gone.remove()
            await click_at(pilot, spot)
        assert app.return_code is None


async def test_who_leaves_while_the_program_ends_leads_nowhere(laptop: Laptop) -> None:
    """Guards the end of the program against a key or a click right behind Ctrl+Q: no step is begun that nobody sees,
    and that would end the program as if it had failed.
    """
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        step = app.screen
        assert isinstance(step, RatingScreen)
        app.exit(0)
        step.action_leave()
        assert app.screen is step
        for key in ("o", "enter"):
            app.post_message(key_event(key))
        await pilot.pause()
    assert app.return_code == 0


async def test_a_step_that_comes_while_the_program_ends_is_no_fault(laptop: Laptop) -> None:
    """Guards Ctrl+Q right behind a key that leaves a step: the program does not end as if it had failed."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        step = app.screen
        assert isinstance(step, RatingScreen)
        app.exit(0)
        app.push_screen(OverviewScreen(laptop.catalog, step.scan))
        for _ in range(10):
            await pilot.pause(0.02)
    assert app.return_code == 0
    assert app.return_value == 0
