"""One leader's scan: what was answered, and nothing that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, IntEnum
from uuid import UUID

MAX_DEVELOPMENT_POINTS = 3


class Level(IntEnum):
    """A level of an ordinal four-point scale. There is no level for 'not answered': that is None."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4

    @property
    def is_high(self) -> bool:
        """On the upper side of the axis, which crosses between levels 2 and 3."""
        return self >= Level.THREE


class ScaleName(Enum):
    """The two scales of the instrument, in the order in which they are asked."""

    IMPORTANCE = "importance"
    ATTAINMENT = "attainment"


class Assessment(Enum):
    """Which scales a leader fills in."""

    FULL = "full"
    IMPORTANCE_ONLY = "importance_only"

    @property
    def scales(self) -> tuple[ScaleName, ...]:
        """The scales that are asked, in order."""
        if self is Assessment.IMPORTANCE_ONLY:
            return (ScaleName.IMPORTANCE,)
        return (ScaleName.IMPORTANCE, ScaleName.ATTAINMENT)


@dataclass(frozen=True, slots=True)
class Rating:
    """What a leader says of one item. `delegated_to` names who has it in the team; it never raises a level."""

    importance: Level | None = None
    attainment: Level | None = None
    delegated_to: str = ""
    note: str = ""

    def level(self, scale: ScaleName) -> Level | None:
        """The level on one scale; None when it was not given."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment

    def with_level(self, scale: ScaleName, level: Level | None) -> Rating:
        """The same rating with another level on one scale."""
        if scale is ScaleName.IMPORTANCE:
            return replace(self, importance=level)
        return replace(self, attainment=level)

    @property
    def is_empty(self) -> bool:
        """Nothing was said at all."""
        return self == Rating()


EMPTY_RATING = Rating()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in the quadrant model of personalised learning (Van Loon et al. 2016).

    `differentiation` runs from collective (1) to individual (4), `self_direction` from external (1) to self (4).
    """

    differentiation: Level
    self_direction: Level


@dataclass(frozen=True, slots=True)
class Vision:
    """Where the school stands and wants to go; every part may be absent."""

    now: Position | None = None
    ambition: Position | None = None
    ambition_note: str = ""


@dataclass(frozen=True, slots=True)
class Materials:
    """The open answers on adaptive learning materials; empty = not answered."""

    used: str = ""
    added_value: str = ""
    pitfalls: str = ""


@dataclass(frozen=True, slots=True)
class DevelopmentPoint:
    """An item that the leader chose to develop, with the ids of the support wanted."""

    competency: int
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """One filled-in questionnaire. Without `finished` it is a draft. `ratings` holds no empty ratings.

    `exchange` is what the leader shares with the group; None = did not opt in, '' = opted in without a text.
    """

    id: UUID
    started: datetime
    participant: str
    instrument: str
    instrument_version: int
    assessment: Assessment = Assessment.FULL
    finished: datetime | None = None
    school: str = ""
    round_name: str = ""
    vision: Vision = Vision()
    materials: Materials = Materials()
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    development: tuple[DevelopmentPoint, ...] = ()
    exchange: str | None = None
    program: str = ""

    @property
    def is_draft(self) -> bool:
        """Not finished yet."""
        return self.finished is None

    def rating(self, number: int) -> Rating:
        """What was said of an item; the empty rating when nothing was."""
        return self.ratings.get(number, EMPTY_RATING)

    def with_rating(self, number: int, rating: Rating) -> Scan:
        """The same scan with another rating for one item; an empty rating takes the item away."""
        ratings = dict(self.ratings)
        if rating.is_empty:
            ratings.pop(number, None)
        else:
            ratings[number] = rating
        return replace(self, ratings=dict(sorted(ratings.items())))

    def missing(self, number: int) -> tuple[ScaleName, ...]:
        """The scales of an item that this scan asks and that have no answer yet."""
        rating = self.rating(number)
        return tuple(scale for scale in self.assessment.scales if rating.level(scale) is None)

    def open_items(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """The items, out of `numbers`, that still miss an answer."""
        return tuple(number for number in numbers if self.missing(number))
