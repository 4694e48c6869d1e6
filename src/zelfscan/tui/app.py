"""What every app of zelfscan has: house colours, Dutch words for the system, help, and a large enough window.

What the screens draw is made fit for lesser terminals at the last gate, so that no screen knows of it.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from io import StringIO
from pathlib import Path, PurePath
from typing import Any, ClassVar
from weakref import ref

from rich.console import Console
from textual import events, on
from textual.app import App, ScreenStackError, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.errors import NoWidget
from textual.filter import LineFilter
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.theme import Theme

from zelfscan.errors import ZelfscanError
from zelfscan.reports import css_variables
from zelfscan.safe_text import printable_lines
from zelfscan.tui.commands import CommandWindow, HouseCommands
from zelfscan.tui.consoles import DrawnSigns, filters_for
from zelfscan.tui.house_screen import HouseScreen, TooSmallScreen, large_enough
from zelfscan.tui.keys import HeldKeys, OrderlyScreen
from zelfscan.tui.notices import Notices
from zelfscan.tui.terminal_keys import driver_for
from zelfscan.tui.widgets.choice_list import ChoiceList

DARK = Theme(
    name="zelfscan-donker",
    dark=True,
    primary="#7cc4d8",
    secondary="#5b8fb9",
    accent="#f2a65a",
    warning="#f2c14e",
    error="#f28b88",
    success="#8bc48a",
    foreground="#e8e6df",
    background="#14212b",
    surface="#1b2b37",
    panel="#24384a",
    variables={
        "edge": "#6b8494",
        "text-muted": "#a8b5bc",
        "footer-key-foreground": "#f2a65a",
        "footer-description-foreground": "#c9d3d6",
        "block-cursor-background": "#f2a65a",
        "block-cursor-foreground": "#14212b",
        "input-selection-background": "#5b8fb9 60%",
    },
)
LIGHT = Theme(
    name="zelfscan-licht",
    dark=False,
    primary="#0f6478",
    secondary="#3a6ea5",
    accent="#984400",
    warning="#7d5200",
    error="#b3261e",
    success="#2f6b2f",
    foreground="#1d2a33",
    background="#faf7f0",
    surface="#f1ece0",
    panel="#e4ddcc",
    variables={
        "edge": "#80765f",
        "text-muted": "#535d65",
        "footer-key-foreground": "#984400",
        "footer-description-foreground": "#33424c",
        "block-cursor-background": "#984400",
        "block-cursor-foreground": "#ffffff",
    },
)
THEMES = (DARK, LIGHT)
DOUBLE_CLICK = 0.5
"""Seconds: two clicks at one spot within this time are a double click."""
KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Spatie",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
}
"""What a key is called in footer and help."""


class HouseApp(App[int]):
    """The common ground of the scan, the group view and the comparison."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "zelfscan.tcss"
    TITLE = "zelfscan"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {HouseCommands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]
    QUIT_EXPLANATION: ClassVar[str] = "zelfscan sluiten"
    KEPT: ClassVar[str] = "Aan de bestanden is niets veranderd."
    """What is safe when the program itself fails."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "Uitleg", key_display="F1", id="app.help",
                tooltip="Uitleg bij dit scherm"),
        Binding("ctrl+p", "command_palette", "Opdrachten", show=False, priority=True, id="app.commands",
                tooltip="De lijst met opdrachten openen"),
        Binding("ctrl+q", "quit", "Stoppen", show=False, priority=True, id="app.quit",
                tooltip="zelfscan sluiten"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.wear(DARK.name)
        self.when_colours_change: Callable[[str], None] = _no_colours
        """Called with the name of the colours that somebody chose."""
        self._gate = DrawnSigns(self.hand_over)
        self._for_terminal = filters_for(self.console.color_system)
        self._keys = HeldKeys(self.screen_for_keys, super().on_event, self.typed_at, self._say)
        self._clicks = DoubleClicks(self.screen_for_keys, self.typed_at)
        self._notices = Notices(self._in_hand, super().clear_notifications)
        if "debug" not in self.features:
            # A traceback shows the values that it met, answers included, and would stay in the terminal.
            self.error_console = Console(file=StringIO())
        self.when_ready: Callable[[], None] = _nothing
        """Called once everything is loaded that the app will need, or nearly so."""
        self.stopped = False
        """Whether the system ended the program."""

    def get_driver_class(self) -> type[Driver]:
        return driver_for(super().get_driver_class())

    def wear(self, colours: str) -> None:
        """Show these colours from the start; nothing happens for a name that is not ours.

        Only before the style sheet is read: setting them later means reading all of it a second time.
        """
        if colours in (theme.name for theme in THEMES):
            self.set_reactive(HouseApp.theme, colours)
            self.stylesheet.set_variables(self.get_css_variables())

    def change_colours(self, colours: str) -> None:
        """Show other colours from now on, and have them remembered."""
        self.theme = colours
        self.when_colours_change(colours)

    def farewell(self) -> str:
        """What a person wants to know when the program has ended as it should; '' for nothing."""
        return ""

    def on_mount(self) -> None:
        self._listen_to_the_system()

    def on_ready(self) -> None:
        self.get_ready()

    def get_ready(self) -> None:
        """The first screen stands there."""
        self.when_ready()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent) and self.return_code is not None:
            return
        if isinstance(event, events.Key | events.Paste):
            await self._keys.take(event)
        elif not (isinstance(event, events.MouseDown | events.MouseUp) and self._is_for_nothing(event)):
            await super().on_event(event)
        self._notices.clear_away()

    def _is_for_nothing(self, event: events.MouseDown | events.MouseUp) -> bool:
        """Whether a click is a surplus one, or is on something that is still painted but was taken away."""
        with suppress(ScreenStackError, NoWidget):
            screen = self.screen
            under, _ = screen.get_widget_at(event.x, event.y)
            if under is not screen and under.parent is None:
                return True
        return self._clicks.is_surplus(event)

    @staticmethod
    def typed_at(event: events.Event) -> float:
        """The moment at which something was typed or clicked, in seconds of a clock that only goes on."""
        return event.time

    def _say(self, text: str) -> None:
        self.notify(text, severity="warning", timeout=10, markup=False)

    def _in_hand(self) -> object:
        """The screen that is shown, and what is asked there."""
        screen = self.screen_for_keys()
        return screen and (ref(screen), screen.subject if isinstance(screen, OrderlyScreen) else None)

    def notify(self, message: str, *, timeout: float | None = None, **options: Any) -> None:
        """Tell something, once at a time; unless it takes longer than usual to read, it goes with its screen."""
        usual = self.NOTIFICATION_TIMEOUT
        seconds = usual if timeout is None else timeout
        tell = partial(super().notify, message, **options)
        self._notices.tell(message, lambda left: tell(timeout=left), seconds, stays=seconds > usual)

    def clear_notifications(self) -> None:
        self._notices.forget()
        super().clear_notifications()

    def screen_for_keys(self) -> Screen[Any] | None:
        """The screen that takes keys now; None while there is none."""
        try:
            screen = self.screen
        except ScreenStackError:
            return None
        # The blank screen under everything is only ever seen between two screens.
        return None if screen is self.screen_stack[0] else screen

    @property
    def has_waiting_keys(self) -> bool:
        """Whether keys are held back at this moment."""
        return self._keys.are_waiting

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, and the colours of the two scales."""
        return {**super().get_css_variables(), **css_variables(dark=self.current_theme.dark)}

    def read_sheet(self, path: Path) -> None:
        """Add the style sheet of screens that come later; nothing happens when it was added before."""
        if not self.stylesheet.has_source(str(path)):
            self.stylesheet.read(path)
            self.stylesheet.parse()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._gate, *self._for_terminal]

    def hand_over(self) -> None:
        """Have everything kept that a person changed on any of the screens, a window before the step below it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, OrderlyScreen) and screen.is_mounted:
                screen.hand_over()

    def copy_to_clipboard(self, text: str) -> None:
        super().copy_to_clipboard(printable_lines(text))

    def _listen_to_the_system(self) -> None:
        """Put the terminal in order when the system ends the program. Windows sends no such word."""
        with suppress(NotImplementedError, AttributeError, ValueError, RuntimeError):
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.stop, signal.SIGTERM)
            loop.add_signal_handler(signal.SIGHUP, self.hang_up)

    def stop(self, number: int) -> None:
        """Somebody or something else ends the program, and expects it gone at once."""
        self.before_stop()
        self.stopped = True
        self.exit(128 + number)

    def hang_up(self) -> None:
        """The terminal window was closed: nobody reads any more, and writing to it could block."""
        self.before_stop()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGHUP)

    def before_stop(self) -> None:
        """Bring to safety what has to be."""

    def what_is_kept(self) -> str:
        """What is safe when the program ends before its time."""
        return self.KEPT

    async def confirm(self, title: str, text: str, *, yes: str, no: str) -> bool | None:
        """Ask in a worker for a yes or a no; None when the person would rather not have been asked."""
        # Here and not above: the first screen stands without it.
        from zelfscan.tui.dialogs import ConfirmDialog

        return await self.push_screen_wait(ConfirmDialog(title, text, yes=yes, no=no))

    def complain(self, error: ZelfscanError) -> None:
        """Tell a person what went wrong, without stopping."""
        self.notify(str(error), severity="error", timeout=10, markup=False)

    @on(OrderlyScreen.TakesKeys)
    async def go_on_with_keys(self) -> None:
        if self.is_running:
            self.check_size(self.size)
        self._notices.clear_away()
        await self._keys.go_on()

    def on_resize(self, event: events.Resize) -> None:
        self.check_size(event.size)
        # In a window that was higher for a moment, a screen begins at its top again.
        self.call_after_refresh(self._show_focus)

    def _show_focus(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            focused = screen.focused
            if focused is not None:
                focused.scroll_visible(animate=False, immediate=True)
            if isinstance(focused, ChoiceList):
                focused.show_cursor()

    def check_size(self, size: Size) -> None:
        """Cover the screens for as long as the window is too small for them."""
        covered = isinstance(self.screen, TooSmallScreen)
        if covered and large_enough(size):
            self.pop_screen()
        elif not covered and not large_enough(size):
            self.push_screen(TooSmallScreen())

    def action_explain(self) -> None:
        # Here and not above: the first screen stands without it.
        from zelfscan.tui.dialogs import help_window

        screen = self.screen
        if isinstance(screen, HouseScreen):
            screen.ask(help_window(screen.heading, screen.help_text(), screen.key_help()))

    def action_help_quit(self) -> None:
        self.notify("Druk op Ctrl+Q om te stoppen.", markup=False)

    def action_command_palette(self) -> None:
        # In a window that is too small nothing can be seen of it; and one is enough, also below what Ctrl+Q asks.
        is_there = any(isinstance(screen, CommandWindow) for screen in self.screen_stack)
        if not (is_there or isinstance(self.screen, TooSmallScreen)):
            self.push_screen(CommandWindow())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        other, name = (LIGHT, "Lichte kleuren") if self.theme == DARK.name else (DARK, "Donkere kleuren")
        yield SystemCommand(name, "Andere kleuren voor het scherm", lambda: self.change_colours(other.name))
        if isinstance(screen, HouseScreen):
            yield SystemCommand("Uitleg", "Uitleg bij dit scherm", self.action_explain)
        yield SystemCommand("Stoppen", self.QUIT_EXPLANATION, lambda: self.call_later(self.run_action, "app.quit"))

    def get_key_display(self, binding: Binding) -> str:
        if binding.key_display:
            return binding.key_display
        key = binding.key
        if key.startswith("ctrl+"):
            return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
        if key.startswith("f") and key[1:].isdigit():
            return key.upper()
        return KEY_NAMES.get(key, key)


class DoubleClicks:
    """Whoever clicks twice where once is enough means it once: the second click is nothing for what came meanwhile.

    `top` and `typed_at` are those of `HeldKeys`.
    """

    def __init__(self, top: Callable[[], Screen[Any] | None], typed_at: Callable[[events.Event], float]) -> None:
        self._top = top
        self._typed_at = typed_at
        self._first: tuple[float, Offset, ref[Screen[Any]] | None, object] | None = None
        self._is_surplus = False

    def is_surplus(self, event: events.MouseDown | events.MouseUp) -> bool:
        """Whether this belongs to a second click, at the same spot, that now stands for something else."""
        if isinstance(event, events.MouseUp) or event.is_forwarded:
            return self._is_surplus and not event.is_forwarded
        screen, first, moment = self._top(), self._first, self._typed_at(event)
        subject = screen.subject if isinstance(screen, OrderlyScreen) else None
        self._is_surplus = (
            first is not None
            and moment - first[0] <= DOUBLE_CLICK
            and event.screen_offset == first[1]
            and (first[2] is None or first[2]() is not screen or first[3] != subject)
        )
        here = None if screen is None else ref(screen)
        self._first = None if self._is_surplus else (moment, event.screen_offset, here, subject)
        return self._is_surplus


def _no_colours(_: str) -> None:
    """Nobody remembers the colours."""


def _nothing() -> None:
    """There is nothing to do."""
