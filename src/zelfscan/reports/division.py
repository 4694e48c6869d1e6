"""Who in the school has which competency, on paper, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zelfscan.domain import (
    LEADER,
    Catalog,
    Division,
    Finding,
    Holding,
    Scan,
    Told,
    findings,
    own_column,
)
from zelfscan.dutch import enumerate_nl
from zelfscan.reports.document import Block, Bullets, Heading, NewPage, Paragraph, Table
from zelfscan.reports.forms.csv import csv_table
from zelfscan.safe_text import one_line

HOLDING_WORDS = {Holding.HAS: "heeft", Holding.LEARNS: "leert", None: ""}
"""What a cell says."""
_MOST_NAMED = 8
"""The items that one sentence names; of more it says how many there are."""
ROLES_BESIDE = 4
"""The roles that one table on paper has room for."""


def division_sentences(catalog: Catalog, scan: Scan, division: Division) -> tuple[str, ...]:
    """What the division tells, a sentence each; it judges nobody."""
    told = tuple(_sentence(catalog, found) for found in findings(division, scan, catalog))
    return told or ("Elke competentie is bij iemand belegd, en niet alles bij één.",)


def _sentence(catalog: Catalog, told: Told) -> str:
    named = _named(catalog, told.numbers)
    match told.finding:
        case Finding.NOBODY:
            return f"Bij niemand belegd: {named}."
        case Finding.ALL_ON_ONE:
            whose = "uzelf" if told.role == LEADER else one_line(told.role)
            return f"Veel rust op één: alleen {whose} heeft {named}. Wat als die weg is?"
        case Finding.OWN_GAP:
            return f"U vindt dit belangrijk, niemand heeft het, en u zelf nog niet: {named}."
        case Finding.EXAMPLE_ELSEWHERE:
            name = catalog.example.name if catalog.example else ""
            return (
                f"Van {name} ligt het meeste bij anderen. Dat kan, maar houd er zelf genoeg zicht op, en blijf een "
                "voorbeeld: laat zien dat u leert."
            )


def _named(catalog: Catalog, numbers: tuple[int, ...]) -> str:
    if len(numbers) > _MOST_NAMED:
        return f"{len(numbers)} van de {len(catalog.numbers)} competenties ({enumerate_nl(numbers)})"
    return enumerate_nl(f"{number} {catalog.competency(number).label}" for number in numbers)


def division_page(catalog: Catalog, scan: Scan, division: Division) -> Iterator[Block]:
    """A page of the leader's report: what the division tells, and who has what, so many roles beside each other."""
    yield NewPage()
    yield Heading(1, "Wie heeft wat in uw school")
    yield Paragraph(
        "Dit is een blad om over te praten. Het oordeelt over niemand. De kolommen zijn rollen; uw eigen kolom volgt "
        "uw scan.",
        small=True,
    )
    yield Bullets(division_sentences(catalog, scan, division))
    own = own_column(scan, catalog.numbers)
    for start in range(0, max(1, len(division.roles)), ROLES_BESIDE):
        roles = division.roles[start : start + ROLES_BESIDE]
        rows = (
            (
                str(number),
                catalog.competency(number).label,
                HOLDING_WORDS[own.get(number)],
                *(HOLDING_WORDS[role.holdings.get(number)] for role in roles),
            )
            for number in catalog.numbers
        )
        heads = ("nr", "competentie", LEADER, *(one_line(role.name) or "(rol)" for role in roles))
        yield Table(heads, tuple(rows), wide=(1,), dense=True)


def division_csv(catalog: Catalog, scan: Scan, division: Division) -> bytes:
    """The division as a table: a row per item, a column per role."""
    own = own_column(scan, catalog.numbers)
    lines: list[Sequence[str | int]] = [("nummer", "competentie", LEADER, *(role.name for role in division.roles))]
    lines += [
        (
            number,
            catalog.competency(number).label,
            HOLDING_WORDS[own.get(number)],
            *(HOLDING_WORDS[role.holdings.get(number)] for role in division.roles),
        )
        for number in catalog.numbers
    ]
    return csv_table(lines).encode()
