"""The competence quadrant and the model of personalised learning."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_rating
from strategies import ratings
from zelfscan.domain.quadrant import (
    Cell,
    LearningQuarter,
    Quarter,
    learning_quarter,
    place,
    place_by_importance,
    quarter,
)
from zelfscan.domain.scan import Level, Position, Rating, ScaleName

answers = st.dictionaries(st.sampled_from(NUMBERS), ratings())


@pytest.mark.parametrize("importance", Level)
@pytest.mark.parametrize("attainment", Level)
def test_the_axes_cross_between_two_and_three(importance: Level, attainment: Level) -> None:
    """Guards the quarter of all sixteen cells."""
    expected = {
        (True, False): Quarter.DEVELOP,
        (True, True): Quarter.LEVERAGE,
        (False, False): Quarter.KEEP_LOW,
        (False, True): Quarter.RELEASE,
    }[importance > 2, attainment > 2]
    assert quarter(importance=importance, attainment=attainment) is expected
    assert Cell(attainment=attainment, importance=importance).quarter is expected


@pytest.mark.parametrize("differentiation", Level)
@pytest.mark.parametrize("self_direction", Level)
def test_the_quarters_of_personalised_learning(differentiation: Level, self_direction: Level) -> None:
    """Guards the four names of the model: individual and self-directed together is personalised."""
    expected = {
        (False, False): LearningQuarter.CLASSICAL,
        (True, False): LearningQuarter.DIFFERENTIATED,
        (False, True): LearningQuarter.SELF_REGULATED,
        (True, True): LearningQuarter.PERSONALISED,
    }[differentiation > 2, self_direction > 2]
    assert learning_quarter(Position(differentiation=differentiation, self_direction=self_direction)) is expected


@given(answers, st.permutations(NUMBERS))
def test_every_number_stands_in_one_place(said: dict[int, Rating], order: list[int]) -> None:
    """Guards that no number is lost or doubled over cells and what stands outside, whatever the order."""
    found = place(said, order)
    listed = [number for numbers in found.cells.values() for number in numbers]
    assert Counter([*listed, *found.delegated, *found.unrated, *found.unknown]) == Counter(NUMBERS)
    outside = (found.delegated, found.unrated, found.unknown)
    assert all(list(numbers) == sorted(numbers) for numbers in (*found.cells.values(), *outside))
    for number in order:
        rating = said.get(number, Rating())
        cell = next((cell for cell, numbers in found.cells.items() if number in numbers), None)
        if rating.delegated_to:
            assert number in found.delegated
        elif rating.importance is None or rating.attainment is None:
            assert number in (found.unrated if any(map(rating.is_open, ScaleName)) else found.unknown)
        else:
            assert cell == Cell(attainment=rating.attainment, importance=rating.importance)
        assert (cell is None) == any(number in numbers for numbers in outside)


def test_who_does_not_know_is_not_called_unrated() -> None:
    """Guards that 'weet ik niet' has a place of its own, and that an item with anything open is still unrated."""
    unknown, half = (
        make_rating(4).without_judgement(ScaleName.ATTAINMENT),
        Rating().without_judgement(ScaleName.IMPORTANCE),
    )
    found = place({7: unknown, 17: half}, (7, 17, 22))
    assert (found.unknown, found.unrated) == ((7,), (17, 22))
    rows = place_by_importance({7: unknown, 17: half}, (7, 17, 22))
    assert (rows.levels, rows.unknown, rows.unrated) == ({Level.FOUR: (7,)}, (17,), (22,))


def test_only_the_asked_numbers_are_placed() -> None:
    """Guards the filter by area: a rating outside it stands nowhere."""
    found = place({7: make_rating(4, 1), 17: make_rating(4, 1)}, (7, 22))
    assert found.cells == {Cell(attainment=Level.ONE, importance=Level.FOUR): (7,)}
    assert (found.delegated, found.unrated) == ((), (22,))
