"""One grammar of keys, on every screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from textual.app import App
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button

from app_harness import FIFTY_EIGHT_KEYS, SMALL, Laptop, screen_text, settle
from builders import NUMBERS, make_scan, report_round
from zelfscan.domain import Agreement, Catalog, DevelopmentPoint, first_division
from zelfscan.reports import FilesRead
from zelfscan.reports.round_report import round_report
from zelfscan.storage import Key, ResultStore, read_scan
from zelfscan.tui.comparison import ComparisonApp
from zelfscan.tui.conversation.look_back import result_keeper
from zelfscan.tui.dialogs import TextDialog
from zelfscan.tui.division import DivisionApp
from zelfscan.tui.group import GroupApp
from zelfscan.tui.group.view import GroupScreen
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keeper import Opened
from zelfscan.tui.keys import DROPPED, OrderlyScreen, text_field
from zelfscan.tui.round.screens import CoverScreen, FacilitatorScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps import StepScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.choice_list import ChoiceList, ResultList
from zelfscan.tui.widgets.inputs import TextField

WALK = (
    (), ("enter",), ("f2",), ("f2",), ("n",), ("escape", "b"), ("escape", "g"), ("escape", *FIFTY_EIGHT_KEYS),
    ("enter",), ("enter",), ("enter",), ("enter",),
)  # fmt: skip
TALK = (
    (), ("f2",), ("f2",), ("f2",), ("f2",), ("f5",), ("escape",), ("f6",), ("escape", "f1"), ("escape", "f8"),
    ("enter",),
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

DRAGGED = ((200, 60), (60, 20), (80, 23), (30, 60), (1, 1), (120, 40), (100, 5), SMALL)
"""A window that is dragged: from wide to narrow at once, as a maximised one goes back, and to hardly anything."""


def faults(screen: Screen[Any]) -> list[str]:
    """Where a screen breaks the grammar."""
    active = screen.active_bindings
    found = []
    if text_field(screen) is not None:
        found += [f"{key} is a command beside a text" for key in active if len(key) == 1 and key.isalnum()]
    if "escape" in active and any(word in active["escape"].binding.action for word in ("quit", "exit")):
        found.append("Esc ends the program")
    if isinstance(screen, OrderlyScreen) and not screen.HAS_FIELDS:
        found += [f"there is a field: {part}" for part in screen.query("*") if part.check_consume_key("a", "a")]
    found += [f"{part} is not painted" for part in screen.query("*") if part.can_focus and not part.visible]
    if isinstance(screen, HouseScreen):
        keys = [(str(key.render()), key.region) for key in screen.query("FooterKey")]
        if not keys or not keys[0][0].startswith("Enter "):
            found.append(f"the footer begins with {keys[:1]}")
        if any(region.right > screen.size.width for _, region in keys):
            found.append(f"the footer does not fit: {keys[-1]}")
    if isinstance(screen, StepScreen):
        found += [] if "escape" in active else ["no way back"]
    for button in screen.query(Button):
        row = button.parent
        assert isinstance(row, Widget)
        if button.region.area and not row.region.contains_region(button.region):
            found.append(f"{button.label} is cut off")
        if row.parent is not None and row.parent.has_class("window"):
            above = row.parent.children[row.parent.children.index(row) - 1]
            if not isinstance(above, TextField) and button.region.y <= above.region.bottom:
                found.append(f"{button.label} touches what stands above it")
    return [f"{type(screen).__name__}: {fault}" for fault in found]


def words(shown: str) -> str:
    """What is said on a screen: a cursor may blink, and the ends of scrollbars are Textual's."""
    return re.sub(r"[\s▁-▇]", "", shown)


def scrolled(app: App[Any]) -> list[tuple[float, float]]:
    """How far each part of what stands there is scrolled, also below a small window."""
    return [(part.scroll_x, part.scroll_y) for screen in app.screen_stack for part in screen.query("*")]


async def dragged(pilot: Pilot[Any]) -> list[str]:
    """What changed on a screen while its window was made larger and smaller, down to nothing, and back again."""
    before, places = words(screen_text(pilot.app)), scrolled(pilot.app)
    for size in DRAGGED:
        await pilot.resize_terminal(*size)
        if not pilot.app.is_running:
            return [f"a window of {size} ends the program"]
    shown = await settle(pilot)
    name = type(pilot.app.screen).__name__
    if isinstance(pilot.app.focused, ChoiceList | ResultList) and "▸" not in shown:
        return [f"{name} shows no longer what was pointed at:\n{shown}"]
    if scrolled(pilot.app) != places:
        return []  # what was pointed at had to come into view
    return [] if words(shown) == before else [f"{name} looks otherwise after dragging:\n{shown}"]


