"""Nothing is lost: drafts, crashes, broken drafts, and folders that cannot be written."""

from __future__ import annotations

import errno
import gc
import os
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from app_harness import SMALL, Laptop, settle
from builders import make_scan
from zelfscan.domain import Level, Rating
from zelfscan.storage import DraftStore, draft_journal, draft_paths, files, read_scan
from zelfscan.storage.draft_journal import LateDraft
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.house_screen import TooSmallScreen
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.round.screens import CoverScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen

LOST = "nog niet op schijf"
HOSTILE = "Jan [b]'\"\\ [/] [@click=app.quit]weg[/] $x {y} \\"


async def test_every_answer_is_on_disk_at_once(laptop: Laptop) -> None:
    """A draft holds each answer as soon as the next question is asked, so that a kill loses nothing."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        for count, key in enumerate("4213", start=1):
            await settle(pilot, key)
            [draft] = laptop.drafts.all(laptop.catalog).drafts
            given = [draft.rating(n).level(scale) for n in (1, 2) for scale in draft.assessment.scales]
            assert [level for level in given if level] == [int(k) for k in "4213"[:count]]


def is_remembered(text: str) -> bool:
    """Whether a text stands in any answer or tuple of this process, as what a program remembers does."""
    gc.collect()
    kept = [item for item in gc.get_objects() if type(item) in (tuple, Rating)]
    return any(isinstance(part, str) and text in part for item in kept for part in gc.get_referents(item))


def held(*_: object) -> None:
    """What the system does when another program holds a file."""
    raise PermissionError(errno.EACCES, "held")


async def told(pilot: Pilot[Any], app: ScanApp, *, trouble: bool) -> str:
    """The screen once the disk's last word is shown in its title bar."""
    app.keeper.flush()
    shown = await settle(pilot)
    assert (app.keeper.trouble is not None, LOST in shown) == (trouble, trouble)
    return shown


@pytest.mark.heavy
async def test_what_the_disk_refuses_later_is_told_as_soon_as_it_is_known(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that an answer that was taken and then cannot reach the disk is told without any key press, with the
    reason behind F4, that leaving asks first, and that all of it goes when the next answer succeeds."""
    replace = os.replace
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        await told(pilot, app, trouble=False)
        monkeypatch.setattr(os, "replace", held)
        await settle(pilot, "3")
        await told(pilot, app, trouble=True)
        assert laptop.drafts.all(laptop.catalog).drafts[0].rating(1).attainment is Level.THREE
        assert "u hebt hier geen rechten voor" in await settle(pilot, "f4")
        await settle(pilot, "escape", "ctrl+q")
        assert isinstance(app.screen, ConfirmDialog)
        await settle(pilot, "escape")
        monkeypatch.setattr(os, "replace", replace)
        await settle(pilot, "2")
        await told(pilot, app, trouble=False)
        await settle(pilot, "ctrl+q")
        assert app.return_code == 0
    assert [path.suffix for path in laptop.drafts.folder.iterdir()] == [".toml"]
    assert laptop.drafts.all(laptop.catalog).drafts[0].rating(2).importance is Level.TWO


@pytest.mark.heavy
async def test_going_on_to_the_next_leader_brings_everything_to_the_disk(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that a scan that is put away in a round is on disk as a draft before another window can have it, with
    nothing beside it, also when the disk was still busy; and that no text of it stays in memory."""
    fsync, waits, go_on = os.fsync, Event(), Event()

    def slow(descriptor: int) -> None:
        waits.set()
        assert go_on.wait(60)
        fsync(descriptor)

    app = laptop.round_app(facilitator="baas", idle_seconds=60)
    text = " ".join(("onvindbaar", "geheim"))  # or this code would remember it
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", *"1234", "enter", "f2", "f2", "4")
        app.keeper.flush()
        monkeypatch.setattr(os, "fsync", slow)
        await settle(pilot, "n", *text, "escape")
        assert waits.wait(60)
        assert is_remembered(text)
        laptop.seconds = 61
        app.guard.on_idle()
        go_on.set()
        await settle(pilot, *"baas", "enter")
        assert app.scan is None
        assert not is_remembered(text)
        [path] = laptop.drafts.folder.iterdir()
        assert text.encode() in path.read_bytes()


class SlowDraft:
    """A disk that takes a draft only when the test, or the call of a method that it names, lets it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._write = files.write_atomically
        self.go_on = Event()
        patch.setattr(draft_journal, "write_atomically", self._late)

    def _late(self, path: Path, *given: Any, **named: Any) -> None:
        if not self.go_on.wait(20):
            raise OSError(errno.EIO, "no answer")
        self._write(path, *given, **named)

    def answers_at(self, place: type, name: str) -> None:
        """The disk answers when this method is called, and not before."""
        real = getattr(place, name)

        def called(*given: Any, **named: Any) -> Any:
            self.go_on.set()
            return real(*given, **named)

        self._patch.setattr(place, name, called)


@pytest.mark.heavy
async def test_a_saved_scan_leaves_nothing_among_the_drafts(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that of a scan whose result is on disk nothing stays in the folder with drafts, claim aside, also when
    the last answers were still on their way there; that they are in the result; and that nothing is said to be lost."""
    app = laptop.app()
    delete = DraftStore.delete

    def wiped(self: DraftStore, *given: Any) -> None:
        delete(self, *given)
        app.keeper.flush()

    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *(["4", "2"] * 28))
        monkeypatch.setattr(DraftStore, "delete", wiped)
        disk = SlowDraft(monkeypatch)
        disk.answers_at(LateDraft, "stop")
        disk.answers_at(LateDraft, "flush")
        await settle(pilot, "3", "1", "enter", "enter", "enter", "enter")
        shown = await settle(pilot)
        assert "Uw scan is bewaard" in shown
        assert LOST not in shown
        assert laptop.results()[0].rating(29).importance is Level.THREE
        assert [path.suffix for path in laptop.drafts.folder.iterdir()] == [".open"]
    assert list(laptop.drafts.folder.iterdir()) == []


