"""The round as a workbook: figures with native charts, the ranking, the exchange and a codebook.

Every text is written as a text cell, and what a person typed or a catalog says also carries Excel's quote prefix, so
that it stays text when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zelfscan.domain import CompetencyFigures, Discrepancy, Distribution, Leader, ScaleName, Suppressed
from zelfscan.reports.definitions import DEFINITIONS
from zelfscan.reports.exchange_text import group_words, names
from zelfscan.reports.forms.text import files_sentence
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.xlsx_charts import figures_sheet
from zelfscan.safe_text import clipped, one_line
from zelfscan.texts import QUARTER_NAMES, SCALE_NAMES

Value = str | int | float | None
CELL_ROOM = 32_767
"""The characters that Excel takes in one cell; a longer text would be left out of it altogether."""

RANKING_HEADS = (
    "rang", "nummer", "kort", "gebied", "rds", "verschil", "mwds", "lager", "gelijk", "hoger", "n beide",
    "belang hoog %", "n belang", "aanwezig hoog %", "n aanwezig", "kwart", "belegd", "opmerking",
)  # fmt: skip


def group_xlsx(report: RoundReport, *, made: datetime) -> bytes:
    """The workbook as bytes; the same input gives the same bytes. `made` is an aware moment for its properties."""
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "Zelfscan: groepsbeeld", "created": made.astimezone(UTC).replace(tzinfo=None)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    typed = book.add_format({"quote_prefix": True})
    figures_sheet(book, book.add_worksheet("figuren"), report)
    _ranking(book.add_worksheet("ranglijst"), report, head, typed)
    _exchange(book.add_worksheet("uitwisseling"), report, head, typed)
    _codebook(book.add_worksheet("codeboek"), report, head, typed)
    book.close()
    return out.getvalue()


def _ranking(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    _row(sheet, 0, RANKING_HEADS, head)
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
    few = [SCALE_NAMES[scale] for scale in ScaleName if isinstance(item.on(scale), Suppressed)]
    if isinstance(figures, Suppressed):
        few.append("verschil")
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
        QUARTER_NAMES[item.quarter] if item.quarter else None,
        item.delegated,
        f"te weinig antwoorden: {', '.join(few)}" if few else None,
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
        row = _row(sheet, row, (number, None, names(group.members), group_words(group)), typed)
    for leader in report.proposal.unmatched:
        row = _row(sheet, row, (None, None, one_line(leader.code), "niet gekoppeld"), typed)
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
    for definition in DEFINITIONS:
        row = _row(sheet, row, definition)
    row = _table(sheet, row + 1, ("niveau", SCALE_NAMES[ScaleName.IMPORTANCE], SCALE_NAMES[ScaleName.ATTAINMENT]), head)
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
