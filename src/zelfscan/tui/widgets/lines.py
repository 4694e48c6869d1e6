"""Text in lines: to read, to point at as the entries of a list, as a table, and painted where it changes at every key.

The colours stand in the style sheet.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from zelfscan.safe_text import clipped, one_line

MARK = "▸ "
BULLET = "• "
PAGE_STEP = 8
"""So many entries PgUp and PgDn pass in a list."""
STYLES = ("title", "heading", "rank", "chosen", "muted")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `parts` are pieces with a style name out of STYLES ('' = plain).

    In a list, lines with the same `key` are one entry; lines without a key cannot be pointed at.
    """

    parts: tuple[tuple[str, str], ...]
    key: str = ""

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


EMPTY_LINE = Line(())
Build = Callable[[int], Sequence[Line]]


def line(text: str, style: str = "", key: str = "") -> Line:
    """A line in one style."""
    return Line(((text, style),), key)


def wrapped(text: str, width: int, *, first: str = "", style: str = "", first_style: str = "") -> list[Line]:
    """Folded text as lines of at most `width`; `first` stands before the first, and the others hang under its end."""
    indent = " " * len(first)
    pieces = textwrap.wrap(one_line(text), max(width - len(first), 10), break_on_hyphens=False)
    return [
        Line(((first, first_style), (piece, style)) if index == 0 else ((indent, ""), (piece, style)))
        for index, piece in enumerate(pieces)
    ]


def bullets(texts: Iterable[str], width: int) -> list[Line]:
    """Each text folded behind a bullet."""
    return [piece for text in texts for piece in wrapped(text, width, first=BULLET)]


class Lines(Widget):
    """Draws lines; the entry `pointed` has a mark before it.

    In a `tight` list the mark takes one column, and what cannot be pointed at stands at the edge.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"lines--{name}" for name in STYLES), "lines--pointed"}

    lines: reactive[tuple[Line, ...]] = reactive((), layout=True)
    pointed: reactive[str | None] = reactive(None)

    def __init__(self, *, tight: bool = False) -> None:
        super().__init__()
        self.tight = tight
        self.first: Callable[[int], Sequence[Line]] | None = None
        """Gives the lines for a width, as long as there are none: then they stand there from the first layout on."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self.first is not None and not self.lines:
            self.set_reactive(Lines.lines, tuple(self.first(width)))
        return super().get_content_height(container, viewport, width)

    @property
    def mark(self) -> str:
        """What stands before the first line of the entry that is pointed at."""
        return MARK.rstrip() if self.tight else MARK

    def render(self) -> Content:
        drawn = []
        previous = ""
        for item in self.lines:
            here = bool(item.key) and item.key == self.pointed
            pieces = [self.piece(text, style, here=here) for text, style in item.parts]
            if self.pointed is not None and (item.key or not self.tight):
                mark = self.mark if here and item.key != previous else " " * len(self.mark)
                pieces.insert(0, self.piece(mark, "", here=here))
            if here:
                spare = self.content_size.width - sum(piece.cell_length for piece in pieces)
                pieces.append(self.piece(" " * max(0, spare), "", here=here))
            previous = item.key
            drawn.append(Content("").join(pieces))
        return Content("\n").join(drawn)

    def piece(self, text: str, style: str, *, here: bool) -> Content:
        """A part of a line in its style; `here` = of the entry that is pointed at."""
        part = Content(text).stylize(self.get_visual_style(f"lines--{style}")) if style else Content(text)
        return part.stylize(self.get_visual_style("lines--pointed")) if here else part


class LineView(VerticalScroll, can_focus=False):
    """Scrolls lines that a function builds for the width there is."""

    _build: Build | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sheet = self.make_sheet()
        """What is drawn; also before it stands on the screen, and while it is taken down."""

    def make_sheet(self) -> Lines:
        """The lines; a view of another kind of lines makes those."""
        return Lines()

    def compose(self) -> ComposeResult:
        yield self.sheet

    @property
    def room(self) -> int:
        """The columns a line may have; 0 before the first layout."""
        return self.scrollable_content_region.width

    def show(self, build: Build) -> None:
        """Show other lines, from the first one on."""
        self._build = build
        self.scroll_home(animate=False)
        self.draw()

    def draw(self) -> None:
        """Build the lines again; the first layout does so by itself, as soon as it knows the width."""
        if self._build is not None and self.room > 0:
            self.sheet.lines = tuple(self._build(self.room))
        elif self.is_mounted:
            self.sheet.first = self._built

    def _built(self, width: int) -> Sequence[Line]:
        """The lines for a sheet so wide."""
        return self._build(width) if self._build is not None else ()

    def on_resize(self) -> None:
        self.draw()

    def turn_page(self, step: int) -> None:
        """Scroll one page down (1) or up (-1)."""
        self.scroll_relative(y=step * max(1, self.scrollable_content_region.height - 1), animate=False)


