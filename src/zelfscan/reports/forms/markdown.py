"""A report as Markdown: the same blocks in the same order as on paper, readable as plain text as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch

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
    StackedBar,
    Table,
    TopicBlock,
    VisionFigure,
    WritingSpace,
)
from zelfscan.reports.forms.fields import MISSING, TOO_FEW, field_lines, level_lines, share_lines, vision_lines
from zelfscan.safe_text import one_line

# What Markdown, or the HTML and the formulas that it may hold, could take for something else than text.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&$#]")
# An address would become a link by itself.
_ADDRESS = re.compile(r"(?<=\w):(?=//)|@(?=\w)|(?<=\bwww)\.(?=\w)", re.IGNORECASE)
_LIST_START = re.compile(r"^(?:[-+=]|\d{1,9}[.)](?=\s|$))")


def markdown(document: Document) -> str:
    """The document as Markdown (CommonMark with tables), ending in a line feed."""
    parts = [f"# {escape(document.title)}", escape(document.subtitle)]
    parts += ["\n".join(_lines(block)) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """One line that shows the text as it is, wherever it stands in Markdown."""
    line = _SIGNS.sub(r"\\\g<0>", one_line(text))
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _LIST_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


@singledispatch
def _lines(block: Block) -> list[str]:
    """The lines of one block; none for what only means something on paper."""
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_lines.register
def _(block: Heading) -> list[str]:
    return [f"{'#' * (block.level + 1)} {escape(block.text)}"]


@_lines.register
def _(block: Paragraph) -> list[str]:
    return _prose(block.text)


@_lines.register
def _(block: Quote) -> list[str]:
    return [f"**{escape(block.title)}**", "", *(f"> {line}".rstrip() for line in _prose(block.text))]


@_lines.register
def _(block: Facts) -> list[str]:
    return _table(("", ""), block.rows)


@_lines.register
def _(block: Bullets) -> list[str]:
    return _list(block.items)


@_lines.register
def _(_: NewPage | WritingSpace) -> list[str]:
    return []


@_lines.register
def _(block: VisionFigure) -> list[str]:
    lines = [*_drawing(vision_lines(block)), "", *_list(block.said)]
    return [*lines, "", *_lines(block.quote)] if block.quote else lines


@_lines.register
def _(block: GroupField) -> list[str]:
    return [*_drawing(field_lines(block)), "", *_list(block.said)]


@_lines.register
def _(block: QuadrantFigure) -> list[str]:
    return [*_drawing(level_lines(block)), "", *_list(block.said)]


@_lines.register
def _(block: ShareQuadrant) -> list[str]:
    return [*_drawing(share_lines(block)), "", *_list(block.said)]


@_lines.register
def _(block: LevelRows) -> list[str]:
    return _table((block.scale, "nummers"), [(row.label, enumerate_nl(row.numbers) or "geen") for row in block.rows])


@_lines.register
def _(block: Legend) -> list[str]:
    return _table(("nr", "competentie"), [(str(number), name) for number, name in block.entries])


@_lines.register
def _(block: Point) -> list[str]:
    name = " · ".join(filter(None, (escape(block.mark), f"{block.number} {escape(block.label)}")))
    lines = [f"### {name}", "", escape(block.statement), ""]
    return [*lines, *_named(block.facts)]


@_lines.register
def _(block: TopicBlock) -> list[str]:
    reasons = [(f"Omdat {why.number} {why.label}", why.reason) for why in block.why]
    lines = [f"### {escape(block.id)} {escape(block.title)}", "", f"*{escape(block.mark)}*", "", escape(block.summary)]
    lines += ["", *_named((*block.facts, *reasons)), "", "**Vragen voor het gesprek**", "", *_list(block.questions)]
    if block.tips:
        lines += ["", "**Tips**", "", *_list(block.tips)]
    return [*lines, "", "**Aantekeningen**"]


@_lines.register
def _(block: Ratings) -> list[str]:
    lines = _legend(block.scales, block.levels)
    heads = ("nr", "competentie", *block.scales, "opmerkingen")
    for area in block.areas:
        rows = [
            (
                str(item.number),
                item.label,
                _level(item.importance),
                _level(item.attainment),
                " ".join(f"{name}: {text}" for name, text in item.remarks),
            )
            for item in area.items
        ]
        lines += ["", f"### {escape(area.name)}", "", *_table(heads, rows)]
    return lines


@_lines.register
def _(block: Bars) -> list[str]:
    rows = [
        (str(row.number) if name == block.scales[0] else "", row.label if name == block.scales[0] else "", name,
         f"n={bar.n}", *_percentages(bar))
        for row in block.rows
        for name, bar in zip(block.scales, (row.importance, row.attainment), strict=True)
    ]  # fmt: skip
    lines = [f"### {escape(block.title)}", ""]
    for sentence in block.sentences:
        lines += [escape(sentence), ""]
    heads = ("nr", "competentie", "schaal", "n", "1", "2", "3", "4")
    return [*lines, *_legend(block.scales, block.levels), "", *_table(heads, rows)]


@_lines.register
def _(block: Ranking) -> list[str]:
    rows = [(row.rank, f"{row.number} {row.label}", *row.cells) for row in block.rows]
    return _table(block.heads, rows)


@_lines.register
def _(block: Table) -> list[str]:
    return _table(block.heads, block.rows)


def _prose(text: str) -> list[str]:
    """A paragraph per line that says something."""
    found = [line for line in map(escape, text.split("\n")) if line]
    return [line for paragraph in found for line in (paragraph, "")][:-1]


def _list(items: Iterable[str]) -> list[str]:
    return [f"- {escape(item)}" for item in items]


def _named(facts: Iterable[Pair]) -> list[str]:
    return [f"- **{escape(name)}:** {escape(text)}" for name, text in facts]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [_row(heads), _row(["---"] * len(heads), escaped=True)]
    return lines + [_row(row) for row in rows]


def _row(cells: Iterable[str], *, escaped: bool = False) -> str:
    return f"| {' | '.join(cell if escaped else escape(cell) for cell in cells)} |"


def _drawing(lines: Iterable[str]) -> list[str]:
    return ["```text", *lines, "```"]


def _legend(scales: Pair, levels: Sequence[Sequence[str]]) -> list[str]:
    return _list(
        f"{scale}: {', '.join(f'{place} {word}' for place, word in enumerate(words, start=1))}"
        for scale, words in zip(scales, levels, strict=True)
    )


def _percentages(bar: StackedBar) -> tuple[str, ...]:
    return (TOO_FEW, "", "", "") if bar.percentages is None else tuple(f"{part}%" for part in bar.percentages)


def _level(level: int | None) -> str:
    return MISSING if level is None else str(level)
