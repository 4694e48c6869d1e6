"""Pairs of leaders, the best where they are few and close to it where they are many, and who joins them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching_groups import KINDS, Needs, groups
from zelfscan.domain.pairing import EXACT_UP_TO, best_pairs, greedy_pairs, joined, served

any_profiles = st.lists(st.tuples(st.integers(0, 31), st.integers(0, 31)), max_size=6)
Pairs = Sequence[tuple[int, int]]


def total(made: Sequence[Needs], pairs: Pairs) -> int:
    """The needs that pairs serve; fails where a leader is in two, or a pair serves none."""
    places = [place for pair in pairs for place in pair]
    assert len(set(places)) == len(places)
    weights = [served(made[one], made[other]) for one, other in pairs]
    assert all(weights)
    return sum(weights)


def best_by_hand(made: Sequence[Needs], left: Sequence[int]) -> int:
    """The most needs that pairs can serve, by trying every way to make them."""
    if len(left) < 2:
        return 0
    first, *rest = left
    best = best_by_hand(made, rest)
    for other in rest:
        remaining = [place for place in rest if place != other]
        best = max(best, served(made[first], made[other]) + best_by_hand(made, remaining))
    return best


@given(any_profiles)
def test_pairs_serve_as_much_as_brute_force(made: list[Needs]) -> None:
    """Guards the matching against trying every way to make pairs."""
    assert total(made, best_pairs(made)) == best_by_hand(made, range(len(made)))


@given(any_profiles)
def test_greedy_pairs_serve_at_least_half_of_the_best(made: list[Needs]) -> None:
    """Guards the promise of the way for large groups: heaviest first never loses more than half."""
    assert 2 * total(made, best_pairs(made, exact_up_to=0)) >= best_by_hand(made, range(len(made)))


@given(groups(40))
def test_nobody_is_alone_beside_a_match(made: list[Needs]) -> None:
    """Guards large groups: pairs are of use, each leader is in one, and no two are left who serve each other."""
    pairs = greedy_pairs(made)
    total(made, pairs)
    paired = {place for pair in pairs for place in pair}
    alone = [place for place in range(len(made)) if place not in paired]
    assert not any(served(made[one], made[other]) for one in alone for other in alone if one < other)


@given(groups(40), st.integers(2, 9))
def test_tables_make_pairs_of_use(made: list[Needs], table: int) -> None:
    """Guards groups of many tables: each leader is in one pair, and each pair serves a need."""
    total(made, greedy_pairs(made, table))


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_group_stays_close_to_the_best(kind: str) -> None:
    """Guards the way for large groups, whether leaders resemble each other or not: few needs lost."""
    made = KINDS[kind](Random(kind), 120)
    assert total(made, best_pairs(made, exact_up_to=0)) >= 0.85 * total(made, best_pairs(made, exact_up_to=120))


def test_the_limit_decides_which_way_is_taken() -> None:
    """Guards that a round is matched exactly up to the limit, and not above it."""
    made = KINDS["random"](Random(4), EXACT_UP_TO + 1)
    assert best_pairs(made) == tuple(sorted(greedy_pairs(made)))
    fewer = made[:-1]
    assert best_pairs(fewer) == best_pairs(fewer, exact_up_to=10**9) != tuple(sorted(greedy_pairs(fewer)))


def gain_by_hand(newcomer: Needs, members: Sequence[Needs]) -> int:
    """How many more (leader, item) needs are served when the newcomer joins."""
    return served_by_hand([*members, newcomer]) - served_by_hand(members)


def served_by_hand(group: Sequence[Needs]) -> int:
    """How many (leader, item) needs somebody else in the group offers."""
    total = 0
    for place, (seeks, _) in enumerate(group):
        for item in range(8):
            others = [offers for other, (_, offers) in enumerate(group) if other != place]
            total += seeks >> item & 1 and any(offers >> item & 1 for offers in others)
    return total


def joined_by_hand(made: Sequence[Needs], pairs: Pairs) -> dict[int, int]:
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
def groups_with_pairs(draw: st.DrawFn) -> tuple[list[Needs], list[tuple[int, int]]]:
    """A group in which some are paired already, well or not."""
    made = draw(groups(14))
    order = draw(st.permutations(range(len(made))))
    wanted = draw(st.integers(0, len(made) // 2))
    return made, [(order[2 * pair], order[2 * pair + 1]) for pair in range(wanted)]


@given(groups_with_pairs())
def test_the_most_extra_needs_go_first(group: tuple[list[Needs], list[tuple[int, int]]]) -> None:
    """Guards who joins which pair, ties included, against trying every newcomer in every pair."""
    made, pairs = group
    assert joined(made, pairs) == joined_by_hand(made, pairs)


@given(groups_with_pairs(), st.integers(1, 5))
def test_who_joins_is_of_use_at_every_table(group: tuple[list[Needs], list[tuple[int, int]]], table: int) -> None:
    """Guards groups of many tables: who joins was alone, joins once, and serves or is served."""
    made, pairs = group
    found = joined(made, pairs, table)
    paired = {place for pair in pairs for place in pair}
    assert len(set(found.values())) == len(found)
    assert paired.isdisjoint(found.values())
    for index, place in found.items():
        assert gain_by_hand(made[place], [made[member] for member in pairs[index]]) > 0


@given(groups(30))
def test_a_whole_group_finds_its_place(made: list[Needs]) -> None:
    """Guards both steps after each other: nobody is left who would serve or be served in a pair."""
    pairs = greedy_pairs(made)
    assert joined(made, pairs) == joined_by_hand(made, pairs)
