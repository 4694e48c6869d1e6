"""Many bit sets side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zelfscan.domain.lanes import Lanes, dealt, filled

bits = st.integers(0, 2**40 - 1)


@given(st.lists(bits, max_size=9), bits)
def test_lanes_count_what_sets_share(sets: list[int], asked: int) -> None:
    """Guards each lane against counting by hand, also past the width of one piece."""
    assert Lanes(sets, 40).shared(asked) == filled([(held & asked).bit_count() for held in sets])


@given(st.lists(st.integers(), unique=True), st.integers(1, 5))
def test_dealing_spreads_and_loses_nobody(places: list[int], hands: int) -> None:
    """Guards that everybody is in one hand, in order, and that hands differ by one at most."""
    found = dealt(places, hands)
    assert sorted(place for hand in found for place in hand) == sorted(places)
    assert all(hand == sorted(hand) for hand in found)
    assert max(map(len, found)) - min(map(len, found)) <= 1
