"""Who is left over joins a pair."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from matching_groups import Needs, groups
from zelfscan.domain.bidding import pairs_by_bidding
from zelfscan.domain.joining import joined

Pairs = Sequence[tuple[int, int]]


def gain_by_hand(newcomer: Needs, members: Sequence[Needs]) -> int:
    """How many more (leader, item) needs are served when the newcomer joins."""
    return served_by_hand([*members, newcomer]) - served_by_hand(members)


def served_by_hand(group: Sequence[Needs]) -> int:
    """How many (leader, item) needs somebody else in the group offers."""
    total = 0
    for place, (seeks, _) in enumerate(group):
        for item in range(8):
            others = [offers for other, (_, offers) in enumerate(group) if other != place]
            total += seeks >> item & 1 and any(offers >> item & 1 for offers in others)
    return total


def joined_by_hand(made: Sequence[Needs], pairs: Pairs) -> dict[int, int]:
    """Every newcomer tried in every pair: the highest gain, then the lowest place, then the lowest pair."""
    paired = {place for pair in pairs for place in pair}
    gains = sorted(
        (-gain_by_hand(made[place], [made[member] for member in pair]), place, index)
        for place in range(len(made))
        if place not in paired
        for index, pair in enumerate(pairs)
    )
    found: dict[int, int] = {}
    for gain, place, index in gains:
        if gain < 0 and index not in found and place not in found.values():
            found[index] = place
    return found


@st.composite
def groups_with_pairs(draw: st.DrawFn) -> tuple[list[Needs], list[tuple[int, int]]]:
    """A group in which some are paired already, well or not."""
    made = draw(groups(14))
    order = draw(st.permutations(range(len(made))))
    wanted = draw(st.integers(0, len(made) // 2))
    return made, [(order[2 * pair], order[2 * pair + 1]) for pair in range(wanted)]


@given(groups_with_pairs())
def test_the_most_extra_needs_go_first(group: tuple[list[Needs], list[tuple[int, int]]]) -> None:
    """Guards who joins which pair, ties included, against trying every newcomer in every pair."""
    made, pairs = group
    assert joined(made, pairs) == joined_by_hand(made, pairs)


@given(groups_with_pairs(), st.integers(1, 5))
def test_nobody_is_left_beside_an_open_pair(group: tuple[list[Needs], list[tuple[int, int]]], block: int) -> None:
    """Guards groups of many blocks: who joins is of use, joins once, and no open pair has a use for who is left."""
    made, pairs = group
    found = joined(made, pairs, block)
    paired = {place for pair in pairs for place in pair}
    assert len(set(found.values())) == len(found)
    assert paired.isdisjoint(found.values())
    for index, place in found.items():
        assert gain_by_hand(made[place], [made[member] for member in pairs[index]]) > 0
    for place in set(range(len(made))) - paired - set(found.values()):
        for index, pair in enumerate(pairs):
            assert index in found or gain_by_hand(made[place], [made[member] for member in pair]) == 0


@given(groups(30))
def test_a_whole_group_finds_its_place(made: list[Needs]) -> None:
    """Guards both steps after each other: nobody is left who would serve or be served in a pair."""
    pairs = pairs_by_bidding(made)
    assert joined(made, pairs) == joined_by_hand(made, pairs)
