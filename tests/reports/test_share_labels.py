"""The numbers in the quadrant of a group."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan
from zelfscan.domain.group_figures import cohort
from zelfscan.reports.document import SPACE
from zelfscan.reports.group_advice import shares_with_labels


@pytest.mark.heavy
@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=29, max_size=29), min_size=1,
                max_size=9))  # fmt: skip
def test_no_number_hides_another_or_leaves_its_quarter(answers: list[list[tuple[int, int]]]) -> None:
    """Guards that every number can be read and stands in the quarter that its shares say, however many agree."""
    scans = [make_scan(f"SL-{place}", dict(zip(NUMBERS, leader, strict=True))) for place, leader in enumerate(answers)]
    shares = shares_with_labels(cohort(scans, NUMBERS, 1).figures)
    assert [share.number for share in shares] == list(NUMBERS)
    for one, other in combinations(shares, 2):
        assert dist((one.label_x, one.label_y), (other.label_x, other.label_y)) >= SPACE - 1e-6
    for share in shares:
        assert (share.label_x > 0.5) == (share.x >= 0.5)
        assert (share.label_y > 0.5) == (share.y >= 0.5)
        assert 0 <= share.label_x <= 1
        assert 0 <= share.label_y <= 1


def test_a_number_alone_stands_on_its_share() -> None:
    """Guards that nothing moves without need."""
    scans = [make_scan(f"SL-{place}", {7: (4, 1 if place < 3 else 4)}) for place in range(4)]
    (share,) = shares_with_labels(cohort(scans, (7,), 1).figures)
    assert (share.x, share.y) == (share.label_x, share.label_y) == (0.25, 1.0)
