"""What may stand behind an option: each text becomes a value, or wrong use with what was expected, in Dutch."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from zelfscan.safe_text import one_line

_CODE_LENGTH = 40
"""The longest code, as in the field of the first screen."""
_NAME_LENGTH = 100


def a_division(text: str) -> str:
    """What a round can be divided by: its schools."""
    if text != "school":
        raise argparse.ArgumentTypeError("alleen --per school kan; geef andere groepen met --groepen LIJST")
    return text


def at_least_one(text: str) -> int:
    """A whole number from 1; anything else is wrong use."""
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"verwacht een heel getal vanaf 1, maar er staat '{text}'")
    return int(text)


def a_text(text: str) -> str:
    """A text that says something; an empty variable in a script must not turn a round into a scan without one.

    It becomes one line without hidden signs, as half a sign could not be found back in a file either.
    """
    if line := one_line(text):
        return line
    raise argparse.ArgumentTypeError("verwacht een naam, maar er staat niets")


def a_name(text: str) -> str:
    """A text for the name of a round, and of its folder."""
    name = a_text(text)
    if len(name) > _NAME_LENGTH:
        raise argparse.ArgumentTypeError(f"verwacht een naam van hooguit {_NAME_LENGTH} tekens")
    return no_option(name)


def a_recipient(text: str) -> str:
    """A recipient, or the name of the file that it stands in, which is opened as it was typed."""
    if text.strip():
        return text
    raise argparse.ArgumentTypeError("verwacht een ontvanger, maar er staat niets")


def a_path(text: str) -> Path:
    """A file or folder; an empty variable in a script must not turn a command loose on the folder where it runs."""
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("verwacht een bestand of map, maar er staat niets")


def no_option(name: str) -> str:
    """A name that does not look like an option that was typed in the wrong place."""
    if name.startswith("-"):
        raise argparse.ArgumentTypeError(f"verwacht een naam zonder streepje vooraan, maar er staat '{name}'")
    return name


def an_output(text: str) -> Path:
    """A file or folder that is made when it is not there."""
    no_option(text.replace("\\", "/").rpartition("/")[2])
    return a_path(text)


def a_code(text: str) -> str:
    """A code as it could have been typed on the first screen: one short line; nothing = no code."""
    code = one_line(text)
    if len(code) > _CODE_LENGTH:
        raise argparse.ArgumentTypeError(f"verwacht een code van hooguit {_CODE_LENGTH} tekens, maar er staat '{text}'")
    return code


def a_prefix(text: str) -> str:
    """How the codes of one laptop begin: up to eight letters and digits, as in the codes that it gives out."""
    prefix = text.strip().upper()
    if not re.fullmatch("[A-Z0-9]{1,8}", prefix):
        raise argparse.ArgumentTypeError(
            f"verwacht een letter of een kort woord, bijvoorbeeld B, maar er staat '{text}'"
        )
    return prefix


def minutes(text: str) -> float:
    """A number of minutes above zero, with a point or a comma."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value < 24 * 60:
        raise argparse.ArgumentTypeError(f"verwacht een aantal minuten, bijvoorbeeld 5, maar er staat '{text}'")
    return value
