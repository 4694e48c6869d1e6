"""Home: the results that stand in the folder, and what can be done with them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from textual.widget import Widget
from textual.widgets import Button

from app_harness import LARGE, SMALL, Laptop, calm, key_event, settle
from builders import STARTED, make_scan, report_round
from zelfscan import storage
from zelfscan.cli.scan import made_up_figures, made_up_leader
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.reports import FilesRead, RoundReport
from zelfscan.reports.round_report import round_report
from zelfscan.storage import DraftLock, ResultStore, catalog_folder
from zelfscan.storage.draft_lock import hidden_name
from zelfscan.tui.comparison import ComparisonScreen
from zelfscan.tui.group.view import GroupScreen
from zelfscan.tui.home import HomeScreen
from zelfscan.tui.keeper import Opened
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.choice_list import ChoiceList, ResultList


@pytest.fixture
def filled(laptop: Laptop) -> Laptop:
    """A computer with two scans of one leader, somebody else's in a round, and a file that is no result."""
    for place, levels in enumerate(((4, 1), (4, 4))):
        started = STARTED + timedelta(days=200 * place)
        scan = make_scan("SL-07", {7: levels, 8: (1, 1)}, started=started)
        ResultStore(laptop.exports).save(replace(scan, finished=started), laptop.catalog)
    ResultStore(laptop.exports / "najaar").save(make_scan("SL-99", {}), laptop.catalog)
    (laptop.exports / "kapot.toml").write_text("x", encoding="utf-8")
    return laptop


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_results_stand_there_newest_first(filled: Laptop, size: tuple[int, int]) -> None:
    """Guards date, code, how complete and the quarters of each result; a round's results are nobody's here, and what
    cannot be read is only counted. The keys still begin a new scan."""
    app = filled.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.focused, ChoiceList)
        lines = str(app.screen.query_one(ResultList).render()).splitlines()
        assert [line.split("2027")[0].split("2026")[0].strip(" ▸☐") for line in lines[::2]] == [
            "10 juni",
            "22 november",
        ]
        assert [line.strip()[-4:].strip() for line in lines] == ["0│1", "1│0", "1│0", "1│0"]
        assert "SL-07 · 2 van 29" in lines[1]
        shown = await settle(pilot, "tab", "tab")
        assert isinstance(app.focused, ResultList)
        assert "10 juni 2027" in shown
        assert "SL-99" not in shown
        assert "1 bestand hier kan zelfscan niet lezen" in str(app.screen.query_one("#told").render())


