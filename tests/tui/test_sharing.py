"""Sharing: what the group may know of a leader, in a round."""

from __future__ import annotations

from app_harness import SMALL, StepHost, settle
from builders import make_scan
from zelfscan.domain import Catalog
from zelfscan.tui.steps.save import SharingScreen
from zelfscan.tui.steps.step import Move


async def test_nothing_is_shared_unless_asked_for(catalog: Catalog) -> None:
    """Guards that Enter alone shares nothing, and that the screen says so."""
    app = StepHost(SharingScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        assert "Dit wordt gedeeld: niets." in await settle(pilot)
        await settle(pilot, "enter")
    assert app.results == [Move.NEXT]
    assert app.step.scan.exchange is None


async def test_a_yes_is_handed_over_to_be_kept_and_can_be_taken_back(catalog: Catalog) -> None:
    """Guards that a yes and its text are handed over at once, and that a no afterwards shares nothing."""
    app = StepHost(SharingScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "space", "tab", *"bel")
        assert app.edited[-1].exchange == "bel"
        await settle(pilot, "shift+tab", "up", "space")
        assert app.edited[-1].exchange is None
