"""Files whole: read within bounds, written so that nobody meets half of one; in Dutch why the system
refused; and names that every system accepts.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
import time
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from zelfscan.safe_text import can_be_shown

SIZE_LIMIT = 2 * 1024 * 1024
"""Bytes of a result or draft. A usual one has 5 to 10 kB; more than this is a film with the wrong name."""
CATALOG_LIMIT = 512 * 1024
"""Bytes of one catalog file. Ours have 10 to 20 kB, and YAML takes far more work per byte."""

# On Windows a virus scanner or a cloud folder may hold a file for a moment. Elsewhere 'no' means no.
PAUSES: tuple[float, ...] = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Seconds to wait before each new attempt."""

_STEM_LENGTH = 40

JOURNAL_SUFFIX = ".vers"
"""How the name ends of a draft's newest answers (Dutch for fresh). Here, for a start loads not what writes them.

A journal in another form takes another name, so that this program leaves it alone.
"""
RESULT_ENDINGS = (".toml", ".toml.age")
"""How the names of results end: open, and sealed."""
DIVISION, SEALED_DIVISION = "verdeling.toml", "verdeling.toml.age"
"""The file with who has which competency, open and sealed: no result, though it ends like one."""
NAME_BYTES = 100
"""The longest name that `safe_name` gives, in UTF-8 bytes; leaves room for a date, an id and a suffix."""

_RESERVED_CHARACTERS = frozenset('<>:"/\\|?*')
_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"}
)

SEALED = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""How a sealed file begins, whatever its name."""

# Not waiting: opening a named pipe that nobody writes to would never end. What a system does not have counts as 0.
_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

_FOLDER = "dit is een map, geen bestand; geef een bestand uit die map op"
_NO_FILE = "dit is geen gewoon bestand"

_REASONS = {
    errno.ENOENT: "dit bestand of deze map bestaat niet",
    errno.EACCES: "u hebt hier geen rechten voor",
    errno.EPERM: "u hebt hier geen rechten voor",
    errno.EROFS: "op deze plek kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
    getattr(errno, "EDQUOT", errno.ENOSPC): "de schijf is vol",
    errno.ENOTDIR: "waar een map moet staan, staat een bestand",
    errno.EEXIST: "waar een map moet staan, staat een bestand",
    errno.EISDIR: "waar een bestand moet staan, staat een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "een koppeling verwijst naar zichzelf",
    errno.EIO: "de schijf of stick geeft een fout",
}


def names_result(name: str) -> bool:
    """Whether a file with this name is taken for a result."""
    return name.lower().endswith(RESULT_ENDINGS) and not names_division(name)


def names_division(name: str) -> bool:
    """Whether a file with this name holds who has which competency."""
    return name.lower() in (DIVISION, SEALED_DIVISION)


class UnreadableError(Exception):
    """A file that cannot be read as text; the argument is the reason in Dutch."""


_HELD_ON_WINDOWS = (32, 33)
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python also calls a lack of rights."""


_TOO_LONG_ON_WINDOWS = 206
_NOT_FOUND_ON_WINDOWS = (2, 3, 123)
_ROOM_ON_WINDOWS, _PART_ON_WINDOWS = 260, 255
"""Characters of a whole name with its end, and of one part of it."""


def reason(error: OSError) -> str:
    """Why the system refused, in Dutch; the system's own words where we have none."""
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return "een ander programma houdt het bestand vast"
    if _name_is_too_long(error):
        return _REASONS[errno.ENAMETOOLONG]
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return f"het systeem meldt: {error.strerror or type(error).__name__}"


def _name_is_too_long(error: OSError) -> bool:
    """Windows says of a name beyond its room that it is not there, or that it is no name."""
    code = getattr(error, "winerror", None)
    if code is None or error.filename is None:
        return False
    name = os.path.abspath(os.fsdecode(error.filename))  # noqa: PTH100
    part = max(map(len, re.split(r"[\\/]", name)))
    return code == _TOO_LONG_ON_WINDOWS or (
        code in _NOT_FOUND_ON_WINDOWS and (len(name) >= _ROOM_ON_WINDOWS or part > _PART_ON_WINDOWS)
    )


