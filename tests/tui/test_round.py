"""The round on a shared laptop: nobody sees another's answers."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input, Static

import app_harness
from app_harness import ROUND, SMALL, Laptop, settle, window_text
from builders import make_scan
from zelfscan.domain import Level
from zelfscan.tui.dialogs import ConfirmDialog, SecretDialog
from zelfscan.tui.round import ATTEMPTS_FILE, Attempts, Secret, next_code
from zelfscan.tui.round.screens import CoverScreen, FacilitatorScreen, Locks, RoundWelcomeScreen, Uncovered
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen, SharingScreen
from zelfscan.tui.steps.vision import VisionScreen

RATINGS = ["4", "2"] * 29
START = ("enter", "1", "2", "3", "4", "enter")
TO_SHARING = ("enter", "enter", "enter", "enter")


@pytest.mark.parametrize("number", [None, signal.SIGTERM])
@pytest.mark.heavy
async def test_the_end_leaves_nothing_to_paste(laptop: Laptop, number: int | None) -> None:
    """Guards the clipboard when the program ends in the middle of a scan, by a person or by the system."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START)
        app.copy_to_clipboard("geheime ambitie")
        if number is None:
            await settle(pilot, "ctrl+q", "right", "enter")
        else:
            app.stop(number)
    assert app.return_value == (0 if number is None else 128 + number)
    assert app.clipboard == "zelfscan"


async def test_the_next_leader_starts_clean(laptop: Laptop) -> None:
    """After 'klaar' a new leader gets the next code, and nothing of the earlier one is left anywhere."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        assert "SL-01" in await settle(pilot)
        await settle(pilot, *START, "tab", *"geheime ambitie", "f2", "f2", *RATINGS, *TO_SHARING)
        assert isinstance(app.screen, SharingScreen)
        await settle(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
        app.copy_to_clipboard("geheime ambitie")
        shown = await settle(pilot, "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert "SL-02" in shown
        assert "SL-01" not in shown
        assert app.scan is None
        assert app.clipboard == "zelfscan"
        assert len(app.screen_stack) == 2
        await settle(pilot, *START)
        assert isinstance(app.screen, VisionScreen)
        assert "geheime" not in await settle(pilot, "f2", "f2", "o")
        assert isinstance(app.screen, OverviewScreen)
        assert app.screen.scan.ratings == {}
    [scan] = laptop.results()
    assert scan.round_name == ROUND
    assert scan.participant == "SL-01"
    assert scan.exchange is None
    assert [path.parent.name for path in laptop.exports.rglob("*.toml")] == [ROUND]
    assert app.farewell() == ""


async def test_drafts_are_not_shown_but_open_with_their_own_code(laptop: Laptop) -> None:
    """No list of drafts in a round; typing the code of a draft offers exactly that one."""
    laptop.drafts.save(make_scan("SL-03", {1: (4, 1)}, draft=True, round_name=ROUND), laptop.catalog)
    laptop.drafts.save(make_scan("SL-99", {1: (2, 2)}, draft=True), laptop.catalog)
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot)
        assert "Verder met" not in shown
        assert "SL-04" in shown
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "sl-03"
        await settle(pilot, "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await settle(pilot, "enter", *START[1:])
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).importance is Level.FOUR


@pytest.mark.heavy
async def test_a_used_code_is_refused(laptop: Laptop) -> None:
    """Two leaders of one round cannot get the same code."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *TO_SHARING, "enter", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        assert "al gebruikt" in await settle(pilot, "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)


async def test_the_cover_hides_everything_until_the_pin(laptop: Laptop) -> None:
    """Each step reminds of F8. When nobody is there, nothing of the scan is shown; only the pin and Enter,
    as it says there, bring it back."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2")
        statement = laptop.catalog.competency(2).statement[:30]
        shown = await settle(pilot)
        assert statement in shown
        assert " · F8: afdekken" in shown.splitlines()[0]
        laptop.seconds = 299.0
        app.guard.on_idle()
        assert not isinstance((await settle(pilot), app.screen)[1], CoverScreen)
        laptop.seconds = 301.0
        app.guard.on_idle()
        shown = await settle(pilot)
        assert isinstance(app.screen, CoverScreen)
        assert statement not in shown
        assert "Enter: verder" in shown
        for key in ("ctrl+p", "f1", "f4", "f8", "tab", "f2"):
            assert await settle(pilot, key) == shown, key
        stack = list(app.screen_stack)
        await settle(pilot, *"99", "escape")
        assert app.screen_stack == stack
        assert "klopt niet" in await settle(pilot, *"9999", "enter")
        await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.number == 2


@pytest.mark.heavy
async def test_the_cover_lies_over_open_windows_too(laptop: Laptop) -> None:
    """A note that is being written is covered as well, and is still there afterwards."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "n", *"over mijn team")
        laptop.seconds = 400.0
        app.guard.on_idle()
        assert "mijn team" not in await settle(pilot)
        assert "over mijn team" in await settle(pilot, *"1234", "enter")


