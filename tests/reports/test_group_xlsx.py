"""The workbook, read back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from builders import STARTED, make_scan, plain_catalog, report_round
from evil import EVIL, shared_out
from zelfscan.domain import Catalog, compare_cohorts
from zelfscan.dutch import code_in_words
from zelfscan.reports.forms.xlsx import group_xlsx, ranking_heads
from zelfscan.reports.forms.xlsx_charts import CELL_ROOM
from zelfscan.reports.round_report import FilesRead, RoundReport, round_report
from zelfscan.safe_text import one_line


@pytest.fixture(scope="module")
def report(catalog: Catalog) -> RoundReport:
    """The report's round, in which too few leaders answered item 15."""
    scans = list(report_round())
    scans = [scan if k < 4 else scan.with_rating(15, type(scan.rating(15))()) for k, scan in enumerate(scans)]
    return round_report(catalog, scans, FilesRead(10, 10))


@pytest.fixture(scope="module")
def content(report: RoundReport) -> bytes:
    """Its workbook."""
    return group_xlsx(report, made=STARTED)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    """Its workbook, opened."""
    return load_workbook(BytesIO(content))


def parts(content: bytes, pattern: str) -> dict[str, str]:
    """The XML parts whose name matches."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name)}


def test_the_sheets(book: Workbook) -> None:
    """Guards the sheets, in order."""
    assert book.sheetnames == ["figuren", "ranglijst", "kwadrant", "wensen", "uitwisseling", "codeboek"]


def test_a_native_stacked_chart_per_figure(content: bytes) -> None:
    """Guards eight charts of eight series, stacked to 100%, each level with its own pattern in both families."""
    charts = parts(content, r"charts/chart[1-8]\.xml")
    assert len(charts) == 8
    for xml in charts.values():
        assert '<c:grouping val="percentStacked"/>' in xml
        assert '<c:barDir val="bar"/>' in xml
        series = xml.split("<c:ser>")[1:]
        assert len(series) == 8
        patterns = [re.findall(r'<a:pattFill prst="(\w+)"', one) for one in series]
        assert patterns[:4] == patterns[4:]
        assert len({tuple(found) for found in patterns}) == 4
        colours = [re.findall(r'<c:spPr>.*?srgbClr val="(\w+)"', one)[0] for one in series]
        assert colours[3] != colours[7]


def test_no_word_of_a_head_is_wider_than_its_column(book: Workbook) -> None:
    """Guards the columns of the levels: with a narrower one their heads break within a word."""
    sheet = book["figuren"]
    heads = [cell.value for row in sheet.iter_rows(min_col=3, max_col=10) for cell in row]
    longest = max(len(word) for head in heads if isinstance(head, str) for word in head.split())
    assert sheet.column_dimensions["C"].width > longest


def test_the_figures_hold_the_numbers_and_name_what_is_suppressed(book: Workbook) -> None:
    """Guards the table behind a chart: own columns per scale, and a named row without numbers below the minimum."""
    rows = {row[1]: row[2:10] for row in book["figuren"].iter_rows(max_col=10, values_only=True) if row[1]}
    item16 = {name: cells for name, cells in rows.items() if str(name).startswith("16 ")}
    assert [cells for _, cells in sorted(item16.items(), key=lambda pair: "van toepassing" in str(pair[0]))] == [
        (0, 0, 0, 100, None, None, None, None),
        (None, None, None, None, 0, 0, 12, 88),
    ]
    hidden = {name: cells for name, cells in rows.items() if str(name).startswith("15 ")}
    assert len(hidden) == 2
    for name, cells in hidden.items():
        assert "te weinig antwoorden" in str(name)
        assert set(cells) == {None}


def test_the_ranking_agrees_with_the_cohort(book: Workbook, report: RoundReport) -> None:
    """Guards the order, the scores unrounded, and that an item without a rank stands last and says why."""
    heads, *rows = book["ranglijst"].iter_rows(values_only=True)
    assert heads == ranking_heads(report.catalog)
    ranked = report.cohort.by_rank()
    without = [item.number for item in report.cohort.figures if item.rank is None]
    assert 15 in without
    assert [row[1] for row in rows] == [*(item.number for item in ranked), *without]
    assert rows[0][0] == 1
    assert (rows[0][1], rows[0][4]) == (17, -100.0)
    last = {row[1]: row for row in rows[-len(without) :]}
    for row in last.values():
        assert {row[0], *row[4:10]} == {None}
    assert last[15][18] == "te weinig antwoorden: belang, van toepassing, verschil"
    assert last[10][18] == "verschil niet getoond: kan iemand verraden"


def test_the_codebook_holds_every_item_and_the_minimum(book: Workbook, catalog: Catalog) -> None:
    """Guards that a reader of the workbook needs nothing else."""
    cells = [cell for row in book["codeboek"].iter_rows(values_only=True) for cell in row if cell is not None]
    for item in catalog.competencies:
        assert item.statement in cells
    for words in (*catalog.importance.levels, *catalog.attainment.levels):
        assert words in cells
    assert any("minder dan 5" in str(cell) for cell in cells)
    assert any(str(cell).startswith("Een zelf gekozen ontwikkelpunt, of belang 3 of 4 met") for cell in cells)


@pytest.mark.parametrize("evil", shared_out(EVIL))
@pytest.mark.heavy
def test_no_text_becomes_a_formula_link_or_number(evil: str) -> None:
    """Guards every field a person types: a text cell with Excel's quote prefix, and no link."""
    scans = [make_scan(evil, {7: (4, 1)}, exchange=evil), make_scan("B", {7: (4, 4)}, exchange=evil)]
    content = group_xlsx(round_report(plain_catalog(), scans, FilesRead(2, 2)), made=STARTED)
    sheets = parts(content, r"worksheets/.*\.xml")
    assert not any("<f>" in xml or "<hyperlink" in xml for xml in sheets.values())
    sheet = load_workbook(BytesIO(content))["uitwisseling"]
    wanted = {one_line(evil), code_in_words(evil)} - {""}
    typed = [cell for row in sheet.iter_rows() for cell in row if cell.value in wanted]
    assert typed
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in typed)


