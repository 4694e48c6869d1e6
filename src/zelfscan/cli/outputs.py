"""Every file that a command writes beside what it reads: which names it may take, what it may replace, and writing it.

A file that stands there already is replaced when this program made it in the same form and nobody changed it, as far as
that can be seen; any other only with `--overschrijf`. A key, somebody's answers, a catalog and what the same run reads
are never replaced.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from zelfscan import storage
from zelfscan.cli.terminal import tell_error
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import RESULT_ENDINGS, reason, write_atomically

TABLE, SYNTAX, WORKBOOK, TEXT, DATA = ".csv", ".sps", ".xlsx", ".txt", ".json"
OUTPUT_LIMIT = 64 * 1024 * 1024
"""Bytes of a file that might be ours; of the largest rounds they have a few million."""
_SAFE = "Het is niet veranderd."
_OTHER_NAME = "Kies een andere naam"


def name_problem(path: Path, suffixes: Sequence[str] = ()) -> str:
    """Why nothing can be written under this name, in Dutch; '' when it can. `suffixes` = the only ones that will do."""
    # os.path says no where pathlib would raise: a name too long, a folder without rights.
    if not path.name or os.path.isdir(path):  # noqa: PTH112
        return f"{shown_path(path)} is een map; geef een bestandsnaam op."
    if path.name.startswith("-"):
        return f"{shown_path(path)}: een naam die met een streepje begint lijkt op een optie; kies een andere naam."
    if path.name.lower().endswith(RESULT_ENDINGS):
        return f"{shown_path(path)}: zo heet een resultaat; kies een andere naam."
    if suffixes and path.suffix.lower() not in suffixes:
        return f"{shown_path(path)}: deze naam moet eindigen op {' of '.join(suffixes)}."
    return ""


def overlap_problem(outputs: Sequence[Path], read: Iterable[Path]) -> str:
    """Why these outputs are in each other's way or in the way of what is read, in Dutch; '' when they are not."""
    places = {_identity(path): path for path in outputs}
    if len(places) < len(outputs):
        return "Twee uitvoerbestanden hebben dezelfde naam (ook het .sps-bestand telt mee)."
    for file in read:
        if path := places.get(_identity(file)):
            return f"{shown_path(path)} wordt ook gelezen; kies een andere naam voor de uitvoer."
    return ""


def _identity(path: Path) -> tuple[int, int] | str:
    """What two names of one file have in common, whatever links or capitals they use."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(path))
    return found.st_dev, found.st_ino


class Outputs:
    """The files of one run. Each is made and written by itself: one that fails is told, and stops no other."""

    def __init__(self, *, overwrite: bool) -> None:
        self._overwrite = overwrite
        self.failed = False
        self._told: set[str] = set()

    def write(self, path: Path | None, make: Callable[[], bytes]) -> bool:
        """Make one output and write it, when it was asked for; whether it is there now."""
        if path is None:
            return False
        try:
            write_output(path, make(), overwrite=self._overwrite)
        except ZelfscanError as error:
            self.fail(error)
            return False
        return True

    def fail(self, error: ZelfscanError) -> None:
        """Tell what cannot be written, once for all that it keeps from being written; the run has failed then."""
        self.failed = True
        if str(error) not in self._told:
            self._told.add(str(error))
            tell_error(error)


def write_output(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write one output file. Raises ZelfscanError when that fails or when something stands there that has to stay; an
    older file of that name is whole then.
    """
    try:
        # Once more when all is ready: what came there in the meantime stays as well.
        _check_place(path, data, overwrite)
        write_atomically(path, data, before=lambda: _check_place(path, data, overwrite))
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not os.path.lexists(path.parent):
            raise ZelfscanError(
                f"In {shown_path(path.parent)} kon niet worden geschreven: deze map bestaat niet.",
                "Maak deze map eerst, of kies een andere.",
            ) from error
        raise ZelfscanError(
            f"{shown_path(path)} kon niet worden geschreven: {reason(error)}.",
            "De resultaten zijn niet aangeraakt. Kies een andere map of naam; staat dit bestand open, sluit het dan.",
        ) from error


