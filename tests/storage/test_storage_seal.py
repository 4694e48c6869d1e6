"""Sealed files: nobody reads them without the key, and nothing of them is lost with it."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_rating, make_scan
from zelfscan.domain import Catalog, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.listing import list_files
from zelfscan.storage.result_folder import ResultStore
from zelfscan.storage.result_reader import read_scan
from zelfscan.storage.round_files import read_round
from zelfscan.storage.seal import Key, Seal, is_sealed, opened, read_key, read_recipient

MARK = "Alleen voor mij bestemd"


@pytest.fixture(scope="module")
def key() -> Key:
    """The key of a round."""
    return Key.new()


@pytest.fixture
def scan() -> Scan:
    """A scan with a text that can be looked for."""
    return make_scan("SL-07", {7: replace(make_rating(4, 2), note=MARK)}, round_name="najaar-2026")


def seen_in(folder: Path) -> bytes:
    """Everything that the files below a folder hold."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_sealed_result_opens_with_the_key_alone(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards the promise: nothing of the answers stands in the file, the key gives them back, and no other key does."""
    path = ResultStore(tmp_path, Seal((key.recipient,))).save(scan, catalog)
    assert path.name == "SL-07_2026-11-22_" + str(scan.id)[:8] + ".toml.age"
    assert MARK.encode() not in seen_in(tmp_path)
    assert b"najaar-2026" not in seen_in(tmp_path)
    assert read_scan(path, catalog, key) == replace(scan, program=scan.program)
    for other, words in ((None, "--sleutel"), (Key.new(), "andere sleutel")):
        with pytest.raises(ZelfscanError, match=words):
            read_scan(path, catalog, other)


