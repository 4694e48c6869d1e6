"""A disk that forgets: what may stand in one folder when the power goes, given every change that a program made in it.

What was synced stays: the content of a file as it was then, and the names in the folder as they were then. Of what
came later each write may be there, or not, or for a part; of the changes of names any first few.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

SECTOR = 512
Choose = Callable[[int], int]
"""A number from 0 up to and including the one given."""


@dataclass
class Recorder:
    """Every change in a folder, in order, as a function on what a disk then holds."""

    folder: Path
    log: list[Callable[[Platter], None]] = field(default_factory=list)
    _files: dict[int, tuple[int, Path]] = field(default_factory=dict)
    _numbers: dict[int, int] = field(default_factory=dict)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Record what the code inside does with os.open, write, fsync, replace and unlink."""
        real = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace", "unlink")}

        def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
            is_new = not Path(path).exists()
            descriptor: int = real["open"](path, flags, *more, **named)
            self._files.pop(descriptor, None)
            if Path(path).parent == self.folder:
                inode = os.fstat(descriptor).st_ino
                if is_new:
                    # The system gives the number of a file that is gone to a new one.
                    self._numbers[inode] = len(self.log)
                    self.log.append(Platter.naming(Path(path).name, len(self.log)))
                self._files[descriptor] = self._numbers[inode], Path(path)
            return descriptor

        def written(descriptor: int, data: Any) -> int:
            start = os.lseek(descriptor, 0, os.SEEK_CUR)
            done: int = real["write"](descriptor, data)
            self.log.append(Platter.writing(self._files[descriptor][0], start, bytes(data[:done])))
            return done

        def synced(descriptor: int) -> None:
            real["fsync"](descriptor)
            if descriptor in self._files:
                number, path = self._files[descriptor]
                self.log.append(Platter.syncing(number, path.read_bytes()))
            else:
                self.log.append(Platter.sync_names)

        def replaced(source: Any, target: Any) -> None:
            real["replace"](source, target)
            self.log.append(Platter.renaming(Path(source).name, Path(target).name))
            if sys.platform == "win32":
                # No program can sync a folder there; the system keeps names in order by itself.
                self.log.append(Platter.sync_names)

        def unlinked(path: Any, *more: Any, **named: Any) -> None:
            real["unlink"](path, *more, **named)
            self.log.append(Platter.naming(Path(path).name, None))

        with mock.patch.multiple(os, open=opened, write=written, fsync=synced, replace=replaced, unlink=unlinked):
            yield


@dataclass
class Platter:
    """What is on the disk for certain, and what may be."""

    contents: dict[int, bytes] = field(default_factory=dict)
    writes: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    changes: list[Callable[[dict[str, int]], None]] = field(default_factory=list)

    @staticmethod
    def naming(name: str, file: int | None) -> Callable[[Platter], None]:
        """A name that was made, or with None removed."""

        def change(names: dict[str, int]) -> None:
            names.pop(name, None)
            if file is not None:
                names[name] = file

        return lambda platter: platter.changes.append(change)

    @staticmethod
    def renaming(source: str, target: str) -> Callable[[Platter], None]:
        def change(names: dict[str, int]) -> None:
            names[target] = names.pop(source)

        return lambda platter: platter.changes.append(change)

    @staticmethod
    def writing(file: int, start: int, data: bytes) -> Callable[[Platter], None]:
        return lambda platter: platter.writes.setdefault(file, []).append((start, data))

    @staticmethod
    def syncing(file: int, content: bytes) -> Callable[[Platter], None]:
        def change(platter: Platter) -> None:
            platter.contents[file] = content
            platter.writes.pop(file, None)

        return change

    def sync_names(self) -> None:
        for change in self.changes:
            change(self.names)
        self.changes.clear()

    def lose_power(self, folder: Path, choose: Choose) -> None:
        """Write into `folder` what is left."""
        names = dict(self.names)
        for change in self.changes[: choose(len(self.changes))]:
            change(names)
        for name, file in names.items():
            content = bytearray(self.contents.get(file, b""))
            for start, data in self.writes.get(file, []):
                match choose(3):
                    case 1:
                        _put(content, start, data)
                    case 2:
                        _put(content, start, data[: SECTOR * choose(len(data) // SECTOR)])
                    case 3:
                        first = SECTOR * choose(len(data) // SECTOR)
                        _put(content, start + first, data[first:])
            (folder / name).write_bytes(content)


def _put(content: bytearray, start: int, data: bytes) -> None:
    if len(content) < start + len(data):
        content.extend(bytes(start + len(data) - len(content)))
    content[start : start + len(data)] = data
