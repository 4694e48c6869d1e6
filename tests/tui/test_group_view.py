"""The group view as a facilitator uses it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import ProgressBar, Static

from app_harness import settle, window_text
from builders import NUMBERS, make_scan, report_round, wishing_round
from zelfscan.domain import Assessment, Catalog, CohortComparison, Scan, Subgroups, compare_cohorts
from zelfscan.errors import ZelfscanError
from zelfscan.reports import DoubleScan, FilesRead, Namesakes, Rejected, RoundReport, Skipped
from zelfscan.reports.round_report import round_report
from zelfscan.storage import Progress
from zelfscan.tui.app import DARK, LIGHT
from zelfscan.tui.dialogs import ReadWindow
from zelfscan.tui.group import GroupApp, ReadingScreen
from zelfscan.tui.group.figures import GroupPlot
from zelfscan.tui.group.page_tabs import PageTabs, tab_places
from zelfscan.tui.group.pages import FigurePage, RankingPage, SummaryPage
from zelfscan.tui.group.view import GroupScreen, pages_of
from zelfscan.tui.house_screen import TooSmallScreen

SIZES = [(80, 24), (120, 40)]
MARKUP = "[@click=app.quit]klik[/] [x] \\ $n"
REJECTED = Rejected("map/kapot.toml", ("regel 3: belang is 7", "regel 9: onbekende sleutel"))


def report_on(catalog: Catalog, scans: Sequence[Scan], files: FilesRead | None = None) -> RoundReport:
    return round_report(catalog, scans, files or FilesRead(len(scans), len(scans)))


def exchanging(*contacts: str) -> tuple[Scan, ...]:
    """The report's round, of whom the first opted in with these contacts."""
    return tuple(
        replace(scan, exchange=contacts[place] if place < len(contacts) else None)
        for place, scan in enumerate(report_round())
    )


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Let the app go on until something is true."""
    async with asyncio.timeout(60):
        while not true():
            await pilot.pause()
    await pilot.pause()


@asynccontextmanager
async def showing(
    report: RoundReport, comparison: CohortComparison | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[GroupApp, GroupScreen, Pilot[int]]]:
    """The group view on a round that was read."""
    app = GroupApp(lambda progress: (report, comparison))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        screen = app.screen
        assert isinstance(screen, GroupScreen)
        # What a part shows, it lays out when it hears how large it is.
        await until(pilot, lambda: bool(screen.tabs.size))
        await settle(pilot)
        yield app, screen, pilot


def seen(screen: GroupScreen) -> str:
    """What the parts of the open page hold, line by line."""
    parts = [part for part in (screen.intro, screen.entries, screen.detail, screen.text) if part.size]
    return "\n".join(item.text for part in parts for item in part.sheet.lines)


def folded(screen: GroupScreen) -> str:
    """The same on one line, for sentences that were wrapped."""
    return " ".join(seen(screen).split())


def drawn(screen: GroupScreen) -> str:
    """The quadrant as it is drawn."""
    return "\n".join(screen.plot.render_line(y).text for y in range(screen.plot.size.height))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.heavy
async def test_every_page_can_be_reached_with_arrows(catalog: Catalog, size: tuple[int, int]) -> None:
    """Right leads through all pages and round to the first; left leads back."""
    scans = report_round()
    comparison = compare_cohorts(scans, scans, catalog.numbers)
    async with showing(report_on(catalog, scans), comparison, size) as (_, screen, pilot):
        headings = []
        for _ in screen.pages:
            headings.append(seen(screen).split("\n")[0])
            await pilot.press("right")
            await settle(pilot)
        assert headings[0].startswith("Tien leiders")
        assert [heading.partition(".")[0] for heading in headings[1:13]] == [
            "Wat opvalt", "Waar de scholen staan en heen willen", "Adaptieve leermiddelen",
            "Welke steun vragen de leiders?", *(f"Figuur {number}" for number in range(3, 11)),
        ]  # fmt: skip
        assert [heading.split()[0] for heading in headings[13:]] == [
            "Kwadrant", "Ranglijst:", "Onderwerpen", "Uitwisseling", "De", "Bestanden",
        ]  # fmt: skip
        assert screen.place == 0
        await pilot.press("left")
        assert screen.page.tab.name == "Bestanden"


@pytest.mark.heavy
@pytest.mark.parametrize("size", SIZES)
async def test_every_page_can_be_reached_by_key_and_mouse(catalog: Catalog, size: tuple[int, int]) -> None:
    """The key of a tab and a click on it both open its page."""
    scans = report_round()
    comparison = compare_cohorts(scans, scans, catalog.numbers)
    async with showing(report_on(catalog, scans), comparison, size) as (_, screen, pilot):
        for page in reversed(screen.pages):
            await pilot.press(page.tab.key)
            assert screen.page is page
            assert f"[{page.tab.name}]" in "".join(
                screen.tabs.render_line(y).text for y in range(screen.tabs.size.height)
            )
        for page in reversed(screen.pages):
            for row in range(screen.tabs.size.height):
                found = re.search(rf"\b{page.tab.name}\b", screen.tabs.render_line(row).text)
                if found:
                    await pilot.click(PageTabs, offset=(found.start(), row))
            await settle(pilot)
            assert screen.page is page


async def test_a_figure_says_what_the_report_says(catalog: Catalog) -> None:
    """Heading, sentence, legend, bars and the statement of the item that is pointed at."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("6", "down", "down")
        await settle(pilot)
        text = folded(screen)
        assert text.startswith("Figuur 6. Bevorderen van samenwerking, leren en onderzoeken")
        assert "Bij 7 en 17 blijft de mate van toepassing achter bij het belang" in text
        assert "██ heel erg" in text
        assert "▸" not in text
        assert text.endswith(f"17 {catalog.competency(17).statement}")
        marked = [screen.entries.sheet.render_line(y).text for y in range(screen.entries.sheet.size.height)]
        assert [line[:6] for line in marked if line.startswith("▸")] == ["▸ 17 S"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.heavy
async def test_every_item_stands_in_a_figure_with_its_statement(catalog: Catalog, size: tuple[int, int]) -> None:
    """Over all figures every item can be pointed at, and its statement is whole and in view."""
    async with showing(report_on(catalog, report_round()), None, size) as (_, screen, pilot):
        found = []
        for page in screen.pages[5:13]:
            await pilot.press(page.tab.key, "home")
            for key in page.keys:
                await settle(pilot)
                told = " ".join(" ".join(item.text for item in screen.detail.sheet.lines).split())
                assert told == f"{key} {catalog.competency(int(key)).statement}"
                assert screen.detail.sheet.size.height <= screen.detail.size.height
                found.append(int(key))
                await pilot.press("down")
        assert sorted(found) == list(NUMBERS)


@pytest.mark.heavy
async def test_the_list_stays_where_it_is_while_one_walks_by(catalog: Catalog) -> None:
    """A longer statement does not push the bars up."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        for key in ("7", "k"):
            await pilot.press(key, "home")
            await settle(pilot)
            regions = set()
            for _ in screen.page.keys[:8]:
                regions.add(screen.entries.region)
                await pilot.press("down")
                await settle(pilot)
            assert len(regions) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_every_number_stands_in_the_quadrant(catalog: Catalog, size: tuple[int, int]) -> None:
    """Also where most of them share a place; the list names them all as well."""
    async with showing(report_on(catalog, report_round()), None, size) as (_, screen, pilot):
        await pilot.press("k")
        await settle(pilot)
        numbers = re.findall(r"(?<![\d%])\d+(?![\d%])", drawn(screen))
        assert sorted(map(int, numbers)) == list(NUMBERS)
        for word in ("ontwikkelen", "benutten", "laag houden", "loslaten of delen", "↑ belangrijk", "op 100% →"):
            assert word in drawn(screen)
        assert sorted(map(int, screen.page.keys)) == list(NUMBERS)


async def test_quadrant_and_list_are_linked(catalog: Catalog) -> None:
    """A number lights up while one walks through the list; a click on a number points at it; Enter opens its figure."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("k", "home")
        await settle(pilot)
        assert "[7]" in drawn(screen)
        assert "belang 100% (n=10) van toepassing 38% (n=8)" in folded(screen)
        row, line = next((y, text) for y, text in enumerate(drawn(screen).split("\n")) if "17*" in text)
        await pilot.click(GroupPlot, offset=(line.index("17"), row))
        await settle(pilot)
        assert "[17]" in drawn(screen)
        assert screen.entries.pointed == "17"
        await pilot.press("enter")
        await settle(pilot)
        assert folded(screen).startswith("Figuur 6.")
        assert screen.entries.pointed == "17"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.heavy
async def test_without_the_drawing_library_there_is_still_a_picture(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Guards that the quadrant of a group looks the same where plotext cannot be imported."""
    told = []
    for _ in "ab":
        async with showing(report_on(catalog, report_round()), size=size) as (_app, screen, pilot):
            await pilot.press("k", "down")
            await settle(pilot)
            told.append(drawn(screen))
        monkeypatch.setitem(sys.modules, "plotext", None)
    assert "ontwikkelen" in told[0]
    assert told[1] == told[0]


async def test_an_entry_can_be_clicked(catalog: Catalog) -> None:
    """A click on a bar points at its item."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("6")
        await settle(pilot)
        row = [item.key for item in screen.entries.sheet.lines].index("22")
        await pilot.click(screen.entries.sheet, offset=(40, row))
        await settle(pilot)
        assert folded(screen).endswith(catalog.competency(22).statement)


@pytest.mark.parametrize("size", SIZES)
async def test_the_ranking_shows_shared_ranks(catalog: Catalog, size: tuple[int, int]) -> None:
    """Equals carry the same rank with a sign; the scores and the counts stand behind every item, and none is lost."""
    async with showing(report_on(catalog, report_round()), None, size) as (_, screen, pilot):
        await pilot.press("r")
        await settle(pilot)
        assert "Alle acht komen tekort" in folded(screen)
        assert "8 van 8 100%" in " ".join(screen.entries.sheet.lines[0].text.split())
        assert "rds" not in folded(screen)
        await pilot.press("c")
        await settle(pilot)
        lines = [item.text for item in screen.entries.sheet.lines]
        assert [line.split()[0] for line in lines[:8]] == ["1", "2", "3", "4=", "4=", "6", "7=", "7="]
        assert "−100,0" in lines[0]
        assert "8 van 8" in lines[0]
        number = re.compile(r"^(?:[0-9]+=?)? *([0-9]+) [A-Z]")
        assert sorted(int(found[1]) for line in lines if (found := number.match(line))) == list(NUMBERS)
        heading = screen.intro.sheet.lines[-1].text.split()
        counts = ["lager"] if size == (80, 24) else ["lager", "gelijk", "hoger"]
        assert heading == ["competentie", "rds", "verschil", "mwds", *counts, "belegd"]
        assert all(len(line) <= screen.entries.room for line in lines)
        assert "rds: per honderd leiders" in folded(screen)
        await pilot.press("home", "down")
        await settle(pilot)
        assert "7 van 8 lager, 1 gelijk, 0 hoger" in folded(screen)


async def test_the_ranking_tells_who_has_no_place_and_what_was_delegated(catalog: Catalog) -> None:
    """An item with too few answers stands below, without a score; a delegated one says how often."""
    scans = [
        make_scan(f"SL-{place}", {1: (4, 2), 2: (4, 2 if place < 3 else None)}, delegated={1: "Jan"} if place else {})
        for place in range(6)
    ]
    async with showing(report_on(catalog, scans)) as (_, screen, pilot):
        await pilot.press("r", "c", "home")
        await settle(pilot)
        lines = [item.text for item in screen.entries.sheet.lines]
        assert lines[0].split()[-1] == "5"
        assert "belegd bij een ander: 5" in folded(screen)
        assert lines[2] == "Zonder rang, want minder dan 5 mensen gaven beide antwoorden"
        assert [line.split()[0] for line in lines[3:]] == [str(number) for number in NUMBERS if number != 1]
        await pilot.press("down", "down")
        await settle(pilot)
        assert "te weinig antwoorden (n=3)" in folded(screen) or "te weinig antwoorden (n=0)" in folded(screen)


async def test_topics_come_with_reasons_and_questions(catalog: Catalog) -> None:
    """The agenda of the group, and of the topic that is pointed at why and what to ask; the text can be read on."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("o")
        await settle(pilot)
        text = folded(screen)
        assert "1 Toegroeien naar een professionele setting" in text
        assert "omdat 17 Strategieën voor ict-gebruik:" in text
        assert "Vragen voor het gesprek" in text
        await pilot.press("pagedown")
        await settle(pilot)
        await until(pilot, lambda: screen.text.scroll_y > 0)
        await pilot.press("down")
        await settle(pilot)
        assert "omdat 7 Kennis ontwikkelen en delen:" in folded(screen)
        await until(pilot, lambda: screen.text.scroll_y == 0)


async def test_exchange_names_only_who_opted_in(catalog: Catalog) -> None:
    """Seekers, offerers, the proposal and the contacts are of leaders who chose for it."""
    scans = exchanging("bel mij", "", "", "", "", "", "", "mail mij")
    async with showing(report_on(catalog, scans)) as (_, screen, pilot):
        await pilot.press("u")
        await settle(pilot)
        text = folded(screen)
        assert "8 leiders willen uitwisselen." in text
        assert re.search(r"1 SL-0\d[^.]* en SL-0\d[^.]* SL-0\d kan van SL-0\d leren over", text)
        assert "7 Kennis ontwikkelen en delen" in text
        assert "SL-08 biedt" in text
        assert "SL-01: bel mij" in text
        assert "SL-08: mail mij" in text
        assert {f"SL-{number:02}" for number in range(1, 11) if f"SL-{number:02}" in text} == {
            f"SL-{number:02}" for number in range(1, 9)
        }
        await pilot.press("end")
        await settle(pilot)
        await settle(pilot)
        await until(pilot, lambda: screen.text.scroll_y > 0)
        await pilot.press("home", "down", "up")
        await settle(pilot)
        await settle(pilot)
        await until(pilot, lambda: screen.text.scroll_y == 0)


async def test_exchange_without_anybody(catalog: Catalog) -> None:
    """A line when nobody opted in, and no code at all."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("u")
        await settle(pilot)
        assert folded(screen) == "Uitwisseling Niemand heeft aangegeven te willen uitwisselen."


@pytest.mark.heavy
async def test_what_people_typed_stays_text(catalog: Catalog) -> None:
    """Codes, contacts and file names are shown as typed and do nothing when clicked."""
    scans = [replace(scan, participant=f"{scan.participant} {MARKUP}", exchange=MARKUP) for scan in report_round()]
    files = FilesRead(12, 10, (Rejected(MARKUP, (MARKUP,)),), (DoubleScan("1", (MARKUP, "b"), MARKUP),))
    async with showing(report_on(catalog, scans, files)) as (app, screen, pilot):
        for key in ("u", "b"):
            await pilot.press(key)
            await settle(pilot)
            assert MARKUP in folded(screen)
            clicked = [(row, item.text.index("klik")) for row, item in enumerate(screen.text.sheet.lines)
                       if "klik" in item.text and row < screen.text.size.height]  # fmt: skip
            assert clicked
            for row, column in clicked:
                await pilot.click(screen.text, offset=(column, row))
            assert app.screen is screen


async def test_progress_between_two_rounds(catalog: Catalog) -> None:
    """How many moved on both scales, and the score then and now, over the leaders in both."""
    later = report_round()
    earlier = [
        replace(scan, ratings={**scan.ratings, 7: replace(scan.rating(7), importance=None)}) if place > 3 else scan
        for place, scan in enumerate(later)
    ]
    comparison = compare_cohorts(earlier, later, catalog.numbers)
    async with showing(report_on(catalog, later), comparison) as (_, screen, pilot):
        await pilot.press("v", "home")
        await settle(pilot)
        text = folded(screen)
        assert "10 leiders deden aan beide rondes mee." in text
        assert "1 Netwerk van de school benutten 0↑ 10= 0↓ 0↑ 8= 0↓ −12,5 → −12,5" in text
        assert "7 Kennis ontwikkelen en delen te weinig 0↑ 8= 0↓ te weinig" in text
        assert "belang: 0 omhoog, 10 gelijk, 0 omlaag (n=10)" in text
        assert screen.intro.sheet.lines[-1].text.split()[0] == "competentie"


async def test_without_an_earlier_round_there_is_no_such_page(catalog: Catalog) -> None:
    """No tab, and its key does nothing."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("v")
        assert screen.place == 0
        assert "Voortgang" not in screen.tabs.render_line(0).text


@pytest.mark.heavy
async def test_the_files_page_tells_what_was_left_out(catalog: Catalog) -> None:
    """Rejected files with all reasons, doubles, drafts; the title bar says that there is something to look at."""
    files = FilesRead(14, 10, (REJECTED,), (DoubleScan("1", ("a.toml", "b.toml"), "b.toml"),), 2)
    async with showing(report_on(catalog, report_round(), files)) as (_, screen, pilot):
        await pilot.press("b")
        await settle(pilot)
        text = folded(screen)
        assert "14 bestanden gelezen, 10 scans meegeteld; 1 bestand afgewezen" in text
        assert "map/kapot.toml regel 3: belang is 7 regel 9: onbekende sleutel" in text
        assert "a.toml, b.toml: daarvan telt b.toml" in text
        assert "2 scans zijn nog niet afgerond." in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.heavy
async def test_a_round_below_the_minimum_shows_nothing_of_anybody(catalog: Catalog, size: tuple[int, int]) -> None:
    """Three leaders: every page opens, and there is no bar, share, score or place."""
    async with showing(report_on(catalog, report_round()[:3]), None, size) as (_, screen, pilot):
        for page in screen.pages:
            await pilot.press(page.tab.key)
            await settle(pilot)
            text = f"{seen(screen)}\n{drawn(screen) if screen.plot.size else ''}"
            assert "%" not in text
            assert not re.search(r"-?\d+,\d", text)
        await pilot.press("k")
        await settle(pilot)
        assert "Te weinig antwoorden voor een kwadrant." in drawn(screen)
        assert "te weinig antwoorden · 29" in seen(screen)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (FilesRead(0, 0), "Hier staan geen resultaten."),
        (FilesRead(1, 0, (REJECTED,)), "Geen van deze bestanden kan worden gelezen"),
        (FilesRead(2, 0, drafts=2), "Er is nog geen afgeronde scan om te tonen."),
    ],
)
@pytest.mark.heavy
async def test_without_a_valid_file_the_reason_is_told(catalog: Catalog, files: FilesRead, words: str) -> None:
    """Nothing but the files page, with a kind message; no key leads to an empty figure."""
    async with showing(report_on(catalog, (), files)) as (_, screen, pilot):
        await pilot.press("right", "6", "k", "down", "pagedown", "enter", "end")
        await settle(pilot)
        assert words in folded(screen)
        assert screen.page.tab.name == "Bestanden"


@pytest.mark.parametrize("width", [80, 160])
def test_the_parts_of_a_round_stand_behind_the_figures(catalog: Catalog, width: int) -> None:
    """Guards that Deelgroepen has one place among the tabs, on one row and on two."""
    report = replace(report_on(catalog, report_round()), subgroups=Subgroups((), 0, 0))
    names = [place.tab.name for place in tab_places([page.tab for page in pages_of(report, None)], width)]
    assert names[names.index("Deelgroepen") - 1] == "10"


async def test_the_files_page_tells_all_that_was_met(catalog: Catalog) -> None:
    """Guards that whoever looks at the screen alone learns of every file that was left out or stands for two."""
    files = FilesRead(
        9,
        1,
        doubles=(DoubleScan("1", ("a.toml", "b.toml"), "b.toml", differs=True, other_code=True),),
        examples=("c.toml",),
        skipped=(Skipped("d.txt", "de naam eindigt niet op .toml"),),
        namesakes=(Namesakes(("SL-1", "sl-1"), ("e.toml", "f.toml")),),
    )
    report = report_on(catalog, (make_scan("SL-1", {7: (4, 1)}),), files)
    report = replace(report, rounds=replace(report.rounds, names=("voorjaar", "najaar")))
    async with showing(report, size=(120, 40)) as (_, screen, pilot):
        await settle(pilot, "b")
        for told in (
            "a.toml, b.toml: daarvan telt b.toml; de code verschilt; de inhoud verschilt",
            "Zelfde code, en toch andere scans: elk telt mee • e.toml, f.toml",
            "Overgeslagen • d.txt: de naam eindigt niet op .toml",
            "Verzonnen, niet meegeteld • c.toml",
            "Rondes in één telling • voorjaar • najaar",
        ):
            assert told in folded(screen)


@pytest.mark.heavy
async def test_keys_typed_ahead_arrive_in_order(catalog: Catalog) -> None:
    """Page and pointer follow the keys, whatever is drawn by then."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("6", "down", "down", "r", "up", "k")
        await settle(pilot)
        assert "[7]" not in drawn(screen)
        ranked = [item.number for item in screen.report.cohort.by_rank()]
        assert screen.entries.pointed == str(ranked[max(0, ranked.index(17) - 1)])


async def test_pages_remember_nothing_that_is_not_theirs(catalog: Catalog) -> None:
    """The pointer stays on its item where the next page has it, and is on the first entry elsewhere."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("6", "end", "7")
        await settle(pilot)
        assert screen.entries.pointed == "4"
        await pilot.press("o", "6")
        await settle(pilot)
        assert screen.entries.pointed == "22"


async def test_the_view_follows_the_window(catalog: Catalog) -> None:
    """A larger window gives labels on one line; a too small one is covered, and comes back."""
    async with showing(report_on(catalog, report_round())) as (app, screen, pilot):
        await pilot.press("6")
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "Kennis ontwikkelen en delen      belang" in seen(screen)
        await pilot.resize_terminal(70, 20)
        await settle(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is screen)
        assert "Kennis ontwikkelen en belang" in seen(screen)


async def test_bars_keep_their_colours_in_both_themes(catalog: Catalog) -> None:
    """Importance and attainment differ in colour, and a pointed bar looks like any other."""
    async with showing(report_on(catalog, report_round())) as (app, screen, pilot):
        for theme in (DARK, LIGHT):
            app.theme = theme.name
            await pilot.press("6")
            await settle(pilot)

            def told_apart() -> bool:
                sheet = screen.entries.sheet
                rows = [list(sheet.render_line(y)) for y in range(len(sheet.lines))]
                importance, attainment = (
                    [
                        {s.style.color for s in row if s.style and "█" in s.text}
                        for row in rows
                        if scale in "".join(s.text for s in row)
                    ]
                    for scale in (" belang ", " van toepassing ")
                )
                assert len(importance) == len(attainment) == 4
                one, other = set().union(*importance), set().union(*attainment)
                return len(one) == len(other) == 1 and one != other

            await until(pilot, told_apart)


async def test_help_and_leaving(catalog: Catalog) -> None:
    """F1 explains the page with its keys in Dutch; Escape goes one step back and never out, Ctrl+Q stops."""
    async with showing(report_on(catalog, report_round())) as (app, screen, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, ReadWindow))
        keys = window_text(app)
        assert "De vorige of de volgende bladzijde" in keys
        assert "De figuur met dit nummer openen; 10 met 0" in keys
        for tab in screen.tabs.tabs:
            assert tab.key.isdigit() or f" {tab.key} De bladzijde {tab.name} " in keys
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("r", "enter")
        assert isinstance(screen.page, FigurePage)
        for page in (RankingPage, SummaryPage, SummaryPage):
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(screen.page, page)
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_page_sums_up(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards the summary: who, a sentence with names, the largest needs as bars, and none of it cut at 80 columns."""
    async with showing(report_on(catalog, report_round()), None, size) as (_, screen, pilot):
        await settle(pilot)
        text = folded(screen)
        assert text.startswith("Tien leiders, 22 november 2026. Twee beoordeelden alleen het belang.")
        assert "7 Kennis ontwikkelen en delen (zeven van de acht)" in text
        rows = [item.text.split() for item in screen.entries.sheet.lines if item.key]
        assert [row[1] for row in rows[:3]] == ["17", "7", "11"]
        assert rows[1][-4:] == ["7", "van", "8", "100%"]
        assert {"█", "░"} == set(rows[1][-5])
        assert screen.entries.pointed == "17"


async def test_the_ranking_opens_at_its_first_place(catalog: Catalog) -> None:
    """Guards that the first place is in view, whatever was pointed at before."""
    async with showing(report_on(catalog, report_round())) as (_, screen, pilot):
        await pilot.press("3", "end", "r")
        await settle(pilot)
        assert screen.entries.pointed == "17"
        assert screen.entries.scroll_y == 0


async def test_the_quadrant_has_two_crosses_and_marks_the_needs(catalog: Catalog) -> None:
    """Guards that ranking and quadrant agree: needs are marked in both, and at the medians 11 asks for work too."""
    async with showing(report_on(catalog, report_round()), None, (120, 40)) as (_, screen, pilot):
        await pilot.press("k")
        await settle(pilot)
        absolute = drawn(screen)
        assert all(re.search(sign, absolute) for sign in (r"7\*", r"11\*", r"\* behoefte"))
        assert "ontwikkelen · 2" in seen(screen)
        await pilot.press("m", "end")
        await settle(pilot)
        assert "ontwikkelen · 9" in seen(screen)
        assert "mediaan van deze ronde (belang 100%, van toepassing 100%)" in folded(screen)
        assert all(re.search(sign, drawn(screen)) for sign in (r"7\*", r"11\*", r"17\*"))


class Reader:
    """Reads as far as the test lets it."""

    def __init__(self, report: RoundReport, error: ZelfscanError | None = None) -> None:
        self.report = report
        self.error = error
        self.told = Event()
        self.go_on = Event()
        self.ended = Event()

    def __call__(self, progress: Progress) -> tuple[RoundReport, None]:
        try:
            progress(37, 100)
            self.told.set()
            assert self.go_on.wait(20)
            progress(100, 100)
            if self.error is not None:
                raise self.error
            return self.report, None
        finally:
            self.ended.set()


@asynccontextmanager
async def reading(reader: Reader) -> AsyncIterator[tuple[GroupApp, ReadingScreen, Pilot[int]]]:
    """The app while the reader is at file 37 of 100."""
    app = GroupApp(reader)
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            assert await asyncio.to_thread(reader.told.wait, 20)
            await settle(pilot)
            assert isinstance(app.screen, ReadingScreen)
            yield app, app.screen, pilot
        finally:
            reader.go_on.set()


async def test_progress_is_shown_while_reading(catalog: Catalog) -> None:
    """How many files of how many, in words and as a bar; then the figures."""
    reader = Reader(report_on(catalog, report_round()))
    async with reading(reader) as (app, screen, pilot):
        assert str(screen.query_one("#reading-text", Static).content) == "37 van 100 bestanden gelezen"
        assert screen.query_one(ProgressBar).percentage == 0.37
        reader.go_on.set()
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))


