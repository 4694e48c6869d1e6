"""What an app tells in a line over the keys: nothing twice at once, and nothing about a screen that was left."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import NamedTuple


class _Told(NamedTuple):
    tell: Callable[[float], None]
    until: float
    about: object


class Notices:
    """What is told at this moment. `about` gives what the screen is about now; `clear` takes away all that is told."""

    def __init__(self, about: Callable[[], object], clear: Callable[[], None]) -> None:
        self._about = about
        self._clear = clear
        self._told: dict[str, _Told] = {}

    def tell(self, message: str, tell: Callable[[float], None], seconds: float, *, stays: bool) -> None:
        """Tell a message for so many seconds, unless it is told already.

        One that `stays` is to be read whatever is shown meanwhile; another goes with what the screen is about now.
        """
        now = monotonic()
        if message not in self._told or self._told[message].until <= now:
            self._told[message] = _Told(tell, now + seconds, None if stays else self._about())
            tell(seconds)

    def forget(self) -> None:
        """Nothing is told any more."""
        self._told.clear()

    def clear_away(self) -> None:
        """Take away what is about something else than the screen is now."""
        if not self._told:
            return
        now, about = monotonic(), self._about()
        told = {message: one for message, one in self._told.items() if one.until > now}
        stays = {message: one for message, one in told.items() if one.about in (None, about)}
        if len(stays) < len(told):
            self._clear()
            for one in stays.values():
                one.tell(one.until - now)
        self._told = stays
