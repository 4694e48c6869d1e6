"""The plain text of a round."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan, plain_catalog, report_round
from evil import EVIL, LONG, shared_out, trouble
from paper_reports import full_leader, round_of_ten, texts_in
from round_strategies import rounds
from zelfscan.domain import Assessment, Catalog, Discrepancy, Distribution, ScaleName, Scan
from zelfscan.dutch import number_nl
from zelfscan.reports import document_text, exchange_document, group_report, unmatched_words, willing_sentence
from zelfscan.reports.document import Block
from zelfscan.reports.forms.text import _lines
from zelfscan.reports.leader import leader_report
from zelfscan.reports.round_report import DoubleScan, FilesRead, Rejected, RoundReport, round_report
from zelfscan.reports.sentences import files_sentence, group_topics


def group_text(report: RoundReport, width: int = 80) -> str:
    """What `groep --tekst` prints."""
    return "\n".join(document_text(document, width) for document in (group_report(report), exchange_document(report)))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_round_of_the_report(catalog: Catalog, width: int) -> None:
    """Guards every part of the text at several widths: figures with bars and n, sentence, quadrant, ranking, topics."""
    text = group_text(round_report(catalog, report_round(), FilesRead(10, 10)), width)
    assert max(map(len, text.splitlines())) <= width
    joined = " ".join(text.split())
    for figure in range(3, 11):
        assert f"Figuur {figure}. " in joined
    for part in (
        "Bij 7 en 17 blijft de mate van toepassing achter bij het belang",
        "Kwadrant van de groep",
        "• Ontwikkelen: ",
        "Belegd bij iemand anders",
        "Bedoeld als agenda voor het gesprek met bestuur en team.",
        "Niemand heeft aangegeven te willen uitwisselen.",
    ):
        assert part in joined
    drawn = re.findall(r"^   (belang|van toepassing) +([░▒▓█0-9%]+) n=(\d+) +(\d+·\d+·\d+·\d+)$", text, re.MULTILINE)
    assert len(drawn) == 2 * 29
    assert {(name, n) for name, _, n, _ in drawn} == {("belang", "10"), ("van toepassing", "8")}
    assert len({len(bar) for _, bar, _, _ in drawn}) == 1


@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_figure_of_the_round_is_told(catalog: Catalog, width: int) -> None:
    """Guards that n, percentages, shares, scores, counts, rank and topics of every item stand in the text, uncut."""
    report = round_of_ten(catalog)
    said = " ".join(group_text(report, width).split())
    scores = said[said.index("Waar is de behoefte") : said.index("Belegd bij iemand anders")]
    without: list[str] = []
    for item in report.cohort.figures:
        for scale in ScaleName:
            figures = item.on(scale)
            assert isinstance(figures, Distribution)
            assert f"n={figures.n} {'·'.join(map(str, figures.percentages))}" in said
            assert f"{figures.high_percentage}% (n={figures.n})" in said
        if item.rank is None:
            without.append(str(item.number))
            continue
        assert catalog.competency(item.number).label.split()[0] in scores
        assert isinstance(item.discrepancy, Discrepancy)
        of = item.discrepancy
        means = [number_nl(score, 2) for score in (of.mean, of.mwds) if score is not None]
        told = [number_nl(of.rds, 1), *means, of.lower, of.equal, of.higher, of.n]
        words = [str(value).replace("-", "−") for value in told]
        names = ("rds", *(["verschil", "mwds"] if means else []), "lager", "gelijk", "hoger", "n")
        stacked = "; ".join(f"{name}: {word}" for name, word in zip(names, words, strict=True))
        assert " ".join(words) in scores or stacked in scores
    assert f"wat een enkeling antwoordde: {', '.join(without[:-1])} en {without[-1]}." in scores
    for topic in group_topics(report):
        assert topic.topic.id in said


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("assessment", list(Assessment))
def test_a_leader_fits_the_terminal_too(catalog: Catalog, width: int, assessment: Assessment) -> None:
    """Guards that every block of one leader's report has a form in text, and that no line is wider than asked."""
    document = leader_report(catalog, replace(full_leader(), assessment=assessment))
    text = document_text(document, width)
    assert max(map(len, text.splitlines())) <= width
    missing = {word for said in texts_in(document) for word in re.findall(r"\w+", said)} - set(re.findall(r"\w+", text))
    assert missing == set()


def test_every_block_has_a_form() -> None:
    """Guards that no kind of block can be made that the text does not know."""
    for block in get_args(Block):
        assert _lines.dispatch(block) is not _lines.dispatch(object)


def test_shared_ranks_show_as_shared(catalog: Catalog) -> None:
    """Guards that equals show the same rank."""
    scans = [make_scan(f"SL-{k}", {7: (4, 2), 17: (4, 2), 22: (4, 3)}) for k in range(5)]
    text = group_text(round_report(catalog, scans, FilesRead(5, 5)))
    ranks = text[text.index("rang") :]
    assert re.findall(r"^ +(\d+=?) +(\d+) ", ranks, re.MULTILINE)[:3] == [("1=", "7"), ("1=", "17"), ("3", "22")]


