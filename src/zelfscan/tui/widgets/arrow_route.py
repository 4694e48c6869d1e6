"""The way of one arrow over the field: around the numbers, with as few bends as there can be; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import pairwise

from zelfscan.tui.widgets.arrow_layout import Place

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
HEADS = {UP: "▲", DOWN: "▼", LEFT: "◀", RIGHT: "▶"}
# Double lines: the lines of the field are dotted and heavy, so that the arrow stands out without colour.
LINES = {
    (RIGHT, RIGHT): "═", (LEFT, LEFT): "═", (UP, UP): "║", (DOWN, DOWN): "║",
    (RIGHT, DOWN): "╗", (UP, LEFT): "╗", (RIGHT, UP): "╝", (DOWN, LEFT): "╝",
    (LEFT, DOWN): "╔", (UP, RIGHT): "╔", (LEFT, UP): "╚", (DOWN, RIGHT): "╚",
}  # fmt: skip
CHEAPEST = 2
BEND = 9
Cost = Callable[[Place], int | None]


def find_route(start: Place, goals: Mapping[Place, Place], cost: Cost) -> list[Place] | None:
    """The cheapest way from `start` to one of the goals, both included; None when there is none (A*).

    The head of the arrow points in the direction of its goal: to turn there counts for three bends, as it looks abrupt.
    `cost` says what a place costs, at least CHEAPEST; None = not passable.
    """

    def to_go(place: Place) -> int:
        return CHEAPEST * min(abs(place[0] - row) + abs(place[1] - column) for row, column in goals)

    if not goals:
        return None
    best: dict[tuple[Place, Place], int] = {}
    came: dict[tuple[Place, Place], tuple[Place, Place]] = {}
    still: list[tuple[int, int, Place, Place]] = [(to_go(start), 0, start, (0, 0))]
    while still:
        _, spent, place, heading = heappop(still)
        if place in goals:
            return _walked(came, (place, heading))
        if best.get((place, heading), spent) < spent:
            continue
        for step in HEADS:
            there = (place[0] + step[0], place[1] + step[1])
            price = cost(there)
            if price is None or step == (-heading[0], -heading[1]):
                continue
            bends = (heading not in ((0, 0), step)) + 3 * (goals.get(there, step) != step)
            total = spent + price + BEND * bends
            if total < best.get((there, step), total + 1):
                best[there, step] = total
                came[there, step] = (place, heading)
                heappush(still, (total + to_go(there), total, there, step))
    return None


def _walked(came: Mapping[tuple[Place, Place], tuple[Place, Place]], end: tuple[Place, Place]) -> list[Place]:
    places = [end[0]]
    while end in came:
        end = came[end]
        places.append(end[0])
    return places[::-1]


def route_signs(route: list[Place], head: Place) -> list[tuple[Place, str]]:
    """The characters of a route after its first place: lines, and at the end the head in its direction."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(route)]
    drawn = [(place, LINES[step, after]) for place, step, after in zip(route[1:], steps, steps[1:], strict=False)]
    return [*drawn, (route[-1], HEADS[head])]
