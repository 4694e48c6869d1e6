"""A stop of the conversation on the screen: the quadrant with the item in hand lit up, and the guide beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from zelfscan.domain import (
    LONGEST_LINE,
    MAX_DEVELOPMENT_POINTS,
    Agreement,
    Assessment,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    LearningModel,
    Scan,
    development_point,
    learning_quarter,
    place,
    place_by_importance,
    talk_point,
    with_conversation,
    with_development_point,
    with_talk_point,
)
from zelfscan.dutch import date_nl, enumerate_nl, read_date
from zelfscan.reports import agreement_words, occasion_words
from zelfscan.safe_text import clipped, one_line
from zelfscan.tui.conversation.windows import (
    LIST_FULL,
    LONGEST_DATE,
    AgreementDialog,
    StopPicker,
    TalkPart,
    TalkStop,
    question_on,
)
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.steps import Desk, GoTo, TextStep
from zelfscan.tui.steps.development import SupportDialog
from zelfscan.tui.steps.vision import VisionField
from zelfscan.tui.widgets.drawing import NumberBoard
from zelfscan.tui.widgets.inputs import LineField, TextField
from zelfscan.tui.widgets.quadrant import ImportanceRows, QuadrantPlot

_WIDE = 110
"""The columns from which the quadrant stands beside the guide."""
_OWN_TEXT = 300
"""The characters of the leader's own words in the scan that the guide repeats."""
AGREED = 160
"""The characters of an agreement below the questions; its window shows all of it."""


