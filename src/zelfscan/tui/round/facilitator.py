"""What the facilitator sees between two leaders: how far the round is, never who answered what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.dutch import number_nl, plural
from zelfscan.safe_text import clipped, shown_path
from zelfscan.tui.house_screen import HouseScreen

MAX_NAME_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RoundState:
    """Counts only: how many leaders finished, how many stopped halfway.

    `locked` counts sealed drafts that this program cannot open; None in a round that is not sealed.
    """

    name: str
    folder: Path
    finished: int
    unfinished: int
    idle_seconds: float
    locked: int | None = None


class FacilitatorScreen(HouseScreen[bool]):
    """Dismissed with True when the round ends here, with False to go on."""

    HEADING = "Begeleider"
    HELP = (
        "Dit scherm telt alleen. Wie wat heeft geantwoord, staat hier niet. De bestanden staan in de map van de "
        "ronde. Maak er na afloop de groepscijfers van met: zelfscan groep, met die map erachter."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder met de ronde", priority=True, id="facilitator.next",
                tooltip="Terug naar het welkomscherm voor de volgende leider"),
        Binding("escape", "go_on", "Terug", priority=True, id="facilitator.back",
                tooltip="Terug naar het welkomscherm voor de volgende leider"),
        Binding("e", "stop", "Ronde beëindigen", priority=True, id="facilitator.stop",
                tooltip="zelfscan sluiten; alle resultaten blijven staan"),
    ]  # fmt: skip

    def __init__(self, state: RoundState) -> None:
        super().__init__()
        self._state = state

    def compose_body(self) -> Iterator[Widget]:
        state = self._state
        minutes = number_nl(state.idle_seconds / 60).removesuffix(",0")
        lines = [
            f"Ronde: {clipped(state.name, MAX_NAME_SHOWN)}",
            "",
            f"Klaar: {plural(state.finished, 'leider', 'leiders')}",
            f"Onafgemaakt: {plural(state.unfinished, 'concept', 'concepten')} (verder te gaan met de eigen code)",
            "",
            f"Afdekken na {minutes} minuten zonder toets of muis",
            "",
            "De resultaten staan in:",
            shown_path(state.folder),
            *self._about_seal(),
        ]
        with Vertical(id="facilitator"):
            yield Static(Content("\n".join(lines)))
            with Horizontal(classes="buttons"):
                yield Button("Verder met de ronde", variant="primary", id="go-on")
                yield Button("Ronde beëindigen", id="stop")

    def _about_seal(self) -> list[str]:
        if self._state.locked is None:
            return []
        lines = ["", "Alles wordt verzegeld bewaard: alleen met uw sleutel gaat het open."]
        if self._state.locked:
            found = plural(self._state.locked, "verzegeld concept", "verzegelde concepten")
            lines.append(f"Van een eerdere start: {found}, alleen met uw sleutel te openen.")
        return lines

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_go_on()

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        self.dismiss(False)

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        self.dismiss(True)
