"""Keys that are typed ahead of the screens arrive once, in order, and where they belong.

Textual hands a key to the screen that is on top at that moment. A key that is typed while one screen leaves and the
next is still being built would get lost. So the app holds keys back until the new screen says that it takes them.
Screens bind their keys with priority where no text is typed: such a key is handled before the next one is looked at.

A text field takes letters at once, but a key that edits (Backspace, an arrow) first travels up to the app, which finds
its binding there. A letter that is typed behind it would overtake it. So behind such a key the next one waits as well,
until it has come back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

ScreenResult = TypeVar("ScreenResult")
Answer = TypeVar("Answer")

PATIENCE = 2.0
"""Seconds after which a screen takes keys again, whatever became of the last one."""


class OrderlyScreen(Screen[ScreenResult]):
    """A screen that says when it takes keys.

    `LEAVING_KEYS` are the keys after which this screen may be left or have its focus elsewhere, and that cannot be
    bound with priority because text is typed here. Behind such a key the screen takes no further keys until it has
    dealt with it: it is dismissed, or calls `take_keys`.
    """

    LEAVING_KEYS: frozenset[str] = frozenset()

    class TakesKeys(Message):
        """The screen is ready for keys (again)."""

    _busy = False
    _editing_key = ""

    def on_mount(self) -> None:
        self.take_keys()

    def on_screen_resume(self) -> None:
        # A window over this screen was closed; before the first mount there is nothing to type in yet.
        if self.is_mounted:
            self.take_keys()

    @property
    def takes_keys(self) -> bool:
        """Built, and not waiting for a text field to finish."""
        return self.is_mounted and not self._busy

    def take_keys(self) -> None:
        """Go on with keys that were held back."""
        self._busy = False
        self._editing_key = ""
        self.post_message(self.TakesKeys())

    def ask(self, window: Screen[Answer], then: Callable[[Answer | None], None] | None = None) -> None:
        """Open a window over this screen; further keys wait until `then` has dealt with its answer."""
        self._busy = True
        self.app.push_screen(window, then)

    def wait_after(self, key: str, *, is_text: bool) -> None:
        """Called when `key` goes to whatever has the focus."""
        types_text = self.focused is not None and self.focused.check_consume_key("a", "a")
        leaves = key in self.LEAVING_KEYS and not (types_text and is_text) and key in self.active_bindings
        self._editing_key = key if types_text and not is_text and not leaves else ""
        self._busy = leaves or bool(self._editing_key)
        if self._busy:
            # A key that turned out to do nothing here must not leave the keyboard dead.
            self.set_timer(PATIENCE, self._stop_waiting)

    def key_came_back(self, key: str) -> None:
        """Called when `key` was dealt with, or when nothing had use for it."""
        if key == self._editing_key:
            self.take_keys()

    def _stop_waiting(self) -> None:
        if self._busy and self.is_current:
            self.take_keys()

    def action_next_field(self) -> None:
        """Move the focus on, and only then take the next key."""
        self.focus_next()
        self.take_keys()

    def action_previous_field(self) -> None:
        """Move the focus back, and only then take the next key."""
        self.focus_previous()
        self.take_keys()


class HeldKeys:
    """The keys of an app: handed on one at a time, and only to a screen that takes them.

    `pass_on` is how the app deals with any event; `top` is the screen that a key would go to now.
    """

    def __init__(
        self, top: Callable[[], Screen[Any] | None], pass_on: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        self._top = top
        self._pass_on = pass_on
        self._held: deque[events.Key] = deque()

    @property
    def are_waiting(self) -> bool:
        """Whether keys are held back at this moment."""
        return bool(self._held)

    async def take(self, event: events.Key) -> None:
        """Deal with a key that was pressed, or that came back from a text field."""
        if event.is_forwarded:
            await self._pass_on(event)
            self._tell_back(event)
        elif self._held or not self._may_go_on():
            self._held.append(event)
        else:
            await self._hand_on(event)

    async def go_on(self) -> None:
        """Hand on what was held back, for as long as the screens take it."""
        while self._held and self._may_go_on():
            await self._hand_on(self._held.popleft())

    def _may_go_on(self) -> bool:
        screen = self._top()
        return screen.takes_keys if isinstance(screen, OrderlyScreen) else screen is not None

    async def _hand_on(self, event: events.Key) -> None:
        screen = self._top()
        if isinstance(screen, OrderlyScreen):
            screen.wait_after(event.key, is_text=event.is_printable)
        await self._pass_on(event)
        if not event.is_forwarded:
            # A binding with priority dealt with it.
            self._tell_back(event)

    def _tell_back(self, event: events.Key) -> None:
        screen = self._top()
        if isinstance(screen, OrderlyScreen):
            screen.key_came_back(event.key)


_NAMES = {
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


def key_name(binding: Binding) -> str:
    """What to call the key of a binding in footer and help."""
    if binding.key_display:
        return binding.key_display
    key = binding.key
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    if key.startswith("f") and key[1:].isdigit():
        return key.upper()
    return _NAMES.get(key, key)
