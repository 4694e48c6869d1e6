"""The pieces that every report on paper is made of: plain text and numbers, without a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zelfscan.domain import Four

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 opens a chapter, 2 a part of it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end in it begins a new paragraph. `small` = an explanation beside the point."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What the leader wrote, under a few words that say what it is."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the code and the date."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short texts under each other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, where there are pages."""


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Empty lines to write on, where there is paper."""

    lines: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings; the columns in `wide` take the room that is left. `dense` = with little space."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...] = ()
    dense: bool = False


FourWords = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a field of four by four: `x` and `y` are levels, from the left and from below."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class VisionFigure:
    """The model of personalised learning with where the school stands and wants to go.

    `corners` are the names of the quarters: upper left, upper right, lower left, lower right. `said` tells the same in
    words, `quote` what the leader wrote about it.
    """

    now: Mark | None
    ambition: Mark | None
    corners: FourWords
    left: str
    right: str
    top: str
    bottom: str
    said: tuple[str, ...]
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """How many leaders stand at a place of the model (`now`) and how many want to get there; 0 is not shown."""

    x: int
    y: int
    now: int
    ambition: int


@dataclass(frozen=True, slots=True)
class FieldArrow:
    """So many leaders stand at one place of the model and want to go to another."""

    start: Mark
    end: Mark
    count: int


@dataclass(frozen=True, slots=True)
class GroupField:
    """The model of personalised learning with how many leaders stand and want to be where; sides as in `VisionFigure`.

    `said` tells it in words, the arrows too; `who` are they.
    """

    places: tuple[FieldPlace, ...]
    arrows: tuple[FieldArrow, ...]
    corners: FourWords
    left: str
    right: str
    top: str
    bottom: str
    who: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellNumbers:
    """The numbers in one cell of the quadrant; `x` is the attainment, `y` the importance, 1 to 4."""

    x: int
    y: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuadrantFigure:
    """One leader's quadrant. `quarters` as `VisionFigure.corners`; `chosen` numbers stand out; `said` = it in words."""

    cells: tuple[CellNumbers, ...]
    chosen: tuple[int, ...]
    quarters: FourWords
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

    scale: str
    rows: tuple[LevelRow, ...]
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What each number stands for."""

    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An item to develop: `mark` is its place ('1e'), shared rank ('2=') or '', `facts` what else belongs to it."""

    mark: str
    number: int
    label: str
    statement: str
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class TopicReason:
    """Why a topic stands on the agenda: the item that it serves, and how."""

    number: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicBlock:
    """A conversation topic with everything to prepare the talk; `facts` holds its main question and themes.

    `lines` = how many empty lines follow to write on.
    """

    mark: str
    id: str
    title: str
    summary: str
    facts: tuple[Pair, ...]
    why: tuple[TopicReason, ...]
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
    """The answers to the items of one area, in the order of the questionnaire."""

    name: str
    items: tuple[RatedItem, ...]


@dataclass(frozen=True, slots=True)
class Ratings:
    """All items by area. `scales` are the names of both scales, `levels` their words from 1 to 4."""

    scales: Pair
    levels: tuple[FourWords, FourWords]
    areas: tuple[RatedArea, ...]


@dataclass(frozen=True, slots=True)
class StackedBar:
    """How n answers spread over the levels; `percentages` is None when there are too few to tell."""

    n: int
    percentages: Four | None


@dataclass(frozen=True, slots=True)
class BarPair:
    """One item with a bar for importance and a bar for attainment."""

    number: int
    label: str
    importance: StackedBar
    attainment: StackedBar


@dataclass(frozen=True, slots=True)
class Bars:
    """One figure of the source report with what its numbers say; `scales` and `levels` as in `Ratings`."""

    title: str
    sentences: tuple[str, ...]
    scales: Pair
    levels: tuple[FourWords, FourWords]
    rows: tuple[BarPair, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Where an item stands: the shares (0 to 1) of leaders high on attainment (`x`) and importance (`y`).

    `label_x` and `label_y` is the nearest place for its number where no other number stands.
    """

    number: int
    x: float
    y: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class ShareQuadrant:
    """The quadrant of a group; the axes cross at one half. `quarters` as in `QuadrantFigure`; `said` = it in words.

    `needs` are the numbers to mark, `medians` the middle of the shares on attainment and importance.
    """

    shares: tuple[Share, ...]
    quarters: FourWords
    horizontal: str
    vertical: str
    said: tuple[str, ...]
    needs: tuple[int, ...] = ()
    medians: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One item of the ranking of needs; `cells` are its figures as they are read, `rds` the score from -100 to 100."""

    rank: str
    number: int
    label: str
    rds: float
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of needs; `heads` name the cells of each item."""

    heads: tuple[str, ...]
    rows: tuple[RankedItem, ...]


Block = (
    Heading
    | Paragraph
    | Quote
    | Facts
    | Bullets
    | NewPage
    | VisionFigure
    | GroupField
    | QuadrantFigure
    | LevelRows
    | Legend
    | Point
    | TopicBlock
    | WritingSpace
    | Ratings
    | Bars
    | ShareQuadrant
    | Ranking
    | Table
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `made` is the day that its data stems from, so that the same data gives the same report."""

    title: str
    subtitle: str
    footer: str
    made: date | None
    blocks: tuple[Block, ...]


SPACE = 0.05
"""The width that one number takes, as a part of the field's side."""
