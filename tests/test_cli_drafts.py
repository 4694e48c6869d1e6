"""Every command tells the newest answers of a draft, also of a program that was killed, and writes nothing to do so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from builders import make_scan
from command_line import apart, content
from zelfscan.domain import Catalog
from zelfscan.storage.drafts import draft_paths
from zelfscan.storage.result_writer import dumps

OLD = make_scan("SL-07", {7: (4, 4), 8: (1, 1)}, draft=True)
NEW = replace(make_scan("SL-07", {7: (1, 2), 8: (4, 1), 9: (3, 3)}, draft=True), id=OLD.id)
EARLIER = make_scan("SL-07", {7: (2, 2)}, round_name="voorjaar")

# The disk takes the first state, if it takes any, and never answers for the second.
KILLED = """
import os, pathlib, signal, sys, threading
from zelfscan.storage import DraftStore, DraftWriter, catalog_folder, ready_catalog
from zelfscan.storage.result_reader import loads
home, first = pathlib.Path(sys.argv[1]), sys.argv[2]
catalog = ready_catalog(catalog_folder())
old, new = (loads((home / name).read_bytes(), catalog, name) for name in ("oud", "nieuw"))
writer = DraftWriter(DraftStore(home / "concepten"), catalog, lambda: None)
if first == "met":
    writer.write(old, home / "concepten")
    writer.flush()
reached, hangs = threading.Event(), threading.Event()
def fsync(file):
    reached.set()
    hangs.wait()
os.fsync = fsync
writer.write(new, home / "concepten")
reached.wait(60)
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


@pytest.mark.heavy
@pytest.mark.parametrize("first", ["met", "zonder"])
def test_every_command_tells_the_newest_answers(tmp_path: Path, catalog: Catalog, first: str) -> None:
    """Guards one way to read a draft: what a killed program showed last, whether or not an older draft stands there
    too, is what rapport, controleer, vergelijk and groep tell, exactly as of a draft that has it all; and none of them
    changes anything in the folder."""
    (tmp_path / "oud").write_bytes(dumps(OLD, catalog))
    (tmp_path / "nieuw").write_bytes(dumps(NEW, catalog))
    assert apart(tmp_path, first, home=tmp_path, code=KILLED).status != 0
    folder, whole = tmp_path / "concepten", tmp_path / "heel"
    draft = draft_paths(folder, OLD.id)[0]
    assert draft.exists() is (first == "met")
    whole.mkdir()
    shutil.copy(tmp_path / "nieuw", whole / draft.name)
    earlier = tmp_path / "eerder.toml"
    earlier.write_bytes(dumps(EARLIER, catalog))
    left = content(folder)
    report = tmp_path / "rapport.md"

    def told(place: Path) -> list[str]:
        """What each command says of the draft in a folder."""
        file = place / draft.name
        said = []
        commands: tuple[list[str | Path], ...] = (
            ["controleer", place],
            ["controleer", file],
            ["rapport", file, "-o", report],
            ["vergelijk", earlier, file],
            ["groep", place, "--json"],
            ["groep", place, "--json", "--concepten"],
            ["groep", file, "--json", "--concepten"],
        )
        for words in commands:
            done = apart(*words, home=tmp_path)
            assert done.status == 0, done
            said.append((done.out + done.err).replace(str(place), "map"))
        return [*said, report.read_text(encoding="utf-8")]

    assert told(folder) == told(whole)
    assert content(folder) == left
