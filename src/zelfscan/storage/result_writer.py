"""A scan to the text of a result file: first in the form that `result_form` describes, then as TOML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import msgspec
import tomli_w

import zelfscan
from zelfscan.domain import (
    Assessment,
    Catalog,
    Conversation,
    DevelopmentPoint,
    LookBack,
    Position,
    Rating,
    Scan,
    needs,
    suggest,
)
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import escaped
from zelfscan.storage.files import SIZE_LIMIT
from zelfscan.storage.result_form import (
    FULL,
    IMPORTANCE_ONLY,
    OUTCOMES,
    SCALES,
    SCHEMA,
    AgendaShape,
    ConsentShape,
    ConversationPointShape,
    ConversationShape,
    DevelopmentShape,
    DraftShape,
    ExchangeShape,
    FileShape,
    LookBackShape,
    MaterialsShape,
    ParticipantShape,
    PositionShape,
    RatingShape,
    RoundShape,
    ScanShape,
    VisionShape,
)
from zelfscan.storage.strict import convert

_OUTCOME_WORDS = {outcome: word for word, outcome in OUTCOMES.items()}


def dumps(scan: Scan, catalog: Catalog, known: dict[str, str] | None = None) -> bytes:
    """The result file of a scan: UTF-8 with LF, in the order of the questionnaire. For `known`, see toml_text.

    An empty `scan.program` is filled in with this program's version. Half characters (lone surrogates, which a
    terminal can produce) cannot be stored and become '?'. Raises ZelfscanError when the file, or a text in it, would
    be larger than what is ever read back.
    """
    raw = msgspec.to_builtins(_form(scan, catalog), builtin_types=(datetime, date))
    if problems := convert(raw, FileShape).problems:
        raise ZelfscanError(
            f"Dit kan zo niet worden bewaard: {problems[0]}.",
            "Wat eerder is bewaard, staat er nog. Maak de tekst korter.",
            tuple(map(str, problems)),
        )
    data = toml_text(raw, known).encode("utf-8", errors="replace")
    if len(data) > SIZE_LIMIT:
        raise ZelfscanError(
            f"Uw teksten zijn samen te lang om te bewaren: er past {SIZE_LIMIT // 1024 // 1024} MB in een bestand.",
            "Wat eerder is bewaard, staat er nog. Maak de langste tekst korter.",
        )
    return data


def toml_text(raw: Mapping[str, Any], known: dict[str, str] | None = None) -> str:
    """Tables of tables and values as TOML: every table under its own header, with an empty line between them.

    tomli_w writes the values; it would fold small tables into lists, and people open these files. A table without
    values of its own has no header.

    `known` holds the tables of the time before, and those of now afterwards: what did not change is not written anew.
    """
    before = known or {}
    parts = {}
    for place, (header, values) in enumerate(_tables(raw, "")):
        table = f"{place} {header} {values!r}"
        head = f"{header}\n" if header else ""
        parts[table] = before.get(table) or head + tomli_w.dumps(values)
    if known is not None:
        known.clear()
        known.update(parts)
    # tomli_w escapes what TOML asks for. The other signs that cannot be shown are escaped for whoever opens the file in
    # an editor or sends it to a terminal.
    return escaped("\n".join(parts.values()), _escape)


def _tables(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table below this one with its header, in order, and this one first."""
    values: dict[str, Any] = {}
    inner: list[tuple[str, dict[str, Any]]] = []
    for key, value in table.items():
        place = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            inner += _tables(value, place)
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            inner += [(f"[[{place}]]", item) for item in value]
        else:
            values[key] = value
    if values:
        yield f"[{name}]" if name else "", values
    yield from inner


def _escape(sign: str) -> str:
    code = ord(sign)
    if 0xD800 <= code <= 0xDFFF:
        return sign  # TOML has no way to write half a sign.
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _form(scan: Scan, catalog: Catalog) -> FileShape:
    full = scan.assessment is Assessment.FULL
    vision, materials = scan.vision, scan.materials
    return FileShape(
        schema=SCHEMA,
        scan=ScanShape(
            id=str(scan.id),
            started=_with_offset(scan.started),
            finished=_with_offset(scan.finished) if scan.finished else None,
            instrument=scan.instrument,
            instrument_version=scan.instrument_version,
            program=scan.program or f"zelfscan {zelfscan.__version__}",
            changed=_with_offset(scan.changed) if scan.changed else None,
            made_up=scan.made_up,
        ),
        participant=ParticipantShape(
            code=scan.participant, school=scan.school, assessment=FULL if full else IMPORTANCE_ONLY
        ),
        round=RoundShape(name=scan.round_name) if scan.round_name else None,
        draft=DraftShape(scan.pin_lock, scan.facilitator_lock) if scan.is_draft else DraftShape(),
        vision=VisionShape(
            now=PositionShape(**_levels(vision.now), note=vision.now_note),
            ambition=PositionShape(**_levels(vision.ambition), note=vision.ambition_note),
        ),
        materials=MaterialsShape(used=materials.used, added_value=materials.added_value, pitfalls=materials.pitfalls),
        ratings=tuple(_rating(number, scan.ratings[number]) for number in sorted(scan.ratings)),
        development=tuple(map(_development, scan.development)),
        agenda=AgendaShape(topics=scan.agenda) if scan.agenda else None,
        conversation=_conversation(scan.conversation) if scan.conversation else None,
        look_back=tuple(map(_look_back, scan.look_back)),
        exchange=None if scan.exchange is None else ExchangeShape(scan.exchange, scan.exchange_only),
        consent=ConsentShape(words=scan.share_words),
        topics=tuple(
            {
                "id": found.topic.id,
                "titel": found.topic.title,
                "competenties": found.competencies,
                "score": found.score,
            }
            for found in (() if scan.is_draft else suggest(catalog, needs(scan, catalog.numbers)))
        ),
    )


def _with_offset(moment: datetime) -> datetime:
    """A moment with an offset of whole minutes, which is all that TOML knows; one without is taken as local time."""
    offset = (moment if moment.tzinfo else moment.astimezone()).utcoffset()
    assert offset is not None
    whole = timezone(timedelta(minutes=int(offset / timedelta(minutes=1))))
    return moment.astimezone(whole) if moment.utcoffset() != whole.utcoffset(None) else moment


def _levels(position: Position | None) -> dict[str, int]:
    if position is None:
        return {}
    return {"differentiation": int(position.differentiation), "self_direction": int(position.self_direction)}


def _rating(number: int, rating: Rating) -> RatingShape:
    return RatingShape(
        number=number,
        importance=None if rating.importance is None else int(rating.importance),
        attainment=None if rating.attainment is None else int(rating.attainment),
        delegated_to=rating.delegated_to,
        note=rating.note,
        no_judgement=tuple(word for word, scale in SCALES.items() if scale in rating.no_judgement),
    )


def _development(point: DevelopmentPoint) -> DevelopmentShape:
    agreed = point.agreement
    return DevelopmentShape(
        number=point.competency,
        support=point.support,
        step=agreed.step,
        who=agreed.who,
        when=agreed.when,
        sign=agreed.sign,
    )


def _conversation(held: Conversation) -> ConversationShape:
    return ConversationShape(
        held=held.held,
        partner=held.partner,
        vision=held.vision,
        materials=held.materials,
        role=held.role,
        points=tuple(
            ConversationPointShape(point.competency, point.sees, point.example, point.text) for point in held.points
        ),
    )


def _look_back(found: LookBack) -> LookBackShape:
    return LookBackShape(found.competency, str(found.earlier), _OUTCOME_WORDS[found.outcome], found.note)
