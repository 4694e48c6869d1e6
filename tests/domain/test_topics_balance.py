"""Whether the links are fair: which topic comes first over many made-up leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest

from zelfscan.domain import CORE_WEIGHT, Catalog, placed, suggest

PROFILES = 20_000
SEED = 20261126
MOST_TIMES_ITS_SHARE = Fraction(3, 2)


def weights_of_a_leader(chance: Random, numbers: Sequence[int]) -> dict[int, int]:
    """The positive needs of one leader whose two answers are each 1 to 4, all equally likely."""
    weights: dict[int, int] = {}
    for number in numbers:
        answers = chance.randrange(16)
        importance, attainment = answers // 4 + 1, answers % 4 + 1
        if importance > attainment:
            weights[number] = (importance - attainment) * importance
    return weights


def shares_of(catalog: Catalog) -> dict[str, Fraction]:
    """The part of the items that each topic is the core of; an item with more core topics is shared equally."""
    cores = {
        number: [link.topic for link in catalog.links if link.competency == number and link.weight == CORE_WEIGHT]
        for number in catalog.numbers
    }
    return {
        topic.id: sum((Fraction(1, len(topics)) for topics in cores.values() if topic.id in topics), Fraction())
        / len(catalog.numbers)
        for topic in catalog.topics
    }


@pytest.mark.heavy
def test_no_topic_leads_much_more_often_than_its_share(catalog: Catalog) -> None:
    """Guards that the links are fair over 20,000 leaders: what comes first is core for an item of the first place,
    every topic leads for somebody, and none leads more than one and a half times as often as its share of the items."""
    chance = Random(SEED)
    led: Counter[str] = Counter()
    for _ in range(PROFILES):
        found = placed(weights_of_a_leader(chance, catalog.numbers))
        if not found:
            continue
        first = [item for item in suggest(catalog, found) if item.rank == 1]
        for item in first:
            assert any(reason.is_core and found[reason.link.competency].place == 1 for reason in item.reasons), item
            # A shared first place counts for a part; 360360 can be divided by every number up to 15.
            led[item.topic.id] += 360360 // len(first)
    total = led.total()
    shares = shares_of(catalog)
    assert sum(shares.values()) == 1
    assert set(led) == {topic.id for topic in catalog.topics}, "a topic never leads"
    assert {topic: round(count / total, 3) for topic, count in led.items()
            if Fraction(count, total) > MOST_TIMES_ITS_SHARE * shares[topic]} == {}  # fmt: skip
