"""Fixtures that every room shares."""

from __future__ import annotations

import os

# Read by Textual when it is imported: an animation is never the thing that a test waits for.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import sys
from pathlib import Path

import pytest
from hypothesis import settings
from textual import _wait

from app_harness import Laptop
from tally import RUN, Tally
from zelfscan.domain import Catalog
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_yaml import read_catalog

# A key press of the Pilot otherwise takes 45 ms, most of it waiting for nothing. Less than 10 ms at a time would be
# too little for a resize, which Textual itself puts off for 8 ms.
_wait.SLEEP_GRANULARITY = 0.01
_wait.SLEEP_IDLE = 0.005

# A busy computer is no fault in the code.
settings.register_profile("zelfscan", deadline=None)
settings.load_profile("zelfscan")


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in RUN.lines():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def tally() -> Tally:
    """Counts the cases that a report names at the end of the run."""
    return RUN
