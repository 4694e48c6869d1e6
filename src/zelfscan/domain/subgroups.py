"""The figures of parts of a round, such as its schools: each with its own minimum, and safe beside the whole.

What is told of some parts can be taken from the whole. So what is left over must be enough as well: where fewer than
the minimum remain, the smallest part that would be told goes with them, until they are enough or nothing is told. Where
the comparison of the two scales is not told of a part, and somebody in what is left gave attainment alone (`strict`:
one of the two), it is told of none; and beside the comparison of the whole no part is told of on a scale that somebody
answered alone. Means and ranks are of the whole round only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zelfscan.domain.disclosure import what_to_hide
from zelfscan.domain.group_figures import Cohort, Discrepancy, Distribution, Suppressed, distribution
from zelfscan.domain.group_sums import CohortSum, ItemCounts
from zelfscan.domain.scan import ScaleName, Scan, participant_key


@dataclass(frozen=True, slots=True)
class Part:
    """The scans of one part of a round, added up, and whose they are; '' is the name of who is in no part."""

    name: str
    total: CohortSum
    ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class PartFigures:
    """One item in one part. The discrepancy has neither mean nor weighted score."""

    number: int
    importance: Distribution | Suppressed
    attainment: Distribution | Suppressed
    discrepancy: Discrepancy | Suppressed

    def on(self, scale: ScaleName) -> Distribution | Suppressed:
        """The distribution on one scale."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A part with at least the minimum of leaders."""

    name: str
    size: int
    figures: tuple[PartFigures, ...]


@dataclass(frozen=True, slots=True)
class Subgroups:
    """The parts that are large enough, by name, and how many others there are, with how many leaders together."""

    told: tuple[Subgroup, ...]
    small: int
    in_small: int


def parts_of(scans: Iterable[Scan], name_of: Callable[[Scan], str], numbers: Sequence[int]) -> tuple[Part, ...]:
    """The round in parts, by name; names that differ in blanks, capitals or how an accent is stored are one."""
    found: dict[str, list[Scan]] = {}
    spelled: dict[str, str] = {}
    for scan in scans:
        name = " ".join(name_of(scan).split())
        key = participant_key(name)
        spelled[key] = min(spelled.get(key, name), name)
        found.setdefault(key, []).append(scan)
    return tuple(
        Part(spelled[key], CohortSum.over(members, numbers), frozenset(scan.id for scan in members))
        for key, members in sorted(found.items())
    )


def subgroups_of(parts: Sequence[Part], whole: Cohort, *, strict: bool = False) -> Subgroups:
    """What may be told of the parts of one round beside the figures of the `whole`; `strict` as in `cohort_of`."""
    minimum = whole.minimum
    large = [part for part in parts if part.total.size >= minimum]
    numbers = parts[0].total.numbers if parts else ()
    figures: dict[str, list[PartFigures]] = {part.name: [] for part in large}
    for place, number in enumerate(numbers):
        items = {part.name: ItemCounts(part.total.table(place)) for part in parts}
        scales = [
            _told({name: sum(item.importance) for name, item in items.items()}, figures, minimum),
            _told({name: sum(item.attainment) for name, item in items.items()}, figures, minimum),
        ]
        compared_in_whole = isinstance(whole.of(number).discrepancy, Discrepancy)
        if compared_in_whole:
            _hide_beside_one_answer(scales, items.values(), strict)
        # Of what is not compared in the whole, the parts together would be the comparison.
        both = scales[0] & scales[1] if compared_in_whole else set()
        compared = _compared(items, both, minimum, strict)
        for name, found in figures.items():
            item = items[name]
            found.append(
                PartFigures(
                    number,
                    distribution(item.importance, minimum) if name in scales[0] else Suppressed(sum(item.importance)),
                    distribution(item.attainment, minimum) if name in scales[1] else Suppressed(sum(item.attainment)),
                    _discrepancy(item) if name in compared else Suppressed(item.pairs),
                )
            )
    small = [part for part in parts if part.total.size < minimum]
    return Subgroups(
        tuple(Subgroup(part.name, part.total.size, tuple(figures[part.name])) for part in large),
        len(small),
        sum(part.total.size for part in small),
    )


def _told(counts: Mapping[str, int], large: Iterable[str], minimum: int) -> set[str]:
    """The parts that may be told, so that the others together are none or enough."""
    told = {name for name in large if counts[name] >= minimum}
    while told and 0 < sum(count for name, count in counts.items() if name not in told) < minimum:
        told.remove(min(told, key=lambda name: (counts[name], name)))
    return told


def _hide_beside_one_answer(scales: Sequence[set[str]], items: Iterable[ItemCounts], strict: bool) -> None:
    """Tell no part on a scale where somebody gave that answer alone: with the comparison of the whole it would follow.

    On importance only where somebody gave attainment alone as well, or `strict`.
    """
    each = list(items)
    attainment_alone = any(sum(item.attainment_alone) for item in each)
    if attainment_alone:
        scales[1].clear()
    if (attainment_alone or strict) and any(sum(item.importance_alone) for item in each):
        scales[0].clear()


def _compared(items: Mapping[str, ItemCounts], both: set[str], minimum: int, strict: bool) -> set[str]:
    """The parts of which the comparison of the scales may be told."""
    fit = {name for name in both if items[name].pairs >= minimum}
    hidden = {name for name in fit if what_to_hide({0: items[name]}, {0: False}, strict=strict).hidden}
    told = _told({name: item.pairs for name, item in items.items()}, fit - hidden, minimum)
    rest = [item for name, item in items.items() if name not in told]
    if any(sum(item.attainment_alone) or (strict and sum(item.importance_alone)) for item in rest):
        return set()
    return told


def _discrepancy(item: ItemCounts) -> Discrepancy:
    equal = item.pairs - item.lower - item.higher
    return Discrepancy(item.pairs, item.lower, equal, item.higher, float(item.ranked_discrepancy), None, None)
