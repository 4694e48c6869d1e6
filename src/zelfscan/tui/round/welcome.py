"""The first screen in a round on a shared laptop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from zelfscan.domain import Assessment, Scan
from zelfscan.dutch import code_in_words
from zelfscan.safe_text import clipped
from zelfscan.storage import DraftsFound
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.keeper import Setup
from zelfscan.tui.round.codes import RoundRules
from zelfscan.tui.steps.welcome import WelcomeScreen

MAX_NAME_SHOWN = 36


class RoundWelcomeScreen(WelcomeScreen):
    """Shows no drafts: a draft is gone on with only by typing its own code."""

    # The window of the facilitator comes a moment later; what is typed meanwhile is for that window.
    LEAVING_KEYS = WelcomeScreen.LEAVING_KEYS | {"f3"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "facilitator", "Begeleider", id="welcome.facilitator", tooltip="Het scherm voor de begeleider"),
    ]

    def __init__(
        self,
        setup: Setup,
        rules: RoundRules,
        code: str,
        *,
        find_draft: Callable[[str], Scan | None],
        reopen: Callable[[Scan], Scan],
        call_facilitator: Callable[[], None],
    ) -> None:
        """`call_facilitator` shows over this screen how far the round is."""
        super().__init__(replace(setup, participant=code), DraftsFound((), ()), reopen)
        self._rules = rules
        self._find_draft = find_draft
        self._call_facilitator = call_facilitator

    def lines(self) -> tuple[str, ...]:
        return (
            f"• Dit is de ronde '{self._short_name()}' op een gedeelde laptop.",
            f"• {self.asked()}",
            "• Dat duurt zo'n tien minuten. Daarna ziet u uw kwadrant.",
            "• Wie na u komt, ziet uw antwoorden niet. Bent u weg? F8 dekt af.",
            self._who_reads(),
            "• Delen met de groep? Alleen als u daar aan het eind ja op zegt.",
        )

    def _who_reads(self) -> str:
        seal = self._setup.results.seal
        if seal is None:
            return "• Uw begeleider krijgt uw antwoorden onder deze code, zonder naam."
        many = len(seal.fingerprints)
        mark = f"kenmerk {seal.fingerprints[0]}" if many == 1 else f"{many} ontvangers"
        return f"• Uw antwoorden worden verzegeld ({mark})."

    def _short_name(self) -> str:
        return clipped(self._rules.name, MAX_NAME_SHOWN)

    def choose(self, code: str, assessment: Assessment) -> None:
        if self._setup.results.has_code(code):
            self.complain(f"De code {code_in_words(code)} is in deze ronde al gebruikt. Kies een andere code.")
        elif (draft := self._find_draft(code)) is not None:
            self.ask(
                ConfirmDialog(
                    "Er staat een onafgemaakte scan met deze code",
                    "Bent u hier eerder aan begonnen? Dan kunt u verdergaan waar u was.",
                    yes="Verdergaan",
                    no="Andere code kiezen",
                ),
                lambda yes: self.go_on(draft) if yes else self.complain("Kies een andere code."),
            )
        else:
            self.dismiss(replace(self.new_scan(code, assessment), round_name=self._rules.name))

    def action_facilitator(self) -> None:
        self._call_facilitator()
