"""Who can learn from whom, among the leaders who opted in to exchange."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from zelfscan.domain.scan import Level, Rating, Scan

EXACT_UP_TO = 200
"""Leaders up to which every possible pair is weighed."""
BEST_PARTNERS = 8
PARTNERS_PER_WEIGHT = 2
"""Above `EXACT_UP_TO` the pairs weighed are each leader's best few, and a few of every lower weight."""


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


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
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
class _Profile:
    """One leader's needs and strengths as bit sets: bit k stands for the k-th number."""

    leader: Leader
    seeks: int
    offers: int


def seeks(rating: Rating) -> bool:
    """Important (3 or 4) and attained less than that; an absent attainment is not a need."""
    wanted, present = rating.importance, rating.attainment
    return wanted is not None and present is not None and wanted.is_high and present < wanted


def offers(rating: Rating) -> bool:
    """Fully attained by the leader in person, not by somebody else in the team."""
    return rating.attainment is Level.FOUR and not rating.delegated_to


def exchange(scans: Iterable[Scan], numbers: Iterable[int]) -> tuple[Exchange, ...]:
    """Seekers and offerers of each item that has any, among the scans that opted in."""
    opted_in = _opted_in(scans)
    found = (
        Exchange(
            number,
            tuple(leader for leader, scan in opted_in if seeks(scan.rating(number))),
            tuple(leader for leader, scan in opted_in if offers(scan.rating(number))),
        )
        for number in numbers
    )
    return tuple(item for item in found if item.seekers or item.offerers)


def proposal(scans: Iterable[Scan], numbers: Iterable[int]) -> Proposal:
    """Pairs that together serve as many needs as possible; who is left over joins the pair where that serves most.

    A need is one item of one leader; a pair serves it when the other offers the item, in either direction. The pairs
    are a maximum-weight matching (Edmonds' blossom algorithm), exact up to `EXACT_UP_TO` leaders. A group has at most
    three members and serves at least one need of each new member or of the others. The order of `scans`, which must
    hold each scan once, plays no part.
    """
    items = tuple(numbers)
    profiles = [_profile(leader, scan, items) for leader, scan in _opted_in(scans)]
    pairs = best_pairs([(profile.seeks, profile.offers) for profile in profiles])
    groups, unmatched = _join(profiles, pairs)
    return Proposal(
        tuple(_group([profiles[place] for place in members], items) for members in groups),
        tuple(profiles[place].leader for place in unmatched),
    )


def best_pairs(profiles: Sequence[tuple[int, int]], exact_up_to: int = EXACT_UP_TO) -> tuple[tuple[int, int], ...]:
    """The pairs of places that serve most needs, lowest place first; each profile is a (seeks, offers) bit set.

    Above `exact_up_to` profiles a part of the pairs is weighed, as the time grows with the third power of their
    number. What that loses was measured against the exact answer on groups of 180: 0 to 2.5 %.
    """
    # Here and not above: loading it takes longer than any other command, and few commands need it.
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(profiles)))
    for one, other in _candidates(profiles, exact_up_to):
        graph.add_edge(one, other, weight=served(profiles[one], profiles[other]))
    matching = networkx.max_weight_matching(graph, maxcardinality=False)
    return tuple(sorted((min(pair), max(pair)) for pair in matching))


def served(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many needs two (seeks, offers) profiles serve in each other."""
    return (one[0] & other[1]).bit_count() + (other[0] & one[1]).bit_count()


def _candidates(profiles: Sequence[tuple[int, int]], exact_up_to: int) -> list[tuple[int, int]]:
    """The pairs worth weighing: all that serve a need, or in a large group the best few of each leader."""
    size = len(profiles)
    useful = [pair for pair in combinations(range(size), 2) if served(profiles[pair[0]], profiles[pair[1]])]
    if size <= exact_up_to:
        return useful
    partners: dict[int, list[tuple[int, int]]] = {}
    for one, other in useful:
        weight = served(profiles[one], profiles[other])
        # Among equals the next in line comes first, so that not everybody names the same few partners.
        partners.setdefault(one, []).append((-weight, other - one))
        partners.setdefault(other, []).append((-weight, one - other + size))
    return sorted(
        {
            (min(place, partner), max(place, partner))
            for place, found in partners.items()
            for step in _shortlist(found)
            for partner in ((place + step) % size,)
        }
    )


def _shortlist(partners: Sequence[tuple[int, int]]) -> list[int]:
    """The steps to a leader's candidate partners, out of (negative weight, step).

    The best alone would not do: where many leaders are alike they all want the same few, and need a second choice.
    """
    kept: list[int] = []
    times: dict[int, int] = {}
    for place, (weight, step) in enumerate(sorted(partners)):
        times[weight] = times.get(weight, 0) + 1
        if place < BEST_PARTNERS or times[weight] <= PARTNERS_PER_WEIGHT:
            kept.append(step)
    return kept


def _join(profiles: Sequence[_Profile], pairs: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, ...]], list[int]]:
    """Let who is left over join a pair, the most served needs first; what remains is unmatched."""
    paired = {place for pair in pairs for place in pair}
    left = [place for place in range(len(profiles)) if place not in paired]
    gains = sorted(
        (-gain, place, index)
        for place in left
        for index, pair in enumerate(pairs)
        if (gain := _gain(profiles[place], [profiles[member] for member in pair])) > 0
    )
    joined: dict[int, int] = {}
    for _, place, index in gains:
        if index not in joined and place not in joined.values():
            joined[index] = place
    groups = [tuple(sorted((*pair, *([joined[i]] if i in joined else [])))) for i, pair in enumerate(pairs)]
    return sorted(groups), [place for place in left if place not in joined.values()]


def _gain(newcomer: _Profile, members: Sequence[_Profile]) -> int:
    """How many more needs are served when the newcomer joins."""
    offered = 0
    for member in members:
        offered |= member.offers
    gain = (newcomer.seeks & offered).bit_count()
    for member in members:
        others = 0
        for other in members:
            others |= other.offers if other is not member else 0
        gain += (member.seeks & newcomer.offers & ~others).bit_count()
    return gain


def _group(members: Sequence[_Profile], numbers: Sequence[int]) -> Group:
    lessons = [
        Lesson(number, seeker.leader, offerer.leader)
        for seeker in members
        for offerer in members
        for bit, number in enumerate(numbers)
        if seeker.seeks & offerer.offers & (1 << bit)
    ]
    return Group(tuple(member.leader for member in members), tuple(sorted(lessons)))


def _profile(leader: Leader, scan: Scan, numbers: Sequence[int]) -> _Profile:
    wanted = sum(1 << bit for bit, number in enumerate(numbers) if seeks(scan.rating(number)))
    offered = sum(1 << bit for bit, number in enumerate(numbers) if offers(scan.rating(number)))
    return _Profile(leader, wanted, offered)


def _opted_in(scans: Iterable[Scan]) -> list[tuple[Leader, Scan]]:
    found = [(Leader(scan.participant, scan.id, scan.exchange), scan) for scan in scans if scan.exchange is not None]
    return sorted(found, key=lambda pair: (pair[0].code, pair[0].id))