async def walk(pilot: Pilot[Any], steps: tuple[tuple[str, ...], ...]) -> list[str]:
    """The faults of all screens on a walk; nothing new on the screen is a fault as well."""
    found: list[str] = []
    for keys in steps:
        before = pilot.app.screen
        await settle(pilot, *keys)
        found += faults(pilot.app.screen) + await dragged(pilot)
        if keys and pilot.app.screen is before:
            found.append(f"{keys[-1]} does nothing on {type(before).__name__}")
    return found


@pytest.mark.heavy
async def test_every_screen_keeps_to_the_grammar(laptop: Laptop) -> None:
    """Guards that no letter or digit is a command beside a text, that Enter is the first key in the footer and leads
    on, that Esc never ends the program, that buttons are whole and stand clear, and that a window may be dragged to
    any size and back.
    """
    async with laptop.app().run_test(size=SMALL) as pilot:
        assert await walk(pilot, WALK) == []
    async with laptop.round_app().run_test(size=SMALL) as pilot:
        assert await walk(pilot, IN_A_ROUND) == []


def group_app(catalog: Catalog) -> GroupApp:
    """The group view on a round of ten."""
    return GroupApp(lambda progress: (round_report(catalog, report_round(), FilesRead(10, 10)), None))


@pytest.mark.heavy
async def test_every_page_of_the_group_keeps_to_the_grammar(catalog: Catalog) -> None:
    """Guards the same of the pages of a round: Enter leads on from each, and Esc back to the first."""
    app = group_app(catalog)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, GroupScreen)
        for place in range(len(app.screen.pages)):
            app.screen.place = place
            await settle(pilot)
            assert faults(app.screen) + await dragged(pilot) == []
            await settle(pilot, "enter")
            assert app.screen.place != place
            await settle(pilot, "escape", "escape")
            assert app.screen.place == 0
        await settle(pilot, "escape")
        assert app.is_running


@pytest.mark.heavy
async def test_the_comparison_and_the_windows_of_a_round_keep_to_the_grammar(catalog: Catalog, laptop: Laptop) -> None:
    """Guards the same of the comparison, of the facilitator's screen and of the cover."""
    scan = make_scan("SL-07", dict.fromkeys(range(1, 30), (4, 1)))
    app = ComparisonApp(catalog, scan, replace(scan, id=UUID(int=2)))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert faults(app.screen) + await dragged(pilot) == []
        await settle(pilot, "escape")
        assert app.is_running
    round_app = laptop.round_app()
    async with round_app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f3")
        assert isinstance(round_app.screen, FacilitatorScreen)
        assert faults(round_app.screen) + await dragged(pilot) == []
        assert "precies 4 cijfers" in await settle(pilot, "enter", "enter", "1", "enter")
        assert faults(round_app.screen) + await dragged(pilot) == []
        await settle(pilot, "escape")
        laptop.seconds = 400
        round_app.guard.on_idle()
        await settle(pilot)
        assert isinstance(round_app.screen, CoverScreen)
        assert faults(round_app.screen) + await dragged(pilot) == []
        await settle(pilot, "escape")
        assert round_app.is_running


@pytest.mark.heavy
async def test_what_is_opened_beside_a_scan_keeps_to_the_grammar(catalog: Catalog, laptop: Laptop) -> None:
    """Guards the same of the conversation with its windows, of an agreement, of the look back and of the division."""
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 2)))
    agreed = DevelopmentPoint(1, (), Agreement("Leerteam"))
    path = ResultStore(laptop.exports).save(replace(scan, development=(agreed,)), catalog)
    setup = laptop.setup()
    opened = Opened(path, read_scan(path, catalog), for_talk=True)
    app = ScanApp(setup._replace(opened=opened))
    async with app.run_test(size=SMALL) as pilot:
        assert await walk(pilot, TALK) == []
        assert isinstance(app.screen, SaveScreen)
    app = ScanApp(setup._replace(opened=opened._replace(for_talk=False)))
    async with app.run_test(size=SMALL) as pilot:
        assert await walk(pilot, ((), ("enter",), ("f",), ("escape",))) == []
    earlier = replace(opened.scan, started=scan.started - timedelta(days=365), id=UUID(int=9, version=4))
    comparison = ComparisonApp(catalog, earlier, opened.scan, (), result_keeper(setup, path, opened.scan))
    async with comparison.run_test(size=SMALL) as pilot:
        assert await walk(pilot, ((), ("t",), ("escape",))) == []
    division = DivisionApp(catalog, scan, first_division(scan), lambda _: None)
    async with division.run_test(size=SMALL) as pilot:
        assert await walk(pilot, ((), ("n",), ("escape", "f1"), ("escape",))) == []
        await settle(pilot, "escape")
        assert division.is_running


