"""The attack on everything that a round publishes, jointly: whose answer follows, who did not opt in to exchange?

The attacker has the whole JSON, knows every rule, and knows of every leader the school, who was asked for what, who
opted in and what those chose. The sums of the round and its parts, the ranks with the means behind them, and the lists
of the exchange are solved together and exactly; what is not about items is shown to be the same whoever said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack_solver import Vector, left_open
from builders import make_rating, make_scan, plain_catalog
from zelfscan.domain import Assessment, DevelopmentPoint, Scan, counted, parts_of
from zelfscan.reports import FilesRead
from zelfscan.reports.forms.json import group_json
from zelfscan.reports.round_report import report_of

Answer = tuple[int, int, bool]
"""Importance and attainment (0 = not given), and whether somebody else has the item."""
NUMBERS = (1, 2, 3)
LEVELS = (1, 2, 3, 4)
SUMS = 11
"""What every item counts: four levels of both scales, lower, higher, delegated."""


def published(scans: Sequence[Scan], *, strict: bool = False, per_school: bool = False) -> dict[str, Any]:
    """All that a reader has."""
    catalog = plain_catalog()
    parts = parts_of(scans, lambda scan: scan.school, catalog.numbers) if per_school else ()
    files = FilesRead(len(scans), len(scans))
    found = report_of(catalog, counted(scans, catalog.numbers), files, strict=strict, parts=parts)
    return group_json(found)


@dataclass(frozen=True)
class Item:
    """What is told of one item: of the round, of the parts by name, and by the lists (None where they are silent)."""

    whole: dict[str, Any]
    parts: dict[str, dict[str, Any]]
    lists: dict[str, Any] | None


def item_of(found: dict[str, Any], number: int) -> Item:
    """Everything that stands anywhere about one item."""
    here: dict[str, Any] = {"zoekt": [], "biedt": []}
    silent = number in found.get("uitwisseling_onderdrukt", ())
    groups = found.get("deelgroepen", {"groepen": []})["groepen"]
    return Item(
        next(item for item in found["competenties"] if item["nummer"] == number),
        {group["naam"]: next(item for item in group["competenties"] if item["nummer"] == number) for group in groups},
        None if silent else next((one for one in found["uitwisseling"] if one["nummer"] == number), here),
    )


def sums_told(item: dict[str, Any]) -> list[int | None]:
    """The sums of an item, None where one is not told."""
    told = item["verschil"]
    counts = [item[scale]["aantallen"] or [None] * 4 for scale in ("belang", "aanwezig")]
    return [*counts[0], *counts[1], told["lager"], told["hoger"], item.get("belegd")]


def vector_of(answer: Answer) -> list[int]:
    """What an answer adds to the sums of an item."""
    importance, attainment, delegated = answer
    both = importance and attainment
    return [
        *(int(importance == level) for level in LEVELS),
        *(int(attainment == level) for level in LEVELS),
        int(bool(both) and attainment < importance),
        int(bool(both) and attainment > importance),
        int(delegated),
    ]


def options(scan: Scan, number: int, item: Item, parts: Sequence[str]) -> dict[Answer, Vector]:
    """What a leader can have answered for all that the lists say, with what it adds: round, parts, mean."""
    true = scan.rating(number)
    given = [LEVELS if level else (0,) for level in (true.importance, true.attainment)]
    found: dict[Answer, Vector] = {}
    for importance, attainment in product(*given):
        for delegated in (False, True):
            answer = (importance, attainment, delegated)
            if item.lists is None or listed(scan, number, answer) in (None, told_of(scan, item.lists)):
                vector = vector_of(answer)
                mean = importance - attainment if importance and attainment else 0
                own = [piece for name in parts for piece in (vector if name == scan.school else [0] * SUMS)]
                found[answer] = (*vector, *own, mean)
    return found


def told_of(scan: Scan, lists: dict[str, Any]) -> tuple[bool, bool]:
    """Whether a leader seeks and offers, as the lists have it."""
    return scan.participant in lists["zoekt"], scan.participant in lists["biedt"]


def listed(scan: Scan, number: int, answer: Answer) -> tuple[bool, bool] | None:
    """Whether a leader with this answer seeks and offers; None where the lists do not depend on it."""
    if scan.exchange is None or (scan.exchange_only is not None and number not in scan.exchange_only):
        return None
    points = {point.competency for point in scan.development}
    if number in points:
        return None
    importance, attainment, delegated = answer
    seeks = importance >= 3 and 0 < attainment < importance
    if scan.assessment is Assessment.IMPORTANCE_ONLY and not points:
        seeks = seeks or importance == 4
    return seeks, not seeks and attainment == 4 and not delegated


def worlds(scans: Sequence[Scan], found: dict[str, Any]) -> dict[int, list[set[Answer]]]:
    """Per item what every leader can have answered, when all that is published is taken together."""
    by_mean: dict[int, dict[Fraction | None, list[set[Answer]]]] = {}
    for number in NUMBERS:
        item = item_of(found, number)
        parts = tuple(item.parts)
        mean, n = item.whole["verschil"]["gemiddeld"], item.whole["verschil"]["n"]
        goal: list[int | None] = [
            *sums_told(item.whole),
            *(one for name in parts for one in sums_told(item.parts[name])),
        ]
        left = left_open([options(scan, number, item, parts) for scan in scans], [*goal, None])
        # Not told as a sum, but the mean times n is one; and so is the weighted score, as the importance is counted.
        by_mean[number] = {
            Fraction(total, n) if n and total is not None else None: answers
            for total, answers in left.items()
            if (mean is None or float(Fraction(total or 0, n)) == mean) and weighs(item.whole, total)
        }
    return dict(ranked(found, by_mean))


def weighs(item: dict[str, Any], total: int | None) -> bool:
    """Whether the sum of the discrepancies gives the weighted score that is told."""
    told, counts = item["verschil"], item["belang"]["aantallen"]
    if told["mwds"] is None:
        return True
    importance = Fraction(sum(level * count for level, count in zip(LEVELS, counts, strict=True)), sum(counts))
    return bool(float(Fraction(total or 0, told["n"]) * importance) == told["mwds"])


def ranked(
    found: dict[str, Any], by_mean: dict[int, dict[Fraction | None, list[set[Answer]]]]
) -> Iterator[tuple[int, list[set[Answer]]]]:
    """The means that the ranks allow, with the answers that they leave."""
    items = {item["nummer"]: item for item in found["competenties"] if item["nummer"] in NUMBERS}
    for number, item in items.items():
        mine = by_mean[number]
        if item["rang"] is not None:
            score = item["verschil"]["rds"]
            same = [other for other in items.values() if other["rang"] and other["verschil"]["rds"] == score]
            allowed = set()
            for means in product(*(by_mean[other["nummer"]] for other in same)):
                places = [(-(mean or 0), other["rang"]) for mean, other in zip(means, same, strict=True)]
                if all((a < b) == (c < d) for a, c in places for b, d in places):
                    allowed.add(means[same.index(item)])
            mine = {mean: answers for mean, answers in mine.items() if mean in allowed}
        yield number, [set[Answer]().union(*each) for each in zip(*mine.values(), strict=True)]


def given_away(scans: Sequence[Scan], *, strict: bool = False, per_school: bool = False) -> list[tuple[str, int, str]]:
    """Who of those that did not opt in is given away, on which item and scale, but for the allowed exceptions."""
    found = published(scans, strict=strict, per_school=per_school)
    told = []
    for number, left in worlds(scans, found).items():
        for place, scale in enumerate(("belang", "aanwezig", "belegd")):
            for scan, answers in zip(scans, left, strict=True):
                if scan.exchange is not None or len({answer[place] for answer in answers}) > 1:
                    continue
                rating = scan.rating(number)
                if not (place == 2 or (rating.importance, rating.attainment)[place]):
                    continue
                if unanimous(scans, scan, number, place, per_school):
                    continue
                if place == 0 and not strict and rating.attainment is None:
                    # By default this may follow of who gave importance alone.
                    continue
                told.append((scan.participant, number, scale))
    return told


def unanimous(scans: Sequence[Scan], scan: Scan, number: int, place: int, per_school: bool) -> bool:
    """Everybody gave one level, in the round or, where it is told, in the leader's own part."""
    sets = [scans, [other for other in scans if other.school == scan.school]] if per_school else [scans]
    for some in sets:
        ratings = [other.rating(number) for other in some]
        values = {(one.importance, one.attainment, bool(one.delegated_to))[place] for one in ratings} - {None}
        if len(values) == 1:
            return True
    return False


