"""Reading whole files, and saying in Dutch why the system refused."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

SIZE_LIMIT = 2 * 1024 * 1024
"""Bytes of a result or draft. A usual one has 5 to 10 kB; more than this is a film with the wrong name."""
CATALOG_LIMIT = 512 * 1024
"""Bytes of one catalog file. Ours have 10 to 20 kB, and YAML takes far more work per byte."""

SEALED = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""How a sealed file begins, whatever its name."""

# Not waiting: opening a named pipe that nobody writes to would never end. What a system does not have counts as 0.
_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

_FOLDER = "dit is een map, geen bestand"
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
    errno.EIO: "de schijf of stick geeft een fout",
}


class UnreadableError(Exception):
    """A file that cannot be read as text; the argument is the reason in Dutch."""


_HELD_ON_WINDOWS = (32, 33)
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python also calls a lack of rights."""


def reason(error: OSError) -> str:
    """Why the system refused, in Dutch; the system's own words where we have none."""
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return "een ander programma houdt het bestand vast"
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return f"het systeem meldt: {error.strerror or type(error).__name__}"


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
        raise UnreadableError(f"dit is geen tekst in UTF-8 (regel {line}); sla het bestand op als UTF-8") from error
