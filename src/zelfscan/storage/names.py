"""File and folder names that every system accepts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from zelfscan.safe_text import can_be_shown

RESULT_ENDINGS = (".toml", ".toml.age")
"""How the names of results end: open, and sealed."""
NAME_BYTES = 100
"""The longest name that `safe_name` gives, in UTF-8 bytes; leaves room for a date, an id and a suffix."""

_RESERVED_CHARACTERS = frozenset('<>:"/\\|?*')
_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"}
)


def safe_name(text: str, fallback: str) -> str:
    """A name that is one path part on Windows, macOS and Linux alike; `fallback` when nothing of `text` is left.

    Whatever is reserved, invisible or white space becomes '-'. No dot or '-' remains at either end, so the name is
    never hidden and never leads out of a folder. Different texts may give the same name.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join("-" if _is_unsafe(char) else char for char in composed)
    name = _shortened(kept.strip(".-")).strip(".-") or fallback
    first = name.partition(".")[0].strip().casefold()
    return f"_{name}" if first in _RESERVED_NAMES else name


def report_path(result: Path, suffix: str) -> Path:
    """Where the report of a result goes: beside it, under a name that no other document is likely to have."""
    return result.parent / f"{result.stem}-rapport{suffix}"


def _is_unsafe(char: str) -> bool:
    if char in _RESERVED_CHARACTERS or char.isspace() or not can_be_shown(char):
        return True
    return unicodedata.category(char).startswith("C")


def _shortened(name: str) -> str:
    return name.encode("utf-8")[:NAME_BYTES].decode("utf-8", errors="ignore")
