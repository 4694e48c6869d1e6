"""The parts of a round, and that what is left beside them tells of nobody."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_scan
from zelfscan.domain import Discrepancy, Distribution, ScaleName, Scan, Suppressed
from zelfscan.domain.group_figures import cohort
from zelfscan.domain.group_sums import ItemCounts
from zelfscan.domain.subgroups import Subgroups, parts_of, subgroups_of

MINIMUM = 5
answers = st.tuples(st.sampled_from((None, 3, 4, 4)), st.sampled_from((None, 2, 3, 4)))


@st.composite
def schools(draw: st.DrawFn) -> list[Scan]:
    """Up to four schools of one to eight leaders, some of whom left out an answer."""
    sizes = draw(st.lists(st.integers(1, 8), min_size=1, max_size=4))
    return [
        make_scan(f"SL-{school}-{place}", {7: draw(answers)}, school=f"School {school}")
        for school, size in enumerate(sizes)
        for place in range(size)
    ]


def told(scans: list[Scan], *, strict: bool = False) -> Subgroups:
    """What is told of the schools."""
    return subgroups_of(parts_of(scans, lambda scan: scan.school, (7,)), cohort(scans, (7,), MINIMUM), strict=strict)


@settings(max_examples=150, deadline=None)
@given(schools(), st.booleans())
def test_what_is_left_is_none_or_enough(scans: list[Scan], strict: bool) -> None:
    """Guards the attack by subtraction: the whole minus all that is told holds nobody, or at least the minimum."""
    found = told(scans, strict=strict)
    parts = {part.name: ItemCounts(part.total.table(0)) for part in parts_of(scans, lambda scan: scan.school, (7,))}
    for scale in ScaleName:
        counts = {name: sum(getattr(item, scale.value)) for name, item in parts.items()}
        shown = {group.name for group in found.told if isinstance(group.figures[0].on(scale), Distribution)}
        assert all(counts[name] >= MINIMUM for name in shown)
        left = sum(count for name, count in counts.items() if name not in shown)
        assert left == 0 or left >= MINIMUM or not shown
    compared = {group.name for group in found.told if isinstance(group.figures[0].discrepancy, Discrepancy)}
    rest = [item for name, item in parts.items() if name not in compared]
    pairs = sum(item.pairs for item in rest)
    assert not compared or pairs == 0 or pairs >= MINIMUM
    assert not compared or not any(sum(item.attainment_alone) for item in rest)
    if strict:
        assert not compared or not any(sum(item.importance_alone) for item in rest)


def test_a_small_school_takes_the_smallest_large_one_along() -> None:
    """Guards the plainest case: of schools of eight, six and two, the two and the six are told of together only."""
    sizes = {"A": 8, "B": 6, "C": 2}
    scans = [
        make_scan(f"{school}{place}", {7: (4 - place % 2, 2)}, school=school)
        for school, size in sizes.items()
        for place in range(size)
    ]
    found = told(scans)
    assert [(group.name, group.size) for group in found.told] == [("A", 8), ("B", 6)]
    assert (found.small, found.in_small) == (1, 2)
    first, second = (group.figures[0] for group in found.told)
    assert isinstance(first.importance, Distribution)
    assert isinstance(first.discrepancy, Discrepancy)
    assert first.discrepancy.mean is None
    assert (second.importance, second.discrepancy) == (Suppressed(6), Suppressed(6))


def test_one_school_however_it_is_written() -> None:
    """Guards that blanks, capitals and accents make no other school, and that none is a part of its own."""
    names = ("De Brug", " de  brug", "", "Caf\u00e9", "Cafe\u0301")
    scans = [make_scan(f"SL-{place}", {7: (4, 2)}, school=name) for place, name in enumerate(names)]
    assert [(part.name, part.total.size) for part in parts_of(scans, lambda scan: scan.school, (7,))] == [
        ("", 1),
        ("Cafe\u0301", 2),
        ("De Brug", 2),
    ]
