"""Covers the answers while nobody is at the laptop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from zelfscan.domain import participant_key
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.round.rules import Secret

MAX_TRIES = 5


class Uncovered(Enum):
    """What a code on the cover brings about."""

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
        return "Typ uw eigen code (die van het eerste scherm) om verder te gaan."


class CoverScreen(OrderlyScreen[Uncovered]):
    """Shows nothing of the scan below; dismissed by a code that opens it."""

    LEAVING_KEYS = frozenset({"enter"})
    IS_GATE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear", show=False, priority=True)]

    field = query_one(Input)
    wrong = query_one("#wrong", Static)

    def __init__(self, locks: Locks, wait: Callable[[float], float]) -> None:
        """`wait(seconds)` is asked after too many wrong codes: how many seconds the cover still takes none."""
        super().__init__()
        self._locks = locks
        self._wait = wait
        self._tries = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="cover"):
            yield Static(Content("zelfscan staat even stil"), id="cover-title")
            yield Static(Content("De antwoorden zijn bewaard en afgedekt.\n\n" + self._locks.explanation()))
            yield Input(password=True, compact=True, max_length=40)
            yield Static("", id="wrong", markup=False)

    @on(Input.Submitted)
    def check(self) -> None:
        code = self.field.value.strip()
        self.field.clear()
        if (seconds := self._wait(0)) > 0:
            self._refuse(f"Te vaak een verkeerde code. Probeer het over {round(seconds) + 1} seconden opnieuw.")
        elif (opened := self._locks.try_code(code)) is not None:
            self.dismiss(opened)
        else:
            self._tries += 1
            if self._tries % MAX_TRIES == 0:
                self._wait(30.0 * self._tries / MAX_TRIES)
            self._refuse("Deze code klopt niet.")

    def _refuse(self, text: str) -> None:
        self.wrong.update(Content(text))
        self.take_keys()

    def action_clear(self) -> None:
        self.field.clear()
