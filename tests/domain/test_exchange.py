"""Who can learn from whom."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zelfscan.domain.exchange as domain
from builders import make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.exchange import Exchange, Leader, Lesson, Profile, Proposal, Why, profile_of
from zelfscan.domain.pairing import may_meet
from zelfscan.domain.scan import Assessment, DevelopmentPoint, Scan, participant_key


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


@given(rounds(max_size=9))
def test_who_meets_learns(scans: list[Scan]) -> None:
    """Guards every group: two of a pair both learn, a third learns or teaches, and no code meets itself."""
    for group in proposal(scans).groups:
        assert 2 <= len(group.members) <= 3
        learning = {lesson.seeker for lesson in group.lessons}
        taking_part = learning | {lesson.offerer for lesson in group.lessons}
        assert taking_part == set(group.members)
        assert len(learning) >= 2
        assert len({participant_key(member.code) for member in group.members}) == len(group.members)


@given(rounds())
def test_who_is_unmatched_fits_in_no_open_group(scans: list[Scan]) -> None:
    """Guards that nobody is left out who would learn in a pair that still has room, and that each hears why."""
    profiles = {profile.leader: profile for profile in profiles_of(scans)}
    made = proposal(scans)
    assert len(made.reasons) == len(made.unmatched)
    for leader, why in zip(made.unmatched, made.reasons, strict=True):
        alone = profiles[leader]
        others = [profile for profile in profiles.values() if profile != alone]
        helpers = [other for other in others if alone.seeks & other.offers]
        assert (why is Why.NOTHING_SOUGHT) == (not alone.seeks)
        assert (why is Why.NOBODY_OFFERS) == bool(alone.seeks and not helpers)
        for group in made.groups:
            members = [profiles[member] for member in group.members]
            if len(members) == 2 and all(may_meet(alone.person, member.person) for member in members):
                assert not alone.seeks & (members[0].offers | members[1].offers)


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


def test_two_of_one_school_never_meet() -> None:
    """Guards the school, however it is written, and the code: who shares one is in no group with the other."""
    here, there = {7: (4, 1), 17: (4, 4)}, {7: (4, 4), 17: (4, 2)}
    one = make_scan("A", here, exchange="", school=" De  Brug")
    same = make_scan("B", there, exchange="", school="de brug")
    made = proposal([one, same])
    assert (made.groups, made.reasons) == ((), (Why.SAME_SCHOOL, Why.SAME_SCHOOL))
    (group,) = proposal([one, same, make_scan("C", there, exchange="", school="De Linde")]).groups
    assert codes(group.members) == ["A", "C"]
    twice = [make_scan("Zoë", here, exchange=""), make_scan("ZOE\u0308", there, exchange="")]
    assert proposal(twice).reasons == (Why.SAME_SCHOOL, Why.SAME_SCHOOL)


def test_chosen_points_weigh_most() -> None:
    """Guards that one chosen point goes before any number of other needs, and that the reason says so."""
    needy = {7: (4, 1), 17: (4, 1), 22: (4, 1)}
    chooser = replace(make_scan("A", needy, exchange=""), development=(DevelopmentPoint(22),))
    many = make_scan("B", {7: (4, 4), 17: (4, 4), 22: (4, 1)}, exchange="")
    one = make_scan("C", {7: (4, 1), 17: (4, 1), 22: (4, 4)}, exchange="")
    (group, *_) = proposal([chooser, many, one]).groups
    assert [lesson.number for lesson in group.lessons if lesson.chosen] == [22]


def test_a_chosen_point_is_sought_whatever_its_levels() -> None:
    """Guards the choice: without a gap, given to somebody else, or not answered at all, but not outside the opt-in."""
    scan = make_scan("A", {7: (4, 4), 17: (1, 4)}, delegated={17: "ict"}, exchange="")
    chosen = replace(scan, development=(DevelopmentPoint(7), DevelopmentPoint(17), DevelopmentPoint(22)))
    profile = profile_of(chosen, FEW)
    assert profile is not None
    assert (profile.seeks, profile.chosen, profile.offers) == (0b111, 0b111, 0)
    fewer = profile_of(replace(chosen, exchange_only=(22,)), FEW)
    assert fewer is not None
    assert (fewer.seeks, fewer.chosen) == (0b100, 0b100)


def test_who_rated_importance_alone_may_seek() -> None:
    """Guards leaders without attainment: they seek what they chose, else what is most important, and join as third."""
    new = make_scan("Z", {7: (4, None), 17: (3, None)}, exchange="", assessment=Assessment.IMPORTANCE_ONLY)
    assert [profile.seeks for profile in profiles_of([new])] == [0b001]
    chose = replace(new, development=(DevelopmentPoint(17),))
    assert [profile.seeks for profile in profiles_of([chose])] == [0b010]
    pair = [
        make_scan("A", {7: (4, 4), 22: (4, 1)}, exchange=""),
        make_scan("B", {7: (4, 1), 22: (4, 4)}, exchange=""),
    ]
    assert proposal([new, pair[0]]).reasons == (Why.NOBODY_OFFERS, Why.NOTHING_BACK)
    (group,) = proposal([new, *pair]).groups
    assert codes(group.members) == ["A", "B", "Z"]


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
        assert {seeker for _, seeker in learning} == set(group.members)
    for leader in found.unmatched:
        alone = by_leader[leader]
        for other in (by_leader[leader] for leader in found.unmatched):
            assert not (
                may_meet(alone.person, other.person) and alone.seeks & other.offers and other.seeks & alone.offers
            )
        for group in found.groups:
            members = [by_leader[member] for member in group.members]
            if len(members) == 2 and all(may_meet(alone.person, member.person) for member in members):
                assert not alone.seeks & (members[0].offers | members[1].offers)
    random.shuffle(made)
    assert domain.proposal(made, range(1, 30)) == found


def needs_and_strengths(random: Random, offering: float) -> tuple[int, int]:
    """What a leader seeks and offers of 29 items: about a third, and the given part."""
    drawn = [random.random() for _ in range(29)]
    return (
        sum(1 << place for place, value in enumerate(drawn) if value > 0.65),
        sum(1 << place for place, value in enumerate(drawn) if value < offering),
    )
