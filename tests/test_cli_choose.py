"""Commands without a file: the person chooses from their own results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import zelfscan.cli.reading
from builders import STARTED, make_scan
from zelfscan.cli import main
from zelfscan.domain import Catalog
from zelfscan.storage import ResultStore

Answers = Callable[..., None]


@pytest.fixture
def folder(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two scans of one leader, and a file that is no result."""
    store = ResultStore(tmp_path / "exports")
    store.save(make_scan("SL-07", {7: (4, 2)}), catalog)
    later = make_scan("SL-07", {7: (4, 4)}, started=STARTED + timedelta(days=200))
    store.save(replace(later, finished=later.started + timedelta(minutes=9)), catalog)
    (store.folder / "kapot.toml").write_text("x", encoding="utf-8")
    monkeypatch.setenv("ZELFSCAN_EXPORTS", str(store.folder))
    return store.folder


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Put somebody at the terminal who types these lines."""

    def give(*lines: str) -> None:
        typed = iter(lines)
        monkeypatch.setattr(zelfscan.cli.reading, "has_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _: next(typed))

    return give


def test_a_result_is_chosen_by_its_number(folder: Path, answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards the list: newest first, what cannot be read only counted, and a wrong number asked again."""
    answers("3", "x", "2")
    assert main(["rapport", "--uit", str(folder / "verslag.md")]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert "10 juni 2027" in lines[1]
    assert "22 november 2026" in lines[2]
    assert "SL-07" in lines[2]
    assert "1 van 29" in lines[2]
    assert "1 bestand daar kan zelfscan niet lezen" in lines[3]
    assert said.err.count("Typ het nummer uit de lijst: 1 tot en met 2.") == 2
    assert "22 november 2026" in (folder / "verslag.md").read_text(encoding="utf-8")


def test_two_results_are_compared_the_oldest_first(
    folder: Path, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guards that the order in which two scans are named does not matter, and that one is not enough."""
    answers("1", "1 1", "1 2")
    assert main(["vergelijk", "--tekst"]) == 0
    said = capsys.readouterr()
    assert "Van 22 november 2026 naar 10 juni 2027" in said.out
    assert "Let op" not in said.err


def test_nothing_is_chosen(folder: Path, answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards that Enter alone leaves, and that too few results are told; nothing is made or changed."""
    before = sorted(folder.iterdir())
    answers("")
    assert main(["open"]) == 2
    next(path for path in before if path.name != "kapot.toml").unlink()
    answers()
    capsys.readouterr()
    assert main(["vergelijk"]) == 2
    assert "staan geen twee resultaten" in capsys.readouterr().err
    assert len(list(folder.iterdir())) == len(before) - 1
