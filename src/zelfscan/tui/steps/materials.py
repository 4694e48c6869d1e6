"""Part 2 of the questionnaire: adaptive learning materials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Materials
from zelfscan.tui.steps.step import TextStep
from zelfscan.tui.widgets.inputs import TextField

QUESTIONS = {
    "used": "Welke adaptieve leermiddelen gebruikt uw school? Bijvoorbeeld Snappet, of geen.",
    "added_value": "Wat voegen ze toe aan uw ambitie, en hoe haalt u daar meer uit?",
    "pitfalls": "Welke nadelen of valkuilen ziet u, en hoe gaat u daarmee om?",
}


class MaterialsScreen(TextStep):
    """Three open questions; every answer may stay empty."""

    HEADING = "Leermiddelen"
    HELP = (
        "Adaptieve leermiddelen passen de opgaven vanzelf aan de leerling aan. Deze vragen zijn open: schrijf zo veel "
        "of zo weinig als u wilt. Met Enter begint u een nieuwe regel, met Tab gaat u naar de volgende vraag. Na de "
        "laatste vraag staat u op Verder: druk daar op Enter. F2 gaat meteen verder. Overslaan mag."
    )
    AUTO_FOCUS = "TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder", id="materials.next", tooltip="Verder naar de competenties"),
    ]

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="materials"):
            for name, question in QUESTIONS.items():
                yield Static(Content(question), classes="question")
                yield TextField(getattr(self.scan.materials, name), id=name)
        with Horizontal(classes="buttons"):
            yield Button("Verder", variant="primary", id="next")
            yield Button("Overslaan", id="skip")

    @on(TextField.Changed)
    def keep_text(self) -> None:
        texts = {name: self.query_one(f"#{name}", TextField).typed for name in QUESTIONS}
        self.edit(replace(self.scan, materials=Materials(**texts)))

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.take_keys()

    @on(Button.Pressed)
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_go_on()
