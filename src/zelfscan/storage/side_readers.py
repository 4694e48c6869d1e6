"""Reading with more than one process.

This process reads as well; the others run `side_serving`: they get portions of a listing and give back parts. They are
ordinary children with pipes: they have no terminal, hear no Ctrl+C, and end when this process does. A child that cannot
be started, or that ends, costs nothing but time: its portions are read here. The key of a sealed round goes to them
through the pipe and nowhere else.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator
from threading import Condition, Thread
from typing import Any

from zelfscan.storage.listing import Listing
from zelfscan.storage.reading import Progress
from zelfscan.storage.round_part import Part, PartReader, count_of
from zelfscan.storage.side_serving import LOST, Portion, send

AHEAD = 2
"""The portions that a child has, so that it never waits for this process."""
BEGIN = """
import marshal, sys
sys.path[:] = marshal.load(sys.stdin.buffer)
from zelfscan.storage.side_serving import serve
serve()
"""


def read_together(
    files: Listing, reader: PartReader, tell: Progress, helpers: int, portion: int
) -> Generator[Part, None, None]:
    """Read every file with so many helpers; see `reading.read_parts`."""
    work = Work(files, portion)
    children = [child for _ in range(helpers) if (child := start_child())]
    # Made here and run by a thread each: pipes are waited for without holding up the reading.
    threads = [Thread(target=_attend, args=(child, work, reader), daemon=True) for child in children]
    try:
        for thread in threads:
            thread.start()
        yield from _parts(work, reader, tell)
    finally:
        for child in children:
            child.kill()
        for thread in threads:
            thread.join()
        for child in children:
            child.wait()


def _parts(work: Work, reader: PartReader, tell: Progress) -> Iterator[Part]:
    """The parts in order; as long as the next one is not there, something else is read."""
    emitted = told = apart = 0

    def after(place: int) -> None:
        say(apart + place + 1)

    def say(done: int) -> None:
        nonlocal told
        if done > told:
            told = done
            tell(done, work.total)

    while emitted < work.total:
        part = work.finished(emitted)
        if part is not None:
            emitted += count_of(part)
            yield part
        elif portion := work.take():
            apart = work.done - portion[0]
            work.finish(reader.read(*portion, after))
        else:
            work.wait(emitted)
            say(work.done)
    say(work.total)


class Work:
    """What is to be read, and what was read; shared by the threads."""

    def __init__(self, files: Listing, portion: int) -> None:
        self.total = len(files)
        self.done = 0
        self._portions = files.portions(portion)
        self._returned: list[Portion] = []
        self._finished: dict[int, Part] = {}
        self._changed = Condition()

    def take(self) -> Portion | None:
        """Something to read; None when there is nothing for now."""
        with self._changed:
            return self._returned.pop() if self._returned else next(self._portions, None)

    def give_back(self, portions: deque[Portion]) -> None:
        """What was taken and not read."""
        with self._changed:
            self._returned += portions
            self._changed.notify_all()

    def finish(self, part: Part) -> None:
        """What was read."""
        with self._changed:
            self._finished[part.start] = part
            self.done += count_of(part)
            self._changed.notify_all()

    def finished(self, place: int) -> Part | None:
        """The part that begins at a place, handed out once; None when it is not there yet."""
        with self._changed:
            return self._finished.pop(place, None)

    def wait(self, place: int) -> None:
        """Wait until the part of a place may be there, or there may be something to read."""
        with self._changed:
            if place not in self._finished and not self._returned:
                # With a limit: on Windows a wait without one cannot be broken off with Ctrl+C.
                self._changed.wait(0.2)


def start_child() -> subprocess.Popen[bytes] | None:
    """A child that waits to be told what to do; None when the system gives none."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    try:
        return subprocess.Popen(
            # -P: what lies in the current folder, such as a stick full of results, is no part of the program.
            [sys.executable, "-P", "-X", f"utf8={sys.flags.utf8_mode}", "-c", BEGIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError:
        return None


def _attend(child: subprocess.Popen[bytes], work: Work, reader: PartReader) -> None:
    """Keep a child at work until there is nothing left to read, or it ended."""
    taken: deque[Portion] = deque()
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        send(child.stdin, sys.path)
        send(child.stdin, _packed(reader))
        while True:
            while len(taken) < AHEAD and (portion := work.take()):
                taken.append(portion)
                send(child.stdin, portion)
            if not taken:
                return
            part = Part(*marshal.load(child.stdout))
            if (part.start, count_of(part)) != (taken[0][0], len(taken[0][2])):
                raise ValueError("this is not the part that was asked for")
            taken.popleft()
            work.finish(part)
    except LOST:
        pass  # It ended: what it had is read by another.
    finally:
        work.give_back(taken)


def _packed(reader: PartReader) -> tuple[Any, ...]:
    rules, key = reader.rules, reader.key
    secret = None if key is None else key.secret()
    return rules.instrument, rules.version, rules.numbers, rules.support, reader.include_drafts, secret
