"""The checks on the meaning of a well-formed result file, against the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.storage.scan_shapes import DevelopmentShape, FileShape, RatingShape
from zelfscan.storage.strict import MOST_HINTS, Problem, near_miss, shown

if TYPE_CHECKING:
    from zelfscan.domain import Catalog

# The one usual form: UUID() also takes braces, 'urn:', missing hyphens and digits of other scripts.
_UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class _Known(NamedTuple):
    """What rules are made of."""

    instrument: str
    version: int
    numbers: tuple[int, ...]
    support: tuple[str, ...]


class Rules(_Known):
    """What a result file is held against: the part of the catalog that says what a valid answer is."""

    @classmethod
    def of(cls, catalog: Catalog) -> Rules:
        """The rules of a catalog."""
        return cls(catalog.instrument, catalog.version, catalog.numbers, tuple(item.id for item in catalog.support))

    @cached_property
    def known(self) -> frozenset[int]:
        """The numbers, to look one up in."""
        return frozenset(self.numbers)

    @cached_property
    def known_support(self) -> frozenset[str]:
        """The kinds of support, to look one up in."""
        return frozenset(self.support)


def has_sound_meaning(file: FileShape, rules: Rules) -> bool:
    """Whether `meaning_problems` would find nothing in a well-formed file, in a fraction of the time."""
    scan, now, ambition = file.scan, file.vision.now, file.vision.ambition
    numbers = {item.number for item in file.ratings}
    points = {item.number for item in file.development}
    return (
        scan.started is not None
        and _UUID.fullmatch(scan.id) is not None
        and (scan.finished is None or scan.finished >= scan.started)
        and (now.differentiation is None) is (now.self_direction is None)
        and (ambition.differentiation is None) is (ambition.self_direction is None)
        and scan.instrument == rules.instrument
        and scan.instrument_version <= rules.version
        and len(numbers) == len(file.ratings)
        and len(points) == len(file.development)
        and numbers <= rules.known
        and points <= rules.known
        and all(
            len(set(point.support)) == len(point.support) and rules.known_support.issuperset(point.support)
            for point in file.development
        )
    )


def meaning_problems(file: FileShape, rules: Rules) -> Iterator[Problem]:
    """What is wrong with the meaning. The stand-ins that `strict.convert` left in `file` are passed over."""
    scan = file.scan
    if scan.id and not _UUID.fullmatch(scan.id):
        yield Problem(
            "scan, id", f"verwacht een UUID zoals 0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e, maar er staat {shown(scan.id)}"
        )
    if scan.started and scan.finished and scan.finished < scan.started:
        yield Problem("scan, afgerond", f"ligt voor het begin ({scan.started.isoformat()})")
    for place, position in (("visie, nu", file.vision.now), ("visie, ambitie", file.vision.ambition)):
        if (position.differentiation is None) is not (position.self_direction is None):
            yield Problem(place, "differentiatie en zelfregie horen bij elkaar: geef beide of geen van beide")
    if scan.instrument and scan.instrument != rules.instrument:
        yield Problem("scan, instrument", f'verwacht "{rules.instrument}", maar er staat {shown(scan.instrument)}')
        return  # Numbers and ids of another instrument mean something else.
    if scan.instrument_version > rules.version:
        yield Problem(
            "scan, instrument_versie",
            f"dit bestand hoort bij versie {scan.instrument_version} van de vragenlijst en dit programma kent tot en "
            f"met versie {rules.version}; gebruik een nieuwere versie van zelfscan",
        )
    yield from _number_problems("competenties", file.ratings, rules)
    yield from _number_problems("ontwikkelpunten", file.development, rules)
    for point in file.development:
        yield from _support_problems(point, rules)


def _number_problems(
    table: str, items: tuple[RatingShape, ...] | tuple[DevelopmentShape, ...], rules: Rules
) -> Iterator[Problem]:
    known = rules.known
    seen: set[int] = set()
    for item in items:
        place = f"{table}, nummer {item.number}"
        if item.number and item.number not in known:
            yield Problem(place, f"dit nummer staat niet in de vragenlijst (1 tot en met {len(known)})")
        elif item.number in seen:
            yield Problem(place, "dit nummer staat er meer dan één keer")
        if item.number:
            seen.add(item.number)


def _support_problems(point: DevelopmentShape, rules: Rules) -> Iterator[Problem]:
    place = f"ontwikkelpunten, nummer {point.number}, ondersteuning"
    known = rules.support
    seen: set[str] = set()
    for support_id in point.support:
        if support_id not in known:
            hint = near_miss(support_id, known) if len(seen) < MOST_HINTS else ""
            yield Problem(place, f"{shown(support_id)} is geen bekende vorm van ondersteuning{hint}")
        elif support_id in seen:
            yield Problem(place, f'"{support_id}" staat er meer dan één keer')
        seen.add(support_id)
