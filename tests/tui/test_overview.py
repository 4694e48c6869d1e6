"""The overview: every answer in one table, and what is still open."""

from __future__ import annotations

import pytest

from app_harness import SMALL, Laptop, settle
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen


@pytest.mark.heavy
async def test_finishing_with_open_items_says_which(laptop: Laptop) -> None:
    """Open items are named, finishing is allowed, and open stays absent in the file."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "down", "down", "3", "o")
        assert "28 competenties hebben nog een open vraag" in await settle(pilot)
        shown = await settle(pilot, "enter")
        assert "Nog open: 2, 3, 4" in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, OverviewScreen)
        await settle(pilot, "enter", "enter")
        assert isinstance(app.screen, QuadrantScreen)
        await settle(pilot, "enter", "enter", "enter")
    [scan] = laptop.results()
    assert set(scan.ratings) == {1, 3}
    assert scan.rating(3).attainment is None
