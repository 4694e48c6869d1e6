"""Two rounds compared over the leaders in both."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack_solver import NoWay, left_open
from builders import make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.comparison import Moves, Shift, compare_cohorts
from zelfscan.domain.group_figures import Suppressed, Withheld, cohort, paired, ranked_discrepancy
from zelfscan.domain.scan import ScaleName, Scan


def key(scan: Scan) -> str:
    """The code as it is matched, the naive way."""
    return scan.participant.strip().lower()


def told_with_both_rounds(then: list[int], now: list[int], steps: list[int]) -> bool:
    """Whether the moves, beside the levels of both rounds, leave one way for who answered in one of the two alone.

    Every way to fill in both rounds is looked for; the levels of those few are the digits of one number.
    """
    n, digit = len(steps), 20
    moves = {(a, b): (b > a, b < a) for a in range(1, 5) for b in range(1, 5)}

    def vector(a: int, b: int, up: bool, down: bool, alone: int) -> tuple[int, ...]:
        return (*(int(a == one) for one in range(1, 5)), *(int(b == one) for one in range(1, 5)), up, down, alone)

    pair = {(a, b): vector(a, b, *move, 0) for (a, b), move in moves.items()}
    gone = {(a, 0): vector(a, 0, False, False, digit ** (a - 1)) for a in range(1, 5)}
    come = {(0, b): vector(0, b, False, False, digit ** (b + 3)) for b in range(1, 5)}
    goal = [*(then.count(one) for one in range(1, 5)), *(now.count(one) for one in range(1, 5)),
            sum(step > 0 for step in steps), sum(step < 0 for step in steps)]  # fmt: skip
    ways = left_open([pair] * n + [gone] * (len(then) - n) + [come] * (len(now) - n), [*goal, None])
    left = [{(way or 0) % digit**4 for way in ways}, {(way or 0) // digit**4 for way in ways}]
    return any(
        len(levels) > n and len(set(levels)) > 1 and len(found) == 1
        for levels, found in zip((then, now), left, strict=True)
    )


def other_moves_tell(then: list[int], now: list[int], n: int) -> bool:
    """Whether beside these levels there are moves of which the same would follow as of `told_with_both_rounds`."""
    for up in range(n + 1):
        for down in range(n + 1 - up):
            with suppress(NoWay):
                if told_with_both_rounds(then, now, [1] * up + [-1] * down + [0] * (n - up - down)):
                    return True
    return False


def matched(earlier: list[Scan], later: list[Scan]) -> list[tuple[Scan, Scan]]:
    """The leaders in both rounds whose code stands once in each, the naive way."""
    return [
        (one, other)
        for one in earlier
        for other in later
        if key(one) == key(other)
        and [key(scan) for scan in earlier].count(key(one)) == 1
        and [key(scan) for scan in later].count(key(one)) == 1
    ]


@given(rounds(), rounds(), st.integers(1, 4))
def test_figures_equal_the_naive_ones(earlier: list[Scan], later: list[Scan], minimum: int) -> None:
    """Guards the matching, the moves on both scales and the scores, with their n and suppression, with nothing beside
    them.
    """
    found = compare_cohorts(earlier, later, FEW, minimum, beside_exchange=False)
    both = matched(earlier, later)
    assert found.matched == len(both)
    for item in found.items:
        for scale in ScaleName:
            steps = Counter()  # type: Counter[int]
            for one, other in both:
                then, now = one.rating(item.number).level(scale), other.rating(item.number).level(scale)
                if then is not None and now is not None:
                    steps[(now > then) - (now < then)] += 1
            n = steps.total()
            expected: Moves | Suppressed | Withheld = Moves(n, steps[1], steps[0], steps[-1])
            levels = [
                [int(level) for scan in scans if (level := scan.rating(item.number).level(scale)) is not None]
                for scans in (earlier, later)
            ]
            # Who gave importance alone in one round only carries what may follow there over to the other.
            halves = [{scan.rating(item.number).attainment is None for scan in pair} for pair in both]
            carried = scale is ScaleName.IMPORTANCE and {True, False} in halves
            if n < minimum:
                expected = Suppressed(n)
            elif (carried and 0 in (steps[1], steps[0], steps[-1])) or told_with_both_rounds(
                levels[0], levels[1], list(steps.elements())
            ):
                expected = Withheld(n)
            elif isinstance(item.on(scale), Withheld) and other_moves_tell(levels[0], levels[1], n):
                # Beside moves that tell, others go too that tell nothing, so that leaving out says nothing either.
                expected = Withheld(n)
            assert item.on(scale) == expected
        complete = [
            (one, other)
            for one, other in both
            if len(paired([one.rating(item.number), other.rating(item.number)])) == 2
        ]
        assert item.discrepancy.n == len(complete)
        if isinstance(item.discrepancy, Shift):
            pairs = paired(other.rating(item.number) for _, other in complete)
            assert Fraction(item.discrepancy.rds_now) == pytest.approx(float(ranked_discrepancy(pairs)))


@given(rounds(), rounds(), st.integers(1, 4))
def test_no_few_can_be_subtracted(earlier: list[Scan], later: list[Scan], minimum: int) -> None:
    """Guards that where a score is shown, either none or enough of each round's pairs are left out of it."""
    found = compare_cohorts(earlier, later, FEW, minimum)
    for scans in (earlier, later):
        whole = cohort(scans, FEW, minimum)
        for item in found.items:
            left_out = whole.of(item.number).discrepancy.n - item.discrepancy.n
            if isinstance(item.discrepancy, Shift):
                assert left_out == 0 or left_out >= minimum
            assert left_out >= 0


@given(rounds(), rounds(), st.randoms(use_true_random=False))
def test_order_plays_no_part(earlier: list[Scan], later: list[Scan], random: Random) -> None:
    """Guards that shuffled files compare the same."""
    shuffled = list(earlier)
    random.shuffle(shuffled)
    assert compare_cohorts(shuffled, later, FEW, 2) == compare_cohorts(earlier, later, FEW, 2)


def test_a_code_that_stands_twice_is_left_out_and_named() -> None:
    """Guards that a leader is never matched with somebody else, and a blank code with nobody."""
    earlier = [make_scan("a", round_name="1"), make_scan("A ", round_name="2"), make_scan("B"), make_scan(" ")]
    later = [make_scan("a"), make_scan("b"), make_scan("C"), make_scan("")]
    found = compare_cohorts(earlier, later, FEW, 1)
    assert found.matched == 1
    assert (found.repeated_then, found.repeated_now) == (("A",), ())
    assert (found.only_then, found.only_now) == (1, 3)


def test_a_score_is_withheld_beside_a_round_with_one_more() -> None:
    """Guards the three outcomes: shown, too few, and enough but for the few who are not in it."""
    then = [make_scan(f"SL-{k}", {7: (4, 2), 17: (4, 2) if k < 4 else (None, None)}) for k in range(6)]
    now = [make_scan(f"SL-{k}", {7: (4, 4), 17: (4, 4)}) for k in range(6)]
    shown = compare_cohorts(then, now, FEW)
    assert shown.items[0].discrepancy == Shift(6, -100.0, 0.0)
    assert shown.items[0].attainment == Moves(6, 6, 0, 0)
    assert shown.items[1].discrepancy == Suppressed(4)
    assert compare_cohorts(then[:5], now, FEW).items[0].discrepancy == Withheld(5)
    assert compare_cohorts(then[:5], now, FEW).items[0].attainment == Moves(5, 5, 0, 0)
    with pytest.raises(ValueError, match="minimum"):
        compare_cohorts([], [], FEW, 0)
