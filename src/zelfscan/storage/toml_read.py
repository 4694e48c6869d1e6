"""TOML to plain data, within bounds of depth and time, with every refusal in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from zelfscan.storage.files import UnreadableError, as_text

try:
    import toml_rs
except ImportError:  # No such part for this computer: everything is read by tomllib.
    _quick_loads: Callable[..., dict[str, Any]] | None = None
else:
    _quick_loads = toml_rs.loads

MAX_DEPTH = 32
"""Levels of tables and lists inside each other, and parts of one key ('a.b.c' has three). A result needs three."""

_MOST_OPENINGS = 300
"""Brackets and points in a document for `quick_toml`, which follows nesting without looking where its stack ends.

A full result has some 150 brackets. So many levels fit in the smallest stack that Python gives a thread.
"""
_MARK = "\ufeff"

_SHORT_LINE = 2 * MAX_DEPTH
"""A line of so many characters has no room for a key of too many parts; most lines of a result are shorter."""
# A union (dict | list) would be made anew at every value, which can be felt over a round of files.
_HOLDERS = (dict, list)
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_DOUBLE_WORDS = ("overwrite", "twice", "already", "mutate")
_TOO_DEEP = "dit is geen geldige TOML: het is te diep genest"
# Strings (also those that are never closed) and comments: dots in them are no keys.
_STRING_OR_COMMENT = re.compile(
    r'''"""(?:\\.|[^\\])*?(?:"{3,5}|\Z)|\'\'\'.*?(?:'{3,5}|\Z)|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|#[^\n]*''', re.DOTALL
)
_BETWEEN_KEYS = re.compile(r"[=,{}\[\]\n]")


def parse_toml(data: bytes) -> dict[str, Any]:
    """The data in a TOML document. Raises UnreadableError with the reason, and the line where there is one."""
    # Not above: nearly every file is read by `quick_toml` alone.
    import tomllib

    text = as_text(data)
    if _has_long_key(text):
        raise UnreadableError(_TOO_DEEP)
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise UnreadableError(_TOO_DEEP) from error
    except ValueError as error:
        raise UnreadableError(_syntax_text(error)) from error
    if _is_too_deep(raw):
        raise UnreadableError(_TOO_DEEP)
    return raw


def quick_toml(data: bytes) -> dict[str, Any] | None:
    """The data in an ordinary TOML document, many times faster than `parse_toml`; None when that must look at it.

    It may take more than `parse_toml` does where that shows in the data: very large numbers, deep nesting in places
    that hold no tables or lists, dates without a time. So use it only on data that turns out to be of the right form.
    """
    if _quick_loads is None or data.count(b"[") > _MOST_OPENINGS or b"{" in data or data.count(b".") > _MOST_OPENINGS:
        return None
    try:
        text = data.decode()
        return None if text.startswith(_MARK) else _quick_loads(text, toml_version="1.0.0")
    except (ValueError, RecursionError, OverflowError):
        return None


def _has_long_key(text: str) -> bool:
    """Whether a key has too many parts: tomllib's time grows with their square, to minutes for a small file."""
    if text.count(".") < MAX_DEPTH:
        return False
    # Not splitlines(): to TOML the other line separators of Unicode are text.
    long_lines = [line for line in text.split("\n") if len(line) > _SHORT_LINE]
    if all(line.count(".") < MAX_DEPTH for line in long_lines):
        return False
    bare = _STRING_OR_COMMENT.sub('""', text)
    return any(part.count(".") >= MAX_DEPTH for part in _BETWEEN_KEYS.split(bare))


def _is_too_deep(raw: dict[str, Any]) -> bool:
    level: list[Any] = [raw]
    for _ in range(MAX_DEPTH):
        level = [
            value
            for holder in level
            for value in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(value, _HOLDERS)
        ]
        if not level:
            return False
    return True


def _syntax_text(error: ValueError) -> str:
    found = _PLACE.search(str(error))
    place = f"regel {found[1]}: " if found else ""
    if any(word in str(error) for word in _DOUBLE_WORDS):
        return f"{place}dit is geen geldige TOML: een sleutel of tabel staat er twee keer"
    return f"{place}dit is geen geldige TOML; kijk naar de aanhalingstekens, haakjes en getallen"
