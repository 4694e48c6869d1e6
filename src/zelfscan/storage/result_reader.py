"""The result file: from bytes to a scan, or to everything that is wrong with them, in Dutch."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import rtoml
from msgspec.structs import replace

from zelfscan.domain import (
    Agreement,
    Assessment,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    Level,
    LookBack,
    Materials,
    Position,
    Rating,
    Scan,
    Vision,
)
from zelfscan.dutch import first_of
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import UnreadableError, as_text
from zelfscan.storage.other_files import content, kind_of
from zelfscan.storage.result_form import (
    FULL,
    OUTCOMES,
    SCALES,
    SCHEMA,
    ConversationShape,
    DevelopmentShape,
    FileShape,
    LookBackShape,
    PositionShape,
    RatingShape,
    Rules,
    meaning_problems,
)
from zelfscan.storage.seal import Key, opened
from zelfscan.storage.strict import MAX_DEPTH, convert, shown

_PLACE = re.compile(r"at line (\d+) column \d+$")
_DEEP_WORDS = ("recursion", "recurse")
_DOUBLE_WORDS = ("duplicate key", "cannot extend")
_TOO_DEEP = "dit is geen geldige TOML: het is te diep genest"
_LEVELS: Mapping[int | None, Level | None] = {None: None} | {int(level): level for level in Level}


class NewerFormError(ZelfscanError):
    """The file was written by a newer zelfscan, in a form that this one does not know. Nothing is wrong with it."""


class OtherInstrumentError(ZelfscanError):
    """The file was made with another instrument than the one at hand. Nothing is wrong with it."""


def read_scan(path: Path, catalog: Catalog, key: Key | None = None) -> Scan:
    """The scan in a file; `key` opens it when it is sealed.

    Raises ZelfscanError, also when the file is absent, unreadable, sealed for another key, a folder or far too big.
    """
    return build_scan(read_shape(path, Rules.of(catalog), key))


def loads(data: bytes, catalog: Catalog, name: str) -> Scan:
    """The scan in a result file; `name` is what the message calls the file.

    Raises ZelfscanError whose `problems` hold everything that is wrong, or NewerFormError or OtherInstrumentError.
    Nothing is half-read.
    """
    return build_scan(shape_of(data, Rules.of(catalog), name))


def read_shape(path: Path | str, rules: Rules, key: Key | None = None) -> FileShape:
    """The content of a file in which nothing is wrong, without making a scan of it. Raises as `read_scan`.

    With signing keys in `key` a signature that none of them made is left out.
    """
    try:
        data = opened(content(path), key)
    except UnreadableError as error:
        raise unreadable(path, error) from error
    shape = shape_of(data, rules, path)
    if shape.signature and key and key.signers and not key.signed(data):
        return replace(shape, signature=None)
    return shape


def unreadable(path: Path | str, error: UnreadableError) -> ZelfscanError:
    """What to say of a file that cannot be read."""
    return ZelfscanError(
        f"{shown_path(path)} kan niet worden gelezen: {error}.",
        # Where the system has no part in it, the reason says what to do.
        "Controleer de naam en de plek van het bestand." if isinstance(error.__cause__, OSError) else "",
        (str(error),),
    )


def shape_of(data: bytes, rules: Rules, name: Path | str) -> FileShape:
    """The content of a result file in which nothing is wrong. Raises as `loads`."""
    try:
        raw = parse_toml(data)
    except UnreadableError as error:
        if kind := kind_of(data):
            raise _other_file(name, kind) from error
        raise _refused(name, (str(error),)) from error
    if not raw:
        raise _other_file(name, "een leeg bestand")
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        # Everything else may mean something new, so this is all there is to say.
        text = f"schema: dit bestand heeft vorm {shown(schema)} en dit programma kent tot en met {SCHEMA}"
        problem = f"{text}; gebruik een nieuwere versie van zelfscan"
        raise NewerFormError(
            f"{shown_path(name)} kan niet worden gelezen.", "Het bestand is niet veranderd.", (problem,)
        )
    converted = convert(raw, FileShape)
    problems = (*converted.problems, *meaning_problems(converted.value, rules))
    instrument = converted.value.scan.instrument
    if len(problems) == 1 and instrument and instrument != rules.instrument:
        raise OtherInstrumentError(
            f"{shown_path(name)} hoort bij een andere vragenlijst.", "Het bestand is niet veranderd.",
            (str(problems[0]),)
        )  # fmt: skip
    if problems:
        raise _refused(name, tuple(map(str, problems)))
    return converted.value


def parse_toml(data: bytes) -> dict[str, Any]:
    """The data in a TOML document. Raises UnreadableError with the reason, and the line where there is one."""
    # Of a file full of small lists, looking for garbage among them takes longer than reading them.
    collects = gc.isenabled()
    gc.disable()
    try:
        raw = rtoml.loads(as_text(data))
        if _is_too_deep(raw):
            raise UnreadableError(_TOO_DEEP)
    except ValueError as error:
        raise UnreadableError(_syntax_text(str(error))) from error
    finally:
        if collects:
            gc.enable()
    return raw


def build_scan(file: FileShape) -> Scan:
    """The scan in a file in which no problems were found. Raises ValueError when there are some after all."""
    if file.scan.started is None:
        raise ValueError("a scan without a start")
    return Scan(
        id=UUID(file.scan.id),
        started=_moment(file.scan.started),
        finished=_moment(file.scan.finished) if file.scan.finished else None,
        participant=file.participant.code,
        school=file.participant.school,
        instrument=file.scan.instrument,
        instrument_version=file.scan.instrument_version,
        assessment=Assessment.FULL if file.participant.assessment == FULL else Assessment.IMPORTANCE_ONLY,
        round_name=file.round.name if file.round else "",
        vision=Vision(
            position(file.vision.now),
            position(file.vision.ambition),
            file.vision.ambition.note,
            file.vision.now.note,
        ),
        materials=Materials(file.materials.used, file.materials.added_value, file.materials.pitfalls),
        ratings=_ratings(file.ratings),
        development=tuple(map(_development, file.development)),
        agenda=file.agenda.topics if file.agenda else (),
        conversation=_conversation(file.conversation) if file.conversation else None,
        look_back=tuple(map(_look_back, file.look_back)),
        exchange=file.exchange.contact if file.exchange else None,
        exchange_only=file.exchange.competencies if file.exchange else None,
        share_words=file.consent.words,
        program=file.scan.program,
        changed=_moment(file.scan.changed) if file.scan.changed else None,
        made_up=file.scan.made_up,
        pin_lock=file.draft.pin,
        facilitator_lock=file.draft.facilitator,
    )


def _is_too_deep(raw: dict[str, Any]) -> bool:
    level: list[Any] = [raw]
    for _ in range(MAX_DEPTH):
        level = [
            value
            for holder in level
            for value in (holder.values() if type(holder) is dict else holder)
            if type(value) is dict or type(value) is list
        ]
        if not level:
            return False
    return True


def _syntax_text(words: str) -> str:
    if any(word in words for word in _DEEP_WORDS):
        return _TOO_DEEP
    found = _PLACE.search(words)
    place = f"regel {found[1]}: " if found else ""
    if any(word in words for word in _DOUBLE_WORDS):
        return f"{place}dit is geen geldige TOML: een sleutel of tabel staat er twee keer"
    return f"{place}dit is geen geldige TOML; kijk naar de aanhalingstekens, haakjes en getallen"


def _refused(
    name: Path | str, problems: tuple[str, ...], otherwise: str = "Verbeter het in een teksteditor"
) -> ZelfscanError:
    detail = f": {problems[0]}" if len(problems) == 1 else f". {len(problems)} problemen gevonden"
    return ZelfscanError(
        f"{shown_path(name)} is geen geldig resultaat van zelfscan{detail}.",
        f"Het bestand is niet veranderd. {otherwise}, of gebruik een reservekopie.",
        first_of(problems),
    )


def _other_file(name: Path | str, kind: str) -> ZelfscanError:
    return _refused(name, (f"dit is {kind}, en geen resultaat",), "Kijk of dit het goede bestand is")


def _moment(read: datetime) -> datetime:
    """The same moment with an offset of Python's own: the kind that rtoml gives cannot be copied or pickled."""
    offset = read.utcoffset()
    assert offset is not None
    return read.replace(tzinfo=timezone(offset))


