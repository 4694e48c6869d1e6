"""Parts 1 and 2 of the questionnaire: situation and ambition in the model of personalised learning, and materials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Catalog, LearningModel, Level, Materials, MaterialsPart, Position, Scan, learning_quarter
from zelfscan.tui.steps import Desk, TextStep
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.drawing import Glyphs, blank, painted, write
from zelfscan.tui.widgets.inputs import TextField

CELL_WIDTH = 12
HALF = 2 * CELL_WIDTH
AXIS_ROW = 6
ROWS = {Level.FOUR: 2, Level.THREE: 4, Level.TWO: 8, Level.ONE: 10}
_COLUMNS = {level: (level - 1) * CELL_WIDTH + (1 if level.is_high else 0) for level in Level}
_WIDTH, _HEIGHT = 2 * HALF + 1, 13
MARKS = {"now": "● nu", "ambition": "★ ambitie"}
BOTH = "●★ beide"
_PARTS = ("line", "axis", "quarter", "mark", "moving")


class VisionField(Widget, can_focus=True):
    """A 4 x 4 field: self-direction to the right, differentiation upwards. `mark` is the mark that moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"vision-field--{part}" for part in _PARTS}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1, 0)", show=False, tooltip="Naar links in het veld"),
        Binding("right", "shift(1, 0)", show=False, tooltip="Naar rechts in het veld"),
        Binding("up", "shift(0, 1)", show=False, tooltip="Omhoog in het veld"),
        Binding("down", "shift(0, -1)", show=False, tooltip="Omlaag in het veld"),
        Binding(
            "space", "other_mark", show=False, id="vision.other", tooltip="De andere plaats aanwijzen: nu of ambitie"
        ),
    ]

    @dataclass
    class Placed(Message):
        """A mark got another place."""

        mark: str
        position: Position
        clicked: bool = False

    class OtherMark(Message):
        """The leader wants to move the other mark."""

    mark: reactive[str] = reactive("now")
    now: reactive[Position | None] = reactive(None)
    ambition: reactive[Position | None] = reactive(None)

    def __init__(self, words: LearningModel) -> None:
        super().__init__()
        self._words = words

    def position(self, mark: str) -> Position | None:
        """Where a mark stands; None when it was not placed."""
        return self.now if mark == "now" else self.ambition

    def action_shift(self, right: int, up: int) -> None:
        start = self.position(self.mark) or (self.now if self.mark == "ambition" else None)
        if start is None:
            # The first arrow sets the mark down in the middle, on the side of that arrow.
            self._place(Level.THREE if right > 0 else Level.TWO, Level.THREE if up > 0 else Level.TWO)
        else:
            self._place(_shifted(start.self_direction, right), _shifted(start.differentiation, up))

    def action_other_mark(self) -> None:
        self.post_message(self.OtherMark())

    def _place(self, self_direction: Level, differentiation: Level, *, clicked: bool = False) -> None:
        position = Position(differentiation=differentiation, self_direction=self_direction)
        self.post_message(self.Placed(self.mark, position, clicked))
        if self.mark == "now":
            self.now = position
        else:
            self.ambition = position

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or not (0 <= place.x < _WIDTH and 0 <= place.y < _HEIGHT):
            return
        event.stop()
        self._place(
            max((level for level in Level if _COLUMNS[level] <= place.x), default=Level.ONE),
            min(Level, key=lambda level: abs(ROWS[level] - place.y)),
            clicked=True,
        )

    def render(self) -> Content:
        field = blank(_WIDTH, _HEIGHT)
        for row in range(_HEIGHT):
            write(field, row, HALF, "┼" if row == AXIS_ROW else "│", "line")
        left, right = f"{self._words.left} ", f" {self._words.right}"
        write(field, AXIS_ROW, 0, left, "axis")
        write(field, AXIS_ROW, len(left), "─" * (HALF - len(left)), "line")
        write(field, AXIS_ROW, HALF + 1, "─" * (HALF - len(right)), "line")
        write(field, AXIS_ROW, _WIDTH - len(right), right, "axis")
        for high in (True, False):
            for own in (True, False):
                self._write_quarter(field, high=high, own=own)
        for differentiation, row in ROWS.items():
            for self_direction, column in _COLUMNS.items():
                spot = Position(differentiation=differentiation, self_direction=self_direction)
                here = [mark for mark in MARKS if self.position(mark) == spot]
                text = BOTH if len(here) == 2 else MARKS[here[0]] if here else "·"
                style = "moving" if self.mark in here and self.has_focus else "mark" if here else "line"
                write(field, row, column + (CELL_WIDTH - len(text)) // 2, text, style)
        styles = {part: self.get_visual_style(f"vision-field--{part}") for part in _PARTS}
        return Content("\n").join(painted(field, styles))

    def _write_quarter(self, field: Glyphs, *, high: bool, own: bool) -> None:
        level = {True: Level.FOUR, False: Level.ONE}
        name = self._words.of(learning_quarter(Position(differentiation=level[high], self_direction=level[own])))
        words = wrap(name, HALF - 1)
        first = 0 if high else _HEIGHT - len(words)
        for row, text in enumerate(words, start=first):
            column = HALF + 1 + (HALF - len(text)) // 2 if own else (HALF - len(text)) // 2
            write(field, row, column, text, "quarter")


def _shifted(level: Level, step: int) -> Level:
    return Level(max(Level.ONE, min(Level.FOUR, level + step)))


NOW, AMBITION = "now", "ambition"
_ASK = {
    NOW: "1. Waar staat u nu?",
    AMBITION: "2. Waarheen wilt u?",
}
HOW = "Pijltjes of klik: plaatsen. Enter: vastleggen. Spatie: nu of ambitie."
NOT_PLACED = {
    NOW: "Zet eerst met een pijltje of een klik neer waar u nu staat. Overslaan: F2.",
    AMBITION: "Zet nu met een pijltje of een klik neer waar u naartoe wilt. Overslaan: F2.",
}


class VisionScreen(TextStep):
    """Place 'nu' and 'ambitie' in the model, and say in a few words what the ambition is."""

    HEADING = "Situatie en ambitie"
    SHORT_HEADING = "Ambitie"
    HELP = (
        "{catalog.learning.explanation}\n\n"
        "Zet eerst neer waar u nu staat, dan waar u naartoe wilt. Schrijf daarna in een paar woorden uw "
        "ambitie op: die blijft in beeld als u de competenties beoordeelt. U kunt die woorden ook meteen typen: ze "
        "komen vanzelf in het tekstvak. Met Tab en Enter op Verder, of met F2, gaat u verder. Overslaan mag."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Vastleggen", id="vision.confirm", tooltip="Deze plaats houden en verdergaan"),
    ]

    field = query_one(VisionField)
    note = query_one(TextField)
    marks = query_one("#marks", ChoiceList)
    said = query_one("#vision-said", Static)
    how = query_one("#how", Static)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        super().__init__(catalog, scan, desk)
        placed = scan.vision
        self.mark = AMBITION if placed.now is not None and placed.ambition is None else NOW
        """The mark that moves."""

    @property
    def model(self) -> LearningModel:
        """The model to place in. An instrument without one has no such step."""
        assert self.catalog.learning is not None
        return self.catalog.learning

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="vision-step"):
            with Horizontal(id="vision"):
                with Vertical(id="vision-model"):
                    yield Static(Content(self.model.top), classes="axis")
                    yield VisionField(self.model)
                    yield Static(Content(self.model.bottom), classes="axis")
                with Vertical(id="vision-side"):
                    marks = ChoiceList([Choice(mark, question) for mark, question in _ASK.items()], (NOW,), id="marks")
                    # The arrow keys belong to the field; these lines are for the mouse and to see which mark moves.
                    marks.can_focus = False
                    yield marks
                    yield Static(Content(HOW), id="how")
                    yield Static("", id="vision-said", markup=False)
            with Vertical(id="vision-note"):
                yield Static(Content("3. Uw ambitie in een paar woorden"))
                yield TextField(self.scan.vision.ambition_note, id="ambition-note", placeholder="Wij willen …")
                with Horizontal(classes="buttons"):
                    yield Button("Verder", variant="primary", id="next")
                    yield Button("Overslaan", id="skip")

    def on_mount(self) -> None:
        self.field.now = self.scan.vision.now
        self.field.ambition = self.scan.vision.ambition
        self._show()

    def _show(self) -> None:
        self.field.mark = self.mark
        self.marks.chosen = (self.mark,)
        lines = []
        for word, position in (("Nu", self.scan.vision.now), ("Ambitie", self.scan.vision.ambition)):
            name = self.model.of(learning_quarter(position)) if position else "nog niet geplaatst"
            lines.append(f"{word}: {name}")
        self.said.update(Content("\n\n".join(lines)))

    @on(ChoiceList.Changed, "#marks")
    def move_other_mark(self, event: ChoiceList.Changed) -> None:
        event.stop()
        self._point_at(event.chosen[0])

    @on(VisionField.OtherMark)
    def point_at_other_mark(self, event: VisionField.OtherMark) -> None:
        event.stop()
        self._point_at(AMBITION if self.mark == NOW else NOW)

    @property
    def subject(self) -> str:
        # Once to place 'nu' is not twice, for the ambition as well.
        return self.mark

    def _point_at(self, mark: str) -> None:
        self.mark = mark
        self.how.update(Content(HOW))
        self._show()

    @on(VisionField.Placed)
    def keep_place(self, event: VisionField.Placed) -> None:
        event.stop()
        self.hand_over()
        # Who places by clicking has no Enter to say that 'nu' stands well.
        self._point_at(AMBITION if event.clicked else event.mark)

    @on(TextField.Changed)
    def hand_over(self) -> None:
        field, note = self.field, self.note.typed
        vision = replace(self.scan.vision, now=field.now, ambition=field.ambition, ambition_note=note)
        self.edit(replace(self.scan, vision=vision))

    def action_confirm(self) -> None:
        mark = self.mark
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


