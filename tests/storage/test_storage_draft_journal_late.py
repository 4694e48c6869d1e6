"""A draft that reaches the disk later: no key press waits, the newest state wins, and leaving brings all of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread
from threading import enumerate as enumerate_threads
from uuid import UUID

import pytest

from builders import make_scan
from zelfscan.domain import Catalog
from zelfscan.storage import draft_journal, drafts, files
from zelfscan.storage.draft_journal import Journal, LateDraft, journal_of, read_draft
from zelfscan.storage.draft_lock import DraftLock, hidden_name
from zelfscan.storage.drafts import DraftStore, DraftWriter, draft_paths
from zelfscan.storage.key_files import seals
from zelfscan.storage.result_writer import dumps
from zelfscan.storage.seal import Key, is_sealed

SCAN_ID = UUID(int=7, version=4)


class SlowDisk:
    """A disk of which the next synchronisations wait until the test lets them go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real = os.fsync
        self.begun = Event()
        self.go_on = Event()
        self.times = 0
        monkeypatch.setattr(os, "fsync", self._fsync)

    def _fsync(self, descriptor: int) -> None:
        if current_thread() is main_thread():
            return self._real(descriptor)
        self.times += 1
        self.begun.set()
        if not self.go_on.wait(20):
            # So that who waits for this disk is a fault, and not a test that never ends.
            raise OSError(errno.EIO, "no answer")
        return self._real(descriptor)

    def answer(self) -> None:
        """Go on, until every thread that waited has ended."""
        self.go_on.set()
        for thread in enumerate_threads():
            if thread.name == "concept":
                thread.join(60)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    """A disk that waits."""
    slow = SlowDisk(monkeypatch)
    yield slow
    slow.go_on.set()


@pytest.fixture
def told() -> list[OSError | None]:
    """What the thread told."""
    return []


@pytest.fixture
def late(tmp_path: Path, told: list[OSError | None]) -> Iterator[LateDraft]:
    """A draft in an empty folder."""
    made = LateDraft(*draft_paths(tmp_path, SCAN_ID), told.append)
    yield made
    made.stop()


def names(folder: Path) -> list[str]:
    """The endings of what stands in a folder."""
    return sorted(path.suffix for path in folder.iterdir())


def test_no_state_waits_for_the_disk(tmp_path: Path, late: LateDraft, disk: SlowDisk) -> None:
    """Guards that states are taken while the disk is busy with the first one, that each of them is what a look finds,
    and that of those in between only the last becomes the draft."""
    path = draft_paths(tmp_path, SCAN_ID)[0]
    late.put(b"0")
    assert disk.begun.wait(60)
    for number in range(1, 100):
        late.put(b"%d" % number)
        assert read_draft(path) == b"%d" % number
    assert not path.exists()
    disk.go_on.set()
    late.flush()
    assert path.read_bytes() == b"99"
    assert disk.times <= 6
    late.stop()
    assert names(tmp_path) == [".toml"]


