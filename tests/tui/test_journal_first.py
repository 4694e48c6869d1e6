"""Nothing is shown before it is kept: on every screen the system has a change before the first line of it is drawn."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from textual.app import App
from textual.events import Paste
from textual.widgets import Input, TextArea

from app_harness import MOST_LOOKS, Laptop, settle
from test_house_rules import own_classes
from zelfscan.storage.draft_journal import Journal
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps import StepScreen
from zelfscan.tui.steps.vision import VisionField
from zelfscan.tui.widgets.choice_list import ChoiceList

START = ("enter", "1", "2", "3", "4", "enter")
PASTE = "plak"
OF_A_CONVERSATION = {"ConversationScreen", "LookBackScreen"}
"""Steps of another app, on the same ground: what they hold is handed over in the same way."""
WALK: tuple[tuple[str, str], ...] = (
    # What the screen is called, and the keys on it; those in capitals change nothing of the scan.
    ("VisionScreen", "right up SPACE left down TAB w i j backspace plak ctrl+z F2"),
    ("MaterialsScreen", "s n plak TAB m backspace ctrl+z F2"),
    ("RatingScreen", "4 2 0 UP delete 3 N"),
    ("TextDialog", "n o plak ctrl+z ESCAPE"),
    ("RatingScreen", "B"),
    ("LineDialog", "i k plak backspace ENTER"),
    ("RatingScreen", "4 1 O"),
    ("OverviewScreen", "ENTER"),
    ("ConfirmDialog", "ENTER"),
    ("QuadrantScreen", "ENTER"),
    ("DevelopmentScreen", "space"),
    ("SupportDialog", "space DOWN space DOWN space space ESCAPE"),
    ("DevelopmentScreen", "space ENTER"),
    ("TopicsScreen", "space DOWN space space ENTER"),
    ("SharingScreen", "down TAB b e plak backspace ctrl+z"),
)
ELSEWHERE = {
    "WelcomeScreen", "HomeScreen", "RoundWelcomeScreen", "CoverScreen", "SecretDialog", "PlaceDialog",
    "PickDialog", "SaveScreen", "PlaceChoice",
}  # fmt: skip
"""What has a field or a list in which nothing of a scan is changed."""


class Watch:
    """Holds every drawing of an app against what the system had by then."""

    def __init__(self, app: ScanApp) -> None:
        self._app = app
        self._kept = self.shown()
        self.handed_over = 0
        self.wrong: list[object] = []

    def shown(self) -> list[object]:
        """What a person may have changed, as it stands in the widgets, whatever the screens make of it."""
        screens = [screen for screen in self._app.screen_stack if isinstance(screen, OrderlyScreen)]
        return [
            *(screen.scan for screen in screens if isinstance(screen, StepScreen)),
            *(field.text.strip() for screen in screens for field in screen.query(TextArea)),
            *(field.value.strip() for screen in screens for field in screen.query(Input)),
            *(choices.chosen for screen in screens for choices in screen.query(ChoiceList) if choices.id != "marks"),
            *((field.now, field.ambition) for screen in screens for field in screen.query(VisionField)),
        ]

    def begin(self) -> None:
        """Another key follows."""
        self._kept = self.shown()
        self.handed_over = 0

    def keep(self) -> None:
        """A state was handed to the system."""
        self._kept = self.shown()
        self.handed_over += 1

    def draw(self) -> None:
        """Something is drawn."""
        # A screen that opens or closes shows nothing new.
        shown = self.shown()
        if len(shown) == len(self._kept) and shown != self._kept:
            self.wrong.append(shown)


@pytest.mark.heavy
async def test_no_screen_draws_a_change_before_it_is_kept(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards journal first for marks, typed and pasted words, undone words, answers, notes, support, topics, choices
    and sharing: of every single key the state is with the system before anything is drawn."""
    app = laptop.round_app()
    seen: set[str] = set()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot, *START)
        watch = Watch(app)
        add, display = Journal.add, App._display  # noqa: SLF001 - the one place where all is drawn.

        def added(journal: Journal, data: bytes) -> None:
            add(journal, data)
            watch.keep()

        def displayed(shown: App[Any], *drawing: Any) -> None:
            watch.draw()
            display(shown, *drawing)

        monkeypatch.setattr(Journal, "add", added)
        monkeypatch.setattr(App, "_display", displayed)
        for name, keys in WALK:
            assert type(app.screen).__name__ == name
            seen.add(name)
            for key in keys.split():
                await settle(pilot)
                watch.begin()
                if key == PASTE:
                    app.post_message(Paste("geplakt"))
                else:
                    await pilot.press(key.lower())
                for _ in range(MOST_LOOKS):
                    await settle(pilot)
                    if key.isupper() or watch.handed_over:
                        break
                assert bool(watch.handed_over) is not key.isupper() or key.isdigit(), (name, key)
                assert watch.wrong == [], (name, key)
        monkeypatch.undo()
    [draft] = laptop.drafts.all(laptop.catalog, None).drafts
    texts = (draft.vision.ambition_note, draft.materials.used, draft.exchange, draft.rating(2).delegated_to)
    assert all(texts), texts
    changing = {
        made.__name__
        for made in own_classes()
        if issubclass(made, StepScreen) and "self.edit(" in inspect.getsource(made)
    }
    assert changing - {"StepScreen", *OF_A_CONVERSATION} <= seen


def test_a_screen_with_a_field_hands_over_what_is_in_it() -> None:
    """Guards screens to come: whatever screen makes a field or a list to choose from says how that is kept."""
    silent = {
        made.__name__
        for made in own_classes()
        if issubclass(made, OrderlyScreen) and made.hand_over is OrderlyScreen.hand_over
        and re.search(r"\b(TextField|LineField|ChoiceList|Input)\(", inspect.getsource(made))
    }  # fmt: skip
    assert silent - ELSEWHERE == set()


@pytest.mark.heavy
async def test_leaving_keeps_what_word_has_not_come_of(laptop: Laptop) -> None:
    """Guards the last letter: typed and followed at once by the end, by the system or by hand, it is in the draft."""
    for end in ("system", "leader"):
        home = Laptop(laptop.catalog, laptop.home / end)
        app = home.app()
        async with app.run_test(size=(100, 40)) as pilot:
            await settle(pilot, "enter", "tab", *"woor")
            field = app.screen.query_one(TextArea)
            field.insert("d")
            if end == "system":
                app.before_stop()
            else:
                await app.action_quit()
                await settle(pilot)
        [draft] = home.drafts.all(home.catalog).drafts
        assert draft.vision.ambition_note == "woord"
        assert not home.exports.exists()
