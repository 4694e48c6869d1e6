"""Help, footer, palette and notices: all Dutch, and right for the screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.color import Color
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from app_harness import LARGE, SMALL, Laptop, settle, window_text
from zelfscan.tui.app import DARK, LIGHT
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.steps import StepScreen

ENGLISH = (
    "quit", "palette", "search", "theme", "scroll", "help", "keys", "screenshot", "maximize", "select", "focus",
    "submit", "toggle", "press", "command", "match", "close",
)  # fmt: skip
TO_EACH_STEP = (
    (),
    ("enter",),
    ("f2",),
    ("f2",),
    ("4", "2", "o"),
    ("enter", "enter"),
    ("enter",),
    ("enter",),
    ("enter",),
)


def english_words(text: str) -> list[str]:
    """The English system words in a text."""
    words = {word.strip(".,:;'()·").lower() for word in text.split()}
    return [word for word in ENGLISH if word in words]


async def appears(pilot: Pilot[Any], text: str) -> bool:
    """Wait, within reason, until the palette's search has put this text on the screen."""
    for _ in range(100):
        if text in await settle(pilot):
            return True
        await pilot.pause(0.02)
    return False


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_every_screen_explains_itself_in_dutch(laptop: Laptop, size: tuple[int, int]) -> None:
    """F1 tells what each screen is for and names every key that works there; nothing on it is English."""
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        for keys in TO_EACH_STEP:
            shown = await settle(pilot, *keys)
            screen = app.screen
            assert isinstance(screen, HouseScreen)
            assert screen.HELP
            short = screen.SHORT_HEADING if isinstance(screen, StepScreen) else ""
            assert screen.HEADING in shown or (size == LARGE and short and short in shown)
            assert english_words(shown) == []
            keys_told = dict(screen.key_help())
            assert all(keys_told.values())
            await settle(pilot, "f1")
            assert english_words(window_text(app)) == []
            await settle(pilot, "escape")
            assert app.screen.id == screen.id


@pytest.mark.heavy
async def test_the_footer_fits_on_a_small_screen(laptop: Laptop) -> None:
    """At 80 columns no key of any step falls off the footer."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        for keys in TO_EACH_STEP:
            await settle(pilot, *keys)
            footer = app.screen.query_one("Footer")
            assert footer.max_scroll_x == 0, app.screen


@pytest.mark.heavy
async def test_the_palette_is_dutch_and_changes_the_colours(laptop: Laptop) -> None:
    """Ctrl+P offers Dutch commands, says in Dutch that nothing fits, and switches to the light colours,
    which somebody remembers for the next time."""
    app = laptop.app()
    told: list[str] = []
    app.when_colours_change = told.append
    app.wear("nergens")
    async with app.run_test(size=LARGE) as pilot:
        assert app.theme == DARK.name
        shown = await settle(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        assert "Lichte kleuren" in shown
        assert app.screen.query_one(Input).placeholder == "Zoek een opdracht …"
        assert english_words(shown) == []
        await pilot.press(*"zzzz")
        assert await appears(pilot, "Geen opdracht gevonden")
        await settle(pilot, "escape", "ctrl+p")
        await pilot.press(*"licht")
        assert await appears(pilot, "Andere kleuren")
        await settle(pilot, "down", "enter")
        assert app.theme == LIGHT.name
    assert told == [LIGHT.name]
    again = laptop.app()
    again.wear(LIGHT.name)
    async with again.run_test(size=LARGE):
        assert again.theme == LIGHT.name
        assert again.screen.background_colors[1] == Color.parse(LIGHT.background or "")


async def test_ctrl_c_tells_how_to_stop(laptop: Laptop) -> None:
    """Ctrl+C does not throw anything away; it says in Dutch how to leave."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "ctrl+c")
        assert "Ctrl+Q" in shown
        assert app.return_code is None


@pytest.mark.heavy
async def test_the_title_bar_counts_the_steps(laptop: Laptop) -> None:
    """A leader always sees at which step of how many the scan is."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for number, keys in enumerate(TO_EACH_STEP[1:], start=1):
            shown = await settle(pilot, *keys)
            assert isinstance(app.screen, StepScreen)
            assert f"stap {number} van 8 · SL-07" in shown
