"""Fixtures that every room shares."""

from __future__ import annotations

import os

# Read by Textual when it is imported: an animation is never the thing that a test waits for.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
# Whatever the tests are started from, they look at the terminal that most people have.
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
os.environ.pop("NO_COLOR", None)

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from textual import _wait

from app_harness import SMALL, TYPIST, Laptop
from command_line import PLACES
from tally import RUN, Tally
from zelfscan.domain import Catalog
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.tui.app import HouseApp

# A key press of the Pilot otherwise takes 45 ms, most of it waiting for nothing. Less than 10 ms at a time would be
# too little for a resize, which Textual itself puts off for 8 ms.
_wait.SLEEP_GRANULARITY = 0.01
_wait.SLEEP_IDLE = 0.005

# A busy computer is no fault in the code. `make test-alles` asks for the second profile. Both try the same examples at
# every run; new ones are looked for with `make test-alles EVERY_EXAMPLE=--hypothesis-profile=nieuwe`.
settings.register_profile("vlot", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("alles", deadline=None, derandomize=True)
settings.register_profile("nieuwe", deadline=None, max_examples=500)
settings.load_profile("vlot")


ROOT = Path(__file__).resolve().parent.parent
# What tools leave in a checkout, and what the tests of pictures write when they are asked to.
NOT_OURS = {"__pycache__", "__snapshots__", "build", "dist"}


def names_in_the_checkout() -> set[str]:
    """Every file and folder of the checkout but what tools keep there."""
    found: set[str] = set()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.startswith(".")]
        found |= {f"{folder}/{name}" for name in (*folders, *files)}
    return found


@pytest.fixture(scope="session", autouse=True)
def checkout_is_left_alone() -> Iterator[None]:
    """Fails the run when a test made or removed a file in the checkout: once that was a secret key."""
    before = names_in_the_checkout()
    yield
    assert sorted(names_in_the_checkout() ^ before) == []


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in a folder of its own, as somebody with an empty home."""
    own = tmp_path_factory.mktemp("plek", numbered=True)
    (own / "hier").mkdir()
    monkeypatch.chdir(own / "hier")
    for name in PLACES:
        monkeypatch.setenv(name, str(own / "thuis"))
    for name in ("ZELFSCAN_EXPORTS", "ZELFSCAN_CATALOGUS", "ZELFSCAN_TEKENS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def hands_of_a_person() -> Iterator[None]:
    """In the tests keys come as from a person, however fast a computer presses them; `burst` is another matter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HouseApp, "typed_at", staticmethod(TYPIST.typed_at))
        yield


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with the program."""
    return read_catalog(catalog_folder())


@pytest.fixture
def laptop(catalog: Catalog, tmp_path: Path) -> Laptop:
    """A computer with nothing on it yet, to start the app on."""
    return Laptop(catalog, tmp_path)


# Windows has no pty to run the real program in; what these tests guard is covered there by tests/tui and tests/storage.
collect_ignore = ["test_loss_disk.py", "test_loss_kill.py", "test_loss_stopped.py"] if sys.platform == "win32" else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test over several sizes of the window, daily work takes the small one; `make test-rest` the larger ones."""
    for item in items:
        call = getattr(item, "callspec", None)
        size = None if call is None else call.params.get("size")
        if isinstance(size, tuple) and size[0] > SMALL[0]:
            item.add_marker(pytest.mark.heavy)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What one of the parallel processes counted goes to the run that it is a part of."""
    sent: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if sent is not None:
        sent["tally"] = RUN.counted()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take in what a parallel process counted."""
    sent: dict[str, dict[str, dict[str, int]]] = getattr(node, "workeroutput", {})
    RUN.add(sent.get("tally", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in RUN.lines():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def tally() -> Tally:
    """Counts the cases that a report names at the end of the run."""
    return RUN
