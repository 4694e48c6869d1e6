"""The round as plain text: for pipes, for `--tekst`, and for whoever reads better without a screen full of colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from textwrap import wrap

from zelfscan.domain import (
    Catalog,
    CohortComparison,
    Comparison,
    CompetencyFigures,
    Discrepancy,
    ItemChange,
    Quarter,
    Scale,
    ScaleName,
    Suppressed,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, plural
from zelfscan.reports.document import Quadrant, ShareQuadrant, VisionField
from zelfscan.reports.palette import FILLS
from zelfscan.reports.round_report import Figure, RoundReport, bar_text, bars, figures_of
from zelfscan.reports.sentences import (
    change_words,
    discrepancy_words,
    exchange_words,
    figure_sentences,
    files_sentence,
    group_topics,
    group_words,
    high_shares,
    matching_sentences,
    names,
    ranking_rule,
    shift_words,
    summary_sentence,
    topic_words,
)
from zelfscan.safe_text import one_line


def group_text(report: RoundReport, width: int = 80) -> str:
    """The whole report on a round, no line wider than `width` (at least `MIN_WIDTH`) but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    lines = [
        *_opening(report, width),
        *(line for figure in figures_of(report.catalog, report.cohort) for line in _figure(report, figure, width)),
        *quadrant_lines(report, width),
        *ranking_lines(report, width),
        *_delegated(report, width),
        *_topics(report, width),
        *exchange_lines(report, width),
    ]
    return finish(lines)


def quadrant_lines(report: RoundReport, width: int) -> list[str]:
    """The group quadrant as a list by quarter."""
    lines = heading("Kwadrant van de groep", width)
    lines += paragraph(
        "Achter elke competentie staat welk deel van de leiders een van de twee hoogste niveaus koos. Een competentie "
        "staat hoog als ten minste de helft dat deed.",
        width,
    )
    for quarter in Quarter:
        lines += ["", f"{report.catalog.quarters.of(quarter).capitalize()}"]
        found = [item for item in report.cohort.figures if item.quarter is quarter]
        for item in found:
            lines += entry(
                f"{item.number:>4}", f"{_label(report.catalog, item)}: {high_shares(report.catalog, item)}", width
            )
        if not found:
            lines.append("     geen")
    hidden = [item.number for item in report.cohort.figures if item.quarter is None]
    if hidden:
        lines += [
            "",
            *paragraph(f"Te weinig antwoorden (minder dan {report.cohort.minimum}): {enumerate_nl(hidden)}.", width),
        ]
    return lines


def ranking_lines(report: RoundReport, width: int) -> list[str]:
    """The ranking of needs, two lines per item: the item with its rank, and its scores."""
    lines = heading("Ranglijst: waar is de behoefte het grootst?", width)
    lines += paragraph(ranking_rule(report.catalog), width)
    lines.append("")
    for item in report.cohort.by_rank():
        lines += entry(f"{item.rank:>4}.", f"{item.number} {_label(report.catalog, item)}", width)
        if isinstance(item.discrepancy, Discrepancy):
            lines += paragraph(discrepancy_words(item.discrepancy), width, indent="      ")
    hidden = [item.number for item in report.cohort.figures if item.rank is None]
    if hidden:
        lines += paragraph(
            f"Zonder plaats, want minder dan {report.cohort.minimum} leiders gaven beide antwoorden: "
            f"{enumerate_nl(hidden)}.",
            width,
        )
    return lines


def _opening(report: RoundReport, width: int) -> list[str]:
    return [
        *heading("Groepsbeeld", width),
        *paragraph(files_sentence(report.files), width),
        *paragraph(
            f"Bij minder dan {plural(report.cohort.minimum, 'antwoord', 'antwoorden')} op een vraag tonen we daar "
            "niets van. Een vraag zonder antwoord telt nergens mee. n is het aantal leiders dat antwoord gaf.",
            width,
        ),
    ]


def _figure(report: RoundReport, figure: Figure, width: int) -> list[str]:
    lines = heading(f"Figuur {figure.number}. {figure.title}", width)
    for sentence in figure_sentences(report.catalog, figure.items, report.cohort.minimum):
        lines += paragraph(sentence, width)
    lines += ["", *_legend(report.catalog.importance, width)]
    lines += _legend(report.catalog.attainment, width)
    drawn = bars(report.catalog, figure)
    wide = max(len(report.catalog.scale(scale).name) for scale in ScaleName)
    counts = max((len(f"n={bar.n}") for bar in drawn), default=0)
    for bar in drawn:
        if bar.scale is ScaleName.IMPORTANCE:
            lines += ["", *entry(f"{bar.number:>2}", bar.label, width)]
        name = f"   {report.catalog.scale(bar.scale).name:<{wide}} "
        body = "te weinig antwoorden"
        if bar.percentages is not None:
            body = bar_text(bar.percentages, width - len(name) - counts - 1)
        lines.append(f"{name}{body} n={bar.n}")
    return lines


