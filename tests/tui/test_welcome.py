"""Welcome: which scan a leader begins."""

from __future__ import annotations

import pytest

from app_harness import SMALL, Laptop, settle
from zelfscan.domain import Assessment, Level
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.welcome import WelcomeScreen


@pytest.mark.heavy
async def test_importance_only_asks_29_questions(laptop: Laptop) -> None:
    """A leader who has just started answers one scale, and sees what matters most without any gap."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter", "f2", "f2", *(["4", "3"] * 15)[:29])
        assert isinstance(app.screen, OverviewScreen)
        shown = await settle(pilot, "enter")
        assert "alleen het belang" in shown
        await settle(pilot, "enter", "enter", "enter")
    [scan] = laptop.results()
    assert scan.assessment is Assessment.IMPORTANCE_ONLY
    assert scan.rating(1).importance is Level.FOUR
    assert all(rating.attainment is None for rating in scan.ratings.values())


@pytest.mark.parametrize("is_round", [False, True])
async def test_a_code_that_is_typed_replaces_the_proposed_one(laptop: Laptop, is_round: bool) -> None:
    """Guards that who types a code at the first screen, wherever the focus is, has that code and no mix of two; once
    something was typed, what follows comes behind it.
    """
    app = laptop.round_app() if is_round else laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *"SL-0")
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        assert screen.code.value == "SL-0"
        screen.set_focus(screen.choices)
        await settle(pilot, "9")
        assert screen.code.value == "SL-09"
