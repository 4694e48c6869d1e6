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

from zelfscan.domain import (
    Catalog,
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Leader,
    Moves,
    ScaleName,
    Shift,
    Subgroups,
    Suppressed,
)
from zelfscan.dutch import plural
from zelfscan.reports.comparison import matching_sentences
from zelfscan.reports.exchange import group_words, names, unmatched_words
from zelfscan.reports.forms.xlsx_charts import (
    Value,
    figures_sheet,
    fit_paper,
    head_row,
    high_share,
    quadrant_sheet,
    quarter_names,
    write_row,
)
from zelfscan.reports.group_wishes import position_words, wish_rows, words_sentence
from zelfscan.reports.round_report import RoundReport, definitions, exchange_definitions
from zelfscan.reports.sentences import files_sentence, followed_sentence, small_parts_sentence
from zelfscan.safe_text import one_line

RANKING_WIDTHS = (8, 8, 34, 46, *(9,) * 11, 16, 18, 8, 24)
WISHES_WIDTHS = (22, 22, 60, 9, 34, 30, 30, 9, 9, 22)
SUBGROUP_WIDTHS = (30, 8, 9, 34, *(11,) * 9)
EXCHANGE_WIDTHS, CODEBOOK_WIDTHS = (10, 34, 34, 80), (20, 34, 70, 60)


def ranking_heads(catalog: Catalog) -> tuple[str, ...]:
    """The heads above the ranking, with the catalog's own names of the scales."""
    names = (catalog.importance.name, catalog.attainment.name)
    scales = [head for name in names for head in (f"{name} hoog %", f"n {name}")]
    return (
        "rang", "nummer", "kort", "gebied", "rds", "verschil", "mwds", "lager", "gelijk", "hoger", "n beide",
        *scales, "kwart", "kwart bij de mediaan", "belegd", "opmerking",
    )  # fmt: skip


def group_xlsx(report: RoundReport, comparison: CohortComparison | None = None, *, made: datetime) -> bytes:
    """The workbook as bytes; the same input gives the same bytes. `made` is an aware moment for its properties.

    With `comparison` also what moved since an earlier round.
    """
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        # Whoever saves it with another program puts another name there: so a changed workbook is known.
        {"title": "Zelfscan: groepsbeeld", "author": "zelfscan", "created": made.astimezone(UTC).replace(tzinfo=None)}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    typed = book.add_format({"quote_prefix": True, "text_wrap": True, "indent": 1})
    decimal = book.add_format({"num_format": "0.00"})
    figures_sheet(book, book.add_worksheet("figuren"), report)
    _ranking(book.add_worksheet("ranglijst"), report, head, typed, decimal)
    quadrant_sheet(book, book.add_worksheet("kwadrant"), report, head, typed)
    _wishes(book.add_worksheet("wensen"), report, head, typed)
    if comparison is not None:
        _progress(book.add_worksheet("voortgang"), report.catalog, comparison, head, typed, decimal)
    if report.subgroups is not None:
        _subgroups(book.add_worksheet("deelgroepen"), report.catalog, report.subgroups, head, typed, decimal)
    if report.names_leaders:
        _exchange(book.add_worksheet("uitwisseling"), report, head, typed)
    _codebook(book.add_worksheet("codeboek"), report, head, typed)
    for sheet in book.worksheets()[1:]:
        fit_paper(sheet)
    book.close()
    return out.getvalue()


def _ranking(sheet: Worksheet, report: RoundReport, head: Format, typed: Format, decimal: Format) -> None:
    write_row(sheet, 0, ranking_heads(report.catalog), head)
    ranked = report.cohort.by_rank()
    rest = [item for item in report.cohort.figures if item.rank is None]
    for row, item in enumerate((*ranked, *rest), start=1):
        write_row(sheet, row, _ranking_row(report, item), typed, decimal, RANKING_WIDTHS)
    sheet.freeze_panes(1, 3)
    head_row(sheet)
    for column, width in enumerate(RANKING_WIDTHS):
        sheet.set_column(column, column, width)


