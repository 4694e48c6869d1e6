"""The attack on what a round says beside the items: chosen points, support, agreements, the field, materials, outcomes.

Who did not opt in to exchange is one of many in these figures, and nothing tells them apart but what is known of the
others: the exchange names who chose a point and who seeks nothing, and where a school stands can be seen from outside.
So the attacker knows who chose points at all, all that the exchange says, and of the field the place of every school
now. What is left open is solved exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack_solver import Vector, left_open
from builders import make_scan, plain_catalog
from zelfscan.domain import (
    Agreement,
    DevelopmentPoint,
    Level,
    LookBack,
    Materials,
    Outcome,
    Position,
    Scan,
    Support,
    Vision,
)
from zelfscan.reports import FilesRead
from zelfscan.reports.forms.json import group_json
from zelfscan.reports.round_report import round_report

NUMBERS = (1, 2, 3)
KIND = "sparren"
Choice = tuple[int, int, int]
"""Per item: not chosen, chosen, or chosen with support asked (or an agreement made)."""
STATES = (0, 1, 2)
CHOICES: tuple[Choice, ...] = tuple(choice for choice in product(STATES, STATES, STATES) if any(choice))
Told = list[tuple[str, str]]


def published(scans: Sequence[Scan]) -> dict[str, Any]:
    """All that a reader has."""
    catalog = plain_catalog()._replace(support=(Support(KIND, KIND, ""),))
    return group_json(round_report(catalog, scans, FilesRead(len(scans), len(scans))))


def choice_of(scan: Scan, *, agreed: bool) -> Choice:
    """What a leader chose, with support or with agreements."""
    with_more = {point.competency: bool(point.agreement.step if agreed else point.support)
                 for point in scan.development}  # fmt: skip
    first, second, third = (1 + with_more[number] if number in with_more else 0 for number in NUMBERS)
    return first, second, third


def fits(scan: Scan, choice: Choice, found: dict[str, Any]) -> bool:
    """Whether the exchange would say of a leader with this choice what it says."""
    if scan.exchange is None:
        return True
    chosen = {
        reason["nummer"] for group in found["koppels"] for reason in group["redenen"]
        if reason["leert"] == scan.participant and reason.get("gekozen")
    }  # fmt: skip
    for number, state in zip(NUMBERS, choice, strict=True):
        outside = scan.exchange_only is not None and number not in scan.exchange_only
        if outside or number in found.get("uitwisseling_onderdrukt", ()):
            continue
        lists = [one for one in found["uitwisseling"] if one["nummer"] == number]
        seeks = any(scan.participant in one["zoekt"] for one in lists)
        if (number in chosen and not state) or (state and not seeks):
            return False
    return True


def added(choice: Choice, *, agreed: bool) -> Vector:
    """What a choice adds to the sums: chosen per item, with support per item and at all; or the agreements."""
    more = tuple(int(state == 2) for state in choice)
    with_more = (sum(more),) if agreed else more
    return (*(int(state > 0) for state in choice), *with_more, int(any(more)), 0)


def sums_told(told: dict[str, Any], *, agreed: bool) -> list[int | None]:
    """The sums that are published, None where one is not."""
    points = {one["nummer"]: one["aantal"] for one in told["punten"]}
    nothing = None if told["andere_punten"] else 0
    kind = next(one for one in told["steun"] if one["id"] == KIND)
    on = {one["nummer"]: one["aantal"] for one in kind["competenties"]}
    more = [told["afspraken"], told["met_afspraak"]] if agreed else [*map(on.get, NUMBERS), kind["aantal"]]
    return [*(points.get(number, nothing) for number in NUMBERS), *more, None]


def chosen_by(scans: Sequence[Scan], *, agreed: bool) -> Told:
    """Whose choice follows, of who did not opt in to tell it; and whose wish for support or agreement, of all."""
    found = published(scans)
    told = found["ondersteuning"]
    choosers = [scan for scan in scans if scan.development]
    if told.get("onderdrukt"):
        return []
    options = [
        {choice: added(choice, agreed=agreed) for choice in CHOICES if fits(scan, choice, found)} for scan in choosers
    ]
    (left,) = left_open(options, sums_told(told, agreed=agreed)).values()
    true = [choice_of(scan, agreed=agreed) for scan in choosers]
    known: Told = []
    for scan, choices in zip(choosers, left, strict=True):
        for place, number in enumerate(NUMBERS):
            same = len({choice[place] > 0 for choice in true}) == 1
            shared = scan.exchange is not None and (scan.exchange_only is None or number in scan.exchange_only)
            if not shared and not same and len({choice[place] > 0 for choice in choices}) == 1:
                known.append((scan.participant, f"punt {number}"))
        more = {2 in choice for choice in choices}
        # That somebody who opted in asks for nothing may follow where all that the others chose is known.
        if len({2 in choice for choice in true}) > 1 and len(more) == 1 and (scan.exchange is None or more == {True}):
            known.append((scan.participant, "afspraak" if agreed else "steun"))
    return known


@st.composite
def choosers(draw: st.DrawFn) -> list[Scan]:
    """Five to seven leaders who chose points, most of whom opted in, some for a single item."""
    scans = []
    for place in range(draw(st.integers(5, 7))):
        choice = draw(st.sampled_from(CHOICES))
        more = draw(st.sampled_from(((KIND,), (KIND,), ())))
        points = tuple(
            DevelopmentPoint(number, more if state == 2 else (), Agreement("stap" if state == 2 else ""))
            for number, state in zip(NUMBERS, choice, strict=True)
            if state
        )
        ratings = {number: (4, draw(st.sampled_from((2, 4, 4)))) for number in NUMBERS}
        joins = draw(st.sampled_from((None, "", "", "")))
        only = draw(st.sampled_from((None, None, None, (1,))))
        scan = make_scan(f"SL-{place}", ratings, exchange=joins)
        scans.append(replace(scan, development=points, exchange_only=only if joins == "" else None))
    return scans


@given(choosers(), st.booleans())
def test_no_choice_follows(scans: list[Scan], agreed: bool) -> None:
    """Guards that beside the names of the exchange the counts of points, support and agreements tell of nobody else."""
    assert chosen_by(scans, agreed=agreed) == []


def test_the_attack_finds_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the attack itself: who seek nothing leave the choice to the others, and a pair names who chose a point."""
    silent = [replace(make_scan(f"SL-{place}", {1: (4, 4)}, exchange=""), development=(DevelopmentPoint(2),))
              for place in range(2)]  # fmt: skip
    others = [replace(make_scan(f"SL-{place}"), development=(DevelopmentPoint(1),)) for place in range(2, 5)]
    named = [replace(make_scan(f"SL-{place}", {1: (4, 1), 2: (4, 4)}, exchange=""),
                     development=(DevelopmentPoint(1, (KIND,)),)) for place in range(2, 5)]  # fmt: skip
    assert chosen_by([*silent, *others], agreed=False) == []
    assert chosen_by([*silent, *named], agreed=False) == []
    monkeypatch.setattr("zelfscan.domain.group_wishes._chosen_by_named", lambda *_: {})
    assert ("SL-2", "punt 1") in chosen_by([*silent, *others], agreed=False)
    assert ("SL-2", "steun") in chosen_by([*silent, *named], agreed=False)


