"""One scale of four levels with its words, for keys and mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.domain.catalog import Scale
from zelfscan.domain.scan import Level, ScaleName


class RatingScale(Widget):
    """Draws the levels on one line. The screen decides what a key means; a click is told upwards."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rating-scale--option",
        "rating-scale--cursor",
        "rating-scale--chosen",
    }

    @dataclass
    class Picked(Message):
        """The leader clicked a level."""

        name: ScaleName
        level: Level

    level: reactive[Level | None] = reactive(None)
    cursor: reactive[Level | None] = reactive(None)
    current: reactive[bool] = reactive(False, toggle_class="-current")

    def __init__(self, scale_name: ScaleName, scale: Scale, word_widths: tuple[int, ...]) -> None:
        super().__init__(id=f"scale-{scale_name.value}")
        self.scale_name = scale_name
        self.scale = scale
        # The same widths in both scales, so that equal levels stand below each other.
        self._word_widths = word_widths

    def on_mount(self) -> None:
        self.watch_current(self.current)

    def watch_current(self, current: bool) -> None:
        self.border_title = Content(f"▶ {self.scale.question}" if current else self.scale.question)

    def render(self) -> Content:
        option = self.get_visual_style("rating-scale--option")
        parts: list[Content] = []
        for level, label in zip(Level, self._labels(), strict=True):
            style = option
            if level is self.level:
                style = self.get_visual_style("rating-scale--chosen")
            elif self.current and level is self.cursor:
                style = self.get_visual_style("rating-scale--cursor")
            parts.append(Content.styled(label, style))
        return Content(" " * self._gap()).join(parts)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        column = event.get_content_offset(self)
        if column is None:
            return
        start = 0
        for level, label in zip(Level, self._labels(), strict=True):
            if start <= column.x < start + len(label) + self._gap():
                self.post_message(self.Picked(self.scale_name, level))
                return
            start += len(label) + self._gap()

    def _labels(self) -> list[str]:
        # The mark and the pointer keep the choice readable without colour.
        return [
            f"{'▸' if self.current and level is self.cursor else ' '}{level} "
            f"{'◉' if level is self.level else '○'} {word:<{width}} "
            for level, word, width in zip(Level, self.scale.levels, self._word_widths, strict=True)
        ]

    def _gap(self) -> int:
        room = self.content_size.width - sum(len(label) for label in self._labels())
        return max(0, min(6, room // 3))
