"""Group figures against a second, naive computation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, report_round
from round_strategies import FEW, rounds
from zelfscan.domain.group_figures import Cohort, CompetencyFigures, Discrepancy, Distribution, Suppressed, cohort
from zelfscan.domain.quadrant import Quarter
from zelfscan.domain.scan import ScaleName, Scan

minimums = st.integers(1, 6)


def answers(scans: list[Scan], number: int, scale: ScaleName) -> list[int]:
    """The answers on one scale, the naive way."""
    return [int(level) for scan in scans if (level := scan.rating(number).level(scale)) is not None]


def pairs(scans: list[Scan], number: int) -> list[tuple[int, int]]:
    """(importance, attainment) where both are given, the naive way."""
    found = []
    for scan in scans:
        rating = scan.rating(number)
        if rating.importance is not None and rating.attainment is not None:
            found.append((int(rating.importance), int(rating.attainment)))
    return found


@given(rounds(), minimums)
def test_distributions_equal_the_naive_ones(scans: list[Scan], minimum: int) -> None:
    """Guards counts, percentages, n and the top share per item and scale."""
    for item in cohort(scans, FEW, minimum).figures:
        for scale in ScaleName:
            given_levels = answers(scans, item.number, scale)
            figures = item.on(scale)
            assert figures.n == len(given_levels)
            if len(given_levels) < minimum:
                assert figures == Suppressed(len(given_levels))
                assert item.share_high(scale) is None
                continue
            assert isinstance(figures, Distribution)
            assert figures.counts == tuple(given_levels.count(level) for level in (1, 2, 3, 4))
            assert sum(figures.percentages) == 100
            for count, percentage in zip(figures.counts, figures.percentages, strict=True):
                assert abs(percentage - Fraction(100 * count, figures.n)) < 1
            high = sum(level >= 3 for level in given_levels)
            assert item.share_high(scale) == high / len(given_levels)
            assert abs(figures.high_percentage - Fraction(100 * high, figures.n)) <= Fraction(1, 2)


@given(rounds(), minimums)
def test_discrepancies_equal_the_naive_ones(scans: list[Scan], minimum: int) -> None:
    """Guards the counts of pairs, rds, mean and the mean weighted with everybody's importance."""
    for item in cohort(scans, FEW, minimum).figures:
        both = pairs(scans, item.number)
        importance = answers(scans, item.number, ScaleName.IMPORTANCE)
        figures = item.discrepancy
        attainment = answers(scans, item.number, ScaleName.ATTAINMENT)
        one_only = max(len(importance), len(attainment)) > len(both)
        if len(both) < minimum or (isinstance(figures, Suppressed) and one_only):
            # What is withheld although there are enough answers is attacked in tests/reports/test_attack.py.
            assert figures == Suppressed(len(both))
            assert item.rank is None
            continue
        assert isinstance(figures, Discrepancy)
        lower = [pair for pair in both if pair[1] < pair[0]]
        higher = [pair for pair in both if pair[1] > pair[0]]
        assert (figures.lower, figures.equal, figures.higher) == (
            len(lower),
            len(both) - len(lower) - len(higher),
            len(higher),
        )
        assert figures.rds == pytest.approx(100 * (len(higher) - len(lower)) / len(both))
        mean = sum(one - other for one, other in both) / len(both)
        if any(0 < len(all_) - len(both) < minimum for all_ in (importance, attainment)):
            assert (figures.mean, figures.mwds) == (None, None)
            continue
        if figures.mean is None:
            assert len(importance) > len(both) or len(attainment) > len(both)
            continue
        assert figures.mean == pytest.approx(mean)
        assert figures.mwds == pytest.approx(mean * sum(importance) / len(importance))


@given(rounds(), minimums)
def test_ranks_are_shared_and_exact(scans: list[Scan], minimum: int) -> None:
    """Guards 1, 2, 2, 4: a rank is one more than the number of items with strictly more need."""
    group = cohort(scans, FEW, minimum)
    keys: dict[int, tuple[Fraction, Fraction]] = {}
    for number in FEW:
        both = pairs(scans, number)
        if len(both) >= minimum and isinstance(group.of(number).discrepancy, Discrepancy):
            signs = sum((other > one) - (other < one) for one, other in both)
            keys[number] = Fraction(signs, len(both)), -Fraction(sum(a - b for a, b in both), len(both))
    for number in FEW:
        expected = 1 + sum(key < keys[number] for key in keys.values()) if number in keys else None
        assert group.of(number).rank == expected
    ranks = [item.rank for item in group.by_rank()]
    assert ranks == sorted(rank for rank in ranks if rank is not None)
    assert {item.number for item in group.by_rank()} == set(keys)


