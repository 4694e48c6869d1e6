"""Sealed files, which only the holder of a key that is elsewhere can read, and files that a round signed.

The form of a sealed file is age (age-encryption.org), so that other programs open it as well. The program that does the
sealing (pyrage) is an extra that not everybody installs. A signature is an HMAC over the bytes of the result: whoever
has the signing key, and so whoever has the account that the round runs under, can make one. What only
they need is loaded when one comes: every command reads files through this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from zelfscan.errors import ZelfscanError, how_to_add
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import SEALED, UnreadableError
from zelfscan.storage.other_files import content

_SIGNATURE = b"[handtekening]\n"
_NEEDS_KEY = "dit bestand is verzegeld; geef de sleutel van de ronde erbij met --sleutel"
_OTHER_KEY = "dit bestand is verzegeld voor een andere sleutel, of beschadigd"
_MADE_UP = b"# Een verzonnen resultaat, om te proberen of het zegel werkt.\n"


def is_sealed(data: bytes) -> bool:
    """Whether this is a sealed file, whatever its name."""
    return data.startswith(SEALED)


def fingerprint(recipient: str) -> str:
    """Four groups of four digits that two people can compare: '0482 7719 3306 1954'. Another recipient has others."""
    from hashlib import sha256

    digits = f"{int.from_bytes(sha256(recipient.encode()).digest()) % 10**16:016}"
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True)
class Signer:
    """The signing key of a round. Never shown, also not in a crash."""

    _secret: bytes

    def __repr__(self) -> str:
        return "Signer()"

    @classmethod
    def new(cls) -> Signer:
        """A signing key that nobody has yet."""
        from secrets import token_bytes

        return cls(token_bytes(32))

    def signed(self, data: bytes) -> bytes:
        """A result with a last table that signs all that stands before it."""
        import hmac

        before = data + b"\n"
        made = hmac.new(self._secret, before, "sha256").hexdigest()
        return before + _SIGNATURE + f'hmac = "{made}"\n'.encode()

    def made(self, data: bytes) -> bool:
        """Whether this key signed the result, and nothing in it was changed or added after that."""
        from hmac import compare_digest

        before, _, _ = data.rpartition(b"\n" + _SIGNATURE)
        return bool(before) and compare_digest(self.signed(before), data)

    def file_text(self) -> str:
        """The key as a file."""
        return (
            "# Handtekening van een vragenlijstronde. Wie dit bestand heeft, kan resultaten ondertekenen.\n"
            f"zelfscan-handtekening-1 {self._secret.hex()}\n"
        )


@dataclass(frozen=True)
class Key:
    """What a reader was given: the secret keys, which open what was sealed for one of them, and the signing keys.

    Never shown, also not in a crash.
    """

    _identities: tuple[Any, ...] = ()
    signers: tuple[Signer, ...] = ()

    def __repr__(self) -> str:
        return "Key()"

    @classmethod
    def new(cls) -> Key:
        """A key that nobody has yet. Raises ZelfscanError when the extra is missing."""
        return cls((sealing_program().x25519.Identity.generate(),))

    @classmethod
    def of(cls, *texts: str) -> Key:
        """The keys with these texts. Raises ValueError when one is none; ZelfscanError when the extra is missing."""
        pyrage = sealing_program()
        try:
            return cls(tuple(pyrage.x25519.Identity.from_str(text) for text in dict.fromkeys(texts)))
        except pyrage.IdentityError as error:
            raise ValueError("this is no key") from error

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """The public halves, as text."""
        return tuple(str(identity.to_public()) for identity in self._identities)

    @property
    def recipient(self) -> str:
        """The public half of the first."""
        return self.recipients[0]

    def opened(self, data: bytes) -> bytes:
        """What was sealed. Raises UnreadableError when it was sealed for somebody else, or is damaged."""
        if not self._identities:
            raise UnreadableError(_NEEDS_KEY)
        pyrage = sealing_program()
        try:
            return bytes(pyrage.decrypt(data, list(self._identities)))
        except pyrage.DecryptError as error:
            raise UnreadableError(_OTHER_KEY) from error

    def openers(self, data: bytes) -> tuple[str, ...]:
        """The recipients of those keys that open this by themselves."""
        pyrage = sealing_program()
        found = []
        for identity, recipient in zip(self._identities, self.recipients, strict=True):
            try:
                pyrage.decrypt(data, [identity])
            except pyrage.DecryptError:
                continue
            found.append(recipient)
        return tuple(found)

    def signed(self, data: bytes) -> bool:
        """Whether one of the signing keys made the signature under this result."""
        return any(signer.made(data) for signer in self.signers)

    def file_text(self) -> str:
        """The key as a file for this and other age programs."""
        keys = "".join(
            f"# public key: {recipient}\n{identity}\n"
            for identity, recipient in zip(self._identities, self.recipients, strict=True)
        )
        return "# Geheime sleutel van een vragenlijstronde. Wie dit bestand heeft, kan de resultaten lezen.\n" + keys


@dataclass(frozen=True)
class Seal:
    """For whom files are sealed (public keys), and the key that opens them here, if there is one."""

    recipients: tuple[str, ...]
    key: Key | None = None

    def closed(self, data: bytes) -> bytes:
        """The data as only the recipients can read it."""
        pyrage = sealing_program()
        return bytes(pyrage.encrypt(data, [recipient_of(text) for text in self.recipients]))

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """What people compare: of each recipient that is not this very program."""
        own = () if self.key is None else self.key.recipients
        return tuple(fingerprint(text) for text in self.recipients if text not in own)

    def prove(self, key: Key | None = None) -> None:
        """Seal something made up and open it again, with `key` or else with one made for this alone.

        Raises ZelfscanError when what comes back is not what was sealed, or can be read without a key.
        """
        own = key or Key.new()
        tried = Seal(self.recipients if key else (*self.recipients, own.recipient)).closed(_MADE_UP)
        try:
            works = is_sealed(tried) and _MADE_UP not in tried and own.opened(tried) == _MADE_UP
        except UnreadableError:
            works = False
        if not works:
            raise ZelfscanError(
                "De proef met het zegel is mislukt: wat verzegeld werd, ging met deze sleutel niet weer open.",
                "Begin de ronde niet. Kijk of ontvanger en sleutel bij elkaar horen, of maak een nieuwe sleutel.",
            )


def file_is_sealed(path: Path) -> bool:
    """Whether a file that can be read is sealed, whatever its name."""
    return is_sealed(content(path))


def is_signed(path: Path, key: Key | None = None) -> bool:
    """Whether a file holds a signature, right or wrong; one that cannot be read does not count as signed."""
    try:
        return b"\n" + _SIGNATURE in opened(content(path), key)
    except UnreadableError:
        return False


def resealed(path: Path, key: Key | None, recipients: Iterable[str] = ()) -> Seal | None:
    """How a file is sealed again after a change: for all that it was sealed for; None when it is an open one.

    It does not say for whom it was sealed, only for how many. Raises ZelfscanError when the keys that open it and the
    `recipients` given are fewer: somebody would lose it.
    """
    try:
        data = content(path)
        if not is_sealed(data):
            return None
        opened(data, key)
    except UnreadableError as error:
        raise ZelfscanError(f"{shown_path(path)} kan niet worden gelezen: {error}.", "", (str(error),)) from error
    assert key is not None
    known = tuple(dict.fromkeys((*key.openers(data), *recipients)))
    if len(known) < (many := _stanzas(data)):
        raise ZelfscanError(
            f"{shown_path(path)} is voor {many} ontvangers verzegeld, en u gaf er {len(known)}.",
            "Geef ook de andere met --ontvanger: anders kunnen zij het resultaat na het bewaren niet meer lezen.",
        )
    return Seal(known, key)


def _stanzas(data: bytes) -> int:
    """For how many recipients a file is sealed."""
    if not data.startswith(SEALED[0]):
        from base64 import b64decode

        lines = data.strip().splitlines()
        data = b64decode(b"".join(lines[1:-1]))
    return data.partition(b"\n---")[0].count(b"\n-> X25519 ")


def opened(data: bytes, key: Key | None) -> bytes:
    """The data itself, or what was sealed in it. Raises UnreadableError when the key is missing or another one."""
    if not is_sealed(data):
        return data
    if key is None:
        raise UnreadableError(_NEEDS_KEY)
    return key.opened(data)


def recipient_of(text: str) -> Any:
    pyrage = sealing_program()
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise ZelfscanError(
            "Deze ontvanger is niet compleet of bevat een tikfout.", "Kopieer hem opnieuw, of geef het bestand op."
        ) from error


def sealing_program() -> ModuleType:
    """The program that seals, loaded when it is first needed."""
    try:
        import pyrage
    except (ImportError, OSError) as error:
        raise ZelfscanError("Voor verzegelen mist zelfscan een onderdeel.", how_to_add("zegel")) from error
    module: ModuleType = pyrage
    return module
