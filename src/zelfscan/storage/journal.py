"""The newest states of a draft, in a file beside it that is written in place: a state costs no more than its bytes.

The file `.<draft>.vers` begins with a floor, a number below which nothing in it counts; it has two places for that, of
which the highest one is meant. Behind that, on whole blocks, stand states: a number that rises, a length, a digest and
the bytes of a draft. A new state never goes over the newest one, nor a new floor over the last one, so that an end at
any moment leaves a whole one. What a power cut tore is known by its digest and passed over, and what is older than the
draft by the floor, which is raised, safely on disk, before a state becomes the draft.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from uuid import UUID

from zelfscan.storage.atomic import PAUSES, write_atomically
from zelfscan.storage.files import SIZE_LIMIT, UnreadableError, read_bytes, reason

SUFFIX = ".vers"
"""Dutch for fresh. A journal in another form takes another name, so that this program leaves it alone."""
_BLOCK = 4096
_FLOORS = (0, _BLOCK // 2)
_MAGIC = b"zelfscan vers 1\n"
_DIGEST = 16
_FLOOR = Struct(f">{len(_MAGIC)}sQ{_DIGEST}s")
_HEAD = Struct(f">{len(_MAGIC)}sQQ{_DIGEST}s")
_LARGEST = 16 * SIZE_LIMIT
"""Bytes of a journal; three or four states is what it ever holds."""
_NAME = re.compile(r"\.(?P<draft>(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.toml(?:\.age)?)\.vers")
_LOOKS = 3
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class State:
    """A state of a draft, and where it stands in the journal (bytes)."""

    number: int
    data: bytes
    start: int
    end: int


def journal_of(draft: Path) -> Path:
    """The journal of a draft."""
    return draft.with_name(f".{draft.name}{SUFFIX}")


def draft_of(journal: Path) -> tuple[Path, UUID] | None:
    """The draft that a journal belongs to, and the id of its scan; None when this is not the name of a journal."""
    found = _NAME.fullmatch(journal.name)
    return None if found is None else (journal.with_name(found["draft"]), UUID(found["id"]))


def newest_state(draft: Path) -> State | None:
    """The newest whole state in the journal of a draft, unless the draft itself is newer. Raises OSError."""
    return _newest(_content(journal_of(draft)))


def newest_bytes(draft: Path) -> bytes | None:
    """What a draft holds now, its journal included; None when it is not there. Raises UnreadableError.

    Another window may be writing it at this very moment.
    """
    for _ in range(_LOOKS):
        try:
            state = newest_state(draft)
        except FileNotFoundError:
            break
        except OSError as error:
            raise UnreadableError(reason(error)) from error
        if state is not None:
            return state.data
    return read_bytes(draft) if draft.exists() or draft.is_symlink() else None


def settle(
    draft: Path, number: int, data: bytes, still: Callable[[], None] = lambda: None, pauses: Sequence[float] = PAUSES
) -> None:
    """Make a state of the journal the draft, safely on disk. `still` raises when that is not wanted any more.

    An end at any moment leaves a draft and a journal of which the newest state is this one or a later one. Raises
    OSError; draft and journal then say what they said.
    """

    def before() -> None:
        still()
        _raise_floor(journal_of(draft), number)
        still()

    write_atomically(draft, data, before=before, pauses=pauses)


def take_up(draft: Path) -> None:
    """Make what a program that is gone left in its journal the draft, and remove the journal. Raises OSError.

    Only for who has claimed the draft: it takes the journal away from whoever writes it.
    """
    try:
        state = newest_state(draft)
    except FileNotFoundError:
        return
    if state is not None:
        settle(draft, state.number, state.data)
    remove(draft)


def remove(draft: Path) -> None:
    """Remove the journal of a draft. Raises OSError; an absent one is fine.

    After a power cut it may be back. Its floor then keeps it from being taken for newer than the draft.
    """
    journal_of(draft).unlink(missing_ok=True)


class Journal:
    """The journal of a draft that this program writes. One thread at a time may use it."""

    def __init__(self, draft: Path) -> None:
        """Open the journal, made when it is not there; what stands in it stays. Raises OSError."""
        self.path = journal_of(draft)
        self._descriptor = os.open(self.path, _FLAGS | os.O_CREAT, 0o600)
        content = b""
        try:
            content = _content(self.path)
            newest = _newest(content)
            floor = _floor(content)
            self._number = max((state.number for state in _states(content)), default=0)
            self._start, self._end = (newest.start, newest.end) if newest else (0, 0)
            if floor is None:
                # What stands in a journal without a floor is torn, and must not come back under a new one.
                self._number += 1
                _write(self._descriptor, _FLOORS[0], _floor_bytes(self._number))
            else:
                self._number = max(self._number, floor)
        except BaseException:
            self.close()
            with suppress(OSError):
                if not content:
                    self.path.unlink(missing_ok=True)
            raise

    def add(self, data: bytes) -> int:
        """Hand a state to the system; its number. Raises OSError; the state before is whole then."""
        number = self._number + 1
        size = _HEAD.size + len(data)
        start = _BLOCK if _BLOCK + size <= self._start else max(_BLOCK, -(-self._end // _BLOCK) * _BLOCK)
        _write(self._descriptor, start, _HEAD.pack(_MAGIC, number, len(data), _digest(number, data)) + data)
        self._number, self._start, self._end = number, start, start + size
        return number

    @property
    def stands(self) -> bool:
        """Whether others can find it; not when somebody removed the folder."""
        return os.path.exists(self.path)  # noqa: PTH110 - after every key; Path.exists takes three times as long.

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1


def _write(descriptor: int, start: int, data: bytes) -> None:
    os.lseek(descriptor, start, os.SEEK_SET)
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _raise_floor(path: Path, number: int) -> None:
    descriptor = os.open(path, _FLAGS)
    try:
        content = os.read(descriptor, _BLOCK)
        lowest = min(_FLOORS, key=lambda start: _floor_at(content, start))
        _write(descriptor, lowest, _floor_bytes(number))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(path: Path) -> bytes:
    """What stands in a journal; nothing when it can be none of ours. Raises OSError."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        return b""
    return path.read_bytes()


def _newest(content: bytes) -> State | None:
    floor = _floor(content)
    if floor is None:
        return None
    counting = (state for state in _states(content) if state.number >= floor)
    return max(counting, key=lambda state: state.number, default=None)


def _states(content: bytes) -> Iterator[State]:
    """Every whole state, also those below the floor."""
    for start in range(_BLOCK, len(content) - _HEAD.size + 1, _BLOCK):
        magic, number, length, digest = _HEAD.unpack_from(content, start)
        begin = start + _HEAD.size
        if magic == _MAGIC and length <= len(content) - begin:
            data = content[begin : begin + length]
            if digest == _digest(number, data):
                yield State(number, data, start, begin + length)


def _floor(content: bytes) -> int | None:
    """The floor; None when it is torn."""
    highest = max(_floor_at(content, start) for start in _FLOORS)
    return None if highest < 0 else highest


def _floor_at(content: bytes, start: int) -> int:
    """The floor in one of its places; -1 when there is none."""
    found = content[start : start + _FLOOR.size]
    if len(found) < _FLOOR.size:
        return -1
    number: int = _FLOOR.unpack(found)[1]
    return number if found == _floor_bytes(number) else -1


def _floor_bytes(number: int) -> bytes:
    return _FLOOR.pack(_MAGIC, number, _digest(number, b""))


def _digest(number: int, data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST, key=number.to_bytes(8, "big")).digest()