def test_letting_go_of_a_scan_waits_for_the_disk(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that other windows can have a scan only when its draft is on disk, with nothing beside it."""
    disk = SlowDraft(monkeypatch)
    disk.answers_at(LateDraft, "flush")
    keeper = Keeper(laptop.setup())
    scan = make_scan("SL-07", {1: (4, 2)}, draft=True)
    keeper.keep(scan)
    keeper.release()
    [path] = laptop.drafts.folder.iterdir()
    assert read_scan(path, laptop.catalog) == scan


async def test_leaving_waits_for_what_the_disk_will_say(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that Ctrl+Q asks first, also when a refusal is not known yet at that moment."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        app.keeper.flush()
        disk = SlowDraft(monkeypatch)
        disk.answers_at(LateDraft, "flush")
        monkeypatch.setattr(os, "replace", held)
        assert LOST not in await settle(pilot, "3")
        await settle(pilot, "ctrl+q")
        assert isinstance(app.screen, ConfirmDialog)
        assert LOST in await settle(pilot, "escape")


async def test_a_killed_scan_goes_on_where_it_was(laptop: Laptop) -> None:
    """After a crash the welcome screen offers the draft first, and it opens at the first open question."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "3")
    again = laptop.app()
    async with again.run_test(size=SMALL) as pilot:
        assert "Verder met SL-07: 1 van 29 klaar" in await settle(pilot)
        await settle(pilot, "enter")
        assert isinstance(again.screen, RatingScreen)
        assert again.screen.number == 2
        await settle(pilot, "1", "o", "enter", "enter", "enter", "enter", "enter", "enter")
    [scan] = laptop.results()
    assert (scan.rating(2).importance, scan.rating(2).attainment) == (Level.THREE, Level.ONE)
    assert laptop.drafts.all(laptop.catalog).drafts == ()


async def test_a_new_scan_beside_a_draft(laptop: Laptop) -> None:
    """Somebody else can begin afresh; the draft stays."""
    laptop.drafts.save(make_scan("SL-01", {1: (4, 2)}, draft=True), laptop.catalog)
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter")
        assert isinstance(app.screen, VisionScreen)
        assert app.screen.scan.ratings == {}
    assert [draft.participant for draft in laptop.drafts.all(laptop.catalog).drafts] == ["SL-01"]


async def test_a_broken_draft_is_set_aside_and_said_so(laptop: Laptop) -> None:
    """A draft that cannot be read is kept under another name, and the welcome screen tells it."""
    folder = laptop.drafts.folder
    folder.mkdir(parents=True)
    (folder / "half.toml").write_text("schema = 1\n[scan", encoding="utf-8")
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot)
        assert "half.toml.kapot" in shown
        assert isinstance(app.screen, WelcomeScreen)
    assert (folder / "half.toml.kapot").read_text(encoding="utf-8") == "schema = 1\n[scan"


@pytest.mark.heavy
async def test_a_folder_that_cannot_be_written_leads_to_another(laptop: Laptop) -> None:
    """The leader is told, keeps the draft, types another folder, and the file stands there."""
    laptop.home.mkdir(exist_ok=True)
    laptop.exports.write_text("hier staat al een bestand", encoding="utf-8")
    elsewhere = laptop.home / "usb"
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *(["4", "2"] * 29), "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, SaveScreen)
        assert "nog niet bewaard" in await settle(pilot)
        assert len(laptop.drafts.all(laptop.catalog).drafts) == 1
        app.screen.elsewhere.field.value = str(elsewhere)
        assert "Uw scan is bewaard" in await settle(pilot, "enter")
    assert len(list(elsewhere.glob("*.toml"))) == 1
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.heavy
async def test_a_draft_folder_that_cannot_be_written_does_not_stop_the_scan(laptop: Laptop) -> None:
    """Without drafts the leader is warned, goes on, and still gets the result."""
    laptop.drafts.folder.parent.mkdir(exist_ok=True)
    laptop.drafts.folder.write_text("geen map", encoding="utf-8")
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *(["4", "2"] * 29), "enter", "enter", "enter", "enter")
        assert "Uw scan is bewaard" in await settle(pilot)
    assert len(laptop.results()) == 1


