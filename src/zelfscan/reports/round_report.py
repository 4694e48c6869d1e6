"""Everything that a report on one round is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.cohort import DEFAULT_MINIMUM, Cohort, cohort
from zelfscan.domain.exchange import Exchange, Leader, Proposal, exchange, profile_of, proposal
from zelfscan.domain.scan import Assessment, Scan


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
    catalog: Catalog, scans: Sequence[Scan], files: FilesRead, minimum: int = DEFAULT_MINIMUM
) -> RoundReport:
    """Compute everything over the scans that count. Raises ValueError when `minimum` is below 1."""
    numbers = catalog.numbers
    profiles = [profile for scan in scans if (profile := profile_of(scan, numbers)) is not None]
    return RoundReport(
        catalog,
        cohort(scans, numbers, minimum),
        exchange(profiles, numbers),
        proposal(profiles, numbers),
        files,
        _facts(scans),
    )


def _facts(scans: Sequence[Scan]) -> RoundFacts:
    names = sorted({scan.round_name for scan in scans if scan.round_name})
    days = [scan.finished or scan.started for scan in scans]
    only = sum(scan.assessment is Assessment.IMPORTANCE_ONLY for scan in scans)
    return RoundFacts(tuple(names), min(days, default=None), max(days, default=None), only)
