"""Guards a round: many leaders after each other on one laptop, none of whom sees another's answers."""

from __future__ import annotations

from collections.abc import Collection, Coroutine, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from zelfscan.domain import Scan
from zelfscan.dutch import plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import SecretDialog
from zelfscan.tui.guard import Guard
from zelfscan.tui.house_screen import TooSmallScreen
from zelfscan.tui.keeper import Keeper, Saved, Setup
from zelfscan.tui.round import RoundRules, Secret, forget_texts, next_code, number_of
from zelfscan.tui.round.screens import (
    CoverScreen,
    FacilitatorScreen,
    Locks,
    OpenScan,
    RoundState,
    RoundWelcomeScreen,
    Uncovered,
)
from zelfscan.tui.steps import Move, StepScreen
from zelfscan.tui.steps.save import SaveScreen

PIN_DIGITS = 4
CHECK_EVERY_SECONDS = 1.0
ON_THE_CLIPBOARD = "zelfscan"
"""Some terminals take an empty text for a question, and leave what was copied."""
SOON = 0.5
"""Seconds after which nothing holds the screens of the leader who left."""


class RoundGuard(Guard):
    """Begins each leader with a free code, covers the answers when nobody is there, and wipes them at the end."""

    SHARES: ClassVar[bool] = True
    IS_ROUND: ClassVar[bool] = True
    REMINDER: ClassVar[str] = "F8: afdekken"

    def __init__(self, rules: RoundRules, setup: Setup, app: HouseApp, keeper: Keeper) -> None:
        super().__init__(setup, app, keeper)
        self._rules = rules
        self._touched = rules.clock()

    def start(self) -> None:
        self.app.set_interval(CHECK_EVERY_SECONDS, self.on_idle)

    def hides(self, action: str) -> bool:
        return action == "screenshot" or (action == "command_palette" and self._is_covered())

    def forget(self) -> None:
        self.app.clear_notifications()
        self.end()
        # The last screens are still being taken down.
        self.app.set_timer(SOON, self._forget_texts)

    def end(self) -> None:
        # What was copied must not be there for the next person to paste.
        self.app.copy_to_clipboard(ON_THE_CLIPBOARD)

    def _forget_texts(self) -> None:
        # A text field listens to the colours of the app, which lets go of closed listeners only when it has news.
        self.app.mutate_reactive(HouseApp.theme)
        forget_texts()

    @property
    def _is_sealed(self) -> bool:
        """Whether only this very run of the program goes on with a draft."""
        return self.setup.results.seal is not None

    # -- a leader comes -----------------------------------------------------------------------------------------

    async def begin(self) -> Scan:
        while (scan := await self._begun()) is None:
            self.keeper.forget()
        return scan

    async def _begun(self) -> Scan | None:
        """The scan of who begins it or may go on with it; None for who may not, or went away."""
        rules = self._rules
        screen = RoundWelcomeScreen(
            self.setup,
            rules,
            self._free_code(),
            find_draft=self._find_draft,
            reopen=self.keeper.reopen,
            call_facilitator=lambda: self._start(self.show_round()),
        )
        scan = await self.app.push_screen_wait(screen)
        assert isinstance(scan, Scan)
        stands = self._find_draft(scan.participant) is not None
        opened_by = await self._may_go_on(scan) if stands else ""
        if opened_by is None:
            return None
        self.setup.drafts.note_number(rules.counted_as, number_of(scan.participant, rules.prefix))
        if scan.pin_lock and opened_by == scan.pin_lock:
            return scan
        # A new scan, one without a pin, or one whose pin the facilitator stood in for.
        pin = await self._ask_pin("Bent u even weg, dan dekt het scherm uw antwoorden af.", may_be_none=True)
        if pin is None and self._is_idle():
            return None
        # Whoever began it here, stays the one who may help: also after a start with another code.
        facilitator = scan.facilitator_lock or (rules.facilitator.text if rules.facilitator else "")
        scan = replace(scan, pin_lock=Secret.of(pin).text if pin else "", facilitator_lock=facilitator)
        if stands:
            self.keeper.keep(scan)
        return scan

    async def _ask_pin(self, why: str, *, may_be_none: bool) -> str | None:
        without = (
            "Zonder pincode kan alleen uw begeleider uw scan weer openen."
            if self._rules.facilitator
            else "Zonder pincode kan wie uw code typt, uw antwoorden zien."
        )
        until = "zolang zelfscan open blijft" if self._is_sealed else "ook morgen nog"
        text = f"Kies een pincode van {PIN_DIGITS} cijfers. {why} Met deze pincode komt u terug, {until}."
        return await self.app.push_screen_wait(
            SecretDialog(
                "Pincode",
                f"{text} {without}" if may_be_none else text,
                lambda code: "" if may_be_none and not code else _not_a_pin(code, may_be_none=may_be_none),
                give_up="zonder pincode" if may_be_none else "alles blijft zoals het was",
            )
        )

    async def _may_go_on(self, scan: Scan) -> str | None:
        """The lock that a code opened; '' when none is needed; None when the leader may not go on.

        A scan that was begun earlier opens with its own pin or with the facilitator's code of that start.
        """
        facilitator = self._stands_in_for(scan)
        locks = [text for text in (scan.pin_lock, facilitator) if text]
        if not locks:
            return ""
        pin = "uw pincode" if scan.pin_lock else ""
        help_of = "vraag uw begeleider om de begeleiderscode in te typen" if facilitator else ""
        what = " of ".join(filter(None, (f"typ {pin}" if pin else "", help_of)))
        opened = await self._ask_code("Verdergaan", f"{what[0].upper()}{what[1:]}.", locks)
        return None if opened is None else opened[1]

    def _stands_in_for(self, scan: Scan) -> str:
        """The lock of the facilitator who may open this scan; '' when nobody may.

        What has a lock of its own does not open with a code that somebody chose at a later start.
        """
        today = self._rules.facilitator
        if scan.facilitator_lock or scan.pin_lock or today is None:
            return scan.facilitator_lock
        return today.text

    def _free_code(self) -> str:
        results, asked, rules = self.setup.results, self.setup.participant, self._rules
        drafts = self.drafts(rules.name).drafts
        if asked and not results.has_code(asked) and self._find_draft(asked) is None:
            return asked
        taken = (*results.codes(), *(draft.participant for draft in drafts))
        # Of what is sealed for somebody else only the count was noted.
        return next_code(taken, self.setup.drafts.highest_number(rules.counted_as), rules.prefix)

    def _find_draft(self, code: str) -> Scan | None:
        return self.setup.drafts.find(code, self.setup.catalog, self._rules.name)

    # -- the facilitator ----------------------------------------------------------------------------------------

    async def show_round(self) -> None:
        """How far the round is; behind the facilitator's code when there is one."""
        code = await self._facilitators_code("Begeleider", "Typ de begeleiderscode.")
        if code is None:
            return
        locks = self._opened_with(code)
        while True:
            answer = await self.app.push_screen_wait(FacilitatorScreen(self._state(locks)))
            if isinstance(answer, UUID):
                await self._new_pin(answer, locks)
            elif not answer:
                return
            elif await self._confirm_end():
                self.app.exit(0)
                return

    def _opened_with(self, code: str) -> frozenset[str]:
        """The locks of facilitators, of this start and of earlier ones, that this code opens."""
        locks = {self._stands_in_for(draft) for draft in self.drafts(self._rules.name).drafts}
        if self._rules.facilitator is not None:
            locks.add(self._rules.facilitator.text)
        return frozenset(lock for lock in locks if (secret := Secret.read(lock)) and secret.opens_with(code))

    def _state(self, locks: Collection[str]) -> RoundState:
        """How far the round is, with the codes of what whoever opens these locks stands in for."""
        rules, results, numbers = self._rules, self.setup.results, self.setup.catalog.numbers
        found = self.drafts(rules.name)
        open_scans = [
            OpenScan(
                draft.id,
                draft.participant,
                f"{len(numbers) - len(draft.open_items(numbers))} van {len(numbers)} klaar",
                bool(draft.pin_lock),
            )
            for draft in sorted(found.drafts, key=lambda draft: draft.started)
            if self._stands_in_for(draft) in locks
        ]
        return RoundState(
            rules.name,
            self.setup.catalog.who,
            results.folder,
            len(results.codes()),
            len(found.drafts),
            rules.idle_seconds,
            rules.expected,
            open_scans if rules.facilitator is not None else None,
            None if results.seal is None else len(found.sealed),
            () if results.seal is None else results.seal.fingerprints,
        )

    async def _new_pin(self, scan_id: UUID, locks: Collection[str]) -> None:
        """Let a leader choose another pin, without a look at the answers; only behind one of these locks."""
        draft = next((draft for draft in self.drafts(self._rules.name).drafts if draft.id == scan_id), None)
        try:
            scan = None if draft is None else self.keeper.reopen(draft)
        except ZelfscanError as error:
            self.app.complain(error)
            return
        if scan is None or self._stands_in_for(scan) not in locks:
            self.keeper.forget()
            return
        pin = await self._ask_pin("Laat de eigenaar van de scan dit zelf doen.", may_be_none=False)
        if pin:
            self.keeper.keep(replace(scan, pin_lock=Secret.of(pin).text))
            self.keeper.flush()
            if self.keeper.trouble:
                self.app.complain(self.keeper.trouble)
        self.keeper.forget()

    async def may_leave(self) -> bool:
        """Leaving a shared laptop's round takes the facilitator's code or a yes, then what anybody is asked."""
        return await self._may_end() and await super().may_leave()

    async def _may_end(self) -> bool:
        if self._rules.facilitator is not None:
            text = f"Typ de begeleiderscode. {self._what_is_seen()}"
            return await self._facilitators_code("Ronde beëindigen", text) is not None
        return await self._confirm_end()

    async def _confirm_end(self) -> bool:
        title, text = "De ronde beëindigen?", self._what_is_seen()
        return await self.app.confirm(title, text, yes="Doorgaan met de ronde", no="Beëindigen") is False

    def _what_is_seen(self) -> str:
        """What the next person at this laptop can see when zelfscan is closed."""
        drafts = self.drafts(self._rules.name).drafts
        if self._is_sealed:
            seen = "Wie hierna op deze laptop werkt, ziet dat er resultaten zijn. Lezen kan niet: alles is verzegeld."
            lost = plural(len(drafts), "onafgemaakte scan kan", "onafgemaakte scans kunnen")
            return f"{seen} {lost} hier niet meer verder: alleen uw sleutel opent wat er staat." if drafts else seen
        seen = (
            "Wie hierna op deze laptop werkt, kan de bestanden openen en alle antwoorden lezen. De resultaten staan in "
            f"{shown_path(self.setup.results.folder)}."
        )
        if not drafts:
            return seen
        stay = plural(len(drafts), "onafgemaakte scan blijft", "onafgemaakte scans blijven")
        codes = (
            "de pincode" * any(draft.pin_lock for draft in drafts),
            "de begeleiderscode" * any(draft.facilitator_lock for draft in drafts),
        )
        without = sum(not (draft.pin_lock or draft.facilitator_lock) for draft in drafts)
        asked = (
            f"om {' of '.join(filter(None, codes))}" if any(codes) else "",
            f"bij {without} alleen om de eigen code" if without else "",
        )
        return f"{seen} {stay} bewaard; zelfscan vraagt daarvoor {', maar '.join(filter(None, asked))}."

    async def _facilitators_code(self, title: str, text: str) -> str | None:
        """What the facilitator of this start typed, '' where there is none; None when somebody gave up."""
        lock = self._rules.facilitator
        if lock is None:
            return ""
        opened = await self._ask_code(title, text, [lock.text])
        if opened is None:
            return None
        self._rules.attempts.forgive()
        return opened[0]

    async def _ask_code(self, title: str, text: str, locks: Sequence[str]) -> tuple[str, str] | None:
        """A code with the one of the locks that it opened, or None when the person gave up."""
        opened: list[str] = []

        def opens(code: str) -> str | None:
            secrets = ((lock, Secret.read(lock)) for lock in locks)
            return next((lock for lock, secret in secrets if secret and secret.opens_with(code)), None)

        def accepts(code: str) -> str:
            found = self._rules.attempts.guarded(code, opens, forgivable=self._is_ours(locks))
            opened[:] = [found] if found in locks else []
            return "" if opened else found

        code = await self.app.push_screen_wait(SecretDialog(title, text, accepts))
        return None if code is None else (code, opened[0])

    def _is_ours(self, locks: Collection[str]) -> bool:
        """Whether the facilitator of this very start opens one of these, and so may forgive what was tried on them."""
        return self._rules.facilitator is not None and self._rules.facilitator.text in locks

    # -- nobody there -------------------------------------------------------------------------------------------

    def notice_input(self) -> None:
        self._touched = self._rules.clock()

    def on_idle(self) -> None:
        """Cover the answers after the idle time; a scan that is already saved is simply put away.

        Between two leaders every window over the welcome closes: what a code opened there is not for the next person.
        """
        if not self._is_idle():
            return
        screen = self.app.screen
        if self.keeper.scan is not None:
            self.cover()
        elif len(self.app.screen_stack) > 1 and not isinstance(screen, RoundWelcomeScreen | TooSmallScreen):
            screen.dismiss()

    def _is_idle(self) -> bool:
        return self._rules.clock() - self._touched >= self._rules.idle_seconds

    def cover(self) -> None:
        """Cover the answers at once."""
        screen, scan = self.app.screen, self.keeper.scan
        if scan is None or self._is_covered():
            return
        if isinstance(screen, SaveScreen) and isinstance(screen.outcome, Saved):
            screen.dismiss(Move.DONE)
        else:
            self._start(self._cover(scan))

    def _is_covered(self) -> bool:
        return any(isinstance(shown, CoverScreen) for shown in self.app.screen_stack)

    async def _cover(self, scan: Scan) -> None:
        """Hide everything until a code opens it."""
        self.app.clear_notifications()
        facilitator = self._stands_in_for(scan)
        locks = Locks(Secret.read(scan.pin_lock), Secret.read(facilitator), scan.participant)

        def try_code(code: str) -> Uncovered | str:
            forgivable = self._is_ours([facilitator])
            return self._rules.attempts.guarded(code, locks.try_code, forgivable=forgivable)

        opened = await self.app.push_screen_wait(CoverScreen(locks.explanation(), try_code))
        self.app.hand_over()
        self.keeper.flush()
        if opened is Uncovered.PUT_AWAY and self.keeper.trouble:
            self.app.complain(self.keeper.trouble)
            self._start(self._cover(scan))
        elif opened is Uncovered.PUT_AWAY:
            step = next(shown for shown in self.app.screen_stack if isinstance(shown, StepScreen))
            while self.app.screen is not step:
                await self.app.screen.dismiss()
            step.dismiss(Move.DONE)

    def _start(self, what: Coroutine[Any, Any, None]) -> None:
        """Do what asks a person something, while the app goes on."""
        self.app.run_worker(what)


def _not_a_pin(code: str, *, may_be_none: bool) -> str:
    if len(code) == PIN_DIGITS and code.isascii() and code.isdigit():
        return ""
    without = " Laat het veld leeg voor geen pincode." if may_be_none else ""
    return f"Een pincode heeft precies {PIN_DIGITS} cijfers.{without}"
