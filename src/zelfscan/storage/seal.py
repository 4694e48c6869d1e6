"""Sealed files: written so that only the holder of a key that is elsewhere can read them.

The form is age (age-encryption.org), so that other programs open the files as well. The program that does the sealing
(pyrage) is an extra that not everybody installs.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.draft_journal import read_draft
from zelfscan.storage.files import SEALED, UnreadableError, as_text, read_bytes

RECIPIENT_SUFFIX = ".ontvanger"
KEY_LIMIT = 16 * 1024
"""Bytes of a key file; a usual one has 200."""
_RECIPIENT = re.compile(r"age1[0-9a-z]{20,}")
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{20,}")
_NEEDS_KEY = "dit bestand is verzegeld; geef de sleutel van de ronde erbij met --sleutel"
_OTHER_KEY = "dit bestand is verzegeld voor een andere sleutel, of beschadigd"


def is_sealed(data: bytes) -> bool:
    """Whether this is a sealed file, whatever its name."""
    return data.startswith(SEALED)


@dataclass(frozen=True)
class Key:
    """A secret key: opens what was sealed for its `recipient`. Never shown, also not in a crash."""

    _identity: Any

    def __repr__(self) -> str:
        return "Key()"

    @classmethod
    def new(cls) -> Key:
        """A key that nobody has yet. Raises ZelfscanError when the extra is missing."""
        return cls(_pyrage().x25519.Identity.generate())

    @classmethod
    def of(cls, secret: str) -> Key:
        """The key with this text. Raises ValueError when there is none; ZelfscanError when the extra is missing."""
        pyrage = _pyrage()
        try:
            return cls(pyrage.x25519.Identity.from_str(secret))
        except pyrage.IdentityError as error:
            raise ValueError("this is no key") from error

    @cached_property
    def recipient(self) -> str:
        """The public half, as text."""
        return str(self._identity.to_public())

    def opened(self, data: bytes) -> bytes:
        """What was sealed. Raises UnreadableError when it was sealed for somebody else, or is damaged."""
        pyrage = _pyrage()
        try:
            return bytes(pyrage.decrypt(data, [self._identity]))
        except pyrage.DecryptError as error:
            raise UnreadableError(_OTHER_KEY) from error

    def file_text(self) -> str:
        """The key as a file for this and other age programs."""
        return (
            "# Geheime sleutel van een vragenlijstronde. Wie dit bestand heeft, kan de resultaten lezen.\n"
            f"# public key: {self.recipient}\n{self._identity}\n"
        )


@dataclass(frozen=True)
class Seal:
    """For whom files are sealed (public keys), and the key that opens them here, if there is one."""

    recipients: tuple[str, ...]
    key: Key | None = None

    def closed(self, data: bytes) -> bytes:
        """The data as only the recipients can read it."""
        pyrage = _pyrage()
        return bytes(pyrage.encrypt(data, [_recipient(text) for text in self.recipients]))


def file_is_sealed(path: Path) -> bool:
    """Whether a file that can be read is sealed, whatever its name."""
    return is_sealed(read_draft(path))


def opened(data: bytes, key: Key | None) -> bytes:
    """The data itself, or what was sealed in it. Raises UnreadableError when the key is missing or another one."""
    if not is_sealed(data):
        return data
    if key is None:
        raise UnreadableError(_NEEDS_KEY)
    return key.opened(data)


def read_key(path: Path | None) -> Key | None:
    """The secret key in a file; None when no file is given.

    Raises ZelfscanError when the file holds none, or the extra is missing.
    """
    if path is None:
        return None
    found = _SECRET.findall(_lines(path, "sleutel"))
    if len(found) != 1:
        raise ZelfscanError(
            f"{shown_path(path)} is geen sleutel van een ronde.",
            "Geef het bestand dat 'zelfscan ronde-sleutel' heeft gemaakt, niet het bestand dat op "
            f"{RECIPIENT_SUFFIX} eindigt.",
        )
    try:
        return Key.of(found[0])
    except ValueError as error:
        raise ZelfscanError(
            f"De sleutel in {shown_path(path)} is beschadigd.", "Gebruik een reservekopie van de sleutel."
        ) from error


def read_recipient(text: str) -> str:
    """A public key, given as itself or as the file that holds it. Raises ZelfscanError when it is none."""
    given = text.strip()
    if not _RECIPIENT.fullmatch(given):
        lines = _lines(Path(given), "ontvanger")
        found = set(_RECIPIENT.findall(lines))
        if _SECRET.search(lines):
            raise ZelfscanError(
                f"{shown_path(given)} is de geheime sleutel. Die hoort niet op deze laptop te staan.",
                f"Geef het bestand dat op {RECIPIENT_SUFFIX} eindigt, en bewaar de sleutel ergens anders.",
            )
        if len(found) != 1:
            raise ZelfscanError(
                f"{shown_path(given)} is geen ontvanger.",
                "Een ontvanger begint met 'age1', of is een bestand waar dat in staat.",
            )
        given = found.pop()
    _recipient(given)
    return given


def seals(recipient: str | None) -> tuple[Seal | None, Seal | None]:
    """How results and drafts are sealed: results for the recipient alone, drafts also for this very program.

    Its own key is made here and never written: while the program runs, an unfinished scan can be gone on with; after
    that only the recipient's key opens it.
    """
    if not recipient:
        return None, None
    to = read_recipient(recipient)
    own = Key.new()
    return Seal((to,)), Seal((to, own.recipient), own)


def _recipient(text: str) -> Any:
    pyrage = _pyrage()
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise ZelfscanError(
            "Deze ontvanger is niet compleet of bevat een tikfout.", "Kopieer hem opnieuw, of geef het bestand op."
        ) from error


def _lines(path: Path, what: str) -> str:
    try:
        return as_text(read_bytes(path, KEY_LIMIT))
    except UnreadableError as error:
        raise ZelfscanError(
            f"De {what} {shown_path(path)} kan niet worden gelezen: {error}.",
            "Controleer de naam en de plek van het bestand.",
        ) from error


def _pyrage() -> ModuleType:
    """The program that seals, loaded when it is first needed."""
    try:
        import pyrage
    except ImportError as error:
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        how = f'Voeg het toe met: {python} -m pip install "zelfscan[zegel]"'
        raise ZelfscanError("Voor verzegelen mist zelfscan een onderdeel.", how) from error
    module: ModuleType = pyrage
    return module
