"""The app behind `zelfscan vergelijk`: two scans beside each other, the arrows and the changes in groups and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from zelfscan.domain import (
    Catalog,
    Comparison,
    ItemChange,
    Rating,
    ScaleName,
    Scan,
    agreed_points,
    compare,
    moment,
    participant_key,
)  # fmt: skip
from zelfscan.dutch import date_nl, time_nl
from zelfscan.reports import progress_sentences
from zelfscan.safe_text import clipped
from zelfscan.tui.app import HouseApp
from zelfscan.tui.conversation.look_back import agreement_lines, look_back_in_result, look_back_notes
from zelfscan.tui.house_screen import HouseScreen, TitleBar
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.widgets.arrows import ArrowPlot, sign_of
from zelfscan.tui.widgets.drawing import NumberBoard
from zelfscan.tui.widgets.lines import EMPTY_LINE, PAGE_STEP, Line, LineView, PointedList, line, wrapped

NO_CHANGES = "Er veranderde niets."
NOTHING_COMPARABLE = (
    "Geen enkele competentie is op beide schalen te vergelijken: toen of nu is niet alles ingeschat. "
    "De lijst zegt wat u toen en nu antwoordde."
)
_OWN_TEXT = 60


class ChangeGroup(Enum):
    """The groups of the list, in their order; the value is the heading, but for IMPORTANCE: see `_heading`."""

    CLOSED = "gedicht"
    FORWARD = "vooruit"
    BACK = "achteruit"
    IMPORTANCE = "ander antwoord"
    SAME = "gelijk gebleven"
    DELEGATED = "overgedragen (belegd)"
    INCOMPARABLE = "niet te vergelijken"


@dataclass(frozen=True, slots=True)
class Moments:
    """What to call then and now: dates, and clock times where both are of one day; `span` says both in one go."""

    then: str
    now: str
    span: str


def moments(earlier: Scan, later: Scan) -> Moments:
    """The words for when two scans were made."""
    then, now = moment(earlier), moment(later)
    if then.date() != now.date():
        return Moments(date_nl(then), date_nl(now), f"{date_nl(then)} → {date_nl(now)}")
    began, ended = f"{date_nl(then)}, {time_nl(then)}", f"{date_nl(now)}, {time_nl(now)}"
    return Moments(began, ended, f"{began} → {time_nl(now)}")


def changed(item: ItemChange) -> bool:
    """Another level on a scale, or somebody else who has the item; a note alone does not count."""
    return _answers(item.then) != _answers(item.now)


def group_of(item: ItemChange) -> ChangeGroup:
    """The one group of an item. Forward and back go by attainment: to find an item more important is no step back."""
    if item.now.delegated_to:
        return ChangeGroup.DELEGATED
    if not item.comparable:
        return ChangeGroup.INCOMPARABLE
    if item.closed:
        return ChangeGroup.CLOSED
    attainment, importance = item.step(ScaleName.ATTAINMENT), item.step(ScaleName.IMPORTANCE)
    if attainment:
        return ChangeGroup.FORWARD if attainment > 0 else ChangeGroup.BACK
    return ChangeGroup.IMPORTANCE if importance else ChangeGroup.SAME


def grouped(items: Iterable[ItemChange]) -> list[tuple[ChangeGroup, list[ItemChange]]]:
    """The groups that have items, in their order."""
    found: dict[ChangeGroup, list[ItemChange]] = {}
    for item in items:
        found.setdefault(group_of(item), []).append(item)
    return [(group, found[group]) for group in ChangeGroup if group in found]


def change_lines(catalog: Catalog, items: Sequence[ItemChange], width: int, *, airy: bool) -> list[Line]:
    """The list; the key of an item is its number, and behind the number stands its sign in the quadrant."""
    if not items:
        return [line(NO_CHANGES, "muted")]
    lines: list[Line] = []
    for group, members in grouped(items):
        if lines and airy:
            lines.append(EMPTY_LINE)
        lines.append(line(_heading(catalog, group, len(members), width), "heading"))
        for item in members:
            sign = " " if item.cell_now is None else sign_of(item)
            label = catalog.competency(item.number).label
            lines.append(Line(((f"{item.number:>2}", "rank"), (f"{sign} {label}", "")), key=str(item.number)))
    return lines


def _item_lines(catalog: Catalog, item: ItemChange, when: Moments | None, width: int) -> list[Line]:
    """The statement in full, then what was answered then and now, with the dates in `when` if there is room."""
    lines = wrapped(catalog.competency(item.number).statement, width)
    if when is None:
        lines += wrapped(_said(catalog, item.then), width, first="Toen: ", first_style="rank")
        lines += wrapped(_said(catalog, item.now), width, first="Nu:   ", first_style="rank")
    else:
        lines += [line(f"Toen, {when.then}", "rank"), *wrapped(_said(catalog, item.then), width)]
        lines += [line(f"Nu, {when.now}", "rank"), *wrapped(_said(catalog, item.now), width)]
    if item.opened:
        lines += wrapped(
            f"Hier is een nieuw verschil tussen {catalog.importance.measure} en {catalog.attainment.measure}.",
            width,
            style="muted",
        )
    return lines


def summary(catalog: Catalog, comparison: Comparison, *, brief: bool = False) -> str:
    """What the comparison comes to, in a few sentences; `brief` = in one."""
    items = comparison.items
    if not any(changed(item) for item in items) and not all(item.now.is_empty for item in items):
        return (
            f"U gaf bij alle {len(items)} competenties hetzelfde antwoord als toen. Daar is niets mis mee. "
            "Kijk gerust wat u wilt houden, en wat u nog wilt ontwikkelen."
        )
    told = progress_sentences(catalog, comparison)
    return " ".join(told[:1] if brief else told) or NOTHING_COMPARABLE


def _heading(catalog: Catalog, group: ChangeGroup, count: int, width: int) -> str:
    name = f"ander {catalog.importance.name}" if group is ChangeGroup.IMPORTANCE else group.value
    # Said behind a heading where the list is wide enough.
    meanings = {
        ChangeGroup.CLOSED: "het verschil is weg",
        ChangeGroup.FORWARD: f"meer {catalog.attainment.said}",
        ChangeGroup.BACK: f"minder {catalog.attainment.said}",
        ChangeGroup.IMPORTANCE: f"{catalog.attainment.name} bleef gelijk",
        ChangeGroup.INCOMPARABLE: "een antwoord ontbreekt",
    }
    meaning = f"{name}: {meanings.get(group, '')} · {count}"
    return meaning if group in meanings and len(meaning) <= width else f"{name} · {count}"


def _said(catalog: Catalog, rating: Rating) -> str:
    words = catalog.in_words(rating)
    delegated = clipped(rating.delegated_to, _OWN_TEXT)
    return f"{words}; belegd bij {delegated}" if delegated else words


def _answers(rating: Rating) -> tuple[object, ...]:
    return rating.importance, rating.attainment, rating.delegated_to


_MOVE = Binding.Group("Competentie", compact=True)
_ALL, _ONLY_CHANGED = "◂ alles ▸", "◂ alleen wat veranderde ▸"
LEGEND = "7↗ van linksonder   7→ van links   7· bleef staan   7* nieuw hier"
_CODE_LENGTH = 12
_TITLE_ROOM = 55  # what the smallest window leaves beside the heading


class ComparisonScreen(HouseScreen[None]):
    """Shows what moved between an earlier and a later scan; nothing can be changed here."""

    HEADING = "Vergelijken"
    HELP = (
        "Elk getal is een competentie, op de plaats van uw laatste scan. Het pijltje achter het getal zegt welke kant "
        "het op ging: 7↗ kwam van linksonder, 7→ van links. Een punt (7·) betekent: niet verplaatst. Een ster (7*) "
        "betekent: nieuw in het kwadrant.\n\n"
        "Loop met ↑ en ↓ door de lijst, typ een nummer of klik erop. Het getal krijgt [ ] en een hele pijl: die begint "
        "bij ○, waar het getal toen stond. Onder de lijst staat de stelling met uw antwoorden van toen en nu.\n\n"
        "Vooruit en achteruit gaan over {catalog.attainment.measure}. 'Gedicht' betekent: toen ging "
        "{catalog.importance.measure} uit boven {catalog.attainment.measure}, nu niet meer. Wat nu bij een ander is "
        "belegd of waar een antwoord ontbreekt, staat alleen in de lijst."
    )
    # Nothing here needs the focus: the keys always work on the list.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Vorige competentie", priority=True, group=_MOVE, id="comparison.up",
                tooltip="Door de lijst lopen; de pijl licht op"),
        Binding("down", "move(1)", "Volgende competentie", priority=True, group=_MOVE, id="comparison.down",
                tooltip="Door de lijst lopen; de pijl licht op"),
        Binding("left", "filter(-1)", "Andere keuze", show=False, priority=True, id="comparison.left",
                tooltip="Alles tonen, of alleen wat veranderde"),
        Binding("right", "filter(1)", "Andere keuze", show=False, priority=True,
                id="comparison.right", tooltip="Alles tonen, of alleen wat veranderde"),
        Binding("t", "look_back", "Terugblik", priority=True, id="comparison.look_back",
                tooltip="Zeggen wat er van uw afspraken is gekomen"),
        Binding("enter", "filter(1)", "Alles of minder tonen", priority=True, id="comparison.enter",
                tooltip="Alles tonen, of alleen wat veranderde"),
        Binding("escape", "close", "Terug", key_display="Esc", priority=True, id="comparison.close",
                tooltip="Terug naar het scherm hiervoor"),
        *(
            Binding(key, f"move({step})", "Verder in de lijst", show=False, priority=True, id=f"comparison.{key}",
                    tooltip="Met grote stappen door de lijst")
            for key, step in (("pageup", -PAGE_STEP), ("pagedown", PAGE_STEP), ("home", -1000), ("end", 1000))
        ),
        *(
            Binding(str(digit), f"type({digit})", "Nummer typen", show=False, priority=True,
                    id=f"comparison.{digit}", key_display="0-9",
                    tooltip="Een competentie kiezen door het nummer te typen")
            for digit in range(10)
        ),
    ]  # fmt: skip

    plot = query_one(ArrowPlot)
    entries = query_one("#comparison-list", PointedList)
    detail = query_one("#comparison-item", LineView)

    number: reactive[int | None] = reactive(None, init=False)
    only_changed: reactive[bool] = reactive(False, init=False)

    def __init__(
        self, catalog: Catalog, earlier: Scan, later: Scan, notes: Sequence[str] = (), *, alone: bool = False,
        keeper: Keeper | None = None,
    ) -> None:  # fmt: skip
        """`alone` = there is no screen behind this one to go back to. The `keeper` has the later scan, to write in it
        what came of agreements; without one that is only shown.
        """
        super().__init__()
        self._earlier = earlier
        self._later = later
        self._keeper = keeper
        self.catalog = catalog
        self._alone = alone
        self._notes = tuple(notes)
        self.comparison = compare(earlier, later, catalog.numbers)
        self._when = moments(earlier, later)
        self._codes = _codes(earlier, later)
        self._items: dict[int, ItemChange] = {}
        self._typed = ""

    def help_text(self) -> str:
        return self.HELP.format(catalog=self.catalog)

    def compose_body(self) -> Iterator[Widget]:
        yield Static("", id="comparison-summary", markup=False)
        with Horizontal(id="comparison"):
            with Vertical():
                yield ArrowPlot(self.catalog)
                yield Static(Content(LEGEND), id="comparison-legend")
            with Vertical(id="comparison-side"):
                yield PointedList(id="comparison-list")
                yield LineView(id="comparison-item")

    def on_mount(self) -> None:
        place = f"{self._when.span} · {self._codes}"
        self._tell()
        self.query_one(TitleBar).place = place if len(place) <= _TITLE_ROOM else self._when.span
        self.show_items()

    def on_unmount(self) -> None:
        if self._keeper is not None:
            self._keeper.release()

    def on_resize(self) -> None:
        self._tell()
        if self._items:
            self.show_items()

    def _tell(self) -> None:
        """What it comes to, and what there is to say about the files; here, as a toast would cover the list."""
        told = summary(self.catalog, self.comparison, brief=not self.has_class("-high"))
        asked = look_back_notes(self._earlier, self._later, can_write=self._keeper is not None)
        notes = [(f"\n{note}", "$warning") for note in (*self._notes, *asked)]
        self.query_one("#comparison-summary", Static).update(Content.assemble((told, "bold"), *notes))

    def action_look_back(self) -> None:
        """Ask what came of the agreements, and write it in the later result."""
        self.ask_in_a_row(self._look_back)

    async def _look_back(self) -> None:
        app, keeper = self.app, self._keeper
        if keeper is not None and isinstance(app, HouseApp):
            self._later = await look_back_in_result(app, self.catalog, keeper, self._earlier)
            self._tell()
            self.watch_number()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "look_back" or bool(self._keeper and agreed_points(self._earlier))

    def watch_only_changed(self) -> None:
        self._typed = ""
        self.show_items()

    def watch_number(self) -> None:
        number = self.number
        self.plot.current = number
        self.entries.pointed = "" if number is None else str(number)
        self.detail.border_title = Content(
            "" if number is None else f"{number} · {self.catalog.competency(number).label}"
        )
        item = None if number is None else self._items[number]
        when = self._when if self.has_class("-high") else None
        agreed = partial(agreement_lines, self._earlier, self._later, number or 0)
        self.detail.show(lambda w: [] if item is None else [*agreed(w), *_item_lines(self.catalog, item, when, w)])

    def show_items(self) -> None:
        """Bring plot, list and statement in step with the filter; the pointer stays where it can."""
        shown = [item for item in self.comparison.items if changed(item) or not self.only_changed]
        self._items = {item.number: item for _, members in grouped(shown) for item in members}
        number = self.number if self.number in self._items else next(iter(self._items), None)
        airy = self.has_class("-high")
        self.set_reactive(ComparisonScreen.number, number)
        self.plot.items = tuple(shown)
        self.entries.border_title = Content(_ONLY_CHANGED if self.only_changed else _ALL)
        self.entries.show(lambda width: change_lines(self.catalog, shown, width, airy=airy))
        self.watch_number()

    def action_move(self, step: int) -> None:
        self._typed = ""
        order = list(self._items)
        if self.number is not None:
            self.number = order[max(0, min(len(order) - 1, order.index(self.number) + step))]

    def action_type(self, digit: int) -> None:
        """Choose the item whose number is typed; a digit that makes no number starts a new one."""
        for typed in (f"{self._typed}{digit}", str(digit)):
            if int(typed) in self._items:
                self._typed = typed
                self.number = int(typed)
                return
        self._typed = str(digit)

    def action_filter(self, _step: int) -> None:
        # There are two views, so that both ways lead to the other one.
        self.only_changed = not self.only_changed

    def action_close(self) -> None:
        if self._alone:
            self.notify("Verder terug gaat niet. Stoppen gaat met Ctrl+Q.", timeout=4)
        else:
            self.dismiss()

    @on(NumberBoard.Picked)
    def choose_in_plot(self, event: NumberBoard.Picked) -> None:
        event.stop()
        self._choose(event.number)

    @on(PointedList.Clicked)
    def choose_in_list(self, event: PointedList.Clicked) -> None:
        event.stop()
        self._choose(int(event.key))

    def _choose(self, number: int) -> None:
        self._typed = ""
        if number in self._items:
            self.number = number


def _codes(earlier: Scan, later: Scan) -> str:
    """Whose scans these are: one code, or both where they differ."""
    same = participant_key(earlier.participant) == participant_key(later.participant)
    codes = [later.participant] if same else [earlier.participant, later.participant]
    return " → ".join(clipped(code, _CODE_LENGTH) for code in codes)


class ComparisonApp(HouseApp):
    """Shows an earlier and a later scan; `notes` stand below the summary."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "zelfscan.tcss",
        "steps.tcss",
        "comparison.tcss",
    ]
    QUIT_EXPLANATION = "De vergelijking sluiten"

    def __init__(
        self, catalog: Catalog, earlier: Scan, later: Scan, notes: Sequence[str] = (), keeper: Keeper | None = None
    ) -> None:
        super().__init__()
        self._screen = partial(ComparisonScreen, catalog, earlier, later, tuple(notes), alone=True, keeper=keeper)

    def on_mount(self) -> None:
        self.push_screen(self._screen())