def test_topics_follow_the_weighted_needs() -> None:
    """Guards that the topic of the largest need comes first, and that an item without a need gives none."""
    scans = [make_scan(f"SL-{k}", {7: (4, 1), 22: (4, 3), 2: (2, 4)}) for k in range(5)]
    found = group_topics(round_report(plain_catalog(), scans, FilesRead(5, 5)))
    assert [(item.topic.id, item.competencies) for item in found] == [("1.1", (7,)), ("1.2", (22,))]


def test_exchange_names_only_who_opted_in(catalog: Catalog) -> None:
    """Guards the lists, the proposal with its reasons and what leaders share."""
    scans = [
        make_scan("SL-01", {7: (4, 1), 17: (4, 4)}, exchange="bel mij"),
        make_scan("SL-02", {7: (4, 4), 17: (4, 2)}, exchange=""),
        make_scan("SL-03", {22: (4, 1)}, exchange=""),
        make_scan("SL-04", {7: (4, 1)}),
    ]
    text = group_text(round_report(catalog, scans, FilesRead(4, 4)), 120)
    for part in (
        "SL-01 zoekt; SL-02 biedt",
        "SL-03 zoekt; niemand biedt",
        "SL-01 kan van SL-02 leren over 7 Kennis ontwikkelen en delen; SL-02 kan van SL-01 leren over 17 ",
        "Niet gekoppeld: SL-03 zoekt iets dat niemand biedt.",
    ):
        assert part in " ".join(text.split())
    assert re.search(r"^SL-01 +bel mij$", text, re.MULTILINE)
    assert "SL-04" not in text


def test_one_who_wants_to_exchange_is_one(catalog: Catalog) -> None:
    """Guards the singular where a single leader opted in."""
    report = round_report(catalog, [make_scan("SL-01", {7: (4, 1)}, exchange="")], FilesRead(1, 1))
    assert willing_sentence(report) == "1 leider wil uitwisselen. Alleen die staat hieronder."


def test_nobody_is_said_to_seek_nothing_when_what_they_seek_is_left_out(catalog: Catalog) -> None:
    """Guards that who seeks only what the exchange leaves out is told of in words that fit, and that do not tell so."""
    scans = [make_scan(f"SL-{k}", {7: (4, 2)}, exchange="") for k in range(5)]
    scans += [make_scan("SL-5", {7: (1, 1)}, exchange=""), make_scan("SL-6", {7: (4, 2)})]
    report = round_report(catalog, scans, FilesRead(7, 7))
    assert report.exchange_hidden == (7,)
    (sentence,) = unmatched_words(report.proposal)
    assert sentence.startswith("Niet gekoppeld: SL-0, SL-1, SL-2, SL-3, SL-4 en SL-5 zoeken niets van wat hier staat,")


@pytest.mark.parametrize("evil", shared_out(EVIL))
def test_a_terminal_gets_no_control_codes(evil: str) -> None:
    """Guards that text from somebody else's file cannot steer the reader's terminal."""
    scans = [make_scan(evil, {7: (4, 1)}, exchange=evil), make_scan("B", {7: (4, 4)}, exchange=evil)]
    text = group_text(round_report(plain_catalog(), scans, FilesRead(2, 2)))
    assert trouble(text, lines=True) == []
    assert "\nafgewezen: vals" not in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_long_code_and_a_long_text_stay_readable(width: int) -> None:
    """Guards ten thousand signs in a code and a contact: lines of the width, and no column of single letters."""
    scans = [make_scan(text, {7: (4, 1)}, exchange=text) for text in LONG]
    lines = group_text(round_report(plain_catalog(), scans, FilesRead(2, 2)), width).splitlines()
    assert max(map(len, lines)) <= width
    assert min(len("".join(line.split())) for line in lines if line) > 0
    start = lines.index("Wat zij met de groep delen") + 1
    shared = lines[start : lines.index("Negentig minuten met elkaar")]
    assert len(shared) < 6 * len("".join(LONG)) / width


@given(rounds(), st.integers(2, 5))
def test_below_the_minimum_no_figure_shows(scans: list[Scan], minimum: int) -> None:
    """Guards that with too few answers everywhere no percentage, bar or score is in the text."""
    few = scans[: minimum - 1]
    text = group_text(round_report(plain_catalog(), few, FilesRead(len(few), len(few)), minimum))
    figures = text[: text.index("Wie kan van wie leren?")]
    assert not re.search(r"\d%|rds −?\d|█{2}|▓{2}", figures)


def test_what_was_read_is_said() -> None:
    """Guards the singular and plural of what was read and left out."""
    files = FilesRead(12, 10, (Rejected("x", ("y",)),), (DoubleScan("x", ("a", "b"), "a"),), 2)
    assert files_sentence(files) == (
        "12 bestanden gelezen, 10 scans meegeteld; 1 bestand afgewezen; 1 scan dubbel gevonden; 2 concepten gevonden."
    )
    assert files_sentence(FilesRead(1, 1)) == "1 bestand gelezen, 1 scan meegeteld."
    assert files_sentence(FilesRead(2, 1, examples=("a.toml",))).endswith("; 1 verzonnen resultaat opzij gelegd.")
    assert files_sentence(FilesRead(1, 1, made_up=True)).endswith("; alles is verzonnen, als voorbeeld.")
