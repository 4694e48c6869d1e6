"""Who has what in the school: where the sheet begins, the leader's own column, and what the whole tells."""

from __future__ import annotations

from dataclasses import replace

from builders import NUMBERS, make_scan
from zelfscan.domain import (
    LEADER,
    Catalog,
    DevelopmentPoint,
    Division,
    Finding,
    Holding,
    Role,
    Told,
    findings,
    first_division,
    own_column,
)


def test_the_sheet_begins_with_what_the_leader_wrote() -> None:
    """Guards that 'belegd bij' gives the roles, one for spellings that differ in case or blanks only."""
    scan = make_scan(
        "SL-07", {1: (4, 2)}, delegated={5: "ict-coördinator", 21: " ICT-coördinator ", 8: "IB", 9: "U zelf"}
    )
    assert first_division(scan).roles == (
        Role("ict-coördinator", {5: Holding.HAS, 21: Holding.HAS}),
        Role("IB", {8: Holding.HAS}),
    )


def test_the_own_column_follows_the_scan() -> None:
    """Guards the leader's column: has what is of application, learns a chosen point, and not what was given away."""
    scan = make_scan("SL-07", {1: (4, 3), 2: (4, 4), 3: (4, 2), 7: (4, 3)}, delegated={2: "IB"})
    scan = replace(scan, development=(DevelopmentPoint(7),))
    assert own_column(scan, NUMBERS) == {1: Holding.HAS, 7: Holding.LEARNS}


def test_what_stands_out_is_told(catalog: Catalog) -> None:
    """Guards the four findings: held by nobody, all on one, an own gap that nobody fills, literacy elsewhere."""
    scan = make_scan("SL-07", {**dict.fromkeys(NUMBERS, (2, 2)), 7: (4, 1), 9: (4, 4)})
    coach = Role("i-coach", dict.fromkeys((5, 6, 8, 19, 21, 23, 24, 25), Holding.HAS))
    found = findings(Division(scan.id, "SL-07", (coach,)), scan, catalog)
    nobody = tuple(number for number in NUMBERS if number not in (*coach.holdings, 9))
    assert found[0] == Told(Finding.NOBODY, nobody)
    assert found[1] == Told(Finding.ALL_ON_ONE, tuple(coach.holdings), "i-coach")
    assert found[2] == Told(Finding.OWN_GAP, (7,))
    assert [told.finding for told in found[3:]] == [Finding.EXAMPLE_ELSEWHERE]


def test_a_spread_sheet_tells_nothing(catalog: Catalog) -> None:
    """Guards that a division without gaps and without one who has all is left in peace."""
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 3)))
    roles = tuple(Role(name, dict.fromkeys(NUMBERS, Holding.HAS)) for name in ("IB", "i-coach"))
    assert findings(Division(scan.id, "SL-07", roles), scan, catalog) == ()
    assert LEADER not in {role.name for role in roles}