class PointedList(LineView, can_focus=False):
    """One entry is pointed at. The screen moves the pointer, so that keys typed ahead stay in order.

    With `follows_mouse` the entry under the mouse is pointed at, for lists in which a click already does something;
    `tight` is about the mark, see Lines.
    """

    @dataclass
    class Pointed(Message):
        """Another entry is pointed at."""

        key: str

    @dataclass
    class Clicked(Message):
        """An entry was clicked; it is pointed at already."""

        key: str

    pointed: reactive[str] = reactive("", init=False)

    def __init__(
        self,
        *,
        follows_mouse: bool = False,
        tight: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        self._follows_mouse = follows_mouse
        self._tight = tight
        super().__init__(id=id)

    def make_sheet(self) -> Lines:
        return Lines(tight=self._tight)

    @property
    def room(self) -> int:
        """The columns beside the mark."""
        return max(0, super().room - len(self.sheet.mark))

    def _built(self, width: int) -> Sequence[Line]:
        return super()._built(width - len(self.sheet.mark))

    @property
    def keys(self) -> list[str]:
        """The keys of the entries, top to bottom."""
        return list(dict.fromkeys(item.key for item in self.sheet.lines if item.key))

    def show(self, build: Build) -> None:
        """Show other entries; the pointer stays on its entry where that is still there."""
        self._build = build
        self.draw()

    def draw(self) -> None:
        super().draw()
        self.sheet.pointed = self.pointed
        self.call_after_refresh(self.show_pointed)

    def watch_pointed(self, key: str) -> None:
        self.sheet.pointed = key
        self.show_pointed()
        self.post_message(self.Pointed(key))

    def move(self, step: int) -> None:
        """Point `step` entries further, and stop at the ends."""
        keys = self.keys
        if keys:
            index = keys.index(self.pointed) + step if self.pointed in keys else 0
            self.pointed = keys[max(0, min(len(keys) - 1, index))]

    def jump(self, *, to_end: bool) -> None:
        """Point at the first or the last entry."""
        keys = self.keys
        if keys:
            self.pointed = keys[-1 if to_end else 0]

    def show_pointed(self) -> None:
        """Scroll so that the entry is in view, together with the headings right above it."""
        lines = self.sheet.lines
        own = [index for index, item in enumerate(lines) if item.key and item.key == self.pointed]
        if own:
            top = own[0]
            while top > 0 and not lines[top - 1].key:
                top -= 1
            self.scroll_to_region(Region(0, top, 1, own[-1] + 1 - top), animate=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if key := self._key_under(event):
            self.pointed = key
            self.post_message(self.Clicked(key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._follows_mouse and (key := self._key_under(event)):
            self.pointed = key

    def _key_under(self, event: events.MouseEvent) -> str:
        place = event.get_content_offset(self.sheet)
        if place is None or place.y >= len(self.sheet.lines):
            return ""
        return self.sheet.lines[place.y].key


_LABEL = 32
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: what stands before the label (in the style 'rank'), the label, and the cells, if it has any."""

    key: str
    first: str
    label: str
    cells: tuple[str, ...] = ()


def table_lines(first: str, label: str, headings: Sequence[str], rows: Sequence[TableRow], width: int) -> list[Line]:
    """The heading, then a line per row; all cells stand to the right in their columns.

    Where `width` is too small, labels lose their end. A row without cells keeps its whole label.
    """
    lead = max(len(first), *(len(row.first) for row in rows), 0) + 1 if rows else len(first) + 1
    sizes = [
        max(len(heading), *(len(row.cells[place]) for row in rows if row.cells), 0)
        for place, heading in enumerate(headings)
    ]
    spare = width - lead - _LABEL - sum(sizes)
    gap = min(MAX_GAP, max(1, spare // max(1, len(sizes))))
    room = max(10, min(_LABEL, width - lead - sum(sizes) - gap * len(sizes)))

    def cells(texts: Sequence[str]) -> str:
        return "".join(f"{text:>{size + gap}}" for text, size in zip(texts, sizes, strict=True))

    lines = [Line(((f"{first:<{lead}}{label:<{room}}{cells(headings)}", "muted"),))]
    for row in rows:
        named = f"{clipped(row.label, room):<{room}}{cells(row.cells)}" if row.cells else row.label
        lines.append(Line(((f"{row.first:<{lead}}", "rank"), (named, "")), key=row.key))
    return lines


Piece = tuple[str, str]
"""A piece of text and the component style that it is in; '' is the widget's own."""


class PaintedLines(Widget):
    """Paints the lines that `lines` gives, by Textual's line API.

    Laying out styled text anew takes ten times as long, and would be felt by who types fast. Call `repaint` when what
    `lines` gives has changed.
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: list[Sequence[Piece]] = []
        self._painted: list[Strip] = []
        self._painted_for = Size()
        self._looks: dict[str, Style] = {}

    def lines(self, size: Size) -> Iterable[Sequence[Piece]]:
        """The lines from the top for so much room; what does not fit in the width is cut off."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Bring the screen in step with `lines`."""
        size = self.content_size
        if not self._painted or size != self._painted_for:
            self.refresh()
            return
        before, self._shown = self._shown, self._lines_of(size)
        changed = [row for row in range(size.height) if before[row] != self._shown[row]]
        for row in changed:
            self._painted[row] = self._paint(self._shown[row], size.width)
        if changed:
            self.refresh(*(Region(0, row, size.width, count) for row, count in _together(changed)))

    def notify_style_update(self) -> None:
        self._looks.clear()
        self._painted = []
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        size = self.content_size
        # A new size is painted before the widget hears of it.
        if not self._painted or size != self._painted_for:
            self._shown = self._lines_of(size)
            self._painted = [self._paint(parts, size.width) for parts in self._shown]
            self._painted_for = size
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._painted[y]

    def _lines_of(self, size: Size) -> list[Sequence[Piece]]:
        lines = list(self.lines(size))[: size.height]
        return lines + [()] * (size.height - len(lines))

    def _paint(self, parts: Sequence[Piece], width: int) -> Strip:
        segments = [Segment(text, self._look(name)) for text, name in parts]
        return Strip(segments).adjust_cell_length(width, self._look(""))

    def _look(self, name: str) -> Style:
        # Textual works a style out anew after every refresh.
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._looks[name]


def _together(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other as one: the first and how many."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], len(found)
