"""From needs to conversation topics, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zelfscan.domain.catalog import Catalog, Link, Topic
from zelfscan.domain.gaps import shared_ranks
from zelfscan.domain.scan import Rating, ScaleName, Scan


@dataclass(frozen=True, slots=True)
class Reason:
    """One competency that a topic serves. `share` is its part of the score: need x link weight."""

    link: Link
    share: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic with its score and reasons (largest share first); equal scores share a `rank`."""

    topic: Topic
    score: int
    rank: int
    reasons: tuple[Reason, ...]

    @property
    def competencies(self) -> tuple[int, ...]:
        """The numbers that the topic serves, largest share first."""
        return tuple(reason.link.competency for reason in self.reasons)


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


def needs(scan: Scan, numbers: Sequence[int]) -> dict[int, int]:
    """The items that topics are sought for, with their need.

    The leader's own points where there are any. Otherwise all items with a positive need that were not given to
    somebody else; items without attainment take part only in a scan that asks importance alone, because in a full
    scan a skipped answer says nothing.
    """
    if scan.development:
        return {point.competency: need(scan.rating(point.competency)) for point in scan.development}
    asks_attainment = ScaleName.ATTAINMENT in scan.assessment.scales
    return {
        number: weight
        for number in numbers
        if (rating := scan.ratings.get(number)) is not None
        and not rating.delegated_to
        and (rating.attainment is not None or not asks_attainment)
        and (weight := need(rating)) > 0
    }


def suggest(catalog: Catalog, weights: Mapping[int, int]) -> tuple[Suggestion, ...]:
    """The topics that serve the items in `weights`, best first; within a tie in catalog order.

    The score of a topic is the sum of need x link weight over the items. It never falls when a need rises.
    """
    reasons: dict[str, list[Reason]] = {}
    for link in catalog.links:
        if link.competency in weights:
            share = weights[link.competency] * link.weight
            reasons.setdefault(link.topic, []).append(Reason(link, share))
    found = [topic for topic in catalog.topics if topic.id in reasons]
    scores = [sum(reason.share for reason in reasons[topic.id]) for topic in found]
    ranks = shared_ranks([-score for score in scores])
    ranked = [
        Suggestion(
            topic, score, rank, tuple(sorted(reasons[topic.id], key=lambda item: (-item.share, item.link.competency)))
        )
        for topic, score, rank in zip(found, scores, ranks, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda item: item.rank))
