"""The windows over a rating and a quadrant: what an item is about, what stands out, and the list to jump from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from zelfscan.domain import Catalog, Scan
from zelfscan.reports import OFFERS, insight_sentences, offered_texts, scan_sentences
from zelfscan.tui.dialogs import ReadWindow
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.inputs import KeyButton
from zelfscan.tui.widgets.lines import EMPTY_LINE, Line, bullets, line, wrapped
from zelfscan.tui.widgets.rating_scale import NO_JUDGEMENT


def item_help(catalog: Catalog, number: int) -> ReadWindow:
    """What an item is about: in plain words, with two moments of everyday work, and what its area is."""
    item, area = catalog.competency(number), catalog.area_of(number)

    def build(width: int) -> list[Line]:
        return [
            *wrapped(item.explanation, width),
            EMPTY_LINE,
            line("Bijvoorbeeld", "heading"),
            *bullets(item.examples, width),
            EMPTY_LINE,
            *wrapped(area.name, width, style="heading"),
            *wrapped(area.description, width),
        ]

    return ReadWindow(f"Wat is dit? {item.number}. {item.label}", build)


def what_stands_out(catalog: Catalog, scan: Scan) -> ReadWindow | None:
    """What the answers come to, what stands out in them and what the leader can offer others; None without the last
    two.
    """
    insights, offered = insight_sentences(catalog, scan), offered_texts(catalog, scan)
    if not insights and offered is None:
        return None

    def build(width: int) -> list[Line]:
        lines = wrapped(" ".join(scan_sentences(catalog, scan)), width, style="chosen")
        for sentence in insights:
            lines += [EMPTY_LINE, *bullets([sentence], width)]
        if offered is not None:
            intro, listed, rest = offered
            lines += [EMPTY_LINE, line(OFFERS, "heading"), *wrapped(intro, width), *bullets(listed, width)]
            lines += wrapped(rest, width)
        return lines

    return ReadWindow("Wat opvalt", build)


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
            with Horizontal(classes="buttons"):
                yield KeyButton("Terug", id="jump-back")

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

    @on(Button.Pressed, "#jump-back")
    def action_give_up(self) -> None:
        self.dismiss(None)