def test_equal_fractions_tie_whatever_their_floats() -> None:
    """Guards that 1 of 3 and 2 of 6 share a rank."""
    scans = [make_scan(f"SL-{k}", {7: (4, 3 if k < 2 else 4), **({17: (4, 3 if k < 1 else 4)} if k < 3 else {})})
             for k in range(6)]  # fmt: skip
    group = cohort(scans, (7, 17), 3)
    assert [item.rank for item in group.figures] == [1, 1]


@given(rounds(), minimums, st.randoms(use_true_random=False))
def test_order_and_folders_play_no_part(scans: list[Scan], minimum: int, random: object) -> None:
    """Guards that shuffled files, or two folders read together, give the same figures."""
    shuffled = list(scans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cohort(shuffled, FEW, minimum) == cohort(scans, FEW, minimum)


@given(rounds(), minimums)
def test_an_empty_scan_changes_only_the_size(scans: list[Scan], minimum: int) -> None:
    """Guards that absent is never zero: a scan without answers moves no figure."""
    before, after = cohort(scans, FEW, minimum), cohort([*scans, make_scan("leeg")], FEW, minimum)
    assert after == replace(before, size=before.size + 1)


@given(rounds(), minimums)
def test_suppressed_means_nothing_leaks(scans: list[Scan], minimum: int) -> None:
    """Guards that a change inside what is suppressed changes nothing that is published, but for n."""
    group = cohort(scans, FEW, minimum)
    for item in group.figures:
        if isinstance(item.importance, Suppressed):
            assert item.delegated is None
            assert _importance_flipped(scans, item.number, minimum) == group
        if isinstance(item.attainment, Suppressed):
            assert item.quarter is None
        if isinstance(item.importance, Suppressed) or isinstance(item.attainment, Suppressed):
            assert isinstance(item.discrepancy, Suppressed)
            assert item.number not in group.topic_needs()


def _importance_flipped(scans: list[Scan], number: int, minimum: int) -> Cohort:
    """The cohort after every importance of one item became its opposite."""
    flipped = []
    for scan in scans:
        rating = scan.rating(number)
        level = None if rating.importance is None else type(rating.importance)(5 - rating.importance)
        flipped.append(scan.with_rating(number, replace(rating, importance=level)))
    return cohort(flipped, FEW, minimum)


def test_delegation_is_counted_over_all_and_hidden_with_importance() -> None:
    """Guards `belegd`: a number of leaders, None where importance has too few answers."""
    scans = [make_scan(f"SL-{k}", {7: (4, 2)}, delegated={7: "ict", 17: "ict"} if k else {}) for k in range(5)]
    group = cohort(scans, (7, 17))
    assert group.of(7).delegated == 4
    assert group.of(17).delegated is None


def test_the_group_stands_high_at_exactly_half() -> None:
    """Guards the rule for the group quadrant at its edge, and that half reads as 50%."""
    scans = [make_scan(f"SL-{k}", {7: (k + 1, min(k + 1, 2))}) for k in range(4)]
    item = cohort(scans, (7,), 4).of(7)
    assert item.quarter is Quarter.DEVELOP
    assert isinstance(item.importance, Distribution)
    assert item.importance.high_percentage == 50


def test_the_example_of_the_contract() -> None:
    """Guards the figures that the contract shows for its one item, but for the rank among items it leaves out."""
    pairs = ((3, 4), (3, 3), (3, 3), (2, 1), (3, 2), (4, 2), (4, 3), (4, 3), (4, None), (4, None))
    scans = [make_scan(f"SL-{k}", {1: pair}, delegated={} if k else {1: "ict"}) for k, pair in enumerate(pairs)]
    assert cohort(scans, (1,)).of(1) == CompetencyFigures(
        number=1,
        importance=Distribution(10, (0, 1, 4, 5), (0, 10, 40, 50)),
        attainment=Distribution(8, (1, 2, 4, 1), (12, 25, 50, 13)),
        discrepancy=Discrepancy(8, lower=5, equal=2, higher=1, rds=-50.0, mean=None, mwds=None),
        delegated=1,
        rank=1,
    )


def test_a_minimum_below_one_is_refused() -> None:
    """Guards that nobody asks for figures over no answers."""
    with pytest.raises(ValueError, match="minimum"):
        cohort([], NUMBERS, 0)
    assert all(item.importance == Suppressed(0) for item in cohort([], NUMBERS, 1).figures)


def test_the_ranking_reads_as_the_report_does() -> None:
    """Guards that 7 and 17 come out as the largest needs, and 16 and 26 as none."""
    group = cohort(report_round(), NUMBERS)
    assert [item.number for item in group.by_rank()[:2]] == [17, 7]
    assert {item.quarter for item in group.figures if item.number in (7, 17)} == {Quarter.DEVELOP}
    assert {item.quarter for item in group.figures if item.number in (16, 26)} == {Quarter.LEVERAGE}
    assert {(item.importance.n, item.attainment.n) for item in group.figures} == {(10, 8)}