async def test_keys_typed_while_reading_reach_the_pages(catalog: Catalog) -> None:
    """Guards that nothing typed before everything was read is lost, and that it arrives in order."""
    reader = Reader(report_on(catalog, report_round()))
    async with reading(reader) as (app, _, pilot):
        await pilot.press("r", "down", "down")
        reader.go_on.set()
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        assert isinstance(app.screen, GroupScreen)
        screen = app.screen
        await until(pilot, lambda: screen.entries.pointed == "11")
        assert isinstance(screen.page, RankingPage)


async def test_reading_may_end_under_the_help(catalog: Catalog) -> None:
    """Whoever is reading the help goes on to the figures after closing it."""
    reader = Reader(report_on(catalog, report_round()))
    async with reading(reader) as (app, _, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, ReadWindow))
        reader.go_on.set()
        assert await asyncio.to_thread(reader.ended.wait, 20)
        await settle(pilot)
        assert isinstance(app.screen, ReadWindow)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))


async def test_reading_can_be_broken_off(catalog: Catalog) -> None:
    """Guards that Esc ends nothing and Ctrl+Q leaves; the reader stops at its next file."""
    reader = Reader(report_on(catalog, report_round()))
    async with reading(reader) as (app, _, pilot):
        await pilot.press("escape")
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
        reader.go_on.set()
        assert await asyncio.to_thread(reader.ended.wait, 20)
    assert not app.return_code


