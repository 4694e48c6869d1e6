"""The sentences beside the figures."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan, plain_catalog, report_round
from round_strategies import FEW, rounds
from zelfscan.domain import Catalog, Cohort, Scan
from zelfscan.domain.group_figures import cohort
from zelfscan.reports.round_report import FilesRead, figures_of, round_report
from zelfscan.reports.sentences import (
    caution_sentence,
    discrepancy_sentence,
    figure_sentences,
    group_topics,
    needs_sentence,
    order_sentence,
    quarter_sentence,
)


@pytest.fixture(scope="module")
def told(catalog: Catalog) -> dict[int, str]:
    """The sentences of the report's round by figure."""
    group = cohort(report_round(), catalog.numbers)
    return {
        figure.number: " ".join(figure_sentences(catalog, figure.items, group.minimum))
        for figure in figures_of(catalog, group)
    }


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (3, "Alle leiders vinden 16 heel erg van belang (10 van 10 leiders)"),
        (3, "Bij 27 blijft de mate van toepassing wat achter bij het belang"),
        (3, "bij 16 is die in lijn met het belang"),
        (3, "Bij 9, 10 en 12 vergelijken we het belang en de mate van toepassing niet, want dat kan verraden"),
        (4, "de helft van de leiders vindt 1 heel erg van belang (5 van 10 leiders)"),
        (4, "Bij 3 blijft de mate van toepassing achter bij het belang"),
        (5, "Bij 18 blijft de mate van toepassing wat achter bij het belang"),
        (6, "Bij 7 en 17 blijft de mate van toepassing achter bij het belang"),
        (7, "Bij 4, 13 en 29 is de mate van toepassing in lijn met het belang."),
        (8, "De meeste leiders vinden 5, 21, 23 en 24 niet echt of helemaal niet van belang"),
        (9, "Bij 25 blijft de mate van toepassing achter bij het belang (4 van 8 leiders)"),
        (10, "de helft van de leiders vindt 11 en 28 heel erg van belang (elk 5 van 10 leiders)"),
        (10, "lle leiders vinden 26 heel erg van belang"),
        (10, "Bij 11 en 28 blijft de mate van toepassing achter bij het belang"),
    ],
)
def test_the_sentences_say_what_the_report_says(told: dict[int, str], figure: int, words: str) -> None:
    """Guards the reading of the report, figure by figure, and that what may not be compared is said to be so."""
    assert words in told[figure]


def group_of(*levels: tuple[int, int], minimum: int = 1) -> Cohort:
    """A cohort whose leaders gave these levels for item 7."""
    return cohort([make_scan(f"SL-{k}", {7: pair}) for k, pair in enumerate(levels)], (7,), minimum)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([(4, 2), (4, 4)], "Bij 7 blijft de mate van toepassing achter bij het belang (1 van 2 leiders)."),
        ([(4, 2), (4, 4), (4, 4)], "Bij 7 blijft de mate van toepassing wat achter bij het belang (1 van 3 leiders)."),
        ([(4, 2), *[(4, 4)] * 4], "Bij 7 is de mate van toepassing in lijn met het belang."),
        ([(2, 4), *[(4, 4)] * 3], "Bij 7 ligt de mate van toepassing hoger dan het belang (1 van 4 leiders)."),
        ([(4, 1)], "Bij 7 blijft de mate van toepassing achter bij het belang (1 van 1 leider)."),
    ],
)
def test_the_rule_at_its_edges(levels: list[tuple[int, int]], words: str) -> None:
    """Guards -50, -25 and 25, and the singular."""
    assert discrepancy_sentence(plain_catalog(), group_of(*levels).figures) == words


@pytest.mark.parametrize(
    ("levels", "words"),
    [((4, 4), "Geen van de 1 competenties staat in"), ((4, 1), "Eén van de 1 competenties staat in")],
)
def test_the_quarters_in_good_dutch(levels: tuple[int, int], words: str, catalog: Catalog) -> None:
    """Guards the verb and the capital where none or one of the items asks for development."""
    assert quarter_sentence(catalog, group_of(levels)).startswith(words)


def test_too_few_answers_are_said_and_nothing_else() -> None:
    """Guards that a suppressed item gets no judgement, for each way in which it can be suppressed."""
    scans = [make_scan(f"SL-{k}", {7: (4, 2 if k < 2 else None), 17: (None, 2)}) for k in range(5)]
    told = figure_sentences(plain_catalog(), cohort(scans, (7, 17)).figures, 5)
    assert told == (
        "Alle leiders vinden 7 heel erg van belang (5 van 5 leiders).",
        "Bij 17 zijn er te weinig antwoorden (minder dan 5); bij 7 zijn er te weinig antwoorden om het belang "
        "en de mate van toepassing te vergelijken (minder dan 5).",
    )


@given(rounds(), st.integers(1, 4))
def test_every_item_is_told_once_in_each_sentence(scans: list[Scan], minimum: int) -> None:
    """Guards that no item is forgotten or judged twice: its importance and its lag, or that answers are too few."""
    group = cohort(scans, FEW, minimum)
    for item in group.figures:
        told = figure_sentences(plain_catalog(), (item,), minimum)
        named = re.compile(rf"\b(vinden|vindt|[Bb]ij) {item.number} ")
        assert sum(len(named.findall(sentence)) for sentence in told) in (1, 2)
        assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in told)


def test_the_published_cohort_reads_as_its_source(catalog: Catalog) -> None:
    """Guards ranking and topics as one story: 17 and 7 lead, and 1.4 and 2.3 are the first topics because of them."""
    report = round_report(catalog, report_round(), FilesRead(10, 10))
    assert [item.number for item in report.cohort.needs()][:2] == [17, 7]
    first, second = group_topics(report)[:2]
    assert {first.topic.id, second.topic.id} == {"1.4", "2.3"}
    assert {*first.leading, *second.leading} == {17, 7}
    assert "17 Strategieën voor ict-gebruik (alle acht)" in needs_sentence(catalog, report.cohort)


def test_a_need_of_little_importance_is_not_passed_over(catalog: Catalog) -> None:
    """Guards that the text names what ranks although most find it of no importance."""
    cohort_ = round_report(catalog, report_round(), FilesRead(10, 10)).cohort
    told = "Let op: de meeste leiders vinden 5, 21, 13, 23 en 24 niet van belang"
    assert caution_sentence(catalog, cohort_).startswith(f"{told}; dat telt in de rang niet mee.")


def test_the_order_of_needs_is_not_told_as_a_count_of_who_falls_short(catalog: Catalog) -> None:
    """Guards a tie of one of five with two of five: no sentence says that most fall short, and one says what is taken
    off.
    """
    levels = ((4, 3), (4, 4), (4, 4), (4, 4), (4, 4)), ((4, 3), (4, 3), (3, 4), (4, 4), (4, 4))
    scans = [make_scan(f"SL-{k}", {1: one, 5: five}) for k, (one, five) in enumerate(zip(*levels, strict=True))]
    cohort_ = round_report(catalog, scans, FilesRead(5, 5)).cohort
    assert [item.rank for item in cohort_.by_rank()] == [1, 1]
    assert needs_sentence(catalog, cohort_).startswith("De leiders komen het meest tekort bij 1 ")
    assert "min het deel bij wie de mate van toepassing hoger is dan het belang" in order_sentence(catalog, cohort_)
