"""The ratings: two scales for each item, and every way to answer and to change."""

from __future__ import annotations

from app_harness import FIFTY_EIGHT_KEYS, SMALL, Laptop, settle
from zelfscan.domain import Level, ScaleName
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.ratings import RatingScreen


async def test_an_answer_is_changed_as_easily_as_given(laptop: Laptop) -> None:
    """From the overview, with the jump list and by going back: the new answer replaces the old one."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *FIFTY_EIGHT_KEYS)
        await settle(pilot, "down", "down", "enter")
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
