"""Strict conversion of what a file holds into typed shapes, with every problem at once and in Dutch.

The common case is one call of msgspec. Only when that refuses, a slower walk goes over every field, so that a person
can mend a file in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import msgspec
from msgspec import inspect

from zelfscan.safe_text import clipped, printable

STRIPPED = r"\A\S(?:[\s\S]*\S)?\Z"
"""Pattern for a text without white space at either end."""

LARGEST = 2**31 - 1
"""The largest whole number that any file holds: above it a number means nothing, and might be too long to print."""

Positive = Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]
"""A number that counts or names something."""

MAX_DEPTH = 32
"""Levels of tables and lists inside each other, also those that a key with points makes. Ours need four at most."""

MOST_HINTS = 50
"""After so many problems no more guesses at what was meant: each costs time, and nobody reads that far."""

# Named as builtin, a moment or a day is only taken as what it is and never read from a text.
_AS_THEY_ARE = (datetime, date)
_LONGEST_NAME = 60
_MOST_KNOWN = 100
# So many characters of a text are told of; the rest is easy to find.
_SHOWN_LENGTH = 40
_LABEL_KEYS = (("nummer", int), ("id", str))
_QUOTE_HINT = "; zet het tussen aanhalingstekens"


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
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
        walk = _Walk()
        value: ShapeT = walk.shape(raw, _struct_type(kind), "")
        # Should msgspec ever refuse what the walk finds in order, the file is still refused.
        problems = walk.problems or [Problem("", f"de inhoud klopt niet ({error})")]
        return Converted(value, tuple(problems))


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
            text = printable(value[:_SHOWN_LENGTH])
            return f'"{text}…"' if len(value) > _SHOWN_LENGTH else f'"{text}"'
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


def _struct_type(kind: type[Shape]) -> inspect.StructType:
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    return described


class _Walk:
    """One pass over a file that was refused; gathers the problems on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def shape(self, raw: object, kind: inspect.StructType, place: str) -> Any:
        """Build the shape from whatever is good in `raw`."""
        if not isinstance(raw, dict):
            self._wrong(place, "een tabel met sleutels", raw)
            return _stand_in(kind)
        known = {field.encode_name: field for field in kind.fields}
        for key in raw:
            if key not in known:
                hint = near_miss(str(key), known) if len(self.problems) < MOST_HINTS else ""
                self._add(place, f"onbekende sleutel {shown(key)}{hint}")
        values: dict[str, Any] = {}
        for key, field in known.items():
            if key in raw:
                before = len(self.problems)
                value = self._value(raw[key], field.type, f"{place}, {key}" if place else key)
                # Lists and tables already carry stand-ins where they are broken.
                whole = len(self.problems) == before or isinstance(value, tuple | Shape)
                values[field.name] = value if whole else _stand_in(field.type)
            elif field.required:
                self._add(place, f'"{key}" ontbreekt')
                values[field.name] = _stand_in(field.type)
        return kind.cls(**values)

    def _value(self, raw: object, kind: inspect.Type, place: str) -> Any:
        match kind:
            case inspect.StructType():
                return self.shape(raw, kind, place)
            case inspect.VarTupleType():
                return self._list(raw, kind.item_type, kind.min_length or 0, kind.max_length, place)
            case inspect.TupleType():
                length = len(kind.item_types)
                return self._list(raw, kind.item_types[0], length, length, place)
            case inspect.UnionType():
                return None if raw is None else self._value(raw, _not_none(kind), place)
            case inspect.IntType():
                self._int(raw, kind, place)
            case inspect.StrType():
                self._text(raw, kind, place)
            case inspect.LiteralType():
                if not isinstance(raw, str) or raw not in kind.values:
                    self._wrong(place, " of ".join(f'"{value}"' for value in kind.values), raw)
            case inspect.DateTimeType():
                if not isinstance(raw, datetime):
                    self._wrong(place, "een datum met tijd, zoals 2026-11-22T10:03:11+01:00", raw)
                elif raw.tzinfo is None:
                    self._add(place, f"de tijdzone ontbreekt; verwacht bijvoorbeeld {raw.isoformat()}+01:00")
            case inspect.DateType():
                if not isinstance(raw, date) or isinstance(raw, datetime):
                    self._wrong(place, "een datum, zoals 2026-11-22", raw)
            case inspect.BoolType():
                if not isinstance(raw, bool):
                    self._wrong(place, "true of false", raw)
            case inspect.DictType():
                if not isinstance(raw, dict):
                    self._wrong(place, "een tabel", raw)
        return raw

    def _list(self, raw: object, kind: inspect.Type, least: int, most: int | None, place: str) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple):
            self._wrong(place, "een lijst", raw)
            return ()
        if len(raw) < least or (most is not None and len(raw) > most):
            self._add(place, f"verwacht {_amount(least, most)}, maar het zijn er {len(raw)}")
        before = len(self.problems)
        items = tuple(
            self._value(item, kind, _item_place(place, item, index)) for index, item in enumerate(raw, start=1)
        )
        if not isinstance(kind, inspect.StructType) and len(self.problems) > before:
            return ()
        return items

    def _int(self, raw: object, kind: inspect.IntType, place: str) -> None:
        number = raw if isinstance(raw, int) and not isinstance(raw, bool) else None
        too_low = number is not None and kind.ge is not None and number < kind.ge
        too_high = number is not None and kind.le is not None and number > kind.le
        if number is None or too_low or too_high:
            self._wrong(place, _range(kind), raw)

    def _text(self, raw: object, kind: inspect.StrType, place: str) -> None:
        if not isinstance(raw, str):
            hint = "" if isinstance(raw, list | dict) else _QUOTE_HINT
            self._wrong(place, "tekst", raw, hint)
        elif kind.min_length and not raw.strip():
            self._add(place, "is leeg")
        elif kind.pattern and not re.search(kind.pattern, raw):
            self._add(place, f"begint of eindigt met een spatie of een lege regel: {shown(raw)}")
        elif kind.max_length is not None and len(raw) > kind.max_length:
            self._add(place, f"is te lang: {len(raw)} tekens, hoogstens {kind.max_length} passen: {shown(raw)}")

    def _wrong(self, place: str, expected: str, raw: object, hint: str = "") -> None:
        self._add(place, f"verwacht {expected}, maar er staat {shown(raw)}{hint}")

    def _add(self, place: str, text: str) -> None:
        self.problems.append(Problem(place, text))


