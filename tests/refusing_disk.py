"""Folders that refuse, as a full disk, a read-only stick or a program that holds a file would.

`Disk` is a folder that can be told to refuse and to work again while the program runs. Where the system lets us mount
one, it is a small disk of its own; elsewhere `install` makes the same system calls fail inside the program.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pty_app import with_helper

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """A folder whose system calls fail inside a program that was started with `code`, when and how the test says."""

    REFUSALS = {
        "vol": (errno.ENOSPC, "de schijf is vol"),
        "alleen-lezen": (errno.EROFS, "op deze plek kan alleen worden gelezen"),
        "vastgehouden": (errno.EACCES, "u hebt hier geen rechten voor"),
    }

    def __init__(self, folder: Path, sign: Path, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.number, self.words = self.REFUSALS[kind]
        self._sign = sign

    @property
    def code(self) -> str:
        """Start the program with this."""
        return with_helper("refusing_disk", f"install({str(self.folder)!r}, {str(self._sign)!r})")

    def refuse(self) -> None:
        """From now on nothing can be written here; a held file can only not be replaced or removed."""
        calls = "replace unlink" if self.kind == "vastgehouden" else "open mkdir replace fsync"
        self._sign.write_text(f"{self.number} {calls}")

    def work(self) -> None:
        """Everything can be written again."""
        self._sign.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave nothing behind."""


class MountedDisk(Disk):
    """A real disk of 64 kB in memory."""

    code = ""

    def refuse(self) -> None:
        if self.kind == "vol":
            with suppress(OSError), (self.folder / "film").open("wb", buffering=0) as film:
                while True:
                    film.write(bytes(4096))
        else:
            subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True, capture_output=True)

    def work(self) -> None:
        if self.kind == "vol":
            (self.folder / "film").unlink()
        else:
            subprocess.run(["mount", "-o", "remount,rw", self.folder], check=True, capture_output=True)

    def close(self) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=True, capture_output=True)


def can_mount() -> bool:
    """Whether a disk can be mounted here: on Linux, as root, where nothing forbids it."""
    if shutil.which("mount") is None or shutil.which("umount") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        return _mount(Path(folder)) and subprocess.run(["umount", folder], check=False).returncode == 0


def make_disk(folder: Path, sign: Path, kind: str) -> Disk:
    """A disk of its own in `folder`; for a file that is held, or where nothing can be mounted, one that pretends."""
    folder.mkdir(parents=True)
    if kind != "vastgehouden" and can_mount() and _mount(folder):
        return MountedDisk(folder, sign, kind)
    return Disk(folder, sign, kind)


def _mount(folder: Path) -> bool:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", folder], check=False, capture_output=True
    )
    return done.returncode == 0


def install(folder: str, sign: str) -> None:
    """Inside the program: let the calls that the sign names fail in this folder, for as long as the sign stands."""
    where, plate, inside = Path(folder), Path(sign), set[int]()

    def refused(call: str, path: object) -> None:
        if isinstance(path, str | Path) and Path(path).is_relative_to(where) and plate.exists():
            number, *calls = plate.read_text().split()
            if call in calls:
                raise OSError(int(number), os.strerror(int(number)), str(path))

    def guard(call: str) -> None:
        real: Callable[..., Any] = getattr(os, call)

        def guarded(path: Any, *more: Any, **named: Any) -> Any:
            if call == "fsync":
                refused(call, where if path in inside else None)
            elif call != "open" or (more and more[0] & WRITING):
                refused(call, path)
            done = real(path, *more, **named)
            if call == "open":
                (inside.add if Path(path).is_relative_to(where) else inside.discard)(done)
            return done

        setattr(os, call, guarded)

    for call in ("open", "mkdir", "replace", "unlink", "fsync"):
        guard(call)
