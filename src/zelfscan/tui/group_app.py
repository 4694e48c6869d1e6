"""The app for one round of scans: reads the files, then shows the group."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import work

from zelfscan.tui.house_app import HouseApp
from zelfscan.tui.screens.group_reading import Read, ReadingScreen
from zelfscan.tui.screens.group_view import GroupScreen


class GroupApp(HouseApp):
    """Shows what `read` gives: the report on a round and, when there is an earlier round, the comparison with it.

    `read` runs in a thread, tells how many files are done and of how many, and may raise ZelfscanError.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["zelfscan.tcss", "steps.tcss", "group.tcss"]
    QUIT_EXPLANATION = "zelfscan sluiten; aan de bestanden verandert niets"

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def on_mount(self) -> None:
        self.run_flow()

    @work
    async def run_flow(self) -> None:
        """Read, show, and leave."""
        found = await self.push_screen_wait(ReadingScreen(self._read))
        if found is not None:
            await self.push_screen_wait(GroupScreen(*found))
        self.exit(0)
