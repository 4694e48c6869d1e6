"""The steps of the scan, a file each with what only that screen uses; here what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.reactive import Initialize, var

from zelfscan.errors import ZelfscanError
from zelfscan.tui.house_screen import HouseScreen, TitleBar, Trail
from zelfscan.tui.keeper import Failed, Saved

if TYPE_CHECKING:
    from zelfscan.domain import Catalog, Scan


class Move(Enum):
    """Where the leader wants to go from a step."""

    NEXT = "next"
    BACK = "back"
    LOOK_AGAIN = "look_again"
    DONE = "done"
    HOME = "home"


class GoTo(NamedTuple):
    """Go to the step with this place in the trail, from 0."""

    place: int


class EditItem(NamedTuple):
    """Change the answers of one item, then come back to this step."""

    number: int


Onward = Move | EditItem | GoTo
"""Everything that a step can be left with."""


def _nowhere(scan: Scan) -> None:
    """Nobody keeps this scan."""


def _no_trail(scan: Scan) -> Trail:
    return ()


def _no_result(scan: Scan, folder: Path | None) -> Saved | Failed:
    return Failed("Hier wordt niets bewaard.")


def _no_report(scan: Scan, result: Path, suffix: str) -> Path | ZelfscanError:
    return ZelfscanError("Hier wordt geen rapport gemaakt.")


class Desk(NamedTuple):
    """What a step has at hand: where its edits go, how a result and a report are made, and what the title bar says.

    `keep` is called at once and not by message: what the screen shows as taken survives a kill by then.
    """

    keep: Callable[[Scan], None] = _nowhere
    save: Callable[[Scan, Path | None], Saved | Failed] = _no_result
    report: Callable[[Scan, Path, str], Path | ZelfscanError] = _no_report
    whereabouts: str = ""
    warning: str = ""
    trail: Callable[[Scan], Trail] = _no_trail
    what: str = "Uw scan"
    """What is kept at the end."""
    read_only: bool = False
    today: Callable[[], date] = date.today


def _given(screen: Any) -> Scan:
    scan: Scan = screen.given
    return scan


class StepScreen(HouseScreen[Onward]):
    """One step of the scan: takes the scan, says what was edited, and where to go from here."""

    SHORT_HEADING: ClassVar[str] = ""
    """What the trail calls this step, when its whole name is too long."""
    HELP_IMPORTANCE: ClassVar[str] = ""
    """What F1 tells where importance alone is asked, when that is something else."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Terug", key_display="Esc", priority=True, id="step.back",
            tooltip="Terug naar de vorige stap"
        ),
        Binding(
            "f6", "choose_step", "Stappen", show=False, priority=True, id="step.choose",
            tooltip="Naar een andere stap van de scan"
        ),
    ]  # fmt: skip

    scan: var[Scan] = var(Initialize(_given), init=False)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        self.desk = desk or Desk()
        super().__init__(whereabouts=self.desk.whereabouts, warning=self.desk.warning)
        self.catalog = catalog
        self.given = scan

    @property
    def trail(self) -> Trail:
        """The steps, and how far each is; empty when this screen stands alone."""
        return self.desk.trail(self.scan)

    @classmethod
    def names(cls, catalog: Catalog) -> tuple[str, str]:
        """What the trail calls this step, and its whole name."""
        return cls.SHORT_HEADING or cls.HEADING, cls.HEADING

    @property
    def heading(self) -> str:
        return self.names(self.catalog)[1]

    def title_bar(self) -> TitleBar:
        return TitleBar(self.heading, self._whereabouts, self._warning, self.trail)

    def help_text(self) -> str:
        asks_both = len(self.scan.assessment.scales) > 1
        return (self.HELP if asks_both else self.HELP_IMPORTANCE or self.HELP).format(catalog=self.catalog)

    def told_of(self, binding: Binding) -> str:
        return "" if binding.action == "choose_step" and not self.trail else super().told_of(binding)

    def edit(self, scan: Scan) -> None:
        """Take over a changed scan and have it kept; nothing happens when it is the same."""
        if scan != self.scan:
            self.scan = scan
            self.desk.keep(scan)
            self.show_trail()

    def show_trail(self) -> None:
        """Have the title say how far each step is now."""
        if self.title_line is not None:
            self.title_line.trail = self.trail

    def dismiss(self, result: Onward | None = None) -> AwaitComplete:
        # Word of a key that was typed before may still be under way; who has left has nothing more to say.
        if self.is_mounted and self in self.app.screen_stack:
            self.hand_over()
        return super().dismiss(result)

    def action_back(self) -> None:
        self.dismiss(Move.BACK)

    def action_next(self) -> None:
        self.dismiss(Move.NEXT)

    def action_choose_step(self) -> None:
        """Ask which step to go to."""
        if trail := self.trail:
            # Here and not above: the first screen stands without it.
            from zelfscan.tui.dialogs import PickDialog
            from zelfscan.tui.widgets.choice_list import Choice

            steps = [Choice(str(place), stop.in_words) for place, stop in enumerate(trail)]
            here = next((place for place, stop in enumerate(trail) if stop.is_here), 0)
            self.ask(PickDialog("Naar welke stap?", steps, str(here), yes="Erheen", no="Blijven"), self._go_to_picked)

    def _go_to_picked(self, place: str | None) -> None:
        self.go_to(None if place is None else int(place))

    @on(TitleBar.Chosen)
    def go_to_clicked(self, event: TitleBar.Chosen) -> None:
        """Go to the step that was clicked."""
        event.stop()
        self.go_to(event.place)

    def go_to(self, place: int | None) -> None:
        """Go to a step; stay for None and for this step itself."""
        if place is not None and not self.trail[place].is_here:
            self.dismiss(GoTo(place))


class TextStep(StepScreen):
    """A step with fields to type in, in which Enter is a new line.

    Its keys have no priority: what was typed before them comes first.
    """

    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab", "f2", "escape"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "go_on", "Volgend deel", id="step.skip",
                tooltip="Dit deel overslaan of afsluiten; wat er staat, blijft staan"),
        Binding("tab", "next_field", "Volgende veld", id="step.next_field",
                tooltip="Naar het volgende veld, en daarna naar de knoppen"),
        Binding("shift+tab", "previous_field", show=False, id="step.previous_field", tooltip="Naar het vorige veld"),
        Binding("escape", "back", "Terug", key_display="Esc", id="step.back", tooltip="Terug naar de vorige stap"),
    ]  # fmt: skip

    def action_go_on(self) -> None:
        self.action_next()
