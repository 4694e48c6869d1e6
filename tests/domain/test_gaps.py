"""Gaps and priorities: importance against attainment, item by item."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import make_rating
from strategies import ratings
from zelfscan.domain.gaps import Gap, Priority, gaps_of, priorities
from zelfscan.domain.scan import Level, Rating

FEW = (4, 1, 7, 2, 9, 17)
answers = st.dictionaries(st.sampled_from(FEW), ratings())
orders = st.permutations(FEW)


def test_a_gap_is_weighted_by_importance() -> None:
    """Guards gap and weighted gap (Borich) by the numbers, negative ones included."""
    found = {gap.competency: gap for gap in gaps_of({7: make_rating(4, 2), 17: make_rating(1, 4)}, FEW)}
    assert (found[7].size, found[7].weighted) == (2, 8)
    assert (found[17].size, found[17].weighted) == (-3, -3)


def test_ties_share_their_rank_in_questionnaire_order() -> None:
    """Guards that a tie is shown as a tie, and reads in the order of the questionnaire."""
    said = {9: make_rating(4, 3), 2: make_rating(4, 3), 7: make_rating(4, 1), 1: make_rating(2, 2)}
    assert [(gap.rank, gap.competency) for gap in gaps_of(said, range(1, 30))] == [(1, 7), (2, 2), (2, 9), (4, 1)]


def test_an_absent_level_is_neither_zero_nor_one() -> None:
    """Guards that a missing attainment gives no gap at all, where level 1 gives the largest."""
    said = {7: make_rating(4, None), 17: make_rating(None, 1), 2: make_rating(4, 1)}
    assert gaps_of(said, FEW) == (Gap(2, Level.FOUR, Level.ONE, 1),)
    assert priorities(said, FEW) == (Priority(7, Level.FOUR, 1),)


def test_what_was_given_away_keeps_its_levels() -> None:
    """Guards that 'belegd bij' never raises the leader's own rating, and goes along by name."""
    (gap,) = gaps_of({7: make_rating(4, 1, "ict-coördinator")}, FEW)
    assert (gap.weighted, gap.delegated_to) == (12, "ict-coördinator")
    (priority,) = priorities({7: make_rating(3, None, "team")}, FEW)
    assert (priority.importance, priority.delegated_to) == (3, "team")


@given(answers, orders)
def test_gaps_equal_the_naive_ones(said: dict[int, Rating], order: list[int]) -> None:
    """Guards every gap, its rank by counting and the order, against a second computation."""
    naive = {
        number: (rating.importance - rating.attainment) * rating.importance
        for number, rating in said.items()
        if rating.importance and rating.attainment
    }
    found = gaps_of(said, order)
    assert {gap.competency: gap.weighted for gap in found} == naive
    for gap in found:
        assert gap.rank == 1 + sum(other > naive[gap.competency] for other in naive.values())
        assert (gap.importance, gap.attainment) == (said[gap.competency].importance, said[gap.competency].attainment)
        assert gap.delegated_to == said[gap.competency].delegated_to
    assert [gap.competency for gap in found] == sorted(naive, key=lambda item: (-naive[item], order.index(item)))


@given(answers, orders)
def test_priorities_equal_the_naive_ones(said: dict[int, Rating], order: list[int]) -> None:
    """Guards that only items with importance alone are there, by importance, with shared ranks."""
    naive = {number: rating.importance for number, rating in said.items() if rating.importance}
    naive = {number: level for number, level in naive.items() if said[number].attainment is None}
    found = priorities(said, order)
    assert {item.competency: item.importance for item in found} == naive
    for item in found:
        assert item.rank == 1 + sum(other > item.importance for other in naive.values())
    assert [item.competency for item in found] == sorted(
        naive, key=lambda number: (-naive[number], order.index(number))
    )


@given(answers)
def test_no_item_is_both_a_gap_and_a_priority(said: dict[int, Rating]) -> None:
    """Guards the two lists against each other: together they are the items with an importance."""
    listed = [gap.competency for gap in gaps_of(said, FEW)] + [item.competency for item in priorities(said, FEW)]
    assert sorted(listed) == sorted(number for number, rating in said.items() if rating.importance is not None)
