"""The quadrant in small, beside the rating card: each number drops into its cell as soon as both answers are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from zelfscan.domain import Catalog, Cell
from zelfscan.tui.widgets.field import FieldLayout, lay_out
from zelfscan.tui.widgets.painted_lines import PaintedLines, Part

BELOW = 3
"""Rows below the field: the name of its axis, a blank, and how many stand in it."""


class MiniQuadrant(PaintedLines):
    """Paints `cells`. A cell that is full counts what it cannot show, as the large quadrant does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "mini-quadrant--line",
        "mini-quadrant--name",
        "mini-quadrant--text",
        "mini-quadrant--number",
        "mini-quadrant--newest",
    }

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._cells: Mapping[Cell, tuple[int, ...]] = {}
        self._newest: int | None = None

    def show(self, cells: Mapping[Cell, tuple[int, ...]], newest: int | None) -> None:
        """The numbers by cell; the one that was answered last stands out."""
        if (cells, newest) != (self._cells, self._newest):
            self._cells, self._newest = cells, newest
            self.repaint()

    @property
    def placed(self) -> int:
        """How many numbers stand in the quadrant."""
        return sum(map(len, self._cells.values()))

    def lines(self) -> Iterator[Sequence[Part]]:
        width, height = self.content_size
        layout = lay_out(self._cells, width, height - 1 - BELOW)
        if layout is None:
            return
        above, right = f"{self._catalog.importance.said} ↑", f"{self._catalog.attainment.said} →"
        yield [(above.center(layout.width), "mini-quadrant--text")]
        for row in self._field(layout):
            yield [("".join(sign for sign, _ in run), style) for style, run in groupby(row, key=lambda part: part[1])]
        yield [(right.rjust(layout.width), "mini-quadrant--text")]
        yield ()
        told = f"{self.placed} van {len(self._catalog.numbers)} geplaatst"
        yield [(told.center(layout.width), "mini-quadrant--text")]

    def _field(self, layout: FieldLayout) -> list[list[Part]]:
        """The field sign by sign: the axes, the names of the quarters and the numbers."""
        axis, horizon = layout.column_lines[1], layout.row_lines[1]
        field: list[list[Part]] = [
            [(_sign(row == horizon, column == axis), "mini-quadrant--line") for column in range(layout.width)]
            for row in range(layout.height)
        ]
        texts = [(spot, "mini-quadrant--name") for spot in layout.name_spots(self._catalog.quarters).values()]
        for spot in layout.spots:
            texts.append((spot, f"mini-quadrant--{'newest' if self._newest in spot.numbers else 'number'}"))
        for spot, style in texts:
            for place, sign in enumerate(spot.text):
                field[spot.row][spot.column + place] = (sign, style)
        return field


def _sign(on_horizon: bool, on_axis: bool) -> str:
    if on_horizon:
        return "┼" if on_axis else "─"
    return "│" if on_axis else " "
