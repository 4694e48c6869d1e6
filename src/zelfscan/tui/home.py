"""The first screen at somebody's own computer: a new scan, drafts to go on with, and the results that stand here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.dutch import code_in_words, date_nl, plural, time_nl
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import clipped, shown_path
from zelfscan.storage import DraftsFound, Result, ResultsFound
from zelfscan.tui.keeper import Keeper, Opened, Setup
from zelfscan.tui.steps.welcome import WelcomeScreen
from zelfscan.tui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from zelfscan.domain import Scan

BUTTONS = (
    {"look": "Bekijken", "report": "Rapport", "compare": "Vergelijken"},
    {"talk": "Gesprek", "folder": "In map tonen", "wipe": "Wissen"},
)
_MOST_SHOWN = 5
_CODE_LENGTH = 16
ROWS_OF_RESULT = 2
_EXAMPLE = "Eerst rondkijken in een voorbeeld (F5)"
EXAMPLE_ROUND = "of in dat van een groep (F6)"
NONE_YET = "Hier komen uw resultaten te staan. U kunt ze dan terugzien, vergelijken en er een rapport van maken."


class ResultList(Widget, can_focus=True):
    """Results, two rows each: when, whose and how complete, with how many stand in each quarter of the quadrant."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-list--cursor", "result-list--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, tooltip="Vorige scan"),
        Binding("down", "move(1)", show=False, tooltip="Volgende scan"),
        Binding("enter", "screen.begin", "Bekijken", id="home.look", tooltip="Deze scan bekijken"),
        Binding("space", "mark", "Aankruisen", id="home.mark", tooltip="Een scan aankruisen om te vergelijken"),
        Binding("delete", "screen.wipe", show=False, id="home.wipe", tooltip="Deze scan wissen; dat wordt gevraagd"),
    ]

    cursor: reactive[int] = reactive(0)
    marked: reactive[frozenset[int]] = reactive(frozenset())

    def __init__(self, results: tuple[Result, ...], numbers: tuple[int, ...]) -> None:
        super().__init__(id="results")
        self.results = results
        self._numbers = numbers
        self._top = 0

    @property
    def at_cursor(self) -> Result:
        """The result that the cursor is on."""
        return self.results[self.cursor]

    def to_compare(self) -> tuple[Result, ...]:
        """The two results that were marked, the cursor's counted in when only one was, the oldest first."""
        wanted = self.marked if len(self.marked) != 1 else self.marked | {self.cursor}
        return tuple(self.results[place] for place in sorted(wanted, reverse=True)) if len(wanted) == 2 else ()

    def get_content_height(self, *_: object) -> int:
        return ROWS_OF_RESULT * min(_MOST_SHOWN, len(self.results))

    def render(self) -> Content:
        rows: list[Content] = []
        for place in range(self._top, min(self._top + _MOST_SHOWN, len(self.results))):
            rows.extend(self._rows(place))
        return Content("\n").join(rows)

    def _rows(self, place: int) -> tuple[Content, Content]:
        scan = self.results[place].scan
        is_here = self.has_focus and place == self.cursor
        pointer, box = "▸" if place == self.cursor else " ", "☑" if place in self.marked else "☐"
        done = len(self._numbers) - len(scan.open_items(self._numbers))
        first = f"{pointer}{box} {date_nl(scan.finished or scan.started)}"
        second = f"   {clipped(code_in_words(scan.participant), _CODE_LENGTH)} · {done} van {len(self._numbers)}"
        room = self.content_size.width - 6
        style = self.get_visual_style(f"result-list--{'cursor' if is_here else 'quiet'}")
        above, below = self._quadrant(scan)
        name = Content(f"{first:<{room}}{above}")
        return name.stylize(style) if is_here else name, Content(f"{second:<{room}}{below}").stylize(style)

    def _quadrant(self, scan: Scan) -> tuple[str, str]:
        """How many stand in each quarter, placed as the quarters are."""
        from zelfscan.domain import Quarter, place  # Not above: there may be nothing to show.

        if not any(rating.attainment for rating in scan.ratings.values()):
            return "", ""
        counts = dict.fromkeys(Quarter, 0)
        for cell, numbers in place(scan.ratings, self._numbers).cells.items():
            counts[cell.quarter] += len(numbers)
        return (
            f"{counts[Quarter.DEVELOP]:>2}│{counts[Quarter.LEVERAGE]:<2}",
            f"{counts[Quarter.KEEP_LOW]:>2}│{counts[Quarter.RELEASE]:<2}",
        )

    def action_move(self, step: int) -> None:
        self.cursor = max(0, min(len(self.results) - 1, self.cursor + step))

    def action_mark(self) -> None:
        self.marked ^= {self.cursor}

    def validate_cursor(self, cursor: int) -> int:
        self._top = max(min(self._top, cursor), cursor - _MOST_SHOWN + 1)
        return cursor

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        place = self._top + (offset.y // ROWS_OF_RESULT if offset is not None else len(self.results))
        if offset is not None and place < len(self.results):
            if offset.x == 1 or place == self.cursor:
                self.marked ^= {place}
            self.cursor = place

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-1)


