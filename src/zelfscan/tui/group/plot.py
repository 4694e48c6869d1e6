"""The quadrant of a group: the marks are the numbers, each at the shares of leaders who chose the two top levels.

The shares run on, so items stand by their share within a half, and not in four by four cells. What falls on the same
place stands side by side, as near as there is room, and never in another quarter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.geometry import Size
from textual.reactive import reactive

from zelfscan.domain import Catalog, Cell, Cohort, Level, Quarter, ScaleName
from zelfscan.tui.widgets.drawing import FieldBoard, Frame
from zelfscan.tui.widgets.field import SLOT, FieldLayout, Spot, even_field

NEED, FAR = "*", "~"
"""Behind the number of a need, and of what found no room near its own place."""
# A character is about twice as high as it is wide.
ROW_WEIGHT = 2
_CORNERS = {
    cell.quarter: cell
    for cell in (Cell(attainment=x, importance=y) for x in (Level.ONE, Level.FOUR) for y in (Level.ONE, Level.FOUR))
}


@dataclass(frozen=True, slots=True)
class SharePlace:
    """An item with its shares (0 to 1, the cross at one half), its quarter, and whether it is one of the needs."""

    number: int
    importance: float
    attainment: float
    quarter: Quarter
    need: bool = False


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

    def mark(self, slot: tuple[int, int], place: SharePlace, sign: str) -> Spot:
        """A sign behind the number in a slot; it follows its number, so that this is what lights up."""
        return Spot(self.top + slot[0], self.left + SLOT * slot[1] + 2, sign, (place.number,), _CORNERS[place.quarter])


def share_places(cohort: Cohort, *, relative: bool = False) -> tuple[SharePlace, ...]:
    """The items that have both shares; suppressed ones have no place.

    With `relative` the cross lies at the medians of the round, and the shares are stretched to put it in the middle.
    """
    middle = cohort.medians() if relative else None
    needs = {item.number for item in cohort.needs()}
    found = []
    for item in cohort.figures:
        importance, attainment = (item.share_high(scale) for scale in ScaleName)
        quarter = cohort.relative_quarter(item) if relative else item.quarter
        if importance is None or attainment is None or quarter is None:
            continue
        if middle is not None:
            importance, attainment = _stretched(importance, middle[0]), _stretched(attainment, middle[1])
        found.append(SharePlace(item.number, importance, attainment, quarter, item.number in needs))
    return tuple(found)


def _stretched(share: float, middle: float) -> float:
    """The share where `middle` becomes one half, and 0 and 1 stay what they are; at 1 the upper half has one place."""
    if share < middle:
        return share / middle / 2
    return 0.75 if middle == 1 else 1 - (1 - share) / (1 - middle) / 2


def lay_out_shares(places: Sequence[SharePlace], width: int, height: int) -> FieldLayout | None:
    """The largest field that fits in `width` columns and `height` rows; None when not every number finds a place."""
    field = even_field(width, height)
    if field is None:
        return None
    spots: list[Spot] = []
    for quarter in Quarter:
        slots = _slots_of(quarter, field)
        found = [place for place in places if place.quarter is quarter]
        if len(found) > slots.rows * slots.columns:
            return None
        spots += _fill(found, slots)
    return replace(field, spots=tuple(spots))


def _slots_of(quarter: Quarter, field: FieldLayout) -> _Slots:
    across, down = field.column_lines[1], field.row_lines[1]
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
    spots = []
    for slot, place in taken.items():
        spots.append(slots.spot(slot, place))
        if sign := NEED if place.need else FAR if _is_far(slot, _own_slot(place, slots)) else "":
            spots.append(slots.mark(slot, place, sign))
    return spots


def _is_far(slot: tuple[int, int], own: tuple[int, int]) -> bool:
    """Further than the next place beside it, above it or below it."""
    return abs(slot[0] - own[0]) + abs(slot[1] - own[1]) > 1


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


TEXT_ROWS = 4
NOTHING = "Te weinig antwoorden voor een kwadrant."
NO_ROOM = "Hier is geen plaats voor het kwadrant. De lijst zegt hetzelfde."


class GroupPlot(FieldBoard):
    """Draws `places`."""

    places: reactive[tuple[SharePlace, ...]] = reactive(())

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, id="group-plot")

    def shown(self) -> object:
        return self.places

    def instead(self) -> str:
        return NO_ROOM if self.places else NOTHING

    def frame_for(self, size: Size) -> Frame | None:
        layout = lay_out_shares(self.places, size.width, size.height - TEXT_ROWS) if self.places else None
        if layout is None:
            return None
        left = (size.width - layout.width) // 2
        importance, attainment = self.catalog.importance.said, self.catalog.attainment.said
        start, end = f"← {attainment} op 0%", "op 100% →"
        above = f"↑ {importance} voor 100% van de {self.catalog.who.many}".center(layout.width).rstrip()
        signs = {spot.text for spot in layout.spots}
        told = "   ".join(text for sign, text in ((NEED, "* behoefte"), (FAR, "~ hoort verderop")) if sign in signs)
        below = (
            f"↓ {importance} voor 0%".center(layout.width).rstrip(),
            start + end.rjust(layout.width - len(start)),
            told.center(layout.width).rstrip(),
        )
        indent = " " * left
        top = (size.height - layout.height - TEXT_ROWS) // 2 + 1
        return Frame((indent + above,), tuple(indent + line for line in below), layout, top, left)
