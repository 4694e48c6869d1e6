"""The CSV files and their SPSS syntax."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan, plain_catalog, report_round
from evil import EVIL, shared_out, trouble
from round_strategies import FEW, rounds
from strategies import texts
from zelfscan.domain import (
    Catalog,
    DevelopmentPoint,
    Level,
    Position,
    ScaleName,
    Scan,
    Suppressed,
    Vision,
    compare_cohorts,
)
from zelfscan.domain.group_figures import cohort
from zelfscan.reports.forms.csv import (
    BYTE_ORDER_MARK,
    COLUMNS,
    SCALE_KEYS,
    CsvKind,
    columns_of,
    group_csv,
    raw_csv,
    scores_csv,
    wide_csv,
)
from zelfscan.reports.forms.spss import spss_syntax
from zelfscan.safe_text import csv_cell, one_line

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def read(text: str, delimiter: str = ";") -> list[list[str]]:
    """The cells as a program that splits on `delimiter` sees them."""
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(text[1:].splitlines(), delimiter=delimiter))


@given(rounds(), st.integers(1, 5))
def test_one_row_per_item_scale_and_level(scans: list[Scan], minimum: int) -> None:
    """Guards every figure in the tidy file, and that a suppressed one is empty and marked."""
    group = cohort(scans, FEW, minimum)
    heads, *rows = read(group_csv(group, plain_catalog()))
    assert heads == [column.name for column in COLUMNS[CsvKind.GROUP]]
    assert len(rows) == len(FEW) * 2 * 4
    found = {(row[0], row[3], row[4]): row for row in rows}
    for item in group.figures:
        for scale in ScaleName:
            figures = item.on(scale)
            for level in (1, 2, 3, 4):
                row = found[str(item.number), SCALE_KEYS[scale], str(level)]
                assert row[8] == str(figures.n)
                if isinstance(figures, Suppressed):
                    assert (row[6], row[7], row[9]) == ("", "", "1")
                else:
                    expected = (str(figures.counts[level - 1]), str(figures.percentages[level - 1]), "0")
                    assert (row[6], row[7], row[9]) == expected


def test_the_raw_file_is_long_and_leaves_absent_empty(catalog: Catalog) -> None:
    """Guards one row per scan and item, and that absent is an empty cell and never zero."""
    scans = [*report_round(), make_scan("SL-99", {7: (4, None)}, delegated={7: "ict-coördinator"}, round_name="r")]
    text = raw_csv(scans, catalog)
    heads, *rows = read(text)
    assert heads == ["code", "ronde", "nummer", "belang", "aanwezig", "belegd_bij"]
    assert len(rows) == 11 * 29
    last = {row[2]: row for row in rows if row[0] == "SL-99"}
    assert last["7"] == ["SL-99", "r", "7", "4", "", "ict-coördinator"]
    assert last["8"] == ["SL-99", "r", "8", "", "", ""]
    assert '"SL-99";"r";8;;;""' in text
    assert raw_csv(reversed(scans), catalog) == text


def test_a_row_per_item_with_everything_told(catalog: Catalog) -> None:
    """Guards the scores beside the cohort, with decimal commas, what is withheld empty, and what moved beside it."""
    group = cohort(report_round()[:8], catalog.numbers)
    heads, *rows = read(scores_csv(group, catalog))
    assert heads == [column.name for column in columns_of(CsvKind.SCORES, catalog)]
    row = dict(zip(heads, rows[6], strict=True))
    assert (row["nummer"], row["rds"], row["rang"], row["belegd"]) == ("7", "-87,5000", "2", "0")
    assert re.fullmatch(r"1,\d{4}", row["gemiddeld"])
    hidden = cohort(report_round()[:8], catalog.numbers, 9)
    few = dict(zip(heads, read(scores_csv(hidden, catalog))[7], strict=True))
    assert (few["n_beide"], few["lager"], few["rds"], few["rang"], few["belegd"]) == ("8", "", "", "", "")
    comparison = compare_cohorts(report_round(), report_round(), catalog.numbers)
    heads, *rows = read(scores_csv(group, catalog, comparison))
    row = dict(zip(heads, rows[6], strict=True))
    assert (row["belang_n_beide_rondes"], row["belang_omhoog"], row["rds_eerder"]) == ("10", "0", "-87,5000")


def test_a_row_per_leader(catalog: Catalog) -> None:
    """Guards the wide file: each answer in its column, absent is empty, words only of who agreed and when asked."""
    said = Vision(Position(differentiation=Level.TWO, self_direction=Level.ONE), None, "Meer\nkeuze", "")
    scan = make_scan("007", {7: (4, 2), 8: (3, None)}, delegated={8: "ict"}, school="De Brug")
    agreed = replace(scan, vision=said, development=(DevelopmentPoint(7),), share_words=True)
    heads, row = read(wide_csv([agreed], catalog, with_words=True))
    found = dict(zip(heads, row, strict=True))
    assert heads == [column.name for column in columns_of(CsvKind.WIDE, catalog, more=True)]
    assert [found[name] for name in ("belang_7", "aanwezig_7", "belang_8", "aanwezig_8", "belegd_8", "belang_9")] == [
        "4", "2", "3", "", "1", "",
    ]  # fmt: skip
    assert (found["begonnen"], found["beoordeling"]) == ("2026-11-22", "1")
    assert (found["gekozen_1"], found["gekozen_2"]) == ("7", "")
    assert (found["nu_differentiatie"], found["ambitie_zelfregie"], found["school"]) == ("2", "", "De Brug")
    assert found["ambitie_toelichting"] == "Meer keuze"
    assert "keuze" not in wide_csv([agreed], catalog)
    assert "keuze" not in wide_csv([replace(agreed, share_words=False)], catalog, with_words=True)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("evil", shared_out(EVIL))
def test_no_cell_can_become_a_formula(evil: str, delimiter: str) -> None:
    """Guards every field a person types, also where a program splits the file on another separator than ours."""
    scan = make_scan(evil, {7: (4, 2)}, delegated={7: evil}, round_name=evil)
    text = raw_csv([scan], plain_catalog())
    assert text.count("\n") == 1 + 29
    assert not any(FORMULA.match(cell.strip('"')) for row in read(text, delimiter) for cell in row)


@given(texts())
def test_a_cell_is_one_harmless_line(text: str) -> None:
    """Guards that any text becomes one line without control codes, and that plain text stays as it is."""
    cell = csv_cell(text)
    assert not FORMULA.match(cell)
    assert one_line(cell) == cell
    assert trouble(cell) == []
    assert csv_cell("Jan-Piet = directeur, op 't Hof") == "Jan-Piet = directeur, op 't Hof"


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("kind", CsvKind)
def test_spss_reads_every_column_and_knows_every_label(catalog: Catalog, kind: CsvKind, more: bool) -> None:
    """Guards that syntax and CSV agree on the columns, and that quotes in a name are doubled."""
    assert "/FILE='groep ''t Hof .csv'" in spss_syntax(catalog, Path("groep 't Hof\n.csv"), kind)
    syntax = spss_syntax(catalog, Path("/een map/groep 't  Hof.csv"), kind, more=more)
    assert "/FILE='/een map/groep ''t  Hof.csv'" in syntax
    variables = syntax.split("/VARIABLES=\n")[1].split(".\nVARIABLE LABELS")[0].split()
    columns = columns_of(kind, catalog, more=more)
    assert variables[::2] == [column.name for column in columns]
    for command in ("GET DATA", "VARIABLE LABELS", "VALUE LABELS", "VARIABLE LEVEL", "MISSING VALUES", "EXECUTE."):
        assert f"\n{command}" in syntax
    levels = syntax.split("VARIABLE LEVEL")[1].split("* Leeg")[0]
    assert {column.name for column in columns} <= set(levels.replace("/", " ").split())
    assert ("WEIGHT BY aantal." in syntax) == (kind is CsvKind.GROUP)
    assert max(map(len, syntax.splitlines())) <= 256
    if kind is CsvKind.RAW:
        assert f"4 '{catalog.importance.levels[3]}'" in syntax
        assert "MISSING VALUES belang aanwezig (0)." in syntax
    outside_quotes = re.sub(r"'(?:[^']|'')*'", "", syntax.replace("/QUALIFIER='\"'", ""))
    assert "'" not in outside_quotes
