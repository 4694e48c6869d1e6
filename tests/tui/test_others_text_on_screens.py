"""No one else's text runs: every screen, with every kind of text loaded and typed.

The screens come from the code: a new one fails here until a walk looks at it.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from screen_watch import Watch
from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen
from textual.widgets import Input

from app_harness import LARGE, SMALL, Laptop
from builders import STARTED, make_scan, report_round
from evil import LETTERS, ON_SCREENS, trouble
from evil_files import free_places
from test_house_rules import own_classes
from zelfscan.domain import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Agreement,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    Division,
    Level,
    LookBack,
    Materials,
    Outcome,
    Rating,
    Role,
    Scan,
    Support,
    Vision,
    compare_cohorts,
)
from zelfscan.errors import ZelfscanError
from zelfscan.reports import DoubleScan, FilesRead, Rejected
from zelfscan.reports.round_report import round_report
from zelfscan.safe_text import one_line
from zelfscan.storage import Progress, ResultStore
from zelfscan.storage.result_writer import dumps
from zelfscan.tui.app import HouseApp
from zelfscan.tui.commands import CommandWindow
from zelfscan.tui.comparison import ComparisonApp, ComparisonScreen
from zelfscan.tui.conversation.guide import ConversationScreen
from zelfscan.tui.conversation.look_back import LookBackScreen, result_keeper
from zelfscan.tui.conversation.walk import TalkReviewScreen
from zelfscan.tui.conversation.windows import AgreementDialog, StopPicker
from zelfscan.tui.dialogs import (
    ConfirmDialog,
    LineDialog,
    PickDialog,
    PlaceDialog,
    ReadWindow,
    SecretDialog,
    TextDialog,
)
from zelfscan.tui.division import DivisionApp, DivisionScreen
from zelfscan.tui.group import GroupApp, GroupRound, ReadingScreen
from zelfscan.tui.group.view import PAGE_KEYS, GroupScreen
from zelfscan.tui.home import HomeScreen
from zelfscan.tui.house_screen import HouseScreen, TooSmallScreen
from zelfscan.tui.keeper import Failed, Opened, Saved
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.round import Attempts, RoundRules
from zelfscan.tui.round.guard import RoundGuard
from zelfscan.tui.round.screens import CoverScreen, FacilitatorScreen, RoundWelcomeScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps import StepScreen, TextStep
from zelfscan.tui.steps.development import DevelopmentScreen, SupportDialog
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.rating_windows import ItemPicker
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen, SharingScreen
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.steps.vision import MaterialsScreen, VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.inputs import TextField

pytestmark = pytest.mark.heavy

# Which screens each walk below looks at, and with which app.
ALONE = {
    HomeScreen, CommandWindow, RatingScreen, TextDialog, LineDialog, ItemPicker, ReadWindow,
    MaterialsScreen, VisionScreen, OverviewScreen, ConfirmDialog, QuadrantScreen, DevelopmentScreen,
    SupportDialog, TopicsScreen, PickDialog, SaveScreen, TooSmallScreen,
}  # fmt: skip
ELSEWHERE = {RatingScreen, PlaceDialog}
IN_A_ROUND = {
    RoundWelcomeScreen, FacilitatorScreen, SecretDialog, CoverScreen, SharingScreen, SaveScreen,
}  # fmt: skip
AT_HOME = {HomeScreen, ComparisonScreen, ConfirmDialog}
IN_A_GROUP = {ReadingScreen, GroupScreen}
COMPARED = {ComparisonScreen}
IN_TALK = {ConversationScreen, AgreementDialog, SupportDialog, StopPicker, TalkReviewScreen, SaveScreen}
BACK = {ComparisonScreen, LookBackScreen}
DIVIDED = {DivisionScreen, LineDialog, ConfirmDialog}
APPS = {ScanApp, GroupApp, ComparisonApp, DivisionApp}
BARE = {HouseApp, OrderlyScreen, HouseScreen, StepScreen, TextStep, WelcomeScreen}
"""What is only there to be built on."""

REFERENCES = {"id", "domain", "area", "role", "main_question", "instrument", "topic", "grounds", "part"}
ROOM = {"label": 24, "name": 44}
A_FEW = (*ON_SCREENS[:2], ON_SCREENS[3], LETTERS)
MARKUP_ON_SCREEN = "[@click=app.quit]x[/]"
DERIVED = ("onderwerpen",)
"""Read over, and computed anew from the catalog."""
RATINGS = ["4", "2"] * 29


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A terminal that keeps what it is told."""
    found = Watch()
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(HeadlessDriver, "is_headless", property(lambda self: False))
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: found.written.append(data))
    return found


