"""An earlier and a later scan of one leader."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from builders import STARTED, Levels, make_scan
from round_strategies import FEW, rounds
from zelfscan.domain.comparison import ItemChange, compare, in_order
from zelfscan.domain.quadrant import Cell
from zelfscan.domain.scan import Level, ScaleName, Scan, participant_key


def change(then: Levels, now: Levels) -> ItemChange:
    """One item then and now."""
    (item,) = compare(make_scan("A", {7: then}), make_scan("A", {7: now}), (7,)).items
    return item


def test_a_gap_that_is_gone_is_closed() -> None:
    """Guards closed, moved, the cells, the steps and the change of the gap."""
    item = change((4, 2), (4, 4))
    assert item.closed
    assert not item.opened
    assert item.moved
    assert item.cell_then == Cell(attainment=Level.TWO, importance=Level.FOUR)
    assert item.cell_now == Cell(attainment=Level.FOUR, importance=Level.FOUR)
    assert (item.gap_then, item.gap_now, item.change) == (2, 0, -2)
    assert (item.step(ScaleName.IMPORTANCE), item.step(ScaleName.ATTAINMENT)) == (0, 2)


def test_closed_needs_a_gap_then_and_none_now() -> None:
    """Guards the edges: a smaller gap is not closed, a surplus that shrinks neither, and opened is the reverse."""
    assert not change((4, 1), (4, 3)).closed
    assert not change((2, 4), (2, 3)).closed
    assert change((4, 3), (3, 4)).closed
    assert change((3, 3), (4, 3)).opened
    assert not change((4, 3), (4, 1)).opened


def test_absent_is_not_compared() -> None:
    """Guards that a missing level gives no gap, no change and no arrow, but is named."""
    comparison = compare(make_scan("A", {7: (4, None), 17: (4, 2)}), make_scan("A", {7: (4, 4), 17: (4, 2)}), FEW)
    assert [item.number for item in comparison.incomparable] == [7, 22]
    assert [item.number for item in comparison.comparable] == [17]
    assert comparison.moved == comparison.closed == comparison.opened == ()
    assert comparison.items[0].change is None
    assert comparison.items[0].step(ScaleName.IMPORTANCE) == 0


def test_what_was_handed_over_stands_outside_the_quadrant() -> None:
    """Guards that a delegated item has no cell and no arrow, while its gap stays comparable."""
    (item,) = compare(make_scan("A", {7: (4, 2)}), make_scan("A", {7: (4, 4)}, delegated={7: "ict"}), (7,)).items
    assert item.handed_over
    assert item.cell_now is None
    assert not item.moved
    assert item.closed


@given(rounds(max_size=2))
def test_a_scan_against_itself_moves_nothing(scans: list[Scan]) -> None:
    """Guards that no change is found where there is none, and that turning two scans round swaps closed and opened."""
    for scan in scans:
        same = compare(scan, scan, FEW)
        assert same.moved == same.closed == same.opened == ()
    if len(scans) == 2:
        forth, back = compare(scans[0], scans[1], FEW), compare(scans[1], scans[0], FEW)
        assert [item.number for item in forth.closed] == [item.number for item in back.opened]
        assert [item.number for item in forth.moved] == [item.number for item in back.moved]


def test_order_goes_by_the_end_of_a_scan() -> None:
    """Guards that a scan started first but finished last is the later one, and that a draft counts from its start."""
    early = make_scan("A", started=STARTED)
    late = make_scan("A", started=STARTED + timedelta(days=1))
    draft = make_scan("A", started=STARTED + timedelta(minutes=1), draft=True)
    assert in_order(early, late)
    assert not in_order(late, early)
    assert not in_order(early, early)
    assert in_order(draft, early)


def test_codes_match_whatever_their_case() -> None:
    """Guards that 'SL-07' and ' sl-07' are the same participant."""
    assert participant_key(" sl-07\n") == participant_key("SL-07")
