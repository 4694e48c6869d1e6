"""What a person types or presses: a text, a folder to keep something in, a button.

The first screen does without them: the editor behind a text takes long to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Button, Input, Static, TextArea
from textual.widgets.text_area import Edit, EditResult

from zelfscan.domain import LONGEST_TEXT
from zelfscan.storage import Place
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList


class KeyButton(Button, can_focus=False):
    """Never takes the focus: after a click the keys still work on what they worked on before."""


class TextField(TextArea):
    """Wraps long lines, keeps pasted line breaks, leaves Tab for moving on, and takes no more than `longest` signs."""

    @dataclass
    class Submitted(Message):
        """The leader pressed Enter."""

        field: TextField

        @property
        def control(self) -> TextField:
            """The field, so that handlers can select on it."""
            return self.field

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002
        placeholder: str = "",
        longest: int = LONGEST_TEXT,
    ) -> None:
        super().__init__(
            text, id=id, placeholder=placeholder, soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
        )
        self.cursor_location = self.document.end
        self._longest = longest

    def edit(self, edit: Edit) -> EditResult:
        """Take as much of what was typed or pasted as there is room for, and say so when it was too much."""
        replaced = len(self.get_text_range(edit.from_location, edit.to_location))
        room = max(self._longest - len(self.text) + replaced, 0)
        if len(edit.text) > room:
            edit.text = edit.text[:room]
            self.notify(f"Hier passen hoogstens {self._longest} tekens.", severity="warning", markup=False)
        return super().edit(edit)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted(self))


class PlaceChoice(Vertical):
    """The line below the list always holds the folder that counts, so that what was picked can be changed by typing."""

    @dataclass
    class Chosen(Message):
        """The leader wants it kept in `folder`."""

        folder: Path

    choices = query_one(ChoiceList)
    field = query_one(Input)

    def compose(self) -> ComposeResult:
        yield Static(Content("Kies een plek, of typ zelf een map, bijvoorbeeld op een usb-stick:"))
        yield ChoiceList(())
        yield Input(compact=True)
        with Horizontal(classes="buttons"):
            yield Button("Hier bewaren", variant="primary", id="place-accept")

    def offer(self, places: Sequence[Place]) -> None:
        """Show places; an earlier text in the line stays when there are none."""
        self.choices.display = bool(places)
        if places:
            self.choices.offer([Choice(str(place.folder), place.name) for place in places])
            self.field.value = str(places[0].folder)
        self.screen.set_focus(self.choices if places else self.field)

    @on(ChoiceList.Changed)
    def show_folder(self, event: ChoiceList.Changed) -> None:
        event.stop()
        self.field.value = event.chosen[0]

    @on(Input.Submitted)
    @on(Button.Pressed)
    def accept(self, event: Message | None = None) -> None:
        """Take the folder in the line; an empty line is no place."""
        if event is not None:
            event.stop()
        text = self.field.value.strip()
        if text:
            self.post_message(self.Chosen(Path(text)))
        else:
            self.screen.set_focus(self.field)
