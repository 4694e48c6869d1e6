"""Drafts: found again by their owner, private, and never thrown away when broken."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from builders import STARTED, make_scan
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.key_files import seals
from zelfscan.storage.seal import Key


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    """A folder that does not exist yet."""
    return DraftStore(tmp_path / "zelfscan" / "concepten")


def test_an_absent_folder_holds_no_drafts(catalog: Catalog, store: DraftStore) -> None:
    """Looking for drafts and wiping them creates nothing."""
    assert store.all(catalog).drafts == ()
    assert store.find("SL-07", catalog) is None
    store.delete(uuid4())
    assert not store.folder.exists()


def test_drafts_come_newest_first(catalog: Catalog, store: DraftStore) -> None:
    """The order is that of the start, and a second save is no second draft."""
    old = make_scan("SL-07", draft=True)
    new = make_scan("SL-08", draft=True, started=STARTED + timedelta(hours=1))
    for scan in (new, old, new):
        store.save(scan, catalog)

    assert store.all(catalog).drafts == (new, old)


def test_a_draft_is_found_by_exactly_its_code(catalog: Catalog, store: DraftStore) -> None:
    """Case, outer spaces and how an accent is stored do not matter; a part of a code shows nobody's answers."""
    old = make_scan("SL-07", draft=True)
    new = make_scan("SL-07", draft=True, started=STARTED + timedelta(days=1))
    for scan in (old, new):
        store.save(scan, catalog)

    assert store.find(" sl-07 ", catalog) == new
    assert store.find("SL-0", catalog) is None
    assert store.find("", catalog) is None
    accented = make_scan("Jos\u00e9", draft=True)
    store.save(accented, catalog)
    assert store.find("JOSE\u0301", catalog) == accented


def test_rounds_are_kept_apart(catalog: Catalog, store: DraftStore) -> None:
    """A draft of one round does not show up in another, nor in a loose scan."""
    loose = make_scan("SL-07", draft=True)
    autumn = make_scan("SL-07", draft=True, round_name="najaar")
    for scan in (loose, autumn):
        store.save(scan, catalog)

    assert store.all(catalog).drafts == (loose,)
    assert store.all(catalog, "najaar").drafts == (autumn,)
    assert {scan.id for scan in store.all(catalog, None).drafts} == {loose.id, autumn.id}
    assert store.find("SL-07", catalog, "voorjaar") is None
    assert store.find("SL-07", catalog, "najaar") == autumn


def test_a_wiped_draft_is_gone_with_all_traces(catalog: Catalog, store: DraftStore) -> None:
    """Also what a crash in the middle of saving left of it; another's draft stays."""
    scan = make_scan("SL-07", draft=True)
    other = make_scan("SL-08", draft=True)
    for each in (scan, other):
        store.save(each, catalog)
    (store.folder / f".{scan.id}-0a1b2c3d.tmp").write_bytes(b"half")
    store.delete(scan.id)
    store.delete(scan.id)

    assert [path.name for path in store.folder.iterdir()] == [f"{other.id}.toml"]


def test_a_broken_draft_is_set_aside_and_told(catalog: Catalog, store: DraftStore) -> None:
    """It is renamed, so that a person can still rescue it, and the other drafts are found."""
    scan = make_scan("SL-07", draft=True)
    store.save(scan, catalog)
    for _ in range(2):
        (store.folder / "x.toml").write_bytes(b"half een besta")
        found = store.all(catalog)
        assert found.drafts == (scan,)

    assert found.set_aside == (store.folder / "x.toml.kapot-2",)
    assert (store.folder / "x.toml.kapot").read_bytes() == b"half een besta"
    assert store.all(catalog).set_aside == ()