class ConversationScreen(TextStep):
    """One stop of the conversation. The answers of the scan cannot be changed here."""

    HEADING = "In gesprek"
    HELP = (
        "Kijk samen naar het kwadrant: het getal waar u het over hebt, licht op. De vragen zijn een hulp: u mag alles "
        "leeg laten, en elke volgorde is goed. Wat u opschrijft, is meteen bewaard als concept. Pas als u aan het eind "
        "ja zegt, komt het in uw resultaat. Uw antwoorden van de scan veranderen hier niet.\n\n"
        "Met Tab gaat u naar het volgende veld, met F2 naar het volgende punt, met Esc een punt terug. F6 toont alle "
        "punten. Met F3 kiest u steun en met F5 maakt u een afspraak: dat kan bij een ontwikkelpunt. In een smal "
        "venster toont F7 het kwadrant, en nog een keer F7 de vragen. F8 brengt u naar het nalezen en bewaren."
    )
    AUTO_FOCUS = ".talk-field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder", id="talk.next", tooltip="Verder naar het volgende punt"),
        Binding("tab", "next_field", "Veld", id="talk.field", tooltip="Naar het volgende veld, en daarna de knoppen"),
        Binding("f2", "go_on", "Verder", id="talk.skip", tooltip="Naar het volgende punt; uw tekst blijft"),
        Binding("f3", "support", "Steun", show=False, id="talk.support",
                tooltip="De steun bij dit ontwikkelpunt kiezen"),
        Binding("f5", "agree", "Afspraak", show=False, id="talk.agree",
                tooltip="Een afspraak maken bij dit ontwikkelpunt"),
        # With priority: in a text these two would select a line or all of it.
        Binding("f6", "choose_step", "Punten", priority=True, id="talk.choose",
                tooltip="Naar een ander punt van het gesprek"),
        Binding("f7", "look", show=False, priority=True, id="talk.look", tooltip="Het kwadrant tonen, of de vragen"),
        Binding("f8", "read_over", "Klaar", id="talk.review", tooltip="Nalezen wat er staat, en bewaren"),
    ]  # fmt: skip

    told = query_one("#talk-told", Static)
    agreed = query_one("#talk-agreed", Static)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk, stops: Sequence[TalkStop], here: int) -> None:
        super().__init__(catalog, scan, desk)
        self.stops = tuple(stops)
        self.here = here
        self._today = desk.today()
        self._partner = scan.conversation.partner if scan.conversation else ""

    @property
    def stop(self) -> TalkStop:
        """Where the conversation is."""
        return self.stops[self.here]

    @property
    def number(self) -> int | None:
        """The item in hand."""
        return None if self.stop.item is None else self.stop.item.number

    @property
    def held(self) -> Conversation:
        """The conversation so far; one of today when nothing was said yet."""
        return self.scan.conversation or Conversation(held=self._today)

    def compose_body(self) -> Iterator[Widget]:
        only_importance = self.scan.assessment is Assessment.IMPORTANCE_ONLY
        with Horizontal(id="talk"):
            with Vertical(id="talk-picture"):
                if self.stop.part is TalkPart.VISION and self.catalog.learning is not None:
                    yield from self._vision_field(self.catalog.learning)
                else:
                    yield ImportanceRows(self.catalog) if only_importance else QuadrantPlot(self.catalog)
            with Vertical(id="talk-guide"):
                with VerticalScroll(id="talk-read", can_focus=False):
                    yield Static(Content(self.stop.name(self.catalog)), id="talk-name")
                    yield Static("", id="talk-told", markup=False)
                    yield from self._fields()
                # Outside of what scrolls: the way on is in sight at every size.
                yield Static("", id="talk-agreed", markup=False)
                with Horizontal(classes="buttons"):
                    yield Button("Verder", variant="primary", id="next")
                    if self.number is not None:
                        yield Button("Steun", id="support")
                        yield Button("Afspraak", id="agree")
                    # Beside the guide there is no room for it, nor a need.
                    if self.app.size.width < _WIDE:
                        yield Button("Kwadrant", id="look")

    def _vision_field(self, words: LearningModel) -> Iterator[Widget]:
        field = VisionField(words)
        field.now, field.ambition = self.scan.vision.now, self.scan.vision.ambition
        # To look at: what was answered is not changed here.
        field.disabled = True
        yield Static(Content(words.top), classes="axis")
        yield field
        yield Static(Content(words.bottom), classes="axis")

    def _fields(self) -> Iterator[Widget]:
        held, number = self.held, self.number
        if number is not None and self.stop.item is not None:
            said = talk_point(held, number)
            texts = (
                ("sees", "Wat ziet u?", said.sees),
                ("example", "Een voorbeeld uit uw school", said.example),
                ("text", question_on(self.stop), said.text),
            )
            for name, question, text in texts:
                yield Static(Content(question), classes="question")
                yield self._field(name, text)
        elif self.stop.part is TalkPart.BEGIN:
            yield Static(Content("Met wie voert u dit gesprek? Een rol, geen naam, bijvoorbeeld coach."))
            yield self._line("partner", one_line(self._partner), LONGEST_LINE)
            yield Static(Content("Wanneer?"), classes="question")
            yield self._line("held", date_nl(held.held), LONGEST_DATE)
        else:
            yield Static(Content(question_on(self.stop)), classes="question")
            yield self._field("part", self._said_on_part())

    def _field(self, name: str, text: str) -> TextField:
        field = TextField(text, id=f"talk-{name}")
        field.add_class("talk-field")
        field.read_only = self.desk.read_only
        return field

    def _line(self, name: str, text: str, longest: int) -> LineField:
        field = LineField(text, longest=longest)
        field.id = f"talk-{name}"
        field.add_class("talk-field")
        field.disabled = self.desk.read_only
        return field

    def _said_on_part(self) -> str:
        held = self.held
        return {TalkPart.VISION: held.vision, TalkPart.MATERIALS: held.materials, TalkPart.ROLE: held.role}[
            self.stop.part
        ]

    def on_mount(self) -> None:
        for board in self.query(NumberBoard):
            if isinstance(board, ImportanceRows):
                board.levels = place_by_importance(self.scan.ratings, self.catalog.numbers).levels
            elif isinstance(board, QuadrantPlot):
                board.cells = place(self.scan.ratings, self.catalog.numbers).cells
            board.current = self.number
        self.told.update(self._about())
        self._show_agreed()
        # The statement comes first, also where the focus took the page further down.
        self.call_after_refresh(self.query_one("#talk-read").scroll_home, animate=False)

    def watch_scan(self) -> None:
        self._show_agreed()

    def _about(self) -> Content:
        """What the scan says of this stop."""
        if self.number is not None and self.stop.item is not None:
            rating = self.scan.rating(self.number)
            why = occasion_words(self.catalog, self.scan, self.stop.item)
            said = " · ".join(filter(None, (self.catalog.in_words(rating), why)))
            note = f"\nUw notitie: {clipped(rating.note, _OWN_TEXT)}" if rating.note else ""
            return Content.from_markup(
                "$statement\n[bold]$said[/]$note",
                statement=self.catalog.competency(self.number).statement, said=said, note=note,
            )  # fmt: skip
        return Content(
            {
                TalkPart.BEGIN: (
                    "Ga naast elkaar zitten, of deel dit scherm. U loopt samen langs uw ambitie, uw rol en de "
                    "competenties die opvallen. Wie de scan deed vertelt, de ander vraagt door. Schrijf kort op wat "
                    "ertoe doet; alles mag leeg blijven. Aan het eind leest u alles na en zegt u of het bewaard wordt."
                ),
                TalkPart.VISION: self._vision_words(),
                TalkPart.MATERIALS: self._materials_words(),
                TalkPart.ROLE: "Uw ambitie vraagt iets van de school, en ook van u.",
            }[self.stop.part]
        )

    def _vision_words(self) -> str:
        vision = self.scan.vision
        words = [
            f"{name}: {self.catalog.learning.of(learning_quarter(position))}."
            for name, position in (("Nu", vision.now), ("Ambitie", vision.ambition))
            if position is not None and self.catalog.learning is not None
        ]
        own = [clipped(text, _OWN_TEXT) for text in (vision.now_note, vision.ambition_note) if text]
        return "\n".join((" ".join(words), *own)).strip() or "In de scan gaf u uw situatie en ambitie niet aan."

    def _materials_words(self) -> str:
        materials = self.scan.materials
        texts = (materials.used, materials.added_value, materials.pitfalls)
        told = zip(("U gebruikt", "Meerwaarde", "Valkuilen"), texts, strict=True)
        words = "\n".join(f"{name}: {clipped(text, _OWN_TEXT)}" for name, text in told if text)
        return words or "In de scan schreef u hier niets over."

    def _point(self) -> DevelopmentPoint | None:
        return None if self.number is None else development_point(self.scan, self.number)

    def _show_agreed(self) -> None:
        point = self._point()
        self.agreed.display = self.number is not None
        self.agreed.set_class(point is not None, "-point")
        if self.number is None:
            return
        if point is None:
            self.agreed.update(Content("Nog geen ontwikkelpunt. Met steun (F3) of een afspraak (F5) wordt het er een."))
            return
        support = enumerate_nl(self.catalog.support_name(name).lower() for name in point.support) or "nog geen"
        agreement = agreement_words(point) or "nog geen"
        self.agreed.update(Content.assemble(
            ("Steun (F3): ", "bold"), support, "\n", ("Afspraak (F5): ", "bold"), clipped(agreement, AGREED)
        ))  # fmt: skip

    def hand_over(self) -> None:
        if self.desk.read_only:
            return
        held, part = self.held, self.stop.part
        if self.number is not None:
            names = ("sees", "example", "text")
            texts = (self.query_one(f"#talk-{name}", TextField).typed for name in names)
            held = with_talk_point(held, ConversationPoint(self.number, *texts))
        elif part is TalkPart.BEGIN:
            typed = self.query_one("#talk-partner", Input).value.strip()
            # A name of more lines stays as it was when nobody changed it.
            partner = self._partner if typed == one_line(self._partner) else typed
            day = read_date(self.query_one("#talk-held", Input).value, self._today)
            held = replace(held, partner=partner, held=day or held.held)
        elif (text := self.query_one("#talk-part", TextField).typed) is not None:
            field = {TalkPart.VISION: "vision", TalkPart.MATERIALS: "materials", TalkPart.ROLE: "role"}[part]
            held = replace(held, **{field: text})  # type: ignore[arg-type]
        self.edit(with_conversation(self.scan, held))

    @on(TextField.Changed)
    @on(Input.Changed)
    def keep_typed(self, event: TextField.Changed | Input.Changed) -> None:
        event.stop()
        self.hand_over()

    @on(Input.Submitted)
    def leave_line(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_field()

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        elif self.has_class("-looking"):
            self.action_look()
        else:
            self.take_keys()

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        event.stop()
        actions = {
            "next": self.action_go_on,
            "support": self.action_support,
            "agree": self.action_agree,
            "look": self.action_look,
        }
        actions[event.button.id or "next"]()

    @on(NumberBoard.Picked)
    def go_to_number(self, event: NumberBoard.Picked) -> None:
        event.stop()
        places = (place for place, stop in enumerate(self.stops) if stop.item and stop.item.number == event.number)
        self.go_to(next(places, None))

    def go_to(self, place: int | None) -> None:
        if place is not None and place != self.here:
            self.hand_over()
            self.dismiss(GoTo(place))

    def action_choose_step(self) -> None:
        self.ask(StopPicker(self.catalog, self.stops, self.here), self.go_to)

    def action_read_over(self) -> None:
        self.go_to(next(place for place, stop in enumerate(self.stops) if stop.part is TalkPart.REVIEW))

    def action_look(self) -> None:
        """Show the quadrant in the place of the guide, or the guide again."""
        self.toggle_class("-looking")
        if not self.has_class("-looking"):
            self.set_focus(next(iter(self.query(".talk-field")), None))
        self.take_keys()

    def action_back(self) -> None:
        if self.has_class("-looking") and not self.has_class("-wide"):
            return self.action_look()
        return super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("support", "agree"):
            return self.number is not None and not self.desk.read_only
        if action == "look":
            return not self.has_class("-wide")
        return super().check_action(action, parameters)

    def action_support(self) -> None:
        self._with_point(self._ask_support)

    def action_agree(self) -> None:
        self._with_point(self._ask_agreement)

    def _with_point(self, then: Callable[[DevelopmentPoint], None]) -> None:
        """Go on with the point in hand; one that was not chosen yet becomes a point when the leader wants that."""
        if self.number is None:
            return
        point = self._point()
        if point is not None:
            then(point)
        elif len(self.scan.development) >= MAX_DEVELOPMENT_POINTS:
            self.agreed.update(Content(LIST_FULL))
            self.take_keys()
        else:
            number = self.number

            def choose(yes: bool | None) -> None:
                if yes:
                    new = DevelopmentPoint(number)
                    self.edit(replace(self.scan, development=(*self.scan.development, new)))
                    then(new)

            name = self.stop.name(self.catalog)
            text = f"{name} is nog geen ontwikkelpunt. Er wordt dan een punt van gemaakt, achter de andere."
            self.ask(ConfirmDialog("Hier een ontwikkelpunt van maken?", text, yes="Ja", no="Nee"), choose)

    def _ask_support(self, point: DevelopmentPoint) -> None:
        def keep(support: tuple[str, ...]) -> None:
            self._keep(point.competency, support=support)

        self.ask(SupportDialog(self.stop.name(self.catalog), self.catalog.support, point.support, keep))

    def _ask_agreement(self, point: DevelopmentPoint) -> None:
        def keep(agreement: Agreement | None) -> None:
            if agreement is not None:
                self._keep(point.competency, agreement=agreement)

        title = f"Afspraak: {self.stop.name(self.catalog)}"
        self.ask(AgreementDialog(title, point.agreement, self._today, keep), keep)

    def _keep(self, number: int, *, support: tuple[str, ...] | None = None, agreement: Agreement | None = None) -> None:
        point = development_point(self.scan, number)
        if point is not None:
            point = replace(point, support=point.support if support is None else support)
            point = replace(point, agreement=point.agreement if agreement is None else agreement)
            self.edit(with_development_point(self.scan, point))
