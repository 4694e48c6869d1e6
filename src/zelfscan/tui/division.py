"""Who in the school has which competency: a sheet of 29 rows by the roles of this school, to talk about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import LEADER, LONGEST_ROLE, MOST_ROLES, Catalog, Division, Holding, Role, Scan, own_column
from zelfscan.errors import ZelfscanError
from zelfscan.reports import HOLDING_WORDS, division_sentences
from zelfscan.safe_text import clipped, one_line
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import ConfirmDialog, LineDialog
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.widgets.inputs import KeyButton
from zelfscan.tui.widgets.lines import LineView, bullets

_SIGNS = {Holding.HAS: "●", Holding.LEARNS: "◐", None: "·"}
NEXT = {None: Holding.HAS, Holding.HAS: Holding.LEARNS, Holding.LEARNS: None}
_OWN, _COLUMN, _LABEL, _NARROW_LABEL = 8, 14, 36, 28
"""The widths of the leader's own column, of a role's at least, and of the label with the number."""
_MOVE = Binding.Group("Vakje", compact=True)


class DivisionGrid(Widget, can_focus=True):
    """The cells; the columns of the roles scroll beside the leader's own. The cursor is at `row` and `column`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "division-grid--head", "division-grid--cursor", "division-grid--own", "division-grid--line",
    }  # fmt: skip

    @dataclass
    class Pressed(Message):
        """A cell was clicked; the cursor is there already."""

    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    def __init__(self, catalog: Catalog, own: dict[int, Holding]) -> None:
        super().__init__()
        self._catalog = catalog
        self._own = own
        self._roles: tuple[Role, ...] = ()
        self._top = self._left = 0

    def show(self, roles: tuple[Role, ...]) -> None:
        """Show other roles or cells; the cursor stays where it can."""
        self._roles = roles
        self.column = min(self.column, max(0, len(roles) - 1))
        self.refresh()

    @property
    def _label(self) -> int:
        room = self.size.width - _OWN - _COLUMN * len(self._roles)
        return _LABEL if self.size.width >= 100 or room >= _LABEL else _NARROW_LABEL

    @property
    def _shown(self) -> int:
        """How many roles have room."""
        return max(1, (self.size.width - self._label - _OWN) // _COLUMN)

    @property
    def _column(self) -> int:
        """The width of a role's column: wider where there is room and a name asks for it."""
        room = (self.size.width - self._label - _OWN) // max(1, min(self._shown, len(self._roles)))
        longest = max((len(role.name) for role in self._roles), default=0)
        return max(_COLUMN, min(room, longest + 2))

    def move(self, down: int, right: int) -> None:
        """Put the cursor elsewhere, as far as there are cells."""
        self.row = max(0, min(len(self._catalog.numbers) - 1, self.row + down))
        self.column = max(0, min(len(self._roles) - 1, self.column + right))

    def render(self) -> Content:
        rows, column = max(1, self.size.height - 1), self._column
        self._top = max(min(self._top, self.row), self.row - rows + 1)
        self._left = max(min(self._left, self.column), self.column - self._shown + 1)
        shown = self._roles[self._left : self._left + self._shown]
        more = f"nr  {len(self._roles)} rollen: ← →" if len(self._roles) > len(shown) else "nr competentie"
        head = f"{more:<{self._label}}{LEADER:<{_OWN}}"
        names = "".join(f"{clipped(role.name, column - 1):<{column}}" for role in shown)
        lines = [Content.styled(head + names, self.get_visual_style("division-grid--head"))]
        lines += [self._line(place, shown) for place in range(self._top, min(self._top + rows, self._last))]
        return Content("\n").join(lines)

    @property
    def _last(self) -> int:
        return len(self._catalog.numbers)

    def _line(self, place: int, shown: Sequence[Role]) -> Content:
        number = self._catalog.numbers[place]
        label = clipped(self._catalog.competency(number).label, self._label - 4)
        pointer = "▸" if place == self.row else " "
        parts = [
            Content(f"{pointer}{number:>2} {label:<{self._label - 4}}").stylize(
                self.get_visual_style("division-grid--line") if place == self.row else ""
            ),
            Content.styled(
                f"  {_SIGNS[self._own.get(number)]:<{_OWN - 2}}", self.get_visual_style("division-grid--own")
            ),
        ]
        for index, role in enumerate(shown, start=self._left):
            sign = _SIGNS[role.holdings.get(number)]
            here = place == self.row and index == self.column
            cell = f" [{sign}]" if here else f"  {sign}"
            part = Content(f"{cell:<{self._column}}")
            parts.append(part.stylize(self.get_visual_style("division-grid--cursor"), 0, 4) if here else part)
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or not self._roles:
            return
        row, column = self._top + offset.y - 1, self._left + (offset.x - self._label - _OWN) // self._column
        if offset.y and row < self._last and offset.x >= self._label + _OWN and column < len(self._roles):
            self.row, self.column = row, column
            self.post_message(self.Pressed())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-1, 0)


