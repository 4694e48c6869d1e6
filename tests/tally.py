"""Counts cases that tests went through, for the lines at the end of a test run.

A test calls `count(subject, case)` after each case that held. The run then ends with one line per subject, in the order
of first counting:

    verlies: 58 keer gestopt na een antwoord, 14 keer gestopt tijdens het bewaren

Nothing is counted in advance, so the line says what this run did; a case that failed is not in it.
"""

from __future__ import annotations

from collections import Counter


class Tally:
    """Cases by subject; lives as long as one test run."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}

    def count(self, subject: str, case: str, number: int = 1) -> None:
        """One more case held; `case` is Dutch and reads well behind a number ('keer …')."""
        self._counts.setdefault(subject, Counter())[case] += number

    def counted(self) -> dict[str, dict[str, int]]:
        """The numbers themselves, to send to the run that this one is a part of."""
        return {subject: dict(counts) for subject, counts in self._counts.items()}

    def add(self, counted: dict[str, dict[str, int]]) -> None:
        """Take in what a part of this run counted."""
        for subject, counts in counted.items():
            for case, number in counts.items():
                self.count(subject, case, number)

    def lines(self) -> list[str]:
        """One line per subject."""
        return [
            f"{subject}: {', '.join(f'{number} {case}' for case, number in counts.items())}"
            for subject, counts in self._counts.items()
        ]


RUN = Tally()
"""The tally of this test run."""


def count(subject: str, case: str, number: int = 1) -> None:
    """One more case held, or `number` more."""
    RUN.count(subject, case, number)
