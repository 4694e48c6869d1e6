"""Nothing is cut on the screens of the conversation, the look back and the division while there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.widgets import Button, Static

from app_harness import LARGE, SMALL, Laptop, screen_text, settle
from builders import NUMBERS, STARTED, make_scan
from zelfscan.domain import Agreement, DevelopmentPoint, Division, Role, Scan
from zelfscan.storage import ResultStore
from zelfscan.tui.comparison import ComparisonApp, ComparisonScreen
from zelfscan.tui.conversation.look_back import LookBackScreen, result_keeper
from zelfscan.tui.conversation.windows import AgreementDialog
from zelfscan.tui.division import DivisionApp
from zelfscan.tui.keeper import Opened
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.widgets.inputs import TextField

STEP = (
    "We beginnen met een leerteam van drie leraren, dat elke maand een les met ict voorbereidt, bij elkaar kijkt en "
    "nabespreekt. De ict-coördinator plant de momenten en zorgt voor vervanging, zodat niemand het in eigen tijd doet."
)


def agreed_scan() -> Scan:
    """A scan with a long agreement, of which the chosen support takes more than a line."""
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (3, 3)) | {7: (4, 1), 17: (4, 2)})
    agreed = Agreement(STEP, "directeur met de ict-coördinator", date(2027, 3, 1), STEP)
    return replace(scan, development=(DevelopmentPoint(7, ("sparren", "schoolbezoek"), agreed), DevelopmentPoint(17)))


def cut(app: App[Any]) -> Iterator[str]:
    """What is cut: a button that is not whole, a text with fewer lines than it takes, a field that shows its tail."""
    for widget in app.screen.query("*"):
        if not widget.display:
            continue
        if not widget.region.area:
            if isinstance(widget, Button) and all(
                above.display for above in widget.ancestors_with_self if above is not app
            ):
                yield f"the button {widget.label}"
            continue
        shown = app.screen.find_widget(widget)
        if isinstance(widget, Button):
            if shown.visible_region != shown.region or len(str(widget.label)) > widget.content_size.width:
                yield f"the button {widget.label}"
        elif isinstance(widget, TextField):
            if widget.content_size.height < 2 or (widget.scroll_y and not widget.has_focus):
                yield f"the field {widget.id}"
        elif type(widget) is Static and widget.styles.text_wrap != "nowrap":
            size = widget.content_size
            if widget.get_content_height(size, app.size, size.width) > size.height:
                yield f"the text {widget.id}"


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_nothing_is_cut_in_a_conversation(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards every stop of a conversation and its windows, also where a long agreement was made: all buttons stand
    whole on the screen without scrolling, a text says where it stops, and a long step is read from its beginning.
    """
    path = ResultStore(laptop.exports).save(agreed_scan(), laptop.catalog)
    setup = laptop.setup(opened=path)
    assert setup.opened is not None
    app = ScanApp(setup._replace(opened=Opened(path, setup.opened.scan, for_talk=True)))
    async with app.run_test(size=size) as pilot:
        for keys in ("", "f2", "f2", "f2", "f2", "f5", "escape", "f3", "escape", "f6", "escape", "f2", "f8", "enter"):
            await settle(pilot, *filter(None, [keys]))
            assert not list(cut(app)), (keys, type(app.screen))
            if isinstance(app.screen, AgreementDialog):
                assert "We beginnen met een leerteam" in screen_text(app)
        assert isinstance(app.screen, SaveScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_nothing_is_cut_in_a_look_back(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards the look back on a long agreement: its words and all buttons stand whole on the screen, and so
    does what came of it beside the arrow.
    """
    later = make_scan(
        "SL-07", dict.fromkeys(NUMBERS, (4, 3)), started=STARTED + timedelta(days=365), scan_id=UUID(int=9, version=4)
    )
    path = ResultStore(laptop.exports).save(later, laptop.catalog)
    app = ComparisonApp(laptop.catalog, agreed_scan(), later, keeper=result_keeper(laptop.setup(), path, later))
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "t")
        assert isinstance(app.screen, LookBackScreen)
        assert not list(cut(app))
        shown = await settle(pilot, "space", "f2", "7")
        assert "Wat ervan kwam:" in shown
        assert isinstance(app.screen, ComparisonScreen)
        # From an item without an agreement to one with, the bar to scroll takes no room that lines were made for.
        await settle(pilot, "9", "7")
        detail = app.screen.detail
        assert all(cell_len(line.text) <= detail.room for line in detail.sheet.lines)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("names", [["intern begeleider"], ["ict-coördinator", "leraar groep 8"]])
async def test_the_names_of_roles_are_whole(laptop: Laptop, names: list[str], size: tuple[int, int]) -> None:
    """Guards that a name of a role takes the room that is there, and that a click still goes to its own column."""
    division = Division(UUID(int=1, version=4), "SL-07", tuple(Role(name, {}) for name in names))
    kept: list[Division] = []
    app = DivisionApp(laptop.catalog, agreed_scan(), division, kept.append)
    async with app.run_test(size=size) as pilot:
        shown = await settle(pilot)
        assert all(name in shown for name in names)
        assert not list(cut(app))
        heads = next(line for line in shown.splitlines() if names[-1] in line)
        await pilot.click("DivisionGrid", offset=(heads.index(names[-1]) + 1, 1))
        await settle(pilot)
    assert [bool(role.holdings) for role in kept[-1].roles] == [name == names[-1] for name in names]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_many_roles_share_the_room(laptop: Laptop, size: tuple[int, int], tmp_path: Path) -> None:
    """Guards that more roles than fit scroll, with the buttons whole."""
    roles = tuple(Role(f"teamleider {number}", {}) for number in range(8))
    app = DivisionApp(laptop.catalog, agreed_scan(), Division(UUID(int=1, version=4), "SL-07", roles), None)
    async with app.run_test(size=size) as pilot:
        shown = await settle(pilot, *["right"] * 7)
        assert "[·]" in shown
        assert not list(cut(app))
