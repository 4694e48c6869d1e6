"""The catalog in the form that loads at once."""

from __future__ import annotations

import marshal
import os
import shutil
import sys
from pathlib import Path

import pytest

from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage import catalog_yaml
from zelfscan.storage.compiled_catalog import ready_catalog
from zelfscan.storage.paths import catalog_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalog, whose compiled form goes to a folder of the test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    copied = tmp_path / "catalog"
    shutil.copytree(catalog_folder(), copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of which the YAML was read."""
    read: list[Path] = []
    real = catalog_yaml.read_catalog

    def count(folder: Path) -> Catalog:
        read.append(folder)
        return real(folder)

    monkeypatch.setattr(catalog_yaml, "read_catalog", count)
    return read


def kept(folder: Path) -> list[Path]:
    """The files that hold a compiled form."""
    return [path for path in (folder.parent / "bytecode").rglob("*") if path.is_file()]


def test_the_compiled_catalog_is_the_same(folder: Path, catalog: Catalog, readings: list[Path]) -> None:
    """Guards that the YAML is read once, and that the compiled form gives the very same catalog, types and all."""
    first, second = ready_catalog(folder), ready_catalog(folder)
    assert first == second == catalog
    assert readings == [folder]
    assert [type(item) for item in second.topics] == [type(item) for item in catalog.topics]
    assert len(kept(folder)) == 1


def test_a_changed_file_is_read_again(folder: Path, readings: list[Path]) -> None:
    """Guards that an edited, added or removed file counts at once, also when its time and size stay as they were."""
    before = ready_catalog(folder)
    path = folder / "koppelingen.yaml"
    times = path.stat()
    text = path.read_text(encoding="utf-8")
    place = text.index("reden: ") + len("reden: ") + 3
    changed = f"{text[:place]}q{text[place + 1 :]}"
    path.write_text(changed, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert ready_catalog(folder) != before
    path.write_text(text, encoding="utf-8")
    assert ready_catalog(folder) == before
    assert len(readings) == 3


@pytest.mark.parametrize("rubbish", [b"", b"x", marshal.dumps(None), marshal.dumps(((), {}, {}, {})), b"\xe3" * 40])
def test_a_damaged_compiled_form_is_no_trouble(folder: Path, catalog: Catalog, rubbish: bytes) -> None:
    """Guards that what cannot be used is made anew, whatever stands there."""
    ready_catalog(folder)
    [path] = kept(folder)
    whole = path.read_bytes()
    path.write_bytes(rubbish)
    assert ready_catalog(folder) == catalog
    assert path.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, catalog: Catalog, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that PYTHONDONTWRITEBYTECODE, a Python without byte code and a place that refuses are respected."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert ready_catalog(folder) == catalog
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert ready_catalog(folder) == catalog
    monkeypatch.undo()
    (folder.parent / "bytecode").write_text("a file where a folder should be")
    monkeypatch.setattr(sys, "pycache_prefix", str(folder.parent / "bytecode"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert ready_catalog(folder) == catalog
    assert kept(folder) == []


def test_a_catalog_that_is_not_in_order_stays_refused(folder: Path) -> None:
    """Guards that a broken catalog is told at every start, and that no compiled form hides it."""
    ready_catalog(folder)
    (folder / "competenties.yaml").write_text("instrument: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ZelfscanError, match="niet in orde"):
            ready_catalog(folder)
