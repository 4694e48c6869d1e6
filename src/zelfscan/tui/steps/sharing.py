"""Round only: does the leader want to learn from and with others?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import offers, seeks
from zelfscan.dutch import code_in_words, enumerate_nl
from zelfscan.safe_text import one_line
from zelfscan.tui.steps.step import TextStep
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import TextField

NO, YES = "no", "yes"


class SharingScreen(TextStep):
    """Off unless the leader says yes; shows to the letter what is shared then."""

    HEADING = "Uitwisseling"
    SHORT_HEADING = "Delen"
    HELP = (
        "Leiders kunnen veel van elkaar leren. Doet u mee, dan ziet de groep uw code, wat u zoekt en wat u te bieden "
        "hebt, en de tekst die u zelf schrijft. Doet u niet mee, dan ziet de groep alleen de groepscijfers. Uw "
        "begeleider heeft uw antwoorden in beide gevallen, onder uw code. Onder in het scherm staat precies wat er "
        "wordt gedeeld."
    )
    AUTO_FOCUS = "#share"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Bewaren", id="sharing.save", tooltip="Uw scan bewaren met deze keuze"),
    ]

    choice = query_one("#share", ChoiceList)
    contact = query_one("#contact", TextField)
    preview = query_one("#preview", Static)

    def compose_body(self) -> Iterator[Widget]:
        with VerticalScroll(id="sharing", can_focus=False):
            yield Static(Content("Wilt u meedoen aan de uitwisseling met andere leiders in deze ronde?"), id="ask")
            yield ChoiceList(
                [Choice(NO, "Nee, ik deel niets"), Choice(YES, "Ja, dit mag de groep van mij weten")],
                (NO if self.scan.exchange is None else YES,),
                id="share",
            )
            yield Static(Content("Bij ja: hoe kan iemand u bereiken, of wat wilt u erbij zeggen? (mag leeg)"), id="how")
            yield TextField(self.scan.exchange or "", id="contact")
            yield Static("", id="preview", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Bewaren", variant="primary", id="go-on")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    @on(ChoiceList.Changed)
    @on(TextField.Changed)
    def keep_text(self) -> None:
        shared = self.contact.typed if YES in self.choice.chosen else None
        self.edit(replace(self.scan, exchange=shared))
        self._show()

    def _show(self) -> None:
        shared = self.scan.exchange is not None
        self.preview.update(Content(self._shared() if shared else "Dit wordt gedeeld: niets."))

    def _shared(self) -> str:
        numbers = self.catalog.numbers
        sought = [number for number in numbers if seeks(self.scan.rating(number))]
        offered = [number for number in numbers if offers(self.scan.rating(number))]
        return "\n".join(
            (
                "Dit wordt gedeeld, en verder niets:",
                f"• uw code: {code_in_words(self.scan.participant)}",
                f"• uw tekst: {one_line(self.scan.exchange or '') or 'geen'}",
                f"• u zoekt een ander voor: {self._listed(sought)}",
                f"• anderen kunnen bij u terecht voor: {self._listed(offered)}",
            )
        )

    def _listed(self, numbers: list[int]) -> str:
        """The items by name where there are rows for it; else the numbers: all that is shared has to be in view."""
        if not self.has_class("-high"):
            return enumerate_nl(numbers) or "geen"
        return enumerate_nl(f"{self.catalog.competency(number).label} ({number})" for number in numbers) or "geen"

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_go_on()

    @on(Button.Pressed, "#go-on")
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_go_on()
