"""The line at the top of every screen, with the trail of the steps through a scan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

NAME = "zelfscan"


class Done(Enum):
    """How far a step is; the value is its mark, which says it without colour."""

    ALL = "●"
    PART = "◐"
    NOTHING = "○"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step in the trail: its short name, its whole name, how far it is, and a count such as '12/29'."""

    name: str
    heading: str
    done: Done
    count: str = ""
    is_here: bool = False

    def shown(self, name: str) -> str:
        """The step as it stands in the trail under this name; '' for the mark alone."""
        return " ".join(filter(None, (self.done.value, name, self.count if name else "")))


Trail = tuple[Stop, ...]


class TitleBar(Widget):
    """The name of the program, the name of the screen or the trail, and on the right where the leader is.

    As long as there is a warning, that takes the place of all but the name. A click on a stop says which one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--name", "title-bar--heading", "title-bar--place",
                                              "title-bar--warning"}  # fmt: skip

    @dataclass
    class Chosen(Message):
        """Somebody wants to go to the step with this place in the trail, from 0."""

        place: int

    place: reactive[str] = reactive("")
    warning: reactive[str] = reactive("")
    trail: reactive[Trail] = reactive(())

    def __init__(self, heading: str, place: str = "", warning: str = "", trail: Trail = ()) -> None:
        super().__init__()
        self._heading = heading
        self.set_reactive(TitleBar.place, place)
        self.set_reactive(TitleBar.warning, warning)
        self.set_reactive(TitleBar.trail, trail)

    def render(self) -> Content:
        name = (NAME, self.get_visual_style("title-bar--name"))
        if self.warning:
            return Content.assemble(name, "  ", (self.warning, self.get_visual_style("title-bar--warning")))
        left, place = self._trail_that_fits() if self.trail else ([self._heading], self.place)
        room = self.content_size.width - len(NAME) - 2 - cell_len(" ".join(left)) - cell_len(place)
        heading, quiet = (self.get_visual_style(f"title-bar--{part}") for part in ("heading", "place"))
        here = [stop.is_here for stop in self.trail] or [True]
        parts = [(text, heading if is_here else quiet) for text, is_here in zip(left, here, strict=True)]
        return Content.assemble(name, "  ", Content(" ").join(Content.styled(*part) for part in parts),
                                " " * max(2, room), (place, quiet))  # fmt: skip

    def _trail_that_fits(self) -> tuple[list[str], str]:
        """The stops and the place, as long as the width allows: all names, or the marks and the name of this step.

        However narrow it is, a place that is too long is cut off and not left out.
        """
        here = next((number for number, stop in enumerate(self.trail, start=1) if stop.is_here), 0)
        step = f"stap {here} van {len(self.trail)} · {self.place}"
        all_names = [stop.shown(stop.name) for stop in self.trail]
        marks = [stop.shown(stop.heading if stop.is_here else "") for stop in self.trail]
        room = self.content_size.width - len(NAME) - 4
        forms = ((all_names, step), (all_names, self.place), (marks, step), (marks, self.place))
        fitting = (form for form in forms if cell_len(" ".join(form[0])) + cell_len(form[1]) <= room)
        clipped = Content(self.place).truncate(max(0, room - cell_len(" ".join(marks))), ellipsis=True)
        return next(fitting, (marks, clipped.plain))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self.warning or not self.trail or offset is None:
            return
        event.stop()
        start = len(NAME) + 2
        for place, text in enumerate(self._trail_that_fits()[0]):
            if start <= offset.x < (start := start + cell_len(text) + 1):
                self.post_message(self.Chosen(place))
                return
