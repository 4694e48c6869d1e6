"""What a person types or presses: a text, a folder to keep something in, a button.

The first screen does without them: the editor behind a text takes long to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Button, Input, Static, TextArea
from textual.widgets.text_area import Edit, EditResult

from zelfscan.domain import LONGEST_TEXT
from zelfscan.storage import Place
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList


class KeyButton(Button, can_focus=False):
    """Never takes the focus: after a click the keys still work on what they worked on before."""


TOO_LONG = "Hier passen hoogstens {} tekens."


class LineField(Input):
    """A field of one line, which takes no more than `longest` signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Volgend veld", id="line.enter", tooltip="Naar het volgende veld"),
    ]

    def __init__(self, text: str, *, longest: int) -> None:
        super().__init__(text, compact=True, select_on_focus=False)
        self._longest = longest

    def insert_text_at_cursor(self, text: str) -> None:
        """Take as much of what was typed or pasted as there is room for, and say so when it was too much."""
        room = max(self._longest - len(self.value), 0)
        if len(text) > room:
            self.notify(TOO_LONG.format(self._longest), severity="warning", markup=False)
        super().insert_text_at_cursor(text[:room])


class TextField(TextArea):
    """Wraps long lines, takes Enter for a new line, leaves Tab for moving on; takes no more than `longest` signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "new_line", "Nieuwe regel", id="text.new_line", tooltip="Een nieuwe regel in de tekst"),
    ]

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
        self._given = text
        self._untouched = self.text

    def on_mount(self) -> None:
        # A long text is read from its beginning; with the first key it goes to where one types, at the end.
        self.call_after_refresh(self.scroll_home, animate=False)

    def edit(self, edit: Edit) -> EditResult:
        """Take as much of what was typed or pasted as there is room for, and say so when it was too much."""
        replaced = len(self.get_text_range(edit.from_location, edit.to_location))
        room = max(self._longest - len(self.text) + replaced, 0)
        if len(edit.text) > room:
            edit.text = edit.text[:room]
            self.notify(TOO_LONG.format(self._longest), severity="warning", markup=False)
        return super().edit(edit)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into view. Where a text gets shorter at once, as by undoing a paste, Textual asks for this
        while the cursor still stands below its end, and fails: Textualize/textual#6686.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    @property
    def typed(self) -> str:
        """What stands here, without blanks around it; to the letter what was given when nobody changed it."""
        return self._given if self.text == self._untouched else self.text.strip()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return key == "enter" or super().check_consume_key(key, character)

    def action_new_line(self) -> None:
        self.insert("\n")


class PlaceChoice(Vertical):
    """The line below the list always holds the folder that counts, so that what was picked can be changed by typing."""

    @dataclass
    class Chosen(Message):
        """The leader wants it kept in `folder`."""

        folder: Path

    choices = query_one(ChoiceList)
    field = query_one(Input)

    def __init__(self, *beside: Button, id: str | None = None) -> None:  # noqa: A002
        """`beside` stand to the right of the button that keeps."""
        super().__init__(id=id)
        self._beside = beside

    def compose(self) -> ComposeResult:
        yield Static(Content("Kies een plek, of typ zelf een map, bijvoorbeeld op een usb-stick:"))
        yield ChoiceList(())
        yield Input(compact=True)
        with Horizontal(classes="buttons"):
            yield Button("Hier bewaren", variant="primary", id="place-accept")
            yield from self._beside

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
    @on(Button.Pressed, "#place-accept")
    def accept(self, event: Message | None = None) -> None:
        """Take the folder in the line; an empty line is no place."""
        if event is not None:
            event.stop()
        text = self.field.value.strip()
        if text:
            self.post_message(self.Chosen(Path(text)))
        else:
            self.screen.set_focus(self.field)
