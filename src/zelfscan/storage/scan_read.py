"""A scan out of a result file: the quick way for nearly every file, and the thorough way for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import SEALED, UnreadableError, read_bytes
from zelfscan.storage.scan_checks import Rules, has_sound_meaning, meaning_problems
from zelfscan.storage.scan_shapes import FileShape, PlainFileShape
from zelfscan.storage.scan_words import SCHEMA
from zelfscan.storage.strict import convert, convert_sound, shown
from zelfscan.storage.toml_read import parse_toml, quick_toml

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key


class NewerFormError(ZelfscanError):
    """The file was written by a newer zelfscan, in a form that this one does not know. Nothing is wrong with it."""


def read_shape(path: Path | str, rules: Rules, key: Key | None = None) -> FileShape:
    """The content of a file in which nothing is wrong; `key` opens it when it is sealed.

    Raises ZelfscanError, also when the file is absent, unreadable, sealed for another key, a folder or far too big.
    """
    try:
        data = read_bytes(path)
        if data.startswith(SEALED):
            # Not above: most rounds are not sealed.
            from zelfscan.storage.seal import opened

            data = opened(data, key)
    except UnreadableError as error:
        raise unreadable(path, error) from error
    return shape_of(data, rules, path)


def unreadable(path: Path | str, error: UnreadableError) -> ZelfscanError:
    """What to say of a file that cannot be read."""
    return ZelfscanError(
        f"{shown_path(path)} kan niet worden gelezen: {error}.",
        "Controleer de naam en de plek van het bestand.",
        (str(error),),
    )


def shape_of(data: bytes, rules: Rules, name: Path | str) -> FileShape:
    """The content of a result file in which nothing is wrong; `name` is what the message calls the file.

    Raises ZelfscanError whose `problems` hold everything that is wrong, or NewerFormError. Nothing is half-read.
    """
    raw = quick_toml(data)
    if raw is not None:
        file = convert_sound(raw, PlainFileShape)
        if file is not None and file.schema <= SCHEMA and has_sound_meaning(file, rules):
            return file
    return _thorough(data, rules, str(name))


def _thorough(data: bytes, rules: Rules, name: str) -> FileShape:
    """The verdict on a file: what the quick way takes is taken here as well, and the rest is told in full."""
    try:
        raw = parse_toml(data)
    except UnreadableError as error:
        raise _refused(name, (str(error),)) from error
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        # Everything else may mean something new, so this is all there is to say.
        text = f"schema: dit bestand heeft vorm {shown(schema)} en dit programma kent tot en met {SCHEMA}"
        problem = f"{text}; gebruik een nieuwere versie van zelfscan"
        raise NewerFormError(f"{name} kan niet worden gelezen.", "Het bestand is niet veranderd.", (problem,))
    converted = convert(raw, FileShape)
    problems = (*converted.problems, *meaning_problems(converted.value, rules))
    if problems:
        raise _refused(name, tuple(str(problem) for problem in problems))
    return converted.value


def _refused(name: str, problems: tuple[str, ...]) -> ZelfscanError:
    detail = f" {len(problems)} problemen gevonden." if len(problems) > 1 else ""
    first = f" {problems[0]}." if len(problems) == 1 else ""
    return ZelfscanError(
        f"{shown_path(name)} is geen geldig resultaat van zelfscan.{detail}{first}",
        "Het bestand is niet veranderd. Verbeter het in een teksteditor, of gebruik een reservekopie.",
        problems,
    )
