"""The stops of a conversation, the window to choose one, and the window in which something is agreed on a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from zelfscan.domain import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MAX_DEVELOPMENT_POINTS,
    Agreement,
    Catalog,
    Occasion,
    TalkItem,
)
from zelfscan.dutch import count_nl, date_nl, read_date
from zelfscan.safe_text import one_line
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.inputs import KeyButton, LineField, TextField

LONGEST_DATE = 40
_STEP, _WHO, _WHEN, _SIGN = "agreed-step", "agreed-who", "agreed-when", "agreed-sign"
NO_DATE = "Dit is geen datum die zelfscan kent. Typ bijvoorbeeld 1 maart 2027, of haal de tekst weg."
LIST_FULL = (
    f"U hebt al {count_nl(MAX_DEVELOPMENT_POINTS)} ontwikkelpunten. Andere kiest u in de scan zelf: zelfscan open, met "
    "het bestand erachter."
)


class TalkPart(Enum):
    """What a stop of the conversation is about; the value is its name, where the instrument has none of its own."""

    BEGIN = "Begin"
    VISION = "Ambitie"
    MATERIALS = "Deel 2"
    ROLE = "Uw rol"
    ITEM = "Competentie"
    REVIEW = "Nalezen"


@dataclass(frozen=True, slots=True)
class TalkStop:
    """A stop of the conversation, with the item that it is about, if one."""

    part: TalkPart
    item: TalkItem | None = None

    def name(self, catalog: Catalog) -> str:
        """What to call it."""
        if self.part is TalkPart.MATERIALS and catalog.materials is not None:
            return catalog.materials.short
        if self.item is None:
            return self.part.value
        return f"{self.item.number} {catalog.competency(self.item.number).label}"


def talk_stops(catalog: Catalog, items: Sequence[TalkItem]) -> tuple[TalkStop, ...]:
    """The stops in order: parts 1 and 2 and the leader's role, the items that ask for a word, reading over; then the
    other items, to which one may go by hand.
    """
    # An instrument may have no parts 1 and 2.
    vision = (TalkPart.VISION,) if catalog.learning is not None else ()
    materials = (TalkPart.MATERIALS,) if catalog.materials is not None else ()
    parts = (TalkPart.BEGIN, *vision, *materials, TalkPart.ROLE)
    asked = [item for item in items if item.occasion is not Occasion.OTHER]
    others = [item for item in items if item.occasion is Occasion.OTHER]
    stops = [*map(TalkStop, parts), *(TalkStop(TalkPart.ITEM, item) for item in asked), TalkStop(TalkPart.REVIEW)]
    return (*stops, *(TalkStop(TalkPart.ITEM, item) for item in others))


_ASK = {
    Occasion.CHOSEN: "Waar wilt u hierin naartoe?",
    Occasion.LARGEST: "Wilt u zich hierin ontwikkelen? Waarnaartoe?",
    Occasion.DELEGATED: "Wat moet u er zelf van weten of kunnen?",
    Occasion.STRONG: "Wie kunt u hiermee helpen?",
    Occasion.SKIPPED: "Wat maakt dit lastig te beoordelen?",
    Occasion.OTHER: "Wilt u zich hierin ontwikkelen? Waarnaartoe?",
}
QUESTIONS = {
    TalkPart.VISION: "Klopt dit beeld nog? Waar wilt u heen, en wat staat in de weg?",
    TalkPart.MATERIALS: "Wat levert dit uw ambitie op, en wat is er nog nodig?",
    TalkPart.ROLE: "Wat is hierin uw eigen rol? Wat doet u al, en wat zou u meer willen doen?",
}


def question_on(stop: TalkStop) -> str:
    """The open question at a stop."""
    return QUESTIONS[stop.part] if stop.item is None else _ASK[stop.item.occasion]


class StopPicker(OrderlyScreen[int | None]):
    """Dismissed with the place of a stop of the conversation, or None."""

    LEAVING_KEYS = frozenset({"enter"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "give_up", "Terug", show=False, priority=True, tooltip="Blijven waar u was"),
    ]

    def __init__(self, catalog: Catalog, stops: Sequence[TalkStop], here: int) -> None:
        super().__init__(classes="dialog")
        self._names = [stop.name(catalog) for stop in stops]
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical(classes="window tall") as window:
            window.border_title = "Waar wilt u het over hebben?"
            window.border_subtitle = "↑↓: kiezen · Enter: erheen · Esc: blijven"
            yield OptionList(*(Option(Content(name), id=str(place)) for place, name in enumerate(self._names)))
            with Horizontal(classes="buttons"):
                yield KeyButton("Blijven", id="stop-stay")

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = self._here

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)

    @on(Button.Pressed, "#stop-stay")
    def action_give_up(self) -> None:
        self.dismiss(None)


class AgreementDialog(OrderlyScreen[Agreement]):
    """Dismissed with the agreement as it was left. Esc closes and keeps what was typed.

    Words in the place of a date are asked about once. They are kept behind the step, so that they are never lost.
    """

    LEAVING_KEYS = frozenset({"enter", "escape", "tab", "shift+tab"})
    AUTO_FOCUS = f"#{_STEP}"
    # Without priority: what was typed before them comes first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Sluiten", show=False, tooltip="Sluiten; uw tekst blijft staan"),
        Binding("enter", "press", show=False),
        Binding("tab", "next_field", show=False),
        Binding("shift+tab", "previous_field", show=False),
    ]

    told = query_one("#agreed-told", Static)

    def __init__(self, title: str, agreement: Agreement, today: date, typed: Callable[[Agreement], None]) -> None:
        """`typed` hears the agreement after every key, so that half of one survives as well."""
        super().__init__(classes="dialog")
        self._title = title
        self._before = self._told = agreement
        self._today = today
        self._typed = typed
        self._asked = False
        self._is_answered = False

    def compose(self) -> ComposeResult:
        agreed = self._before
        with Vertical(classes="window", id="agreed") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = "Tab: volgende vraag · Esc: klaar, uw tekst blijft"
            yield Static("Wat is de eerste stap?")
            yield TextField(agreed.step, id=_STEP, longest=LONGEST_TEXT - 2 * LONGEST_DATE)
            with Horizontal(id="agreed-row"):
                yield from _line("Wie zet die? (een rol)", one_line(agreed.who), _WHO, LONGEST_LINE)
                when = date_nl(agreed.when) if agreed.when else ""
                yield from _line("Wanneer? (1 maart 2027)", when, _WHEN, LONGEST_DATE)
            yield Static("Waaraan merken we dat het lukt?")
            yield TextField(agreed.sign, id=_SIGN)
            yield Static("Alles mag leeg blijven.", id="agreed-told", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Klaar", variant="primary", id="agreed-done")

    @property
    def _when(self) -> tuple[date | None, str]:
        """The date, and what stands in its place that is none."""
        typed = self._lines(_WHEN)
        if self._before.when and typed == date_nl(self._before.when):
            return self._before.when, ""
        found = read_date(typed, self._today)
        return found, "" if found else typed

    def _lines(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _agreement(self) -> Agreement:
        when, words = self._when
        step = self.query_one(f"#{_STEP}", TextField).typed
        return replace(
            self._before,
            step="\n".join(filter(None, (step, words and f"Wanneer: {words}"))),
            # A text of more lines stays as it was when nobody changed it.
            who=self._before.who if self._lines(_WHO) == one_line(self._before.who) else self._lines(_WHO),
            when=when,
            sign=self.query_one(f"#{_SIGN}", TextField).typed,
        )

    @on(TextField.Changed)
    @on(Input.Changed)
    def tell(self, event: TextField.Changed | Input.Changed) -> None:
        event.stop()
        self.hand_over()

    def hand_over(self) -> None:
        agreement = self._agreement()
        if not self._is_answered and agreement != self._told:
            self._told = agreement
            self._typed(agreement)

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_field()

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.take_keys()

    @on(Button.Pressed, "#agreed-done")
    def action_keep(self) -> None:
        """Close, unless there is a word to say about the date."""
        if self._when[1] and not self._asked:
            self._asked = True
            self.told.update(Content(NO_DATE))
            self.told.add_class("-complaint")
            self.set_focus(self.query_one(f"#{_WHEN}"))
            self.take_keys()
            return
        # Word of a key that was typed before may still be under way, and must not overtake the answer.
        self._is_answered = True
        self.dismiss(self._agreement())


def _line(question: str, text: str, name: str, longest: int) -> Iterator[Widget]:
    field = LineField(text, longest=longest)
    field.id = name
    yield Vertical(Static(Content(question)), field)
