"""The line at the top of every screen."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

NAME = "zelfscan"


class TitleBar(Widget):
    """The name of the program, the name of the screen and, on the right, where the leader is; or a lasting warning."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--name", "title-bar--heading", "title-bar--place",
                                              "title-bar--warning"}  # fmt: skip

    place: reactive[str] = reactive("")
    warning: reactive[str] = reactive("")

    def __init__(self, heading: str, place: str = "", warning: str = "") -> None:
        super().__init__()
        self._heading = heading
        self.set_reactive(TitleBar.place, place)
        self.set_reactive(TitleBar.warning, warning)

    def render(self) -> Content:
        if self.warning:
            return Content.assemble(
                (NAME, self.get_visual_style("title-bar--name")),
                "  ",
                (self.warning, self.get_visual_style("title-bar--warning")),
            )
        gap = self.content_size.width - len(NAME) - 2 - cell_len(self._heading) - cell_len(self.place)
        return Content.assemble(
            (NAME, self.get_visual_style("title-bar--name")),
            "  ",
            (self._heading, self.get_visual_style("title-bar--heading")),
            " " * max(2, gap),
            (self.place, self.get_visual_style("title-bar--place")),
        )
