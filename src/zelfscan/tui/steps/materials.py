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
from zelfscan.tui.steps.step import StepScreen
from zelfscan.tui.widgets.inputs import TextField

QUESTIONS = {
    "used": "Welke adaptieve leermiddelen gebruikt uw school? Bijvoorbeeld Snappet, of geen.",
    "added_value": "Wat voegen ze toe aan uw ambitie, en hoe haalt u daar meer uit?",
    "pitfalls": "Welke nadelen of valkuilen ziet u, en hoe gaat u daarmee om?",
}


class MaterialsScreen(StepScreen):
    """Three open questions; every answer may stay empty."""

    HEADING = "Leermiddelen"
    HELP = (
        "Adaptieve leermiddelen passen de opgaven vanzelf aan de leerling aan. Deze vragen zijn open: schrijf zo veel "
        "of zo weinig als u wilt. Met Tab gaat u naar een vraag, met Enter naar de volgende. Overslaan mag."
    )
    AUTO_FOCUS = ""
    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab", "s"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next_part", "Verder", id="materials.next", tooltip="Verder naar de competenties"),
        Binding("s", "next", "Overslaan", id="materials.skip", tooltip="Dit deel overslaan"),
        Binding("tab", "next_field", "Naar de vragen", id="materials.tab", tooltip="Naar de volgende vraag"),
        Binding("shift+tab", "previous_field", show=False, id="materials.previous", tooltip="Naar het vorige veld"),
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
    def keep(self) -> None:
        texts = {name: self.query_one(f"#{name}", TextField).text.strip() for name in QUESTIONS}
        self.edit(replace(self.scan, materials=Materials(**texts)))

    @on(TextField.Submitted)
    def to_next_question(self, event: TextField.Submitted) -> None:
        self.keep()
        if event.field.id == list(QUESTIONS)[-1]:
            self.action_next()
        else:
            self.focus_next()
            self.take_keys()

    def action_next_part(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_next()

    @on(Button.Pressed)
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_next()
