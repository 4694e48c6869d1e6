"""What the screens of all apps have in common: their first line, and what stands before them in too small a window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Footer, Static

from zelfscan.dutch import plural
from zelfscan.tui import SMALLEST
from zelfscan.tui.keys import OrderlyScreen, ScreenResult
from zelfscan.tui.widgets.lines import PaintedLines, Piece

LAST = frozenset({"escape", "ctrl+q"})
_SMALLEST = Size(*SMALLEST)
"""A usual terminal of 80 by 24, of which something else may take a line."""


class HouseScreen(OrderlyScreen[ScreenResult]):
    """A screen with the house's title bar and footer. `HELP` is what F1 tells about it."""

    HELP: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""

    def __init__(self, *, whereabouts: str = "", warning: str = "") -> None:
        """`whereabouts` stands at the right of the title bar; as long as there is a `warning`, that takes its place."""
        super().__init__()
        self._whereabouts = whereabouts
        self._warning = warning
        self._in_a_row = False
        self.title_line: TitleBar | None = None
        """The first line, from the moment that the screen is put together."""

    def on_compose(self) -> None:
        # Textual says how wide and how high it is when everything stands, and then styles all of it a second time.
        size = self.app.size
        wide, high = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        named = {
            **_sizes(size.width, (self.app.HORIZONTAL_BREAKPOINTS if wide is None else wide) or ()),
            **_sizes(size.height, (self.app.VERTICAL_BREAKPOINTS if high is None else high) or ()),
        }
        self.update_classes(named, update=False)

    def warn(self, warning: str) -> None:
        """Show another warning in the title bar from now on, or none."""
        self._warning = warning
        if self.title_line is not None:
            self.title_line.warning = warning

    def compose(self) -> ComposeResult:
        self.title_line = self.title_bar()
        yield self.title_line
        yield from self.compose_body()
        yield Footer(compact=True, show_command_palette=False)

    def title_bar(self) -> TitleBar:
        """The line above everything else."""
        return TitleBar(self.heading, self._whereabouts, self._warning)

    @property
    def heading(self) -> str:
        """What this screen is called."""
        return self.HEADING

    def compose_body(self) -> Iterator[Widget]:
        """The widgets between title bar and footer."""
        raise NotImplementedError

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What Enter does comes first, and the ways out last. On a button Enter does what stands on the button."""
        found = super().active_bindings
        button = self.focused
        if isinstance(button, Button) and "enter" in found:
            label = Content.from_text(button.label).truncate(LONGEST_LABEL, ellipsis=True).plain
            binding = replace(found["enter"].binding, description=label, show=True)
            found["enter"] = found["enter"]._replace(binding=binding, tooltip=binding.tooltip)
        return dict(sorted(found.items(), key=lambda each: (each[0] != "enter", each[0] in LAST, each[0] == "ctrl+q")))

    async def fill(self, place: str, *widgets: Widget) -> None:
        """Put these in a box that stood empty; nothing happens when the screen is being taken down."""
        for box in self.query(place) if self.is_attached else ():
            await box.mount(*widgets)

    def help_text(self) -> str:
        """What F1 tells. A screen with a catalog fills in the words of the instrument: '{catalog.importance.name}'."""
        return self.HELP

    @property
    def takes_keys(self) -> bool:
        """Also not while a row of windows is asked, where this screen is on top for a moment between two of them."""
        return super().takes_keys and not self._in_a_row

    def ask_in_a_row(self, windows: Callable[[], Awaitable[None]]) -> None:
        """Open one window after another, unless that goes on: a key between two of them is meant for the next one."""
        if not self._in_a_row:
            self._in_a_row = True
            self.run_worker(self._ask_all(windows))

    async def _ask_all(self, windows: Callable[[], Awaitable[None]]) -> None:
        await windows()
        self._in_a_row = False
        self.take_keys()

    def told_of(self, binding: Binding) -> str:
        """What the help screen says of a key; nothing of one that it does not explain."""
        return binding.tooltip

    def key_help(self) -> list[tuple[str, str]]:
        """The keys of this screen with what they do, for the help screen."""
        found: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if active.enabled and (told := self.told_of(binding)):
                shown = found.setdefault(told, [])
                key = self.app.get_key_display(binding)
                if key not in shown:
                    shown.append(key)
        return [(" ".join(keys), told) for told, keys in found.items()]


def _sizes(cells: int, breakpoints: Sequence[tuple[int, str]]) -> dict[str, bool]:
    """Every class that these give, and whether it holds for so many cells: the last one that they reach."""
    reached = [name for start, name in sorted(breakpoints) if start <= cells][-1:]
    return {name: name in reached for _, name in breakpoints}


class TooSmallScreen(OrderlyScreen[None]):
    """Covers everything; the app takes it away when the window is large enough again."""

    def __init__(self) -> None:
        super().__init__()
        self._told = Static("", id="too-small", markup=False)

    def compose(self) -> ComposeResult:
        yield self._told

    def on_mount(self) -> None:
        self.tell(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self.tell(event.size)

    def tell(self, size: Size) -> None:
        """Say how large the window is, how large it must be, and what it lacks."""
        lacking = [
            f"{plural(_SMALLEST.width - size.width, 'kolom', 'kolommen')} te smal" * (size.width < _SMALLEST.width),
            f"{plural(_SMALLEST.height - size.height, 'regel', 'regels')} te laag" * (size.height < _SMALLEST.height),
        ]
        self._told.update(
            Content(
                f"Dit venster is te klein: {size.width} × {size.height}.\n"
                f"Het is {' en '.join(filter(None, lacking))}.\n\n"
                f"Maak het ten minste {_SMALLEST.width} breed en {_SMALLEST.height} hoog,\n"
                "of kies kleinere letters (Ctrl en -).\n\nUw antwoorden zijn veilig."
            )
        )


def large_enough(size: Size) -> bool:
    """Whether the screens can be read at this size."""
    return size.width >= _SMALLEST.width and size.height >= _SMALLEST.height


_NAME = "zelfscan"
SHORTEST_NAME = 20
LONGEST_LABEL = 24
"""Cells of what Enter does, so that the way out stays in sight behind it."""


class Done(Enum):
    """How far a step is; the value is its mark, which says it without colour."""

    ALL = "●"
    PART = "◐"
    NOTHING = "○"


HOW_FAR = {Done.ALL: "klaar", Done.PART: "begonnen", Done.NOTHING: "nog niets"}


class Stop(NamedTuple):
    """A step in the trail: its short name, its whole name, how far it is, and a tally such as '12/29'."""

    name: str
    heading: str
    done: Done
    tally: str = ""
    is_here: bool = False

    def shown(self, name: str) -> str:
        """The step as it stands in the trail under this name; '' for the mark alone."""
        return " ".join(filter(None, (self.done.value, name, self.tally if name else "")))

    @property
    def in_words(self) -> str:
        """The step with how far it is, in words."""
        return f"{self.heading}: {HOW_FAR[self.done]}{f', {self.tally}' if self.tally else ''}"


Trail = tuple[Stop, ...]


class TitleBar(PaintedLines):
    """The name of the program, the name of the screen or the trail, and on the right where the leader is.

    As long as there is a warning, that takes the place of all but the name. A click on a stop says which one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--name", "title-bar--heading", "title-bar--place",
                                              "title-bar--warning"}  # fmt: skip

    @dataclass
    class Chosen(Message):
        """Somebody wants to go to the step with this place in the trail, from 0."""

        place: int

    place: reactive[str] = reactive("", repaint=False, init=False)
    warning: reactive[str] = reactive("", repaint=False, init=False)
    trail: reactive[Trail] = reactive((), repaint=False, init=False)

    def __init__(self, heading: str, place: str = "", warning: str = "", trail: Trail = ()) -> None:
        super().__init__()
        self._heading = heading
        self.set_reactive(TitleBar.place, place)
        self.set_reactive(TitleBar.warning, warning)
        self.set_reactive(TitleBar.trail, trail)

    def watch_place(self) -> None:
        self.repaint()

    def watch_warning(self) -> None:
        self.repaint()

    def watch_trail(self) -> None:
        self.repaint()

    def lines(self, size: Size) -> Iterator[Sequence[Piece]]:
        beside = [(self.warning, "title-bar--warning")] if self.warning else self._where(size.width)
        yield tuple(_cut_off([(_NAME, "title-bar--name"), ("  ", ""), *beside], size.width))

    def _where(self, width: int) -> Iterator[Piece]:
        """The heading or the trail, and on the right the place."""
        left, place = self._trail_that_fits(width) if self.trail else ([self._heading], self.place)
        here = [stop.is_here for stop in self.trail] or [True]
        for text, is_here in ((text, is_here) for text, is_here in zip(left, here, strict=True) if text):
            yield text, "title-bar--heading" if is_here else "title-bar--place"
            yield " ", ""
        room = width - len(_NAME) - 3 - cell_len(" ".join(filter(None, left))) - cell_len(place)
        yield " " * max(1, room), ""
        yield place, "title-bar--place"

    def _trail_that_fits(self, width: int) -> tuple[list[str], str]:
        """The stops and the place, as long as the width allows: all names, or the marks and the name of this step.

        However narrow it is, neither the name nor the place is left out: what is too long of them is cut off.
        """
        here = next((number for number, stop in enumerate(self.trail, start=1) if stop.is_here), 0)
        step = f"stap {here} van {len(self.trail)} · {self.place}"
        all_names = [stop.shown(stop.name) for stop in self.trail]
        marks = [stop.shown(stop.heading if stop.is_here else "") for stop in self.trail]
        room = width - len(_NAME) - 4
        forms = ((all_names, step), (all_names, self.place), (marks, step), (marks, self.place))
        fitting = (form for form in forms if cell_len(" ".join(form[0])) + cell_len(form[1]) <= room)
        return next(fitting, None) or self._shortened(marks, room)

    def _shortened(self, marks: list[str], room: int) -> tuple[list[str], str]:
        """The marks with the name of this step, and the place, in so much room: of very many only those around it."""
        longest = max(marks, key=len)
        here = marks.index(longest)
        most = max(2, (room - SHORTEST_NAME - cell_len(self.place)) // 2)
        first = max(0, min(here - most // 2, len(marks) - most))
        edges = (first - 1, first + most)
        marks = [
            mark if first <= place < first + most else "…" if place in edges else "" for place, mark in enumerate(marks)
        ]
        left = room - cell_len(" ".join(filter(None, marks))) - cell_len(self.place)
        name = Content(longest).truncate(max(SHORTEST_NAME, cell_len(longest) + left), ellipsis=True).plain
        shown = [name if place == here else mark for place, mark in enumerate(marks)]
        taken = cell_len(" ".join(filter(None, shown)))
        return shown, Content(self.place).truncate(max(0, room - taken), ellipsis=True).plain

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self.warning or not self.trail or offset is None:
            return
        event.stop()
        start = len(_NAME) + 2
        for place, text in enumerate(self._trail_that_fits(self.content_size.width)[0]):
            if text and start <= offset.x < (start := start + cell_len(text) + 1):
                self.post_message(self.Chosen(place))
                return


def _cut_off(parts: Iterable[Piece], width: int) -> Iterator[Piece]:
    """As much of a line as fits; where something does not, it ends in an ellipsis."""
    for text, style in parts:
        shown = Content(text).truncate(width, ellipsis=True).plain if cell_len(text) > width else text
        yield shown, style
        if (width := width - cell_len(text)) < 0:
            return
