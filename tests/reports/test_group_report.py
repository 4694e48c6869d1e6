"""A group's report: everything that may be told, and nothing that may not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan, plain_catalog
from paper_reports import cited, group_document, round_of_ten, texts_in
from round_strategies import rounds
from zelfscan.domain import Catalog, Discrepancy, Scan, Suppressed, compare_cohorts, counted, parts_of
from zelfscan.dutch import number_nl
from zelfscan.reports.document import Bars, Document, Facts, Heading, Ranking, ShareQuadrant, Table
from zelfscan.reports.forms.json import group_json
from zelfscan.reports.group import group_report
from zelfscan.reports.group_advice import board_sheet
from zelfscan.reports.round_report import FilesRead, report_of, round_report


def chapters(document: Document) -> list[str]:
    """The headings of the chapters."""
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_the_order_is_that_of_the_source_report(catalog: Catalog) -> None:
    """Guards the chapters, and that the figures stand in the order and with the items of the source report."""
    document = group_document(catalog)
    assert chapters(document) == [
        "Wat opvalt", "Waar de scholen staan en heen willen", "Adaptieve leermiddelen",
        "Belang en van toepassing, per gebied", "Kwadrant van de groep", "Waar is de behoefte het grootst?",
        "Belegd bij iemand anders", "Welke steun vragen de leiders?", "Onderwerpen voor het gesprek",
        "Methode en bronnen",
    ]  # fmt: skip
    figures = [block for block in document.blocks if isinstance(block, Bars)]
    assert [figure.title.split(".")[0] for figure in figures] == [f"Figuur {number}" for number in range(3, 11)]
    assert [row.number for row in figures[0].rows] == [9, 10, 12, 16, 27]
    assert sum(len(figure.rows) for figure in figures) == 29


def test_every_work_that_is_cited_stands_among_the_sources(catalog: Catalog) -> None:
    """Guards that a researcher finds where a figure comes from."""
    works = ("Borich 1980", "McKim & Saucier 2011", "Narine & Harder 2021")
    assert cited(group_document(catalog)) == dict.fromkeys(works, True)


def test_the_cover_tells_who_is_in_it(catalog: Catalog) -> None:
    """Guards the facts of the cover: round, period, n, importance-only n, minimum, and how many want to exchange."""
    (facts,) = [block for block in group_document(catalog).blocks if isinstance(block, Facts)]
    told = dict(facts.rows)
    assert told["Ronde"] == "najaar-2026"
    assert told["Leiders"] == "10"
    assert told["Van wie alleen belang"] == "2"
    assert told["Minimum"] == "5 antwoorden per cijfer"
    assert told["Willen uitwisselen"] == "4"
    assert told["Ingevuld"] == "22 november 2026"


def test_the_figures_are_those_of_the_json(catalog: Catalog) -> None:
    """Guards that bars and ranking show the very numbers that scripts get."""
    report = round_of_ten(catalog)
    document = group_report(report)
    by_number = {item["nummer"]: item for item in group_json(report)["competenties"]}
    for block in document.blocks:
        if isinstance(block, Bars):
            for row in block.rows:
                for name, bar in (("belang", row.importance), ("aanwezig", row.attainment)):
                    figures = by_number[row.number][name]
                    assert (bar.n, list(bar.percentages or ())) == (figures["n"], figures["percentages"])
        if isinstance(block, Ranking):
            for ranked in block.rows:
                scores = by_number[ranked.number]["verschil"]
                assert ranked.cells[1] == number_nl(scores["rds"])
                assert ranked.cells[-4:] == tuple(str(scores[key]) for key in ("lager", "gelijk", "hoger", "n"))
                assert int(ranked.rank.rstrip("=")) == by_number[ranked.number]["rang"]


@given(rounds(), st.integers(1, 8))
def test_nothing_below_the_minimum_is_told(scans: list[Scan], minimum: int) -> None:
    """Guards the minimum in every block: a suppressed figure leaves no percentage, place, rank or share."""
    report = round_report(plain_catalog(), scans, FilesRead(len(scans), len(scans)), minimum)
    figures = {item.number: item for item in report.cohort.figures}
    for block in group_report(report).blocks:
        if isinstance(block, Bars):
            for row in block.rows:
                item = figures[row.number]
                assert (row.importance.percentages is None) == isinstance(item.importance, Suppressed)
                assert (row.attainment.percentages is None) == isinstance(item.attainment, Suppressed)
        if isinstance(block, ShareQuadrant):
            assert all(figures[share.number].quarter is not None for share in block.shares)
        if isinstance(block, Ranking):
            assert all(isinstance(figures[row.number].discrepancy, Discrepancy) for row in block.rows)
        if isinstance(block, Table) and "belang hoog" in block.heads:
            assert all(figures[int(row[0].rstrip("*"))].quarter is not None for row in block.rows)
        if isinstance(block, Table) and block.heads == ("nr", "competentie", "leiders"):
            assert all(not isinstance(figures[int(row[0].rstrip("*"))].importance, Suppressed) for row in block.rows)


def test_a_report_for_a_board_names_nobody(catalog: Catalog) -> None:
    """Guards that no code stands in the report or on the page for the board, also not of who wants to exchange."""
    report = round_of_ten(catalog)
    told = " ".join((*texts_in(group_report(report)), *texts_in(board_sheet(report))))
    assert "SL-" not in told
    assert not re.search(r"Ik deel \d", told)


def test_a_round_with_too_few_has_no_figures_and_says_so(catalog: Catalog) -> None:
    """Guards the report of a small round: no quadrant, no ranking, and the items named as having too few answers."""
    document = group_document(catalog, minimum=50)
    assert not any(isinstance(block, ShareQuadrant | Ranking) for block in document.blocks)
    assert any("Te weinig antwoorden (minder dan 50)" in text for text in texts_in(document))


def test_an_earlier_round_brings_a_chapter_on_progress(catalog: Catalog) -> None:
    """Guards that `--eerder` reaches the report, on the leaders who were in both rounds."""
    report = round_of_ten(catalog)
    scans = [make_scan(f"SL-{place}", {7: (4, 2)}) for place in range(6)]
    document = group_report(report, compare_cohorts(scans, scans, catalog.numbers))
    assert "De vorige ronde en deze" in chapters(document)
    assert any("6 leiders deden aan beide rondes mee" in text for text in texts_in(document))


@pytest.mark.parametrize(("names", "title"), [((), "Rapport over de groep"), (("a", "b"), "Rapport over a en b")])
def test_rounds_are_named_in_the_title(names: tuple[str, ...], title: str, catalog: Catalog) -> None:
    """Guards the title with no round, and with files from two rounds."""
    report = round_of_ten(catalog)
    facts = replace(report.rounds, names=names)
    assert group_report(replace(report, rounds=facts)).subtitle == title


def test_too_few_answers_are_not_told_as_no_need(catalog: Catalog) -> None:
    """Guards the report of one leader: nothing says that there is no need, or what stands in a quadrant."""
    report = round_report(catalog, [make_scan("SL-1", {7: (4, 1)})], FilesRead(1, 1))
    told = " ".join(texts_in(group_report(report)))
    for claim in ("Er is geen behoefte", "past bij deze cijfers", "De assen kruisen"):
        assert claim not in told
    assert "Er zijn te weinig antwoorden om het belang en de mate van toepassing te vergelijken." in told


def test_schools_with_a_long_common_beginning_have_headings_of_their_own(catalog: Catalog) -> None:
    """Guards names as long as a result takes, which differ at their end."""
    names = [f"{'Openbare basisschool De Regenboog ' * 4}{place}" for place in ("Ede", "Epe")]
    scans = [make_scan(f"SL-{place}", {7: (4, 2)}, school=names[place % 2]) for place in range(8)]
    parts = parts_of(scans, lambda scan: scan.school, catalog.numbers)
    report = report_of(catalog, counted(scans, catalog.numbers), FilesRead(8, 8), 2, parts=parts)
    assert {f"{name} (4 leiders)" for name in names} <= set(texts_in(group_report(report)))
