"""A report as plain text: the same blocks in the same order as on paper, for a terminal, for pipes, and for whoever
reads better without pictures.

Nothing is cut: where the columns of a table have no room beside each other, its cells stand under each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch
from textwrap import wrap

from zelfscan.dutch import enumerate_nl
from zelfscan.reports.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    GroupField,
    Heading,
    Legend,
    LevelRows,
    NewPage,
    Pair,
    Paragraph,
    Point,
    QuadrantFigure,
    Quote,
    Ranking,
    Ratings,
    ShareQuadrant,
    Table,
    TopicBlock,
    VisionFigure,
    WritingSpace,
)
from zelfscan.reports.forms.fields import MISSING, TOO_FEW, field_lines, level_lines, share_lines, vision_lines
from zelfscan.reports.palette import FILLS
from zelfscan.reports.round_report import bar_text
from zelfscan.safe_text import one_line

MIN_WIDTH = 40
LEAST_BESIDE = 16
LEAST_COLUMN = 14
"""The least width of a column that takes the room that is left."""
MOST_NARROW = 30
"""A column of short texts is never wider than this; where it would be, the cells stand under each other."""
_FIGURE = re.compile(r"[-−+]?[\d.,]*[%=]?")


def document_text(document: Document, width: int = 80) -> str:
    """The document as text, no line wider than `width` (at least `MIN_WIDTH`); it ends in a line feed."""
    width = max(width, MIN_WIDTH)
    lines = [*heading(one_line(document.title), width), *paragraph(one_line(document.subtitle), width)]
    for block in document.blocks:
        if drawn := _lines(block, width):
            lines += drawn if isinstance(block, Heading) else ["", *drawn]
    return finish(lines)


def block_lines(block: Block, width: int) -> list[str]:
    """The lines of one block of a document, none wider than `width`; for a screen that shows a chapter."""
    return _lines(block, width)


@singledispatch
def _lines(block: Block, width: int) -> list[str]:
    """The lines of one block; none for what only means something on paper."""
    raise TypeError(f"no text for {type(block).__name__}")


@_lines.register
def _(block: Heading, width: int) -> list[str]:
    return ["", *(heading if block.level == 1 else paragraph)(one_line(block.text), width)]


@_lines.register
def _(block: Paragraph, width: int) -> list[str]:
    return _prose(block.text, width)


@_lines.register
def _(block: Quote, width: int) -> list[str]:
    return [*paragraph(f"{one_line(block.title)}:", width), *_prose(block.text, width, "  ")]


@_lines.register
def _(block: Facts, width: int) -> list[str]:
    return _named(block.rows, width)


@_lines.register
def _(block: Bullets, width: int) -> list[str]:
    return _list(block.items, width)


@_lines.register
def _(_: NewPage | WritingSpace, width: int) -> list[str]:
    return []


@_lines.register
def _(block: VisionFigure, width: int) -> list[str]:
    lines = [*vision_lines(block, width), "", *_list(block.said, width)]
    return [*lines, "", *_lines(block.quote, width)] if block.quote else lines


@_lines.register
def _(block: GroupField, width: int) -> list[str]:
    return [*field_lines(block, width), "", *_list(block.said, width)]


@_lines.register
def _(block: QuadrantFigure, width: int) -> list[str]:
    return [*level_lines(block, width), "", *_list(block.said, width)]


@_lines.register
def _(block: ShareQuadrant, width: int) -> list[str]:
    return [*share_lines(block, width), "", *_list(block.said, width)]


@_lines.register
def _(block: LevelRows, width: int) -> list[str]:
    return _named([(row.label, enumerate_nl(row.numbers) or "geen") for row in block.rows], width)


@_lines.register
def _(block: Legend, width: int) -> list[str]:
    return [line for number, name in block.entries for line in entry(f"{number:>2}", one_line(name), width)]


@_lines.register
def _(block: Point, width: int) -> list[str]:
    title = " · ".join(filter(None, (block.mark, f"{block.number} {one_line(block.label)}")))
    return [*paragraph(title, width), *_prose(block.statement, width), *_named(block.facts, width, "  ")]


@_lines.register
def _(block: TopicBlock, width: int) -> list[str]:
    reasons = [(f"Omdat {why.number} {why.label}", why.reason) for why in block.why]
    lines = paragraph(f"{block.id} {one_line(block.title)} ({block.mark})", width)
    lines += [*_prose(block.summary, width), *_named((*block.facts, *reasons), width, "  ")]
    lines += ["  Vragen voor het gesprek:", *_list(block.questions, width, "  ")]
    return [*lines, "  Tips:", *_list(block.tips, width, "  ")] if block.tips else lines


@_lines.register
def _(block: Ratings, width: int) -> list[str]:
    lines = [
        line
        for scale, words in zip(block.scales, block.levels, strict=True)
        for line in entry(f"{scale}:", ", ".join(f"{place} {word}" for place, word in enumerate(words, 1)), width)
    ]
    for area in block.areas:
        rows = [
            (
                str(item.number),
                item.label,
                *(MISSING if level is None else str(level) for level in (item.importance, item.attainment)),
                " ".join(f"{name}: {said}" for name, said in item.remarks),
            )
            for item in area.items
        ]
        remarked = any(row[-1] for row in rows)
        heads = ("nr", "competentie", *block.scales, "opmerkingen")[: None if remarked else -1]
        lines += ["", *paragraph(one_line(area.name), width)]
        lines += _table(heads, [row[: len(heads)] for row in rows], (1, 4) if remarked else (1,), width)
    return lines


@_lines.register
def _(block: Bars, width: int) -> list[str]:
    lines = ["", *paragraph(one_line(block.title), width)]
    for sentence in block.sentences:
        lines += paragraph(sentence, width)
    room = max(map(len, block.scales)) + 1
    lines.append("")
    for scale, words in zip(block.scales, block.levels, strict=True):
        # Hard spaces keep a fill and its word together where the line breaks.
        pairs = [f"{fill} {one_line(word)}".replace(" ", "\xa0") for fill, word in zip(FILLS, words, strict=True)]
        legend = entry(f"{scale + ':':<{room}}", "  ".join(pairs), width)
        lines += [line.replace("\xa0", " ") for line in legend]
    drawn = [bar for row in block.rows for bar in (row.importance, row.attainment)]
    count = max((len(f"n={bar.n}") for bar in drawn), default=0)
    # As wide as four percentages can be, so that the bars of all figures are alike.
    size = count + len(" 25·25·25·25")
    for row in block.rows:
        lines += ["", *entry(f"{row.number:>2}", one_line(row.label), width)]
        for scale, bar in zip(block.scales, (row.importance, row.attainment), strict=True):
            name = f"   {scale:<{room}}"
            if bar.percentages is None:
                lines += entry(name[:-1], f"{TOO_FEW} (n={bar.n})", width)
                continue
            beside = _beside(bar.n, bar.percentages, count)
            lines.append(f"{name}{bar_text(bar.percentages, width - len(name) - size - 1)} {beside}")
    return lines


@_lines.register
def _(block: Ranking, width: int) -> list[str]:
    rank, *heads = block.heads
    rows = [(row.rank, str(row.number), row.label, *row.cells) for row in block.rows]
    return _table((rank, "nr", *heads), rows, (2,), width, gap=1)


@_lines.register
def _(block: Table, width: int) -> list[str]:
    return _table(block.heads, block.rows, block.wide, width)


def _beside(n: int, percentages: Iterable[int], room: int) -> str:
    """'n=8 12·25·50·13': all four percentages, of which a short segment has no room for its own."""
    return f"{f'n={n}':<{room}} {'·'.join(map(str, percentages))}"


def _prose(words: str, width: int, indent: str = "") -> list[str]:
    """A paragraph per line that says something."""
    return [line for part in words.split("\n") for line in paragraph(one_line(part), width, indent=indent)]


def _list(items: Iterable[str], width: int, indent: str = "") -> list[str]:
    return [line for item in items for line in entry(f"{indent}•", one_line(item), width)]


def _named(facts: Iterable[Pair], width: int, indent: str = "") -> list[str]:
    return [
        line
        for name, words in facts
        for line in paragraph(f"{one_line(name)}: {one_line(words)}", width, indent=indent, hanging=f"{indent}  ")
    ]


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int], width: int, gap: int = 2
) -> list[str]:
    """Columns beside each other under a rule; without room for that, a row's cells under each other by name."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    natural = [max(len(cell) for cell in column) for column in zip(heads, *cells, strict=True)]
    narrow = [size for place, size in enumerate(natural) if place not in wide]
    sizes = list(natural)
    left = width - sum(narrow) - gap * (len(heads) - 1)
    # The shortest first: what it leaves is for the others.
    for done, place in enumerate(sorted(wide, key=lambda place: natural[place])):
        sizes[place] = min(natural[place], left // (len(wide) - done))
        left -= sizes[place]
    longest = [max(map(len, " ".join(column).split()), default=0) for column in zip(heads, *cells, strict=True)]
    squeezed = any(sizes[place] < min(natural[place], max(LEAST_COLUMN, longest[place])) for place in wide)
    if squeezed or left < 0 or max(narrow, default=0) > MOST_NARROW:
        return _stacked(heads, cells, wide, width)
    right = {place for place in range(len(heads)) if all(_FIGURE.fullmatch(row[place]) for row in cells)}
    lines = [*_beside_each_other(heads, sizes, right, gap), "─" * (sum(sizes) + gap * (len(sizes) - 1))]
    return [*lines, *(line for row in cells for line in _beside_each_other(row, sizes, right, gap))]


def _beside_each_other(cells: Sequence[str], sizes: Sequence[int], right: set[int], gap: int) -> list[str]:
    columns = [wrap(cell, max(size, 1), break_on_hyphens=False) for cell, size in zip(cells, sizes, strict=True)]
    return [
        (" " * gap)
        .join(
            f"{column[row] if row < len(column) else '':{'>' if place in right else '<'}{sizes[place]}}"
            for place, column in enumerate(columns)
        )
        .rstrip()
        for row in range(max(map(len, columns)))
    ]


def _stacked(heads: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int], width: int) -> list[str]:
    """Each row as its name, and below it the other cells with their heads."""
    named = min((min(wide, default=0)) + 1, len(heads) - 1)
    lines: list[str] = []
    for row in rows:
        lines += paragraph(" ".join(filter(None, row[:named])), width, hanging="  ")
        told = [
            f"{head}: {cell}" if head else cell for head, cell in zip(heads[named:], row[named:], strict=True) if cell
        ]
        lines += paragraph("; ".join(told), width, indent="  ", hanging="  ")
    return lines


def heading(text: str, width: int) -> list[str]:
    """A heading with a rule under it and a blank line before it."""
    lines = wrap(text, width)
    return ["", *lines, "─" * min(width, max(map(len, lines), default=0))]


def paragraph(text: str, width: int, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """Text wrapped to the width; only blanks break, so that codes such as SL-01 stay whole."""
    return wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )


def entry(label: str, text: str, width: int) -> list[str]:
    """A line 'label text' that continues under its text; a label without room beside it stands on a line of its own."""
    if len(label) > width - LEAST_BESIDE:
        return [label, *paragraph(text, width, indent="      ")]
    return paragraph(text, width, indent=f"{label} ", hanging=" " * (len(label) + 1))


def finish(lines: Iterable[str]) -> str:
    """The lines as one text that ends in a line feed, without blank lines at the start or spaces at the end."""
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
