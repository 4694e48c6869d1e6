"""Pairs of leaders, the best where they are few and close to it where they are many, and who joins them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching_groups import CHOSEN_POINTS, KINDS, groups, made_up_round, people
from zelfscan.domain.pairing import CHOSEN, EXACT_UP_TO, Person, best_pairs, greedy_pairs, joined, worth

eight = st.lists(people(), max_size=8)
Pairs = Sequence[tuple[int, int]]
Served = tuple[int, int]
"""Chosen points that are served, and all needs."""


def by_hand(seeker: Person, offerer: Person) -> Served:
    """The chosen points and the needs that one serves in the other, item by item."""
    needs = [item for item in range(32) if seeker.seeks >> item & 1 and offerer.offers >> item & 1]
    return sum(seeker.chosen >> item & 1 for item in needs), len(needs)


def pair_by_hand(one: Person, other: Person) -> Served | None:
    """What a pair serves in both directions; None when one of them learns nothing or they share a school or code."""
    there, back = by_hand(one, other), by_hand(other, one)
    if not there[1] or not back[1] or one.apart & other.apart:
        return None
    return there[0] + back[0], there[1] + back[1]


def total(made: Sequence[Person], pairs: Pairs) -> Served:
    """What pairs serve; fails where a leader is in two, or a pair may not be."""
    places = [place for pair in pairs for place in pair]
    assert len(set(places)) == len(places)
    chosen = needs = 0
    for one, other in pairs:
        served = pair_by_hand(made[one], made[other])
        assert served is not None
        chosen, needs = chosen + served[0], needs + served[1]
    return chosen, needs


def best_by_hand(made: Sequence[Person], left: Sequence[int]) -> Served:
    """The most that pairs can serve, chosen points first, by trying every way to make them."""
    if len(left) < 2:
        return 0, 0
    first, *rest = left
    best = best_by_hand(made, rest)
    for other in rest:
        served = pair_by_hand(made[first], made[other])
        if served is not None:
            others = best_by_hand(made, [place for place in rest if place != other])
            best = max(best, (served[0] + others[0], served[1] + others[1]))
    return best


@settings(max_examples=60, deadline=None)
@given(eight)
def test_pairs_serve_as_much_as_brute_force(made: list[Person]) -> None:
    """Guards the matching against trying every way to make pairs: chosen points first, and then all needs."""
    assert total(made, best_pairs(made)) == best_by_hand(made, range(len(made)))


@settings(max_examples=60, deadline=None)
@given(eight)
def test_greedy_pairs_serve_at_least_half_of_the_best(made: list[Person]) -> None:
    """Guards the promise of the way for large groups: heaviest first never loses more than half of the weight."""
    weights = [
        CHOSEN * chosen + needs for chosen, needs in (total(made, best_pairs(made, 0)), total(made, best_pairs(made)))
    ]
    assert 2 * weights[0] >= weights[1]


@given(people(), people())
def test_what_a_pair_is_worth(one: Person, other: Person) -> None:
    """Guards a pair's weight: nothing where one learns nothing or where they share a school; both ways the same."""
    served = pair_by_hand(one, other)
    assert worth(one, other) == worth(other, one) == (0 if served is None else CHOSEN * served[0] + served[1])


@given(groups(40))
def test_nobody_is_alone_beside_a_match(made: list[Person]) -> None:
    """Guards large groups: each leader is in one pair, and no two are left who could be one."""
    pairs = greedy_pairs(made)
    total(made, pairs)
    paired = {place for pair in pairs for place in pair}
    alone = [made[place] for place in range(len(made)) if place not in paired]
    assert not any(worth(one, other) for one, other in combinations(alone, 2))


@given(groups(40), st.integers(2, 9))
def test_tables_make_pairs_of_use(made: list[Person], table: int) -> None:
    """Guards groups of many tables: each leader is in one pair, and both learn something in each pair."""
    total(made, greedy_pairs(made, table))


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_group_stays_close_to_the_best(kind: str) -> None:
    """Guards the way for large groups, whether leaders resemble each other or not: few needs lost."""
    made = KINDS[kind](Random(kind), 120)
    greedy, best = (total(made, best_pairs(made, exact_up_to=size))[1] for size in (0, 120))
    assert greedy >= 0.9 * best