@pytest.mark.heavy
async def test_too_many_wrong_pins_make_it_wait(laptop: Laptop) -> None:
    """Guessing a pin stops after five tries, for half a minute by the clock."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4")
        laptop.seconds = 400.0
        app.guard.on_idle()
        await settle(pilot)
        for _ in range(5):
            await settle(pilot, *"0000", "enter")
        assert "Te vaak" in await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, CoverScreen)
        laptop.seconds += 31
        await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)


@pytest.mark.heavy
async def test_a_restart_opens_nothing_and_forgives_nothing(laptop: Laptop) -> None:
    """Guards a put-away scan against who closes zelfscan and starts it again, also with a facilitator's code of their
    own: only the pin opens it, and the wrong codes before the restart still count."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "f8", *"0000", "enter", *"1111", "enter", *"2222", "enter")
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
    [draft] = laptop.drafts.all(laptop.catalog, ROUND).drafts
    assert draft.pin_lock
    again = laptop.round_app(facilitator="mijn eigen code")
    async with again.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(again.screen, RoundWelcomeScreen)
        again.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter")
        assert "klopt niet" in await settle(pilot, *"mijn eigen code", "enter")
        assert "Probeer het over 30 seconden" in await settle(pilot, *"3333", "enter")
        assert "Te vaak" in await settle(pilot, *"1234", "enter")
    third = laptop.round_app()
    async with third.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(third.screen, RoundWelcomeScreen)
        third.screen.code.value = "SL-01"
        assert "Te vaak" in await settle(pilot, "enter", "enter", *"1234", "enter")
        laptop.seconds += 31
        await settle(pilot, *"1234", "enter")
        assert isinstance(third.screen, RatingScreen)
        assert third.screen.scan.rating(1).importance is Level.FOUR


@pytest.mark.heavy
async def test_a_facilitators_code_of_another_start_is_worth_nothing(laptop: Laptop) -> None:
    """Guards scans begun under a facilitator against who starts zelfscan again with a code of their own: F3 names none
    of them and gives none a new pin, that code takes back no wrong pin, and who was helped stays out of its reach."""
    first = laptop.round_app(facilitator="abcd")
    async with first.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "f8", "escape")
        await settle(pilot, "enter", "escape", "f2", "f2", "3", "f8", "escape")
    second = laptop.round_app(facilitator="evil")
    async with second.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(second.screen, RoundWelcomeScreen)
        second.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"0000", "enter", *"0001", "enter", *"0002", "enter", *"0003", "enter")
        shown = await settle(pilot, "escape", "f3", *"evil", "enter", "p")
        assert isinstance(second.screen, FacilitatorScreen)
        assert "Onafgemaakt: 2 concepten" in shown
        assert "Niet onder uw begeleiderscode begonnen: 2 concepten" in shown
        assert "SL-0" not in shown
        await settle(pilot, "escape")
        assert isinstance(second.screen, RoundWelcomeScreen)
        second.screen.code.value = "SL-01"
        assert "Probeer het over 30 seconden" in await settle(pilot, "enter", "enter", *"0004", "enter")
        laptop.seconds += 31
        await settle(pilot, "escape")
        assert isinstance(second.screen, RoundWelcomeScreen)
        second.screen.code.value = "SL-02"
        await settle(pilot, "enter", "enter", *"abcd", "enter", *"5678", "enter")
        assert isinstance(second.screen, RatingScreen)
        await settle(pilot, "f8", *"evil", "enter")
        assert isinstance(second.screen, CoverScreen)
        laptop.seconds += 61
        await settle(pilot, "escape")
        assert "SL-0" not in (await settle(pilot, "f3", *"evil", "enter")).replace("SL-03", "")
    third = laptop.round_app(facilitator="abcd")
    async with third.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "f3", *"abcd", "enter")
        assert "SL-01" in shown
        assert "SL-02" in shown
        await settle(pilot, "p", *"4321", "enter", "escape")
        assert isinstance(third.screen, RoundWelcomeScreen)
        third.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"4321", "enter")
        assert isinstance(third.screen, RatingScreen)


