"""Where the items stand in the importance/attainment quadrant (Martilla & James 1977)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain.scan import EMPTY_RATING, Level, Position, Rating, ScaleName


class Quarter(Enum):
    """A quarter of the competence quadrant, as one reads; the axes cross between levels 2 and 3."""

    DEVELOP = "develop"
    LEVERAGE = "leverage"
    KEEP_LOW = "keep_low"
    RELEASE = "release"


class LearningQuarter(Enum):
    """A quarter of the model of personalised learning (Van Loon et al. 2016)."""

    CLASSICAL = "classical"
    DIFFERENTIATED = "differentiated"
    SELF_REGULATED = "self_regulated"
    PERSONALISED = "personalised"


CORNERS = (
    LearningQuarter.DIFFERENTIATED,
    LearningQuarter.PERSONALISED,
    LearningQuarter.CLASSICAL,
    LearningQuarter.SELF_REGULATED,
)
"""The quarters of that model as one reads its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place in the 4 x 4 plot: attainment to the right, importance upwards."""

    attainment: Level
    importance: Level

    @property
    def quarter(self) -> Quarter:
        """The quarter that this cell lies in."""
        return quarter(importance=self.importance, attainment=self.attainment)


@dataclass(frozen=True, slots=True)
class ImportancePlaces:
    """The numbers by level of importance, and the numbers that stand outside; of `unknown` the leader said so."""

    levels: Mapping[Level, tuple[int, ...]]
    delegated: tuple[int, ...]
    unrated: tuple[int, ...]
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quadrant:
    """The numbers by cell, and the numbers that stand outside the plot; of `unknown` the leader said not to know."""

    cells: Mapping[Cell, tuple[int, ...]]
    delegated: tuple[int, ...]
    unrated: tuple[int, ...]
    unknown: tuple[int, ...] = ()


def quarter(*, importance: Level, attainment: Level) -> Quarter:
    """Where a rating falls: the axes cross between level 2 and level 3."""
    if importance.is_high:
        return Quarter.LEVERAGE if attainment.is_high else Quarter.DEVELOP
    return Quarter.RELEASE if attainment.is_high else Quarter.KEEP_LOW


def learning_quarter(position: Position) -> LearningQuarter:
    """The quarter of the model of personalised learning that a school stands in."""
    if position.differentiation.is_high:
        return LearningQuarter.PERSONALISED if position.self_direction.is_high else LearningQuarter.DIFFERENTIATED
    return LearningQuarter.SELF_REGULATED if position.self_direction.is_high else LearningQuarter.CLASSICAL


def place(ratings: Mapping[int, Rating], numbers: Iterable[int]) -> Quadrant:
    """Place each of `numbers`; what was given to somebody else or misses a level stands outside the plot."""
    cells: dict[Cell, list[int]] = {}
    delegated: list[int] = []
    unrated: list[int] = []
    unknown: list[int] = []
    for number in numbers:
        rating = ratings.get(number, EMPTY_RATING)
        if rating.delegated_to:
            delegated.append(number)
        elif rating.importance is None or rating.attainment is None:
            (unrated if any(map(rating.is_open, ScaleName)) else unknown).append(number)
        else:
            cell = Cell(attainment=rating.attainment, importance=rating.importance)
            cells.setdefault(cell, []).append(number)
    return Quadrant(
        {cell: tuple(sorted(found)) for cell, found in cells.items()},
        tuple(sorted(delegated)),
        tuple(sorted(unrated)),
        tuple(sorted(unknown)),
    )


def place_by_importance(ratings: Mapping[int, Rating], numbers: Iterable[int]) -> ImportancePlaces:
    """Place each of `numbers` by importance; what was given to somebody else or has no answer stands outside."""
    levels: dict[Level, list[int]] = {}
    delegated: list[int] = []
    unrated: list[int] = []
    unknown: list[int] = []
    for number in sorted(numbers):
        rating = ratings.get(number, EMPTY_RATING)
        if rating.delegated_to:
            delegated.append(number)
        elif rating.importance is None:
            (unrated if rating.is_open(ScaleName.IMPORTANCE) else unknown).append(number)
        else:
            levels.setdefault(rating.importance, []).append(number)
    return ImportancePlaces(
        {level: tuple(found) for level, found in levels.items()}, tuple(delegated), tuple(unrated), tuple(unknown)
    )
