"""The attack on two rounds and their progress, with what stands beside them: the exchange and the parts of the round.

The attacker knows as well who is in which part and who wants to exchange, and has the lists of both rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attack_jointly import item_of, listed, published, sums_told, told_of, vector_of
from test_attack_progress import ALONE, LATER, SCALES, Levels, added

from attack_solver import left_open
from builders import STARTED, make_scan
from zelfscan.domain import Scan, compare_cohorts
from zelfscan.reports.forms.json import progress_json

NOT_TOLD: dict[str, None] = {"eerder": None, "later": None}


@dataclass(frozen=True)
class Person:
    """The answers of one leader in the earlier and the later round (None = was not there), and in which of them the
    leader joined the exchange.
    """

    then: Levels | None
    now: Levels | None
    joins: tuple[bool, bool] = (False, False)
    school: str = ""

    @property
    def rounds(self) -> tuple[Levels, Levels]:
        """The answers in both; no answers where there is no scan."""
        return self.then or ALONE, self.now or ALONE


def scans_of(people: Sequence[Person], *, later: bool) -> list[Scan]:
    """The scans of one round."""
    return [
        make_scan(
            f"SL-{place}",
            {1: (levels[0] or None, levels[1] or None)},
            started=LATER if later else STARTED,
            exchange="" if person.joins[later] else None,
            school=person.school,
        )
        for place, person in enumerate(people)
        if (levels := person.now if later else person.then) is not None
    ]


def given_away(
    people: Sequence[Person], *, per_school: bool = False, progress: bool = True
) -> list[tuple[int, bool, str]]:
    """Whose answer follows, of who joined no exchange, but for the allowed exceptions."""
    then, now = (scans_of(people, later=later) for later in (False, True))
    told = [published(then), published(now, per_school=per_school)]
    items = [item_of(found, 1) for found in told]
    moved = progress_json(compare_cohorts(then, now, (1,), beside_parts=per_school))["competenties"][0]
    if not progress:
        moved = {scale: dict.fromkeys(("omhoog", "omlaag")) for scale in SCALES} | {"rds": NOT_TOLD}
    scores = [moved["rds"]["eerder"], moved["rds"]["later"]]
    goal = [
        *(one for item in items for one in sums_told(item.whole)[:10]),
        *(moved[scale][way] for scale in SCALES for way in ("omhoog", "omlaag")),
        *(None if score is None else round(score * moved["rds"]["n"] / 100) + moved["rds"]["n"] for score in scores),
        *(one for part in items[1].parts.values() for one in sums_told(part)[:10]),
        None,
    ]
    options = []
    for place, person in enumerate(people):
        found = {}
        known = [next((s for s in scans if s.participant == f"SL-{place}"), None) for scans in (then, now)]
        for way in product(*(range(1, 5) if level else (0,) for one in person.rounds for level in one)):
            answers = ((way[0], way[1]), (way[2], way[3]))
            if all(
                scan is None or item.lists is None
                or listed(scan, 1, (*answer, False)) in (None, told_of(scan, item.lists))
                for scan, item, answer in zip(known, items, answers, strict=True)
            ):  # fmt: skip
                own = [
                    count
                    for name in items[1].parts
                    for count in (vector_of((*answers[1], False))[:10] if name == person.school else [0] * 10)
                ]
                found[way] = (*added(*answers)[:-1], *own, 0)
        options.append(found)
    (left,) = left_open(options, goal).values()
    return [
        (place, later, SCALES[scale])
        for column, (later, scale) in enumerate(product((False, True), (0, 1)))
        for place, (person, ways) in enumerate(zip(people, left, strict=True))
        if (mine := person.rounds[later])[scale]
        and not any(person.joins)
        and (scale or mine[1])
        and all(
            len({one.rounds[later][scale] for one in people if whole or one.school == person.school} - {0}) > 1
            for whole in (True, not (per_school and later))
        )
        and len({way[column] for way in ways}) == 1
    ]


def leaves_and_comes() -> list[Person]:
    """One leaves and one comes; the new one offers what the other had, and nobody else moved."""
    stay = [Person((2, level), (2, level), (False, True)) for level in (4, 4, 3, 3, 3)]
    return [*stay, Person((3, 4), None), Person(None, (2, 4), (False, True))]


def one_of_a_school() -> list[Person]:
    """All of one school and one of the other were in both rounds, and five of that other are new."""
    first = [
        Person((4, then), (4, now), school="A") for then, now in zip((3, 3, 3, 3, 2), (3, 3, 3, 3, 4), strict=True)
    ]
    new = [Person(None, (3, level), school="B") for level in (3, 2, 1, 4, 3)]
    return [*first, Person((4, 2), (4, 2), school="B"), *new]


def one_beside_the_lists_of_both_rounds() -> list[Person]:
    """Nobody left or came; each list leaves somebody to change places with, but not the same in both."""
    both = (True, True)
    offer = [Person((1, 4), (1, 4), both)] * 3
    return [*offer, Person((1, 4), (1, 3), both), Person((1, 2), (1, 4), both), Person((1, 3), (1, 2))]


def test_the_attack_finds_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the attack itself: without the rules that withhold, it finds somebody in each of these rounds."""
    monkeypatch.setattr("zelfscan.domain.comparison._may_show", lambda *_, **__: True)
    assert (5, False, "aanwezig") in given_away(leaves_and_comes())
    assert (5, True, "aanwezig") in given_away(one_of_a_school(), per_school=True)
    assert given_away(one_beside_the_lists_of_both_rounds()) != []


def test_nobody_is_given_away_beside_the_progress() -> None:
    """Guards that neither the lists of the exchange nor the parts tell of somebody with what moved."""
    assert given_away(leaves_and_comes()) == []
    assert given_away(one_of_a_school(), per_school=True) == []
    assert given_away(one_beside_the_lists_of_both_rounds()) == []


@st.composite
def two_rounds(draw: st.DrawFn, new_school: str = "A") -> list[Person]:
    """Five or six leaders in both rounds and some in one of them, with or without opt-in."""
    importance, attainment = (draw(st.permutations((1, 2, 3, 4)))[:2] for _ in range(2))
    levels = st.tuples(st.sampled_from(importance), st.sampled_from(attainment))
    joins = st.tuples(st.booleans(), st.booleans()) if new_school == "A" else st.just((False, False))
    people = []
    for place in range(draw(st.integers(5, 6))):
        then = draw(levels)
        now = draw(st.sampled_from((then, then, draw(levels))))
        people.append(Person(then, now, draw(joins), "A" if place < 5 else new_school))
    for _ in range(draw(st.integers(0, 2)) if new_school == "A" else 5):
        later, answer, joined = draw(st.booleans()), draw(levels), draw(joins)[0]
        there = (False, joined) if later else (joined, False)
        people.append(Person(None if later else answer, answer if later else None, there, new_school))
    return people


@pytest.mark.heavy
@given(two_rounds())
def test_nobody_is_given_away_by_the_lists_of_two_rounds(people: list[Person]) -> None:
    """Guards that of who joined no exchange no answer follows from two rounds, their lists and their progress."""
    if given_away(people):
        # What follows without the progress as well is not for its rules to keep.
        assert set(given_away(people)) <= set(given_away(people, progress=False))


@pytest.mark.heavy
@given(two_rounds("B"))
def test_nobody_is_given_away_by_the_parts_of_a_round(people: list[Person]) -> None:
    """Guards that no answer follows where the schools of the later round are told of beside the progress."""
    assert given_away(people, per_school=True) == []
