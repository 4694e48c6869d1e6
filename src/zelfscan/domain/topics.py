"""From needs to conversation topics, each with its reasons.

Two things decide the order. First the place of the largest need that a topic is the core of, so that what is largest
is talked about first; only then how much comes together in one topic.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zelfscan.domain.catalog import CORE_WEIGHT, Catalog, Link, Topic
from zelfscan.domain.gaps import shared_ranks
from zelfscan.domain.scan import Rating, ScaleName, Scan

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
