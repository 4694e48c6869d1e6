"""Pairs for groups that are too large to weigh every way to pair them: leaders bid for each other.

Each leader in turn looks for the partner with the highest weight minus what that partner already expects to get, and
expects in return what the second best would have left (Bertsekas' auction for the assignment problem, 1988, here
played with one group instead of two). Whoever is outbid comes back in line. What each expects ends near the prices at
which the best pairs stand, and so do the pairs. Every leader of a block is weighed at once (`Lanes`), in whole numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import reduce
from operator import or_

from zelfscan.domain.lanes import LANE, Lanes, dealt, filled

BLOCK = 1024
"""Leaders that are weighed against each other; more find better partners but cost more each."""
BIDS = 16
"""Bids of one leader at most; four are usual, only where many are alike do they outbid each other for long."""
STEPS = 3
"""Steps of a bid in one need: finer bids come closer to the best and take more of them."""
MOST_ITEMS = 63
"""Items that count for who pairs with whom; twice as many needs fit in half a lane, and no instrument has more."""

Needs = tuple[int, int]
"""What a leader seeks and what a leader offers, as bit sets over the same items."""


def pairs_by_bidding(profiles: Sequence[Needs], block: int = BLOCK) -> list[tuple[int, int]]:
    """Pairs of places, each (seeks, offers) profile in one at most, in time near linear in their number.

    Within a block no two leaders serve more needs in each other than both do in the pairs that they are in, so the
    pairs of one block serve at least half of what is possible. Leaders are dealt over the blocks such that those who
    are alike are spread; who is left over then meets those of other blocks. No two unmatched leaders could have served
    a need, given that nobody seeks what they offer.
    """
    kept = (1 << MOST_ITEMS) - 1
    held = [(seeks & kept, offers & kept) for seeks, offers in profiles]
    able = _who_could(held, sorted(range(len(held)), key=lambda place: (held[place][1], held[place][0], place)))
    hands = dealt(able, -(-len(able) // block))
    pairs: list[tuple[int, int]] = []
    for hand in hands:
        found = _Block([held[place] for place in hand]).pairs()
        pairs += [(hand[one], hand[other]) for one, other in found]
    if len(hands) > 1:
        paired = {place for pair in pairs for place in pair}
        pairs += _first_that_fit(held, [place for place in able if place not in paired])
    return pairs


def _who_could(held: Sequence[Needs], places: Sequence[int]) -> list[int]:
    """The places that seek or offer an item that another of them offers or seeks."""
    sought = reduce(or_, (held[place][0] for place in places), 0)
    offered = reduce(or_, (held[place][1] for place in places), 0)
    return [place for place in places if held[place][0] & offered or held[place][1] & sought]


def _first_that_fit(held: Sequence[Needs], places: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of whoever is still left over blocks, item by item, until no two could serve each other."""
    pairs: list[tuple[int, int]] = []
    left = _who_could(held, places)
    for item in range(MOST_ITEMS):
        bit = 1 << item
        offering = [place for place in left if held[place][1] & bit]
        seeking = [place for place in left if held[place][0] & bit and not held[place][1] & bit] if offering else []
        found = list(zip(seeking, offering, strict=False))
        if found:
            gone = {place for pair in found for place in pair}
            left = [place for place in left if place not in gone]
            pairs += found
    return pairs