def _legend(scale: Scale, width: int) -> list[str]:
    # Hard spaces keep a fill and its word together where the line breaks.
    words = [
        f"{fill} {word}".replace(" ", "\N{NO-BREAK SPACE}") for fill, word in zip(FILLS, scale.levels, strict=True)
    ]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in entry(f"{scale.name}: ", "  ".join(words), width)]


def _delegated(report: RoundReport, width: int) -> list[str]:
    lines = heading("Belegd bij iemand anders", width)
    found = [item for item in report.cohort.figures if item.delegated]
    for item in found:
        who = plural(item.delegated or 0, "leider", "leiders")
        lines += entry(f"{item.number:>4}", f"{_label(report.catalog, item)}: bij {who}", width)
    if not found:
        lines += paragraph("Geen enkele competentie is bij iemand anders belegd.", width)
    hidden = [item.number for item in report.cohort.figures if isinstance(item.importance, Suppressed)]
    if hidden:
        lines += paragraph(f"Niet getoond, want te weinig antwoorden: {enumerate_nl(hidden)}.", width)
    return lines


def _topics(report: RoundReport, width: int) -> list[str]:
    lines = heading("Onderwerpen die passen bij de grootste behoeften", width)
    found = group_topics(report)
    if not found:
        return [*lines, *paragraph("Er is geen behoefte waar een onderwerp bij past.", width)]
    lines += paragraph("Bedoeld als agenda voor het gesprek met het bestuur en het team.", width)
    for item in found:
        lines += entry(f"{item.rank:>4}.", f"{item.topic.title} ({topic_words(item)})", width)
    return lines


def _label(catalog: Catalog, item: CompetencyFigures) -> str:
    return catalog.competency(item.number).label


WIDTH = 16
"""The least width of a cell, in characters; a quarter's name fits in two."""
Cells = Mapping[tuple[int, int], Sequence[str]]


def level_lines(block: Quadrant) -> list[str]:
    """The four by four cells with every number; a chosen number stands between brackets."""
    cells = {
        (cell.x, cell.y): [f"[{number}]" if number in block.chosen else str(number) for number in cell.numbers]
        for cell in block.cells
    }
    lines = _grid(cells, block.quarters)
    width = len(lines[0])
    left, right = f"← {block.left}", f"{block.right} →"
    return [f"↑ {block.top}".center(width).rstrip(), *lines, f"{left}{right.rjust(width - len(left))}",
            f"↓ {block.bottom}".center(width).rstrip()]  # fmt: skip


def vision_lines(block: VisionField) -> list[str]:
    """The four by four cells with the two marks."""
    cells: dict[tuple[int, int], list[str]] = {}
    for mark, sign in ((block.now, "●"), (block.ambition, "★")):
        if mark is not None:
            cells.setdefault((mark.x, mark.y), []).append(sign)
    lines = _grid(cells, block.corners)
    width = len(lines[0])
    left, right = f"← {block.left}", f"{block.right} →"
    return [f"↑ {block.top}".center(width).rstrip(), *lines, f"{left}{right.rjust(width - len(left))}",
            f"↓ {block.bottom}".center(width).rstrip(), "● nu  ★ ambitie"]  # fmt: skip


def share_lines(block: ShareQuadrant) -> list[str]:
    """The quadrant of a group, shares gathered in quarters of a half: from 0, 25, 50 and 75 % on."""
    cells: dict[tuple[int, int], list[str]] = {}
    for share in sorted(block.shares, key=lambda share: share.number):
        place = (min(int(share.x * 4), 3) + 1, min(int(share.y * 4), 3) + 1)
        cells.setdefault(place, []).append(str(share.number))
    lines = _grid(cells, block.quarters)
    width = len(lines[0])
    return [f"↑ {block.vertical}".center(width).rstrip(), *lines, f"→ {block.horizontal}".center(width).rstrip()]


def _grid(cells: Cells, corners: Sequence[str]) -> list[str]:
    """Four by four cells, highest row first; the axes are heavy, and the corners carry names."""
    names = [wrap(name, 2 * WIDTH + 1) for name in corners]
    lines = [_rule("┌", "┬", "┐")]
    lines += _name_rows(names[0], names[1])
    for y in (4, 3, 2, 1):
        columns = [_wrapped(cells.get((x, y), ())) for x in (1, 2, 3, 4)]
        for row in range(max(2, *map(len, columns))):
            a, b, c, d = (column[row] if row < len(column) else "" for column in columns)
            lines.append(f"│{a:^{WIDTH}}│{b:^{WIDTH}}┃{c:^{WIDTH}}│{d:^{WIDTH}}│")
        if y == 3:
            lines.append(f"┝{'━' * WIDTH}┿{'━' * WIDTH}╋{'━' * WIDTH}┿{'━' * WIDTH}┥")
        elif y > 1:
            lines.append(_rule("├", "┼", "┤"))
    lines += _name_rows(names[2], names[3])
    return [*lines, _rule("└", "┴", "┘")]


