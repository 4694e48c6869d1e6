"""What stands out in a round: the recommendations of the catalog, each as a rule over the figures.

A rule speaks where its figures do and is silent otherwise, also where they are withheld; it brings the numbers that
made it speak. The rules of our own instrument, and their reasons, stand in docs/methode.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain.catalog import Catalog, Recommendation
from zelfscan.domain.group_figures import Cohort, CompetencyFigures, Discrepancy, Distribution
from zelfscan.domain.group_wishes import Ambition, GroupWishes, MaterialsUse

LAGS_SOMEWHAT = -25.0
"""The `rds` from which attainment lags somewhat behind importance: a surplus of a quarter of the leaders."""


class Ground(Enum):
    """Why an item counts: leaders fall short, leaders are on one of the two lowest levels, or gave it to others.

    The values stand in catalog and JSON.
    """

    SHORT = "tekort"
    LOW = "laag"
    DELEGATED = "belegd"


class AskedPart(Enum):
    """A part beside the items: who wants more to the right in the field of part 1, who names something in part 2.

    The values stand in the catalog.
    """

    AMBITION = "ambitie"
    MATERIALS = "leermiddelen"


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

    rule: Recommendation
    count: int = 0
    n: int = 0
    evidence: tuple[Evidence, ...] = ()


def remarks(catalog: Catalog, cohort: Cohort, wishes: GroupWishes) -> tuple[Remark, ...]:
    """What stands out, in the order of the catalog; empty when no rule speaks."""
    found = (_remark(rule, cohort, wishes) for rule in catalog.recommendations)
    return tuple(remark for remark in found if remark is not None)


def _remark(rule: Recommendation, cohort: Cohort, wishes: GroupWishes) -> Remark | None:
    count, n = _answered(rule, wishes)
    evidence = tuple(_found(rule, cohort))
    if rule.part and (n == 0 or 2 * count < n):
        return None
    if rule.competencies and len(evidence) < (len(rule.competencies) / 2 if rule.half else 1):
        return None
    return Remark(rule, count, n, evidence)


def _answered(rule: Recommendation, wishes: GroupWishes) -> tuple[int, int]:
    """How many of how many answered the part of a rule as it says; 0 of 0 when that is withheld."""
    ambition, materials = wishes.ambition, wishes.materials
    if rule.part == AskedPart.AMBITION.value and isinstance(ambition, Ambition):
        return ambition.more_self_direction, ambition.n
    if rule.part == AskedPart.MATERIALS.value and isinstance(materials, MaterialsUse):
        return materials.used, materials.n
    return 0, 0


def _found(rule: Recommendation, cohort: Cohort) -> Iterator[Evidence]:
    """The items of which the figures speak, each for the first of the grounds that holds."""
    for item in cohort.figures:
        if item.number in rule.competencies:
            for ground in map(Ground, rule.grounds):
                if one := _evidence(item, ground, cohort.size):
                    yield one
                    break


def _evidence(item: CompetencyFigures, ground: Ground, size: int) -> Evidence | None:
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
            # Over all leaders: who gave an item to somebody else may have rated nothing of it.
            if item.delegated is not None and 2 * item.delegated >= size:
                return Evidence(item.number, ground, item.delegated, size)
    return None