def test_a_large_round_serves_most_of_what_was_chosen() -> None:
    """Guards the figure in docs/methode.md: of 328 chosen points the best pairs serve 194, and the quick ones 185."""
    made = made_up_round()
    assert sum(one.chosen.bit_count() for one in made) == CHOSEN_POINTS
    assert total(made, greedy_pairs(made))[0] >= 180


def test_the_limit_decides_which_way_is_taken() -> None:
    """Guards that a round is matched exactly up to the limit, and not above it."""
    made = made_up_round(4, EXACT_UP_TO + 1)
    assert best_pairs(made) == tuple(sorted(greedy_pairs(made)))
    fewer = made[:-1]
    assert best_pairs(fewer) == best_pairs(fewer, exact_up_to=10**9) != tuple(sorted(greedy_pairs(fewer)))


def gain_by_hand(newcomer: Person, members: Sequence[Person]) -> int:
    """What is served more, weighed, when the newcomer joins; 0 when a newcomer with needs would learn nothing."""
    if any(newcomer.apart & member.apart for member in members):
        return 0
    if newcomer.seeks and not any(newcomer.seeks & member.offers for member in members):
        return 0
    return served_by_hand([*members, newcomer]) - served_by_hand(members)


def served_by_hand(group: Sequence[Person]) -> int:
    """The weight of the (leader, item) needs that somebody else in the group offers."""
    weight = 0
    for place, seeker in enumerate(group):
        for item in range(8):
            others = [one.offers for other, one in enumerate(group) if other != place]
            if seeker.seeks >> item & 1 and any(offers >> item & 1 for offers in others):
                weight += 1 + CHOSEN * (seeker.chosen >> item & 1)
    return weight


def joined_by_hand(made: Sequence[Person], pairs: Pairs) -> dict[int, int]:
    """Every newcomer tried in every pair: the highest gain, then the lowest place, then the lowest pair."""
    paired = {place for pair in pairs for place in pair}
    gains = sorted(
        (-gain_by_hand(made[place], [made[member] for member in pair]), place, index)
        for place in range(len(made))
        if place not in paired
        for index, pair in enumerate(pairs)
    )
    found: dict[int, int] = {}
    for gain, place, index in gains:
        if gain < 0 and index not in found and place not in found.values():
            found[index] = place
    return found


@st.composite
def groups_with_pairs(draw: st.DrawFn) -> tuple[list[Person], list[tuple[int, int]]]:
    """A group in which some are paired already, well or not."""
    made = draw(groups(14))
    order = draw(st.permutations(range(len(made))))
    wanted = draw(st.integers(0, len(made) // 2))
    return made, [(order[2 * pair], order[2 * pair + 1]) for pair in range(wanted)]


@given(groups_with_pairs())
@example(([Person(1, 2), Person(2, 1), Person(0, 4), Person(4, 0)], [(0, 1)]))
def test_the_most_extra_needs_go_first(group: tuple[list[Person], list[tuple[int, int]]]) -> None:
    """Guards who joins which pair, ties included, against trying every newcomer in every pair."""
    made, pairs = group
    assert joined(made, pairs) == joined_by_hand(made, pairs)


@given(groups_with_pairs(), st.integers(1, 5))
def test_who_joins_is_of_use_at_every_table(group: tuple[list[Person], list[tuple[int, int]]], table: int) -> None:
    """Guards groups of many tables: who joins was alone, joins once, and serves or is served."""
    made, pairs = group
    found = joined(made, pairs, table)
    paired = {place for pair in pairs for place in pair}
    assert len(set(found.values())) == len(found)
    assert paired.isdisjoint(found.values())
    for index, place in found.items():
        assert gain_by_hand(made[place], [made[member] for member in pairs[index]]) > 0


@given(groups(30))
def test_a_whole_group_finds_its_place(made: list[Person]) -> None:
    """Guards both steps after each other: nobody is left who would serve or be served in a pair."""
    pairs = greedy_pairs(made)
    assert joined(made, pairs) == joined_by_hand(made, pairs)
