"""The card of one item: how far the leader is, the statement, the scales with their tiles, and the answer before it.
Beside it the quadrant in small, into which each number drops as soon as both answers are there.

Widgets that paint their lines: at the next answer only the lines that changed are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.geometry import Size
from textual.message import Message

from zelfscan import domain
from zelfscan.domain import Catalog, Rating, ScaleName
from zelfscan.safe_text import one_line
from zelfscan.tui.widgets.field import FieldLayout, lay_out
from zelfscan.tui.widgets.lines import PaintedLines, Piece
from zelfscan.tui.widgets.rating_scale import (
    ANSWERS,
    Asked,
    Pieces,
    beside,
    line_rows,
    line_spans,
    question_row,
    tile_rows,
    tile_widths,
    word_rows,
)

_OWN = ("Beoordeel alleen uzelf, niet uw team", "Beoordeel alleen uzelf")
"""Stands where there is room, in full or in short."""
AROUND = 4
"""Rows of the window that are not the card's: title bar, footer, and the buttons with a blank."""
REMARKS = 2
NARROWEST = 60


@dataclass(frozen=True, slots=True)
class Question:
    """Everything around the scales: the item, how far the leader is, what was said beside the levels and before."""

    number: int
    total: int
    to_do: int
    area: str
    statement: str
    ambition: str
    remarks: tuple[str, ...] = ()
    previous: str = ""


