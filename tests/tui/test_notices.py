"""What the app tells in a line: once, and for no longer than it is about what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from app_harness import SMALL, Laptop, settle
from builders import make_scan, report_round
from zelfscan.domain import Catalog, first_division
from zelfscan.errors import ZelfscanError
from zelfscan.reports import FilesRead
from zelfscan.reports.round_report import round_report
from zelfscan.tui.division import DivisionApp
from zelfscan.tui.group import GroupApp
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keys import NO_FIELD
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.vision import MaterialsScreen, VisionScreen


async def told(pilot: Pilot[Any], *keys: str) -> list[str]:
    """Press these keys; what is told then."""
    await settle(pilot, *keys)
    return [str(toast.render()) for toast in pilot.app.screen.query("Toast").results(Static)]


async def test_a_page_is_told_once_that_it_is_the_first(catalog: Catalog) -> None:
    """Guards that one line stands there however often Esc is pressed, and none on another page or under F1."""
    app = GroupApp(lambda _: (round_report(catalog, report_round(), FilesRead(10, 10)), None))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        first = "Dit is de eerste bladzijde. Stoppen gaat met Ctrl+Q."
        assert await told(pilot, "escape", "escape", "escape") == [first]
        assert await told(pilot, "right") == []
        assert await told(pilot, "escape", "escape") == [first]
        assert await told(pilot, "f1") == []


async def test_a_full_field_says_so_once(catalog: Catalog) -> None:
    """Guards that every key above the number of signs that fit does not add a line."""
    scan = make_scan()
    app = DivisionApp(catalog, scan, first_division(scan), lambda _: None)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        assert await told(pilot, "n", *("x" * 43)) == ["Hier passen hoogstens 40 tekens."]


async def test_what_a_step_says_goes_with_it_and_what_must_be_read_stays(laptop: Laptop) -> None:
    """Guards that no step shows what another one said, and that a complaint and lost keys are told on every screen."""
    app = laptop.app()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        assert await told(pilot, "enter", "f2", "f2", "enter") == ["Kies eerst een antwoord: druk op 1, 2, 3, 4 of 0."]
        app.complain(ZelfscanError("Het lukt niet."))
        app.post_message(events.Paste("een tekst"))
        assert await told(pilot, "escape") == ["Het lukt niet.", NO_FIELD]


async def test_a_screen_says_what_it_is_about_before_it_is_built(
    laptop: Laptop, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that a line that is told, or a click, between two screens finds no screen that cannot answer yet."""
    compose, asked = HouseScreen.compose, set()

    def ask_first(screen: HouseScreen[Any]) -> ComposeResult:
        assert not screen.is_mounted
        hash(screen.subject)
        asked.add(type(screen))
        return compose(screen)

    monkeypatch.setattr(HouseScreen, "compose", ask_first)
    async with laptop.app().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
    app = GroupApp(lambda _: (round_report(catalog, report_round(), FilesRead(10, 10)), None))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
    assert {kind for kind in _kinds(HouseScreen) if "subject" in vars(kind)} <= asked


def _kinds(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


async def test_a_line_is_told_while_the_next_step_comes(laptop: Laptop, catalog: Catalog) -> None:
    """Guards that a click between a step that has a word to say and the next one built is no end of the program."""
    app = laptop.app()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        app.notify("Het lukt.")
        for kind in (VisionScreen, MaterialsScreen, RatingScreen):
            comes = app.push_screen(kind(catalog, make_scan(draft=True)))
            assert app.screen_for_keys() is not None
            await app.on_event(events.MouseDown(None, 1, 1, 0, 0, 1, shift=False, meta=False, ctrl=False))
            await comes
            assert type(app.screen) is kind
