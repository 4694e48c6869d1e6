"""What a computer can and cannot do: said in Dutch, and survived."""

from __future__ import annotations

import errno
import importlib.util
import sys
from pathlib import Path

import pytest

from builders import make_scan
from command_line import Here, apart
from zelfscan import cli
from zelfscan.domain import Catalog
from zelfscan.errors import how_to_add
from zelfscan.storage import reason
from zelfscan.storage.result_writer import dumps


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command and hears what it says."""
    return Here(capsys)


def test_the_installation_is_told(run: Here) -> None:
    """Guards that each part is named with whether it works, and that nothing is made on the way."""
    told = run("--controleer-installatie")
    assert told.status == 0
    for part in (
        "Terminal      nee",
        "Kleuren",
        "Tekens",
        "PDF           ja",
        "Zegel         ja",
        "Resultaten",
        "Concepten",
    ):
        assert part in told.out, part
    assert list(Path().iterdir()) == []


def test_a_typesetter_that_does_not_start_is_told(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that a part that is there but does not load gives a sentence with a way out, and no traceback."""
    broken = tmp_path / "kapot" / "typst"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text('raise ImportError("x")\n', encoding="utf-8")
    result = tmp_path / "SL-07.toml"
    result.write_bytes(dumps(make_scan("SL-07", {7: (4, 2)}), catalog))
    start = f"import sys; sys.path.insert(0, {str(broken.parent)!r}); from zelfscan.cli import main; sys.exit(main())"
    told = apart("rapport", result, "-o", tmp_path / "x.pdf", home=tmp_path, code=start)
    assert told.status == 1
    assert "Traceback" not in told.err
    assert "virusscanner" in told.err
    assert "Markdown" in told.err
    assert "PDF           nee" in apart("--controleer-installatie", home=tmp_path, code=start).out


def test_in_the_folder_for_windows_nobody_hears_of_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that the way out fits how zelfscan came here."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    assert "-m pip install" in how_to_add("pdf")
    # What uv makes has no pip of its own.
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert f'uv pip install --python {sys.executable} "zelfscan[pdf]"' in how_to_add("pdf")
    (tmp_path / "python").mkdir()
    (tmp_path / "Zelfscan.cmd").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python" / "python.exe"))
    assert how_to_add("pdf").startswith("Haal de map")


def test_a_reader_that_stops_on_windows_is_no_fault(monkeypatch: pytest.MonkeyPatch, run: Here) -> None:
    """Guards that EINVAL of no file ends quietly there, and is told elsewhere and for a file."""

    def stop(words: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(cli, "_run", stop)
    monkeypatch.setattr(sys, "platform", "win32")
    assert run("x")[::2] == (0, "")
    monkeypatch.setattr(sys, "platform", "linux")
    assert run("x").status == 1


class WindowsError(OSError):
    """An error as Windows gives it."""

    winerror = 0


@pytest.mark.parametrize(
    ("code", "name", "too_long"),
    [(206, "a", True), (3, "a" * 300, True), (123, "b" * 256, True), (2, "a.toml", False), (3, "map/a.toml", False)],
)
def test_a_name_that_is_too_long_is_told_as_such(code: int, name: str, too_long: bool) -> None:
    """Guards that Windows' 'not found' for a name beyond its room is not told as a file that is not there."""
    error = WindowsError(errno.ENOENT, "x", name)
    error.winerror = code
    assert ("te lang" in reason(error)) is too_long


def test_no_word_beside_it_is_dropped(run: Here) -> None:
    """Guards that a look at the installation is not taken for a look with another option."""
    for words in (["--controleer-installatie", "groep"], ["--exports", "x", "--controleer-installatie"]):
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        assert "staat alleen" in err
