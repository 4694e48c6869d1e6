"""The catalog folder: read it whole or say everything that is wrong with it.

YAML becomes plain data within bounds of depth and time, with every fault named by its line. That is built from the
events of the parser and not from its nodes: the C library that makes nodes kills the process on a document that is
nested too deep, and a few aliases can stand for more data than any memory holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from msgspec import Struct
from msgspec.structs import asdict

from zelfscan import domain
from zelfscan.domain import Catalog, MaterialsPart, Recommendation
from zelfscan.dutch import first_of, plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.catalog_form import (
    ITEMS_FILE,
    LINKS_FILE,
    ROLE_PREFIX,
    InstrumentShape,
    ItemsShape,
    LinksShape,
    MaterialsPartShape,
    RoleShape,
)
from zelfscan.storage.catalog_rules import CatalogFiles, catalog_problems
from zelfscan.storage.files import CATALOG_LIMIT, UnreadableError, as_text, read_bytes, reason
from zelfscan.storage.places import INSTRUMENT_FILE
from zelfscan.storage.strict import MAX_DEPTH, Problem, ShapeT, convert, shown

_PartT = TypeVar("_PartT")

MOST_EVENTS = 10_000
"""Values, and ends of lists and tables, in one file. Ours have about a thousand; each can be wrong in many ways."""

# Without the C library the pure Python loader reads the same, only slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAG = "tag:yaml.org,2002:str"
_LONGEST_VALUE = 40
"""Characters of a number, date or other value that is no text. '1:1:1:…' costs the square of its length."""
_HINTS = {
    "mapping values are not allowed": "zet tekst met een dubbele punt tussen aanhalingstekens",
    "cannot start any token": "een tab of dit teken mag hier niet; gebruik spaties en aanhalingstekens",
    "unexpected end of stream": "een aanhalingsteken of haakje is niet gesloten",
}
_GENERAL_HINT = "kijk naar het inspringen, de dubbele punten en de aanhalingstekens"


@dataclass(frozen=True, slots=True)
class _Reading:
    files: CatalogFiles
    problems: tuple[str, ...]


def read_catalog(folder: Path) -> Catalog:
    """The catalog in a folder. Raises ZelfscanError with every problem when anything at all is wrong."""
    reading = _read(folder)
    instrument, items = reading.files.instrument, reading.files.items
    if reading.problems or instrument is None or items is None:
        found = plural(len(reading.problems), "probleem", "problemen")
        raise ZelfscanError(
            f"De catalogus in {shown_path(folder)} is niet in orde: {found} gevonden.",
            "Verbeter de bestanden, of zet de oorspronkelijke terug.",
            first_of(reading.problems),
        )
    return _build(instrument, items, reading.files)


def check_catalog(folder: Path) -> tuple[str, ...]:
    """Every problem in a catalog folder ('koppelingen.yaml, koppelingen 12, onderwerp: …'); empty when it is sound."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        # One problem, and not one for each of its files.
        return (f"{shown_path(folder)}: {reason(error)}",)
    return _read(folder).problems


def _read(folder: Path) -> _Reading:
    problems: list[str] = []
    instrument = _read_file(folder / INSTRUMENT_FILE, InstrumentShape, problems)
    items = _read_file(folder / ITEMS_FILE, ItemsShape, problems)
    links = _read_file(folder / LINKS_FILE, LinksShape, problems)
    roles: list[tuple[str, RoleShape]] = []
    paths = _role_paths(folder, problems)
    for path in paths:
        role = _read_file(path, RoleShape, problems)
        if role is not None:
            roles.append((path.name, role))
    all_read = 0 < len(roles) == len(paths)
    files = CatalogFiles(instrument, items, tuple(roles), links.links if links else None, all_read)
    problems.extend(catalog_problems(files))
    return _Reading(files, tuple(problems))


def _role_paths(folder: Path, problems: list[str]) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.match(f"{ROLE_PREFIX}*.yaml"))
    except OSError as error:
        problems.append(f"{shown_path(folder)}: {reason(error)}")
        return []
    if not paths:
        problems.append(f"{shown_path(folder)}: er is geen enkel bestand {ROLE_PREFIX}<rol>.yaml")
    return paths


def _read_file(path: Path, kind: type[ShapeT], problems: list[str]) -> ShapeT | None:
    try:
        raw, found = parse_yaml(as_text(read_bytes(path, CATALOG_LIMIT)))
    except UnreadableError as error:
        problems.append(f"{shown_path(path.name)}: {error}")
        return None
    if raw is not None or not found:
        converted = convert(raw, kind)
        found += converted.problems
    problems.extend(f"{shown_path(path.name)}{', ' if problem.place else ': '}{problem}" for problem in found)
    return None if raw is None else converted.value


def _build(instrument: InstrumentShape, items: ItemsShape, files: CatalogFiles) -> Catalog:
    return Catalog(
        instrument=instrument.instrument,
        version=instrument.version,
        title=instrument.title,
        welcome=instrument.welcome,
        talk_with=instrument.talk_with,
        source=instrument.source,
        literature=instrument.literature,
        who=_alike(domain.Who, instrument.who),
        importance=_alike(domain.Scale, instrument.scales.importance),
        attainment=_alike(domain.Scale, instrument.scales.attainment),
        quarters=_alike(domain.QuarterNames, instrument.quadrant),
        learning=_alike(domain.LearningModel, instrument.learning) if instrument.learning else None,
        materials=_materials(instrument.materials) if instrument.materials else None,
        example=_alike(domain.ExampleRole, instrument.example) if instrument.example else None,
        recommendations=tuple(
            Recommendation(**{**asdict(item), "part": item.part or "", "said": item.said or ""})
            for item in instrument.recommendations
        ),
        domains=_all_alike(domain.Domain, items.domains),
        areas=_all_alike(domain.Area, items.areas),
        competencies=_all_alike(domain.Competency, items.competencies),
        support=_all_alike(domain.Support, items.support),
        policy_themes=_all_alike(domain.PolicyTheme, items.policy_themes),
        topic_sets=tuple(
            domain.TopicSet(role.role, role.name, role.introduction, role.source) for _, role in files.roles
        ),
        main_questions=_of_roles(domain.MainQuestion, files, "main_questions"),
        topics=_of_roles(domain.Topic, files, "topics"),
        tips=_of_roles(domain.Tip, files, "tips"),
        links=_all_alike(domain.Link, (placed.link for placed in files.placed_links())),
    )