def _progress(
    sheet: Worksheet, catalog: Catalog, comparison: CohortComparison, head: Format, typed: Format, decimal: Format
) -> None:
    scales = [
        f"{catalog.scale(scale).name}: {word}" for scale in ScaleName for word in ("n", "omhoog", "gelijk", "omlaag")
    ]
    write_row(sheet, 0, ("nummer", "kort", *scales, "n rds", "rds eerder", "rds later"), head)
    for row, item in enumerate(comparison.items, start=1):
        values: list[Value] = [item.number, catalog.competency(item.number).label]
        for scale in ScaleName:
            moves = item.on(scale)
            values += [moves.n, *((moves.up, moves.same, moves.down) if isinstance(moves, Moves) else (None,) * 3)]
        score = item.discrepancy
        values += [score.n, *((score.rds_then, score.rds_now) if isinstance(score, Shift) else (None, None))]
        write_row(sheet, row, values, typed, decimal)
    row = len(comparison.items) + 2
    for sentence in matching_sentences(catalog, comparison):
        sheet.write_string(row, 0, sentence)
        row += 1
    sheet.freeze_panes(1, 2)
    head_row(sheet)
    sheet.set_column("A:A", 9)
    sheet.set_column("B:B", 32)
    sheet.set_column("C:M", 11)


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
            remarks.append("verschil niet getoond: kan iemand verraden")
    if few:
        remarks.insert(0, f"te weinig antwoorden: {', '.join(few)}")
    return [
        item.rank,
        item.number,
        report.catalog.competency(item.number).label,
        report.catalog.area_of(item.number).name,
        *scores,
        item.discrepancy.n,
        high_share(item.importance),
        item.importance.n,
        high_share(item.attainment),
        item.attainment.n,
        *quarter_names(report, item),
        item.delegated,
        "; ".join(remarks) or None,
    ]


