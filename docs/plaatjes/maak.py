"""Draws the pictures in this folder: the real screens, filled with a made-up scan and a made-up round.

Run it in the checkout after a screen changed: `make plaatjes`. It only writes here.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import chdir
from dataclasses import replace
from functools import partial
from html import escape, unescape
from pathlib import Path

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from zelfscan.cli.scan import made_up_figures, made_up_leader
from zelfscan.domain import Catalog, CohortComparison, Level, Rating, Scan
from zelfscan.reports import FilesRead, RoundReport
from zelfscan.reports.round_report import round_report
from zelfscan.storage import DraftStore, ResultStore, catalog_folder
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.tui.comparison import ComparisonApp
from zelfscan.tui.group import GroupApp
from zelfscan.tui.keeper import Opened, Setup
from zelfscan.tui.scan_app import ScanApp

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from voorbeeld import later_scan, made_up_round, made_up_scan  # noqa: E402

SIZE = (120, 34)
ENOUGH = 5
"""Looks in a row at a screen that stays the same, after which it is drawn."""


async def draw(app: App[int], name: str, keys: Sequence[str] = ()) -> None:
    """Press the keys in the app and write what is on the screen then."""
    async with app.run_test(size=SIZE) as pilot:
        await _still(pilot)
        for key in keys:
            await pilot.press(key)
            await _still(pilot)
        (HERE / f"{name}.svg").write_text(tidied(app.export_screenshot()), encoding="utf-8")


async def _still(pilot: Pilot[int]) -> None:
    """Wait until nothing on the screen changes any more, however slow the computer is."""
    latest: list[str] = []
    while len(latest) < ENOUGH or len(set(latest[-ENOUGH:])) > 1:
        await pilot.pause(0.1)
        latest.append(pilot.app.export_screenshot())


def tidied(picture: str) -> str:
    """The picture with fonts of the reader's own computer, so that looking at it asks nothing of any network.

    Blanks at either end of a piece of text become a place: not every program that shows pictures keeps them.
    """
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo, Consolas")
    picture = re.sub(r'x="([\d.]+)" (y="[\d.]+") textLength="([\d.]+)"([^>]*)>([^<]*)<', _without_outer_blanks, picture)
    return "\n".join(line.rstrip() for line in picture.splitlines() if line.strip()) + "\n"


def _without_outer_blanks(piece: re.Match[str]) -> str:
    x, y, length, rest, text = piece.groups()
    signs = unescape(text)
    if not (kept := signs.strip("\N{NO-BREAK SPACE}")).strip():
        return piece[0]
    cell = float(length) / cell_len(signs)
    before = len(signs) - len(signs.lstrip("\N{NO-BREAK SPACE}"))
    moved = f'x="{float(x) + before * cell:g}" {y} textLength="{cell * cell_len(kept):g}"'
    inner = escape(kept, quote=False).replace("\N{NO-BREAK SPACE}", "&#160;")
    return f"{moved}{rest}>{inner}<"


def the_app(catalog: Catalog, folder: Path, opened: Scan | None) -> ScanApp:
    """The app on an opened result, or on what stands in the drafts."""
    place = Opened(folder / "SL-11.toml", opened) if opened else None
    return ScanApp(Setup(catalog, ResultStore(folder), DraftStore(folder / "concepten"), opened=place))


def the_home(catalog: Catalog, example: Callable[[], Opened], example_round: Callable[[], RoundReport]) -> ScanApp:
    """Home with the results of two years, on a day that stays the same."""
    # A folder as people see it: that of the moment would be another one in each picture.
    results = ResultStore(Path("Documenten/zelfscan"))
    for scan in (made_up_scan(), latest := later_scan()):
        results.save(scan, catalog)
    drafts = DraftStore(Path("concepten"))
    return ScanApp(
        Setup(
            catalog,
            results,
            drafts,
            participant=latest.participant,
            now=lambda: latest.finished or latest.started,
            example=example,
            example_round=example_round,
        )
    )


def the_round(catalog: Catalog) -> GroupApp:
    """The app on the made-up round."""
    scans = made_up_round()

    def read(progress: Callable[[int, int], None]) -> tuple[RoundReport, CohortComparison | None]:
        return round_report(catalog, scans, FilesRead(len(scans), len(scans), made_up=True)), None

    return GroupApp(read)


async def main() -> None:
    """Draw everything."""
    catalog = read_catalog(catalog_folder())
    scan = made_up_scan()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        halfway = {number: rating for number, rating in scan.ratings.items() if number < 7} | {7: Rating(Level.FOUR)}
        draft = replace(scan, finished=None, development=(), ratings=halfway)
        DraftStore(folder / "concepten").save(draft, catalog)
        await draw(the_app(catalog, folder, None), "beoordelen", ("enter", "right", "right"))
        await draw(the_app(catalog, folder, scan), "kwadrant", ("g", "1", "7", "enter"))
        await draw(the_app(catalog, folder, scan), "ontwikkelpunten", ("enter",))
        await draw(the_app(catalog, folder, scan), "onderwerpen", ("enter", "v"))
    with tempfile.TemporaryDirectory() as name, chdir(name):
        source = catalog_folder()
        looks = (
            partial(made_up_leader, catalog, Path(name), source),
            partial(made_up_figures, catalog, Path(name), source),
        )
        await draw(the_home(catalog, *looks), "begin")
    await draw(ComparisonApp(catalog, scan, later_scan()), "vergelijken", ("1", "7"))
    await draw(the_round(catalog), "groep", ("6",))


if __name__ == "__main__":
    # The same colours and signs from whatever terminal it is run.
    os.environ.pop("NO_COLOR", None)
    os.environ.update(COLORTERM="truecolor", TERM="xterm-256color", ZELFSCAN_TEKENS="alle")
    asyncio.run(main())
