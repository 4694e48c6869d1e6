"""Whether the links are fair: which topic comes first over many made-up leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from zelfscan.domain import CORE_WEIGHT, Catalog

PROFILES = 20_000
SEED = 20261126
MOST_TIMES_ITS_SHARE = Fraction(3, 2)


def needs_of_a_leader(chance: Random, numbers: Sequence[int]) -> dict[int, int]:
    """The positive needs of one leader whose two answers are each 1 to 4, all equally likely."""
    needs: dict[int, int] = {}
    for number in numbers:
        answers = chance.randrange(16)
        importance, attainment = answers // 4 + 1, answers % 4 + 1
        if importance > attainment:
            needs[number] = (importance - attainment) * importance
    return needs


def first_topics(links: Mapping[str, Mapping[int, int]], needs: Mapping[int, int]) -> list[str]:
    """The topics that come first: the best place of an item for which they are core, then the highest score."""
    places = {need: 1 + sum(other > need for other in needs.values()) for need in set(needs.values())}
    order = {
        topic: (
            min((places[needs[number]] for number in served if number in needs and core(served, number)), default=99),
            -sum(needs[number] * weight for number, weight in served.items() if number in needs),
        )
        for topic, served in links.items()
    }
    first = min(order.values())
    return [topic for topic, at in order.items() if at == first]


def core(served: Mapping[int, int], number: int) -> bool:
    """Whether a topic is the core of this item."""
    return served[number] == CORE_WEIGHT


def links_of(catalog: Catalog) -> dict[str, dict[int, int]]:
    """Per topic the items that it serves, with the weight of each."""
    links: dict[str, dict[int, int]] = {topic.id: {} for topic in catalog.topics}
    for link in catalog.links:
        links[link.topic][link.competency] = link.weight
    return links


def shares_of(links: Mapping[str, Mapping[int, int]], numbers: Sequence[int]) -> dict[str, Fraction]:
    """The part of the items that each topic is the core of; an item with more core topics is shared equally."""
    cores = {number: [topic for topic, served in links.items() if served.get(number) == CORE_WEIGHT]
             for number in numbers}  # fmt: skip
    return {
        topic: sum((Fraction(1, len(topics)) for topics in cores.values() if topic in topics), Fraction())
        / len(numbers)
        for topic in links
    }


def test_no_topic_leads_much_more_often_than_its_share(catalog: Catalog) -> None:
    """Guards that the links are fair over 20,000 leaders: what comes first is core for an item of the first place,
    every topic leads for somebody, and none leads more than one and a half times as often as its share of the items."""
    links = links_of(catalog)
    chance = Random(SEED)
    led: Counter[str] = Counter()
    for _ in range(PROFILES):
        needs = needs_of_a_leader(chance, catalog.numbers)
        if not needs:
            continue
        first = first_topics(links, needs)
        largest = max(needs.values())
        for topic in first:
            assert any(core(links[topic], number) and needs.get(number) == largest for number in links[topic]), topic
            # A shared first place counts for a part; 360360 can be divided by every number up to 15.
            led[topic] += 360360 // len(first)
    total = led.total()
    shares = shares_of(links, catalog.numbers)
    assert sum(shares.values()) == 1
    assert set(led) == set(links), "a topic never leads"
    assert {topic: round(count / total, 3) for topic, count in led.items()
            if Fraction(count, total) > MOST_TIMES_ITS_SHARE * shares[topic]} == {}  # fmt: skip
