"""The program's own catalog, read from YAML once and kept beside it in a form that loads at once.

It is kept as Python keeps what it compiled: in `__pycache__`, or where PYTHONPYCACHEPREFIX says, and not at all where
that is switched off or nothing can be written. Who can change that file could change the program itself.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from itertools import starmap
from pathlib import Path
from typing import Any

import zelfscan
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
    Topic,
    TopicSet,
)

_TEXTS = ("instrument", "version", "source")
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
    "links": Link,
}


def ready_catalog(folder: Path) -> Catalog:
    """The catalog in a folder, as `read_catalog` gives it: from the compiled form where that fits the files.

    Raises ZelfscanError when the catalog is not in order.
    """
    try:
        sources = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
        compiled = Path(cache_from_source(str(folder / "catalogus.py")))
    except (OSError, NotImplementedError):
        return _read(folder)
    # Whole files and not their times: a few dozen kB compare faster than anything that could go wrong with clocks.
    made_from = (zelfscan.__version__, _shape(), sources)
    with suppress(OSError, ValueError, EOFError, TypeError):
        found, texts, scales, rows = marshal.loads(compiled.read_bytes())
        if found == made_from:
            return _built(texts, scales, rows)
    catalog = _read(folder)
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(compiled, marshal.dumps((made_from, *_taken_apart(catalog))))
    return catalog


def _read(folder: Path) -> Catalog:
    # Here and not above: YAML and all the checks take longer to load than the rest of the program.
    from zelfscan.storage.catalog_yaml import read_catalog

    return read_catalog(folder)


def _shape() -> tuple[tuple[str, ...], ...]:
    return tuple(kind._fields for kind in (*_WORDS.values(), *_ROWS.values()))


def _taken_apart(catalog: Catalog) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    return (
        {name: getattr(catalog, name) for name in _TEXTS},
        {name: tuple(getattr(catalog, name)) for name in _WORDS},
        {name: tuple(map(tuple, getattr(catalog, name))) for name in _ROWS},
    )


def _built(texts: dict[str, Any], scales: dict[str, Any], rows: dict[str, Any]) -> Catalog:
    fields: dict[str, Any] = {name: tuple(starmap(kind, rows[name])) for name, kind in _ROWS.items()}
    fields |= {name: kind(*scales[name]) for name, kind in _WORDS.items()}
    return Catalog(**texts, **fields)


def _keep(place: Path, data: bytes) -> None:
    """Put it there at once or not at all: another window may be reading. Raises OSError."""
    place.parent.mkdir(exist_ok=True, parents=True)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