def read_bytes(path: Path | str, limit: int = SIZE_LIMIT) -> bytes:
    """The content of an ordinary file of at most `limit` bytes. Raises UnreadableError."""
    try:
        file = os.open(path, _TO_READ)
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError(_FOLDER if stat.S_ISDIR(found.st_mode) else _NO_FILE)
            data = _whole(file, min(found.st_size, limit) + 1, limit)
        finally:
            os.close(file)
    except OSError as error:
        # Windows opens no folder, and says that there are no rights.
        raise UnreadableError(_FOLDER if os.path.isdir(path) else reason(error)) from error  # noqa: PTH112
    except ValueError as error:
        raise UnreadableError("deze naam kan geen bestand zijn") from error
    if len(data) > limit:
        size = f"{limit // 1024 // 1024} MB" if limit >= 1024 * 1024 else f"{limit // 1024} kB"
        raise UnreadableError(f"dit bestand is te groot (meer dan {size})")
    return data


def _whole(file: int, size: int, limit: int) -> bytes:
    """All that an open file holds, or more than `limit` bytes of it."""
    data = os.read(file, size)
    # As long as what was expected, or cut short by a network: only an empty read is the end.
    while len(data) <= limit and (more := os.read(file, limit + 1 - len(data))):
        data += more
    return data


def as_text(data: bytes) -> str:
    """Decode UTF-8, with or without the mark that Notepad puts in front. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"geen tekst in UTF-8 (regel {line})"
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            what = "tekst in UTF-16 (in Kladblok heet dat 'Unicode')"
        raise UnreadableError(f"dit is {what}; sla het bestand op als UTF-8") from error


def write_atomically(
    path: Path,
    data: bytes,
    *,
    before: Callable[[], object] = lambda: None,
    pauses: Sequence[float] = PAUSES,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Put `data` in `path`, readable for its owner only. On failure the old file stays whole. Raises OSError.

    `before` is called when the new content is on disk and the old file still has its name; what it raises ends this.
    """
    temporary = path.with_name(f"{temporary_prefix(path)}{os.urandom(4).hex()}.tmp")
    try:
        _write_synced(temporary, data)
        before()
        patiently(lambda: temporary.replace(path), pauses=pauses, sleep=sleep)
    except BaseException:
        with suppress(OSError):
            patiently(lambda: temporary.unlink(missing_ok=True), pauses=pauses, sleep=sleep)
        raise
    sync_folder(path.parent)


def patiently(
    action: Callable[[], object], *, pauses: Sequence[float] = PAUSES, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Do `action`; after a PermissionError try again after each pause. Raises what the last attempt raised."""
    for pause in pauses:
        try:
            action()
        except PermissionError:
            sleep(pause)
        else:
            return
    action()


def remove_leftovers(path: Path) -> None:
    """Remove what a kill in the middle of writing `path` left beside it. Raises OSError."""
    for leftover in path.parent.glob(f"{glob.escape(temporary_prefix(path))}*.tmp"):
        patiently(partial(leftover.unlink, missing_ok=True))


def temporary_prefix(path: Path) -> str:
    """How the names of temporary files for `path` begin: hidden, so that no listing of results takes them up."""
    # The end of the name: that is where the id stands, so that two scans never share a prefix.
    return f".{path.stem[-_STEM_LENGTH:]}-"


def _write_synced(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut. Not every system can, and the file is already whole."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def safe_name(text: str, fallback: str) -> str:
    """A name that is one path part on Windows, macOS and Linux alike; `fallback` when nothing of `text` is left.

    Whatever is reserved, invisible or white space becomes '-'. No dot or '-' remains at either end, so the name is
    never hidden and never leads out of a folder. Different texts may give the same name.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join("-" if _is_unsafe(char) else char for char in composed)
    name = _shortened(kept.strip(".-")).strip(".-") or fallback
    first = name.partition(".")[0].strip().casefold()
    return f"_{name}" if first in _RESERVED_NAMES else name


def report_path(result: Path, suffix: str) -> Path:
    """Where the report of a result goes: beside it, or the zip it is in, under a name that no other document is likely
    to have.
    """
    folder = next((place.parent for place in result.parents if os.path.isfile(place)), result.parent)  # noqa: PTH113
    name = re.sub(r"(?i)\.toml$", "", result.stem)
    return folder / f"{name}-rapport{suffix}"


def _is_unsafe(char: str) -> bool:
    if char in _RESERVED_CHARACTERS or char.isspace() or not can_be_shown(char):
        return True
    return unicodedata.category(char).startswith("C")


def _shortened(name: str) -> str:
    return name.encode("utf-8")[:NAME_BYTES].decode("utf-8", errors="ignore")
