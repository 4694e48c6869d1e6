"""A round of which nothing is kept but what its figures are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zelfscan.domain.cohort_sum import CohortSum
from zelfscan.domain.exchange import Profile, profile_of
from zelfscan.domain.scan import Assessment, Scan


@dataclass(frozen=True, slots=True)
class Counted:
    """The scans that count, added up; single leaders are in it only where they opted in to exchange.

    `names` are the rounds that the scans name, in order; `first` and `last` are the first and last finish (drafts:
    start), None without scans; `importance_only` is how many leaders rated importance only.
    """

    total: CohortSum
    names: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    importance_only: int = 0
    profiles: tuple[Profile, ...] = ()


def counted(scans: Iterable[Scan], numbers: Iterable[int]) -> Counted:
    """What is kept of these scans, which must hold each scan once."""
    kept, items = tuple(scans), tuple(numbers)
    days = [scan.finished or scan.started for scan in kept]
    return Counted(
        CohortSum.over(kept, items),
        tuple(sorted({scan.round_name for scan in kept if scan.round_name})),
        min(days, default=None),
        max(days, default=None),
        sum(scan.assessment is Assessment.IMPORTANCE_ONLY for scan in kept),
        tuple(profile for scan in kept if (profile := profile_of(scan, items))),
    )
