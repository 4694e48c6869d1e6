"""The journal of a draft: the newest state that was taken, and after a power cut never one older than the draft."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from power_cut import Choose, Platter, Recorder
from tally import Tally
from tally import count as tally_case
from zelfscan.storage.draft_journal import (
    LIMIT,
    Journal,
    draft_of,
    journal_of,
    newest_state,
    read_draft,
    remove,
    settle,
    take_up,
)
from zelfscan.storage.files import UnreadableError

NAME = "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e.toml"


def content(number: int, size: int) -> bytes:
    """The bytes of one state: no two are equal, and a part of one is none."""
    return (f"{number} " * size)[:size].encode() + f"#{number}\n".encode()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft that does not exist yet."""
    return tmp_path / NAME


def newest_bytes(draft: Path) -> bytes | None:
    """What a look at a draft finds; None when it is not there."""
    try:
        return read_draft(draft)
    except UnreadableError:
        assert not draft.exists()
        return None


@contextmanager
def journal_for(draft: Path) -> Iterator[Journal]:
    """The journal of a draft, closed at the end."""
    journal = Journal(draft)
    try:
        yield journal
    finally:
        journal.close()


def test_the_newest_state_counts_until_the_draft_has_it(draft: Path) -> None:
    """Guards the life of a draft: each state that was added is what is read, whatever its size, also when an earlier
    one became the draft meanwhile; and taking up leaves a draft and nothing else."""
    sizes = [10, 9000, 5000, 20_000, 4048, 4049, 100, 8192, 30_000, 7]
    with journal_for(draft) as journal:
        for number, size in enumerate(sizes):
            journal.add(content(number, size))
            assert newest_bytes(draft) == content(number, size)
            if number % 3 == 2:
                settle(draft, content(number - 1, sizes[number - 1]))
                assert newest_bytes(draft) == content(number, size)
    take_up(draft)
    assert draft.read_bytes() == content(len(sizes) - 1, sizes[-1])
    assert list(draft.parent.iterdir()) == [draft]


