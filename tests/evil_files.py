"""Result files and catalogs with the same text in every place that takes one, found in the shapes of the files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from msgspec import inspect

from catalog_files import INSTRUMENT, INSTRUMENT_FILE, ITEMS, ITEMS_FILE, LINKS, LINKS_FILE, ROLE, ROLE_FILE
from result_file import FULL
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.catalog_form import InstrumentShape, ItemsShape, LinksShape, RoleShape
from zelfscan.storage.result_form import FileShape
from zelfscan.storage.result_reader import loads

PLAIN = "zo maar wat"
CATALOG_FILES = (
    (INSTRUMENT_FILE, INSTRUMENT, InstrumentShape),
    (ITEMS_FILE, ITEMS, ItemsShape),
    (ROLE_FILE, ROLE, RoleShape),
    (LINKS_FILE, LINKS, LinksShape),
)
Place = tuple[str, ...]


def text_places(kind: type) -> tuple[Place, ...]:
    """Where a shape takes text: the keys that lead there."""
    return tuple(place for place, _ in _places(inspect.type_info(kind), ()))


def _places(kind: inspect.Type, place: Place) -> Iterator[tuple[Place, int | None]]:
    """The places below one, each with the longest text that it takes."""
    match kind:
        case inspect.StructType():
            for field in kind.fields:
                yield from _places(field.type, (*place, field.encode_name))
        case inspect.VarTupleType():
            yield from _places(kind.item_type, place)
        case inspect.TupleType():
            yield from _places(kind.item_types[0], place)
        case inspect.UnionType():
            for option in kind.types:
                yield from _places(option, place)
        case inspect.StrType():
            yield place, kind.max_length
        case inspect.LiteralType() | inspect.DictType():
            yield place, None
        case inspect.IntType() | inspect.BoolType() | inspect.DateTimeType() | inspect.DateType() | inspect.NoneType():
            return
        case _:
            raise AssertionError(f"a kind of field that this walk does not know: {kind}")


def put(data: Any, place: Place, text: str) -> None:
    """Write `text` at a place; of a list in its first item."""
    for item in data[:1] if isinstance(data, list) else [data]:
        if len(place) > 1:
            put(item.setdefault(place[0], {}), place[1:], text)
        elif place == ("onderwerpen",) and not item.get("onderwerpen"):
            item[place[0]] = [{text: text, "titel": text}]
        else:
            item[place[0]] = [text, *item[place[0]][1:]] if isinstance(item.get(place[0]), list) else text


ROOM = dict(_places(inspect.type_info(FileShape), ()))
"""The longest text that each place of a result file takes."""


def result_with(texts: dict[Place, str], **scan: object) -> bytes:
    """The full result file of the documentation with other texts in these places, as far as there is room for them,
    signs written raw.
    """
    data = tomllib.loads(FULL)
    data["scan"] |= scan
    for place, text in texts.items():
        put(data, place, text[: ROOM.get(place)])
    return "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in data.items()).encode(errors="replace")


def free_places(catalog: Catalog) -> tuple[Place, ...]:
    """The places of a result file that take any text at all."""
    return tuple(place for place in text_places(FileShape) if _takes(place, catalog))


def _takes(place: Place, catalog: Catalog) -> bool:
    try:
        loads(result_with({place: PLAIN}), catalog, "x")
    except ZelfscanError:
        return False
    return True


def _toml(value: object) -> str:
    match value:
        case str():
            return f'"{"".join(_escape(sign) for sign in value)}"'
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case dict():
            return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return str(value)


def _escape(sign: str) -> str:
    # Only what TOML does not take raw.
    return f"\\u{ord(sign):04x}" if ord(sign) < 32 or sign in '"\\\x7f' else sign


def write_catalog_with(folder: Path, name: str, place: Place, text: str) -> None:
    """The small catalog, with another text at one place of one file."""
    folder.mkdir(exist_ok=True)
    for file, plain, _ in CATALOG_FILES:
        data = yaml.safe_load(plain)
        if file == name:
            put(data, place, text)
        (folder / file).write_text(_yaml(data), encoding="utf-8")


def _yaml(value: object) -> str:
    match value:
        case str():
            return '"' + "".join(s if " " <= s <= "~" and s not in '"\\' else f"\\U{ord(s):08x}" for s in value) + '"'
        case dict():
            return "{" + ", ".join(f"{_yaml(key)}: {_yaml(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_yaml, value))}]"
        case _:
            return str(value)
