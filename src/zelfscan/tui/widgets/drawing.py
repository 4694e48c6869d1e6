"""Draws the field and shows it: with plotext, or by hand where plotext does not load.

The only module that imports plotext.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from zelfscan.domain import Catalog, Quarter, QuarterNames
from zelfscan.tui.widgets.field import FieldLayout, Spot, centred, shifted, spot_at, spot_of

PARTS = ("axis", "grid", "name", "meaning", *(quarter.value for quarter in Quarter))
"""What a field consists of; each part has its own style."""
UNUSED = {"plotext._doc.doc": "docs", "plotext._tests.run": "test"}
"""Modules of plotext that only its own manual and tests need, with the name that it takes from each."""
DOTTED, HEAVY = ("┊", "┈", "┼"), ("┃", "━", "╋")
"""The signs of a line down, of one across, and of where two cross."""


class Glyph(NamedTuple):
    """One character and what it belongs to: a style's name, or '' for nothing."""

    sign: str
    kind: str


NO_MEANINGS: Mapping[Quarter, str] = {}
BLANK = Glyph(" ", "")
Glyphs = list[list[Glyph]]


def draw_field(
    layout: FieldLayout, styles: Mapping[str, Style], names: QuarterNames, meanings: Mapping[Quarter, str] = NO_MEANINGS
) -> list[Content]:
    """The rows of the field, in the styles of its PARTS; what the quarters mean stands where it fits."""
    try:
        plotext = load_plotext()
    except ImportError:
        # There is no wheel for Windows on ARM, for one.
        return painted(glyphs_of(layout, names, meanings), styles)
    return _plotted(plotext, layout, styles, _texts(layout, names, meanings))


def _plotted(
    plotext: Any, layout: FieldLayout, styles: Mapping[str, Style], texts: Sequence[tuple[Spot, str]]
) -> list[Content]:
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
    for column in layout.column_lines[::2]:
        figure.line(column, "v", pixel=pixel("grid"), style="dotted")
    for row in layout.row_lines[::2]:
        figure.line(height - 1 - row, "h", pixel=pixel("grid"), style="dotted")

    def put(row: int, column: int, lines: Sequence[Any]) -> None:
        block = lines[0].matrix()
        for line in lines[1:]:
            block = block.vstack(line)
        marker = plotext.marker(block, ha=-1, va=-1)
        figure.draw(figure.signal([column], [height - 1 - row], marker=marker))

    # The axes as text: lines of two kinds would leave thin crosses on the thick axis.
    down, across = layout.column_lines[1], layout.row_lines[1]
    put(0, down, [plotext.colorize(HEAVY[0], pixel("axis"))] * height)
    arms = HEAVY[1] * down, HEAVY[1] * (width - down - 1)
    put(across, 0, [plotext.colorize(HEAVY[2].join(arms), pixel("axis"))])
    for spot, kind in texts:
        put(spot.row, spot.column, [plotext.colorize(spot.text, pixel(kind))])
    text = Text.from_ansi(figure.build().string().rstrip("\n"), no_wrap=True)
    return Content.from_rich_text(text).split("\n")


def glyphs_of(layout: FieldLayout, names: QuarterNames, meanings: Mapping[Quarter, str] = NO_MEANINGS) -> Glyphs:
    """The same field as characters, to draw over and to paint."""
    glyphs = blank(layout.width, layout.height)
    for kind, (down, across, cross), which in (("grid", DOTTED, slice(0, 3, 2)), ("axis", HEAVY, slice(1, 2))):
        columns, rows = layout.column_lines[which], layout.row_lines[which]
        for row in range(layout.height):
            for column in range(layout.width):
                if row in rows or column in columns:
                    sign = cross if row in rows and column in columns else across if row in rows else down
                    glyphs[row][column] = Glyph(sign, kind)
    for spot, kind in _texts(layout, names, meanings):
        write(glyphs, spot.row, spot.column, spot.text, kind)
    return glyphs


def _texts(layout: FieldLayout, names: QuarterNames, meanings: Mapping[Quarter, str]) -> list[tuple[Spot, str]]:
    """What is written in a field, and in which style."""
    named = [(spot, "name") for spot in layout.name_spots(names).values()]
    named += [(spot, "meaning") for spot in layout.meaning_spots(meanings).values()]
    return named + [(spot, spot.cell.quarter.value) for spot in layout.spots if spot.cell is not None]


def blank(width: int, height: int) -> Glyphs:
    """Nothing yet, in so many columns and rows."""
    return [[BLANK] * width for _ in range(height)]


