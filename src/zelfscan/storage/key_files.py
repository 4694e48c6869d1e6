"""The files of keys: a round's secret keys, recipients and signing keys, read and written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import UnreadableError, as_text, read_bytes, reason
from zelfscan.storage.seal import Key, Seal, Signer, is_sealed, recipient_of, sealing_program

RECIPIENT_SUFFIX = ".ontvanger"
KEY_LIMIT = 16 * 1024
"""Bytes of a key file; a usual one has 200."""
MOST_KEYS = 50
"""Keys or recipients in all files together: opening tries each."""
_RECIPIENT = re.compile(r"age1[0-9a-z]{20,}")
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{20,}")
_SIGNER = re.compile(r"^zelfscan-handtekening-1 ([0-9a-f]{64})$", re.MULTILINE)
_FOR_RECIPIENTS = re.compile(rb"age-encryption\.org/v1\n-> X25519 ")
"""What a result begins with that is sealed for a key: a passphrase opens something else."""
Ask = Callable[[Path], str]
"""Asks a person for the passphrase of a key file."""


def read_key(
    paths: Path | Sequence[Path] | None, signing: Sequence[Path] | None = None, ask: Ask | None = None
) -> Key | None:
    """All secret keys in these files, and all signing keys; None when no file is given.

    `ask` is asked for the passphrase of a file that has one. Raises ZelfscanError when a file holds no key, or the
    extra is missing.
    """
    given = (paths,) if isinstance(paths, Path) else tuple(paths or ())
    if not given and not signing:
        return None
    secret = [one for path in given for one in _secrets(path, ask)]
    if len(secret) > MOST_KEYS:
        raise ZelfscanError(f"Dit zijn te veel sleutels: {len(secret)}.", f"Geef er hooguit {MOST_KEYS}.")
    signers = tuple(dict.fromkeys(signer for path in signing or () for signer in read_signers(path)))
    try:
        return replace(Key.of(*secret) if secret else Key(), signers=signers)
    except ValueError as error:
        raise ZelfscanError(
            f"De sleutel in {', '.join(map(shown_path, given))} is beschadigd.",
            "Gebruik een reservekopie van de sleutel.",
        ) from error


def _secrets(path: Path, ask: Ask | None) -> list[str]:
    text = _lines(path, "sleutel", lambda data: _without_passphrase(path, data, ask))
    if not (found := _SECRET.findall(text)):
        raise ZelfscanError(
            f"{shown_path(path)} is geen sleutel van een ronde.",
            "Geef het bestand dat 'zelfscan ronde-sleutel' heeft gemaakt, niet het bestand dat op "
            f"{RECIPIENT_SUFFIX} eindigt.",
        )
    return found


def _without_passphrase(path: Path, data: bytes, ask: Ask | None) -> bytes:
    if not is_sealed(data):
        return data
    if _FOR_RECIPIENTS.match(data):
        raise ZelfscanError(
            f"{shown_path(path)} is een verzegeld bestand, en geen sleutel van een ronde.",
            "Geef achter --sleutel het bestand dat 'zelfscan ronde-sleutel' heeft gemaakt.",
        )
    if ask is None:
        raise ZelfscanError(
            f"De sleutel {shown_path(path)} heeft een wachtzin, en die kan hier niet worden gevraagd.",
            "Start de opdracht in een terminal.",
        )
    pyrage = sealing_program()
    try:
        return bytes(pyrage.passphrase.decrypt(data, ask(path)))
    except pyrage.DecryptError as error:
        raise ZelfscanError(
            f"De wachtzin van {shown_path(path)} klopt niet, of het bestand is beschadigd.",
            "Er is niets veranderd. Probeer het opnieuw, of gebruik een reservekopie van de sleutel.",
        ) from error


def read_signers(path: Path) -> tuple[Signer, ...]:
    """The signing keys in a file. Raises ZelfscanError when there are none."""
    found = _SIGNER.findall(_lines(path, "handtekening").replace("\r", ""))
    if not found or len(found) > MOST_KEYS:
        raise ZelfscanError(
            f"{shown_path(path)} is geen handtekening van een ronde.",
            "Geef het bestand dat de ronde met --handtekening heeft gemaakt.",
        )
    return tuple(map(Signer, map(bytes.fromhex, found)))


def round_signer(path: Path) -> Signer:
    """The signing key of a round that goes on, or a new one in a new file. Raises ZelfscanError."""
    if os.path.lexists(path):
        return read_signers(path)[0]
    signer = Signer.new()
    write_new(path, signer.file_text().encode())
    return signer


def write_new(path: Path, data: bytes) -> None:
    """Write a key into a file that was not there, for the own account. Raises ZelfscanError; never writes over one."""
    try:
        new = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(new, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            # A half key opens nothing, and would stand in the way of the next one with this name.
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ZelfscanError(
            f"{shown_path(path)} kon niet worden geschreven: {reason(error)}.", "Kies een andere map."
        ) from error


def read_recipients(texts: str | Iterable[str]) -> tuple[str, ...]:
    """Public keys, each given as itself or as a file that holds one or more. Raises ZelfscanError when one is none."""
    given = (texts,) if isinstance(texts, str) else texts
    found = tuple(dict.fromkeys(one for text in given for one in _recipients_of(text.strip())))
    if len(found) > MOST_KEYS:
        raise ZelfscanError(f"Dit zijn te veel ontvangers: {len(found)}.", f"Geef er hooguit {MOST_KEYS}.")
    return found


def _recipients_of(given: str) -> tuple[str, ...]:
    if _RECIPIENT.fullmatch(given):
        found = [given]
    else:
        lines = _lines(Path(given), "ontvanger")
        if _SECRET.search(lines):
            raise ZelfscanError(
                f"{shown_path(given)} is de geheime sleutel. Die hoort niet op deze laptop te staan.",
                f"Geef het bestand dat op {RECIPIENT_SUFFIX} eindigt, en bewaar de sleutel ergens anders.",
            )
        if not (found := _RECIPIENT.findall(lines)):
            raise ZelfscanError(
                f"{shown_path(given)} is geen ontvanger.",
                "Een ontvanger begint met 'age1', of is een bestand waar dat in staat.",
            )
    for one in found:
        recipient_of(one)
    return tuple(found)


def seals(recipients: str | Sequence[str] | None) -> tuple[Seal | None, Seal | None]:
    """How results and drafts are sealed: results for the recipients alone, drafts also for this very program.

    Its own key is made here and never written: while the program runs, an unfinished scan can be gone on with; after
    that only a recipient's key opens it. Before anything is kept, sealing is tried with something made up.
    """
    if not recipients:
        return None, None
    to = read_recipients(recipients)
    own = Key.new()
    drafts = Seal((*to, own.recipient), own)
    drafts.prove()
    return Seal(to), drafts


def behind_passphrase(text: str, passphrase: str) -> bytes:
    """A key file that opens with a passphrase, in the form that age programs know (scrypt)."""
    return bytes(sealing_program().passphrase.encrypt(text.encode(), passphrase, armored=True))


def _lines(path: Path, what: str, plain: Callable[[bytes], bytes] = bytes) -> str:
    try:
        return as_text(plain(read_bytes(path, KEY_LIMIT)))
    except UnreadableError as error:
        raise ZelfscanError(
            f"De {what} {shown_path(path)} kan niet worden gelezen: {error}.",
            "Controleer de naam en de plek van het bestand.",
        ) from error
