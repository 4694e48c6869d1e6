"""The round on a shared laptop: nobody sees another's answers."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from app_harness import ROUND, SMALL, Laptop, settle
from builders import make_scan
from zelfscan.domain import Level
from zelfscan.tui.dialogs import ConfirmDialog, SecretDialog
from zelfscan.tui.round.cover import CoverScreen, Locks, Uncovered
from zelfscan.tui.round.facilitator import FacilitatorScreen
from zelfscan.tui.round.rules import Secret, next_code
from zelfscan.tui.round.welcome import RoundWelcomeScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen, SharingScreen
from zelfscan.tui.steps.vision import VisionScreen

RATINGS = ["4", "2"] * 29
START = ("enter", "1", "2", "3", "4", "enter")
TO_SHARING = ("enter", "enter", "enter", "enter")


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
        assert app.clipboard == ""
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
    """After the idle time nothing of the scan is on the screen; only the pin brings it back."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2")
        statement = laptop.catalog.competency(2).statement[:30]
        assert statement in await settle(pilot)
        laptop.seconds = 299.0
        app.guard.on_idle()
        assert not isinstance((await settle(pilot), app.screen)[1], CoverScreen)
        laptop.seconds = 301.0
        app.guard.on_idle()
        shown = await settle(pilot)
        assert isinstance(app.screen, CoverScreen)
        assert statement not in shown
        await settle(pilot, "ctrl+p", "f1", "escape")
        assert isinstance(app.screen, CoverScreen)
        assert not isinstance(app.screen, CommandPalette)
        assert "klopt niet" in await settle(pilot, *"9999", "enter")
        await settle(pilot, *"1234", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.number == 2


async def test_the_cover_lies_over_open_windows_too(laptop: Laptop) -> None:
    """A note that is being written is covered as well, and is still there afterwards."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "n", *"over mijn team")
        laptop.seconds = 400.0
        app.guard.on_idle()
        assert "mijn team" not in await settle(pilot)
        assert "over mijn team" in await settle(pilot, *"1234", "enter")


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
    """Pins live in memory; after a restart the facilitator's code, where there is one, guards the drafts."""
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


async def test_leaving_without_a_code_takes_a_clear_yes(laptop: Laptop) -> None:
    """Ctrl+Q alone never closes a round."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "ctrl+q", "ctrl+q", "right", "enter")
        assert isinstance(app.screen, RoundWelcomeScreen)
        await settle(pilot, "ctrl+q", "enter")
    assert app.return_code == 0


async def test_the_facilitator_sees_counts_only(laptop: Laptop) -> None:
    """The facilitator's screen says how many, and names no code."""
    laptop.drafts.save(make_scan("SL-09", {1: (4, 1)}, draft=True, round_name=ROUND), laptop.catalog)
    app = laptop.round_app(facilitator="bege1")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", *RATINGS, *TO_SHARING, "enter", "enter")
        await settle(pilot, "f3")
        shown = await settle(pilot, *"bege1", "enter")
        assert isinstance(app.screen, FacilitatorScreen)
        assert "Klaar: 1 leider" in shown
        assert "Onafgemaakt: 1 concept" in shown
        assert "SL-" not in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, RoundWelcomeScreen)


async def test_sharing_is_off_unless_said_and_shows_what_is_shared(laptop: Laptop) -> None:
    """The preview names code, text and numbers; only a yes puts them in the file."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *START, "f2", "f2", "4", "2", "2", "4", *(["1", "1"] * 27), *TO_SHARING)
        assert "niets" in await settle(pilot)
        shown = await settle(pilot, "down", "tab", *"bel mij [b]")
        assert "uw code: SL-01" in shown
        assert "bel mij [b]" in shown
        assert "u zoekt een ander voor: 1" in shown
        assert "terecht voor: 2" in shown
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
    """Only a salted hash is kept, other each time, and it opens with the code alone."""
    secret = Secret.of("1234")
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