@pytest.mark.heavy
async def test_every_window_that_asks_a_code_counts_the_same_tries(laptop: Laptop) -> None:
    """Guards that nobody gets five new guesses by going to another window: cover, leaving, the facilitator's screen
    and the draft of another leader."""
    scan = make_scan("SL-07", {1: (4, 1)}, draft=True, round_name=ROUND)
    laptop.drafts.save(replace(scan, pin_lock=Secret.of("9876").text), laptop.catalog)
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "f8", *"0000", "enter", "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert "klopt niet" in await settle(pilot, "ctrl+q", *"fout", "enter")
        assert "klopt niet" in await settle(pilot, "escape", "f3", *"fout", "enter")
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-07"
        assert "klopt niet" in await settle(pilot, "enter", "enter", *"0000", "enter")
        assert "over 30 seconden" in await settle(pilot, *"0001", "enter")
        assert "Te vaak" in await settle(pilot, "escape", "ctrl+q", *"bege1", "enter")
        laptop.seconds += 31
        await settle(pilot, *"bege1", "enter")
    assert app.return_code == 0


@pytest.mark.heavy
async def test_a_leader_covers_and_puts_away_at_once(laptop: Laptop) -> None:
    """Guards the key for who gets up: F8 covers on any step and over any window, Esc puts the scan away with half a
    note in it, and code and pin bring all of it back."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "n", *"half een zin", "f8")
        assert isinstance(app.screen, CoverScreen)
        assert "SL-02" in await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert app.scan is None
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.rating(1).note == "half een zin"


@pytest.mark.heavy
async def test_the_facilitator_lets_a_leader_choose_another_pin(laptop: Laptop) -> None:
    """Guards that a forgotten pin is replaced without a look at the answers, and that the old one opens no more."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "f8", "escape", "f3", *"bege1", "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        await settle(pilot, "p")
        assert "precies 4 cijfers" in await settle(pilot, "enter")
        await settle(pilot, *"5555", "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        assert "klopt niet" in await settle(pilot, "enter", "enter", *"1234", "enter")
        await settle(pilot, *"5555", "enter")
        assert isinstance(app.screen, RatingScreen)


@pytest.mark.parametrize(("seconds", "words"), [(60, "na 1 minuut zonder"), (90, "na 1,5 minuten zonder")])
async def test_the_facilitators_screen_counts_minutes(laptop: Laptop, seconds: float, words: str) -> None:
    """Guards that one minute is told as one."""
    app = laptop.round_app(facilitator="bege1", idle_seconds=seconds)
    async with app.run_test(size=SMALL) as pilot:
        assert words in await settle(pilot, "f3", *"bege1", "enter")


@pytest.mark.heavy
async def test_the_facilitators_screen_sticks_in_no_corner(laptop: Laptop) -> None:
    """Guards a big window: how far the round is stands in the middle of it, as what was saved does."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "f8", "escape", "f3", *"bege1", "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        first = app.screen.query_one("#facilitator").children[0].region
        last = app.screen.query_one("#stop").region
        assert first.x >= 30
        assert abs(first.y - (app.size.height - last.bottom)) <= 3


@pytest.mark.heavy
async def test_what_the_facilitator_opened_closes_when_nobody_is_there(laptop: Laptop) -> None:
    """Guards what a code opened between two leaders: the facilitator's screen and the window for another pin close by
    themselves, one at a time, and so does the pin window of a scan that the facilitator let a leader go on with."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:

        async def leave_alone() -> None:
            laptop.seconds += 301
            for _ in range(5):
                app.guard.on_idle()
                await settle(pilot)

        await settle(pilot, *START, "f2", "f2", "4", "f8", "escape")
        for keys in ((), ("e",), ("p",), ("f1",), ("ctrl+p",)):
            await settle(pilot, "f3", *"bege1", "enter")
            assert isinstance(app.screen, FacilitatorScreen)
            await settle(pilot, *keys)
            await leave_alone()
            assert isinstance(app.screen, RoundWelcomeScreen), keys
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"bege1", "enter")
        assert isinstance(app.screen, SecretDialog)
        await leave_alone()
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert app.scan is None
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)


