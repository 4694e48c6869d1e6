"""Drafts: whatever lies in the folder is offered again or set aside, never lost, never changed, never a crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from gemeen import CATALOG, fuzz, working_folder

import contract
from builders import make_scan, report_round
from result_file import FULL
from zelfscan.storage import DraftStore, ResultStore
from zelfscan.storage.result_reader import OtherInstrumentError, loads
from zelfscan.storage.result_writer import dumps

NAME = "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e.toml"


def check(folder: Path, data: bytes) -> None:
    """Put the bytes in a folder as a draft; look, save again, finish, and wipe."""
    path = folder / NAME
    path.write_bytes(data)
    store = DraftStore(folder)
    found = store.all(CATALOG, None)
    if not (found.drafts or found.set_aside or found.sealed):
        # Of another instrument: it waits there, untouched, for who starts with that one.
        with suppress(OtherInstrumentError):
            loads(data, CATALOG, NAME)
            raise AssertionError("a draft that nobody hears of")
    for waits in found.sealed or ([] if found.drafts or found.set_aside else [path]):
        assert waits.read_bytes() == data
        waits.unlink()
    for aside in found.set_aside:
        assert aside.read_bytes() == data
        aside.unlink()
    for scan in found.drafts:
        assert path.read_bytes() == data
        store.save(scan, CATALOG)
        saved = (folder / f"{scan.id}.toml").read_bytes()
        assert contract.content(saved) == contract.content(data)
        result = ResultStore(folder / "exports").save(scan, CATALOG)
        assert result.read_bytes() == saved
        result.unlink()
        store.delete(scan.id)
        path.unlink(missing_ok=True)
    assert [left.name for left in folder.iterdir() if left.is_file()] == []


if __name__ == "__main__":
    place = working_folder("concept")
    drafts = [make_scan("SL-01", {7: (4, 1)}, exchange="", draft=True), report_round()[0]]
    fuzz("resultaat", lambda data: check(place, data), [FULL.encode(), *(dumps(draft, CATALOG) for draft in drafts)])
