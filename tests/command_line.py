"""Running zelfscan as a person or a script would, and files for it to read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from zelfscan.cli import main
from zelfscan.domain import Catalog, Scan
from zelfscan.storage.result_writer import dumps

PLACES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
"""The variables that say where somebody's own files are."""


class Told(NamedTuple):
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


NOTE = "let op: Bij "


class Here:
    """Runs commands inside this process. Nobody sits at a terminal.

    `note` is the line that says of a round what its figures still give away; it is not in what the command told.
    """

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured
        self.note = ""

    def __call__(self, *words: str | Path) -> Told:
        self._captured.readouterr()
        status = main([str(word) for word in words])
        out, err = self._captured.readouterr()
        lines = err.splitlines(keepends=True)
        self.note = "".join(line for line in lines if line.startswith(NOTE))
        return Told(status, out, "".join(line for line in lines if not line.startswith(NOTE)))


def apart(*words: str | Path, home: Path, code: str = "") -> Told:
    """Run a command in a fresh interpreter with `home` as its home; `code` runs first, in the same interpreter."""
    start = [sys.executable, "-m", "zelfscan"]
    if code:
        start = [sys.executable, "-c", code]
    done = subprocess.run(
        [*start, *map(str, words)],
        env=environment(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Told(done.returncode, done.stdout, done.stderr)


def environment(home: Path) -> dict[str, str]:
    """The variables of a person who lives in `home` and has set nothing else."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in {"PATH", "SYSTEMROOT", "TEMP", "TMP"}}
    return {**kept, **dict.fromkeys(PLACES, str(home)), "PYTHONDONTWRITEBYTECODE": "1"}


def write_round(folder: Path, scans: Iterable[Scan], catalog: Catalog) -> Path:
    """Write scans into a folder, one file each, named after code and id."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, scan in enumerate(scans):
        (folder / f"{place:03}.toml").write_bytes(dumps(scan, catalog))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
