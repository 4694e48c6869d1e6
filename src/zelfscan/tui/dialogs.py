"""The small windows over a screen that ask for a yes, a text, a code or a place, and the one to read in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button, Input, Static

from zelfscan.domain import LONGEST_TEXT
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import one_line
from zelfscan.storage import Place
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import KeyButton, LineField, PlaceChoice, TextField
from zelfscan.tui.widgets.lines import EMPTY_LINE, Build, Line, LineView, wrapped


class ConfirmDialog(OrderlyScreen[bool | None]):
    """Dismissed with True for `yes`, False for `no` and None for Esc; the first button has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
        Binding("left,up", "app.focus_previous", show=False, priority=True),
        Binding("right,down", "app.focus_next", show=False, priority=True),
        Binding("enter", "press", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, *, yes: str, no: str) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._text = text
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            yield Static(Content(self._text), classes="explanation")
            with Horizontal(classes="buttons"):
                yield Button(Content(self._yes), variant="primary", id="yes")
                yield Button(Content(self._no), id="no")

    def action_press(self) -> None:
        self.dismiss(not (isinstance(self.focused, Button) and self.focused.id == "no"))

    def action_give_up(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed)
    def decide(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")


SIGNED = "Dit resultaat is ondertekend door de ronde. Bewaart u het, dan vervalt die handtekening."


def signature_dialog(yes: str) -> ConfirmDialog:
    """Asks whether the signature of a round may go."""
    return ConfirmDialog("De handtekening vervalt", SIGNED, yes=yes, no="Niet doen")


class TextDialog(OrderlyScreen[str]):
    """Dismissed with the stripped text; empty = take it away. Esc closes and keeps what was typed."""

    LEAVING_KEYS = frozenset({"enter", "escape"})
    # Without priority: the letters that were typed before it come first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Sluiten", show=False, tooltip="Sluiten; uw tekst blijft staan"),
    ]
    HINT: ClassVar[str] = "Enter: nieuwe regel · Esc: klaar"

    def __init__(
        self,
        title: str,
        text: str,
        explanation: str = "",
        *,
        longest: int = LONGEST_TEXT,
        typed: Callable[[str], None],
    ) -> None:
        """`typed` hears the text after every key, so that a half note survives as well."""
        super().__init__(classes="dialog")
        self._title = title
        self._before = text
        self._explanation = explanation
        self._longest = longest
        self._typed = typed
        self._is_answered = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = Content(self.HINT)
            if self._explanation:
                yield Static(Content(self._explanation), classes="explanation")
            yield self.make_field()
            with Horizontal(classes="buttons"):
                yield KeyButton("Klaar", variant="primary", id="text-done")

    def make_field(self) -> TextField | Input:
        """The field, with what was written before; a window of one line makes another kind."""
        return TextField(self._before, longest=self._longest)

    @property
    def text(self) -> str:
        """What stands in the field now."""
        return self.query_one(TextField).typed

    @on(TextField.Changed)
    @on(Input.Changed)
    def hand_over(self) -> None:
        if not self._is_answered:
            self._typed(self.text)

    @on(Input.Submitted)
    @on(Button.Pressed, "#text-done")
    def action_keep(self) -> None:
        # Word of a key that was typed before may still be under way, and must not overtake the answer.
        self._is_answered = True
        self.dismiss(self.text)


class LineDialog(TextDialog):
    """Asks for a text of one line: Enter closes as well."""

    HINT = "Enter of Esc: klaar"

    def make_field(self) -> TextField | Input:
        return LineField(one_line(self._before), longest=self._longest)

    @property
    def text(self) -> str:
        typed = self.query_one(Input).value.strip()
        # A text of more lines stays as it was when nobody changed it.
        return self._before if typed == one_line(self._before) else typed


