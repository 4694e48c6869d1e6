"""The app that keeps one scan: on disk if it can, in memory and with a word about it if not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from zelfscan.domain import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.tui.app import HouseApp
from zelfscan.tui.house_screen import StepScreen
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.widgets.title_bar import TitleBar

# What these screens take to load must not come before the first one.
if TYPE_CHECKING:
    from zelfscan.tui.setup import Setup
    from zelfscan.tui.steps.save import SaveScreen

NOT_ON_DISK = "Antwoorden nog niet op schijf. Ga gerust verder; F4: andere plek"


class KeepingApp(HouseApp):
    """Owns the one scan and what becomes of it on disk. While that fails, the title bar says so."""

    KEPT = "Wat is ingevuld, is bewaard als concept. Start zelfscan opnieuw om verder te gaan."
    QUIT_EXPLANATION = "zelfscan sluiten; uw antwoorden blijven bewaard"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not in the footer, which is full: the title bar names the key as long as it works.
        Binding("f4", "keep_elsewhere", "Andere plek", show=False, key_display="F4", id="app.elsewhere",
                tooltip="Een andere plek kiezen voor uw antwoorden"),
    ]  # fmt: skip

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        self.scan: Scan | None = None
        self.keeper = Keeper(setup, self._hear_from_disk)

    class DiskTold(Message):
        """The disk took the latest answers after all, or refused them."""

    def on_unmount(self) -> None:
        self.keeper.release()

    def keep(self, scan: Scan) -> None:
        """Every change survives the end of the program before the screen shows it, or the screen says that it does not.

        It is on disk soon after.
        """
        self.scan = scan
        before = self.keeper.trouble
        self.keeper.keep(scan)
        if self.keeper.trouble is not before:
            self._show_trouble()

    def _hear_from_disk(self) -> None:
        # In the thread that writes, which must not wait for the screen.
        self.post_message(self.DiskTold())

    @on(DiskTold)
    def show_what_the_disk_told(self) -> None:
        """The title bar says it, whatever the leader does meanwhile."""
        self._show_trouble()

    @property
    def warning(self) -> str:
        """What the title bar says when answers are in memory only."""
        return NOT_ON_DISK if self.keeper.trouble else ""

    def _show_trouble(self) -> None:
        for screen in self.screen_stack:
            for bar in screen.query(TitleBar):
                bar.warning = self.warning
        self.refresh_bindings()

    # -- another place ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "keep_elsewhere":
            return self.keeper.trouble is not None and isinstance(self.screen, StepScreen)
        return super().check_action(action, parameters)

    def action_keep_elsewhere(self) -> None:
        from zelfscan.tui.dialogs import PlaceDialog

        screen, trouble = self.screen, self.keeper.trouble
        if isinstance(screen, StepScreen) and trouble is not None:
            screen.ask(PlaceDialog(str(trouble), self.keeper.places(), self._move), self._tell_where)

    def _move(self, folder: Path) -> ZelfscanError | Path:
        assert self.scan is not None
        try:
            return self.keeper.move(self.scan, folder)
        except ZelfscanError as error:
            return error
        finally:
            self._show_trouble()

    def _tell_where(self, path: Path | None) -> None:
        if path is not None:
            later = "" if self.setup.drafts.searches(path.parent) else f" Later verder? Typ: zelfscan open {path}"
            self.notify(f"Uw antwoorden zijn bewaard in {path.parent}.{later}", timeout=20, markup=False)

    # -- the result ---------------------------------------------------------------------------------------------

    def on_save_screen_requested(self, event: SaveScreen.Requested) -> None:
        """Write the result and tell the screen; only then the draft may go."""
        from zelfscan.storage import that_work
        from zelfscan.tui.steps.save import Failed, Saved, SaveScreen

        screen = self.screen
        if not isinstance(screen, SaveScreen):
            return
        try:
            self.scan, path = self.keeper.finish(screen.scan, event.folder)
        except ZelfscanError as error:
            folder = event.folder or self.setup.results.folder
            screen.outcome = Failed(str(error), that_work(self.keeper.result_places(screen.scan), folder))
            return
        screen.scan = self.scan
        screen.outcome = Saved(path, sealed=self.setup.results.seal is not None)
        self.drop_draft(self.scan)
        self._show_trouble()

    def on_save_screen_report_wanted(self, event: SaveScreen.ReportWanted) -> None:
        """Write a report beside the result and tell the screen."""
        from zelfscan.tui.steps.save import SaveScreen
        from zelfscan.tui.take_along import make_report

        screen = self.screen
        if isinstance(screen, SaveScreen):
            try:
                screen.report = make_report(self.setup.catalog, screen.scan, event.path, event.suffix)
            except ZelfscanError as error:
                screen.report = error

    def drop_draft(self, scan: Scan) -> None:
        """Wipe the draft, or say where it still stands."""
        try:
            self.keeper.drop_draft(scan)
        except ZelfscanError as error:
            self.complain(error)

    # -- leaving ------------------------------------------------------------------------------------------------

    async def may_lose(self) -> bool:
        """Whether nothing would be lost now, or the leader says that it may be."""
        if self.scan is not None:
            self.keep(self.scan)
        self.keeper.flush()
        if self.keeper.trouble is None:
            return True
        from zelfscan.tui.dialogs import ConfirmDialog

        dialog = ConfirmDialog(
            "Uw laatste antwoorden staan niet op schijf",
            f"{self.keeper.trouble.message} Stopt u nu, dan zijn ze weg. Met F4 kiest u een andere plek.",
            yes="Doorgaan",
            no="Toch stoppen",
        )
        answer: bool | None = await self.push_screen_wait(dialog)
        return answer is False

    def before_stop(self) -> None:
        if self.scan is not None:
            self.keeper.rescue(self.scan)

    def what_is_kept(self) -> str:
        trouble = self.keeper.trouble
        return f"Uw laatste antwoorden zijn niet bewaard: {trouble.message}" if trouble else super().what_is_kept()
