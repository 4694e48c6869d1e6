"""The file with who in the school has which competency: `verdeling.toml`, beside the result that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, field

import zelfscan
from zelfscan.domain import LEADER, LONGEST_ROLE, MOST_ROLES, Catalog, Division, Holding, Role, Scan, participant_key
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import DIVISION, SEALED_DIVISION, UnreadableError, reason, write_atomically
from zelfscan.storage.other_files import content
from zelfscan.storage.result_form import Id, LineText, Moment, Name, uuid_problems
from zelfscan.storage.result_reader import parse_toml, unreadable
from zelfscan.storage.result_writer import toml_text
from zelfscan.storage.seal import Key, Seal, opened
from zelfscan.storage.strict import Positive, Problem, Shape, convert, shown

_SCHEMA = 1

RoleName = Annotated[str, Meta(min_length=1, max_length=LONGEST_ROLE, pattern=r"\S")]


class HeadShape(Shape, frozen=True, kw_only=True):
    """[verdeling]"""

    code: Name
    scan: Id
    instrument: Id
    instrument_version: Positive = field(name="instrument_versie")
    changed: Moment = field(name="gewijzigd", default=None)
    program: LineText = field(name="programma", default="")


class HolderShape(Shape, frozen=True):
    """[[rollen]]"""

    name: RoleName = field(name="naam")
    has: tuple[Positive, ...] = field(name="heeft", default=())
    learns: tuple[Positive, ...] = field(name="leert", default=())


class DivisionShape(Shape, frozen=True):
    """The whole file."""

    schema: Positive
    head: HeadShape = field(name="verdeling")
    roles: Annotated[tuple[HolderShape, ...], Meta(max_length=MOST_ROLES)] = field(name="rollen", default=())


def division_path(result: Path, *, sealed: bool = False) -> Path:
    """Where the division of a result goes: beside it."""
    return result.parent / (SEALED_DIVISION if sealed else DIVISION)


def read_division(path: Path, catalog: Catalog, key: Key | None = None) -> Division:
    """The division in a file. Raises ZelfscanError whose `problems` hold everything that is wrong."""
    try:
        raw = parse_toml(opened(content(path), key))
    except UnreadableError as error:
        raise unreadable(path, error) from error
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > _SCHEMA:
        raise _refused(path, (f"schema: dit bestand heeft vorm {shown(schema)} en dit programma kent {_SCHEMA}",))
    converted = convert(raw, DivisionShape)
    problems = (*converted.problems, *_meaning_problems(converted.value, catalog))
    if problems:
        raise _refused(path, tuple(map(str, problems)))
    head = converted.value.head
    return Division(UUID(head.scan), head.code, tuple(map(_role, converted.value.roles)), head.changed)


def division_of(result: Path, scan: Scan, catalog: Catalog, key: Key | None = None) -> Division | None:
    """The division that lies beside a result and belongs to it; None when none does. Raises as `read_division`."""
    for sealed in (False, True):
        path = division_path(result, sealed=sealed)
        if path.is_file() and (not sealed or key is not None):
            division = read_division(path, catalog, key)
            return division if belongs(division, scan) else None
    return None


def belongs(division: Division, scan: Scan) -> bool:
    """Whether a division is of this leader: a later scan of the same code goes on with it."""
    return division.scan == scan.id or participant_key(division.code) == participant_key(scan.participant)


def write_division(path: Path, division: Division, catalog: Catalog, seal: Seal | None = None) -> None:
    """Write a division over its earlier state, which stays whole when that fails. Raises ZelfscanError then."""
    raw = msgspec.to_builtins(_form(division, catalog), builtin_types=(datetime, date))
    data = toml_text(raw).encode(errors="replace")
    try:
        write_atomically(path, data if seal is None else seal.closed(data))
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "deze naam kan niet"
        raise ZelfscanError(
            f"De verdeling kon niet worden bewaard in {shown_path(path)}: {why}.",
            "Wat daar eerder stond, staat er nog. De scan is niet veranderd.",
        ) from error


def _refused(path: Path, problems: tuple[str, ...]) -> ZelfscanError:
    return ZelfscanError(f"{shown_path(path)} is geen goede verdeling.", "Het bestand is niet veranderd.", problems)


def _role(shape: HolderShape) -> Role:
    held = {**dict.fromkeys(shape.has, Holding.HAS), **dict.fromkeys(shape.learns, Holding.LEARNS)}
    return Role(shape.name, dict(sorted(held.items())))


def _form(division: Division, catalog: Catalog) -> DivisionShape:
    return DivisionShape(
        schema=_SCHEMA,
        head=HeadShape(
            code=division.code,
            scan=str(division.scan),
            instrument=catalog.instrument,
            instrument_version=catalog.version,
            changed=division.changed,
            program=f"zelfscan {zelfscan.__version__}",
        ),
        roles=tuple(
            HolderShape(role.name, role.numbers(Holding.HAS), role.numbers(Holding.LEARNS)) for role in division.roles
        ),
    )


def _meaning_problems(file: DivisionShape, catalog: Catalog) -> Iterator[Problem]:
    head = file.head
    yield from uuid_problems("verdeling, scan", head.scan)
    if head.instrument and head.instrument != catalog.instrument:
        text = f'verwacht "{catalog.instrument}", maar er staat {shown(head.instrument)}'
        yield Problem("verdeling, instrument", text)
        return
    seen: set[str] = {LEADER}
    for role in file.roles:
        place = f"rollen, naam {shown(role.name)}"
        if role.name.strip().casefold() in seen:
            yield Problem(place, "deze rol staat er al, of is de kolom van wie de scan deed")
        seen.add(role.name.strip().casefold())
        for number, times in Counter((*role.has, *role.learns)).items():
            if number and number not in catalog.numbers:
                yield Problem(place, f"{number} staat niet in de vragenlijst (1 tot en met {len(catalog.numbers)})")
            elif times > 1:
                yield Problem(place, f"{number} staat er meer dan één keer")