async def test_without_a_facilitators_code_nobody_sees_or_replaces(laptop: Laptop) -> None:
    """Guards the facilitator's screen where everybody can open it: no code, no new pin, and no end without a yes."""
    laptop.drafts.save(make_scan("SL-09", {1: (4, None)}, draft=True, round_name=ROUND), laptop.catalog)
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "f3", "p")
        assert isinstance(app.screen, FacilitatorScreen)
        assert "SL-09" not in shown
        await settle(pilot, "e")
        assert isinstance(app.screen, ConfirmDialog)
        assert "vraagt daarvoor bij 1 alleen om de eigen code." in str(app.screen.query_one(Static).content)
        await settle(pilot, "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        await settle(pilot, "e", "right", "enter")
    assert app.return_code == 0


@pytest.mark.heavy
async def test_a_second_laptop_gives_codes_of_its_own(laptop: Laptop) -> None:
    """Guards a round on two laptops: with --laptop B the codes are B-01, B-02 …, whatever others are there."""
    laptop.drafts.save(make_scan("SL-09", {1: (4, None)}, draft=True, round_name=ROUND), laptop.catalog)
    app = laptop.round_app(prefix="B")
    async with app.run_test(size=SMALL) as pilot:
        assert "B-01" in await settle(pilot)
        assert "B-02" in await settle(pilot, *START, "f2", "f2", "4", "f8", "escape")


def test_waits_grow_and_the_count_outlives_the_program(tmp_path: Path) -> None:
    """Guards the pins against guessing: after five wrong codes every further one doubles the wait up to a quarter of an
    hour, one is forgiven in ten minutes, and neither a restart nor a clock that is set back helps."""
    now = 1e9

    def said(code: str = "0000") -> str:
        return str(Attempts(tmp_path, lambda: now).guarded(code, lambda typed: True if typed == "1234" else None))

    def until() -> float:
        return float(json.loads((tmp_path / ATTEMPTS_FILE).read_text())["tot"])

    waits = []
    for _ in range(10):
        waits.append(said().partition(" over ")[2].removesuffix(" opnieuw."))
        assert ("Te vaak" in said("1234")) is bool(waits[-1])
        now = max(now, until())
    assert waits[:8] == ["", "", "", "", "30 seconden", "60 seconden", "2 minuten", "4 minuten"]
    assert said("1234") == "True"
    end, tries = now + 8 * 3600, 0
    while now < end:
        said()
        tries += 1
        now = max(now + 1, until())
    assert tries < 60
    said()
    now -= 10**7
    assert "over 15 minuten" in said("1234")
    Attempts(tmp_path, lambda: now).forgive()
    assert "over 15 minuten" in said("1234")


def test_only_what_was_tried_on_ones_own_is_forgiven(tmp_path: Path) -> None:
    """Guards the count against a facilitator's code that somebody chose for this start: it takes back what was tried on
    scans of this start, as far as time has not, and nothing else."""
    now = 1e9
    attempts = Attempts(tmp_path, lambda: now)

    def wrong() -> float:
        return float(json.loads((tmp_path / ATTEMPTS_FILE).read_text())["fout"])

    for forgivable in (False, True, True, False):
        attempts.guarded("0000", lambda _: None, forgivable=forgivable)
    attempts.forgive()
    assert wrong() == 2
    attempts.forgive()
    assert wrong() == 2
    attempts.guarded("0000", lambda _: None, forgivable=True)
    now += 600
    attempts.forgive()
    attempts.guarded("0000", lambda _: None)
    assert wrong() == 3


def test_a_count_that_cannot_be_kept_holds_in_memory(tmp_path: Path) -> None:
    """Guards the tries on a disk that refuses, and against a file that somebody filled with something else."""
    (tmp_path / "vol").write_text("geen map")
    attempts = Attempts(tmp_path / "vol", lambda: 1e9)
    said = [attempts.guarded("0000", lambda _: None) for _ in range(6)]
    assert "Te vaak" in said[-1]
    (tmp_path / ATTEMPTS_FILE).write_text('{"fout": [[[')
    assert Attempts(tmp_path, lambda: 1e9).guarded("1234", lambda _: True) is True
    assert Attempts(tmp_path, lambda: 1e9).guarded("  ", lambda _: True) == "Typ eerst de code."


async def test_without_a_pin_the_facilitator_opens(laptop: Laptop) -> None:
    """A leader who chose no pin gets back with the facilitator's code, not with the own code."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "escape", "f2", "f2", "4")
        laptop.seconds = 400.0
        app.guard.on_idle()
        assert "begeleider" in await settle(pilot)
        await settle(pilot, *"SL-01", "enter")
        assert isinstance(app.screen, CoverScreen)
        await settle(pilot, *"bege1", "enter")
        assert isinstance(app.screen, RatingScreen)


async def test_without_any_secret_the_own_code_opens(laptop: Laptop) -> None:
    """The cover never locks a leader out for good."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "enter", "f2", "f2", "4")
        laptop.seconds = 400.0
        app.guard.on_idle()
        await settle(pilot)
        await settle(pilot, *"sl-01", "enter")
        assert isinstance(app.screen, RatingScreen)


@pytest.mark.heavy
async def test_the_facilitator_puts_an_abandoned_scan_away_unseen(laptop: Laptop) -> None:
    """Beside a pin the facilitator's code shows no answers: the scan becomes a draft and the next leader can start."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "n", *"half")
        laptop.seconds = 400.0
        app.guard.on_idle()
        await settle(pilot)
        await settle(pilot, *"bege1", "enter")
        await settle(pilot)
        assert isinstance(app.screen, RoundWelcomeScreen)
        assert app.scan is None
        [draft] = laptop.drafts.all(laptop.catalog, ROUND).drafts
        assert draft.rating(1).importance is Level.FOUR
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter")
        assert "klopt niet" in await settle(pilot, *"9999", "enter")
        await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)


@pytest.mark.heavy
async def test_a_forgotten_pin_is_replaced_with_the_facilitators_help(laptop: Laptop) -> None:
    """The facilitator's code opens a scan that was put away, and the leader chooses a new pin."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4")
        laptop.seconds = 400.0
        app.guard.on_idle()
        await settle(pilot)
        await settle(pilot, *"bege1", "enter")
        await settle(pilot)
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-01"
        await settle(pilot, "enter", "enter", *"bege1", "enter", *"8888", "enter")
        assert isinstance(app.screen, RatingScreen)
        laptop.seconds = 800.0
        app.guard.on_idle()
        await settle(pilot)
        await settle(pilot, *"8888", "enter")
        assert isinstance(app.screen, RatingScreen)


async def test_a_draft_of_an_earlier_start_opens_with_the_facilitator(laptop: Laptop) -> None:
    """A draft without any lock opens with the facilitator's code, where there is one."""
    laptop.drafts.save(make_scan("SL-03", {1: (4, 1)}, draft=True, round_name=ROUND), laptop.catalog)
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, RoundWelcomeScreen)
        app.screen.code.value = "SL-03"
        await settle(pilot, "enter", "enter")
        assert isinstance(app.screen, SecretDialog)
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)


