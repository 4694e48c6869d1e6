"""The whole app, driven at random against a plain model: the files on disk always say what the model says."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

import contract
from app_harness import LARGE, ROUND, SMALL, Laptop
from contract import Content
from scan_model import ARROWS, ITEMS, Model
from tally import count
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.storage.draft_journal import draft_of
from zelfscan.storage.files import JOURNAL_SUFFIX
from zelfscan.tui.dialogs import ConfirmDialog, ReadWindow
from zelfscan.tui.round.screens import RoundWelcomeScreen
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.development import DevelopmentScreen

pytestmark = pytest.mark.heavy

CATALOG = read_catalog(catalog_folder())
AT_ONCE, PATIENCE = 100, 400
SCREENS = {
    "vision": "VisionScreen", "materials": "MaterialsScreen", "ratings": "RatingScreen", "single": "RatingScreen",
    "overview": "OverviewScreen", "quadrant": "QuadrantScreen", "development": "DevelopmentScreen",
    "topics": "TopicsScreen", "sharing": "SharingScreen", "save": "SaveScreen",
}  # fmt: skip
NEXT_BACK = {
    "materials": "vision", "ratings": "materials", "single": "overview", "overview": "ratings", "quadrant": "overview",
    "development": "quadrant", "topics": "development", "sharing": "topics",
}  # fmt: skip
KEYS = (
    *"1234", *"1234", *"00", "right 1", "right 4", "right 6", "delete", "down", "down", "up", "backspace",
)  # fmt: skip
texts = st.text("abc éë[]/\"'\\=#;1x", max_size=7)
# Down or up by so many lines, and Space on each: several, from below to above, and there and back.
toggles = st.sampled_from([[], [0], [3, -2], [2, 3, -4], [1, 0], [6, -3, -3], [5, -1]])
Done = TypeVar("Done")


class Driver:
    """One run of the app, with hands on its keyboard and its window."""

    def __init__(self, app: ScanApp, size: tuple[int, int]) -> None:
        self.app = app
        self._runner = asyncio.Runner()
        self._orders: asyncio.Queue[tuple[Callable[[Pilot[Any]], Awaitable[Any]] | None, asyncio.Future[Any]]]
        self._runner.run(self._start(size))

    async def _start(self, size: tuple[int, int]) -> None:
        self._orders = asyncio.Queue()
        ready = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._host(size, ready))
        await ready

    async def _host(self, size: tuple[int, int], done: asyncio.Future[Any]) -> None:
        try:
            async with self.app.run_test(size=size) as pilot:
                await pilot.pause()
                done.set_result(None)
                while True:
                    order, done = await self._orders.get()
                    if order is None:
                        break
                    try:
                        done.set_result(await order(pilot))
                    except BaseException as error:
                        done.set_exception(error)
        except BaseException as error:
            # An app that failed says so when it ends; whoever waits must hear it.
            if done.done():
                raise
            done.set_exception(error)
        else:
            done.set_result(None)

    def do(self, order: Callable[[Pilot[Any]], Awaitable[Done]] | None) -> Done:
        """Let the app do something; None ends it."""

        async def hand_over() -> Done:
            done: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
            await self._orders.put((order, done))
            return await done

        return self._runner.run(hand_over())

    def close(self) -> None:
        """End the app, wherever it is."""
        self.do(None)
        self._runner.run(self._join())
        self._runner.close()

    async def _join(self) -> None:
        await self._task


class ScanMachine(RuleBasedStateMachine):
    """One leader after another on one computer, each alone."""

    ROUND_NAME: ClassVar[str] = ""
    WELCOME: ClassVar[str] = "HomeScreen"

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="zelfscan-"))
        self.model = Model(self.ROUND_NAME)
        self.laptop = Laptop(CATALOG, self.home, clock=iter(lambda: self.model.now, None))
        self.size = SMALL
        self.driver: Driver | None = None
        self.turns = 0
        self._read: dict[Path, tuple[bytes, Content | None]] = {}

    def teardown(self) -> None:
        if self.driver is not None:
            self.driver.close()
        shutil.rmtree(self.home)

    def make_app(self) -> ScanApp:
        """The app as it is started."""
        return self.laptop.app()

    @property
    def app(self) -> ScanApp:
        """The app that runs now."""
        assert self.driver is not None
        return self.driver.app

    # -- holding model and app together -------------------------------------------------------------------------

    @initialize()
    def start(self) -> None:
        """Start the program."""
        self.driver = Driver(self.make_app(), self.size)
        self.check()

    def press(self, *keys: str) -> None:
        """Hand all keys to the app at once, as fast as a terminal can, and wait until model and app agree."""

        async def type_ahead(pilot: Pilot[Any]) -> None:
            for key in keys:
                name = {" ": "space", "space": "space"}.get(key, key)
                character = " " if name == "space" else key if len(key) == 1 else None
                pilot.app.post_message(events.Key(name, character))

        assert self.driver is not None
        self.driver.do(type_ahead)
        count("app", "toetsen daarbij ingedrukt, zo snel als een terminal ze geeft", len(keys))
        self.check()

    def do_with(self, screen: type[Screen[Any]], *keys: str) -> None:
        """Press keys and wait for a window that they open and that the model does not know."""

        async def until_shown(pilot: Pilot[Any]) -> None:
            await pilot.press(*keys)
            for _ in range(PATIENCE):
                if isinstance(self.app.screen, screen):
                    return
                await pilot.pause()

        assert self.driver is not None
        self.driver.do(until_shown)
        assert isinstance(self.app.screen, screen)

    def check(self) -> None:
        """The files say what the model says, and the screen is the one that the model is on."""

        async def until_equal(pilot: Pilot[Any]) -> None:
            for look in range(PATIENCE):
                await pilot.pause()
                if not self.app.has_waiting_keys and self.differs() is None:
                    return
                # The disk, and the sum that a pin costs, have a thread and a pace of their own.
                await asyncio.sleep(0.0 if look < AT_ONCE else 0.02)

        assert self.driver is not None
        self.driver.do(until_equal)
        assert self.differs() is None, self.differs()
        count("app", "stappen in de app, elk met de bestanden tegen het model gehouden")

    def differs(self) -> str | None:
        """Where app and model differ; None when nowhere."""
        model = self.model
        name = SCREENS.get(model.screen, self.WELCOME)
        if type(self.app.screen).__name__ != ("TooSmallScreen" if self.is_too_small else name):
            return f"screen: {self.app.screen} and {model.screen}"
        if model.screen == "welcome" and self.app.scan is not None:
            return "an earlier scan is still in memory"
        for folder, expected in ((self.home / "concepten", model.drafts), (self.laptop.exports, model.results)):
            paths = sorted(folder.rglob("*"))
            journals = [journal for path in paths if (journal := draft_of(path))]
            if strange := [draft.stem for draft, _ in journals if draft.stem not in expected]:
                return f"{folder.name}: still a journal of {strange}"
            try:
                found = [self.content(path) for path in paths]
            except FileNotFoundError:
                return f"{folder.name}: still being written"
            said = {str(one["scan"]["id"]): one for one in found if one is not None}
            if said != expected or len([one for one in found if one is not None]) != len(expected):
                return f"{folder.name}: {said} and {expected}"
        return None

    def content(self, path: Path) -> Content | None:
        """What a file says, read by the plain checker; None for a folder, for the claim of this window on a draft, and
        for its journal and the half file that soon is the draft.

        Any other file that is no result is an error.
        """
        if (
            path.is_dir()
            or path.suffix in (JOURNAL_SUFFIX, ".tmp")
            or (path.suffix == ".open" and path.read_bytes() == b"")
        ):
            return None
        data = path.read_bytes()
        if path not in self._read or self._read[path][0] != data:
            content = contract.content(data)
            if content is not None:
                # Which codes keep the draft closed; what they are, nobody can read.
                content["concept"] = dict.fromkeys(content["concept"], True)
            self._read[path] = (data, content)
        content = self._read[path][1]
        assert content is not None, path
        return content

    @property
    def is_too_small(self) -> bool:
        """Whether the window hides the scan."""
        return self.size[0] < 80 or self.size[1] < 23

    def on(self, *screens: str) -> bool:
        """Whether the leader is on one of these screens, and sees it."""
        return self.model.screen in screens and not self.is_too_small

    @invariant()
    def count_turn(self) -> None:
        """Some rules have their turn now and then only: what is rare in life, or slow."""
        self.turns += 1

    # -- welcome ------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.on("welcome"))
    @rule(kind=st.sampled_from(["volledig", "volledig", "alleen-belang"]))
    def begin(self, kind: str) -> None:
        shown = min(3, len(self.model.drafts))
        self.model.begin(kind)
        self.press(*["down"] * (shown + (kind != "volledig")), "enter")

    @precondition(lambda self: self.on("welcome") and self.model.drafts)
    @rule(which=st.integers(0, 2))
    def resume(self, which: int) -> None:
        shown = self.model.by_age()[:3]
        which = min(which, len(shown) - 1)
        self.model.resume(shown[which])
        self.press(*["down"] * which, "enter")

    # -- vision and materials -----------------------------------------------------------------------------------

    @precondition(lambda self: self.on("vision"))
    @rule(arrow=st.sampled_from(sorted(ARROWS)))
    def place(self, arrow: str) -> None:
        self.press(*self.model.place(arrow))

    @precondition(lambda self: self.on("vision"))
    @rule(text=texts)
    def say_ambition(self, text: str) -> None:
        self.model.ambition(text)
        self.model.to("materials")
        self.press("tab", *text, "f2")

    @precondition(lambda self: self.on("vision"))
    @rule()
    def point_at_other_mark(self) -> None:
        self.model.mark = "ambitie" if self.model.mark == "nu" else "nu"
        self.press("space")

    @precondition(lambda self: self.on("materials"))
    @rule(answers=st.tuples(texts, texts, texts))
    def tell_materials(self, answers: tuple[str, str, str]) -> None:
        keys: list[str] = []
        for key, text in zip(("gebruikt", "meerwaarde", "valkuilen"), answers, strict=True):
            self.model.material(key, text)
            keys += [*text, "tab"]
        self.model.to("ratings")
        self.press(*keys, "enter")

    @precondition(lambda self: self.on("vision", "materials"))
    @rule()
    def skip_part(self) -> None:
        self.model.to("materials" if self.model.screen == "vision" else "ratings")
        self.press("f2")

    # -- the questions ------------------------------------------------------------------------------------------

    @precondition(lambda self: self.on("ratings", "single"))
    @rule(actions=st.lists(st.sampled_from(KEYS), min_size=12, max_size=40))
    def fill_in(self, actions: list[str]) -> None:
        """One action after another, each of them a step: answer, point, take away, skip, go back."""
        for action in actions:
            if not self.on("ratings", "single"):
                break
            if action.isdigit():
                self.press(*self.model.answer(int(action)))
            elif action.startswith("right"):
                self.press(*self.model.point(int(action[-1])))
            elif action == "delete":
                self.press(*self.model.clear())
            else:
                self.model.move(1 if action == "down" else -1)
                self.press(action)

    @precondition(lambda self: self.on("ratings"))
    @rule(levels=st.lists(st.integers(0, 4), min_size=2, max_size=12))
    def answer_fast(self, levels: list[int]) -> None:
        keys: list[str] = []
        for level in levels:
            if self.model.screen == "ratings":
                keys += self.model.answer(level)
        self.press(*keys)

    @precondition(lambda self: self.on("ratings") and self.turns % 7 == 0)
    @rule(first=st.integers(1, 4), step=st.integers(0, 3))
    def answer_the_rest(self, first: int, step: int) -> None:
        """In one go to the last question."""
        keys: list[str] = []
        while self.model.screen == "ratings":
            keys += self.model.answer((first + step * len(keys)) % 4 + 1)
        self.press(*keys)

    @precondition(lambda self: self.on("ratings", "single") and self.turns % 4 == 1)
    @rule(key=st.sampled_from(["notitie", "belegd_bij"]), text=texts, confirm=st.booleans())
    def remark(self, key: str, text: str, confirm: bool) -> None:
        self.model.remark(key, text)
        self.press(key[0], *text, "enter" if confirm and key == "belegd_bij" else "escape")

    @precondition(
        lambda self: self.on("ratings", "single") and self.model.said(self.model.item) and self.turns % 4 == 2
    )
    @rule(key=st.sampled_from(["notitie", "belegd_bij"]))
    def take_remark_away(self, key: str) -> None:
        self.model.say(self.model.item, **{key: ""})
        self.press(key[0], *(["f7", "delete"] if key == "notitie" else ["end", "ctrl+u"]), "escape")

    @precondition(lambda self: self.on("ratings") and self.turns % 4 == 3)
    @rule(number=st.sampled_from(ITEMS), keep=st.booleans())
    def jump(self, number: int, keep: bool) -> None:
        if keep:
            self.model.go_to(number)
        self.press("g", *str(number), "enter" if keep else "escape")

    @precondition(lambda self: self.on("ratings", "single") and self.turns % 6 == 0)
    @rule()
    def to_overview(self) -> None:
        self.model.to("overview")
        self.press("o")

    # -- overview to save ---------------------------------------------------------------------------------------

    @precondition(lambda self: self.on("overview"))
    @rule(number=st.integers(1, 29))
    def change_one(self, number: int) -> None:
        self.model.to("single")
        self.model.go_to(number)
        keys = ["down"] * (number - 1) if number < 15 else ["end", *["up"] * (29 - number)]
        self.press(*keys, "space")

    @precondition(lambda self: self.on("overview"))
    @rule(sure=st.booleans())
    def to_quadrant(self, sure: bool) -> None:
        if not self.model.open_items():
            self.model.to("quadrant")
            self.press("enter")
        elif sure:
            self.model.to("quadrant")
            self.press("enter", "enter")
        else:
            self.press("enter", "right", "enter")

    @precondition(lambda self: self.on("quadrant", "topics"))
    @rule()
    def go_on(self) -> None:
        if self.model.screen == "quadrant":
            self.model.to("development")
            self.press("down", "right", "enter")
        else:
            self.model.to("sharing" if self.ROUND_NAME else "save")
            self.press("down", "enter")

    @precondition(lambda self: self.on("development"))
    @rule(down=st.integers(0, 6), toggles=toggles, keep=st.booleans())
    def pick(self, down: int, toggles: list[int], keep: bool) -> None:
        self.press(*["down"] * down)
        screen = self.app.screen
        assert isinstance(screen, DevelopmentScreen)
        assert screen.number is not None
        self.press(*self.model.pick(screen.number, toggles, by_enter=keep))

    @precondition(lambda self: self.on("development"))
    @rule()
    def to_topics(self) -> None:
        self.model.to("topics")
        self.press("enter")

    @precondition(lambda self: self.on("save"))
    @rule(done=st.booleans())
    def end(self, done: bool) -> None:
        if done:
            self.model.stop()
            self.press("enter")
        else:
            self.model.to("quadrant")
            self.press("t")

    @precondition(lambda self: self.on("save"))
    @rule(down=st.integers(0, 6), toggles=toggles)
    def look_again_and_pick(self, down: int, toggles: list[int]) -> None:
        """Change something after the result was saved."""
        self.end(False)
        self.go_on()
        self.pick(down, toggles, True)

    @precondition(lambda self: self.on("vision") and self.turns % 5 == 0)
    @rule()
    def back_to_welcome(self) -> None:
        self.model.leave()
        self.press("escape")

    @precondition(lambda self: self.on(*NEXT_BACK) and self.turns % 8 == 0)
    @rule()
    def back(self) -> None:
        self.model.to(NEXT_BACK[self.model.screen])
        self.press("escape")

    # -- the window and the program -----------------------------------------------------------------------------

    @precondition(lambda self: self.is_too_small or self.turns % 10 == 0)
    @rule(size=st.sampled_from([SMALL, LARGE, (100, 30), (60, 20), (80, 22), (80, 23)]))
    def resize(self, size: tuple[int, int]) -> None:
        self.size = size
        assert self.driver is not None
        self.driver.do(lambda pilot: pilot.resize_terminal(*size))
        self.check()

    @precondition(lambda self: self.is_too_small)
    @rule()
    def type_blindly(self) -> None:
        self.press("1", "2", "enter", "n", "escape", "k")

    @precondition(lambda self: not self.is_too_small and self.turns % 20 == 0)
    @rule()
    def ask_help(self) -> None:
        self.do_with(ReadWindow, "f1")
        self.press("escape")

    @precondition(lambda self: not self.is_too_small and (self.model.is_changed_since_saving or self.turns % 11 == 0))
    @rule(answer=st.sampled_from(["yes", "no", "stay"]))
    def leave(self, answer: str) -> None:
        """Stop and start again; after a change to a saved result the program asks first."""
        model = self.model
        if not model.is_changed_since_saving:
            self.stop(ask=False)
        elif answer == "stay":
            self.do_with(ConfirmDialog, "ctrl+q")
            self.press("escape")
        else:
            one = model.id
            if answer == "yes":
                model.finish()
            model.drafts.pop(one, None)
            self.stop(*(["enter"] if answer == "yes" else ["right", "enter"]))

    @precondition(lambda self: self.turns % 17 == 0)
    @rule()
    def pull_the_plug(self) -> None:
        """End without any goodbye and start again; a change to a saved result is a draft then."""
        self.start_again()

    def stop(self, *keys: str, ask: bool = True) -> None:
        """Leave, with the answer to the question if there is one, and start the program anew."""
        if ask:
            self.do_with(ConfirmDialog, "ctrl+q")

        async def until_ended(pilot: Pilot[Any]) -> None:
            for key in keys if ask else ("ctrl+q",):
                pilot.app.post_message(events.Key(key, None))
            for _ in range(PATIENCE):
                if pilot.app.return_code is not None:
                    return
                await asyncio.sleep(0.01)

        assert self.driver is not None
        self.driver.do(until_ended)
        assert self.app.return_code == 0
        self.start_again()

    def start_again(self) -> None:
        """Another run of the program on the same computer."""
        assert self.driver is not None
        self.driver.close()
        self.model.stop()
        self.size = SMALL if self.is_too_small else self.size
        self.driver = Driver(self.make_app(), self.size)
        self.check()


class RoundMachine(ScanMachine):
    """Many leaders after each other in one round."""

    ROUND_NAME = ROUND
    WELCOME = "RoundWelcomeScreen"

    has_typed_code = False

    def __init__(self) -> None:
        super().__init__()
        self.pins: dict[str, str] = {}
        """The pin of each code; a scan that was left asks for it, also after another start of the program."""

    def make_app(self) -> ScanApp:
        self.has_typed_code = False
        return self.laptop.round_app()

    @precondition(lambda self: self.on("welcome"))
    @rule(kind=st.sampled_from(["volledig", "alleen-belang"]), pin=st.sampled_from(["", "1234"]))
    def begin(self, kind: str, pin: str = "") -> None:
        self.model.begin(kind)
        if self.has_typed_code:
            # After a code that was no good the leader has to type a free one.
            self.type_code(self.model.scan["deelnemer"]["code"])
        self.has_typed_code = False
        self.pins[self.model.scan["deelnemer"]["code"]] = pin
        if pin:
            self.model.scan["concept"] = {"pincode": True}
        self.press(*["down"] * (kind != "volledig"), "enter", *pin, "enter")

    @precondition(lambda self: self.on("welcome") and self.model.drafts)
    @rule(which=st.integers(0, 9), sure=st.booleans())
    def resume(self, which: int, sure: bool) -> None:
        """Only by typing the code, also for what was changed after saving."""
        drafts = self.model.by_age()
        draft = drafts[min(which, len(drafts) - 1)]
        self.type_code(self.model.drafts[draft]["deelnemer"]["code"])
        if sure:
            self.model.resume(draft)
            self.has_typed_code = False
            pin = self.pins.get(self.model.scan["deelnemer"]["code"], "")
            self.press("enter", "enter", *pin, "enter")
        else:
            self.press("enter", "escape")

    @precondition(lambda self: self.on("welcome") and self.model.results.keys() - self.model.drafts.keys())
    @rule(which=st.integers(0, 9))
    def type_used_code(self, which: int) -> None:
        used = sorted(self.model.results.keys() - self.model.drafts.keys())
        self.type_code(self.model.results[used[min(which, len(used) - 1)]]["deelnemer"]["code"])
        self.press("enter")

    def type_code(self, code: str) -> None:
        """Put a code in the field of the first screen."""

        async def fill(_: Pilot[Any]) -> None:
            screen = self.app.screen
            assert isinstance(screen, RoundWelcomeScreen)
            screen.code.value = code
            screen.set_focus(screen.choices)

        assert self.driver is not None
        self.driver.do(fill)
        self.has_typed_code = True

    @precondition(lambda self: self.on("sharing"))
    @rule(wanted=st.booleans(), text=texts)
    def share(self, wanted: bool, text: str) -> None:
        self.model.share(wanted, text)
        self.model.to("save")
        self.press("down" if wanted else "up", "tab", *text, "f2")

    @precondition(lambda self: not self.is_too_small and self.turns % 11 == 0)
    @rule(answer=st.sampled_from(["yes", "no", "stay"]))
    def leave(self, answer: str) -> None:
        """A shared laptop always asks first, and Enter alone stays in the round. What it asks after a yes, about a
        result that was changed, is left to test_round.py.
        """
        if answer == "yes" and not self.model.is_changed_since_saving:
            self.stop("right", "enter")
        else:
            self.do_with(ConfirmDialog, "ctrl+q")
            self.press("enter" if answer == "no" else "escape")


def drive(machine: type[ScanMachine], runs: int) -> None:
    """Run a machine a fixed number of times, the same at every run of the tests."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=80,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_files_follow_one_leader_through_anything() -> None:
    """Guards that after whatever order of answering, changing, skipping, going back, jumping, remarking, resizing,
    leaving, resuming and finishing, the draft and result on disk say exactly what was answered, and no draft is left
    of what is finished.
    """
    drive(ScanMachine, 8)


def test_the_files_follow_a_round_of_leaders_through_anything() -> None:
    """Guards the same in a round on a shared laptop: each next leader begins with a free code and an empty scan, and
    goes on with an own draft by its code only.
    """
    drive(RoundMachine, 8)
