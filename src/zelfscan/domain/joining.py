"""Who is left over after the pairs are made joins a pair, where that serves needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from zelfscan.domain.bidding import BLOCK, MOST_ITEMS, Needs
from zelfscan.domain.lanes import LANE, Lanes, dealt


class _Host(NamedTuple):
    """A pair as who joins it sees it: what it offers, and what each of both seeks and does not get from the other."""

    offers: int
    first_seeks: int
    second_seeks: int
    seeks: int


def joined(profiles: Sequence[Needs], pairs: Sequence[tuple[int, int]], block: int = BLOCK) -> dict[int, int]:
    """Who joins which pair: the index of a pair to the place of the leader who joins, one at most.

    The most extra needs served go first; where that is equal the lowest place, and then the lowest index. With more
    than `block` leaders or pairs that holds within a block, and whoever is then left joins the first pair that fits.
    Nobody is left who would serve or be served in a pair that nobody joined.
    """
    kept = (1 << MOST_ITEMS) - 1
    hosts = [_host(profiles[one], profiles[other], kept) for one, other in pairs]
    offered = sought = 0
    for host in hosts:
        offered |= host.offers
        sought |= host.seeks
    paired = {place for pair in pairs for place in pair}
    left = {
        place: (seeks & kept, offers & kept)
        for place, (seeks, offers) in enumerate(profiles)
        if place not in paired and (seeks & offered or offers & sought)
    }
    hands = -(-max(len(left), len(hosts)) // block) if left else 0
    newcomers = dealt(sorted(left, key=lambda place: (left[place][1], left[place][0], place)), hands)
    indexes = sorted(range(len(hosts)), key=lambda index: (hosts[index].offers, hosts[index].seeks, index))
    found: dict[int, int] = {}
    for some, hand in zip(newcomers, dealt(indexes, hands), strict=True):
        if some:
            most = _most_first([left[place] for place in some], [hosts[index] for index in hand])
            found.update((hand[index], some[place]) for index, place in most.items())
    if hands > 1:
        _first_that_fit(left, hosts, found)
    return found


def _host(one: Needs, other: Needs, kept: int) -> _Host:
    first, second = one[0] & ~other[1] & kept, other[0] & ~one[1] & kept
    return _Host((one[1] | other[1]) & kept, first, second, first | second)


def _most_first(newcomers: Sequence[Needs], hosts: Sequence[_Host]) -> dict[int, int]:
    """Index of a host to that of the newcomer, the highest gain first."""
    offering = Lanes([host.offers for host in hosts], MOST_ITEMS)
    first = Lanes([host.first_seeks for host in hosts], MOST_ITEMS)
    second = Lanes([host.second_seeks for host in hosts], MOST_ITEMS)
    rows = [offering.shared(seeks) + first.shared(offers) + second.shared(offers) for seeks, offers in newcomers]
    size = len(hosts)
    still_open = (1 << LANE * size) - 1
    # A heap of (negative gain, newcomer): never too low a gain, for it falls only when a host is taken.
    heap = [(-seeks.bit_count() - 2 * offers.bit_count(), place) for place, (seeks, offers) in enumerate(newcomers)]
    heapify(heap)
    found: dict[int, int] = {}
    while heap and still_open:
        hoped, place = heap[0]
        lanes = (rows[place] & still_open).to_bytes(size, "little")
        gain = next((gain for gain in range(-hoped, 0, -1) if gain in lanes), 0)
        if 0 < gain < -hoped:
            heapreplace(heap, (-gain, place))
            continue
        heappop(heap)
        if gain:
            index = lanes.index(gain)
            found[index] = place
            still_open ^= 255 << LANE * index
    return found


def _first_that_fit(left: Mapping[int, Needs], hosts: Sequence[_Host], found: dict[int, int]) -> None:
    """Let whoever still fits in an open pair of another block join it, item by item."""
    placed = set(found.values())
    waiting = [place for place in left if place not in placed]
    free = [index for index in range(len(hosts)) if index not in found]
    for item in range(MOST_ITEMS):
        bit = 1 << item
        for newcomers_seek in (True, False):
            coming = [place for place in waiting if left[place][0 if newcomers_seek else 1] & bit]
            if not coming:
                continue
            taking = [index for index in free if (hosts[index].offers if newcomers_seek else hosts[index].seeks) & bit]
            here = dict(zip(taking, coming, strict=False))
            found.update(here)
            gone = set(here.values())
            waiting = [place for place in waiting if place not in gone]
            free = [index for index in free if index not in here]
