"""The form of the result file, once for reading, checking and writing: its keys, what each may hold, and what the
catalog allows in it. See docs/bestandsformaat.md.

The writer writes tables and keys in the order in which they stand here. It leaves out what has its default, except a
default that a factory makes: such a key is always written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta, field

from zelfscan.domain import MAX_DEVELOPMENT_POINTS
from zelfscan.storage.strict import LARGEST, MOST_HINTS, Problem, Shape, near_miss, shown

if TYPE_CHECKING:
    from zelfscan.domain import Catalog

SCHEMA = 1
FULL: Literal["volledig"] = "volledig"
IMPORTANCE_ONLY: Literal["alleen-belang"] = "alleen-belang"

# The one usual form: UUID() also takes braces, 'urn:', missing hyphens and digits of other scripts.
_UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

Name = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Positive = Annotated[int, Meta(ge=1, le=LARGEST)]
Choice = Annotated[int, Meta(ge=1, le=4)] | None
# TOML has no null: None only stands for a moment that was broken or absent.
Moment = Annotated[datetime, Meta(tz=True)] | None


class ScanShape(Shape, frozen=True, kw_only=True):
    """[scan]"""

    id: Name
    started: Moment = field(name="begonnen")
    finished: Moment = field(name="afgerond", default=None)
    instrument: Name
    instrument_version: Positive = field(name="instrument_versie")
    program: str = field(name="programma", default="")


class ParticipantShape(Shape, frozen=True, kw_only=True):
    """[deelnemer]"""

    code: Name
    school: str = field(default_factory=str)
    assessment: Literal["volledig", "alleen-belang"] = field(name="beoordeling")


class RoundShape(Shape, frozen=True):
    """[ronde]"""

    name: Name = field(name="naam")


class PositionShape(Shape, frozen=True):
    """[visie.nu]"""

    differentiation: Choice = field(name="differentiatie", default=None)
    self_direction: Choice = field(name="zelfregie", default=None)


class AmbitionShape(PositionShape, frozen=True):
    """[visie.ambitie]"""

    note: str = field(name="toelichting", default="")


class VisionShape(Shape, frozen=True):
    """[visie]"""

    now: PositionShape = field(name="nu", default=PositionShape())
    ambition: AmbitionShape = field(name="ambitie", default=AmbitionShape())


class MaterialsShape(Shape, frozen=True):
    """[leermiddelen]"""

    used: str = field(name="gebruikt", default="")
    added_value: str = field(name="meerwaarde", default="")
    pitfalls: str = field(name="valkuilen", default="")


class RatingShape(Shape, frozen=True):
    """[[competenties]]"""

    number: Positive = field(name="nummer")
    importance: Choice = field(name="belang", default=None)
    attainment: Choice = field(name="aanwezig", default=None)
    delegated_to: str = field(name="belegd_bij", default="")
    note: str = field(name="notitie", default="")


class DevelopmentShape(Shape, frozen=True):
    """[[ontwikkelpunten]]"""

    number: Positive = field(name="nummer")
    support: tuple[Name, ...] = field(name="ondersteuning", default_factory=tuple)


class ExchangeShape(Shape, frozen=True):
    """[uitwisseling]"""

    contact: str


class FileShape(Shape, frozen=True):
    """The whole result file. `topics` is derived and only looked at for its form."""

    schema: Positive
    scan: ScanShape
    participant: ParticipantShape = field(name="deelnemer")
    round: RoundShape | None = field(name="ronde", default=None)
    vision: VisionShape = field(name="visie", default=VisionShape())
    materials: MaterialsShape = field(name="leermiddelen", default=MaterialsShape())
    ratings: tuple[RatingShape, ...] = field(name="competenties", default=())
    development: Annotated[tuple[DevelopmentShape, ...], Meta(max_length=MAX_DEVELOPMENT_POINTS)] = field(
        name="ontwikkelpunten", default=()
    )
    exchange: ExchangeShape | None = field(name="uitwisseling", default=None)
    topics: tuple[dict[str, Any], ...] = field(name="onderwerpen", default=())


class _Known(NamedTuple):
    """What rules are made of."""

    instrument: str
    version: int
    numbers: tuple[int, ...]
    support: tuple[str, ...]


class Rules(_Known):
    """What a result file is held against: the part of the catalog that says what a valid answer is."""

    @classmethod
    def of(cls, catalog: Catalog) -> Rules:
        """The rules of a catalog."""
        return cls(catalog.instrument, catalog.version, catalog.numbers, tuple(item.id for item in catalog.support))

    @cached_property
    def known(self) -> frozenset[int]:
        """The numbers, to look one up in."""
        return frozenset(self.numbers)

    @cached_property
    def known_support(self) -> frozenset[str]:
        """The kinds of support, to look one up in."""
        return frozenset(self.support)


def meaning_problems(file: FileShape, rules: Rules) -> Iterator[Problem]:
    """What is wrong with the meaning. The stand-ins that `strict.convert` left in `file` are passed over."""
    scan = file.scan
    if scan.id and not _UUID.fullmatch(scan.id):
        yield Problem(
            "scan, id", f"verwacht een UUID zoals 0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e, maar er staat {shown(scan.id)}"
        )
    if scan.started and scan.finished and scan.finished < scan.started:
        yield Problem("scan, afgerond", f"ligt voor het begin ({scan.started.isoformat()})")
    for place, position in (("visie, nu", file.vision.now), ("visie, ambitie", file.vision.ambition)):
        if (position.differentiation is None) is not (position.self_direction is None):
            yield Problem(place, "differentiatie en zelfregie horen bij elkaar: geef beide of geen van beide")
    if scan.instrument and scan.instrument != rules.instrument:
        yield Problem("scan, instrument", f'verwacht "{rules.instrument}", maar er staat {shown(scan.instrument)}')
        return  # Numbers and ids of another instrument mean something else.
    if scan.instrument_version > rules.version:
        yield Problem(
            "scan, instrument_versie",
            f"dit bestand hoort bij versie {scan.instrument_version} van de vragenlijst en dit programma kent tot en "
            f"met versie {rules.version}; gebruik een nieuwere versie van zelfscan",
        )
    yield from _number_problems("competenties", file.ratings, rules)
    yield from _number_problems("ontwikkelpunten", file.development, rules)
    for point in file.development:
        yield from _support_problems(point, rules)


def _number_problems(
    table: str, items: tuple[RatingShape, ...] | tuple[DevelopmentShape, ...], rules: Rules
) -> Iterator[Problem]:
    known = rules.known
    seen: set[int] = set()
    for item in items:
        place = f"{table}, nummer {item.number}"
        if item.number and item.number not in known:
            yield Problem(place, f"dit nummer staat niet in de vragenlijst (1 tot en met {len(known)})")
        elif item.number in seen:
            yield Problem(place, "dit nummer staat er meer dan één keer")
        if item.number:
            seen.add(item.number)


def _support_problems(point: DevelopmentShape, rules: Rules) -> Iterator[Problem]:
    place = f"ontwikkelpunten, nummer {point.number}, ondersteuning"
    known = rules.support
    seen: set[str] = set()
    for support_id in point.support:
        if support_id not in known:
            hint = near_miss(support_id, known) if len(seen) < MOST_HINTS else ""
            yield Problem(place, f"{shown(support_id)} is geen bekende vorm van ondersteuning{hint}")
        elif support_id in seen:
            yield Problem(place, f'"{support_id}" staat er meer dan één keer')
        seen.add(support_id)
