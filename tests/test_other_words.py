"""One truth for words: with other words in the catalog, none of the old ones stands in any report or on any screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.app import App

from app_harness import LARGE, StepHost, settle, window_text
from builders import STARTED, make_rating, make_scan, plain_catalog, report_round
from zelfscan.domain import (
    Assessment,
    Catalog,
    DevelopmentPoint,
    LearningModel,
    Level,
    Position,
    QuarterNames,
    Scale,
    ScaleName,
    Scan,
    Vision,
    compare,
    compare_cohorts,
)
from zelfscan.reports import FilesRead, catalog_text, comparison_report, document_text, group_report, leader_report
from zelfscan.reports.forms.markdown import markdown
from zelfscan.reports.round_report import round_report
from zelfscan.tui.comparison import ComparisonApp
from zelfscan.tui.group import GroupApp
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.steps import StepScreen
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SharingScreen
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.steps.vision import VisionScreen

OLD = re.compile(
    r"\b(belang|belangrijke?r?|toepassing|helemaal niet|niet echt|redelijke?|heel erg|in redelijke mate|benutten"
    r"|loslaten|laag houden|zelfregie|externe regie|zelfregulerend|gepersonaliseerd\w*|groepsdifferentiatie|klassikaal"
    r"|individueel|collectief)\b",
    re.IGNORECASE,
)
STEPS = (
    VisionScreen, RatingScreen, OverviewScreen, QuadrantScreen, DevelopmentScreen, TopicsScreen, SharingScreen,
)  # fmt: skip


def scale(name: str) -> Scale:
    """A scale of which every word is made up."""
    levels = (f"{name}nul", f"{name}een", f"{name}twee", f"{name}drie")
    return Scale(f"Hoe {name}?", levels, f"{name}naam", f"de {name}maat", f"{name}ig", f"{name}laag", f"{name}hoog")


CATALOG: Catalog = plain_catalog()._replace(
    importance=scale("wob"),
    attainment=scale("kri"),
    quarters=QuarterNames("vakeen", "vaktwee", "vakdrie", "vakvier"),
    learning=LearningModel(*(f"leer{place}" for place in range(8))),
)
HERE = Position(differentiation=Level.TWO, self_direction=Level.THREE)
FULL: Scan = replace(
    make_scan(
        "SL-07",
        {
            **{number: (1 + number % 4, 1 + number // 4 % 4) for number in range(1, 27)},
            27: (4, None),
            28: make_rating(4, 1, "Jan"),
        },
    ).with_rating(29, make_rating(3).without_judgement(ScaleName.ATTAINMENT)),
    development=(DevelopmentPoint(3), DevelopmentPoint(7)),
    vision=Vision(HERE, HERE, "meer samen"),
    exchange="bel maar",
    round_name="najaar",
)
ONLY: Scan = make_scan(
    "SL-08", {number: (1 + number % 4, None) for number in range(1, 30)}, assessment=Assessment.IMPORTANCE_ONLY
)
LATER: Scan = make_scan(
    "SL-07",
    {number: (1 + number % 4, 1 + (number // 4 + number % 2) % 4) for number in range(1, 30)},
    started=STARTED + timedelta(days=200),
)


def old_words(text: str) -> list[str]:
    """The words of the real catalog in a text, each with what stands around it."""
    flat = " ".join(text.split())
    return [flat[max(0, found.start() - 40) : found.end() + 20] for found in OLD.finditer(flat)]


def test_no_report_says_an_old_word() -> None:
    """Guards the reports of a leader, of a comparison, of a group and of the catalog, as text and as Markdown."""
    made = datetime(2026, 11, 22, tzinfo=UTC)
    files = FilesRead(10, 10, (), (), 0)
    documents = (
        leader_report(CATALOG, FULL),
        leader_report(CATALOG, ONLY),
        leader_report(CATALOG, make_scan("SL-09")),
        comparison_report(CATALOG, compare(FULL, LATER, CATALOG.numbers), earlier=made, later=made),
        group_report(round_report(CATALOG, report_round(), files)),
    )
    for document in documents:
        for text in (document_text(document), markdown(document)):
            assert old_words(text) == [], document.title
            assert "wob" in text
    assert old_words(catalog_text(CATALOG)) == []


async def looked_at(app: App[int], *keys: str) -> None:
    """Look at a screen, at what it shows after each key, and at its help."""
    async with app.run_test(size=LARGE) as pilot:
        for key in ("", *keys):
            shown = await settle(pilot, *([key] if key else []))
            assert old_words(shown) == [], key
        screen = app.screen
        assert isinstance(screen, HouseScreen)
        assert old_words(" ".join(tooltip for _, tooltip in screen.key_help())) == []
        await settle(pilot, "f1")
        assert old_words(window_text(app)) == []
        assert "{" not in window_text(app)


@pytest.mark.heavy
@pytest.mark.parametrize("scan", [FULL, ONLY], ids=["full", "importance-only"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
async def test_no_step_says_an_old_word(step: type[StepScreen], scan: Scan) -> None:
    """Guards every step of the scan with its help and the explanation of its keys."""
    await looked_at(StepHost(step, CATALOG, scan), "down", "down")


@pytest.mark.heavy
async def test_no_comparison_says_an_old_word() -> None:
    """Guards the comparison of two scans, item by item."""
    await looked_at(ComparisonApp(CATALOG, FULL, LATER), *["down"] * 12, "right")


@pytest.mark.heavy
async def test_no_page_of_a_group_says_an_old_word() -> None:
    """Guards every page of the group view, with what it tells of an item."""
    scans = report_round()
    report = round_report(CATALOG, scans, FilesRead(10, 10, (), (), 0))
    comparison = compare_cohorts(scans, scans, CATALOG.numbers)
    keys = [key for _ in range(16) for key in ("right", "down")]
    await looked_at(GroupApp(lambda progress: (report, comparison)), *keys)
