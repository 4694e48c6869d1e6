"""The catalog as one JSON file in the wheel, so that a start loads neither YAML nor the checks.

The build makes it of a catalog that was read and checked. In a checkout, and for an instrument of one's own, the YAML
is read as it stands.
"""

from __future__ import annotations

import json
from itertools import starmap
from pathlib import Path
from typing import Any

from zelfscan.domain import (
    Area,
    Catalog,
    Competency,
    Domain,
    LearningModel,
    Link,
    MainQuestion,
    PolicyTheme,
    QuarterNames,
    Scale,
    Support,
    Tip,
    Topic,
    TopicSet,
)

PACKED_FILE = "catalogus.json"

_WORDS: dict[str, Any] = {"importance": Scale, "attainment": Scale, "quarters": QuarterNames, "learning": LearningModel}
_ROWS: dict[str, Any] = {
    "domains": Domain,
    "areas": Area,
    "competencies": Competency,
    "support": Support,
    "policy_themes": PolicyTheme,
    "topic_sets": TopicSet,
    "main_questions": MainQuestion,
    "topics": Topic,
    "tips": Tip,
    "links": Link,
}


def ready_catalog(folder: Path) -> Catalog:
    """The catalog in a folder, packed or in YAML. Raises ZelfscanError when that is not in order."""
    place = folder / PACKED_FILE
    if place.is_file():
        return unpacked(place.read_text(encoding="utf-8"))
    # Not above: YAML and all the checks take longer to load than the rest of the program.
    from zelfscan.storage.catalog_reader import read_catalog

    return read_catalog(folder)


def packed(catalog: Catalog) -> str:
    """A catalog as JSON: its parts by name, and each item in them as the list of its values."""
    return json.dumps(catalog._asdict(), ensure_ascii=False, indent=0)


def unpacked(text: str) -> Catalog:
    """The catalog that was packed, taken as it is: it comes from the same build as this program."""
    parts = json.loads(text)
    for name, kind in _WORDS.items():
        parts[name] = kind(*map(_fixed, parts[name]))
    for name, kind in _ROWS.items():
        parts[name] = tuple(starmap(kind, (map(_fixed, row) for row in parts[name])))
    return Catalog(**parts)


def _fixed(value: Any) -> Any:
    """JSON has lists where the catalog has tuples."""
    return tuple(value) if isinstance(value, list) else value
