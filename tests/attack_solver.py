"""An exact solver for what published sums leave open about single persons.

Everybody has some possible answers, and each answer adds a vector to the sums. All ways to fill in a round that end in
the published sums are kept, by going through the persons one by one; so what is left is exact, not a sample.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Vector = tuple[int, ...]
Answer = TypeVar("Answer", bound=Hashable)


class NoWay(Exception):
    """Nothing gives these sums: then the attack itself has a rule wrong."""


def left_open(
    options: Sequence[Mapping[Answer, Vector]], goal: Sequence[int | None]
) -> dict[int | None, list[set[Answer]]]:
    """Per value that the last sum can have, every answer that each person can have given.

    `goal` holds the sums, None where one is not told; the last may also be told, and is the only one that may be
    negative. Raises NoWay when nothing fits.
    """
    told = [place for place, value in enumerate(goal[:-1]) if value is not None]
    wanted = tuple(goal[place] or 0 for place in told)
    steps = [
        {answer: (*(vector[place] for place in told), vector[-1]) for answer, vector in one.items()} for one in options
    ]
    most = _still_to_come(steps, len(told))
    start: Vector = (0,) * (len(told) + 1)
    forward: list[set[Vector]] = [{start}]
    for place, one in enumerate(steps):
        vectors = set(one.values())
        forward.append(
            {
                total
                for before in forward[-1]
                for vector in vectors
                if _within(total := _added(before, vector), wanted, most[place + 1])
            }
        )
    ends = [end for end in forward[-1] if goal[-1] in (None, end[-1])]
    if not ends:
        raise NoWay
    return {end[-1]: _backward(steps, forward, {end}) for end in ends}


def _still_to_come(steps: Sequence[Mapping[Answer, Vector]], size: int) -> list[Vector]:
    most: list[Vector] = [(0,) * size]
    for one in reversed(steps):
        most.append(tuple(most[-1][place] + max(v[place] for v in one.values()) for place in range(size)))
    return most[::-1]


def _within(total: Vector, wanted: Vector, most: Vector) -> bool:
    return all(now <= end <= now + more for now, end, more in zip(total, wanted, most, strict=False))


def _added(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _backward(
    steps: Sequence[Mapping[Answer, Vector]], forward: Sequence[Collection[Vector]], reach: set[Vector]
) -> list[set[Answer]]:
    left: list[set[Answer]] = [set() for _ in steps]
    for place in range(len(steps) - 1, -1, -1):
        earlier = set()
        for total in reach:
            for answer, vector in steps[place].items():
                before = tuple(a - b for a, b in zip(total, vector, strict=True))
                if before in forward[place]:
                    earlier.add(before)
                    left[place].add(answer)
        reach = earlier
    return left
