"""From needs to topics: the score by hand, the choice first, and never a lower score for a larger gap."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from builders import NUMBERS, make_rating, make_scan
from strategies import ratings
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Assessment, DevelopmentPoint, Level, Rating, Scan
from zelfscan.domain.topics import need, needs, suggest

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


def scores(catalog: Catalog, scan: Scan) -> dict[str, int]:
    """The score of each topic that was found."""
    return {item.topic.id: item.score for item in suggest(catalog, needs(scan, catalog.numbers))}


@given(answers, choices, st.sampled_from(Assessment))
def test_scores_equal_the_naive_ones(
    catalog: Catalog, said: dict[int, Rating], chosen: list[int], assessment: Assessment
) -> None:
    """Guards who counts, each score as the sum of need x weight, the ranks, the order and the reasons."""
    scan = scan_of(said, chosen, assessment)
    if chosen:
        counting = chosen
    else:
        counting = [number for number in NUMBERS if need_by_hand(scan.rating(number)) > 0]
        counting = [number for number in counting if not scan.rating(number).delegated_to]
        if assessment is Assessment.FULL:
            counting = [number for number in counting if scan.rating(number).attainment is not None]
    weights = {number: need_by_hand(scan.rating(number)) for number in counting}
    assert needs(scan, catalog.numbers) == weights
    naive: dict[str, int] = {}
    for link in catalog.links:
        if link.competency in weights:
            naive[link.topic] = naive.get(link.topic, 0) + weights[link.competency] * link.weight
    found = suggest(catalog, weights)
    assert {item.topic.id: item.score for item in found} == naive
    order = [topic.id for topic in catalog.topics]
    assert [item.topic.id for item in found] == sorted(naive, key=lambda topic: (-naive[topic], order.index(topic)))
    for item in found:
        assert item.rank == 1 + sum(other > item.score for other in naive.values())
        assert item.score == sum(reason.share for reason in item.reasons)
        shares = [(-reason.share, reason.link.competency) for reason in item.reasons]
        assert shares == sorted(shares)
        assert item.competencies == tuple(number for _, number in shares)
        assert {reason.link for reason in item.reasons} == {
            link for link in catalog.links if link.topic == item.topic.id and link.competency in weights
        }


@given(answers, choices, numbers, st.sampled_from(Level), st.sampled_from(Level), st.booleans())
def test_a_larger_gap_never_lowers_a_topic(
    catalog: Catalog,
    said: dict[int, Rating],
    chosen: list[int],
    number: int,
    importance: Level,
    attainment: Level,
    more_important: bool,
) -> None:
    """Guards monotony, before a choice and after: a step more importance or a step less attainment."""
    assume(importance < Level.FOUR if more_important else attainment > Level.ONE)
    before = Rating(importance, attainment, said.get(number, Rating()).delegated_to)
    larger = (
        replace(before, importance=Level(importance + 1))
        if more_important
        else replace(before, attainment=Level(attainment - 1))
    )
    scan = scan_of(said, chosen).with_rating(number, before)
    low, high = scores(catalog, scan), scores(catalog, scan.with_rating(number, larger))
    assert set(low) <= set(high)
    assert all(high[topic] >= score for topic, score in low.items())


def test_need_by_the_numbers() -> None:
    """Guards the edges of a need: no gap is 0, a surplus is 0, importance alone is itself, nothing is 0."""
    assert need(make_rating(4, 1)) == 12
    assert need(make_rating(3, 3)) == need(make_rating(1, 4)) == 0
    assert need(make_rating(3, None)) == 3
    assert need(make_rating(None, 1)) == need(Rating()) == 0


def test_the_leaders_choice_comes_first(catalog: Catalog) -> None:
    """Guards that chosen points alone are served, however large another gap, also what was given to somebody else."""
    said = {7: make_rating(4, 1), 15: make_rating(3, 2), 21: make_rating(4, 2, "team")}
    assert needs(scan_of(said, []), catalog.numbers) == {7: 12, 15: 3}
    assert needs(scan_of(said, [15]), catalog.numbers) == {15: 3}
    assert needs(scan_of(said, [21]), catalog.numbers) == {21: 8}


@given(answers, numbers)
def test_every_topic_of_a_chosen_item_is_there(catalog: Catalog, said: dict[int, Rating], number: int) -> None:
    """Guards that a point without a gap still leads to its topics, with score 0."""
    found = scores(catalog, scan_of(said, [number]))
    assert set(found) == {link.topic for link in catalog.links if link.competency == number}
    if need(said.get(number, Rating())) == 0:
        assert set(found.values()) == {0}


@given(st.dictionaries(numbers, st.sampled_from(Level), min_size=1))
def test_importance_alone_speaks_only_where_it_was_asked(catalog: Catalog, said: dict[int, Level]) -> None:
    """Guards that 'alleen belang' goes by importance, while in a whole scan a skipped attainment says nothing."""
    only = {number: Rating(importance) for number, importance in said.items()}
    asked = scan_of(only, [], Assessment.IMPORTANCE_ONLY)
    assert needs(asked, catalog.numbers) == {number: int(said[number]) for number in said}
    assert needs(scan_of(only, []), catalog.numbers) == {}
    assert suggest(catalog, needs(scan_of(only, []), catalog.numbers)) == ()


def test_equal_scores_share_a_rank(catalog: Catalog) -> None:
    """Guards that 20, which is core to two topics, puts both on rank 1, in the order of the catalog."""
    found = suggest(catalog, {20: 4})
    assert [(item.rank, item.topic.id, item.score) for item in found] == [(1, "1.5", 8), (1, "2.2", 8)]
