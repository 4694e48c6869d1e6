"""The made-up leader and the made-up round of the pictures and the example reports: those of `zelfscan voorbeeld`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from zelfscan.domain import Agreement, DevelopmentPoint, Level, Rating, Scan
from zelfscan.storage import catalog_folder, example_scans
from zelfscan.storage.catalog_reader import read_catalog

_LEADER, _ROUND = example_scans(read_catalog(catalog_folder()), catalog_folder())


def told_scan() -> Scan:
    """The leader, who does not exist, with all that was filled in and said afterwards."""
    return _LEADER


def made_up_scan() -> Scan:
    """The same leader with the answers and the choice alone, as they are when the scan was just filled in."""
    scan = _LEADER
    points = tuple(DevelopmentPoint(point.competency, point.support, Agreement()) for point in scan.development)
    return replace(scan, development=points, agenda=(), conversation=None, changed=None)


def later_scan() -> Scan:
    """The same leader a year later."""
    scan = made_up_scan()
    steps = {3: (3, 2), 7: (4, 3), 8: (4, 4), 10: (4, 4), 14: (3, 4), 17: (4, 3), 18: (4, 3), 23: (1, 2), 25: (3, 2)}
    moved = {number: Rating(Level(wanted), Level(present)) for number, (wanted, present) in steps.items()}
    year = timedelta(days=364)
    return replace(
        scan,
        id=UUID(int=1),
        started=scan.started + year,
        finished=(scan.finished or scan.started) + year,
        ratings={**scan.ratings, **moved},
    )


def made_up_round() -> tuple[Scan, ...]:
    """Ten leaders who do not exist, of whom four want to exchange."""
    return _ROUND
