"""Files that a command writes beside what it reads: which names it may take, and writing them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import RESULT_ENDINGS, reason


def name_problem(path: Path, suffixes: Sequence[str] = ()) -> str:
    """Why nothing can be written under this name, in Dutch; '' when it can. `suffixes` = the only ones that will do."""
    # os.path says no where pathlib would raise: a name too long, a folder without rights.
    if not path.name or os.path.isdir(path):  # noqa: PTH112
        return f"{shown_path(path)} is een map; geef een bestandsnaam op."
    if suffixes and path.suffix.lower() not in suffixes:
        return f"{shown_path(path)}: deze naam moet eindigen op {' of '.join(suffixes)}."
    if path.name.lower().endswith(RESULT_ENDINGS):
        return f"{shown_path(path)}: zo heet een resultaat van een leider; kies een andere naam."
    return ""


def overlap_problem(outputs: Sequence[Path], read: Iterable[Path]) -> str:
    """Why these outputs are in each other's way or in the way of what is read, in Dutch; '' when they are not."""
    places = {os.path.realpath(path): path for path in outputs}
    if len(places) < len(outputs):
        return "Twee uitvoerbestanden hebben dezelfde naam (ook het .sps-bestand telt mee)."
    for file in read:
        if path := places.get(os.path.realpath(file)):
            return f"{shown_path(path)} wordt ook gelezen; kies een andere naam voor de uitvoer."
    return ""


def write_output(path: Path, data: bytes) -> None:
    """Write one output file. Raises ZelfscanError when that fails; an older file of that name is whole then."""
    from zelfscan.storage import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        raise ZelfscanError(
            f"{shown_path(path)} kon niet worden geschreven: {reason(error)}.",
            "De resultaten van de leiders zijn niet aangeraakt. Staat dit bestand open? Sluit het en probeer opnieuw.",
        ) from error
