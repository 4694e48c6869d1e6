"""What stands out in one leader's answers, each by a rule of docs/methode.md; and what they can offer others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.quadrant import Quarter, place
from zelfscan.domain.scan import Level, ScaleName, Scan
from zelfscan.domain.topics import need, needs_of_answers

MOST_INSIGHTS = 3


class InsightKind(Enum):
    """The rule that an insight comes from, in the order in which they are told."""

    NOTHING_MATTERS = "nothing_matters"
    ALL_PRESENT = "all_present"
    EXAMPLE_IS_HARD = "example_is_hard"
    ONE_PART = "one_part"
    DELEGATED_GAP = "delegated_gap"


@dataclass(frozen=True, slots=True)
class Insight:
    """Something that stands out, with the items it is about; `part` is the name of the area or domain, if one."""

    kind: InsightKind
    numbers: tuple[int, ...]
    part: str = ""


def insights(scan: Scan, catalog: Catalog) -> tuple[Insight, ...]:
    """What stands out, in the order of `InsightKind` and at most three; empty when no rule applies."""
    found = (
        _nothing_matters(scan, catalog.numbers),
        _all_present(scan, catalog.numbers),
        _example_is_hard(scan, catalog),
        _one_part(scan, catalog),
        _delegated_gap(scan, catalog.numbers),
    )
    return tuple(item for item in found if item is not None)[:MOST_INSIGHTS]


def strengths(scan: Scan, numbers: Sequence[int]) -> dict[Level, tuple[int, ...]]:
    """What a leader can offer others: the items that matter to them and that they have, by attainment, most first.

    What they chose to develop is sought, not offered; the exchange counts it so too.
    """
    chosen = {point.competency for point in scan.development}
    cells = place(scan.ratings, numbers).cells
    return {
        level: tuple(
            sorted(
                number
                for cell, found in cells.items()
                if cell.quarter is Quarter.LEVERAGE and cell.attainment is level
                for number in found
                if number not in chosen
            )
        )
        for level in (Level.FOUR, Level.THREE)
    }


def _judged(scan: Scan, numbers: Sequence[int], scale: ScaleName) -> tuple[int, ...]:
    """The leader's own items with a level on a scale; empty when too few to say anything about the whole."""
    found = tuple(number for number in numbers if scan.rating(number).level(scale) is not None)
    return found if 2 * len(found) >= len(numbers) else ()


def _nothing_matters(scan: Scan, numbers: Sequence[int]) -> Insight | None:
    judged = _judged(scan, numbers, ScaleName.IMPORTANCE)
    if not judged or any(_high(scan, number, ScaleName.IMPORTANCE) for number in judged):
        return None
    return Insight(InsightKind.NOTHING_MATTERS, judged)


def _all_present(scan: Scan, numbers: Sequence[int]) -> Insight | None:
    own = tuple(
        number for number in _judged(scan, numbers, ScaleName.ATTAINMENT) if not scan.rating(number).delegated_to
    )
    if not own or not all(_high(scan, number, scale) for number in own for scale in ScaleName):
        return None
    found = strengths(scan, own)
    offered = found[Level.FOUR] or found[Level.THREE]
    return Insight(InsightKind.ALL_PRESENT, offered) if offered else None


def _example_is_hard(scan: Scan, catalog: Catalog) -> Insight | None:
    """More than half of the items in which one is an example to others is low, or somebody else's."""
    if catalog.example is None:
        return None
    numbers = catalog.example.competencies
    low = tuple(number for number in numbers if _low_or_given(scan, number))
    return Insight(InsightKind.EXAMPLE_IS_HARD, low) if 2 * len(low) > len(numbers) else None


def _one_part(scan: Scan, catalog: Catalog) -> Insight | None:
    """The area, or else the domain, with at least half of all needs and twice what its number of items would bring."""
    judged = _judged(scan, catalog.numbers, ScaleName.ATTAINMENT)
    found = {number: item.weight for number, item in needs_of_answers(scan, judged).items()}
    if any(_high(scan, number, ScaleName.IMPORTANCE) for number in found):
        total = sum(found.values())
        for name, numbers in _parts(catalog):
            inside = tuple(number for number in numbers if number in found)
            weight = sum(found[number] for number in inside)
            share_of_items = 2 * len(numbers) * total / len(catalog.numbers)
            if len(inside) >= 2 and 2 * weight >= total and weight >= share_of_items:
                return Insight(InsightKind.ONE_PART, inside, name)
    return None


def _parts(catalog: Catalog) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The areas with their items, and then the domains."""
    for area in catalog.areas:
        yield area.name, tuple(item.number for item in catalog.in_area(area.id))
    for domain in catalog.domains:
        yield (
            domain.name,
            tuple(number for number in catalog.numbers if catalog.domain_of(catalog.area_of(number)) == domain),
        )


def _delegated_gap(scan: Scan, numbers: Sequence[int]) -> Insight | None:
    found = tuple(
        number
        for number in numbers
        if (rating := scan.rating(number)).delegated_to and rating.attainment is not None and need(rating) > 0
    )
    return Insight(InsightKind.DELEGATED_GAP, found) if found else None


def _high(scan: Scan, number: int, scale: ScaleName) -> bool:
    level = scan.rating(number).level(scale)
    return level is not None and level.is_high


def _low_or_given(scan: Scan, number: int) -> bool:
    rating = scan.rating(number)
    return bool(rating.delegated_to) or (rating.attainment is not None and not rating.attainment.is_high)