async def test_a_result_is_looked_at_and_home_comes_back(filled: Laptop) -> None:
    """Guards Enter on a result: its quadrant, and home again behind the last step; a change goes into its own file."""
    app = filled.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "tab", "tab", "down", "enter")
        assert isinstance(app.screen, QuadrantScreen)
        assert app.screen.scan.started == STARTED
        await settle(pilot, "f6", *["down"] * 3, "enter", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert app.scan is None
    assert len(list(filled.exports.glob("SL-07*.toml"))) == 2
    assert "Bekijken: zelfscan open" in app.farewell()


async def test_two_results_are_compared(filled: Laptop) -> None:
    """Guards that two are marked with the space bar and compared, the oldest first; with one cross more is asked."""
    app = filled.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot, "tab", "tab")
        compare = app.screen.query_one("#compare", Button)
        await pilot.click(compare)
        await settle(pilot)
        told = str(app.screen.query_one("#told").render())
        assert told.startswith("Zet met de spatiebalk een kruisje bij twee scans")
        app.screen.query_one(ResultList).focus()
        await settle(pilot, "space", "down", "space")
        await pilot.click(compare)
        await settle(pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert app.screen.comparison.items[6].then.attainment == 1
        await settle(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_result_is_reported_shown_in_its_folder_and_wiped(
    filled: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the other buttons: a report beside the result, the folder in the system's program and its path in words,
    and a question before a result goes, to which Enter says no."""
    opened: list[Path] = []
    monkeypatch.setattr(storage, "show_folder", opened.append)
    app = filled.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        for button in ("report", "folder"):
            await pilot.click(f"#{button}")
            await settle(pilot)
        assert opened == [filled.exports.absolute()]
        assert "De map: " in str(app.screen.query_one("#told").render())
        assert len([path for path in filled.exports.iterdir() if path.suffix in (".pdf", ".md")]) == 1
        for keys in (["enter"], ["right", "enter"]):
            assert len(list(filled.exports.glob("SL-07*.toml"))) == 2
            await pilot.click("#wipe")
            assert "Dit resultaat wissen?" in await settle(pilot)
            await settle(pilot, *keys)
        assert len(app.screen.query_one(ResultList).results) == 1
    assert len(list(filled.exports.glob("SL-07*.toml"))) == 1


@pytest.mark.heavy
async def test_a_draft_is_wiped_when_the_leader_is_sure(filled: Laptop) -> None:
    """Guards that a draft goes from home behind a question to which Enter says no, and nothing else goes with it; one
    that is open in another window stays, and a new scan offers nothing to wipe.
    """
    drafts = [replace(make_scan(f"SL-0{place}", {7: (4, 1)}), id=UUID(int=place)) for place in (1, 2)]
    for draft in drafts:
        filled.drafts.save(draft, filled.catalog)
    app = filled.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        for keys, left in ((["delete", "enter"], 2), (["delete", "escape"], 2), (["delete", "right", "enter"], 1)):
            await settle(pilot, *keys)
            assert len(filled.drafts.all(filled.catalog).drafts) == left
        with DraftLock.taken(filled.drafts.folder, hidden_name(filled.drafts.all(filled.catalog).drafts[0].id)):
            await pilot.click("#wipe-draft")
            assert "ander venster" in await settle(pilot, "right", "enter")
            assert len(filled.drafts.all(filled.catalog).drafts) == 1
        assert isinstance(app.screen, HomeScreen)
        assert len(app.screen.choices.choices) == 3
        app.screen.choices.pick(app.screen.choices.choices[-1].value)
        await settle(pilot)
        assert not app.screen.query_one("#wipe-draft").display
    assert len(list(filled.exports.glob("SL-07*.toml"))) == 2


async def test_a_folder_of_drafts_that_cannot_be_read_is_told_once(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that the first screen says of each place for drafts, the usual one and others, once what is in its place,
    and offers the drafts of the others all the same.
    """
    draft = make_scan("SL-07", {7: (4, 2)}, draft=True)
    *refusing, good = (laptop.drafts.folder, *laptop.drafts.elsewhere)
    laptop.drafts.save(draft, laptop.catalog, good)
    for place in refusing:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    told: list[str] = []
    monkeypatch.setattr(ScanApp, "complain", lambda _, error: told.append(str(error)))
    async with laptop.app().run_test(size=LARGE) as pilot:
        shown = " ".join((await settle(pilot)).split())
        assert len(told) == len(refusing) == 2
        for place in refusing:
            assert sum(f"{place} kan niet worden gelezen: waar een map moet staan" in line for line in told) == 1
        assert "Verder met SL-07" in shown


async def test_only_the_own_file_is_wiped(filled: Laptop) -> None:
    """Guards that a file in which another scan was put meanwhile stays, and the leader hears so."""
    app = filled.app()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        path = app.screen.query_one(ResultList).at_cursor.path
        path.write_text("schema = 1", encoding="utf-8")
        await pilot.click("#wipe")
        assert "iets anders" in await settle(pilot, "right", "enter")
    assert path.read_text(encoding="utf-8") == "schema = 1"


@pytest.mark.heavy
async def test_an_example_is_one_key_away(laptop: Laptop) -> None:
    """Guards that F5 and a click open a finished example, and that home comes back behind it; where there is no
    example nothing offers it.
    """
    made = laptop.home / "voorbeeld" / "SL-11.toml"
    scan = replace(make_scan("SL-11", {7: (4, 1)}), finished=STARTED, made_up=True)
    app = ScanApp(laptop.setup()._replace(example=lambda: Opened(made, scan)))
    async with app.run_test(size=SMALL) as pilot:
        assert "Eerst rondkijken in een voorbeeld" in await settle(pilot)
        for open_it in (pilot.press("f5"), pilot.click("#example")):
            await open_it
            await settle(pilot)
            assert isinstance(app.screen, QuadrantScreen)
            assert app.screen.scan is scan
            await settle(pilot, "f6", *["up"] * 9, "enter", "escape")
            assert isinstance(app.screen, HomeScreen)
    async with laptop.app().run_test(size=SMALL) as pilot:
        assert "voorbeeld" not in await settle(pilot, "f5")


async def test_a_made_up_round_is_one_key_away(laptop: Laptop, catalog: Catalog) -> None:
    """Guards that F6 and a click open the figures of a made-up round, that Esc comes back, and that a folder which
    refuses is told.
    """
    answers = iter([None, None, ZelfscanError("Dat lukt hier niet.")])

    def example_round() -> RoundReport:
        if (error := next(answers)) is not None:
            raise error
        return round_report(catalog, report_round(), FilesRead(10, 10, made_up=True))

    app = ScanApp(laptop.setup()._replace(example_round=example_round))
    async with app.run_test(size=SMALL) as pilot:
        for open_it in (pilot.press("f6"), pilot.click("#example-round")):
            await open_it
            assert "Grootste behoefte" in await settle(pilot)
            assert isinstance(app.screen, GroupScreen)
            await settle(pilot, "r", "escape", "escape")
            assert isinstance(app.screen, HomeScreen)
        assert "Dat lukt hier niet." in await settle(pilot, "f6")


async def test_the_examples_of_the_program_work(laptop: Laptop, catalog: Catalog) -> None:
    """Guards what the command line hands to home: the made-up leader and round, in a folder below the results."""
    folder = laptop.exports / "voorbeeld"
    opened = made_up_leader(catalog, folder, catalog_folder())
    assert (opened.scan.made_up, opened.path.parent) == (True, folder.resolve())
    report = made_up_figures(catalog, folder, catalog_folder())
    assert (report.files.valid, report.files.made_up) == (10, True)
    assert laptop.setup().results.found(catalog).results == ()


async def test_home_says_the_date(laptop: Laptop) -> None:
    """Guards the date at the right of the title bar."""
    async with laptop.app().run_test(size=SMALL) as pilot:
        assert "22 november 2026" in await settle(pilot)


async def test_nothing_of_it_is_shown_in_a_round(filled: Laptop) -> None:
    """Guards that many leaders on one laptop see nobody's results."""
    app = filled.round_app()
    async with app.run_test(size=LARGE) as pilot:
        assert "Uw scans" not in await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
        assert not isinstance(app.screen, HomeScreen)


async def test_results_that_are_read_while_home_is_taken_down_are_let_go(laptop: Laptop) -> None:
    """Guards the moment in which the card still stands and the line in it is gone already."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        await home.told.remove()
        home.read_results()
        await settle(pilot)
        assert app.is_running


async def test_what_home_tells_is_seen_and_may_come_while_results_are_read(filled: Laptop) -> None:
    """Guards that a message stands in a small window without scrolling, also when the results are read anew."""
    filled.drafts.save(make_scan("SL-07", {7: (4, 1)}, draft=True, scan_id=UUID(int=8, version=4)), filled.catalog)
    for days in (300, 400):
        later = STARTED + timedelta(days=days)
        ResultStore(filled.exports).save(replace(make_scan("SL-07", {}, started=later), finished=later), filled.catalog)
    app = filled.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        for _ in range(2):
            home.read_results()
            home.tell("Dit is ermee gebeurd.")
            for _ in range(20):
                await asyncio.sleep(0)
            home.tell("Zet met de spatiebalk een kruisje.")
        # Reading says at the end what it could not read; what was told after it stays. Not `settle`: the Pilot would
        # wait for widgets that go away when the results are there.
        while any(worker.name == "read_results" and not worker.is_finished for worker in app.workers):
            await asyncio.sleep(0.005)
        await settle(pilot)
        home.tell("Dit is ermee gebeurd.")
        assert "Dit is ermee gebeurd." in await settle(pilot)


@pytest.mark.parametrize("moment", ["removed", "mounted"])
async def test_results_that_are_read_anew_while_they_come_stand_there_and_answer(
    filled: Laptop, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Guards that a second look at the folder, begun while the first one takes results away or puts them there, leaves
    one list that takes keys."""
    app = filled.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        again = [home]

        def read_again() -> None:
            if again:
                again.pop().read_results()

        if moment == "removed":
            monkeypatch.setattr(ResultList, "on_unmount", lambda _: read_again(), raising=False)
        else:
            monkeypatch.setattr(ResultList, "on_mount", lambda _: read_again(), raising=False)
        home.read_results()
        while again or any(worker.name == "read_results" and not worker.is_finished for worker in app.workers):
            await asyncio.sleep(0.005)
        assert len(home.query(ResultList)) == 1
        await settle(pilot, "tab", "tab", "down")
        assert home.results is not None
        assert home.results.cursor == 1


async def test_a_key_waits_until_all_of_home_stands(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that the first picture waits for no field and no button, and that keys typed before these stand are not
    lost, nor meant for anything else: the code is typed where it belongs."""
    complete = HomeScreen.complete
    looks: list[tuple[int, bool]] = []

    async def typed_at(home: HomeScreen) -> None:
        for key in ("Q", "7"):
            app.post_message(key_event(key))
        for _ in range(200):
            await asyncio.sleep(0)
        looks.append((len(home.query("Input, Button")), app.has_waiting_keys))
        await complete(home)

    monkeypatch.setattr(HomeScreen, "complete", typed_at)
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await calm(pilot)
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        assert looks == [(0, True)]
        assert home.code.value == "Q7"
        assert home.focused is home.code


async def test_who_begins_before_the_results_are_read_waits_for_nothing(
    filled: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that the rest of the program is loaded then too, which waits for home as long as that stands there."""
    monkeypatch.setattr(HomeScreen, "read_results", lambda _: None)
    app = filled.app()
    async with app.run_test(size=SMALL) as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        assert not home.stands.is_set()
        await pilot.press("enter")
        await calm(pilot)
        assert home.stands.is_set()
        assert isinstance(app.screen, VisionScreen)


async def test_home_that_goes_while_it_is_put_together_says_nothing(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that the program can end in the moment before field and buttons stand."""
    code_line, is_left = HomeScreen.code_line, asyncio.Event()

    def leaving(home: HomeScreen) -> tuple[Widget, ...]:
        app.exit(0)
        is_left.set()
        return code_line(home)

    monkeypatch.setattr(HomeScreen, "code_line", leaving)
    app = laptop.app()
    async with app.run_test(size=SMALL):
        await is_left.wait()
    assert app.return_value == 0
