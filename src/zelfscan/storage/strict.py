"""Strict conversion of what a file holds into typed shapes, with every problem at once and in Dutch.

The common case is one call of msgspec. Only when that refuses, the slower walk of `strict_walk` goes over every field,
so that a person can mend a file in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Generic, NamedTuple, TypeVar

import msgspec

from zelfscan.safe_text import printable

STRIPPED = r"\A\S(?:[\s\S]*\S)?\Z"
"""Pattern for a text without white space at either end."""

LARGEST = 2**31 - 1
"""The largest whole number that any file holds: above it a number means nothing, and might be too long to print."""

MOST_HINTS = 50
"""After so many problems no more guesses at what was meant: each costs time, and nobody reads that far."""

# Named as builtin, a datetime is only taken as a datetime and never read from a text.
_AS_THEY_ARE = (datetime,)
_LONGEST_NAME = 60
_MOST_KNOWN = 100
SHOWN_LENGTH = 40
"""So many characters of a text are told of; the rest is easy to find."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a file, key by key. Unknown keys are refused."""


ShapeT = TypeVar("ShapeT", bound=Shape)


class Problem(NamedTuple):
    """One finding. `place` leads to it inside the file ('competenties, nummer 7, belang'); '' is the whole file."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class Converted(NamedTuple, Generic[ShapeT]):
    """A shape with the problems found in it.

    Where something was wrong, `value` holds a neutral stand-in (0, '', an empty tuple, None), so that the checks on
    meaning can still look at the rest. No valid file holds those values there. With any problem, refuse the file.
    """

    value: ShapeT
    problems: tuple[Problem, ...]


def convert(raw: object, kind: type[ShapeT]) -> Converted[ShapeT]:
    """Convert plain data (from TOML or YAML) into `kind` without any guessing: no text for a number, no 4.0 for 4."""
    try:
        return Converted(msgspec.convert(raw, kind, strict=True, builtin_types=_AS_THEY_ARE), ())
    except msgspec.ValidationError as error:
        # Not above: few files have a problem.
        from zelfscan.storage.strict_walk import walked

        value, found = walked(raw, kind)
        # Should msgspec ever refuse what the walk finds in order, the file is still refused.
        problems = found or [Problem("", f"de inhoud klopt niet ({error})")]
        return Converted(value, tuple(problems))


def convert_sound(raw: object, kind: type[ShapeT]) -> ShapeT | None:
    """The same as `convert` for data in which nothing is wrong; None for other data."""
    try:
        return msgspec.convert(raw, kind, strict=True, builtin_types=_AS_THEY_ARE)
    except msgspec.ValidationError:
        return None


def near_miss(name: str, known: Iterable[str]) -> str:
    """A Dutch hint ' (bedoelde u "…"?)' when `name` looks like something known; otherwise ''.

    None for long names and among very many: comparing those takes longer than a person waits.
    """
    names = list(known)
    if len(name) > _LONGEST_NAME or len(names) > _MOST_KNOWN:
        return ""
    # Not above: few files have a problem.
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f' (bedoelde u "{close[0]}"?)' if close else ""


def shown(value: object) -> str:
    """A value as a person finds it in the file, shortened and without characters that a terminal would act on."""
    match value:
        case None:
            return "niets"
        case bool():
            return "true" if value else "false"
        case str():
            text = printable(value[:SHOWN_LENGTH])
            return f'"{text}…"' if len(value) > SHOWN_LENGTH else f'"{text}"'
        case list():
            return "een lijst"
        case dict():
            return "een tabel"
        case datetime() | date() | time():
            return value.isoformat()
        case int() if abs(value) >= 10**18:
            return "een heel groot getal"
        case _:
            return str(value)
