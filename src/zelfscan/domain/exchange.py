"""Who can learn from whom, among the leaders who opted in to exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from zelfscan.domain.pairing import best_pairs, joined
from zelfscan.domain.scan import Level, Rating, Scan


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
    """Why a group belongs together: `seeker` can learn item `number` from `offerer`."""

    number: int
    seeker: Leader
    offerer: Leader


@dataclass(frozen=True, slots=True)
class Group:
    """Two or three leaders for a critical-friend meeting, with everything that they can learn from each other."""

    members: tuple[Leader, ...]
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The groups, by first member, and the opted-in leaders for whom no group would serve a need."""

    groups: tuple[Group, ...]
    unmatched: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What exchange needs to know of a leader who opted in, as bit sets: bit k stands for the k-th number."""

    leader: Leader
    seeks: int
    offers: int


def seeks(rating: Rating) -> bool:
    """Important (3 or 4) and attained less than that; an absent attainment is not a need."""
    wanted, present = rating.importance, rating.attainment
    return wanted is not None and present is not None and present < wanted and wanted.is_high


def offers(rating: Rating) -> bool:
    """Fully attained by the leader in person, not by somebody else in the team."""
    return rating.attainment is Level.FOUR and not rating.delegated_to


def profile_of(scan: Scan, numbers: Sequence[int]) -> Profile | None:
    """What a leader seeks and offers, out of the items that the opt-in is for; None for who did not opt in."""
    if scan.exchange is None:
        return None
    wanted = offered = 0
    for place, number in enumerate(numbers):
        rating = scan.ratings.get(number)
        if rating is None or (scan.exchange_only is not None and number not in scan.exchange_only):
            continue
        if seeks(rating):
            wanted |= 1 << place
        elif offers(rating):
            offered |= 1 << place
    return Profile(Leader(scan.participant, scan.id, scan.exchange), wanted, offered)


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
    """Pairs that together serve as many needs as possible; who is left over joins the pair where that serves most.

    A need is one item of one leader; a pair serves it when the other offers the item, in either direction. The pairs
    are the best there are up to `pairing.EXACT_UP_TO` leaders, and above it close to that. A group
    has at most three members and serves at least one need of each new member or of the others. Each leader may be
    there once; the order of `profiles` plays no part.
    """
    in_order = _in_order(profiles)
    needs = [(profile.seeks, profile.offers) for profile in in_order]
    pairs = best_pairs(needs)
    third = joined(needs, pairs)
    groups = sorted(
        tuple(sorted((*pair, third[index]))) if index in third else pair for index, pair in enumerate(pairs)
    )
    placed = {place for group in groups for place in group}
    return Proposal(
        tuple([_group([in_order[place] for place in group], numbers) for group in groups]),
        tuple([profile.leader for place, profile in enumerate(in_order) if place not in placed]),
    )


def _group(members: Sequence[Profile], numbers: Sequence[int]) -> Group:
    """Members in order, and their lessons by number, seeker and offerer."""
    lessons = [
        Lesson(numbers[place], seeker.leader, offerer.leader)
        for seeker in members
        for offerer in members
        for place in _places(seeker.seeks & offerer.offers)
    ]
    lessons.sort(key=attrgetter("number"))
    return Group(tuple(member.leader for member in members), tuple(lessons))


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _in_order(profiles: Iterable[Profile]) -> list[Profile]:
    """By code and then id; what they share plays no part."""
    return sorted(profiles, key=lambda profile: (profile.leader.code, profile.leader.id.int))
