"""Ends this process by SIGKILL at a chosen step of writing files, for tests that start the program with it.

A step is anything that changes a folder or file below `home`, and the middle and end of every write, in whatever
thread. Counting begins at the first step below `start`, such as the folder where saving a result begins.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
from pathlib import Path
from typing import Any

CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "os.truncate", "os.link"}


def at_step(number: int, home: str, start: str = "exports") -> None:
    """Arrange the end just before step `number`, counted from 1."""
    steps = _Steps(number, home, start)
    fsync, fdopen, write = os.fsync, os.fdopen, os.write

    def synced(descriptor: int) -> None:
        steps.take(None)
        fsync(descriptor)

    def opened(descriptor: int, mode: str, *more: Any) -> Any:
        return (
            _Interruptible(fdopen(descriptor, mode, *more), steps) if "w" in mode else fdopen(descriptor, mode, *more)
        )

    def written(descriptor: int, data: bytes) -> int:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return write(descriptor, data)
        # As the system may: the first half only. Who writes must come back for the rest.
        steps.take(None)
        return write(descriptor, data[: -(-len(data) // 2)] if len(data) > 16 else data)

    os.fsync, os.fdopen, os.write = synced, opened, written  # type: ignore[assignment]
    sys.addaudithook(steps.heard)


class _Steps:
    def __init__(self, number: int, home: str, start: str) -> None:
        self._left = number
        self._home = Path(home)
        self._start = self._home / start
        self._saving = False

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The interpreter is about to do something."""
        if event in CHANGES and isinstance(arguments[0], str | Path):
            reading = event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if not reading:
                self.take(Path(arguments[0]))

    def take(self, path: Path | None) -> None:
        """A step, on a path or on whatever file is open."""
        if path is not None and not path.is_relative_to(self._home):
            return
        self._saving = self._saving or (path is not None and path.is_relative_to(self._start))
        if self._saving:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class _Interruptible:
    """A file whose writes reach the disk in two halves."""

    def __init__(self, file: Any, steps: _Steps) -> None:
        self._file = file
        self._steps = steps

    def write(self, data: bytes) -> None:
        for part in (data[: len(data) // 2], data[len(data) // 2 :]):
            self._steps.take(None)
            self._file.write(part)
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Interruptible:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
