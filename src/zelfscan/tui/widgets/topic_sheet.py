"""One conversation topic in full, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from zelfscan.domain import Catalog, Reason, Topic
from zelfscan.dutch import enumerate_nl
from zelfscan.tui.widgets.line_view import EMPTY_LINE, Line, wrapped

REASONS_ON_TOP = 3
BULLET = "• "


def topic_lines(catalog: Catalog, topic: Topic, reasons: Sequence[Reason], width: int) -> list[Line]:
    """Everything the catalog says of a topic, with why it is on the agenda on top (no reasons = not on it)."""
    question = catalog.main_question_of(topic)
    sections = [
        ("Waarom dit onderwerp", _reason_lines(catalog, reasons[:REASONS_ON_TOP], width) + _more(reasons, width)),
        (f"Hoofdvraag: {question.title}", wrapped(question.question, width)),
        ("Waar het om gaat", wrapped(topic.summary, width)),
        ("Vragen voor het gesprek", _bullets(topic.questions, width)),
        ("Beleidsthema’s", wrapped(enumerate_nl(map(catalog.theme_name, topic.policy_themes)), width)),
        ("Tips bij deze hoofdvraag", _bullets(question.tips, width)),
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
