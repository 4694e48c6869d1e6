"""Dividing a whole over parts in whole numbers that add up."""

from __future__ import annotations

from collections.abc import Sequence

Four = tuple[int, int, int, int]


def apportion(parts: Sequence[int], total: int) -> tuple[int, ...]:
    """Divide `total` in proportion to `parts` by largest remainder (Hamilton's method).

    The result adds up to `total` and lies within 1 of the exact share; equal remainders go to the later part.
    Integers only, so no rounding noise decides a tie. Raises ValueError when the parts hold nothing.
    """
    whole = sum(parts)
    if whole <= 0 or min(parts) < 0:
        raise ValueError("nothing to divide by")
    shares = [total * part // whole for part in parts]
    remainders = [total * part % whole for part in parts]
    by_claim = sorted(range(len(parts)), key=lambda place: (remainders[place], place), reverse=True)
    for place in by_claim[: total - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def apportion_four(parts: Four, total: int) -> Four:
    """`apportion` over the four levels, lowest first."""
    first, second, third, fourth = apportion(parts, total)
    return first, second, third, fourth
