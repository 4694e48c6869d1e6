"""Groups of leaders as bit sets of what they seek and offer, for what pairs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

from zelfscan.domain.pairing import Person

ITEMS = 29
CHOSEN_POINTS, LEADERS = 328, 300
SCHOOLS = 200
_APART = [frozenset[str](), frozenset({"school a"}), frozenset({"school b"})]


def people(items: int = 5) -> st.SearchStrategy[Person]:
    """What one leader seeks, chose of that and offers, never the same item, as in a scan; and the school."""
    level = st.sampled_from(["seeks", "chosen", "offers", "neither"])
    return st.builds(
        lambda levels, apart: Person(
            _bits(levels, "seeks", "chosen"), _bits(levels, "offers"), _bits(levels, "chosen"), apart
        ),
        st.lists(level, min_size=items, max_size=items),
        st.sampled_from(_APART),
    )


def groups(max_size: int, items: int = 5) -> st.SearchStrategy[list[Person]]:
    """Many leaders alike, or all of them different."""
    few = st.lists(people(items), min_size=1, max_size=3).flatmap(
        lambda models: st.lists(st.sampled_from(models), max_size=max_size)
    )
    return st.lists(people(items), max_size=max_size) | few


def made_up_round(seed: int = 1, size: int = LEADERS) -> list[Person]:
    """Leaders of whom each item is sought by four in ten and offered by six in a hundred, with chosen points."""
    random = Random(seed)
    made = [_drawn(random, 0.4, 0.06) for _ in range(size)]
    chosen = [0] * size
    left = CHOSEN_POINTS * size // LEADERS
    while left:
        place = random.randrange(size)
        free = [item for item in range(ITEMS) if made[place].seeks >> item & 1 and not chosen[place] >> item & 1]
        if free and chosen[place].bit_count() < 3:
            chosen[place] |= 1 << random.choice(free)
            left -= 1
    return [
        one._replace(chosen=points, apart=frozenset({f"school {random.randrange(SCHOOLS)}"}))
        for one, points in zip(made, chosen, strict=True)
    ]


def _bits(levels: Sequence[str], *kinds: str) -> int:
    return sum(1 << place for place, level in enumerate(levels) if level in kinds)


def _drawn(random: Random, seeking: float, offering: float) -> Person:
    levels = [random.random() for _ in range(ITEMS)]
    return Person(
        sum(1 << place for place, level in enumerate(levels) if level < seeking),
        sum(1 << place for place, level in enumerate(levels) if level > 1 - offering),
    )


def _of_models(random: Random, size: int, kinds: int) -> list[Person]:
    models = [_drawn(random, 0.4, 0.3) for _ in range(kinds)]
    return [random.choice(models) for _ in range(size)]


def _skewed(random: Random, size: int) -> list[Person]:
    skill = [random.random() ** 3 for _ in range(size)]
    return [_drawn(random, 0.6 * (1 - part), 0.8 * part) for part in skill]


KINDS: dict[str, Callable[[Random, int], list[Person]]] = {
    "random": lambda random, size: [_drawn(random, 0.4, 0.15) for _ in range(size)],
    "skewed": _skewed,
    "identical": lambda random, size: [Person(0b1111, 0b11110000)] * size,
    "two kinds": lambda random, size: [
        random.choice([Person(0b1111, 0b11110000), Person(0b11110000, 0b1)]) for _ in range(size)
    ],
    "six kinds": lambda random, size: _of_models(random, size, 6),
    "forty kinds": lambda random, size: _of_models(random, size, 40),
    "few experts": lambda random, size: [
        _drawn(random, 0.05, 0.7) if random.random() < 0.1 else _drawn(random, 0.5, 0.01) for _ in range(size)
    ],
    "one item each": lambda random, size: [
        Person(1 << random.randrange(ITEMS), 1 << random.randrange(ITEMS)) for _ in range(size)
    ],
    "nobody offers": lambda random, size: [_drawn(random, 0.4, 0) for _ in range(size)],
}
