"""The ratings: two scales for each item, and every way to answer and to change."""

from __future__ import annotations

from asyncio import timeout

import pytest

from app_harness import FIFTY_EIGHT_KEYS, SMALL, Laptop, StepHost, burst, screen_text, settle
from builders import make_scan
from zelfscan.domain import DO_NOT_KNOW, Assessment, Catalog, Level, ScaleName
from zelfscan.tui.dialogs import ReadWindow
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.widgets.rating_card import RatingCard


@pytest.mark.heavy
async def test_an_answer_is_changed_as_easily_as_given(laptop: Laptop) -> None:
    """From the overview, with the jump list and by going back: the new answer replaces the old one."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *FIFTY_EIGHT_KEYS)
        await settle(pilot, "down", "down", "space")
        assert isinstance(app.screen, RatingScreen)
        await settle(pilot, "1", "4")
        assert isinstance(app.screen, OverviewScreen)
        await settle(pilot, "escape", "g", "1", "7", "enter", "2", "2")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.number == 18
        await settle(pilot, "up", "up", "3", "o")
        rating = app.screen.scan.rating
        assert (rating(3).importance, rating(3).attainment) == (1, 4)
        assert (rating(17).importance, rating(17).attainment) == (3, 2)


async def test_arrows_enter_and_delete_answer_too(laptop: Laptop) -> None:
    """Pointing and Enter gives the pointed level; Delete takes an answer away again."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).importance is None
        await settle(pilot, "right", "right", "right", "enter", "left", "enter")
        assert app.screen.scan.rating(1).importance is Level.THREE
        assert app.screen.scan.rating(1).attainment is Level.FOUR
        await settle(pilot, "up", "delete")
        assert app.screen.scan.rating(1).attainment is None
        assert app.screen.asked is ScaleName.ATTAINMENT


async def test_not_knowing_is_an_answer(laptop: Laptop) -> None:
    """Guards that 0 is kept as 'weet ik niet', leaves nothing open, is told as such in the overview and beside the
    quadrant, and gives way to a level.
    """
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        await burst(pilot, "4", "0", "0", "0", "0", "2", *(["3"] * 52))
        assert isinstance(app.screen, OverviewScreen)
        shown = screen_text(app)
        assert "Alles is ingevuld" in shown
        assert shown.count(DO_NOT_KNOW) == 4
        await settle(pilot, "enter")
        assert isinstance(app.screen, QuadrantScreen)
        assert "weet ik niet · 3" in await settle(pilot, "end")
    [draft] = laptop.drafts.all(laptop.catalog).drafts
    assert draft.rating(1).no_judgement == {ScaleName.ATTAINMENT}
    assert draft.rating(2).no_judgement == set(ScaleName)
    assert (draft.rating(3).importance, draft.rating(3).attainment) == (None, Level.TWO)


async def test_a_level_takes_the_place_of_not_knowing(catalog: Catalog) -> None:
    """Guards that one goes back from 'weet ik niet' to a level, to nothing, and with the arrows to it again."""
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "0", "up", "2", "up", "delete")
        assert app.step.scan.rating(1).is_empty
        await settle(pilot, "left", "right", "right", "enter")
        assert app.step.scan.rating(1).no_judgement == {ScaleName.IMPORTANCE}
        await settle(pilot, "up", "left", "enter")
        assert app.step.scan.rating(1).importance is Level.FOUR


async def test_a_tile_lights_up_and_holds_nothing_up(catalog: Catalog) -> None:
    """Guards that the tile that was pressed lights up and goes out by itself, that the next answer does not wait for
    it, and that it stays dark for who wants no movement on the screen.
    """
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        card = app.step.query_one(RatingCard)
        app.animation_level = "full"
        card.lit_seconds = 3600
        await pilot.press("3")
        assert card.lit == (ScaleName.IMPORTANCE, 3)
        await pilot.press("1")
        assert card.lit == (ScaleName.ATTAINMENT, 1)
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        card = app.step.query_one(RatingCard)
        app.animation_level = "full"
        card.lit_seconds = 0.01
        await burst(pilot, "3", "1", "2")
        assert app.step.scan.rating(2).importance is Level.TWO
        async with timeout(10):
            while card.lit is not None:
                await pilot.pause()
        app.animation_level = "none"
        await pilot.press("1")
        assert card.lit is None
        assert app.step.scan.rating(2).attainment is Level.ONE


async def test_the_answer_before_stays_in_sight(catalog: Catalog) -> None:
    """Guards that the last item's answers stand under the questions as they were given, and that the arrow leads there;
    before the first item there are none.
    """
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        assert "wijzigen" not in await settle(pilot, "4")
        assert "← 1: heel erg belangrijk, niet echt van toepassing · ↑ wijzigen" in await settle(pilot, "2")
        assert "← 1: heel erg belangrijk" in await settle(pilot, "3")
        assert "← 2: redelijk belangrijk, van toepassing: weet ik niet" in await settle(pilot, "0")
        await settle(pilot, "up", "1")
        assert app.step.scan.rating(2).attainment is Level.ONE


@pytest.mark.parametrize("key", ["i", "I"])
@pytest.mark.heavy
async def test_the_item_is_explained(catalog: Catalog, key: str) -> None:
    """Guards that i tells what the item asked now is about, with both examples and its area, also with Caps Lock; that
    a digit answers nothing meanwhile; and that the same key closes it.
    """
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=(160, 50)) as pilot:
        shown = " ".join((await settle(pilot, "down", "down", key)).replace("│", " ").split())
        assert isinstance(app.screen, ReadWindow)
        item = catalog.competency(2)
        for text in (item.explanation, *item.examples, catalog.area_of(2).description):
            assert all(word in shown for word in text.split()), text
        await settle(pilot, "4", key)
        assert isinstance(app.screen, RatingScreen)
        assert app.edited == []


@pytest.mark.parametrize("assessment", Assessment)
@pytest.mark.parametrize("size", [SMALL, (100, 30), (120, 40)])
async def test_the_screen_says_once_to_judge_oneself(
    catalog: Catalog, size: tuple[int, int], assessment: Assessment
) -> None:
    """Guards that 'Beoordeel alleen uzelf' stands on the screen, and only once."""
    app = StepHost(RatingScreen, catalog, make_scan(assessment=assessment, draft=True))
    async with app.run_test(size=size) as pilot:
        assert (await settle(pilot)).count("Beoordeel alleen uzelf") == 1


async def test_buttons_go_back_and_skip(catalog: Catalog) -> None:
    """Guards that the mouse skips and goes back with buttons, which take no key away from the answers."""
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        first, second = ScaleName
        for button, number, asked in (("#skip", 1, second), ("#skip", 2, first), ("#previous", 1, second)):
            await pilot.click(button)
            await burst(pilot)
            assert isinstance(app.screen, RatingScreen)
            assert (app.screen.number, app.screen.asked) == (number, asked)
        assert app.edited == []
        await settle(pilot, "right", "enter")
        assert app.step.scan.rating(1).attainment is Level.ONE


@pytest.mark.heavy
async def test_letters_work_with_caps_lock(catalog: Catalog) -> None:
    """Guards that the letters of this screen do the same as capitals."""
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=SMALL) as pilot:
        for key in "NBG":
            await settle(pilot, key)
            assert app.screen is not app.step, key
            await settle(pilot, "escape")
        await settle(pilot, "O")
        assert app.results != []
