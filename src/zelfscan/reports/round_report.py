"""Everything that a report on one round is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from zelfscan.domain import (
    DEFAULT_MINIMUM,
    Catalog,
    Cohort,
    Counted,
    Exchange,
    Leader,
    Proposal,
    Scan,
    cohort_of,
    counted,
    exchanges,
    proposal,
)


class Rejected(NamedTuple):
    """A file that could not be read, with all its problems (Dutch)."""

    name: str
    problems: tuple[str, ...]


class Double(NamedTuple):
    """A scan (`id`) that stood in several files, and the file that was counted."""

    id: str
    names: tuple[str, ...]
    used: str


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What reading gave: files read, scans counted (`valid`; drafts only when asked for) and what was left out.

    `drafts` counts the drafts that were found, whether or not they are counted.
    """

    read: int
    valid: int
    rejected: tuple[Rejected, ...] = ()
    doubles: tuple[Double, ...] = ()
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the counted scans say of themselves: rounds by name, first and last finish (drafts: start), and how many
    leaders rated importance only.
    """

    names: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    importance_only: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """The figures, the exchange and the reading of one round."""

    catalog: Catalog
    cohort: Cohort
    exchanges: tuple[Exchange, ...]
    proposal: Proposal
    files: FilesRead
    rounds: RoundFacts

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """All who opted in to exchange, by code and then id."""
        members = [leader for group in self.proposal.groups for leader in group.members]
        return tuple(sorted([*members, *self.proposal.unmatched]))


def round_report(
    catalog: Catalog, scans: Iterable[Scan], files: FilesRead, minimum: int = DEFAULT_MINIMUM
) -> RoundReport:
    """Compute everything over the scans that count. Raises ValueError when `minimum` is below 1."""
    return report_of(catalog, counted(scans, catalog.numbers), files, minimum)


def report_of(catalog: Catalog, round_: Counted, files: FilesRead, minimum: int = DEFAULT_MINIMUM) -> RoundReport:
    """Compute everything over a round that was added up. Raises ValueError when `minimum` is below 1."""
    numbers = catalog.numbers
    return RoundReport(
        catalog,
        cohort_of(round_.total, minimum),
        exchanges(round_.profiles, numbers),
        proposal(round_.profiles, numbers),
        files,
        RoundFacts(round_.names, round_.first, round_.last, round_.importance_only),
    )
