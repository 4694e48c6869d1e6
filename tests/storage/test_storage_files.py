"""Atomic writing: the new file whole, or the old file whole."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from zelfscan.storage.files import patiently, write_atomically


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with an earlier content."""
    path = tmp_path / "SL-07.toml"
    path.write_bytes(b"oud")
    return path


def test_the_content_replaces_the_old_one_and_leaves_nothing_else(target: Path) -> None:
    """No temporary file stays behind."""
    write_atomically(target, b"nieuw\r\n\x1a")

    assert target.read_bytes() == b"nieuw\r\n\x1a"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_whole(target: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A full disk or a held file costs nothing that was there, and leaves no half file."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, b"nieuw")

    assert target.read_bytes() == b"oud"
    assert list(target.parent.iterdir()) == [target]


def test_breaking_off_leaves_no_temporary_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in the middle of saving leaves the old file and nothing else."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"nieuw")

    assert list(target.parent.iterdir()) == [target]


def test_a_held_file_is_tried_again_with_growing_pauses(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a virus scanner lets go after a moment."""
    replace = os.replace
    waited: list[float] = []

    def held(source: Path, destination: Path) -> None:
        if len(waited) < 2:
            raise PermissionError(errno.EACCES, "held")
        replace(source, destination)

    monkeypatch.setattr(os, "replace", held)
    write_atomically(target, b"nieuw", pauses=(0.05, 0.1, 0.2), sleep=waited.append)

    assert target.read_bytes() == b"nieuw"
    assert waited == [0.05, 0.1]


def test_patience_ends() -> None:
    """A file that is never let go is an error in the end."""
    waited: list[float] = []

    def held() -> None:
        raise PermissionError(errno.EACCES, "held")

    with pytest.raises(PermissionError):
        patiently(held, pauses=(1, 2), sleep=waited.append)
    assert waited == [1, 2]


def test_the_file_is_private(tmp_path: Path) -> None:
    """Other accounts on a shared laptop cannot read it; Windows keeps this by folder."""
    path = tmp_path / "SL-07.toml"
    write_atomically(path, b"x")

    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600


def test_a_long_name_still_fits(tmp_path: Path) -> None:
    """The temporary name is never longer than the system takes."""
    path = tmp_path / ("n" * 250 + ".toml")
    write_atomically(path, b"x")

    assert path.read_bytes() == b"x"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """Making folders is the caller's choice."""
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "weg" / "SL-07.toml", b"x")
