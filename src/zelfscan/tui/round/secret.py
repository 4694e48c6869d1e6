"""A code that opens something, kept so that it cannot be read back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

_SALT_BYTES = 16


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
