"""What is typed or pasted as text never becomes an answer, and no word of it gets lost in silence."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

import zelfscan.tui
from app_harness import ROUND, SMALL, TYPIST, Laptop, burst, calm, key_event, settle
from zelfscan.domain import Catalog, Scan
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.tui.guard import Guard
from zelfscan.tui.keys import DROPPED, NO_FIELD, text_field
from zelfscan.tui.round import Attempts, RoundRules, Secret
from zelfscan.tui.round.guard import RoundGuard
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.terminal_keys import esc_apart

CATALOG = read_catalog(catalog_folder())
PLACES = {
    "code": ("shift+tab",),
    "ambition": ("enter",),
    "materials": ("enter", "f2"),
    "note": ("enter", "f2", "f2", "n"),
    "delegate": ("enter", "f2", "f2", "b"),
    "jump": ("enter", "f2", "f2", "g"),
    "nowhere": ("enter", "f2", "f2"),
    "pin": ("enter",),
    "facilitator": ("f3",),
    "leaving": ("enter", "escape", "f2", "f2", "ctrl+q"),
    "cover": ("enter", "escape", "f2", "f2", "f8"),
    "elsewhere": ("enter", "f2", "f2", "n", "x", "escape", "f4"),
    "result elsewhere": ("enter", "f2", "f2", "o", *["enter"] * 5),
}
"""The keys to each place that takes text, and to one that takes none."""
IN_A_ROUND = {"pin", "facilitator", "leaving", "cover"}
REFUSES = {"elsewhere": "concepten", "result elsewhere": "exports"}
"""What is no folder, so that another one is asked for."""
SEVERAL_LINES = {"ambition", "materials", "note"}
texts = st.text("12340snbgofvk ?\u00e9\n\t", min_size=1, max_size=20)
places = st.sampled_from(sorted(PLACES))


class ToldApp(ScanApp):
    """Keeps what it tells."""

    CSS_PATH = str(Path(zelfscan.tui.__file__).with_name("zelfscan.tcss"))
    told: list[str]

    def notify(self, message: str, **options: object) -> None:
        self.told.append(message)


def words_of(scan: Scan) -> str:
    """Everything that was written."""
    said = [scan.vision.ambition_note, scan.materials.used, scan.materials.added_value, scan.materials.pitfalls]
    return "".join([*said, *(f"{rating.note}{rating.delegated_to}" for rating in scan.ratings.values())])


def missing(text: str, kept: str) -> Counter[str]:
    """The signs of a text that stand nowhere."""
    return Counter("".join(text.split())) - Counter(kept)


async def enter_text(catalog: Catalog, home: Path, place: str, text: str, *, bracketed: bool) -> None:
    """Type or paste a text somewhere, and look what became of it."""
    laptop = Laptop(catalog, home)
    if place in REFUSES:
        (home / REFUSES[place]).write_text("", encoding="utf-8")
    rules = RoundRules(ROUND, Attempts(laptop.drafts.folder, lambda: 0.0), Secret.of("4"), clock=lambda: 0.0)
    guard = partial(RoundGuard, rules) if place in IN_A_ROUND else Guard
    app = ToldApp(laptop.setup(), guard)
    app.told = []
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *PLACES[place])
        takes_text = text_field(app.screen) is not None or getattr(app.screen, "IS_TYPED_IN", False)
        assert takes_text == (place != "nowhere")
        if bracketed:
            app.post_message(events.Paste(text))
            await calm(pilot)
        else:
            await burst(pilot, *({"\n": "enter", "\t": "tab"}.get(sign, sign) for sign in text))
        if place in ("note", "delegate", "jump") and not isinstance(app.screen, RatingScreen):
            await settle(pilot, "escape")
        scan = app.scan
        if place == "nowhere":
            # Plain keys are keys here: nobody can tell them from answers.
            assert not bracketed or (scan is not None and scan.ratings == {} and NO_FIELD in app.told)
            return
        given = [] if scan is None else [rating for rating in scan.ratings.values() if rating.importance]
        assert given == []
        if place in SEVERAL_LINES or (place == "delegate" and scan is not None):
            assert scan is not None
            assert not missing(text, words_of(scan)) or DROPPED in app.told
        if place in SEVERAL_LINES and "\t" not in text:
            assert not missing(text, words_of(scan)) if scan is not None else False


def check(place: str, text: str, *, bracketed: bool) -> None:
    """Run one example in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="zelfscan-") as home:
        asyncio.run(enter_text(CATALOG, Path(home), place, text, bracketed=bracketed))


