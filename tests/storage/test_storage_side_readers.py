"""Reading with several processes: the same outcome, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import current_thread
from typing import Any

import pytest

from builders import make_scan, report_round
from command_line import write_round
from zelfscan.domain import Catalog
from zelfscan.storage import reading, side_readers
from zelfscan.storage.collect import Collected, read_round
from zelfscan.storage.listing import list_files
from zelfscan.storage.reading import PROCESSES, Progress
from zelfscan.storage.results import ResultStore
from zelfscan.storage.seal import Key, Seal
from zelfscan.storage.side_serving import Portion

Children = list[subprocess.Popen[bytes]]


@pytest.fixture
def folder(tmp_path: Path, catalog: Catalog) -> Path:
    """A round over two folders with a double, a draft and two refused files."""
    top = write_round(tmp_path / "ronde", [*report_round(), make_scan("SL-11", {7: (4, 1)}, exchange="bel")], catalog)
    write_round(top / "diep", [report_round()[0], make_scan("SL-12", draft=True)], catalog)
    (top / "kapot.toml").write_bytes(b"schema = 1\nx = 2")
    (top / "diep" / "weg.toml").write_bytes(b"\xff")
    return top


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    """All children that are started; small portions, so that there is work for each."""
    started: Children = []
    start = side_readers.start_child

    def noted() -> subprocess.Popen[bytes] | None:
        child = start()
        if child is not None:
            started.append(child)
        return child

    monkeypatch.setattr(side_readers, "start_child", noted)
    monkeypatch.setattr(reading, "PORTION", 2)
    return started


def read(folder: Path, catalog: Catalog, processes: int, progress: Progress | None = None, **options: Any) -> Collected:
    """Read a folder with so many processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PROCESSES, str(processes))
        return read_round(list_files([folder]), catalog, progress, **options)


def outcome(found: Collected) -> tuple[Any, ...]:
    """Everything that was found."""
    return found.counted, list(found.places), found.drafts, found.rejected, found.doubles


@pytest.fixture
def only_children(children: Children, monkeypatch: pytest.MonkeyPatch) -> Children:
    """The same, and where there are children they have to do everything."""
    here, take = current_thread(), side_readers.Work.take

    def take_not(work: side_readers.Work) -> Portion | None:
        return None if current_thread() is here else take(work)

    monkeypatch.setattr(side_readers.Work, "take", take_not)
    return children