answered = st.sampled_from(((True, True),) * 4 + ((True, False),) * 2 + ((False, True),))
levels = st.tuples(st.sampled_from((4, 4, 3, 2)), st.sampled_from((4, 3, 3, 1)))
willing = st.sampled_from((None, "", ""))


@st.composite
def leaders(draw: st.DrawFn, school: str = "", least: int = 5) -> list[Scan]:
    """At least so many leaders with both answers and up to three others, with or without opt-in and chosen points."""
    extra = draw(st.lists(answered, max_size=3))
    scans = []
    for place, (first, second) in enumerate([(True, True)] * least + extra):
        ratings = {}
        for number in NUMBERS:
            importance, attainment = draw(levels)
            other = "ict" if draw(st.integers(0, 7)) == 0 else ""
            ratings[number] = make_rating(importance if first else None, attainment if second else None, other)
        points = draw(st.sampled_from(((), (), (1,), (2, 3))))
        scans.append(
            replace(
                make_scan(
                    f"{school}-{place}",
                    ratings,
                    exchange=draw(willing),
                    school=school,
                    assessment=Assessment.FULL if second else Assessment.IMPORTANCE_ONLY,
                ),
                development=tuple(DevelopmentPoint(number) for number in points),
            )
        )
    return scans


def leader(code: str, answer: tuple[int | None, int | None], *, joins: bool, school: str = "") -> Scan:
    """One leader who answered item 1."""
    return make_scan(code, {1: answer}, exchange="" if joins else None, school=school)


