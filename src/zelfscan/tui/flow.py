"""The steps of the scan, in order, how a leader walks through them, and the trail that says how far each is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

from zelfscan.domain import Catalog, Scan
from zelfscan.dutch import code_in_words
from zelfscan.tui.app import HouseApp
from zelfscan.tui.conversation.look_back import look_back
from zelfscan.tui.dialogs import signature_dialog
from zelfscan.tui.house_screen import Done, Stop, Trail
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.steps import Desk, EditItem, GoTo, Move, Onward, StepScreen
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen, SharingScreen
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.steps.vision import MaterialsScreen, VisionScreen

STEPS: tuple[type[StepScreen], ...] = (
    VisionScreen,
    MaterialsScreen,
    RatingScreen,
    OverviewScreen,
    QuadrantScreen,
    DevelopmentScreen,
    TopicsScreen,
    SaveScreen,
)


def steps_of(catalog: Catalog, *, shares: bool = False) -> tuple[type[StepScreen], ...]:
    """The steps that an instrument has; with `shares` the leader is asked at the end what the group may see."""
    parts: tuple[tuple[type[StepScreen], object], ...] = (
        (VisionScreen, catalog.learning),
        (MaterialsScreen, catalog.materials),
    )
    absent = [step for step, part in parts if part is None]
    *steps, last = (step for step in STEPS if step not in absent)
    return (*steps, SharingScreen, last) if shares else (*steps, last)


def first_step(catalog: Catalog, scan: Scan, steps: Sequence[type[StepScreen]], *, opened: bool) -> type[StepScreen]:
    """Where a leader begins, or goes on with what was reached; a result that was `opened` is looked at first."""
    if opened and not scan.is_draft:
        return QuadrantScreen
    if scan.open_items(catalog.numbers):
        return RatingScreen if opened or scan.ratings else steps[0]
    return TopicsScreen if scan.agenda else DevelopmentScreen if scan.development else OverviewScreen


class Flow:
    """Shows one step after another, and has what is edited kept."""

    def __init__(
        self,
        catalog: Catalog,
        app: HouseApp,
        keeper: Keeper,
        *,
        shares: bool,
        may_go_home: Callable[[], Awaitable[bool]],
        reminder: str = "",
        earlier: Callable[[Scan], Scan | None] = lambda _: None,
    ) -> None:
        """With `shares` the leader is asked at the end what the group may see. `may_go_home` asks what would be lost
        when the leader goes back from the first step. The `reminder` stands beside the code on every step. `earlier`
        finds this leader's last scan with agreements, on disk.
        """
        self._steps = steps_of(catalog, shares=shares)
        self._catalog = catalog
        self._app = app
        self._keeper = keeper
        self._may_go_home = may_go_home
        self._reminder = reminder
        self._earlier = earlier
        self._shown: StepScreen | None = None
        self._seen: set[type[StepScreen]] = set()

    async def walk(self, scan: Scan, *, opened: bool = False) -> Move:
        """From where this scan begins to where the leader leaves it: DONE, or HOME with the draft still there."""
        step = self._steps.index(first_step(self._catalog, scan, self._steps, opened=opened))
        self._seen.update(self._steps[:step] if scan.is_draft else self._steps)
        looked_back = opened and not scan.is_draft
        while True:
            if self._steps[step] is SaveScreen and not looked_back:
                move, scan = await self._look_back(scan)
                looked_back = move is Move.NEXT
                if looked_back:
                    continue
            elif self._steps[step] is SaveScreen and not await self._may_save():
                step -= 1
                continue
            else:
                move, scan = await self._visit(self._steps[step], scan)
            if isinstance(move, EditItem):
                rated, scan = await self._visit(RatingScreen, scan, move.number)
                move = rated if isinstance(rated, GoTo) or rated is Move.HOME else GoTo(step)
            match move:
                case GoTo(place):
                    step = place
                case Move.NEXT:
                    step = min(step + 1, len(self._steps) - 1)
                case Move.BACK if step:
                    step -= 1
                case Move.BACK if await self._may_go_home():
                    return Move.HOME
                case Move.LOOK_AGAIN:
                    step = self._steps.index(QuadrantScreen)
                case Move.DONE | Move.HOME:
                    return move

    async def _may_save(self) -> bool:
        """Whether saving takes nothing off, or the leader says yes to losing the signature of a round."""
        if not self._keeper.breaks_signature:
            return True
        answer = await self._app.push_screen_wait(signature_dialog("Bewaren"))
        return answer is True

    async def _look_back(self, scan: Scan) -> tuple[Onward, Scan]:
        """Before the end: what came of the agreements in this leader's earlier scan, when there are any."""
        earlier = await asyncio.to_thread(self._earlier, scan)
        if earlier is None:
            return Move.NEXT, scan
        place, keeper = code_in_words(scan.participant), self._keeper
        return await look_back(
            self._app,
            self._catalog,
            scan,
            earlier,
            Desk(keeper.keep, whereabouts=place, warning=keeper.warning, today=keeper.today),
        )

    async def _visit(self, step: type[StepScreen], scan: Scan, number: int | None = None) -> tuple[Onward, Scan]:
        """Show a step until the leader moves on. Its last word on the scan counts, whatever is still under way.

        With a `number` only that item is rated.
        """
        keeper = self._keeper

        def keep(edited: Scan) -> None:
            # A step that was left has had its last word.
            if self._shown is screen:
                keeper.keep(edited)

        def on_the_way(edited: Scan) -> Trail:
            # What is yet to be kept, or was not kept, is not done, however often that step was seen.
            seen = self._seen if keeper.is_saved(edited) else self._seen - {SaveScreen}
            return trail(self._catalog, edited, self._steps, step, seen)

        self._seen.add(step)
        place = " · ".join(filter(None, (code_in_words(scan.participant), self._reminder)))
        desk = Desk(keep, keeper.save, keeper.report, place, keeper.warning, on_the_way, today=keeper.today)
        if number is None:
            screen = step(self._catalog, scan, desk)
        else:
            screen = RatingScreen(self._catalog, scan, desk, number=number, single=True)
        self._shown = screen
        move = await self._app.push_screen_wait(screen)
        self._shown = None
        keeper.keep(screen.scan)
        return move, screen.scan


