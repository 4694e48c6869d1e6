"""Materials: three texts about adaptive learning materials."""

from __future__ import annotations

from app_harness import SMALL, StepHost, settle
from builders import make_scan
from zelfscan.domain import Catalog
from zelfscan.tui.steps import Move
from zelfscan.tui.steps.vision import MaterialsScreen


async def test_every_letter_is_handed_over_to_be_kept(catalog: Catalog) -> None:
    """Guards that a half text survives: each key that changes it is handed over before the field is left."""
    app = StepHost(MaterialsScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *"abc")
        assert app.edited[-1].materials.used == "abc"
        assert app.results == []


async def test_skipping_leaves_the_texts_as_they_are(catalog: Catalog) -> None:
    """Guards that one key passes this part, and that nothing is written for a leader who says nothing."""
    app = StepHost(MaterialsScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f2")
    assert (app.results, app.edited) == ([Move.NEXT], [])