def test_a_journal_stays_small(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that a journal that has grown begins anew with the newest state, that a folder in which that cannot be
    done only lets it grow, and that nothing of it is left beside the draft."""
    replace = os.replace

    def fail(*_: object) -> None:
        raise PermissionError(13, "held")

    with journal_for(draft) as journal:
        for number in range(100):
            monkeypatch.setattr(os, "replace", fail if 40 <= number < 60 else replace)
            journal.add(content(number, 10_000))
            assert newest_bytes(draft) == content(number, 10_000)
            assert journal_of(draft).stat().st_size < LIMIT + 25 * 10_100
        assert journal_of(draft).stat().st_size < LIMIT
    take_up(draft)
    assert draft.read_bytes() == content(99, 10_000)
    assert list(draft.parent.iterdir()) == [draft]


def test_a_torn_state_leaves_the_one_before(draft: Path) -> None:
    """Guards an end in the middle of writing: wherever the newest state is cut off or damaged, the one before it is
    read, also by a program that goes on in that journal; and without any whole state the draft itself is."""
    draft.write_bytes(b"oud")
    with journal_for(draft) as journal:
        journal.add(content(1, 600))
        start = journal_of(draft).stat().st_size
        journal.add(content(2, 600))
    whole = journal_of(draft).read_bytes()
    for cut in range(start, len(whole)):
        journal_of(draft).write_bytes(whole[:cut])
        assert newest_bytes(draft) == content(1, 600)
        damaged = bytes([whole[cut] ^ 1])
        journal_of(draft).write_bytes(whole[:cut] + damaged + whole[cut + 1 :])
        assert newest_bytes(draft) == content(1, 600)
        with journal_for(draft) as journal:
            assert newest_bytes(draft) == content(1, 600)
            journal.add(content(3, cut % 700))
        assert newest_bytes(draft) == content(3, cut % 700)
    for torn in (b"", whole[:100], bytes(len(whole)), b"x" * 9000):
        journal_of(draft).write_bytes(torn)
        assert newest_bytes(draft) == b"oud"
        assert newest_state(draft) is None
    take_up(draft)
    assert (draft.read_bytes(), list(draft.parent.iterdir())) == (b"oud", [draft])


def test_a_full_disk_keeps_the_state_before(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that a state that did not fit is told and not half-taken, that the next one comes after the last whole
    one, and that a journal that could not be begun leaves no file."""
    write = os.write
    with journal_for(draft) as journal:
        journal.add(content(1, 50))

        def half(descriptor: int, data: bytes) -> int:
            if len(data) > 5000:
                return write(descriptor, data[:5000])
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", half)
        with pytest.raises(OSError, match="No space"):
            journal.add(content(2, 9000))
        assert newest_bytes(draft) == content(1, 50)
        monkeypatch.setattr(os, "write", write)
        journal.add(content(3, 9000))
        assert newest_bytes(draft) == content(3, 9000)
    remove(draft)
    monkeypatch.setattr(os, "write", half)
    with journal_for(draft) as journal, pytest.raises(OSError, match="No space"):
        journal.add(content(4, 50))
    assert list(draft.parent.iterdir()) == []


def test_only_journals_of_drafts_are_touched(draft: Path, tmp_path: Path) -> None:
    """Guards names: another hidden file is no journal, a link is not followed, and what lies there instead of a
    journal is never taken for answers."""
    assert draft_of(journal_of(draft)) is not None
    assert draft_of(journal_of(draft.with_name(f"{NAME}.age"))) is not None
    for name in (".x.toml.vers", f"{NAME}.vers", f".{NAME}.vers.bak", f".{NAME}.kapot.vers"):
        assert draft_of(draft.with_name(name)) is None
    mine = tmp_path / "van mij"
    mine.write_bytes(b"niet aankomen")
    if sys.platform != "win32":
        journal_of(draft).symlink_to(mine)
        with pytest.raises(OSError, match="symbolic link"):
            Journal(draft)
        take_up(draft)
    assert mine.read_bytes() == b"niet aankomen"
    journal_of(draft).unlink(missing_ok=True)
    journal_of(draft).mkdir()
    assert newest_bytes(draft) is None


def every_choice(run: Callable[[Choose], None]) -> int:
    """Run once for every possible row of choices; how often that was."""
    row: list[int] = []
    for times in count(1):
        asked: list[tuple[int, int]] = []

        def choose(most: int, row: list[int] = row, asked: list[tuple[int, int]] = asked) -> int:
            asked.append((row[len(asked)] if len(asked) < len(row) else 0, most))
            return asked[-1][0]

        run(choose)
        while asked and asked[-1][0] == asked[-1][1]:
            asked.pop()
        if not asked:
            return times
        row = [*(choice for choice, _ in asked[:-1]), asked[-1][0] + 1]
    raise AssertionError


def test_every_power_cut_in_a_short_scan(draft: Path, tally: Tally) -> None:
    """Guards the same promise without chance: four answers, of which the second reaches the disk while a third and
    fourth are given, cut at every change, with every combination of what the disk had."""
    before = draft.parent / "voor"
    before.mkdir()
    recorder = Recorder(before)
    states = [content(number, 1100) for number in range(4)]
    safe: list[tuple[int, int]] = []
    with recorder.running(), journal_for(before / NAME) as journal:
        for state in states[:2]:
            journal.add(state)
        settle(before / NAME, states[1])
        safe.append((len(recorder.log), 2))
        for state in states[2:]:
            journal.add(state)
        settle(before / NAME, states[3])
        safe.append((len(recorder.log), 4))
    done = 0
    for cut in range(len(recorder.log) + 1):

        def lose(choose: Choose, cut: int = cut) -> None:
            platter = Platter()
            for change in recorder.log[:cut]:
                change(platter)
            with tempfile.TemporaryDirectory() as after:
                platter.lose_power(Path(after), choose)
                found = newest_bytes(Path(after, NAME))
            oldest = max((number for place, number in safe if place <= cut), default=0)
            assert found in states[max(0, oldest - 1) :] or (found is None and oldest == 0)

        done += every_choice(lose)
    assert done > 500
    tally.count("verlies", "keer stroom weg op een schijf die vergeet", done)


STEPS = st.lists(
    st.one_of(
        st.integers(1, 20_000),
        st.integers(LIMIT // 3, LIMIT),
        st.sampled_from(["settle", "settle", "settle late", "kill"]),
    ),
    min_size=1,
    max_size=14,
)


@given(steps=STEPS, data=st.data())
@settings(max_examples=300)
@pytest.mark.heavy
def test_a_power_cut_at_any_moment_leaves_a_state_that_was_written(steps: list[int | str], data: st.DataObject) -> None:
    """Guards the promise for a power cut, on a disk that keeps only what was synced, and of the rest whatever it
    likes: what is found is one of the states that were taken, whole, and never older than one that was reported safely
    on disk; without a power cut it is the newest one."""
    home = Path(tempfile.mkdtemp())
    try:
        draft = home / "voor" / NAME
        draft.parent.mkdir()
        recorder = Recorder(draft.parent)
        states: list[bytes] = []
        safe: list[tuple[int, int]] = []
        with recorder.running():
            journal, base = Journal(draft), 0
            taken: list[int] = []
            for step in steps:
                if isinstance(step, int):
                    states.append(content(len(states), step))
                    journal.add(states[-1])
                    taken.append(len(states) - 1)
                elif step == "kill":
                    # The next look takes up what is left, and the next program begins.
                    journal.close()
                    assert newest_bytes(draft) == (states[-1] if states else None)
                    take_up(draft)
                    safe.append((len(recorder.log), len(states)))
                    journal, taken = Journal(draft), []
                elif taken:
                    which = taken[-2 if step == "settle late" and len(taken) > 1 else -1]
                    if which + 1 >= base:
                        settle(draft, states[which])
                        base = which + 1
                        safe.append((len(recorder.log), base))
            journal.close()
        assert newest_bytes(draft) == (states[-1] if states else None)
        cut = data.draw(st.integers(0, len(recorder.log)), label="cut")
        platter = Platter()
        for change in recorder.log[:cut]:
            change(platter)
        after = home / "na"
        after.mkdir()
        platter.lose_power(after, lambda most: data.draw(st.integers(0, most)))
        oldest = max((number for place, number in safe if place <= cut), default=0)
        found = newest_bytes(after / NAME)
        assert found in states[max(0, oldest - 1) :] or (found is None and oldest == 0)
        take_up(after / NAME)
        assert newest_bytes(after / NAME) == found
        tally_case("verlies", "keer stroom weg op een schijf die vergeet")
    finally:
        shutil.rmtree(home)
