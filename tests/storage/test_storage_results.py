"""Results: safe names, nobody's file overwritten, and every refusal in Dutch."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STARTED, make_scan
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.files import safe_name
from zelfscan.storage.result_folder import ResultsFound, ResultStore, result_name, usable
from zelfscan.storage.result_reader import read_scan

ID = UUID("0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e")
TWIN = UUID("0193c9a2-ffff-7d10-8c42-3f6a1b2c4d5e")


def test_the_name_says_who_and_when() -> None:
    """Code, date of the start and the first eight of the id."""
    assert result_name(make_scan("SL-07", scan_id=ID)) == "SL-07_2026-11-22_0193c9a2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("naam. ", "naam"),
        (".verborgen", "verborgen"),
        ("a\x00\x1b\nb", "a---b"),
        ("...", "ronde"),
        ("", "ronde"),
        ("jan de boer", "jan-de-boer"),
        ("e\u0301cole", "école"),
        ("SL-07", "SL-07"),
    ],
)
def test_a_name_is_made_safe(text: str, expected: str) -> None:
    """Reserved characters and names, invisible characters and ways out of the folder are gone."""
    assert safe_name(text, "ronde") == expected


@given(st.text())
def test_any_text_gives_a_name_that_every_system_takes(text: str) -> None:
    """Whatever was typed: one path part, not hidden, not reserved, not too long, and stable."""
    name = safe_name(text, "ronde")

    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name[0] != "."
    assert name[-1] not in ". "
    assert len(name.encode()) <= 101
    assert safe_name(name, "ronde") == name or name.startswith("_")
    assert Path(name).name == name


def test_a_result_is_saved_in_a_new_private_folder(catalog: Catalog, tmp_path: Path) -> None:
    """The folder of a round is made at the first result, for the owner only."""
    folder = tmp_path / "ronde" / "najaar"
    scan = make_scan("SL-07", {7: (4, 2)}, scan_id=ID)
    path = ResultStore(folder).save(scan, catalog)

    assert path == folder / "SL-07_2026-11-22_0193c9a2.toml"
    assert read_scan(path, catalog) == scan
    assert sys.platform == "win32" or folder.stat().st_mode & 0o777 == 0o700


def test_a_second_save_replaces_its_own_file(catalog: Catalog, tmp_path: Path) -> None:
    """A later choice of the same leader does not make a second result."""
    store = ResultStore(tmp_path)
    first = store.save(make_scan("SL-07", scan_id=ID), catalog)
    second = store.save(make_scan("SL-07", scan_id=ID, school="De Brug"), catalog)

    assert first == second
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    assert read_scan(second, catalog).school == "De Brug"


def test_another_file_is_never_replaced(catalog: Catalog, tmp_path: Path) -> None:
    """A scan that happens to have the same name, or a file that cannot be read, keeps its place."""
    store = ResultStore(tmp_path)
    first = store.save(make_scan("SL-07", scan_id=ID), catalog)
    second = store.save(make_scan("SL-07", scan_id=TWIN), catalog)
    second.write_bytes(b"kapot")
    third = store.save(make_scan("SL-07", scan_id=TWIN), catalog)

    assert [path.name for path in (first, second, third)] == [
        "SL-07_2026-11-22_0193c9a2.toml",
        "SL-07_2026-11-22_0193c9a2-2.toml",
        "SL-07_2026-11-22_0193c9a2-3.toml",
    ]
    assert read_scan(first, catalog).id == ID
    assert second.read_bytes() == b"kapot"
    assert store.save(make_scan("SL-07", scan_id=TWIN, school="De Brug"), catalog) == third


def test_an_opened_file_is_saved_where_it_stood(catalog: Catalog, tmp_path: Path) -> None:
    """Whatever the file is called, the choices go back into it."""
    path = tmp_path / "van de stick.toml"
    scan = make_scan("SL-07", scan_id=ID)
    store = ResultStore(tmp_path)
    store.save_as(path, scan, catalog)
    store.save_as(path, replace(scan, school="De Brug"), catalog)

    assert read_scan(path, catalog).school == "De Brug"

    with pytest.raises(ZelfscanError, match="niet overschreven"):
        store.save_as(path, make_scan("SL-08", scan_id=TWIN), catalog)
    assert read_scan(path, catalog).id == ID


def test_a_folder_that_is_a_file_is_told(catalog: Catalog, tmp_path: Path) -> None:
    """The message says what happened, that nothing is lost, and what to do."""
    place = tmp_path / "map"
    place.write_bytes(b"")

    for folder in (place, place / "dieper"):
        with pytest.raises(ZelfscanError) as caught:
            ResultStore(folder).save(make_scan("SL-07"), catalog)
        assert "waar een map moet staan, staat een bestand" in caught.value.message
        assert "niet verloren" in caught.value.hint
        with pytest.raises(ZelfscanError):
            usable(folder)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EACCES, "geen rechten"),
        (errno.EROFS, "alleen worden gelezen"),
        (9999, "meldt"),
    ],
)
def test_a_system_that_refuses_is_told(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Full, closed or read-only: a reason in Dutch and no traceback, on saving and on saving back."""

    def fail(*_: object) -> None:
        raise OSError(number, "x")

    store = ResultStore(tmp_path)
    path = store.save(make_scan("SL-07"), catalog)
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(ZelfscanError, match=words):
        store.save(make_scan("SL-07"), catalog)
    with pytest.raises(ZelfscanError, match=words):
        store.save_as(path, make_scan("SL-07"), catalog)
    assert read_scan(path, catalog) == make_scan("SL-07")


