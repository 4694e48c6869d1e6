"""The result file key by key: which keys there are, and what each may hold. See docs/bestandsformaat.md."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from zelfscan.domain import MAX_DEVELOPMENT_POINTS
from zelfscan.storage.strict import LARGEST, Shape

Name = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Positive = Annotated[int, Meta(ge=1, le=LARGEST)]
Choice = Annotated[int, Meta(ge=1, le=4)] | None
# TOML has no null: None only stands for a moment that was broken or absent.
Moment = Annotated[datetime, Meta(tz=True)] | None


class ScanShape(Shape, frozen=True):
    """[scan]"""

    id: Name
    started: Moment = field(name="begonnen")
    instrument: Name
    instrument_version: Positive = field(name="instrument_versie")
    finished: Moment = field(name="afgerond", default=None)
    program: str = field(name="programma", default="")


class ParticipantShape(Shape, frozen=True):
    """[deelnemer]"""

    code: Name
    assessment: Literal["volledig", "alleen-belang"] = field(name="beoordeling")
    school: str = ""


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
    support: tuple[Name, ...] = field(name="ondersteuning", default=())


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


_Whole = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]


class TopicShape(Shape, frozen=True):
    """[[onderwerpen]] as this program writes them; other forms are read as well, but not in a hurry."""

    id: str = ""
    titel: str = ""
    competenties: tuple[_Whole, ...] = ()
    score: _Whole = 0


class PlainFileShape(FileShape, frozen=True):
    """A result file in which every value has one of the few kinds that are read alike by every reader of TOML."""

    topics: tuple[TopicShape, ...] = field(name="onderwerpen", default=())  # type: ignore[assignment]
