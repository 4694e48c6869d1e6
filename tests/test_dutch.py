"""Counting, dating and listing in Dutch."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STARTED
from zelfscan import dutch


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), ([7], "7"), ([7, 17], "7 en 17"), ([7, 17, 22], "7, 17 en 22")]
)
def test_enumerations(items: list[int], expected: str) -> None:
    """Guards commas and 'en'."""
    assert dutch.enumerate_nl(items) == expected


def test_plurals() -> None:
    """Guards that only one is single."""
    assert [dutch.plural(count, "leider", "leiders") for count in (0, 1, 2)] == ["0 leiders", "1 leider", "2 leiders"]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(2.1, 1, "2,1"), (-0.04, 1, "0,0"), (-0.05, 2, "−0,05"), (-50.0, 0, "−50"), (-0.4, 0, "0"), (0.625, 2, "0,62")],
)
def test_numbers_with_a_comma(value: float, decimals: int, expected: str) -> None:
    """Guards the decimal comma, and that a rounded zero carries no minus sign."""
    assert dutch.number_nl(value, decimals) == expected


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_a_number_reads_back(value: float, decimals: int) -> None:
    """Guards every number against its rounding, and zero against a sign."""
    text = dutch.number_nl(value, decimals)
    assert float(text.replace(",", ".").replace("−", "-")) == float(f"{value:.{decimals}f}")
    assert text.strip("−0,") or "−" not in text


def test_dates_and_times() -> None:
    """Guards the Dutch names of all months, and the point in a clock time."""
    assert dutch.date_nl(STARTED) == "22 november 2026"
    assert dutch.time_nl(STARTED) == "10.03 uur"
    months = [dutch.date_nl(datetime(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert (months[0], months[4], months[11], len(set(months))) == ("januari", "mei", "december", 12)


def test_shared_ranks_are_marked() -> None:
    """A rank that several items share says so; a rank of its own does not."""
    assert dutch.rank_marks([1, 2, 2, 4]) == ("1", "2=", "2=", "4")


def test_small_numbers_are_words_and_open_a_sentence_well() -> None:
    """Guards numbers in running text: words up to twenty, figures above, and 'Eén' with one accent."""
    assert [dutch.count_nl(count) for count in (0, 1, 8, 20, 21)] == ["geen", "één", "acht", "twintig", "21"]
    assert [dutch.sentence_nl(text) for text in ("één van de tien", "acht", "")] == ["Eén van de tien", "Acht", ""]


def test_a_part_of_one_is_told_without_van_de_een() -> None:
    """Guards that a part of one person is 'de enige' or nobody, and of several a number with the noun for several."""
    who = ("leider", "leiders")
    for count, n, said, bare in (
        (1, 1, "de enige leider", "de enige"),
        (0, 1, "geen leider", "niemand"),
        (1, 2, "één van de twee leiders", "één van de twee"),
        (2, 2, "alle twee leiders", "alle twee"),
        (0, 3, "geen van de drie leiders", "geen van de drie"),
    ):
        assert (dutch.part_nl(count, n, *who), dutch.part_nl(count, n)) == (said, bare)
    assert [dutch.verb_nl(count, "wil", "willen") for count in (0, 1, 2)] == ["wil", "wil", "willen"]