def test_a_text_that_excel_does_not_take_is_cut_and_never_left_out() -> None:
    """Guards a text longer than a cell of Excel: what fits stands in it, and it ends in a sign that there is more."""
    scan = make_scan("SL-01", {7: (4, 1)}, exchange="=1+1 " * 10_000)
    sheet = load_workbook(BytesIO(group_xlsx(round_report(plain_catalog(), [scan], FilesRead(1, 1)), made=STARTED)))
    [cell] = [c for row in sheet["uitwisseling"].iter_rows() for c in row if str(c.value).startswith("=1+1")]
    assert len(cell.value) in range(32_000, CELL_ROOM + 1)
    assert cell.value.endswith("…")


def test_the_same_round_gives_the_same_bytes(report: RoundReport, content: bytes) -> None:
    """Guards that nothing but the input decides the file."""
    assert group_xlsx(report, made=STARTED) == content


def test_both_crosses_and_what_moved(report: RoundReport) -> None:
    """Guards the quarter on the cross of the medians beside the other, and the sheet with the moves of two rounds."""
    comparison = compare_cohorts(report_round(), report_round(), report.catalog.numbers)
    book = load_workbook(BytesIO(group_xlsx(report, comparison, made=STARTED)))
    _, *rows = book["kwadrant"].iter_rows(min_row=1, max_row=29, max_col=6, values_only=True)
    item = report.cohort.of(rows[0][0])
    assert item.quarter is not None
    quarters = (item.quarter, report.cohort.relative_quarter(item))
    assert rows[0][4:6] == tuple(report.catalog.quarters.of(quarter) for quarter in quarters if quarter)
    moved = next(row for row in book["voortgang"].iter_rows(values_only=True) if row[0] == 7)
    assert moved[2:13] == (10, 0, 10, 0, 8, 0, 8, 0, 8, -87.5, -87.5)


def test_heads_come_back_only_above_their_own_columns(book: Workbook) -> None:
    """Guards later pages: a sheet with several tables never has the heads of the first above another."""
    repeated = {sheet.title for sheet in book if sheet.print_title_rows}
    assert repeated == {"ranglijst", "kwadrant"}


def test_every_sheet_prints_on_whole_pages(book: Workbook) -> None:
    """Guards the paper: A4, lying, all columns on one page or at a scale with breaks between the figures."""
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.row_breaks.brk
