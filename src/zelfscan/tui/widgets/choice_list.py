"""A short list to choose from: one answer, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


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
