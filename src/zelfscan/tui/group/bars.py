"""The report's figures as lines: per item two 100 % stacked bars, readable without colour.

The fill of a segment tells its level, the colour family its scale; the style sheet chooses the colours.
"""

from __future__ import annotations

import textwrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style

from zelfscan.domain import Catalog, Four, ScaleName
from zelfscan.reports import FILLS, Bar, Figure, bar_segments, bars, segment_text
from zelfscan.tui.widgets.lines import EMPTY_LINE, Line, Lines, LineView, PointedList

ON = "-on"
BAR_STYLES = {
    f"{scale.value}-{place + 1}": (scale.value, fill) for scale in ScaleName for place, fill in enumerate(FILLS)
}
COVERS = dict(zip(FILLS, (0.25, 0.5, 0.75, 1.0), strict=True))  # the part of a cell that a fill colours
SWATCH = 2
LABEL_WIDTHS = (22, 33)  # a label over two lines, or on one
ROOMY = 100
MAX_BETWEEN = 2
Parts = tuple[tuple[str, str], ...]


def _name_width(catalog: Catalog) -> int:
    return max(len(catalog.scale(scale).name) for scale in ScaleName) + 1


def level_style(scale: ScaleName, place: int) -> str:
    """The style of the level at `place` (0 to 3) on a scale."""
    return f"{scale.value}-{place + 1}"


def bar_parts(percentages: Four, width: int, scale: ScaleName) -> Parts:
    """One bar of exactly `width` characters, in pieces; a percentage stands in its own segment where it fits."""
    parts: list[tuple[str, str]] = []
    for place, size in enumerate(bar_segments(percentages, width)):
        fill, style = FILLS[place], level_style(scale, place)
        text = segment_text(percentages[place], fill, size)
        label = text.strip(fill)
        left, _, right = text.partition(label) if label else (text, "", "")
        parts += [(left, style), (label, style + ON), (right, style)]
    return tuple(part for part in parts if part[0])


def figure_lines(
    catalog: Catalog, figure: Figure, minimum: int, width: int, height: int = 0
) -> list[Line]:  # fmt: skip
    """Two lines per item, importance above attainment; blank lines between items where `height` has room for them.

    The key of an item is its number.
    """
    room = LABEL_WIDTHS[width >= ROOMY]
    drawn = bars(catalog, figure)
    count = max((len(f"n={bar.n}") for bar in drawn), default=0)
    wide = _name_width(catalog)
    size = width - len("00 ") - room - wide - count - 1
    between = max(0, min(MAX_BETWEEN, (height - len(drawn)) // max(1, len(figure.items) - 1)))
    lines: list[Line] = []
    for index, bar in enumerate(drawn):
        first = bar.scale is ScaleName.IMPORTANCE
        if first and index:
            lines += [EMPTY_LINE] * between
        pieces = textwrap.wrap(bar.label, room - 1, max_lines=2, placeholder="…", break_on_hyphens=False)
        label = pieces[0] if first else "".join(pieces[1:])
        number = f"{bar.number:>2} " if first else "   "
        lines.append(
            Line(
                (
                    (number, "rank"),
                    (f"{label:<{room}}", ""),
                    (f"{catalog.scale(bar.scale).name:<{wide}}", "muted"),
                    *_body(bar, max(size, 10), minimum),
                    (f" n={bar.n}", "muted"),
                ),
                key=str(bar.number),
            )
        )
    return lines


def _body(bar: Bar, size: int, minimum: int) -> Parts:
    if bar.percentages is None:
        return ((f"{f'te weinig antwoorden (n < {minimum})':<{size}}", "muted"),)
    return bar_parts(bar.percentages, size, bar.scale)


def legend_lines(catalog: Catalog, width: int = ROOMY) -> list[Line]:
    """What each fill means, a line per scale, lowest level first; close together where there is little room."""
    wide = _name_width(catalog)
    scales = [catalog.scale(scale) for scale in ScaleName]
    longest = max(sum(len(word) + SWATCH + 1 for word in scale.levels) for scale in scales)
    gap = 2 if wide + longest + 2 * (len(FILLS) - 1) <= width else 1
    lines = []
    for name, scale in zip(ScaleName, scales, strict=True):
        parts: list[tuple[str, str]] = [(f"{scale.name:<{wide}}", "muted")]
        for place, word in enumerate(scale.levels):
            space = " " * gap if place else ""
            parts += [(space, ""), (FILLS[place] * SWATCH, level_style(name, place)), (f" {word}", "")]
        lines.append(Line(tuple(parts)))
    return lines


class BarLines(Lines):
    """Lines that may hold bars. A bar keeps its colours when its item is pointed at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{scale.value}" for scale in ScaleName}

    def piece(self, text: str, style: str, *, here: bool) -> Content:
        if bar := BAR_STYLES.get(style.removesuffix(ON)):
            scale, fill = bar
            own = self.get_visual_style(f"lines--{scale}")
            return Content.styled(text, _as_solid(own, COVERS[fill]) if style.endswith(ON) else own)
        return super().piece(text, style, here=here)


def _as_solid(style: Style, cover: float) -> Style:
    """For the percentage in a segment: as a background what the fill looks like, with letters that stand out."""
    if style.foreground is None or style.background is None:
        return style
    back = style.background.blend(style.foreground, cover, alpha=1.0)
    return Style(background=back, foreground=back.get_contrast_text(1.0), bold=True)


class BarList(PointedList):
    """A list whose entries may be bars."""

    def compose(self) -> ComposeResult:
        yield BarLines()


class BarView(LineView):
    """A text whose lines may hold bars or their legend."""

    def compose(self) -> ComposeResult:
        yield BarLines()
