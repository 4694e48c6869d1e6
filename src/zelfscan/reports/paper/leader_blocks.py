"""The pieces of one leader's report."""

from __future__ import annotations

from dataclasses import dataclass

from zelfscan.reports.paper.blocks import Pair, Quote

Words = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a field of four by four: `x` and `y` are levels, from the left and from below."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class VisionField:
    """The model of personalised learning with where the school stands and wants to go.

    `corners` are the names of the quarters: upper left, upper right, lower left, lower right. `said` tells the same in
    words, `quote` what the leader wrote about it.
    """

    now: Mark | None
    ambition: Mark | None
    corners: Words
    left: str
    right: str
    top: str
    bottom: str
    said: tuple[str, ...]
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class CellNumbers:
    """The numbers in one cell of the quadrant; `x` is the attainment, `y` the importance, 1 to 4."""

    x: int
    y: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quadrant:
    """One leader's quadrant. `quarters` as `VisionField.corners`; `chosen` numbers stand out; `said` = it in words."""

    cells: tuple[CellNumbers, ...]
    chosen: tuple[int, ...]
    quarters: Words
    left: str
    right: str
    top: str
    bottom: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The numbers that stand on one level of importance."""

    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LevelRows:
    """The quadrant of a scan that asked importance only: a row per level, most important first."""

    rows: tuple[LevelRow, ...]
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What each number stands for."""

    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An item to develop: `mark` is its place ('1e') or shared rank ('2='), `facts` what else belongs to it."""

    mark: str
    number: int
    label: str
    statement: str
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a topic stands on the agenda: the item that it serves, and how."""

    number: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A conversation topic with everything to prepare the talk; `facts` holds its main question and themes.

    `lines` = how many empty lines follow to write on.
    """

    mark: str
    id: str
    title: str
    summary: str
    facts: tuple[Pair, ...]
    why: tuple[Why, ...]
    questions: tuple[str, ...]
    tips: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class RatedItem:
    """One item with both levels, None when it was not answered, and what the leader added."""

    number: int
    label: str
    importance: int | None
    attainment: int | None
    remarks: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class RatedArea:
    """The items of one area."""

    name: str
    items: tuple[RatedItem, ...]


@dataclass(frozen=True, slots=True)
class Ratings:
    """All items by area. `scales` are the names of both scales, `levels` their words from 1 to 4."""

    scales: Pair
    levels: tuple[Words, Words]
    areas: tuple[RatedArea, ...]
