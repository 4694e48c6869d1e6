"""A conversation on paper: what one leader can talk about, and afterwards what was said, agreed and came of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from zelfscan.domain import (
    Assessment,
    Catalog,
    DevelopmentPoint,
    LookBack,
    Outcome,
    Reason,
    Scan,
    Suggestion,
    Tip,
    agenda_role,
    agreed_points,
    also,
    last_touched,
    needs,
    suggest,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, rank_marks
from zelfscan.reports.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Pair,
    Paragraph,
    Point,
    Quote,
    Table,
    TopicBlock,
    TopicReason,
    WritingSpace,
)
from zelfscan.reports.leader_sentences import OFFERS, insight_sentences, offered_texts, standing_words
from zelfscan.safe_text import one_line

OUTCOME_WORDS = {
    Outcome.DONE: "gedaan",
    Outcome.PARTLY: "deels gedaan",
    Outcome.NOT: "niet gedaan",
    Outcome.OTHERWISE: "anders gegaan",
}
"""What came of an agreement, as people read it."""
_TITLE = "Wat u hebt besproken"


def agreement_facts(point: DevelopmentPoint) -> tuple[Pair, ...]:
    """What was agreed on a point, as far as it was: the step, who, when and the sign."""
    agreed = point.agreement
    when = date_nl(agreed.when) if agreed.when else ""
    told = (("Stap", agreed.step), ("Wie", agreed.who), ("Wanneer", when), ("Teken", agreed.sign))
    return tuple((name, text) for name, text in told if text)


def agreement_words(point: DevelopmentPoint) -> str:
    """An agreement in one line: the step, who and when; '' when nothing was agreed."""
    agreed = point.agreement
    when = date_nl(agreed.when) if agreed.when else ""
    said = agreed.step or agreed.sign
    return " · ".join(filter(None, (one_line(said), one_line(agreed.who), when)))


def outcome_words(told: LookBack | None) -> str:
    """What came of an agreement in a line: 'deels gedaan: het lukte half', or that it was not told."""
    if told is None:
        return "nog niet gezegd"
    return ": ".join(filter(None, (OUTCOME_WORDS[told.outcome], one_line(told.note))))


def agreements(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The agreements, when there are any; they come first in a report."""
    points = agreed_points(scan)
    if not points:
        return
    yield Heading(1, "Wat is afgesproken")
    order = {point.competency: place for place, point in enumerate(scan.development, start=1)}
    for point in points:
        item = catalog.competency(point.competency)
        mark = f"{order[point.competency]}e"
        yield Point(mark, item.number, item.label, item.statement, agreement_facts(point))


