"""Drafts of a program that was killed, brought up to their newest state."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from zelfscan.storage import journal
from zelfscan.storage.hold import HeldElsewhereError, Hold


def take_up(path: Path) -> None:
    """Bring what a program that was killed left in the journal of a draft into the draft itself.

    Nothing happens when another window has the draft, when nothing can be written here, or when this is no draft.
    """
    found = journal.draft_of(journal.journal_of(path)) if path.name else None
    if found is None or not journal.journal_of(path).is_file():
        return
    draft, scan_id = found
    with suppress(HeldElsewhereError, OSError):
        hold = Hold.take(draft.parent, scan_id)
        if hold is not None:
            try:
                journal.take_up(draft)
            finally:
                hold.release()


def take_up_below(paths: Iterable[Path]) -> None:
    """`take_up` for every draft that `paths` mean: a draft itself, or a folder with drafts in it or below."""
    for path in paths:
        take_up(path)
        for place, _, names in os.walk(path):
            for name in names:
                if name.endswith(journal.SUFFIX) and (found := journal.draft_of(Path(place, name))):
                    take_up(found[0])
