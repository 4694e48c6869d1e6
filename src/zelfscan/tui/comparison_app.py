"""The app behind `zelfscan vergelijk`: one screen with two scans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from zelfscan.domain import Catalog, Scan
from zelfscan.tui.house_app import HouseApp
from zelfscan.tui.screens.comparison import ComparisonScreen

NOTE_SECONDS = 10


class ComparisonApp(HouseApp):
    """Shows an earlier and a later scan; `notes` are said once, at the start."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "zelfscan.tcss",
        "steps.tcss",
        "comparison.tcss",
    ]
    QUIT_EXPLANATION = "De vergelijking sluiten"

    def __init__(self, catalog: Catalog, earlier: Scan, later: Scan, notes: Sequence[str] = ()) -> None:
        super().__init__()
        self._catalog = catalog
        self._scans = (earlier, later)
        self._notes = tuple(notes)

    def on_mount(self) -> None:
        self.push_screen(ComparisonScreen(self._catalog, *self._scans), self._leave)
        for note in self._notes:
            self.notify(note, severity="warning", timeout=NOTE_SECONDS, markup=False)

    def _leave(self, _: None) -> None:
        self.exit(0)
