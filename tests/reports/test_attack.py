"""An attack on the published figures of small rounds: what could a reader work out about one person?

The attacker has the JSON and nothing else, and knows every rule. Who gave one of the two answers is known to be one of
so many; so an answer follows when all ways to fill in a round, that give these very figures, agree about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import make_scan, plain_catalog, report_round
from zelfscan.domain import Scan
from zelfscan.reports import FilesRead
from zelfscan.reports.forms.json import group_json
from zelfscan.reports.round_report import round_report

Levels = tuple[int, ...]
Way = tuple[Levels, Levels, Fraction]
"""The levels of who gave importance alone, of who gave attainment alone, and the mean discrepancy of the others."""
NUMBERS = (1, 2, 3, 4)
FULL, ALONE = (True, True), (True, False)


def published(scans: Sequence[Scan], minimum: int = 5, *, strict: bool = False) -> list[dict[str, Any]]:
    """The figures as a reader has them."""
    report = round_report(plain_catalog(), scans, FilesRead(len(scans), len(scans)), minimum, strict=strict)
    found: list[dict[str, Any]] = group_json(report)["competenties"]
    return found


def orders(levels: Sequence[int]) -> Iterator[Levels]:
    """Every order of the levels, each once."""
    if not levels:
        yield ()
    for first in sorted(set(levels)):
        rest = list(levels)
        rest.remove(first)
        for others in orders(rest):
            yield first, *others


def ways(item: dict[str, Any]) -> set[Way]:
    """Every way to fill in one item that gives its counts, and its mean where that is told."""
    told = item["verschil"]
    both = told["n"]
    levels = {
        scale: [level for level, count in enumerate(item[scale]["aantallen"], start=1) for _ in range(count)]
        for scale in ("belang", "aanwezig")
    }
    found = set()
    for alone in set(combinations_with_replacement(levels["belang"], len(levels["belang"]) - both)):
        wanted = sorted((Counter(levels["belang"]) - Counter(alone)).elements())
        for other in set(combinations_with_replacement(levels["aanwezig"], len(levels["aanwezig"]) - both)):
            attained = sorted((Counter(levels["aanwezig"]) - Counter(other)).elements())
            if len(wanted) != both or len(attained) != both:
                continue
            mean = Fraction(sum(wanted) - sum(attained), both)
            if told["gemiddeld"] is not None and float(mean) != told["gemiddeld"]:
                continue
            if any(_compared(wanted, order) == (told["lager"], told["hoger"]) for order in orders(attained)):
                found.add((alone, other, mean))
    return found


def _compared(wanted: Sequence[int], attained: Sequence[int]) -> tuple[int, int]:
    pairs = list(zip(wanted, attained, strict=True))
    return sum(other < one for one, other in pairs), sum(other > one for one, other in pairs)


def worlds(items: Sequence[dict[str, Any]]) -> dict[int, set[Way]]:
    """Per ranked item the ways that are left when the ranks are taken into account, by trying all together."""
    left: dict[int, set[Way]] = {}
    ranked = [item for item in items if item["rang"] is not None]
    for score in {item["verschil"]["rds"] for item in ranked}:
        equal = [item for item in ranked if item["verschil"]["rds"] == score]
        found = [ways(item) for item in equal]
        for means in product(*({mean for _, _, mean in each} for each in found)):
            places = [(-mean, item["rang"]) for mean, item in zip(means, equal, strict=True)]
            if all((one < other) == (rank < next_) for one, rank in places for other, next_ in places):
                for item, each, mean in zip(equal, found, means, strict=True):
                    left.setdefault(item["nummer"], set()).update(way for way in each if way[2] == mean)
    return left


def known(items: Sequence[dict[str, Any]], scale: str) -> set[int]:
    """The items of which the answers on a scale of who gave only that one are certain, but for unanimity."""
    place = ("belang", "aanwezig").index(scale)
    by_number = {item["nummer"]: item for item in items}
    return {
        number
        for number, left in worlds(items).items()
        if len({way[place] for way in left}) == 1
        and any(way[place] for way in left)
        and sum(count > 0 for count in by_number[number][scale]["aantallen"]) > 1
    }


answered = st.sampled_from((FULL, FULL, FULL, ALONE, ALONE, (False, True)))
levels = st.tuples(st.sampled_from((4, 4, 3, 2)), st.sampled_from((4, 3, 3, 1)))


@st.composite
def small_rounds(draw: st.DrawFn) -> list[Scan]:
    """Six to eight leaders, at least five of whom gave both answers to most items."""
    extra = draw(st.lists(answered, min_size=1, max_size=3))
    scans = []
    for place, (first, second) in enumerate([FULL] * 5 + extra):
        ratings = {}
        for number in NUMBERS:
            importance, attainment = draw(levels)
            ratings[number] = (importance if first else None, attainment if second else None)
        scans.append(make_scan(f"SL-{place:02}", ratings))
    return scans


def unanimous_but_one() -> list[Scan]:
    """Five leaders for whom it is 4 and 4, and one who gave attainment alone, and gave 1."""
    return [make_scan(f"SL-{place}", {1: (4, 4)}) for place in range(5)] + [make_scan("SL-9", {1: (None, 1)})]


@settings(max_examples=60, deadline=None)
@example(unanimous_but_one())
@given(small_rounds())
def test_no_attainment_follows(scans: list[Scan]) -> None:
    """Guards that nobody's attainment follows with certainty from all the published figures together."""
    assert known(published(scans), "aanwezig") == set()


@settings(max_examples=60, deadline=None)
@example(unanimous_but_one())
@given(small_rounds())
def test_with_streng_nothing_follows(scans: list[Scan]) -> None:
    """Guards that with --streng the importance of who gave importance alone does not follow either."""
    items = published(scans, strict=True)
    assert known(items, "aanwezig") == set()
    assert known(items, "belang") == set()


@settings(max_examples=40, deadline=None)
@given(small_rounds())
def test_no_more_is_withheld_than_needed(scans: list[Scan]) -> None:
    """Guards that a round is not emptied: what is withheld by default would have told an attainment in some order."""
    items = published(scans)
    for item in items:
        few = [item[scale]["n"] - item["verschil"]["n"] for scale in ("belang", "aanwezig")]
        if item["verschil"]["n"] >= 5 and few[1] == 0:
            assert item["rang"] is not None
        if item["rang"] is not None:
            assert (item["verschil"]["gemiddeld"] is None) == any(0 < count < 5 for count in few)


def test_the_attack_finds_what_there_is_to_find() -> None:
    """Guards the attack itself: without a minimum the mean tells the answer of the one who gave importance alone."""
    scans = [make_scan(f"SL-{place}", {1: (4 - place % 2, 2)}) for place in range(5)]
    scans.append(make_scan("SL-9", {1: (3, None)}))
    loose = published(scans)[0]
    loose["verschil"]["gemiddeld"] = 1.6
    assert known([loose], "belang") == {1}


@pytest.mark.parametrize("strict", [False, True])
def test_the_round_of_the_report_keeps_its_needs(strict: bool) -> None:
    """Guards that 17 and 7 lead either way, and that with --streng no importance of the last two leaders follows."""
    items = published(report_round(), strict=strict)
    assert [item["nummer"] for item in sorted(items, key=lambda item: item["rang"] or 99)][:2] == [17, 7]
    assert all(item["verschil"]["gemiddeld"] is None for item in items)
    assert bool(known(items, "belang")) is not strict
