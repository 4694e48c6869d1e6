"""Welcome: which scan a leader begins."""

from __future__ import annotations

from app_harness import SMALL, Laptop, settle
from zelfscan.domain import Assessment, Level
from zelfscan.tui.steps.overview import OverviewScreen


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
