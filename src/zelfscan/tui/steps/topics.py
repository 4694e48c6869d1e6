"""Conversation topics: an agenda for the talk with board and team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Catalog, Scan, needs, suggest
from zelfscan.tui.steps.step import Desk, StepScreen
from zelfscan.tui.widgets.inputs import KeyButton
from zelfscan.tui.widgets.lines import LineView, PointedList
from zelfscan.tui.widgets.topics import agenda_lines, browse_lines, explanation, topic_lines


class TopicsScreen(StepScreen):
    """The topics that serve the chosen points (or the biggest gaps), with why; and all topics to browse."""

    HEADING = "Gespreksonderwerpen"
    SHORT_HEADING = "Onderwerpen"
    HELP = (
        "Dit is een agenda voor het gesprek met uw bestuur en uw team. Links staan de onderwerpen die passen bij uw "
        "ontwikkelpunten; hebt u die niet gekozen, dan komen ze van uw antwoorden. Bovenaan staat wat gaat over uw "
        "eerste ontwikkelpunt of uw grootste verschil. Hetzelfde nummer (2=) betekent: even zwaar.\n\n"
        "Rechts leest u waarom dit onderwerp bij u past, en vragen en tips voor het gesprek. De onderwerpen zijn "
        "geschreven voor de bestuurder. Kies eruit wat in uw school leeft. Met a bladert u door alle onderwerpen."
    )
    # Nothing here needs the focus: the keys always work on the list.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Kiezen", key_display="↑↓", priority=True, id="topics.up",
                tooltip="Een onderwerp omhoog of omlaag"),
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
        Binding("a", "browse(True)", "Alle onderwerpen", priority=True, id="topics.all",
                tooltip="Door alle onderwerpen bladeren"),
        Binding("a", "browse(False)", "Uw agenda", priority=True, id="topics.agenda",
                tooltip="Terug naar de onderwerpen op uw agenda"),
        Binding("v", "next", "Verder", priority=True, id="topics.next", tooltip="Verder naar bewaren"),
    ]  # fmt: skip

    items = query_one("#topics-list", PointedList)
    detail = query_one("#topics-detail", LineView)
    intro = query_one("#topics-intro", Static)

    browsing: reactive[bool] = reactive(False, init=False, bindings=True)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        super().__init__(catalog, scan, desk)
        # The scan does not change here, so the agenda is made once.
        self.suggestions = suggest(catalog, needs(scan, catalog.numbers))
        self._by_topic = {suggestion.topic.id: suggestion for suggestion in self.suggestions}
        self.set_reactive(TopicsScreen.browsing, not self.suggestions)

    def compose_body(self) -> Iterator[Widget]:
        yield Static("", id="topics-intro", markup=False)
        with Horizontal(id="topics-body"):
            yield PointedList(id="topics-list")
            with Vertical(id="topics-side"):
                yield LineView(id="topics-detail")
                with Horizontal(classes="buttons"):
                    yield KeyButton("Verder", variant="primary", id="topics-next")
                    yield KeyButton("Alle onderwerpen", id="topics-toggle")

    def on_mount(self) -> None:
        self.query_one("#topics-toggle", Button).display = bool(self.suggestions)
        self._show_topics()

    def _show_topics(self) -> None:
        text = explanation(
            self.scan, suggested=bool(self.suggestions), browsing=self.browsing, total=len(self.catalog.topics)
        )
        lead = "Alle onderwerpen" if self.browsing else "Uw agenda"
        self.intro.update(Content.assemble((f"{lead} voor het gesprek met uw bestuur en uw team", "bold"), "\n", text))
        self.query_one("#topics-toggle", Button).label = "Uw agenda" if self.browsing else "Alle onderwerpen"
        if self.browsing:
            keys = [topic.id for topic in self.catalog.topics]
            self.items.show(lambda width: browse_lines(self.catalog, self._by_topic, width))
        else:
            keys = list(self._by_topic)
            self.items.show(lambda width: agenda_lines(self.suggestions, width))
        if self.items.pointed not in keys:
            self.items.pointed = keys[0]

    @on(PointedList.Pointed)
    def _show_topic(self, event: PointedList.Pointed) -> None:
        suggestion = self._by_topic.get(event.key)
        reasons = suggestion.reasons if suggestion else ()
        topic = self.catalog.topic(event.key)
        self.detail.show(lambda width: topic_lines(self.catalog, topic, reasons, width))

    def watch_browsing(self) -> None:
        self._show_topics()

    def action_move(self, step: int) -> None:
        self.items.move(step)

    def action_jump(self, to_end: bool) -> None:
        self.items.jump(to_end=to_end)

    def action_read(self, step: int) -> None:
        self.detail.turn_page(step)

    def action_browse(self, browsing: bool) -> None:
        self.browsing = browsing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "browse" or (bool(self.suggestions) and parameters != (self.browsing,))

    @on(Button.Pressed, "#topics-toggle")
    def toggle(self) -> None:
        self.browsing = not self.browsing

    @on(Button.Pressed, "#topics-next")
    def go_on(self) -> None:
        self.action_next()
