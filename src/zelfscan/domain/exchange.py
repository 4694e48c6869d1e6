"""Who can learn from whom, among the leaders who opted in to exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from zelfscan.domain.pairing import Person, best_pairs, joined, may_meet
from zelfscan.domain.scan import Assessment, Level, Rating, Scan, participant_key


@dataclass(frozen=True, slots=True, order=True)
class Leader:
    """A leader who opted in. Codes may collide, so `id` tells leaders apart; `contact` is what they share."""

    code: str
    id: UUID
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Who seeks and who offers one item, by code and then id."""

    number: int
    seekers: tuple[Leader, ...]
    offerers: tuple[Leader, ...]


class Lesson(NamedTuple):
    """Why a group belongs together: `seeker` can learn item `number` from `offerer`; `chosen` = a chosen point."""

    number: int
    seeker: Leader
    offerer: Leader
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeGroup:
    """Two or three leaders for a critical-friend meeting, with everything that they can learn from each other."""

    members: tuple[Leader, ...]
    lessons: tuple[Lesson, ...]


class Why(Enum):
    """Why a leader who opted in is in no group; the first that holds, of what the exchange may tell."""

    NOTHING_SOUGHT = "nothing sought"
    """The leader seeks nothing, and what is offered helps nobody in a group that has room."""
    NOBODY_OFFERS = "nobody offers"
    """No other leader offers what is sought."""
    SAME_SCHOOL = "same school"
    """Only leaders of the same school, or under the same code, offer it."""
    NOTHING_BACK = "nothing back"
    """Who offers it would learn nothing in return, and their groups have no room for a third."""
    NO_ROOM = "no room"
    """Who offers it learns more from somebody else, and their groups have no room for a third."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The groups, by first member, the opted-in leaders that are in none, and for each of those why."""

    groups: tuple[ExchangeGroup, ...]
    unmatched: tuple[Leader, ...]
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What exchange needs to know of a leader who opted in, as bit sets: bit k stands for the k-th number.

    `chosen` are the points out of `seeks` that the leader chose to develop, `left_out` the items outside the opt-in;
    `chooses` tells whether there is any such point, left out or not;
    `school` is '' where it was not told. `answers` holds 5 x importance + attainment per item (0 = not given) and
    `delegated` what somebody else has, only to find out what the exchange would tell of others; they are never shown.
    """

    leader: Leader
    seeks: int
    offers: int
    chosen: int = 0
    school: str = ""
    left_out: int = 0
    answers: bytes = b""
    delegated: int = 0
    chooses: bool = False

    def without(self, places: int) -> Profile:
        """The same leader, who neither seeks nor offers what stands in `places` (bits)."""
        return replace(self, seeks=self.seeks & ~places, offers=self.offers & ~places, chosen=self.chosen & ~places)

    @property
    def person(self) -> Person:
        """What pairing needs to know: two of one school never meet, nor two under one code."""
        school = " ".join(participant_key(self.school).split())
        return Person(
            self.seeks,
            self.offers,
            self.chosen,
            frozenset({f"code {participant_key(self.leader.code)}", *([f"school {school}"] if school else ())}),
        )


def seeks(rating: Rating) -> bool:
    """Important (3 or 4) and attained less than that; an absent attainment is not a need."""
    wanted, present = rating.importance, rating.attainment
    return wanted is not None and present is not None and present < wanted and wanted.is_high


def offers(rating: Rating) -> bool:
    """Fully attained by the leader in person, not by somebody else in the team."""
    return rating.attainment is Level.FOUR and not rating.delegated_to


def profile_of(scan: Scan, numbers: Sequence[int]) -> Profile | None:
    """What a leader seeks and offers, out of the items that the opt-in is for; None for who did not opt in.

    A chosen point is sought, whatever its levels. Who was asked for importance alone has no gaps: such a leader seeks
    the chosen points, and without any what was found most important.
    """
    if scan.exchange is None:
        return None
    points = {point.competency for point in scan.development}
    by_importance = scan.assessment is Assessment.IMPORTANCE_ONLY and not points
    wanted = offered = chosen = left_out = delegated = 0
    answers = bytearray()
    for place, number in enumerate(numbers):
        rating = scan.rating(number)
        answers.append(5 * (rating.importance or 0) + (rating.attainment or 0))
        if rating.delegated_to:
            delegated |= 1 << place
        if scan.exchange_only is not None and number not in scan.exchange_only:
            left_out |= 1 << place
            continue
        if number in points:
            chosen |= 1 << place
        if number in points or seeks(rating) or (by_importance and rating.importance is Level.FOUR):
            wanted |= 1 << place
        elif offers(rating):
            offered |= 1 << place
    leader = Leader(scan.participant, scan.id, scan.exchange)
    return Profile(leader, wanted, offered, chosen, scan.school, left_out, bytes(answers), delegated, bool(points))


def exchanges(profiles: Iterable[Profile], numbers: Sequence[int]) -> tuple[Exchange, ...]:
    """Seekers and offerers of each item that has any; `numbers` are those that the profiles were made with."""
    seekers: list[list[Leader]] = [[] for _ in numbers]
    offerers: list[list[Leader]] = [[] for _ in numbers]
    # Leader by leader and not item by item: with many leaders the memory is what takes the time.
    for profile in _in_order(profiles):
        for place in _places(profile.seeks):
            seekers[place].append(profile.leader)
        for place in _places(profile.offers):
            offerers[place].append(profile.leader)
    found = map(Exchange, numbers, map(tuple, seekers), map(tuple, offerers))
    return tuple(item for item in found if item.seekers or item.offerers)


def proposal(profiles: Iterable[Profile], numbers: Sequence[int]) -> Proposal:
    """Pairs that serve as many chosen points, and then as many needs, as possible; others join where that serves most.

    A need is one item of one leader; a pair serves it when the other offers the item, in either direction. In a pair
    both learn something; who joins as the third learns something, or seeks nothing and has something to offer. Two of
    one school or under one code are never in one group. Each leader may be there once; the order of `profiles` plays
    no part.
    """
    in_order = _in_order(profiles)
    people = [profile.person for profile in in_order]
    pairs = best_pairs(people)
    third = joined(people, pairs)
    groups = sorted(
        tuple(sorted((*pair, third[index]))) if index in third else pair for index, pair in enumerate(pairs)
    )
    placed = {place for group in groups for place in group}
    left = [place for place in range(len(in_order)) if place not in placed]
    return Proposal(
        tuple([_group([in_order[place] for place in group], numbers) for group in groups]),
        tuple([in_order[place].leader for place in left]),
        tuple([_why(people[place], [*people[:place], *people[place + 1 :]]) for place in left]),
    )


def _why(alone: Person, others: Sequence[Person]) -> Why:
    if not alone.seeks:
        return Why.NOTHING_SOUGHT
    helpers = [other for other in others if alone.seeks & other.offers]
    if not helpers:
        return Why.NOBODY_OFFERS
    strangers = [other for other in helpers if may_meet(alone, other)]
    if not strangers:
        return Why.SAME_SCHOOL
    return Why.NO_ROOM if any(other.seeks & alone.offers for other in strangers) else Why.NOTHING_BACK


def _group(members: Sequence[Profile], numbers: Sequence[int]) -> ExchangeGroup:
    """Members in order, and their lessons by number, seeker and offerer."""
    lessons = [
        Lesson(numbers[place], seeker.leader, offerer.leader, bool(seeker.chosen >> place & 1))
        for seeker in members
        for offerer in members
        for place in _places(seeker.seeks & offerer.offers)
    ]
    lessons.sort(key=attrgetter("number"))
    return ExchangeGroup(tuple(member.leader for member in members), tuple(lessons))


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _in_order(profiles: Iterable[Profile]) -> list[Profile]:
    """By code and then id; what they share plays no part."""
    return sorted(profiles, key=lambda profile: (profile.leader.code, profile.leader.id.int))
