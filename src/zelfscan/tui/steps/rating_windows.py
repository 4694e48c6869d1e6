"""The windows over a rating: what an item is about, and the list to jump from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from zelfscan.domain import Catalog, Scan
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.rating_scale import NO_JUDGEMENT


class ItemHelp(OrderlyScreen[None]):
    """Tells what an item is about: in plain words, with two moments of everyday work, and what its area is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,i,I", "dismiss", "Sluiten", show=False, priority=True, tooltip="Deze uitleg sluiten"),
    ]

    def __init__(self, catalog: Catalog, number: int) -> None:
        super().__init__(classes="dialog")
        self._catalog = catalog
        self._number = number

    def compose(self) -> ComposeResult:
        item, area = self._catalog.competency(self._number), self._catalog.area_of(self._number)
        with Vertical(classes="window help") as window:
            window.border_title = Content(f"Wat is dit? {item.number}. {item.label}")
            window.border_subtitle = "Esc: sluiten · ↑ ↓: lezen"
            with VerticalScroll():
                yield Static(
                    Content.assemble(
                        item.explanation,
                        ("\n\nBijvoorbeeld", "bold"),
                        *(f"\n• {example}" for example in item.examples),
                        ("\n\n" + area.name, "bold"),
                        f"\n{area.description}",
                    ),
                    id="item-help",
                )


class ItemPicker(OrderlyScreen[int | None]):
    """Dismissed with the number of the chosen item, or None."""

    IS_TYPED_IN = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g,G", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder te kiezen"),
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
        rating = self._scan.rating(number)
        answers = " ".join(
            "·" if rating.is_open(scale) else str(int(rating.level(scale) or NO_JUDGEMENT))
            for scale in self._scan.assessment.scales
        )
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
