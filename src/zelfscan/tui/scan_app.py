"""The app of the scan: the order of the screens."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from zelfscan.domain import Scan
from zelfscan.dutch import code_in_words
from zelfscan.errors import ZelfscanError
from zelfscan.storage import DraftsFound
from zelfscan.tui.house_screen import EditItem, Move
from zelfscan.tui.keeping_app import KeepingApp
from zelfscan.tui.steps.welcome import WelcomeScreen

if TYPE_CHECKING:
    from zelfscan.tui.house_screen import StepScreen
    from zelfscan.tui.setup import Setup

SHEET = Path(__file__).with_name("steps.tcss")
"""The style sheet of everything behind the first screen."""
LATER = (
    "zelfscan.storage.draft_journal",
    "zelfscan.storage.result_writer",
    "zelfscan.tui.steps.vision",
    "zelfscan.tui.steps.materials",
    "zelfscan.tui.steps.ratings",
    "zelfscan.tui.steps.overview",
    "zelfscan.tui.steps.quadrant",
    "zelfscan.tui.steps.development",
    "zelfscan.tui.steps.topics",
    "zelfscan.tui.steps.save",
    "zelfscan.tui.flow",
)
"""What the app loads while the first screen is being read, piece by piece, so that a key waits for one at most."""


class ScanApp(KeepingApp):
    """Walks one leader after another from welcome to a saved result."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._step: StepScreen | None = None
        self._leaving = False

    def on_mount(self) -> None:
        self.run_flow()

    def get_ready(self) -> None:
        self.load_the_rest()

    @work
    async def load_the_rest(self) -> None:
        """Load what comes after the first screen, now that it stands there and is being read."""
        from zelfscan.storage import get_ready

        for module in LATER:
            import_module(module)
            await asyncio.sleep(0)
        self.read_sheet(SHEET)
        get_ready()
        self.when_ready()

    def steps(self) -> tuple[type[StepScreen], ...]:
        """The steps that a leader takes, in order."""
        from zelfscan.tui.flow import STEPS

        return STEPS

    @work
    async def run_flow(self) -> None:
        """One leader after another; an opened file is looked at once."""
        if (opened := self.setup.opened) is not None:
            await self._walk(opened.scan, opened=True)
            self.exit(0)
            return
        while True:
            await self._walk(await self.begin())

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

    async def _walk(self, scan: Scan, *, opened: bool = False) -> None:
        """From where this scan begins to the end of the steps; afterwards nothing of it is left in memory."""
        from zelfscan.tui.flow import first_step
        from zelfscan.tui.steps.quadrant import QuadrantScreen
        from zelfscan.tui.steps.ratings import RatingScreen

        self.read_sheet(SHEET)
        self.scan = scan
        self.keeper.begin(scan)
        steps = self.steps()
        step = steps.index(first_step(scan, opened=opened))
        while True:
            move = await self._visit(steps[step](self.setup.catalog, self.scan))
            match move:
                case EditItem(number):
                    await self._visit(RatingScreen(self.setup.catalog, self.scan, number, single=True))
                case Move.NEXT:
                    step = min(step + 1, len(steps) - 1)
                case Move.BACK:
                    step = max(0, step - 1)
                case Move.LOOK_AGAIN:
                    step = steps.index(QuadrantScreen)
                case Move.DONE:
                    break
        self.forget()

    async def _visit(self, screen: StepScreen) -> Move | EditItem:
        """Show a step until the leader moves on. Its last word on the scan counts, whatever is still under way."""
        steps = self.steps()
        step = steps.index(type(screen)) + 1
        code = code_in_words(screen.scan.participant)
        screen.whereabouts = f"stap {step} van {len(steps)} · {code}"
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
            from zelfscan.tui.dialogs import ConfirmDialog

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
