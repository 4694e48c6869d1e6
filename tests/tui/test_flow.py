"""The whole scan, from welcome to the file on disk."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, DataTable

from app_harness import ANSWERS, FIFTY_EIGHT_KEYS, LARGE, SMALL, Laptop, settle
from zelfscan.domain import Assessment, Level, Position, ScaleName, Scan
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.steps.vision import MaterialsScreen, VisionField, VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.choice_list import ChoiceList
from zelfscan.tui.widgets.rating_card import RatingCard

CATALOG = read_catalog(catalog_folder())


def levels(scan: Scan) -> list[tuple[Level | None, Level | None]]:
    """All answers in questionnaire order."""
    return [(scan.rating(number).importance, scan.rating(number).attainment) for number in range(1, 30)]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_a_quick_scan_takes_58_keys_for_the_ratings(laptop: Laptop, size: tuple[int, int]) -> None:
    """Skipping both first parts takes one key each, and 58 keys later everything is answered and saved."""
    app = laptop.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        assert isinstance(app.screen, RatingScreen)
        await settle(pilot, *FIFTY_EIGHT_KEYS)
        assert isinstance(app.screen, OverviewScreen)
        await settle(pilot, "enter")
        assert isinstance(app.screen, QuadrantScreen)
        await settle(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, SaveScreen)
    assert re.fullmatch(r"Uw resultaat staat in (.*\.toml)\. Bekijken: zelfscan open \1", app.farewell())
    [scan] = laptop.results()
    assert levels(scan) == ANSWERS
    assert not scan.is_draft
    assert laptop.drafts.all(laptop.catalog).drafts == ()


async def test_every_step_with_the_keyboard_reaches_the_file(laptop: Laptop) -> None:
    """What is said in each of the nine steps stands in the result."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        assert "29 competenties" in await settle(pilot)
        await settle(pilot, "enter")
        await settle(pilot, "left", "enter", "up", "right", "enter", *"Meer zelf doen", "f2")
        await settle(pilot, *"Snappet", "tab", *"oefenen op niveau", "tab", *"te veel sturen", "tab", "enter")
        assert "Uw ambitie: Meer zelf doen" in await settle(pilot)
        await settle(pilot, "n", *"eerst bespreken", "escape", "b", *"ict-coach", "enter")
        await settle(pilot, *FIFTY_EIGHT_KEYS, "enter", "enter")
        assert isinstance(app.screen, DevelopmentScreen)
        await settle(pilot, "space", "space", "enter", "enter")
        assert isinstance(app.screen, TopicsScreen)
        await settle(pilot, "enter")
        shown = await settle(pilot)
        assert "Uw scan is bewaard" in shown
        assert "SL-07_2026-11-22_" in shown
        await settle(pilot, "enter")
        assert isinstance(app.screen, WelcomeScreen)
        assert app.scan is None
    [scan] = laptop.results()
    assert scan.vision.now == Position(differentiation=Level.TWO, self_direction=Level.TWO)
    assert scan.vision.ambition == Position(differentiation=Level.THREE, self_direction=Level.THREE)
    assert scan.vision.ambition_note == "Meer zelf doen"
    assert scan.materials.used == "Snappet"
    assert scan.materials.added_value == "oefenen op niveau"
    assert scan.materials.pitfalls == "te veel sturen"
    assert scan.rating(1).note == "eerst bespreken"
    assert scan.rating(1).delegated_to == "ict-coach"
    assert levels(scan) == ANSWERS
    [point] = scan.development
    assert point.support == ("uitwisseling",)


