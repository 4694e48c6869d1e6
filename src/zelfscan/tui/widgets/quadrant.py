"""The competence quadrant as a plot and as a list; for a scan of importance only, four rows instead of the plot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from zelfscan.domain import DO_NOT_KNOW, Catalog, Cell, ImportancePlaces, Level, Quadrant, Quarter, Scale
from zelfscan.tui.widgets.drawing import FieldBoard, Frame, NumberBoard
from zelfscan.tui.widgets.field import SLOT, Spot, below_lines, centred, lay_out, shifted
from zelfscan.tui.widgets.lines import Line, line


class QuadrantPlot(FieldBoard):
    """Draws `cells`."""

    @dataclass
    class Overfull(Message):
        """By cell the numbers that stand in the plot as '+12' only."""

        numbers: Mapping[Cell, tuple[int, ...]]

    cells: reactive[Mapping[Cell, tuple[int, ...]]] = reactive[Mapping[Cell, tuple[int, ...]]]({})

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, id="quadrant-plot")

    def on_resize(self) -> None:
        self._tell_overfull()

    def watch_cells(self) -> None:
        self._tell_overfull()

    def _tell_overfull(self) -> None:
        if self.is_mounted:
            frame = self.frame()
            self.post_message(self.Overfull({} if frame is None else frame.layout.overfull))

    def shown(self) -> object:
        return self.cells

    def frame_for(self, size: Size) -> Frame | None:
        return frame_for(self.catalog, self.cells, size)


def frame_for(catalog: Catalog, cells: Mapping[Cell, tuple[int, ...]], size: Size) -> Frame | None:
    """The largest field with the texts of both axes around it, in the middle of `size`; None when it is too small."""
    width = size.width
    above = centred(f"↑ {catalog.importance.high}", width)
    layout = lay_out(cells, width, size.height - len(above) - len(below_lines(catalog, width)))
    if layout is None:
        return None
    left = (width - layout.width) // 2
    below = [" " * left + line for line in below_lines(catalog, layout.width)]
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


_DELEGATED = "belegd bij een ander"
_UNRATED = "niet ingeschat"
_NO_ROOM = "passen niet in het vak"
EMPTY = "Geen competenties in dit gebied."
# What to work on first, stands first.
ORDER = (Quarter.DEVELOP, Quarter.LEVERAGE, Quarter.RELEASE, Quarter.KEEP_LOW)


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Numbers under one heading."""

    heading: str
    numbers: tuple[int, ...]


def quadrant_groups(
    catalog: Catalog, quadrant: Quadrant, overfull: Mapping[Cell, tuple[int, ...]]
) -> list[NumberGroup]:
    """The items by quarter, then what stands outside the plot; `overfull` are the numbers a cell had no room for."""
    groups = []
    for quarter in ORDER:
        numbers = [n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found]
        left_out = [found for cell, found in overfull.items() if cell.quarter is quarter]
        apart = {number for found in left_out for number in found}
        if numbers:
            shown = tuple(sorted(set(numbers) - apart))
            groups.append(NumberGroup(f"{catalog.quarters.of(quarter)} · {len(numbers)}", shown))
        groups += [NumberGroup(f"{_NO_ROOM}: +{len(found)}", found) for found in left_out]
    return groups + _outside(quadrant.delegated, quadrant.unknown, quadrant.unrated)


def importance_groups(catalog: Catalog, places: ImportancePlaces) -> list[NumberGroup]:
    """The items by level of importance, then what has no place."""
    groups = [
        NumberGroup(f"{catalog.importance.in_words(level)} · {len(places.levels[level])}", places.levels[level])
        for level in reversed(Level)
        if level in places.levels
    ]
    return groups + _outside(places.delegated, places.unknown, places.unrated)


def _outside(delegated: tuple[int, ...], unknown: tuple[int, ...], unrated: tuple[int, ...]) -> list[NumberGroup]:
    named = ((_DELEGATED, delegated), (DO_NOT_KNOW, unknown), (_UNRATED, unrated))
    return [NumberGroup(f"{heading} · {len(numbers)}", numbers) for heading, numbers in named if numbers]


def number_lines(catalog: Catalog, groups: Sequence[NumberGroup]) -> list[Line]:
    """The groups as lines of a list; the key of an item is its number."""
    if not groups:
        return [line(EMPTY, "heading")]
    return [
        item
        for group in groups
        for item in (
            line(group.heading, "heading"),
            *(line(f"{n:>2} {catalog.competency(n).label}", key=str(n)) for n in group.numbers),
        )
    ]


def listed_numbers(groups: Iterable[NumberGroup]) -> list[int]:
    """The numbers in the order of the list."""
    return [number for group in groups for number in group.numbers]
