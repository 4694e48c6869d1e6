"""One scale of the rating card in cells: its question, four equal tiles for the levels, and a fifth for no judgement.

Pure, so that the card can paint it and a test can read it. A tile stands on one line, or in a frame of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len

from zelfscan.domain import DO_NOT_KNOW, Level, Scale, ScaleName
from zelfscan.reports import FILLS
from zelfscan.tui.widgets.lines import Piece

NO_JUDGEMENT = 0
ANSWERS: tuple[int, ...] = (*Level, NO_JUDGEMENT)
"""What can be answered, in the order of the tiles: a level, or that one does not know."""
_GAP = 1
BESIDE_WORD = 7
"""What a tile on one line has beside its word: pointer, digit, mark, fill, and blanks between."""
UNKNOWN_WIDTH = len(DO_NOT_KNOW) + 3
FRAMES = {
    False: ("┌", "─", "┐", "│", "└", "┘"),
    True: ("┏", "━", "┓", "┃", "┗", "┛"),
}

Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale as it stands: what was answered, what is pointed at, what was just pressed, and whether it is asked."""

    name: ScaleName
    scale: Scale
    answer: int | None = None
    cursor: int | None = None
    lit: int | None = None
    current: bool = False

    def style(self, answer: int) -> str:
        """How the words of a tile look."""
        if answer == self.lit:
            return "lit"
        if answer == self.answer:
            return "chosen"
        if self.current and answer == self.cursor:
            return "cursor"
        return "current-word" if self.current else "word"

    def lead(self, answer: int) -> str:
        """The pointer before a tile, so that it can be seen without colour."""
        return "▸" if self.current and answer == self.cursor else " "


def words(scale: Scale, answer: int) -> str:
    """An answer as it stands in its tile."""
    return DO_NOT_KNOW if answer == NO_JUDGEMENT else scale.levels[answer - 1]


def fill(answer: int) -> str:
    """The fill of a level, as in the bars of a group."""
    return " " if answer == NO_JUDGEMENT else FILLS[answer - 1]


def question_row(asked: Asked, aside: str, width: int) -> Pieces:
    """The question, with something to the right."""
    mark = "▸ " if asked.current else "  "
    question: Piece = (f"{mark}{asked.scale.question}", "current-question" if asked.current else "question")
    room = width - cell_len(question[0]) - cell_len(aside)
    return (question, (" " * room, ""), (aside, "quiet")) if aside else (question,)


def beside(scale: Scale, asides: Sequence[str], width: int) -> str:
    """The first of these texts that fits behind the question; empty when none does."""
    room = width - 2 - cell_len(scale.question) - 2
    return next((aside for aside in asides if cell_len(aside) <= room), "")


# -- tiles of one line ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def line_spans(scales: tuple[Scale, ...], width: int) -> tuple[tuple[int, int, int], ...]:
    """The row, the first column and the width of each tile: equal levels below each other in all scales."""
    widths = [max(len(scale.levels[level - 1]) for scale in scales) + BESIDE_WORD for level in Level]
    last = len(DO_NOT_KNOW) + BESIDE_WORD
    gap = max(_GAP, min(4, (width - sum(widths) - last) // len(widths)))
    spans, column = [], 0
    for one in widths:
        spans.append((0, column, one))
        column += one + gap
    return (*spans, (1, 0, last) if column + last > width else (0, column, last))


def line_rows(asked: Asked, scales: tuple[Scale, ...], width: int) -> Iterator[Pieces]:
    """The tiles on one line, and the fifth below them where there is no room for it."""
    spans = line_spans(scales, width)
    for row in range(spans[-1][0] + 1):
        parts: list[Piece] = []
        column = 0
        for answer, (place, start, room) in zip(ANSWERS, spans, strict=True):
            if place != row:
                continue
            parts += [(" " * (start - column), ""), *_line_tile(asked, answer, room)]
            column = start + room
        yield parts


def _line_tile(asked: Asked, answer: int, room: int) -> list[Piece]:
    style = asked.style(answer)
    mark = "◉" if answer == asked.answer else "○"
    text = f"{asked.lead(answer)}{answer} {mark} {words(asked.scale, answer)}".ljust(room - 2)
    return [(f"{text} ", style), (fill(answer), _fill_style(asked, style))]


# -- tiles in a frame ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def tile_widths(width: int) -> tuple[int, ...]:
    """The widths of the five tiles; those of the levels are equal, the fifth takes what is left."""
    one = (width - UNKNOWN_WIDTH - _GAP * len(Level)) // len(Level)
    return (*[one] * len(Level), width - len(Level) * (one + _GAP))


@lru_cache(maxsize=16)
def word_rows(scales: tuple[Scale, ...], width: int) -> int:
    """How many lines the longest words of these scales take in a tile."""
    room = tile_widths(width)[0] - 3
    return max(len(wrap(word, room)) for scale in scales for word in scale.levels)


def tile_rows(asked: Asked, lines: int, width: int) -> Iterator[Pieces]:
    """The tiles in frames, with so many lines for words."""
    tiles = [_framed_tile(asked, answer, lines, room) for answer, room in zip(ANSWERS, tile_widths(width), strict=True)]
    for pieces in zip_longest(*tiles):
        parts: list[Piece] = []
        for piece in pieces:
            if parts:
                parts.append((" " * _GAP, ""))
            parts += piece
        yield parts


def _framed_tile(asked: Asked, answer: int, lines: int, width: int) -> list[list[Piece]]:
    style = asked.style(answer)
    strong = style in ("lit", "chosen", "cursor")
    left, line, right, side, lower_left, lower_right = FRAMES[strong]
    # Which scale is asked shows in its question and its words: a frame that changed too would be drawn at every key.
    frame = style if strong else "frame"
    mark = " ◉" if answer == asked.answer else ""
    title = f"{asked.lead(answer)}{answer}{mark} "
    inner = width - 2
    texts = _wrapped(words(asked.scale, answer), inner - 1)
    blank = [""] * (lines - len(texts))
    return [
        [(left, frame), (title, frame), (line * (inner - len(title)), frame), (right, frame)],
        *([(side, frame), (f" {text}".ljust(inner), style), (side, frame)] for text in (*texts, *blank)),
        [(side, frame), (fill(answer) * inner, _fill_style(asked, style)), (side, frame)],
        [(lower_left, frame), (line * inner, frame), (lower_right, frame)],
    ]


@lru_cache(maxsize=64)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrap(text, width))


def _fill_style(asked: Asked, style: str) -> str:
    return style if style in ("lit", "chosen") else f"fill-{asked.name.value}"
