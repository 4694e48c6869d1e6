"""From needs to topics: the order by hand, the choice first, and what is largest is always talked about first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from builders import NUMBERS, make_rating, make_scan
from strategies import ratings
from zelfscan.domain import (
    CORE_WEIGHT,
    Assessment,
    Catalog,
    DevelopmentPoint,
    Level,
    Need,
    Rating,
    Scan,
    Suggestion,
    also,
    needs,
    placed,
    suggest,
)
from zelfscan.domain.advice import need, needs_of_answers

numbers = st.sampled_from(NUMBERS)
answers = st.dictionaries(numbers, ratings(), max_size=12)
choices = st.lists(numbers, unique=True, max_size=3)


def scan_of(said: dict[int, Rating], chosen: list[int], assessment: Assessment = Assessment.FULL) -> Scan:
    """A scan with answers and a choice."""
    scan = make_scan(ratings=said, assessment=assessment)
    return replace(scan, development=tuple(DevelopmentPoint(number) for number in chosen))


def need_by_hand(rating: Rating) -> int:
    """The definition in docs/methode.md once more."""
    importance, attainment = rating.importance or 0, rating.attainment
    if attainment is None:
        return importance
    return importance * (importance - attainment) if importance > attainment else 0


def by_topic(found: tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    """The suggestions by the id of their topic."""
    return {item.topic.id: item for item in found}


def cores(catalog: Catalog, number: int) -> set[str]:
    """The topics that one item is at the core of."""
    return {link.topic for link in catalog.links if link.competency == number and link.weight == CORE_WEIGHT}


def order_by_hand(catalog: Catalog, found: Mapping[int, Need]) -> dict[str, tuple[float, int]]:
    """The definition in docs/methode.md once more: the best place at the core, then the highest score."""
    order: dict[str, tuple[float, int]] = {}
    for link in catalog.links:
        if link.competency in found:
            item = found[link.competency]
            place, score = order.get(link.topic, (float("inf"), 0))
            core = item.place if link.weight == CORE_WEIGHT else float("inf")
            order[link.topic] = (min(place, core), score - item.weight * link.weight)
    return order


@given(answers, choices, st.sampled_from(Assessment))
def test_who_counts_and_in_what_place(said: dict[int, Rating], chosen: list[int], assessment: Assessment) -> None:
    """Guards the needs: the choice in its own order and for 1 at least, else every positive need by its size."""
    scan = scan_of(said, chosen, assessment)
    by_hand = {number: need_by_hand(scan.rating(number)) for number in NUMBERS}
    if chosen:
        assert needs(scan, NUMBERS) == {
            number: Need(max(1, by_hand[number]), place) for place, number in enumerate(chosen, start=1)
        }
        return
    counting = [number for number in NUMBERS if by_hand[number] > 0 and not scan.rating(number).delegated_to]
    if assessment is Assessment.FULL:
        counting = [number for number in counting if scan.rating(number).attainment is not None]
    assert needs(scan, NUMBERS) == {
        number: Need(by_hand[number], 1 + sum(by_hand[other] > by_hand[number] for other in counting))
        for number in counting
    }


@given(answers, choices, st.sampled_from(Assessment))
def test_the_order_equals_the_naive_one(
    catalog: Catalog, said: dict[int, Rating], chosen: list[int], assessment: Assessment
) -> None:
    """Guards place, score, rank, order and reasons of every topic against the definition."""
    counting = needs(scan_of(said, chosen, assessment), NUMBERS)
    found = suggest(catalog, counting)
    naive = order_by_hand(catalog, counting)
    places = [topic.id for topic in catalog.topics]
    assert [item.topic.id for item in found] == sorted(naive, key=lambda topic: (naive[topic], places.index(topic)))
    for item in found:
        place, score = naive[item.topic.id]
        assert (item.place or float("inf"), -item.score) == (place, score)
        assert item.rank == 1 + sum(other < (place, score) for other in naive.values())
        assert item.score == sum(reason.share for reason in item.reasons)
        assert {reason.link for reason in item.reasons} == {
            link for link in catalog.links if link.topic == item.topic.id and link.competency in counting
        }
        told = [(not reason.is_core, counting[reason.link.competency].place) for reason in item.reasons]
        assert told == sorted(told)
        assert set(item.leading) == {
            number for number in counting if item.topic.id in cores(catalog, number) and counting[number].place == place
        }


@given(answers, choices, st.sampled_from(Assessment))
def test_the_first_topic_is_about_the_first_place(
    catalog: Catalog, said: dict[int, Rating], chosen: list[int], assessment: Assessment
) -> None:
    """Guards 'uw grootste verschillen' to the letter: every first topic is core for an item of the first place, and
    a topic of an earlier place never stands behind one of a later place."""
    counting = needs(scan_of(said, chosen, assessment), NUMBERS)
    found = suggest(catalog, counting)
    first = {number for number, item in counting.items() if item.place == 1}
    assert bool(found) == bool(first)
    assert all(first.intersection(item.leading) for item in found if item.rank == 1)
    places = [item.place or float("inf") for item in found]
    assert places == sorted(places)
    for number, item in counting.items():
        for topic in cores(catalog, number):
            assert (by_topic(found)[topic].place or float("inf")) <= item.place


@given(answers, numbers, st.sampled_from(Level), st.sampled_from(Level), st.booleans())
def test_a_larger_need_never_lowers_its_own_topics(
    catalog: Catalog,
    said: dict[int, Rating],
    number: int,
    importance: Level,
    attainment: Level,
    more_important: bool,
) -> None:
    """Guards monotony: with a step more importance or a step less attainment no core topic of the item loses place or
    score, none is passed by a topic that the item is not at the core of, and the first of them never falls in rank."""
    assume(importance < Level.FOUR if more_important else attainment > Level.ONE)
    before = Rating(importance, attainment)
    larger = (
        replace(before, importance=Level(importance + 1))
        if more_important
        else replace(before, attainment=Level(attainment - 1))
    )
    scan = scan_of(said, []).with_rating(number, before)
    low, high = (by_topic(suggest(catalog, needs(item, NUMBERS))) for item in (scan, scan.with_rating(number, larger)))
    own = cores(catalog, number)
    assert set(low) <= set(high)
    for topic in own & set(low):
        was, now = low[topic], high[topic]
        assert (now.place or 99) <= (was.place or 99)
        assert now.score >= was.score
        in_front = {other for other, item in high.items() if item.rank < now.rank} - own
        assert in_front <= {other for other, item in low.items() if item.rank < was.rank}
    if own & set(low):
        assert min(high[topic].rank for topic in own & set(high)) <= min(low[topic].rank for topic in own & set(low))


@given(st.dictionaries(numbers, st.integers(0, 12), min_size=1), st.integers(2, 100))
def test_a_scale_changes_nothing(catalog: Catalog, weights: dict[int, int], times: int) -> None:
    """Guards that needs in another unit, such as hundredths, give the same topics in the same ranks."""
    larger = suggest(catalog, placed({number: times * weight for number, weight in weights.items()}))
    assert [(item.topic, item.rank, item.competencies) for item in suggest(catalog, placed(weights))] == [
        (item.topic, item.rank, item.competencies) for item in larger
    ]


@given(answers, choices, st.integers(0, 1000))
def test_the_order_of_the_catalog_decides_nothing(
    catalog: Catalog, said: dict[int, Rating], chosen: list[int], seed: int
) -> None:
    """Guards that no rank comes from where a topic or a link stands in the files."""
    counting = needs(scan_of(said, chosen), NUMBERS)
    chance = Random(seed)
    shuffled = catalog._replace(
        topics=tuple(chance.sample(catalog.topics, len(catalog.topics))),
        links=tuple(chance.sample(catalog.links, len(catalog.links))),
    )
    there, here = by_topic(suggest(shuffled, counting)), by_topic(suggest(catalog, counting))
    assert {topic: item.rank for topic, item in there.items()} == {topic: item.rank for topic, item in here.items()}


@given(answers, choices, st.sampled_from(Assessment))
def test_other_large_gaps_stand_apart(
    catalog: Catalog, said: dict[int, Rating], chosen: list[int], assessment: Assessment
) -> None:
    """Guards 'Ook': beside a choice the topics at the core of large gaps that were not chosen, and no topic twice."""
    scan = scan_of(said, chosen, assessment)
    found = also(catalog, scan)
    if not chosen:
        assert found == ()
        return
    first = {item.topic.id for item in suggest(catalog, needs(scan, NUMBERS))}
    rest = {
        number: item.weight
        for number, item in needs_of_answers(scan, NUMBERS).items()
        if number not in chosen and (scan.rating(number).importance or 0) >= 3
    }
    large = {number for number, weight in rest.items() if sum(other >= weight for other in rest.values()) <= 5}
    expected = {topic for number in large for topic in cores(catalog, number)} - first
    assert {item.topic.id for item in found} == expected
    assert all(set(item.competencies) <= large for item in found)


def test_need_by_the_numbers() -> None:
    """Guards the edges of a need: no gap is 0, a surplus is 0, importance alone is itself, nothing is 0."""
    assert need(make_rating(4, 1)) == 12
    assert need(make_rating(3, 3)) == need(make_rating(1, 4)) == 0
    assert need(make_rating(3, None)) == 3
    assert need(make_rating(None, 1)) == need(Rating()) == 0


def test_the_leaders_choice_comes_first(catalog: Catalog) -> None:
    """Guards that chosen points alone are served, however large another gap, also what was given to somebody else."""
    said = {7: make_rating(4, 1), 15: make_rating(3, 2), 21: make_rating(4, 2, "team")}
    assert needs(scan_of(said, []), catalog.numbers) == {7: Need(12, 1), 15: Need(3, 2)}
    assert needs(scan_of(said, [15]), catalog.numbers) == {15: Need(3, 1)}
    assert needs(scan_of(said, [21, 7]), catalog.numbers) == {21: Need(8, 1), 7: Need(12, 2)}


@given(answers, numbers)
def test_every_topic_of_a_chosen_item_is_there(catalog: Catalog, said: dict[int, Rating], number: int) -> None:
    """Guards that a point leads to its topics and weighs something, with a gap and without."""
    found = suggest(catalog, needs(scan_of(said, [number]), catalog.numbers))
    assert {item.topic.id for item in found} == {link.topic for link in catalog.links if link.competency == number}
    assert all(item.score >= 1 for item in found)


def test_the_largest_gap_goes_before_many_small_ones(catalog: Catalog) -> None:
    """Guards the case that counting links got wrong: 15 is the one large gap, so its own topic comes first, not the
    one where many small gaps come together; and a choice against the gaps is followed as well."""
    said = {number: make_rating(4, 3) for number in NUMBERS} | {15: make_rating(4, 1)}
    found = suggest(catalog, needs(scan_of(said, []), NUMBERS))
    assert (found[0].topic.id, found[0].place, found[0].leading, found[0].competencies[0]) == ("2.2", 1, (15,), 15)
    against = scan_of(said, [28, 1])
    found = suggest(catalog, needs(against, NUMBERS))
    assert {item.topic.id for item in found if item.place == 1} == {"3.2", "4.2"}
    assert [(item.topic.id, item.competencies) for item in also(catalog, against)] == [("2.2", (15,))]
    even = replace(against, ratings=dict.fromkeys(NUMBERS, make_rating(4, 3)))
    assert also(catalog, even) == ()


def test_a_set_of_one_role(catalog: Catalog) -> None:
    """Guards that topics of another role stay out when one set is asked for, and that ranks count within it."""
    other = catalog.topics[0]._replace(id="s1", role="schoolleider")
    links = (
        *catalog.links,
        *(link._replace(topic="s1") for link in catalog.links if link.topic == catalog.topics[0].id),
    )
    both = catalog._replace(topics=(other, *catalog.topics), links=links)
    counting = placed(dict.fromkeys(NUMBERS, 4))
    assert suggest(both, counting, "bestuurder") == suggest(catalog, counting)
    assert [(item.topic.id, item.rank) for item in suggest(both, counting, "schoolleider")] == [("s1", 1)]


@given(st.dictionaries(numbers, st.sampled_from(Level), min_size=1))
def test_importance_alone_speaks_only_where_it_was_asked(catalog: Catalog, said: dict[int, Level]) -> None:
    """Guards that 'alleen belang' goes by importance, while in a whole scan a skipped attainment says nothing."""
    only = {number: Rating(importance) for number, importance in said.items()}
    asked = scan_of(only, [], Assessment.IMPORTANCE_ONLY)
    assert {number: item.weight for number, item in needs(asked, catalog.numbers).items()} == said
    assert needs(scan_of(only, []), catalog.numbers) == {}
    assert suggest(catalog, needs(scan_of(only, []), catalog.numbers)) == ()


def test_equals_share_a_rank(catalog: Catalog) -> None:
    """Guards that 20, which is core to two topics, puts both on rank 1, in the order of the catalog."""
    found = suggest(catalog, placed({20: 4}))
    assert [(item.rank, item.topic.id, item.score) for item in found] == [(1, "1.5", 8), (1, "2.2", 8)]
