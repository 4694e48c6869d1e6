"""The part of a leader's report to talk about: what to develop, and an agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Scan, Suggestion, gaps_of, needs, priorities, suggest
from zelfscan.dutch import enumerate_nl, rank_marks
from zelfscan.reports.paper.blocks import Heading, Pair, Paragraph, Quote, Table, WritingSpace
from zelfscan.reports.paper.document import Block
from zelfscan.reports.paper.leader_blocks import Point, Topic, Why
from zelfscan.texts import rating_in_words

LARGEST_GAPS = 3
"""Without a choice the items of so many ranks are shown; who shares a rank comes along."""
TOPICS_IN_FULL = 5
"""So many topics are worked out at most, ties kept together; at least the best one with its ties."""
LINES_TO_WRITE = 3
MOST_CARDS = 5
"""More items than this are a table to choose from, not a card each."""


def points(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The chosen points with the support wanted; without a choice the biggest gaps, to choose from."""
    if scan.development:
        yield Heading(1, "Waar u aan wilt werken")
        for order, point in enumerate(scan.development, start=1):
            yield _point(catalog, scan, point.competency, f"{order}e", _support(catalog, point))
        return
    found = [(gap.competency, gap.rank) for gap in gaps_of(scan.ratings, catalog.numbers) if gap.size > 0]
    if found:
        yield Heading(1, "Uw grootste verschillen")
        yield Paragraph(
            "U koos nog geen ontwikkelpunten. Dit zijn de competenties die voor u belangrijk zijn en nog niet van u: "
            "het verschil tussen belang en aanwezig, maal het belang. Gelijke nummers wegen even zwaar."
        )
    else:
        found = [
            (item.competency, item.rank)
            for item in priorities(scan.ratings, catalog.numbers)
            if item.importance.is_high and scan.assessment is Assessment.IMPORTANCE_ONLY
        ]
        yield Heading(1, "Wat u het belangrijkst vindt" if found else "Waar u aan wilt werken")
        yield Paragraph(
            "U koos nog geen ontwikkelpunten, en gaf alleen het belang aan. Gelijke nummers wegen even zwaar."
            if found
            else "U koos nog geen ontwikkelpunten, en uit uw antwoorden volgt er geen. Ruimte om er zelf een te noemen:"
        )
    marks = rank_marks([rank for _, rank in found])
    shown = [(number, mark) for (number, rank), mark in zip(found, marks, strict=True) if rank <= LARGEST_GAPS]
    if len(shown) <= MOST_CARDS:
        for number, mark in shown:
            yield _point(catalog, scan, number, mark, ())
    else:
        yield _points_table(catalog, scan, shown)
    if not found:
        yield WritingSpace(LINES_TO_WRITE)


def _point(catalog: Catalog, scan: Scan, number: int, mark: str, extra: tuple[Pair, ...]) -> Point:
    item = catalog.competency(number)
    rating = scan.rating(number)
    said: tuple[Pair, ...] = (("Uw antwoord", f"{rating_in_words(rating.importance, rating.attainment)}."),)
    return Point(mark, number, item.label, item.statement, (*said, *remarks(scan, number), *extra))


def _points_table(catalog: Catalog, scan: Scan, shown: Sequence[tuple[int, str]]) -> Table:
    rows = []
    for number, mark in shown:
        rating = scan.rating(number)
        said = rating_in_words(rating.importance, rating.attainment)
        rows.append((mark, str(number), catalog.competency(number).label, said))
    return Table(("plaats", "nr", "competentie", "uw antwoord"), tuple(rows), wide=(2, 3))


def _support(catalog: Catalog, point: DevelopmentPoint) -> tuple[Pair, ...]:
    names = [catalog.support_name(support) for support in point.support]
    words = enumerate_nl(name[:1].lower() + name[1:] for name in names)
    return (("Gewenste ondersteuning", f"{words}." if words else "nog niet gekozen."),)


def remarks(scan: Scan, number: int) -> tuple[Pair, ...]:
    """What the leader added to an item: who has it in the team, and a note."""
    rating = scan.rating(number)
    return tuple((name, text) for name, text in (("Belegd bij", rating.delegated_to), ("Notitie", rating.note)) if text)


def sharing(scan: Scan) -> Iterator[Block]:
    """What the leader wants to share with the group, when they opted in."""
    if scan.exchange is not None:
        yield Quote("Wat u met de groep deelt", scan.exchange or "U wilt uitwisselen; u schreef daar niets bij.")


def agenda(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The topics that fit, the best of them worked out with questions, tips and room to write."""
    found = suggest(catalog, needs(scan, catalog.numbers))
    yield Heading(1, "Agenda voor het gesprek")
    if not found:
        yield Paragraph(
            "Uit uw antwoorden volgen geen onderwerpen. Kies zelf wat in uw school leeft; alle onderwerpen ziet u met "
            "'zelfscan catalogus'."
        )
        yield WritingSpace(2 * LINES_TO_WRITE)
        return
    for introduction in dict.fromkeys(catalog.topic_set(item.topic.role).introduction for item in found):
        yield Paragraph(introduction)
    marks = dict(zip(found, rank_marks([item.rank for item in found]), strict=True))
    yield Table(
        ("plaats", "onderwerp", "door nummer"),
        tuple((marks[item], f"{item.topic.id} {item.topic.title}", enumerate_nl(item.competencies)) for item in found),
        wide=(1,),
    )
    tips_at: dict[tuple[str, str], str] = {}
    for item in worked_out(found):
        told = tips_at.setdefault((item.topic.role, item.topic.main_question), item.topic.id)
        yield _topic(catalog, item, _place_words(marks[item]), told)


def worked_out(found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """The topics to work out in full: whole ranks, as long as there are at most `TOPICS_IN_FULL`."""
    kept: list[Suggestion] = []
    for _, members in groupby(found, lambda item: item.rank):
        rank = list(members)
        if kept and len(kept) + len(rank) > TOPICS_IN_FULL:
            break
        kept += rank
    return tuple(kept)


def _place_words(mark: str) -> str:
    """'plaats 1', or 'gedeelde plaats 1' for a mark of a shared rank."""
    return f"gedeelde plaats {mark[:-1]}" if mark.endswith("=") else f"plaats {mark}"


def _topic(catalog: Catalog, item: Suggestion, mark: str, tips_at: str) -> Topic:
    """The topic worked out. Tips belong to the main question: topics that share it tell them once, at `tips_at`."""
    topic = item.topic
    question = catalog.main_question_of(topic)
    facts: list[Pair] = [("Hoofdvraag", question.question)]
    if topic.policy_themes:
        facts.append(("Beleidsthema’s", f"{enumerate_nl(map(catalog.theme_name, topic.policy_themes))}."))
    tips_here = tips_at == topic.id
    if not tips_here and question.tips:
        facts.append(("Tips", f"dezelfde als bij {tips_at}."))
    links = [reason.link for reason in item.reasons]
    return Topic(
        mark,
        topic.id,
        topic.title,
        topic.summary,
        tuple(facts),
        tuple(Why(link.competency, catalog.competency(link.competency).label, link.reason) for link in links),
        topic.questions,
        question.tips if tips_here else (),
        LINES_TO_WRITE,
    )
