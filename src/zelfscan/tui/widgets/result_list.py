"""The results in a folder as a list to choose from, each with its quadrant in four numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.dutch import code_in_words, date_nl
from zelfscan.safe_text import clipped
from zelfscan.storage import Result

if TYPE_CHECKING:
    from zelfscan.domain import Scan

_CODE_LENGTH = 16
_ROWS = 2
"""The lines of one result."""


class ResultList(Widget, can_focus=True):
    """Results, two rows each: when, whose and how complete, with how many stand in each quarter of the quadrant."""

    MOST_SHOWN: ClassVar[int] = 5
    """So many can be seen at once."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-list--cursor", "result-list--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, tooltip="Vorige scan"),
        Binding("down", "move(1)", show=False, tooltip="Volgende scan"),
        Binding("enter", "screen.begin", "Bekijken", id="home.look", tooltip="Deze scan bekijken"),
        Binding("space", "mark", "Aankruisen", id="home.mark", tooltip="Een scan aankruisen om te vergelijken"),
        Binding("delete", "screen.wipe", show=False, id="home.wipe", tooltip="Deze scan wissen; dat wordt gevraagd"),
    ]

    cursor: reactive[int] = reactive(0)
    marked: reactive[frozenset[int]] = reactive(frozenset())

    def __init__(self, results: tuple[Result, ...], numbers: tuple[int, ...]) -> None:
        super().__init__(id="results")
        self.results = results
        self._numbers = numbers
        self._top = 0

    @property
    def at_cursor(self) -> Result:
        """The result that the cursor is on."""
        return self.results[self.cursor]

    def to_compare(self) -> tuple[Result, ...]:
        """The two results that were marked, the cursor's counted in when only one was, the oldest first."""
        wanted = self.marked if len(self.marked) != 1 else self.marked | {self.cursor}
        return tuple(self.results[place] for place in sorted(wanted, reverse=True)) if len(wanted) == 2 else ()

    def get_content_height(self, *_: object) -> int:
        return _ROWS * min(self.MOST_SHOWN, len(self.results))

    def render(self) -> Content:
        rows: list[Content] = []
        for place in range(self._top, min(self._top + self.MOST_SHOWN, len(self.results))):
            rows.extend(self._rows(place))
        return Content("\n").join(rows)

    def _rows(self, place: int) -> tuple[Content, Content]:
        scan = self.results[place].scan
        is_here = self.has_focus and place == self.cursor
        pointer, box = "▸" if place == self.cursor else " ", "☑" if place in self.marked else "☐"
        done = len(self._numbers) - len(scan.open_items(self._numbers))
        first = f"{pointer}{box} {date_nl(scan.finished or scan.started)}"
        second = f"   {clipped(code_in_words(scan.participant), _CODE_LENGTH)} · {done} van {len(self._numbers)}"
        room = self.content_size.width - 6
        style = self.get_visual_style(f"result-list--{'cursor' if is_here else 'quiet'}")
        above, below = self._quadrant(scan)
        name = Content(f"{first:<{room}}{above}")
        return name.stylize(style) if is_here else name, Content(f"{second:<{room}}{below}").stylize(style)

    def _quadrant(self, scan: Scan) -> tuple[str, str]:
        """How many stand in each quarter, placed as the quarters are."""
        from zelfscan.domain import Quarter, place  # Not above: there may be nothing to show.

        if not any(rating.attainment for rating in scan.ratings.values()):
            return "", ""
        counts = dict.fromkeys(Quarter, 0)
        for cell, numbers in place(scan.ratings, self._numbers).cells.items():
            counts[cell.quarter] += len(numbers)
        return (
            f"{counts[Quarter.DEVELOP]:>2}│{counts[Quarter.LEVERAGE]:<2}",
            f"{counts[Quarter.KEEP_LOW]:>2}│{counts[Quarter.RELEASE]:<2}",
        )

    def action_move(self, step: int) -> None:
        self.cursor = max(0, min(len(self.results) - 1, self.cursor + step))

    def action_mark(self) -> None:
        self.marked ^= {self.cursor}

    def validate_cursor(self, cursor: int) -> int:
        self._top = max(min(self._top, cursor), cursor - self.MOST_SHOWN + 1)
        return cursor

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        place = self._top + (offset.y // _ROWS if offset is not None else len(self.results))
        if offset is not None and place < len(self.results):
            if offset.x == 1 or place == self.cursor:
                self.marked ^= {place}
            self.cursor = place

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-1)
