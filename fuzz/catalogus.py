"""Catalog files: the reader and the independent checker give the same verdict, whatever stands in one of the files."""

from __future__ import annotations

from pathlib import Path

from gemeen import fuzz, working_folder

import contract_catalog
from catalog_files import FILES
from zelfscan.storage import check_catalog

NAMES = tuple(FILES)


def check(folder: Path, data: bytes) -> None:
    """Put the bytes (the first says in which file) in a sound catalog and hold reader and checker together."""
    if not data:
        return
    name = NAMES[data[0] % len(NAMES)]
    (folder / name).write_bytes(data[1:])
    problems = check_catalog(folder)
    (folder / name).write_bytes(FILES[name])
    assert all(problem.isprintable() and len(problem) < 1000 for problem in problems)
    sound = contract_catalog.is_sound(FILES | {name: data[1:]})
    assert sound == (not problems), f"checker: {sound}; reader: {problems}"


if __name__ == "__main__":
    place = working_folder("catalogus")
    for file, text in FILES.items():
        (place / file).write_bytes(text)
    fuzz("catalogus", lambda data: check(place, data), [bytes([n]) + text for n, text in enumerate(FILES.values())])
