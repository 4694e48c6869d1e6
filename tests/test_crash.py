"""What people see when the program itself fails."""

from __future__ import annotations

import pytest

from app_harness import Laptop
from zelfscan.cli.terminal import run_app
from zelfscan.domain import Scan
from zelfscan.tui.scan_app import ScanApp


class FailingApp(ScanApp):
    """An app with a fault in it, met while an answer is at hand."""

    async def begin(self) -> Scan:
        answer = "geheim antwoord"
        raise RuntimeError(answer)

    def run(self, **_: object) -> int | None:
        return super().run(headless=True)


def test_a_fault_shows_no_traceback_and_no_answers(laptop: Laptop, capfd: pytest.CaptureFixture[str]) -> None:
    """A fault ends in one Dutch line about what is kept, and nothing of the answers stays in the terminal."""
    assert run_app(FailingApp(laptop.setup())) == 1
    shown = "".join(capfd.readouterr())
    assert "fout in het programma" in shown
    assert "bewaard als concept" in shown
    assert "Traceback" not in shown
    assert "geheim" not in shown
