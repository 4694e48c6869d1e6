"""The result file: a scan to TOML and back."""

from __future__ import annotations

from pathlib import Path

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import UnreadableError, read_bytes
from zelfscan.storage.scan_checks import build_scan, meaning_problems
from zelfscan.storage.scan_shapes import SCHEMA, FileShape
from zelfscan.storage.scan_text import ScanText
from zelfscan.storage.seal import Key, opened
from zelfscan.storage.strict import convert, shown
from zelfscan.storage.toml_read import parse_toml


class NewerFormError(ZelfscanError):
    """The file was written by a newer zelfscan, in a form that this one does not know. Nothing is wrong with it."""


def dumps(scan: Scan, catalog: Catalog) -> bytes:
    """The result file of a scan: UTF-8 with LF, in the order of the questionnaire.

    An empty `scan.program` is filled in with this program's version. Half characters (lone surrogates, which a
    terminal can produce) cannot be stored and become '?'. Raises ZelfscanError when the file would be larger than
    what is ever read back.
    """
    return ScanText(catalog).data(scan)


def loads(data: bytes, catalog: Catalog, name: str) -> Scan:
    """The scan in a result file; `name` is what the message calls the file.

    Raises ZelfscanError whose `problems` hold everything that is wrong, or NewerFormError. Nothing is half-read.
    """
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
    problems = (*converted.problems, *meaning_problems(converted.value, catalog))
    if problems:
        raise _refused(name, tuple(str(problem) for problem in problems))
    return build_scan(converted.value)


def read_scan(path: Path, catalog: Catalog, key: Key | None = None) -> Scan:
    """The scan in a file; `key` opens it when it is sealed.

    Raises ZelfscanError, also when the file is absent, unreadable, sealed for another key, a folder or far too big.
    """
    try:
        data = opened(read_bytes(path), key)
    except UnreadableError as error:
        raise unreadable(path, error) from error
    return loads(data, catalog, str(path))


def unreadable(path: Path, error: UnreadableError) -> ZelfscanError:
    """What to say of a file that cannot be read."""
    return ZelfscanError(
        f"{shown_path(path)} kan niet worden gelezen: {error}.",
        "Controleer de naam en de plek van het bestand.",
        (str(error),),
    )


def _refused(name: str, problems: tuple[str, ...]) -> ZelfscanError:
    detail = f" {len(problems)} problemen gevonden." if len(problems) > 1 else ""
    first = f" {problems[0]}." if len(problems) == 1 else ""
    return ZelfscanError(
        f"{shown_path(name)} is geen geldig resultaat van zelfscan.{detail}{first}",
        "Het bestand is niet veranderd. Verbeter het in een teksteditor, of gebruik een reservekopie.",
        problems,
    )
