"""The app of the scan: has a keeper of the scan and a guard, and leads one leader after another through the steps.

The guard says who may begin and leave: at the leader's own computer nearly everything; that of a round is stricter.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from zelfscan import domain
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path, typed_path
from zelfscan.tui.app import HouseApp
from zelfscan.tui.guard import Guard
from zelfscan.tui.home import HomeScreen
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keeper import Keeper, Opened, Setup
from zelfscan.tui.steps import Move, StepScreen

if TYPE_CHECKING:
    from zelfscan.domain import Scan

SHEET = Path(__file__).with_name("steps.tcss")
"""The style sheet of everything behind the first screen."""
LATER = (
    "zelfscan.storage.draft_journal",
    "zelfscan.storage.result_writer",
    "zelfscan.tui.dialogs",
    "zelfscan.tui.steps.vision",
    "zelfscan.tui.steps.ratings",
    "zelfscan.tui.steps.overview",
    "zelfscan.tui.steps.quadrant",
    "zelfscan.tui.steps.development",
    "zelfscan.tui.steps.topics",
    "zelfscan.tui.steps.save",
    "zelfscan.tui.flow",
)
"""What the app loads while the first screen is being read, piece by piece, so that a key waits for one at most."""


class ScanApp(HouseApp):
    """Walks one leader after another from welcome to a saved result. While the disk refuses, the title bar says so."""

    KEPT = "Wat is ingevuld, is bewaard als concept. Start zelfscan opnieuw om verder te gaan."
    QUIT_EXPLANATION = "zelfscan sluiten; uw antwoorden blijven bewaard"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not in the footer, which is full: the title bar names the key as long as it works.
        Binding("f4", "keep_elsewhere", "Andere plek", show=False, key_display="F4", id="app.elsewhere",
                tooltip="Een andere plek kiezen voor uw antwoorden"),
        Binding("f8", "cover", "Afdekken", show=False, key_display="F8", priority=True, id="app.cover",
                tooltip="Uw antwoorden meteen afdekken; daarna kunt u de scan ook wegleggen"),
    ]  # fmt: skip

    class DiskTold(Message):
        """The disk took the latest answers after all, or refused them."""

    def __init__(self, setup: Setup, guard: Callable[[Setup, HouseApp, Keeper], Guard] = Guard) -> None:
        super().__init__()
        self.setup = setup
        self.keeper = Keeper(setup, self)
        self.guard = guard(setup, self, self.keeper)
        self._leaving = False

    @property
    def scan(self) -> Scan | None:
        """The scan that is being filled in; None between two leaders."""
        return self.keeper.scan

    def on_mount(self) -> None:
        self.guard.start()
        self.run_flow()

    def on_unmount(self) -> None:
        self.keeper.release()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.guard.notice_input()
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.guard.hides(action):
            return False
        if action == "keep_elsewhere":
            return self.keeper.trouble is not None and isinstance(self.screen, StepScreen)
        if action == "cover":
            return self.guard.IS_ROUND and self.keeper.scan is not None
        return super().check_action(action, parameters)

    # -- the steps ----------------------------------------------------------------------------------------------

    def get_ready(self) -> None:
        self.load_the_rest()

    @work
    async def load_the_rest(self) -> None:
        """Load what comes after the first screen, now that it stands there and is being read."""
        from zelfscan.storage import get_ready

        if isinstance(home := self.screen, HomeScreen):
            await home.stands.wait()
        for module in LATER:
            import_module(module)
            await asyncio.sleep(0)
        self.read_sheet(SHEET)
        get_ready()
        self.when_ready()

    @work
    async def run_flow(self) -> None:
        """One leader after another; an opened file is looked at once."""
        if (opened := self.setup.opened) is not None and await self._walk(opened.scan, opened) is not Move.HOME:
            self.exit(0)
            return
        while True:
            begun = await self.guard.begin()
            if isinstance(begun, domain.Scan):
                begun = self._talked_about(begun) or begun
            if isinstance(begun, Opened):
                await self._walk(begun.scan, begun)
            else:
                await self._walk(begun)
            # Or it would stay until the next leader begins.
            del begun

    def _talked_about(self, draft: Scan) -> Opened | None:
        """The result in this folder of which a draft holds a conversation, to go on with that; None for any other."""
        if self.guard.IS_ROUND or draft.conversation is None:
            return None
        found = self.setup.results.found(self.setup.catalog).results
        own = (Opened(one.path, one.scan, for_talk=True) for one in found if one.scan.id == draft.id)
        return next((opened for opened in own if domain.resumed(opened.scan, draft)), None)

    async def _walk(self, scan: Scan, opened: Opened | None = None) -> Move:
        """Through all steps to where the leader leaves them; afterwards nothing of the scan is left in memory."""
        self.read_sheet(SHEET)
        self.keeper.begin(scan, opened)
        try:
            move = await self._lead(self._newest(scan, opened), opened)
        except ZelfscanError as error:
            self.complain(error)
            move = Move.HOME
        self.keeper.forget()
        self.guard.forget()
        return move

    def _newest(self, scan: Scan, opened: Opened | None) -> Scan:
        """The scan with what was said in a conversation that was not finished. Raises ZelfscanError where a draft of
        it holds other answers, and a conversation would write over them.
        """
        if opened is None or opened.is_draft or opened.read_only:
            return scan
        newest = self.keeper.taken_up(scan)
        if newest is None and opened.for_talk:
            raise ZelfscanError(
                "Van deze scan is nog een concept met andere antwoorden.",
                "Rond dat eerst af: het staat op het welkomscherm. Aan resultaat en concept is niets veranderd.",
            )
        return newest or scan

    async def _lead(self, scan: Scan, opened: Opened | None) -> Move:
        """Through the conversation or the scan, whichever was asked for."""
        catalog, shares, may_go_home = self.setup.catalog, self.guard.SHARES, self._may_go_home
        # Here and not above: all screens come with them.
        if opened is not None and opened.for_talk:
            from zelfscan.tui.conversation.walk import Talk

            talk = Talk(catalog, self, self.keeper, may_go_home=may_go_home, read_only=opened.read_only)
            return await talk.walk(scan)
        from zelfscan.tui.flow import Flow

        flow = Flow(
            catalog, self, self.keeper, shares=shares, may_go_home=may_go_home,
            reminder=self.guard.REMINDER, earlier=self._earlier_of,
        )  # fmt: skip
        return await flow.walk(scan, opened=opened is not None)

    def _earlier_of(self, scan: Scan) -> Scan | None:
        """The leader's last scan before this one with agreements; in a round nobody's results are read."""
        if self.guard.IS_ROUND or scan.round_name:
            return None
        whose = domain.participant_key(scan.participant)
        found = self.setup.results.found(self.setup.catalog).results
        own = (result.scan for result in found if whose and domain.participant_key(result.scan.participant) == whose)
        return domain.earlier_agreements(scan, own)

    # -- trouble with the disk ----------------------------------------------------------------------------------

    def hear_from_disk(self) -> None:
        """Called in the thread that writes, which must not wait for the screen."""
        self.post_message(self.DiskTold())

    @on(DiskTold)
    def show_trouble(self) -> None:
        """The title bar says it, whatever the leader does meanwhile."""
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen):
                screen.warn(self.keeper.warning)
        self.refresh_bindings()

    def action_keep_elsewhere(self) -> None:
        # Here and not above: hardly anybody ever needs it.
        from zelfscan.tui.dialogs import PlaceDialog

        screen, trouble = self.screen, self.keeper.trouble
        if isinstance(screen, StepScreen) and trouble is not None:
            screen.ask(PlaceDialog(str(trouble), self.keeper.places(), self._move), self._tell_where)

    def _move(self, folder: Path) -> ZelfscanError | Path:
        assert self.keeper.scan is not None
        try:
            return self.keeper.move(self.keeper.scan, folder)
        except ZelfscanError as error:
            return error
        finally:
            self.show_trouble()

    def _tell_where(self, path: Path | None) -> None:
        if path is not None:
            is_found = self.setup.drafts.searches(path.parent)
            later = "" if is_found else f" Later verder? Typ: zelfscan open {typed_path(path)}"
            self.notify(f"Uw antwoorden zijn bewaard in {path.parent}.{later}", timeout=20, markup=False)

    def screen_for_keys(self) -> Screen[Any] | None:
        screen = super().screen_for_keys()
        # What is typed behind Ctrl+Q is for the window that is about to ask something.
        return None if self._leaving and isinstance(screen, HouseScreen) else screen

    def action_cover(self) -> None:
        self.guard.cover()

    # -- leaving ------------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        if not self._leaving:
            self._leaving = True
            self.leave()

    @work
    async def leave(self) -> None:
        """Stop, when this person may."""
        if await self._may_lose() and await self.guard.may_leave():
            self.exit(0)
        self._leaving = False
        await self.go_on_with_keys()

    @work
    async def go_home(self) -> None:
        """Leave the scan for the first screen, when this person may; what is not a result yet stays as a draft."""
        screen = self.screen
        if isinstance(screen, StepScreen) and await self._may_go_home():
            screen.dismiss(Move.HOME)

    async def _may_go_home(self) -> bool:
        # In a round only leaving the program takes more than that.
        return await self._may_lose() and (self.guard.IS_ROUND or await self.guard.may_leave())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        if isinstance(screen, StepScreen):
            yield from self._step_commands(screen)
        elif isinstance(screen, HomeScreen) and (results := screen.results) is not None:
            yield SystemCommand("Uw scans", "Naar uw resultaten op deze computer", partial(screen.set_focus, results))
        yield from super().get_system_commands(screen)

    def _step_commands(self, screen: StepScreen) -> Iterable[SystemCommand]:
        for place, stop in enumerate(screen.trail):
            if not stop.is_here:
                go = partial(self.call_later, screen.go_to, place)
                yield SystemCommand(f"Naar {stop.heading}", f"Stap {place + 1} van de scan", go)
        if "n" in screen.active_bindings:
            write = partial(self.call_later, screen.run_action, "note")
            yield SystemCommand("Notitie", "Een notitie schrijven bij deze competentie", write)
        if not self.guard.IS_ROUND:
            yield SystemCommand(
                "Naar het begin: uw scans", "Uw resultaten en concepten; deze scan blijft bewaard",
                lambda: self.call_later(self.go_home),
            )  # fmt: skip

    async def _may_lose(self) -> bool:
        """Whether nothing would be lost now, or the leader says that it may be."""
        self.hand_over()
        if self.keeper.scan is not None:
            self.keeper.keep(self.keeper.scan)
        self.keeper.flush()
        if (trouble := self.keeper.trouble) is None:
            return True
        go_on = await self.confirm(
            "Uw laatste antwoorden staan niet op schijf",
            f"{trouble.message} Stopt u nu, dan zijn ze weg. Met F4 kiest u een andere plek.",
            yes="Doorgaan",
            no="Toch stoppen",
        )
        return go_on is False

    def before_stop(self) -> None:
        self.hand_over()
        self.keeper.rescue()

    def exit(self, *words: Any, **options: Any) -> None:
        # However the program ends, the guard has the last word to the terminal.
        self.guard.end()
        super().exit(*words, **options)

    def farewell(self) -> str:
        path, opened = self.keeper.last_result, self.setup.opened
        if path is None and opened is not None and opened.for_talk and not opened.read_only:
            # Who only looked, wrote nothing down.
            if self.setup.drafts.place_of(opened.scan.id) is None:
                return ""
            return f"Wat u opschreef, staat als concept. Verder gaan: zelfscan gesprek {typed_path(opened.path)}"
        if path is None or self.guard.IS_ROUND:
            return ""
        return f"Uw resultaat staat in {shown_path(path)}. Bekijken: zelfscan open {typed_path(path)}"

    def what_is_kept(self) -> str:
        return self.keeper.what_is_lost() or super().what_is_kept()
