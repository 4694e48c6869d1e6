"""The round as a workbook: figures with native charts, the ranking, the exchange and a codebook.

Every text is written as a text cell, and what a person typed or a catalog says also carries Excel's quote prefix, so
that it stays text when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zelfscan.domain import Catalog, CompetencyFigures, Discrepancy, Distribution, Leader, Level, ScaleName, Suppressed
from zelfscan.reports.meetings import group_words, names, unmatched_words
from zelfscan.reports.palette import SHADES
from zelfscan.reports.round_report import Bar, Figure, RoundReport, bars, definitions, figures_of
from zelfscan.reports.sentences import figure_sentences, files_sentence, followed_sentence
from zelfscan.safe_text import clipped, one_line

Value = str | int | float | None
CELL_ROOM = 32_767
"""The characters that Excel takes in one cell; a longer text would be left out of it altogether."""


def ranking_heads(catalog: Catalog) -> tuple[str, ...]:
    """The heads of the columns of the ranking."""
    names = (catalog.importance.name, catalog.attainment.name)
    scales = [head for name in names for head in (f"{name} hoog %", f"n {name}")]
    return (
        "rang", "nummer", "kort", "gebied", "rds", "verschil", "mwds", "lager", "gelijk", "hoger", "n beide",
        *scales, "kwart", "belegd", "opmerking",
    )  # fmt: skip


def group_xlsx(report: RoundReport, *, made: datetime) -> bytes:
    """The workbook as bytes; the same input gives the same bytes. `made` is an aware moment for its properties."""
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        # Whoever saves it with another program puts another name there: so a changed workbook is known.
        {"title": "Zelfscan: groepsbeeld", "author": "zelfscan", "created": made.astimezone(UTC).replace(tzinfo=None)}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    typed = book.add_format({"quote_prefix": True})
    figures_sheet(book, book.add_worksheet("figuren"), report)
    _ranking(book.add_worksheet("ranglijst"), report, head, typed)
    if report.names_leaders:
        _exchange(book.add_worksheet("uitwisseling"), report, head, typed)
    _codebook(book.add_worksheet("codeboek"), report, head, typed)
    book.close()
    return out.getvalue()


def _ranking(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    _row(sheet, 0, ranking_heads(report.catalog), head)
    ranked = report.cohort.by_rank()
    rest = [item for item in report.cohort.figures if item.rank is None]
    for row, item in enumerate((*ranked, *rest), start=1):
        _row(sheet, row, _ranking_row(report, item), typed)
    sheet.freeze_panes(1, 3)
    sheet.set_column("A:B", 8)
    sheet.set_column("C:D", 32)
    sheet.set_column("E:O", 10)
    sheet.set_column("P:R", 18)


def _ranking_row(report: RoundReport, item: CompetencyFigures) -> list[Value]:
    scores: list[Value] = [None] * 6
    if isinstance(figures := item.discrepancy, Discrepancy):
        scores = [figures.rds, figures.mean, figures.mwds, figures.lower, figures.equal, figures.higher]
    few = [report.catalog.scale(scale).name for scale in ScaleName if isinstance(item.on(scale), Suppressed)]
    remarks = []
    if isinstance(figures, Suppressed):
        if figures.n < report.cohort.minimum:
            few.append("verschil")
        else:
            remarks.append("verschil niet getoond: zou iemand verraden")
    if few:
        remarks.insert(0, f"te weinig antwoorden: {', '.join(few)}")
    return [
        item.rank,
        item.number,
        report.catalog.competency(item.number).label,
        report.catalog.area_of(item.number).name,
        *scores,
        item.discrepancy.n,
        _high(item.importance),
        item.importance.n,
        _high(item.attainment),
        item.attainment.n,
        report.catalog.quarters.of(item.quarter) if item.quarter else None,
        item.delegated,
        "; ".join(remarks) or None,
    ]


def _high(figures: Distribution | Suppressed) -> int | None:
    return figures.high_percentage if isinstance(figures, Distribution) else None


def _exchange(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    row = _table(sheet, 0, ("nummer", "kort", "zoekt", "biedt"), head)
    for item in report.exchanges:
        label = report.catalog.competency(item.number).label
        row = _row(sheet, row, (item.number, label, names(item.seekers), names(item.offerers)), typed)
    row = _table(sheet, row + 1, ("voorstel", "", "deelnemers", "wie leert wat van wie"), head)
    for number, group in enumerate(report.proposal.groups, start=1):
        row = _row(sheet, row, (number, None, names(group.members), group_words(group, report.catalog)), typed)
    for sentence in unmatched_words(report.proposal):
        row = _row(sheet, row, (None, None, None, sentence), typed)
    row = _table(sheet, row + 1, ("", "", "deelnemer", "deelt met de groep"), head)
    for leader in _sharing(report):
        row = _row(sheet, row, (None, None, one_line(leader.code), one_line(leader.contact)), typed)
    if not report.leaders:
        sheet.write_string(row + 1, 0, "Niemand heeft aangegeven te willen uitwisselen.")
    sheet.set_column("A:A", 10)
    sheet.set_column("B:C", 34)
    sheet.set_column("D:D", 80)


def _sharing(report: RoundReport) -> list[Leader]:
    return [leader for leader in report.leaders if one_line(leader.contact)]


def _codebook(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    catalog, minimum = report.catalog, report.cohort.minimum
    row = _table(sheet, 0, ("begrip", "betekenis"), head)
    row = _row(sheet, row, ("bestanden", files_sentence(report.files)))
    row = _row(sheet, row, ("minimum", f"Bij minder dan {minimum} antwoorden staat er geen cijfer."))
    row = _row(sheet, row, ("leeg", "Niet beantwoord, niet ingeschat of onderdrukt. Leeg is nooit nul."))
    if followed := followed_sentence(catalog, report.cohort):
        row = _row(sheet, row, ("let op", followed))
    for definition in definitions(catalog):
        row = _row(sheet, row, definition)
    row = _table(sheet, row + 1, ("niveau", catalog.importance.name, catalog.attainment.name), head)
    for level, words in enumerate(zip(catalog.importance.levels, catalog.attainment.levels, strict=True), start=1):
        row = _row(sheet, row, (level, *words), typed)
    row = _row(sheet, row, ("vraag", catalog.importance.question, catalog.attainment.question), typed)
    row = _table(sheet, row + 1, ("nummer", "kort", "stelling", "gebied", "figuur"), head)
    for item in catalog.competencies:
        area = catalog.area_of(item.number)
        row = _row(sheet, row, (item.number, item.label, item.statement, area.name, area.figure), typed)
    sheet.set_column("A:A", 20)
    sheet.set_column("B:B", 40)
    sheet.set_column("C:D", 60)


def _table(sheet: Worksheet, row: int, heads: Sequence[str], head: Format) -> int:
    """Write a row of headings; the row after it comes back."""
    return _row(sheet, row, heads, head)


def _row(sheet: Worksheet, row: int, values: Sequence[Value], form: Format | None = None) -> int:
    """Write values as text or numbers, nothing for None; the next row comes back."""
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, clipped(value, CELL_ROOM), form)
        elif value is not None:
            sheet.write_number(row, column, value)
    return row + 1


PATTERNS = ("percent_10", "wide_upward_diagonal", "percent_25", None)
"""One pattern per level, lowest first; the top level is solid. The same for both scales: the figure reads in grey."""
LABEL_FROM = 8
"""The smallest percentage whose number fits in its segment."""
CHART_COLUMN = 11
ROW_HEIGHT = 20
CHART_EXTRA = 170
HEAD_HEIGHT = 46
"""In points: room for three lines, which not every program makes by itself."""


def figures_sheet(book: Workbook, sheet: Worksheet, report: RoundReport) -> None:
    """Fill the sheet with one block per figure: title, sentences, a table, and beside it the chart.

    The table has four columns per scale, and a bar fills only those of its own: that gives each scale its own colours
    in one chart. A suppressed bar keeps its row, named as such, without numbers.
    """
    title = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    row = 0
    for figure in figures_of(report.catalog, report.cohort):
        row = _block(book, sheet, report, figure, row, title, head)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 56)
    sheet.set_column(2, 9, 11)


def row_name(catalog: Catalog, bar: Bar) -> str:
    """'7 Kennis delen: belang (n=10)'; a suppressed bar says why it is empty."""
    reason = "; te weinig antwoorden" if bar.percentages is None else ""
    return f"{bar.number} {bar.label}: {catalog.scale(bar.scale).name} (n={bar.n}{reason})"


def _block(
    book: Workbook, sheet: Worksheet, report: RoundReport, figure: Figure, top: int, title: Format, head: Format
) -> int:
    """Write one figure from row `top` on; the first free row comes back."""
    sheet.write_string(top, 0, f"Figuur {figure.number}. {figure.title}", title)
    row = top + 1
    for sentence in figure_sentences(report.catalog, figure.items, report.cohort.minimum):
        sheet.write_string(row, 0, sentence)
        row += 1
    for column, name in enumerate(("nummer", "competentie en schaal", *_series_names(report))):
        sheet.write_string(row, column, name, head)
    sheet.set_row(row, HEAD_HEIGHT)
    heads, rows = row, bars(report.catalog, figure)
    for row, bar in enumerate(rows, start=heads + 1):
        sheet.write_number(row, 0, bar.number)
        sheet.write_string(row, 1, row_name(report.catalog, bar))
        for offset, percentage in enumerate(bar.percentages or ()):
            sheet.write_number(row, _column(bar.scale, offset), percentage)
    if not rows:
        return row + 2
    height = len(rows) * 26 + CHART_EXTRA
    chart = _chart(book, sheet.get_name(), figure, rows, heads)
    chart.set_size({"width": 980, "height": height})
    sheet.insert_chart(heads, CHART_COLUMN, chart, {"description": f"Gestapelde staven van figuur {figure.number}"})
    return max(row + 3, heads + height // ROW_HEIGHT + 2)


def _chart(book: Workbook, sheet_name: str, figure: Figure, rows: tuple[Bar, ...], heads: int) -> Any:
    first, last = heads + 1, heads + len(rows)
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for scale in ScaleName:
        for level in Level:
            offset = level - 1
            column = _column(scale, offset)
            shown = [bar.percentages[offset] if bar.percentages and bar.scale is scale else 0 for bar in rows]
            chart.add_series(
                {
                    "name": [sheet_name, heads, column],
                    "categories": [sheet_name, first, 1, last, 1],
                    "values": [sheet_name, first, column, last, column],
                    "gap": 35,
                    "border": {"color": "#404040", "width": 0.75},
                    "data_labels": {
                        "value": True,
                        "num_format": '0"%"',
                        "font": {"bold": True, "color": "#FFFFFF" if level is Level.FOUR else "#000000"},
                        "custom": [None if percentage >= LABEL_FROM else {"delete": True} for percentage in shown],
                    },
                    **_fill(scale, offset),
                }
            )
    chart.set_title({"name": f"Figuur {figure.number}. {figure.title}", "name_font": {"size": 12}, "overlay": False})
    # A bar chart starts at the bottom; turned round, it runs in the order of the table
    # and its scale would stand at the top, but for the label position.
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"num_format": "0%", "label_position": "high", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    return chart


def _fill(scale: ScaleName, offset: int) -> dict[str, Any]:
    pale, light, strong, dark = SHADES[scale]
    pattern = PATTERNS[offset]
    if pattern is None:
        return {"fill": {"color": dark}}
    front, back = ((light, pale), (strong, pale), ("#FFFFFF", strong))[offset]
    return {"pattern": {"pattern": pattern, "fg_color": front, "bg_color": back}}


def _column(scale: ScaleName, offset: int) -> int:
    return 2 + (0 if scale is ScaleName.IMPORTANCE else len(Level)) + offset


def _series_names(report: RoundReport) -> list[str]:
    scales = (report.catalog.importance, report.catalog.attainment)
    return [f"{scale.name}: {word}" for scale in scales for word in scale.levels]
