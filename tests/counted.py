"""Counts what was tried, and tells it at the end of a run."""

from __future__ import annotations

from collections import Counter

import pytest

_COUNTS: Counter[str] = Counter()


def count(what: str, number: int = 1) -> None:
    """Add to the number that stands behind `what` in the summary."""
    _COUNTS[what] += number


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the counts."""
    for what, number in sorted(_COUNTS.items()):
        terminalreporter.write_line(f"geteld: {number:,} {what}".replace(",", "."))
