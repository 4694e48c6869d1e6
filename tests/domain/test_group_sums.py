"""The sum that group figures are made of: it adds up, in whatever way a round is split."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, report_round
from round_strategies import FEW, rounds
from zelfscan.domain.group_figures import CohortSum, cohort, cohort_of
from zelfscan.domain.scan import Scan


def over(scans: list[Scan]) -> CohortSum:
    """The sum over these scans."""
    return CohortSum.over(scans, FEW)


@given(rounds(), rounds(), rounds())
def test_the_algebra(first: list[Scan], second: list[Scan], third: list[Scan]) -> None:
    """Guards that order and grouping play no part, that nothing adds nothing, and that taking away undoes adding."""
    one, two, three = over(first), over(second), over(third)
    assert one + two == two + one == over([*first, *second])
    assert (one + two) + three == one + (two + three)
    assert one + over([]) == one == one + two - two
    assert one - one == over([])


@given(rounds(), st.randoms(use_true_random=False), st.integers(1, 5), st.integers(1, 5))
def test_any_split_gives_the_same_figures(scans: list[Scan], random: Random, portion: int, minimum: int) -> None:
    """Guards that shuffled scans in portions of any size give the figures of the whole, bit for bit."""
    shuffled = list(scans)
    random.shuffle(shuffled)
    parts = [over(shuffled[first : first + portion]) for first in range(0, len(shuffled), portion)]
    random.shuffle(parts)
    total = sum(parts, start=over([]))
    assert total == over(scans)
    assert repr(cohort_of(total, minimum)) == repr(cohort(scans, FEW, minimum))


def test_the_table_of_an_item() -> None:
    """Guards where each answer is counted: by importance and attainment, absent as 0, delegated apart."""
    scans = [make_scan("A", {7: (4, 2)}, delegated={7: "ict"}), make_scan("B", {7: (4, None)}), make_scan("C")]
    total = CohortSum.over(scans, (17, 7))
    assert total.size == 3
    assert total.table(0) == ((0,) * 5,) * 5
    assert total.table(1) == ((0,) * 5, (0,) * 5, (0,) * 5, (0,) * 5, (1, 0, 1, 0, 0))
    assert (total.delegated(0), total.delegated(1)) == (0, 1)


def test_sums_about_different_items_do_not_mix() -> None:
    """Guards that figures of two instruments are never added up."""
    with pytest.raises(ValueError, match="different items"):
        CohortSum.over([], (1, 2)) + CohortSum.over([], (2, 1))
    assert CohortSum.over([], NUMBERS) + CohortSum.over(report_round(), NUMBERS) == CohortSum.over(
        report_round(), NUMBERS
    )
