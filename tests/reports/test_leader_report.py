"""One leader's report: what stands in it, and in what order."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, report_round
from paper_reports import full_leader, texts_in
from strategies import scans
from zelfscan.domain import (
    Assessment,
    Catalog,
    DevelopmentPoint,
    Distribution,
    ScaleName,
    Suppressed,
    also,
    needs,
    others_in,
    suggest,
)
from zelfscan.domain.group_figures import cohort
from zelfscan.reports.conversation import MOST_CARDS, TOPICS_IN_FULL, worked_out
from zelfscan.reports.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    LevelRows,
    Paragraph,
    Point,
    QuadrantFigure,
    Quote,
    Ratings,
    Table,
    TopicBlock,
    VisionFigure,
    WritingSpace,
)
from zelfscan.reports.leader import leader_report

Kind = TypeVar("Kind")


def headings(document: Document) -> list[str]:
    """The headings in order."""
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def of_kind(document: Document, kind: type[Kind]) -> list[Kind]:
    """The blocks of one kind."""
    return [block for block in document.blocks if isinstance(block, kind)]


def test_the_order_is_that_of_the_talk(catalog: Catalog) -> None:
    """Guards the reading order: the view on the first page, then what to talk about, then all answers."""
    assert headings(leader_report(catalog, full_leader())) == [
        "Uw situatie en uw ambitie", "Uw kwadrant", "Wat opvalt", "Waar u aan wilt werken",
        "Wat u anderen kunt bieden", "Agenda voor het gesprek", "Ook, bij andere grote verschillen",
        "Al uw antwoorden", "Adaptieve leermiddelen", "Verantwoording",
    ]  # fmt: skip


def test_everything_that_was_said_is_told(catalog: Catalog) -> None:
    """Guards that no open answer, note, delegation, support or shared text is left out."""
    scan = full_leader("Een eigen tekst.")
    document = leader_report(catalog, scan)
    assert sum("Een eigen tekst." in text for text in texts_in(document)) == 1 + 1 + 2 + 2 + 1 + 1 + 1 + 3
    (field,) = of_kind(document, VisionFigure)
    assert field.quote == Quote("Uw ambitie in uw woorden", "Een eigen tekst.")
    points = of_kind(document, Point)
    assert [(point.mark, point.number) for point in points] == [("1e", 22), ("2e", 7)]
    assert ("Gewenste ondersteuning", "nog niet gekozen.") in points[1].facts
    assert any(name == "Gewenste ondersteuning" and " en " in words for name, words in points[0].facts)


@given(data=st.data())
def test_every_answer_stands_in_the_table_once(data: st.DataObject, catalog: Catalog) -> None:
    """Guards that all items are listed by area with exactly the levels of the scan, and None for what is absent."""
    scan = data.draw(scans(catalog))
    (ratings,) = of_kind(leader_report(catalog, scan), Ratings)
    listed = {item.number: (item.importance, item.attainment) for area in ratings.areas for item in area.items}
    said = {number: scan.rating(number) for number in NUMBERS}
    assert listed == {number: (rating.importance, rating.attainment) for number, rating in said.items()}


@given(data=st.data())
def test_every_number_stands_in_the_quadrant_or_beside_it(data: st.DataObject, catalog: Catalog) -> None:
    """Guards that each item is in one cell or row, or named as standing outside."""
    scan = data.draw(scans(catalog))
    document = leader_report(catalog, scan)
    drawn = [number for block in of_kind(document, QuadrantFigure) for cell in block.cells for number in cell.numbers]
    drawn += [number for block in of_kind(document, LevelRows) for row in block.rows for number in row.numbers]
    outside = [
        number
        for block in of_kind(document, Paragraph)
        if "niet in dit beeld" in block.text
        for number in map(int, block.text.rpartition(": ")[2].rstrip(".").replace(" en ", ", ").split(", "))
    ]
    assert sorted([*drawn, *outside]) == list(NUMBERS)


def test_without_a_choice_ties_are_shown_as_ties(catalog: Catalog) -> None:
    """Guards that equal gaps share a mark, that a few stand on cards, and that many become a table of all of them."""
    few = leader_report(catalog, make_scan("SL-01", {7: (4, 1), 17: (4, 2), 22: (4, 2), 3: (1, 4)}))
    assert "Uw grootste verschillen" in headings(few)
    assert [(point.mark, point.number) for point in of_kind(few, Point)] == [("1", 7), ("2=", 17), ("2=", 22)]
    many = leader_report(catalog, make_scan("SL-01", dict.fromkeys(range(1, MOST_CARDS + 2), (4, 2))))
    (table,) = [block for block in of_kind(many, Table) if block.heads[0] == "plaats" and "uw antwoord" in block.heads]
    assert [row[:2] for row in table.rows] == [("1=", str(number)) for number in range(1, MOST_CARDS + 2)]
    assert of_kind(many, Point) == []


def test_importance_only_has_rows_and_no_quadrant(catalog: Catalog) -> None:
    """Guards the report of a leader who did not judge attainment: rows by importance, and no gap is claimed."""
    scan = make_scan("SL-01", {7: (4, None), 17: (2, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    document = leader_report(catalog, scan)
    assert of_kind(document, QuadrantFigure) == []
    (rows,) = of_kind(document, LevelRows)
    assert [row.numbers for row in rows.rows] == [(7,), (), (17,), ()]
    assert "Wat u het meest belangrijk vindt" in headings(document)
    assert "Uw competenties naar belang" in headings(document)
    assert "Uw kwadrant" not in headings(document)
    assert [point.number for point in of_kind(document, Point)] == [7]


def test_an_empty_scan_leaves_room_to_write(catalog: Catalog) -> None:
    """Guards that nothing is claimed of a scan without answers, and that there is room for the talk all the same."""
    document = leader_report(catalog, make_scan("SL-01", {}, draft=True))
    assert len(of_kind(document, WritingSpace)) == 2
    assert of_kind(document, TopicBlock) == []
    (facts,) = of_kind(document, Facts)
    assert ("Ingevuld", "0 van 29 competenties") in facts.rows
    assert any("nog niet afgerond" in value for _, value in facts.rows)


@given(data=st.data())
def test_topics_are_worked_out_by_whole_ranks(data: st.DataObject, catalog: Catalog) -> None:
    """Guards that a tie is never cut, that the best topic is always worked out, and that most stay within the limit."""
    scan = data.draw(scans(catalog))
    found = suggest(catalog, needs(scan, catalog.numbers))
    full = worked_out(found)
    assert full == found[: len(full)]
    assert bool(full) == bool(found)
    assert {item.rank for item in full}.isdisjoint(item.rank for item in found[len(full) :])
    assert len(full) <= TOPICS_IN_FULL or len({item.rank for item in full}) == 1


def test_a_tip_is_told_once(catalog: Catalog) -> None:
    """Guards that each topic brings its own tips, and that a tip of two topics stands only at the first."""
    scan = replace(make_scan("SL-01", {22: (4, 1)}), development=(DevelopmentPoint(22),))
    topics = [topic for topic in of_kind(leader_report(catalog, scan), TopicBlock) if topic.id in ("1.3", "1.4", "1.5")]
    assert len(topics) > 1
    told = [tip for topic in topics for tip in topic.tips]
    assert all(topic.tips for topic in topics)
    assert len(set(told)) == len(told)
    assert topics[0].tips[0] == catalog.tips_for(catalog.topic(topics[0].id), (22,))[0].in_words()


def topic_tables(document: Document) -> list[list[str]]:
    """The ids of the topics in each table of the agenda."""
    return [
        [row[1].split()[0] for row in block.rows] for block in of_kind(document, Table) if "onderwerp" in block.heads
    ]


def test_the_agenda_lists_every_topic_that_fits(catalog: Catalog) -> None:
    """Guards that topics which are not worked out are still on the agenda, and those of other large gaps apart."""
    scan = full_leader()
    found = suggest(catalog, needs(scan, catalog.numbers))
    apart = also(catalog, scan)
    tables = topic_tables(leader_report(catalog, scan))
    assert tables == [[item.topic.id for item in found], *([[item.topic.id for item in apart]] if apart else [])]


def test_the_chosen_topics_come_first(catalog: Catalog) -> None:
    """Guards that what the leader put on the agenda is listed and worked out first, in that order, also where nothing
    leads to it, and that no topic is told twice."""
    scan = replace(make_scan("SL-01", {7: (4, 1), 15: (4, 2)}), development=(DevelopmentPoint(7),))
    document = leader_report(catalog, replace(scan, agenda=("1.2", "2.2", "2.3")))
    assert topic_tables(document) == [["1.2", "2.2", "2.3"], ["3.2"]]
    (chosen, *_) = [block for block in of_kind(document, Table) if "onderwerp" in block.heads]
    assert [row[2] for row in chosen.rows] == [
        "uw eigen keuze", "Ook groot: 15 Privacy en mediabeleid",
        "Eerst bij 7 Kennis ontwikkelen en delen, uw ontwikkelpunt",
    ]  # fmt: skip
    assert [topic.id for topic in of_kind(document, TopicBlock)] == ["1.2", "2.2", "2.3", "3.2"]
    assert of_kind(document, TopicBlock)[0].mark == "1e op uw agenda"


def test_what_stands_out_and_what_is_offered(catalog: Catalog) -> None:
    """Guards the chapter on what stands out, without praise where nothing matters, and the one on what others can get
    of this leader, with the support that fits; neither is there when there is nothing to tell."""
    nothing = leader_report(catalog, make_scan("SL-01", dict.fromkeys(catalog.numbers, (1, 1))))
    assert any("Klopt de ambitie" in item for block in of_kind(nothing, Bullets) for item in block.items)
    assert "Wat u anderen kunt bieden" not in headings(nothing)
    strong = leader_report(catalog, make_scan("SL-01", {7: (4, 4), 17: (4, 3)}))
    assert "Wat opvalt" not in headings(strong)
    texts = [block.text for block in of_kind(strong, Paragraph)]
    assert any("uitwisseling met andere scholen" in text for text in texts)
    assert any(text.endswith("van toepassing: 17.") for text in texts)
    (bullets,) = of_kind(strong, Bullets)
    assert bullets.items == (f"{catalog.area_of(7).name}: 7 Kennis ontwikkelen en delen.",)


def test_what_was_given_away_is_told_as_such(catalog: Catalog) -> None:
    """Guards that a delegated item is no gap of the leader's, that it says who has it, and that it says so as a point
    that was chosen all the same."""
    scan = make_scan("SL-01", {7: (4, 1), 21: (4, 1)}, delegated={21: "ict-coördinator"})
    document = leader_report(catalog, scan)
    assert [point.number for point in of_kind(document, Point)] == [7]
    words = "21 Nieuwe ict snel eigen maken (belegd bij ict-coördinator)"
    assert f"Niet in deze lijst: {words}." in [block.text for block in of_kind(document, Paragraph)]
    chosen = leader_report(catalog, replace(scan, development=(DevelopmentPoint(21),)))
    assert {f"{why.number} {why.label}" for topic in of_kind(chosen, TopicBlock) for why in topic.why} == {words}


def test_an_answer_stands_beside_those_of_the_others(catalog: Catalog) -> None:
    """Guards the counts of the others without the leader, under id or code, and nothing below the minimum."""
    scans = report_round()
    mine = scans[0]
    again = make_scan(" sl-01", mine.ratings, round_name="later")
    others = others_in([*scans, again], mine, catalog.numbers)
    everybody = cohort(scans, catalog.numbers).of(7)
    found = others[7][ScaleName.IMPORTANCE]
    assert isinstance(found, Distribution)
    assert isinstance(everybody.importance, Distribution)
    level = mine.rating(7).importance
    assert level is not None
    assert found.n == 9
    assert found.counts[level - 1] == everybody.importance.counts[level - 1] - 1
    tables = [block for block in leader_report(catalog, mine, others).blocks if isinstance(block, Table)]
    (table,) = [block for block in tables if "1 2 3 4" in block.heads[2]]
    assert table.rows[6][2] == "0 0 2 [7]"
    few = others_in(scans[:5], mine, catalog.numbers)
    assert few[7][ScaleName.IMPORTANCE] == Suppressed(4)
    alone = leader_report(catalog, mine, few).blocks
    told = alone.index(Paragraph("Er gaven te weinig anderen in de ronde antwoord. Daarom staat hier niets."))
    assert alone[told - 1] == Heading(1, "Uw antwoord naast dat van de anderen")
    assert not any("1 2 3 4" in block.heads[-1] for block in alone if isinstance(block, Table))
    assert "Uw antwoord naast dat van de anderen" not in headings(leader_report(catalog, mine))
