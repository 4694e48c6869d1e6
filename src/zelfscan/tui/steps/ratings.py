"""The rating screens: one competency at a time, in questionnaire order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button

from zelfscan.domain import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Assessment,
    Catalog,
    Level,
    Rating,
    ScaleName,
    Scan,
    learning_quarter,
)
from zelfscan.tui.dialogs import LineDialog, TextDialog
from zelfscan.tui.steps import Desk, Move, StepScreen
from zelfscan.tui.steps.rating_windows import ItemPicker, item_help
from zelfscan.tui.widgets.rating_card import MiniQuadrant, Question, RatingCard
from zelfscan.tui.widgets.rating_scale import ANSWERS, NO_JUDGEMENT, Asked

ANSWER = Binding.Group("Antwoord", compact=True)
_BESIDE = 120
"""The width from which the small quadrant stands beside the card."""


class RatingScreen(StepScreen):
    """Asks the scales of one item after another. With `single` it asks one item and leaves."""

    HEADING = "Competenties"
    HAS_FIELDS = False
    HELP = (
        "Bij elke competentie staan twee vragen: hoe {catalog.importance.said} is dit, en in hoeverre "
        "is het nu {catalog.attainment.said}? Druk op 1, 2, 3 of 4. Uw antwoord is meteen bewaard en "
        "u gaat vanzelf verder. Met i leest u wat er met een competentie wordt bedoeld.\n\n"
        "Kunt u het niet beoordelen? Druk op 0: weet ik niet. Dat is ook een antwoord; het telt nergens in mee. Wilt "
        "u er later op terugkomen? Sla de vraag dan over met pijl omlaag: hij blijft open. Een overgeslagen vraag telt "
        "nooit als '{catalog.attainment.levels[0]}'. Heeft iemand anders in uw team deze competentie? Leg dat "
        "vast met b; uw eigen antwoord verandert daar niet door. Beoordeel dus alleen uzelf."
    )
    HELP_IMPORTANCE = (
        "Bij elke competentie staat één vraag: hoe {catalog.importance.said} is dit? Druk op 1, 2, 3 of 4. Uw antwoord "
        "is meteen bewaard en u gaat vanzelf verder. Met i leest u wat er met een competentie wordt bedoeld.\n\n"
        "Kunt u het niet beoordelen? Druk op 0: weet ik niet. Dat is ook een antwoord; het telt nergens in mee. Wilt "
        "u er later op terugkomen? Sla de vraag dan over met pijl omlaag: hij blijft open. Heeft iemand anders in uw "
        "team deze competentie? Leg dat vast met b; uw eigen antwoord verandert daar niet door."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "rate(0)", "Antwoord", priority=True, group=ANSWER, id="ratings.0",
                tooltip="Weet ik niet: ook een antwoord, dat nergens in meetelt"),
        *(
            Binding(
                str(level), f"rate({level})", "Antwoord", priority=True, group=ANSWER, id=f"ratings.{level}",
                tooltip="Antwoord geven en verdergaan",
            )
            for level in Level
        ),
        Binding("up", "previous", "Vorige", show=False, priority=True, id="ratings.previous",
                tooltip="Terug naar de vorige vraag"),
        Binding("down", "skip", "Overslaan", show=False, priority=True, id="ratings.skip",
                tooltip="Deze vraag overslaan of laten zoals hij is"),
        Binding("backspace", "previous", "Vorige", show=False, priority=True, id="ratings.previous_too",
                tooltip="Terug naar de vorige vraag"),
        Binding("left", "point(-1)", "Kiezen", show=False, priority=True, id="ratings.left",
                tooltip="Een antwoord aanwijzen; Enter kiest het"),
        Binding("right", "point(1)", "Kiezen", show=False, priority=True, id="ratings.right",
                tooltip="Een antwoord aanwijzen; Enter kiest het"),
        Binding("enter", "confirm", "Kies", priority=True, id="ratings.confirm",
                tooltip="Het aangewezen antwoord kiezen, of verder als er al een antwoord is"),
        Binding("delete", "clear", "Wissen", show=False, priority=True, id="ratings.clear",
                tooltip="Dit antwoord weghalen"),
        Binding("i,I", "item_help", "Wat is dit?", key_display="i", priority=True, id="ratings.item",
                tooltip="Lezen wat er met deze competentie wordt bedoeld"),
        Binding("n,N", "note", "Notitie", key_display="n", priority=True, id="ratings.note",
                tooltip="Een notitie bij deze competentie schrijven"),
        Binding("b,B", "delegate", "Belegd", key_display="b", priority=True, id="ratings.delegate",
                tooltip="Vastleggen wie in uw team deze competentie heeft"),
        Binding("g,G", "jump", "Ga naar", key_display="g", priority=True, id="ratings.jump",
                tooltip="Een andere competentie kiezen uit de lijst"),
        Binding("o,O", "leave", "Overzicht", key_display="o", show=False, priority=True, id="ratings.overview",
                tooltip="Naar het overzicht van alle antwoorden"),
        Binding("escape", "back", "Terug", show=False, priority=True, id="ratings.back",
                tooltip="Terug naar de vorige stap"),
    ]  # fmt: skip

    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (_BESIDE, "-wide")]

    card = query_one(RatingCard)

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
        self.cursor: int | None = None
        self._newest: int | None = None
        self._quadrant: MiniQuadrant | None = None

    def compose_body(self) -> Iterator[Widget]:
        with Horizontal(id="rating"):
            with Vertical(id="rating-column"):
                yield RatingCard(self.catalog, self.scan.assessment.scales)
                with Horizontal(classes="buttons"):
                    for button in (Button("↑ Vorige", id="previous"), Button("↓ Overslaan", id="skip")):
                        # The arrows do the same; a button with the focus would look like the answer that is chosen.
                        button.can_focus = False
                        yield button
            if self.scan.assessment is Assessment.FULL:
                self._quadrant = MiniQuadrant(self.catalog)
                yield self._quadrant

    def on_mount(self) -> None:
        self.show_question()

    @property
    def subject(self) -> int:
        return self.number

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

    def _ambition(self) -> str:
        """The ambition in the words of the leader, else the quarter where it was placed; '' where it is not asked."""
        model, vision = self.catalog.learning, self.scan.vision
        if model is None:
            return ""
        placed = model.of(learning_quarter(vision.ambition)) if vision.ambition else "niet ingevuld"
        return vision.ambition_note or placed

    def show_question(self) -> None:
        """Bring the screen in step with the scan and the place in it; called once at the end of every action."""
        rating = self.scan.rating(self.number)
        remarks = []
        if rating.delegated_to:
            remarks.append(f"Belegd bij: {rating.delegated_to}")
        if rating.note:
            remarks.append(f"Notitie: {rating.note}")
        self.card.show(
            Question(
                number=self.number,
                total=len(self.catalog.numbers),
                to_do=len(self.scan.open_items(self.catalog.numbers)),
                area=self.catalog.area_of(self.number).name,
                statement=self.catalog.competency(self.number).statement,
                ambition=self._ambition(),
                remarks=tuple(remarks),
                previous=self._previous_answer(),
            ),
            [self._as_asked(name) for name in self.scan.assessment.scales],
        )
        if self._quadrant is not None:
            self._quadrant.show(self.scan.ratings, self._newest)

    def _as_asked(self, name: ScaleName) -> Asked:
        current = name is self.asked
        return Asked(
            name,
            self.catalog.scale(name),
            answer_of(self.scan.rating(self.number), name),
            self.cursor if current else None,
            current=current,
        )

    def _previous_answer(self) -> str:
        """What was said of the item before this one, which the arrow up leads to."""
        if self._single or self.place[0] == 0:
            return ""
        number = self.catalog.numbers[self.place[0] - 1]
        rating = self.scan.rating(number)
        if len(self.scan.missing(number)) == len(self.scan.assessment.scales):
            return ""
        return f"← {number}: {self.catalog.in_words(rating)} · ↑ wijzigen"

    def action_item_help(self) -> None:
        self.ask(item_help(self.catalog, self.number))

    def action_rate(self, answer: int) -> None:
        rating = self.scan.rating(self.number)
        if answer == NO_JUDGEMENT:
            rating = rating.without_judgement(self.asked)
        else:
            rating = rating.with_level(self.asked, Level(answer))
        self.edit(self.scan.with_rating(self.number, rating))
        self._newest = self.number
        self.card.light(self.asked, answer)
        self.action_skip()

    def action_clear(self) -> None:
        rating = self.scan.rating(self.number).with_level(self.asked, None)
        self.edit(self.scan.with_rating(self.number, rating))
        self.show_question()

    def action_point(self, step: int) -> None:
        start = self.cursor if self.cursor is not None else self._answer
        if start is None:
            self.cursor = Level.ONE if step > 0 else Level.FOUR
        else:
            self.cursor = ANSWERS[max(0, min(len(ANSWERS) - 1, ANSWERS.index(start) + step))]
        self.show_question()

    @property
    def _answer(self) -> int | None:
        return answer_of(self.scan.rating(self.number), self.asked)

    def action_confirm(self) -> None:
        if self.cursor is not None:
            self.action_rate(self.cursor)
        elif self._answer is not None:
            self.action_skip()
        else:
            self.notify("Kies eerst een antwoord: druk op 1, 2, 3, 4 of 0.", markup=False)

    @on(Button.Pressed, "#skip")
    def action_skip(self) -> None:
        self._go(1)

    @on(Button.Pressed, "#previous")
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

    @on(RatingCard.Picked)
    def rate_by_mouse(self, event: RatingCard.Picked) -> None:
        event.stop()
        self.place = (self.place[0], event.name)
        self.action_rate(event.answer)

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
            LineDialog,
            f"Wie in uw team heeft deze competentie? Noem een rol, bijvoorbeeld: {self.catalog.who.colleague}. "
            "Uw eigen antwoord verandert hierdoor niet.",
            longest=LONGEST_LINE,
        )

    def _ask_remark(
        self,
        title: str,
        before: str,
        put: Callable[[Rating, str], Rating],
        window: type[TextDialog] = TextDialog,
        explanation: str = "",
        *,
        longest: int = LONGEST_TEXT,
    ) -> None:
        """Ask for a text in a window. What is typed is kept at once."""
        number = self.number

        def keep(text: str) -> None:
            self.edit(self.scan.with_rating(number, put(self.scan.rating(number), text)))

        def close(text: str | None) -> None:
            if text is not None:
                keep(text)
            self.show_question()

        self.ask(window(title, before, explanation, longest=longest, typed=keep), close)

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


def answer_of(rating: Rating, scale: ScaleName) -> int | None:
    """What was answered on a scale: a level, or that the leader does not know; None when it is open."""
    level = rating.level(scale)
    if level is None:
        return None if rating.is_open(scale) else NO_JUDGEMENT
    return level
