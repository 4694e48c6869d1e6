"""Who can learn from whom."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.exchange import (
    Exchange,
    Leader,
    Lesson,
    Proposal,
    best_pairs,
    exchange,
    proposal,
    served,
)
from zelfscan.domain.scan import Scan

profiles = st.lists(st.tuples(st.integers(0, 31), st.integers(0, 31)), max_size=6)


def codes(leaders: tuple[Leader, ...]) -> list[str]:
    """The codes, in order."""
    return [leader.code for leader in leaders]


def served_by_hand(group: list[Scan]) -> int:
    """How many (leader, item) needs somebody else in the group offers, the naive way."""
    total = 0
    for seeker in group:
        for number in FEW:
            wanted = seeker.rating(number)
            if wanted.importance is None or wanted.attainment is None:
                continue
            if wanted.importance < 3 or wanted.attainment >= wanted.importance:
                continue
            total += any(
                other.rating(number).attainment == 4 and not other.rating(number).delegated_to
                for other in group
                if other.id != seeker.id
            )
    return total


def test_seeks_and_offers() -> None:
    """Guards every edge of the two definitions."""
    scans = [
        make_scan("zoekt", {7: (3, 2)}, exchange=""),
        make_scan("vindt het niet belangrijk", {7: (2, 1)}, exchange=""),
        make_scan("schatte niet in", {7: (4, None)}, exchange=""),
        make_scan("biedt", {7: (1, 4)}, exchange=""),
        make_scan("belegde het", {7: (4, 4)}, delegated={7: "ict"}, exchange=""),
        make_scan("doet niet mee", {7: (4, 1)}),
    ]
    (found,) = exchange(scans, FEW)
    assert (found.number, codes(found.seekers), codes(found.offerers)) == (7, ["zoekt"], ["biedt"])


@given(rounds())
def test_only_who_opted_in_is_named(scans: list[Scan]) -> None:
    """Guards the consent: who did not opt in is in no list, who did is in a group or unmatched, once."""
    willing = sorted(str(scan.id) for scan in scans if scan.exchange is not None)
    made = proposal(scans, FEW)
    placed = [leader for group in made.groups for leader in group.members] + list(made.unmatched)
    assert sorted(str(leader.id) for leader in placed) == willing
    for item in exchange(scans, FEW):
        assert {str(leader.id) for leader in (*item.seekers, *item.offerers)} <= set(willing)


@given(rounds(), st.randoms(use_true_random=False))
def test_order_plays_no_part(scans: list[Scan], random: Random) -> None:
    """Guards that shuffled files give the same lists and the same proposal."""
    shuffled = list(scans)
    random.shuffle(shuffled)
    assert exchange(shuffled, FEW) == exchange(scans, FEW)
    assert proposal(shuffled, FEW) == proposal(scans, FEW)


@given(profiles)
def test_pairs_serve_as_much_as_brute_force(made: list[tuple[int, int]]) -> None:
    """Guards the matching against trying every way to make pairs."""
    found = best_pairs(made)
    assert len({place for pair in found for place in pair}) == 2 * len(found)
    assert sum(served(made[one], made[other]) for one, other in found) == _best_by_hand(made, range(len(made)))


def _best_by_hand(made: list[tuple[int, int]], left: range | tuple[int, ...]) -> int:
    if len(left) < 2:
        return 0
    first, *rest = left
    best = _best_by_hand(made, tuple(rest))
    for other in rest:
        remaining = tuple(place for place in rest if place != other)
        best = max(best, served(made[first], made[other]) + _best_by_hand(made, remaining))
    return best


@given(rounds(max_size=6))
def test_groups_serve_at_least_what_any_pair_does(scans: list[Scan]) -> None:
    """Guards the whole proposal, threes included, against each single pair, and that each group is of use."""
    willing = {scan.id: scan for scan in scans if scan.exchange is not None}
    made = proposal(scans, FEW)
    total = 0
    for group in made.groups:
        assert 2 <= len(group.members) <= 3
        needs = served_by_hand([willing[leader.id] for leader in group.members])
        assert needs == len({(lesson.number, lesson.seeker) for lesson in group.lessons}) > 0
        total += needs
    pairs = combinations(willing.values(), 2)
    assert total >= max((served_by_hand(list(pair)) for pair in pairs), default=0)


@given(rounds())
def test_who_is_unmatched_fits_in_no_open_group(scans: list[Scan]) -> None:
    """Guards that nobody is left out who would serve or be served in a pair that still has room."""
    by_id = {scan.id: scan for scan in scans}
    made = proposal(scans, FEW)
    for leader in made.unmatched:
        for group in made.groups:
            if len(group.members) == 2:
                members = [by_id[member.id] for member in group.members]
                assert served_by_hand([*members, by_id[leader.id]]) == served_by_hand(members)


def test_a_group_carries_its_reasons_in_both_directions() -> None:
    """Guards who learns what from whom, and the third who joins."""
    scans = [
        make_scan("A", {7: (4, 1), 17: (4, 4)}, exchange="bel mij"),
        make_scan("B", {7: (4, 4), 17: (4, 2)}, exchange=""),
        make_scan("C", {7: (3, 2)}, exchange=""),
        make_scan("D", {22: (4, 1)}, exchange=""),
    ]
    made = proposal(scans, FEW)
    (group,) = made.groups
    a, b, c = group.members
    assert codes(group.members) == ["A", "B", "C"]
    assert group.lessons == (Lesson(7, a, b), Lesson(7, c, b), Lesson(17, b, a))
    assert codes(made.unmatched) == ["D"]
    assert a.contact == "bel mij"


def test_leaders_with_one_code_stay_apart() -> None:
    """Guards that two leaders with the same code can be a pair."""
    scans = [make_scan("X", {7: (4, 1)}, exchange=""), make_scan("X", {7: (4, 4)}, exchange="", round_name="r")]
    (group,) = proposal(scans, FEW).groups
    assert codes(group.members) == ["X", "X"]
    assert len({leader.id for leader in group.members}) == 2


def test_nobody_willing_gives_nothing() -> None:
    """Guards an empty round and one without opt-in."""
    assert proposal([], FEW) == Proposal((), ())
    assert exchange([make_scan("A", {7: (4, 1)})], FEW) == ()
    assert Exchange(7, (), ()) not in exchange([make_scan("A", {}, exchange="")], FEW)


@pytest.mark.parametrize("kinds", [6, 40, 180])
def test_a_large_group_stays_close_to_the_best(kinds: int) -> None:
    """Guards the shortcut for large groups, whether leaders resemble each other or not: few needs lost."""
    random = Random(kinds)
    models = [(random.getrandbits(29) & random.getrandbits(29), random.getrandbits(29)) for _ in range(kinds)]
    made = [random.choice(models) for _ in range(180)]
    short, exact = best_pairs(made, exact_up_to=0), best_pairs(made)
    best = sum(served(made[one], made[other]) for one, other in exact)
    assert len({place for pair in short for place in pair}) == 2 * len(short)
    assert sum(served(made[one], made[other]) for one, other in short) >= 0.97 * best
