"""Who in the school has which competency, and what that picture tells. A sheet to talk about, which judges nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from zelfscan.domain.advice import need
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan

MOST_ROLES = 20
LONGEST_ROLE = 40
"""Characters of the name of a role, as it stands above its column."""
LEADER = "u zelf"
"""What the leader's own column is called; no role can have this name."""


class Holding(Enum):
    """What somebody has of a competency; there is no value for nothing: that is None."""

    HAS = "has"
    LEARNS = "learns"


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the school, no person, with what it has and what it learns."""

    name: str
    holdings: Mapping[int, Holding]

    def with_holding(self, number: int, holding: Holding | None) -> Role:
        """The same role with something else at one item; None takes it away."""
        rest = {one: held for one, held in self.holdings.items() if one != number}
        return replace(self, holdings=dict(sorted(({**rest, number: holding} if holding else rest).items())))

    def numbers(self, holding: Holding) -> tuple[int, ...]:
        """The items that it has, or learns."""
        return tuple(number for number, held in self.holdings.items() if held is holding)


@dataclass(frozen=True, slots=True)
class Division:
    """The roles of one school, made with the scan of one leader (`code` and the `scan`'s id)."""

    scan: UUID
    code: str
    roles: tuple[Role, ...] = ()
    changed: datetime | None = None

    def with_role(self, place: int, role: Role) -> Division:
        """The same division with another role at this place."""
        return replace(self, roles=(*self.roles[:place], role, *self.roles[place + 1 :]))


class Finding(Enum):
    """What a division can tell, in the order in which it does."""

    NOBODY = "nobody"
    ALL_ON_ONE = "all_on_one"
    OWN_GAP = "own_gap"
    EXAMPLE_ELSEWHERE = "example_elsewhere"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the items that it is about, and the role, if it is about one."""

    finding: Finding
    numbers: tuple[int, ...]
    role: str = ""


def first_division(scan: Scan) -> Division:
    """What the leader wrote at 'belegd bij' as roles that have those items, in order of the numbers."""
    roles: dict[str, Role] = {}
    for number, rating in sorted(scan.ratings.items()):
        name = " ".join(rating.delegated_to.split())[:LONGEST_ROLE].strip()
        if name and name.casefold() != LEADER and (name.casefold() in roles or len(roles) < MOST_ROLES):
            role = roles.setdefault(name.casefold(), Role(name, {}))
            roles[name.casefold()] = role.with_holding(number, Holding.HAS)
    return Division(scan.id, scan.participant, tuple(roles.values()))


def own_column(scan: Scan, numbers: Sequence[int]) -> dict[int, Holding]:
    """The leader's own column, which follows the scan: has what is of application, learns a chosen point."""
    chosen = {point.competency for point in scan.development}
    found: dict[int, Holding] = {}
    for number in numbers:
        rating = scan.rating(number)
        if number in chosen:
            found[number] = Holding.LEARNS
        elif not rating.delegated_to and rating.attainment is not None and rating.attainment.is_high:
            found[number] = Holding.HAS
    return found


def findings(division: Division, scan: Scan, catalog: Catalog) -> tuple[Told, ...]:
    """What the division tells; empty when nothing stands out.

    'All on one': a role that alone has at least half of all that somebody has, and five items or more.
    """
    columns = {LEADER: own_column(scan, catalog.numbers)}
    columns.update({role.name: dict(role.holdings) for role in division.roles})
    holders = {
        number: [name for name, held in columns.items() if held.get(number) is Holding.HAS]
        for number in catalog.numbers
    }
    held = [number for number, names in holders.items() if names]
    nobody = tuple(number for number, names in holders.items() if not names)
    found = [Told(Finding.NOBODY, nobody)] if nobody else []
    for name in columns:
        alone = tuple(number for number in held if holders[number] == [name])
        if len(alone) >= LEAST_ON_ONE and 2 * len(alone) >= len(held):
            found.append(Told(Finding.ALL_ON_ONE, alone, name))
    gaps = tuple(
        number
        for number in nobody
        if (rating := scan.rating(number)).importance is not None
        and rating.importance.is_high
        and rating.attainment is not None
        and need(rating) > 0
    )
    if gaps:
        found.append(Told(Finding.OWN_GAP, gaps))
    if catalog.example is not None:
        numbers = catalog.example.competencies
        elsewhere = tuple(n for n in numbers if holders[n] and LEADER not in holders[n])
        if 2 * len(elsewhere) > len(numbers):
            found.append(Told(Finding.EXAMPLE_ELSEWHERE, elsewhere))
    return tuple(found)


LEAST_ON_ONE = 5
"""Items: fewer on one role is no picture of a whole school."""
