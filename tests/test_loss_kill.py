"""Nothing lost when the power goes: the real program in a terminal, killed at every answer and every step of saving."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from builders import make_scan
from pty_app import TESTS, PtyApp, drafts_of, scans_in, with_helper
from tally import Tally
from zelfscan.domain import Catalog, Scan
from zelfscan.storage import DraftStore, ResultStore
from zelfscan.tui.keeper import Keeper, Setup

pytestmark = pytest.mark.heavy

SUBJECT = "verlies"
AT_ONCE = max(2, min(4, os.cpu_count() or 1))
LEVELS = [1 + (5 * place + place // 7) % 4 for place in range(58)]
"""The answers in the order in which they are asked."""


def answers_in(scan: Scan) -> list[int]:
    """The answers of a scan, in the order in which they are asked, as far as they go."""
    return [int(level) for number in range(1, 30)
            for level in (scan.rating(number).importance, scan.rating(number).attainment) if level]  # fmt: skip


def answered(places: int) -> Scan:
    """A draft with so many answers."""
    levels: list[int | None] = [*LEVELS[:places], *[None] * (58 - places)]
    return make_scan("SL-07", dict(enumerate(zip(levels[::2], levels[1::2], strict=True), start=1)), draft=True)


def test_a_kill_at_any_answer_loses_none(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards the promise word for word: killed as soon as the screen shows an answer as taken, the program goes on at
    the next question with every answer so far, at each of the 58 answers."""
    # A few rows of leaders at once, each going on from its own kills, or this would take minutes.
    size = -(-58 // AT_ONCE)
    rows = [range(first, min(first + size, 58)) for first in range(0, 58, size)]

    def kill_along(row: range) -> int:
        home = tmp_path / str(row.start)
        home.mkdir()
        if row.start:
            DraftStore(drafts_of(home)).save(answered(row.start), catalog)
        for place in row:
            kill_after(home, place)
            [draft] = scans_in(home, catalog)
            assert answers_in(draft) == LEVELS[: place + 1]
        return len(row)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        tally.count(SUBJECT, "keer gestopt na een antwoord", sum(pool.map(kill_along, rows)))


def kill_after(home: Path, place: int) -> None:
    """Start the program, see that it goes on at this place, answer, and kill it when the answer shows as taken."""
    number, is_attainment = place // 2 + 1, place % 2 == 1
    with PtyApp(home, ["--deelnemer", "SL-07"]) as app:
        if place == 0:
            app.wait_for("Nieuwe scan")
            app.press("enter", "f2", "f2")
        else:
            app.wait_for(f"Verder met SL-07: {place // 2} van 29 klaar")
            app.press("enter")
        app.wait_for(f"{number} van 29")
        if is_attainment:
            app.wait_for(f"{LEVELS[place - 1]} ◉")
        app.press(str(LEVELS[place]))
        if not is_attainment:
            app.wait_for(f"{LEVELS[place]} ◉")
        else:
            app.wait_for(f"{number + 1} van 29" if number < 29 else "Overzicht")
        app.kill()


def test_a_kill_at_any_step_of_saving_loses_nothing(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that the draft goes only when the result is whole: killed before every single change on disk from the
    first of saving to the last, no file is half, the answers are there, and finishing again gives one result."""

    def kill_at(step: int) -> bool:
        home = tmp_path / str(step)
        drafts = DraftStore(drafts_of(home))
        drafts.save(answered(58), catalog)
        with PtyApp(home, code=with_helper("sudden_end", f"at_step({step}, {str(home)!r})")) as app:
            app.wait_for("Verder met SL-07")
            app.press("enter")
            app.wait_for("Klaar: naar kwadrant")
            app.press("enter", "enter", "enter", "enter")
            was_killed = app.ended_before("Uw scan is bewaard")
        left = drafts.all(catalog)
        results = scans_in(home / "exports", catalog)
        assert left.set_aside == ()
        assert results or left.drafts
        assert all(answers_in(scan) == LEVELS for scan in (*results, *left.drafts))
        assert all(not scan.is_draft for scan in results)
        if was_killed:
            with PtyApp(home) as again:
                again.wait_for("Verder met SL-07: 29 van 29 klaar" if left.drafts else "Nieuwe scan")
        finish_again(home, left.drafts, catalog)
        return was_killed

    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = 0
        for first in count(1, AT_ONCE):
            batch = list(pool.map(kill_at, range(first, first + AT_ONCE)))
            killed += sum(batch)
            if not all(batch):
                break
    assert killed > 8
    tally.count(SUBJECT, "keer gestopt tijdens het bewaren", killed)


def finish_again(home: Path, drafts: tuple[Scan, ...], catalog: Catalog) -> None:
    """Save the draft that was left as the app does; afterwards there is one result and no trace of the kill."""
    exports = home / "exports"
    keeper = Keeper(Setup(catalog, ResultStore(exports), DraftStore(drafts_of(home))))
    for draft in drafts:
        keeper.begin(keeper.reopen(draft))
        keeper.finish(draft)
        keeper.drop_draft(draft)
        keeper.release()
        assert list(drafts_of(home).iterdir()) == []
    assert [path.suffix for path in exports.iterdir()] == [".toml"]


STUCK_DISK = """
import os, sys, threading
def fsync(descriptor):
    threading.Event().wait()
os.fsync = fsync
from zelfscan.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_an_answer_shows_at_once_and_survives_a_kill_on_a_disk_that_hangs(
    catalog: Catalog, tmp_path: Path, tally: Tally
) -> None:
    """Guards that no key waits for the disk and that no answer needs it to survive a kill: while the first write of
    the draft never ends, answers show, and the next start has them all."""
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"], code=STUCK_DISK) as app:
        app.wait_for("Nieuwe scan")
        app.press("enter", "f2", "f2")
        app.wait_for("1 van 29")
        for place in range(5):
            app.press(str(LEVELS[place]))
            app.wait_for(f"{LEVELS[place]} ◉" if place % 2 == 0 else f"{place // 2 + 2} van 29")
        app.kill()
    [journal] = drafts_of(tmp_path).glob("*.vers")
    with PtyApp(tmp_path, ["open", journal.with_name(journal.name[1:].removesuffix(".vers"))]) as named:
        named.wait_for("3 van 29", f"{LEVELS[4]} ◉")
        named.kill()
    with PtyApp(tmp_path) as again:
        again.wait_for("Verder met SL-07: 2 van 29 klaar")
        again.press("enter")
        again.wait_for("3 van 29", f"{LEVELS[4]} ◉")
        again.kill()
    [draft] = scans_in(tmp_path, catalog)
    assert answers_in(draft) == LEVELS[:5]
    tally.count(SUBJECT, "keer een schijf die niet antwoordt")


def test_leaving_does_not_wait_for_ever_for_a_disk_that_hangs(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that a program whose disk does not answer can still be closed, by its leader and by the system, and that
    the next start has every answer."""
    for by_the_system in (False, True):
        home = tmp_path / str(by_the_system)
        home.mkdir()
        with PtyApp(home, code=STUCK_DISK) as app:
            app.wait_for("Nieuwe scan")
            app.press("enter", "f2", "f2")
            app.wait_for("1 van 29")
            app.press("4")
            app.wait_for("4 ◉")
            if by_the_system:
                assert app.send(signal.SIGTERM) == 128 + signal.SIGTERM
            else:
                app.press("ctrl+q")
                assert app.wait() == 0
        [draft] = DraftStore(drafts_of(home)).all(catalog).drafts
        assert answers_in(draft) == [4]
        tally.count(SUBJECT, "keer een schijf die niet antwoordt")


ANSWERS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
home, step = Path(sys.argv[1]), int(sys.argv[3])
from sudden_end import at_step
from test_loss_kill import answered
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.places import catalog_folder
from zelfscan.storage.result_folder import ResultStore
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.keeper import Setup
keeper = Keeper(Setup(read_catalog(catalog_folder()), ResultStore(home / "exports"), DraftStore(home / "drafts")))
keeper.begin(answered(0))
at_step(step, str(home), "drafts")
for place in range(1, 5):
    keeper.keep(answered(place))
    assert keeper.trouble is None
    print(place, flush=True)
    if place > 1:
        keeper.flush()
keeper.release()
"""


def test_a_kill_at_any_step_of_keeping_loses_no_answer(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards key press and thread together: killed before every single change on disk that either of them makes, in
    the middle of every write, and while the journal goes at the end, the next look finds the last answer that was
    taken, or the one that was being taken, and never a broken draft."""

    def kill_at(step: int) -> bool:
        home = tmp_path / str(step)
        home.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", ANSWERS, home, TESTS, str(step)], check=False, capture_output=True, text=True
        )
        assert done.stderr == ""
        taken = len(done.stdout.split())
        found = DraftStore(home / "drafts").all(catalog)
        assert found.set_aside == ()
        kept = [len(answers_in(draft)) for draft in found.drafts]
        assert kept in ([taken], [taken + 1]) or (kept == [] and taken == 0)
        assert all(answers_in(draft) == LEVELS[: kept[0]] for draft in found.drafts)
        assert list(home.rglob("*.vers")) == []
        return done.returncode == -signal.SIGKILL

    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = 0
        for first in count(1, AT_ONCE):
            batch = list(pool.map(kill_at, range(first, first + AT_ONCE)))
            killed += sum(batch)
            if not all(batch):
                break
    assert killed > 30
    tally.count(SUBJECT, "keer gestopt tijdens het bijhouden van het concept", killed)