class RatingCard(PaintedLines):
    """Paints a question with its scales. The screen decides what a key means; a click is told upwards."""

    STYLES: ClassVar[tuple[str, ...]] = (
        "done", "to-do", "item", "area", "card", "statement", "quiet", "remark", "question", "current-question",
        "word", "current-word", "cursor", "chosen", "lit", "frame",
        *(f"fill-{name.value}" for name in ScaleName),
    )  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rating-card--{name}" for name in STYLES}

    @dataclass
    class Picked(Message):
        """The leader clicked a tile."""

        name: ScaleName
        answer: int

    lit_seconds = 0.25
    """How long a tile that was pressed stays lit, at most twice that behind another one."""

    def __init__(self, catalog: Catalog, scales: Sequence[ScaleName]) -> None:
        super().__init__()
        self._statements = tuple(item.statement for item in catalog.competencies)
        self._scales = tuple(catalog.scale(name) for name in scales)
        self._question: Question | None = None
        self._asked: tuple[Asked, ...] = ()
        self._lit: tuple[ScaleName, int] | None = None
        self._lit_again = False

    def show(self, question: Question, asked: Sequence[Asked]) -> None:
        """Bring the card in step with what is asked now."""
        self._question = question
        self._asked = tuple(asked)
        self.repaint()

    @property
    def lit(self) -> tuple[ScaleName, int] | None:
        """The tile that was pressed a moment ago."""
        return self._lit

    def light(self, name: ScaleName, answer: int) -> None:
        """Light a tile from the next paint on, for a moment; nothing where the person wants no movement."""
        if self.app.animation_level == "none":
            return
        # A timer runs as long as a tile is lit: who answers fast would have it stopped and begun at every key.
        self._lit_again = self._lit is not None
        self._lit = (name, answer)
        if not self._lit_again:
            self.set_timer(self.lit_seconds, self._put_out)

    def _put_out(self) -> None:
        if self._lit_again:
            self._lit_again = False
            self.set_timer(self.lit_seconds, self._put_out)
        else:
            self._lit = None
            self.repaint()

    # -- what stands where -------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        # Also asked while a window too small for the scan covers the card, where hardly a column is left.
        room, columns = viewport.height - AROUND, max(NARROWEST, width)
        framed = self._height(columns, framed=True)
        return framed if framed <= room else max(0, min(room, self._height(columns, framed=False)))

    def _height(self, width: int, *, framed: bool) -> int:
        return sum(rows for _, rows in self._blocks(width, framed=framed))

    def _blocks(self, width: int, *, framed: bool) -> list[tuple[str, int]]:
        """The parts of the card from the top, each with its number of rows."""
        tiles = word_rows(self._scales, width) + 3 if framed else line_spans(self._scales, width)[-1][0] + 1
        blocks = [("progress", 1), *([("", 1)] if framed else [])]
        blocks += [("card", most_lines(self._statements, width - 4) + 2), ("remarks", REMARKS)]
        for place, _ in enumerate(self._scales):
            blocks += [("", 1)] if place else []
            blocks += [(f"question-{place}", 1), (f"tiles-{place}", tiles)]
        if not beside(self._scales[-1], _OWN, width):
            blocks.append(("own", 1))
        return [*blocks, ("", 1), ("previous", 1)]

    def _layout(self, size: Size) -> tuple[int, bool]:
        """The columns that are drawn in so much room, and whether tiles have a frame there."""
        width = max(NARROWEST, size.width)
        return width, size.height >= self._height(width, framed=True)

    # -- painting ----------------------------------------------------------------------------------------------

    def lines(self, size: Size) -> Iterator[Sequence[Piece]]:
        question = self._question
        if question is None:
            return
        width, framed = self._layout(size)
        for name, rows in self._blocks(width, framed=framed):
            block = iter(self._block(name, question, width, rows, framed=framed))
            for _ in range(rows):
                yield [(text, f"rating-card--{style}" if style else "") for text, style in next(block, ())]

    def _block(self, name: str, question: Question, width: int, rows: int, *, framed: bool) -> Iterable[Pieces]:
        kind, _, place = name.partition("-")
        match kind:
            case "progress":
                return [_progress(question, width)]
            case "card":
                return _card(question, width, rows - 2)
            case "remarks":
                return [(("  " + cut(remark, width - 2), "remark"),) for remark in question.remarks]
            case "question":
                asked = self._asked[int(place)]
                aside = beside(asked.scale, _OWN, width) if asked is self._asked[-1] else ""
                return [question_row(asked, aside, width)]
            case "tiles":
                asked = self._with_light(self._asked[int(place)])
                if framed:
                    return tile_rows(asked, word_rows(self._scales, width), width)
                return line_rows(asked, self._scales, width)
            case "own":
                return [((f"  {_OWN[0]}", "quiet"),)]
            case "previous":
                return [((cut(question.previous, width), "quiet"),)]
        return []

    def _with_light(self, asked: Asked) -> Asked:
        if self._lit is None or self._lit[0] is not asked.name:
            return asked
        return Asked(asked.name, asked.scale, asked.answer, asked.cursor, self._lit[1], asked.current)

    # -- the mouse ---------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = event.get_content_offset(self)
        if place is None:
            return
        width, framed = self._layout(self.content_size)
        top = 0
        for name, rows in self._blocks(width, framed=framed):
            if name.startswith("tiles") and top <= place.y < top + rows:
                answer = self._answer_at(place.y - top, place.x, width, framed=framed)
                if answer is not None:
                    asked = self._asked[int(name.removeprefix("tiles-"))]
                    self.post_message(self.Picked(asked.name, answer))
                return
            top += rows

    def _answer_at(self, row: int, column: int, width: int, *, framed: bool) -> int | None:
        if framed:
            start = 0
            for answer, room in zip(ANSWERS, tile_widths(width), strict=True):
                if start <= column < start + room:
                    return answer
                start += room + 1
            return None
        for answer, (place, start, room) in zip(ANSWERS, line_spans(self._scales, width), strict=True):
            if row == place and start <= column < start + room:
                return answer
        return None


def _progress(question: Question, width: int) -> Pieces:
    label = f"nog {question.to_do}" if question.to_do else "alles ingevuld"
    room = max(0, width - len(label) - 2)
    done = room * (question.total - question.to_do) // question.total
    return (("━" * done, "done"), ("─" * (room - done), "to-do"), ("  ", ""), (label, "quiet"))


