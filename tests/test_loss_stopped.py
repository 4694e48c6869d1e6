"""Nothing lost when the system or a closed window ends the program, or when two windows want the same scan."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from builders import make_scan
from pty_app import PtyApp, drafts_of, scans_in
from refusing_disk import Disk
from tally import Tally
from zelfscan.domain import Catalog, Scan
from zelfscan.storage import DraftStore

pytestmark = pytest.mark.heavy

SUBJECT = "verlies"


def to_first_question(app: PtyApp) -> None:
    """A new scan, up to the first question."""
    app.wait_for("Nieuwe scan")
    app.press("enter", "f2", "f2")
    app.wait_for("1 van 29")


def half_a_note(app: PtyApp) -> None:
    """An answer, and a note of which half is typed."""
    app.press("4")
    app.wait_for("4 ◉")
    app.press("n")
    app.wait_for("Notitie bij 1")
    app.press("eerst bespr")
    app.wait_for("eerst bespr")


def only_scan(home: Path, catalog: Catalog) -> Scan:
    """The one scan below a folder."""
    [scan] = scans_in(home, catalog)
    return scan


def test_an_ended_program_leaves_answers_and_terminal_in_order(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards SIGTERM: status 143, one Dutch line about what is kept, no traceback, no mouse codes or other screen left
    behind in the terminal, and even half a note on disk without anything beside the draft."""
    with PtyApp(tmp_path) as app:
        to_first_question(app)
        half_a_note(app)
        assert app.send(signal.SIGTERM) == 128 + signal.SIGTERM
        assert app.left_behind() == []
        assert "zelfscan is van buitenaf gestopt. Wat is ingevuld, is bewaard als concept." in app.last_words
        assert b"Traceback" not in app.written
    scan = only_scan(tmp_path, catalog)
    assert (scan.rating(1).importance, scan.rating(1).note) == (4, "eerst bespr")
    assert [path.suffix for path in drafts_of(tmp_path).iterdir()] == [".toml"]
    tally.count(SUBJECT, "keer SIGTERM")


@pytest.mark.parametrize("own_terminal", [True, False])
def test_a_closed_window_leaves_the_answers(catalog: Catalog, tmp_path: Path, tally: Tally, own_terminal: bool) -> None:
    """Guards that the program ends when its window is closed instead of going on unseen, also where the system sends no
    SIGHUP because another program had the terminal first; the answer and half a note are there."""
    with PtyApp(tmp_path, own_terminal=own_terminal) as app:
        to_first_question(app)
        half_a_note(app)
        assert app.hang_up() in {-signal.SIGHUP, 128 + signal.SIGHUP}
    scan = only_scan(tmp_path, catalog)
    assert (scan.rating(1).importance, scan.rating(1).note) == (4, "eerst bespr")
    tally.count(SUBJECT, "keer venster gesloten (SIGHUP)")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_answers_in_memory_are_rescued_at_the_last_moment(
    catalog: Catalog, tmp_path: Path, tally: Tally, number: signal.Signals
) -> None:
    """Guards that an end while the draft folder refuses still brings the answers to a place that works, where the next
    start finds them."""
    disk = Disk(drafts_of(tmp_path), tmp_path / "sign", "vol")
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"], code=disk.code) as app:
        disk.refuse()
        to_first_question(app)
        app.press("4")
        app.wait_for("4 ◉", "nog niet op schijf")
        status = app.send(number)
    assert status == (128 + number if number is signal.SIGTERM else -number)
    assert only_scan(tmp_path / "Documents", catalog).rating(1).importance == 4
    with PtyApp(tmp_path) as again:
        again.wait_for("Verder met SL-07")
        again.press("enter")
        again.wait_for("4 ◉")
    tally.count(SUBJECT, "keer gestopt met een volle schijf")


