"""The screens before and between the leaders of a round: the welcome, the cover, and the facilitator's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from zelfscan.domain import Assessment, Scan, Who, participant_key
from zelfscan.dutch import code_in_words, number_nl, plural
from zelfscan.safe_text import clipped, shown_path
from zelfscan.storage import DraftsFound
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keeper import Setup
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.round import RoundRules, Secret
from zelfscan.tui.steps.welcome import WHAT_A_CODE_IS, WHICH_SCAN, WelcomeScreen
from zelfscan.tui.widgets.inputs import KeyButton

MAX_NAME_SHOWN = 60
NOT_YOURS = (
    "Niet uw scan? Esc legt hem weg: dan kan de volgende beginnen. Er gaat niets verloren, en niemand ziet hem. "
    "Wie hem begon, gaat later verder met de eigen code."
)


class Uncovered(Enum):
    """What becomes of the scan under the cover."""

    GO_ON = "go_on"
    PUT_AWAY = "put_away"


@dataclass(frozen=True, slots=True)
class Locks:
    """What opens the cover: the leader's pin; without a pin the facilitator's code; without both the own code."""

    pin: Secret | None
    facilitator: Secret | None
    participant: str

    def try_code(self, code: str) -> Uncovered | None:
        """What this code brings about; None when it opens nothing. Beside a pin the facilitator only puts away."""
        if self.pin is not None and self.pin.opens_with(code):
            return Uncovered.GO_ON
        if self.facilitator is not None and self.facilitator.opens_with(code):
            return Uncovered.PUT_AWAY if self.pin is not None else Uncovered.GO_ON
        if self.pin is None and self.facilitator is None and participant_key(code) == participant_key(self.participant):
            return Uncovered.GO_ON
        return None

    def explanation(self) -> str:
        """What to type, in Dutch."""
        if self.pin is not None:
            return "Typ uw pincode van vier cijfers om verder te gaan."
        if self.facilitator is not None:
            return "U koos geen pincode. Vraag uw begeleider om de begeleiderscode in te typen."
        return "Typ uw eigen code (die van het welkomscherm) om verder te gaan."


class CoverScreen(OrderlyScreen[Uncovered]):
    """Shows nothing of the scan below; dismissed by a code that opens it, or by Esc, which opens nothing."""

    LEAVING_KEYS = frozenset({"enter"})
    IS_GATE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "put_away", show=False, priority=True)]

    field = query_one(Input)
    wrong = query_one("#wrong", Static)

    def __init__(self, explanation: str, try_code: Callable[[str], Uncovered | str]) -> None:
        """`try_code` says what a code brings about, or why it opens nothing."""
        super().__init__()
        self._explanation = explanation
        self._try_code = try_code

    def compose(self) -> ComposeResult:
        with Vertical(id="cover") as cover:
            cover.border_subtitle = "Enter: verder · Esc: wegleggen"
            yield Static(Content("zelfscan staat even stil"), id="cover-title")
            yield Static(Content(f"De antwoorden zijn bewaard en afgedekt.\n\n{self._explanation}"))
            yield Input(password=True, compact=True, max_length=40)
            yield Static("", id="wrong", markup=False)
            yield Static(Content(NOT_YOURS), id="cover-away")
            with Horizontal(classes="buttons"):
                yield KeyButton("Wegleggen (Esc)", id="cover-put-away")

    @on(Input.Submitted)
    def check(self) -> None:
        code = self.field.value
        self.field.clear()
        outcome = self._try_code(code)
        if isinstance(outcome, Uncovered):
            self.dismiss(outcome)
        else:
            self.wrong.update(Content(outcome))
            self.take_keys()

    def action_put_away(self) -> None:
        if self.field.value:
            self.field.clear()
        else:
            self.put_away()

    @on(Button.Pressed, "#cover-put-away")
    def put_away(self) -> None:
        self.dismiss(Uncovered.PUT_AWAY)


@dataclass(frozen=True, slots=True)
class OpenScan:
    """A scan that was begun and not finished: its code, how far it is, and whether a pin keeps it closed."""

    id: UUID
    participant: str
    progress: str
    has_pin: bool


@dataclass(frozen=True, slots=True)
class RoundState:
    """How far the round is: how many leaders finished, out of how many, and what is open. Never an answer.

    `open_scans` are those that this facilitator stands in for; None when anybody may look here, for then no code is
    named. `locked` counts sealed drafts that this
    program cannot open; None in a round that is not sealed. `fingerprints` are those of its recipients.
    """

    name: str
    who: Who
    folder: Path
    finished: int
    unfinished: int
    idle_seconds: float
    expected: int | None = None
    open_scans: Sequence[OpenScan] | None = None
    locked: int | None = None
    fingerprints: Sequence[str] = ()


class FacilitatorScreen(HouseScreen[bool | UUID]):
    """Dismissed with True when the round ends here, with False to go on, with the id of a scan to give a new pin."""

    HEADING = "Begeleider"
    HELP = (
        "Dit scherm telt alleen. Wie wat heeft geantwoord, staat hier niet. De bestanden staan in de map van de "
        "ronde. Maak er na afloop de groepscijfers van met: zelfscan groep, met die map erachter.\n\n"
        "Is iemand de pincode vergeten? Wijs de code aan en druk op p: diegene kiest dan een nieuwe. U ziet de "
        "antwoorden daarbij niet. Dit kan alleen als u de ronde met --begeleider bent begonnen, en bij scans die onder "
        "dezelfde begeleiderscode zijn begonnen."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder", priority=True, id="facilitator.next",
                tooltip="Terug naar het welkomscherm voor de volgende"),
        Binding("p", "new_pin", "Nieuwe pincode", priority=True, id="facilitator.pin",
                tooltip="Een nieuwe pincode laten kiezen bij de aangewezen code"),
        Binding("e", "stop", "Beëindigen", priority=True, id="facilitator.stop",
                tooltip="zelfscan sluiten; alle resultaten blijven staan"),
        Binding("escape", "go_on", "Terug", priority=True, id="facilitator.back",
                tooltip="Terug naar het welkomscherm voor de volgende"),
    ]  # fmt: skip

    def __init__(self, state: RoundState) -> None:
        super().__init__()
        self._state = state

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="facilitator"):
            yield Static(Content("\n".join(self._lines())))
            if self._state.open_scans:
                yield Static(Content("Nog open:"), id="open-title")
                yield OptionList(*(Content(_open_line(scan)) for scan in self._state.open_scans), id="open-scans")
            with Horizontal(classes="buttons"):
                yield Button("Verder met de ronde", variant="primary", id="go-on")
                if self._state.open_scans:
                    yield KeyButton("Nieuwe pincode (p)", id="new-pin")
                yield Button("Ronde beëindigen", id="stop")

    def _lines(self) -> Iterator[str]:
        state = self._state
        minutes = number_nl(state.idle_seconds / 60).removesuffix(",0")
        finished = state.who.counted(state.finished)
        yield f"Ronde: {clipped(state.name, MAX_NAME_SHOWN)}"
        expected = None if state.expected is None else state.who.counted(state.expected)
        yield f"Klaar: {finished}" if expected is None else f"Klaar: {state.finished} van {expected}"
        until = "" if state.locked is None else ", tot zelfscan sluit"
        yield f"Onafgemaakt: {plural(state.unfinished, 'concept', 'concepten')} (met de eigen code verder{until})"
        if state.open_scans is not None and (others := state.unfinished - len(state.open_scans)):
            yield f"Niet onder uw begeleiderscode begonnen: {plural(others, 'concept', 'concepten')}"
        yield f"Afdekken na {minutes} {'minuut' if minutes == '1' else 'minuten'} zonder toets of muis"
        yield ""
        yield "De resultaten staan in:"
        yield shown_path(state.folder)
        if state.locked is not None:
            yield "Alles wordt verzegeld bewaard: alleen met uw sleutel gaat het open."
        for mark in state.fingerprints:
            yield f"Kenmerk: {mark} (staat dat ook op uw papier?)"
        if state.locked:
            found = plural(state.locked, "verzegeld concept", "verzegelde concepten")
            yield f"Van een eerdere start: {found}, alleen met uw sleutel te openen."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._state.open_scans) if action == "new_pin" else super().check_action(action, parameters)

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_go_on()

    @on(Button.Pressed, "#new-pin")
    def action_new_pin(self) -> None:
        pointed = self.query_one(OptionList).highlighted
        if self._state.open_scans and pointed is not None:
            self.dismiss(self._state.open_scans[pointed].id)

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        self.dismiss(False)

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        self.dismiss(True)


def _open_line(scan: OpenScan) -> str:
    pin = "met pincode" if scan.has_pin else "zonder pincode"
    return f"{code_in_words(scan.participant):<20}  {scan.progress}, {pin}"


MAX_NAME_AT_WELCOME = 32
"""With its sentence it fills the line."""


class RoundWelcomeScreen(WelcomeScreen):
    """Shows no drafts: a draft is gone on with only by typing its own code."""

    HELP = (
        f"{WHAT_A_CODE_IS} Noteer hem, want met deze code komt u terug.\n\n"
        "Was u hier al begonnen? Typ dan de code van toen en druk op Enter. Zelfscan vraagt daarna uw pincode. Koos u "
        "er geen, vraag dan uw begeleider.\n\n"
        f"{WHICH_SCAN}\n\n"
        "Vult u de vragen liever in de browser in, of met een schermlezer? Vraag uw begeleider om de vragenlijst als "
        "bestand."
    )
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
        super().__init__(setup._replace(participant=code), DraftsFound((), ()), reopen)
        self._rules = rules
        self._find_draft = find_draft
        self._call_facilitator = call_facilitator

    def lines(self) -> tuple[str, ...]:
        return (
            f"Dit is de ronde '{self._short_name()}' op een gedeelde laptop.",
            self.asked(),
            f"{self.lasts()} Daarna ziet u uw kwadrant.",
            "Wie na u komt, ziet uw antwoorden niet. Bent u weg? F8 dekt af.",
            *self._who_reads(),
            "Delen met de groep? Alleen als u daar aan het eind ja op zegt.",
        )

    def _who_reads(self) -> tuple[str, ...]:
        seal = self._setup.results.seal
        if seal is None:
            return ("Uw begeleider krijgt uw antwoorden onder deze code, zonder naam.",)
        first, *others = seal.fingerprints
        return (
            f"Uw antwoorden worden verzegeld (kenmerk {first}).",
            *(f"Ze worden ook verzegeld voor kenmerk {mark}." for mark in others),
        )

    def _short_name(self) -> str:
        return clipped(self._rules.name, MAX_NAME_AT_WELCOME)

    def choose(self, code: str, assessment: Assessment) -> None:
        # First: what was changed after saving stands in a draft beside the result.
        if (draft := self._find_draft(code)) is not None:
            self.ask(
                ConfirmDialog(
                    "Er staat een onafgemaakte scan met deze code",
                    "Bent u hier eerder aan begonnen? Dan kunt u verdergaan waar u was.",
                    yes="Verdergaan",
                    no="Andere code kiezen",
                ),
                lambda yes: self.go_on(draft) if yes else self.complain("Kies een andere code."),
            )
        elif self._setup.results.has_code(code):
            self.complain(f"De code {code_in_words(code)} is in deze ronde al gebruikt. Kies een andere code.")
        else:
            self.dismiss(replace(self.new_scan(code, assessment), round_name=self._rules.name))

    def action_facilitator(self) -> None:
        self._call_facilitator()
