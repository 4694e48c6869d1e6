"""Pairs of leaders: the best where they are few, close to the best where they are many."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching_groups import KINDS, Needs, groups
from zelfscan.domain.bidding import pairs_by_bidding
from zelfscan.domain.matching import EXACT_UP_TO, best_pairs, served

any_profiles = st.lists(st.tuples(st.integers(0, 31), st.integers(0, 31)), max_size=6)
wide_profiles = st.lists(st.tuples(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1)), max_size=6)
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


@given(any_profiles | wide_profiles)
def test_bidding_serves_at_least_half_of_the_best(made: list[Needs]) -> None:
    """Guards the promise of the way for large groups, also where nearly everything counts and lanes fill up."""
    assert 2 * total(made, best_pairs(made, exact_up_to=0)) >= best_by_hand(made, range(len(made)))


@given(groups(40))
def test_bidding_ends_where_no_two_would_rather_have_each_other(made: list[Needs]) -> None:
    """Guards what that half rests on: no two leaders serve more in each other than both do in their own pairs."""
    pairs = pairs_by_bidding(made)
    now = dict.fromkeys(range(len(made)), 0)
    for one, other in pairs:
        now[one] = now[other] = served(made[one], made[other])
    for one in range(len(made)):
        for other in range(one):
            assert served(made[one], made[other]) <= now[one] + now[other]


@given(groups(40), st.integers(2, 9))
def test_leaders_in_different_blocks_find_each_other(made: list[Needs], block: int) -> None:
    """Guards groups of many blocks: pairs are of use, each leader is in one, and nobody is alone beside a match."""
    assert_nobody_alone_beside_a_match(made, block)


@pytest.mark.parametrize("seed", range(30))
def test_the_last_two_meet_over_the_blocks(seed: int) -> None:
    """Guards leaders who fit few others, and stand apart in blocks of two."""
    random = Random(seed)
    levels = [[random.random() for _ in range(12)] for _ in range(random.randrange(3, 30))]
    made = [(_below(row, 0.15), _below([1 - level for level in row], 0.15)) for row in levels]
    assert_nobody_alone_beside_a_match(made, 2)


def assert_nobody_alone_beside_a_match(made: Sequence[Needs], block: int) -> None:
    """No two leaders without a pair serve a need in each other."""
    pairs = pairs_by_bidding(made, block)
    total(made, pairs)
    paired = {place for pair in pairs for place in pair}
    alone = [place for place in range(len(made)) if place not in paired]
    assert [(one, other) for one in alone for other in alone if one < other and served(made[one], made[other])] == []


def _below(levels: Sequence[float], limit: float) -> int:
    return sum(1 << place for place, level in enumerate(levels) if level < limit)


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_group_stays_close_to_the_best(kind: str) -> None:
    """Guards the way for large groups, whether leaders resemble each other or not: few needs lost."""
    made = KINDS[kind](Random(kind), 120)
    assert total(made, best_pairs(made, exact_up_to=0)) >= 0.95 * total(made, best_pairs(made, exact_up_to=120))


def test_the_limit_decides_which_way_is_taken() -> None:
    """Guards that a round is matched exactly up to the limit, and not above it."""
    made = KINDS["random"](Random(4), EXACT_UP_TO + 1)
    assert best_pairs(made) == tuple(sorted(pairs_by_bidding(made)))
    fewer = made[:-1]
    assert best_pairs(fewer) == best_pairs(fewer, exact_up_to=10**9) != tuple(sorted(pairs_by_bidding(fewer)))
