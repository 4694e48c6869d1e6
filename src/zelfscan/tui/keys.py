"""Keys that are typed ahead of the screens arrive once, in order, and where they belong.

Textual hands a key to the screen that is on top at that moment. A key that is typed while one screen leaves and the
next is still being built would get lost. So the app holds keys back until the new screen says that it takes them.
Screens bind their keys with priority where no text is typed: such a key is handled before the next one is looked at.

A text field takes letters at once, but a key that edits (Backspace, an arrow) first travels up to the app, which finds
its binding there. A letter that is typed behind it would overtake it. So behind such a key the next one waits as well,
until it has come back.

Text never becomes an answer. A screen with a text field is a zone of text: a sign that is typed there goes to the
field, wherever the focus is. A burst is a row of keys that come faster than hands type: a paste that arrives as plain
keys, or dictation. What could be text in the rest of a burst, after the zone in which it typed was left, is dropped,
and the person is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, TypeVar
from weakref import ref

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

ScreenResult = TypeVar("ScreenResult")
_Answer = TypeVar("_Answer")

_PATIENCE = 2.0
"""Seconds after which a screen takes keys again, whatever became of the last one."""
BURST = 0.05
"""Seconds: keys that follow each other faster than this are one burst."""
MOST_UNDER_WAY = 99
"""Keys of which is remembered on which screen they were typed, until they come back."""
Typed = events.Key | events.Paste


class ProposedInput(Input):
    """A field of one line with a proposal in it: who types while it stands there untouched means something else."""

    BINDINGS: ClassVar = [Binding("enter", "submit", "Beginnen", id="code.begin", tooltip="Beginnen met deze keuze")]

    def __init__(self, proposal: str, name: str, *, max_length: int) -> None:
        super().__init__(proposal, max_length=max_length, compact=True, id=name)
        self._proposal = proposal

    @property
    def is_untouched(self) -> bool:
        """Whether it still says what it said when it was made."""
        return self.value == self._proposal


class OrderlyScreen(Screen[ScreenResult]):
    """A screen that says when it takes keys.

    `LEAVING_KEYS` are the keys after which this screen may be left or have its focus elsewhere, and that cannot be
    bound with priority because text is typed here. Behind such a key the screen takes no further keys until it has
    dealt with it: it is dismissed, or calls `take_keys`.
    """

    LEAVING_KEYS: frozenset[str] = frozenset()
    IS_GATE: ClassVar[bool] = False
    """Whether a code is typed here: keys that were waiting when it opens or closes are meant for no other screen."""
    IS_TYPED_IN: ClassVar[bool] = False
    """Whether something is typed here without a field, such as a number."""
    HAS_FIELDS: ClassVar[bool] = True
    """Whether a field may stand here; looking for one takes time at every key."""

    class TakesKeys(Message):
        """The screen is ready for keys (again)."""

    _busy = False
    _editing: events.Key | None = None
    _leaves_later: Callable[[], AwaitComplete] | None = None

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Resize):
            # Only the size that the window has now: Textual tells a screen that took on a size so once more, and two of
            # them, as when somebody drags at the window, would call each other back without end.
            event = events.Resize(self.app.size, self.app.size)
        # Of a screen that comes while the program ends, Textual builds no widgets any more.
        if not (isinstance(event, events.Mount) and self.app.return_code is not None):
            await super().on_event(event)

    def on_mount(self) -> None:
        self.take_keys()

    def on_screen_suspend(self) -> None:
        # The key that opened what now stands over this screen has done its work, whoever hears of it.
        self._editing = None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # Textual would style a new screen all over again, which was styled as it was put together.
        event.refresh_styles = False
        if self._leaves_later is not None:
            self.dismiss()
        elif self.is_mounted and self._editing is None:
            # A window over this screen was closed; before the first mount there is nothing to type in yet. Word of the
            # first time that it is seen can come when somebody types already.
            self.take_keys()

    def dismiss(self, result: ScreenResult | None = None) -> AwaitComplete:
        """Leave with this result, once; a screen that something covers leaves as soon as it is seen again.

        Textual would take whatever screen is on top away instead, and fail where there is none.
        """
        screens = self.app.screen_stack
        # Who leaves while the program ends leads nowhere: what would come next is not built any more.
        if self not in screens or self.app.return_code is not None:
            return AwaitComplete()
        leave = self._leaves_later or partial(super().dismiss, result)
        if screens[-1] is not self:
            self._leaves_later = leave
            return AwaitComplete()
        return leave()

    def hand_over(self) -> None:
        """Have everything kept that a person changed in the widgets here, whether word of it has come or not.

        Called before anything is drawn, so it must cost nothing and change nothing when there is nothing new.
        """

    @property
    def subject(self) -> object:
        """What is asked here now, on a screen that asks one thing after another; known before there are widgets."""
        return None

    @property
    def takes_keys(self) -> bool:
        """Built, and not waiting for a text field to finish."""
        return self.is_mounted and not self._busy

    def take_keys(self) -> None:
        """Go on with keys that were held back."""
        self._busy = False
        self._editing = None
        self.post_message(self.TakesKeys())

    def ask(self, window: Screen[_Answer], then: Callable[[_Answer | None], None] | None = None) -> None:
        """Open a window over this screen; further keys wait until `then` has dealt with its answer."""
        self._busy = True
        self.app.push_screen(window, then)

    def wait_after(self, event: events.Key) -> None:
        """Called when a key goes to whatever has the focus."""
        key = event.key
        is_text = self.focused is not None and self.focused.check_consume_key(key, event.character)
        types_text = self.focused is not None and self.focused.check_consume_key("a", "a")
        leaves = key in self.LEAVING_KEYS and not is_text and key in self.active_bindings
        self._editing = event if types_text and not is_text and not leaves else None
        self._busy = leaves or self._editing is not None
        if self._busy:
            # A key that turned out to do nothing here must not leave the keyboard dead.
            self.set_timer(_PATIENCE, self._stop_waiting)

    def key_came_back(self, event: events.Key) -> None:
        """Called when this very key was dealt with, or when nothing had use for it."""
        if event is self._editing:
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


def text_field(screen: Screen[Any]) -> Widget | None:
    """The field to which a sign goes that is typed on this screen; None where nothing can be typed."""
    if isinstance(screen, OrderlyScreen) and not screen.HAS_FIELDS:
        return None
    focused = screen.focused
    if focused is not None and focused.check_consume_key("a", "a"):
        return focused
    chain = screen.focus_chain
    fields = [widget for widget in chain if widget.check_consume_key("a", "a")]
    if not fields or focused not in chain:
        return next(iter(fields), None)
    # Beside a field: most of all the one that was just left, such as the last question above a button.
    passed = [widget for widget in chain[: chain.index(focused)] if widget in fields]
    return passed[-1] if passed else fields[0]


class HeldKeys:
    """The keys and pastes of an app: handed on one at a time, and only to a screen that takes them.

    `pass_on` is how the app deals with any event; `top` is the screen that a key would go to now. `typed_at` says when
    something was typed, in seconds; `tell` tells the person what became of it.
    """

    def __init__(
        self,
        top: Callable[[], Screen[Any] | None],
        pass_on: Callable[[events.Event], Awaitable[None]],
        typed_at: Callable[[Typed], float],
        tell: Callable[[str], None],
    ) -> None:
        self._top = top
        self._pass_on = pass_on
        self._typed_at = typed_at
        self._tell = tell
        self._held: deque[tuple[Typed, int]] = deque()
        self._sent: deque[tuple[Typed, ref[Screen[Any]]]] = deque(maxlen=MOST_UNDER_WAY)
        self._burst = self._zone_burst = self._told_burst = 0
        self._latest = float("-inf")
        self._zone: ref[Screen[Any]] | None = None
        self._behind_gate = False

    @property
    def are_waiting(self) -> bool:
        """Whether keys are held back at this moment."""
        return bool(self._held)

    async def take(self, event: Typed) -> None:
        """Deal with what was typed or pasted, or with a key that came back from a text field."""
        if event.is_forwarded:
            # Nothing had use for it; where it was typed may have been left meanwhile, and it is not for what came.
            if (top := self._top()) is not None and all(seen() is top for sent, seen in self._sent if sent is event):
                await self._pass_on(event)
                self._tell_back(event)
            return
        moment = self._typed_at(event)
        if moment - self._latest >= BURST:
            self._burst += 1
        self._latest = moment
        for single in _taken_apart(event):
            if self._held or not self._may_go_on():
                self._held.append((single, self._burst))
            else:
                await self._hand_on(single, self._burst)

    async def go_on(self) -> None:
        """Hand on what was held back, for as long as the screens take it."""
        self._forget_what_waited_at_a_gate()
        while self._held and self._may_go_on():
            await self._hand_on(*self._held.popleft())

    def _may_go_on(self) -> bool:
        screen = self._top()
        return screen.takes_keys if isinstance(screen, OrderlyScreen) else screen is not None

    async def _hand_on(self, event: Typed, burst: int) -> None:
        screen = self._top()
        assert screen is not None
        if _can_be_text(event) and self._is_stray(burst, screen):
            self._drop(burst)
            return
        field = text_field(screen)
        orderly = screen if isinstance(screen, OrderlyScreen) else None
        if _can_be_text(event) and (field is not None or (orderly and orderly.IS_TYPED_IN)):
            self._zone, self._zone_burst = ref(screen), burst
        if orderly and orderly.IS_GATE:
            self._zone, self._behind_gate = ref(screen), True
        if field is not None:
            event = _meant_as_text(event, screen, field)
        elif isinstance(event, events.Paste):
            self._tell(NO_FIELD)
            return
        elif len(event.key) == 1 and event.key.isupper():
            event = _small_letter(event, screen)
        if isinstance(screen, OrderlyScreen) and isinstance(event, events.Key):
            screen.wait_after(event)
        self._sent.append((event, ref(screen)))
        await self._pass_on(event)
        if not event.is_forwarded:
            # A binding with priority dealt with it.
            self._tell_back(event)

    def _is_stray(self, burst: int, screen: Screen[Any]) -> bool:
        """Whether this belongs to a text that was typed on another screen."""
        return self._zone is not None and burst == self._zone_burst and self._zone() is not screen

    def _drop(self, burst: int) -> None:
        if self._told_burst != burst:
            self._told_burst = burst
            self._tell(DROPPED)

    def _forget_what_waited_at_a_gate(self) -> None:
        if self._behind_gate and self._zone is not None and self._zone() is not self._top() and self._may_go_on():
            self._behind_gate = False
            if self._held:
                self._drop(self._held[-1][1])
                self._held.clear()

    def _tell_back(self, event: Typed) -> None:
        screen = self._top()
        if isinstance(screen, OrderlyScreen) and isinstance(event, events.Key):
            screen.key_came_back(event)


DROPPED = "Wat daar zo snel achteraan kwam, is niet gebruikt. Typ het zo nodig opnieuw."
NO_FIELD = "Hier staat geen tekstvak. Wat u plakte, is niet gebruikt."


def _can_be_text(event: Typed) -> bool:
    """Whether this can come out of a paste or of dictation; an arrow or F2 cannot."""
    return isinstance(event, events.Paste) or event.is_printable or event.key in ("enter", "tab", "ctrl+j")


def _taken_apart(event: Typed) -> tuple[Typed, ...]:
    """Esc with a sign right behind it reaches us as Alt with that sign: these are two keys again."""
    if isinstance(event, events.Key) and event.key.startswith("alt+") and event.character and event.is_printable:
        sign = event.character
        return events.Key("escape", "\x1b"), events.Key("space" if sign == " " else sign, sign)
    return (event,)


def _meant_as_text(event: Typed, screen: Screen[Any], field: Widget) -> Typed:
    """A text goes to the field, wherever the focus is. Some terminals paste the end of a line as Ctrl+J."""
    if isinstance(event, events.Paste):
        if not field.check_consume_key("enter", "\r"):
            # A field of one line would take the first line only.
            event = events.Paste(" ".join(line for line in event.text.splitlines() if line.strip()))
    elif event.key == "ctrl+j":
        event = events.Key("enter", "\r")
    is_text = isinstance(event, events.Paste) or (event.is_printable and event.character != " ")
    if is_text and screen.focused is not field:
        if isinstance(field, Input):
            # What somebody wrote must not be overwritten.
            field.select_on_focus = isinstance(field, ProposedInput) and field.is_untouched
        screen.set_focus(field)
    return event


def _small_letter(event: events.Key, screen: Screen[Any]) -> events.Key:
    """With Caps Lock on, the letters do what they do without."""
    small = event.key.lower()
    has_own = event.key in screen.active_bindings
    return event if has_own or small not in screen.active_bindings else events.Key(small, small)
