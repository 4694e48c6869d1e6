"""The slow walk over data that was refused, field by field: every problem with its place, in Dutch."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from msgspec import inspect

from zelfscan.safe_text import clipped
from zelfscan.storage.strict import LARGEST, MOST_HINTS, SHOWN_LENGTH, Problem, Shape, ShapeT, near_miss, shown

_LABEL_KEYS = (("nummer", int), ("id", str))
_QUOTE_HINT = "; zet het tussen aanhalingstekens"


def walked(raw: object, kind: type[ShapeT]) -> tuple[ShapeT, list[Problem]]:
    """What is good in the data, with stand-ins for the rest (see `Converted`), and all that is wrong with it."""
    walk = _Walk()
    value: ShapeT = walk.shape(raw, _struct_type(kind), "")
    return value, walk.problems


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
            case inspect.DictType():
                if not isinstance(raw, dict):
                    self._wrong(place, "een tabel", raw)
        return raw

    def _list(self, raw: object, kind: inspect.Type, least: int, most: int | None, place: str) -> tuple[Any, ...]:
        if not isinstance(raw, list):
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
                name = clipped(label, SHOWN_LENGTH) if isinstance(label, str) else shown(label)
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
        case inspect.VarTupleType() | inspect.TupleType():
            return ()
        case inspect.UnionType():
            # An optional level that is broken is not an absent level.
            return 0 if isinstance(_not_none(kind), inspect.IntType) else None
        case inspect.StructType():
            return kind.cls(**{field.name: _stand_in(field.type) for field in kind.fields if field.required})
        case _:
            return ""
