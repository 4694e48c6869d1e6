"""The attack on two rounds with the progress between them, jointly: whose answer follows in either round?

The attacker has the figures of both rounds and of who was in both, and knows who was there and who gave which answers.
What is left open is solved exactly, over everything that one item tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attack_jointly import published, sums_told, vector_of

from attack_solver import Vector, left_open
from builders import STARTED, make_scan
from zelfscan.domain import Scan, compare_cohorts
from zelfscan.reports.forms.json import progress_json

Levels = tuple[int, int]
"""Importance and attainment; 0 = not given."""
Person = tuple[Levels | None, Levels | None]
"""The answers of one leader in the earlier and the later round; None for who was not there."""
LATER = STARTED + timedelta(days=365)
ALONE = (0, 0)
SCALES = ("belang", "aanwezig")


def scans_of(people: Sequence[Person], *, later: bool) -> list[Scan]:
    """The scans of one round."""
    answers = [(place, person[later]) for place, person in enumerate(people)]
    return [
        make_scan(f"SL-{place}", {1: (levels[0] or None, levels[1] or None)}, started=LATER if later else STARTED)
        for place, levels in answers
        if levels is not None
    ]


def sums_of(people: Sequence[Person], *, strict: bool = False) -> list[int | None]:
    """All that is told of the item: the sums of both rounds, the moves and the scores of who can be compared."""
    then, now = scans_of(people, later=False), scans_of(people, later=True)
    told = [published(scans, strict=strict)["competenties"] for scans in (then, now)]
    whole = [next(item for item in items if item["nummer"] == 1) for items in told]
    moved = progress_json(compare_cohorts(then, now, (1,), strict=strict))["competenties"][0]
    scores = [moved["rds"]["eerder"], moved["rds"]["later"]]
    return [
        *(one for item in whole for one in sums_told(item)[:10]),
        *(moved[scale][way] for scale in SCALES for way in ("omhoog", "omlaag")),
        # A leader who is compared adds 0, 1 or 2 to a score: lower, equal, higher.
        *(None if score is None else round(score * moved["rds"]["n"] / 100) + moved["rds"]["n"] for score in scores),
        None,
    ]


def added(then: Levels, now: Levels) -> Vector:
    """What one leader adds to those sums."""
    compared = all((*then, *now))
    ways = [(new > old, new < old) if old and new else (False, False) for old, new in zip(then, now, strict=True)]
    return (
        *(count for levels in (then, now) for count in vector_of((*levels, False))[:10]),
        *(int(way) for pair in ways for way in pair),
        *((one[1] > one[0]) - (one[1] < one[0]) + 1 if compared else 0 for one in (then, now)),
        0,
    )


def given_away(people: Sequence[Person], *, strict: bool = False) -> list[tuple[int, bool, str]]:
    """Whose answer follows, in the later round or the earlier, but for the allowed exceptions."""
    goal = sums_of(people, strict=strict)
    options = []
    for person in people:
        levels = [range(1, 5) if level else (0,) for one in person for level in (one or ALONE)]
        vectors = {(a, b, c, d): added((a, b), (c, d)) for a, b, c, d in product(*levels)}
        options.append({
            way: vector for way, vector in vectors.items()
            if all(told is None or more <= told for more, told in zip(vector, goal, strict=True))
        })  # fmt: skip
    (left,) = left_open(options, goal).values()
    found = []
    for place, (later, scale) in enumerate(product((False, True), (0, 1))):
        answers = [person[later] or ALONE for person in people]
        for number, (mine, ways) in enumerate(zip(answers, left, strict=True)):
            # As in one round: by default the importance of who gave importance alone may follow.
            excused = scale == 0 and not mine[1] and not strict
            same = len({one[scale] for one in answers} - {0}) == 1
            if mine[scale] and not excused and not same and len({way[place] for way in ways}) == 1:
                found.append((number, later, SCALES[scale]))
    return found


@st.composite
def two_rounds(draw: st.DrawFn) -> list[Person]:
    """Five or six leaders in both rounds, who move little, one or two in one of them, and some without one answer."""
    importance = st.sampled_from(draw(st.permutations((1, 2, 3, 4)))[:2])
    attainment = st.sampled_from(draw(st.permutations((1, 2, 3, 4)))[:2])
    stays = st.sampled_from((True, True, False))
    skipped = st.sampled_from((None,) * 6 + (0, 1))

    def thinned(levels: Levels) -> Levels:
        skip = draw(skipped)
        return (0 if skip == 0 else levels[0]), (0 if skip == 1 else levels[1])

    people: list[Person] = []
    for _ in range(draw(st.integers(5, 6))):
        then = draw(importance), draw(attainment)
        now = then[0] if draw(stays) else draw(importance), then[1] if draw(stays) else draw(attainment)
        people.append((thinned(then), thinned(now)))
    for _ in range(draw(st.integers(1, 2))):
        alone = thinned((draw(importance), draw(attainment)))
        people.append((alone, None) if draw(st.booleans()) else (None, alone))
    return people


@given(two_rounds(), st.booleans())
def test_nobody_is_given_away_by_progress(people: list[Person], strict: bool) -> None:
    """Guards that no answer follows from two rounds and their progress together."""
    assert given_away(people, strict=strict) == []


@st.composite
def many_new(draw: st.DrawFn) -> list[Person]:
    """Five leaders in both rounds, and five or six who mostly say the same and were in one of them."""
    importance = draw(st.permutations((1, 2, 3, 4)))[:2]
    attainment = draw(st.permutations((1, 2, 3, 4)))[:2]
    levels = st.tuples(st.sampled_from(importance), st.sampled_from(attainment))
    mostly = st.tuples(st.sampled_from(importance[:1] * 4 + importance[1:]),
                       st.sampled_from(attainment[:1] * 4 + attainment[1:]))  # fmt: skip
    people: list[Person] = [(then, draw(st.sampled_from((then, then, draw(levels)))))
                            for then in draw(st.lists(levels, min_size=5, max_size=5))]  # fmt: skip
    later = draw(st.booleans())
    alone = draw(st.lists(mostly, min_size=5, max_size=6))
    return people + [(None, levels) if later else (levels, None) for levels in alone]


@pytest.mark.heavy
@given(many_new(), st.booleans())
def test_many_who_were_there_once_are_not_given_away(people: list[Person], strict: bool) -> None:
    """Guards that of those who are not compared, also where they are enough for a score, no answer follows."""
    assert given_away(people, strict=strict) == []


@pytest.mark.parametrize("strict", [False, True])
def test_progress_does_not_tell_what_a_round_keeps(strict: bool) -> None:
    """Guards that where a round does not tell its discrepancy, the same leaders' scores are not told as progress."""
    people: list[Person] = [*[((4, 4), (4, 4))] * 4, ((4, 3), (4, 3)), ((3, 0), (3, 0))]
    assert given_away(people, strict=strict) == []
    sums = sums_of(people, strict=strict)
    assert sums[8] is sums[18] is None
    assert sums[-3:] == [None, None, None]


def test_the_scores_do_not_tell_what_the_moves_keep() -> None:
    """Guards that where the moves are withheld, the scores of a round with five new leaders are as well."""
    people: list[Person] = [*[((3, 4), (3, 4))] * 4, ((3, 3), (3, 3)), (None, (1, 4)), *[(None, (3, 4))] * 4]
    assert given_away(people) == []
    assert sums_of(people)[-3:] == [None, None, None]


def test_who_gave_importance_alone_in_one_round() -> None:
    """Guards that where nobody moved, what may follow of one round is not carried over to the other."""
    people: list[Person] = [
        ((4, 1), (4, 1)), ((4, 0), (4, 2)), ((4, 1), (4, 1)), ((1, 2), (0, 2)), ((1, 2), (1, 2)), ((1, 1), (1, 2)),
        ((4, 1), None), (None, (1, 1)),
    ]  # fmt: skip
    assert given_away(people) == []
    assert sums_of(people)[20:22] == [None, None]