def _name_rows(left: Sequence[str], right: Sequence[str]) -> list[str]:
    return [
        f"│{(left[row] if row < len(left) else ''):^{2 * WIDTH + 1}}┃"
        f"{(right[row] if row < len(right) else ''):^{2 * WIDTH + 1}}│"
        for row in range(max(len(left), len(right)))
    ]


def _rule(start: str, cross: str, end: str) -> str:
    axis = {"┬": "┰", "┼": "╂", "┴": "┸"}[cross]
    line = "─" * WIDTH
    return f"{start}{line}{cross}{line}{axis}{line}{cross}{line}{end}"


def _wrapped(signs: Iterable[str]) -> list[str]:
    return wrap(" ".join(chain(signs)), WIDTH - 2)


MIN_WIDTH = 40
LEAST_BESIDE = 16


def heading(text: str, width: int) -> list[str]:
    """A heading with a rule under it and a blank line before it."""
    lines = textwrap.wrap(text, width)
    return ["", *lines, "─" * min(width, max(map(len, lines), default=0))]


def paragraph(text: str, width: int, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """Text wrapped to the width; only blanks break, so that codes such as SL-01 stay whole."""
    return textwrap.wrap(
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


NOTHING = "     geen"


def comparison_text(
    catalog: Catalog, comparison: Comparison, *, earlier: datetime, later: datetime, width: int = 80
) -> str:
    """One leader's progress between two moments, no line wider than `width` but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    items = comparison.items
    lines = heading(f"Van {date_nl(earlier)} naar {date_nl(later)}", width)
    lines += paragraph(summary_sentence(catalog, comparison), width)
    sections: Sequence[tuple[str, Sequence[ItemChange]]] = (
        ("Verschil gedicht", comparison.closed),
        ("Nieuw verschil", comparison.opened),
        ("Verplaatst in het kwadrant", comparison.moved),
        ("Nu bij iemand anders belegd", [item for item in items if item.handed_over]),
    )
    for title, found in sections:
        lines += heading(title, width)
        for item in found:
            lines += _entry(catalog, item.number, change_words(catalog, item), width)
        if not found:
            lines.append(NOTHING)
    if comparison.incomparable:
        lines += heading("Niet te vergelijken", width)
        numbers = enumerate_nl(item.number for item in comparison.incomparable)
        lines += paragraph(f"Bij {numbers} ontbreekt een antwoord in een van beide scans.", width)
    return finish(lines)


def rounds_text(catalog: Catalog, comparison: CohortComparison, width: int = 80) -> str:
    """The progress between two rounds on matched leaders, no line wider than `width` but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    lines = heading("De vorige ronde en deze", width)
    for sentence in matching_sentences(comparison):
        lines += paragraph(sentence, width)
    for item in comparison.items:
        lines += ["", *entry(f"{item.number:>2}", catalog.competency(item.number).label, width)]
        for words in shift_words(catalog, item):
            lines += paragraph(words, width, indent="   ", hanging="     ")
    return finish(lines)


def _entry(catalog: Catalog, number: int, words: str, width: int) -> list[str]:
    return entry(f"{number:>4}", f"{catalog.competency(number).label}: {words}", width)


def exchange_lines(report: RoundReport, width: int) -> list[str]:
    """Seekers and offerers per need, the proposed groups with their reasons, and what leaders want to share."""
    lines = heading("Uitwisseling", width)
    leaders = report.leaders
    if not leaders:
        return [*lines, *paragraph("Niemand heeft aangegeven te willen uitwisselen.", width)]
    who = plural(len(leaders), "leider wil", "leiders willen")
    lines += paragraph(f"{who} uitwisselen. Alleen zij staan hieronder.", width)
    lines += ["", "Wie zoekt en wie biedt"]
    needs = [item for item in report.exchanges if item.seekers]
    for item in needs:
        label = report.catalog.competency(item.number).label
        lines += entry(f"{item.number:>4}", f"{label}: {exchange_words(item)}", width)
    if not needs:
        lines.append("     geen behoefte")
    lines += ["", "Voorstel voor gesprekken als critical friend"]
    for number, group in enumerate(report.proposal.groups, start=1):
        lines += entry(f"{number:>4}.", f"{names(group.members)}: {group_words(group)}", width)
    if not report.proposal.groups:
        lines.append("     geen")
    if report.proposal.unmatched:
        lines += paragraph(f"Niet gekoppeld: {names(report.proposal.unmatched)}.", width)
    shared = [leader for leader in leaders if one_line(leader.contact)]
    if shared:
        lines += ["", "Wat zij met de groep delen"]
        for leader in shared:
            lines += entry(f"     {code_in_words(leader.code)}:", one_line(leader.contact), width)
    return lines
