"""A conversation with a filled-in scan: what it walks along, what it leaves in the scan, and what came of it later.

The answers of the scan are never touched here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from zelfscan.domain.advice import MOST_LARGE, needs_of_answers, strengths
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.group_figures import Suppressed, Withheld
from zelfscan.domain.scan import (
    Agreement,
    Assessment,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    Level,
    LookBack,
    Outcome,
    Scan,
)

NO_AGREEMENT = Agreement()


class Occasion(Enum):
    """Why a conversation comes to an item, in the order in which it does."""

    CHOSEN = "chosen"
    LARGEST = "largest"
    DELEGATED = "delegated"
    STRONG = "strong"
    SKIPPED = "skipped"
    OTHER = "other"
    """Nothing about it asks for a word; one may come to it all the same."""


@dataclass(frozen=True, slots=True)
class TalkItem:
    """An item to speak of; `place` is that of the choice or of the gap, equals share one, 0 for the others."""

    number: int
    occasion: Occasion
    place: int = 0


def talk_items(scan: Scan, catalog: Catalog) -> tuple[TalkItem, ...]:
    """Every item once, in the order of the walk: the chosen points, the largest gaps, what stands out, and the rest.

    The largest gaps are whole places, as long as there are at most five items; the first place always counts.
    """
    # Where importance alone was asked its level is the need, and what is of little importance asks for no word.
    least = Level.THREE if scan.assessment is Assessment.IMPORTANCE_ONLY else Level.TWO
    chosen = [TalkItem(point.competency, Occasion.CHOSEN, place) for place, point in enumerate(scan.development, 1)]
    needed = sorted(
        (item.place, number) for number, item in needs_of_answers(scan, catalog.numbers).items() if item.weight >= least
    )
    places = [place for place, _ in needed]
    largest = [
        TalkItem(number, Occasion.LARGEST, place)
        for place, number in needed
        if place == 1 or bisect_right(places, place) <= MOST_LARGE
    ]
    delegated = [TalkItem(n, Occasion.DELEGATED) for n in catalog.numbers if scan.rating(n).delegated_to]
    strong = [TalkItem(n, Occasion.STRONG) for n in strengths(scan, catalog.numbers)[Level.FOUR]]
    skipped = [TalkItem(n, Occasion.SKIPPED) for n in catalog.numbers if scan.missing(n) or scan.rating(n).no_judgement]
    others = [TalkItem(n, Occasion.OTHER) for n in catalog.numbers]
    found: dict[int, TalkItem] = {}
    for item in (*chosen, *largest, *delegated, *strong, *skipped, *others):
        found.setdefault(item.number, item)
    return tuple(found.values())


def with_conversation(scan: Scan, held: Conversation) -> Scan:
    """The scan with this conversation: points in which nothing was said go, and so does one in which nothing was."""
    points = tuple(point for point in held.points if point != ConversationPoint(point.competency))
    tidy = replace(held, points=points)
    return replace(scan, conversation=None if tidy == Conversation(held=held.held) else tidy)


def with_talk_point(held: Conversation, point: ConversationPoint) -> Conversation:
    """The conversation with what was said of one item, in the order in which the items were first spoken of."""
    if all(known.competency != point.competency for known in held.points):
        return replace(held, points=(*held.points, point))
    points = (point if known.competency == point.competency else known for known in held.points)
    return replace(held, points=tuple(points))


def talk_point(held: Conversation | None, number: int) -> ConversationPoint:
    """What was said of an item; an empty point when nothing was."""
    points = held.points if held is not None else ()
    return next((point for point in points if point.competency == number), ConversationPoint(number))


def development_point(scan: Scan, number: int) -> DevelopmentPoint | None:
    """The chosen point about an item; None when it was not chosen."""
    return next((point for point in scan.development if point.competency == number), None)


def with_development_point(scan: Scan, point: DevelopmentPoint) -> Scan:
    """The scan with other words on a point that was chosen already."""
    points = (point if known.competency == point.competency else known for known in scan.development)
    return replace(scan, development=tuple(points))


def agreed_points(scan: Scan) -> tuple[DevelopmentPoint, ...]:
    """The points on which something was agreed, in the order of choice."""
    return tuple(point for point in scan.development if point.agreement != NO_AGREEMENT)


def earlier_agreements(scan: Scan, others: Iterable[Scan]) -> Scan | None:
    """The latest of `others`, begun before this scan, on which something was agreed; None when there is none."""
    found = [
        other
        for other in others
        if other.id != scan.id and other.finished and other.started < scan.started and agreed_points(other)
    ]
    return max(found, key=lambda other: other.started, default=None)


def look_back_on(scan: Scan, earlier: UUID, number: int) -> LookBack | None:
    """What this scan says came of an agreement in an earlier one; None when it does not say."""
    return next((found for found in scan.look_back if (found.earlier, found.competency) == (earlier, number)), None)


def outcomes_of(earlier: Scan, later: Scan) -> tuple[tuple[DevelopmentPoint, LookBack | None], ...]:
    """Each agreement in an earlier scan with what a later one says came of it."""
    points = agreed_points(earlier)
    return tuple((point, look_back_on(later, earlier.id, point.competency)) for point in points)


def with_look_back(scan: Scan, told: LookBack) -> Scan:
    """The scan with what came of one agreement; what was said of it before goes."""
    rest = [found for found in scan.look_back if (found.earlier, found.competency) != (told.earlier, told.competency)]
    return replace(scan, look_back=(*rest, told))


def without_look_back(scan: Scan, earlier: UUID, number: int) -> Scan:
    """The scan without a word on what came of one agreement."""
    kept = (found for found in scan.look_back if (found.earlier, found.competency) != (earlier, number))
    return replace(scan, look_back=tuple(kept))


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """What came of what `leaders` agreed on in an earlier round: so many agreements, and the outcomes told of them."""

    leaders: int
    agreements: int
    looked_back: int
    outcomes: Mapping[Outcome, int] | Suppressed | Withheld
    """By outcome, of the `looked_back` leaders who told of any."""


def count_agreements(
    matched: Iterable[tuple[Scan, Scan]], then: Iterable[Scan], now: Iterable[Scan], minimum: int
) -> AgreementFigures | Suppressed | Withheld:
    """Count agreements and outcomes over leaders in two rounds, earlier and later; `then` and `now` are those rounds.

    Only outcomes of agreements in the earlier scan count. As with a score, nothing is told over fewer than `minimum`
    leaders, nor where fewer of the whole round, but not none, are left out: its own figures would show those. The
    outcomes are not told either where all of those left out had another one alone.
    """
    leaders = agreements = looked_back = whole = 0
    outcomes: Counter[Outcome] = Counter()
    for earlier, later in matched:
        agreed = agreed_points(earlier)
        told = [found for point in agreed if (found := look_back_on(later, earlier.id, point.competency))]
        leaders += bool(agreed)
        agreements += len(agreed)
        looked_back += bool(told)
        # Who told of other agreements as well is left out in part: the figures of the round have all that was told.
        whole += bool(told) and len(told) == len(later.look_back)
        outcomes.update(found.outcome for found in told)
    if leaders < minimum:
        return Suppressed(leaders)
    if 0 < sum(1 for scan in then if agreed_points(scan)) - leaders < minimum:
        return Withheld(leaders)
    shown: Mapping[Outcome, int] | Suppressed | Withheld = {outcome: outcomes[outcome] for outcome in Outcome}
    if looked_back < minimum:
        shown = Suppressed(looked_back)
    else:
        others = Counter(item.outcome for scan in now for item in scan.look_back) - outcomes
        apart = len(others) == 1 and others.keys() != outcomes.keys()
        if apart or 0 < sum(1 for scan in now if scan.look_back) - whole < minimum:
            shown = Withheld(looked_back)
    return AgreementFigures(leaders, agreements, looked_back, shown)


def due_dates(scan: Scan) -> Sequence[tuple[date, DevelopmentPoint]]:
    """The agreements with a date, the first date first."""
    dated = [(point.agreement.when, point) for point in scan.development if point.agreement.when is not None]
    return sorted(((when, point) for when, point in dated if when is not None), key=lambda pair: pair[0])


def last_touched(scan: Scan) -> datetime:
    """When a scan was last changed, as far as it says."""
    return max(filter(None, (scan.started, scan.finished, scan.changed)))
