"""The walk through a conversation, from the first stop to a saved result, and the screen on which it is read over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Catalog, Occasion, Scan, agreed_points, development_point, talk_items, talk_point
from zelfscan.dutch import code_in_words
from zelfscan.reports import document_text, talk_report
from zelfscan.tui.app import HouseApp
from zelfscan.tui.conversation.guide import ConversationScreen
from zelfscan.tui.conversation.windows import TalkPart, TalkStop, talk_stops
from zelfscan.tui.dialogs import SIGNED
from zelfscan.tui.house_screen import Done, Stop, Trail
from zelfscan.tui.keeper import Keeper
from zelfscan.tui.steps import Desk, GoTo, Move, Onward, StepScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.widgets.lines import LineView, line

READ_ONLY = "Alleen lezen: dit is verzegeld. Schrijven kan met --ontvanger."


class TalkReviewScreen(StepScreen):
    """All that was written in the conversation: the leader reads it over and says whether it is kept."""

    HEADING = "Nalezen"
    HELP = (
        "Hier staat alles wat in het gesprek is opgeschreven. Pas als u ja zegt, komt het in uw resultaat. Met Esc "
        "gaat u terug naar het gesprek, om iets te veranderen. Met de pijltjes leest u verder."
    )
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Ja, bewaren", priority=True, id="review.keep",
                tooltip="Alles klopt: in het resultaat bewaren"),
        Binding("up", "scroll(-1)", show=False, priority=True, id="review.up", tooltip="Een regel terug"),
        Binding("down", "scroll(1)", "Lezen", priority=True, id="review.down", tooltip="Een regel verder"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="review.page_up", tooltip="Een bladzij terug"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="review.page_down", tooltip="Een bladzij verder"),
    ]  # fmt: skip

    sheet = query_one("#review", LineView)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk, *, signed: bool = False) -> None:
        super().__init__(catalog, scan, desk)
        self._signed = signed

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.scan.conversation is None and not agreed_points(self.scan)

    def compose_body(self) -> Iterator[Widget]:
        told = READ_ONLY if self.desk.read_only else "Lees na wat er staat. Klopt het, en wilt u het zo bewaren?"
        told = "Er is nog niets opgeschreven." if self.is_empty else told
        yield Static(Content(f"{told}\n{SIGNED}" if self._signed else told), id="review-told")
        yield LineView(id="review")
        with Horizontal(classes="buttons"):
            if not self.desk.read_only:
                yield Button("Ja, bewaren", variant="primary", id="keep")
            yield Button("Terug naar het gesprek", id="back")

    def on_mount(self) -> None:
        document = talk_report(self.catalog, self.scan)
        self.sheet.show(lambda width: [line(text) for text in document_text(document, width).splitlines()])

    def action_scroll(self, step: int) -> None:
        self.sheet.scroll_relative(y=step, animate=False)

    def action_read(self, step: int) -> None:
        self.sheet.turn_page(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "next" and self.desk.read_only)

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "keep":
            self.action_next()
        else:
            self.action_back()


class Talk:
    """Shows one stop of the conversation after another, and has what is said kept."""

    def __init__(
        self,
        catalog: Catalog,
        app: HouseApp,
        keeper: Keeper,
        *,
        may_go_home: Callable[[], Awaitable[bool]],
        read_only: bool = False,
    ) -> None:
        """`may_go_home` asks what would be lost when the leader goes back from the first stop. When it is `read_only`
        nothing is written, also no draft.
        """
        self._read_only = read_only
        self._catalog = catalog
        self._app = app
        self._keeper = keeper
        self._may_go_home = may_go_home
        self._shown: StepScreen | None = None
        self._stops: tuple[TalkStop, ...] = ()

    async def walk(self, scan: Scan) -> Move:
        """From the first stop to where the leader leaves it: DONE, or HOME with the draft still there."""
        self._stops = talk_stops(self._catalog, talk_items(scan, self._catalog))
        review = next(place for place, stop in enumerate(self._stops) if stop.part is TalkPart.REVIEW)
        way = [0]
        while True:
            here = way[-1]
            move, scan = await self._visit(here, scan)
            if move is Move.NEXT and here == review:
                move, scan = await self._show(SaveScreen(self._catalog, scan, self._desk(scan, review)), scan)
                if move is Move.BACK:
                    continue
            match move:
                case GoTo(place):
                    way.append(place)
                case Move.NEXT:
                    # Behind the last item, and behind one that was gone to by hand, comes the reading over.
                    way.append(min(here + 1, review))
                case Move.BACK if len(way) > 1:
                    way.pop()
                case Move.BACK if await self._may_go_home():
                    return Move.HOME
                case Move.LOOK_AGAIN:
                    way = [0]
                case Move.DONE | Move.HOME:
                    return move

    async def _visit(self, here: int, scan: Scan) -> tuple[Onward, Scan]:
        desk = self._desk(scan, here)
        if self._stops[here].part is TalkPart.REVIEW:
            signed = self._keeper.breaks_signature
            return await self._show(TalkReviewScreen(self._catalog, scan, desk, signed=signed), scan)
        screen = ConversationScreen(self._catalog, scan, desk, self._stops, here)
        return await self._show(screen, scan)

    async def _show(self, screen: StepScreen, scan: Scan) -> tuple[Onward, Scan]:
        """Show a screen until the leader moves on; its last word on the scan counts."""
        self._shown = screen
        move = await self._app.push_screen_wait(screen)
        self._shown = None
        if not screen.desk.read_only:
            self._keeper.keep(screen.scan)
        return move, screen.scan

    def _desk(self, scan: Scan, here: int) -> Desk:
        keeper = self._keeper

        def keep(edited: Scan) -> None:
            # A screen that was left has had its last word.
            if self._shown is not None and not read_only:
                keeper.keep(edited)

        def is_done(edited: Scan, stop: TalkStop) -> bool:
            if stop.part is TalkPart.REVIEW:
                return edited.conversation is not None and keeper.is_saved(edited)
            return _has_words(edited, stop)

        def trail(edited: Scan) -> Trail:
            return tuple(
                Stop(stop.name(self._catalog) if stop.item is None else str(stop.item.number),
                     stop.name(self._catalog), Done.ALL if is_done(edited, stop) else Done.NOTHING,
                     is_here=place == here)
                for place, stop in enumerate(self._stops)
                if stop.item is None or stop.item.occasion is not Occasion.OTHER or place == here
            )  # fmt: skip

        read_only = self._read_only
        warning = READ_ONLY if read_only else keeper.warning
        return Desk(keep, keeper.save, keeper.report, code_in_words(scan.participant), warning, trail,
                    what="Uw gesprek", read_only=read_only, today=keeper.today)  # fmt: skip


def _has_words(scan: Scan, stop: TalkStop) -> bool:
    """Whether something was said at a stop."""
    held = scan.conversation
    if stop.item is not None:
        point = talk_point(held, stop.item.number)
        chosen = development_point(scan, stop.item.number)
        return bool(point.sees or point.example or point.text or (chosen and chosen in agreed_points(scan)))
    if held is None:
        return False
    said = {
        TalkPart.BEGIN: held.partner,
        TalkPart.VISION: held.vision,
        TalkPart.MATERIALS: held.materials,
        TalkPart.ROLE: held.role,
    }
    return bool(said.get(stop.part))
