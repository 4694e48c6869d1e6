"""The quadrant of a group: the marks are the numbers, each at the shares of leaders who chose the two top levels."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style

from zelfscan.domain import Quarter
from zelfscan.tui.widgets.number_board import NumberBoard
from zelfscan.tui.widgets.quadrant_layout import Spot, shifted
from zelfscan.tui.widgets.share_layout import ShareLayout, SharePlace, lay_out_shares

PARTS = ("axis", "grid", "name", *(quarter.value for quarter in Quarter))
ABOVE = "↑ van belang voor 100% van de leiders"
BELOW = "↓ van belang voor 0%"
ENDS = ("← van toepassing op 0%", "op 100% →")
TEXT_ROWS = 3
NOTHING = "Te weinig antwoorden voor een kwadrant."
NO_ROOM = "Hier is geen plaats voor het kwadrant. De lijst zegt hetzelfde."
NO_PLOT = "Het kwadrant kan op deze computer niet worden getekend. De lijst zegt hetzelfde."


class GroupPlot(NumberBoard):
    """Draws `places` as large as the widget allows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"group-plot--text", *(f"group-plot--{part}" for part in PARTS)}

    places: reactive[tuple[SharePlace, ...]] = reactive(())

    def __init__(self) -> None:
        super().__init__(id="group-plot")
        self._laid_out: tuple[tuple[SharePlace, ...], Size, ShareLayout | None] | None = None
        self._drawn: tuple[ShareLayout, tuple[Style, ...], list[Content]] | None = None

    def spots(self) -> Sequence[Spot]:
        layout = self._layout_now()
        return () if layout is None else shifted(layout.spots, *self._start(layout))

    def base_lines(self) -> Sequence[Content]:
        if not self.places:
            return self._said(NOTHING)
        layout = self._layout_now()
        if layout is None:
            return self._said(NO_ROOM)
        styles = tuple(self.get_visual_style(f"group-plot--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (layout, styles):
            from zelfscan.tui.widgets.plot_drawing import draw_field

            try:
                field = draw_field(layout, dict(zip(PARTS, styles, strict=True)))
            except ImportError:
                return self._said(NO_PLOT)
            self._drawn = (layout, styles, field)
        return self._framed(layout, self._drawn[2])

    def _said(self, text: str) -> list[Content]:
        return [Content(line) for line in wrap(text, max(self.content_size.width, 10))]

    def _framed(self, layout: ShareLayout, field: Sequence[Content]) -> list[Content]:
        top, left = self._start(layout)
        style = self.get_visual_style("group-plot--text")
        ends = ENDS[0] + ENDS[1].rjust(layout.width - len(ENDS[0]))
        texts = [Content.styled(" " * left + text, style) for text in (ABOVE.center(layout.width), ends)]
        below = Content.styled(" " * left + BELOW.center(layout.width).rstrip(), style)
        blank = [Content("")] * (top - 1)
        return [*blank, texts[0], *(line.pad_left(left) for line in field), below, texts[1]]

    def _start(self, layout: ShareLayout) -> tuple[int, int]:
        """The row and the column of the field within the widget."""
        size = self.content_size
        return (size.height - layout.height - TEXT_ROWS) // 2 + 1, (size.width - layout.width) // 2

    def _layout_now(self) -> ShareLayout | None:
        """The layout for the places and the size of this moment."""
        key = (self.places, self.content_size)
        if self._laid_out is None or self._laid_out[:2] != key:
            width, height = self.content_size
            self._laid_out = (*key, lay_out_shares(self.places, width, height - TEXT_ROWS))
        return self._laid_out[2]
