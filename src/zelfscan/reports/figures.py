"""The report's Figures 3-10 as rows of bars, for any surface that draws them."""

from __future__ import annotations

from dataclasses import dataclass

from zelfscan.domain import Area, Catalog, Cohort, CompetencyFigures, Four, ScaleName, Suppressed, apportion_four
from zelfscan.dutch import enumerate_nl

FILLS = ("░", "▒", "▓", "█")
"""One fill per level, lowest first: the higher, the darker."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report: the areas that share its number and their items, in the order of the instrument."""

    number: int
    areas: tuple[Area, ...]
    items: tuple[CompetencyFigures, ...]

    @property
    def title(self) -> str:
        """The names of its areas."""
        return enumerate_nl(area.name for area in self.areas)


@dataclass(frozen=True, slots=True)
class Bar:
    """One stacked bar: n answers of an item on a scale. `percentages` is None when suppressed."""

    number: int
    label: str
    scale: ScaleName
    n: int
    percentages: Four | None


def figures_of(catalog: Catalog, cohort: Cohort) -> tuple[Figure, ...]:
    """The figures by number; within one first the areas, then the items, in catalog order."""
    by_number = {item.number: item for item in cohort.figures}
    found: dict[int, list[Area]] = {}
    for area in catalog.areas:
        found.setdefault(area.figure, []).append(area)
    return tuple(
        Figure(
            number,
            tuple(areas),
            tuple(
                by_number[item.number]
                for area in areas
                for item in catalog.in_area(area.id)
                if item.number in by_number
            ),
        )
        for number, areas in sorted(found.items())
    )


def bars(catalog: Catalog, figure: Figure) -> tuple[Bar, ...]:
    """Two bars per item, importance first."""
    return tuple(_bar(catalog, item, scale) for item in figure.items for scale in ScaleName)


def _bar(catalog: Catalog, item: CompetencyFigures, scale: ScaleName) -> Bar:
    figures = item.on(scale)
    percentages = None if isinstance(figures, Suppressed) else figures.percentages
    return Bar(item.number, catalog.competency(item.number).label, scale, figures.n, percentages)


def bar_segments(percentages: Four, width: int) -> Four:
    """The cells of each level in a bar of `width` cells (largest remainder, so that they always fill the bar)."""
    return apportion_four(percentages, width)


def bar_text(percentages: Four, width: int) -> str:
    """A bar in plain characters, exactly `width` wide, with the percentages that fit in their own segment."""
    return "".join(
        segment_text(p, fill, size)
        for p, fill, size in zip(percentages, FILLS, bar_segments(percentages, width), strict=True)
    )


def segment_text(percentage: int, fill: str, size: int) -> str:
    """One segment of a bar; its percentage shows when a fill character fits on both sides."""
    text = f"{percentage}%"
    return text.center(size, fill) if size >= len(text) + 2 else fill * size
