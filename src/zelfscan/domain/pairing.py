"""Who meets whom: pairs of leaders that serve as many needs as possible, and who joins a pair as the third.

A leader is here what that leader seeks and what that leader offers, as two bit sets over the same items.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

Needs = tuple[int, int]

EXACT_UP_TO = 100
"""Leaders up to which the pairs are the best there are: the time of that grows with the third power and more."""
PAIR_TABLE = 300
"""Above it, how many leaders are weighed against each other as partners."""
TABLE = 100
"""Leaders and pairs that are weighed against each other for who joins as the third."""


def best_pairs(profiles: Sequence[Needs], exact_up_to: int = EXACT_UP_TO) -> tuple[tuple[int, int], ...]:
    """The pairs of places that serve most needs, lowest place first.

    Up to `exact_up_to` leaders a maximum-weight matching (Edmonds' blossom algorithm), above it a greedy one; what that
    loses stands in docs/methode.md.
    """
    pairs = _matched(profiles) if len(profiles) <= exact_up_to else greedy_pairs(profiles)
    return tuple(sorted((min(pair), max(pair)) for pair in pairs))


def served(one: Needs, other: Needs) -> int:
    """How many needs two leaders serve in each other."""
    return (one[0] & other[1]).bit_count() + (other[0] & one[1]).bit_count()


def _matched(profiles: Sequence[Needs]) -> list[tuple[int, int]]:
    weights = {
        (one, other): weight
        for one, other in combinations(range(len(profiles)), 2)
        if (weight := served(profiles[one], profiles[other]))
    }
    if not weights:
        return []
    # Here and not above: loading it takes longer than any other command, and few commands need it.
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(profiles)))
    for (one, other), weight in weights.items():
        graph.add_edge(one, other, weight=weight)
    return list(networkx.max_weight_matching(graph, maxcardinality=False))


def greedy_pairs(profiles: Sequence[Needs], table: int = PAIR_TABLE) -> list[tuple[int, int]]:
    """The two who serve most needs in each other first, then the next two of who is left, and so on.

    With more than `table` leaders they are dealt over tables, where that holds for each, until nobody finds a partner.
    """
    pairs: list[tuple[int, int]] = []
    free = list(range(len(profiles)))
    more = True
    while more:
        tables = -(-len(free) // table)
        now = [pair for first in range(tables) for pair in _heaviest_first(profiles, free[first::tables])]
        pairs += now
        gone = {place for pair in now for place in pair}
        free = [place for place in free if place not in gone]
        more = tables > 1 and bool(now)
    return pairs


def _heaviest_first(profiles: Sequence[Needs], places: Sequence[int]) -> list[tuple[int, int]]:
    weighed = sorted(
        (-weight, one, other)
        for one, other in combinations(places, 2)
        if (weight := served(profiles[one], profiles[other]))
    )
    pairs: list[tuple[int, int]] = []
    seated: set[int] = set()
    for _, one, other in weighed:
        if one not in seated and other not in seated:
            pairs.append((one, other))
            seated |= {one, other}
    return pairs


def joined(profiles: Sequence[Needs], pairs: Sequence[tuple[int, int]], table: int = TABLE) -> dict[int, int]:
    """Who joins which pair: the index of a pair to the place of the leader who joins, one at most.

    The most extra needs served go first; where that is equal the lowest place, and then the lowest index. With more
    than `table` leaders or pairs they are dealt over tables, where that holds for each, until nobody finds a pair.
    """
    paired = {place for pair in pairs for place in pair}
    left = [place for place in range(len(profiles)) if place not in paired]
    open_pairs = list(range(len(pairs)))
    found: dict[int, int] = {}
    more = bool(left and open_pairs)
    while more:
        tables = -(-max(len(left), len(open_pairs)) // table)
        now: dict[int, int] = {}
        for first in range(tables):
            now |= _most_first(profiles, pairs, left[first::tables], open_pairs[first::tables])
        found |= now
        gone = set(now.values())
        left = [place for place in left if place not in gone]
        open_pairs = [index for index in open_pairs if index not in now]
        more = tables > 1 and bool(now and left and open_pairs)
    return found


def _most_first(
    profiles: Sequence[Needs], pairs: Sequence[tuple[int, int]], places: Sequence[int], indexes: Sequence[int]
) -> dict[int, int]:
    """Index of a pair to the place that joins it, at one table."""
    gains = sorted(
        (-gain, place, index)
        for index in indexes
        for place in places
        if (gain := _gain(profiles[place], *(profiles[member] for member in pairs[index])))
    )
    found: dict[int, int] = {}
    seated: set[int] = set()
    for _, place, index in gains:
        if index not in found and place not in seated:
            found[index] = place
            seated.add(place)
    return found


def _gain(newcomer: Needs, one: Needs, other: Needs) -> int:
    """How many more needs are served in a pair when the newcomer joins."""
    seeks, offers = newcomer
    return (
        (seeks & (one[1] | other[1])).bit_count()
        + (one[0] & ~other[1] & offers).bit_count()
        + (other[0] & ~one[1] & offers).bit_count()
    )
