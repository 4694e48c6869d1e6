"""The exchange between leaders as a document of its own: it names people, who agreed to be known to the group.

It is for the leaders themselves and for who brings them together, never a part of what a board gets. It ends in a
programme for a meeting, which can also stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zelfscan.domain import CORE_WEIGHT, Ambition, Catalog, Exchange, ExchangeGroup, Leader, Lesson, Proposal, Why
from zelfscan.dutch import code_in_words, enumerate_nl, sentence_nl
from zelfscan.reports.document import Block, Bullets, Document, Heading, NewPage, Paragraph, Table
from zelfscan.reports.group_advice import LABEL_ROOM
from zelfscan.reports.group_wishes import ambition_sentence
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.sentences import group_topics, needs_sentence
from zelfscan.safe_text import clipped, one_line

EXCHANGE_TITLE = "Uitwisseling in de groep"
PROGRAMME_TITLE = "Draaiboek voor de bijeenkomst"
TABLES = 2
"""So many topics are talked about at the tables."""
MOST_QUESTIONS = 3
OPENING, TALKS, TOPICS, AGREEMENTS, CLOSING = 10, 40, 25, 10, 5
"""The minutes of the parts of the meeting: ninety together."""


def exchange_document(report: RoundReport) -> Document:
    """Who seeks and who offers, who could meet whom, and the programme of a meeting in which they do."""
    programme = (NewPage(), *programme_chapter(report)) if report.leaders else ()
    return _document(report, EXCHANGE_TITLE, (*exchange_chapter(report), *programme))


def programme_document(report: RoundReport) -> Document:
    """The programme of a meeting by itself."""
    return _document(report, PROGRAMME_TITLE, tuple(programme_chapter(report)))


def _document(report: RoundReport, title: str, blocks: tuple[Block, ...]) -> Document:
    rounds = clipped(enumerate_nl(report.rounds.names), LABEL_ROOM)
    last = report.rounds.last
    subtitle = f"{rounds + ': ' if rounds else ''}alleen voor wie wil uitwisselen"
    subtitle = f"{subtitle[:1].upper()}{subtitle[1:]}"
    return Document(title, subtitle, f"Zelfscan · {title.lower()}", last.date() if last else None, blocks)


def exchange_chapter(report: RoundReport) -> Iterator[Block]:
    """Who can learn from whom, among those who opted in."""
    yield Heading(1, "Wie kan van wie leren?")
    yield Paragraph(willing_sentence(report))
    if not report.leaders:
        return
    yield Heading(2, "Voorstel voor gesprekken als critical friend")
    proposal = report.proposal
    if proposal.groups:
        yield Table(
            ("", "wie", "wat zij van elkaar kunnen leren"),
            tuple(
                (str(place), members_words(group), group_words(group, report.catalog))
                for place, group in enumerate(proposal.groups, start=1)
            ),
            wide=(2,),
        )
    else:
        yield Paragraph("Er is geen tweetal dat elkaar iets kan leren.")
    for sentence in (*unmatched_words(proposal), hidden_exchange_sentence(report.exchange_hidden)):
        if sentence:
            yield Paragraph(sentence, small=True)
    needs = [item for item in report.exchanges if item.seekers]
    if needs:
        yield Heading(2, "Wie zoekt en wie biedt")
        yield Table(
            ("nr", "competentie", "wie"),
            tuple(
                (str(item.number), report.catalog.competency(item.number).label, exchange_words(item)) for item in needs
            ),
            wide=(1, 2),
        )
    shared = [leader for leader in report.leaders if leader.contact.strip()]
    if shared:
        yield Heading(2, "Wat zij met de groep delen")
        yield Table(("wie", "deelt"), tuple((whole_code(leader), leader.contact) for leader in shared), wide=(1,))


def programme_chapter(report: RoundReport) -> Iterator[Block]:
    """Ninety minutes: who with whom, about what and with which question, and the topics for all."""
    yield Heading(1, "Negentig minuten met elkaar")
    groups, topics = report.proposal.groups, group_topics(report)[:TABLES]
    yield Paragraph(
        f"{ambition_sentence(report.catalog, report.wishes, report.cohort.minimum)} "
        f"{needs_sentence(report.catalog, report.cohort)}"
    )
    yield Table(("minuten", "wat", "hoe"), tuple(_schedule(report, bool(groups), len(topics))), wide=(2,))
    if groups:
        yield Heading(2, "Wie met wie, en waarover")
        yield Table(
            ("groep", "wie vraagt", "wie denkt mee", "waarover", "vraag om mee te beginnen"),
            tuple(row for place, group in enumerate(groups, start=1) for row in _meeting(report, place, group)),
            wide=(3, 4),
        )
    if groups and report.proposal.unmatched:
        yield Paragraph(
            "Wie nog geen groep heeft, schuift aan waar de eigen vraag het dichtst bij ligt, of bereidt een onderwerp "
            f"voor de tafels voor: {names(report.proposal.unmatched)}."
        )
    if topics:
        yield Heading(2, "Onderwerpen voor de tafels")
        for item in topics:
            yield Paragraph(f"{item.topic.id} {item.topic.title}")
            yield Bullets(item.topic.questions[:MOST_QUESTIONS])


def _schedule(report: RoundReport, in_groups: bool, topics: int) -> Iterator[tuple[str, str, str]]:
    """The parts of the meeting, about what there is; without groups the tables get their time."""
    known = ["de ambitie"] if isinstance(report.wishes.ambition, Ambition) else []
    known += ["de grootste behoeften"] if report.cohort.needs() else []
    opening = (
        f"{sentence_nl(enumerate_nl(known))} van de groep. Wie herkent zich, en wie niet?"
        if known
        else "Ieder vertelt kort waar de eigen school staat, en wat die nodig heeft."
    )
    tables = (
        "Kies samen een onderwerp.",
        "Het onderwerp hieronder, aan een of twee tafels.",
        "Twee tafels, elk met een onderwerp. Halverwege wisselt wie wil van tafel.",
    )
    talks = (
        TALKS, "In groepen van twee of drie",
        "Ieder krijgt evenveel tijd. Wie vraagt, vertelt kort een voorbeeld van school. De ander vraagt door en stelt "
        "raad uit tot het eind.",
    )  # fmt: skip
    parts = (
        (OPENING, "Opening", opening),
        *((talks,) if in_groups else ()),
        (TOPICS + (0 if in_groups else TALKS), "Aan tafels", tables[topics]),
        (AGREEMENTS, "Afspraken", "Ieder schrijft één stap op: wat, met wie, wanneer, en waaraan u het merkt."),
        (CLOSING, "Slot", "Leg vast wie bij wie op bezoek gaat en wanneer u hierop terugkomt."),
    )  # fmt: skip
    start = 0
    for minutes, what, how in parts:
        yield f"{start}–{start + minutes}", what, how
        start += minutes


def _meeting(report: RoundReport, place: int, group: ExchangeGroup) -> Iterator[tuple[str, ...]]:
    """A row for each member who can learn something: a point of their own choice first, then what the group needs most,
    and a question on it.
    """

    def need(lesson: Lesson) -> tuple[bool, int, int]:
        rank = report.cohort.of(lesson.number).rank or len(report.cohort.figures)
        return not lesson.chosen, rank, lesson.number

    for seeker in group.members:
        lessons = sorted((lesson for lesson in group.lessons if lesson.seeker == seeker), key=need)
        if lessons:
            number = lessons[0].number
            offers = [lesson.offerer for lesson in lessons if lesson.number == number]
            label = report.catalog.competency(number).label
            yield (
                str(place), whole_code(seeker), names(offers), f"{number} {label}",
                asked_on(report.catalog, number),
            )  # fmt: skip


def asked_on(catalog: Catalog, number: int) -> str:
    """The first question of the topic at whose core an item stands; without one, a question that always fits."""
    for link in catalog.links:
        if link.competency == number and link.weight == CORE_WEIGHT and catalog.topic(link.topic).questions:
            return catalog.topic(link.topic).questions[0]
    return "Hoe pakt u dit op uw school aan, en wat leverde dat op?"


def willing_sentence(report: RoundReport) -> str:
    """How many want to exchange, and that only they are named."""
    count = len(report.leaders)
    if not count:
        return "Niemand heeft aangegeven te willen uitwisselen."
    will, they = ("wil", "Alleen die staat") if count == 1 else ("willen", "Alleen zij staan")
    return f"{report.catalog.who.counted(count)} {will} uitwisselen. {they} hieronder."


# Who the sentence is about stands before it: '{}' is 'zoekt' or 'zoeken'. Whether somebody seeks what the exchange
# leaves out is not told: that would give away what leaving it out keeps.
_REASONS = {
    Why.NOTHING_SOUGHT: "{} niets van wat hier staat, en er is geen plaats in een groepje waar iemand iets kan leren",
    Why.NOBODY_OFFERS: "{} iets dat niemand biedt",
    Why.SAME_SCHOOL: "{} iets dat alleen de eigen school biedt, of iemand met dezelfde code",
    Why.NOTHING_BACK: "{} iets van wie daar zelf niets bij leert; in hun groepjes is geen plaats meer",
    Why.NO_ROOM: "{} iets van wie bij een ander meer leert; in hun groepjes is geen plaats meer",
}


def exchange_words(item: Exchange) -> str:
    """'SL-01 en SL-02 zoeken; SL-04 biedt'."""
    seek = "zoekt" if len(item.seekers) == 1 else "zoeken"
    offer = "biedt" if len(item.offerers) == 1 else "bieden"
    offered = f"{names(item.offerers)} {offer}" if item.offerers else "niemand biedt"
    return f"{names(item.seekers)} {seek}; {offered}"


def group_words(group: ExchangeGroup, catalog: Catalog) -> str:
    """'SL-01 kan van SL-04 leren over 7 Kennis delen (zelf gekozen) en 17 …; SL-04 van SL-01 over 3 ….'."""
    found: dict[tuple[Leader, Leader], list[str]] = {}
    for lesson in sorted(group.lessons, key=lambda lesson: (lesson.seeker, lesson.offerer, lesson.number)):
        own = " (zelf gekozen)" if lesson.chosen else ""
        words = f"{lesson.number} {catalog.competency(lesson.number).label}{own}"
        found.setdefault((lesson.seeker, lesson.offerer), []).append(words)
    clauses = [
        f"{whole_code(seeker)} kan van {whole_code(offerer)} leren over {enumerate_nl(items)}"
        for (seeker, offerer), items in found.items()
    ]
    return f"{'; '.join(clauses)}."


def members_words(group: ExchangeGroup) -> str:
    """'SL-01 (bel mij) en SL-04': the members with what each shares, to reach each other."""
    return enumerate_nl(
        f"{whole_code(member)} ({contact})" if (contact := one_line(member.contact)) else whole_code(member)
        for member in group.members
    )


def unmatched_words(proposal: Proposal) -> tuple[str, ...]:
    """'Niet gekoppeld: SL-09 zoekt iets dat niemand biedt.': a sentence per reason, for who is in no group."""
    found: dict[Why, list[Leader]] = {}
    for leader, why in zip(proposal.unmatched, proposal.reasons, strict=True):
        found.setdefault(why, []).append(leader)
    return tuple(
        f"Niet gekoppeld: {names(leaders)} {_REASONS[why].format('zoekt' if len(leaders) == 1 else 'zoeken')}."
        for why in Why
        if (leaders := found.get(why))
    )


def hidden_exchange_sentence(numbers: Sequence[int]) -> str:
    """Which items the exchange leaves out, and why; empty for none."""
    if not numbers:
        return ""
    return (
        f"Bij {enumerate_nl(numbers)} staat er geen uitwisseling: naast de groepscijfers zou die verraden wat iemand "
        "antwoordde die niet wil uitwisselen."
    )


def whole_code(leader: Leader) -> str:
    """All of a leader's code: who is to find the other cannot do with the first half of a long one."""
    return code_in_words(leader.code, len(leader.code))


def names(leaders: Iterable[Leader]) -> str:
    """The codes of the leaders as an enumeration."""
    return enumerate_nl(whole_code(leader) for leader in leaders)
