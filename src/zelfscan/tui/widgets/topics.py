"""The conversation topics as lines: what fits, the list of all, and one topic in full."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from zelfscan.domain import Catalog, Reason, Scan, Suggestion, Topic
from zelfscan.dutch import enumerate_nl, rank_marks
from zelfscan.reports import standing_words
from zelfscan.safe_text import clipped
from zelfscan.tui.widgets.lines import BULLET, EMPTY_LINE, Line, bullets, line, wrapped

TITLE_LINES = 2
RANK_WIDTH = 4
INDENT = 5
AIRY_WIDTH = 38
_OWN_TEXT = 40


class Fit(NamedTuple):
    """A topic that fits, with its rank as it is shown ('' = beside the ranking) and why it stands there."""

    suggestion: Suggestion
    mark: str
    why: str


def fits_of(catalog: Catalog, scan: Scan, found: Sequence[Suggestion], others: Sequence[Suggestion]) -> dict[str, Fit]:
    """The topics by id: those of the leader's needs, ranked, and those of other large gaps."""
    marks = rank_marks([item.rank for item in found])
    entries = {
        item.topic.id: Fit(item, mark, standing_words(catalog, scan, item))
        for mark, item in zip(marks, found, strict=True)
    }
    return entries | {item.topic.id: Fit(item, "", f"Ook groot: {_items(catalog, item.leading)}") for item in others}


def _items(catalog: Catalog, numbers: Sequence[int]) -> str:
    return enumerate_nl(f"{number} {catalog.competency(number).label}" for number in numbers)


def agenda_lines(catalog: Catalog, found: Sequence[Suggestion], width: int) -> list[Line]:
    """The topics of a group, each with its shared rank and the items it serves; the key is the topic's id."""
    lines: list[Line] = []
    for mark, suggestion in zip(rank_marks([item.rank for item in found]), found, strict=True):
        key = suggestion.topic.id
        if lines and width >= AIRY_WIDTH:
            lines.append(EMPTY_LINE)
        lines += _entry(key, f"{mark:<{RANK_WIDTH}}", suggestion.topic.title, width)
        named = [f"{number} {catalog.competency(number).label}" for number in suggestion.competencies]
        why = f"omdat {in_short(named if width >= AIRY_WIDTH else suggestion.competencies, 3)}"
        lines += [Line(((" " * RANK_WIDTH, ""), (piece, "muted")), key) for piece in _folded(why, width - RANK_WIDTH)]
    return lines


def fit_lines(catalog: Catalog, entries: Mapping[str, Fit], agenda: Sequence[str], width: int) -> list[Line]:
    """What fits the leader, with why it stands where it stands; then other large gaps, and what else was chosen."""
    lines: list[Line] = []
    apart = False
    for key, fit in entries.items():
        if not fit.mark and not apart:
            apart = True
            lines += [EMPTY_LINE, line("Ook", "heading")]
        elif lines and width >= AIRY_WIDTH:
            lines.append(EMPTY_LINE)
        lines += _topic(fit.suggestion.topic, fit.mark, agenda, width)
        why = fit.why if width >= AIRY_WIDTH else f"bij {in_short(fit.suggestion.competencies, 3)}"
        lines += [Line(((" " * INDENT, ""), (piece, "muted")), key) for piece in _folded(why, width - INDENT)]
    rest = [topic for topic in agenda if topic not in entries]
    if rest:
        lines += [EMPTY_LINE, line("Ook op uw agenda", "heading")]
    for key in rest:
        lines += _topic(catalog.topic(key), "", agenda, width)
    return lines


def browse_lines(
    catalog: Catalog, topics: Sequence[Topic], entries: Mapping[str, Fit], agenda: Sequence[str], width: int
) -> list[Line]:
    """Topics under their main questions, with their rank where they fit."""
    lines: list[Line] = []
    heading = ""
    for topic in topics:
        question = catalog.main_question_of(topic)
        if question.title != heading:
            heading = question.title
            lines += [EMPTY_LINE] if lines else []
            lines += [line(piece, "heading") for piece in _folded(heading, width)]
        lines += _topic(topic, entries[topic.id].mark if topic.id in entries else "", agenda, width)
    return lines


