"""Conversation topics: an agenda for the talk with board and team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import MAX_AGENDA_TOPICS, Catalog, Scan, Topic, agenda_role, also, needs, suggest
from zelfscan.dutch import enumerate_nl
from zelfscan.reports import insight_sentences, largest_needs
from zelfscan.tui.dialogs import PickDialog
from zelfscan.tui.steps import Desk, StepScreen
from zelfscan.tui.widgets.choice_list import Choice
from zelfscan.tui.widgets.inputs import KeyButton
from zelfscan.tui.widgets.lines import LineView, PointedList
from zelfscan.tui.widgets.topics import browse_lines, fit_lines, fits_of, theme_words, topic_lines

FITTING, ALL = "past", "alle"
THEME, POLICY = "thema ", "beleid "
"""What is listed: what fits, all topics, or those of a theme or policy theme, whose name or id follows."""

_MANY = 8
"""More items than this on the first place are counted, not named."""


class TopicsScreen(StepScreen):
    """The topics that serve the chosen points (or the biggest gaps), with why; all topics to browse; and the agenda."""

    HEADING = "Gespreksonderwerpen"
    SHORT_HEADING = "Onderwerpen"
    HELP = (
        "Hier maakt u een agenda voor het gesprek met {catalog.talk_with}. Links staan de onderwerpen die passen bij "
        "uw ontwikkelpunten, in de volgorde waarin u die koos; koos u er geen, dan bij uw grootste verschillen. "
        "Hetzelfde nummer, bijvoorbeeld 2=, betekent: even zwaar. Onder 'Ook' staan onderwerpen bij andere grote "
        "verschillen.\n\n"
        "Rechts leest u waarom dit onderwerp bij u past, en vragen en tips voor het gesprek. Kies vooral wat in uw "
        f"omgeving leeft: met Spatie zet u een onderwerp op uw agenda, ten hoogste {MAX_AGENDA_TOPICS}, in uw eigen "
        "volgorde. In uw rapport komen die het eerst. Met a bladert u door alle onderwerpen, met f kiest u een thema."
    )
    # Nothing here needs the focus: the keys always work on the list.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True, id="topics.up", tooltip="Een onderwerp omhoog of omlaag"),
        Binding("down", "move(1)", show=False, priority=True, id="topics.down",
                tooltip="Een onderwerp omhoog of omlaag"),
        Binding("home", "jump(False)", show=False, priority=True, id="topics.first",
                tooltip="Naar het eerste of het laatste onderwerp"),
        Binding("end", "jump(True)", show=False, priority=True, id="topics.last",
                tooltip="Naar het eerste of het laatste onderwerp"),
        Binding("pagedown", "read(1)", "Lezen", priority=True, id="topics.page_down",
                tooltip="Verder of terug lezen in de tekst rechts"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="topics.page_up",
                tooltip="Verder of terug lezen in de tekst rechts"),
        Binding("space", "pick", "Agenda", priority=True, id="topics.pick",
                tooltip="Dit onderwerp op uw agenda zetten, of er weer af halen"),
        Binding("a", "show('alle')", "Alle", priority=True, id="topics.all",
                tooltip="Door alle onderwerpen bladeren"),
        Binding("a", "show('past')", "Voor u", priority=True, id="topics.fitting",
                tooltip="Terug naar de onderwerpen die bij u passen"),
        Binding("f", "filter", "Thema", priority=True, id="topics.filter",
                tooltip="Alleen de onderwerpen van een thema of beleidsthema"),
        Binding("r", "choose_set", "Rol", priority=True, id="topics.set",
                tooltip="De onderwerpen van een andere rol"),
        Binding("enter", "next", "Verder", priority=True, id="topics.next",
                tooltip="Verder naar de volgende stap"),
    ]  # fmt: skip

    items = query_one("#topics-list", PointedList)
    detail = query_one("#topics-detail", LineView)
    intro = query_one("#topics-intro", Static)

    shown: reactive[str] = reactive(FITTING, init=False, bindings=True)
    role: reactive[str] = reactive("", init=False, bindings=True)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        super().__init__(catalog, scan, desk)
        self._found_of(agenda_role(catalog, scan))

    def _found_of(self, role: str) -> None:
        """Take the topics of one set; without any that fit, all of them are listed."""
        scan = self.given
        self.suggestions = suggest(self.catalog, needs(scan, self.catalog.numbers), role)
        self.fits = fits_of(self.catalog, scan, self.suggestions, also(self.catalog, scan, role))
        self.set_reactive(TopicsScreen.role, role)
        self.set_reactive(TopicsScreen.shown, FITTING if self.fits else ALL)

    def compose_body(self) -> Iterator[Widget]:
        yield Static("", id="topics-intro", markup=False)
        with Horizontal(id="topics-body"):
            yield PointedList(id="topics-list")
            with Vertical(id="topics-side"):
                yield LineView(id="topics-detail")
                with Horizontal(classes="buttons"):
                    yield KeyButton("Verder", variant="primary", id="topics-next")
                    yield KeyButton("Op de agenda", id="topics-pick")
                    yield KeyButton("Alle onderwerpen", id="topics-toggle")

    def on_mount(self) -> None:
        self._show_topics()

    @property
    def listed(self) -> tuple[Topic, ...]:
        """The topics to browse: of the set, and of the theme that was asked for."""
        topics = [topic for topic in self.catalog.topics if topic.role == self.role]
        theme, policy = self.shown.removeprefix(THEME), self.shown.removeprefix(POLICY)
        if theme != self.shown:
            topics = [topic for topic in topics if self.catalog.main_question_of(topic).theme == theme]
        if policy != self.shown:
            topics = [topic for topic in topics if policy in topic.policy_themes]
        return tuple(topics)

    def _show_topics(self) -> None:
        fitting = self.shown == FITTING
        toggle = self.query_one("#topics-toggle", Button)
        toggle.display = bool(self.fits)
        toggle.label = "Alle onderwerpen" if fitting else "Voor u"
        self._show_intro()
        agenda, topics = self.scan.agenda, self.listed
        if fitting:
            keys = list(dict.fromkeys((*self.fits, *agenda)))
            self.items.show(lambda width: fit_lines(self.catalog, self.fits, agenda, width))
        else:
            keys = [topic.id for topic in topics]
            self.items.show(lambda width: browse_lines(self.catalog, topics, self.fits, agenda, width))
        if self.items.pointed not in keys:
            self.items.pointed = keys[0]

    def _show_intro(self) -> None:
        agenda = self.scan.agenda
        chosen = (
            f"Op uw agenda ({len(agenda)} van {MAX_AGENDA_TOPICS}): {enumerate_nl(agenda)}."
            if agenda
            else f"Op uw agenda: nog niets. Met Spatie zet u er ten hoogste {MAX_AGENDA_TOPICS} op."
        )
        sets = self.catalog.topic_sets
        whose = f" ({self.catalog.topic_set(self.role).name})" if len(sets) > 1 else ""
        heading = f"Onderwerpen voor het gesprek met {self.catalog.talk_with}{whose}"
        self.intro.update(Content.assemble((heading, "bold"), "\n", self.explanation(), "\n", (chosen, "bold")))
        on_agenda = self.items.pointed in agenda
        self.query_one("#topics-pick", Button).label = "Van de agenda" if on_agenda else "Op de agenda"

    def explanation(self) -> str:
        """Where the topics that are listed come from, in a sentence or two."""
        if self.shown.startswith(POLICY):
            return theme_words(self.catalog, self.shown.removeprefix(POLICY))
        if self.shown.startswith(THEME):
            return f"Thema: {self.shown.removeprefix(THEME)}."
        if not self.fits:
            told = insight_sentences(self.catalog, self.scan)
            return told[0] if told else "Uit uw antwoorden volgt geen onderwerp vanzelf. Kies wat bij u leeft."
        if self.shown == ALL:
            return f"Alle {len(self.listed)}, per hoofdvraag. Een nummer vooraan: dit onderwerp past bij u."
        equal = " Gelijke nummers tellen even zwaar." if any("=" in fit.mark for fit in self.fits.values()) else ""
        points = [point.competency for point in self.scan.development]
        if points:
            words = (
                f"uw ontwikkelpunten {enumerate_nl(points)}, in die volgorde"
                if points[1:]
                else f"uw ontwikkelpunt {points[0]}"
            )
            return f"Deze onderwerpen passen bij {words}.{equal}"
        largest = len(largest_needs(self.catalog, self.scan))
        if largest > _MANY:
            return (
                f"{largest} competenties tellen voor u het zwaarst. Eerst komt waar er de meeste van samenkomen.{equal}"
            )
        return f"{next(iter(self.fits.values())).why}.{equal}"

    @on(PointedList.Pointed)
    def _show_topic(self, event: PointedList.Pointed) -> None:
        fit = self.fits.get(event.key)
        topic = self.catalog.topic(event.key)
        reasons, why = (fit.suggestion.reasons, fit.why) if fit else ((), "")
        given = {number: rating.delegated_to for number, rating in self.scan.ratings.items()}
        self.detail.show(lambda width: topic_lines(self.catalog, topic, reasons, width, why=why, given=given))
        self._show_intro()

    def watch_shown(self) -> None:
        self._show_topics()

    def watch_scan(self) -> None:
        if self.is_mounted:
            self._show_topics()

    def action_move(self, step: int) -> None:
        self.items.move(step)

    def action_jump(self, to_end: bool) -> None:
        self.items.jump(to_end=to_end)

    def action_read(self, step: int) -> None:
        self.detail.turn_page(step)

    def action_show(self, what: str) -> None:
        self.shown = what

    @on(Button.Pressed, "#topics-pick")
    def action_pick(self) -> None:
        """Put the topic on the agenda, as the last, or take it away."""
        key, agenda = self.items.pointed, self.scan.agenda
        if key in agenda:
            self.edit(replace(self.scan, agenda=tuple(topic for topic in agenda if topic != key)))
        elif len(agenda) >= MAX_AGENDA_TOPICS:
            self.notify(
                f"Uw agenda is vol: {MAX_AGENDA_TOPICS} onderwerpen. Haal er eerst een af: wijs het aan en druk op "
                "Spatie.", markup=False,
            )  # fmt: skip
        else:
            self.edit(replace(self.scan, agenda=(*agenda, key)))

    def action_filter(self) -> None:
        themes = list(dict.fromkeys(item.theme for item in self.catalog.main_questions if item.role == self.role))
        choices = [Choice(ALL, "Alle onderwerpen"), *(Choice(f"{THEME}{theme}", theme) for theme in themes)]
        for theme in self.catalog.policy_themes:
            if any(theme.id in topic.policy_themes for topic in self.catalog.topics if topic.role == self.role):
                choices.append(Choice(f"{POLICY}{theme.id}", f"Beleidsthema: {theme.name}"))
        now = ALL if self.shown == FITTING else self.shown
        self.ask(PickDialog("Welke onderwerpen wilt u zien?", choices, now), self._take_filter)

    def _take_filter(self, value: str | None) -> None:
        if value is not None:
            self.shown = value

    def action_choose_set(self) -> None:
        choices = [Choice(item.role, item.name) for item in self.catalog.topic_sets]
        self.ask(PickDialog("Voor wie zijn de onderwerpen geschreven?", choices, self.role), self._take_set)

    def _take_set(self, role: str | None) -> None:
        if role is not None and role != self.role:
            self._found_of(role)
            self._show_topics()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose_set":
            return len(self.catalog.topic_sets) > 1
        if action != "show":
            return True
        return bool(self.fits) and (self.shown == FITTING) == (parameters == (ALL,))

    @on(Button.Pressed, "#topics-toggle")
    def toggle(self) -> None:
        self.shown = ALL if self.shown == FITTING else FITTING

    @on(Button.Pressed, "#topics-next")
    def go_on(self) -> None:
        self.action_next()