def hostile(text: str, code: str = "SL-01", **changes: Any) -> Scan:
    """A scan with the text everywhere; item 1 waits for an answer, and the others give something to choose."""
    line = text[:LONGEST_LINE]
    text = text[:LONGEST_TEXT]
    rating = Rating(Level.FOUR, Level.TWO, "", text)
    scan = make_scan(named(code, text), dict.fromkeys(range(1, 29), rating) | {29: Rating(Level.FOUR)})
    return replace(
        scan.with_rating(1, Rating(Level.FOUR, None, line, text)),
        school=line,
        vision=Vision(ambition_note=text, now_note=text),
        materials=Materials(text, text, text),
        conversation=Conversation(
            held=STARTED.date(),
            partner=line,
            vision=text,
            materials=text,
            role=text,
            points=(ConversationPoint(7, text, text, text),),
        ),
        look_back=(LookBack(7, UUID(int=9), Outcome.PARTLY, text),),
        program=line,
        **changes,
    )


def named(start: str, text: str) -> str:
    """A code or a name with the text in it, as far as there is room."""
    return f"{start}{text}"[:LONGEST_NAME]


def stored(text: str) -> str:
    """A text as a file can hold it: without half signs."""
    return text.encode(errors="replace").decode()


def folded(text: str) -> tuple[str, ...]:
    """The words of a text: fields to type in have their own idea of a line end."""
    return tuple(text.split())


def begin(text: str) -> str:
    """The begin of a text, which a field to type in shows until a key is pressed."""
    return text.splitlines()[0][:12]


def hostile_catalog(part: Any, text: str) -> Any:
    """The catalog with the text before every text in it, as far as there is room; names to refer with stay."""
    named = getattr(part, "_fields", ())
    if isinstance(part, tuple) and not named:
        return tuple(hostile_catalog(item, text) for item in part)
    if isinstance(part, str):
        return f"{text} {part}"
    if not (is_dataclass(part) or named):
        return part
    kept = {name: getattr(part, name) for name in named or [field.name for field in fields(part)]}
    changed = {name: hostile_catalog(value, text) for name, value in kept.items() if name not in REFERENCES}
    for name, room in ROOM.items():
        if name in changed and (name != "name" or isinstance(part, Support)):
            changed[name] = changed[name][:room]
    return part._replace(**changed) if named else replace(part, **changed)


def paste(app: App[Any], text: str) -> None:
    """Hand a text to whatever has the focus, as a terminal does."""
    app.post_message(events.Paste(text))


def test_every_screen_and_app_has_a_walk() -> None:
    """Guards that the walks are complete: a new screen or app fails here until a walk looks at it."""
    made = set(own_classes())
    assert {found for found in made if issubclass(found, Screen)} - BARE == (
        ALONE | AT_HOME | ELSEWHERE | IN_A_ROUND | IN_A_GROUP | COMPARED | IN_TALK | BACK | DIVIDED
    )
    assert {found for found in made if issubclass(found, App)} - BARE == APPS


def test_the_hostile_scan_leaves_no_place_out(catalog: Catalog) -> None:
    """Guards that the walks load a text in every place of a result file: a new place fails here until they do."""
    agreed = Agreement(MARKUP_ON_SCREEN, MARKUP_ON_SCREEN, None, MARKUP_ON_SCREEN)
    scan = replace(
        hostile(MARKUP_ON_SCREEN, development=(DevelopmentPoint(7, (), agreed),)),
        round_name=MARKUP_ON_SCREEN,
        exchange=MARKUP_ON_SCREEN,
    )
    data = tomllib.loads(dumps(scan, catalog).decode())
    for place in free_places(catalog):
        if place != DERIVED:
            found: Any = data
            for key in place:
                found = (found[0] if isinstance(found, list) else found)[key]
            assert MARKUP_ON_SCREEN in found, place


