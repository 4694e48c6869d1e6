"""The 29 rating screens: one competency at a time, in questionnaire order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from zelfscan.domain import Catalog, Level, Rating, ScaleName, Scan
from zelfscan.tui.dialogs import TextDialog
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.steps.step import Desk, Move, StepScreen
from zelfscan.tui.widgets.rating_scale import Question, QuestionView, RatingScale

ANSWER = Binding.Group("Antwoord", compact=True)
BROWSE = Binding.Group("Bladeren", compact=True)


class RatingScreen(StepScreen):
    """Asks the scales of one item after another. With `single` it asks one item and leaves."""

    HEADING = "Competenties"
    HELP = (
        "Bij elke competentie staan twee vragen: hoe belangrijk is dit voor uw ambitie, en in hoeverre is het nu op u "
        "van toepassing? Druk op 1, 2, 3 of 4. Uw antwoord is meteen bewaard en u gaat vanzelf verder.\n\n"
        "Weet u het nog niet? Sla de vraag over met pijl omlaag. Een overgeslagen vraag telt nooit als 'helemaal "
        "niet'. Heeft iemand anders in uw team deze competentie? Leg dat vast met b; uw eigen antwoord verandert "
        "daar niet door. Beoordeel dus alleen uzelf."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(level), f"rate({level})", "Antwoord", priority=True, group=ANSWER, id=f"ratings.{level}",
                tooltip="Antwoord geven en verder gaan",
            )
            for level in Level
        ),
        Binding("up", "previous", "Vorige", priority=True, group=BROWSE, id="ratings.previous",
                tooltip="Terug naar de vorige vraag"),
        Binding("down", "skip", "Overslaan", priority=True, group=BROWSE, id="ratings.skip",
                tooltip="Deze vraag overslaan of laten zoals hij is"),
        Binding("backspace", "previous", "Vorige", show=False, priority=True, id="ratings.previous_too",
                tooltip="Terug naar de vorige vraag"),
        Binding("left", "point(-1)", "Kiezen", show=False, priority=True, id="ratings.left",
                tooltip="Een antwoord aanwijzen; Enter kiest het"),
        Binding("right", "point(1)", "Kiezen", show=False, priority=True, id="ratings.right",
                tooltip="Een antwoord aanwijzen; Enter kiest het"),
        Binding("enter", "confirm", "Kies", show=False, priority=True, id="ratings.confirm",
                tooltip="Het aangewezen antwoord kiezen, of verder als er al een antwoord is"),
        Binding("delete", "clear", "Wissen", show=False, priority=True, id="ratings.clear",
                tooltip="Dit antwoord weghalen"),
        Binding("n", "note", "Notitie", priority=True, id="ratings.note",
                tooltip="Een notitie bij deze competentie schrijven"),
        Binding("b", "delegate", "Belegd", priority=True, id="ratings.delegate",
                tooltip="Vastleggen wie in uw team deze competentie heeft"),
        Binding("g", "jump", "Ga naar", priority=True, id="ratings.jump",
                tooltip="Een andere competentie kiezen uit de lijst"),
        Binding("o", "leave", "Overzicht", priority=True, id="ratings.overview",
                tooltip="Naar het overzicht van alle antwoorden"),
        Binding("escape", "back", "Terug", show=False, priority=True, id="ratings.back",
                tooltip="Terug naar de vorige stap"),
    ]  # fmt: skip

    question = query_one(QuestionView)

    def __init__(
        self,
        catalog: Catalog,
        scan: Scan,
        desk: Desk | None = None,
        *,
        number: int | None = None,
        single: bool = False,
    ) -> None:
        super().__init__(catalog, scan, desk)
        self._single = single
        number = number if number is not None else first_open(catalog, scan)
        self.place = self._place_of(number)
        self.cursor: Level | None = None
        self._scales: list[RatingScale] = []

    def compose_body(self) -> Iterator[Widget]:
        yield QuestionView()
        scales = [(name, self.catalog.scale(name)) for name in self.scan.assessment.scales]
        widths = tuple(max(len(scale.levels[level - 1]) for _, scale in scales) for level in Level)
        with Vertical(id="scales"):
            self._scales = [RatingScale(name, scale, widths) for name, scale in scales]
            yield from self._scales

    def on_mount(self) -> None:
        self.show_question()

    @property
    def number(self) -> int:
        """The number of the item that is asked now."""
        return self.catalog.numbers[self.place[0]]

    @property
    def asked(self) -> ScaleName:
        """The scale that is asked now."""
        return self.place[1]

    def _place_of(self, number: int) -> tuple[int, ScaleName]:
        missing = self.scan.missing(number)
        return self.catalog.numbers.index(number), missing[0] if missing else ScaleName.IMPORTANCE

    def show_question(self) -> None:
        """Bring the screen in step with the scan and the place in it; called once at the end of every action."""
        rating = self.scan.rating(self.number)
        remarks = []
        if rating.delegated_to:
            remarks.append(f"Belegd bij: {rating.delegated_to}")
        if rating.note:
            remarks.append(f"Notitie: {rating.note}")
        self.question.question = Question(
            number=self.number,
            total=len(self.catalog.numbers),
            to_do=len(self.scan.open_items(self.catalog.numbers)),
            area=self.catalog.area_of(self.number).name,
            statement=self.catalog.competency(self.number).statement,
            ambition=self.scan.vision.ambition_note or "niet ingevuld",
            remarks=tuple(remarks),
        )
        for scale in self._scales:
            scale.show(rating.level(scale.scale_name), self.cursor, current=scale.scale_name is self.asked)

    def action_rate(self, level: int) -> None:
        rating = self.scan.rating(self.number).with_level(self.asked, Level(level))
        self.edit(self.scan.with_rating(self.number, rating))
        self.action_skip()

    def action_clear(self) -> None:
        rating = self.scan.rating(self.number).with_level(self.asked, None)
        self.edit(self.scan.with_rating(self.number, rating))
        self.show_question()

    def action_point(self, step: int) -> None:
        start = self.cursor or self.scan.rating(self.number).level(self.asked)
        if start is None:
            self.cursor = Level.ONE if step > 0 else Level.FOUR
        else:
            self.cursor = Level(max(Level.ONE, min(Level.FOUR, start + step)))
        self.show_question()

    def action_confirm(self) -> None:
        if self.cursor is not None:
            self.action_rate(self.cursor)
        elif self.scan.rating(self.number).level(self.asked) is not None:
            self.action_skip()
        else:
            self.notify("Kies eerst een antwoord: druk op 1, 2, 3 of 4.", markup=False)

    def action_skip(self) -> None:
        self._go(1)

    def action_previous(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        """To the next or previous question; past the last one out of the screen."""
        scales = self.scan.assessment.scales
        question = self.place[0] * len(scales) + scales.index(self.asked) + step
        index, scale = divmod(question, len(scales))
        if index >= len(self.catalog.numbers) or (self._single and index > self.place[0]):
            self.dismiss(Move.NEXT)
        elif index >= 0 and not (self._single and index < self.place[0]):
            self._move_to((index, scales[scale]))

    def _move_to(self, place: tuple[int, ScaleName]) -> None:
        self.place = place
        self.cursor = None
        self.show_question()

    @on(RatingScale.Picked)
    def rate_by_mouse(self, event: RatingScale.Picked) -> None:
        event.stop()
        self.place = (self.place[0], event.name)
        self.action_rate(event.level)

    def action_note(self) -> None:
        label = self.catalog.competency(self.number).label
        self._ask_remark(
            f"Notitie bij {self.number}. {label}",
            self.scan.rating(self.number).note,
            lambda rating, note: replace(rating, note=note),
        )

    def action_delegate(self) -> None:
        label = self.catalog.competency(self.number).label
        self._ask_remark(
            f"{self.number}. {label}: belegd bij",
            self.scan.rating(self.number).delegated_to,
            lambda rating, name: replace(rating, delegated_to=name),
            "Wie in uw team heeft deze competentie? Noem een rol, bijvoorbeeld: ict-coördinator. "
            "Uw eigen antwoord verandert hierdoor niet.",
        )

    def _ask_remark(self, title: str, before: str, put: Callable[[Rating, str], Rating], explanation: str = "") -> None:
        """Ask for a text in a window. What is typed is kept at once; giving up brings back what was there before."""
        number = self.number

        def keep(text: str) -> None:
            self.edit(self.scan.with_rating(number, put(self.scan.rating(number), text)))

        def close(text: str | None) -> None:
            keep(before if text is None else text)
            self.show_question()

        self.ask(TextDialog(title, before, explanation, typed=keep), close)

    def action_jump(self) -> None:
        def go(number: int | None) -> None:
            if number is not None:
                self._move_to(self._place_of(number))

        self.ask(ItemPicker(self.catalog, self.scan, self.number), go)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self._single and action == "jump")

    def action_leave(self) -> None:
        self.dismiss(Move.NEXT)


def first_open(catalog: Catalog, scan: Scan) -> int:
    """The first item that misses an answer; the first item when none does."""
    return next(iter(scan.open_items(catalog.numbers)), catalog.numbers[0])


class ItemPicker(OrderlyScreen[int | None]):
    """Dismissed with the number of the chosen item, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder te kiezen"),
        Binding("enter", "choose", "Kies", show=False, priority=True, tooltip="Naar deze competentie"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        *(Binding(str(digit), f"type({digit})", show=False, priority=True) for digit in range(10)),
    ]

    options = query_one(OptionList)

    def __init__(self, catalog: Catalog, scan: Scan, number: int) -> None:
        super().__init__(classes="dialog")
        self._catalog = catalog
        self._scan = scan
        self._number = number
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="window tall") as window:
            window.border_title = "Ga naar"
            window.border_subtitle = "typ een nummer of kies met ↑ ↓ · Enter: ga · Esc: terug"
            yield OptionList(*(self._option(number) for number in self._catalog.numbers))

    def _option(self, number: int) -> Option:
        answers = " ".join(str(level) if (level := self._scan.rating(number).level(scale)) else "·"
                           for scale in self._scan.assessment.scales)  # fmt: skip
        mark = "○ open" if self._scan.missing(number) else ""
        label = self._catalog.competency(number).label
        return Option(Content(f"{number:>2}  {label:<33} {answers:<4} {mark}"), id=str(number))

    def on_mount(self) -> None:
        self.options.highlighted = self._catalog.numbers.index(self._number)

    def action_move(self, step: int) -> None:
        self._typed = ""
        if step > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()

    def action_type(self, digit: int) -> None:
        """Point at the item whose number is typed; a digit that makes no number starts a new one."""
        for typed in (f"{self._typed}{digit}", str(digit)):
            if int(typed) in self._catalog.numbers:
                self._typed = typed
                self.options.highlighted = self._catalog.numbers.index(int(typed))
                return

    def action_choose(self) -> None:
        if self.options.highlighted is not None:
            self.dismiss(self._catalog.numbers[self.options.highlighted])

    @on(OptionList.OptionSelected)
    def choose_by_mouse(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._catalog.numbers[event.option_index])

    def action_give_up(self) -> None:
        self.dismiss(None)
