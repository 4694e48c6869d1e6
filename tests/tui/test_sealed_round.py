"""A sealed round: on the shared laptop nobody can read what a leader answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from app_harness import LARGE, ROUND, SMALL, Laptop, settle
from zelfscan.domain import Level
from zelfscan.errors import ZelfscanError
from zelfscan.storage import Key, fingerprint, read_scan
from zelfscan.storage.seal import Seal, is_sealed
from zelfscan.tui.dialogs import ConfirmDialog, SecretDialog
from zelfscan.tui.round.screens import FacilitatorScreen, RoundWelcomeScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen

START = ("enter", "1", "2", "3", "4", "enter")
RATINGS = ["4", "2"] * 29
SECRET = "geheime ambitie"


@pytest.fixture(scope="module")
def key() -> Key:
    """The facilitator's key, which is never on the laptop."""
    return Key.new()


def files(laptop: Laptop) -> list[Path]:
    """Every file on this computer, but for the claims on drafts, which are empty, and the count of codes."""
    found = [path for path in laptop.home.rglob("*") if path.is_file() and path.suffix != ".open"]
    counts = [path for path in found if path.suffix == ".nummer"]
    assert all(path.read_bytes().strip().isdigit() for path in counts)
    return [path for path in found if path not in counts]


def states(path: Path) -> list[bytes]:
    """What a file holds, or every state in a journal: each behind its own 28 bytes."""
    data = path.read_bytes()
    if path.suffix != ".vers":
        return [data]
    return [record[12:] for record in data.split(b"zelfscan vers 2\n")[1:]]


@pytest.mark.heavy
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_everything_that_is_written_is_sealed(laptop: Laptop, key: Key, size: tuple[int, int]) -> None:
    """Guards every state of the disk in a whole scan: drafts and result are sealed at each step, the screen says so,
    and only the key gives the answers back.
    """
    app = laptop.round_app(recipient=key.recipient)
    async with app.run_test(size=size) as pilot:
        assert f"verzegeld (kenmerk {fingerprint(key.recipient)})" in await settle(pilot)
        await settle(pilot, *START, "tab", *SECRET, "f2")
        for step in (("f2",), ("4", "2"), RATINGS[2:], ("enter", "enter", "enter", "enter")):
            await settle(pilot, *step)
            app.keeper.flush()
            assert files(laptop)
            for path in files(laptop):
                assert states(path)
                assert all(is_sealed(state) for state in states(path))
                assert SECRET.encode() not in path.read_bytes()
        shown = await settle(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
        assert ".toml.age" in shown
        assert "Uw antwoorden zijn verzegeld" in shown
    [path] = files(laptop)
    assert SECRET.encode() not in path.read_bytes()
    own = app.setup.drafts.seal
    assert own is not None
    with pytest.raises(ZelfscanError, match="andere sleutel"):
        # Not even the program itself: its key is for drafts.
        read_scan(path, laptop.catalog, own.key)
    scan = read_scan(path, laptop.catalog, key)
    assert scan.vision.ambition_note == SECRET
    assert len(scan.ratings) == 29


async def test_the_first_page_names_every_recipient(laptop: Laptop, key: Key) -> None:
    """Guards a round for several recipients: the first page names the fingerprint of each, so that another one in the
    place of any of them is seen, and what a leader begins with still stands in the smallest window."""
    recipients = [key.recipient, Key.new().recipient, Key.new().recipient]
    app = laptop.round_app(recipient=key.recipient)
    results = app.setup.results
    app.guard.setup = app.setup._replace(results=replace(results, seal=Seal(tuple(recipients))))
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot)
        assert all(fingerprint(recipient) in shown for recipient in recipients)
        assert "Beginnen" in shown


