"""The other end of `side_readers`: a process that only reads. It loads little, so that it is soon at work."""

from __future__ import annotations

import marshal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from zelfscan.storage.round_part import PartReader
from zelfscan.storage.scan_checks import Rules

Portion = tuple[int, str, list[str]]
"""The place of the first file, the folder, and the names in it."""

LOST = (OSError, EOFError, ValueError, TypeError)
"""What a pipe to a child that ended raises, or what it wrote before that."""


def serve() -> None:
    """Read portions from stdin and write their parts to stdout, as long as somebody wants them."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    try:
        reader = _unpacked(marshal.load(source))
        portions: SimpleQueue[Portion | None] = SimpleQueue()
        # Taken in by a thread: who sends a portion must never wait for somebody who waits for the part to be taken.
        Thread(target=_take_in, args=(source, portions), daemon=True).start()
        for portion in iter(portions.get, None):
            send(target, tuple(reader.read(*portion)))
    except LOST:
        pass  # Nobody is there any more.


def _take_in(source: IO[bytes], portions: SimpleQueue[Portion | None]) -> None:
    try:
        while True:
            portions.put(marshal.load(source))
    except LOST:
        portions.put(None)


def send(pipe: IO[bytes], data: Any) -> None:
    """Write one message, at once."""
    pipe.write(marshal.dumps(data))
    pipe.flush()


def _unpacked(data: tuple[Any, ...]) -> PartReader:
    *rules, include_drafts, secret = data
    if secret is None:
        return PartReader(Rules(*rules), include_drafts)
    from zelfscan.storage.seal import Key

    return PartReader(Rules(*rules), include_drafts, Key.of(secret))
