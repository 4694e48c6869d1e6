"""Part 1 of the questionnaire: where the school stands, and the ambition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Position, learning_quarter
from zelfscan.tui.steps.step import TextStep
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import TextField
from zelfscan.tui.widgets.vision_field import VisionField

NOW, AMBITION = "now", "ambition"
ASK = {
    NOW: "1. Waar staat u nu?",
    AMBITION: "2. Waarheen wilt u?",
}
HOW = "Pijltjes of klik: plaatsen. Enter: vastleggen. Spatie: nu of ambitie."
NOT_PLACED = {
    NOW: "Zet eerst met een pijltje of een klik neer waar uw school nu staat. Overslaan: F2.",
    AMBITION: "Zet nu met een pijltje of een klik neer waar u naartoe wilt. Overslaan: F2.",
}


class VisionScreen(TextStep):
    """Place 'nu' and 'ambitie' in the model, and say in a few words what the ambition is."""

    HEADING = "Situatie en ambitie"
    SHORT_HEADING = "Ambitie"
    HELP = (
        "Het veld laat zien hoe leerlingen op uw school leren. Hoe hoger, hoe meer het onderwijs "
        "aansluit op de leerling ({catalog.learning.top}). Hoe meer naar rechts, hoe meer de leerling zelf stuurt "
        "({catalog.learning.right}).\n\n"
        "Zet eerst neer waar uw school nu staat, dan waar u naartoe wilt. Schrijf daarna in een paar woorden uw "
        "ambitie op: die blijft in beeld als u de competenties beoordeelt. U kunt die woorden ook meteen typen: ze "
        "komen vanzelf in het tekstvak. Met Tab en Enter op Verder, of met F2, gaat u verder. Overslaan mag."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Vastleggen", id="vision.confirm", tooltip="Deze plaats houden en verder gaan"),
    ]

    field = query_one(VisionField)
    note = query_one(TextField)
    marks = query_one("#marks", ChoiceList)
    said = query_one("#vision-said", Static)
    how = query_one("#how", Static)

    def compose_body(self) -> Iterator[Widget]:
        with Horizontal(id="vision"):
            with Vertical(id="vision-model"):
                yield Static(Content(self.catalog.learning.top), classes="axis")
                yield VisionField(self.catalog.learning)
                yield Static(Content(self.catalog.learning.bottom), classes="axis")
            with Vertical(id="vision-side"):
                marks = ChoiceList([Choice(mark, question) for mark, question in ASK.items()], (NOW,), id="marks")
                # The arrow keys belong to the field; these lines are for the mouse and to see which mark moves.
                marks.can_focus = False
                yield marks
                yield Static(Content(HOW), id="how")
                yield Static("", id="vision-said", markup=False)
        with Vertical(id="vision-note"):
            yield Static(Content("3. Uw ambitie in een paar woorden"))
            yield TextField(
                self.scan.vision.ambition_note, id="ambition-note", placeholder="Wij willen dat leerlingen …"
            )
            with Horizontal(classes="buttons"):
                yield Button("Verder", variant="primary", id="next")
                yield Button("Overslaan", id="skip")

    def on_mount(self) -> None:
        self.field.now = self.scan.vision.now
        self.field.ambition = self.scan.vision.ambition
        if self.field.now is not None and self.field.ambition is None:
            self.field.mark = AMBITION
        self._show()

    def _show(self) -> None:
        self.marks.chosen = (self.field.mark,)
        lines = []
        for word, position in (("Nu", self.scan.vision.now), ("Ambitie", self.scan.vision.ambition)):
            name = self.catalog.learning.of(learning_quarter(position)) if position else "nog niet geplaatst"
            lines.append(f"{word}: {name}")
        self.said.update(Content("\n\n".join(lines)))

    @on(ChoiceList.Changed, "#marks")
    def move_other_mark(self, event: ChoiceList.Changed) -> None:
        event.stop()
        self._point_at(event.chosen[0])

    @on(VisionField.OtherMark)
    def point_at_other_mark(self, event: VisionField.OtherMark) -> None:
        event.stop()
        self._point_at(AMBITION if self.field.mark == NOW else NOW)

    def _point_at(self, mark: str) -> None:
        self.field.mark = mark
        self.how.update(Content(HOW))
        self._show()

    @on(VisionField.Placed)
    def keep_place(self, event: VisionField.Placed) -> None:
        event.stop()
        self._keep(event.mark, event.position)
        # Who places by clicking has no Enter to say that 'nu' stands well.
        self._point_at(AMBITION if event.clicked else event.mark)

    def _keep(self, mark: str, position: Position) -> None:
        vision = self.scan.vision
        vision = replace(vision, now=position) if mark == NOW else replace(vision, ambition=position)
        self.edit(replace(self.scan, vision=vision))
        self._show()

    @on(TextField.Changed)
    def keep_text(self) -> None:
        note = self.note.typed
        self.edit(replace(self.scan, vision=replace(self.scan.vision, ambition_note=note)))

    def action_confirm(self) -> None:
        mark = self.field.mark
        if isinstance(self.focused, Button):
            self.focused.press()
            return
        if self.field.position(mark) is None:
            self.how.update(Content(NOT_PLACED[mark]))
        elif mark == NOW:
            self._point_at(AMBITION)
        else:
            self.set_focus(self.note)
        self.take_keys()

    @on(Button.Pressed)
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_go_on()
