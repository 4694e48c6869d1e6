"""A list of entries of one or more lines, with headings between them."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from zelfscan.tui.widgets.line_view import MARK, Build, LineView


class PointedList(LineView, can_focus=False):
    """One entry is pointed at. The screen moves the pointer, so that keys typed ahead stay in order.

    With `follows_mouse` the entry under the mouse is pointed at, for lists in which a click already does something.
    """

    @dataclass
    class Pointed(Message):
        """Another entry is pointed at."""

        key: str

    @dataclass
    class Clicked(Message):
        """An entry was clicked; it is pointed at already."""

        key: str

    pointed: reactive[str] = reactive("", init=False)

    def __init__(self, *, follows_mouse: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._follows_mouse = follows_mouse

    @property
    def room(self) -> int:
        """The columns beside the mark."""
        return max(0, super().room - len(MARK))

    @property
    def keys(self) -> list[str]:
        """The keys of the entries, top to bottom."""
        return list(dict.fromkeys(item.key for item in self.sheet.lines if item.key))

    def show(self, build: Build) -> None:
        """Show other entries; the pointer stays on its entry where that is still there."""
        self._build = build
        self.draw()

    def draw(self) -> None:
        super().draw()
        self.sheet.pointed = self.pointed
        self.call_after_refresh(self.show_pointed)

    def watch_pointed(self, key: str) -> None:
        self.sheet.pointed = key
        self.show_pointed()
        self.post_message(self.Pointed(key))

    def move(self, step: int) -> None:
        """Point `step` entries further, and stop at the ends."""
        keys = self.keys
        if keys:
            index = keys.index(self.pointed) + step if self.pointed in keys else 0
            self.pointed = keys[max(0, min(len(keys) - 1, index))]

    def jump(self, *, to_end: bool) -> None:
        """Point at the first or the last entry."""
        keys = self.keys
        if keys:
            self.pointed = keys[-1 if to_end else 0]

    def show_pointed(self) -> None:
        """Scroll so that the entry is in view, together with the headings right above it."""
        lines = self.sheet.lines
        own = [index for index, item in enumerate(lines) if item.key and item.key == self.pointed]
        if own:
            top = own[0]
            while top > 0 and not lines[top - 1].key:
                top -= 1
            self.scroll_to_region(Region(0, top, 1, own[-1] + 1 - top), animate=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if key := self._key_under(event):
            self.pointed = key
            self.post_message(self.Clicked(key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._follows_mouse and (key := self._key_under(event)):
            self.pointed = key

    def _key_under(self, event: events.MouseEvent) -> str:
        place = event.get_content_offset(self.sheet)
        if place is None or place.y >= len(self.sheet.lines):
            return ""
        return self.sheet.lines[place.y].key
