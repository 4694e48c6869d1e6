"""One leader's scan: what was answered, and nothing that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, IntEnum
from unicodedata import normalize
from uuid import UUID

MAX_DEVELOPMENT_POINTS = 3
MAX_AGENDA_TOPICS = 5
LONGEST_NAME = 100
"""Characters of a code and of the name of a round."""
LONGEST_LINE = 200
"""Characters of what is said in one line: a role, a school."""
LONGEST_TEXT = 20_000
"""Characters of an open answer: some eight pages."""


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
    """What a leader says of one item. `delegated_to` names who has it in the team; it never raises a level.

    On a scale in `no_judgement` the leader said not to know; its level is then absent, and counts as absent.
    """

    importance: Level | None = None
    attainment: Level | None = None
    delegated_to: str = ""
    note: str = ""
    no_judgement: frozenset[ScaleName] = frozenset()

    def level(self, scale: ScaleName) -> Level | None:
        """The level on one scale; None when it was not given."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment

    def with_level(self, scale: ScaleName, level: Level | None) -> Rating:
        """The same rating with another level on one scale, or with none: what was not known there is taken away."""
        others = self.no_judgement - {scale}
        if scale is ScaleName.IMPORTANCE:
            return replace(self, importance=level, no_judgement=others)
        return replace(self, attainment=level, no_judgement=others)

    def without_judgement(self, scale: ScaleName) -> Rating:
        """The same rating with 'do not know' in place of a level on one scale."""
        return replace(self.with_level(scale, None), no_judgement=self.no_judgement | {scale})

    def is_open(self, scale: ScaleName) -> bool:
        """Neither a level nor 'do not know' was said on one scale."""
        return self.level(scale) is None and scale not in self.no_judgement

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
    """Where the school stands and wants to go, in the model and in own words; every part may be absent."""

    now: Position | None = None
    ambition: Position | None = None
    ambition_note: str = ""
    now_note: str = ""


@dataclass(frozen=True, slots=True)
class Materials:
    """The open answers on adaptive learning materials; empty = not answered."""

    used: str = ""
    added_value: str = ""
    pitfalls: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed on a development point: the step, who takes it, by when, and the sign by which one will notice.

    Every part may be absent. `who` is a role and no name.
    """

    step: str = ""
    who: str = ""
    when: date | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class DevelopmentPoint:
    """An item that the leader chose to develop, with the ids of the support wanted and what was agreed."""

    competency: int
    support: tuple[str, ...] = ()
    agreement: Agreement = Agreement()


@dataclass(frozen=True, slots=True)
class ConversationPoint:
    """What was said of one item in a conversation: what the other sees, an example of it, and anything else."""

    competency: int
    sees: str = ""
    example: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation that was held with a result. `partner` is a role and no name.

    The texts are what was said on the vision, on the learning materials and on the leader's own role; empty = nothing.
    """

    held: date
    partner: str = ""
    vision: str = ""
    materials: str = ""
    role: str = ""
    points: tuple[ConversationPoint, ...] = ()


class Outcome(Enum):
    """What came of an agreement."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class LookBack:
    """What came of the agreement on one item in the result with the id `earlier`."""

    competency: int
    earlier: UUID
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """One filled-in questionnaire. Without `finished` it is a draft. `ratings` holds no empty ratings.

    `exchange` is what the leader shares with the group; None = did not opt in, '' = opted in without a text.
    `exchange_only` narrows that to some items; None = all. `share_words` lets the open answers stand in the group's
    report, without a code. `agenda` holds the ids of the topics that the leader chose for the talk, in order.
    `changed` is when a finished scan was changed last. A `made_up` scan is an example that no leader filled in.
    `pin_lock` and `facilitator_lock` are what a code is held against before a draft of a round opens; '' = there is no
    such code. A result has neither.
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
    agenda: tuple[str, ...] = ()
    conversation: Conversation | None = None
    look_back: tuple[LookBack, ...] = ()
    exchange: str | None = None
    exchange_only: tuple[int, ...] | None = None
    share_words: bool = False
    program: str = ""
    changed: datetime | None = None
    made_up: bool = False
    pin_lock: str = ""
    facilitator_lock: str = ""

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
        """The scales of an item that this scan asks and on which nothing was said yet; 'do not know' is something."""
        return tuple(filter(self.rating(number).is_open, self.assessment.scales))

    def open_items(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """The items, out of `numbers`, that still miss an answer."""
        return tuple(filter(self.missing, numbers))


def participant_key(code: str) -> str:
    """What two codes of the same participant share: case, outer blanks and how an accent is written play no part."""
    return normalize("NFC", normalize("NFC", code.strip()).casefold())


def resumed(result: Scan, draft: Scan) -> Scan | None:
    """The result with what its draft says of the conversation and the look back, which are newer there.

    None when the draft holds other answers as well: then it is no draft of a conversation alone.
    """
    talked = replace(result, conversation=draft.conversation, development=draft.development, look_back=draft.look_back)
    as_draft = replace(talked, finished=draft.finished, changed=draft.changed, program=draft.program)
    return talked if as_draft == draft else None
