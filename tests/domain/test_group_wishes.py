"""What a round says beside the items: counted as it was said, and nothing of a single leader told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan
from strategies import scans as any_scans
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.group_figures import Suppressed
from zelfscan.domain.group_sums import WishTally, counted, uses_materials, wishes_of, words_of
from zelfscan.domain.group_wishes import (
    SMALL_CELL,
    Ambition,
    Arrow,
    GroupWishes,
    MaterialsUse,
    Outcomes,
    SupportWishes,
    wishes_told,
)
from zelfscan.domain.scan import (
    Agreement,
    DevelopmentPoint,
    Level,
    LookBack,
    Materials,
    Outcome,
    Position,
    Scan,
    Vision,
)

SUPPORT = ("sparren", "schoolbezoek", "training")


def at(differentiation: int, self_direction: int) -> Position:
    """A place in the field."""
    return Position(differentiation=Level(differentiation), self_direction=Level(self_direction))


def told(scans: Iterable[Scan], minimum: int = 5) -> GroupWishes:
    """What may be told of these scans."""
    found = counted(scans, (7,))
    return wishes_told(found.wishes, found.words, SUPPORT, minimum)


def going(*moves: tuple[Position | None, Position | None]) -> list[Scan]:
    """A leader for each move."""
    return [replace(make_scan(f"SL-{place}"), vision=Vision(*move)) for place, move in enumerate(moves)]


def choosing(*points: tuple[DevelopmentPoint, ...]) -> list[Scan]:
    """A leader for each choice."""
    return [replace(make_scan(f"SL-{place}"), development=chosen) for place, chosen in enumerate(points)]


@given(st.data(), st.randoms(use_true_random=False))
@pytest.mark.heavy
def test_the_order_plays_no_part(catalog: Catalog, data: st.DataObject, random: Random) -> None:
    """Guards that files in another order give the same figures and the same order of words."""
    scans = data.draw(st.lists(any_scans(catalog), max_size=4))
    other = list(scans)
    random.shuffle(other)
    assert told(scans, 1) == told(other, 1)


@given(st.data())
def test_who_is_taken_away_was_never_counted(catalog: Catalog, data: st.DataObject) -> None:
    """Guards that a scan that turns out not to count leaves nothing behind in the sum."""
    kept, gone = (
        data.draw(st.lists(any_scans(catalog), max_size=3)),
        data.draw(st.lists(any_scans(catalog), max_size=3)),
    )
    tally, plain = WishTally(), WishTally()
    for scan in (*gone, *kept):
        tally.add(wishes_of(scan))
    for scan in gone:
        tally.add(wishes_of(scan), -1)
    for scan in kept:
        plain.add(wishes_of(scan))
    assert tally.total() == plain.total()


def test_what_leaders_want_more_of() -> None:
    """Guards the four steps: both, one of the two, or neither, where going back is neither."""
    start = at(2, 2)
    found = told(
        going((start, at(3, 3)), (start, at(2, 4)), (start, at(3, 1)), (start, start), (start, at(1, 1)))
    ).ambition
    assert isinstance(found, Ambition)
    assert (found.n, found.both, found.self_direction, found.differentiation, found.neither) == (5, 1, 1, 1, 2)
    assert found.more_self_direction == 2


def test_who_gave_one_place_counts_nowhere() -> None:
    """Guards that no figure stands beside one over other leaders, of which the difference would be a person."""
    moves = going(*[(at(2, 1), at(2, 3))] * 5, (at(4, 4), None), (None, at(4, 4)))
    found = told(moves).ambition
    assert isinstance(found, Ambition)
    assert (found.n, found.now.places, found.wanted.places) == (5, ((at(2, 1), 5),), ((at(2, 3), 5),))
    assert told(moves[1:]).ambition == Suppressed(4)


def test_a_place_with_one_or_two_is_not_told() -> None:
    """Guards that a school which can be recognised by where it stands has no place of its own in the field."""
    moves = [*[(at(2, 1), at(3, 3))] * 3, *[(at(3, 1), at(3, 2))] * 2, (at(1, 1), at(4, 4))]
    found = told(going(*moves)).ambition
    assert isinstance(found, Ambition)
    assert (found.now.places, found.now.elsewhere) == (((at(2, 1), 3),), 3)
    assert (found.wanted.places, found.wanted.elsewhere) == (((at(3, 3), 3),), 3)
    assert found.arrows == ()


def test_an_arrow_starts_where_enough_leaders_stand() -> None:
    """Guards that an arrow is told of enough leaders at a place, of whom one or two never remain by themselves."""
    here, there = at(2, 1), at(3, 1)
    moves = [*[(here, at(2, 3))] * 4, *[(here, at(3, 3))] * 3, (here, here), *[(there, at(3, 3))] * 5]
    found = told(going(*moves)).ambition
    assert isinstance(found, Ambition)
    assert found.arrows == (Arrow(here, at(2, 3), 4), Arrow(there, at(3, 3), 5))


def test_the_others_are_no_small_group_either() -> None:
    """Guards that arrows of most leaders do not show by subtraction where the few others go."""
    moves = [*[(at(2, 1), at(2, 3))] * 6, *[(at(3, 1), at(3, 3))] * 4]
    found = told(going(*moves)).ambition
    assert isinstance(found, Ambition)
    assert found.arrows == ()
    every = told(going(*moves, (at(3, 1), at(3, 3)))).ambition
    assert isinstance(every, Ambition)
    assert [arrow.count for arrow in every.arrows] == [6, 5]


@given(
    st.lists(st.tuples(*[st.builds(at, st.integers(1, 3), st.integers(1, 2))] * 2), max_size=14),
    st.integers(2, 6),
)
def test_no_few_leaders_in_any_arrow(moves: list[tuple[Position, Position]], minimum: int) -> None:
    """Guards, for any round, that every arrow and what it leaves at its start is nobody or more than two."""
    found = told(going(*moves), minimum).ambition
    if not isinstance(found, Ambition):
        assert len(moves) < minimum
        return
    few = min(SMALL_CELL, minimum)
    starts = {arrow.start for arrow in found.arrows}
    size = {start: sum(begin == start for begin, _ in moves) for start in starts}
    for start in starts:
        told_of = sum(arrow.count for arrow in found.arrows if arrow.start == start)
        assert size[start] >= minimum
        assert size[start] - told_of == 0 or size[start] - told_of >= few
    assert all(arrow.count >= few for arrow in found.arrows)
    assert all(count >= few for spread in (found.now, found.wanted) for _, count in spread.places)
    assert found.now.elsewhere + sum(count for _, count in found.now.places) == len(moves)


@pytest.mark.parametrize(
    ("answer", "used"),
    [
        ("", None), ("  \n", None), ("Snappet", True), ("Geen Snappet maar Gynzy", True), ("geen", False),
        ("Geen.", False), ("n.v.t.", False), ("-", False), ("Wij gebruiken geen adaptieve leermiddelen", False),
        ("Nee", False), ("Niet alles", True), ("Geen enkele app", False), ("Niets", False), ("Nee, wel Gynzy", True),
    ],
)  # fmt: skip
def test_whether_a_school_uses_materials(answer: str, used: bool | None) -> None:
    """Guards that 'none' is an answer, that nothing is no answer, and that a name with 'geen' in it is a name."""
    assert uses_materials(answer) is used


def test_materials_over_who_answered() -> None:
    """Guards that n counts the leaders who answered, and that too few of them tell nothing."""
    scans = [replace(make_scan(f"SL-{place}"), materials=Materials(used)) for place, used in
             enumerate(["Snappet"] * 4 + ["geen", ""])]  # fmt: skip
    assert told(scans).materials == MaterialsUse(5, 4)
    assert told(scans[1:]).materials == Suppressed(4)


def test_support_counts_leaders_and_hides_few() -> None:
    """Guards that a leader who asks twice counts once, that every kind is there, and that one or two stay unnamed."""
    two = (DevelopmentPoint(17, ("sparren", "schoolbezoek")), DevelopmentPoint(10, ("sparren",)))
    scans = choosing(two, two, (two[0],), (DevelopmentPoint(17, ("sparren",)),), (DevelopmentPoint(3, ()),), ())
    found = told(scans).support
    assert isinstance(found, SupportWishes)
    assert [(wish.id, wish.count, wish.items) for wish in found.wishes] == [
        ("sparren", 4, ((17, 4),)), ("schoolbezoek", 3, ((17, 3),)), ("training", 0, ()),
    ]  # fmt: skip
    assert (found.n, found.chosen, found.others) == (5, ((17, 4),), 2)
    assert [wish.id for wish in found.wanted] == ["sparren", "schoolbezoek"]
    assert told(scans[1:]).support == Suppressed(4)


def test_agreements_and_what_came_of_them() -> None:
    """Guards that an agreement counts by any of its parts, and an outcome by agreement, over who has any."""
    agreed = DevelopmentPoint(17, (), Agreement(who="bestuurder"))
    found = told(choosing((agreed, replace(agreed, competency=7)), (agreed,), *[(DevelopmentPoint(3),)] * 3)).support
    assert isinstance(found, SupportWishes)
    assert (found.agreed, found.agreements) == (2, 3)
    earlier = UUID(int=1)
    back = (LookBack(17, earlier, Outcome.PARTLY), LookBack(7, earlier, Outcome.DONE))
    scans = [replace(make_scan(f"SL-{place}"), look_back=back) for place in range(5)]
    outcomes = told(scans).outcomes
    assert isinstance(outcomes, Outcomes)
    assert (outcomes.n, dict(outcomes.counts)) == (
        5, {Outcome.DONE: 5, Outcome.PARTLY: 5, Outcome.NOT: 0, Outcome.OTHERWISE: 0},
    )  # fmt: skip
    assert told(scans[1:]).outcomes == Suppressed(4)


def speaking(place: int, *, agrees: bool = True) -> Scan:
    """A leader with every open answer, and with texts that may never be told."""
    return replace(
        make_scan(f"SL-{place}", exchange="contact"),
        vision=Vision(ambition_note=f"ambitie {place}", now_note=f"nu {place}"),
        materials=Materials(f"Snappet {place}", f"meerwaarde {place}", f"valkuil {place}"),
        development=(DevelopmentPoint(7, (), Agreement("geheime stap")),),
        share_words=agrees,
    )


def test_words_of_who_agreed_and_of_nobody_else() -> None:
    """Guards that only consenting leaders are quoted, from the minimum on, without code, agreement or contact."""
    few = told([*map(speaking, range(4)), speaking(9, agrees=False)]).words
    assert (few.n, few.now, few.pitfalls) == (4, (), ())
    words = told([*map(speaking, range(5)), speaking(9, agrees=False)]).words
    assert words.n == 5
    assert sorted(words.ambition) == [f"ambitie {place}" for place in range(5)]
    assert not any(word in repr(words) for word in ("SL-", "geheime", "contact", "9"))


def test_words_stand_in_an_order_of_their_own() -> None:
    """Guards that neither the files nor the other questions tell whose words stand where."""
    words = told(map(speaking, range(9))).words
    orders = [[text[-1] for text in texts] for texts in (words.now, words.ambition, words.added_value, words.pitfalls)]
    assert len({tuple(order) for order in orders}) == len(orders)
    assert all(order != sorted(order) for order in orders)


def test_who_agreed_and_wrote_nothing_does_not_count() -> None:
    """Guards that the minimum is one of leaders with words: silent ones would make a crowd around one voice."""
    assert words_of(replace(make_scan(), share_words=True)) is None
    assert words_of(replace(speaking(1), materials=Materials())) is not None
