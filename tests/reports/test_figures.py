"""Bars and figures as data."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zelfscan.domain import Catalog, Four, ScaleName, apportion_four
from zelfscan.domain.group_figures import cohort
from zelfscan.reports.round_report import bar_segments, bar_text, bars, figures_of

percentages = (
    st.tuples(*[st.integers(0, 50)] * 4).filter(any).map(lambda counts: apportion_four(counts, 100))
)  # fmt: skip


@given(percentages, st.integers(0, 200))
def test_segments_fill_the_bar(shares: Four, width: int) -> None:
    """Guards that a bar is exactly as wide as asked, in cells and in characters, and never draws what is zero."""
    segments = bar_segments(shares, width)
    assert sum(segments) == len(bar_text(shares, width)) == width
    for share, segment in zip(shares, segments, strict=True):
        assert abs(segment - share * width / 100) < 1
        assert share or not segment


def test_a_percentage_shows_where_it_fits() -> None:
    """Guards the text inside a bar and the fill of each level."""
    assert bar_text((0, 10, 40, 50), 20) == "▒▒▓▓40%▓▓▓███50%████"
    assert bar_text((25, 25, 25, 25), 8) == "░░▒▒▓▓██"
    assert bar_text((0, 0, 0, 100), 6) == "█100%█"


def test_the_figures_are_those_of_the_report(catalog: Catalog) -> None:
    """Guards Figures 3-10, each item in one of them, and the two areas of Figure 9."""
    figures = figures_of(catalog, cohort([], catalog.numbers))
    assert [figure.number for figure in figures] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert sorted(item.number for figure in figures for item in figure.items) == list(catalog.numbers)
    nine = figures[6]
    assert [item.number for item in nine.items] == [6, 8, 19, 25, 15]
    assert [area.name for area in nine.areas] == ["Informatievaardigheden", "Mediavaardigheden"]
    assert nine.title == "Informatievaardigheden en Mediavaardigheden"
    drawn = bars(catalog, nine)
    assert [(bar.number, bar.scale) for bar in drawn[:2]] == [(6, ScaleName.IMPORTANCE), (6, ScaleName.ATTAINMENT)]
    assert all(bar.percentages is None and bar.n == 0 for bar in drawn)