def write(glyphs: Glyphs, row: int, column: int, text: str, kind: str) -> None:
    """Put a text over what stands there; what falls outside is left out."""
    for place, sign in enumerate(text, start=column):
        if 0 <= place < len(glyphs[row]):
            glyphs[row][place] = Glyph(sign, kind)


def runs(row: Sequence[Glyph]) -> list[tuple[str, str]]:
    """A row as pieces of text of one kind each."""
    return [
        ("".join(glyph.sign for glyph in found), kind) for kind, found in groupby(row, key=lambda glyph: glyph.kind)
    ]


def painted(glyphs: Glyphs, styles: Mapping[str, Style]) -> list[Content]:
    """The rows in the styles that go by the names of their kinds; a kind without a style stays plain."""
    return [
        Content.assemble(*(Content.styled(text, styles.get(kind, "")) for text, kind in runs(row))) for row in glyphs
    ]


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


TOO_SMALL = "Het venster is te klein voor het kwadrant."


class NumberBoard(Widget):
    """Lines of text in which some places stand for competencies; `current` is the one that is lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"number-board--current"}

    @dataclass
    class Picked(Message):
        """The leader clicked a number."""

        number: int

    current: reactive[int | None] = reactive(None)

    def spots(self) -> Sequence[Spot]:
        """The places of the numbers, counted from the corner of the widget."""
        raise NotImplementedError

    def base_lines(self) -> Sequence[Content]:
        """The lines without a lit number."""
        raise NotImplementedError

    def render(self) -> Content:
        lines = list(self.base_lines())
        spot = spot_of(self.spots(), self.current)
        if spot is not None and spot.row < len(lines):
            line = lines[spot.row]
            end = spot.column + len(spot.text)
            # The brackets keep the place findable without colour.
            mark = Content.styled(f"[{spot.text}]", self.get_visual_style("number-board--current"))
            line = line.pad_right(max(0, end + 1 - len(line)))
            lines[spot.row] = Content("").join([line[: spot.column - 1], mark, line[end + 1 :]])
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = event.get_content_offset(self)
        spot = None if place is None else spot_at(self.spots(), place.y, place.x)
        if spot is not None:
            self.post_message(self.Picked(spot.numbers[0]))


@dataclass(frozen=True, slots=True)
class Frame:
    """A field with the texts around it; `top` and `left` say where the field starts in the widget."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    layout: FieldLayout
    top: int
    left: int

    def around(self, field: Sequence[Content], style: Style) -> list[Content]:
        """The drawn field with its texts in this style."""
        return [
            *[Content("")] * (self.top - len(self.above)),
            *(Content.styled(line, style) for line in self.above),
            *(line.pad_left(self.left) for line in field),
            *(Content.styled(line, style) for line in self.below),
        ]


class FieldBoard(NumberBoard):
    """Draws a field as large as the widget allows; drawn again when size, numbers or colours change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--text", *(f"field--{part}" for part in PARTS)}

    def __init__(self, catalog: Catalog, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.catalog = catalog
        self.meanings = {quarter: catalog.meaning_of(quarter) for quarter in Quarter}
        self._framed: tuple[object, Size, Frame | None] | None = None
        self._drawn: tuple[Frame, tuple[Style, ...], list[Content]] | None = None

    def shown(self) -> object:
        """What the field is laid out for."""
        raise NotImplementedError

    def frame_for(self, size: Size) -> Frame | None:
        """The largest field in the middle of `size`; None where there is nothing to draw, or no room."""
        raise NotImplementedError

    def instead(self) -> str:
        """What is told where there is no field."""
        return TOO_SMALL

    def frame(self) -> Frame | None:
        """What is drawn now; made again only when what is shown or the room for it changed. None without room."""
        shown, size = self.shown(), self.content_size
        if self._framed is None or self._framed[:2] != (shown, size):
            self._framed = (shown, size, self.frame_for(size))
        return self._framed[2]

    def spots(self) -> Sequence[Spot]:
        frame = self.frame()
        return () if frame is None else shifted(frame.layout.spots, frame.top, frame.left)

    def base_lines(self) -> Sequence[Content]:
        frame = self.frame()
        if frame is None:
            return self.said()
        styles = tuple(self.get_visual_style(f"field--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (frame, styles):
            painter = dict(zip(PARTS, styles, strict=True))
            field = draw_field(frame.layout, painter, self.catalog.quarters, self.meanings)
            self._drawn = (frame, styles, frame.around(field, self.get_visual_style("field--text")))
        return self._drawn[2]

    def said(self) -> list[Content]:
        """The sentence that stands in for the field, in the middle."""
        lines = centred(self.instead(), self.content_size.width)
        return [Content("")] * ((self.content_size.height - len(lines)) // 2) + [Content(line) for line in lines]
