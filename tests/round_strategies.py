"""Hypothesis strategies for whole rounds: few items and leaders, so that ties and small numbers come up often."""

from __future__ import annotations

from hypothesis import strategies as st

from builders import make_rating, make_scan
from zelfscan.domain import Scan

FEW = (7, 17, 22)


def rounds(*, max_size: int = 12, numbers: tuple[int, ...] = FEW) -> st.SearchStrategy[list[Scan]]:
    """A list of scans, each with its own id; codes collide and any level may be absent."""
    level = st.none() | st.integers(1, 4)
    rating = st.builds(make_rating, level, level, st.sampled_from(("", "ict-coördinator")))
    scan = st.builds(
        make_scan,
        st.sampled_from(("SL-01", "sl-01 ", "SL-02", "SL-03", "SL-04", "SL-05", "SL-06", "SL-07")),
        st.dictionaries(st.sampled_from(numbers), rating),
        scan_id=st.uuids(),
        exchange=st.sampled_from((None, "", "bel mij")),
    )
    return st.lists(scan, max_size=max_size, unique_by=lambda made: made.id)