_NAMES = ("used", "added_value", "pitfalls")
"""The open answers of part 2, as the scan and the instrument call them."""


class MaterialsScreen(TextStep):
    """Three open questions; every answer may stay empty."""

    HELP = (
        "{catalog.materials.explanation} Deze vragen zijn open: schrijf zo veel "
        "of zo weinig als u wilt. Met Enter begint u een nieuwe regel, met Tab gaat u naar de volgende vraag. Na de "
        "laatste vraag staat u op Verder: druk daar op Enter. F2 gaat meteen verder. Overslaan mag."
    )
    AUTO_FOCUS = "TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder", id="materials.next", tooltip="Verder naar de competenties"),
    ]

    @classmethod
    def names(cls, catalog: Catalog) -> tuple[str, str]:
        name = _part(catalog).short
        return name, name

    def compose_body(self) -> Iterator[Widget]:
        part = _part(self.catalog)
        with Vertical(id="materials"):
            for name in _NAMES:
                yield Static(Content(getattr(part, name).question), classes="question")
                yield TextField(getattr(self.scan.materials, name), id=name)
        with Horizontal(classes="buttons"):
            yield Button("Verder", variant="primary", id="next")
            yield Button("Overslaan", id="skip")

    @on(TextField.Changed)
    def hand_over(self) -> None:
        texts = {name: self.query_one(f"#{name}", TextField).typed for name in _NAMES}
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


def _part(catalog: Catalog) -> MaterialsPart:
    # An instrument without part 2 has no such step.
    assert catalog.materials is not None
    return catalog.materials
