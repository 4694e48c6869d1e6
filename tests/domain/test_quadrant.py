"""The competence quadrant and the model of personalised learning."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_rating
from strategies import ratings
from zelfscan.domain.quadrant import Cell, LearningQuarter, Quarter, learning_quarter, place, quarter
from zelfscan.domain.scan import Level, Position, Rating

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
    """Guards that no number is lost or doubled over cells, delegated and unrated, whatever the order."""
    found = place(said, order)
    listed = [number for numbers in found.cells.values() for number in numbers]
    assert Counter([*listed, *found.delegated, *found.unrated]) == Counter(NUMBERS)
    assert all(list(numbers) == sorted(numbers) for numbers in (*found.cells.values(), found.delegated, found.unrated))
    for number in order:
        rating = said.get(number, Rating())
        cell = next((cell for cell, numbers in found.cells.items() if number in numbers), None)
        if rating.delegated_to:
            assert number in found.delegated
        elif rating.importance is None or rating.attainment is None:
            assert number in found.unrated
        else:
            assert cell == Cell(attainment=rating.attainment, importance=rating.importance)
        assert (cell is None) == (number in found.delegated or number in found.unrated)


def test_only_the_asked_numbers_are_placed() -> None:
    """Guards the filter by area: a rating outside it stands nowhere."""
    found = place({7: make_rating(4, 1), 17: make_rating(4, 1)}, (7, 22))
    assert found.cells == {Cell(attainment=Level.ONE, importance=Level.FOUR): (7,)}
    assert (found.delegated, found.unrated) == ((), (22,))