def _check_place(path: Path, data: bytes, overwrite: bool) -> None:
    """Raise ZelfscanError when something stands at this place that has to stay."""
    if not os.path.lexists(path):
        return
    if what := storage.precious_at(path):
        raise _stays(path, f"daar staat {what}", "")
    if not overwrite and not is_ours(path, data):
        raise _stays(
            path, "daar staat een bestand dat zelfscan niet zo heeft gemaakt", ", of vervang het met --overschrijf"
        )


def _stays(path: Path, why: str, or_else: str) -> ZelfscanError:
    return ZelfscanError(f"{shown_path(path)} is niet geschreven: {why}.", f"{_SAFE} {_OTHER_NAME}{or_else}.")


def is_ours(path: Path, new: bytes) -> bool:
    """Whether a file was made by this program in the form of `new`, and not changed as far as that can be seen."""
    old = _content(path)
    if old is None:
        return False
    return old == new or _KNOWN[path.suffix.lower()](old, new)


def _content(path: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as file:
            data = file.read(OUTPUT_LIMIT + 1)
    except OSError:
        return None
    return data if len(data) <= OUTPUT_LIMIT else None


def _same_first_line(old: bytes, new: bytes) -> bool:
    """The exact header of a table, the title of a report, the opening of a picture."""
    first, line_end, _ = new.partition(b"\n")
    return old.startswith(first + line_end)


def _same_title(old: bytes, new: bytes) -> bool:
    """The first two lines that say something: the title of a text and the line under it."""
    titles = [[line for line in data[:_TITLE_ROOM].splitlines() if line.strip()][:2] for data in (old, new)]
    return titles[0] == titles[1]


def _same_keys(old: bytes, new: bytes) -> bool:
    """Data with exactly the same keys at the top."""
    import json

    try:
        found, ours = json.loads(old), json.loads(new)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and list(found) == list(ours)


def _intact_syntax(old: bytes, _: bytes) -> bool:
    """Syntax with the checksum of all that stands before it: a line that somebody changed is theirs."""
    from zelfscan.reports import is_intact_syntax

    return is_intact_syntax(old)


def _intact_page(old: bytes, _: bytes) -> bool:
    """A questionnaire with the checksum of all of it: one in which somebody wrote is theirs."""
    from zelfscan.reports import is_intact_sheet

    return is_intact_sheet(old)


def _our_calendar(old: bytes, _: bytes) -> bool:
    """Made by us: a program that saves a calendar puts its own name in its head."""
    return b"\r\nPRODID:-//zelfscan//" in old.partition(b"BEGIN:VEVENT")[0]


def _our_pdf(old: bytes, _: bytes) -> bool:
    """Made by us, and nothing added behind its end, as a program does in which somebody writes notes."""
    return old.startswith(b"%PDF-") and b"/Author(zelfscan)" in old and old.count(b"%%EOF") == 1


def _our_workbook(old: bytes, _: bytes) -> bool:
    """Made and last saved by us: a spreadsheet program puts another name there."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(old)) as book, book.open("docProps/core.xml") as file:
            said = file.read(_TITLE_ROOM)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False
    return all(re.search(rb"<%s>zelfscan</%s>" % (tag, tag), said) for tag in (b"dc:creator", b"cp:lastModifiedBy"))


_TITLE_ROOM = 16 * 1024
_KNOWN: dict[str, Callable[[bytes, bytes], bool]] = {
    TABLE: _same_first_line,
    SYNTAX: _intact_syntax,
    WORKBOOK: _our_workbook,
    ".pdf": _our_pdf,
    ".html": _intact_page,
    ".md": _same_first_line,
    ".svg": _same_first_line,
    ".ics": _our_calendar,
    TEXT: _same_title,
    DATA: _same_keys,
}
