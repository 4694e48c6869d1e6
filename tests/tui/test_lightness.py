"""What makes a screen quick, counted instead of timed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import DataTable

import zelfscan.tui
from app_harness import LARGE, SMALL, Laptop, settle
from builders import report_round
from command_line import apart
from zelfscan.domain import Catalog
from zelfscan.reports import FilesRead
from zelfscan.reports.round_report import round_report
from zelfscan.storage.packed_catalog import packed
from zelfscan.tui.app import HouseApp
from zelfscan.tui.group import GroupApp
from zelfscan.tui.group.view import GroupScreen
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.widgets.lines import Line, PointedList, line

pytestmark = pytest.mark.heavy

MOST_WIDGETS = 45
"""On one screen, with title bar, footer and scrollbars. Each widget costs time at opening and at every layout."""
FIRST_SCREEN = """
import asyncio, sys
from pathlib import Path
sys.dont_write_bytecode, sys.pycache_prefix = False, str(Path("bytecode").absolute())
import zelfscan.cli.scan
from zelfscan.storage import ResultStore, usual_drafts
from zelfscan.storage.packed_catalog import unpacked
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.keeper import Setup

catalog = unpacked(Path("catalogus.json").read_text(encoding="utf-8"))
app = ScanApp(Setup(catalog, ResultStore(Path("exports")), usual_drafts()))
loaded = set(sys.modules)

async def look():
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete([worker for worker in app.workers if worker.name == "load_the_rest"])
        await pilot.pause()

asyncio.run(look())
print(*sorted(loaded))
print(*sorted(sys.modules))
"""


def widgets(app: App[int]) -> int:
    """The widgets of the screen on top."""
    return sum(1 for _ in app.screen.walk_children())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_step_mounts_more_than_it_needs(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards the number of widgets of every step of the scan, and of the windows for help, notes and the list."""
    app = laptop.app()
    counted: dict[str, int] = {}
    async with app.run_test(size=size) as pilot:
        for keys in (
            ["tab"], ["f1"], ["escape", "enter"], ["f2"], ["f2"], ["n"], ["escape", "g"], ["escape", "o"], ["enter"],
            ["enter"], ["enter"], ["enter"], ["enter"],
        ):  # fmt: skip
            await settle(pilot, *keys)
            counted[type(app.screen).__name__] = widgets(app)
        assert isinstance(app.screen, SaveScreen)
    assert len(counted) >= 10
    assert {name: count for name, count in counted.items() if count > MOST_WIDGETS} == {}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_page_of_the_group_mounts_more_than_it_needs(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards the same for the pages of the group view."""
    report = round_report(catalog, report_round(), FilesRead(10, 10))
    app = GroupApp(lambda progress: (report, None))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, GroupScreen)
        for page in "12345":
            await settle(pilot, page)
            assert widgets(app) <= MOST_WIDGETS


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_screen_is_styled_once_for_its_size(
    laptop: Laptop, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the opening of a screen: what Textual says of its size changes no class, which would style all again."""
    changed: list[str] = []
    update = HouseScreen.update_classes

    def watched(screen: HouseScreen[Any], classes: Mapping[str, bool], **options: bool) -> HouseScreen[Any]:
        before = screen.classes
        update(screen, classes, **options)
        if screen.is_mounted and screen.classes != before:
            changed.append(f"{screen}: {before} -> {screen.classes}")
        return screen

    monkeypatch.setattr(HouseScreen, "update_classes", watched)
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        for keys in ([], ["enter"], ["f2"], ["f2"], ["o"]):
            await settle(pilot, *keys)
        assert isinstance(app.screen, HouseScreen)
        assert {"-low" if size == SMALL else "-high"} < app.screen.classes
    assert changed == []


async def test_a_list_is_built_once_for_its_width(catalog: Catalog) -> None:
    """Guards that a list has its lines at the first layout, and never a second set for its scrollbar."""
    rooms: list[int] = []
    widths: list[int] = []

    def build(width: int) -> list[Line]:
        rooms.append(app.query_one(PointedList).room)
        widths.append(width)
        return [line(f"regel {number}", key=str(number)) for number in range(50)]

    class OneList(HouseApp):
        CSS_PATH = [Path(zelfscan.tui.__file__).with_name(name) for name in ("zelfscan.tcss", "steps.tcss")]

        def compose(self) -> ComposeResult:
            yield PointedList()

        def on_mount(self) -> None:
            self.query_one(PointedList).show(build)

    app = OneList()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        found = app.query_one(PointedList)
        assert len(found.keys) == 50
        assert rooms[0] == 0  # in the middle of the first layout, not after it
        assert set(widths) == {found.room}


async def test_a_table_is_one_widget(laptop: Laptop) -> None:
    """Guards that the overview draws its 29 rows as one table, and not as a widget for each."""
    app = laptop.app()
    async with app.run_test() as pilot:
        await settle(pilot, "enter", "f2", "f2", "o")
        assert list(app.screen.query_one(DataTable).walk_children(with_self=False)) == []


def test_the_first_screen_waits_for_nothing_else(tmp_path: Path, catalog: Catalog) -> None:
    """Guards the start: before the first screen stands, nothing is loaded that only later screens, files or options
    need. What is loaded while it is read holds what writes a draft, and no plotext and no whole report either."""
    (tmp_path / "catalogus.json").write_text(packed(catalog), encoding="utf-8")
    apart(home=tmp_path, code=FIRST_SCREEN)  # which compiles what the second start finds ready
    told = apart(home=tmp_path, code=FIRST_SCREEN)
    assert told.status == 0, told.err
    before, after = (set(line.split()) for line in told.out.splitlines())
    later = {
        "zelfscan.domain.conversation",
        "zelfscan.reports.document",
        "msgspec",
        "tomli_w",
        "zelfscan.tui.steps.ratings",
        "zelfscan.tui.steps.quadrant",
        "zelfscan.storage.draft_journal",
        "filelock",
    }
    unneeded = {
        "plotext",
        "networkx",
        "yaml",
        "typst",
        "pyrage",
        "xlsxwriter",
        "rtoml",
        "zelfscan.reports.leader",
    }
    assert before & (later | unneeded | {"argparse", "secrets"}) == set()
    assert later <= after
    assert after & unneeded == set()
