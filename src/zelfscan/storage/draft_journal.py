"""The newest answers of a draft, in a file beside it: no key waits for the disk, and who looks finds what was shown.

Every state of a draft is added to `.<draft>.vers` at once, as a record of a length, a checksum and its bytes; a thread
makes the newest one the draft. As long as the journal stands, its last whole record counts and not the draft. What an
end halfway or a power cut tore is no whole record. That a journal is never older than its draft, not after a power cut
either, comes from the order: it is safely on disk before one of its states becomes the draft, and no record is ever
written over. One that has grown is replaced as a whole by one with the newest state alone.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from struct import Struct
from threading import Condition, Event, Thread
from uuid import UUID
from zlib import crc32

from zelfscan.storage.draft_lock import hidden_name
from zelfscan.storage.files import (
    JOURNAL_SUFFIX,
    PAUSES,
    SIZE_LIMIT,
    UnreadableError,
    read_bytes,
    reason,
    temporary_prefix,
    write_atomically,
)

_PATIENCE = 3.0
"""Seconds that leaving waits for a disk that does not answer. What it has not taken then, stays in the journal."""
LIMIT = 256 * 1024
"""Bytes above which a journal begins anew."""
BREATH = 0.05
"""Seconds that the thread leaves to the screen, which shows the answer meanwhile; the journal has it already."""

_LARGEST = 16 * SIZE_LIMIT
_HEAD = Struct(">16sQI")
_MAGIC = b"zelfscan vers 2\n"
_DRAFT = re.compile(r"(?:(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?P<hidden>[0-9a-f]{32}))\.toml(?:\.age)?")
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def journal_of(draft: Path) -> Path:
    """Where the newest answers stand while a window is open: a hidden file beside the draft."""
    return draft.with_name(f".{draft.name}{JOURNAL_SUFFIX}")


def draft_of(journal: Path) -> tuple[Path, str] | None:
    """The draft that a journal belongs to, and the hidden name of its scan; None when this names no journal."""
    name = journal.name[1:].removesuffix(JOURNAL_SUFFIX)
    found = _DRAFT.fullmatch(name)
    return (
        None
        if found is None or journal.name != f".{name}{JOURNAL_SUFFIX}"
        else (journal.with_name(name), found["hidden"] or hidden_name(UUID(found["id"])))
    )


def read_draft(path: Path | str) -> bytes:
    """What a file holds; of a draft its newest state, also when that still stands in its journal alone.

    Nothing is changed: another window may be writing it at this very moment. Raises UnreadableError.
    """
    if _DRAFT.fullmatch(os.path.basename(path)):  # noqa: PTH119 - for each file of a round.
        try:
            state = newest_state(Path(path))
        except FileNotFoundError:
            state = None
        except OSError as error:
            raise UnreadableError(reason(error)) from error
        if state is not None:
            return state
    return read_bytes(path)


def newest_state(draft: Path) -> bytes | None:
    """The last whole record in the journal of a draft; None when it holds none. Raises OSError."""
    return _last(_content(journal_of(draft)))[0]


def take_up(draft: Path) -> None:
    """Make what a program that is gone left in its journal the draft, and remove the journal. Raises OSError.

    Only for who has claimed the draft: it takes the journal away from whoever writes it.
    """
    try:
        state = newest_state(draft)
    except FileNotFoundError:
        return
    if state is not None:
        settle(draft, state)
    remove(draft)


def settle(
    draft: Path, data: bytes, still: Callable[[], None] = lambda: None, pauses: Sequence[float] = PAUSES
) -> None:
    """Make a state of the journal the draft, safely on disk. `still` raises when that is not wanted any more.

    An end at any moment leaves a draft and a journal of which the newest state is this one or a later one. Raises
    OSError; draft and journal then say what they said.
    """

    def before() -> None:
        still()
        _sync(journal_of(draft))
        still()

    write_atomically(draft, data, before=before, pauses=pauses)


def remove(draft: Path) -> None:
    """Remove the journal of a draft. Raises OSError; an absent one is fine.

    After a power cut it may be back; its last state is then the one that became the draft last.
    """
    journal_of(draft).unlink(missing_ok=True)


class Journal:
    """The journal of a draft that this program writes. One thread at a time may use it."""

    def __init__(self, draft: Path) -> None:
        """Open the journal, made when it is not there; what stands in it stays. Raises OSError."""
        self.path = journal_of(draft)
        self._next = draft.with_name(f"{temporary_prefix(draft)}vers.tmp")
        self._file = os.open(self.path, _FLAGS | os.O_CREAT, 0o600)
        self._end = _last(_content(self.path))[1]

    def add(self, data: bytes) -> None:
        """Hand a state to the system. Raises OSError; the state before is whole then."""
        record = _HEAD.pack(_MAGIC, len(data), crc32(data)) + data
        if self._end and self._end + len(record) > LIMIT and self._begin_anew(record):
            return
        try:
            _write(self._file, self._end, record)
        except OSError:
            if not self._end:
                with suppress(OSError):
                    self.path.unlink()
            raise
        self._end += len(record)

    def _begin_anew(self, record: bytes) -> bool:
        """Replace the journal by one with this record alone; whether that could be done."""
        done = False
        with suppress(OSError):
            file = os.open(self._next, _FLAGS | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                _write(file, 0, record)
            finally:
                os.close(file)
            # Windows replaces no file that is open.
            self.close()
            os.replace(self._next, self.path)  # noqa: PTH105 - as the other calls on files here.
            done = True
        if self._file < 0:
            self._file = os.open(self.path, _FLAGS)
        self._end = len(record) if done else self._end
        return done

    @property
    def stands(self) -> bool:
        """Whether others can find it; not when somebody removed the folder."""
        return os.path.exists(self.path)  # noqa: PTH110 - after every key; Path.exists takes three times as long.

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)
            self._file = -1


class _NotWantedError(Exception):
    """The state that is under way may not become the draft any more."""


class LateDraft:
    """One draft: every state goes into its journal at once, and the newest becomes the draft in a thread of its own.

    States that come in while the disk is busy are passed over but for the last. `told` hears, in that thread and never
    after `stop`, why the draft could not be written, or None when it could be after all; it must not wait. `twin` is
    the file of the same scan under its other name, sealed or open: it goes as soon as the draft stands.
    """

    def __init__(self, draft: Path, twin: Path, told: Callable[[OSError | None], None]) -> None:
        """Raises OSError when nothing can be written here."""
        self._draft = draft
        self._twin = twin
        self._told = told
        self._journal = Journal(draft)
        self._changed = Condition()
        self._hurry = Event()
        self._waiting: tuple[int, bytes] | None = None
        self._busy = self._ended = self._failed = self._hangs = False
        self._taken = self._settled = 0
        self._thread: Thread | None = None

    @property
    def stands(self) -> bool:
        """Whether what is written can be found; not when somebody removed the folder."""
        return self._journal.stands

    def put(self, data: bytes) -> None:
        """Take a state: it survives the end of this program from here on. Raises OSError when it was not taken."""
        self._journal.add(data)
        with self._changed:
            self._taken += 1
            self._waiting = self._taken, data
            self._changed.notify_all()
        if self._thread is None:
            # A daemon: a disk that never answers must not keep the program from ending.
            self._thread = Thread(target=self._follow, name="concept", daemon=True)
            self._thread.start()

    def flush(self, seconds: float = _PATIENCE) -> None:
        """Wait until the disk has everything, or refused it, or did not answer for so long."""
        self._hurry.set()
        with self._changed:
            self._hangs = not self._changed.wait_for(lambda: self._waiting is None and not self._busy, seconds)
        if not self._ended:
            self._hurry.clear()

    def stop(self, seconds: float = _PATIENCE) -> None:
        """Take no more to the disk. The journal goes when the draft has everything that was in it, and else stays."""
        self._hurry.set()
        with self._changed:
            self._ended = True
            self._waiting = None
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy, 0 if self._hangs else seconds)
            is_settled = 0 < self._taken == self._settled
        self._journal.close()
        if is_settled:
            with suppress(OSError):
                remove(self._draft)

    def _follow(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._ended)
            self._hurry.wait(BREATH)
            with self._changed:
                if self._waiting is None:
                    return
                number, data = self._waiting
                self._waiting = None
                self._busy = True
                # Who waited in vain once does not wait again after every answer.
                pauses = () if self._failed else PAUSES
            failure: OSError | None = None
            try:
                settle(self._draft, data, self._still_wanted, pauses)
                for path in (self._twin, journal_of(self._twin)):
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
            except _NotWantedError:
                pass
            except OSError as error:
                failure = error
            else:
                self._settled = number
            # The answers of one leader must not wait here for the next.
            del data
            with self._changed:
                if not self._ended and (self._failed or failure is not None):
                    self._told(failure)
                self._failed = failure is not None
                self._busy = False
                self._changed.notify_all()

    def _still_wanted(self) -> None:
        if self._ended:
            raise _NotWantedError


def _sync(path: Path) -> None:
    file = os.open(path, _FLAGS)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _write(file: int, start: int, data: bytes) -> None:
    os.lseek(file, start, os.SEEK_SET)
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _content(path: Path) -> bytes:
    """What stands in a journal; nothing when it can be none of ours. Raises OSError."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        return b""
    return path.read_bytes()


def _last(content: bytes) -> tuple[bytes | None, int]:
    """The last whole state, and where it ends: what comes behind that is torn."""
    data, end = None, 0
    for data, end in _states(content):  # noqa: B007 - only the last one counts.
        pass
    return data, end


def _states(content: bytes) -> Iterator[tuple[bytes, int]]:
    start = 0
    while start + _HEAD.size <= len(content):
        magic, length, check = _HEAD.unpack_from(content, start)
        begin, start = start + _HEAD.size, start + _HEAD.size + length
        data = content[begin:start]
        if magic != _MAGIC or len(data) < length or crc32(data) != check:
            return
        yield data, start