@pytest.mark.heavy
async def test_a_saved_scan_is_put_away_when_nobody_is_there(laptop: Laptop) -> None:
    """Who walks off without pressing 'klaar' leaves nothing on the screen."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *TO_SHARING, "enter")
        assert isinstance(app.screen, SaveScreen)
        laptop.seconds = 400.0
        app.guard.on_idle()
        await settle(pilot)
        assert isinstance(app.screen, RoundWelcomeScreen)


async def test_leaving_takes_the_facilitators_code(laptop: Laptop) -> None:
    """With a facilitator's code nobody else can close the app."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "ctrl+q")
        assert isinstance(app.screen, SecretDialog)
        assert "klopt niet" in await settle(pilot, *"fout", "enter")
        assert app.return_code is None
        await settle(pilot, "escape", "ctrl+q", *"bege1", "enter")
    assert app.return_code == 0


@pytest.mark.heavy
async def test_leaving_asks_about_what_was_changed_after_saving(laptop: Laptop) -> None:
    """Guards a change to a saved scan when the round is ended over it: behind the code, whether to save it is asked."""
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *TO_SHARING, "enter", "t", "enter", "space")
        await settle(pilot, "ctrl+q", *"bege1", "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await settle(pilot, "enter")
    assert app.return_code == 0
    [scan] = laptop.results()
    assert len(scan.development) == 1
    assert laptop.drafts.all(laptop.catalog, ROUND).drafts == ()


async def test_leaving_without_a_code_takes_a_clear_yes(laptop: Laptop) -> None:
    """Ctrl+Q alone never closes a round."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "ctrl+q")
        assert "alle antwoorden lezen" in str(app.screen.query_one(Static).content)
        await settle(pilot, "ctrl+q", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await settle(pilot, "ctrl+q", "right", "enter")
    assert app.return_code == 0


@pytest.mark.heavy
async def test_the_facilitator_sees_how_far_the_round_is(laptop: Laptop) -> None:
    """The facilitator's screen says how many are in, of how many, and which codes are open; never an answer."""
    laptop.drafts.save(make_scan("SL-09", {1: (4, None)}, draft=True, round_name=ROUND), laptop.catalog)
    app = laptop.round_app(facilitator="bege1", expected=12)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *TO_SHARING, "enter", "enter")
        await settle(pilot, "f3")
        shown = await settle(pilot, *"bege1", "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        assert "Klaar: 1 van 12 leiders" in shown
        assert "Onafgemaakt: 1 concept" in shown
        assert "SL-09                 0 van 29 klaar, zonder pincode" in shown
        assert "SL-01" not in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)


