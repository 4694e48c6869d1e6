"""One window at a time: who has a draft open, known to every window on this computer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from zelfscan.errors import ZelfscanError

if TYPE_CHECKING:
    from uuid import UUID

    from filelock import BaseFileLock


_LOCK = r"\.([0-9a-f]{32})\.open"


def get_ready() -> None:
    """Load what a claim takes, some 30 ms, at a moment when nobody waits for it."""
    import filelock  # noqa: F401


class HeldElsewhereError(ZelfscanError):
    """Another window has this scan open."""

    def __init__(self) -> None:
        super().__init__(
            "Deze scan staat open in een ander venster van zelfscan.",
            "Ga daar verder, of begin hier een nieuwe scan.",
        )


def hidden_name(scan_id: UUID) -> str:
    """A name that tells the id of a scan to nobody who does not know it, and that two ids never share."""
    # Not above: it brings OpenSSL along, and every command that reads a file loads this module.
    from hashlib import sha256

    return sha256(scan_id.bytes).hexdigest()[:32]


def claimed_by(path: Path) -> str | None:
    """The hidden name of the scan that a lock file is for; None when this is not the name of one."""
    found = re.fullmatch(_LOCK, path.name)
    return None if found is None else found[1]


class DraftLock:
    """The claim of this process on one draft, until `release` or the end of the process, however that comes.

    The system keeps the claim, on a small file beside the draft: the draft itself can then be replaced on Windows too.
    """

    def __init__(self, path: Path, lock: BaseFileLock) -> None:
        self._path = path
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, scan_id: UUID) -> Self | None:
        """Claim a draft; None when no claim can be made there, because nothing can be written or kept apart.

        Raises HeldElsewhereError.
        """
        return cls._claim(folder, hidden_name(scan_id))

    @classmethod
    def _claim(cls, folder: Path, name: str) -> Self | None:
        from filelock import FileLock, Timeout  # Not before the first screen: see get_ready.

        path = folder / f".{name}.open"
        lock = FileLock(path, mode=0o600, blocking=False, thread_local=False, fallback_to_soft=False)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise HeldElsewhereError from error
        except OSError:
            return None
        return cls(path, lock)

    @classmethod
    @contextmanager
    def taken(cls, folder: Path, name: str) -> Iterator[None]:
        """Claim a draft by its hidden name, for a moment. Raises HeldElsewhereError, or OSError when that cannot be."""
        lock = cls._claim(folder, name)
        if lock is None:
            raise OSError("no claim can be made here")
        try:
            yield
        finally:
            lock.release()

    @property
    def stands(self) -> bool:
        """Whether other windows can see the claim; not when somebody removed the folder."""
        return os.path.exists(self._path)  # noqa: PTH110 - after every key; Path.exists takes three times as long.

    def release(self) -> None:
        """Let go, and leave nothing behind."""
        # While it is still ours: afterwards the file may be another window's. On Windows the release removes it.
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        with suppress(OSError):
            self._lock.release()
