"""What stands out in one leader's answers: each rule at its edges, and what they can offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, Levels, make_rating, make_scan
from strategies import ratings
from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, InsightKind, Level, Rating, Scan, insights, strengths
from zelfscan.domain.advice import MOST_INSIGHTS

VISION = (9, 10, 12, 16, 27)
LITERACY = (5, 6, 8, 19, 21, 23, 24, 25)


def all_alike(importance: int | None, attainment: int | None, **rest: Levels) -> Scan:
    """A scan with the same answers everywhere; `rest` are other answers, as n12=(4, 1)."""
    said: dict[int, Levels | Rating] = dict.fromkeys(NUMBERS, (importance, attainment))
    said |= {int(name[1:]): levels for name, levels in rest.items()}
    return make_scan(ratings=said, assessment=Assessment.FULL if attainment else Assessment.IMPORTANCE_ONLY)


def kinds(catalog: Catalog, scan: Scan) -> list[InsightKind]:
    """The rules that apply."""
    return [item.kind for item in insights(scan, catalog)]


@pytest.mark.parametrize(
    ("scan", "expected"),
    [
        (all_alike(4, 1), [InsightKind.EXAMPLE_IS_HARD]),
        (all_alike(4, 4), [InsightKind.ALL_PRESENT]),
        (all_alike(3, 3), [InsightKind.ALL_PRESENT]),
        (all_alike(1, 1), [InsightKind.NOTHING_MATTERS, InsightKind.EXAMPLE_IS_HARD]),
        (all_alike(2, 3), [InsightKind.NOTHING_MATTERS]),
        (all_alike(3, None), []),
        (all_alike(2, None), [InsightKind.NOTHING_MATTERS]),
        (all_alike(2, 3, n4=(3, 3)), []),
        (all_alike(4, 4, n4=(4, 2)), []),
        (make_scan(ratings={7: (1, 1), 17: (1, 1), 2: (1, 1)}), []),
        (make_scan(ratings={7: (4, 1), 17: (4, 1), 2: (4, 4)}), []),
        (make_scan(), []),
    ],
)
def test_a_rule_applies_or_it_is_silent(catalog: Catalog, scan: Scan, expected: list[InsightKind]) -> None:
    """Guards which rules speak on whole profiles, and that three answers say nothing about the whole."""
    assert kinds(catalog, scan) == expected


def test_an_example_is_hard_from_five_of_eight(catalog: Catalog) -> None:
    """Guards 'most of 5, 6, 8, 19, 21, 23, 24, 25': low and given to others count alike, four of them are not most,
    and of an instrument that names no such items nothing is said."""
    scan = all_alike(4, 4)
    for number in LITERACY[:3]:
        scan = scan.with_rating(number, make_rating(3, 2))
    scan = scan.with_rating(LITERACY[3], make_rating(4, 4, "ict-coördinator"))
    assert InsightKind.EXAMPLE_IS_HARD not in kinds(catalog, scan)
    scan = scan.with_rating(LITERACY[4], make_rating(None, None, "team"))
    (found,) = [item for item in insights(scan, catalog) if item.kind is InsightKind.EXAMPLE_IS_HARD]
    assert found.numbers == LITERACY[:5]
    assert InsightKind.EXAMPLE_IS_HARD not in kinds(catalog._replace(example=None), scan)


def test_much_of_the_gap_in_one_part(catalog: Catalog) -> None:
    """Guards half of all gaps in one area, with two items at least; a domain where no area holds half; and no part
    where the gap is spread or in one item."""
    vision = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | dict.fromkeys(VISION, (4, 2)) | {1: (4, 1)})
    (found,) = insights(vision, catalog)
    assert (found.kind, found.part, found.numbers) == (InsightKind.ONE_PART, catalog.area_of(9).name, VISION)
    own = (*LITERACY, 15)
    literacy = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | dict.fromkeys(own, (4, 1)))
    assert insights(literacy, catalog)[-1].part == catalog.domain_of(catalog.area_of(15)).name
    assert set(insights(literacy, catalog)[-1].numbers) == set(own)
    one = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | {9: (4, 1)})
    assert InsightKind.ONE_PART not in kinds(catalog, one)
    below = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | {9: (4, 2), 10: (4, 3), 1: (4, 1), 2: (4, 3)})
    assert InsightKind.ONE_PART not in kinds(catalog, below)


def test_a_gap_given_to_another_is_told(catalog: Catalog) -> None:
    """Guards that delegated items are named only where there is a gap, and do not count as the leader's own."""
    scan = all_alike(4, 3).with_rating(21, make_rating(4, 1, "ict-coördinator"))
    scan = scan.with_rating(15, make_rating(4, 4, "team"))
    (found,) = [item for item in insights(scan, catalog) if item.kind is InsightKind.DELEGATED_GAP]
    assert found.numbers == (21,)


@given(st.dictionaries(st.sampled_from(NUMBERS), ratings()), st.sampled_from(Assessment))
def test_at_most_three_and_never_praise_with_a_gap(
    catalog: Catalog, said: Mapping[int, Rating], assessment: Assessment
) -> None:
    """Guards the bound, one sentence per rule, and that praise and 'klopt de ambitie?' exclude each other."""
    found = kinds(catalog, replace(make_scan(ratings=said), assessment=assessment))
    assert len(found) <= MOST_INSIGHTS
    assert found == sorted(set(found), key=list(InsightKind).index)
    assert not {InsightKind.NOTHING_MATTERS, InsightKind.ALL_PRESENT} <= set(found)


def test_what_a_leader_can_offer(catalog: Catalog) -> None:
    """Guards 'benutten': important and present, the highest level apart, nothing that somebody else has, and nothing
    that the leader chose to develop."""
    scan = make_scan(ratings={1: (4, 4), 2: (3, 4), 3: (4, 3), 4: (2, 4), 5: (4, 2), 6: make_rating(4, 4, "team")})
    assert strengths(scan, catalog.numbers) == {Level.FOUR: (1, 2), Level.THREE: (3,)}
    against = replace(scan, development=(DevelopmentPoint(1),))
    assert strengths(against, catalog.numbers) == {Level.FOUR: (2,), Level.THREE: (3,)}
