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
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

KEYS = {
    "enter": "\r",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "end": "\x1b[F",
    "escape": "\x1b",
    "f2": "\x1bOQ",
}
# Synchronised output is offered, as most terminals of today do.
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;22c"}
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
# What pyte would draw as text or trip over, and a sequence that is cut off by the end of a chunk.
FOREIGN = re.compile(
    rb"\x1b[P_^X].*?\x1b\\|\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*[ -/]+[@-~]|\x1b\[\?[0-9;:]*[@-gi-km-~]",
    re.DOTALL,
)
UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[\]P_^X](?:(?!\x07|\x1b\\).)*)?\Z", re.DOTALL)
PACE = 0.1
"""Seconds of quiet after each key: a person who knows the answers by heart."""


@dataclass(frozen=True)
class Chunk:
    """Output, and when it was read."""

    at: float
    data: bytes


@dataclass(frozen=True)
class Seen:
    """Seconds until what was wanted stood on the screen, and until the screen changed for the last time.

    `whole` is the last change above the bottom row: Textual fills in its footer later than the rest.
    """

    came: float
    whole: float
    settled: float


class Terminal:
    """One program in a pty of 80 x 24. Times are seconds; output is stamped when read and only looked at afterwards.

    A sign has changed when the frame that it belongs to is complete: a terminal shows a synchronised frame at once.
    """

    def __init__(self, words: Sequence[str | Path], environ: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._in_frame = False
        self._pending: set[int] = set()
        self._shown: dict[int, tuple[Any, ...]] = {}
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [*map(str, words)], stdin=slave, stdout=slave, stderr=slave, env=dict(environ), start_new_session=True
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

    def until(self, wanted: str) -> Seen:
        """When a text came to stand on the screen, since the start. Raises TimeoutError."""
        return self._watch(self.started, 0.2, wanted)

    def press(self, key: str, wanted: str = "", quiet: float = PACE) -> Seen:
        """Since a key: when a text that it brings came to stand there. Raises TimeoutError.

        Without a text the first change counts, which can belong to an earlier key: not for measuring.
        """
        while select.select([self._master], [], [], 0)[0]:
            self._draw(self._read().data)
        pressed = time.perf_counter()
        self._send(key)
        return self._watch(pressed, quiet, wanted)

    def rest(self) -> None:
        """Let what is still being done after a first paint be done; a cursor that blinks is no work."""
        for chunk in self._gather(0.4, 1.5):
            self._draw(chunk.data)

    def rattle(self, keys: Sequence[str], per_second: float, wanted: str) -> Seen:
        """Send keys at a steady rate, whatever comes of them; times since the last key. Raises TimeoutError."""
        early: list[Chunk] = []
        started = time.perf_counter()
        for place, key in enumerate(keys):
            while (wait := started + place / per_second - time.perf_counter()) > 0:
                if select.select([self._master], [], [], wait)[0]:
                    early.append(self._read())
            self._send(key)
        return self._watch(time.perf_counter(), 0.6, wanted, early)

    def peak(self) -> int:
        """Peak memory in bytes of the program so far; 0 where the system does not tell (before the end)."""
        # Not ru_maxrss: it also counts what this process had at the moment that it started the program.
        status = Path(f"/proc/{self._process.pid}/status")
        found = re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text()) if status.exists() else None
        return int(found[1]) * 1024 if found else 0

    def end(self) -> int:
        """End the program; its peak memory in bytes."""
        peak = self.peak()
        os.kill(self._process.pid, signal.SIGKILL)  # Not Popen.kill, which would reap a program that crashed.
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return peak or used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def _send(self, key: str) -> None:
        os.write(self._master, KEYS.get(key, key).encode())

    def _watch(self, since: float, quiet: float, wanted: str, early: Sequence[Chunk] = ()) -> Seen:
        """Look until something wanted came and it is quiet; with no text wanted any change will do."""
        limit = 15.0
        end = time.perf_counter() + limit
        came: float | None = None
        whole = 0.0
        chunks = [*early, *self._gather(quiet, limit)]
        while True:
            for chunk in chunks:
                if rows := self._draw(chunk.data):
                    settled = chunk.at - since
                    whole = settled if min(rows) < self._screen.lines - 1 else whole
                    if came is None and wanted in self.text:
                        came = settled
            if came is not None:
                return Seen(came, whole, settled)
            if time.perf_counter() > end:
                raise TimeoutError(f"{wanted or 'a change'!r} did not come:\n{self.text}")
            chunks = self._gather(quiet, limit)

    def _gather(self, quiet: float, limit: float) -> list[Chunk]:
        """Everything that comes, until it is quiet; waits for the first of it as long as `limit`."""
        chunks: list[Chunk] = []
        while select.select([self._master], [], [], quiet if chunks else limit)[0]:
            chunks.append(self._read())
        return chunks

    def _read(self) -> Chunk:
        try:
            data = os.read(self._master, 65536)
        except OSError as error:
            raise TimeoutError(f"the program ended:\n{self.text}") from error
        chunk = Chunk(time.perf_counter(), data)
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._master, answer)
        return chunk

    def _draw(self, data: bytes) -> set[int]:
        """Put output on the screen; the rows where a sign or its style changed, as far as frames are complete."""
        data = self._rest + data
        cut = UNFINISHED.search(data)
        self._rest = cut.group() if cut else b""
        whole = data[: cut.start()] if cut else data
        self._stream.feed(FOREIGN.sub(b"", whole))
        for row in self._screen.dirty:
            line = self._screen.buffer[row]
            cells = tuple(line[column] for column in range(self._screen.columns))
            if self._shown.get(row) != cells:
                self._pending.add(row)
            self._shown[row] = cells
        self._screen.dirty.clear()
        begin, end = whole.rfind(FRAME_BEGINS), whole.rfind(FRAME_ENDS)
        if begin != end:
            self._in_frame = begin > end
        # A chunk that ends one frame and begins the next does show the first.
        if self._in_frame and end < 0:
            return set()
        changed, self._pending = self._pending, set()
        return changed