def _card(question: Question, width: int, rows: int) -> Iterator[Pieces]:
    """The statement in a frame that has the item above and the ambition below it."""
    inner = width - 4
    item = f"{question.number} van {question.total}"
    area = cut(question.area, inner - len(item) - 3)
    rest = inner - len(item) - 1 - cell_len(area) - 1
    yield (
        ("╭ ", "card"), (item, "item"), (" ", ""), (area, "area"), (" ", ""), ("─" * rest, "card"), ("─╮", "card"),
    )  # fmt: skip
    lines = card_lines(question.statement, inner)
    for row in range(rows):
        yield (
            ("│ ", "card"),
            (set_cell_size(lines[row] if row < len(lines) else "", inner), "statement"),
            (" │", "card"),
        )
    ambition = f" {cut(f'Uw ambitie: {question.ambition}', inner - 2)} " if question.ambition else ""
    yield ("╰─" + "─" * (inner - cell_len(ambition)), "card"), (ambition, "quiet"), ("─╯", "card")


@lru_cache(maxsize=64)
def card_lines(text: str, width: int) -> tuple[str, ...]:
    """A text in lines of at most this width."""
    return tuple(wrap(text, width))


@lru_cache(maxsize=16)
def most_lines(texts: tuple[str, ...], width: int) -> int:
    """The lines of the longest of these texts, so that nothing moves from one item to the next."""
    return max(len(wrap(text, max(1, width))) for text in texts)


def cut(text: str, width: int) -> str:
    """On one line; what does not fit ends in an ellipsis."""
    line = one_line(text)
    if cell_len(line) <= width:
        return line
    return f"{set_cell_size(line, max(0, width - 2)).rstrip()} …"


BELOW = 3
"""Rows below the field: the name of its axis, a blank, and how many stand in it."""


class MiniQuadrant(PaintedLines):
    """Paints where the items stand by now. A cell that is full counts what it cannot show, as the large quadrant does.

    Nothing is placed as long as it is not shown.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "mini-quadrant--line",
        "mini-quadrant--name",
        "mini-quadrant--text",
        "mini-quadrant--number",
        "mini-quadrant--newest",
    }

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._ratings: Mapping[int, Rating] = {}
        self._newest: int | None = None

    def show(self, ratings: Mapping[int, Rating], newest: int | None) -> None:
        """The answers by number; the item that was answered last stands out."""
        self._ratings, self._newest = ratings, newest
        if self.display:
            self.repaint()

    def lines(self, size: Size) -> Iterator[Sequence[Piece]]:
        width, height = size
        cells = domain.place(self._ratings, self._catalog.numbers).cells
        layout = lay_out(cells, width, height - 1 - BELOW)
        if layout is None:
            return
        above, right = f"{self._catalog.importance.said} ↑", f"{self._catalog.attainment.said} →"
        yield [(above.center(layout.width), "mini-quadrant--text")]
        for row in self._field(layout):
            yield [("".join(sign for sign, _ in run), style) for style, run in groupby(row, key=lambda part: part[1])]
        yield [(right.rjust(layout.width), "mini-quadrant--text")]
        yield ()
        told = f"{sum(map(len, cells.values()))} van {len(self._catalog.numbers)} geplaatst"
        yield [(told.center(layout.width), "mini-quadrant--text")]

    def _field(self, layout: FieldLayout) -> list[list[Piece]]:
        """The field sign by sign: the axes, the names of the quarters and the numbers."""
        axis, horizon = layout.column_lines[1], layout.row_lines[1]
        field: list[list[Piece]] = [
            [(_sign(row == horizon, column == axis), "mini-quadrant--line") for column in range(layout.width)]
            for row in range(layout.height)
        ]
        texts = [(spot, "mini-quadrant--name") for spot in layout.name_spots(self._catalog.quarters).values()]
        for spot in layout.spots:
            texts.append((spot, f"mini-quadrant--{'newest' if self._newest in spot.numbers else 'number'}"))
        for spot, style in texts:
            for place, sign in enumerate(spot.text):
                field[spot.row][spot.column + place] = (sign, style)
        return field


def _sign(on_horizon: bool, on_axis: bool) -> str:
    if on_horizon:
        return "┼" if on_axis else "─"
    return "│" if on_axis else " "
