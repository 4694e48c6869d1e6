"""Progress as plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import STARTED, make_scan
from evil import EVIL, trouble
from paper_reports import texts_in
from zelfscan.domain import (
    Agreement,
    Catalog,
    CohortComparison,
    Comparison,
    DevelopmentPoint,
    LookBack,
    Outcome,
    compare,
    compare_cohorts,
)
from zelfscan.reports.comparison import comparison_report, progress
from zelfscan.reports.document import Document
from zelfscan.reports.forms.text import document_text

LATER = STARTED + timedelta(days=200)


def assert_holds(text: str, document: Document, width: int) -> None:
    """Every word and figure of the document stands in its text, and no line is too wide."""
    assert max(map(len, text.splitlines())) <= width
    missing = {word for said in texts_in(document) for word in said.split()} - set(re.split(r"\s", text))
    assert {word for word in missing if word.strip(".") and f"{word}:" not in text and f"{word};" not in text} == set()


def comparison_text(catalog: Catalog, comparison: Comparison, width: int = 80) -> str:
    """What `vergelijk` prints."""
    return document_text(comparison_report(catalog, comparison, earlier=STARTED, later=LATER), width)


def rounds_text(catalog: Catalog, comparison: CohortComparison, width: int = 80) -> str:
    """The chapter on two rounds by itself."""
    return document_text(Document("Titel", "", "", None, tuple(progress(catalog, comparison))), width)


@pytest.mark.parametrize("width", [40, 80])
def test_one_leader(catalog: Catalog, width: int) -> None:
    """Guards what closed, opened, moved, was handed over and cannot be compared, with the singular."""
    then = make_scan("A", {7: (4, 2), 17: (3, 3), 22: (4, 4), 2: (4, 2)})
    now = make_scan("A", {7: (4, 4), 17: (4, 3), 22: (4, None), 2: (4, 2)}, delegated={2: "ict-coördinator"})
    comparison = compare(then, now, catalog.numbers)
    document = comparison_report(catalog, comparison, earlier=STARTED, later=LATER)
    assert_holds(document_text(document, width), document, width)
    joined = " ".join(texts_in(document))
    for part in (
        "Van 22 november 2026 naar 10 juni 2027",
        "3 competenties zijn te vergelijken. Bij 1 is het verschil tussen het belang en de mate van toepassing "
        "gedicht, "
        "bij 1 is het nieuw, en 2 staan op een andere plaats in het kwadrant.",
        "belang 4, van toepassing 2 naar 4; van ontwikkelen naar benutten",
        "belang 3 naar 4, van toepassing 3; binnen benutten",
        "belang 4, van toepassing 2; nu belegd bij ict-coördinator",
        "ontbreekt een antwoord in een van beide scans",
    ):
        assert part in joined


def test_nothing_changed_says_so(catalog: Catalog) -> None:
    """Guards the text of two equal scans."""
    scan = make_scan("A", {7: (4, 2)})
    text = comparison_text(catalog, compare(scan, scan, (7,)))
    assert "1 competentie is te vergelijken." in text
    assert text.count("Geen.") == 4
    assert "Niet te vergelijken" not in text


@pytest.mark.parametrize("width", [40, 80])
def test_two_rounds(catalog: Catalog, width: int) -> None:
    """Guards n of the matched, who was left out, suppression, and the reason why a score is withheld."""
    then = [make_scan(f"SL-{k}", {7: (4, 2), 17: (4, 2) if k < 3 else (4, None)}) for k in range(6)]
    now = [make_scan(f"sl-{k}", {7: (4, 4), 17: (3, 4)}) for k in range(5)]
    now += [make_scan("SL-9", {}, round_name=name) for name in "ab"]
    document = Document("", "", "", None, tuple(progress(catalog, compare_cohorts(then, now, catalog.numbers))))
    assert_holds(document_text(document, width), document, width)
    joined = " ".join(texts_in(document))
    for part in (
        "5 leiders deden aan beide rondes mee.",
        "Alleen in de vorige ronde: 1; alleen in deze ronde: 0.",
        "1 code staat meer dan eens in deze ronde en telt niet mee.",
        "belang: 0 omhoog, 5 gelijk, 0 omlaag (n=5)",
        "van toepassing: 5 omhoog, 0 gelijk, 0 omlaag (n=5)",
        "rds: niet getoond (n=5)",
        "van toepassing: te weinig antwoorden (n=3)",
        "zou hij iets over hen verraden",
    ):
        assert part in joined
    assert "SL-9" not in joined


def test_two_rounds_count_what_came_of_agreements(catalog: Catalog) -> None:
    """Guards the agreements of the earlier round and their outcomes in the comparison, from the minimum on."""
    agreed = DevelopmentPoint(7, (), Agreement("Leerteam"))
    then = [replace(make_scan(f"SL-{n}", {7: (4, 1)}), development=(agreed,)) for n in range(5)]
    told = [Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.NOT, Outcome.PARTLY]
    now = [
        replace(make_scan(f"SL-{n}", {7: (4, 2)}, started=LATER), look_back=(LookBack(7, then[n].id, told[n]),))
        for n in range(5)
    ]
    text = " ".join(rounds_text(catalog, compare_cohorts(then, now, (7,), 5)).split())
    assert "De vorige keer maakten 5 leiders van hen samen 5 afspraken." in text
    assert "Daarop keken 5 leiders terug: 3 gedaan, 1 deels gedaan en 1 niet gedaan." in text
    for earlier, later, word in (
        (then, now[:4], "Te weinig leiders maakten"),
        (then, [replace(now[0], look_back=()), *now[1:]], "Te weinig leiders keken daarop terug"),
        ([*then, replace(then[0], participant="X")], now, "blijft weg"),
        (then, [*now, replace(now[0], participant="X")], "Wat ervan kwam, blijft weg"),
        ([replace(scan, development=()) for scan in then], now, ""),
    ):
        text = " ".join(rounds_text(catalog, compare_cohorts(earlier, later, (7,), 5)).split())
        assert word in text
        assert "gedaan" not in text
        assert word or "afspra" not in text


def test_the_score_of_all_is_shown(catalog: Catalog) -> None:
    """Guards the score then and now where everybody was matched."""
    then = [make_scan(f"SL-{k}", {7: (4, 2)}) for k in range(5)]
    now = [make_scan(f"SL-{k}", {7: (4, 4)}) for k in range(5)]
    assert "rds: van −100,0 naar 0,0 (n=5)" in " ".join(
        rounds_text(catalog, compare_cohorts(then, now, catalog.numbers), 120).split()
    )


@pytest.mark.parametrize("evil", EVIL)
def test_a_terminal_gets_no_control_codes(catalog: Catalog, evil: str) -> None:
    """Guards that a code or a name from somebody else's file cannot steer the reader's terminal."""
    then = make_scan(evil, {7: (4, 2)})
    now = make_scan(evil, {7: (4, 2)}, delegated={7: evil})
    twice = [now, make_scan(evil, round_name="b")]
    for text in (
        comparison_text(catalog, compare(then, now, (7,))),
        rounds_text(catalog, compare_cohorts([then], twice, (7,))),
    ):
        assert trouble(text, lines=True) == []
        assert "\nafgewezen: vals" not in text
