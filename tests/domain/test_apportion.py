"""Whole numbers that add up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zelfscan.domain.group_figures import apportion


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any), st.integers(0, 200))
def test_adds_up_and_stays_within_one(parts: list[int], total: int) -> None:
    """Guards the sum and the largest distance to the exact share."""
    shares = apportion(parts, total)
    assert sum(shares) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(share - Fraction(total * part, sum(parts))) < 1
        assert share == 0 or part > 0


def test_a_tie_goes_to_the_higher_level() -> None:
    """Guards the example in the contract: 12.5 twice becomes 12 and 13."""
    assert apportion((1, 2, 4, 1), 100) == (12, 25, 50, 13)
    assert apportion((1, 1, 1, 0), 100) == (33, 33, 34, 0)


def test_nothing_cannot_be_divided() -> None:
    """Guards that no answers never become percentages."""
    with pytest.raises(ValueError, match="nothing"):
        apportion((0, 0, 0, 0), 100)
