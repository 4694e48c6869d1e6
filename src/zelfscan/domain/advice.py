"""What one leader's answers say: the conversation topics that fit the needs, what stands out, and what they can offer.

Two things decide the order of topics. First the place of the largest need that a topic is the core of, so that what is
largest is talked about first; only then how much comes together in one topic. What stands out comes from rules, each
with its reason in docs/methode.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain.catalog import CORE_WEIGHT, Catalog, Link, Topic
from zelfscan.domain.gaps import shared_ranks
from zelfscan.domain.quadrant import Quarter, place
from zelfscan.domain.scan import Level, Rating, ScaleName, Scan

MOST_LARGE = 5
"""The needs of the first places are the large ones: whole places, as long as there are at most so many items."""


@dataclass(frozen=True, slots=True)
class Need:
    """How strongly an item asks for a conversation, and its `place` among the needs: 1 is first, equals share one."""

    weight: int
    place: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One competency that a topic serves. `share` is its part of the score: need x link weight."""

    link: Link
    share: int
    place: int

    @property
    def is_core(self) -> bool:
        """The topic is about this item, and not beside it."""
        return self.link.weight == CORE_WEIGHT


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic with its score and reasons: core before side, first place first. Equals in the order share a `rank`."""

    topic: Topic
    score: int
    rank: int
    reasons: tuple[Reason, ...]

    @property
    def competencies(self) -> tuple[int, ...]:
        """The numbers that the topic serves, in the order of the reasons."""
        return tuple(reason.link.competency for reason in self.reasons)

    @property
    def place(self) -> int | None:
        """The best place of an item that the topic is the core of; None when it is only beside the point."""
        return min((reason.place for reason in self.reasons if reason.is_core), default=None)

    @property
    def leading(self) -> tuple[int, ...]:
        """The items that give the topic its place; empty when it is only beside the point."""
        place = self.place
        return tuple(item.link.competency for item in self.reasons if item.is_core and item.place == place)


def need(rating: Rating) -> int:
    """How strongly an item asks for a conversation, 0 or more.

    The weighted gap (gap x importance) where both levels are given; never below 0. Where only importance is given
    the gap is unknown and counts as 1, so that the need equals the importance. Without importance it is 0.
    """
    if rating.importance is None:
        return 0
    if rating.attainment is None:
        return int(rating.importance)
    return max(0, (rating.importance - rating.attainment) * rating.importance)


def needs(scan: Scan, numbers: Sequence[int]) -> dict[int, Need]:
    """The items that topics are sought for.

    The leader's own points where there are any, in their order; a chosen point always counts, for 1 at least.
    Otherwise what the answers ask for.
    """
    if scan.development:
        return {
            point.competency: Need(max(1, need(scan.rating(point.competency))), place)
            for place, point in enumerate(scan.development, start=1)
        }
    return needs_of_answers(scan, numbers)


def needs_of_answers(scan: Scan, numbers: Sequence[int]) -> dict[int, Need]:
    """All items with a positive need that were not given to somebody else, placed by that need.

    Items without attainment take part only in a scan that asks importance alone, because in a full scan a skipped
    answer says nothing.
    """
    asks_attainment = ScaleName.ATTAINMENT in scan.assessment.scales
    return placed(
        {
            number: need(rating)
            for number in numbers
            if (rating := scan.ratings.get(number)) is not None
            and not rating.delegated_to
            and (rating.attainment is not None or not asks_attainment)
        }
    )


def placed(weights: Mapping[int, int]) -> dict[int, Need]:
    """The weights above 0 as needs, the heaviest first; equal weights share a place."""
    positive = {number: weight for number, weight in weights.items() if weight > 0}
    places = shared_ranks([-weight for weight in positive.values()])
    return {number: Need(weight, place) for (number, weight), place in zip(positive.items(), places, strict=True)}


def suggest(catalog: Catalog, found: Mapping[int, Need], role: str = "") -> tuple[Suggestion, ...]:
    """The topics that serve the items in `found`, best first; within a tie in catalog order. `role` = of one set only.

    First by the best place of an item that a topic is the core of, then by the sum of need x link weight. Topics that
    are beside the point for every item come last.
    """
    reasons: dict[str, list[Reason]] = {}
    for link in catalog.links:
        if (item := found.get(link.competency)) is not None:
            reasons.setdefault(link.topic, []).append(Reason(link, item.weight * link.weight, item.place))
    unranked = [
        Suggestion(topic, sum(item.share for item in its), 0, tuple(sorted(its, key=_order_of_reasons)))
        for topic in catalog.topics
        if (its := reasons.get(topic.id)) and role in ("", topic.role)
    ]
    ranks = shared_ranks([_order(item) for item in unranked])
    ranked = [
        Suggestion(item.topic, item.score, rank, item.reasons) for item, rank in zip(unranked, ranks, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda item: item.rank))


def also(catalog: Catalog, scan: Scan, role: str = "") -> tuple[Suggestion, ...]:
    """Beside the chosen points: the topics at the core of other large gaps, as far as no chosen point leads to them.

    Empty without a choice, because then all gaps count already, and where so many are equally large that none is.
    """
    chosen = needs(scan, catalog.numbers) if scan.development else {}
    if not chosen:
        return ()
    counting = needs_of_answers(scan, catalog.numbers)
    rest = placed(
        {
            number: item.weight
            for number, item in counting.items()
            if number not in chosen
            and (importance := scan.rating(number).importance) is not None
            and importance.is_high
        }
    )
    # How many stand in this place or before it.
    places = sorted(item.place for item in rest.values())
    large = {number: item for number, item in rest.items() if bisect_right(places, item.place) <= MOST_LARGE}
    there = {item.topic.id for item in suggest(catalog, chosen, role)}
    return tuple(
        item for item in suggest(catalog, large, role) if item.place is not None and item.topic.id not in there
    )


def agenda_role(catalog: Catalog, scan: Scan) -> str:
    """The role whose set of topics the leader uses: that of the first topic on the agenda, else the first set."""
    return next((catalog.topic(topic).role for topic in scan.agenda), catalog.topic_sets[0].role)


def _order(item: Suggestion) -> tuple[bool, int, int]:
    place = item.place
    return place is None, place or 0, -item.score


def _order_of_reasons(reason: Reason) -> tuple[bool, int, int]:
    return not reason.is_core, reason.place, reason.link.competency


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