def test_a_second_save_replaces_its_own_file(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards saving again without being able to read the file: its own is replaced, another's with that name never."""
    store = ResultStore(tmp_path, Seal((key.recipient,)))
    first = store.save(scan, catalog)
    assert store.save(scan, catalog, first) == first
    other = store.save(replace(scan, ratings={}), catalog)
    assert other != first
    assert [path.name for path in list_files([tmp_path])] == [first.name, other.name] or len(
        list(tmp_path.iterdir())
    ) == 2
    assert store.codes() == ("SL-07", "SL-07")
    assert store.has_code("sl-07")


def test_an_opened_sealed_result_stays_sealed(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards `zelfscan open --sleutel`: the changed result goes back over its own file, sealed for the same key."""
    path = ResultStore(tmp_path, Seal((key.recipient,))).save(scan, catalog)
    changed = replace(scan, school="De Voorbeeldschool")
    ResultStore(tmp_path, Seal((key.recipient,), key)).save_as(path, changed, catalog)
    assert is_sealed(path.read_bytes())
    assert read_scan(path, catalog, key).school == "De Voorbeeldschool"


def test_sealed_drafts_are_for_this_program_and_the_key(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards what a crash costs: the running program goes on with a draft; afterwards only the round's key opens it,
    and it is neither lost nor set aside.
    """
    own = Key.new()
    running = DraftStore(tmp_path, seal=Seal((key.recipient, own.recipient), own))
    draft = replace(scan, finished=None)
    running.save(draft, catalog)
    assert MARK.encode() not in seen_in(tmp_path)
    assert running.find("SL-07", catalog, "najaar-2026") == draft
    assert running.read(scan.id, catalog) == draft
    again = Key.new()
    for later in (DraftStore(tmp_path, seal=Seal((key.recipient, again.recipient), again)), DraftStore(tmp_path)):
        found = later.all(catalog, None)
        assert (found.drafts, found.set_aside) == ((), ())
        assert found.sealed == (running.path_in(tmp_path, scan.id),)
    assert read_scan(running.path_in(tmp_path, scan.id), catalog, key) == draft
    running.delete(scan.id)
    assert list(tmp_path.iterdir()) == []


def test_sealing_a_draft_leaves_no_open_one(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards a draft from before the seal: it can be gone on with, and the open file is wiped with the next save."""
    draft = replace(scan, finished=None)
    DraftStore(tmp_path).save(draft, catalog)
    store = DraftStore(tmp_path, seal=Seal((key.recipient,), key))
    assert store.read(scan.id, catalog) == draft
    store.save(draft, catalog)
    assert [path.name for path in tmp_path.iterdir()] == [f"{scan.id}.toml.age"]
    assert MARK.encode() not in seen_in(tmp_path)


def test_a_round_is_read_sealed_and_open_together(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards collecting: both kinds of files count, and a sealed one without its key is refused with the reason."""
    ResultStore(tmp_path, Seal((key.recipient,))).save(scan, catalog)
    ResultStore(tmp_path).save(make_scan("SL-08", {7: (3, 3)}), catalog)
    assert {made.participant for made in read_round(list_files([tmp_path]), catalog, key=key).scans()} == {
        "SL-07",
        "SL-08",
    }
    without = read_round(list_files([tmp_path]), catalog)
    assert [made.participant for made in without.scans()] == ["SL-08"]
    assert "verzegeld" in without.rejected[0][1][0]


@settings(max_examples=300, derandomize=True)
@given(
    damages=st.lists(
        st.tuples(
            st.sampled_from(("change", "cut", "add")), st.integers(0, 10_000), st.binary(min_size=1, max_size=40)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_sealed_file_is_refused_in_dutch(
    damages: list[tuple[str, int, bytes]], key: Key, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Guards that no damage or foreign bytes behind the header give anything but a Dutch refusal."""
    whole = bytearray(Seal((key.recipient,)).closed(b"schema = 1\n" * 20))
    for kind, where, data in damages:
        place = 22 + where % (len(whole) - 22)
        end = {"change": place + len(data), "cut": max(place + len(data), 23), "add": place}[kind]
        whole[place:end] = b"" if kind == "cut" and len(whole) > 80 else data
    path = tmp_path_factory.getbasetemp() / "beschadigd.toml.age"
    path.write_bytes(whole)
    with pytest.raises(ZelfscanError) as told:
        read_scan(path, catalog, key)
    assert told.value.problems


def test_a_key_file_goes_out_and_comes_back(tmp_path: Path, key: Key) -> None:
    """Guards the key on disk, in the form of other age programs, and that a key never shows itself."""
    path = tmp_path / "najaar.sleutel"
    path.write_text(key.file_text(), encoding="utf-8")
    back = read_key(path)
    assert back is not None
    assert back.recipient == key.recipient
    assert back.opened(Seal((key.recipient,)).closed(b"x")) == b"x"
    assert "AGE-SECRET" not in repr(key) + str(key) + repr(Seal((key.recipient,), key))
    assert read_key(None) is None


def test_what_is_no_key_is_told(tmp_path: Path, key: Key) -> None:
    """Guards each way to give the wrong file: absent, something else, the public half, damaged, two keys, too large."""
    with pytest.raises(ZelfscanError, match="bestaat niet"):
        read_key(tmp_path / "weg.sleutel")
    path = tmp_path / "x.sleutel"
    damaged = (
        key.file_text()
        .replace("AGE-SECRET-KEY-1Q", "AGE-SECRET-KEY-1P")
        .replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1Q")
    )
    for text in ("iets anders", key.recipient, key.file_text() * 2, damaged, "x" * 20_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ZelfscanError) as told:
            read_key(path)
        assert "AGE-SECRET-KEY" not in str(told.value)


def test_a_recipient_is_given_as_itself_or_as_a_file(tmp_path: Path, key: Key) -> None:
    """Guards `--ontvanger`: the text, the file, and each mistake, the dangerous one being the secret key itself."""
    path = tmp_path / "najaar.ontvanger"
    path.write_text(f"{key.recipient}\n", encoding="utf-8")
    assert read_recipient(key.recipient) == read_recipient(f" {path} ") == key.recipient
    path.write_text(key.file_text(), encoding="utf-8")
    with pytest.raises(ZelfscanError, match="geheime sleutel"):
        read_recipient(str(path))
    path.write_text("iets", encoding="utf-8")
    for given_, words in ((str(path), "geen ontvanger"), ("age1" + "q" * 58, "tikfout"), ("weg", "bestaat niet")):
        with pytest.raises(ZelfscanError, match=words):
            read_recipient(given_)


def test_without_the_extra_people_hear_how_to_add_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Guards the message where the extra is missing, and that an open file never needs it."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(ZelfscanError) as told:
        Key.new()
    assert "zelfscan[zegel]" in str(told.value)
    assert sys.executable in str(told.value)
    assert opened(b"schema = 1", None) == b"schema = 1"


def test_sealed_files_are_for_the_own_account(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards the rights of sealed files, which are as narrow as those of open ones."""
    path = ResultStore(tmp_path, Seal((key.recipient,))).save(scan, catalog)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