def _topic(topic: Topic, mark: str, agenda: Sequence[str], width: int) -> list[Line]:
    """A topic with its rank; ✓ = the leader put it on the agenda."""
    first = f"{mark:<3}{'✓' if topic.id in agenda else ' '} "
    return _entry(topic.id, f"{first:<{INDENT}}", f"{topic.id} {topic.title}", width)


def _entry(key: str, mark: str, title: str, width: int) -> list[Line]:
    pieces = textwrap.wrap(
        title, max(width - len(mark), 10), max_lines=TITLE_LINES, placeholder=" …", break_on_hyphens=False
    )
    return [
        Line(((mark if index == 0 else " " * len(mark), "rank"), (piece, "")), key)
        for index, piece in enumerate(pieces)
    ]


def _folded(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 10), break_on_hyphens=False)


def in_short(items: Sequence[int | str], most: int) -> str:
    """'7 en 2', or '7, 2, 4 en nog 3' where there are more than `most`."""
    if len(items) <= most:
        return enumerate_nl(items)
    return f"{', '.join(map(str, items[:most]))} en nog {len(items) - most}"


REASONS_ON_TOP = 3


def topic_lines(
    catalog: Catalog,
    topic: Topic,
    reasons: Sequence[Reason],
    width: int,
    *,
    why: str = "",
    given: Mapping[int, str] | None = None,
) -> list[Line]:
    """Everything the catalog says of a topic, with why it fits on top (no reasons = it does not).

    `why` is the reason for its place in words, `given` who has an item in the leader's place.
    """
    question = catalog.main_question_of(topic)
    tips = catalog.tips_for(topic, [reason.link.competency for reason in reasons])
    told = [_reason_lines(catalog, reason, width, (given or {}).get(reason.link.competency, "")) for reason in reasons]
    place = wrapped(f"{why}.", width) if why else []
    sections = [
        ("Waarom dit onderwerp", [*place, *_joined(told[:REASONS_ON_TOP]), *_more(reasons, width)]),
        (f"Hoofdvraag: {question.title}", wrapped(question.question, width)),
        ("Waar het om gaat", wrapped(topic.summary, width)),
        ("Vragen voor het gesprek", bullets(topic.questions, width)),
        ("Thema", wrapped(question.theme, width)),
        ("Beleidsthema’s", _policy_lines(catalog, topic.policy_themes, width)),
        ("Tips", bullets([tip.in_words() for tip in tips], width)),
        ("Nog meer redenen", _joined(told[REASONS_ON_TOP:])),
        _origin(catalog, topic, width),
    ]
    lines = wrapped(f"{topic.id} {topic.title}", width, style="title")
    for heading, body in sections:
        if body:
            lines += [EMPTY_LINE, *wrapped(heading, width, style="heading"), *body]
    return lines


def _joined(parts: Sequence[list[Line]]) -> list[Line]:
    return [item for part in parts for item in part]


def _reason_lines(catalog: Catalog, reason: Reason, width: int, who: str) -> list[Line]:
    number = reason.link.competency
    given = f" (belegd bij {clipped(who, _OWN_TEXT)})" if who else ""
    return [
        *wrapped(f"omdat {number} {catalog.competency(number).label}{given}:", width, first=BULLET, style="chosen"),
        *wrapped(reason.link.reason, width, first="  "),
    ]


def _policy_lines(catalog: Catalog, themes: Collection[str], width: int) -> list[Line]:
    return bullets([theme_words(catalog, theme) for theme in themes], width)


def theme_words(catalog: Catalog, theme_id: str) -> str:
    """A policy theme with the items that touch it: 'Veiligheid: hieraan raken 14 … en 15 …'."""
    theme = next(item for item in catalog.policy_themes if item.id == theme_id)
    if not theme.competencies:
        return theme.name
    verb = "raakt" if len(theme.competencies) == 1 else "raken"
    return f"{theme.name}: hieraan {verb} {_items(catalog, theme.competencies)}."


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
