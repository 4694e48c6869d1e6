"""A table as lines of a list: a label that gives way, and columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zelfscan.tui.widgets.line_view import Line

LABEL = 32
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what stands before the label (in the style 'rank'), the label, and the cells, if it has any."""

    key: str
    first: str
    label: str
    cells: tuple[str, ...] = ()


def table_lines(first: str, label: str, headings: Sequence[str], rows: Sequence[Row], width: int) -> list[Line]:
    """The heading, then a line per row; all cells stand to the right in their columns.

    Where `width` is too small, labels lose their end. A row without cells keeps its whole label.
    """
    lead = max(len(first), *(len(row.first) for row in rows), 0) + 1 if rows else len(first) + 1
    sizes = [
        max(len(heading), *(len(row.cells[place]) for row in rows if row.cells), 0)
        for place, heading in enumerate(headings)
    ]
    spare = width - lead - LABEL - sum(sizes)
    gap = min(MAX_GAP, max(1, spare // max(1, len(sizes))))
    room = max(10, min(LABEL, width - lead - sum(sizes) - gap * len(sizes)))

    def cells(texts: Sequence[str]) -> str:
        return "".join(f"{text:>{size + gap}}" for text, size in zip(texts, sizes, strict=True))

    lines = [Line(((f"{first:<{lead}}{label:<{room}}{cells(headings)}", "muted"),))]
    for row in rows:
        named = f"{cut(row.label, room):<{room}}{cells(row.cells)}" if row.cells else row.label
        lines.append(Line(((f"{row.first:<{lead}}", "rank"), (named, "")), key=row.key))
    return lines


def cut(text: str, size: int) -> str:
    """The text, or as much of its beginning as fits with a sign that there is more."""
    return text if len(text) <= size else f"{text[: size - 1].rstrip()}…"
