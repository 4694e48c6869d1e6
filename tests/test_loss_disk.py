"""Nothing lost when a folder refuses: full, read-only, held by another program, or gone. The real program, in a pty."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import make_scan
from pty_app import PtyApp, drafts_of, scans_in
from refusing_disk import Disk, MountedDisk, make_disk
from tally import Tally
from zelfscan.domain import Catalog
from zelfscan.storage import DraftStore

pytestmark = pytest.mark.heavy

SUBJECT = "verlies"
LOST = "nog niet op schijf"
HALF = dict.fromkeys(range(1, 15), (4, 2))


def rows(home: Path, catalog: Catalog) -> list[tuple[int | None, int | None]]:
    """The answers to items 1 and 2 in the only draft below `home`."""
    [draft] = scans_in(home, catalog)
    return [(draft.rating(number).importance, draft.rating(number).attainment) for number in (1, 2)]


@pytest.fixture(params=Disk.REFUSALS)
def kind(request: pytest.FixtureRequest) -> str:
    """How a folder refuses."""
    kind: str = request.param
    return kind


@pytest.fixture
def draft_disk(tmp_path: Path, kind: str) -> Iterator[Disk]:
    """The folder for drafts, which can refuse."""
    disk = make_disk(drafts_of(tmp_path), tmp_path / "sign", kind)
    yield disk
    disk.close()


@pytest.fixture
def result_disk(tmp_path: Path, kind: str) -> Iterator[Disk]:
    """The folder for results, which can refuse."""
    disk = make_disk(tmp_path / "exports", tmp_path / "sign", kind)
    yield disk
    disk.close()


def told(disk: Disk) -> str:
    """The case as the report names it."""
    return f"keer map {disk.kind}" + (" (echte schijf)" if isinstance(disk, MountedDisk) else "")


def unwrapped(text: str) -> str:
    """What stands in a window, without its edges and its line breaks."""
    return "".join(line.partition("│  ")[2].partition("  │")[0].ljust(60) for line in text.splitlines())


def in_window(text: str, title: str) -> str:
    """What the window with this title says, as one line, wherever its lines are broken; '' where there is none."""
    rows = text.splitlines()
    top = next((row for row in rows if f"╭─ {title}" in row), "")
    left = top.find(f"╭─ {title}")
    right = top.find("╮", left)
    return " ".join(" ".join(row[left + 1 : right] for row in rows[rows.index(top) :]).split()) if top else ""


def begin(app: PtyApp) -> None:
    """A new scan, up to the first question."""
    app.wait_for("Nieuwe scan")
    app.press("enter", "f2", "f2")
    app.wait_for("1 van 29")


def test_answers_wait_in_memory_and_go_to_another_place(
    catalog: Catalog, tmp_path: Path, draft_disk: Disk, tally: Tally
) -> None:
    """Guards that a draft folder that refuses loses nothing: one line says so, F4 and Enter bring all answers to the
    documents, and after a kill the program goes on from there, and keeps there what follows."""
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"], code=draft_disk.code) as app:
        draft_disk.refuse()
        begin(app)
        app.press("4")
        app.wait_for(LOST, "4 ◉")
        app.press("3")
        app.wait_for("2 van 29", LOST)
        app.press("f4")
        said = (draft_disk.words, "probeert het bij elk antwoord opnieuw", "Documenten")
        app.wait_until(lambda text: all(part in in_window(text, "Een andere plek") for part in said), f"{said}")
        app.press("enter")
        app.wait_until(lambda text: LOST not in text and "stap 3 van 8" in text, "the end of the warning")
        documents = tmp_path / "Documents" / "zelfscan" / "concepten"
        assert rows(documents, catalog) == [(4, 3), (None, None)]
        app.press("2")
        app.wait_for("2 ◉")
        app.kill()
    with PtyApp(tmp_path) as again:
        again.wait_for("Verder met SL-07: 1 van 29 klaar")
        again.press("enter")
        again.wait_for("2 van 29", "2 ◉")
        again.press("1")
        again.wait_for("3 van 29")
        assert LOST not in again.text
        again.kill()
    assert rows(documents, catalog) == [(4, 3), (2, 1)]
    # What is held cannot be wiped there, and is passed over until it can.
    assert len(list(drafts_of(tmp_path).glob("*.toml"))) == (1 if draft_disk.kind == "vastgehouden" else 0)
    tally.count(SUBJECT, told(draft_disk))


@pytest.mark.parametrize("kind", ["vol", "vastgehouden"])
def test_answers_go_to_disk_as_soon_as_it_works_again(
    catalog: Catalog, tmp_path: Path, draft_disk: Disk, tally: Tally
) -> None:
    """Guards that each answer tries again, that nothing earlier is lost meanwhile, and that the line then goes."""
    with PtyApp(tmp_path, code=draft_disk.code) as app:
        begin(app)
        app.press("4")
        app.wait_for("4 ◉")
        draft_disk.refuse()
        app.press("3")
        app.wait_for("2 van 29", LOST)
        # A journal that stands already may still have taken the answer.
        assert rows(tmp_path, catalog)[0] in [(4, None), (4, 3)]
        draft_disk.work()
        app.press("2")
        app.wait_until(lambda text: "2 ◉" in text and LOST not in text, "the end of the warning")
        app.kill()
    assert rows(tmp_path, catalog) == [(4, 3), (2, None)]
    tally.count(SUBJECT, told(draft_disk))


@pytest.mark.parametrize("kind", ["vol", "vastgehouden"])
def test_an_older_copy_never_comes_back(catalog: Catalog, tmp_path: Path, draft_disk: Disk, tally: Tally) -> None:
    """Guards that a draft that moved halfway leaves no older copy where that can be wiped, and that one that cannot be
    wiped is passed over: the next start offers one scan, with all answers."""
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"], code=draft_disk.code) as app:
        begin(app)
        app.press("4")
        app.wait_for("4 ◉")
        app.wait_for_file(drafts_of(tmp_path), "*.toml")
        draft_disk.refuse()
        app.press("3")
        app.wait_for("2 van 29", LOST)
        app.press("f4")
        app.wait_for("Documenten")
        app.press("enter")
        app.wait_until(lambda text: LOST not in text and "stap 3 van 8" in text, "the end of the warning")
        app.kill()
    assert len(list(drafts_of(tmp_path).glob("*.toml"))) == (1 if draft_disk.kind == "vastgehouden" else 0)
    draft_disk.work()
    with PtyApp(tmp_path) as again:
        offered = again.wait_for("Verder met SL-07: 1 van 29 klaar")
        assert offered.count("Verder met") == 1
        again.press("enter")
        again.wait_for("op u van toepassing?")
        again.press("2", "1", "o", "enter", "enter", "enter", "enter", "enter")
        again.wait_for("Uw scan is bewaard")
    assert rows(tmp_path, catalog) == [(4, 3), (2, 1)]
    tally.count(SUBJECT, told(draft_disk))


def test_a_result_goes_to_another_place(catalog: Catalog, tmp_path: Path, result_disk: Disk, tally: Tally) -> None:
    """Guards that a result that cannot be written is said to be unsaved, with the reason and what is kept, and that
    Enter brings it whole to the documents; the draft goes only then."""
    DraftStore(drafts_of(tmp_path)).save(make_scan("SL-07", HALF, draft=True), catalog)
    with PtyApp(tmp_path, code=result_disk.code) as app:
        result_disk.refuse()
        app.wait_for("Verder met SL-07")
        app.press("enter")
        app.wait_for("op u van toepassing?")
        app.press("o", "enter", "enter", "enter", "enter", "enter")
        said = " ".join(app.wait_for("nog niet bewaard", "Documenten").split())
        assert result_disk.words in said
        assert "Uw antwoorden zijn niet verloren" in said
        assert len(list(drafts_of(tmp_path).glob("*.toml"))) == 1
        app.press("enter")
        app.wait_for("Uw scan is bewaard")
        app.kill()
    [scan] = scans_in(tmp_path, catalog)
    assert len(scan.ratings) == len(HALF)
    assert not scan.is_draft
    assert len(list((tmp_path / "Documents" / "zelfscan").glob("*.toml"))) == 1
    tally.count(SUBJECT, told(result_disk))


@pytest.mark.parametrize("kind", ["vol"])
def test_a_typed_place_is_taken(catalog: Catalog, tmp_path: Path, draft_disk: Disk, tally: Tally) -> None:
    """Guards that a leader can type any folder, that a wrong one is explained without losing the window, and that
    the program says how to go on from there later: that command does, and its result comes where results come."""
    stick = tmp_path / "usb"
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"], code=draft_disk.code) as app:
        draft_disk.refuse()
        begin(app)
        app.press("4")
        app.wait_for(LOST)
        app.press("f4")
        app.wait_for("Documenten")
        app.press("tab", str(draft_disk.folder / "dieper"), "enter")
        app.wait_until(lambda text: "dieper: " in unwrapped(text), "the folder that was typed")
        app.press("ctrl+u")
        app.wait_until(lambda text: text.count("dieper") == 1, "an empty line")
        app.press(str(stick), "enter")
        # One word: how long the folder's name is decides where the message breaks its lines.
        app.wait_for("Typ:")
        app.kill()
    [draft] = stick.glob("*.toml")
    with PtyApp(tmp_path, ["open", draft]) as again:
        again.wait_for("1 van 29", "4 ◉")
        again.press("2")
        again.wait_for("2 van 29")
        assert rows(stick, catalog)[0] == (4, 2)
        again.press("o", "enter", "enter", "enter", "enter", "enter")
        again.wait_for("Uw scan is bewaard")
        again.press("enter")
        assert again.wait() == 0
    [scan] = scans_in(tmp_path, catalog)
    assert [path.parent.name for path in tmp_path.rglob("SL-07*.toml")] == ["exports"]
    assert (scan.rating(1).importance, scan.rating(1).attainment) == (4, 2)
    tally.count(SUBJECT, "keer een getypte map")


def test_a_folder_that_goes_away_is_made_again(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that removing the folders under a running program costs nothing: the next answer brings all answers back,
    under the same claim, and the result is written."""
    with PtyApp(tmp_path, ["--deelnemer", "SL-07"]) as app:
        begin(app)
        app.press("4")
        app.wait_for("4 ◉")
        shutil.rmtree(drafts_of(tmp_path))
        app.press("3")
        app.wait_for("2 van 29")
        assert rows(tmp_path, catalog) == [(4, 3), (None, None)]
        with PtyApp(tmp_path) as second:
            second.wait_for("Verder met SL-07")
            second.press("enter")
            second.wait_for("staat open in een ander venster")
            second.kill()
        app.press("o", "enter", "enter", "enter", "enter", "enter")
        app.wait_for("Uw scan is bewaard")
        shutil.rmtree(tmp_path / "exports")
        app.press("t")
        app.wait_for("stap 5 van 8")
        app.press("enter", "enter", "enter")
        app.wait_for("Uw scan is bewaard")
        app.kill()
    [scan] = scans_in(tmp_path, catalog)
    assert (scan.rating(1).importance, scan.rating(1).attainment) == (4, 3)
    tally.count(SUBJECT, "keer map weg")