def test_leaving_with_answers_in_memory_asks_first(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that Ctrl+Q does not silently throw away what could not be written, that going on is what Enter does, and
    that the answers are written after all when the disk works again."""
    disk = Disk(drafts_of(tmp_path), tmp_path / "sign", "vol")
    with PtyApp(tmp_path, code=disk.code) as app:
        disk.refuse()
        to_first_question(app)
        app.press("4")
        app.wait_for("4 ◉", "nog niet op schijf")
        app.press("ctrl+q")
        app.wait_for("Uw laatste antwoorden staan niet op schijf", "Toch stoppen")
        app.press("enter")
        app.wait_until(lambda text: "Toch stoppen" not in text, "the question")
        disk.work()
        app.press("ctrl+q")
        assert app.wait() == 0
    assert only_scan(tmp_path, catalog).rating(1).importance == 4
    tally.count(SUBJECT, "keer gestopt met een volle schijf")


def test_a_second_window_does_not_touch_an_open_scan(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that the second window says in Dutch that the scan is open elsewhere, can begin another one, and leaves
    the first alone; and that after a kill of the first the scan opens again, with all answers."""
    DraftStore(drafts_of(tmp_path)).save(make_scan("SL-07", {1: (4, 2)}, draft=True), catalog)
    with PtyApp(tmp_path) as first, PtyApp(tmp_path, ["--deelnemer", "SL-08"]) as second:
        for app in (first, second):
            app.wait_for("Verder met SL-07: 1 van 29 klaar")
        first.press("enter")
        first.wait_for("2 van 29")
        first.press("3")
        first.wait_for("3 ◉")
        second.press("enter")
        second.wait_for("Deze scan staat open in een ander venster", "nieuwe scan")
        second.press("enter")
        second.wait_for("Waar staat u nu")
        second.press("f2", "f2")
        second.wait_for("1 van 29")
        second.press("1")
        second.wait_for("1 ◉")
        first.press("4")
        first.wait_for("3 van 29")
        first.kill()
        second.press("ctrl+q")
        assert second.wait() == 0
    found = {scan.participant: scan for scan in scans_in(tmp_path, catalog)}
    assert set(found) == {"SL-07", "SL-08"}
    assert found["SL-07"].rating(2) == make_scan("SL-07", {2: (3, 4)}).rating(2)
    assert found["SL-08"].rating(1).importance == 1
    with PtyApp(tmp_path) as third:
        third.wait_for("Verder met SL-07: 2 van 29 klaar")
        third.press("down" if third.text.index("SL-08") < third.text.index("SL-07") else "up", "enter")
        third.wait_for("3 van 29")
    tally.count(SUBJECT, "keer twee vensters")


def test_a_list_that_was_read_earlier_brings_back_no_old_answers(
    catalog: Catalog, tmp_path: Path, tally: Tally
) -> None:
    """Guards that a window that stood at the welcome screen meanwhile goes on with the scan as it stands now: not with
    what it read before, and not with a scan that was finished."""
    DraftStore(drafts_of(tmp_path)).save(make_scan("SL-07", {1: (4, 2)}, draft=True), catalog)
    with PtyApp(tmp_path) as first, PtyApp(tmp_path) as second, PtyApp(tmp_path) as third:
        for app in (first, second, third):
            app.wait_for("Verder met SL-07: 1 van 29 klaar")
        first.press("enter")
        first.wait_for("2 van 29")
        first.press("3", "1")
        first.wait_for("3 van 29")
        first.press("ctrl+q")
        assert first.wait() == 0
        second.press("enter")
        second.wait_for("3 van 29")
        second.press("o", "enter", "enter", "enter", "enter", "enter")
        second.wait_for("Uw scan is bewaard")
        second.press("enter")
        second.wait_for("Nieuwe scan")
        third.press("enter")
        third.wait_for("intussen afgerond of gewist")
    scan = only_scan(tmp_path, catalog)
    assert not scan.is_draft
    assert scan.rating(2) == make_scan("SL-07", {2: (3, 1)}).rating(2)
    tally.count(SUBJECT, "keer twee vensters")


def test_two_windows_on_one_result(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that of two windows that opened the same result only one writes: the other one says so, and offers
    another place instead of overwriting."""
    DraftStore(drafts_of(tmp_path)).save(make_scan("SL-07", {1: (4, 2), 2: (4, 1)}, draft=True), catalog)
    with PtyApp(tmp_path) as app:
        app.wait_for("Verder met SL-07")
        app.press("enter")
        app.wait_for("op u van toepassing?")
        app.press("o", "enter", "enter", "enter", "enter", "enter")
        app.wait_for("Uw scan is bewaard")
    [path] = (tmp_path / "exports").glob("*.toml")
    with PtyApp(tmp_path, ["open", path]) as first, PtyApp(tmp_path, ["open", path]) as second:
        for app in (first, second):
            app.wait_for("stap 5 van 8")
            app.press("enter")
            app.wait_for("stap 6 van 8")
        first.press("space")
        first.wait_for("Welke ondersteuning")
        first.press("enter")
        first.wait_until(lambda text: "Welke ondersteuning" not in text, "the end of the window")
        before = path.read_bytes()
        second.press("enter", "enter")
        said = " ".join(second.wait_for("nog niet bewaard").split())
        assert "open in een ander venster" in said
        assert path.read_bytes() == before
        first.press("enter", "enter")
        first.wait_for("Uw scan is bewaard")
    assert len(only_scan(tmp_path / "exports", catalog).development) == 1
    tally.count(SUBJECT, "keer twee vensters")
