"""The catalog folder: read it whole or say everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec.structs import asdict

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
from zelfscan.dutch import plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.catalog_checks import INSTRUMENT_FILE, LINKS_FILE, ROLE_PREFIX, CatalogFiles, meaning_problems
from zelfscan.storage.catalog_shapes import InstrumentShape, LinksShape, RoleShape, ScaleShape
from zelfscan.storage.files import CATALOG_LIMIT, UnreadableError, as_text, read_bytes, reason
from zelfscan.storage.strict import Shape, convert
from zelfscan.storage.yaml_text import parse_yaml

_ShapeT = TypeVar("_ShapeT", bound=Shape)


@dataclass(frozen=True, slots=True)
class _Reading:
    files: CatalogFiles
    problems: tuple[str, ...]


def read_catalog(folder: Path) -> Catalog:
    """The catalog in a folder. Raises ZelfscanError with every problem when anything at all is wrong."""
    reading = _read(folder)
    instrument = reading.files.instrument
    if reading.problems or instrument is None:
        found = plural(len(reading.problems), "probleem", "problemen")
        raise ZelfscanError(
            f"De catalogus in {shown_path(folder)} is niet in orde: {found} gevonden.",
            "Verbeter de bestanden, of zet de oorspronkelijke terug.",
            reading.problems,
        )
    return _build(instrument, reading.files)


def check_catalog(folder: Path) -> tuple[str, ...]:
    """Every problem in a catalog folder ('koppelingen.yaml, koppelingen 12, onderwerp: …'); empty when it is sound."""
    return _read(folder).problems


def _read(folder: Path) -> _Reading:
    problems: list[str] = []
    instrument = _read_file(folder / INSTRUMENT_FILE, InstrumentShape, problems)
    links = _read_file(folder / LINKS_FILE, LinksShape, problems)
    roles: list[tuple[str, RoleShape]] = []
    paths = _role_paths(folder, problems)
    for path in paths:
        role = _read_file(path, RoleShape, problems)
        if role is not None:
            roles.append((path.name, role))
    all_read = 0 < len(roles) == len(paths)
    files = CatalogFiles(instrument, tuple(roles), links.links if links else None, all_read)
    problems.extend(meaning_problems(files))
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


def _read_file(path: Path, kind: type[_ShapeT], problems: list[str]) -> _ShapeT | None:
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


def _build(instrument: InstrumentShape, files: CatalogFiles) -> Catalog:
    return Catalog(
        instrument=instrument.instrument,
        version=instrument.version,
        source=instrument.source,
        importance=_scale(instrument.scales.importance),
        attainment=_scale(instrument.scales.attainment),
        quarters=QuarterNames(**asdict(instrument.quadrant)),
        learning=LearningModel(**asdict(instrument.learning)),
        domains=tuple(Domain(item.id, item.name) for item in instrument.domains),
        areas=tuple(
            Area(item.id, item.name, item.label, item.domain, item.figure, item.description)
            for item in instrument.areas
        ),
        competencies=tuple(
            Competency(item.number, item.label, item.statement, item.area) for item in instrument.competencies
        ),
        support=tuple(Support(item.id, item.name, item.explanation) for item in instrument.support),
        policy_themes=tuple(PolicyTheme(item.id, item.name) for item in instrument.policy_themes),
        topic_sets=tuple(TopicSet(role.role, role.name, role.introduction, role.source) for _, role in files.roles),
        main_questions=tuple(
            MainQuestion(item.id, role.role, item.title, item.theme, item.question, item.tips)
            for _, role in files.roles
            for item in role.main_questions
        ),
        topics=tuple(
            Topic(item.id, role.role, item.title, item.main_question, item.summary, item.questions, item.policy_themes)
            for _, role in files.roles
            for item in role.topics
        ),
        links=tuple(
            Link(placed.link.competency, placed.link.topic, placed.link.weight, placed.link.reason)
            for placed in files.placed_links()
        ),
    )


def _scale(shape: ScaleShape) -> Scale:
    return Scale(**asdict(shape))
