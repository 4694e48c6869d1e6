"""Guards a round: many leaders after each other on one laptop, none of whom sees another's answers."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar
from uuid import UUID

from zelfscan.domain import Scan
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import SecretDialog
from zelfscan.tui.guard import Guard
from zelfscan.tui.keeper import Keeper, Saved, Setup
from zelfscan.tui.round.cover import CoverScreen, Locks, Uncovered
from zelfscan.tui.round.facilitator import FacilitatorScreen, RoundState
from zelfscan.tui.round.rules import RoundRules, Secret, next_code, number_of
from zelfscan.tui.round.welcome import RoundWelcomeScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.step import Move, StepScreen

PIN_DIGITS = 4
CHECK_EVERY_SECONDS = 1.0
HIDDEN_UNDER_COVER = frozenset({"command_palette", "explain", "keep_elsewhere"})


class RoundGuard(Guard):
    """Begins each leader with a free code, covers the answers when nobody is there, and wipes them at the end."""

    SHARES: ClassVar[bool] = True
    IS_ROUND: ClassVar[bool] = True

    def __init__(self, rules: RoundRules, setup: Setup, app: HouseApp, keeper: Keeper) -> None:
        super().__init__(setup, app, keeper)
        self._rules = rules
        self._pins: dict[UUID, Secret] = {}
        self._touched = rules.clock()
        self._locked_until = rules.clock()

    def start(self) -> None:
        self.app.set_interval(CHECK_EVERY_SECONDS, self.on_idle)

    def hides(self, action: str) -> bool:
        return action in HIDDEN_UNDER_COVER and isinstance(self.app.screen, CoverScreen)

    def forget(self) -> None:
        self.app.clear_notifications()
        # What was copied must not be there for the next leader to paste.
        self.app.copy_to_clipboard("")

    # -- a leader comes -----------------------------------------------------------------------------------------

    async def begin(self) -> Scan:
        while True:
            screen = RoundWelcomeScreen(
                self.setup,
                self._rules,
                self._free_code(),
                find_draft=self._find_draft,
                reopen=self.keeper.reopen,
                call_facilitator=lambda: self._start(self.show_round()),
            )
            scan = await self.app.push_screen_wait(screen)
            assert isinstance(scan, Scan)
            if await self._may_go_on(scan):
                break
            self.keeper.forget()
        self.setup.drafts.note_number(self._rules.name, number_of(scan.participant))
        if scan.id not in self._pins:
            await self._choose_pin(scan)
        return scan

    async def _choose_pin(self, scan: Scan) -> None:
        pin = await self.app.push_screen_wait(
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
        locks = [lock for lock in (pin, self._rules.facilitator) if lock is not None]
        if not locks or self._find_draft(scan.participant) is None:
            return True
        whose = "Typ uw pincode, of vraag uw begeleider" if pin else "Vraag uw begeleider"
        code = await self._ask_code("Verdergaan", f"{whose} om de begeleiderscode in te typen.", locks)
        if code is not None and pin is not None and not pin.opens_with(code):
            # The facilitator helped somebody who forgot the pin; a new one is asked for.
            del self._pins[scan.id]
        return code is not None

    def _free_code(self) -> str:
        results, asked = self.setup.results, self.setup.participant
        drafts = self.drafts(self._rules.name).drafts
        if asked and not results.has_code(asked) and self._find_draft(asked) is None:
            return asked
        taken = (*results.codes(), *(draft.participant for draft in drafts))
        # Of what is sealed for somebody else only the count was noted.
        return next_code(taken, self.setup.drafts.highest_number(self._rules.name))

    def _find_draft(self, code: str) -> Scan | None:
        return self.setup.drafts.find(code, self.setup.catalog, self._rules.name)

    # -- the facilitator ----------------------------------------------------------------------------------------

    async def show_round(self) -> None:
        """How far the round is; behind the facilitator's code when there is one."""
        if not await self._is_facilitator("Begeleider", "Typ de begeleiderscode."):
            return
        rules, results = self._rules, self.setup.results
        found = self.drafts(rules.name)
        locked = None if results.seal is None else len(found.sealed)
        state = RoundState(
            rules.name, results.folder, len(results.codes()), len(found.drafts), rules.idle_seconds, locked
        )
        if await self.app.push_screen_wait(FacilitatorScreen(state)):
            self.app.exit(0)

    async def may_leave(self) -> bool:
        """Leaving a shared laptop's round takes the facilitator's code, or else a clear yes."""
        if self._rules.facilitator is not None:
            text = "Typ de begeleiderscode om zelfscan te sluiten. Wat is ingevuld, blijft als concept bewaard."
            return await self._is_facilitator("Ronde beëindigen", text)
        text = "Deze laptop is voor meer leiders. Wat is ingevuld, blijft als concept bewaard."
        return await self.app.confirm("De ronde beëindigen?", text, yes="Beëindigen", no="Doorgaan") is True

    async def _is_facilitator(self, title: str, text: str) -> bool:
        lock = self._rules.facilitator
        return lock is None or await self._ask_code(title, text, [lock]) is not None

    async def _ask_code(self, title: str, text: str, locks: Sequence[Secret]) -> str | None:
        """A code that opens one of the locks, or None when the person gave up."""

        def accepts(code: str) -> str:
            return "" if any(lock.opens_with(code) for lock in locks) else "Deze code klopt niet."

        return await self.app.push_screen_wait(SecretDialog(title, text, accepts))

    # -- nobody there -------------------------------------------------------------------------------------------

    def notice_input(self) -> None:
        self._touched = self._rules.clock()

    def on_idle(self) -> None:
        """Cover the answers after the idle time; a scan that is already saved is simply put away."""
        if self.keeper.scan is None or self._rules.clock() - self._touched < self._rules.idle_seconds:
            return
        screen = self.app.screen
        if isinstance(screen, SaveScreen) and isinstance(screen.outcome, Saved):
            screen.dismiss(Move.DONE)
        elif not any(isinstance(shown, CoverScreen) for shown in self.app.screen_stack):
            self._start(self._cover(self.keeper.scan))

    async def _cover(self, scan: Scan) -> None:
        """Hide everything until a code opens it."""
        self.app.clear_notifications()
        locks = Locks(self._pins.get(scan.id), self._rules.facilitator, scan.participant)
        opened = await self.app.push_screen_wait(CoverScreen(locks, self._lock_for))
        self.keeper.flush()
        if opened is Uncovered.PUT_AWAY and self.keeper.trouble:
            self.app.complain(self.keeper.trouble)
            self._start(self._cover(scan))
        elif opened is Uncovered.PUT_AWAY:
            step = next(shown for shown in self.app.screen_stack if isinstance(shown, StepScreen))
            while self.app.screen is not step:
                await self.app.screen.dismiss()
            step.dismiss(Move.DONE)

    def _lock_for(self, seconds: float) -> float:
        """Take no code for so many seconds; returns how many seconds are left."""
        now = self._rules.clock()
        if seconds > 0:
            self._locked_until = now + seconds
        return max(0.0, self._locked_until - now)

    def _start(self, what: Coroutine[Any, Any, None]) -> None:
        """Do what asks a person something, while the app goes on."""
        self.app.run_worker(what)


def _is_pin(code: str) -> str:
    if not code or (len(code) == PIN_DIGITS and code.isascii() and code.isdigit()):
        return ""
    return f"Een pincode heeft precies {PIN_DIGITS} cijfers. Laat het veld leeg voor geen pincode."