class HomeScreen(WelcomeScreen):
    """Welcome with, beside it or below it, the results in the folder; these are read when the screen stands."""

    HELP = (
        f"{WelcomeScreen.HELP}\n\n"
        "Onder 'Uw scans' staan de resultaten op deze computer, de nieuwste boven. Met Tab gaat u erheen, met de "
        "pijltjes kiest u en met Enter bekijkt u. De vier getallen zeggen hoeveel competenties er in elk kwart van uw "
        "kwadrant staan. Zet met de spatiebalk een kruisje bij twee scans om ze te vergelijken."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "wipe_draft", show=False, id="home.wipe_draft",
                tooltip="Dit concept wissen; dat wordt eerst gevraagd"),
        Binding("f6", "example_round", show=False, id="home.example_round",
                tooltip="Rondkijken in het groepsbeeld van een voorbeeld"),
        Binding("f5", "example", show=False, id="home.example", tooltip="Rondkijken in een voorbeeld dat al klaar is"),
    ]  # fmt: skip

    told = query_one("#told", Static)

    def __init__(self, setup: Setup, found: DraftsFound, keeper: Keeper) -> None:
        super().__init__(setup, found, keeper.reopen)
        self._keeper = keeper
        self._reading = asyncio.Lock()

    def lines(self) -> tuple[str, ...]:
        return (
            self.asked(),
            f"{self.lasts()} Stoppen en later verdergaan kan altijd.",
            "Alleen u ziet uw antwoorden. Ze blijven op deze computer, in:",
            shown_path(self._setup.results.folder),
            "Met een schermlezer vult u de pagina in die 'zelfscan blad' maakt.",
        )

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="home"):
            yield self.about()
            with Container(id="cards"):
                yield from self.start_card()
                with Vertical(id="other-card"):
                    with Vertical(id="results-card") as card:
                        card.border_title = "Uw scans"
                        yield Static("", id="told", markup=False)
                    with Container(id="examples"):
                        if self._setup.example is not None:
                            yield Button(Content(_EXAMPLE), id="example", compact=True)
                        if self._setup.example_round is not None:
                            yield Button(Content(EXAMPLE_ROUND), id="example-round", compact=True)

    def more_buttons(self) -> Iterator[Button]:
        if self._found.drafts:
            yield Button("Concept wissen", id="wipe-draft")

    def on_mount(self) -> None:
        # The screen stands before any result is read.
        self.call_after_refresh(self.read_results)

    @work
    async def read_results(self, _: object = None) -> None:
        """Read the folder beside the screen, which goes on meanwhile, and show what is in it."""
        # In turn: a worker that is cancelled while it mounts or removes leaves widgets that are seen and never answer.
        async with self._reading:
            await self._show(await asyncio.to_thread(self._setup.results.found, self._setup.catalog))

    async def _show(self, found: ResultsFound) -> None:
        # Somebody who begins at once, or leaves, takes the screen down meanwhile.
        if not self.is_attached or (card := next(iter(self.query("#results-card")), None)) is None:
            return
        # The line below the results stays: something may be told while these are read.
        await card.query_children("#results, #result-buttons").remove()
        # A screen that is taken down loses what stands in the card before it loses the card.
        if not (card.is_attached and self.query("#told")):
            return
        self.set_class(not found.results, "-no-results")
        card.border_subtitle = Content(plural(len(found.results), "scan", "scans") * (len(found.results) > _MOST_SHOWN))
        bad = f"{plural(found.unreadable, 'bestand', 'bestanden')} hier kan zelfscan niet lezen."
        other = f"{plural(found.others, 'bestand hoort', 'bestanden horen')} bij een andere vragenlijst."
        left_out = " ".join(text for text, count in ((bad, found.unreadable), (other, found.others)) if count)
        if text := left_out or NONE_YET * (not found.results):
            self._say(text)
        if found.results:
            await card.mount(
                ResultList(found.results, self._setup.catalog.numbers),
                Container(
                    *(Horizontal(*(Button(Content(name), id=key) for key, name in row.items())) for row in BUTTONS),
                    id="result-buttons",
                ),
                before="#told",
            )

    def tell(self, text: str) -> None:
        """Say below the results what became of it."""
        self._say(text)
        self.call_after_refresh(self.told.scroll_visible, animate=False)
        self.take_keys()

    def _say(self, text: str) -> None:
        self.told.update(Content(text))
        self.told.display = bool(text)

    @property
    def results(self) -> ResultList | None:
        """The list of results; None as long as there is none."""
        return next(iter(self.query(ResultList)), None)

    def action_begin(self) -> None:
        if isinstance(self.focused, ResultList):
            self.look()
        else:
            super().action_begin()

    @on(Button.Pressed, "#look, #talk")
    def look(self, event: Button.Pressed | None = None) -> None:
        """Open the result as it stands now, to look at or to talk about."""
        from zelfscan.storage import read_scan

        if self.results is not None:
            path, talk = self.results.at_cursor.path.resolve(), event is not None and event.button.id == "talk"
            try:
                self.dismiss(Opened(path, read_scan(path, self._setup.catalog), for_talk=talk))
            except ZelfscanError as error:
                self.tell(str(error))

    @on(Button.Pressed, "#report")
    def make_report(self) -> None:
        """Write a report beside the result: a PDF where that can be made, else Markdown."""
        from zelfscan.reports import MARKDOWN, PDF, no_pdf

        if self.results is not None:
            result = self.results.at_cursor
            written = self._keeper.report(result.scan, result.path, MARKDOWN if no_pdf() else PDF)
            self.tell(f"✗ {written}" if isinstance(written, ZelfscanError) else f"✓ {shown_path(written)}")

    @on(Button.Pressed, "#compare")
    def compare(self) -> None:
        """Show what changed between the two scans that were marked."""
        pair = self.results.to_compare() if self.results is not None else ()
        if len(pair) != 2 or pair[0].scan.id == pair[1].scan.id:
            self.tell("Zet met de spatiebalk een kruisje bij twee scans, en kies dan Vergelijken.")
            return
        from zelfscan.tui.comparison import ComparisonScreen
        from zelfscan.tui.conversation.look_back import result_keeper

        self._read_sheets("steps.tcss", "comparison.tcss")
        keeper = result_keeper(self._setup, pair[1].path, pair[1].scan)
        window = ComparisonScreen(self._setup.catalog, pair[0].scan, pair[1].scan, keeper=keeper)
        self.ask(window, self.read_results)  # type: ignore[arg-type]

    def _read_sheets(self, *names: str) -> None:
        from zelfscan.tui.app import HouseApp

        assert isinstance(self.app, HouseApp)
        for name in names:
            self.app.read_sheet(Path(__file__).with_name(name))

    @on(Button.Pressed, "#folder")
    def show_folder(self) -> None:
        """Open the folder in the system's own program, and say where it is."""
        self.open_folder(folder := self._setup.results.folder.absolute())
        self.tell(f"De map: {shown_path(folder)}")

    @on(Button.Pressed, "#example")
    def action_example(self) -> None:
        """Open a made-up result; nothing of it gets among the leader's own."""
        if self._setup.example is not None:
            try:
                self.dismiss(self._setup.example())
            except ZelfscanError as error:
                self.tell(str(error))

    @on(Button.Pressed, "#example-round")
    def action_example_round(self) -> None:
        """Show the figures of a made-up round; Esc comes back here."""
        if self._setup.example_round is None:
            return
        try:
            report = self._setup.example_round()
        except ZelfscanError as error:
            self.tell(str(error))
            return
        from zelfscan.tui.group.view import GroupScreen

        self._read_sheets("steps.tcss", "group.tcss")
        self.ask(GroupScreen(report))

    @property
    def chosen_draft(self) -> Scan | None:
        """The draft that is chosen to go on with; None when a new scan is."""
        return next((draft for draft in self._found.drafts if str(draft.id) == self.choices.chosen[0]), None)

    @on(ChoiceList.Changed, "#start")
    def offer_to_wipe(self) -> None:
        """A draft can be wiped, a new scan cannot."""
        self.query("#wipe-draft").set(display=self.chosen_draft is not None)
        self.refresh_bindings()

    @on(Button.Pressed, "#wipe-draft")
    def action_wipe_draft(self) -> None:
        """Wipe the draft that is chosen, when the leader is sure."""
        if (draft := self.chosen_draft) is not None:
            code, begun = code_in_words(draft.participant), f"{date_nl(draft.started)}, {time_nl(draft.started)}"
            what = f"Het concept met code {code}, begonnen op {begun}, gaat weg."
            self._ask_to_wipe("Dit concept wissen?", what, partial(self._wipe_draft, draft))

    def _wipe_draft(self, draft: Scan) -> None:
        try:
            self._keeper.wipe(draft)
        except ZelfscanError as error:
            self.complain(str(error))
            return
        self._found = self._found._replace(drafts=tuple(other for other in self._found.drafts if other is not draft))
        self._first_shown = 0
        self.choices.offer(self._choices())
        self.set_focus(self.choices)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "wipe":
            return self.results is not None
        if action == "wipe_draft":
            return self.is_mounted and self.focused is self.choices and self.chosen_draft is not None
        if action == "example_round":
            return self._setup.example_round is not None
        return action != "example" or self._setup.example is not None

    @on(Button.Pressed, "#wipe")
    def action_wipe(self) -> None:
        """Remove a result from the disk, when the leader is sure."""
        if self.results is not None:
            result = self.results.at_cursor
            when, code = date_nl(result.scan.finished or result.scan.started), code_in_words(result.scan.participant)
            what = f"Het resultaat van {when} met code {code} gaat weg: {shown_path(result.path.name)}."
            self._ask_to_wipe("Dit resultaat wissen?", what, partial(self._wipe, result))

    def _ask_to_wipe(self, title: str, what: str, wipe: Callable[[], None]) -> None:
        # Here and not above: the first screen stands without it.
        from zelfscan.tui.dialogs import ConfirmDialog

        text = f"{what} Dat kan niet ongedaan worden gemaakt."
        self.ask(ConfirmDialog(title, text, yes="Bewaren", no="Wissen"), lambda keep: wipe() if keep is False else None)

    def _wipe(self, result: Result) -> None:
        try:
            self._setup.results.remove(result, self._setup.catalog)
        except ZelfscanError as error:
            self.tell(str(error))
            return
        self._say("")
        self.read_results()

    def open_folder(self, folder: Path) -> None:
        """Ask the system to show a folder; nothing happens where it has no program for that."""
        import os
        import shutil
        import subprocess
        import sys

        is_mac = sys.platform == "darwin"
        has_windows = is_mac or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if sys.platform == "win32":
            os.startfile(folder)
        elif has_windows and (program := shutil.which("open" if is_mac else "xdg-open")):
            quiet = subprocess.DEVNULL
            subprocess.Popen([program, folder], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
