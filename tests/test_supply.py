"""What is installed: exactly what was looked at, from wherever it comes, under licences that go with ours."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("scan", "test", "fuzz")
ALLOWED = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla", re.IGNORECASE)
"""Licences under which a school may use and pass on what comes along; no copyleft over the whole."""

SAID_ELSEWHERE = {"pyrage": "MIT"}
"""What a package says in the file LICENSE of its source alone."""


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """The version and the hashes of each package in a lock."""
    text = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)==(\S+)[^\n]*\\\n((?:    --hash=\S+(?: \\)?\n)+)", text, flags=re.MULTILINE)
    assert len(found) == len(re.findall("^[A-Za-z]", text, flags=re.MULTILINE))
    return {package: (version, hashes.split()) for package, version, hashes in found}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_host(name: str) -> None:
    """Guards that every package is pinned with SHA-256 hashes, and that a lock says nothing of where to get it."""
    text = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    for package, (_, hashes) in locked(name).items():
        sums = [word for word in hashes if word != "\\"]
        assert sums, package
        assert all(re.fullmatch("--hash=sha256:[0-9a-f]{64}", word) for word in sums), package


def test_the_locks_agree() -> None:
    """Guards that the locks hold each other's packages, in the same versions."""
    scan, test, fuzz = ({package: version for package, (version, _) in locked(name).items()} for name in LOCKS)
    assert scan.items() <= test.items() <= fuzz.items()
    assert {"hatchling", "editables", "textual", "typst", "pyrage"} <= set(scan)


def test_the_makefile_installs_what_is_locked() -> None:
    """Guards that nothing is installed for the scan and its tests without a hash, but zelfscan itself."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^\$\(VENV\)/\.can-\w+:.*\n((?:\t.*\n)+)", text, flags=re.MULTILINE)
    installs = [line for rule in rules for line in rule.splitlines() if "install" in line]
    assert len(installs) == 6
    for line in installs:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation --editable ." in line


def test_a_moved_checkout_heals_itself(tmp_path: Path) -> None:
    """Guards that `make scan` builds its folder anew where it was built for another place, and only there."""
    for name in ("Makefile", "pyproject.toml", "lock"):
        (tmp_path / name).symlink_to(ROOT / name)
    stamp = tmp_path / ".venv" / ".can-run"
    stamp.parent.mkdir()

    def plan(built_in: str) -> str:
        stamp.write_text(f"{built_in}\n", encoding="utf-8")
        return subprocess.run(["make", "-n", "scan"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "venv --clear" in plan("/een/andere/map")
    assert "venv" not in plan(str(tmp_path)).replace(".venv", "")


def test_every_licence_goes_with_ours() -> None:
    """Guards that whatever comes along with the scan may be used and passed on by a school."""
    others = {}
    for package in locked("scan"):
        try:
            about = distribution(package).metadata
        except ModuleNotFoundError:
            # For another system only, or what builds: not in every place where tests run.
            continue
        said = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
        said += [line for line in about.get_all("Classifier") or () if line.startswith("License")]
        said += [SAID_ELSEWHERE.get(package, "")]
        if not ALLOWED.search(" ".join(said)[:500]) or re.search(r"\b(A|L)?GPL", " ".join(said)[:500]):
            others[package] = said
    assert others == {}


def test_every_promise_names_a_test() -> None:
    """Guards SECURITY.md: each promise about sealed and signed rounds is held by a test of that name."""
    rows = re.findall(r"^\| [^|]+\. \| (`test_.+`) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(test_\w+)`", row)}
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(rows) > 15
    assert {name for name in named if f"def {name}(" not in written} == set()


def test_what_the_page_on_safety_names_is_there() -> None:
    """Guards docs/veiligheid.md: every test and every file of the program and its tests that it names exists."""
    text = (ROOT / "docs" / "veiligheid.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:[\w./]*/)?(test_\w+)`", text))
    files = {word.removesuffix("/") for word in re.findall(r"`([\w./-]+(?:\.py|/))`", text)} - {".."}
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = {
        path.relative_to(ROOT).as_posix()
        for room in ("src", "tests", "fuzz", "bench")
        for path in ROOT.glob(f"{room}/**/*")
    }
    assert len(named) > 10
    assert len(files) > 15
    assert {name for name in named if f"def {name}(" not in written} == set()
    assert {file for file in files if not any(f"/{one}".endswith(f"/{file}") for one in {*there, "fuzz"})} == set()


def test_no_page_names_a_module_or_test_that_is_gone() -> None:
    """Guards every page that is read on the code: a module or test that it names exists under that name."""
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    pages += [*ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")]
    there = {f"/{path.relative_to(ROOT).as_posix()}" for path in ROOT.glob("[!.]*/**/*.py")}
    written = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("[!.]*/**/test_*.py"))
    gone: set[str] = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        modules = re.findall(r"`([\w./-]+\.py)\b", text)
        gone |= {name for name in modules if not any(path.endswith(f"/{name}") for path in there)}
        gone |= {name for name in re.findall(r"`(test_\w+)`", text) if f"def {name}(" not in written}
    assert len(pages) > 9
    assert gone == set()


def test_the_wheel_is_tried_with_what_is_locked() -> None:
    """Guards that the test of the wheel installs nothing without a hash but the wheel itself."""
    text = (ROOT / ".ci" / "wheel-test").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if line.startswith(("pip install", "pip wheel"))]
    assert len(installs) == 3
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_the_folder_for_windows_asks_for_a_python_with_pip(tmp_path: Path) -> None:
    """Guards that who makes the folder with a Python without pip hears so in plain words, and that nothing is made."""
    recipe, made = ROOT / "packaging" / "windows" / "bouw.py", tmp_path / "uit" / "zelfscan.zip"
    # Without `site` Python sees the standard library alone.
    done = subprocess.run([sys.executable, "-I", "-S", recipe, "--uit", made], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == ["make windows-zip PYTHON=python3"]
    assert "heeft geen pip, en er is niets gemaakt" in done.stderr
    assert not made.parent.exists()


def test_a_word_typed_after_the_starter_of_windows_opens_no_other_window() -> None:
    """Guards that only a click or a dropped file opens Windows Terminal: PowerShell starts a .cmd by its name as a
    click does, and what a command says would be gone with the window.
    """
    lines = (ROOT / "packaging" / "windows" / "Zelfscan.cmd").read_text(encoding="utf-8").splitlines()
    asks = next(place for place, line in enumerate(lines) if "CMDCMDLINE" in line)
    assert lines[asks - 2 : asks] == [
        'if not "%~2"=="" goto run',
        'if not "%~1"=="" if not "%~1"=="%~f1" goto run',
    ]
    assert not any("BY_CLICK=1" in line for line in lines[:asks])
