"""The conversation topics as lines: the agenda, the list of all, and one topic in full."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence

from zelfscan.domain import Catalog, MainQuestion, Reason, ScaleName, Scan, Suggestion, Topic, TopicSet
from zelfscan.dutch import enumerate_nl, rank_marks
from zelfscan.tui.widgets.lines import EMPTY_LINE, Line, line, wrapped

TITLE_LINES = 2
RANK_WIDTH = 4
AIRY_WIDTH = 38


def agenda_lines(found: Sequence[Suggestion], width: int) -> list[Line]:
    """The suggested topics, each with its shared rank and the items it serves; the key is the topic's id."""
    lines: list[Line] = []
    most = 5 if width >= AIRY_WIDTH else 3
    for mark, suggestion in zip(rank_marks([item.rank for item in found]), found, strict=True):
        key = suggestion.topic.id
        if lines and width >= AIRY_WIDTH:
            lines.append(EMPTY_LINE)
        lines += _entry(key, f"{mark:<{RANK_WIDTH}}", suggestion.topic.title, width)
        lines.append(line(f"{' ' * RANK_WIDTH}omdat {numbers_in_short(suggestion.competencies, most)}", "muted", key))
    return lines


def browse_lines(catalog: Catalog, on_agenda: Collection[str], width: int) -> list[Line]:
    """All topics under their main questions (and roles, when there is more than one); ✓ = on the agenda."""
    lines: list[Line] = []
    for topic_set in catalog.topic_sets:
        if len(catalog.topic_sets) > 1:
            lines += [*([EMPTY_LINE] if lines else []), line(f"Voor: {topic_set.name}", "title")]
        for question in _questions_of(catalog, topic_set):
            if lines:
                lines.append(EMPTY_LINE)
            lines += [line(piece, "heading") for piece in textwrap.wrap(question.title, max(width, 10))]
            for topic in catalog.topics:
                if (topic.role, topic.main_question) == (question.role, question.id):
                    mark = "✓" if topic.id in on_agenda else " "
                    lines += _entry(topic.id, f"{mark} ", f"{topic.id} {topic.title}", width)
    return lines


def _questions_of(catalog: Catalog, topic_set: TopicSet) -> list[MainQuestion]:
    return [question for question in catalog.main_questions if question.role == topic_set.role]


def _entry(key: str, mark: str, title: str, width: int) -> list[Line]:
    pieces = textwrap.wrap(
        title, max(width - len(mark), 10), max_lines=TITLE_LINES, placeholder=" …", break_on_hyphens=False
    )
    return [
        Line(((mark if index == 0 else " " * len(mark), "rank"), (piece, "")), key)
        for index, piece in enumerate(pieces)
    ]


def numbers_in_short(numbers: Sequence[int], most: int) -> str:
    """'7 en 2', or '7, 2, 4 en nog 3' where there are more than `most`."""
    if len(numbers) <= most:
        return enumerate_nl(numbers)
    shown = ", ".join(str(number) for number in numbers[:most])
    return f"{shown} en nog {len(numbers) - most}"


def explanation(scan: Scan, *, suggested: bool, browsing: bool, total: int) -> str:
    """Where the topics come from, in one or two sentences."""
    if not suggested:
        return (
            f"Uit uw antwoorden volgt geen agenda. Hier staan daarom alle {total} onderwerpen: "
            "kies wat in uw school leeft."
        )
    if browsing:
        return f"Alle {total}, per hoofdvraag. Met ✓ staat een onderwerp ook op uw agenda."
    equal = "Gelijke nummers tellen even zwaar."
    if scan.development:
        points = enumerate_nl(point.competency for point in scan.development)
        word = "ontwikkelpunten" if len(scan.development) > 1 else "ontwikkelpunt"
        return f"Deze onderwerpen passen bij uw {word} {points}. {equal}"
    if ScaleName.ATTAINMENT in scan.assessment.scales:
        return f"U koos nog geen ontwikkelpunten: dit komt van uw grootste verschillen. {equal}"
    return f"U gaf alleen het belang aan: dit past bij wat u belangrijk vindt. {equal}"


REASONS_ON_TOP = 3
BULLET = "• "


def topic_lines(catalog: Catalog, topic: Topic, reasons: Sequence[Reason], width: int) -> list[Line]:
    """Everything the catalog says of a topic, with why it is on the agenda on top (no reasons = not on it)."""
    question = catalog.main_question_of(topic)
    tips = catalog.tips_for(topic, [reason.link.competency for reason in reasons])
    sections = [
        ("Waarom dit onderwerp", _reason_lines(catalog, reasons[:REASONS_ON_TOP], width) + _more(reasons, width)),
        (f"Hoofdvraag: {question.title}", wrapped(question.question, width)),
        ("Waar het om gaat", wrapped(topic.summary, width)),
        ("Vragen voor het gesprek", _bullets(topic.questions, width)),
        ("Beleidsthema’s", wrapped(enumerate_nl(map(catalog.theme_name, topic.policy_themes)), width)),
        ("Tips", _bullets([tip.in_words() for tip in tips], width)),
        ("Nog meer redenen", _reason_lines(catalog, reasons[REASONS_ON_TOP:], width)),
        _origin(catalog, topic, width),
    ]
    lines = wrapped(f"{topic.id} {topic.title}", width, style="title")
    for heading, body in sections:
        if body:
            lines += [EMPTY_LINE, *wrapped(heading, width, style="heading"), *body]
    return lines


def _bullets(texts: Sequence[str], width: int) -> list[Line]:
    return [item for text in texts for item in wrapped(text, width, first=BULLET)]


def _reason_lines(catalog: Catalog, reasons: Sequence[Reason], width: int) -> list[Line]:
    lines: list[Line] = []
    for reason in reasons:
        number = reason.link.competency
        lines += wrapped(f"omdat {number} {catalog.competency(number).label}:", width, first=BULLET, style="chosen")
        lines += wrapped(reason.link.reason, width, first="  ")
    return lines


def _more(reasons: Sequence[Reason], width: int) -> list[Line]:
    rest = [reason.link.competency for reason in reasons[REASONS_ON_TOP:]]
    if not rest:
        return []
    return wrapped(f"En ook om {enumerate_nl(rest)}; {'die reden staat' if len(rest) == 1 else 'die staan'} onderaan.",
                   width, first=BULLET, style="muted")  # fmt: skip


def _origin(catalog: Catalog, topic: Topic, width: int) -> tuple[str, list[Line]]:
    """For whom the topic was written; goes without saying while there is one set."""
    if len(catalog.topic_sets) < 2:
        return "", []
    topic_set = catalog.topic_set(topic.role)
    return f"Uit de set: {topic_set.name}", wrapped(topic_set.introduction, width)
