"""The seven recommendations as rules: each speaks with the numbers that made it, and is silent without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import Levels, level, make_rating, make_scan, plain_catalog, report_round
from zelfscan.domain.catalog import Catalog, Recommendation
from zelfscan.domain.group_advice import Evidence, Ground, Remark, remarks
from zelfscan.domain.group_figures import cohort_of
from zelfscan.domain.group_sums import counted
from zelfscan.domain.group_wishes import wishes_told
from zelfscan.domain.scan import Level, Materials, Position, Rating, Scan, Vision

CATALOG = plain_catalog()
RULES = {rule.id: rule for rule in CATALOG.recommendations}
OWN_LITERACY = (5, 6, 8, 19, 21, 23, 24, 25)


def told(scans: Sequence[Scan], minimum: int = 4, catalog: Catalog = CATALOG) -> dict[str, Remark]:
    """What stands out over these scans."""
    found = counted(scans, catalog.numbers)
    wishes = wishes_told(found.wishes, found.words, (), minimum)
    return {remark.rule.id: remark for remark in remarks(catalog, cohort_of(found.total, minimum), wishes)}


def four(number: int, *answers: Levels | Rating) -> list[Scan]:
    """A leader for each answer to one item."""
    return [make_scan(f"SL-{place}", {number: answer}) for place, answer in enumerate(answers)]


def going(*ends: int) -> list[Scan]:
    """Leaders with self-direction 2, who want to get to these levels."""
    here = Position(differentiation=Level.TWO, self_direction=Level.TWO)
    ends_at = [replace(here, self_direction=level(end) or Level.ONE) for end in ends]
    return [replace(make_scan(f"SL-{place}"), vision=Vision(here, end)) for place, end in enumerate(ends_at)]


def test_self_direction() -> None:
    """Guards that half of the leaders make it speak, and fewer do not."""
    assert told(going(3, 4, 2, 1)) == {"zelfregie": Remark(RULES["zelfregie"], 2, 4)}
    assert told(going(3, 2, 2, 1)) == {}
    assert told(going(3, 4, 3)) == {}


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("visie", 10), ("visie", 12), ("visie", 27), ("samenhang", 14),
        ("samenhang", 18), ("samenhang", 20), ("kennis", 7), ("kennis", 17),
        ("bijblijven", 3), ("bijblijven", 5), ("bijblijven", 11),
    ],
)  # fmt: skip
def test_a_rule_on_who_falls_short(kind: str, number: int) -> None:
    """Guards each item of each rule: a surplus of a quarter who fall short makes it speak, less does not."""
    evidence = (Evidence(number, Ground.SHORT, 1, 4),)
    assert told(four(number, (4, 3), (4, 4), (4, 4), (3, 3))) == {kind: Remark(RULES[kind], evidence=evidence)}
    assert told(four(number, (4, 3), (3, 4), (4, 4), (3, 3))) == {}
    assert told(four(number, (4, 3), (4, 4), (4, 4))) == {}


@pytest.mark.parametrize("number", [4, 13, 29])
def test_data_needs_materials_and_little_use_of_their_figures(number: int) -> None:
    """Guards that the rule on data needs materials in use and an item on data that lags or is low."""
    low = four(number, (2, 2), (2, 2), (3, 3), (3, 3))
    used = [replace(scan, materials=Materials("Snappet" if place < 2 else "geen")) for place, scan in enumerate(low)]
    assert told(used) == {"gegevens": Remark(RULES["gegevens"], 2, 4, (Evidence(number, Ground.LOW, 2, 4),))}
    assert told(low) == {}
    assert told([replace(scan, materials=Materials("geen")) for scan in used]) == {}
    high = four(number, (3, 3), (3, 3), (3, 3), (3, 2))
    assert told([replace(scan, materials=Materials("Snappet")) for scan in high])["gegevens"].evidence == (
        Evidence(number, Ground.SHORT, 1, 4),
    )


def test_keeping_up_is_also_about_who_does_little() -> None:
    """Guards that half of the leaders on the two lowest levels make it speak although they find it no need."""
    assert told(four(5, (1, 1), (2, 2), (3, 3), (3, 3)))["bijblijven"].evidence == (Evidence(5, Ground.LOW, 2, 4),)


def test_literacy_speaks_from_half_of_its_items() -> None:
    """Guards that four of the eight items, low with half of the leaders or given away by half, make it speak."""
    answers: dict[int, Levels | Rating] = dict.fromkeys(OWN_LITERACY[:3], (1, 2))
    answers[OWN_LITERACY[3]] = make_rating(4, 4, "ict")
    scans = [make_scan(f"SL-{place}", answers) for place in range(4)]
    found = told(scans)["ict-geletterdheid"].evidence
    assert [(one.number, one.ground) for one in found] == [
        *((number, Ground.LOW) for number in sorted(OWN_LITERACY[:3])), (OWN_LITERACY[3], Ground.DELEGATED),
    ]  # fmt: skip
    del answers[OWN_LITERACY[3]]
    assert "ict-geletterdheid" not in told([make_scan(f"SL-{place}", answers) for place in range(4)])


def test_who_gave_an_item_away_may_have_rated_nothing_of_it() -> None:
    """Guards that delegating is told of all leaders, so never more of them than there are."""
    answers = dict.fromkeys(OWN_LITERACY[:4], make_rating(4, 4, "ict"))
    away = dict.fromkeys(OWN_LITERACY[:4], make_rating(None, None, "ict"))
    scans = [make_scan(f"SL-{place}", answers if place < 2 else away) for place in range(5)]
    assert {(one.count, one.n) for one in told(scans, 2)["ict-geletterdheid"].evidence} == {(5, 5)}


def test_the_round_of_the_source_reads_as_the_source() -> None:
    """Guards that a round shaped on the source's text brings all that its figures can bring, in its order."""
    scans = [replace(scan, materials=Materials("Snappet" if place else "geen"))
             for place, scan in enumerate(report_round())]  # fmt: skip
    found = told(scans, 5)
    assert list(found) == list(RULES)[1:]
    assert [one.number for one in found["kennis"].evidence] == [7, 17]


def test_an_instrument_without_rules_hears_nothing() -> None:
    """Guards that nothing stands out where the catalog says of nothing that it would."""
    assert told(going(3, 4, 3, 4), catalog=CATALOG._replace(recommendations=())) == {}


def test_a_rule_of_another_catalog_speaks() -> None:
    """Guards that the words, items and grounds of a rule come from the catalog, and from nowhere else."""
    rule = Recommendation("eigen", "Een eigen regel", "Doe dit.", (1, 2, 3), ("laag",), half=True)
    own = CATALOG._replace(instrument="ander", recommendations=(rule,))
    low = dict.fromkeys((1, 2), (1, 1))
    scans = [make_scan(f"SL-{place}", low) for place in range(4)]
    assert told(scans, catalog=own) == {
        "eigen": Remark(rule, evidence=tuple(Evidence(number, Ground.LOW, 4, 4) for number in (1, 2)))
    }
    assert told([make_scan(f"SL-{place}", {1: (1, 1)}) for place in range(4)], catalog=own) == {}
