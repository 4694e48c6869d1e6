"""Strict conversion: nothing is guessed, and everything wrong is told at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, field

from zelfscan.storage.strict import STRIPPED, Shape, convert, shown


class Item(Shape, frozen=True):
    """A row with a number to call it by."""

    number: Annotated[int, Meta(ge=1)] = field(name="nummer")
    level: Annotated[int, Meta(ge=1, le=4)] | None = field(name="belang", default=None)
    text: Annotated[str, Meta(min_length=1, max_length=5, pattern=STRIPPED)] = field(name="tekst", default="x")


class Whole(Shape, frozen=True):
    """A file."""

    items: tuple[Item, ...] = field(name="competenties", default=())
    pair: tuple[str, str] = field(name="paar", default=("", ""))
    kind: Literal["a", "b"] = field(name="soort", default="a")
    start: Annotated[datetime, Meta(tz=True)] | None = field(name="begin", default=None)
    rest: tuple[dict[str, Any], ...] = field(name="overig", default=())


def told(raw: object) -> list[str]:
    """The problems as a person reads them."""
    return [str(problem) for problem in convert(raw, Whole).problems]


def test_a_sound_file_has_no_problems() -> None:
    """The fast path gives the typed value and nothing else."""
    converted = convert({"competenties": [{"nummer": 7, "belang": 4}]}, Whole)

    assert converted.problems == ()
    assert converted.value.items == (Item(number=7, level=4),)


@pytest.mark.parametrize(
    ("value", "shown_as"),
    [
        (True, "true"),
        (4.0, "4.0"),
        ("4", '"4"'),
        (5, "5"),
        (0, "0"),
        ([4], "een lijst"),
        (10**400, "een heel groot getal"),
    ],
)
def test_only_a_whole_number_in_range_is_a_level(value: object, shown_as: str) -> None:
    """No yes for 1, no 4.0 for 4, no text for a number."""
    assert told({"competenties": [{"nummer": 7, "belang": value}]}) == [
        f"competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er staat {shown_as}"
    ]


@pytest.mark.parametrize("value", [1.1, False, 10, date(2026, 1, 2), None])
def test_a_value_that_yaml_misread_gets_a_hint(value: object) -> None:
    """An unquoted id such as 1.10 is a number to YAML; the message says how to mend it."""
    (text,) = told({"competenties": [{"nummer": 7, "tekst": value}]})

    assert text.startswith("competenties, nummer 7, tekst: verwacht tekst, maar er staat ")
    assert text.endswith("; zet het tussen aanhalingstekens")


def test_every_problem_is_told_at_once() -> None:
    """One look at the list is enough to mend the whole file."""
    raw = {
        "competenties": [{"nummer": 7, "belangg": 4}, {"belang": 9}, 3, {"nummer": 8, "tekst": "te lange tekst"}],
        "paar": ["a"],
        "soort": "c",
        "begin": datetime(2026, 1, 2, 3, 4, 5),
        "overig": [1],
        "x": 1,
    }

    assert told(raw) == [
        'onbekende sleutel "x"',
        'competenties, nummer 7: onbekende sleutel "belangg" (bedoelde u "belang"?)',
        'competenties 2: "nummer" ontbreekt',
        "competenties 2, belang: verwacht een heel getal van 1 tot en met 4, maar er staat 9",
        "competenties 3: verwacht een tabel met sleutels, maar er staat 3",
        'competenties, nummer 8, tekst: is te lang: 14 tekens, hoogstens 5 passen: "te lange tekst"',
        "paar: verwacht er 2, maar het zijn er 1",
        'soort: verwacht "a" of "b", maar er staat "c"',
        "begin: de tijdzone ontbreekt; verwacht bijvoorbeeld 2026-01-02T03:04:05+01:00",
        "overig 1: verwacht een tabel, maar er staat 1",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "is leeg"), ("  ", "is leeg"), (" a", "begint of eindigt met een spatie of een lege regel")],
)
def test_empty_and_unstripped_text_is_told(text: str, problem: str) -> None:
    """Text in the catalog shows as it stands, so it holds nothing invisible at its ends."""
    (found,) = told({"competenties": [{"nummer": 7, "tekst": text}]})

    assert problem in found


def test_a_datetime_is_not_read_from_text() -> None:
    """msgspec would take a text for a datetime; a file in which it stands between quotes is refused."""
    assert told({"begin": "2026-01-02T03:04:05+01:00"}) == [
        'begin: verwacht een datum met tijd, zoals 2026-11-22T10:03:11+01:00, maar er staat "2026-01-02T03:04:05+01:00"'
    ]


def test_what_is_shown_cannot_act_on_a_terminal() -> None:
    """A message quotes a file that anybody may have made."""
    assert shown("\x1b[31m" + "a" * 50) == '"�[31m' + "a" * 35 + '…"'


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.dates()
_KEYS = st.sampled_from(["competenties", "nummer", "belang", "tekst", "paar", "soort", "begin", "overig", "x"])


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5)))
def test_the_two_paths_agree(raw: object) -> None:
    """The slow walk explains every refusal itself, and never crashes on what a file may hold."""
    assert not any("de inhoud klopt niet" in text for text in told(raw))
