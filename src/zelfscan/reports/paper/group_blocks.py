"""The pieces of a group's report."""

from __future__ import annotations

from dataclasses import dataclass

from zelfscan.domain import Four
from zelfscan.reports.paper.blocks import Pair
from zelfscan.reports.paper.leader_blocks import Words


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
    levels: tuple[Words, Words]
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
    """The quadrant of a group; the axes cross at one half. `quarters` as in `Quadrant`; `said` = it in words."""

    shares: tuple[Share, ...]
    quarters: Words
    horizontal: str
    vertical: str
    said: tuple[str, ...]


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