class SecretDialog(OrderlyScreen[str | None]):
    """Dismissed with a code that `accepts` takes (it returns '' or what is wrong), or None when the person gave up."""

    LEAVING_KEYS = frozenset({"enter"})
    IS_GATE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder code"),
    ]

    field = query_one(Input)
    wrong = query_one("#wrong", Static)

    def __init__(self, title: str, explanation: str, accepts: Callable[[str], str], *, give_up: str = "terug") -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._explanation = explanation
        self._accepts = accepts
        self._give_up = give_up

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = Content(f"Enter: verder · Esc: {self._give_up}")
            yield Static(Content(self._explanation), classes="explanation")
            yield Input(password=True, compact=True, max_length=40)
            yield Static("", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield KeyButton("Verder", variant="primary", id="secret-go")
                yield KeyButton(Content(self._give_up.capitalize()), id="secret-back")

    @on(Input.Submitted)
    @on(Button.Pressed, "#secret-go")
    def check(self) -> None:
        code = self.field.value.strip()
        problem = self._accepts(code)
        if problem:
            self.wrong.update(Content(problem))
            self.field.clear()
            self.take_keys()
        else:
            self.dismiss(code)

    @on(Button.Pressed, "#secret-back")
    def action_give_up(self) -> None:
        self.dismiss(None)


class PlaceDialog(OrderlyScreen[Path | None]):
    """Dismissed with the file that was written in the place of choice, or None when the leader gave up.

    `put(folder)` writes there and returns the file, or why that failed: the window then stays open and says so.
    """

    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
        Binding("enter", "press", show=False),
        Binding("tab", "next_field", show=False),
        Binding("shift+tab", "previous_field", show=False),
    ]

    why = query_one("#why", Static)
    choice = query_one(PlaceChoice)

    def __init__(
        self,
        why: str,
        places: Sequence[Place],
        put: Callable[[Path], Path | ZelfscanError],
        heading: str = "Een andere plek voor uw antwoorden",
    ) -> None:
        super().__init__(classes="dialog")
        self._why = why
        self._heading = heading
        self._places = tuple(places)
        self._put = put

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._heading)
            choose = "↑↓: kiezen · Tab: zelf typen · " if self._places else ""
            window.border_subtitle = Content(f"{choose}Enter: hier bewaren · Esc: terug")
            yield Static(Content(self._why), id="why", classes="explanation")
            yield PlaceChoice(KeyButton("Terug", id="place-back"))

    def on_mount(self) -> None:
        self.choice.offer(self._places)
        # Without places there is nothing to pick, and `why` says what to type.
        self.choice.query(Static).first().display = bool(self._places)

    @on(PlaceChoice.Chosen)
    def put(self, event: PlaceChoice.Chosen) -> None:
        event.stop()
        outcome = self._put(event.folder)
        if isinstance(outcome, Path):
            self.dismiss(outcome)
        else:
            self.why.update(Content(str(outcome)))
            self.set_focus(self.choice.field)
            self.take_keys()

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.choice.accept()
        self.take_keys()

    @on(Button.Pressed, "#place-back")
    def action_give_up(self) -> None:
        self.dismiss(None)


class PickDialog(OrderlyScreen[str | None]):
    """Dismissed with the value of the choice, or None when everything stays as it was."""

    AUTO_FOCUS = "ChoiceList"
    # With priority, and not left to the list: Enter would otherwise overtake an arrow that was typed before it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("enter,space", "keep", "Klaar", show=False, priority=True, tooltip="Met deze keuze verder"),
        Binding("escape,f6", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
    ]

    choices = query_one(ChoiceList)

    def __init__(
        self, title: str, choices: Sequence[Choice], chosen: str, *, yes: str = "Tonen", no: str = "Terug"
    ) -> None:
        super().__init__(classes="dialog")
        self._yes = yes
        self._no = no
        self._title = title
        self._choices = tuple(choices)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = Content(f"↑↓: kiezen · Enter: {self._yes.lower()} · Esc: {self._no.lower()}")
            yield ChoiceList(self._choices, (self._chosen,))
            with Horizontal(classes="buttons"):
                yield KeyButton(Content(self._yes), variant="primary", id="pick-keep")
                yield KeyButton(Content(self._no), id="pick-back")

    def action_move(self, step: int) -> None:
        self.choices.action_move(step)

    @on(Button.Pressed, "#pick-keep")
    def action_keep(self) -> None:
        self.dismiss(self.choices.chosen[0])

    @on(Button.Pressed, "#pick-back")
    def action_give_up(self) -> None:
        self.dismiss(None)


class ReadWindow(OrderlyScreen[None]):
    """Shows something to read, as high as it needs to be; the key that opened it closes it as well."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,question_mark,i,I,w,W", "dismiss", "Sluiten", show=False, priority=True,
                tooltip="Sluiten"),
    ]  # fmt: skip

    view = query_one(LineView)

    def __init__(self, title: str, build: Build) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._build = build

    def compose(self) -> ComposeResult:
        with Vertical(classes="window read") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = "Esc: sluiten · ↑ ↓: lezen"
            view = LineView()
            view.can_focus = True
            yield view
            with Horizontal(classes="buttons"):
                yield KeyButton("Sluiten", variant="primary", id="read-close")

    def on_mount(self) -> None:
        self.view.show(self._build)

    @on(Button.Pressed, "#read-close")
    def close(self) -> None:
        """Close by mouse."""
        self.dismiss()


def help_window(heading: str, text: str, keys: Sequence[tuple[str, str]]) -> ReadWindow:
    """Explains a screen, and what each of its keys does."""
    column = max((len(key) for key, _ in keys), default=0) + 2

    def build(width: int) -> list[Line]:
        lines = [piece for part in text.split("\n") for piece in wrapped(part, width) or [EMPTY_LINE]]
        lines.append(EMPTY_LINE)
        for key, explanation in keys:
            lines += wrapped(explanation, width, first=key.ljust(column), first_style="chosen")
        return lines

    return ReadWindow(f"Uitleg: {heading}", build)
