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
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.dutch import code_in_words, date_nl, plural, time_nl
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import DraftsFound, Result, ResultsFound
from zelfscan.tui.keeper import Keeper, Opened, Setup
from zelfscan.tui.steps.welcome import WelcomeScreen, begin_button
from zelfscan.tui.widgets.choice_list import ChoiceList, ResultList

if TYPE_CHECKING:
    from zelfscan.domain import Scan

BUTTONS = (
    {"look": "Bekijken", "report": "Rapport", "compare": "Vergelijken"},
    {"talk": "Gesprek", "folder": "In map tonen", "wipe": "Wissen"},
)
_EXAMPLE = "Eerst rondkijken in een voorbeeld (F5)"
EXAMPLE_ROUND = "of in dat van een groep (F6)"
NONE_YET = "Hier komen uw resultaten te staan. U kunt ze dan terugzien, vergelijken en er een rapport van maken."


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
        self._is_whole = False
        self.stands = asyncio.Event()
        """Set as soon as everything stands there, the results too, and when this screen goes."""

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
                yield Vertical(id="other-card")

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        # What is read first is painted now. Fields and buttons take time to make, and come right behind it.
        if not self._is_whole:
            self.call_next(self.complete)

    def on_unmount(self) -> None:
        self.stands.set()

    @property
    def takes_keys(self) -> bool:
        """Not before everything stands that a key could be meant for."""
        return super().takes_keys and self._is_whole

    async def complete(self) -> None:
        """Put in the code, what can be pressed, and the place of the results."""
        buttons = [begin_button()]
        if self._found.drafts:
            buttons.append(Button("Concept wissen", id="wipe-draft"))
        setup = self._setup
        offered = ((_EXAMPLE, "example", setup.example), (EXAMPLE_ROUND, "example-round", setup.example_round))
        examples = (Button(Content(text), id=key, compact=True) for text, key, made in offered if made is not None)
        told = Static("", id="told", markup=False)
        told.display = False
        card = Vertical(told, id="results-card")
        card.border_title = "Uw scans"
        with self.app.batch_update():
            await self.fill("#code-line", *self.code_line())
            await self.fill("#start-buttons", *buttons)
            await self.fill("#other-card", card, Container(*examples, id="examples"))
        self._is_whole = True
        self.post_message(self.TakesKeys())
        self.read_results()

    @work
    async def read_results(self, _: object = None) -> None:
        """Read the folder beside the screen, which goes on meanwhile, and show what is in it."""
        # In turn: a worker that is cancelled while it mounts or removes leaves widgets that are seen and never answer.
        async with self._reading:
            await self._show(await asyncio.to_thread(self._setup.results.found, self._setup.catalog))
        self.call_after_refresh(self.stands.set)

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
        card.border_subtitle = Content(
            plural(len(found.results), "scan", "scans") * (len(found.results) > ResultList.MOST_SHOWN)
        )
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
        from zelfscan.storage import show_folder

        show_folder(folder := self._setup.results.folder.absolute())
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