def conversation(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What was said in the conversation, when there was one."""
    held = scan.conversation
    if held is None:
        return
    yield Heading(1, "Het gesprek")
    partner = f", met {one_line(held.partner)}" if held.partner else ""
    yield Paragraph(f"Gehouden op {date_nl(held.held)}{partner}.")
    about = catalog.materials.in_sentence if catalog.materials else "deel 2"
    parts = (
        ("Over uw situatie en uw ambitie", held.vision),
        (f"Over {about}", held.materials),
        ("Over uw eigen rol", held.role),
    )
    yield from (Quote(title, text) for title, text in parts if text)
    for point in held.points:
        item = catalog.competency(point.competency)
        told = (
            ("Wat u ziet", point.sees),
            ("Voorbeeld uit de school", point.example),
            ("Verder gezegd", point.text),
        )
        facts = tuple((name, text) for name, text in told if text)
        answer = ("Uw antwoord", f"{catalog.in_words(scan.rating(item.number))}.")
        yield Point("", item.number, item.label, item.statement, (answer, *facts))


def look_back_blocks(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What came of agreements in an earlier scan, when the leader told it."""
    if not scan.look_back:
        return
    yield Heading(1, "Terugblik op eerdere afspraken")
    for told in scan.look_back:
        item = catalog.competency(told.competency)
        yield Point("", item.number, item.label, item.statement, tuple(_outcome_facts(told)))


def _outcome_facts(told: LookBack) -> Iterator[Pair]:
    yield "Wat ervan kwam", f"{OUTCOME_WORDS[told.outcome]}."
    if told.note:
        yield "Toelichting", told.note


def talk_report(catalog: Catalog, scan: Scan) -> Document:
    """All that was written in the conversation, to read over before it is kept."""
    blocks = (*conversation(catalog, scan), *_chosen(catalog, scan), *agreements(catalog, scan))
    code = code_in_words(scan.participant)
    return Document(_TITLE, f"Gesprek met {code}", f"Zelfscan · {code}", last_touched(scan).date(), blocks)


def _chosen(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The chosen points with the support wanted: both may have changed in the conversation."""
    if scan.development:
        yield Heading(1, "Waar u aan wilt werken, met welke steun")
        yield Facts(
            tuple(
                (
                    f"{point.competency} {catalog.competency(point.competency).label}",
                    enumerate_nl(catalog.support_name(support) for support in point.support) or "nog geen steun",
                )
                for point in scan.development
            )
        )


LARGEST_GAPS = 3
"""Without a choice at most so many places are shown, as long as they hold no more items than `MOST_CARDS`."""
TOPICS_IN_FULL = 5
"""So many topics are worked out at most, ties kept together; at least the first one with its ties."""
LINES_TO_WRITE = 3
MOST_CARDS = 5
"""More items than this are a table to choose from, not a card each."""


def stands_out(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What stands out in the answers, when anything does."""
    found = insight_sentences(catalog, scan)
    if found:
        yield Heading(1, "Wat opvalt")
        yield Bullets(found)


def points(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The chosen points with the support wanted; without a choice the biggest gaps, to choose from."""
    if scan.development:
        yield Heading(1, "Waar u aan wilt werken")
        for order, point in enumerate(scan.development, start=1):
            yield _point(catalog, scan, point.competency, f"{order}e", _support(catalog, point))
        return
    importance = catalog.importance
    only_importance = scan.assessment is Assessment.IMPORTANCE_ONLY
    found = sorted(
        (item.place, number)
        for number, item in needs(scan, catalog.numbers).items()
        if not only_importance or _matters(scan, number)
    )
    if not found:
        yield Heading(1, "Waar u aan wilt werken")
        yield Paragraph(
            "U koos nog geen ontwikkelpunten, en uit uw antwoorden volgt er geen. Ruimte om er zelf een te noemen:"
        )
    elif only_importance:
        yield Heading(1, f"Wat u het meest {importance.said} vindt")
        yield Paragraph(
            f"U koos nog geen ontwikkelpunten, en gaf alleen {importance.measure} aan. Gelijke nummers wegen even "
            "zwaar."
        )
    else:
        yield Heading(1, "Uw grootste verschillen")
        yield Paragraph(
            f"U koos nog geen ontwikkelpunten. Dit is waar {catalog.attainment.measure} bij u het meest achterblijft "
            f"bij {importance.measure}: het verschil tussen beide, maal {importance.measure}. Gelijke nummers wegen "
            "even zwaar."
        )
    marks = rank_marks([place for place, _ in found])
    places = [place for place, _ in found]
    shown = [
        (number, mark)
        for (place, number), mark in zip(found, marks, strict=True)
        if place == 1 or (place <= LARGEST_GAPS and bisect_right(places, place) <= MOST_CARDS)
    ]
    if len(shown) <= MOST_CARDS:
        for number, mark in shown:
            yield _point(catalog, scan, number, mark, ())
    else:
        yield _points_table(catalog, scan, shown)
    if rest := len(found) - len(shown):
        yield Paragraph(f"Daarna {'volgt er nog 1' if rest == 1 else f'volgen er nog {rest}'}.", small=True)
    given = [number for number in catalog.numbers if scan.rating(number).delegated_to]
    if given:
        listed = enumerate_nl(f"{number} {_named(catalog, scan, number)}" for number in given)
        yield Paragraph(f"Niet in deze lijst: {listed}.", small=True)
    if not found:
        yield WritingSpace(LINES_TO_WRITE)


def _matters(scan: Scan, number: int) -> bool:
    importance = scan.rating(number).importance
    return importance is not None and importance.is_high


def _named(catalog: Catalog, scan: Scan, number: int) -> str:
    """The label of an item, with who has it where that is somebody else."""
    who = scan.rating(number).delegated_to
    label = catalog.competency(number).label
    return f"{label} (belegd bij {who})" if who else label


def _point(catalog: Catalog, scan: Scan, number: int, mark: str, extra: tuple[Pair, ...]) -> Point:
    item = catalog.competency(number)
    rating = scan.rating(number)
    said: tuple[Pair, ...] = (("Uw antwoord", f"{catalog.in_words(rating)}."),)
    return Point(mark, number, item.label, item.statement, (*said, *remark_pairs(scan, number), *extra))


def _points_table(catalog: Catalog, scan: Scan, shown: Sequence[tuple[int, str]]) -> Table:
    rows = []
    for number, mark in shown:
        rating = scan.rating(number)
        said = catalog.in_words(rating)
        rows.append((mark, str(number), catalog.competency(number).label, said))
    return Table(("plaats", "nr", "competentie", "uw antwoord"), tuple(rows), wide=(2, 3))


def _support(catalog: Catalog, point: DevelopmentPoint) -> tuple[Pair, ...]:
    names = [catalog.support_name(support) for support in point.support]
    words = enumerate_nl(name[:1].lower() + name[1:] for name in names)
    return (("Gewenste ondersteuning", f"{words}." if words else "nog niet gekozen."),)


def remark_pairs(scan: Scan, number: int) -> tuple[Pair, ...]:
    """What the leader added to an item: who has it in the team, and a note."""
    rating = scan.rating(number)
    return tuple((name, text) for name, text in (("Belegd bij", rating.delegated_to), ("Notitie", rating.note)) if text)


def offer_blocks(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What the leader can offer others: what matters to them and what they have, the highest level in full."""
    if offered := offered_texts(catalog, scan):
        intro, listed, rest = offered
        yield Heading(1, OFFERS)
        yield Paragraph(intro)
        if listed:
            yield Bullets(listed)
        if rest:
            yield Paragraph(rest, small=bool(listed))


def sharing(scan: Scan) -> Iterator[Block]:
    """What the leader wants to share with the group, when they opted in."""
    if scan.exchange is not None:
        yield Quote("Wat u met de groep deelt", scan.exchange or "U wilt uitwisselen; u schreef daar niets bij.")


def agenda(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The topics that the leader chose, then those that fit; the first of them worked out with room to write."""
    role = agenda_role(catalog, scan)
    found = suggest(catalog, needs(scan, catalog.numbers), role)
    fitting = {item.topic.id: item for item in found}
    beside = also(catalog, scan, role)
    chosen = [
        fitting.get(topic) or Suggestion(catalog.topic(topic), 0, 0, _reasons(beside, topic)) for topic in scan.agenda
    ]
    yield Heading(1, "Agenda voor het gesprek")
    if not found and not chosen:
        yield Paragraph(
            "Uit uw antwoorden volgen geen onderwerpen. Kies zelf wat bij u leeft; alle onderwerpen ziet u met "
            "'zelfscan catalogus'."
        )
        yield WritingSpace(2 * LINES_TO_WRITE)
        return
    for introduction in dict.fromkeys(catalog.topic_set(item.topic.role).introduction for item in (*chosen, *found)):
        yield Paragraph(introduction)
    yield Paragraph("Bij elk onderwerp staat waarom het bij u past.")
    marks = dict(zip(fitting, rank_marks([item.rank for item in found]), strict=True))
    if chosen:
        yield Heading(2, "Door u gekozen")
        yield _listed(catalog, scan, [(f"{place}e", item) for place, item in enumerate(chosen, start=1)])
    rest = [item for item in found if item.topic.id not in scan.agenda]
    if rest:
        if chosen:
            yield Heading(2, "Wat ook bij u past")
        yield _listed(catalog, scan, [(marks[item.topic.id], item) for item in rest])
    apart = [item for item in beside if item.topic.id not in scan.agenda]
    if apart:
        yield Heading(2, "Ook, bij andere grote verschillen")
        yield _listed(catalog, scan, [("", item) for item in apart])
    told: set[Tip] = set()
    places = {topic: f"{place}e op uw agenda" for place, topic in enumerate(scan.agenda, start=1)}
    for item in (*chosen, *worked_out(tuple(rest), TOPICS_IN_FULL - len(chosen), at_least_one=not chosen)):
        tips = [tip for tip in catalog.tips_for(item.topic, item.competencies) if tip not in told]
        told.update(tips)
        place = places.get(item.topic.id) or _place_words(marks[item.topic.id])
        yield _topic(catalog, scan, item, place, tips)


def _reasons(beside: Sequence[Suggestion], topic: str) -> tuple[Reason, ...]:
    return next((item.reasons for item in beside if item.topic.id == topic), ())


def _listed(catalog: Catalog, scan: Scan, rows: Sequence[tuple[str, Suggestion]]) -> Table:
    """Topics with their place and the reason for it; what a leader chose without one has none."""
    return Table(
        ("plaats", "onderwerp", "waarom"),
        tuple((mark, f"{item.topic.id} {item.topic.title}", _why(catalog, scan, item)) for mark, item in rows),
        wide=(1, 2),
    )


def _why(catalog: Catalog, scan: Scan, item: Suggestion) -> str:
    """The reason for the place of a topic, and what else it serves."""
    if not item.reasons:
        return "uw eigen keuze"
    if item.rank == 0 or not item.leading or not set(item.competencies) <= set(needs(scan, catalog.numbers)):
        named = enumerate_nl(f"{number} {catalog.competency(number).label}" for number in item.competencies)
        return f"Ook groot: {named}" if item.leading else f"Zijdelings bij {enumerate_nl(item.competencies)}"
    rest = [number for number in item.competencies if number not in item.leading]
    return standing_words(catalog, scan, item) + (f"; ook bij {enumerate_nl(rest)}" if rest else "")


def worked_out(
    found: tuple[Suggestion, ...], most: int = TOPICS_IN_FULL, *, at_least_one: bool = True
) -> tuple[Suggestion, ...]:
    """The topics to work out in full: whole ranks, as long as there are at most `most`."""
    kept: list[Suggestion] = []
    for _, members in groupby(found, lambda item: item.rank):
        rank = list(members)
        if (kept or not at_least_one) and len(kept) + len(rank) > most:
            break
        kept += rank
    return tuple(kept)


def _place_words(mark: str) -> str:
    """'plaats 1', or 'gedeelde plaats 1' for a mark of a shared rank."""
    return f"gedeelde plaats {mark[:-1]}" if mark.endswith("=") else f"plaats {mark}"


def _topic(catalog: Catalog, scan: Scan, item: Suggestion, mark: str, tips: Sequence[Tip]) -> TopicBlock:
    """The topic worked out, with the tips that stand at no topic before it."""
    topic = item.topic
    question = catalog.main_question_of(topic)
    facts: list[Pair] = [("Hoofdvraag", question.question)]
    if topic.policy_themes:
        facts.append(("Beleidsthema’s", f"{'; '.join(map(catalog.theme_name, topic.policy_themes))}."))
    links = [reason.link for reason in item.reasons]
    return TopicBlock(
        mark,
        topic.id,
        topic.title,
        topic.summary,
        tuple(facts),
        tuple(TopicReason(link.competency, _named(catalog, scan, link.competency), link.reason) for link in links),
        topic.questions,
        tuple(tip.in_words() for tip in tips),
        LINES_TO_WRITE,
    )