@pytest.mark.heavy
async def test_what_stands_beside_the_steps_may_be_dragged(catalog: Catalog, laptop: Laptop) -> None:
    """Guards the same of home with more results than fit, of what is asked when a disk or a code refuses, of what is
    shared and of a round with scans that wait: no size ends the program, and what was pointed at stays in sight.
    """
    many = [make_scan(f"SL-{number}", {1: (4, 2)}, scan_id=UUID(int=number, version=4)) for number in range(20, 34)]
    paths = [ResultStore(laptop.exports).save(scan, catalog) for scan in many]
    async with laptop.app().run_test(size=SMALL) as pilot:
        assert await beside(pilot, ("tab", "tab"), ("down",) * 13, ("delete",), ("escape", "ctrl+p")) == []
    async with laptop.app(opened=paths[0]).run_test(size=SMALL) as pilot:
        assert await beside(pilot, ("w",), ("escape", "enter", "enter", "enter", "s"), ("tab", "x", "enter")) == []
    app = laptop.round_app(facilitator="1234")
    async with app.run_test(size=SMALL) as pilot:
        assert await beside(pilot, ("enter",), ("1", "enter"), ("escape", "f2", "f2", "4", "f8"), ("7", "enter")) == []
        assert await beside(pilot, ("escape", "f3", *"1234", "enter"), ("p",), ("escape", "escape")) == []
        answered = ("enter", "escape", "f2", "f2", *FIFTY_EIGHT_KEYS, *["enter"] * 4)
        assert await beside(pilot, answered, ("down", "space"), ("tab", "tab", *["down"] * 13)) == []
    app = laptop.round_app(recipient=Key.new().recipient)
    async with app.run_test(size=SMALL) as pilot:
        assert await beside(pilot, (), ("f3",), ("e",)) == []


async def beside(pilot: Pilot[Any], *steps: tuple[str, ...]) -> list[str]:
    """The faults of what these keys lead to."""
    found: list[str] = []
    for keys in steps:
        await settle(pilot, *keys)
        found += faults(pilot.app.screen) + await dragged(pilot)
    return found


async def test_a_message_covers_nothing_but_the_keys(laptop: Laptop) -> None:
    """Guards that what the app tells in a line stands over the footer, and not over what it is about."""
    app = laptop.app()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        shown = await settle(pilot, "enter", "f2", "f2", "enter")
        assert "Kies eerst" in shown.splitlines()[-1]
        [toast] = app.screen.query("Toast")
        assert toast.region.y == SMALL[1] - 1
        app.notify(DROPPED, severity="warning", markup=False)
        await settle(pilot)
        assert all(toast.region.height == 1 for toast in app.screen.query("Toast"))


@pytest.mark.heavy
@pytest.mark.parametrize("size", [SMALL, (100, 30), (120, 40), (160, 50)])
async def test_an_explanation_is_as_high_as_it_needs_to_be(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards that F1 and 'Wat is dit?' only scroll where the window cannot grow, and that their button is whole."""
    async with laptop.app().run_test(size=size) as pilot:
        for keys in (("f1",), ("escape", "enter", "f1"), ("escape", "f2", "f2", "f1"), ("escape", "i")):
            await settle(pilot, *keys)
            window, text = pilot.app.screen.query_one(".window"), pilot.app.screen.query_one(VerticalScroll)
            assert faults(pilot.app.screen) == []
            assert not text.max_scroll_y or window.region.height == size[1] * 9 // 10
            assert pilot.app.screen.query(Button).last().region.bottom + 2 == window.region.bottom


@pytest.mark.heavy
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
