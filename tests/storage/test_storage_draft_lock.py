"""One window at a time: who has a draft open."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock

from zelfscan.storage.draft_lock import DraftLock, HeldElsewhereError, hidden_name


def test_a_draft_is_claimed_once_until_it_is_let_go(tmp_path: Path) -> None:
    """Guards that a second claim is refused, that letting go opens it again, and that nothing stays behind."""
    scan_id = uuid4()
    hold = DraftLock.take(tmp_path / "concepten", scan_id)
    assert hold is not None
    with pytest.raises(HeldElsewhereError, match="ander venster"):
        DraftLock.take(tmp_path / "concepten", scan_id)
    assert DraftLock.take(tmp_path / "concepten", uuid4()) is not None
    hold.release()
    again = DraftLock.take(tmp_path / "concepten", scan_id)
    assert again is not None
    again.release()
    assert not [path for path in (tmp_path / "concepten").iterdir() if hidden_name(scan_id) in path.name]


def test_what_a_kill_left_claims_nothing(tmp_path: Path) -> None:
    """Guards that only the system's own lock counts, never a file that was left lying."""
    scan_id = uuid4()
    (tmp_path / f".{hidden_name(scan_id)}.open").touch()
    assert DraftLock.take(tmp_path, scan_id) is not None


@pytest.mark.parametrize("number", [38, 95, 37])
def test_a_folder_without_claims_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Guards that a network folder without locks, or one that cannot be written, is no reason to refuse a scan."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert DraftLock.take(tmp_path, uuid4()) is None
    place = tmp_path / "geen map"
    place.touch()
    assert DraftLock.take(place, uuid4()) is None


def test_a_claim_that_was_removed_is_seen(tmp_path: Path) -> None:
    """Guards that a claim in a folder that somebody removed is known to be gone, so that it can be made again."""
    hold = DraftLock.take(tmp_path, uuid4())
    assert hold is not None
    assert hold.stands
    next(tmp_path.iterdir()).unlink()
    assert not hold.stands
