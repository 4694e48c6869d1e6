"""The app for one round of scans: reads the files, showing how far it is, then shows the group in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from zelfscan.domain import CohortComparison
from zelfscan.errors import ZelfscanError
from zelfscan.reports import RoundReport
from zelfscan.storage import Progress
from zelfscan.tui.app import HouseApp
from zelfscan.tui.group.view import GroupScreen
from zelfscan.tui.house_screen import HouseScreen

READING_DEPTH = 2
"""The screens that there are while nothing stands over the reading: the app's own, and the reading."""
GroupRound = tuple[RoundReport, CohortComparison | None]
Read = Callable[[Progress], GroupRound]


class _Left(Exception):
    """The screen was left before everything was read."""


class ReadingScreen(HouseScreen[GroupRound]):
    """Reads in a thread; dismissed with what was read. When that fails it says so and stays."""

    HEADING = "Groepsbeeld"
    HELP = "De bestanden van de ronde worden gelezen. Er wordt niets aan veranderd."
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stay", show=False, priority=True, id="group.stay",
                tooltip="Er is geen scherm hiervoor; stoppen gaat met Ctrl+Q"),
    ]  # fmt: skip

    class Going(Message):
        """There is news on how far it is."""

    @dataclass
    class Done(Message):
        """Everything was read."""

        found: GroupRound

    @dataclass
    class Failed(Message):
        """Reading ended in something that a person can understand."""

        error: ZelfscanError

    bar = query_one(ProgressBar)
    told = query_one("#reading-text", Static)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._so_far = (0, 0)
        self._news = False
        self._found: GroupRound | None = None

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="reading"):
            yield Static(Content("De bestanden worden gelezen …"), id="reading-text", markup=False)
            yield ProgressBar(show_eta=False, show_percentage=False)

    def on_mount(self) -> None:
        self.read_all()

    @work(thread=True)
    def read_all(self) -> None:
        """Read everything; stops at the next file when the screen was left."""
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise _Left
            self._so_far = (done, total)
            # One message at a time is enough: it shows the latest count, however many files went by.
            if not self._news:
                self._news = True
                self.post_message(self.Going())

        try:
            found = self._read(progress)
        except _Left:
            return
        except ZelfscanError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Done(found))

    @on(Going)
    def show_progress(self) -> None:
        self._news = False
        done, total = self._so_far
        self.told.update(Content(f"{done} van {total} bestanden gelezen"))
        self.bar.update(total=total, progress=done)

    @on(Done)
    def finish(self, event: Done) -> None:
        self._found = event.found
        self.go_on()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # Reading may have ended under a window with help, or under the cover of a window that is too small.
        self.go_on()

    def go_on(self) -> None:
        """Hand over what was read, as soon as nothing stands over this screen."""
        if self._found is not None and self.is_active:
            self.dismiss(self._found)

    @on(Failed)
    def tell_failure(self, event: Failed) -> None:
        self.bar.display = False
        self.add_class("-failed")
        said = [event.error.message, *event.error.problems, event.error.hint, "Druk op Ctrl+Q om zelfscan te sluiten."]
        self.told.update(Content("\n".join(text for text in said if text)))

    def action_stay(self) -> None:
        self.notify("Stoppen gaat met Ctrl+Q.", timeout=4)


class GroupApp(HouseApp):
    """Shows what `read` gives: the report on a round and, when there is an earlier round, the comparison with it.

    `read` runs in a thread, tells how many files are done and of how many, and may raise ZelfscanError.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../zelfscan.tcss",
        "../steps.tcss",
        "../group.tcss",
    ]
    QUIT_EXPLANATION = "zelfscan sluiten; aan de bestanden verandert niets"

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._shown = False
        self._typed: list[str] = []

    def on_mount(self) -> None:
        self.run_flow()

    def on_key(self, event: events.Key) -> None:
        # What is typed while the files are read is meant for the pages; under a window with help it is not.
        waits = not self._shown and len(self.screen_stack) <= READING_DEPTH
        if waits and event.key not in self.screen.active_bindings:
            self._typed.append(event.key)

    def type_again(self) -> None:
        """Hand the keys that were typed while reading to the pages, in order."""
        self._shown = True
        for key in self._typed:
            self.simulate_key(key)

    @work
    async def run_flow(self) -> None:
        """Read, then show."""
        screen = GroupScreen(*await self.push_screen_wait(ReadingScreen(self._read)), alone=True)
        screen.call_after_refresh(self.type_again)
        await self.push_screen_wait(screen)