@pytest.mark.parametrize("text", ON_SCREENS)
async def test_a_scan_of_somebody_else_alone(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards each step with a loaded scan: an old draft goes on from welcome to saving, with every window."""
    text = stored(text)
    note = f"Notitie: {text}" if one_line(text) else ""
    scan = hostile(text, finished=None)
    laptop.drafts.save(scan, laptop.catalog)
    with suppress(OSError, ValueError):
        (laptop.drafts.folder / f"{text[:40].replace('/', '')}.toml").write_bytes(b"kapot")
    code, line = named("SL-01", text), text[:LONGEST_LINE]
    app = laptop.app(participant=text)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        # Beside its date a long code has room for its begin.
        await watch.look(pilot, f"Verder met {code[:10]}")
        await pilot.press("f1")
        await watch.look(pilot)
        await pilot.press("escape", "ctrl+p")
        await watch.look(pilot)
        await pilot.press("escape", "enter")
        await watch.look(pilot, code, f"Uw ambitie: {text}", f"Belegd bij: {line}", f"Notitie: {text}")
        for key, part in (("n", begin(text)), ("b", line)):
            await pilot.press(key)
            await watch.look(pilot, part)
            await pilot.press("escape")
        for key in ("g", "i", "f6"):
            await pilot.press(key)
            await watch.look(pilot)
            await pilot.press("escape")
        await pilot.press("escape")
        await watch.look(pilot, code, begin(text))
        await pilot.press("escape")
        await watch.look(pilot, code, begin(text))
        app.complain(ZelfscanError(f"Fout in {text}.", text, (text,)))
        await watch.look(pilot, f"Fout in {text}")
        await pilot.resize_terminal(40, 10)
        await watch.look(pilot)
        await pilot.resize_terminal(*SMALL)
        await watch.look(pilot)
        app.screen.set_focus(None)
        await pilot.press("f2")
        await watch.look(pilot)
        await pilot.press("f2", "o")
        await watch.look(pilot, code)
        await pilot.press("enter")
        await watch.look(pilot)
        await pilot.press("enter")
        await watch.look(pilot, code, note)
        await pilot.press("enter")
        await watch.look(pilot, code, note)
        await pilot.press("space")
        await watch.look(pilot)
        await pilot.press("enter", "a", "home")
        await watch.look(pilot)
        await pilot.press("enter")
        await watch.look(pilot, code)
        await pilot.press("f")
        await watch.look(pilot)
        await pilot.press("escape", "enter")
        await watch.look(pilot, f"Uw code is {code}", "✓ Uw scan is bewaard")
        [path] = laptop.exports.rglob("*.toml")
        assert path.parent == laptop.exports
        await pilot.press("enter")
    assert watch.seen == ALONE
    watch.check_terminal()
    [kept] = laptop.results()
    assert (kept.rating(1).note, kept.participant) == (stored(text), stored(scan.participant))


@pytest.mark.parametrize("text", A_FEW)
async def test_results_of_somebody_else_at_home(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards home with results in its folder: the list, what came of a report, the comparison, and what is wiped."""
    text = stored(text)
    # The list has room for the begin of a code only.
    part = one_line(named("SL-01", text))[:8]
    for days in (0, 90):
        moment = STARTED + timedelta(days=days)
        scan = replace(hostile(text), id=UUID(int=days + 1, version=4), started=moment, finished=moment)
        ResultStore(laptop.exports).save(scan, laptop.catalog)
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await watch.look(pilot, part)
        await pilot.press("tab", "tab", "space", "down", "space")
        await watch.look(pilot, part)
        for button in ("report", "wipe"):
            app.screen.set_focus(app.screen.query_one(f"#{button}"))
            await pilot.press("enter")
            await watch.look(pilot)
        await watch.look(pilot, part)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("escape")
        app.screen.set_focus(app.screen.query_one("#compare"))
        await pilot.press("enter")
        await watch.look(pilot, part)
        await pilot.press("escape")
        await watch.look(pilot, part)
    assert watch.seen == AT_HOME
    watch.check_terminal()


@pytest.mark.parametrize("text", A_FEW)
async def test_a_conversation_of_somebody_else(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards the conversation with a text in every place of the result, and typed into every field of it."""
    text = stored(text)
    line = text[:LONGEST_LINE]
    agreed = Agreement(text, line, STARTED.date(), text)
    scan = hostile(text, development=(DevelopmentPoint(7, (), agreed),))
    path = ResultStore(laptop.exports).save(scan, laptop.catalog)
    setup = laptop.setup(opened=path)
    app = ScanApp(setup._replace(opened=Opened(path, scan, for_talk=True)))
    async with app.run_test(size=LARGE) as pilot:
        await watch.look(pilot)
        for _ in range(3):
            await pilot.press("f2")
            await watch.look(pilot, begin(text))
        await pilot.press("f2")
        await watch.look(pilot, f"Uw notitie: {text}", begin(text))
        for _ in range(3):
            paste(app, text)
            await watch.look(pilot)
            await pilot.press("tab")
        await pilot.press("f5")
        for _ in range(4):
            paste(app, text[:30])
            await watch.look(pilot)
            await pilot.press("tab")
        await pilot.press("escape", "escape")
        await watch.look(pilot)
        for key in ("f3", "f6"):
            await pilot.press(key)
            await watch.look(pilot)
            await pilot.press("escape")
        await pilot.press("f8")
        await watch.look(pilot, f"Wat u ziet: {text}")
        await pilot.press("enter")
        await watch.look(pilot, "✓ Uw gesprek is bewaard")
        await pilot.press("a")
        await watch.look(pilot)
    assert watch.seen == IN_TALK
    watch.check_terminal()
    [kept] = laptop.results()
    assert kept.conversation is not None
    assert (kept.conversation.vision, kept.ratings) == (text, scan.ratings)


@pytest.mark.parametrize("text", A_FEW)
async def test_agreements_of_somebody_else_are_looked_back_on(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards the look back with a text in every part of an agreement and of what came of it, and typed there."""
    text = stored(text)
    agreed = Agreement(text, text[:LONGEST_LINE], STARTED.date(), text)
    earlier = hostile(text, development=(DevelopmentPoint(7, (), agreed),))
    later = replace(earlier, id=UUID(int=5, version=4), look_back=(LookBack(7, earlier.id, Outcome.NOT, text),))
    path = ResultStore(laptop.exports).save(later, laptop.catalog)
    keeper = result_keeper(laptop.setup(), path, later)
    app = ComparisonApp(laptop.catalog, earlier, later, (), keeper)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("7")
        await watch.look(pilot)
        await pilot.press("t")
        await watch.look(pilot, f"Stap: {text}", begin(text))
        await pilot.press("tab")
        paste(app, text[:50])
        await watch.look(pilot)
        await pilot.press("f2")
        await watch.look(pilot)
    assert watch.seen == BACK
    watch.check_terminal()
    [kept] = laptop.results()
    assert kept.look_back[0].outcome is Outcome.NOT


@pytest.mark.parametrize("text", A_FEW)
async def test_roles_of_somebody_else(catalog: Catalog, watch: Watch, text: str) -> None:
    """Guards the sheet with who has what: a text as the name of every role, and typed as one."""
    text = stored(text)
    scan = hostile(text)
    app = DivisionApp(catalog, scan, Division(scan.id, scan.participant, (Role(text[:40], {}),)), lambda _: None)
    async with app.run_test(size=SMALL) as pilot:
        await watch.look(pilot)
        await pilot.press("h")
        await watch.look(pilot)
        paste(app, text[:10])
        await watch.look(pilot)
        await pilot.press("escape", "space", "w")
        await watch.look(pilot)
        await pilot.press("escape")
        await watch.look(pilot)
    assert watch.seen == DIVIDED
    watch.check_terminal()


@pytest.mark.parametrize("text", A_FEW)
async def test_what_is_typed_is_shown_and_kept(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards every field to type in, by pasting: it shows harmless signs, and the file holds what was pasted."""
    app = laptop.app(participant="SL-07")
    async with app.run_test(size=LARGE) as pilot:
        await watch.look(pilot)
        await pilot.press("shift+tab")
        paste(app, text[:30])
        await watch.look(pilot)
        await pilot.press("tab", "enter", "tab")
        paste(app, text)
        await watch.look(pilot, begin(text))
        app.screen.query_one("#ambition-note", TextField).select_all()
        await pilot.press("ctrl+c")
        await watch.look(pilot)
        assert trouble(app.clipboard, lines=True) == []
        await pilot.press("f2")
        for _ in range(3):
            paste(app, text)
            await watch.look(pilot)
            await pilot.press("tab")
        await pilot.press("enter")
        for key in "nb":
            await pilot.press(key)
            paste(app, text)
            await watch.look(pilot)
            await pilot.press("escape")
        await watch.look(pilot, f"Uw ambitie: {text}", f"Belegd bij: {text[:LONGEST_LINE]}", f"Notitie: {text}")
        await pilot.press(*RATINGS, "enter", "enter", "enter", "enter")
        await watch.look(pilot, "✓ Uw scan is bewaard")
    watch.check_terminal(copied=1)
    [kept] = laptop.results()
    assert folded(kept.rating(1).delegated_to) == folded(stored(text)[:LONGEST_LINE])
    typed = {
        kept.vision.ambition_note, kept.materials.used, kept.materials.added_value, kept.materials.pitfalls,
        kept.rating(1).note,
    }  # fmt: skip
    assert {folded(found) for found in typed} == {folded(stored(text))}


@pytest.mark.parametrize("text", A_FEW)
async def test_another_place_that_somebody_typed(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards the window for another place for the answers: names of folders and what was typed are only shown."""
    laptop.drafts.folder.write_text("geen map")
    app = laptop.app(participant="SL-07")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("enter", "f2", "f2", "4")
        await watch.look(pilot, "Antwoorden nog niet op schijf")
        await pilot.press("f4")
        dialog = app.screen
        assert isinstance(dialog, PlaceDialog)
        await watch.look(pilot)
        # Under a file no folder can be made, whatever it is called.
        dialog.choice.field.value = f"{laptop.drafts.folder}/{text}"
        dialog.set_focus(dialog.choice.field)
        await pilot.press("enter")
        await watch.look(pilot)
        assert app.screen is dialog
        await pilot.press("escape")
        await watch.look(pilot)
        assert app.scan is not None
        assert app.scan.rating(1).importance is Level.FOUR
    assert watch.seen == ELSEWHERE
    watch.check_terminal()


async def test_folders_that_somebody_typed(laptop: Laptop, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the folder for a result that could not be saved: whatever is typed, nothing is lost."""
    laptop.exports.write_text("geen map")
    monkeypatch.chdir(laptop.home)
    app = laptop.app()
    laptop.drafts.save(hostile("n", finished=None), laptop.catalog)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "o", "enter", "enter", "enter", "enter", "enter")
        await watch.look(pilot)
        screen = app.screen
        assert isinstance(screen, SaveScreen)
        for text in ("a\x00b", *A_FEW):
            screen.elsewhere.field.value = f"{laptop.exports}/{text}" if text in A_FEW else text
            screen.set_focus(screen.elsewhere.field)
            await pilot.press("enter")
            await watch.look(pilot)
            assert isinstance(screen.outcome, Failed)
            assert len(laptop.drafts.all(laptop.catalog).drafts) == 1
        screen.elsewhere.field.value = "~niemand-die-bestaat/x"
        await pilot.press("enter")
        await watch.look(pilot)
        assert isinstance(screen.outcome, Saved)
        assert screen.outcome.path.is_file()
    watch.check_terminal()


@pytest.mark.parametrize("text", A_FEW)
async def test_a_round_of_somebody_else(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards the screens of a round: its name, its folder, a code, and what is shared with the group."""
    text = stored(text)
    name = named("ronde ", text)
    setup = laptop.setup(participant="", exports=laptop.exports / f"map {text[:40].replace('/', '')}")
    rules = RoundRules(name, Attempts(laptop.drafts.folder), clock=lambda: laptop.seconds)
    app = ScanApp(setup, partial(RoundGuard, rules))
    code = named("C", text)
    scan = replace(hostile(text), participant=code, finished=None, round_name=name, exchange=text)
    laptop.drafts.save(scan.with_rating(1, Rating(Level.FOUR, Level.TWO)), laptop.catalog)
    async with app.run_test(size=SMALL) as pilot:
        await watch.look(pilot, f"de ronde '{name}")
        await pilot.press("f3")
        await watch.look(pilot, f"Ronde: {name}")
        await pilot.press("escape")
        screen = app.screen
        assert isinstance(screen, RoundWelcomeScreen)
        screen.code.value = code
        await pilot.press("enter")
        await watch.look(pilot)
        await pilot.press("enter")
        await watch.look(pilot)
        await pilot.press("escape")
        await watch.look(pilot, code[:10])
        await pilot.press("o", "enter", "enter", "enter", "enter", "enter")
        await watch.look(pilot, f"uw tekst ({text}", f"uw code {code}", begin(text))
        laptop.seconds = 400.0
        app.guard.on_idle()
        await watch.look(pilot, "zelfscan staat even stil")
        await pilot.press("x", "enter")
        await watch.look(pilot)
        assert isinstance(app.screen, CoverScreen)
        app.screen.query_one(Input).value = code
        await pilot.press("enter")
        await watch.look(pilot, code[:10])
        app.screen.set_focus(app.screen.query_one("#go-on"))
        await pilot.press("enter")
        await watch.look(pilot, f"Uw code is {code}")
    assert watch.seen >= IN_A_ROUND
    watch.check_terminal()
    [path] = laptop.exports.rglob("*.toml")
    assert path.parent == setup.results.folder


@pytest.mark.parametrize("text", A_FEW)
async def test_a_group_of_somebody_else(catalog: Catalog, watch: Watch, text: str) -> None:
    """Guards every page of the group view, and what reading the files has to complain about."""
    scans = [
        replace(scan, participant=f"{place}{text}", exchange=text, ratings={
            number: replace(rating, delegated_to=text if number == 3 else "", note=text)
            for number, rating in scan.ratings.items()
        })
        for place, scan in enumerate(report_round())
    ]  # fmt: skip
    files = FilesRead(13, 10, (Rejected(f"f{text}", (text,)),), (DoubleScan("1", (f"d{text}", text), text),), 1)
    report = round_report(catalog, scans, files)
    comparison = compare_cohorts([*scans, replace(scans[0], id=UUID(int=9))], scans, catalog.numbers, 5)
    expected = {"u": (f"0{text}", text), "b": (f"f{text}", f"d{text}")}
    app = GroupApp(lambda progress: (report, comparison))
    async with app.run_test(size=LARGE) as pilot:
        await watch.look(pilot)
        assert isinstance(app.screen, GroupScreen)
        for key in [page.tab.key for page in app.screen.pages]:
            assert key in PAGE_KEYS
            await pilot.press(key)
            await watch.look(pilot, *expected.get(key, ()))
            assert app.screen.page.tab.key == key
        await pilot.press("end", "pagedown", "home")
        await watch.look(pilot)

    def fail(progress: Progress) -> GroupRound:
        raise ZelfscanError(f"Niets in {text}", text, (f"p{text}",))

    app = GroupApp(fail)
    async with app.run_test(size=LARGE) as pilot:
        await watch.look(pilot, f"Niets in {text}")
    assert watch.seen == IN_A_GROUP
    watch.check_terminal()


@pytest.mark.parametrize("text", A_FEW)
async def test_a_comparison_of_somebody_else(catalog: Catalog, watch: Watch, text: str) -> None:
    """Guards the comparison: codes, who has an item now, notes, and the remarks about the pair."""
    earlier, later = hostile(text), hostile(text, "SL-02")
    later = replace(later, ratings={n: replace(r, delegated_to=text) for n, r in later.ratings.items()})
    app = ComparisonApp(catalog, earlier, later, [f"Let op: {text}"])
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await watch.look(pilot, f"Let op: {text}")
        await pilot.press("7", "right")
        await watch.look(pilot, f"belegd bij {text}" if one_line(text) else "")
    assert watch.seen == COMPARED
    watch.check_terminal()


@pytest.mark.parametrize("text", [MARKUP_ON_SCREEN, LETTERS])
async def test_a_catalog_of_somebody_else(laptop: Laptop, watch: Watch, text: str) -> None:
    """Guards every screen against the texts of a catalog that was edited; signs that cannot be shown are refused."""
    catalog = hostile_catalog(laptop.catalog, text)
    scan = replace(hostile("n"), development=(DevelopmentPoint(7, (catalog.support[0].id,)),))
    path = laptop.home / "open.toml"
    path.write_bytes(dumps(scan, laptop.catalog))
    elsewhere = replace(laptop, catalog=catalog)
    app = elsewhere.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        await watch.look(pilot, text)
        await pilot.press("enter")
        await watch.look(pilot, text)
        await pilot.press("space")
        assert isinstance(app.screen, SupportDialog)
        await watch.look(pilot, text)
        await pilot.press("escape", "enter")
        await watch.look(pilot, text)
        await pilot.press("a")
        await watch.look(pilot, text)
        for key in ("f", "f6"):
            await pilot.press(key)
            assert isinstance(app.screen, PickDialog)
            await watch.look(pilot, *[text] * (key == "f"))
            await pilot.press("escape")
        await pilot.press("escape", "escape", "escape")
        await watch.look(pilot, text)
        await pilot.press("space")
        await watch.look(pilot, text)
        for key in "ni":
            await pilot.press(key)
            await watch.look(pilot, text)
            await pilot.press("escape")
    report = round_report(catalog, report_round(), FilesRead(10, 10))
    group = GroupApp(lambda progress: (report, compare_cohorts(report_round(), report_round(), catalog.numbers, 5)))
    async with group.run_test(size=LARGE) as pilot:
        await watch.look(pilot)
        for key in PAGE_KEYS:
            await pilot.press(key)
            await watch.look(pilot, *([] if key in "ub" else [text]))
    async with ComparisonApp(catalog, scan, scan).run_test(size=SMALL) as pilot:
        await watch.look(pilot, text)
    watch.check_terminal()
