"""What a leader of a round leaves behind: nothing in memory that the program holds, in logs, pictures or dumps."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen

from app_harness import SMALL, Laptop, settle
from zelfscan.tui.round import guard
from zelfscan.tui.round.screens import RoundWelcomeScreen
from zelfscan.tui.steps.vision import VisionScreen

LOOK = """
import os, sys
from zelfscan.tui.round import close_the_windows
close_the_windows()
print(sorted(name for name in os.environ if name.startswith("TEXTUAL")))
if sys.platform == "win32":
    print("none")
else:
    import resource
    print(resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
else:
    print("none")
"""
LOOKS = 500
START = ("enter", "1", "2", "3", "4", "enter")
BACKWARDS = ("yjkvwxzq", "plovemun", "dhgrewsb", "kwarfnij")
"""What the leader writes, letter by letter and in four places, so that no text of this test itself is found."""


def held_texts() -> Iterator[str]:
    """Every text that an object of this process holds, also in what the collector leaves aside."""
    gc.unfreeze()
    gc.collect()
    seen: set[int] = set()
    todo: list[object] = [*gc.get_objects()]
    while todo:
        for found in gc.get_referents(todo.pop()):
            if isinstance(found, str):
                yield found
            elif isinstance(found, bytes | bytearray):
                yield found.decode("latin-1")
            elif not gc.is_tracked(found) and id(found) not in seen and isinstance(found, dict | tuple | list | set):
                seen.add(id(found))
                todo.append(found)


def left_of(words: tuple[str, ...]) -> list[str]:
    """The texts in which five letters or more of one of these words stand, which are given backwards."""
    ends = [word[-5:] for word in words]
    return [text[:80][::-1] for text in held_texts() if any(end in text[::-1] for end in ends)]


@pytest.mark.heavy
async def test_nothing_that_a_leader_wrote_is_left_in_memory(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the memory between two leaders: after 'klaar' no object holds a word of the first, the caches of widgets,
    of Textual and of the libraries below it included."""
    monkeypatch.setattr(guard, "SOON", 0.01)
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        ambition, used, note, contact = (list(word[::-1]) for word in BACKWARDS)
        await settle(pilot, *START, "tab", *ambition, "f2", *used, "f2", "4", "2", "n", *note, "escape")
        await settle(pilot, "o", "enter", "enter", "enter", "enter", "enter", "down", "tab", *contact)
        assert left_of(BACKWARDS)
        app.copy_to_clipboard("".join(ambition))
        await settle(pilot, "f2", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await pilot.pause(0.05)
        await settle(pilot)
        assert left_of(BACKWARDS) == []
        assert app.clipboard == "zelfscan"
        await settle(pilot, *START, "f2", "f2", "4", "2")
    assert [scan.vision.ambition_note for scan in laptop.results()] == [BACKWARDS[0][::-1]]


async def until_shown(pilot: Pilot[Any], screen: type[Screen[Any]]) -> None:
    """Wait for a screen: the first step comes a moment after the window for a pin, on a busy computer much later."""
    for _ in range(LOOKS):
        if isinstance(pilot.app.screen, screen):
            return
        await pilot.pause(0.01)


async def test_a_round_takes_no_pictures(laptop: Laptop) -> None:
    """Guards the palette of a round: no command writes the screen to a file, and the action for it does nothing."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START)
        await until_shown(pilot, VisionScreen)
        commands = [command.title.casefold() for command in app.get_system_commands(app.screen)]
        assert not any("screenshot" in title or "schermafdruk" in title for title in commands)
        assert app.check_action("screenshot", ()) is False
        await settle(pilot, "ctrl+p")
        await until_shown(pilot, CommandPalette)
        assert isinstance(app.screen, CommandPalette)


def test_a_round_switches_off_what_writes_it_down() -> None:
    """Guards against a log, a picture, pressed keys or other code that a variable asks for; what only says how things
    are drawn stays."""
    environ = {"TEXTUAL": "devtools", "TEXTUAL_LOG": "x", "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_DRIVER": "x:y",
               "TEXTUAL_PRESS": "a", "TEXTUAL_FPS": "30", "HOME": "h"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", LOOK], env=environ, capture_output=True, text=True, check=True)
    left, core, dumpable = done.stdout.splitlines()
    assert left == "['TEXTUAL_FPS']"
    assert core == ("none" if sys.platform == "win32" else "(0, 0)")
    assert dumpable == ("0" if sys.platform == "linux" else "none")