class _Block:
    """Leaders who are weighed against each other; `pairs` can be asked once.

    A lane of `_worth` + a row is `_base` + `STEPS` (or fewer) × the weight − what the leader of that lane expects.
    Expectations stay between 0 and `_base`, so that a lane stays between 0 and 2 × `_base`.
    """

    def __init__(self, profiles: Sequence[Needs]) -> None:
        sought = reduce(or_, (seeks for seeks, _ in profiles), 0)
        offered = reduce(or_, (offers for _, offers in profiles), 0)
        width = (sought | offered).bit_length()
        seekers = Lanes([seeks for seeks, _ in profiles], width)
        offerers = Lanes([offers for _, offers in profiles], width)
        limits = [(seeks & offered).bit_count() + (offers & sought).bit_count() for seeks, offers in profiles]
        heaviest = max(1, *limits)
        self._step = min(STEPS, 127 // heaviest)
        self._base = self._step * heaviest
        self._limits = [self._base + self._step * limit for limit in limits]
        # Nobody is a partner to themselves: their own lane holds nothing.
        self._rows = [
            self._step
            * (offerers.shared(seeks) + seekers.shared(offers) - (2 * (seeks & offers).bit_count() << LANE * place))
            for place, (seeks, offers) in enumerate(profiles)
        ]
        self._size = len(profiles)
        self._mates = [-1] * self._size
        self._expected = [0] * self._size
        self._worth = filled([self._base] * self._size)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of places within the block, lowest first."""
        self._bid()
        self._settle()
        return [(place, mate) for place, mate in enumerate(self._mates) if mate > place]

    def _bid(self) -> None:
        """Let everybody bid until nobody is outbid any more, or has bid often enough."""
        base, mates, expected, tops = self._base, self._mates, self._expected, list(self._limits)
        bids = [0] * self._size
        line = deque(range(self._size))
        while line:
            place = line.popleft()
            if mates[place] >= 0 or bids[place] == BIDS:
                continue
            bids[place] += 1
            lanes = (self._rows[place] + self._worth).to_bytes(self._size, "little")
            top = _highest(lanes, tops[place], base)
            if top == base:
                continue
            mate = _lane(lanes, top, place)
            # What others expect seldom falls, so the search starts no higher than a need above the last time.
            tops[place] = min(top + self._step, self._limits[place])
            again = top in lanes[mate + 1 :] or top in lanes[:mate]
            second = top if again else _highest(lanes, top - 1, base)
            more = min(top - second + 1, top - base)
            if mates[mate] >= 0:
                line.append(mates[mate])
            self._pair(place, mate, top - base - more, expected[mate] + more)

    def _settle(self) -> None:
        """Part pairs as long as two leaders serve more needs in each other than both do now.

        What everybody expects is now what their pair serves. It ends, as each time the whole serves more.
        """
        self._expected = [
            row[mate] if mate >= 0 else 0
            for mate, row in zip(self._mates, (row.to_bytes(self._size, "little") for row in self._rows), strict=True)
        ]
        self._worth = filled([self._base - amount for amount in self._expected])
        line = deque(range(self._size))
        while line:
            place = line.popleft()
            lanes = (self._rows[place] + self._worth).to_bytes(self._size, "little")
            enough = self._base + self._expected[place]
            top = _highest(lanes, self._limits[place], enough)
            if top == enough:
                continue
            mate = _lane(lanes, top, place)
            weight = top - self._base + self._expected[mate]
            for alone in (self._mates[place], self._mates[mate]):
                if alone >= 0:
                    self._worth += self._expected[alone] << LANE * alone
                    self._expected[alone] = 0
                    line.append(alone)
            self._pair(place, mate, weight, weight)

    def _pair(self, one: int, other: int, one_expects: int, other_expects: int) -> None:
        """Make a pair, and whoever they were paired with alone."""
        mates, expected = self._mates, self._expected
        for place in (mates[one], mates[other]):
            if place >= 0:
                mates[place] = -1
        mates[one], mates[other] = other, one
        self._worth += ((expected[one] - one_expects) << LANE * one) + (
            (expected[other] - other_expects) << LANE * other
        )
        expected[one], expected[other] = one_expects, other_expects


def _highest(lanes: bytes, at_most: int, otherwise: int) -> int:
    """The highest value in any lane, sought from `at_most` down; `otherwise` when none is above that."""
    for value in range(at_most, otherwise, -1):
        if value in lanes:
            return value
    return otherwise


def _lane(lanes: bytes, value: int, start: int) -> int:
    """The first lane with this value from `start` on, round the end.

    A start of their own keeps leaders who are alike from all wanting the same partner.
    """
    found = lanes.find(value, start)
    return found if found >= 0 else lanes.find(value)
