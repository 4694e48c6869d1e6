"""An attack on the published figures of small rounds: what could a reader work out about one person?

The attacker has the JSON and nothing else, and knows every rule. Who gave one of the two answers is known to be one of
so many; so an answer follows when all ways to fill in a round, that give these very figures, agree about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import STARTED, make_scan, plain_catalog, report_round
from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Moves, Scan, Withheld, compare_cohorts
from zelfscan.reports import FilesRead
from zelfscan.reports.forms.json import group_json, progress_json
from zelfscan.reports.round_report import round_report

Levels = tuple[int, ...]
Answer = tuple[int, int]
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


@example(unanimous_but_one())
@given(small_rounds())
def test_no_attainment_follows(scans: list[Scan]) -> None:
    """Guards that nobody's attainment follows with certainty from all the published figures together."""
    assert known(published(scans), "aanwezig") == set()


@example(unanimous_but_one())
@given(small_rounds())
def test_with_streng_nothing_follows(scans: list[Scan]) -> None:
    """Guards that with --streng the importance of who gave importance alone does not follow either."""
    items = published(scans, strict=True)
    assert known(items, "aanwezig") == set()
    assert known(items, "belang") == set()


@given(small_rounds())
def test_no_more_is_withheld_than_needed(scans: list[Scan]) -> None:
    """Guards that a round is not emptied: by default an item is withheld where somebody gave attainment alone, or where
    all who gave both answers can have given one importance."""
    items = published(scans)
    for item in items:
        few = [item[scale]["n"] - item["verschil"]["n"] for scale in ("belang", "aanwezig")]
        can_agree = few[0] and max(item["belang"]["aantallen"] or [0]) >= item["verschil"]["n"]
        if item["verschil"]["n"] >= 5 and few[1] == 0 and not can_agree:
            assert item["rang"] is not None
        if item["rang"] is not None:
            assert (item["verschil"]["gemiddeld"] is None) == any(0 < count < 5 for count in few)


def left_without(scans: Sequence[Scan], number: int, lists: dict[str, Any] | None) -> dict[int, set[Answer]]:
    """Per leader who did not opt in every answer that is left: the counts, the pairs and the lists say nothing else.

    By going through the leaders one by one and keeping every sum that can still be reached.
    """
    item = next(item for item in published(scans) if item["nummer"] == number)
    told = item["verschil"]
    goal = (*item["belang"]["aantallen"], *item["aanwezig"]["aantallen"], told["lager"], told["hoger"])
    options = [possible(scan, number, lists) for scan in scans]
    forward: list[set[tuple[int, ...]]] = [{(0,) * 10}]
    for answers in options:
        forward.append({total for one in forward[-1] for answer in answers if fits(total := added(one, answer), goal)})
    reach = {goal}
    left: dict[int, set[Answer]] = {}
    for place in range(len(scans) - 1, -1, -1):
        before = {(one, answer) for one in forward[place] for answer in options[place] if added(one, answer) in reach}
        reach = {one for one, _ in before}
        if scans[place].exchange is None:
            left[place] = {answer for _, answer in before}
    return left


def possible(scan: Scan, number: int, lists: dict[str, Any] | None) -> list[Answer]:
    """The answers that a leader can have given, for who reads the lists and knows the rules and what was chosen."""
    every = [(wanted, present) for wanted in (1, 2, 3, 4) for present in (1, 2, 3, 4)]
    chosen = any(point.competency == number for point in scan.development)
    if scan.exchange is None or lists is None or chosen:
        return every
    seeks, offers = scan.participant in lists["zoekt"], scan.participant in lists["biedt"]
    return [
        (wanted, present)
        for wanted, present in every
        if (wanted >= 3 and present < wanted) == seeks and (present == 4) == offers
    ]


def added(total: tuple[int, ...], answer: Answer) -> tuple[int, ...]:
    """The sums with one more leader: four levels of both scales, how many lower and how many higher."""
    sums = list(total)
    wanted, present = answer
    sums[wanted - 1] += 1
    sums[3 + present] += 1
    sums[8] += present < wanted
    sums[9] += present > wanted
    return tuple(sums)


def fits(total: tuple[int, ...], goal: tuple[int, ...]) -> bool:
    """Nothing is above what is published."""
    return all(one <= other for one, other in zip(total, goal, strict=True))


@st.composite
def exchanging_rounds(draw: st.DrawFn) -> list[Scan]:
    """Five or six leaders with both answers, most of whom want to exchange, and some of whom chose the item."""
    willing = draw(st.lists(st.sampled_from((True, True, True, False)), min_size=5, max_size=6))
    return [
        replace(
            make_scan(f"SL-{place}", {1: draw(levels)}, exchange="" if one else None),
            development=draw(st.sampled_from(((), (), (DevelopmentPoint(1),)))),
        )
        for place, one in enumerate(willing)
    ]


