"""How the figures of a group are drawn: as a quadrant of shares, and as two 100 % stacked bars per item.

In the quadrant each number stands at the shares of leaders who chose the two top levels. The shares run on, so items
stand by their share within a half. What falls on the same place stands side by side, as near as there is room, and
never in another quarter. In the bars the fill of a segment tells its level, the colour family its scale.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style

from zelfscan.domain import Catalog, Cell, Cohort, Four, Level, Quarter, ScaleName
from zelfscan.reports import FILLS, NEED, Bar, Figure, bar_segments, bars, segment_text
from zelfscan.tui.widgets.drawing import FieldBoard, Frame
from zelfscan.tui.widgets.field import SLOT, FieldLayout, Spot, even_field
from zelfscan.tui.widgets.lines import EMPTY_LINE, Line, Lines, LineView, PointedList

FAR = "~"
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
_NOTHING = "Te weinig antwoorden voor een kwadrant."
_NO_ROOM = "Hier is geen plaats voor het kwadrant. De lijst zegt hetzelfde."


class GroupPlot(FieldBoard):
    """Draws `places`."""

    places: reactive[tuple[SharePlace, ...]] = reactive(())

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, id="group-plot")

    def shown(self) -> object:
        return self.places

    def instead(self) -> str:
        return _NO_ROOM if self.places else _NOTHING

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


ON = "-on"
BAR_STYLES = {
    f"{scale.value}-{place + 1}": (scale.value, fill) for scale in ScaleName for place, fill in enumerate(FILLS)
}
COVERS = dict(zip(FILLS, (0.25, 0.5, 0.75, 1.0), strict=True))  # the part of a cell that a fill colours
SWATCH = 2
LABEL_WIDTHS = (22, 33)  # a label over two lines, or on one
_ROOMY = 100
MAX_BETWEEN = 2
Parts = tuple[tuple[str, str], ...]


def _name_width(catalog: Catalog) -> int:
    return max(len(catalog.scale(scale).name) for scale in ScaleName) + 1


def level_style(scale: ScaleName, place: int) -> str:
    """The style of the level at `place` (0 to 3) on a scale."""
    return f"{scale.value}-{place + 1}"


def bar_parts(percentages: Four, width: int, scale: ScaleName) -> Parts:
    """One bar of exactly `width` characters, in pieces; a percentage stands in its own segment where it fits."""
    parts: list[tuple[str, str]] = []
    for place, size in enumerate(bar_segments(percentages, width)):
        fill, style = FILLS[place], level_style(scale, place)
        text = segment_text(percentages[place], fill, size)
        label = text.strip(fill)
        left, _, right = text.partition(label) if label else (text, "", "")
        parts += [(left, style), (label, style + ON), (right, style)]
    return tuple(part for part in parts if part[0])


def figure_lines(
    catalog: Catalog, figure: Figure, minimum: int, width: int, height: int = 0
) -> list[Line]:  # fmt: skip
    """Two lines per item, importance above attainment; blank lines between items where `height` has room for them.

    The key of an item is its number.
    """
    room = LABEL_WIDTHS[width >= _ROOMY]
    drawn = bars(catalog, figure)
    count = max((len(f"n={bar.n}") for bar in drawn), default=0)
    wide = _name_width(catalog)
    size = width - len("00 ") - room - wide - count - 1
    between = max(0, min(MAX_BETWEEN, (height - len(drawn)) // max(1, len(figure.items) - 1)))
    lines: list[Line] = []
    for index, bar in enumerate(drawn):
        first = bar.scale is ScaleName.IMPORTANCE
        if first and index:
            lines += [EMPTY_LINE] * between
        pieces = textwrap.wrap(bar.label, room - 1, max_lines=2, placeholder="…", break_on_hyphens=False)
        label = pieces[0] if first else "".join(pieces[1:])
        number = f"{bar.number:>2} " if first else "   "
        lines.append(
            Line(
                (
                    (number, "rank"),
                    (f"{label:<{room}}", ""),
                    (f"{catalog.scale(bar.scale).name:<{wide}}", "muted"),
                    *_body(bar, max(size, 10), minimum),
                    (f" n={bar.n}", "muted"),
                ),
                key=str(bar.number),
            )
        )
    return lines


def _body(bar: Bar, size: int, minimum: int) -> Parts:
    if bar.percentages is None:
        return ((f"{f'te weinig antwoorden (n < {minimum})':<{size}}", "muted"),)
    return bar_parts(bar.percentages, size, bar.scale)


def legend_lines(catalog: Catalog, width: int = _ROOMY) -> list[Line]:
    """What each fill means, a line per scale, lowest level first; close together where there is little room."""
    wide = _name_width(catalog)
    scales = [catalog.scale(scale) for scale in ScaleName]
    longest = max(sum(len(word) + SWATCH + 1 for word in scale.levels) for scale in scales)
    gap = 2 if wide + longest + 2 * (len(FILLS) - 1) <= width else 1
    lines = []
    for name, scale in zip(ScaleName, scales, strict=True):
        parts: list[tuple[str, str]] = [(f"{scale.name:<{wide}}", "muted")]
        for place, word in enumerate(scale.levels):
            space = " " * gap if place else ""
            parts += [(space, ""), (FILLS[place] * SWATCH, level_style(name, place)), (f" {word}", "")]
        lines.append(Line(tuple(parts)))
    return lines


class BarLines(Lines):
    """Lines that may hold bars. A bar keeps its colours when its item is pointed at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{scale.value}" for scale in ScaleName}

    def piece(self, text: str, style: str, *, here: bool) -> Content:
        if bar := BAR_STYLES.get(style.removesuffix(ON)):
            scale, fill = bar
            own = self.get_visual_style(f"lines--{scale}")
            return Content.styled(text, _as_solid(own, COVERS[fill]) if style.endswith(ON) else own)
        return super().piece(text, style, here=here)


def _as_solid(style: Style, cover: float) -> Style:
    """For the percentage in a segment: as a background what the fill looks like, with letters that stand out."""
    if style.foreground is None or style.background is None:
        return style
    back = style.background.blend(style.foreground, cover, alpha=1.0)
    return Style(background=back, foreground=back.get_contrast_text(1.0), bold=True)


class BarList(PointedList):
    """A list whose entries may be bars."""

    def make_sheet(self) -> Lines:
        return BarLines()


class BarView(LineView):
    """A text whose lines may hold bars or their legend."""

    def make_sheet(self) -> Lines:
        return BarLines()
