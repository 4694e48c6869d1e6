"""Draws the pictures in this folder: the real screens, filled with a made-up scan and a made-up round.

Run it in the checkout after a screen changed: `.venv/bin/python docs/plaatjes/maak.py`. It only writes here.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from pathlib import Path
from uuid import UUID

from rich.cells import cell_len
from textual.app import App

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.cohort_comparison import CohortComparison
from zelfscan.domain.scan import (
    Assessment,
    DevelopmentPoint,
    Level,
    Position,
    Rating,
    Scan,
    Vision,
)
from zelfscan.reports.round_report import FilesRead, RoundReport, round_report
from zelfscan.storage.catalog_yaml import read_catalog
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.paths import catalog_folder
from zelfscan.storage.results import ResultStore
from zelfscan.tui.app import ZelfscanApp
from zelfscan.tui.comparison_app import ComparisonApp
from zelfscan.tui.group_app import GroupApp
from zelfscan.tui.setup import Opened, Setup

HERE = Path(__file__).resolve().parent
SIZE = (120, 34)
STARTED = datetime(2026, 11, 22, 9, 3, 11, tzinfo=UTC)

# Importance and attainment of items 1 to 29, as digits.
IMPORTANCE = "43342244441432444343341223434"
ATTAINMENT = "34132322332324341322243322334"
DELEGATED = {24: "ict-coördinator", 21: "ict-coördinator"}
AMBITION = "Leerlingen kiezen vaker zelf hun doelen en weten wat ze daarvoor nodig hebben."

# A round of ten, of whom the last two gave the importance alone: the answers to items 1 to 29, a word per leader.
ROUND_IMPORTANCE = (
    "43344344442432443344334223434",
    "44434344444434444434344333444",
    "44343244443332444443243222434",
    "33434344433433444344334233443",
    "43443434444324443434433223444",
    "34344343444433344443344232434",
    "44434244434334444334243323443",
    "33344344343423434444334222434",
    "43434344444333444434343233444",
    "44343443434434443344334222443",
)
ROUND_ATTAINMENT = (
    "33233422332324341322233322334",
    "34324312433334442423344433343",
    "44233331442322341332233122424",
    "23332324332433442233324233342",
    "43343233443314431324423213434",
    "34223342344433334142334322333",
    "43434142433234443233233323432",
    "32334324342423431424334212323",
)


def made_up_scan() -> Scan:
    """The scan of the leader with code SL-07, who does not exist."""
    ratings = {
        number: Rating(Level(int(wanted)), Level(int(present)), DELEGATED.get(number, ""))
        for number, (wanted, present) in enumerate(zip(IMPORTANCE, ATTAINMENT, strict=True), start=1)
    }
    return Scan(
        id=UUID("0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e"),
        started=STARTED,
        participant="SL-07",
        instrument="leidinggeven-onderwijs-ict",
        instrument_version=1,
        finished=STARTED + timedelta(minutes=9),
        vision=Vision(
            Position(differentiation=Level.TWO, self_direction=Level.ONE),
            Position(differentiation=Level.THREE, self_direction=Level.THREE),
            AMBITION,
        ),
        ratings=ratings,
        development=(DevelopmentPoint(17, ("sparren", "schoolbezoek")), DevelopmentPoint(7, ("uitwisseling",))),
    )


def later_scan() -> Scan:
    """The same leader a year later."""
    scan = made_up_scan()
    steps = {3: (3, 2), 7: (4, 3), 8: (4, 4), 10: (4, 4), 14: (3, 4), 17: (4, 3), 18: (4, 3), 23: (1, 2), 25: (3, 2)}
    moved = {number: Rating(Level(wanted), Level(present)) for number, (wanted, present) in steps.items()}
    year = timedelta(days=364)
    return replace(
        scan, id=UUID(int=1), started=STARTED + year, finished=STARTED + year, ratings={**scan.ratings, **moved}
    )


def made_up_round() -> tuple[Scan, ...]:
    """Ten leaders who do not exist, of whom four want to exchange."""
    attainment = (*ROUND_ATTAINMENT, *("" for _ in ROUND_IMPORTANCE[len(ROUND_ATTAINMENT) :]))
    return tuple(
        replace(
            made_up_scan(),
            id=UUID(int=place),
            participant=f"SL-{place:02}",
            round_name="najaar-2026",
            assessment=Assessment.FULL if present else Assessment.IMPORTANCE_ONLY,
            ratings={
                number: Rating(Level(int(level)), Level(int(present[number - 1])) if present else None)
                for number, level in enumerate(wanted, start=1)
            },
            exchange="" if place in (1, 3, 4, 7) else None,
        )
        for place, (wanted, present) in enumerate(zip(ROUND_IMPORTANCE, attainment, strict=True), start=1)
    )


async def draw(app: App[int], name: str, keys: Sequence[str] = ()) -> None:
    """Press the keys in the app and write what is on the screen then."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        (HERE / f"{name}.svg").write_text(tidied(app.export_screenshot()), encoding="utf-8")


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


def the_app(catalog: Catalog, folder: Path, opened: Scan | None) -> ZelfscanApp:
    """The app on an opened result, or on what stands in the drafts."""
    place = Opened(folder / "SL-07.toml", opened) if opened else None
    return ZelfscanApp(Setup(catalog, ResultStore(folder), DraftStore(folder / "concepten"), opened=place))


def the_round(catalog: Catalog) -> GroupApp:
    """The app on the made-up round."""
    scans = made_up_round()

    def read(progress: Callable[[int, int], None]) -> tuple[RoundReport, CohortComparison | None]:
        return round_report(catalog, scans, FilesRead(len(scans), len(scans))), None

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
        await draw(the_app(catalog, folder, scan), "kwadrant", ("1", "7"))
        await draw(the_app(catalog, folder, scan), "ontwikkelpunten", ("enter",))
        await draw(the_app(catalog, folder, scan), "onderwerpen", ("enter", "v"))
    await draw(ComparisonApp(catalog, scan, later_scan()), "vergelijken", ("1", "7"))
    await draw(the_round(catalog), "groep", ("right",) * 3)


if __name__ == "__main__":
    asyncio.run(main())
