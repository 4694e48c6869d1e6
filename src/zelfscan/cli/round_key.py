"""`zelfscan ronde-sleutel`: the key of a sealed round, made or tried out."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from zelfscan import storage
from zelfscan.cli.outputs import name_problem
from zelfscan.cli.reading import read_secret
from zelfscan.cli.terminal import ask_unseen, has_terminal, say, tell
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path

DONE, WRONG_USE = 0, 2
KEY = ".sleutel"
"""How the name of a secret key ends, so that it is never taken for something else."""
SHORTEST = 12
"""Characters of a passphrase."""


def make_key(arguments: argparse.Namespace) -> int:
    """Write the secret key and, beside it, the recipient, which goes to stdout as well; or try out a key that is there.

    Nothing is ever written over an existing file: the results of a round could be lost with its key.
    """
    secret: Path = arguments.uit
    if arguments.proef:
        return _try_out(secret)
    if name_problem(secret, (KEY,)):
        tell(
            f"{shown_path(secret)}: kies een andere naam, die eindigt op {KEY} en niet met een streepje begint; "
            f"bijvoorbeeld najaar-2026{KEY}. Uitleg: zelfscan ronde-sleutel --help"
        )
        return WRONG_USE
    public = secret.with_suffix(storage.RECIPIENT_SUFFIX)
    for path in (secret, public):
        if os.path.lexists(path):
            tell(f"{shown_path(path)} bestaat al en is niet overschreven; kies een andere naam.")
            return WRONG_USE
    key = storage.Key.new()
    storage.Seal(key.recipients).prove(key)
    text = key.file_text()
    data = storage.behind_passphrase(text, _chosen_passphrase()) if arguments.wachtzin else text.encode()
    storage.write_new(secret, data)
    storage.write_new(public, f"{key.recipient}\n".encode())
    say(key.recipient)
    for line in (
        f"De geheime sleutel staat in {shown_path(secret)}",
        "Haal hem van deze laptop af en maak een reservekopie: zonder sleutel leest niemand de resultaten ooit.",
        "Of laat een collega ook een sleutel maken, en geef bij de ronde beide ontvangers.",
        f"De ontvanger staat in {shown_path(public)}",
        f"Kenmerk van deze ontvanger: {storage.fingerprint(key.recipient)}",
        "Schrijf dat op: bij de ronde staat het op het scherm, en het moet hetzelfde zijn.",
        f"Begin de ronde met: zelfscan --ronde NAAM --ontvanger {shown_path(public)}",
    ):
        tell(line)
    return DONE


def _try_out(secret: Path) -> int:
    """Seal something made up for the recipient beside a key and open it with that key; say so, with what to compare."""
    key = read_secret(secret)
    public = secret.with_suffix(storage.RECIPIENT_SUFFIX)
    recipients = storage.read_recipients(str(public)) if public.exists() else key.recipients
    if not set(recipients) & set(key.recipients):
        raise ZelfscanError(
            f"{shown_path(public)} is niet de ontvanger van {shown_path(secret)}.",
            "Begin de ronde niet met deze ontvanger: u zou de resultaten niet kunnen lezen.",
        )
    storage.Seal(recipients).prove(key)
    for recipient in recipients:
        tell(f"Kenmerk: {storage.fingerprint(recipient)}")
    tell("De proef is goed: een verzonnen resultaat is verzegeld en met deze sleutel weer geopend.")
    return DONE


def _chosen_passphrase() -> str:
    """A passphrase, typed twice and not shown."""
    if not has_terminal():
        raise ZelfscanError("Een wachtzin kan alleen in een terminal worden gevraagd.", "Er is niets gemaakt.")
    while True:
        chosen = ask_unseen("Kies een wachtzin, bijvoorbeeld vijf losse woorden (u ziet niet wat u typt): ")
        if len(chosen) < SHORTEST:
            tell(f"Neem ten minste {SHORTEST} tekens.")
        elif ask_unseen("Nog een keer dezelfde wachtzin: ") == chosen:
            return chosen
        else:
            tell("De twee wachtzinnen zijn niet gelijk. Probeer het opnieuw.")