def test_any_number_of_processes_finds_the_same(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards that one, two and three processes give one outcome, and that none of them is left behind."""
    alone = outcome(read(folder, catalog, 1))
    assert children == []
    for processes in (2, 3):
        assert outcome(read(folder, catalog, processes)) == alone
    assert len(children) == 1 + 2
    assert all(child.returncode is not None for child in children)


@pytest.mark.parametrize("include_drafts", [False, True])
def test_children_read_as_this_process_does(
    catalog: Catalog, folder: Path, only_children: Children, include_drafts: bool
) -> None:
    """Guards that the work of children is used at all, and that they follow the same wishes, when all is up to them."""
    found = [outcome(read(folder, catalog, processes, include_drafts=include_drafts)) for processes in (1, 2, 3)]
    assert found[0] == found[1] == found[2]
    assert found[0][0].total.size == (12 if include_drafts else 11)
    assert len(only_children) == 3


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import os, sys; sys.stdin.buffer.read(100); os._exit(0)",
        "print('geen deel')",
        "print('x' * 10**6)",
        "import marshal, sys; marshal.dump((0, b'', 0, [], {}, 0, [], []), sys.stdout.buffer)",
        "import marshal, sys; marshal.dump(3, sys.stdout.buffer)",
    ],
)
def test_a_child_that_does_not_do_its_work(
    catalog: Catalog, folder: Path, children: Children, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Guards a child that ends at once or after a while, and one that says something else than was asked."""
    alone = outcome(read(folder, catalog, 1))
    monkeypatch.setattr(side_readers, "BEGIN", code)
    assert outcome(read(folder, catalog, 3)) == alone
    assert all(child.returncode is not None for child in children)


def test_a_child_that_is_killed_while_it_reads(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards that what a child had in hand when it was killed is read here."""
    alone = outcome(read(folder, catalog, 1))

    def kill(done: int, total: int) -> None:
        for child in children:
            child.kill()

    assert outcome(read(folder, catalog, 3, kill)) == alone


@pytest.mark.parametrize("error", [OSError(11, "x"), PermissionError(13, "x"), FileNotFoundError(2, "x")])
def test_where_no_process_can_be_started(
    catalog: Catalog, folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Guards a computer that gives no more processes: everything is read here, without a word."""

    def refuse(*_: Any, **__: Any) -> None:
        raise error

    alone = outcome(read(folder, catalog, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", refuse)
        assert outcome(read(folder, catalog, 2)) == alone
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert outcome(read(folder, catalog, 2)) == alone


def test_progress_only_goes_up(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards the counter: never back, never beyond the total, and the total exactly once, at the end."""
    for processes in (1, 2, 3):
        told: list[tuple[int, int]] = []
        read(folder, catalog, processes, lambda done, total: told.append((done, total)))  # noqa: B023
        counts = [done for done, _ in told]
        assert counts == sorted(set(counts))
        assert {total for _, total in told} == {15}
        assert counts[-1] == 15


def test_breaking_off_ends_the_children(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards that whoever stops while reading (Esc, Ctrl+C) leaves no process behind and waits for none."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(folder, catalog, 3, stop)
    assert len(children) == 2
    assert all(child.returncode is not None for child in children)


def test_a_sealed_round(catalog: Catalog, tmp_path: Path, only_children: Children) -> None:
    """Guards that children open sealed files with the key, and that the key is in no command line nor environment."""
    pytest.importorskip("pyrage")
    key = Key.new()
    store = ResultStore(tmp_path / "ronde", Seal((key.recipient,)))
    for scan in report_round():
        store.save(scan, catalog)
    seen: list[str] = []

    def look(done: int, total: int) -> None:
        seen.extend(f"{child.args!r}" for child in only_children)
        if sys.platform == "linux":
            seen.extend(_told_to(only_children))

    found = [outcome(read(store.folder, catalog, processes, look, key=key)) for processes in (1, 2, 3)]
    assert found[0] == found[1] == found[2]
    assert found[0][0].total.size == 10
    assert seen
    assert not any("AGE-SECRET-KEY" in text for text in seen)
    without = [outcome(read(store.folder, catalog, processes)) for processes in (1, 2)]
    assert without[0] == without[1]
    assert len(without[0][3]) == 10


def _told_to(children: Children) -> Iterator[str]:
    for child in children:
        for name in ("cmdline", "environ"):
            try:
                yield Path(f"/proc/{child.pid}/{name}").read_text(errors="replace")
            except OSError:
                continue  # It just ended.


def test_children_hear_no_interrupt_and_have_no_terminal(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards that Ctrl+C reaches this process alone, and that a child has nothing to write to a screen with."""
    seen: list[tuple[bool, str]] = []

    def look(done: int, total: int) -> None:
        if sys.platform == "linux":
            for child in children:
                try:
                    said = os.readlink(f"/proc/{child.pid}/fd/2")  # noqa: PTH115
                    seen.append((os.getsid(child.pid) != os.getsid(0), said))
                except OSError:
                    continue  # It just ended.

    read(folder, catalog, 2, look)
    assert set(seen) <= {(True, "/dev/null")}
    assert seen or sys.platform != "linux"


def test_what_a_child_brings_along(catalog: Catalog, folder: Path) -> None:
    """Guards that a child loads no screen, no catalog, no matching and no tables: it only reads."""
    code = (
        "import sys; from zelfscan.storage.side_serving import serve\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "textual",
        "plotext",
        "rich",
        "yaml",
        "networkx",
        "xlsxwriter",
        "pyrage",
        "argparse",
        "tomllib",
    }
    assert not {name for name in loaded if name.startswith(("zelfscan.tui", "zelfscan.cli", "zelfscan.reports"))}


def test_the_number_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that few files are read by one, that many are by no more than there are processors, and the variable."""
    monkeypatch.delenv(PROCESSES, raising=False)
    monkeypatch.setattr(reading, "_processors", lambda: 4)
    count = reading.processes_for
    assert (count(1), count(reading.FEW_FILES), count(reading.FEW_FILES + 1), count(10**6)) == (1, 1, 4, 4)
    for text, expected in (("1", 1), ("3", 3), ("0", 1), ("999", 8), ("x", 4), ("", 4), ("-2", 4), ("1234", 4)):
        monkeypatch.setenv(PROCESSES, text)
        assert count(10**6) == expected


def test_an_interrupt_in_the_middle(catalog: Catalog, folder: Path, children: Children) -> None:
    """Guards that a real interrupt ends reading with that interrupt, and leaves no process behind."""

    def interrupt(done: int, total: int) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        read(folder, catalog, 2, interrupt)
    assert len(children) == 1
    assert children[0].returncode is not None