def _alike(kind: Callable[..., _PartT], shape: Struct, **more: str) -> _PartT:
    """A part of the catalog, whose fields have the names of those in its file."""
    return kind(**asdict(shape), **more)


def _all_alike(kind: Callable[..., _PartT], shapes: Iterable[Struct]) -> tuple[_PartT, ...]:
    return tuple(_alike(kind, shape) for shape in shapes)


def _of_roles(kind: Callable[..., _PartT], files: CatalogFiles, rows: str) -> tuple[_PartT, ...]:
    return tuple(_alike(kind, shape, role=role.role) for _, role in files.roles for shape in getattr(role, rows))


def _materials(shape: MaterialsPartShape) -> MaterialsPart:
    questions = _all_alike(domain.OpenQuestion, (shape.used, shape.added_value, shape.pitfalls))
    return MaterialsPart(shape.title, shape.short, shape.explanation, *questions)


class _RefusedError(Exception):
    """Something for which the whole document is refused at once; the argument is the Problem."""


def parse_yaml(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """The data in one YAML document. Of a doubled key the first value is kept; the data is None when nothing is."""
    problems: list[Problem] = []
    try:
        loader = _Loader(text)
        try:
            return _document(_Events(loader), problems), tuple(problems)
        finally:
            loader.dispose()
    except _RefusedError as error:
        problems.append(error.args[0])
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error))
    except yaml.YAMLError:
        problems.append(Problem("", "dit is geen geldige YAML: er staan tekens in die niet mogen"))
    return None, tuple(problems)


class _Events:
    """What a document holds, one by one, and no more than any catalog needs."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader
        self._left = MOST_EVENTS

    def get_event(self) -> Any:
        """The next one. Raises _RefusedError when there were too many."""
        event = self.loader.get_event()
        self._left -= 1
        if self._left < 0:
            raise _refusal(event, f"er staat te veel in dit bestand (meer dan {MOST_EVENTS} waarden)")
        return event


def _document(loader: _Events, problems: list[Problem]) -> Any:
    loader.get_event()  # The start of the stream.
    start = loader.get_event()
    if isinstance(start, yaml.StreamEndEvent):
        raise _RefusedError(Problem("", "het bestand is leeg"))
    raw = _data(loader.get_event(), loader, problems, 0)
    loader.get_event()  # The end of the document.
    after = loader.get_event()
    if not isinstance(after, yaml.StreamEndEvent):
        raise _refusal(after, "hier begint een tweede document; een catalogusbestand is er één")
    return raw


def _data(event: Any, loader: _Events, problems: list[Problem], depth: int) -> Any:
    """The data that begins with this event. Plain recursion is faster than PyYAML's constructor and sees doubles."""
    if isinstance(event, yaml.AliasEvent):
        raise _refusal(event, f"een verwijzing (*{event.anchor}) mag hier niet; schrijf de waarde voluit")
    if event.tag:
        raise _refusal(event, f"een soort ({shown(event.tag)}) mag hier niet; schrijf alleen de waarde")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, loader.loader, problems) if event.implicit[0] else event.value
    if depth == MAX_DEPTH:
        raise _refusal(event, "dit is geen geldige YAML: het is te diep genest")
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := loader.get_event(), yaml.SequenceEndEvent):
            items.append(_data(event, loader, problems, depth + 1))
        return items
    found: dict[str, Any] = {}
    while not isinstance(event := loader.get_event(), yaml.MappingEndEvent):
        is_word = isinstance(event, yaml.ScalarEvent)
        key = event.value if is_word and not event.tag else _data(event, loader, problems, depth + 1)
        value = _data(loader.get_event(), loader, problems, depth + 1)
        if not is_word:
            problems.append(Problem(_line(event), "een sleutel moet een woord zijn"))
        elif key in found:
            problems.append(Problem(_line(event), f"de sleutel {shown(key)} staat er twee keer"))
        else:
            found[key] = value
    return found


def _scalar(event: Any, loader: Any, problems: list[Problem]) -> Any:
    """What a value without quotation marks means: a text, or else a number, a date, yes or no, nothing."""
    tag = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    if tag == _TEXT_TAG:
        return event.value
    try:
        if len(event.value) > _LONGEST_VALUE:
            raise ValueError(event.value)
        return loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))
    except (yaml.YAMLError, ValueError, OverflowError):
        text = f"{shown(event.value)} is geen geldige waarde; zet tekst tussen aanhalingstekens"
        problems.append(Problem(_line(event), text))
        return event.value


def _refusal(event: Any, text: str) -> _RefusedError:
    return _RefusedError(Problem(_line(event), text))


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    hint = next((hint for words, hint in _HINTS.items() if words in str(error.problem)), _GENERAL_HINT)
    place = f"regel {mark.line + 1}" if mark else ""
    return Problem(place, f"dit is geen geldige YAML; {hint}")


def _line(event: Any) -> str:
    return f"regel {event.start_mark.line + 1}"
