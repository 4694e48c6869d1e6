"""One grammar of keys, on every screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets._footer import FooterKey

from app_harness import FIFTY_EIGHT_KEYS, SMALL, Laptop, settle
from zelfscan.tui.dialogs import TextDialog
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keys import text_field
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.step import StepScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen

WALK = (
    (), ("enter",), ("f2",), ("f2",), ("n",), ("escape", "b"), ("escape", "g"), ("escape", *FIFTY_EIGHT_KEYS),
    ("enter",), ("enter",), ("enter",), ("enter",),
)  # fmt: skip
IN_A_ROUND = (
    (),
    ("enter",),
    ("escape",),
    ("f2",),
    ("f2",),
    ("o",),
    ("enter", "enter"),
    ("enter",),
    ("enter",),
    ("enter",),
)


def faults(screen: Screen[Any]) -> list[str]:
    """Where a screen breaks the grammar."""
    active = screen.active_bindings
    found = []
    if text_field(screen) is not None:
        found += [f"{key} is a command beside a text" for key in active if len(key) == 1 and key.isalnum()]
    if "escape" in active and any(word in active["escape"].binding.action for word in ("quit", "exit")):
        found.append("Esc ends the program")
    if isinstance(screen, HouseScreen) and not isinstance(screen, RatingScreen):
        shown = [key.key for key in screen.query(FooterKey)]
        if not shown or shown[0] != "enter":
            found.append(f"the footer begins with {shown[:1]}")
    if isinstance(screen, StepScreen):
        found += [] if "escape" in active else ["no way back"]
    return [f"{type(screen).__name__}: {fault}" for fault in found]


async def walk(pilot: Pilot[Any], steps: tuple[tuple[str, ...], ...]) -> list[str]:
    """The faults of all screens on a walk; nothing new on the screen is a fault as well."""
    found: list[str] = []
    for keys in steps:
        before = pilot.app.screen
        await settle(pilot, *keys)
        found += faults(pilot.app.screen)
        if keys and pilot.app.screen is before:
            found.append(f"{keys[-1]} does nothing on {type(before).__name__}")
    return found


@pytest.mark.heavy
async def test_every_screen_keeps_to_the_grammar(laptop: Laptop) -> None:
    """Guards that no letter or digit is a command beside a text, that Enter is the first key in the footer and leads
    on, and that Esc never ends the program.
    """
    async with laptop.app().run_test(size=SMALL) as pilot:
        assert await walk(pilot, WALK) == []
    async with laptop.round_app().run_test(size=SMALL) as pilot:
        assert await walk(pilot, IN_A_ROUND) == []


async def test_letters_work_with_caps_lock_on(laptop: Laptop) -> None:
    """Guards that a capital does what its small letter does, where nothing can be typed."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "N", "H")
        assert isinstance(app.screen, TextDialog)
        assert app.screen.text == "H"
        await settle(pilot, "escape", "O")
        assert not isinstance(app.screen, RatingScreen)


async def test_a_wrong_choice_at_welcome_can_be_undone(laptop: Laptop) -> None:
    """Guards that Esc at the first step leads to welcome, without a draft when nothing was said, and with one
    when something was.
    """
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "escape")
        assert isinstance(app.screen, WelcomeScreen)
        assert app.scan is None
        assert laptop.drafts.all(laptop.catalog).drafts == ()
        await settle(pilot, "enter", *"meer", "escape")
        assert isinstance(app.screen, WelcomeScreen)
        [draft] = laptop.drafts.all(laptop.catalog).drafts
        assert draft.vision.ambition_note == "meer"


async def test_enter_on_the_field_says_what_to_do(laptop: Laptop) -> None:
    """Guards that Enter never passes the first part without a word, and that letters go to the ambition at once."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "enter", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, VisionScreen)
        assert "waar u nu staat" in " ".join(shown.split())
        await settle(pilot, *"snappet")
        assert app.screen.scan.vision.ambition_note == "snappet"
