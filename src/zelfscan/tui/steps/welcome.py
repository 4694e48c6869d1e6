"""The first screen: what this is, and with which scan to go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from zelfscan import domain
from zelfscan.dutch import about_minutes, code_in_words, date_nl, plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import clipped, shown_path
from zelfscan.storage import DraftsFound
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keeper import Opened, Setup
from zelfscan.tui.keys import ProposedInput
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList

# What a scan is, loads behind the first screen: as long as nothing is chosen, that needs no more than words.
if TYPE_CHECKING:
    from zelfscan.domain import Assessment, Scan, Who

    Begun = Scan | Opened

_FULL = "full"
_IMPORTANCE_ONLY = "importance_only"
MORE = "more"
MAX_DRAFTS_SHOWN = 3
CODE_SHOWN = 12
WHAT_A_CODE_IS = "Hier begint u. De code is een schuilnaam: u hoeft uw naam niet te geven."
WHICH_SCAN = (
    "Kies 'alleen {catalog.importance.name}' als u net begonnen bent als {catalog.who.full} en uzelf nog niet kunt "
    "inschatten."
)


class WelcomeScreen(HouseScreen["Begun"]):
    """Dismissed with the scan to fill in: a new one, or the draft that the leader goes on with."""

    HEADING = "Welkom"
    HELP = (
        f"{WHAT_A_CODE_IS} Noteer de code als u later een tweede scan wilt doen, dan kunt u de twee vergelijken.\n\n"
        f"{WHICH_SCAN} Staat er een concept? Dan gaat u verder waar u gebleven was.\n\n"
        "Werkt u met een schermlezer of liever in de browser? Typ in de terminal: zelfscan blad. Dat maakt een pagina "
        "met dezelfde vragen, die hetzelfde resultaat bewaart."
    )
    AUTO_FOCUS = "#start"
    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Beginnen", id="welcome.begin", tooltip="Beginnen met wat gekozen is"),
        Binding("tab", "next_field", "Volgende veld", id="welcome.next", tooltip="Naar het volgende veld"),
        Binding("shift+tab", "previous_field", show=False, id="welcome.previous", tooltip="Naar het vorige veld"),
        Binding("ctrl+q", "app.quit", "Stoppen", priority=True, id="welcome.quit", tooltip="zelfscan sluiten"),
    ]

    code = query_one("#code", Input)
    choices = query_one("#start", ChoiceList)
    notice = query_one("#notice", Static)

    def __init__(self, setup: Setup, found: DraftsFound, reopen: Callable[[Scan], Scan]) -> None:
        """`reopen` claims a draft and returns it as it stands now; it raises ZelfscanError when that cannot be."""
        super().__init__(whereabouts=date_nl(setup.now()))
        self._setup = setup
        self._found = found
        self._reopen = reopen
        self._first_shown = 0

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="welcome"):
            yield self.about()
            yield from self.start_card(self.code_line(), (begin_button(),))

    def about(self) -> Static:
        """What this is; one widget, as each takes its time before the first screen stands."""
        lead = self._setup.catalog.welcome
        return Static(Content.assemble((lead, "bold $primary"), "\n", "\n".join(self.lines())), id="about")

    def start_card(self, code_line: Iterable[Widget] = (), buttons: Iterable[Button] = ()) -> Iterator[Widget]:
        """What to begin or to go on with, in a frame; the places of code and buttons may be filled later."""
        with Vertical(id="start-card") as card:
            card.border_title = "Nieuwe scan" if not self._found.drafts else "Nieuwe scan, of verder"
            yield Horizontal(*code_line, id="code-line")
            yield ChoiceList(self._choices(), (self._first_choice(),), id="start")
            yield Horizontal(*buttons, classes="buttons", id="start-buttons")
            notice = Static(Content(told := self._set_aside()), id="notice")
            notice.display = bool(told)
            yield notice

    def code_line(self) -> tuple[Widget, ...]:
        """The code, with what it is."""
        participant = self._setup.participant or suggest_code(self._setup.catalog.who)
        return (
            Static(Content("Uw code"), id="code-label"),
            ProposedInput(participant, "code", max_length=40),
            Static(Content("een schuilnaam"), id="code-hint"),
        )

    def help_text(self) -> str:
        return self.HELP.format(catalog=self._setup.catalog)

    def asked(self) -> str:
        """What is asked, in the words of the instrument."""
        catalog = self._setup.catalog
        importance, attainment = catalog.importance.said, catalog.attainment.said
        return f"Bij {len(catalog.numbers)} competenties zegt u: hoe {importance}, en in hoeverre {attainment}?"

    def lasts(self) -> str:
        """How long it takes."""
        return f"Dat duurt {about_minutes(len(self._setup.catalog.numbers))}."

    def lines(self) -> tuple[str, ...]:
        """What this is, how long it takes, what is stored where and who sees it: each on a line of its own."""
        raise NotImplementedError

    def _choices(self) -> list[Choice]:
        shown = self._found.drafts[self._first_shown : self._first_shown + self._page()]
        drafts = [
            Choice(
                str(draft.id),
                f"Verder met {clipped(code_in_words(draft.participant), CODE_SHOWN)}: {self._so_far(draft)}",
            )
            for draft in shown
        ]
        hidden = len(self._found.drafts) - len(shown)
        catalog = self._setup.catalog
        only = f"Alleen {catalog.importance.name}"
        width = max(len("Hele scan"), len(only))
        more = [Choice(MORE, f"{plural(hidden, 'ander concept', 'andere concepten')} tonen")] if hidden else []
        return [
            *drafts,
            *more,
            Choice(_FULL, f"{'Hele scan':<{width}}  {len(catalog.numbers)} × twee vragen"),
            Choice(_IMPORTANCE_ONLY, f"{only:<{width}}  als u net {catalog.who.one} bent"),
        ]

    def _page(self) -> int:
        """How many drafts fit; the line that leads to more takes the place of one."""
        return MAX_DRAFTS_SHOWN if len(self._found.drafts) <= MAX_DRAFTS_SHOWN else MAX_DRAFTS_SHOWN - 1

    def _first_choice(self) -> str:
        return str(self._found.drafts[0].id) if self._found.drafts else _FULL

    def _so_far(self, draft: Scan) -> str:
        numbers = self._setup.catalog.numbers
        done = len(numbers) - len(draft.open_items(numbers))
        begun = date_nl(draft.started).rpartition(" ")[0]
        # What is written in a conversation waits for a yes; its answers were all given before.
        return f"uw gesprek ({begun})" if draft.conversation else f"{done} van {len(numbers)} klaar ({begun})"

    def _set_aside(self) -> str:
        if not self._found.set_aside:
            return ""
        names = ", ".join(shown_path(path.name) for path in self._found.set_aside)
        return f"Een concept was beschadigd. Het is apart gezet als {names} en niet gewist."

    def action_begin(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.begin()

    @on(Input.Submitted)
    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        chosen = self.choices.chosen[0]
        draft = next((draft for draft in self._found.drafts if str(draft.id) == chosen), None)
        if draft is not None:
            self.go_on(draft)
        elif chosen == MORE:
            self._show_more()
        elif code := self.code.value.strip():
            self.choose(code, domain.Assessment(chosen))
        else:
            self.complain(f"Vul eerst een code in, bijvoorbeeld {self._setup.catalog.who.code}-07.")

    def go_on(self, draft: Scan) -> None:
        """Leave with this draft; stay when another window has it."""
        try:
            self.dismiss(self._reopen(draft))
        except ZelfscanError as error:
            self.complain(str(error))
            self.choices.pick(_FULL)
            self.set_focus(self.choices)

    def _show_more(self) -> None:
        self._first_shown += self._page()
        if self._first_shown >= len(self._found.drafts):
            self._first_shown = 0
        self.choices.offer(self._choices())
        self.take_keys()

    def choose(self, code: str, assessment: Assessment) -> None:
        """Begin a new scan under this code."""
        self.dismiss(self.new_scan(code, assessment))

    def complain(self, text: str) -> None:
        """Say what is wrong with the code, and stay."""
        self.notice.display = True
        self.notice.add_class("-complaint")
        self.notice.update(Content(text))
        self.set_focus(self.code)
        self.take_keys()

    def new_scan(self, code: str, assessment: Assessment) -> Scan:
        """A scan without answers, begun now with today's instrument."""
        setup = self._setup
        return domain.Scan(
            id=setup.new_id(),
            started=setup.now(),
            participant=code,
            instrument=setup.catalog.instrument,
            instrument_version=setup.catalog.version,
            assessment=assessment,
        )


def begin_button() -> Button:
    """Begins with what is chosen."""
    return Button("Beginnen", variant="primary", id="begin")


def suggest_code(who: Who) -> str:
    """A code that says nothing about the leader."""
    return f"{who.code}-{int.from_bytes(os.urandom(8)) % 9000 + 1000}"
