"""The part of a group's report that is not about figures: what to talk about, with whom, and how it was counted."""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import CohortComparison, ScaleName
from zelfscan.dutch import plural, rank_marks
from zelfscan.reports.definitions import DEFINITIONS, SOURCES
from zelfscan.reports.exchange_text import exchange_words, group_words, names
from zelfscan.reports.forms.progress_text import matching_sentences, shift_words
from zelfscan.reports.forms.text import group_topics, topic_words
from zelfscan.reports.paper.blocks import Bullets, Heading, Paragraph, Table
from zelfscan.reports.paper.document import Block
from zelfscan.reports.round_report import RoundReport
from zelfscan.texts import SCALE_NAMES


def topics(report: RoundReport) -> Iterator[Block]:
    """The topics that fit what the group needs, as an agenda."""
    yield Heading(1, "Onderwerpen voor het gesprek")
    found = group_topics(report)
    if not found:
        yield Paragraph("Er is geen behoefte waar een onderwerp bij past.")
        return
    yield Paragraph(
        "Deze onderwerpen uit de handreiking passen het best bij wat de groep nodig heeft. Bedoeld als agenda voor het "
        "gesprek met het bestuur en het team."
    )
    marks = rank_marks([item.rank for item in found])
    yield Table(
        ("plaats", "onderwerp", "hoofdvraag", "door nummer"),
        tuple(
            (
                mark,
                f"{item.topic.id} {item.topic.title}",
                report.catalog.main_question_of(item.topic).question,
                topic_words(item),
            )
            for mark, item in zip(marks, found, strict=True)
        ),
        wide=(1, 2),
    )


def exchange(report: RoundReport) -> Iterator[Block]:
    """Who can learn from whom, among those who opted in."""
    yield Heading(1, "Wie kan van wie leren?")
    if not report.leaders:
        yield Paragraph("Niemand heeft aangegeven te willen uitwisselen.")
        return
    who = plural(len(report.leaders), "leider wil", "leiders willen")
    yield Paragraph(f"{who} uitwisselen. Alleen zij staan hieronder.")
    yield Heading(2, "Voorstel voor gesprekken als critical friend")
    proposal = report.proposal
    if proposal.groups:
        yield Table(
            ("", "wie", "wat zij van elkaar kunnen leren"),
            tuple(
                (str(place), names(group.members), group_words(group))
                for place, group in enumerate(proposal.groups, start=1)
            ),
            wide=(2,),
        )
    else:
        yield Paragraph("Er is geen tweetal dat elkaar iets kan leren.")
    if proposal.unmatched:
        yield Paragraph(f"Niet gekoppeld: {names(proposal.unmatched)}.", small=True)
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
        yield Table(("wie", "deelt"), tuple((leader.code, leader.contact) for leader in shared), wide=(1,))


def progress(report: RoundReport, comparison: CohortComparison) -> Iterator[Block]:
    """What moved since an earlier round, item by item."""
    yield Heading(1, "De vorige ronde en deze")
    for sentence in matching_sentences(comparison):
        yield Paragraph(sentence)
    yield Table(
        ("nr", "competentie", "wat veranderde"),
        tuple(
            (str(item.number), report.catalog.competency(item.number).label, "; ".join(shift_words(item)))
            for item in comparison.items
        ),
        wide=(1, 2),
    )


def method(report: RoundReport) -> Iterator[Block]:
    """How the figures came about, what the minimum protects, the questions and the sources."""
    yield Heading(1, "Methode en bronnen")
    yield Paragraph(
        "Alle antwoorden zijn zelfbeoordelingen op twee ordinale schalen van vier niveaus, zonder midden. Niet "
        "beantwoord is geen niveau en telt nergens in mee. rds gebruikt alleen de volgorde van de niveaus en gaat "
        "daarom voor; verschil en mwds rekenen met afstanden en staan erbij omdat veel onderzoek ze gebruikt."
    )
    yield Bullets(tuple(f"{term}: {meaning[:1].lower()}{meaning[1:]}" for term, meaning in DEFINITIONS))
    yield Heading(2, "Wat het minimum beschermt, en wat niet")
    yield Paragraph(
        "Een cijfer over te weinig antwoorden staat er niet, en er wordt ook geen rang, kwart of zin van gemaakt. Het "
        "minimum maakt niemand onzichtbaar: waar iedereen hetzelfde koos, zegt een verdeling wat elk koos, en wie zich "
        "opgaf voor uitwisseling is in de groep te herkennen. Deel dit rapport dus met wie het toekomt."
    )
    yield Heading(2, "De vragen")
    catalog = report.catalog
    for scale, name in ((catalog.importance, ScaleName.IMPORTANCE), (catalog.attainment, ScaleName.ATTAINMENT)):
        levels = ", ".join(f"{place} {words}" for place, words in enumerate(scale.levels, start=1))
        yield Paragraph(f"{SCALE_NAMES[name].capitalize()}: {scale.question} ({levels})")
    yield Table(
        ("nr", "stelling"), tuple((str(item.number), item.statement) for item in catalog.competencies), wide=(1,)
    )
    yield Heading(2, "Bronnen")
    yield Bullets(tuple(dict.fromkeys((*SOURCES, *(topic_set.source for topic_set in catalog.topic_sets)))))
