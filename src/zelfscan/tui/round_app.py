"""The app for a round: many leaders after each other on one laptop, none of whom sees another's answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from textual import events, on, work

from zelfscan.domain import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage import DraftsFound
from zelfscan.tui.dialogs import ConfirmDialog, SecretDialog
from zelfscan.tui.house_screen import Move, StepScreen
from zelfscan.tui.round.cover import CoverScreen, Locks, Uncovered
from zelfscan.tui.round.facilitator import FacilitatorScreen, RoundState
from zelfscan.tui.round.rules import RoundRules, Secret, next_code
from zelfscan.tui.round.welcome import RoundWelcomeScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.setup import Setup
from zelfscan.tui.steps.save import Saved, SaveScreen
from zelfscan.tui.steps.sharing import SharingScreen

PIN_DIGITS = 4
CHECK_EVERY_SECONDS = 1.0
HIDDEN_UNDER_COVER = frozenset({"command_palette", "explain", "keep_elsewhere"})


class RoundApp(ScanApp):
    """Begins each leader with a free code, covers the answers when nobody is there, and wipes them at the end."""

    def __init__(self, setup: Setup, rules: RoundRules) -> None:
        super().__init__(setup)
        self.rules = rules
        self._pins: dict[UUID, Secret] = {}
        self._touched = rules.clock()
        self._locked_until = rules.clock()

    def steps(self) -> tuple[type[StepScreen], ...]:
        *steps, last = super().steps()
        return (*steps, SharingScreen, last)

    def on_mount(self) -> None:
        self.set_interval(CHECK_EVERY_SECONDS, self.cover_when_idle)

    async def begin(self) -> Scan:
        while True:
            screen = RoundWelcomeScreen(self.setup, self.rules, self._free_code(), self._find_draft, self.keeper.reopen)
            scan = await self.push_screen_wait(screen)
            if await self._may_go_on(scan):
                break
            self.keeper.forget()
        if scan.id not in self._pins:
            await self._choose_pin(scan)
        return scan

    async def _choose_pin(self, scan: Scan) -> None:
        pin = await self.push_screen_wait(
            SecretDialog(
                "Pincode",
                f"Kies een pincode van {PIN_DIGITS} cijfers. Bent u even weg, dan dekt het scherm uw antwoorden af; "
                "met deze pincode komt u terug. U hoeft hem alleen vandaag te onthouden.",
                _is_pin,
                give_up="zonder pincode",
            )
        )
        if pin:
            self._pins[scan.id] = Secret.of(pin)

    async def _may_go_on(self, scan: Scan) -> bool:
        """A scan that was put away opens with its own pin or the facilitator's code, where there is one of these."""
        pin = self._pins.get(scan.id)
        locks = [lock for lock in (pin, self.rules.facilitator) if lock is not None]
        if not locks or self._find_draft(scan.participant) is None:
            return True
        whose = "Typ uw pincode, of vraag uw begeleider" if pin else "Vraag uw begeleider"
        code = await self._ask_code("Verdergaan", f"{whose} om de begeleiderscode in te typen.", locks)
        if code is not None and pin is not None and not pin.opens_with(code):
            # The facilitator helped somebody who forgot the pin; a new one is asked for.
            del self._pins[scan.id]
        return code is not None

    def forget(self) -> None:
        super().forget()
        self.clear_notifications()
        # What was copied must not be there for the next leader to paste.
        self.copy_to_clipboard("")

    def _drafts(self) -> DraftsFound:
        try:
            return self.setup.drafts.all(self.setup.catalog, self.rules.name)
        except ZelfscanError as error:
            self.complain(error)
            return DraftsFound((), ())

    def _free_code(self) -> str:
        asked = self.setup.participant
        if asked and not self.setup.results.has_code(asked) and self._find_draft(asked) is None:
            return asked
        return next_code((*self.setup.results.codes(), *(draft.participant for draft in self._drafts().drafts)))

    def _find_draft(self, code: str) -> Scan | None:
        try:
            return self.setup.drafts.find(code, self.setup.catalog, self.rules.name)
        except ZelfscanError as error:
            self.complain(error)
            return None

    # -- the facilitator ----------------------------------------------------------------------------------------

    @on(RoundWelcomeScreen.FacilitatorWanted)
    @work
    async def show_round(self) -> None:
        """How far the round is; behind the facilitator's code when there is one."""
        if not await self._is_facilitator("Begeleider", "Typ de begeleiderscode."):
            return
        rules = self.rules
        results = self.setup.results
        found = self._drafts()
        locked = None if results.seal is None else len(found.sealed)
        state = RoundState(
            rules.name, results.folder, len(results.codes()), len(found.drafts), rules.idle_seconds, locked
        )
        if await self.push_screen_wait(FacilitatorScreen(state)):
            self.exit(0)

    async def may_leave(self) -> bool:
        """Leaving a shared laptop's round takes the facilitator's code, or else a clear yes."""
        if self.rules.facilitator is not None:
            text = "Typ de begeleiderscode om zelfscan te sluiten. Wat is ingevuld, blijft als concept bewaard."
            return await self._is_facilitator("Ronde beëindigen", text)
        text = "Deze laptop is voor meer leiders. Wat is ingevuld, blijft als concept bewaard."
        dialog = ConfirmDialog("De ronde beëindigen?", text, yes="Beëindigen", no="Doorgaan")
        answer: bool | None = await self.push_screen_wait(dialog)
        return answer is True

    async def _is_facilitator(self, title: str, text: str) -> bool:
        lock = self.rules.facilitator
        return lock is None or await self._ask_code(title, text, [lock]) is not None

    async def _ask_code(self, title: str, text: str, locks: Sequence[Secret]) -> str | None:
        """A code that opens one of the locks, or None when the person gave up."""

        def accepts(code: str) -> str:
            return "" if any(lock.opens_with(code) for lock in locks) else "Deze code klopt niet."

        return await self.push_screen_wait(SecretDialog(title, text, accepts))

    # -- nobody there -------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._touched = self.rules.clock()
        await super().on_event(event)

    def cover_when_idle(self) -> None:
        """Cover the answers after the idle time; a scan that is already saved is simply put away."""
        if self.scan is None or self.rules.clock() - self._touched < self.rules.idle_seconds:
            return
        screen = self.screen
        if isinstance(screen, SaveScreen) and isinstance(screen.outcome, Saved):
            screen.dismiss(Move.DONE)
        elif not any(isinstance(shown, CoverScreen) for shown in self.screen_stack):
            self.cover(self.scan)

    @work
    async def cover(self, scan: Scan) -> None:
        """Hide everything until a code opens it."""
        self.clear_notifications()
        locks = Locks(self._pins.get(scan.id), self.rules.facilitator, scan.participant)
        opened = await self.push_screen_wait(CoverScreen(locks, self._lock_for))
        self.keeper.flush()
        if opened is Uncovered.PUT_AWAY and self.keeper.trouble:
            self.complain(self.keeper.trouble)
            self.cover(scan)
        elif opened is Uncovered.PUT_AWAY:
            step = next(shown for shown in self.screen_stack if isinstance(shown, StepScreen))
            while self.screen is not step:
                await self.screen.dismiss()
            step.dismiss(Move.DONE)

    def _lock_for(self, seconds: float) -> float:
        """Take no code for so many seconds; returns how many seconds are left."""
        now = self.rules.clock()
        if seconds > 0:
            self._locked_until = now + seconds
        return max(0.0, self._locked_until - now)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in HIDDEN_UNDER_COVER and isinstance(self.screen, CoverScreen):
            return False
        return super().check_action(action, parameters)


def _is_pin(code: str) -> str:
    if not code or (len(code) == PIN_DIGITS and code.isascii() and code.isdigit()):
        return ""
    return f"Een pincode heeft precies {PIN_DIGITS} cijfers. Laat het veld leeg voor geen pincode."