@st.composite
def speakers(draw: st.DrawFn) -> list[Scan]:
    """Five to eight leaders with a place in the field, materials, something to look back on, and words or not."""
    level = st.sampled_from(Level)
    place = st.none() | st.builds(lambda a, b: Position(differentiation=a, self_direction=b), level, level)
    scans = []
    for number in range(draw(st.integers(5, 8))):
        outcomes = draw(st.lists(st.sampled_from(Outcome), max_size=2))
        scans.append(
            replace(
                make_scan(f"SL-{number}"),
                vision=Vision(draw(place), draw(place), ambition_note=draw(st.sampled_from(("", "meer", "anders")))),
                materials=Materials(draw(st.sampled_from(("", "geen", "Snappet")))),
                look_back=tuple(LookBack(7 + at, UUID(int=1), one) for at, one in enumerate(outcomes)),
                share_words=draw(st.booleans()),
            )
        )
    return scans


@given(speakers(), st.randoms(use_true_random=False))
def test_nothing_ties_what_was_said_to_a_leader(scans: list[Scan], random: Random) -> None:
    """Guards that the field, materials, outcomes and words are the same whoever said it: so an answer follows only
    where all gave it."""
    keys = ("ambitie", "leermiddelen", "terugblik", "woorden")
    others = random.sample(scans, len(scans))
    exchanged = [
        replace(scan, vision=other.vision, materials=other.materials, look_back=other.look_back,
                share_words=other.share_words)
        for scan, other in zip(scans, others, strict=True)
    ]  # fmt: skip
    one, two = published(scans), published(exchanged)
    assert {key: one[key] for key in keys} == {key: two[key] for key in keys}
