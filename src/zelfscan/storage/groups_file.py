"""A file that says in which group each leader is: a table of codes and groups, or TOML."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import rtoml

from zelfscan.domain import participant_key
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import UnreadableError, as_text, read_bytes

TOML = ".toml"
_HEADS = {"code", "deelnemer"}
_FORM = "Zet op elke regel een code en een groep, zoals SL-01;noord."
_AS_UTF8 = "In Excel heet dat 'CSV UTF-8'; in Kladblok kiest u het bij Opslaan als."


def read_groups(path: Path) -> dict[str, str]:
    """The group of every code (as `participant_key` has it). Raises ZelfscanError when the file says anything else.

    A table has a code and a group on each line, with a semicolon, a comma or a tab between them; a first line with
    heads is passed over. In TOML the table `groepen` holds a group for every code.
    """
    try:
        text = as_text(read_bytes(path))
    except UnreadableError as error:
        # Excel calls the form that it can be read in by another name than Notepad does.
        hint = _AS_UTF8 if "UTF-8" in str(error) else "Controleer de naam en de plek van het bestand."
        raise _refused(path, str(error), hint) from error
    found: dict[str, str] = {}
    for code, group in _from_toml(path, text) if path.suffix.lower() == TOML else _from_table(path, text):
        key = participant_key(code)
        if found.setdefault(key, group) != group:
            raise _refused(path, "een code staat in twee groepen")
    if not found:
        raise _refused(path, "er staat geen code met een groep in")
    return found


def _from_toml(path: Path, text: str) -> Iterator[tuple[str, str]]:
    try:
        table = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise _refused(path, "dit is geen geldige TOML") from error
    groups = table.get("groepen")
    if set(table) != {"groepen"} or not isinstance(groups, dict):
        raise _refused(path, "verwacht één tabel [groepen], met bij elke code een groep")
    for code, group in groups.items():
        if not isinstance(group, str) or not group.strip():
            raise _refused(path, "bij elke code hoort een groep, tussen aanhalingstekens")
        yield code, group


def _from_table(path: Path, text: str) -> Iterator[tuple[str, str]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = next((sign for sign in ";\t," if sign in first), ";")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise _refused(path, "dit is geen tabel") from error
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[0].casefold() in _HEADS):
            continue
        if len(cells) != 2 or not all(cells):
            raise _refused(path, f"regel {number}: verwacht een code en een groep, met een puntkomma ertussen")
        yield cells[0], cells[1]


def _refused(path: Path, why: str, hint: str = _FORM) -> ZelfscanError:
    return ZelfscanError(f"{shown_path(path)} is niet te lezen als lijst van groepen: {why}.", hint)