def position(shape: PositionShape) -> Position | None:
    """The place in the field, when both of its levels are there."""
    if shape.differentiation is None or shape.self_direction is None:
        return None
    return Position(differentiation=Level(shape.differentiation), self_direction=Level(shape.self_direction))


def _development(shape: DevelopmentShape) -> DevelopmentPoint:
    agreement = Agreement(shape.step, shape.who, shape.when, shape.sign)
    return DevelopmentPoint(shape.number, shape.support, agreement)


def _conversation(shape: ConversationShape) -> Conversation:
    if shape.held is None:
        raise ValueError("a conversation without a day")
    return Conversation(
        held=shape.held,
        partner=shape.partner,
        vision=shape.vision,
        materials=shape.materials,
        role=shape.role,
        points=tuple(ConversationPoint(item.number, item.sees, item.example, item.text) for item in shape.points),
    )


def _look_back(shape: LookBackShape) -> LookBack:
    return LookBack(shape.number, UUID(shape.earlier), OUTCOMES[shape.outcome], shape.note)


def _ratings(shapes: tuple[RatingShape, ...]) -> dict[int, Rating]:
    """The ratings in questionnaire order, without those that say nothing."""
    found = {
        shape.number: Rating(
            _LEVELS[shape.importance],
            _LEVELS[shape.attainment],
            shape.delegated_to,
            shape.note,
            frozenset(SCALES[name] for name in shape.no_judgement),
        )
        for shape in sorted(shapes, key=lambda shape: shape.number)
    }
    return {number: rating for number, rating in found.items() if not rating.is_empty}
