"""Collecting a round: every file is read, refused or recognised as a double, and each scan counts once."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import make_scan
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.storage.collect import Double, find_files, read_many
from zelfscan.storage.scan_toml import dumps


def put(path: Path, scan: Scan, catalog: Catalog) -> Path:
    """Write a scan somewhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dumps(scan, catalog))
    return path


def test_folders_are_searched_and_files_taken_as_given(tmp_path: Path) -> None:
    """Results below a folder, without hidden files and other files; a named file whatever its name."""
    for name in ("b/c.toml", "a.TOML", "x.txt", "._a.toml", ".git/d.toml", "b/x.toml.kapot", "los.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    missing = tmp_path / "weg.toml"

    assert find_files([missing, tmp_path / "los.txt", tmp_path]) == [
        tmp_path / "a.TOML",
        tmp_path / "b" / "c.toml",
        tmp_path / "los.txt",
        missing,
    ]


def test_a_real_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named twice, in its folder as well, or by another road is one file."""
    path = tmp_path / "a.toml"
    path.touch()
    (tmp_path / "map").mkdir()
    monkeypatch.chdir(tmp_path)

    assert len(find_files([path, path, tmp_path, tmp_path / "map" / ".." / "a.toml", Path("a.toml")])) == 1


def test_a_round_is_read(catalog: Catalog, tmp_path: Path) -> None:
    """Results count, drafts stand apart, and what is refused says why while the rest goes on."""
    first = make_scan("SL-01")
    second = make_scan("SL-02")
    draft = make_scan("SL-03", draft=True)
    put(tmp_path / "2.toml", second, catalog)
    put(tmp_path / "1.toml", first, catalog)
    put(tmp_path / "3.toml", draft, catalog)
    (tmp_path / "4.toml").write_bytes(b"schema = 1\nx = 2")
    told: list[tuple[int, int]] = []

    found = read_many([tmp_path, tmp_path / "weg"], catalog, lambda done, total: told.append((done, total)))

    assert (found.read, found.valid) == (5, 2)
    assert found.scans == (first, second)
    assert found.drafts == (draft,)
    assert [item.path.name for item in found.rejected] == ["4.toml", "weg"]
    assert len(found.rejected[0].problems) == 3
    assert found.rejected[1].problems == ("dit bestand of deze map bestaat niet",)
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert read_many([tmp_path], catalog, include_drafts=True).scans == (first, second, draft)


def test_the_same_scan_counts_once(catalog: Catalog, tmp_path: Path) -> None:
    """The latest finish wins over earlier ones and over any draft, whatever the order of the files."""
    scan = make_scan("SL-01")
    assert scan.finished
    later = replace(scan, finished=scan.finished + timedelta(days=1), school="De Brug")
    paths = (
        put(tmp_path / "a.toml", later, catalog),
        put(tmp_path / "b.toml", scan, catalog),
        put(tmp_path / "c.toml", replace(scan, finished=None), catalog),
    )

    found = read_many([tmp_path], catalog)

    assert found.scans == (later,)
    assert found.drafts == ()
    assert found.doubles == (Double(scan.id, paths, paths[0]),)


def test_equal_doubles_go_to_the_last_path(catalog: Catalog, tmp_path: Path) -> None:
    """A copy on a stick gives the same outcome at every run."""
    scan = make_scan("SL-01")
    paths = (put(tmp_path / "a.toml", scan, catalog), put(tmp_path / "b.toml", scan, catalog))

    for order in (paths, paths[::-1]):
        (double,) = read_many(order, catalog).doubles
        assert double == Double(scan.id, paths, paths[1])


def test_a_folder_that_cannot_be_listed_is_told(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed folder is not silently an empty one."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "x", str(tmp_path))

    monkeypatch.setattr(os, "scandir", fail)
    (rejected,) = read_many([tmp_path], catalog).rejected

    assert rejected.path == tmp_path
    assert rejected.problems == ("deze map kan niet worden gelezen",)


def test_nothing_to_read_is_no_error(catalog: Catalog, tmp_path: Path) -> None:
    """An empty folder gives an empty round."""
    found = read_many([tmp_path], catalog)

    assert (found.read, found.valid, found.rejected) == (0, 0, ())
