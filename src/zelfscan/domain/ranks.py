"""Ranking in which equals share a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def shared_ranks(keys: Sequence[Any]) -> tuple[int, ...]:
    """The rank of each key, lowest key first; equal keys share the best rank (1, 2, 2, 4).

    The keys may be any values that compare with each other, and need not be sorted.
    """
    first: dict[Any, int] = {}
    for rank, key in enumerate(sorted(keys), start=1):
        first.setdefault(key, rank)
    return tuple(first[key] for key in keys)
