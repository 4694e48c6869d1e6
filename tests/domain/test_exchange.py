"""Who can learn from whom."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zelfscan.domain.exchange as domain
from builders import make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.exchange import Exchange, Leader, Lesson, Profile, Proposal, profile_of
from zelfscan.domain.scan import Scan


def exchanges(scans: list[Scan]) -> tuple[Exchange, ...]:
    """Seekers and offerers among scans, on the few items."""
    return domain.exchanges(profiles_of(scans), FEW)


def proposal(scans: list[Scan]) -> Proposal:
    """The groups among scans, on the few items."""
    return domain.proposal(profiles_of(scans), FEW)


def profiles_of(scans: list[Scan]) -> list[Profile]:
    """The profiles of the scans that opted in."""
    return [profile for scan in scans if (profile := profile_of(scan, FEW)) is not None]


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
        replace(make_scan("zoekt iets anders", {7: (3, 2)}, exchange=""), exchange_only=(17,)),
        make_scan("vindt het niet belangrijk", {7: (2, 1)}, exchange=""),
        make_scan("schatte niet in", {7: (4, None)}, exchange=""),
        make_scan("biedt", {7: (1, 4)}, exchange=""),
        make_scan("belegde het", {7: (4, 4)}, delegated={7: "ict"}, exchange=""),
        make_scan("doet niet mee", {7: (4, 1)}),
    ]
    (found,) = exchanges(scans)
    assert (found.number, codes(found.seekers), codes(found.offerers)) == (7, ["zoekt"], ["biedt"])


@given(rounds())
def test_only_who_opted_in_is_named(scans: list[Scan]) -> None:
    """Guards the consent: who did not opt in is in no list, who did is in a group or unmatched, once."""
    willing = sorted(str(scan.id) for scan in scans if scan.exchange is not None)
    made = proposal(scans)
    placed = [leader for group in made.groups for leader in group.members] + list(made.unmatched)
    assert sorted(str(leader.id) for leader in placed) == willing
    for item in exchanges(scans):
        assert {str(leader.id) for leader in (*item.seekers, *item.offerers)} <= set(willing)


@given(rounds(), st.randoms(use_true_random=False))
def test_order_plays_no_part(scans: list[Scan], random: Random) -> None:
    """Guards that shuffled files give the same lists and the same proposal."""
    shuffled = list(scans)
    random.shuffle(shuffled)
    assert exchanges(shuffled) == exchanges(scans)
    assert proposal(shuffled) == proposal(scans)


@given(rounds(max_size=6))
def test_groups_serve_at_least_what_any_pair_does(scans: list[Scan]) -> None:
    """Guards the whole proposal, threes included, against each single pair, and that each group is of use."""
    willing = {scan.id: scan for scan in scans if scan.exchange is not None}
    made = proposal(scans)
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
    made = proposal(scans)
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
    made = proposal(scans)
    (group,) = made.groups
    a, b, c = group.members
    assert codes(group.members) == ["A", "B", "C"]
    assert group.lessons == (Lesson(7, a, b), Lesson(7, c, b), Lesson(17, b, a))
    assert codes(made.unmatched) == ["D"]
    assert a.contact == "bel mij"


def test_leaders_with_one_code_stay_apart() -> None:
    """Guards that two leaders with the same code can be a pair."""
    scans = [make_scan("X", {7: (4, 1)}, exchange=""), make_scan("X", {7: (4, 4)}, exchange="", round_name="r")]
    (group,) = proposal(scans).groups
    assert codes(group.members) == ["X", "X"]
    assert len({leader.id for leader in group.members}) == 2


def test_nobody_willing_gives_nothing() -> None:
    """Guards an empty round and one without opt-in."""
    assert proposal([]) == Proposal((), ())
    assert exchanges([make_scan("A", {7: (4, 1)})]) == ()
    assert Exchange(7, (), ()) not in exchanges([make_scan("A", {}, exchange="")])


def test_what_is_shared_plays_no_part() -> None:
    """Guards that the contact, which only the group sees, changes nothing in who is proposed to whom."""
    ratings = {7: (4, 1), 17: (3, 2)}, {7: (4, 4), 17: (3, 1)}, {7: (4, 4), 17: (3, 1)}, {7: (4, 1), 17: (3, 2)}
    scans = [make_scan("SL-01", rating, exchange="", scan_id=UUID(int=place)) for place, rating in enumerate(ratings)]
    found = {
        tuple(tuple(leader.id.int for leader in group.members) for group in proposal(told).groups)
        for contacts in permutations("1234")
        for told in ([replace(scan, exchange=contact) for scan, contact in zip(scans, contacts, strict=True)],)
    }
    assert len(found) == 1


@pytest.mark.parametrize("offering", [0.3, 0.02, 0])
def test_a_large_group_is_divided_without_loss(offering: float) -> None:
    """Guards groups above the exact limit: each leader has one place, each group a use, and no open pair is missed."""
    random = Random(offering)
    made = [
        Profile(Leader(f"SL-{random.randrange(200)}", UUID(int=place)), *needs_and_strengths(random, offering))
        for place in range(300)
    ]
    found = domain.proposal(made, range(1, 30))
    placed = [leader for group in found.groups for leader in group.members] + list(found.unmatched)
    assert sorted(placed) == sorted(profile.leader for profile in made)
    by_leader = {profile.leader: profile for profile in made}
    assert all(2 <= len(group.members) <= 3 and group.lessons for group in found.groups)
    for group in found.groups:
        learning = {(lesson.number, lesson.seeker) for lesson in group.lessons}
        for lesson in group.lessons:
            assert by_leader[lesson.seeker].seeks & by_leader[lesson.offerer].offers & 1 << lesson.number - 1
        for leader in group.members:
            taught = {lesson.seeker for lesson in group.lessons if lesson.offerer == leader}
            assert taught or any(seeker == leader for _, seeker in learning)
    for leader in found.unmatched:
        alone = by_leader[leader]
        for other in (by_leader[leader] for leader in found.unmatched):
            assert not alone.seeks & other.offers
        for group in found.groups:
            offered = 0
            for member in group.members:
                offered |= by_leader[member].offers
            assert len(group.members) == 3 or not alone.seeks & offered
    random.shuffle(made)
    assert domain.proposal(made, range(1, 30)) == found


def needs_and_strengths(random: Random, offering: float) -> tuple[int, int]:
    """What a leader seeks and offers of 29 items: about a third, and the given part."""
    drawn = [random.random() for _ in range(29)]
    return (
        sum(1 << place for place, value in enumerate(drawn) if value > 0.65),
        sum(1 << place for place, value in enumerate(drawn) if value < offering),
    )
