"""`zelfscan vergelijk` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import zelfscan.cli.commands
import zelfscan.storage
from builders import STARTED, make_scan
from zelfscan.cli import main
from zelfscan.domain import Catalog, Scan
from zelfscan.storage.result_writer import dumps
from zelfscan.tui.comparison import ComparisonApp

EARLIER = make_scan("SL-07", {7: (4, 2), 17: (3, 3)})
LATER = make_scan("sl-07 ", {7: (4, 4), 17: (4, 3)}, started=STARTED + timedelta(days=200))
Save = Callable[..., list[str]]


@pytest.fixture
def save(catalog: Catalog, tmp_path: Path) -> Save:
    """Write scans to files; the paths as words for the command line."""

    def write(*scans: Scan) -> list[str]:
        paths = [tmp_path / f"{place}.toml" for place in range(len(scans))]
        for path, scan in zip(paths, scans, strict=True):
            path.write_bytes(dumps(scan, catalog))
        return [str(path) for path in paths]

    return write


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[ComparisonApp]:
    """The views that would have opened, in a terminal."""
    found: list[ComparisonApp] = []

    def run(app: ComparisonApp) -> int:
        found.append(app)
        return 0

    monkeypatch.setattr(zelfscan.cli.commands, "has_terminal", lambda: True)
    monkeypatch.setattr(ComparisonApp, "run", run)
    return found


def test_text_when_piped(save: Save, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards the text on stdout and silence on stderr; a code in other case is the same code."""
    assert main(["vergelijk", *save(EARLIER, LATER)]) == 0
    said = capsys.readouterr()
    assert "\nVan 22 november 2026 naar 10 juni 2027\n" in said.out
    assert "2 competenties zijn te vergelijken." in said.out
    assert "belang 4, van toepassing 2 naar 4; van ontwikkelen naar benutten" in " ".join(said.out.split())
    assert said.err == ""


def test_a_terminal_gets_the_view(
    save: Save, shown: list[ComparisonApp], capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    """Guards that the view opens in a terminal, and that --tekst keeps it closed."""
    files = save(EARLIER, LATER)
    assert main(["vergelijk", *files]) == 0
    assert len(shown) == 1
    assert capsys.readouterr().out == ""
    assert main(["vergelijk", "--tekst", *files]) == 0
    assert len(shown) == 1
    assert "te vergelijken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (LATER, EARLIER, ("het eerste bestand is niet ouder dan het tweede", "Wisselde u ze om?")),
        (EARLIER, replace(LATER, participant="SL-\x1b[31m09"), ("de codes verschillen (SL-07 en SL- [31m09)",)),
        (EARLIER, replace(LATER, finished=None), ("het tweede bestand is een concept",)),
        (replace(EARLIER, finished=None), LATER, ("het eerste bestand is een concept",)),
    ],
)
def test_an_odd_pair_is_compared_with_a_warning(
    save: Save, capsys: pytest.CaptureFixture[str], earlier: Scan, later: Scan, words: tuple[str, ...]
) -> None:
    """Guards the notes on stderr for a swapped order, other codes and drafts; the comparison is made anyway."""
    assert main(["vergelijk", *save(earlier, later)]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("Let op: ")
    assert said.err.count("\n") == 1
    for part in words:
        assert part in said.err
    assert "te vergelijken" in said.out
    assert "\x1b" not in said.err


def test_other_versions_of_the_instrument_are_told(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guards the note for scans of two versions, in which an item may mean something else."""
    paths = {tmp_path / "a": EARLIER, tmp_path / "b": replace(LATER, instrument_version=2)}
    monkeypatch.setattr(zelfscan.storage, "read_scan", lambda path, catalog, key: paths[path])
    assert main(["vergelijk", *map(str, paths)]) == 0
    assert "verschillende versies van de vragenlijst" in capsys.readouterr().err


def test_the_same_scan_twice_is_refused(save: Save, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards status 1 and the way out when both files are one scan, also when it was changed in between."""
    assert main(["vergelijk", *save(EARLIER, replace(LATER, id=EARLIER.id))]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "dezelfde scan" in said.err
    assert "eerdere scan" in said.err


@pytest.mark.parametrize("place", [0, 1])
def test_a_broken_file_is_refused_with_the_reason(save: Save, capsys: pytest.CaptureFixture[str], place: int) -> None:
    """Guards strict reading on both sides: status 1, the file, what is wrong, and nothing on stdout."""
    files = save(EARLIER, LATER)
    broken = Path(files[place])
    broken.write_text(broken.read_text(encoding="utf-8").replace("belang = 4", "belang = 5"), encoding="utf-8")
    assert main(["vergelijk", *files]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert broken.name in said.err
    assert "belang" in said.err
    assert main(["vergelijk", files[1 - place], str(broken.parent / "weg.toml")]) == 1
    assert "weg.toml" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["een.toml"], ["een.toml", "twee.toml", "drie.toml"], ["a", "b", "--json"]])
def test_wrong_use_ends_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Guards too few and too many files and an unknown option."""
    assert main(["vergelijk", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--help" in said.err


def test_one_of_two_is_made_up(save: Save, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards a word on an example that is compared with somebody's own scan."""
    assert main(["vergelijk", *save(replace(EARLIER, made_up=True), LATER)]) == 0
    assert "verzonnen" in capsys.readouterr().err
    assert main(["vergelijk", *save(replace(EARLIER, made_up=True), replace(LATER, made_up=True))]) == 0
    assert capsys.readouterr().err == ""
