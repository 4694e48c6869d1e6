"""The list beside the quadrant: every item under the heading of its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from zelfscan.domain import Catalog, Cell, ImportancePlaces, Level, Quadrant, Quarter
from zelfscan.texts import QUARTER_NAMES
from zelfscan.tui.widgets.importance_rows import LABELS

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


def quadrant_groups(quadrant: Quadrant, overfull: Mapping[Cell, tuple[int, ...]]) -> list[Group]:
    """The items by quarter, then what stands outside the plot; `overfull` are the numbers a cell had no room for."""
    groups = []
    for quarter in ORDER:
        numbers = [n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found]
        left_out = [found for cell, found in overfull.items() if cell.quarter is quarter]
        apart = {number for found in left_out for number in found}
        if numbers:
            shown = tuple(sorted(set(numbers) - apart))
            groups.append(Group(f"{QUARTER_NAMES[quarter]} · {len(numbers)}", shown))
        groups += [Group(f"{NO_ROOM}: +{len(found)}", found) for found in left_out]
    return groups + _outside(quadrant.delegated, quadrant.unrated)


def importance_groups(places: ImportancePlaces) -> list[Group]:
    """The items by level of importance, then what has no place."""
    groups = [
        Group(f"{LABELS[level]} · {len(places.levels[level])}", places.levels[level])
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
