"""A field for a few lines of text in which Enter means 'ready'."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class TextField(TextArea):
    """Wraps long lines, keeps pasted line breaks, and leaves Tab for moving on."""

    @dataclass
    class Submitted(Message):
        """The leader pressed Enter."""

        field: TextField

        @property
        def control(self) -> TextField:
            """The field, so that handlers can select on it."""
            return self.field

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(
            text, id=id, placeholder=placeholder, soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
        )
        self.cursor_location = self.document.end

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted(self))
