"""Who meets whom: pairs in which both learn something, and who joins a pair as the third.

A leader is here what that leader seeks and what that leader offers, as bit sets over the same items. The points that
leaders chose themselves go before everything else; docs/methode.md tells what each way below serves of the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple


class Person(NamedTuple):
    """What a leader seeks, which of that was chosen, and what is offered; who share a word of `apart` never meet."""

    seeks: int
    offers: int
    chosen: int = 0
    apart: frozenset[str] = frozenset()


EXACT_UP_TO = 100
"""Leaders up to which the pairs are the best there are: the time of that grows with the third power and more."""
PAIR_TABLE = 300
"""Above it, how many leaders are weighed against each other as partners."""
_TABLE = 100
"""Leaders and pairs that are weighed against each other for who joins as the third."""
CHOSEN = 10_000
"""The weight of a chosen point: more than all the needs that a hundred leaders can have beside them."""
CHAIN = 10
"""So many partners change at most in one improvement of pairs that were made greedily."""
NEAREST = 40
"""So many partners of each leader, the best ones, are looked at for that."""


def best_pairs(people: Sequence[Person], exact_up_to: int = EXACT_UP_TO) -> tuple[tuple[int, int], ...]:
    """The pairs of places with most chosen points and then most needs served, lowest place first.

    Up to `exact_up_to` leaders a maximum-weight matching (Edmonds' blossom algorithm), above it a greedy one that is
    improved by chains of exchanges (after Lin & Kernighan).
    """
    pairs = _matched(people) if len(people) <= exact_up_to else greedy_pairs(people)
    return tuple(sorted((min(pair), max(pair)) for pair in pairs))


def may_meet(one: Person, other: Person) -> bool:
    """They are two persons of two schools, as far as is known."""
    return one.apart.isdisjoint(other.apart)


def worth(one: Person, other: Person) -> int:
    """What two leaders serve in each other, a chosen point weighing `CHOSEN` more; 0 unless both learn something."""
    taught, learnt = one.seeks & other.offers, other.seeks & one.offers
    if not (taught and learnt and may_meet(one, other)):
        return 0
    return _weight(one.chosen, taught) + _weight(other.chosen, learnt)


def _weight(chosen: int, served: int) -> int:
    return served.bit_count() + CHOSEN * (chosen & served).bit_count()


def _worths(people: Sequence[Person]) -> dict[tuple[int, int], int]:
    """What each pair is worth, of those that are of use."""
    return {
        (one, other): weight
        for one, other in combinations(range(len(people)), 2)
        if (weight := worth(people[one], people[other]))
    }


def _matched(people: Sequence[Person]) -> list[tuple[int, int]]:
    weights = _worths(people)
    if not weights:
        return []
    # Here and not above: loading it takes longer than any other command, and few commands need it.
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(people)))
    for (one, other), weight in weights.items():
        graph.add_edge(one, other, weight=weight)
    return list(networkx.max_weight_matching(graph, maxcardinality=False))


def greedy_pairs(people: Sequence[Person], table: int = PAIR_TABLE) -> list[tuple[int, int]]:
    """The two who serve most in each other first, then the next two of who is left, and so on; then improved.

    With more than `table` leaders they are dealt over tables, where that holds for each, until nobody finds a partner.
    """
    pairs: list[tuple[int, int]] = []
    free = list(range(len(people)))
    more = True
    while more:
        tables = -(-len(free) // table)
        now = [
            (places[one], places[other])
            for places in (free[first::tables] for first in range(tables))
            for one, other in _Table([people[place] for place in places]).pairs()
        ]
        pairs += now
        gone = {place for pair in now for place in pair}
        free = [place for place in free if place not in gone]
        more = tables > 1 and bool(now)
    return pairs


class _Table:
    """The leaders at one table, who is whose partner, and what each pair is worth."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._worths: list[dict[int, int]] = [{} for _ in people]
        for (one, other), weight in _worths(people).items():
            self._worths[one][other] = self._worths[other][one] = weight
        self._near = [sorted(found, key=lambda other: (-found[other], other))[:NEAREST] for found in self._worths]
        self._partner: dict[int, int] = {}

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs, heaviest first and then improved while that helps."""
        self._seat()
        better = True
        while better:
            better = sum(self._improve(place) for place in range(len(self._worths))) > 0
            self._seat()
        return sorted((one, other) for one, other in self._partner.items() if one < other)

    def _seat(self) -> None:
        """Pair who is free, the heaviest pair first."""
        free = [place for place in range(len(self._worths)) if place not in self._partner]
        found = sorted(
            (-self._worths[one][other], one, other)
            for one, other in combinations(free, 2)
            if other in self._worths[one]
        )
        for _, one, other in found:
            if one not in self._partner and other not in self._partner:
                self._partner[one], self._partner[other] = other, one

    def _improve(self, start: int) -> bool:
        """Whether a chain of exchanges from one leader on gained something; it is made then.

        The partner left behind takes the best other leader, whose partner is left behind in turn, and so on; the chain
        may end with somebody left over, or with the last and the first together.
        """
        gone: list[tuple[int, int]] = []
        come: list[tuple[int, int]] = []
        seen, end, gain = {start}, start, 0
        if (partner := self._partner.get(start)) is not None:
            gone.append((start, partner))
            gain -= self._worths[start][partner]
            seen.add(partner)
            end = partner
        most, best = 0, (gone, come)
        while len(come) < CHAIN:
            steps = [
                (self._worths[end][place] - self._lost(place), -place)
                for place in self._near[end]
                if place not in seen and self._partner.get(place) not in seen
            ]
            if not steps:
                break
            gained, found = max(steps)
            gain, taken = gain + gained, -found
            come = [*come, (end, taken)]
            left = self._partner.get(taken)
            if left is not None:
                gone = [*gone, (taken, left)]
            if gain > most:
                most, best = gain, (gone, come)
            if left is None:
                break
            closing = self._worths[left].get(start, 0) if partner is not None else 0
            if closing and gain + closing > most:
                most, best = gain + closing, (gone, [*come, (left, start)])
            seen |= {taken, left}
            end = left
        if most:
            self._exchange(*best)
        return bool(most)

    def _lost(self, place: int) -> int:
        partner = self._partner.get(place)
        return 0 if partner is None else self._worths[place][partner]

    def _exchange(self, gone: Sequence[tuple[int, int]], come: Sequence[tuple[int, int]]) -> None:
        for pair in gone:
            for place in pair:
                del self._partner[place]
        for one, other in come:
            self._partner[one], self._partner[other] = other, one


def joined(people: Sequence[Person], pairs: Sequence[tuple[int, int]], table: int = _TABLE) -> dict[int, int]:
    """Who joins which pair: the index of a pair to the place of the leader who joins, one at most.

    Who seeks something learns something there. Where most is gained goes first; where that is equal the lowest place,
    and then the lowest index. With more than `table` leaders or pairs they are dealt over tables, where that holds for
    each, until nobody finds a pair.
    """
    paired = {place for pair in pairs for place in pair}
    left = [place for place in range(len(people)) if place not in paired]
    open_pairs = list(range(len(pairs)))
    found: dict[int, int] = {}
    more = bool(left and open_pairs)
    while more:
        tables = -(-max(len(left), len(open_pairs)) // table)
        now: dict[int, int] = {}
        for first in range(tables):
            now |= _most_first(people, pairs, left[first::tables], open_pairs[first::tables])
        found |= now
        gone = set(now.values())
        left = [place for place in left if place not in gone]
        open_pairs = [index for index in open_pairs if index not in now]
        more = tables > 1 and bool(now and left and open_pairs)
    return found


def _most_first(
    people: Sequence[Person], pairs: Sequence[tuple[int, int]], places: Sequence[int], indexes: Sequence[int]
) -> dict[int, int]:
    """Index of a pair to the place that joins it, at one table."""
    gains = sorted(
        (-gain, place, index)
        for index in indexes
        for place in places
        if (gain := _gain(people[place], *(people[member] for member in pairs[index])))
    )
    found: dict[int, int] = {}
    seated: set[int] = set()
    for _, place, index in gains:
        if index not in found and place not in seated:
            found[index] = place
            seated.add(place)
    return found


def _gain(newcomer: Person, one: Person, other: Person) -> int:
    """How much more is served in a pair when the newcomer joins; 0 when that may not be."""
    learnt = newcomer.seeks & (one.offers | other.offers)
    if not (may_meet(newcomer, one) and may_meet(newcomer, other)) or (newcomer.seeks and not learnt):
        return 0
    return (
        _weight(newcomer.chosen, learnt)
        + _weight(one.chosen, one.seeks & ~other.offers & newcomer.offers)
        + _weight(other.chosen, other.seeks & ~one.offers & newcomer.offers)
    )