def one_beside_the_lists() -> list[Scan]:
    """All join but one who gave both, with another level, and one who gave attainment alone."""
    joining = [leader(f"SL-{place}", (4, 3), joins=True) for place in range(4)]
    return [*joining, leader("SL-4", (2, 1), joins=True), leader("SL-5", (4, 3), joins=False),
            leader("SL-6", (None, 4), joins=False)]  # fmt: skip


def one_in_a_school() -> list[Scan]:
    """Two schools, and one leader who gave attainment alone."""
    answers = ["33", "43", "33", "23", "23", "44", "34", "44", "44", "-3", "-3", "-1"]
    return [
        leader(f"SL-{place:02}", (None if one[0] == "-" else int(one[0]), int(one[1])), joins=False,
               school="AB"[place > 5])
        for place, one in enumerate(answers)
    ]  # fmt: skip


def test_the_attack_finds_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the attack itself: without the rules that withhold, it finds who gave attainment alone."""
    assert given_away(one_beside_the_lists(), strict=True) == []
    assert given_away(one_in_a_school(), per_school=True) == []
    monkeypatch.setattr("zelfscan.domain.subgroups._hide_beside_one_answer", lambda *_: None)
    assert {scale for _, _, scale in given_away(one_in_a_school(), per_school=True)} == {"aanwezig"}
    monkeypatch.setattr("zelfscan.reports.round_report.exchange_to_hide", lambda *_, **__: ())
    assert given_away(one_beside_the_lists(), strict=True) != []


@given(leaders(), st.booleans())
def test_nobody_is_given_away(scans: list[Scan], strict: bool) -> None:
    """Guards that no answer of who did not opt in follows from all that is published of a round."""
    assert given_away(scans, strict=strict) == []


@pytest.mark.heavy
@given(leaders("A"), leaders("B", 3), st.booleans())
def test_nobody_is_given_away_by_the_parts(one: list[Scan], other: list[Scan], strict: bool) -> None:
    """Guards the same where the schools of the round are told of as well."""
    assert given_away([*one, *other], strict=strict, per_school=True) == []
