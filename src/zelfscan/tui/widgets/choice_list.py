"""A short list to choose from: one answer or several; or the results in a folder, each with its quadrant in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.dutch import code_in_words, date_nl
from zelfscan.safe_text import clipped
from zelfscan.storage import Result

if TYPE_CHECKING:
    from zelfscan.domain import Scan


class Choice(NamedTuple):
    """One line of the list; `value` is what the program knows it by."""

    value: str
    label: str


class ChoiceList(Widget, can_focus=True):
    """Lines with a mark before them. With `several` a line can be switched on and off by itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-list--chosen", "choice-list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, tooltip="Regel omhoog"),
        Binding("down", "move(1)", show=False, tooltip="Regel omlaag"),
        Binding("space", "pick", show=False, tooltip="Regel kiezen"),
    ]

    @dataclass
    class Changed(Message):
        """A choice was made or taken back; `chosen` are the keys of all that are chosen now."""

        choice_list: ChoiceList
        chosen: tuple[str, ...]

        @property
        def control(self) -> ChoiceList:
            """The list, so that handlers can select on it."""
            return self.choice_list

    chosen: reactive[tuple[str, ...]] = reactive(())
    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        choices: Sequence[Choice],
        chosen: Sequence[str] = (),
        *,
        several: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self.several = several
        self.set_reactive(ChoiceList.chosen, tuple(chosen))
        values = [choice.value for choice in self.choices]
        self.set_reactive(ChoiceList.cursor, values.index(chosen[0]) if chosen else 0)
        self.styles.height = "auto"

    def pick(self, value: str) -> None:
        """Choose one line, as the leader would."""
        self.cursor = [choice.value for choice in self.choices].index(value)
        self.chosen = (value,)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Put other lines in the list, and choose the first."""
        self.choices = tuple(choices)
        self.pick(self.choices[0].value)
        self.refresh(layout=True)

    def render(self) -> Content:
        on, off = ("☑", "☐") if self.several else ("◉", "○")
        lines = []
        for index, choice in enumerate(self.choices):
            chosen = choice.value in self.chosen
            pointer = "▸" if self.has_focus and index == self.cursor else " "
            line = Content(f"{pointer}{on if chosen else off} {choice.label}")
            if self.has_focus and index == self.cursor:
                line = line.stylize(self.get_visual_style("choice-list--cursor"))
            elif chosen:
                line = line.stylize(self.get_visual_style("choice-list--chosen"))
            lines.append(line)
        return Content("\n").join(lines)

    def action_move(self, step: int) -> None:
        self.cursor = max(0, min(len(self.choices) - 1, self.cursor + step))
        if not self.several:
            self.action_pick()

    def action_pick(self) -> None:
        value = self.choices[self.cursor].value
        if not self.several:
            self.chosen = (value,)
        elif value in self.chosen:
            self.chosen = tuple(item for item in self.chosen if item != value)
        else:
            # In the order of the list, so that the order of picking leaves no trace.
            self.chosen = tuple(item.value for item in self.choices if item.value in (*self.chosen, value))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = event.get_content_offset(self)
        if place is not None and place.y < len(self.choices):
            self.cursor = place.y
            self.action_pick()

    def watch_cursor(self) -> None:
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll to the line that is pointed at: a list can be higher than what it stands in."""
        if self.has_focus and isinstance(self.parent, Widget):
            line = Region(0, self.virtual_region.y + self.cursor, 1, 1)
            self.parent.scroll_to_region(line, animate=False)

    def watch_chosen(self) -> None:
        if self.is_mounted:
            self.post_message(self.Changed(self, self.chosen))


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