def test_a_broken_draft_that_cannot_be_moved_is_told_where_it_stands(
    catalog: Catalog, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can only be read does not stop the start."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "x")

    store.folder.mkdir(parents=True)
    broken = store.folder / "x.toml"
    broken.write_bytes(b"half")
    (store.folder / "y.toml").mkdir()
    monkeypatch.setattr(os, "rename", fail)

    assert store.all(catalog).set_aside == (broken, store.folder / "y.toml")
    assert broken.exists()


def test_drafts_are_private(catalog: Catalog, store: DraftStore) -> None:
    """Folder and file are for their owner only, also when the folder stood open before."""
    scan = make_scan("SL-07", draft=True)
    store.folder.mkdir(parents=True, mode=0o755)
    store.save(scan, catalog)

    if sys.platform != "win32":
        assert store.folder.stat().st_mode & 0o777 == 0o700
        assert (store.folder / f"{scan.id}.toml").stat().st_mode & 0o777 == 0o600


def test_a_save_that_fails_keeps_the_earlier_state(
    catalog: Catalog, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person hears that the answers are only in memory now, and loses nothing older."""

    def fail(*_: object) -> None:
        raise OSError(28, "x")

    scan = make_scan("SL-07", draft=True)
    store.save(scan, catalog)
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(ZelfscanError, match="de schijf is vol"):
        store.save(make_scan("SL-07", {7: (4, 2)}, draft=True), catalog)
    assert store.all(catalog).drafts == (scan,)


def test_a_folder_that_is_a_file_gives_messages(catalog: Catalog, tmp_path: Path) -> None:
    """Saving says so, looking finds nothing, and wiping has nothing to wipe."""
    place = tmp_path / "concepten"
    place.write_bytes(b"")
    store = DraftStore(place)

    with pytest.raises(ZelfscanError):
        store.save(make_scan("SL-07", draft=True), catalog)
    assert store.all(catalog).drafts == ()
    store.delete(uuid4())


def test_a_draft_that_cannot_be_wiped_is_told(
    catalog: Catalog, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a shared laptop a leader must know that answers stayed behind, and where."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "x")

    scan = make_scan("SL-07", draft=True)
    store.save(scan, catalog)
    monkeypatch.setattr(os, "unlink", fail)

    with pytest.raises(ZelfscanError) as caught:
        store.delete(scan.id)
    assert str(scan.id) in caught.value.hint


def test_an_unreadable_folder_is_told(catalog: Catalog, store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed folder is no empty folder."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "x")

    monkeypatch.setattr(Path, "iterdir", fail)
    [trouble] = store.all(catalog).trouble
    assert "geen rechten" in trouble.message


def test_a_folder_that_cannot_be_listed_hides_no_other(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that each folder that refuses to be listed is told of by name, the usual one too, and that the drafts in
    the others are found all the same.
    """
    folders = [tmp_path / name for name in ("gewoon", "documenten", "bureaublad")]
    for folder in folders:
        folder.mkdir()
    store = DraftStore(folders[0], tuple(folders[1:]))
    scan = make_scan("SL-01", draft=True)
    store.save(scan, catalog, folders[2])
    listed = Path.iterdir

    def refusing(folder: Path) -> Iterator[Path]:
        if folder in folders[:2]:
            raise PermissionError(errno.EACCES, "no")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = store.all(catalog)
    assert found.drafts == (scan,)
    assert sorted(str(error.message) for error in found.trouble) == sorted(
        f"De map met concepten {folder} kan niet worden gelezen: u hebt hier geen rechten voor."
        for folder in folders[:2]
    )
    assert store.find("SL-01", catalog) == scan


def test_what_stands_in_the_place_of_a_folder_is_told(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that a file, a link to what is away and a link to itself are told where a folder for drafts should be,
    each with its own reason; a folder that was never made is no trouble, also below a file.
    """
    (tmp_path / "bestand").touch()
    places = [tmp_path / name for name in ("bestand", "bestand/concepten", "nooit")]
    why = ["waar een map moet staan, staat een bestand"]
    if sys.platform != "win32":
        for name, target in (("weg", "nergens"), ("rond", "rond")):
            (tmp_path / name).symlink_to(target)
            places.append(tmp_path / name)
        why += ["dit bestand of deze map bestaat niet", "een koppeling verwijst naar zichzelf"]
    scan = make_scan("SL-01", draft=True)
    DraftStore(tmp_path / "hier").save(scan, catalog)
    found = DraftStore(places[0], (*places[1:], tmp_path / "hier")).all(catalog)
    assert found.drafts == (scan,)
    assert sorted(error.message.rpartition(": ")[2] for error in found.trouble) == sorted(f"{one}." for one in why)


def test_only_a_sealed_round_notes_how_far_its_codes_are(tmp_path: Path) -> None:
    """Guards the count that stands beside sealed drafts: a number per round that only goes up, and nothing else; where
    codes can be read nothing is noted, and what is no number counts as none.
    """
    open_store = DraftStore(tmp_path / "open")
    open_store.note_number("najaar", 7)
    assert not open_store.folder.exists()
    _, seal = seals(Key.new().recipient)
    store = DraftStore(tmp_path / "dicht", seal=seal)
    for number in (3, 7, 5):
        store.note_number("najaar", number)
    assert (store.highest_number("najaar"), store.highest_number("voorjaar")) == (7, 0)
    [path] = store.folder.iterdir()
    assert path.read_bytes() == b"7\n"
    assert "najaar" not in path.name
    path.write_bytes(b"x")
    assert store.highest_number("najaar") == 0
