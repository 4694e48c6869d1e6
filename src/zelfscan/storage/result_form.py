"""The form of the result file, once for reading, checking and writing: its keys, what each may hold, and what the
catalog allows in it. See docs/bestandsformaat.md.

The writer writes tables and keys in the order in which they stand here. It leaves out what has its default, except a
default that a factory makes: such a key is always written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta, field

from zelfscan.domain import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MAX_AGENDA_TOPICS,
    MAX_DEVELOPMENT_POINTS,
    Outcome,
    ScaleName,
)
from zelfscan.storage.strict import MOST_HINTS, Positive, Problem, Shape, near_miss, shown

if TYPE_CHECKING:
    from zelfscan.domain import Catalog

SCHEMA = 1
FULL: Literal["volledig"] = "volledig"
IMPORTANCE_ONLY: Literal["alleen-belang"] = "alleen-belang"
ScaleWord = Literal["belang", "aanwezig"]
SCALES: Mapping[ScaleWord, ScaleName] = {"belang": ScaleName.IMPORTANCE, "aanwezig": ScaleName.ATTAINMENT}
OutcomeWord = Literal["gedaan", "deels", "niet", "anders"]
OUTCOMES: Mapping[OutcomeWord, Outcome] = {
    "gedaan": Outcome.DONE,
    "deels": Outcome.PARTLY,
    "niet": Outcome.NOT,
    "anders": Outcome.OTHERWISE,
}
MOST_LOOK_BACKS = 100
"""Rows of [[terugblik]]: far more than anybody has agreements to look back on."""

# The one usual form: UUID() also takes braces, 'urn:', missing hyphens and digits of other scripts.
_UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOCK = re.compile("[0-9a-f]{32}:[0-9a-f]{128}")
_HMAC = re.compile("[0-9a-f]{64}")

Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME, pattern=r"\S")]
Id = Annotated[str, Meta(min_length=1, max_length=LONGEST_LINE, pattern=r"\S")]
LineText = Annotated[str, Meta(max_length=LONGEST_LINE)]
LongText = Annotated[str, Meta(max_length=LONGEST_TEXT)]
LevelNumber = Annotated[int, Meta(ge=1, le=4)] | None
# TOML has no null: None only stands for a moment that was broken or absent.
Moment = Annotated[datetime, Meta(tz=True)] | None
Day = date | None


class ScanShape(Shape, frozen=True, kw_only=True):
    """[scan]"""

    id: Id
    started: Moment = field(name="begonnen")
    finished: Moment = field(name="afgerond", default=None)
    instrument: Id
    instrument_version: Positive = field(name="instrument_versie")
    program: LineText = field(name="programma", default="")
    changed: Moment = field(name="gewijzigd", default=None)
    made_up: bool = field(name="voorbeeld", default=False)


class ParticipantShape(Shape, frozen=True, kw_only=True):
    """[deelnemer]"""

    code: Name
    school: LineText = field(default_factory=str)
    assessment: Literal["volledig", "alleen-belang"] = field(name="beoordeling")


class RoundShape(Shape, frozen=True):
    """[ronde]"""

    name: Name = field(name="naam")


class DraftShape(Shape, frozen=True):
    """[concept]"""

    pin: LineText = field(name="pincode", default="")
    facilitator: LineText = field(name="begeleider", default="")


class PositionShape(Shape, frozen=True):
    """[visie.nu] and [visie.ambitie]"""

    differentiation: LevelNumber = field(name="differentiatie", default=None)
    self_direction: LevelNumber = field(name="zelfregie", default=None)
    note: LongText = field(name="toelichting", default="")


class VisionShape(Shape, frozen=True):
    """[visie]"""

    now: PositionShape = field(name="nu", default=PositionShape())
    ambition: PositionShape = field(name="ambitie", default=PositionShape())


class MaterialsShape(Shape, frozen=True):
    """[leermiddelen]"""

    used: LongText = field(name="gebruikt", default="")
    added_value: LongText = field(name="meerwaarde", default="")
    pitfalls: LongText = field(name="valkuilen", default="")


class RatingShape(Shape, frozen=True):
    """[[competenties]]"""

    number: Positive = field(name="nummer")
    importance: LevelNumber = field(name="belang", default=None)
    attainment: LevelNumber = field(name="aanwezig", default=None)
    no_judgement: tuple[ScaleWord, ...] = field(name="geen_oordeel", default=())
    delegated_to: LineText = field(name="belegd_bij", default="")
    note: LongText = field(name="notitie", default="")


class DevelopmentShape(Shape, frozen=True):
    """[[ontwikkelpunten]]"""

    number: Positive = field(name="nummer")
    support: tuple[Id, ...] = field(name="ondersteuning", default_factory=tuple)
    step: LongText = field(name="stap", default="")
    who: LineText = field(name="wie", default="")
    when: Day = field(name="wanneer", default=None)
    sign: LongText = field(name="teken", default="")


class AgendaShape(Shape, frozen=True):
    """[agenda]"""

    topics: Annotated[tuple[Id, ...], Meta(max_length=MAX_AGENDA_TOPICS)] = field(name="onderwerpen")


class ConversationPointShape(Shape, frozen=True):
    """[[gesprek.punten]]"""

    number: Positive = field(name="nummer")
    sees: LongText = field(name="ziet", default="")
    example: LongText = field(name="voorbeeld", default="")
    text: LongText = field(name="tekst", default="")


class ConversationShape(Shape, frozen=True):
    """[gesprek]"""

    held: Day = field(name="datum")
    partner: LineText = field(name="met", default="")
    vision: LongText = field(name="visie", default="")
    materials: LongText = field(name="leermiddelen", default="")
    role: LongText = field(name="rol", default="")
    points: tuple[ConversationPointShape, ...] = field(name="punten", default=())


class LookBackShape(Shape, frozen=True):
    """[[terugblik]]"""

    number: Positive = field(name="nummer")
    earlier: Id = field(name="eerder")
    outcome: OutcomeWord = field(name="uitkomst")
    note: LongText = field(name="toelichting", default="")


class ExchangeShape(Shape, frozen=True):
    """[uitwisseling]"""

    contact: LongText
    competencies: tuple[Positive, ...] | None = field(name="competenties", default=None)


class ConsentShape(Shape, frozen=True):
    """[toestemming]"""

    words: bool = field(name="woorden", default=False)


class SignatureShape(Shape, frozen=True):
    """[handtekening]"""

    hmac: Id


class FileShape(Shape, frozen=True):
    """The whole result file. `topics` is derived and only looked at for its form.

    `signature` is over the bytes before it. Where signing keys were given to read with, it is absent when none of them
    made it.
    """

    schema: Positive
    scan: ScanShape
    participant: ParticipantShape = field(name="deelnemer")
    round: RoundShape | None = field(name="ronde", default=None)
    draft: DraftShape = field(name="concept", default=DraftShape())
    vision: VisionShape = field(name="visie", default=VisionShape())
    materials: MaterialsShape = field(name="leermiddelen", default=MaterialsShape())
    ratings: tuple[RatingShape, ...] = field(name="competenties", default=())
    development: Annotated[tuple[DevelopmentShape, ...], Meta(max_length=MAX_DEVELOPMENT_POINTS)] = field(
        name="ontwikkelpunten", default=()
    )
    agenda: AgendaShape | None = field(name="agenda", default=None)
    conversation: ConversationShape | None = field(name="gesprek", default=None)
    look_back: Annotated[tuple[LookBackShape, ...], Meta(max_length=MOST_LOOK_BACKS)] = field(
        name="terugblik", default=()
    )
    exchange: ExchangeShape | None = field(name="uitwisseling", default=None)
    consent: ConsentShape = field(name="toestemming", default=ConsentShape())
    topics: tuple[dict[str, Any], ...] = field(name="onderwerpen", default=())
    signature: SignatureShape | None = field(name="handtekening", default=None)


class _Known(NamedTuple):
    """What rules are made of."""

    instrument: str
    version: int
    numbers: tuple[int, ...]
    support: tuple[str, ...]
    topics: tuple[str, ...]


class Rules(_Known):
    """What a result file is held against: the part of the catalog that says what a valid answer is."""

    @classmethod
    def of(cls, catalog: Catalog) -> Rules:
        """The rules of a catalog."""
        support = tuple(item.id for item in catalog.support)
        return cls(
            catalog.instrument, catalog.version, catalog.numbers, support, tuple(item.id for item in catalog.topics)
        )

    @cached_property
    def known(self) -> frozenset[int]:
        """The numbers, to look one up in."""
        return frozenset(self.numbers)


def other_instrument(found: str, rules: Rules) -> str:
    """What to say of a result that was made with another instrument."""
    return (
        f"dit resultaat hoort bij de vragenlijst {shown(found)} en zelfscan gebruikt {shown(rules.instrument)}; geef "
        "de goede vragenlijst op met --catalogus MAP"
    )


def meaning_problems(file: FileShape, rules: Rules) -> Iterator[Problem]:
    """What is wrong with the meaning. The stand-ins that `strict.convert` left in `file` are passed over."""
    scan = file.scan
    yield from uuid_problems("scan, id", scan.id)
    if scan.started and scan.finished and scan.finished < scan.started:
        yield Problem("scan, afgerond", f"ligt voor het begin ({scan.started.isoformat()})")
    for key, lock in (("pincode", file.draft.pin), ("begeleider", file.draft.facilitator)):
        if lock and scan.finished:
            yield Problem(f"concept, {key}", "hoort alleen in een concept, en dit resultaat is afgerond")
        elif lock and not _LOCK.fullmatch(lock):
            yield Problem(f"concept, {key}", f"verwacht een controlegetal van zelfscan, maar er staat {shown(lock)}")
    for place, position in (("visie, nu", file.vision.now), ("visie, ambitie", file.vision.ambition)):
        if (position.differentiation is None) is not (position.self_direction is None):
            yield Problem(place, "differentiatie en zelfregie horen bij elkaar: geef beide of geen van beide")
    for item in file.ratings:
        if item.no_judgement:
            yield from _judgement_problems(item)
    yield from _look_back_problems(file.look_back)
    if file.signature and file.signature.hmac and not _HMAC.fullmatch(file.signature.hmac):
        yield Problem("handtekening, hmac", "verwacht 64 cijfers en letters van a tot en met f")
    if scan.instrument and scan.instrument != rules.instrument:
        yield Problem("scan, instrument", other_instrument(scan.instrument, rules))
        return  # Numbers and ids of another instrument mean something else.
    if scan.instrument_version > rules.version:
        yield Problem(
            "scan, instrument_versie",
            f"dit bestand hoort bij versie {scan.instrument_version} van de vragenlijst en dit programma kent tot en "
            f"met versie {rules.version}; gebruik een nieuwere versie van zelfscan",
        )
    yield from _number_problems("competenties", (item.number for item in file.ratings), rules)
    yield from _number_problems("ontwikkelpunten", (item.number for item in file.development), rules)
    for point in file.development:
        place = f"ontwikkelpunten, nummer {point.number}, ondersteuning"
        yield from _id_problems(place, point.support, rules.support, "bekende vorm van ondersteuning")
    if file.agenda:
        yield from _id_problems("agenda, onderwerpen", file.agenda.topics, rules.topics, "bekend gespreksonderwerp")
    if file.conversation:
        yield from _number_problems("gesprek, punten", (item.number for item in file.conversation.points), rules)
    yield from _number_problems("terugblik", dict.fromkeys(item.number for item in file.look_back), rules)
    if file.exchange and file.exchange.competencies:
        yield from _number_problems("uitwisseling, competenties", file.exchange.competencies, rules)


def uuid_problems(place: str, text: str) -> Iterator[Problem]:
    """That a text at this place is no UUID in the one usual form; nothing is said of an empty one."""
    if text and not _UUID.fullmatch(text):
        yield Problem(
            place, f"verwacht een UUID zoals 0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e, maar er staat {shown(text)}"
        )


def _judgement_problems(item: RatingShape) -> Iterator[Problem]:
    place = f"competenties, nummer {item.number}, geen_oordeel"
    said = Counter[str](item.no_judgement)
    for scale, level in (("belang", item.importance), ("aanwezig", item.attainment)):
        if said[scale] and level:
            yield Problem(place, f'"{scale}" heeft ook een niveau ({level}): geef een van beide')
        if said[scale] > 1:
            yield Problem(place, f'"{scale}" staat er meer dan één keer')


def _look_back_problems(items: tuple[LookBackShape, ...]) -> Iterator[Problem]:
    seen: set[tuple[int, str]] = set()
    for item in items:
        place = f"terugblik, nummer {item.number}"
        yield from uuid_problems(f"{place}, eerder", item.earlier)
        pair = item.number, item.earlier.lower()
        if all(pair) and pair in seen:
            yield Problem(place, "dit nummer staat er voor dit eerdere resultaat meer dan één keer")
        seen.add(pair)


def _number_problems(table: str, numbers: Iterable[int], rules: Rules) -> Iterator[Problem]:
    known = rules.known
    seen: set[int] = set()
    for number in numbers:
        place = f"{table}, nummer {number}"
        if number and number not in known:
            yield Problem(place, f"dit nummer staat niet in de vragenlijst (1 tot en met {len(known)})")
        elif number in seen:
            yield Problem(place, "dit nummer staat er meer dan één keer")
        if number:
            seen.add(number)


def _id_problems(place: str, ids: tuple[str, ...], known: tuple[str, ...], what: str) -> Iterator[Problem]:
    """What is wrong with ids from the catalog; `what` follows 'geen'."""
    seen: set[str] = set()
    for one in ids:
        if one not in known:
            hint = near_miss(one, known) if len(seen) < MOST_HINTS else ""
            yield Problem(place, f"{shown(one)} is geen {what}{hint}")
        elif one in seen:
            yield Problem(place, f'"{one}" staat er meer dan één keer')
        seen.add(one)
