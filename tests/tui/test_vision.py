"""Vision: where the leader stands in the field of two dimensions, and the ambition."""

from __future__ import annotations

from app_harness import SMALL, StepHost, settle
from builders import make_scan
from zelfscan.domain import Catalog, Level, Position
from zelfscan.tui.steps import Move
from zelfscan.tui.steps.vision import VisionScreen


async def test_a_mark_is_handed_over_to_be_kept_at_once(catalog: Catalog) -> None:
    """Guards that Enter in the field places where the leader stands now, and hands it over before the step is left."""
    app = StepHost(VisionScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "left", "enter")
        assert app.edited[-1].vision.now == Position(differentiation=Level.TWO, self_direction=Level.TWO)
        assert app.results == []


async def test_skipping_places_nothing(catalog: Catalog) -> None:
    """Guards that one key passes this part without a mark that nobody placed."""
    app = StepHost(VisionScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f2")
    assert (app.results, app.edited) == ([Move.NEXT], [])
