"""`zelfscan ronde-sleutel`: the key of a round, made before it begins and kept away from the shared laptop."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from zelfscan.cli.terminal import say, tell
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import RECIPIENT_SUFFIX, RESULT_ENDINGS, Key, reason

DONE, WRONG_USE = 0, 2


def run(arguments: argparse.Namespace) -> int:
    """Write the secret key and, beside it, the recipient; the recipient goes to stdout as well.

    Nothing is ever written over an existing file: the results of a round could be lost with its key.
    """
    secret: Path = arguments.uit
    public = secret.with_suffix(RECIPIENT_SUFFIX) if secret.name else secret
    if not secret.name or public == secret or secret.name.lower().endswith(RESULT_ENDINGS):
        tell(f"{shown_path(secret)}: kies een andere naam, bijvoorbeeld najaar-2026.sleutel.")
        return WRONG_USE
    for path in (secret, public):
        if os.path.lexists(path):
            tell(f"{shown_path(path)} bestaat al en is niet overschreven; kies een andere naam.")
            return WRONG_USE
    key = Key.new()
    _write_new(secret, key.file_text())
    _write_new(public, f"{key.recipient}\n")
    say(key.recipient)
    for line in (
        f"De geheime sleutel staat in {shown_path(secret)}",
        "Haal hem van deze laptop af en maak een reservekopie: zonder sleutel leest niemand de resultaten ooit.",
        f"De ontvanger staat in {shown_path(public)}",
        f"Begin de ronde met: zelfscan --ronde NAAM --ontvanger {shown_path(public)}",
    ):
        tell(line)
    return DONE


def _write_new(path: Path, text: str) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ZelfscanError(
            f"{shown_path(path)} kon niet worden geschreven: {reason(error)}.", "Kies een andere map."
        ) from error
