"""What stands out in a round: the seven recommendations of the source report, each as a rule over the figures.

A rule speaks where its figures do and is silent otherwise, also where they are withheld; it brings the numbers that
made it speak. The rules and their reasons stand in docs/methode.md. They are about the items of one instrument, and
silent for any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.group_figures import Cohort, CompetencyFigures, Discrepancy, Distribution
from zelfscan.domain.group_wishes import Ambition, GroupWishes, MaterialsUse

INSTRUMENT = "leidinggeven-onderwijs-ict"
LAGS_SOMEWHAT = -25.0
"""The `rds` from which attainment lags somewhat behind importance: a surplus of a quarter of the leaders."""
VISION = (10, 12, 27)
DATA = (4, 13, 29)
COHERENCE = (14, 18, 20)
KNOWLEDGE = (7, 17)
KEEPING_UP = (3, 5, 11)


class RemarkKind(Enum):
    """The recommendation that a remark stands for, in the order of the source."""

    SELF_DIRECTION = "self_direction"
    VISION = "vision"
    DATA = "data"
    COHERENCE = "coherence"
    KNOWLEDGE = "knowledge"
    KEEPING_UP = "keeping_up"
    LITERACY = "literacy"


class Ground(Enum):
    """Why an item counts: leaders fall short, leaders are on one of the two lowest levels, or gave it to others."""

    SHORT = "short"
    LOW = "low"
    DELEGATED = "delegated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`count` of `n` leaders, on one item, for one ground."""

    number: int
    ground: Ground
    count: int
    n: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that stands out. `count` of `n` leaders where it is about a question beside the items, else 0 of 0."""

    kind: RemarkKind
    count: int = 0
    n: int = 0
    evidence: tuple[Evidence, ...] = ()


def remarks(catalog: Catalog, cohort: Cohort, wishes: GroupWishes) -> tuple[Remark, ...]:
    """What stands out, in the order of `RemarkKind`; empty when no rule speaks."""
    return tuple(_remarks(catalog, cohort, wishes)) if catalog.instrument == INSTRUMENT else ()


def _remarks(catalog: Catalog, cohort: Cohort, wishes: GroupWishes) -> Iterator[Remark]:
    ambition, materials = wishes.ambition, wishes.materials
    if isinstance(ambition, Ambition) and 2 * ambition.more_self_direction >= ambition.n:
        yield Remark(RemarkKind.SELF_DIRECTION, ambition.more_self_direction, ambition.n)
    if found := _found(cohort, VISION, Ground.SHORT):
        yield Remark(RemarkKind.VISION, evidence=found)
    found = _found(cohort, DATA, Ground.SHORT, Ground.LOW)
    if isinstance(materials, MaterialsUse) and 2 * materials.used >= materials.n and found:
        yield Remark(RemarkKind.DATA, materials.used, materials.n, found)
    for kind, numbers in ((RemarkKind.COHERENCE, COHERENCE), (RemarkKind.KNOWLEDGE, KNOWLEDGE)):
        if found := _found(cohort, numbers, Ground.SHORT):
            yield Remark(kind, evidence=found)
    if found := _found(cohort, KEEPING_UP, Ground.SHORT, Ground.LOW):
        yield Remark(RemarkKind.KEEPING_UP, evidence=found)
    literacy = catalog.example.competencies if catalog.example else ()
    found = _found(cohort, literacy, Ground.DELEGATED, Ground.LOW)
    if found and 2 * len(found) >= len(literacy):
        yield Remark(RemarkKind.LITERACY, evidence=found)


def _found(cohort: Cohort, numbers: Sequence[int], *grounds: Ground) -> tuple[Evidence, ...]:
    """The items of which the figures speak, each for the first of the grounds that holds."""
    found = (
        next((one for ground in grounds if (one := _evidence(item, ground))), None)
        for item in cohort.figures
        if item.number in numbers
    )
    return tuple(one for one in found if one is not None)


def _evidence(item: CompetencyFigures, ground: Ground) -> Evidence | None:
    match ground:
        case Ground.SHORT:
            scores = item.discrepancy
            if isinstance(scores, Discrepancy) and scores.rds <= LAGS_SOMEWHAT:
                return Evidence(item.number, ground, scores.lower, scores.n)
        case Ground.LOW:
            attained = item.attainment
            if isinstance(attained, Distribution) and 2 * attained.high <= attained.n:
                return Evidence(item.number, ground, attained.n - attained.high, attained.n)
        case Ground.DELEGATED:
            if item.delegated is not None and 2 * item.delegated >= item.importance.n:
                return Evidence(item.number, ground, item.delegated, item.importance.n)
    return None
