"""The app of the scan: the order of the screens."""

from __future__ import annotations

from typing import ClassVar

from textual import work

from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftsFound
from zelfscan.texts import code_in_words
from zelfscan.tui.keeping_app import KeepingApp
from zelfscan.tui.screens.base import EditItem, Move, StepScreen
from zelfscan.tui.screens.confirm import ConfirmDialog
from zelfscan.tui.screens.development import DevelopmentScreen
from zelfscan.tui.screens.materials import MaterialsScreen
from zelfscan.tui.screens.overview import OverviewScreen
from zelfscan.tui.screens.quadrant import QuadrantScreen
from zelfscan.tui.screens.ratings import RatingScreen
from zelfscan.tui.screens.save import SaveScreen
from zelfscan.tui.screens.topics import TopicsScreen
from zelfscan.tui.screens.vision import VisionScreen
from zelfscan.tui.screens.welcome import WelcomeScreen
from zelfscan.tui.setup import Setup

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


class ZelfscanApp(KeepingApp):
    """Walks one leader after another from welcome to a saved result."""

    STEPS: ClassVar[tuple[type[StepScreen], ...]] = STEPS

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._step: StepScreen | None = None
        self._leaving = False

    def on_mount(self) -> None:
        self.run_flow()

    @work
    async def run_flow(self) -> None:
        """One leader after another; an opened file is looked at once."""
        if (opened := self.setup.opened) is not None:
            await self._walk(opened.scan, RatingScreen if opened.scan.is_draft else QuadrantScreen)
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
        return await self.push_screen_wait(WelcomeScreen(self.setup, found, self.keeper.reopen))

    def forget(self) -> None:
        """Keep nothing of the scan in memory."""
        self.scan = None
        self.keeper.forget()

    async def _walk(self, scan: Scan, start: type[StepScreen]) -> None:
        """From `start` to the end of the steps; afterwards nothing of the scan is left in memory."""
        self.scan = scan
        self.keeper.begin(scan)
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
        step = self.STEPS.index(type(screen)) + 1
        code = code_in_words(screen.scan.participant)
        screen.whereabouts = f"stap {step} van {len(self.STEPS)} · {code}"
        screen.warning = self.warning

        def save_edit(scan: Scan) -> None:
            # A step that was left has had its last word.
            if self._step is screen:
                self.keep(scan)

        screen.save_edit = save_edit
        self._step = screen
        move = await self.push_screen_wait(screen)
        self._step = None
        self.keep(screen.scan)
        return move

    async def action_quit(self) -> None:
        if not self._leaving:
            self.leave()

    @work
    async def leave(self) -> None:
        """Stop, when this person may."""
        self._leaving = True
        if await self.may_lose() and await self.may_leave():
            self.exit(0)
        self._leaving = False

    async def may_leave(self) -> bool:
        """What is not saved yet stands in the draft; only changes to a saved result need a decision."""
        scan = self.scan
        if scan is not None and self.keeper.has_changed_since_saving(scan):
            dialog = ConfirmDialog(
                "Uw wijzigingen bewaren?",
                "U hebt iets veranderd nadat het resultaat was bewaard.",
                yes="Bewaren en stoppen",
                no="Niet bewaren",
            )
            answer: bool | None = await self.push_screen_wait(dialog)
            if answer is None or (answer and not self._saved_before_leaving(scan)):
                return False
            self.drop_draft(scan)
        return True

    def _saved_before_leaving(self, scan: Scan) -> bool:
        try:
            self.keeper.finish(scan)
        except ZelfscanError as error:
            self.complain(error)
            return False
        return True
