"""Reading the files of a listing to parts, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from zelfscan.storage.round_part import Part, PartReader

if TYPE_CHECKING:
    from zelfscan.storage.listing import Listing

Progress = Callable[[int, int], None]

PROCESSES = "ZELFSCAN_PROCESSEN"
"""The environment variable that says how many processes may read, this one included."""
MOST_PROCESSES = 8
FEW_FILES = 3_000
"""Up to so many files this process is nearly done before another one has got going."""
PORTION = 128
"""Files that are read at a time: about a hundredth of a second."""


def read_parts(files: Listing, reader: PartReader, progress: Progress | None = None) -> Generator[Part, None, None]:
    """Read every file; the parts come in order of place, whoever read them.

    `progress` is called in this thread, after files that were read here and at the end. Close the generator, or let
    `progress` raise, to stop early.
    """
    tell = progress or _silent
    helpers = processes_for(len(files)) - 1
    if helpers < 1:
        return _read_here(files, reader, tell)
    # Not above: what starts processes is only needed for large rounds.
    from zelfscan.storage.side_readers import read_together

    return read_together(files, reader, tell, helpers, PORTION)


def _read_here(files: Listing, reader: PartReader, tell: Progress) -> Generator[Part, None, None]:
    total = len(files)
    for start, folder, names in files.portions(PORTION):
        yield reader.read(start, folder, names, lambda place: tell(place + 1, total))


def processes_for(files: int) -> int:
    """How many processes should read so many files."""
    wanted = os.environ.get(PROCESSES, "")
    if wanted.isdecimal() and 0 < len(wanted) < 4:
        return min(max(1, int(wanted)), MOST_PROCESSES)
    return 1 if files <= FEW_FILES else min(_processors(), MOST_PROCESSES)


def _processors() -> int:
    """The processors that this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _silent(done: int, total: int) -> None:
    pass
