"""Nothing lost when the clock is set back: files stay valid, the last stays the last, and every draft is offered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app_harness import MOMENT, SMALL, Laptop, settle
from builders import STARTED, make_scan
from command_line import Here
from tally import Tally
from zelfscan.storage import list_files, read_round
from zelfscan.tui.round import Attempts, RoundRules
from zelfscan.tui.steps.ratings import RatingScreen

SUBJECT = "verlies"


def backwards() -> Iterator[datetime]:
    """A clock that is set back a day at every look."""
    moment = MOMENT
    while True:
        yield moment
        moment -= timedelta(days=1)


@pytest.mark.heavy
async def test_a_scan_that_ends_before_it_began_is_valid(
    laptop: Laptop, capsys: pytest.CaptureFixture[str], tally: Tally
) -> None:
    """Guards that a result finished after the clock was set back passes `controleer`, and that saving it again, in
    another folder and at an even earlier time, gives the version that `groep` counts."""
    laptop.clock = backwards()
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", "4", "2", "o", "enter", "enter", "enter", "enter", "enter")
        [first] = laptop.exports.glob("*.toml")
        copy = first.rename(laptop.home / "van-eerder.toml")
        laptop.exports.rmdir()
        await settle(pilot, "t", "enter", "space", "enter", "enter", "enter")
        assert "Uw scan is bewaard" in await settle(pilot)
    [again] = laptop.exports.glob("*.toml")
    done = Here(capsys)("controleer", copy, again)
    assert (done.status, done.out) == (0, "")
    collected = read_round(list_files([copy, again]), laptop.catalog)
    assert [collected.files[double.used] for double in collected.doubles] == [again]
    assert [len(scan.development) for scan in collected.scans()] == [1]
    tally.count(SUBJECT, "keer klok teruggezet")


async def test_a_draft_from_before_the_clock_was_set_back_is_offered(laptop: Laptop, tally: Tally) -> None:
    """Guards that no draft is hidden behind newer ones: whatever the clock said when it was begun, it can be reached
    from the list and goes on, and none of the others is touched."""
    for day in range(1, 6):
        scan = make_scan(f"SL-0{day}", {1: (4, 2)}, draft=True, started=STARTED - timedelta(days=day))
        laptop.drafts.save(scan, laptop.catalog)
    before = {path: path.read_bytes() for path in laptop.drafts.folder.iterdir()}
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot)
        assert "Verder met SL-05" not in shown
        for _ in range(2):
            await settle(pilot, "down", "down", "enter")
        assert "Verder met SL-05" in await settle(pilot)
        await settle(pilot, "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.scan.participant == "SL-05"
    assert {path: path.read_bytes() for path in laptop.drafts.folder.iterdir()} == before
    tally.count(SUBJECT, "keer klok teruggezet")


def test_the_idle_time_does_not_follow_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally) -> None:
    """Guards that a round covers the answers after real time: a clock set back a year does not move its clock back."""
    clock = RoundRules("najaar", Attempts(tmp_path)).clock
    earlier = clock()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert clock() >= earlier
    assert clock is time.monotonic
    tally.count(SUBJECT, "keer klok teruggezet")
