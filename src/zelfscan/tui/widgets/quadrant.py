"""The competence quadrant as a plot and as a list; for a scan of importance only, four rows instead of the plot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from zelfscan.domain import Catalog, Cell, ImportancePlaces, Level, Quadrant, Quarter, Scale
from zelfscan.tui.widgets.field import SLOT, FieldLayout, NumberBoard, Spot, attainment_lines, centred, lay_out, shifted

PARTS = ("axis", "grid", "name", *(quarter.value for quarter in Quarter))
TOO_SMALL = "Het venster is te klein voor het kwadrant."
NO_PLOT = "Het kwadrant kan op deze computer niet worden getekend. De lijst hieronder zegt hetzelfde in woorden."


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts around the field, and where the field starts in the widget."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    layout: FieldLayout | None
    top: int
    left: int


class QuadrantPlot(NumberBoard):
    """Draws `cells` as large as the widget allows; drawn again when size, numbers or colours change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"quadrant-plot--text", *(f"quadrant-plot--{part}" for part in PARTS)}

    @dataclass
    class Overfull(Message):
        """By cell the numbers that stand in the plot as '+12' only."""

        numbers: Mapping[Cell, tuple[int, ...]]

    class Unavailable(Message):
        """The drawing library does not run here; the widget shows one sentence instead."""

    cells: reactive[Mapping[Cell, tuple[int, ...]]] = reactive[Mapping[Cell, tuple[int, ...]]]({})

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(id="quadrant-plot")
        self._catalog = catalog
        self._framed: tuple[Mapping[Cell, tuple[int, ...]], Size, Frame] | None = None
        self._drawn: tuple[Frame, tuple[Style, ...], list[Content]] | None = None
        self._available = True

    def on_resize(self) -> None:
        self._tell_overfull()

    def watch_cells(self) -> None:
        self._tell_overfull()

    def _tell_overfull(self) -> None:
        if self.is_mounted and self._available:
            layout = self._frame().layout
            self.post_message(self.Overfull(layout.overfull if layout is not None else {}))

    def _frame(self) -> Frame:
        """The frame for the numbers and the size of this moment."""
        key = (self.cells, self.content_size)
        if self._framed is None or self._framed[:2] != key:
            self._framed = (*key, frame_for(self._catalog, *key))
        return self._framed[2]

    def spots(self) -> Sequence[Spot]:
        frame = self._frame()
        if frame.layout is None or not self._available:
            return ()
        return shifted(frame.layout.spots, frame.top, frame.left)

    def base_lines(self) -> Sequence[Content]:
        frame = self._frame()
        if not self._available or frame.layout is None:
            return [Content(TOO_SMALL if self._available else NO_PLOT)]
        styles = tuple(self.get_visual_style(f"quadrant-plot--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (frame, styles):
            try:
                lines = self._draw(frame, frame.layout, dict(zip(PARTS, styles, strict=True)))
            except ImportError:
                self._available = False
                self.post_message(self.Unavailable())
                return [Content(NO_PLOT)]
            self._drawn = (frame, styles, lines)
        return self._drawn[2]

    def _draw(self, frame: Frame, layout: FieldLayout, styles: Mapping[str, Style]) -> list[Content]:
        from zelfscan.tui.widgets.plotext_drawing import draw_field

        text = self.get_visual_style("quadrant-plot--text")
        field = draw_field(layout, styles, self._catalog.quarters)
        lines = [Content("")] * (frame.top - len(frame.above))
        lines += [Content.styled(line, text) for line in frame.above]
        lines += [line.pad_left(frame.left) for line in field]
        lines += [Content.styled(line, text) for line in frame.below]
        return lines


def frame_for(catalog: Catalog, cells: Mapping[Cell, tuple[int, ...]], size: Size) -> Frame:
    """The largest field with the texts of both axes around it, in the middle of `size`."""
    width = size.width
    above = centred(f"↑ {catalog.importance.high}", width)
    bottom = f"↓ {catalog.importance.low}"
    if len(bottom) > width:
        # The part after 'voor' stands in full above the field.
        bottom = f"{bottom.partition(' voor ')[0]} …"
    below = [bottom.center(width).rstrip(), *attainment_lines(catalog.attainment, width)]
    layout = lay_out(cells, width, size.height - len(above) - len(below))
    if layout is None:
        return Frame((), (), None, 0, 0)
    left = (width - layout.width) // 2
    below[1:] = [" " * left + line for line in attainment_lines(catalog.attainment, layout.width)]
    spare = size.height - layout.height - len(above) - len(below)
    return Frame(tuple(above), tuple(below), layout, spare // 2 + len(above), left)


def why_rows(importance: Scale) -> str:
    """Why there is no quadrant, where importance alone was asked."""
    return (
        f"U vulde alleen {importance.measure} in. Hoe ver u zelf bent, is niet gevraagd. Daarom is er geen kwadrant "
        f"met vier vakken: hier staan uw competenties op {importance.name}."
    )


def lay_out_rows(
    importance: Scale, levels: Mapping[Level, tuple[int, ...]], width: int, gap: int
) -> tuple[list[str], tuple[Spot, ...]]:
    """The four rows as text, most important first, with the places of the numbers; `gap` = empty lines around a row."""
    labels = {level: importance.in_words(level) for level in reversed(Level)}
    label_width = max(map(len, labels.values()))
    per_row = max(1, (width - label_width - 4) // SLOT)
    lines: list[str] = []
    spots: list[Spot] = []
    for level, label in labels.items():
        if lines:
            # The axis crosses between the levels 2 and 3, as in the quadrant.
            line, cross = "━┿" if level is Level.TWO else "─┼"
            lines.append(f"{line * (label_width + 1)}{cross}{line * max(0, width - label_width - 2)}")
        lines += [f"{'':{label_width}} │"] * gap
        numbers = levels.get(level, ())
        for start in range(0, max(1, len(numbers)), per_row):
            line = f"{label if start == 0 else '':>{label_width}} │ "
            for number in numbers[start : start + per_row]:
                text = str(number)
                line += f" {text:>2}"
                spots.append(Spot(len(lines), len(line) - len(text), text, (number,)))
            lines.append(line.rstrip())
        lines += [f"{'':{label_width}} │"] * gap
    return lines, tuple(spots)


class ImportanceRows(NumberBoard):
    """Four rows, from very important to not important at all, with the numbers behind them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "importance-rows--why",
        "importance-rows--text",
        "importance-rows--high",
        "importance-rows--low",
    }

    levels: reactive[Mapping[Level, tuple[int, ...]]] = reactive[Mapping[Level, tuple[int, ...]]]({})

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(id="quadrant-plot")
        self._catalog = catalog

    def spots(self) -> Sequence[Spot]:
        return self._laid_out()[1]

    def base_lines(self) -> Sequence[Content]:
        return self._laid_out()[0]

    def _laid_out(self) -> tuple[list[Content], tuple[Spot, ...]]:
        width, height = self.content_size
        importance = self._catalog.importance
        why = wrap(why_rows(importance), max(width, 1))
        above = centred(f"↑ {importance.high}", width)
        below = f"↓ {importance.low.partition(' voor ')[0]} …".center(width).rstrip()
        rows, spots = lay_out_rows(importance, self.levels, width, 0)
        spare = height - len(why) - len(above) - len(rows) - 2
        if spare >= 2 * len(Level):
            rows, spots = lay_out_rows(importance, self.levels, width, min(3, spare // (2 * len(Level))))
        text = self.get_visual_style("importance-rows--text")
        lines = [Content.styled(line, self.get_visual_style("importance-rows--why")) for line in why]
        lines += [Content(""), *(Content.styled(line, text) for line in above)]
        top = len(lines)
        lines += [Content.styled(line, text) for line in (*rows, below)]
        spots = shifted(spots, top, 0)
        styles = {
            high: self.get_visual_style(f"importance-rows--{'high' if high else 'low'}") for high in (True, False)
        }
        high_up = {number for level, numbers in self.levels.items() if level.is_high for number in numbers}
        for spot in spots:
            style = styles[spot.numbers[0] in high_up]
            lines[spot.row] = lines[spot.row].stylize(style, spot.column, spot.column + len(spot.text))
        return lines, spots


DELEGATED = "belegd bij een ander"
UNRATED = "niet ingeschat"
NO_ROOM = "passen niet in het vak"
EMPTY = "Geen competenties in dit gebied."
# What to work on first, stands first.
ORDER = (Quarter.DEVELOP, Quarter.LEVERAGE, Quarter.RELEASE, Quarter.KEEP_LOW)


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers under one heading."""

    heading: str
    numbers: tuple[int, ...]


def quadrant_groups(catalog: Catalog, quadrant: Quadrant, overfull: Mapping[Cell, tuple[int, ...]]) -> list[Group]:
    """The items by quarter, then what stands outside the plot; `overfull` are the numbers a cell had no room for."""
    groups = []
    for quarter in ORDER:
        numbers = [n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found]
        left_out = [found for cell, found in overfull.items() if cell.quarter is quarter]
        apart = {number for found in left_out for number in found}
        if numbers:
            shown = tuple(sorted(set(numbers) - apart))
            groups.append(Group(f"{catalog.quarters.of(quarter)} · {len(numbers)}", shown))
        groups += [Group(f"{NO_ROOM}: +{len(found)}", found) for found in left_out]
    return groups + _outside(quadrant.delegated, quadrant.unrated)


def importance_groups(catalog: Catalog, places: ImportancePlaces) -> list[Group]:
    """The items by level of importance, then what has no place."""
    groups = [
        Group(f"{catalog.importance.in_words(level)} · {len(places.levels[level])}", places.levels[level])
        for level in reversed(Level)
        if level in places.levels
    ]
    return groups + _outside(places.delegated, places.unrated)


def _outside(delegated: tuple[int, ...], unrated: tuple[int, ...]) -> list[Group]:
    named = ((DELEGATED, delegated), (UNRATED, unrated))
    return [Group(f"{heading} · {len(numbers)}", numbers) for heading, numbers in named if numbers]


class QuadrantList(OptionList, can_focus=False):
    """Draws groups of items and marks one of them; the screen decides which, a click is told upwards."""

    @dataclass
    class Picked(Message):
        """The leader clicked a line."""

        number: int

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(id="quadrant-list", markup=False)
        self._catalog = catalog
        self._groups: list[Group] = []
        self._places: dict[int, int] = {}
        self._current: int | None = None
        self._remarks: Mapping[int, str] = {}

    def show_groups(self, groups: Sequence[Group], current: int | None, remarks: Mapping[int, str]) -> None:
        """Show these groups; `remarks` are the words behind a label, for a list that has the room."""
        if list(groups) == self._groups and remarks == self._remarks:
            self.show_current(current)
            return
        self._groups, self._remarks, self._current = list(groups), remarks, current
        self._places = {}
        options: list[Option] = []
        for group in groups:
            options.append(Option(Content(group.heading), disabled=True))
            for number in group.numbers:
                self._places[number] = len(options)
                options.append(Option(self._line(number), id=str(number)))
        self.clear_options()
        self.add_options(options or [Option(Content(EMPTY), disabled=True)])
        self._point()

    def show_current(self, number: int | None) -> None:
        """Mark another item."""
        before, self._current = self._current, number
        for changed in {before, number}:
            if changed in self._places:
                self.replace_option_prompt_at_index(self._places[changed], self._line(changed))
        self._point()

    def _line(self, number: int) -> Content:
        # The pointer keeps the place findable without colour.
        pointer = "▸" if number == self._current else " "
        label = self._catalog.competency(number).label
        remark = self._remarks.get(number, "")
        return Content(f"{pointer}{number:>2} {label:<33} {remark}" if remark else f"{pointer}{number:>2} {label}")

    def _point(self) -> None:
        place = None if self._current is None else self._places.get(self._current)
        self.highlighted = place
        if place is not None:
            # Each line is one row high. The heading above the first item of a group comes into view with it.
            self.scroll_to_region(Region(0, max(0, place - 1), 1, 2), animate=False, force=True, immediate=True)

    @on(OptionList.OptionSelected)
    def tell(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Picked(int(event.option.id)))


def in_order(groups: Iterable[Group]) -> list[int]:
    """The numbers in the order of the list."""
    return [number for group in groups for number in group.numbers]
