"""The sheet with the report's figures: a table and a native 100 % stacked bar chart each."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zelfscan.domain import Level, ScaleName
from zelfscan.reports.figures import Bar, Figure, bars, figures_of
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.sentences import figure_sentences
from zelfscan.texts import SCALE_NAMES

# Pink for importance and blue for attainment, as in the source report; per level (foreground, background), light to
# dark. The pattern of a level is the same in both families, so that the figure reads without colour too.
FAMILIES = {
    ScaleName.IMPORTANCE: (
        ("#E58AB5", "#FDF1F7"),
        ("#D9629C", "#FBDDEB"),
        ("#FFFFFF", "#D94A90"),
        ("#8E1B55", "#8E1B55"),
    ),
    ScaleName.ATTAINMENT: (
        ("#86B4DE", "#F1F7FC"),
        ("#5A97CF", "#DCEAF7"),
        ("#FFFFFF", "#3B82C4"),
        ("#173F6B", "#173F6B"),
    ),
}
PATTERNS = ("percent_10", "wide_upward_diagonal", "percent_25", None)
"""One pattern per level, lowest first; the top level is solid."""
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


def row_name(bar: Bar) -> str:
    """'7 Kennis delen: belang (n=10)'; a suppressed bar says why it is empty."""
    reason = "; te weinig antwoorden" if bar.percentages is None else ""
    return f"{bar.number} {bar.label}: {SCALE_NAMES[bar.scale]} (n={bar.n}{reason})"


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
        sheet.write_string(row, 1, row_name(bar))
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
    front, back = FAMILIES[scale][offset]
    pattern = PATTERNS[offset]
    if pattern is None:
        return {"fill": {"color": front}}
    return {"pattern": {"pattern": pattern, "fg_color": front, "bg_color": back}}


def _column(scale: ScaleName, offset: int) -> int:
    return 2 + (0 if scale is ScaleName.IMPORTANCE else len(Level)) + offset


def _series_names(report: RoundReport) -> list[str]:
    importance, attainment = report.catalog.importance.levels, report.catalog.attainment.levels
    return [
        *(f"{SCALE_NAMES[ScaleName.IMPORTANCE]}: {word}" for word in importance),
        *(f"{SCALE_NAMES[ScaleName.ATTAINMENT]}: {word}" for word in attainment),
    ]
