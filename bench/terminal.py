"""A terminal without a window: runs a program in a pty, and knows when what stood on the screen. Needs pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

try:
    import pyte
except ModuleNotFoundError:
    sys.exit("This benchmark needs pyte to read the screen: .venv/bin/python -m pip install pyte (or see README.md).")

KEYS = {"enter": "\r", "down": "\x1b[B", "up": "\x1b[A", "escape": "\x1b"}
# Synchronised output is offered, as most terminals of today do.
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;22c"}
# What pyte would draw as text or trip over, and a sequence that is cut off by the end of a chunk.
FOREIGN = re.compile(
    rb"\x1b[P_^X].*?\x1b\\|\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*[ -/]+[@-~]|\x1b\[\?[0-9;:]*[@-gi-km-~]",
    re.DOTALL,
)
UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[\]P_^X](?:(?!\x07|\x1b\\).)*)?\Z", re.DOTALL)


@dataclass(frozen=True)
class Chunk:
    """Output, and when it was read."""

    at: float
    data: bytes


class Terminal:
    """One program in a pty of 80 x 24. Times are seconds; output is stamped when read and only looked at afterwards."""

    def __init__(self, words: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._shown: dict[int, tuple[Any, ...]] = {}
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=dict(environ), start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self.end()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def until(self, wanted: str, limit: float = 15) -> float:
        """When a text came to stand on the screen, since the start. Raises TimeoutError."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            came = None
            for chunk in self._gather(quiet=0.2, limit=limit):
                self._draw(chunk.data)
                if came is None and wanted in self.text:
                    came = chunk.at - self.started
            if came is not None:
                return came
        raise TimeoutError(f"{wanted!r} did not come:\n{self.text}")

    def press(self, key: str) -> float:
        """How long it takes from a key to the first change of the screen. Raises TimeoutError."""
        pressed = time.perf_counter()
        os.write(self._master, KEYS.get(key, key).encode())
        changed = None
        for chunk in self._gather(quiet=0.06, limit=2):
            if self._draw(chunk.data) and changed is None:
                changed = chunk.at - pressed
        if changed is None:
            raise TimeoutError(f"nothing changed after {key!r}:\n{self.text}")
        return changed

    def end(self) -> int:
        """End the program; its peak memory (kilobytes on Linux)."""
        os.kill(self._process.pid, signal.SIGKILL)  # Not Popen.kill, which would reap a program that crashed.
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_maxrss

    def _gather(self, quiet: float, limit: float) -> list[Chunk]:
        """Everything that comes, until it is quiet; waits for the first of it as long as `limit`."""
        chunks: list[Chunk] = []
        while select.select([self._master], [], [], quiet if chunks else limit)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break
            chunks.append(Chunk(time.perf_counter(), data))
            for question, answer in ANSWERS.items():
                if question in data:
                    os.write(self._master, answer)
        return chunks

    def _draw(self, data: bytes) -> bool:
        """Put output on the screen; whether a sign or its style changed."""
        data = self._rest + data
        cut = UNFINISHED.search(data)
        self._rest = cut.group() if cut else b""
        self._stream.feed(FOREIGN.sub(b"", data[: cut.start()] if cut else data))
        changed = False
        for row in self._screen.dirty:
            line = self._screen.buffer[row]
            cells = tuple(line[column] for column in range(self._screen.columns))
            changed = changed or self._shown.get(row) != cells
            self._shown[row] = cells
        self._screen.dirty.clear()
        return changed