@pytest.mark.heavy
async def test_sharing_is_off_unless_said_and_shows_what_is_shared(laptop: Laptop) -> None:
    """The preview names code, text and numbers; only a yes puts them in the file."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2", "2", "4", *(["1", "1"] * 27), *TO_SHARING)
        assert "niets" in await settle(pilot)
        shown = await settle(pilot, "down", "tab", *"bel mij [b]")
        assert "uw code SL-01" in shown
        assert "bel mij [b]" in shown
        assert "u zoekt: 1 " in shown
        assert "u biedt: 2 " in shown
        await settle(pilot, "f2", "enter")
    [scan] = laptop.results()
    assert scan.exchange == "bel mij [b]"


async def test_the_pin_must_be_four_digits_or_nothing(laptop: Laptop) -> None:
    """A wrong pin is explained at once, and is never shown."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        shown = await settle(pilot, *"12a", "enter")
        assert "precies 4 cijfers" in shown
        assert isinstance(app.screen, SecretDialog)
        assert app.screen.query_one(Input).password
        assert "4321" not in await settle(pilot, *"4321")
        await settle(pilot, "enter")
        assert isinstance(app.screen, VisionScreen)


@pytest.mark.parametrize(
    ("taken", "code"),
    [((), "SL-01"), (("SL-01", "SL-07"), "SL-08"), (("directeur", "sl-2"), "SL-03"), (("SL-99",), "SL-100")],
)
def test_the_next_code_is_free(taken: tuple[str, ...], code: str) -> None:
    """Codes count on behind the highest that was given out, whatever else people typed."""
    assert next_code(taken) == code


def test_a_secret_does_not_hold_its_code() -> None:
    """Only a salted hash is kept, other each time, and it opens with the code alone; also as a draft holds it."""
    secret = Secret.of("1234")
    assert Secret.read(secret.text) == secret
    assert "1234" not in repr(secret)
    assert secret != Secret.of("1234")
    assert secret.opens_with("1234")
    assert not secret.opens_with("4321")
    assert Secret.of("half\ud800").opens_with("half\ud800")


def test_the_own_code_opens_the_cover_as_it_opens_a_draft() -> None:
    """Guards a code from a file with blanks around it, which nobody can type: case and blanks play no part."""
    locks = Locks(None, None, " SL-01\t")
    assert locks.try_code("sl-01") is Uncovered.GO_ON
    assert locks.try_code("sl-02") is None


async def test_f1_on_the_first_page_says_how_to_go_on(laptop: Laptop) -> None:
    """Guards that the help of a round tells of the own code and the pin, and of nothing that a round does not have."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f1")
        told = window_text(app)
        assert "Typ dan de code van toen" in told
        assert "Staat er een concept" not in told
        assert "terminal" not in told


async def test_the_first_page_of_a_round_says_each_thing_on_a_line(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that no line of the smallest window is broken, also with a long name of the round."""
    monkeypatch.setattr(app_harness, "ROUND", "ronde-met-een-lange-naam-" * 2)
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        welcome = app.screen
        assert isinstance(welcome, RoundWelcomeScreen)
        room = welcome.query_one("#about").content_size.width
        assert "lange" in welcome.lines()[0]
        assert [line for line in welcome.lines() if cell_len(line) > room] == []
