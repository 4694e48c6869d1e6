"""Writing a file so that a reader, a crash or a full disk never meets half of it."""

from __future__ import annotations

import glob
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

# On Windows a virus scanner or a cloud folder may hold a file for a moment. Elsewhere 'no' means no.
PAUSES: tuple[float, ...] = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Seconds to wait before each new attempt."""

_STEM_LENGTH = 40


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
        leftover.unlink(missing_ok=True)


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