async def test_esc_closes_a_note_and_keeps_it(laptop: Laptop) -> None:
    """Guards that Esc never loses a word: the note that was being written stands there afterwards, on the screen and
    on disk."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "n", *"oud", "escape", "n", *" en nieuw")
        assert laptop.drafts.all(laptop.catalog).drafts[0].rating(1).note == "oud en nieuw"
        await settle(pilot, "escape")
        assert laptop.drafts.all(laptop.catalog).drafts[0].rating(1).note == "oud en nieuw"
        assert "Notitie: oud en nieuw" in await settle(pilot)


async def test_a_result_among_the_drafts_survives_being_opened(laptop: Laptop) -> None:
    """Guards that saving a finished scan that still stood among the drafts writes it among the results: wiping the
    draft afterwards once took the result with it."""
    scan = make_scan("SL-07", {1: (4, 2)})
    laptop.drafts.save(scan, laptop.catalog)
    app = laptop.app(opened=draft_paths(laptop.drafts.folder, scan.id)[0])
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "enter", "enter")
        assert "Uw scan is bewaard" in await settle(pilot)
    assert [found.id for found in laptop.results()] == [scan.id]
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.heavy
async def test_the_round_keeps_what_is_in_memory_only(laptop: Laptop) -> None:
    """Guards that the facilitator cannot put away a scan whose answers are nowhere on disk: it stays covered, and the
    leader still has everything behind the pin."""
    laptop.drafts.folder.write_text("geen map", encoding="utf-8")
    app = laptop.round_app(facilitator="baas", idle_seconds=60)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", *"1234", "enter", "f2", "f2", "4")
        laptop.seconds = 61
        app.guard.on_idle()
        await settle(pilot, *"baas", "enter")
        assert isinstance(app.screen, CoverScreen)
        await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).importance is Level.FOUR


@pytest.mark.heavy
async def test_a_second_window_in_a_round(laptop: Laptop) -> None:
    """Guards that a code whose scan is open in another window of the round is refused with the reason, and that
    another code begins."""
    first, second = laptop.round_app(), laptop.round_app()
    async with first.run_test(size=SMALL) as one, second.run_test(size=SMALL) as other:
        await settle(one, "enter", "escape", "f2", "f2", "4")
        shown = await settle(other, "enter", "enter")
        assert "open in een ander venster" in shown
        assert isinstance(second.screen, WelcomeScreen)
        second.screen.code.value = "SL-02"
        await settle(other, "enter", "escape")
        assert isinstance(second.screen, VisionScreen)


async def test_a_result_is_for_its_own_account_only(laptop: Laptop) -> None:
    """Nobody else on the computer can read drafts and results."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        app.keeper.flush()
        kept = list(laptop.drafts.folder.iterdir())
        assert sorted(path.suffix for path in kept) == [".open", ".toml", ".vers"]
        assert [path.stat().st_mode & 0o077 for path in kept] == [0, 0, 0]
        await settle(pilot, "o", "enter", "enter", "enter", "enter", "enter")
    [path] = laptop.exports.rglob("*.toml")
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.heavy
async def test_hostile_text_everywhere(laptop: Laptop) -> None:
    """Markup, quotes and backslashes in every field that takes text are shown and saved as typed."""
    app = laptop.app(participant=HOSTILE[:40])
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "tab", *HOSTILE, "f2")
        await settle(pilot, *HOSTILE, "tab", *HOSTILE, "tab", *HOSTILE, "f2")
        shown = await settle(pilot, "n", *HOSTILE, "escape", "b", *HOSTILE, "enter", "4", "1")
        assert "[@click=app.quit]" in shown
        await settle(pilot, "up", "o")
        assert isinstance(app.screen, OverviewScreen)
        await settle(pilot, "enter", "enter", "enter", "space", "enter", "enter", "enter")
        assert "Uw scan is bewaard" in await settle(pilot)
        assert app.return_code is None
    [scan] = laptop.results()
    texts = (
        scan.vision.ambition_note, scan.materials.used, scan.materials.added_value, scan.materials.pitfalls,
        scan.rating(1).note, scan.rating(1).delegated_to,
    )  # fmt: skip
    assert set(texts) == {HOSTILE}
    assert scan.participant == HOSTILE[:40].strip()


async def test_a_small_window_is_explained_and_recovers(laptop: Laptop) -> None:
    """Too small says how much is needed and takes no answers; after enlarging the scan is where it was."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4")
        await pilot.resize_terminal(60, 20)
        shown = await settle(pilot)
        assert "te klein: 60 × 20" in shown
        await settle(pilot, "1", "1")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).attainment is None
        await settle(pilot, "2")
        assert app.screen.scan.rating(1).attainment is Level.TWO


async def test_starting_in_a_small_window(laptop: Laptop) -> None:
    """The message also comes when the window was too small from the start."""
    app = laptop.app()
    async with app.run_test(size=(50, 15)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
