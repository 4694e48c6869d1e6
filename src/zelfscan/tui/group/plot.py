"""The quadrant of a group: the marks are the numbers, each at the shares of leaders who chose the two top levels.

The shares run on, so items stand by their share within a half, and not in four by four cells. What falls on the same
place stands side by side, as near as there is room, and never in another quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style

from zelfscan.domain import Catalog, Cell, CompetencyFigures, Level, Quarter, ScaleName
from zelfscan.tui.widgets.field import MAX_PITCH, MIN_PITCH, SLOT, Block, FieldLayout, NumberBoard, Spot, shifted

# A character is about twice as high as it is wide.
ROW_WEIGHT = 2
_CORNERS = {
    cell.quarter: cell
    for cell in (Cell(attainment=x, importance=y) for x in (Level.ONE, Level.FOUR) for y in (Level.ONE, Level.FOUR))
}


@dataclass(frozen=True, slots=True)
class SharePlace:
    """An item with the shares (0 to 1) that chose the two top levels, and the quarter that follows from them."""

    number: int
    importance: float
    attainment: float
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class ShareLayout(FieldLayout):
    """A field in which every number is drawn by itself."""

    def blocks(self) -> list[Block]:
        return [Block(spot.cell, spot.row, spot.column, (spot.text,)) for spot in self.spots if spot.cell is not None]


@dataclass(frozen=True, slots=True)
class _Slots:
    """The places for a number in one quarter, as rows of slots; the first slot is at `top` and `left`."""

    rows: int
    columns: int
    top: int
    left: int

    def spot(self, slot: tuple[int, int], place: SharePlace) -> Spot:
        text = str(place.number)
        column = self.left + SLOT * slot[1] + 2 - len(text)
        return Spot(self.top + slot[0], column, text, (place.number,), _CORNERS[place.quarter])


def share_places(figures: Iterable[CompetencyFigures]) -> tuple[SharePlace, ...]:
    """The items that have both shares; suppressed ones have no place."""
    found = []
    for item in figures:
        importance, attainment = (item.share_high(scale) for scale in ScaleName)
        if importance is not None and attainment is not None and item.quarter is not None:
            found.append(SharePlace(item.number, importance, attainment, item.quarter))
    return tuple(found)


def lay_out_shares(places: Sequence[SharePlace], width: int, height: int) -> ShareLayout | None:
    """The largest field that fits in `width` columns and `height` rows; None when not every number finds a place."""
    pitch = (min((width - 1) // 4, MAX_PITCH[0]), min((height - 1) // 4, MAX_PITCH[1]))
    if pitch[0] < MIN_PITCH[0] or pitch[1] < MIN_PITCH[1]:
        return None
    spots: list[Spot] = []
    for quarter in Quarter:
        slots = _slots_of(quarter, pitch)
        found = [place for place in places if place.quarter is quarter]
        if len(found) > slots.rows * slots.columns:
            return None
        spots += _fill(found, slots)
    return ShareLayout(pitch, tuple(spots))


def _slots_of(quarter: Quarter, pitch: tuple[int, int]) -> _Slots:
    across, down = 2 * pitch[0], 2 * pitch[1]
    cell = _CORNERS[quarter]
    columns = across // SLOT
    spare = across - SLOT * columns
    left = (across if cell.attainment.is_high else 0) + 1 + spare // 2
    return _Slots(down - 1, columns, 1 if cell.importance.is_high else down + 1, left)


def _fill(places: Sequence[SharePlace], slots: _Slots) -> list[Spot]:
    """Each number in its own slot where that is free, and else in the nearest one that is."""
    taken: dict[tuple[int, int], SharePlace] = {}
    waiting = []
    for place in sorted(places, key=lambda item: item.number):
        if taken.setdefault(_own_slot(place, slots), place) is not place:
            waiting.append(place)
    free = {(row, column) for row in range(slots.rows) for column in range(slots.columns)} - taken.keys()
    for place in waiting:
        row, column = _own_slot(place, slots)
        nearest = min(free, key=lambda slot: (_distance(slot, (row, column)), slot))
        free.remove(nearest)
        taken[nearest] = place
    return [slots.spot(slot, place) for slot, place in taken.items()]


def _distance(slot: tuple[int, int], other: tuple[int, int]) -> int:
    """Squared, in widths of a character."""
    rows, columns = slot[0] - other[0], slot[1] - other[1]
    return (ROW_WEIGHT * rows) ** 2 + (SLOT * columns) ** 2


def _own_slot(place: SharePlace, slots: _Slots) -> tuple[int, int]:
    up, right = _in_half(place.importance), _in_half(place.attainment)
    return round((1 - up) * (slots.rows - 1)), round(right * (slots.columns - 1))


def _in_half(share: float) -> float:
    """How far a share lies in its own half, 0 to 1: the upper half starts at one half, which belongs to it."""
    return 2 * share - 1 if share >= 0.5 else 2 * share


PARTS = ("axis", "grid", "name", *(quarter.value for quarter in Quarter))
TEXT_ROWS = 3
NOTHING = "Te weinig antwoorden voor een kwadrant."
NO_ROOM = "Hier is geen plaats voor het kwadrant. De lijst zegt hetzelfde."
NO_PLOT = "Het kwadrant kan op deze computer niet worden getekend. De lijst zegt hetzelfde."


class GroupPlot(NumberBoard):
    """Draws `places` as large as the widget allows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"group-plot--text", *(f"group-plot--{part}" for part in PARTS)}

    places: reactive[tuple[SharePlace, ...]] = reactive(())

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(id="group-plot")
        self._catalog = catalog
        self._laid_out: tuple[tuple[SharePlace, ...], Size, ShareLayout | None] | None = None
        self._drawn: tuple[ShareLayout, tuple[Style, ...], list[Content]] | None = None

    def spots(self) -> Sequence[Spot]:
        layout = self._layout_now()
        return () if layout is None else shifted(layout.spots, *self._start(layout))

    def base_lines(self) -> Sequence[Content]:
        if not self.places:
            return self._said(NOTHING)
        layout = self._layout_now()
        if layout is None:
            return self._said(NO_ROOM)
        styles = tuple(self.get_visual_style(f"group-plot--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (layout, styles):
            from zelfscan.tui.widgets.plotext_drawing import draw_field

            try:
                field = draw_field(layout, dict(zip(PARTS, styles, strict=True)), self._catalog.quarters)
            except ImportError:
                return self._said(NO_PLOT)
            self._drawn = (layout, styles, field)
        return self._framed(layout, self._drawn[2])

    def _said(self, text: str) -> list[Content]:
        return [Content(line) for line in wrap(text, max(self.content_size.width, 10))]

    def _framed(self, layout: ShareLayout, field: Sequence[Content]) -> list[Content]:
        top, left = self._start(layout)
        style = self.get_visual_style("group-plot--text")
        importance, attainment = self._catalog.importance.said, self._catalog.attainment.said
        start, end = f"← {attainment} op 0%", "op 100% →"
        ends = start + end.rjust(layout.width - len(start))
        above = f"↑ {importance} voor 100% van de leiders".center(layout.width)
        texts = [Content.styled(" " * left + text, style) for text in (above, ends)]
        below = Content.styled(" " * left + f"↓ {importance} voor 0%".center(layout.width).rstrip(), style)
        blank = [Content("")] * (top - 1)
        return [*blank, texts[0], *(line.pad_left(left) for line in field), below, texts[1]]

    def _start(self, layout: ShareLayout) -> tuple[int, int]:
        """The row and the column of the field within the widget."""
        size = self.content_size
        return (size.height - layout.height - TEXT_ROWS) // 2 + 1, (size.width - layout.width) // 2

    def _layout_now(self) -> ShareLayout | None:
        """The layout for the places and the size of this moment."""
        key = (self.places, self.content_size)
        if self._laid_out is None or self._laid_out[:2] != key:
            width, height = self.content_size
            self._laid_out = (*key, lay_out_shares(self.places, width, height - TEXT_ROWS))
        return self._laid_out[2]
