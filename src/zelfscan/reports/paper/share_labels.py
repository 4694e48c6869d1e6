"""Where to write each number in the quadrant of a group, so that none hides another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import dist

from zelfscan.domain import CompetencyFigures, ScaleName
from zelfscan.reports.paper.group_blocks import Share

SPACE = 0.05
"""The width that one number takes, as a part of the field's side."""
_STEP = SPACE / 4


def shares_with_labels(figures: Iterable[CompetencyFigures]) -> tuple[Share, ...]:
    """The items that have both shares, each number on its own share or as near as there is room.

    A number never leaves its quarter, whose lower edges belong to it. Suppressed items have no place.
    """
    placed: list[Share] = []
    for item in figures:
        x, y = item.share_high(ScaleName.ATTAINMENT), item.share_high(ScaleName.IMPORTANCE)
        if x is not None and y is not None:
            label_x, label_y = _free_place((x, y), [(share.label_x, share.label_y) for share in placed])
            placed.append(Share(item.number, x, y, label_x, label_y))
    return tuple(placed)


def _free_place(share: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place around a share that is free; in a full quarter the share itself, as far as it lies inside."""
    # Around the field there is room for half a number; at the axes, which numbers may not touch, there is not.
    rooms = [(0.5 + SPACE / 2, 1.0) if value >= 0.5 else (0.0, 0.5 - SPACE / 2) for value in share]
    start = [min(max(value, low), high) for value, (low, high) in zip(share, rooms, strict=True)]
    reach = range(-int(0.5 / _STEP), int(0.5 / _STEP) + 1)
    places = sorted(
        (dist((0, 0), steps), (start[0] + steps[0] * _STEP, start[1] + steps[1] * _STEP))
        for steps in product(reach, reach)
    )
    for _, place in places:
        inside = all(low <= value <= high for value, (low, high) in zip(place, rooms, strict=True))
        if inside and all(dist(place, other) >= SPACE for other in taken):
            return round(place[0], 6), round(place[1], 6)
    return start[0], start[1]