def test_checking_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither the folder nor a trial file is there afterwards."""
    usable(tmp_path / "nog" / "niet")
    usable(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_not_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A leader hears it before answering 29 questions."""

    def fail(**_: object) -> None:
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr("tempfile.TemporaryFile", fail)
    with pytest.raises(ZelfscanError, match="geen rechten"):
        usable(tmp_path)


def test_a_name_that_cannot_be_a_path_is_told(catalog: Catalog) -> None:
    """Even a folder with an impossible name gives a message."""
    with pytest.raises(ZelfscanError, match="deze naam kan niet"):
        ResultStore(Path("a\x00b")).save(make_scan("SL-07"), catalog)


def test_what_a_kill_left_beside_a_result_goes_at_the_next_save(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that half of somebody's answers does not stay in the folder that is handed in, and that the half file of
    another scan, which may be under way, is left alone."""
    store = ResultStore(tmp_path)
    scan, other = (
        make_scan("een-lange-code-van-veertig-tekens-voor-01", scan_id=scan_id) for scan_id in (ID, UUID(int=7))
    )
    path = store.save(scan, catalog)
    mine, theirs = (tmp_path / f".{result_name(each)[-40:]}-0a1b2c3d.tmp" for each in (scan, other))
    for half in (mine, theirs):
        half.write_bytes(b"half")
    store.save(replace(scan, school="De Brug"), catalog)

    assert not mine.exists()
    assert theirs.exists()
    assert path.exists()


def test_a_file_that_windows_says_is_held_is_told_so(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that a sharing violation, which Python calls a lack of rights, is told as what it is once the retries are
    over, and that nothing was lost."""

    class SharingViolation(PermissionError):
        winerror = 32

    def held(*_: object) -> None:
        raise SharingViolation(errno.EACCES, "x")

    store = ResultStore(tmp_path)
    path = store.save(make_scan("SL-07"), catalog)
    before = path.read_bytes()
    monkeypatch.setattr(os, "replace", held)

    with pytest.raises(ZelfscanError, match="een ander programma houdt het bestand vast"):
        store.save(make_scan("SL-07", {7: (4, 2)}), catalog)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_results_are_found_newest_first(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the list of somebody's own results: drafts of the system and folders of rounds stay out of it, and what
    cannot be read is only counted. A folder that is not there holds nothing, and is not made."""
    store = ResultStore(tmp_path / "exports")
    assert store.found(catalog) == ResultsFound()
    assert not store.folder.exists()
    old = make_scan("SL-07", {7: (4, 2)})
    new = make_scan("SL-08", {}, started=STARTED + timedelta(days=9))
    new = replace(new, finished=new.started)
    paths = {scan.id: store.save(scan, catalog) for scan in (old, new)}
    ResultStore(store.folder / "najaar").save(make_scan("SL-09", {}), catalog)
    (store.folder / "kapot.toml").write_text("x", encoding="utf-8")
    (store.folder / "._SL-07.toml").write_text("x", encoding="utf-8")
    found = store.found(catalog)
    assert found.unreadable == 1
    assert [(result.path, result.scan.id) for result in found.results] == [(paths[s.id], s.id) for s in (new, old)]


def test_a_zone_with_seconds_can_be_read_back(tmp_path: Path, catalog: Catalog) -> None:
    """Guards moments from a clock whose offset has seconds, which TOML cannot say: the moment stays the same."""
    odd = timezone(timedelta(minutes=19, seconds=32))
    scan = replace(make_scan("SL-07"), started=STARTED.astimezone(odd), finished=STARTED.astimezone(odd))
    for zone in (odd, timezone(-timedelta(hours=23, minutes=59, seconds=59)), timezone(timedelta(microseconds=1))):
        made = replace(scan, started=STARTED.astimezone(zone), finished=STARTED.astimezone(zone), changed=None)
        path = ResultStore(tmp_path).save(made, catalog)
        back = read_scan(path, catalog)
        assert (back.started, back.finished) == (STARTED, STARTED)


def test_what_cannot_be_read_back_replaces_nothing(tmp_path: Path, catalog: Catalog) -> None:
    """Guards the last look before a file is replaced: a result that we would refuse ourselves is not written."""
    store = ResultStore(tmp_path)
    scan = make_scan("SL-07", {7: (4, 1)}, scan_id=ID)
    path = store.save(scan, catalog)
    before = path.read_bytes()
    for wrong in (replace(scan, finished=scan.started - timedelta(days=1)), replace(scan, agenda=("9.9",))):
        for save in (
            lambda made=wrong: store.save(made, catalog),
            lambda made=wrong: store.save_as(path, made, catalog),
        ):
            with pytest.raises(ZelfscanError, match="teruglezen"):
                save()
    assert content_of(tmp_path) == {path.name: before}


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with what it holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