async def test_an_error_is_told_and_can_be_left(catalog: Catalog) -> None:
    """What a person can understand stands on the screen, literally."""
    reader = Reader(report_on(catalog, ()), ZelfscanError("Map [x] is leeg.", "Kies een andere.", ("a", "b")))
    async with reading(reader) as (app, screen, pilot):
        reader.go_on.set()
        await until(pilot, lambda: screen.has_class("-failed"))
        text = str(screen.query_one("#reading-text", Static).content)
        assert text.split("\n") == [
            "Map [x] is leeg.", "a", "b", "Kies een andere.", "Druk op Ctrl+Q om zelfscan te sluiten.",
        ]  # fmt: skip
        await pilot.press("escape")
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize("size", SIZES)
async def test_what_leaders_want_has_pages_of_its_own(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards the ambition, materials, support and what stands out on the screen, with words of who agreed only."""
    async with showing(report_on(catalog, wishing_round()), None, size) as (_, screen, pilot):
        assert "Negen van de tien leiders willen meer zelfregie;" in folded(screen)
        told = {}
        for key in "walt":
            await pilot.press(key)
            await settle(pilot)
            told[key] = folded(screen)
        assert "Kennis laten groeien en ict-gebruik stimuleren" in told["w"]
        assert "Ambitie: 7 bij gepersonaliseerd leren" in told["a"]
        assert "Meer keuze voor leerlingen 5." in told["a"]
        assert "Meer keuze voor leerlingen 6." not in told["a"]
        assert "Negen van de tien leiders die dit invulden" in told["l"]
        assert re.search(r"Sparren met een critical friend +6 van 8", told["t"])


async def test_the_summary_tells_the_support_at_any_width(catalog: Catalog) -> None:
    """Guards that the support stands beside the needs in a wide window, and in the sentence in a narrow one."""
    report = report_on(catalog, wishing_round())
    async with showing(report, None, (80, 24)) as (_, screen, _):
        assert "Gevraagde steun: uitwisseling met andere scholen (zes)" in folded(screen)
    async with showing(report, None, (120, 40)) as (_, screen, _):
        assert screen.text.display
        assert "6 Sparren met een critical friend" in folded(screen)


async def test_without_exchange_there_is_no_page_on_it(catalog: Catalog) -> None:
    """Guards that a board can be shown the screen without anybody's name on it."""
    report = report_on(catalog, exchanging("bel mij", "")).without_exchange()
    async with showing(report) as (_, screen, _):
        assert "Uitwisseling" not in [page.tab.name for page in screen.pages]
        assert "SL-0" not in " ".join(item.text for page in screen.pages for item in page.text("", 80))


@pytest.mark.parametrize("assessment", list(Assessment))
async def test_too_few_answers_are_not_told_as_no_need(catalog: Catalog, assessment: Assessment) -> None:
    """Guards that without comparable answers no page says that there is no need or where a cross stands, and that
    Enter promises nothing on a page without entries.
    """
    scans = [make_scan("SL-1", {7: (4, 1)})]
    if assessment is Assessment.IMPORTANCE_ONLY:
        scans = [make_scan(f"SL-{k}", {7: (4, None)}, assessment=assessment) for k in range(6)]
    few = "Er zijn te weinig antwoorden"
    async with showing(report_on(catalog, scans)) as (_, screen, pilot):
        assert f"{few} om het belang en de mate van toepassing te vergelijken." in folded(screen)
        assert screen.active_bindings["enter"].binding.description == "Verder"
        await settle(pilot, "o")
        assert f"{few} om het belang en de mate van toepassing te vergelijken." in folded(screen)
        await settle(pilot, "k")
        assert "Het kruis staat" not in folded(screen)
        await settle(pilot, "w")
        assert (f"{few}." in folded(screen)) is (len(scans) == 1)
