"""How a round on a shared laptop is run, and the codes that open something in it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

DEFAULT_IDLE_MINUTES = 5.0
_SALT_BYTES = 16
_NUMBERED = re.compile(r"SL-(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Secret:
    """A salted scrypt hash of a code; lives in memory only."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, code: str) -> Secret:
        """Hash a code under a new salt."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _digest(code, salt))

    def opens_with(self, code: str) -> bool:
        """Whether this is the code, compared in constant time."""
        return hmac.compare_digest(self.digest, _digest(code, self.salt))


def _digest(code: str, salt: bytes) -> bytes:
    # 16 MB and some 50 ms a try: too slow to run through all pins by hand or by program at the keyboard.
    return hashlib.scrypt(code.strip().encode(errors="surrogatepass"), salt=salt, n=2**14, r=8, p=1)


@dataclass(frozen=True)
class RoundRules:
    """The round's name, the facilitator's code if there is one, and after how many idle seconds the screen covers."""

    name: str
    facilitator: Secret | None = None
    idle_seconds: float = DEFAULT_IDLE_MINUTES * 60
    clock: Callable[[], float] = time.monotonic


def next_code(taken: Iterable[str], highest: int = 0) -> str:
    """The first code of SL-01, SL-02 … behind all that were given out: those `taken`, and up to `highest`."""
    return f"SL-{max((highest, *map(number_of, taken))) + 1:02}"


def number_of(code: str) -> int:
    """The number in a code that was given out; 0 in one that somebody thought of."""
    match = _NUMBERED.fullmatch(code.strip())
    return int(match[1]) if match else 0
