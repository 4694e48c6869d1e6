"""Guards one leader's answers at their own computer: who may begin, and what a leader is asked before leaving.

round/guard.py is the stricter one, of a laptop that many share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zelfscan.errors import ZelfscanError
from zelfscan.storage import DraftsFound
from zelfscan.tui.app import HouseApp
from zelfscan.tui.home import HomeScreen
from zelfscan.tui.keeper import Keeper, Opened, Setup

if TYPE_CHECKING:
    from zelfscan.domain import Scan


class Guard:
    """One leader at their own computer. The app asks it at every turn where one leader could meet another's answers."""

    SHARES: ClassVar[bool] = False
    """Whether leaders are asked what they share with the group."""
    IS_ROUND: ClassVar[bool] = False
    """Whether many leaders use this computer: then nothing is shown of anybody's results."""
    REMINDER: ClassVar[str] = ""
    """What stands beside the code at the top of every step."""

    def __init__(self, setup: Setup, app: HouseApp, keeper: Keeper) -> None:
        self.setup = setup
        self.app = app
        self.keeper = keeper

    def start(self) -> None:
        """The app stands."""

    def notice_input(self) -> None:
        """Somebody pressed a key or moved the mouse."""

    def on_idle(self) -> None:
        """Some time has passed."""

    def cover(self) -> None:
        """The leader goes away for a moment."""

    def hides(self, action: str) -> bool:
        """Whether this action of the app is not to be had now."""
        return False

    def forget(self) -> None:
        """A leader is done: leave nothing of them behind."""

    def end(self) -> None:
        """The program ends."""

    async def begin(self) -> Scan | Opened:
        """Welcome a leader; the scan to fill in, or a result to look at."""
        keeper = self.keeper
        return await self.app.push_screen_wait(HomeScreen(self.setup, self.drafts(), keeper))

    def drafts(self, round_name: str = "") -> DraftsFound:
        """The drafts that stand here, and a word about each folder that cannot be listed."""
        found = self.setup.drafts.all(self.setup.catalog, round_name)
        for error in found.trouble:
            self.app.complain(error)
        return found

    async def may_leave(self) -> bool:
        """What is not saved yet stands in the draft; only changes to a saved result need a decision."""
        scan = self.keeper.scan
        if scan is None or self.keeper.is_talk or not self.keeper.has_changed_since_saving(scan):
            return True
        save = await self.app.confirm(
            "Uw wijzigingen bewaren?",
            "U hebt iets veranderd nadat het resultaat was bewaard.",
            yes="Bewaren",
            no="Niet bewaren",
        )
        if save is None or (save and not self._is_saved(scan)):
            return False
        self.keeper.drop_draft(scan)
        return True

    def _is_saved(self, scan: Scan) -> bool:
        try:
            self.keeper.finish(scan)
        except ZelfscanError as error:
            self.app.complain(error)
            return False
        return True
