"""Files that are no plain result: what they are called, and zips that are read within bounds."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_scan
from zelfscan.domain import Catalog
from zelfscan.storage import other_files
from zelfscan.storage.files import SIZE_LIMIT, UnreadableError
from zelfscan.storage.listing import list_files
from zelfscan.storage.other_files import content, kind_of, zipped_results
from zelfscan.storage.result_writer import dumps


def packed(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def test_a_result_in_a_zip_is_that_result(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that the bytes are those that were packed, and that a zip that is replaced is read anew."""
    first, second = (dumps(make_scan(code), catalog) for code in ("SL-01", "SL-02"))
    path = packed(tmp_path / "p.zip", {"a/b.toml": first})
    assert content(path / "a" / "b.toml") == first
    packed(path, {"a/b.toml": second + b"#"})
    assert content(path / "a" / "b.toml") == second + b"#"
    with pytest.raises(UnreadableError, match="staat niet in de zip"):
        content(path / "c.toml")
    with pytest.raises(UnreadableError, match="bestaat niet"):
        content(tmp_path / "weg.zip" / "a.toml")


@pytest.mark.parametrize(
    "name",
    ["../x.toml", "/x.toml", "a/../../x.toml", "C:/x.toml", "a\\..\\x.toml", "a//x.toml", ".x.toml", "a/.x/x.toml"],
)
def test_no_name_leads_out_of_a_zip(tmp_path: Path, catalog: Catalog, name: str) -> None:
    """Guards names that would be another place when they were unpacked: they are no results, and nothing is written."""
    path = packed(tmp_path / "p.zip", {name: dumps(make_scan(), catalog), "goed.toml": dumps(make_scan(), catalog)})
    assert zipped_results(path) == ("goed.toml",)
    assert [file.name for file in list_files([tmp_path])] == ["goed.toml"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_zip_of_results_that_lead_out_says_so(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that nobody hears that there is no result where there are, of a zip in a folder and of one that is given;
    what is hidden is none.
    """
    for names, told in ((("../t/a.toml", "../t/b.toml"), "naar een andere map"), ((".a.toml",), "geen resultaat")):
        path = packed(tmp_path / "p.zip", dict.fromkeys(names, dumps(make_scan(), catalog)))
        [(name, why)] = list_files([tmp_path]).skipped
        assert (name, told in why) == ("p.zip", True)
        with pytest.raises(UnreadableError, match=told):
            content(path)


def test_a_zip_of_which_some_results_lead_out_names_them(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that the others are read, and that nobody misses a result without a word; of a zip that is given too."""
    result = dumps(make_scan(), catalog)
    path = packed(tmp_path / "p.zip", dict.fromkeys(("goed.toml", "../t/a.toml", ".x.toml"), result))
    for root in (tmp_path, path):
        found = list_files([root])
        assert [file.name for file in found] == ["goed.toml"]
        [(name, why)] = found.skipped
        assert name == "p.zip"
        assert why.startswith("1 resultaat in deze zip heeft een naam die naar een andere map kan wijzen")


def test_a_zip_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards bombs: one result that is too large, many that are so together, too many names, a zip that is too large,
    and sizes that stand in another place."""
    one = packed(tmp_path / "one.zip", {"a.toml": bytes(SIZE_LIMIT + 1)})
    with pytest.raises(UnreadableError, match="te groot"):
        content(one / "a.toml")
    together = packed(tmp_path / "together.zip", {f"{place}.toml": bytes(SIZE_LIMIT) for place in range(33)})
    with pytest.raises(UnreadableError, match="uitgepakt"):
        zipped_results(together)
    monkeypatch.setattr(other_files, "DIRECTORY_LIMIT", 1000)
    many = packed(tmp_path / "many.zip", {f"{place}.toml": b"" for place in range(30)})
    with pytest.raises(UnreadableError, match="te veel bestanden"):
        zipped_results(many)
    monkeypatch.setattr(other_files, "ZIP_LIMIT", 1000)
    with pytest.raises(UnreadableError, match="te groot"):
        zipped_results(together)
    small = packed(tmp_path / "small.zip", {"a.toml": b"x"})
    data = small.read_bytes()
    small.write_bytes(data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:])
    with pytest.raises(UnreadableError, match="te veel bestanden"):
        zipped_results(small)


def test_a_size_that_lies_gives_no_more_than_it_says(tmp_path: Path) -> None:
    """Guards a member that says that it is small and unpacks to much: it is damaged, and no more of it is unpacked."""
    path = packed(tmp_path / "p.zip", {"a.toml": bytes(SIZE_LIMIT)})
    data = bytearray(path.read_bytes())
    start = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, start + 24, 10)
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="beschadigd"):
        content(path / "a.toml")


def test_other_ways_to_pack_are_told(tmp_path: Path) -> None:
    """Guards a password and a way of packing that could take long: each with what to do."""
    path = packed(tmp_path / "p.zip", {"a.toml": b"x"}, zipfile.ZIP_BZIP2)
    with pytest.raises(UnreadableError, match="pak hem eerst uit"):
        content(path / "a.toml")
    data = bytearray(packed(tmp_path / "q.zip", {"a.toml": b"x"}).read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "q.zip").write_bytes(data)
    with pytest.raises(UnreadableError, match="wachtwoord"):
        content(tmp_path / "q.zip" / "a.toml")


@given(st.data())
def test_a_damaged_zip_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Guards that no damage to a zip gives anything but its content or a Dutch reason."""
    folder = tmp_path_factory.mktemp("zip")
    whole = bytearray(packed(folder / "p.zip", {"a.toml": b"schema = 1\n" * 40, "b/c.toml.age": b"x"}).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (folder / "p.zip").write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for path in (*list_files([folder]), *list_files([folder / "p.zip"])):
        with suppress(UnreadableError):
            assert len(content(path)) <= SIZE_LIMIT


@given(st.binary(max_size=60))
def test_every_kind_has_a_name_or_none(data: bytes) -> None:
    """Guards that anything can be asked for its kind, and that a result is never called something else."""
    assert isinstance(kind_of(data), str)
    assert kind_of(b"\xef\xbb\xbf schema = 1\n" + data) == ""
