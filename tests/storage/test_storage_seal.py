"""Sealed files: nobody reads them without the key, and nothing of them is lost with it."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_rating, make_scan
from zelfscan.domain import Catalog, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.draft_lock import DraftLock
from zelfscan.storage.drafts import DraftStore, DraftWriter
from zelfscan.storage.key_files import behind_passphrase, read_key, read_recipients, seals, write_new
from zelfscan.storage.listing import list_files
from zelfscan.storage.result_folder import ResultStore
from zelfscan.storage.result_reader import read_scan
from zelfscan.storage.round_files import read_round
from zelfscan.storage.seal import Key, Seal, fingerprint, is_sealed, opened, resealed

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


def test_names_of_sealed_drafts_say_no_id(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards a sealed round's folder: no name in it says a whole id, or the eight signs of it that the name of the
    result has, while the draft is written, stands and is claimed; and of two scans neither takes the other's place.
    """
    store = DraftStore(tmp_path, seal=Seal((key.recipient,), key))
    one = replace(scan, finished=None)
    two = replace(one, id=UUID(int=one.id.int ^ 1), participant="SL-08")
    names: set[str] = set()
    for draft in (one, two):
        hold = DraftLock.take(tmp_path, draft.id)
        writer = DraftWriter(store, catalog, lambda: None)
        writer.write(draft, tmp_path)
        names |= {path.name for path in tmp_path.iterdir()}
        writer.flush()
        names |= {path.name for path in tmp_path.iterdir()}
        writer.stop()
        assert hold is not None
        hold.release()
    assert len(names) >= 6
    assert not [name for name in names for part in str(one.id).split("-") if part in name]
    assert {draft.participant for draft in store.all(catalog, None).drafts} == {"SL-07", "SL-08"}
    store.delete(one.id)
    assert store.all(catalog, None).drafts == (two,)
    store.delete(two.id)
    assert list(tmp_path.iterdir()) == []


