"""What starting the program brings along, each in a fresh interpreter."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from builders import make_scan, report_round
from command_line import apart, content, write_round
from zelfscan.domain import Catalog

SCREEN = {"textual", "plotext", "rich"}
FORMATS = {"msgspec", "yaml", "rtoml", "tomli_w"}
HEAVY = {"networkx", "xlsxwriter", "numpy"}
# Runs the command in its arguments, then names every top-level module that was imported, as the last line of stderr.
LIST = """
import sys
from zelfscan.cli import main
status = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""
IMPORT_ALL = """
import pkgutil, sys
from importlib import import_module
import zelfscan
for found in pkgutil.walk_packages(zelfscan.__path__, "zelfscan."):
    if not found.name.endswith("__main__"):
        import_module(found.name)
        print(found.name)
"""


def imported(home: Path, *words: str | Path) -> set[str]:
    """The top-level modules that a command imported."""
    told = apart(*words, home=home, code=LIST)
    assert told.status == 0
    return set(told.err.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["groep", "--help"], ["catalogus", "--help"], ["scan", "--help"]]
)
def test_a_word_of_help_brings_nothing_along(tmp_path: Path, words: list[str]) -> None:
    """Guards the start of --version and --help: no screen, no file formats, no figures."""
    assert imported(tmp_path, *words) & (SCREEN | FORMATS | HEAVY) == set()


def test_the_version_needs_no_library(tmp_path: Path) -> None:
    """Guards the lightest start of all: --version imports nothing that somebody else wrote, also not by a face, and
    nothing of Python that takes long.
    """
    libraries = {name for name, owners in packages_distributions().items() if owners != ["zelfscan"]}
    assert {"textual", "msgspec", "rtoml"} <= libraries
    brought = imported(tmp_path, "--version")
    assert brought & libraries - sys.stdlib_module_names <= {"_virtualenv"}
    bare = set(apart(home=tmp_path, code="import sys; print(*sys.modules)").out.split())
    assert (brought - bare) & {"pathlib", "string", "typing", "dataclasses"} == set()


@pytest.mark.heavy
def test_commands_without_a_screen_bring_none(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that the catalog, the check and the figures as JSON start without Textual and plotext."""
    folder = write_round(tmp_path / "ronde", report_round(), catalog)
    for words in (["catalogus"], ["catalogus", "--json"], ["controleer", folder], ["groep", folder, "--json"]):
        assert imported(tmp_path, *words) & SCREEN == set(), words


@pytest.mark.heavy
def test_a_round_without_pairs_needs_no_matching(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that the matching library, slow to load, waits until two leaders want to exchange and fit."""
    here, there = {7: (4, 1), 17: (4, 4)}, {7: (4, 4), 17: (4, 1)}
    one, other = make_scan("A", here, exchange=""), make_scan("B", there, exchange="")
    for scans, loaded in (([one], False), ([one, make_scan("B", there)], False), ([one, other], True)):
        folder = write_round(tmp_path / "ronde", scans, catalog)
        assert ("networkx" in imported(tmp_path, "groep", folder, "--json")) is loaded


def test_what_nobody_asked_for_is_not_loaded(tmp_path: Path, catalog: Catalog) -> None:
    """Guards the start of the check and of the figures as JSON over a round in which nobody opted in: no screen, no
    matching, no tables, no seal, no second reader of TOML, nothing that starts processes.
    """
    folder = write_round(tmp_path / "ronde", report_round(), catalog)
    rare = {"tomllib", "pyrage", "difflib", "subprocess", "multiprocessing"}
    commands: tuple[tuple[str | Path, ...], ...] = (("controleer", folder), ("groep", folder, "--json"))
    for words in commands:
        assert imported(tmp_path, *words) & (SCREEN | HEAVY | rare) == set(), words
    # Neither the sums of a round nor the names of drafts.
    assert imported(tmp_path, "controleer", folder) & {"fractions", "hashlib"} == set()


def test_what_comes_later_waits(tmp_path: Path) -> None:
    """Guards that the app starts without plotext, which costs as much as all of ours together, and without reports."""
    late = "{'textual', 'plotext', 'typst', 'zelfscan.reports.document'}"
    code = f"import sys, zelfscan.tui.scan_app, zelfscan.tui.round.guard; print(*({late} & set(sys.modules)))"
    assert apart(home=tmp_path, code=code).out == "textual\n"


@pytest.mark.heavy
def test_importing_creates_nothing(tmp_path: Path) -> None:
    """Guards that no module makes a folder or a file, at home or in the current folder, just by being imported."""
    told = apart(home=tmp_path, code=IMPORT_ALL)
    assert (told.status, told.err) == (0, "")
    assert "zelfscan.tui.scan_app" in told.out.splitlines()
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.heavy
def test_commands_that_only_look_create_nothing(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that showing and checking leave no trace either, in the folder of the round or at home."""
    folder = write_round(tmp_path / "ronde", report_round(), catalog)
    before = content(tmp_path)
    for words in (["catalogus"], ["controleer", folder], ["groep", folder, "--json"], ["groep", folder], ["scan"]):
        apart(*words, home=tmp_path)
    assert content(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ronde"]
