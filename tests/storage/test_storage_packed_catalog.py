"""The catalog as the wheel has it: one JSON file in the place of the YAML."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.packed_catalog import PACKED_FILE, packed, ready_catalog, unpacked
from zelfscan.storage.places import catalog_folder


def test_the_packed_catalog_is_the_same(catalog: Catalog) -> None:
    """Guards that packing keeps every value of the catalog and its kind, in text that people and tools can read."""
    text = packed(catalog)
    again = unpacked(text)
    assert again == catalog
    assert packed(again) == text
    for name, value in catalog._asdict().items():
        kinds = [type(item) for item in value] if isinstance(value, tuple) else [type(value)]
        other = getattr(again, name)
        assert kinds == ([type(item) for item in other] if isinstance(other, tuple) else [type(other)])
    assert json.loads(text)[0] == "Catalog"


def test_the_packed_catalog_needs_no_yaml(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that a folder with the packed file is read without the reader of YAML, and that nothing is written."""
    (tmp_path / PACKED_FILE).write_text(packed(catalog), encoding="utf-8")
    monkeypatch.setitem(sys.modules, "zelfscan.storage.catalog_reader", None)
    assert ready_catalog(tmp_path) == catalog
    assert [path.name for path in tmp_path.iterdir()] == [PACKED_FILE]


def test_a_folder_of_yaml_is_read_as_it_stands(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that in a checkout every change counts at once, that a fault is told, and that nothing is written."""
    folder = tmp_path / "catalog"
    shutil.copytree(catalog_folder(), folder)
    names = sorted(path.name for path in folder.iterdir())
    assert ready_catalog(folder) == catalog
    path = folder / "koppelingen.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("reden: ", "reden: Ook ", 1), encoding="utf-8")
    assert ready_catalog(folder) != catalog
    path.write_text("koppelingen: [", encoding="utf-8")
    with pytest.raises(ZelfscanError, match="niet in orde"):
        ready_catalog(folder)
    assert sorted(path.name for path in folder.iterdir()) == names
