"""What a round on one laptop adds to the scan: its codes and their rules, and as few traces as can be elsewhere.

Freed memory, and what the system moves to disk when memory is short, are beyond a program's reach: docs/veiligheid.md
says so.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import NamedTuple, TypeVar

from zelfscan.dutch import plural
from zelfscan.storage import write_atomically

DEFAULT_IDLE_MINUTES = 5.0
DEFAULT_PREFIX = "SL"
FREE_TRIES = 5
"""Wrong codes before somebody has to wait."""
FIRST_WAIT, LONGEST_WAIT = 30.0, 900.0
"""Seconds: each further wrong code doubles the wait, up to the longest."""
FORGIVEN_AFTER = 600.0
"""Seconds in which one wrong code is forgotten. At this rate a program that guesses all day tries some fifty pins."""
ATTEMPTS_FILE = ".pogingen.json"
_LONGEST_FILE = 4096
_SALT_BYTES = 16
_NUMBER = re.compile(r"\d{1,4}")
_Opened = TypeVar("_Opened")


@dataclass(frozen=True, slots=True)
class Secret:
    """A salted scrypt hash of a code."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, code: str) -> Secret:
        """Hash a code under a new salt."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _digest(code, salt))

    @classmethod
    def read(cls, text: str) -> Secret | None:
        """The secret that `text` of another one says; None for ''."""
        salt, _, digest = text.partition(":")
        return cls(bytes.fromhex(salt), bytes.fromhex(digest)) if text else None

    @property
    def text(self) -> str:
        """What a draft holds of it."""
        return f"{self.salt.hex()}:{self.digest.hex()}"

    def opens_with(self, code: str) -> bool:
        """Whether this is the code, compared in constant time."""
        return hmac.compare_digest(self.digest, _digest(code, self.salt))


def _digest(code: str, salt: bytes) -> bytes:
    # 16 MB and some 50 ms a try: too slow to run through all pins by hand or by program at the keyboard.
    return hashlib.scrypt(code.strip().encode(errors="surrogatepass"), salt=salt, n=2**14, r=8, p=1)


class _Count(NamedTuple):
    """How many wrong codes count at a moment, and until when no code is taken; both moments in seconds."""

    wrong: float = 0.0
    moment: float = 0.0
    until: float = 0.0

    def at(self, now: float) -> _Count:
        """The same, later. A clock that was set back makes nobody wait longer than the longest wait."""
        forgiven = max(0.0, now - self.moment) / FORGIVEN_AFTER
        return _Count(max(0.0, self.wrong - forgiven), now, min(self.until, now + LONGEST_WAIT))


class Attempts:
    """Counts the wrong codes of all windows of this laptop together, on disk, so that a restart forgives nothing.

    Where the file cannot be written the count still holds as long as the program runs.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives the seconds since 1970, for the count has to outlive the program."""
        self._file = folder / ATTEMPTS_FILE
        self._clock = clock
        self._mine = _Count()
        self._forgivable = _Count()

    def guarded(self, code: str, opens: Callable[[str], _Opened | None], *, forgivable: bool = False) -> _Opened | str:
        """What a code opens, or in Dutch why nothing; a wrong one counts before anybody hears that it is wrong.

        `forgivable` are tries on what the facilitator of this start may open.
        """
        seconds = self._now().until - self._clock()
        if seconds > 0:
            return f"Te vaak een verkeerde code. Probeer het over {_in_words(seconds)} opnieuw."
        if not code.strip():
            return "Typ eerst de code."
        opened = opens(code)
        if opened is not None:
            return opened
        count = self._now()
        wrong = count.wrong + 1
        # What was forgiven by a part of a minute must not give a sixth try at once.
        extra = round(wrong) - FREE_TRIES
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0**extra) if extra >= 0 else 0.0
        self._keep(_Count(wrong, count.moment, count.moment + wait))
        if forgivable:
            tried = self._forgivable.at(count.moment)
            self._forgivable = tried._replace(wrong=tried.wrong + 1)
        later = f" Probeer het over {_in_words(wait)} opnieuw." if wait else ""
        return f"Deze code klopt niet.{later}"

    def forgive(self) -> None:
        """The facilitator of this start is here: let go of what was tried on what that facilitator may open.

        What was tried on anything else stays, whatever code somebody chose for this start.
        """
        count = self._now()
        if tried := self._forgivable.at(count.moment).wrong:
            self._keep(count._replace(wrong=max(0.0, count.wrong - tried)))
            self._forgivable = _Count()

    def _now(self) -> _Count:
        return self._read().at(self._clock())

    def _read(self) -> _Count:
        """What this window counted, or another one later."""
        with suppress(OSError, ValueError, TypeError, RecursionError), self._file.open(encoding="utf-8") as file:
            found = json.loads(file.read(_LONGEST_FILE))
            theirs = _Count(float(found["fout"]), float(found["sinds"]), float(found["tot"]))
            if theirs.moment >= self._mine.moment:
                return theirs
        return self._mine

    def _keep(self, count: _Count) -> None:
        self._mine = count
        text = json.dumps({"fout": count.wrong, "sinds": count.moment, "tot": count.until})
        with suppress(OSError, ValueError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file, f"{text}\n".encode())


def _in_words(seconds: float) -> str:
    if seconds <= 90:
        return plural(ceil(seconds), "seconde", "seconden")
    return plural(ceil(seconds / 60), "minuut", "minuten")


@dataclass(frozen=True)
class RoundRules:
    """How a round is run: its name, who opens what, and after how many idle seconds the screen covers.

    `expected` is how many leaders will come; `prefix` is how the codes of this laptop begin.
    """

    name: str
    attempts: Attempts
    facilitator: Secret | None = None
    idle_seconds: float = DEFAULT_IDLE_MINUTES * 60
    expected: int | None = None
    prefix: str = DEFAULT_PREFIX
    clock: Callable[[], float] = time.monotonic

    @property
    def counted_as(self) -> str:
        """The name under which the codes that were given out are counted: each laptop counts its own."""
        return self.name if self.prefix == DEFAULT_PREFIX else f"{self.name}\n{self.prefix}"


def next_code(taken: Iterable[str], highest: int = 0, prefix: str = DEFAULT_PREFIX) -> str:
    """The first code of SL-01, SL-02 … behind all that were given out: those `taken`, and up to `highest`."""
    return f"{prefix}-{max((highest, *(number_of(code, prefix) for code in taken))) + 1:02}"


def number_of(code: str, prefix: str = DEFAULT_PREFIX) -> int:
    """The number in a code that was given out; 0 in one that somebody thought of, or that another laptop gave."""
    head, _, number = code.strip().rpartition("-")
    return int(number) if head.casefold() == prefix.casefold() and _NUMBER.fullmatch(number) else 0


HARMLESS = frozenset({"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "TEXTUAL_FPS"})
"""What of Textual's variables only says how things are drawn. The others log, draw pictures, type or load code."""
NO_DUMPS = 4, 0
"""PR_SET_DUMPABLE, off: no core dump, and no other program of this account may look into the memory."""


def close_the_windows(environ: MutableMapping[str, str] = os.environ) -> None:
    """Switch off what writes down a running program: logs, tools of developers, pictures, core dumps.

    Before Textual is loaded, which looks at its variables only then.
    """
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in HARMLESS:
            del environ[name]
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(*NO_DUMPS, 0, 0, 0)


def forget_texts() -> None:
    """Empty every cache of this process that keeps texts which were drawn once, of Textual and others.

    What is emptied here is only made again when it is needed.
    """
    from textual.cache import FIFOCache, LRUCache

    # Twice: what the first round lets go may have held others.
    for _ in range(2):
        gc.unfreeze()
        gc.collect()
        for found in gc.get_objects():
            if type(found) in (_CACHED, LRUCache, FIFOCache):
                found.cache_clear() if type(found) is _CACHED else found.clear()


_CACHED = type(lru_cache(lambda: None))
