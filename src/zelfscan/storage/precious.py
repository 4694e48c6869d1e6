"""What no output may ever take the place of: a key, somebody's answers, a catalog."""

from __future__ import annotations

import os
import re
from pathlib import Path

from zelfscan.storage.draft_journal import SUFFIX
from zelfscan.storage.files import RESULT_ENDINGS, SEALED
from zelfscan.storage.places import DRAFTS, INSTRUMENT_FILE, catalog_folder, drafts_folder, other_places

_HEAD = 64 * 1024
"""Bytes that say what a file is; a key has 200, and a result names itself at the top."""
_KEY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{20}")
_RECIPIENT = re.compile(rb"\s*age1[0-9a-z]{20,}\s*")
_RESULT = re.compile(rb"^\s*\[scan\]\s*(?:#.*)?$", re.MULTILINE)
_JOURNAL = b"zelfscan vers"


def precious_at(path: Path) -> str:
    """What stands at a place that no output may ever replace, in Dutch ('een sleutel van een ronde'); '' when nothing
    of the kind does. A file is known by what it holds, whatever its name.
    """
    if path.name.lower().endswith((*RESULT_ENDINGS, SUFFIX)):
        return "een resultaat of concept"
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return ""
    if _KEY.search(head):
        return "een sleutel van een ronde"
    if _RECIPIENT.fullmatch(head):
        return "de ontvanger van een ronde"
    if head.startswith((*SEALED, _JOURNAL)) or _RESULT.search(head):
        return "een resultaat of concept"
    folder = Path(os.path.realpath(path)).parent
    in_catalog = path.suffix.lower() == ".yaml" and (folder / INSTRUMENT_FILE).is_file()
    if in_catalog or folder == Path(os.path.realpath(catalog_folder())):
        return "een bestand van de catalogus"
    drafts = (drafts_folder(), *(place.folder / DRAFTS for place in other_places()))
    if folder in {Path(os.path.realpath(place)) for place in drafts}:
        return "een concept"
    return ""
