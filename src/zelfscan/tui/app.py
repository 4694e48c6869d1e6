"""The app: owns the one scan and the order of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftsFound
from zelfscan.storage.results import ResultStore
from zelfscan.tui.commands import HouseCommands
from zelfscan.tui.keys import key_name
from zelfscan.tui.screens.base import EditItem, HouseScreen, Move, StepScreen
from zelfscan.tui.screens.development import DevelopmentScreen
from zelfscan.tui.screens.help import HelpScreen
from zelfscan.tui.screens.materials import MaterialsScreen
from zelfscan.tui.screens.overview import OverviewScreen
from zelfscan.tui.screens.quadrant import QuadrantScreen
from zelfscan.tui.screens.ratings import RatingScreen
from zelfscan.tui.screens.save import Failed, Saved, SaveScreen
from zelfscan.tui.screens.too_small import TooSmallScreen, fits
from zelfscan.tui.screens.topics import TopicsScreen
from zelfscan.tui.screens.vision import VisionScreen
from zelfscan.tui.screens.welcome import WelcomeScreen
from zelfscan.tui.setup import Setup
from zelfscan.tui.themes import DARK, LIGHT, THEMES
from zelfscan.tui.typeahead import OrderlyApp, OrderlyScreen
from zelfscan.tui.widgets.title_bar import TitleBar

STEPS: tuple[type[StepScreen], ...] = (
    VisionScreen,
    MaterialsScreen,
    RatingScreen,
    OverviewScreen,
    QuadrantScreen,
    DevelopmentScreen,
    TopicsScreen,
    SaveScreen,
)


class ZelfscanApp(OrderlyApp):
    """Walks one leader after another from welcome to a saved result."""

    STEPS: ClassVar[tuple[type[StepScreen], ...]] = STEPS
    CSS_PATH = ["zelfscan.tcss", "quadrant.tcss", "results.tcss"]
    TITLE = "zelfscan"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {HouseCommands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "Uitleg", key_display="F1", id="app.help",
                tooltip="Uitleg bij dit scherm"),
        Binding("ctrl+p", "command_palette", "Opdrachten", show=False, priority=True, id="app.commands",
                tooltip="De lijst met opdrachten openen"),
        Binding("ctrl+q", "quit", "Stoppen", show=False, priority=True, id="app.quit",
                tooltip="zelfscan sluiten; uw antwoorden blijven bewaard"),
    ]  # fmt: skip

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        self.scan: Scan | None = None
        self._on_disk: Scan | None = None

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.run_flow()

    @work
    async def run_flow(self) -> None:
        """One leader after another; an opened result is looked at once."""
        if self.setup.opened is not None:
            await self._walk(self.setup.opened.scan, QuadrantScreen)
            self.exit(0)
            return
        while True:
            scan = await self.begin()
            await self._walk(scan, RatingScreen if scan.ratings else VisionScreen)

    async def begin(self) -> Scan:
        """Welcome a leader; the scan to fill in."""
        try:
            found = self.setup.drafts.all(self.setup.catalog)
        except ZelfscanError as error:
            self.complain(error)
            found = DraftsFound((), ())
        return await self.push_screen_wait(WelcomeScreen(self.setup, found))

    def forget(self) -> None:
        """Keep nothing of the scan in memory."""
        self.scan = self._on_disk = None

    def complain(self, error: ZelfscanError) -> None:
        """Tell a person what went wrong, without stopping."""
        self.notify(str(error), severity="error", timeout=10, markup=False)

    async def _walk(self, scan: Scan, start: type[StepScreen]) -> None:
        """From `start` to the end of the steps; afterwards nothing of the scan is left in memory."""
        self.scan = self._on_disk = scan
        step = self.STEPS.index(start)
        while True:
            move = await self._visit(self.STEPS[step](self.setup.catalog, self.scan))
            match move:
                case EditItem(number):
                    await self._visit(RatingScreen(self.setup.catalog, self.scan, number, single=True))
                case Move.NEXT:
                    step = min(step + 1, len(self.STEPS) - 1)
                case Move.BACK:
                    step = max(0, step - 1)
                case Move.LOOK_AGAIN:
                    step = self.STEPS.index(QuadrantScreen)
                case Move.DONE:
                    break
        self.forget()

    async def _visit(self, screen: StepScreen) -> Move | EditItem:
        """Show a step until the leader moves on. Its last word on the scan counts, whatever is still under way."""
        move = await self.push_screen_wait(screen)
        self._keep(screen.scan)
        return move

    @on(StepScreen.Edited)
    def keep_edited(self, event: StepScreen.Edited) -> None:
        """Every change is on disk before the next question."""
        self._keep(event.scan)

    def _keep(self, scan: Scan) -> None:
        self.scan = scan
        if scan == self._on_disk:
            return
        self._on_disk = scan
        try:
            self.setup.drafts.save(replace(scan, finished=None), self.setup.catalog)
        except ZelfscanError as error:
            self.complain(error)

    @on(SaveScreen.Requested)
    def save_result(self, event: SaveScreen.Requested) -> None:
        """Write the result; only then the draft may go."""
        screen = self.screen
        if not isinstance(screen, SaveScreen):
            return
        setup = self.setup
        scan = replace(screen.scan, finished=setup.now(), program="")
        results = setup.results if event.folder is None else ResultStore(event.folder)
        try:
            if setup.opened is not None and event.folder is None:
                setup.results.save_as(setup.opened.path, scan, setup.catalog)
                path = setup.opened.path
            else:
                path = results.save(scan, setup.catalog)
        except ZelfscanError as error:
            screen.outcome = Failed(results.folder, str(error))
            return
        self.scan = self._on_disk = scan
        screen.scan = scan
        screen.outcome = Saved(path)
        try:
            setup.drafts.delete(scan.id)
        except ZelfscanError as error:
            self.complain(error)

    @on(OrderlyScreen.TakesKeys)
    def show_place(self) -> None:
        """Say in the title bar at which step the leader is, as soon as a step is on the screen."""
        screen = self.screen
        if isinstance(screen, StepScreen):
            step = self.STEPS.index(type(screen)) + 1
            screen.query_one(TitleBar).show_place(f"stap {step} van {len(self.STEPS)} · {screen.scan.participant}")
        self._check_size()

    def on_resize(self, event: events.Resize) -> None:
        self._check_size()

    def _check_size(self) -> None:
        if not fits(self.size) and not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen())

    def action_explain(self) -> None:
        screen = self.screen
        if isinstance(screen, HouseScreen):
            screen.ask(HelpScreen(screen.HEADING, screen.HELP, screen.key_help()))

    def action_help_quit(self) -> None:
        self.notify("Druk op Ctrl+Q om te stoppen. Uw antwoorden blijven bewaard.", markup=False)

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Zoek een opdracht …", id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        other = LIGHT if self.theme == DARK.name else DARK
        word = "Lichte kleuren" if other is LIGHT else "Donkere kleuren"
        yield SystemCommand(word, "Andere kleuren voor het scherm", lambda: self._use_theme(other.name))
        yield SystemCommand("Uitleg", "Uitleg bij dit scherm", self.action_explain)
        yield SystemCommand("Stoppen", "zelfscan sluiten; uw antwoorden blijven bewaard", self.action_quit)

    def _use_theme(self, name: str) -> None:
        self.theme = name

    def get_key_display(self, binding: Binding) -> str:
        return key_name(binding)
