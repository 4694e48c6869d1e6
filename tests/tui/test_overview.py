"""The overview: every answer in one table, and what is still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app_harness import SMALL, Laptop, settle
from builders import NUMBERS, make_scan
from zelfscan.domain import DevelopmentPoint
from zelfscan.safe_text import one_line
from zelfscan.tui.house_screen import Done, TitleBar
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.topics import TopicsScreen


@pytest.mark.heavy
async def test_finishing_with_open_items_says_which(laptop: Laptop) -> None:
    """Open items are named, finishing is allowed, and open stays absent in the file."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "down", "down", "3", "o")
        assert "28 competenties hebben nog een open vraag" in await settle(pilot)
        shown = await settle(pilot, "enter")
        assert "onder andere de nummers 2, 3, 4, 5, 6, 7, 8 en 9." in one_line(shown)
        await settle(pilot, "escape")
        assert isinstance(app.screen, OverviewScreen)
        await settle(pilot, "enter", "enter")
        assert isinstance(app.screen, QuadrantScreen)
        await settle(pilot, "enter", "enter", "enter")
    [scan] = laptop.results()
    assert set(scan.ratings) == {1, 3}
    assert scan.rating(3).attainment is None


@pytest.mark.parametrize(
    ("changes", "step", "told"),
    [
        ({}, OverviewScreen, "Alles is ingevuld."),
        ({"development": (DevelopmentPoint(7),)}, DevelopmentScreen, "Ontwikkelpunten"),
        ({"development": (DevelopmentPoint(7),), "agenda": ("1.1",)}, TopicsScreen, "Gespreksonderwerpen"),
    ],
)
async def test_a_draft_goes_on_where_its_leader_was(
    laptop: Laptop, changes: dict[str, object], step: type[object], told: str
) -> None:
    """Guards that who answered everything does not come back at the first card, but at what was reached, and that the
    steps before it are told as done.
    """
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 2)), draft=True)
    laptop.drafts.save(replace(scan, **changes), laptop.catalog)  # type: ignore[arg-type]
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "enter")
        assert isinstance(app.screen, step)
        assert told in shown
        assert [stop.done for stop in app.screen.query_one(TitleBar).trail][2:4] == [Done.ALL] * 2


async def test_what_is_still_open_reads_as_a_sentence(laptop: Laptop) -> None:
    """Guards the one, by name, and the few, by number."""
    for open_items, told in (
        ([3], f"Eén competentie heeft nog een open vraag: 3 {laptop.catalog.competency(3).label}."),
        ([3, 5], "Twee competenties hebben nog een open vraag: de nummers 3 en 5."),
    ):
        answers = {number: (4, 2) for number in NUMBERS if number not in open_items}
        laptop.drafts.save(make_scan("SL-07", answers, draft=True), laptop.catalog)
        app = laptop.app()
        async with app.run_test(size=SMALL) as pilot:
            assert told in one_line(await settle(pilot, "enter", "o"))
