"""The catalog as one JSON file in the wheel, so that a start loads neither YAML nor the checks.

The build makes it of a catalog that was read and checked. In a checkout, and for an instrument of one's own, the YAML
is read as it stands.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zelfscan import domain
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import reason, write_atomically
from zelfscan.storage.places import catalog_folder, chosen_catalog_folder

if TYPE_CHECKING:
    from zelfscan.domain import Catalog

PACKED_FILE = "catalogus.json"
START = "nieuw"
"""The folder in our catalog with the start of another one."""


def chosen_catalog(option: Path | None) -> Catalog:
    """The catalog that a command works with: of the folder in `option`, else of ZELFSCAN_CATALOGUS, else our own.

    Raises ZelfscanError when that is not in order.
    """
    return ready_catalog(chosen_catalog_folder(option))


def ready_catalog(folder: Path) -> Catalog:
    """The catalog in a folder, packed or in YAML. Raises ZelfscanError when that is not in order."""
    place = folder / PACKED_FILE
    if place.is_file():
        return unpacked(place.read_text(encoding="utf-8"))
    # Not above: YAML and all the checks take longer to load than the rest of the program.
    from zelfscan.storage.catalog_reader import read_catalog

    return read_catalog(folder)


def begin_catalog(folder: Path) -> tuple[str, ...]:
    """Write a small complete catalog with comments, to make one's own of; the names of its files.

    Raises ZelfscanError when `folder` holds anything already, or cannot be written.
    """
    files = sorted((catalog_folder() / START).glob("*.yaml"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ZelfscanError(
                f"In {shown_path(folder)} staat al iets; er is niets geschreven.",
                "Geef een map op die leeg is of nog niet bestaat.",
            )
        for file in files:
            write_atomically(folder / file.name, file.read_bytes())
    except OSError as error:
        raise ZelfscanError(
            f"In {shown_path(folder)} kon niets worden geschreven: {reason(error)}.", "Kies een andere map."
        ) from error
    return tuple(file.name for file in files)


def packed(catalog: Catalog) -> str:
    """A catalog as JSON: every tuple in it as a list of what it is and its values."""
    return json.dumps(_as_list(catalog), ensure_ascii=False, indent=0)


def unpacked(text: str) -> Catalog:
    """The catalog that was packed, taken as it is: it comes from the same build as this program."""
    catalog: Catalog = _as_tuple(json.loads(text))
    return catalog


def _as_list(value: Any) -> Any:
    return [type(value).__name__, *map(_as_list, value)] if isinstance(value, tuple) else value


def _as_tuple(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, *values = value
    found = tuple(map(_as_tuple, values))
    return found if kind == "tuple" else getattr(domain, kind)._make(found)