@pytest.mark.heavy
async def test_no_open_report_beside_a_sealed_result(laptop: Laptop, key: Key) -> None:
    """Guards that the report, which anybody could open, cannot be made in a sealed round, and that F1 says so."""
    app = laptop.round_app(recipient=key.recipient)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, *START, "f2", "f2", *RATINGS, "enter", "enter", "enter", "enter", "enter", "r")
        assert "Rapport maken" not in shown
        told = " ".join((await settle(pilot, "f1")).replace("│", "").split())
        assert "Het is verzegeld" in told
        assert "tekstprogramma" not in told
        await settle(pilot, "escape", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
    assert len(files(laptop)) == 1


@pytest.mark.heavy
async def test_another_look_and_saving_again_keep_one_file(laptop: Laptop, key: Key) -> None:
    """Guards the second save, which cannot read the first: it replaces it, and the next leader gets another code."""
    app = laptop.round_app(recipient=key.recipient)
    async with app.run_test(size=SMALL) as pilot:
        await settle(
            pilot,
            *START,
            "f2",
            "f2",
            *RATINGS,
            "enter",
            "enter",
            "enter",
            "enter",
            "enter",
            "t",
            "enter",
            "space",
            "enter",
        )
        await settle(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, SaveScreen)
        assert "SL-02" in await settle(pilot, "enter")
    [path] = files(laptop)
    assert len(read_scan(path, laptop.catalog, key).development) == 1


@pytest.mark.heavy
@pytest.mark.parametrize("sealed", [False, True])
async def test_what_was_changed_after_saving_is_gone_on_with(laptop: Laptop, key: Key, sealed: bool) -> None:
    """Guards what a leader changes after saving and then puts away: the own code and pin bring it back, and saved again
    it is still one result, of one leader."""
    app = laptop.round_app(recipient=key.recipient if sealed else None)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *["enter"] * 5, "t", "enter", "space", "f8", "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"1234", "enter", *["enter"] * 3)
        assert isinstance(app.screen, SaveScreen)
        await settle(pilot, "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
    [path] = files(laptop)
    assert len(read_scan(path, laptop.catalog, key).development) == 1


@pytest.mark.heavy
async def test_an_unfinished_scan_goes_on_while_the_program_runs(laptop: Laptop, key: Key) -> None:
    """Guards that sealing costs a leader nothing: who was put away goes on with the own code and pin."""
    app = laptop.round_app("begeleider", recipient=key.recipient)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2", "3")
        laptop.seconds = 301.0
        app.guard.on_idle()
        await settle(pilot, *"begeleider", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await settle(pilot, "enter", *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(2).importance is Level.THREE


@pytest.mark.heavy
async def test_what_a_stop_ends_is_said_before(laptop: Laptop, key: Key) -> None:
    """Guards unfinished scans of a sealed round, which no later start goes on with: the pin window says so, and
    who ends the round, with e or with Ctrl+Q, reads how many there are."""
    app = laptop.round_app("bege1", recipient=key.recipient)
    async with app.run_test(size=SMALL) as pilot:
        shown = " ".join((await settle(pilot, "enter")).replace("│", "").split())
        assert "komt u terug, zolang zelfscan open blijft" in shown
        await settle(pilot, *START[1:], "f2", "f2", "4", "f8", "escape", "ctrl+q")
        assert isinstance(app.screen, SecretDialog)
        lost = "1 onafgemaakte scan kan hier niet meer verder"
        assert lost in str(app.screen.query_one(Static).content)
        shown = await settle(pilot, "escape", "f3", *"bege1", "enter")
        assert "1 concept (met de eigen code verder, tot zelfscan sluit)" in shown
        await settle(pilot, "e")
        assert isinstance(app.screen, ConfirmDialog)
        assert lost in str(app.screen.query_one(Static).content)
        await settle(pilot, "right", "enter")
    assert app.return_code == 0


@pytest.mark.heavy
async def test_after_a_crash_only_the_key_opens_a_draft(laptop: Laptop, key: Key) -> None:
    """Guards what a crash costs: the leader begins anew; the facilitator sees a draft there and can open it."""
    first = laptop.round_app(recipient=key.recipient)
    async with first.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2", "3")
    [draft] = files(laptop)
    again = laptop.round_app(recipient=key.recipient)
    async with again.run_test(size=SMALL) as pilot:
        assert "Verder met" not in await settle(pilot)
        shown = await settle(pilot, "f3")
        assert isinstance(again.screen, FacilitatorScreen)
        assert f"Kenmerk: {fingerprint(key.recipient)}" in shown
        assert "1 verzegeld concept" in shown
    scan = read_scan(draft, laptop.catalog, key)
    assert scan.round_name == ROUND
    assert scan.rating(2).importance is Level.THREE


@pytest.mark.heavy
async def test_the_code_of_a_draft_that_nobody_here_can_open_is_not_given_out_again(laptop: Laptop, key: Key) -> None:
    """Guards that after a crash the next leader gets the next code, though what was left says nothing of its own."""
    app = laptop.round_app(recipient=key.recipient)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4")
        app.keeper.flush()
    assert len(files(laptop)) >= 1
    again = laptop.round_app(recipient=key.recipient)
    async with again.run_test(size=SMALL) as pilot:
        assert "SL-02" in await settle(pilot)