def test_the_screen_goes_before_the_disk(tmp_path: Path, late: LateDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that the thread leaves the screen its moment after a state, that a look finds that state all the same,
    and that who waits for the disk, or leaves, waits for no such moment."""
    monkeypatch.setattr(draft_journal, "BREATH", 3600)
    path = draft_paths(tmp_path, SCAN_ID)[0]
    late.put(b"1")
    assert read_draft(path) == b"1"
    assert not path.exists()
    late.flush(60)
    assert path.read_bytes() == b"1"
    late.put(b"2")
    assert path.read_bytes() == b"1"
    late.stop(60)
    assert read_draft(path) == b"2"
    assert names(tmp_path) == [".toml", ".vers"]


def test_a_refusal_is_told_and_the_end_of_it_too(
    tmp_path: Path, late: LateDraft, told: list[OSError | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that what only the thread meets is told each time, that the state stays where a look finds it, and that
    the next state that succeeds takes the word back, once."""
    path = draft_paths(tmp_path, SCAN_ID)[0]
    replace = os.replace

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    late.put(b"1")
    late.flush()
    monkeypatch.setattr(os, "replace", held)
    for state in (b"2", b"3"):
        late.put(state)
        late.flush()
    assert [type(each) for each in told] == [PermissionError, PermissionError]
    assert (path.read_bytes(), read_draft(path)) == (b"1", b"3")
    monkeypatch.setattr(os, "replace", replace)
    for state in (b"4", b"5"):
        late.put(state)
        late.flush()
    assert told[2:] == [None]
    assert path.read_bytes() == b"5"


def test_leaving_a_disk_that_refuses_keeps_the_journal(
    tmp_path: Path, late: LateDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that a program that ends with a state that never became the draft leaves it for the next look."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    late.put(b"1")
    late.flush()
    late.stop()
    assert names(tmp_path) == [".vers"]
    assert read_draft(draft_paths(tmp_path, SCAN_ID)[0]) == b"1"


def test_after_the_end_nothing_comes_back(
    tmp_path: Path, late: LateDraft, told: list[OSError | None], disk: SlowDisk
) -> None:
    """Guards wiping on a disk that hangs: a state that is still under way when the draft is wiped never becomes a
    draft again, tells nothing, and leaves no file."""
    store = DraftStore(tmp_path)
    late.put(b"1")
    assert disk.begun.wait(60)
    late.flush(0)
    late.stop(0)
    store.delete(SCAN_ID)
    assert names(tmp_path) == []
    disk.answer()
    assert (names(tmp_path), told) == ([], [])


@pytest.mark.parametrize("wipe", ["delete", "discard"])
def test_what_becomes_the_draft_while_it_is_wiped_goes_as_well(
    tmp_path: Path, late: LateDraft, monkeypatch: pytest.MonkeyPatch, wipe: str
) -> None:
    """Guards 'Niet bewaren' on a slow computer: a state that is on the point of becoming the draft when that is wiped
    does not bring it back, at whichever moment of the wiping it gets its turn."""
    begun, go_on = Event(), Event()
    replace = os.replace

    def wait(source: Path, target: Path) -> None:
        begun.set()
        assert go_on.wait(60)
        replace(source, target)

    def let_it_go_first(path: Path) -> None:
        go_on.set()
        for thread in enumerate_threads():
            if thread.name == "concept":
                thread.join(60)
        files.remove_leftovers(path)

    monkeypatch.setattr(Path, "replace", wait)
    monkeypatch.setattr(drafts, "remove_leftovers", let_it_go_first)
    store = DraftStore(tmp_path)
    late.put(b"1")
    assert begun.wait(60)
    late.flush(0)
    late.stop(0)
    if wipe == "delete":
        store.delete(SCAN_ID)
    else:
        store.discard(SCAN_ID, tmp_path)
    assert names(tmp_path) == []


def test_a_disk_that_answers_after_the_end_brings_back_nothing_older(
    tmp_path: Path, late: LateDraft, disk: SlowDisk
) -> None:
    """Guards two windows on a disk that hangs: what one of them left under way never goes over what the other one,
    which took it up, wrote since."""
    path = draft_paths(tmp_path, SCAN_ID)[0]
    late.put(b"old")
    assert disk.begun.wait(60)
    late.flush(0)
    late.stop(0)
    draft_journal.take_up(path)
    assert path.read_bytes() == b"old"
    other = Journal(path)
    other.add(b"new")
    draft_journal.settle(path, b"new")
    disk.answer()
    assert path.read_bytes() == read_draft(path) == b"new"
    other.close()


@pytest.mark.parametrize("step", ["write", "journal", "replace", "folder"])
def test_a_look_at_any_moment_finds_the_newest_state(
    tmp_path: Path, late: LateDraft, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Guards two windows: wherever the thread of one is, the other one finds the state that was taken last."""
    path = draft_paths(tmp_path, SCAN_ID)[0]
    late.put(b"1")
    late.flush()
    begun, go_on = Event(), Event()
    place, name = {
        "write": (files, "_write_synced"),
        "journal": (draft_journal, "_sync"),
        "replace": (files, "patiently"),
        "folder": (files, "sync_folder"),
    }[step]
    real = getattr(place, name)

    def wait(*given: object, **named: object) -> object:
        begun.set()
        assert go_on.wait(60)
        return real(*given, **named)

    monkeypatch.setattr(place, name, wait)
    late.put(b"2")
    assert begun.wait(60)
    assert read_draft(path) == b"2"
    late.put(b"3")
    assert read_draft(path) == b"3"
    go_on.set()
    late.flush()
    assert read_draft(path) == path.read_bytes() == b"3"


# -- the store --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_sealed_round", [False, True])
def test_what_a_killed_program_left_is_taken_up(
    catalog: Catalog, tmp_path: Path, disk: SlowDisk, is_sealed_round: bool
) -> None:
    """Guards every way to look for drafts, open and sealed: a scan that only stands in a journal, and one whose
    journal is newer than its draft, are found in their newest state, also while another window has them; once nobody
    has, the draft says so itself and the journal is gone."""
    seal = seals(Key.new().recipient)[1] if is_sealed_round else None
    store = DraftStore(tmp_path / "drafts", (tmp_path / "elders",), seal)
    first = make_scan("SL-07", {1: (4, None)}, draft=True)
    later = make_scan("SL-07", {1: (4, 2)}, draft=True)
    writer = DraftWriter(store, catalog, lambda: None)
    hold = DraftLock.take(store.folder, first.id)
    for scan in (first, later):
        writer.write(scan, store.folder)
        assert store.all(catalog).drafts == (scan,)
        assert store.find("sl-07", catalog) == scan
        assert store.read(scan.id, catalog) == scan
        assert store.place_of(scan.id) == store.folder
    journals = list(store.folder.glob("*.vers"))
    assert len(journals) == 1
    assert (b"SL-07" in journals[0].read_bytes()) is not is_sealed_round
    disk.go_on.set()
    # The program is killed: the system takes its claim away, and its journal stays.
    assert hold is not None
    copy = journals[0].read_bytes()
    writer.flush()
    store.delete(first.id)
    hold.release()
    journals[0].write_bytes(copy)
    found = store.all(catalog)
    assert (found.drafts, found.set_aside, found.sealed) == ((later,), (), ())
    [draft] = store.folder.iterdir()
    assert is_sealed(draft.read_bytes()) is is_sealed_round


def test_what_killed_programs_left_is_tidied_up(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the folder for drafts: a look brings a journal into its draft and removes lock files that nobody holds;
    of a scan that another window has, journal, draft and lock stay as they are, and no other file is touched."""
    free, taken = make_scan("SL-07", {1: (4, 2)}, draft=True), make_scan("SL-08", {1: (3, 1)}, draft=True)
    for scan in (free, taken):
        kept = Journal(draft_paths(tmp_path, scan.id)[0])
        kept.add(dumps(scan, catalog))
        kept.close()
    for name in (
        f".{hidden_name(free.id)}.open",
        f".{hidden_name(UUID(int=9, version=4))}.open",
        ".van mij.open",
        "x.open",
    ):
        (tmp_path / name).touch()
    hold = DraftLock.take(tmp_path, taken.id)
    assert hold is not None
    assert {scan.participant for scan in DraftStore(tmp_path).all(catalog).drafts} == {"SL-07", "SL-08"}
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{free.id}.toml", f".{taken.id}.toml.vers", f".{hidden_name(taken.id)}.open", ".van mij.open", "x.open",
    }  # fmt: skip
    hold.release()


def test_a_torn_journal_costs_no_draft(catalog: Catalog, tmp_path: Path) -> None:
    """Guards a power cut: what is left of a journal is dropped in favour of the draft, nothing is called broken, and
    a torn journal without a draft is nothing."""
    store = DraftStore(tmp_path)
    scan = make_scan("SL-07", {1: (4, 2)}, draft=True)
    other = make_scan("SL-08", {1: (4, 2)}, draft=True)
    for torn in (b"", bytes(5000), b"zelfscan vers 2\n" * 900):
        store.save(scan, catalog)
        for one in (scan, other):
            journal_of(draft_paths(tmp_path, one.id)[0]).write_bytes(torn)
        found = store.all(catalog)
        assert (found.drafts, found.set_aside) == ((scan,), ())
        assert names(tmp_path) == [".toml"]


def test_wiping_leaves_nothing_and_the_newest_to_the_last(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the shared laptop: draft, journal, twin and half files of a leader go; an end halfway leaves the newest
    state or none; and a journal that cannot be wiped is told by name."""
    store = DraftStore(tmp_path)
    old, new = make_scan("SL-07", {1: (1, 1)}, draft=True), make_scan("SL-07", {1: (4, 2)}, draft=True)
    unlink = os.unlink

    def kept(sealed: bool) -> Path:
        store.save(old, catalog)
        path = draft_paths(tmp_path, old.id, sealed=sealed)[0]
        one = Journal(path)
        one.add(dumps(new, catalog))
        one.close()
        return journal_of(path)

    for sealed in (False, True):
        kept(sealed)
        (tmp_path / f".{old.id}-12345678.tmp").touch()
        store.delete(old.id)
        assert names(tmp_path) == []
    left = kept(False)

    def fail(path: Path) -> None:
        if Path(path) == left:
            raise PermissionError(errno.EACCES, "held")
        unlink(path)

    monkeypatch.setattr(os, "unlink", fail)
    with pytest.raises(Exception, match=left.name.replace(".", r"\.")):
        store.delete(old.id)
    assert store.read(old.id, catalog) == new