def all_but_one_offer() -> list[Scan]:
    """Four leaders who offer, one who lacks, and one who did not opt in and attained it."""
    scans = [make_scan(f"SL-{place}", {1: (4, 4)}, exchange="") for place in range(4)]
    return [*scans, make_scan("SL-4", {1: (4, 3)}, exchange=""), make_scan("SL-5", {1: (4, 4)})]


@example(all_but_one_offer())
@given(exchanging_rounds())
def test_the_exchange_tells_nothing_of_others(scans: list[Scan]) -> None:
    """Guards that beside the counts the lists of seekers and offerers leave more than one answer for who is in none."""
    found = group_json(round_report(plain_catalog(), scans, FilesRead(len(scans), len(scans))))
    if 1 in found.get("uitwisseling_onderdrukt", ()):
        assert found["uitwisseling"] == found["koppels"] == []
        return
    nobody: dict[str, Any] = {"zoekt": [], "biedt": []}
    lists = next((item for item in found["uitwisseling"] if item["nummer"] == 1), nobody)
    left = left_without(scans, 1, lists)
    for scale, name in enumerate(("belang", "aanwezig")):
        if sum(count > 0 for count in found["competenties"][0][name]["aantallen"]) > 1:
            certain = [place for place, answers in left.items() if len({answer[scale] for answer in answers}) == 1]
            assert certain == []


def test_the_attack_on_the_exchange_finds_what_there_is() -> None:
    """Guards that attack itself, and that the item where it finds something is left out of the exchange."""
    scans = all_but_one_offer()
    lists = {"zoekt": ["SL-4"], "biedt": ["SL-0", "SL-1", "SL-2", "SL-3"]}
    assert left_without(scans, 1, lists) == {5: {(4, 4)}}
    assert len(left_without(scans, 1, None)[5]) > 1
    found = group_json(round_report(plain_catalog(), scans, FilesRead(6, 6)))
    assert found["uitwisseling_onderdrukt"] == [1]


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[list[Scan], list[Scan]]:
    """Five or six leaders in both rounds, who move little, and one or two in one of the rounds."""
    still = st.sampled_from((4, 4, 3))
    both = draw(st.lists(st.tuples(still, st.sampled_from((0, 0, 0, 1))), min_size=5, max_size=6))
    then = [make_scan(f"SL-{place}", {1: (level, level)}) for place, (level, _) in enumerate(both)]
    now = [
        make_scan(f"SL-{place}", {1: (level - step, level - step)}, started=STARTED + timedelta(days=365))
        for place, (level, step) in enumerate(both)
    ]
    for place, (level, later) in enumerate(draw(st.lists(st.tuples(still, st.booleans()), min_size=1, max_size=2))):
        (now if later else then).append(make_scan(f"NEW-{place}", {1: (level, level)}))
    return then, now


@given(two_rounds())
def test_progress_tells_nothing_of_who_was_there_once(rounds: tuple[list[Scan], list[Scan]]) -> None:
    """Guards that the moves beside the figures of two rounds, of which one is larger, leave more than one way."""
    moves = progress_json(compare_cohorts(*rounds, (1,)))["competenties"][0]["belang"]
    if moves["omhoog"] is None:
        return
    then, now = (
        Counter(int(level) for scan in scans if (level := scan.rating(1).importance) is not None) for scans in rounds
    )
    found = set()
    alone = [sum(counts.values()) - moves["n"] for counts in (then, now)]
    for gone in set(combinations_with_replacement(sorted(then.elements()), alone[0])):
        for come in set(combinations_with_replacement(sorted(now.elements()), alone[1])):
            before, after = sorted((then - Counter(gone)).elements()), sorted((now - Counter(come)).elements())
            if len(before) == len(after) == moves["n"] and any(
                _compared(before, order) == (moves["omlaag"], moves["omhoog"]) for order in orders(after)
            ):
                found.add((gone, come))
    for place, counts in enumerate((then, now)):
        assert not alone[place] or len(counts) == 1 or len({way[place] for way in found}) > 1


def test_nobody_moved_and_one_came() -> None:
    """Guards the plainest of those: where nobody moved, the moves would tell what the new one gave, and stay out."""
    then = [make_scan(f"SL-{place}", {1: (4 - place % 2, 3)}) for place in range(6)]
    now = [*then, make_scan("SL-9", {1: (4, 2)})]
    item = compare_cohorts(then, now, (1,)).items[0]
    assert (item.importance, item.attainment) == (Withheld(6), Withheld(6))
    assert compare_cohorts(then, then, (1,)).items[0].importance == Moves(6, 0, 6, 0)


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


def test_importance_alone_takes_no_item_out_of_the_exchange(catalog: Catalog) -> None:
    """Guards a round like the source's: of the two who gave importance alone it may follow, and so all may exchange;
    made strictly, the items go from which it follows."""
    scans = [replace(scan, exchange="") if scan.assessment is Assessment.FULL else scan for scan in report_round()]
    assert round_report(catalog, scans, FilesRead(10, 10)).exchange_hidden == ()
    assert round_report(catalog, scans, FilesRead(10, 10), strict=True).exchange_hidden != ()
