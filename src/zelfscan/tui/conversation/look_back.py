"""The look back: what came of the agreements in an earlier scan, asked one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import (
    Catalog,
    DevelopmentPoint,
    LookBack,
    Outcome,
    Scan,
    agreed_points,
    look_back_on,
    moment,
    outcomes_of,
    with_look_back,
    without_look_back,
)
from zelfscan.dutch import count_nl, date_nl
from zelfscan.errors import ZelfscanError
from zelfscan.reports import OUTCOME_WORDS, agreement_facts, agreement_words, outcome_words
from zelfscan.safe_text import clipped
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import signature_dialog
from zelfscan.tui.keeper import Failed, Keeper, Opened, Setup
from zelfscan.tui.steps import Desk, Move, Onward, TextStep
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import TextField
from zelfscan.tui.widgets.lines import Line, wrapped

NOT_KEPT = "Erbij schrijven kan hier niet: het is een concept, of verzegeld (dan kan het met --ontvanger)."
FACT_ROOM = 400
"""The characters of a part of an agreement that are shown."""
_BESIDE = 120
"""The same beside an arrow, where what came of it has to stay in sight."""


class LookBackScreen(TextStep):
    """One agreement of an earlier scan: what came of it, with a few words; nobody has to answer."""

    HEADING = "Terugblik"
    HELP = (
        "U ziet een afspraak uit een eerdere scan. Kies met de pijltjes wat ervan is gekomen, en schrijf er zo nodig "
        "iets bij. Dat komt bij uw scan van nu te staan. Een afspraak die anders liep, is geen fout: schrijf op wat er "
        "gebeurde. Overslaan mag, met F2."
    )
    AUTO_FOCUS = "ChoiceList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Verder", id="look_back.next", tooltip="Verder naar de volgende afspraak"),
    ]

    choices = query_one(ChoiceList)
    note = query_one(TextField)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk, earlier: Scan, point: DevelopmentPoint) -> None:
        super().__init__(catalog, scan, desk)
        self.earlier = earlier
        self.point = point

    def compose_body(self) -> Iterator[Widget]:
        told = look_back_on(self.scan, self.earlier.id, self.point.competency)
        item = self.catalog.competency(self.point.competency)
        day = date_nl(moment(self.earlier))
        with Vertical(id="look-back"):
            with VerticalScroll(id="look-back-read", can_focus=False):
                yield Static(Content(f"Op {day} sprak u af bij {item.number} {item.label}:"), classes="question")
                facts = (f"{name}: {clipped(text, FACT_ROOM)}" for name, text in agreement_facts(self.point))
                yield Static(Content("\n".join(facts)), id="look-back-agreed")
                yield Static("Wat kwam ervan?", classes="question")
                yield ChoiceList(
                    [Choice(outcome.value, OUTCOME_WORDS[outcome]) for outcome in Outcome],
                    (told.outcome.value,) if told else (),
                )
                yield Static("Wilt u er iets bij zeggen?", classes="question")
                yield TextField(told.note if told else "", id="look-back-note")
            with Horizontal(classes="buttons"):
                yield Button("Verder", variant="primary", id="next")
                yield Button("Overslaan", id="skip")

    @on(ChoiceList.Changed)
    @on(TextField.Changed)
    def keep_typed(self) -> None:
        self.hand_over()

    def hand_over(self) -> None:
        """Take over the choice and the words; words without a choice are 'anders'."""
        chosen, note = self.choices.chosen, self.note.typed
        number = self.point.competency
        if chosen or note:
            outcome = Outcome(chosen[0]) if chosen else Outcome.OTHERWISE
            self.edit(with_look_back(self.scan, LookBack(number, self.earlier.id, outcome, note)))
        else:
            self.edit(without_look_back(self.scan, self.earlier.id, number))

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        elif self.focused is self.choices and not self.choices.chosen:
            # What is pointed at is no answer yet.
            self.notify("Kies eerst met Spatie wat ervan kwam, of sla over met F2.", markup=False)
            self.take_keys()
        else:
            self.action_go_on()

    @on(Button.Pressed)
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_go_on()


async def look_back(app: HouseApp, catalog: Catalog, scan: Scan, earlier: Scan, desk: Desk) -> tuple[Onward, Scan]:
    """Ask what came of each agreement in an earlier scan; where the leader goes from there, and the scan then."""
    points = agreed_points(earlier)
    here = 0
    while here < len(points):
        screen = LookBackScreen(catalog, scan, desk, earlier, points[here])
        move = await app.push_screen_wait(screen)
        scan = screen.scan
        desk.keep(scan)
        if move is Move.NEXT:
            here += 1
        elif move is Move.BACK and here:
            here -= 1
        else:
            return move, scan
    return Move.NEXT, scan


def result_keeper(setup: Setup, path: Path, scan: Scan) -> Keeper | None:
    """A keeper of a finished result, to add to it what came of agreements, with what a draft of that says already.

    None where there is nothing to add to: a draft, or a result of which a draft holds other answers.
    """
    keeper = Keeper(setup._replace(results=replace(setup.results, folder=path.parent)))
    keeper.begin(scan, Opened(path, scan, for_talk=True))
    try:
        keeper.scan = None if scan.is_draft else keeper.taken_up(scan)
    except ZelfscanError:
        return None
    return None if keeper.scan is None else keeper


async def look_back_in_result(app: HouseApp, catalog: Catalog, keeper: Keeper, earlier: Scan) -> Scan:
    """Look back with a finished result that the keeper has: each word goes to its draft, and in the end all of it in
    the result. The scan as it is then. Where that takes off the signature of a round, it is asked first.
    """
    scan = keeper.scan
    assert scan is not None
    if keeper.breaks_signature and not await app.push_screen_wait(signature_dialog("Terugblikken")):
        return scan
    _, scan = await look_back(app, catalog, scan, earlier, Desk(keep=keeper.keep, today=keeper.today))
    if keeper.has_changed_since_saving(scan):
        saved = keeper.save(scan)
        if isinstance(saved, Failed):
            app.complain(ZelfscanError(saved.text))
        else:
            scan = saved.scan
    return scan


def look_back_notes(earlier: Scan, later: Scan, *, can_write: bool) -> Iterator[str]:
    """That something was agreed, and how to say what came of it, or that this was said."""
    found = outcomes_of(earlier, later)
    if count := len(found):
        how = "Met t zegt u wat ervan kwam." if can_write else NOT_KEPT
        if all(told for _, told in found):
            how = "U zei al wat ervan kwam."
        yield f"Toen sprak u {'iets' if count == 1 else f'{count_nl(count)} dingen'} af. {how}"


def agreement_lines(earlier: Scan, later: Scan, number: int, width: int) -> Sequence[Line]:
    """The agreement on an item in the earlier scan and what came of it, as lines; none where nothing was agreed."""
    point = next((point for point in agreed_points(earlier) if point.competency == number), None)
    if point is None:
        return ()
    told = outcome_words(look_back_on(later, earlier.id, number))
    return (
        *wrapped(clipped(agreement_words(point), _BESIDE), width, first="Afspraak: ", first_style="rank"),
        *wrapped(clipped(told, FACT_ROOM), width, first="Wat ervan kwam: ", first_style="rank"),
    )
