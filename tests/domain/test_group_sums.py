"""The sum that group figures are made of: it adds up, in whatever order."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.group_figures import cohort, cohort_of
from zelfscan.domain.group_sums import CohortSum, Tally
from zelfscan.domain.scan import Scan


def over(scans: list[Scan]) -> CohortSum:
    """The sum over these scans."""
    return CohortSum.over(scans, FEW)


def tallied(scans: list[Scan], times: int = 1, tally: Tally | None = None) -> Tally:
    """The tally with these scans counted so many times."""
    tally = tally or Tally(FEW)
    for scan in scans:
        tally.add(scan.ratings.items(), times)
    return tally


@given(rounds(), rounds(), rounds(), st.randoms(use_true_random=False))
def test_the_algebra(first: list[Scan], second: list[Scan], third: list[Scan], random: Random) -> None:
    """Guards that order plays no part, that nothing adds nothing, and that taking away undoes adding."""
    both = [*first, *second]
    shuffled = list(both)
    random.shuffle(shuffled)
    assert tallied(both).total() == tallied(shuffled).total() == over(both)
    assert tallied(third, -1, tallied([*third, *both])).total() == over(both)
    assert tallied(first, -1, tallied(first)).total() == over([])


@given(rounds(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_any_order_gives_the_same_figures(scans: list[Scan], random: Random, minimum: int) -> None:
    """Guards that shuffled scans give the figures of the whole, bit for bit."""
    shuffled = list(scans)
    random.shuffle(shuffled)
    assert repr(cohort_of(tallied(shuffled).total(), minimum)) == repr(cohort(scans, FEW, minimum))


def test_the_table_of_an_item() -> None:
    """Guards where each answer is counted: by importance and attainment, absent as 0, delegated apart."""
    scans = [make_scan("A", {7: (4, 2)}, delegated={7: "ict"}), make_scan("B", {7: (4, None)}), make_scan("C")]
    total = CohortSum.over(scans, (17, 7))
    assert total.size == 3
    assert total.table(0) == ((0,) * 5,) * 5
    assert total.table(1) == ((0,) * 5, (0,) * 5, (0,) * 5, (0,) * 5, (1, 0, 1, 0, 0))
    assert (total.delegated(0), total.delegated(1)) == (0, 1)
