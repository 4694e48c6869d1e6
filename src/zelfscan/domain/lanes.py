"""Comparing one bit set with a thousand others in a handful of steps: one byte per set, side by side in one int."""

from __future__ import annotations

from collections.abc import Sequence

LANE = 8
"""Bits in a lane. Whoever adds lanes keeps each sum below 256, or it runs over into the next lane."""
PIECE = 6
"""Bits of a set that are looked up at once; more makes the tables cost more than the adding up."""
_MASK = (1 << PIECE) - 1
_COUNTS = [bytes((asked & held).bit_count() for held in range(256)) for asked in range(1 << PIECE)]


class Lanes:
    """A row of bit sets of at most `width` bits."""

    def __init__(self, sets: Sequence[int], width: int) -> None:
        self._columns = [
            (shift, _Column(bytes(held >> shift & _MASK for held in sets))) for shift in range(0, width, PIECE)
        ]

    def shared(self, asked: int) -> int:
        """How many bits `asked` shares with each set: lane k for the k-th set."""
        total = 0
        for shift, column in self._columns:
            total += column[asked >> shift & _MASK]
        return total


class _Column(dict[int, int]):
    """One piece of every set: what a piece that is asked for shares with each, counted when it is first asked."""

    def __init__(self, pieces: bytes) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, asked: int) -> int:
        counted = self[asked] = int.from_bytes(self._pieces.translate(_COUNTS[asked]), "little")
        return counted


def filled(values: Sequence[int]) -> int:
    """One lane for each value from 0 to 255."""
    return int.from_bytes(bytes(values), "little")


def dealt(places: Sequence[int], hands: int) -> list[list[int]]:
    """The places dealt out one by one, each hand in order: what lies side by side in `places` gets spread out."""
    return [sorted(places[hand::hands]) for hand in range(hands)]
