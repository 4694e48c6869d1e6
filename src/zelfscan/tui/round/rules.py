"""How a round on a shared laptop is run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zelfscan.tui.round.secret import Secret

DEFAULT_IDLE_MINUTES = 5.0
_NUMBERED = re.compile(r"SL-(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True)
class RoundRules:
    """The round's name, the facilitator's code if there is one, and after how many idle seconds the screen covers."""

    name: str
    facilitator: Secret | None = None
    idle_seconds: float = DEFAULT_IDLE_MINUTES * 60
    clock: Callable[[], float] = time.monotonic


def next_code(taken: Iterable[str]) -> str:
    """The first code of SL-01, SL-02 … behind all that were given out."""
    numbers = [int(match[1]) for code in taken if (match := _NUMBERED.fullmatch(code.strip()))]
    return f"SL-{max(numbers, default=0) + 1:02}"
