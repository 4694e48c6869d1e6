"""Reading whole files, and saying in Dutch why the system refused."""

from __future__ import annotations

import errno
from pathlib import Path

SIZE_LIMIT = 2 * 1024 * 1024
"""Bytes. Far more than any questionnaire or catalog file; it keeps a film with the wrong name from being parsed."""

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


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of at most SIZE_LIMIT bytes. Raises UnreadableError."""
    try:
        if path.is_dir():
            raise UnreadableError("dit is een map, geen bestand")
        if path.exists() and not path.is_file():
            raise UnreadableError("dit is geen gewoon bestand")
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    except ValueError as error:
        raise UnreadableError("deze naam kan geen bestand zijn") from error
    if len(data) > SIZE_LIMIT:
        raise UnreadableError(f"dit bestand is te groot (meer dan {SIZE_LIMIT // 1024 // 1024} MB)")
    return data


def as_text(data: bytes) -> str:
    """Decode UTF-8, with or without the mark that Notepad puts in front. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"dit is geen tekst in UTF-8 (regel {line}); sla het bestand op als UTF-8") from error