@pytest.mark.heavy
async def test_the_whole_scan_with_the_mouse_only(laptop: Laptop) -> None:
    """Every step can be done by clicking, and nothing but clicking."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.click(ChoiceList, offset=(3, 1))
        await pilot.click("#begin")
        await settle(pilot)
        assert isinstance(app.screen, VisionScreen)
        await pilot.click(VisionField, offset=(6, 10))
        await pilot.click(VisionField, offset=(40, 2))
        await pilot.click("#next")
        await settle(pilot)
        assert isinstance(app.screen, MaterialsScreen)
        await pilot.click("#skip")
        await settle(pilot)
        for _ in range(29):
            await pilot.click(RatingCard, offset=(50, 12))
        await settle(pilot)
        assert isinstance(app.screen, OverviewScreen)
        await pilot.click(DataTable, offset=(10, 2))
        await settle(pilot)
        await pilot.click(RatingCard, offset=(4, 12))
        await settle(pilot)
        await pilot.click("#finish")
        await settle(pilot)
        assert isinstance(app.screen, QuadrantScreen)
        await click_footer(pilot, "Verder")
        assert isinstance(app.screen, DevelopmentScreen)
        await click_footer(pilot, "Verder")
        await click_footer(pilot, "Verder")
        assert isinstance(app.screen, SaveScreen)
        await pilot.click("#done")
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
    [scan] = laptop.results()
    assert scan.assessment is Assessment.IMPORTANCE_ONLY
    assert scan.vision.now == Position(differentiation=Level.ONE, self_direction=Level.ONE)
    assert scan.vision.ambition == Position(differentiation=Level.FOUR, self_direction=Level.FOUR)
    assert [scan.rating(number).importance for number in (1, 2, 3)] == [4, 1, 4]
    assert all(scan.rating(number).attainment is None for number in range(1, 30))


async def click_tile(pilot: Pilot[int], name: ScaleName, answer: int) -> None:
    """Click the tile of an answer, wherever it stands on the card."""
    card = pilot.app.screen.query_one(RatingCard)
    rows = ["".join(text for text, _ in row) for row in card.lines(card.content_size)]
    question = CATALOG.scale(name).question
    top = next(row for row, text in enumerate(rows) if question in text)
    row = next(row for row, text in enumerate(rows) if row > top and f"{answer} " in text)
    await pilot.click(RatingCard, offset=(rows[row].index(f"{answer} ") + 1, row))


@pytest.mark.heavy
async def test_both_answers_to_every_item_and_all_choices_with_the_mouse_only(laptop: Laptop) -> None:
    """Guards that every answer, a point with its support and a topic on the agenda can be chosen by clicking alone."""
    app = laptop.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.click("#begin")
        await settle(pilot)
        for _ in range(2):
            await pilot.click("#skip")
            await settle(pilot)
        for importance, attainment in ANSWERS:
            await click_tile(pilot, ScaleName.IMPORTANCE, importance)
            await click_tile(pilot, ScaleName.ATTAINMENT, attainment)
        await settle(pilot)
        await pilot.click("#finish")
        await settle(pilot)
        await click_footer(pilot, "Wat opvalt")
        await pilot.click("#read-close")
        await settle(pilot)
        await click_footer(pilot, "Verder")
        assert isinstance(app.screen, DevelopmentScreen)
        await click_footer(pilot, "Kiezen")
        await pilot.click(ChoiceList, offset=(3, 2))
        await pilot.click("#support-keep")
        await settle(pilot)
        await pilot.click("#development-next")
        await settle(pilot)
        await pilot.click("#topics-pick")
        await settle(pilot)
        await pilot.click("#topics-next")
        await settle(pilot)
        await pilot.click("#done")
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
    [scan] = laptop.results()
    assert levels(scan) == ANSWERS
    assert len(scan.development) == len(scan.development[0].support) == len(scan.agenda) == 1


async def click_footer(pilot: object, description: str) -> None:
    """Click the key in the footer that does this."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    key = next(key for key in pilot.app.screen.query("FooterKey") if str(key.render()).endswith(f" {description}"))
    await pilot.click(key)
    await settle(pilot)


@pytest.mark.heavy
async def test_an_opened_result_starts_at_the_quadrant(laptop: Laptop) -> None:
    """`zelfscan open` shows the quadrant at once, and saving replaces that very file."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *FIFTY_EIGHT_KEYS, "enter", "enter", "enter", "enter", "enter")
    [path] = laptop.exports.rglob("*.toml")
    elsewhere = path.rename(laptop.home / "mijn scan.toml")
    opened = laptop.app(opened=elsewhere)
    async with opened.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(opened.screen, QuadrantScreen)
        await settle(pilot, "enter", "space", "enter", "enter", "enter", "enter")
    assert opened.return_code == 0
    assert elsewhere.read_text(encoding="utf-8").count("[[ontwikkelpunten]]") == 1
    assert laptop.results() == []


@pytest.mark.parametrize(("keys", "kept"), [(("enter",), 1), (("right", "enter"), 0)])
@pytest.mark.heavy
async def test_leaving_an_opened_result_asks_about_changes(laptop: Laptop, keys: tuple[str, ...], kept: int) -> None:
    """Changes to a saved result are neither lost nor written without asking."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *FIFTY_EIGHT_KEYS, "enter", "enter", "enter", "enter", "enter")
    [path] = laptop.exports.rglob("*.toml")
    opened = laptop.app(opened=path)
    async with opened.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "space", "enter", "ctrl+q")
        assert isinstance(opened.screen.query("#yes").first(), Button)
        await settle(pilot, "escape", "ctrl+q")
        assert isinstance(opened.screen, ConfirmDialog)
        await settle(pilot, *keys)
    assert opened.return_code == 0
    [scan] = laptop.results()
    assert len(scan.development) == kept
    assert laptop.drafts.all(laptop.catalog).drafts == ()
