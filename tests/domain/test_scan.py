"""One leader's scan: answers come and go, and nothing ever changes under somebody's hands."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, level, make_rating, make_scan
from strategies import ratings
from zelfscan.domain.scan import EMPTY_RATING, Assessment, Level, Rating, ScaleName, Scan

numbers = st.sampled_from(NUMBERS)
edits = st.lists(st.tuples(numbers, st.just(EMPTY_RATING) | ratings()), max_size=20)


def after(made: list[tuple[int, Rating]]) -> Scan:
    """The scan after a row of edits."""
    scan = make_scan()
    for number, rating in made:
        scan = scan.with_rating(number, rating)
    return scan


@given(edits)
def test_the_last_answer_counts(made: list[tuple[int, Rating]]) -> None:
    """Guards a row of edits against a plain dict: the last one stays, an empty one takes the item away."""
    expected = {number: rating for number, rating in dict(made).items() if not rating.is_empty}
    scan = after(made)
    assert dict(scan.ratings) == expected
    assert list(scan.ratings) == sorted(expected)
    assert all(scan.rating(number) == expected.get(number, Rating()) for number in NUMBERS)


@given(edits, numbers, st.just(EMPTY_RATING) | ratings())
def test_a_change_leaves_the_old_scan_alone(made: list[tuple[int, Rating]], number: int, rating: Rating) -> None:
    """Guards that `with_rating` gives another scan and touches one item only."""
    scan = after(made)
    before = dict(scan.ratings)
    changed = scan.with_rating(number, rating)
    assert dict(scan.ratings) == before
    assert {key: value for key, value in changed.ratings.items() if key != number} == {
        key: value for key, value in before.items() if key != number
    }
    assert changed.with_rating(number, scan.rating(number)) == scan


def test_a_scan_cannot_be_changed_in_place() -> None:
    """Guards that a scan, a rating and a level are values."""
    scan = make_scan(ratings={7: (4, 2)})
    with pytest.raises(FrozenInstanceError):
        scan.participant = "SL-02"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        scan.rating(7).importance = Level.ONE  # type: ignore[misc]


def test_an_empty_rating_says_nothing() -> None:
    """Guards that a note or a name alone is something, and that there is no level for 'not answered'."""
    assert EMPTY_RATING.is_empty
    assert make_scan().rating(7) is EMPTY_RATING
    assert not Rating(note="x").is_empty
    assert not Rating().without_judgement(ScaleName.ATTAINMENT).is_empty
    assert not make_rating(delegated_to="team").is_empty
    assert [int(one) for one in Level] == [1, 2, 3, 4]
    with pytest.raises(ValueError, match="0"):
        Level(0)


@given(ratings(), st.sampled_from(ScaleName), st.none() | st.sampled_from(Level))
def test_one_level_changes_at_a_time(rating: Rating, scale: ScaleName, to: Level | None) -> None:
    """Guards that giving one scale leaves the other, the name and the note as they are."""
    (other,) = set(ScaleName) - {scale}
    changed = rating.with_level(scale, to)
    assert changed.level(scale) == to
    assert changed.level(other) == rating.level(other)
    assert (changed.delegated_to, changed.note) == (rating.delegated_to, rating.note)
    assert changed.no_judgement == rating.no_judgement - {scale}


@given(ratings(), st.sampled_from(ScaleName))
def test_not_knowing_takes_the_level_away(rating: Rating, scale: ScaleName) -> None:
    """Guards that a scale has a level or 'do not know' and never both, and that the other scale stays as it is."""
    (other,) = set(ScaleName) - {scale}
    unknown = rating.without_judgement(scale)
    assert unknown.level(scale) is None
    assert not unknown.is_open(scale)
    assert (unknown.level(other), unknown.is_open(other)) == (rating.level(other), rating.is_open(other))
    assert unknown.with_level(scale, rating.level(scale)) == rating.with_level(scale, rating.level(scale))


@given(st.dictionaries(numbers, ratings()), st.sampled_from(Assessment))
def test_open_is_what_the_scan_asks_and_has_not(said: dict[int, Rating], assessment: Assessment) -> None:
    """Guards that a scan on importance alone never misses attainment, that a whole scan misses either, and that
    'do not know' is not open.
    """
    scan = make_scan(ratings=said, assessment=assessment)
    for number in NUMBERS:
        rating = said.get(number, Rating())
        expected = [scale for scale in assessment.scales if rating.level(scale) is None]
        expected = [scale for scale in expected if scale not in rating.no_judgement]
        assert list(scan.missing(number)) == expected
        assert (number in scan.open_items(NUMBERS)) == bool(expected)
    assert list(scan.open_items(NUMBERS)) == sorted(scan.open_items(NUMBERS))


def test_high_is_three_or_four() -> None:
    """Guards the side of the axis, and that the builder keeps absent absent."""
    assert [one.is_high for one in Level] == [False, False, True, True]
    assert level(None) is None


def test_a_scan_without_an_end_is_a_draft() -> None:
    """Guards what a group leaves out."""
    assert make_scan(draft=True).is_draft
    assert not make_scan().is_draft