def test_sealing_a_draft_leaves_no_open_one(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards a draft from before the seal: it can be gone on with, and the open file is wiped with the next save."""
    draft = replace(scan, finished=None)
    DraftStore(tmp_path).save(draft, catalog)
    store = DraftStore(tmp_path, seal=Seal((key.recipient,), key))
    assert store.read(scan.id, catalog) == draft
    store.save(draft, catalog)
    assert [path.name for path in tmp_path.iterdir()] == [store.path_in(tmp_path, scan.id).name]
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
    """Guards each way to give the wrong file: absent, something else, the public half, damaged, too large."""
    with pytest.raises(ZelfscanError, match="bestaat niet"):
        read_key(tmp_path / "weg.sleutel")
    path = tmp_path / "x.sleutel"
    damaged = (
        key.file_text()
        .replace("AGE-SECRET-KEY-1Q", "AGE-SECRET-KEY-1P")
        .replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1Q")
    )
    for text in ("iets anders", key.recipient, damaged, "x" * 20_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ZelfscanError) as told:
            read_key(path)
        assert "AGE-SECRET-KEY" not in str(told.value)


def test_a_recipient_is_given_as_itself_or_as_a_file(tmp_path: Path, key: Key) -> None:
    """Guards `--ontvanger`: the text, the file, and each mistake, the dangerous one being the secret key itself."""
    path = tmp_path / "najaar.ontvanger"
    path.write_text(f"{key.recipient}\n", encoding="utf-8")
    assert read_recipients(key.recipient) == read_recipients(f" {path} ") == (key.recipient,)
    path.write_text(key.file_text(), encoding="utf-8")
    with pytest.raises(ZelfscanError, match="geheime sleutel"):
        read_recipients(str(path))
    path.write_text("iets", encoding="utf-8")
    for given_, words in ((str(path), "geen ontvanger"), ("age1" + "q" * 58, "tikfout"), ("weg", "bestaat niet")):
        with pytest.raises(ZelfscanError, match=words):
            read_recipients(given_)


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


def test_several_recipients_and_several_keys(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards a spare: each of two keys opens what was sealed for both; keys and recipients come from several files and
    from several lines of one; and files of two rounds are read together with both keys."""
    spare, other = Key.new(), Key.new()
    (tmp_path / "b.ontvanger").write_text(f"# reserve\n{spare.recipient}\n{key.recipient}\n", encoding="utf-8")
    both = read_recipients([key.recipient, str(tmp_path / "b.ontvanger")])
    assert both == (key.recipient, spare.recipient)
    path = ResultStore(tmp_path / "r", Seal(both)).save(scan, catalog)
    assert read_scan(path, catalog, key) == read_scan(path, catalog, spare) == scan
    ResultStore(tmp_path / "r", Seal((other.recipient,))).save(make_scan("SL-08", {7: (3, 3)}), catalog)
    for name, text in (("1.sleutel", key.file_text()), ("2.sleutel", other.file_text() + spare.file_text())):
        (tmp_path / name).write_text(text, encoding="utf-8")
    keys = read_key([tmp_path / "1.sleutel", tmp_path / "2.sleutel"])
    assert keys is not None
    assert keys.recipients == (key.recipient, other.recipient, spare.recipient)
    assert read_round(list_files([tmp_path / "r"]), catalog, key=keys).counted.total.size == 2


def test_sealing_again_loses_nobody(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards a changed sealed result: it is sealed again for all that could read it, and when it is not known who they
    are, it is not opened to be changed; a key of another round never comes along."""
    spare, other = Key.new(), Key.new()
    path = ResultStore(tmp_path, Seal((key.recipient, spare.recipient))).save(scan, catalog)
    with pytest.raises(ZelfscanError, match="voor 2 ontvangers verzegeld, en u gaf er 1"):
        resealed(path, key)
    again = resealed(path, key, [spare.recipient])
    assert again is not None
    assert set(again.recipients) == {key.recipient, spare.recipient}
    single = ResultStore(tmp_path / "1", Seal((key.recipient,))).save(scan, catalog)
    both = Key.of(*(line for one in (other, key) for line in one.file_text().splitlines() if line[0] != "#"))
    alone = resealed(single, both)
    assert alone is not None
    assert alone.recipients == (key.recipient,)
    assert resealed(ResultStore(tmp_path / "2").save(scan, catalog), key) is None
    with pytest.raises(ZelfscanError, match="andere sleutel"):
        resealed(path, other)


@pytest.mark.heavy
def test_a_key_behind_a_passphrase(tmp_path: Path, key: Key) -> None:
    """Guards age's own form: the passphrase opens it, a wrong one and no terminal are told, and no key stands open."""
    path = tmp_path / "n.sleutel"
    path.write_bytes(behind_passphrase(key.file_text(), "vijf losse woorden"))
    assert b"SECRET" not in path.read_bytes()
    asked: list[Path] = []

    def ask(place: Path) -> str:
        asked.append(place)
        return "vijf losse woorden"

    back = read_key(path, ask=ask)
    assert back is not None
    assert (back.recipients, asked) == (key.recipients, [path])
    with pytest.raises(ZelfscanError, match="wachtzin"):
        read_key(path)
    with pytest.raises(ZelfscanError, match="klopt niet"):
        read_key(path, ask=lambda _: "vijf andere woorden")
    # Somebody may have raised the work that a try takes until it takes years.
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt CJyimAxwObtGDzEBLsvJ8A 30\n0+pJ\n--- x\n")
    with pytest.raises(ZelfscanError, match="klopt niet"):
        read_key(path, ask=ask)


def test_a_seal_is_tried_before_it_is_used(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the proof: a seal that gives back something else, or seals nothing, stops the round before it begins."""
    Seal((key.recipient,)).prove()
    Seal((key.recipient,)).prove(key)
    with pytest.raises(ZelfscanError, match="proef met het zegel"):
        Seal((Key.new().recipient,)).prove(key)
    monkeypatch.setattr(Seal, "closed", lambda seal, data: data)
    with pytest.raises(ZelfscanError, match="proef met het zegel"):
        seals(key.recipient)


def test_a_fingerprint_tells_recipients_apart(key: Key) -> None:
    """Guards what two people compare: four groups of four digits, another for each recipient, not of the program."""
    shown = fingerprint(key.recipient)
    assert [len(group) for group in shown.split(" ")] == [4, 4, 4, 4]
    assert shown.replace(" ", "").isdigit()
    assert len({fingerprint(Key.new().recipient) for _ in range(50)}) == 50
    for_results, for_drafts = seals([key.recipient])
    assert for_results is not None
    assert for_drafts is not None
    assert for_results.fingerprints == for_drafts.fingerprints == (shown,)


def test_names_of_sealed_files_say_no_code(tmp_path: Path, catalog: Catalog, key: Key, scan: Scan) -> None:
    """Guards that the name of a sealed result never holds the whole id, and where asked no code, and that a second save
    still finds its own file."""
    store = ResultStore(tmp_path, Seal((key.recipient,)), hides_code=True)
    path = store.save(scan, catalog)
    assert path.name == f"resultaat_2026-11-22_{str(scan.id)[:8]}.toml.age"
    assert str(scan.id) not in path.name
    assert store.save(scan, catalog, path) == path
    assert len(store.codes()) == 1


def test_a_key_is_only_written_where_nothing_stands(tmp_path: Path) -> None:
    """Guards the writing itself, also for what came there after the look before it: a file, and a link to nowhere."""
    path = tmp_path / "n.sleutel"
    path.write_bytes(b"van een ander")
    link = tmp_path / "l.sleutel"
    if sys.platform != "win32":
        link.symlink_to(tmp_path / "elders")
    for place in (path, link) if link.is_symlink() else (path,):
        with pytest.raises(ZelfscanError, match="kon niet worden geschreven"):
            write_new(place, b"een sleutel")
    assert path.read_bytes() == b"van een ander"
    assert not (tmp_path / "elders").exists()
