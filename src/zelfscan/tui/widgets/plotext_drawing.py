"""Draws the field with plotext. The only module that imports plotext, and not before the first drawing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from rich.text import Text
from textual.content import Content
from textual.style import Style

from zelfscan.domain import QuarterNames
from zelfscan.tui.widgets.field import FieldLayout

UNUSED = {"plotext._doc.doc": "docs", "plotext._tests.run": "test"}
"""Modules of plotext that only its own manual and tests need, with the name that it takes from each."""


def draw_field(layout: FieldLayout, styles: Mapping[str, Style], names: QuarterNames) -> list[Content]:
    """The rows of the field, in the styles 'axis', 'grid', 'name' and those named after the quarters.

    Raises ImportError where plotext does not run (there is no wheel for Windows on ARM).
    """
    plotext = load_plotext()

    def pixel(name: str) -> Any:
        style = styles[name]
        if style.foreground is None or style.background is None:
            return plotext.pixel()
        # plotext knows no transparency, and paints a line white that has no background.
        fore = (style.background + style.foreground).rgb
        return plotext.pixel(fore, style.background.rgb, "bold" if style.bold else None)

    width, height = layout.width, layout.height
    plotext.terminal.limit(False, False)  # or the plot stays within the size of the terminal
    figure = plotext.figure  # there is one for everybody: set everything at each drawing
    figure.clear.all()
    figure.theme("colorless").canvas("default")  # what is not painted shows the background of the widget
    figure.plot_size(width, height)
    figure.axes(False)
    for axis, size in (("x", width), ("y", height)):
        # One unit is one character, so that nothing is rounded and no number can push another away.
        figure.ruler(axis).lim(0, size - 1)
        figure.ruler(axis).ticks([], [])
    across, down = layout.pitch
    for place in (1, 3):
        figure.line(place * across, "v", pixel=pixel("grid"), style="dotted")
        figure.line(place * down, "h", pixel=pixel("grid"), style="dotted")

    def put(row: int, column: int, lines: list[Any]) -> None:
        block = lines[0].matrix()
        for line in lines[1:]:
            block = block.vstack(line)
        marker = plotext.marker(block, ha=-1, va=-1)
        figure.draw(figure.signal([column], [height - 1 - row], marker=marker))

    # The axes as text: lines of two kinds would leave thin crosses on the thick axis.
    put(0, 2 * across, [plotext.colorize("┃", pixel("axis"))] * height)
    arm = "━" * (2 * across)
    put(2 * down, 0, [plotext.colorize(f"{arm}╋{arm}", pixel("axis"))])
    for spot in layout.name_spots(names).values():
        put(spot.row, spot.column, [plotext.colorize(spot.text, pixel("name"))])
    for block in layout.blocks():
        style = pixel(block.cell.quarter.value)
        put(block.row, block.column, [plotext.colorize(line, style) for line in block.lines])
    text = Text.from_ansi(figure.build().string().rstrip("\n"), no_wrap=True)
    return Content.from_rich_text(text).split("\n")


def load_plotext() -> ModuleType:
    """plotext without its own manual and tests.

    The manual is made anew at every import. Together they take four fifths of its time and half of its memory. A
    plotext that keeps them elsewhere loads them as it always did. Raises ImportError.
    """
    if loaded := sys.modules.get("plotext"):
        return loaded
    for name, taken in UNUSED.items():
        sys.modules[name] = ModuleType(name)
        setattr(sys.modules[name], taken, None)
    try:
        import plotext
    finally:
        for name in UNUSED:
            del sys.modules[name]
    module: ModuleType = plotext
    return module
