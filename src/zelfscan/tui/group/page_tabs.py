"""The pages of a screen as a bar of tabs: shows which one is open, and takes clicks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 3


@dataclass(frozen=True, slots=True)
class Tab:
    """A page: the key that opens it stands in its name. Tabs of one `group` stay on one row."""

    key: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class TabPlace:
    """Where a tab stands: the marks around it go at `column` and right behind its name."""

    row: int
    column: int
    tab: Tab

    @property
    def end(self) -> int:
        """The column of the closing mark."""
        return self.column + 1 + len(self.tab.name)


def tab_places(tabs: Sequence[Tab], width: int) -> tuple[TabPlace, ...]:
    """All tabs on one row, close together where they must be; else a row for each group."""
    for step, gap in ((2, _GAP), (1, 1)):
        places = _row(tabs, 0, step, gap)
        if places and places[-1].end < width:
            return places
    groups = list(dict.fromkeys(tab.group for tab in tabs))
    rows = [[tab for tab in tabs if tab.group == group] for group in groups]
    step = 2 if all(_row(row, 0, 2, _GAP)[-1].end < width for row in rows) else 1
    return tuple(place for number, row in enumerate(rows) for place in _row(row, number, step, _GAP))


def _row(tabs: Sequence[Tab], row: int, step: int, gap: int) -> tuple[TabPlace, ...]:
    """With a `step` of 1 neighbours share the column in which a mark can stand; `gap` parts the groups."""
    places: list[TabPlace] = []
    for tab in tabs:
        column = 0
        if places:
            last = places[-1]
            column = last.end + step - 1 + (gap if last.tab.group != tab.group else 0)
        places.append(TabPlace(row, column, tab))
    return tuple(places)


def row_text(places: Sequence[TabPlace], current: str) -> str:
    """One row in plain characters; brackets keep the open page findable without colour."""
    signs = [" "] * (max((place.end for place in places), default=-1) + 1)
    for place in places:
        signs[place.column + 1 : place.end] = place.tab.name
    for place in places:
        if place.tab.key == current:
            signs[place.column], signs[place.end] = "[", "]"
    return "".join(signs)


class PageTabs(Widget):
    """Draws the tabs; `current` is the key of the open page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page-tabs--current", "page-tabs--key"}

    @dataclass
    class Picked(Message):
        """A tab was clicked."""

        key: str

    tabs: reactive[tuple[Tab, ...]] = reactive((), layout=True)
    current: reactive[str] = reactive("")

    def render(self) -> Content:
        places = self._places(self.content_size.width)
        hint, lit = (self.get_visual_style(f"page-tabs--{part}") for part in ("key", "current"))
        lines = []
        for row in range(max((place.row for place in places), default=-1) + 1):
            own = [place for place in places if place.row == row]
            line = Content(row_text(own, self.current))
            for place in own:
                if place.tab.key == self.current:
                    line = line.stylize(lit, place.column, place.end + 1)
                elif (at := place.tab.name.lower().find(place.tab.key)) >= 0:
                    line = line.stylize(hint, place.column + 1 + at, place.column + 2 + at)
            lines.append(line)
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max((place.row for place in self._places(width)), default=0) + 1

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        # Where two marks share a column, it belongs to the tab that starts there.
        for place in reversed(self._places(self.content_size.width)):
            if offset is not None and offset.y == place.row and place.column <= offset.x <= place.end:
                self.post_message(self.Picked(place.tab.key))
                return

    def _places(self, width: int) -> tuple[TabPlace, ...]:
        return tab_places(self.tabs, width)