Steps = Sequence[type[StepScreen]]


def trail(
    catalog: Catalog, scan: Scan, steps: Steps, here: type[StepScreen], seen: Collection[type[StepScreen]]
) -> Trail:
    """The stops of a scan as it is now. A step with nothing to fill in is done when it was `seen`."""
    return tuple(_stop(catalog, scan, step, step is here, step in seen) for step in steps)


def _stop(catalog: Catalog, scan: Scan, step: type[StepScreen], is_here: bool, is_seen: bool) -> Stop:
    given = _given(catalog, scan, step)
    done, total = given or (int(is_seen), 1)
    mark = Done.ALL if done >= total else Done.PART if done else Done.NOTHING
    count = f"{done}/{total}" if step is RatingScreen and mark is Done.PART else ""
    return Stop(*step.names(catalog), mark, count, is_here)


def _given(catalog: Catalog, scan: Scan, step: type[StepScreen]) -> tuple[int, int] | None:
    """How much is filled in at a step, of how much; None where there is nothing to fill in."""
    if step is VisionScreen:
        vision = scan.vision
        placed = sum(position is not None for position in (vision.now, vision.ambition))
        # Words alone are a beginning; the words may stay empty when both are placed.
        return placed or int(bool(vision.now_note or vision.ambition_note)), 2
    if step is MaterialsScreen:
        texts = (scan.materials.used, scan.materials.added_value, scan.materials.pitfalls)
        return sum(map(bool, texts)), len(texts)
    if step is RatingScreen:
        return len(catalog.numbers) - len(scan.open_items(catalog.numbers)), len(catalog.numbers)
    if step is DevelopmentScreen:
        return min(len(scan.development), 1), 1
    if step is SharingScreen:
        return int(scan.exchange is not None), 1
    return None
