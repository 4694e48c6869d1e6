"""Ranks in which equals share a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zelfscan.domain.gaps import shared_ranks

keys = st.lists(st.integers(-3, 3), max_size=12)


def test_equals_share_the_best_rank() -> None:
    """Guards 1, 2, 2, 4, whatever the order, and that nothing has no ranks."""
    assert shared_ranks([1, 5, 5, 9]) == (1, 2, 2, 4)
    assert shared_ranks([5, 9, 1, 5]) == (2, 4, 1, 2)
    assert shared_ranks([(0, 1), (0, 0), (0, 1)]) == (2, 1, 2)
    assert shared_ranks([]) == ()


@given(keys)
def test_a_rank_counts_who_is_strictly_better(found: list[int]) -> None:
    """Guards every rank against counting by hand: one more than the number of lower keys."""
    assert shared_ranks(found) == tuple(1 + sum(other < key for other in found) for key in found)


@given(st.data(), keys)
def test_order_plays_no_part(data: st.DataObject, found: list[int]) -> None:
    """Guards that a key keeps its rank wherever it stands."""
    places = data.draw(st.permutations(range(len(found))))
    ranks = shared_ranks(found)
    assert shared_ranks([found[place] for place in places]) == tuple(ranks[place] for place in places)
