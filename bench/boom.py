"""Peak memory of a command with all processes that it starts. Linux only: it looks in /proc."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.01
CAN_LOOK = Path("/proc/self/statm").exists()
"""Whether this system tells what a process uses while it runs."""


@dataclass(frozen=True)
class Peak:
    """Bytes: the most that all processes held together (what they share counts for each), and the largest of them."""

    together: int
    largest: int
    processes: int


def peak_of(words: Sequence[str | Path], environ: Mapping[str, str], patience: float) -> Peak | None:
    """The peak of one run; None when it takes more than `patience` seconds. Raises CalledProcessError."""
    page = os.sysconf("SC_PAGE_SIZE")
    together = largest = processes = 0
    end = time.monotonic() + patience
    silent = subprocess.DEVNULL
    with subprocess.Popen([*map(str, words)], env=dict(environ), stdout=silent, stderr=silent) as process:
        while process.poll() is None:
            sizes = [size * page for pid in _family(process.pid) if (size := _pages(pid))]
            together = max(together, sum(sizes))
            largest = max(largest, *sizes, 0)
            processes = max(processes, len(sizes))
            if time.monotonic() > end:
                process.kill()
                return None
            time.sleep(EVERY)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, [*map(str, words)])
    return Peak(together, largest, processes)


def _family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text().split():
                    yield from _family(int(child))


def _pages(pid: int) -> int:
    """The memory pages that a process holds now; 0 when it is gone."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return 0
