"""Development points: which competencies the leader wants to work on, and with what support."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import (
    MAX_DEVELOPMENT_POINTS,
    Agreement,
    Catalog,
    DevelopmentPoint,
    Scan,
    Support,
    development_point,
    with_development_point,
)
from zelfscan.dutch import count_nl
from zelfscan.reports import first_needs_sentence
from zelfscan.tui.conversation.windows import AgreementDialog
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.steps import Desk, StepScreen
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.gap_list import (
    Basis,
    basis,
    chosen_lines,
    explanation,
    gap_item_lines,
    gap_lines,
    groups,
    heading_line,
)
from zelfscan.tui.widgets.inputs import KeyButton
from zelfscan.tui.widgets.lines import LineView, PointedList

ROOMY_WIDTH = 110
ROOMY_HEIGHT = 34


class DevelopmentScreen(StepScreen):
    """The ranked gaps to choose up to three points from; equal gaps keep an equal rank."""

    HEADING = "Ontwikkelpunten"
    SHORT_HEADING = "Punten"
    HELP = (
        "Hier kiest u waaraan u wilt werken. Bovenaan staat wat u {catalog.importance.said} vindt en nog niet "
        "{catalog.attainment.said}: hoe meer {catalog.importance.measure} uitgaat boven {catalog.attainment.measure}, "
        "hoe hoger. Staan er twee of meer competenties op dezelfde plaats, bijvoorbeeld 2=, dan wegen die even "
        "zwaar. Welke daarvan voorgaat, bepaalt u.\n\n"
        "Kies er ten hoogste drie. Daarna geeft u per punt aan welke ondersteuning u wilt. Met f schrijft u bij een "
        "punt op wat u afspreekt: een stap, wie, wanneer en waaraan u het merkt. Dat hoeft niet. Met a ziet u alle "
        "competenties: u mag ook iets kiezen waar geen verschil is. 'Belegd bij' betekent dat iemand anders in uw "
        "team deze competentie heeft."
    )
    HELP_IMPORTANCE = (
        "Hier kiest u waaraan u wilt werken. Bovenaan staat wat u het meest {catalog.importance.said} vindt. Staan er "
        "twee of meer competenties op dezelfde plaats, bijvoorbeeld 2=, dan wegen die even zwaar. Welke daarvan "
        "voorgaat, bepaalt u.\n\n"
        "Kies er ten hoogste drie. Daarna geeft u per punt aan welke ondersteuning u wilt. Met f schrijft u bij een "
        "punt op wat u afspreekt: een stap, wie, wanneer en waaraan u het merkt. Dat hoeft niet. Met a ziet u alle "
        "competenties. 'Belegd bij' betekent dat iemand anders in uw team deze competentie heeft."
    )
    # Nothing here needs the focus: the keys always work on the list.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True, id="development.up", tooltip="Een regel omhoog of omlaag"),
        Binding("down", "move(1)", show=False, priority=True, id="development.down",
                tooltip="Een regel omhoog of omlaag"),
        Binding("home", "jump(False)", show=False, priority=True, id="development.first",
                tooltip="Naar de eerste of de laatste regel"),
        Binding("end", "jump(True)", show=False, priority=True, id="development.last",
                tooltip="Naar de eerste of de laatste regel"),
        Binding("space", "pick", "Kiezen", priority=True, id="development.pick",
                tooltip="Deze competentie kiezen als ontwikkelpunt, of de keuze weghalen"),
        Binding("o", "support", "Steun", priority=True, id="development.support",
                tooltip="De ondersteuning bij dit ontwikkelpunt kiezen"),
        Binding("f", "agree", "Afspraak", priority=True, id="development.agree",
                tooltip="Opschrijven wat u bij dit ontwikkelpunt afspreekt"),
        Binding("a", "show_all(True)", "Alle tonen", priority=True, id="development.all",
                tooltip="Alle competenties tonen, ook zonder verschil"),
        Binding("a", "show_all(False)", "Minder tonen", priority=True, id="development.fewer",
                tooltip="Alleen tonen wat het meest voor de hand ligt"),
        Binding("enter", "next", "Verder", priority=True, id="development.next",
                tooltip="Verder naar de gespreksonderwerpen"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="development.page_up",
                tooltip="Bladeren in de tekst bij de competentie"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="development.page_down",
                tooltip="Bladeren in de tekst bij de competentie"),
    ]  # fmt: skip

    items = query_one("#development-list", PointedList)
    detail = query_one("#development-detail", LineView)
    chosen = query_one("#development-chosen", LineView)
    intro = query_one("#development-intro", Static)

    everything: reactive[bool] = reactive(False, init=False, bindings=True)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        super().__init__(catalog, scan, desk)
        self._complaint = False
        # What belongs to a point that was taken away comes back when the point is chosen again.
        self._points = {point.competency: point for point in scan.development}

    def compose_body(self) -> Iterator[Widget]:
        yield Static("", id="development-intro", markup=False)
        with Container(id="development-body"):
            with Vertical(id="development-choices"):
                yield Static(Content(heading_line()), id="development-head")
                yield PointedList(follows_mouse=True, id="development-list")
            with Vertical(id="development-side"):
                yield LineView(id="development-detail")
                yield LineView(id="development-chosen")
                with Horizontal(classes="buttons"):
                    yield KeyButton("Verder", variant="primary", id="development-next")
                    yield KeyButton("Alle tonen", id="development-toggle")

    def on_mount(self) -> None:
        self._show_items()
        self._show_chosen()

    def on_resize(self, event: events.Resize) -> None:
        self._show_chosen()

    @property
    def number(self) -> int | None:
        """The number of the item that is pointed at."""
        return int(self.items.pointed) if self.items.pointed else None

    def _show_items(self) -> None:
        kind = basis(self.scan, self.catalog.numbers)
        self._say(explanation(self.catalog, self.scan))
        found = groups(self.catalog, self.scan, everything=self.everything)
        keys = [str(row.competency) for group in found for row in group.rows]
        self.query_one("#development-toggle", Button).label = "Minder tonen" if self.everything else "Alle tonen"
        self.query_one("#development-toggle", Button).display = _can_show_fewer(kind)
        self.items.show(lambda _: gap_lines(found, self.catalog, self.scan))
        if self.items.pointed not in keys:
            self.items.pointed = keys[0]

    def _say(self, text: str, style: str = "") -> None:
        """What comes first on the list, and this below it: a toast would cover what it is about."""
        asked = f"Kies ten hoogste {count_nl(MAX_DEVELOPMENT_POINTS)} competenties om aan te werken."
        told = f"{first_needs_sentence(self.catalog, self.scan)} {asked}".lstrip()
        self.intro.update(Content.assemble((told, "bold"), "\n", (text, style)))

    def _complain(self, text: str) -> None:
        self._complaint = True
        self._say(text, "bold $warning")

    def _show_chosen(self) -> None:
        points = self.scan.development
        compact = self.app.size.width < ROOMY_WIDTH and self.app.size.height < ROOMY_HEIGHT
        self.chosen.border_title = Content(f"Uw keuze: {len(points)} van {MAX_DEVELOPMENT_POINTS}")
        self.chosen.show(lambda width: chosen_lines(self.catalog, points, width, compact=compact))

    @on(PointedList.Pointed)
    def _show_item(self) -> None:
        number = self.number
        if self._complaint:
            self._complaint = False
            self._say(explanation(self.catalog, self.scan))
        if number is not None:
            self.detail.border_title = Content(f"{number}. {self.catalog.competency(number).label}")
            self.detail.show(lambda width: gap_item_lines(self.catalog, self.scan, number, width))

    def watch_scan(self) -> None:
        self._show_items()
        self._show_chosen()

    def watch_everything(self) -> None:
        self._show_items()

    def action_move(self, step: int) -> None:
        self.items.move(step)

    def action_jump(self, to_end: bool) -> None:
        self.items.jump(to_end=to_end)

    def action_read(self, step: int) -> None:
        self.detail.turn_page(step)

    @on(PointedList.Clicked)
    def action_pick(self) -> None:
        number = self.number
        if number is None:
            return
        points = self.scan.development
        if (chosen := development_point(self.scan, number)) is not None:
            self._points[number] = chosen
            self._keep(tuple(point for point in points if point.competency != number))
        elif len(points) >= MAX_DEVELOPMENT_POINTS:
            self._complain(
                f"U hebt al {count_nl(MAX_DEVELOPMENT_POINTS)} ontwikkelpunten. Haal er eerst een weg: wijs het aan en "
                "druk op Spatie."
            )
        else:
            self._keep((*points, self._points.get(number) or DevelopmentPoint(number)))
            self.action_support()

    def action_support(self) -> None:
        point = development_point(self.scan, self.number or 0)
        if point is None:
            self._complain("Kies eerst deze competentie met Spatie. Daarna kiest u de ondersteuning.")
            return
        picked = point.competency

        def keep(support: tuple[str, ...]) -> None:
            self._keep(
                tuple(
                    replace(item, support=support) if item.competency == picked else item
                    for item in self.scan.development
                )
            )

        label = self.catalog.competency(picked).label
        self.ask(SupportDialog(f"{picked}. {label}", self.catalog.support, point.support, keep))

    def action_agree(self) -> None:
        """Ask what is agreed on the point; nobody has to."""
        point = development_point(self.scan, self.number or 0)
        if point is None:
            self._complain("Kies eerst deze competentie met Spatie. Daarna kunt u er een afspraak bij maken.")
            return
        picked = point

        def keep(agreement: Agreement | None) -> None:
            if agreement is not None:
                now = development_point(self.scan, picked.competency) or picked
                self.edit(with_development_point(self.scan, replace(now, agreement=agreement)))

        title = f"Afspraak: {picked.competency} {self.catalog.competency(picked.competency).label}"
        self.ask(AgreementDialog(title, picked.agreement, self.desk.today(), keep), keep)

    def _keep(self, points: tuple[DevelopmentPoint, ...]) -> None:
        self.edit(replace(self.scan, development=points))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "show_all":
            return True
        return _can_show_fewer(basis(self.scan, self.catalog.numbers)) and parameters != (self.everything,)

    def action_show_all(self, everything: bool) -> None:
        self.everything = everything

    @on(Button.Pressed, "#development-toggle")
    def toggle(self) -> None:
        self.everything = not self.everything

    @on(Button.Pressed, "#development-next")
    def go_on(self) -> None:
        self.action_next()


def _can_show_fewer(kind: Basis) -> bool:
    """Without gaps or importance the whole list is shown anyway."""
    return kind in (Basis.GAPS, Basis.IMPORTANCE)


class SupportDialog(OrderlyScreen[None]):
    """Ticks the support wanted; `picked` hears the ids, in catalog order, at every tick."""

    AUTO_FOCUS = "ChoiceList"
    # With priority, and not left to the list: Enter would otherwise overtake a space that was typed before it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding(
            "space", "pick", "Aan of uit", show=False, priority=True, tooltip="Deze ondersteuning wel of niet kiezen"
        ),
        Binding("enter,escape", "close", "Klaar", show=False, priority=True, tooltip="Sluiten; uw keuze blijft staan"),
    ]

    choices = query_one(ChoiceList)
    meaning = query_one("#support-meaning", Static)

    def __init__(
        self,
        title: str,
        support: Sequence[Support],
        chosen: Sequence[str],
        picked: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._support = tuple(support)
        self._chosen = tuple(chosen)
        self._picked = picked

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = "Spatie: aan of uit · Enter of Esc: klaar"
            yield Static(
                Content("Welke ondersteuning wilt u hierbij? U mag er meer dan één kiezen."), classes="explanation"
            )
            yield ChoiceList([Choice(item.id, item.name) for item in self._support], self._chosen, several=True)
            yield Static("", id="support-meaning", markup=False)
            with Horizontal(classes="buttons"):
                yield KeyButton("Klaar", variant="primary", id="support-keep")

    def on_mount(self) -> None:
        self.watch(self.choices, "cursor", self._explain)

    def _explain(self, cursor: int) -> None:
        self.meaning.update(Content(self._support[cursor].explanation))

    def action_move(self, step: int) -> None:
        self.choices.action_move(step)

    def action_pick(self) -> None:
        self.choices.action_pick()

    def hand_over(self) -> None:
        if self.choices.chosen != self._chosen:
            self._chosen = self.choices.chosen
            self._picked(self._chosen)

    @on(Button.Pressed, "#support-keep")
    def action_close(self) -> None:
        self.hand_over()
        self.dismiss()
