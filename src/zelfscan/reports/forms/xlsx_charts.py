"""The sheets of a workbook that hold charts, and what every sheet is written with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zelfscan.domain import Catalog, CompetencyFigures, Distribution, Level, ScaleName, Suppressed
from zelfscan.reports.palette import SHADES
from zelfscan.reports.round_report import Bar, Figure, RoundReport, bars, figures_of
from zelfscan.reports.sentences import figure_sentences
from zelfscan.safe_text import clipped

Value = str | int | float | None
CELL_ROOM = 32_767
"""The characters that Excel takes in one cell; a longer text would be left out of it altogether."""


def write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[Value],
    form: Format | None = None,
    decimal: Format | None = None,
    widths: Sequence[int] = (),
) -> int:
    """Write values as text or numbers (floats in `decimal`), nothing for None; the next row comes back.

    With `widths`, of the columns, the row is made as high as its longest text needs: not every program does that.
    """
    lines = [-(-len(value) // width) for value, width in zip(values, widths, strict=False) if isinstance(value, str)]
    if max(lines, default=1) > 1:
        sheet.set_row(row, min(LINE_HEIGHT * max(lines), 400))
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, clipped(value, CELL_ROOM), form)
        elif value is not None:
            sheet.write_number(row, column, value, decimal if isinstance(value, float) else None)
    return row + 1


def fit_paper(sheet: Worksheet) -> None:
    """A4, lying, all columns on one page, and which page it is."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8Zelfscan: &A&R&8&P van &N")


def head_row(sheet: Worksheet) -> None:
    """The first row as the heads of all that is below it: high enough for three lines, and again on every page."""
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.repeat_rows(0)


def high_share(figures: Distribution | Suppressed) -> int | None:
    return figures.high_percentage if isinstance(figures, Distribution) else None


def quarter_names(report: RoundReport, item: CompetencyFigures) -> list[Value]:
    """The names of the quarter of an item on either cross."""
    found = (item.quarter, report.cohort.relative_quarter(item))
    return [report.catalog.quarters.of(quarter) if quarter else None for quarter in found]


PATTERNS = ("percent_10", "wide_upward_diagonal", "percent_25", None)
"""One pattern per level, lowest first; the top level is solid. The same for both scales: the figure reads in grey."""
_LABEL_FROM = 8
"""The smallest percentage whose number fits in its segment."""
CHART_COLUMN = 11
PRINT_SCALE, PAGE_ROWS = 44, 70
"""The scale at which a table and its chart fit beside each other on A4, and the rows of a page then."""
ROW_HEIGHT = 20
LINE_HEIGHT = 15
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
    row = page = 0
    breaks = []
    for figure in figures_of(report.catalog, report.cohort):
        end = _block(book, sheet, report, figure, row, title, head)
        if end - page > PAGE_ROWS:
            breaks.append(row)
            page = row
        row = end
    fit_paper(sheet)
    # A scale and not 'one page wide': with that, programs pass over the breaks, and charts are cut through.
    sheet.set_print_scale(PRINT_SCALE)
    sheet.set_h_pagebreaks(breaks)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 48)
    sheet.set_column(2, 9, 12)
    sheet.set_column(10, 10, 2)


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
    chart.set_size({"width": 800, "height": height})
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
                        "custom": [None if percentage >= _LABEL_FROM else {"delete": True} for percentage in shown],
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
    pale, light, strong, dark = SHADES[scale.value]
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


def quadrant_sheet(book: Workbook, sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    """Where each item stands, with both crosses: at half of the leaders, and at the medians of the round."""
    catalog, cohort = report.catalog, report.cohort
    heads = (
        "nummer",
        "kort",
        *(f"{catalog.scale(scale).name} hoog %" for scale in ScaleName),
        "kwart",
        "bij de mediaan",
    )
    write_row(sheet, 0, heads, head)
    placed = [item for item in cohort.figures if item.quarter is not None]
    for row, item in enumerate(placed, start=1):
        high = (high_share(item.importance), high_share(item.attainment))
        label = catalog.competency(item.number).label
        write_row(sheet, row, [item.number, label, *high, *quarter_names(report, item)], typed)
    head_row(sheet)
    sheet.set_column("A:A", 9)
    sheet.set_column("B:B", 32)
    sheet.set_column("C:D", 12)
    sheet.set_column("E:F", 18)
    middle = cohort.medians()
    if middle is None:
        sheet.write_string(1, 0, "Er zijn te weinig antwoorden om een kwadrant te tekenen.")
        return
    y, x = (round(100 * share, 1) for share in middle)
    # The ends of the dashed lines, in cells that a chart can point at.
    first = len(placed) + 2
    write_row(sheet, first, (None, "mediaan van de ronde", y, x), typed)
    for row, pair in enumerate(((0, x), (100, x), (y, 0), (y, 100)), start=first + 1):
        write_row(sheet, row, (None, None, *pair))
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    name = sheet.get_name()
    chart.add_series(
        {
            "name": "competenties",
            "categories": [name, 1, 3, len(placed), 3],
            "values": [name, 1, 2, len(placed), 2],
            "line": {"none": True},
            "marker": {"type": "circle", "size": 4, "fill": {"color": "#1d2a33"}, "border": {"color": "#1d2a33"}},
            "data_labels": {
                "custom": [{"value": str(item.number)} for item in placed], "value": True, "position": "above"
            },
        }
    )  # fmt: skip
    for row in (first + 1, first + 3):
        chart.add_series(
            {
                "name": "mediaan",
                "categories": [name, row, 3, row + 1, 3],
                "values": [name, row, 2, row + 1, 2],
                "line": {"color": "#56636c", "width": 1, "dash_type": "dash"},
                "marker": {"type": "none"},
            }
        )
    for axis, scale in ((chart.set_x_axis, catalog.attainment), (chart.set_y_axis, catalog.importance)):
        axis(
            {"name": f"{scale.name}: % hoog", "min": 0, "max": 100, "major_unit": 50, "num_font": {"size": 9},
             "major_gridlines": {"visible": True, "line": {"color": "#1d2a33", "width": 0.75}}}
        )  # fmt: skip
    chart.set_title({"name": "Kwadrant van de groep", "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_size({"width": 760, "height": 620})
    sheet.insert_chart(1, 7, chart, {"description": "Kwadrant: streepjes bij de mediaan van de ronde"})