@settings(max_examples=4)
@given(place=places, text=texts, bracketed=st.booleans())
def test_text_is_never_an_answer(place: str, text: str, bracketed: bool) -> None:
    """Guards that whatever is typed or pasted where text is asked for answers no question, and that each sign of it is
    kept, or the person is told.
    """
    check(place, text, bracketed=bracketed)


@pytest.mark.heavy
@settings(max_examples=60)
@given(place=places, text=texts, bracketed=st.booleans())
def test_no_text_at_all_is_ever_an_answer(place: str, text: str, bracketed: bool) -> None:
    """Guards the same with far more texts."""
    check(place, text, bracketed=bracketed)


@pytest.mark.parametrize("place", sorted(PLACES.keys() - {"nowhere"}))
@pytest.mark.heavy
def test_three_lines_that_arrive_as_plain_keys(place: str) -> None:
    """Guards the paste of older consoles and of dictation: three lines with digits give no answer in any place."""
    check(place, "snappet 2\nvoor 3\n4", bracketed=False)


async def test_what_waits_behind_a_pin_is_no_answer(laptop: Laptop) -> None:
    """Guards that keys behind a pin, in the same burst or while it is being looked at, go nowhere."""
    app = laptop.round_app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        await burst(pilot, *"1234", "enter", *"123")
        assert isinstance(app.screen, VisionScreen)
        assert app.screen.note.text == ""


@pytest.mark.heavy
async def test_what_is_typed_behind_ctrl_q_is_for_the_window_that_asks(laptop: Laptop) -> None:
    """Guards that a facilitator's code typed fast behind Ctrl+Q does not answer the question on the screen behind."""
    app = laptop.round_app(facilitator="1234")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "escape", "f2", "f2")
        await burst(pilot, "ctrl+q", *"12")
        assert app.scan is not None
        assert app.scan.ratings == {}


async def test_esc_with_a_sign_right_behind_it_is_two_keys(laptop: Laptop) -> None:
    """Guards that Alt with a sign, which is what a terminal makes of Esc and that sign, never puts a letter in a text:
    it closes the note, and then it is that sign.
    """
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "n", *"ja")
        app.post_message(events.Key("alt+3", "3"))
        await calm(pilot)
        assert app.scan is not None
        assert (app.scan.rating(1).note, app.scan.rating(1).importance) == ("ja", 3)


@pytest.mark.parametrize(
    ("sent", "apart"),
    [
        (b"\x1b3", b"\x1b[27u3"),
        (b"\x1b.", b"\x1b[27u."),
        (b"\x1b-", b"\x1b[27u-"),
        (b"\x1b\r", b"\x1b[27u\r"),
        ("\x1b\u00e9".encode(), "\x1b[27u\u00e9".encode()),
        *(
            (same, same)
            for same in (b"\x1b", b"\x1b[A", b"\x1bOQ", b"\x1b[27u", b"\x1bb", b"3", b"\x1b[200~\x1b3\x1b[201~")
        ),
    ],
)
def test_esc_stands_apart(sent: bytes, apart: bytes) -> None:
    """Guards that Esc with a sign right behind it, which Textual takes for one strange sign or for the sign alone, is
    read as two keys, and that no sequence of a terminal and no paste changes.
    """
    assert esc_apart(sent) == apart


@pytest.mark.heavy
async def test_a_slow_computer_makes_no_burst(laptop: Laptop) -> None:
    """Guards that it counts when a key was pressed, not when the program came to it."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        for key in ("n", "x", "escape", "3"):
            app.post_message(key_event(key))
        await calm(pilot)
        assert app.scan is not None
        assert app.scan.rating(1).importance == 3
        with TYPIST.at_once():
            for key in ("n", "y", "escape", "3"):
                app.post_message(key_event(key))
            await calm(pilot)
        assert app.scan.rating(1).attainment is None