def _item_place(place: str, item: object, index: int) -> str:
    """'competenties, nummer 7' for a table that says who it is, otherwise 'koppelingen 12'."""
    if isinstance(item, dict):
        for key, kind in _LABEL_KEYS:
            label = item.get(key)
            if isinstance(label, kind) and label and label is not True:
                # A number may be too long to turn into digits.
                name = clipped(label, _SHOWN_LENGTH) if isinstance(label, str) else shown(label)
                return f"{place}, {key} {name}"
    return f"{place} {index}"


def _range(kind: inspect.IntType) -> str:
    if kind.ge is not None and kind.le is not None and kind.le != LARGEST:
        return f"een heel getal van {kind.ge} tot en met {kind.le}"
    if kind.ge is not None:
        return f"een heel getal vanaf {kind.ge}"
    return "een heel getal"


def _amount(least: int, most: int | None) -> str:
    if most is None:
        return f"er minstens {least}"
    if least == 0:
        return f"er hoogstens {most}"
    return f"er {least}" if least == most else f"er {least} tot en met {most}"


def _not_none(kind: inspect.UnionType) -> inspect.Type:
    return next(option for option in kind.types if not isinstance(option, inspect.NoneType))


def _stand_in(kind: inspect.Type) -> Any:
    """What stands for a value that is broken, or absent while it is required."""
    match kind:
        case inspect.IntType():
            return 0
        case inspect.BoolType():
            return False
        case inspect.VarTupleType() | inspect.TupleType():
            return ()
        case inspect.UnionType():
            # An optional level that is broken is not an absent level.
            return 0 if isinstance(_not_none(kind), inspect.IntType) else None
        case inspect.StructType():
            return kind.cls(**{field.name: _stand_in(field.type) for field in kind.fields if field.required})
        case _:
            return ""
