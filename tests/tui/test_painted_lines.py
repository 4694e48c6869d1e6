"""Lines that are painted once and kept."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Size

from app_harness import LARGE, SMALL, Laptop, screen_text, settle
from zelfscan.tui.app import LIGHT
from zelfscan.tui.steps.quadrant import QuadrantScreen


async def shown_at(laptop: Laptop, first: tuple[int, int], then: tuple[int, int]) -> str:
    """The second question, at a size that the window was given while the first one stood there."""
    app = laptop.app()
    async with app.run_test(size=first) as pilot:
        await settle(pilot, "enter", "f2", "f2", "3")
        await pilot.resize_terminal(*then)
        await settle(pilot, "2")
        return screen_text(app)


@pytest.mark.parametrize(
    ("first", "then"), [(SMALL, LARGE), (LARGE, SMALL), (SMALL, (100, 30)), ((100, 33), (100, 34))]
)
@pytest.mark.heavy
async def test_a_window_of_another_size_is_painted_anew(
    laptop: Laptop, first: tuple[int, int], then: tuple[int, int]
) -> None:
    """Guards that a question fills the window that it now has, as if it had always had that size."""
    resized = await shown_at(laptop, first, then)
    laptop.drafts.delete(laptop.drafts.all(laptop.catalog).drafts[0].id)
    assert resized == await shown_at(laptop, then, then)


@pytest.mark.heavy
async def test_other_colours_are_painted_anew(laptop: Laptop) -> None:
    """Guards that a question takes on the light colours at once."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "3")
        before = app.export_screenshot()
        app.theme = LIGHT.name
        await settle(pilot)
        after = app.export_screenshot()
        assert str(LIGHT.accent) in after.lower()
        assert str(LIGHT.accent) not in before.lower()


async def test_a_list_that_is_taken_down_can_still_be_asked(laptop: Laptop) -> None:
    """Guards the moment between two screens: what a list was yet to do ends no program when its screen has gone."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "o", "enter", "enter")
        step = app.screen
        assert isinstance(step, QuadrantScreen)
        entries = step.entries
        await settle(pilot, "enter")
        assert app.screen is not step
        entries.show_pointed()
        entries.draw()
        assert entries.keys


async def test_a_size_that_has_passed_is_not_taken_on(laptop: Laptop) -> None:
    """Guards against dragging at the window: of many sizes behind each other a screen takes on the last, and does not
    go on for ever from the one to the other.
    """
    app = laptop.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot, "enter", "f2", "f2", "3")
        taken: list[Size] = []
        app.screen.screen_layout_refresh_signal.subscribe(
            app, lambda screen: taken.append(screen.outer_size), immediate=True
        )
        for size in (Size(60, 24), Size(80, 23), Size(60, 24), Size(200, 60)):
            app.screen.post_message(events.Resize(size, size))
            app.screen.call_later(app.screen.refresh)
        await settle(pilot)
        assert set(taken) <= {Size(*LARGE)}
        assert app.screen.outer_size == Size(*LARGE)
