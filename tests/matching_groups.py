"""Groups of leaders as (seeks, offers) bit sets, for what pairs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

ITEMS = 29
Needs = tuple[int, int]


def needs(items: int = 5) -> st.SearchStrategy[Needs]:
    """What one leader seeks and offers, never the same item, as in a scan."""
    level = st.sampled_from(["seeks", "offers", "neither"])
    return st.lists(level, min_size=items, max_size=items).map(
        lambda levels: (_bits(levels, "seeks"), _bits(levels, "offers"))
    )


def groups(max_size: int, items: int = 5) -> st.SearchStrategy[list[Needs]]:
    """Many leaders alike, or all of them different."""
    few = st.lists(needs(items), min_size=1, max_size=3).flatmap(
        lambda models: st.lists(st.sampled_from(models), max_size=max_size)
    )
    return st.lists(needs(items), max_size=max_size) | few


def _bits(levels: Sequence[str], kind: str) -> int:
    return sum(1 << place for place, level in enumerate(levels) if level == kind)


def _drawn(random: Random, seeking: float, offering: float) -> Needs:
    levels = [random.random() for _ in range(ITEMS)]
    return (
        sum(1 << place for place, level in enumerate(levels) if level < seeking),
        sum(1 << place for place, level in enumerate(levels) if level > 1 - offering),
    )


def _of_models(random: Random, size: int, kinds: int) -> list[Needs]:
    models = [_drawn(random, 0.4, 0.3) for _ in range(kinds)]
    return [random.choice(models) for _ in range(size)]


def _skewed(random: Random, size: int) -> list[Needs]:
    skill = [random.random() ** 3 for _ in range(size)]
    return [_drawn(random, 0.6 * (1 - part), 0.8 * part) for part in skill]


KINDS: dict[str, Callable[[Random, int], list[Needs]]] = {
    "random": lambda random, size: [_drawn(random, 0.4, 0.15) for _ in range(size)],
    "skewed": _skewed,
    "identical": lambda random, size: [(0b1111, 0b11110000)] * size,
    "two kinds": lambda random, size: [random.choice([(0b1111, 0b11110000), (0b11110000, 0b1)]) for _ in range(size)],
    "six kinds": lambda random, size: _of_models(random, size, 6),
    "forty kinds": lambda random, size: _of_models(random, size, 40),
    "few experts": lambda random, size: [
        _drawn(random, 0, 0.7) if random.random() < 0.1 else _drawn(random, 0.5, 0) for _ in range(size)
    ],
    "one item each": lambda random, size: [
        (1 << random.randrange(ITEMS), 1 << random.randrange(ITEMS)) for _ in range(size)
    ],
    "nobody offers": lambda random, size: [_drawn(random, 0.4, 0) for _ in range(size)],
}