class DivisionScreen(HouseScreen[None]):
    """The sheet, and what it tells. Each change is on disk before the next key."""

    HEADING = "Verdeling"
    HELP = (
        "Dit is een gespreksblad: wie in uw school heeft welke competentie? Het oordeelt over niemand. De kolommen "
        "zijn rollen, geen personen. Uw eigen kolom volgt uw scan.\n\n"
        "● betekent heeft, ◐ betekent leert, · betekent niets. Met de pijltjes gaat u naar een vakje, met de "
        "spatiebalk verandert u het; klikken kan ook. Met n komt er een rol bij, met h geeft u een rol een andere "
        "naam en met w haalt u een rol weg. Passen niet alle rollen in beeld, dan schuiven ze mee.\n\n"
        "Onder het blad staat wat eruit blijkt. Alles wordt meteen bewaard."
    )
    AUTO_FOCUS = "DivisionGrid"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Klaar", priority=True, id="division.done", tooltip="Klaar: het blad is bewaard"),
        Binding("up", "move(-1, 0)", "Omhoog", priority=True, group=_MOVE, id="division.up",
                tooltip="Een vakje verder"),
        Binding("down", "move(1, 0)", "Omlaag", priority=True, group=_MOVE, id="division.down",
                tooltip="Een vakje verder"),
        Binding("left", "move(0, -1)", "Links", priority=True, group=_MOVE, id="division.left",
                tooltip="Een vakje verder"),
        Binding("right", "move(0, 1)", "Rechts", priority=True, group=_MOVE, id="division.right",
                tooltip="Een vakje verder"),
        Binding("space", "change", "Kiezen", priority=True, id="division.change",
                tooltip="Dit vakje veranderen: heeft, leert of niets"),
        Binding("n", "add", "Rol", priority=True, id="division.add", tooltip="Een rol toevoegen"),
        Binding("h", "rename", "Naam", priority=True, id="division.rename", tooltip="Deze rol een andere naam geven"),
        Binding("w", "remove", "Weg", priority=True, id="division.remove", tooltip="Deze rol weghalen"),
        *(
            Binding(key, f"move({step}, 0)", show=False, priority=True, id=f"division.{key}",
                    tooltip="Met grote stappen door het blad")
            for key, step in (("pageup", -10), ("pagedown", 10), ("home", -100), ("end", 100))
        ),
        Binding("escape", "close", "Terug", key_display="Esc", priority=True, id="division.close",
                tooltip="Terug naar het scherm hiervoor"),
    ]  # fmt: skip

    grid = query_one(DivisionGrid)
    told = query_one("#division-told", LineView)
    about = query_one("#division-about", Static)

    def __init__(
        self, catalog: Catalog, scan: Scan, division: Division, keep: Callable[[Division], None] | None
    ) -> None:
        """`keep` writes the division, and raises ZelfscanError when that fails; without one it can only be read."""
        super().__init__(whereabouts=clipped(scan.participant, LONGEST_ROLE))
        self.catalog = catalog
        self.scan = scan
        self.division = division
        self._keep = keep

    def compose_body(self) -> Iterator[Widget]:
        yield Static("Een gespreksblad: het oordeelt over niemand. Noem rollen, geen personen.", id="division-intro")
        yield DivisionGrid(self.catalog, own_column(self.scan, self.catalog.numbers))
        yield Static("", id="division-about", markup=False)
        with Vertical(id="division-side"):
            yield LineView(id="division-told")
            with Horizontal(classes="buttons"):
                yield KeyButton("Klaar", variant="primary", id="done")
                yield KeyButton("Rol erbij", id="add")
                yield KeyButton("Naam", id="rename")
                yield KeyButton("Weg", id="remove")

    def on_mount(self) -> None:
        self.watch(self.grid, "row", self._tell_cell, init=False)
        self.watch(self.grid, "column", self._tell_cell, init=False)
        self._show()

    def _show(self) -> None:
        self.grid.show(self.division.roles)
        told = division_sentences(self.catalog, self.scan, self.division)
        self.told.show(lambda width: bullets(told, width))
        self._tell_cell()

    @property
    def role(self) -> Role | None:
        """The role of the column that the cursor is in; None as long as there is none."""
        return self.division.roles[self.grid.column] if self.division.roles else None

    @property
    def number(self) -> int:
        """The item of the row that the cursor is in."""
        return self.catalog.numbers[self.grid.row]

    def _tell_cell(self, *_: object) -> None:
        role = self.role
        if role is None:
            self.about.update(Content("Er zijn nog geen rollen. Druk op n, en noem er een."))
            return
        item = self.catalog.competency(self.number)
        held = HOLDING_WORDS[role.holdings.get(item.number)] or "niets"
        self.about.update(Content(f"{one_line(role.name)} · {item.number} {item.label}: {held}"))

    def _change(self, division: Division) -> None:
        if self._keep is None:
            self.about.update(Content("Alleen lezen: dit is verzegeld. Schrijven kan met --ontvanger."))
            return
        try:
            self._keep(division)
        except ZelfscanError as error:
            self.about.update(Content(f"✗ {error}"))
            return
        self.division = division
        self._show()

    def action_move(self, down: int, right: int) -> None:
        self.grid.move(down, right)

    @on(DivisionGrid.Pressed)
    def action_change(self) -> None:
        role = self.role
        if role is not None:
            new = role.with_holding(self.number, NEXT[role.holdings.get(self.number)])
            self._change(self.division.with_role(self.grid.column, new))

    def action_add(self) -> None:
        if len(self.division.roles) >= MOST_ROLES:
            self.about.update(Content(f"Er passen ten hoogste {MOST_ROLES} rollen op dit blad."))
            return

        def add(name: str | None) -> None:
            if name := self._free(name):
                self._change(replace(self.division, roles=(*self.division.roles, Role(name, {}))))
                self.grid.column = max(0, len(self.division.roles) - 1)

        self._ask_name("Welke rol komt erbij?", "", add)

    def action_rename(self) -> None:
        role, place = self.role, self.grid.column
        if role is None:
            return
        old = role

        def rename(name: str | None) -> None:
            if name != old.name and (name := self._free(name)):
                self._change(self.division.with_role(place, replace(old, name=name)))

        self._ask_name("Hoe heet deze rol?", role.name, rename)

    def _ask_name(self, title: str, name: str, then: Callable[[str | None], None]) -> None:
        hint = f"Bijvoorbeeld {self.catalog.who.colleague} of team bovenbouw. Geen namen van mensen."
        self.ask(LineDialog(title, name, hint, longest=LONGEST_ROLE, typed=lambda _: None), then)

    def _free(self, name: str | None) -> str:
        """The name, when no other role has it; '' for none."""
        wanted = (name or "").strip()
        taken = {LEADER, *(role.name.strip().casefold() for role in self.division.roles)}
        if wanted and wanted.casefold() in taken:
            self.about.update(Content("Er is al een kolom met deze naam."))
            return ""
        return wanted if one_line(wanted) else ""

    def action_remove(self) -> None:
        role, place = self.role, self.grid.column
        if role is None:
            return

        def remove(keep: bool | None) -> None:
            if keep is False:
                rest = (*self.division.roles[:place], *self.division.roles[place + 1 :])
                self._change(replace(self.division, roles=rest))

        text = f"De rol {one_line(role.name)} gaat weg, met alles wat in de kolom staat."
        self.ask(ConfirmDialog("Deze rol weghalen?", text, yes="Houden", no="Weghalen"), remove)

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        event.stop()
        actions = {"done": self.action_done, "add": self.action_add, "rename": self.action_rename}
        actions.get(event.button.id or "", self.action_remove)()

    def action_done(self) -> None:
        self.app.exit(0)

    def action_close(self) -> None:
        self.notify("Verder terug gaat niet. Klaar? Druk op Enter.", timeout=4)


class DivisionApp(HouseApp):
    """Shows the division of one leader's school until it is done."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["zelfscan.tcss", "steps.tcss"]
    QUIT_EXPLANATION = "Het blad sluiten; alles is bewaard"

    def __init__(
        self, catalog: Catalog, scan: Scan, division: Division, keep: Callable[[Division], None] | None
    ) -> None:
        super().__init__()
        self._parts = (catalog, scan, division, keep)

    def on_mount(self) -> None:
        self.push_screen(DivisionScreen(*self._parts))