def _wishes(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    """Every count of what the leaders want, and below it their words, each question by itself."""
    catalog, words = report.catalog, report.wishes.words
    part = catalog.materials.in_sentence if catalog.materials else ""
    heads = ("hoofdstuk", "soort", "antwoord", "nummer", "competentie", "plaats", "naar", "aantal", "n", "opmerking")
    row = _table(sheet, 0, heads, head)
    for found in wish_rows(catalog, report.wishes):
        values = (
            found.chapter,
            found.kind,
            found.answer,
            found.number,
            None if found.number is None else catalog.competency(found.number).label,
            *(None if place is None else position_words(catalog, place) for place in (found.place, found.end)),
            found.count,
            found.n,
            "te weinig antwoorden" if found.count is None else None,
        )
        row = write_row(sheet, row, values, typed, widths=WISHES_WIDTHS)
    row = _table(sheet, row + 1, ("eigen woorden", "vraag", "tekst"), head)
    for question, texts in (
        ("situatie nu", words.now),
        ("ambitie", words.ambition),
        (f"{part}: gebruikt", words.used),
        (f"{part}: meerwaarde", words.added_value),
        (f"{part}: valkuilen", words.pitfalls),
    ):
        for text in texts:
            row = write_row(sheet, row, (None, question, one_line(text)), typed, widths=WISHES_WIDTHS)
    sheet.write_string(row + 1, 0, words_sentence(report))
    for column, width in enumerate(WISHES_WIDTHS):
        sheet.set_column(column, column, width)


def _subgroups(
    sheet: Worksheet, catalog: Catalog, found: Subgroups, head: Format, typed: Format, decimal: Format
) -> None:
    """A row per part and item; a cell is empty where telling it would give somebody away."""
    scales = [
        head for scale in ScaleName for name in (catalog.scale(scale).name,) for head in (f"n {name}", f"{name} hoog %")
    ]
    write_row(
        sheet, 0, ("groep", "leden", "nummer", "kort", *scales, "n beide", "lager", "gelijk", "hoger", "rds"), head
    )
    row = 1
    for group in found.told:
        for item in group.figures:
            values: list[Value] = [one_line(group.name), group.size, item.number, catalog.competency(item.number).label]
            for scale in ScaleName:
                values += [item.on(scale).n, high_share(item.on(scale))]
            score = item.discrepancy
            scores: tuple[Value, ...] = (None,) * 4
            if isinstance(score, Discrepancy):
                scores = (score.lower, score.equal, score.higher, score.rds)
            row = write_row(sheet, row, [*values, score.n, *scores], typed, decimal, SUBGROUP_WIDTHS)
    if found.small:
        sheet.write_string(row + 1, 0, small_parts_sentence(catalog, found))
    sheet.freeze_panes(1, 4)
    head_row(sheet)
    for column, width in enumerate(SUBGROUP_WIDTHS):
        sheet.set_column(column, column, width)


def _exchange(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    row = _table(sheet, 0, ("nummer", "kort", "zoekt", "biedt"), head)
    for item in report.exchanges:
        label = report.catalog.competency(item.number).label
        row = write_row(
            sheet, row, (item.number, label, names(item.seekers), names(item.offerers)), typed, widths=EXCHANGE_WIDTHS
        )
    row = _table(sheet, row + 1, ("voorstel", "", "deelnemers", "wie leert wat van wie"), head)
    for number, group in enumerate(report.proposal.groups, start=1):
        row = write_row(
            sheet,
            row,
            (number, None, names(group.members), group_words(group, report.catalog)),
            typed,
            widths=EXCHANGE_WIDTHS,
        )
    for sentence in unmatched_words(report.proposal):
        row = write_row(sheet, row, (None, None, None, sentence), typed, None, EXCHANGE_WIDTHS)
    row = _table(sheet, row + 1, ("", "", "deelnemer", "deelt met de groep"), head)
    for leader in _sharing(report):
        row = write_row(
            sheet, row, (None, None, one_line(leader.code), one_line(leader.contact)), typed, widths=EXCHANGE_WIDTHS
        )
    if not report.leaders:
        sheet.write_string(row + 1, 0, "Niemand heeft aangegeven te willen uitwisselen.")
    for column, width in enumerate(EXCHANGE_WIDTHS):
        sheet.set_column(column, column, width)


def _sharing(report: RoundReport) -> list[Leader]:
    return [leader for leader in report.leaders if one_line(leader.contact)]


def _codebook(sheet: Worksheet, report: RoundReport, head: Format, typed: Format) -> None:
    catalog, minimum = report.catalog, report.cohort.minimum
    row = _table(sheet, 0, ("begrip", "betekenis"), head)
    row = write_row(sheet, row, ("bestanden", files_sentence(report.files)))
    few = f"minder dan {plural(minimum, 'antwoord', 'antwoorden')}"
    row = write_row(sheet, row, ("minimum", f"Bij {few} staat er geen cijfer."))
    row = write_row(sheet, row, ("leeg", "Niet beantwoord, niet ingeschat of onderdrukt. Leeg is nooit nul."))
    if followed := followed_sentence(catalog, report.cohort):
        row = write_row(sheet, row, ("let op", followed))
    told = exchange_definitions(catalog) if report.names_leaders else ()
    for definition in (*definitions(catalog), *told):
        row = write_row(sheet, row, definition)
    row = _table(sheet, row + 1, ("niveau", catalog.importance.name, catalog.attainment.name), head)
    for level, words in enumerate(zip(catalog.importance.levels, catalog.attainment.levels, strict=True), start=1):
        row = write_row(sheet, row, (level, *words), typed, None, CODEBOOK_WIDTHS)
    row = write_row(
        sheet, row, ("vraag", catalog.importance.question, catalog.attainment.question), typed, widths=CODEBOOK_WIDTHS
    )
    row = _table(sheet, row + 1, ("nummer", "kort", "stelling", "gebied", "figuur"), head)
    for item in catalog.competencies:
        area = catalog.area_of(item.number)
        row = write_row(
            sheet, row, (item.number, item.label, item.statement, area.name, area.figure), typed, widths=CODEBOOK_WIDTHS
        )
    for column, width in enumerate(CODEBOOK_WIDTHS):
        sheet.set_column(column, column, width)


def _table(sheet: Worksheet, row: int, heads: Sequence[str], head: Format) -> int:
    """Write a row of headings; the row after it comes back."""
    return write_row(sheet, row, heads, head)
