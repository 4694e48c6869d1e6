"""The app as people use it, on made-up folders, with a clock and ids that tests decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from textual import events
from textual.app import App
from textual.pilot import Pilot

import zelfscan.tui
from zelfscan.domain import Catalog, DevelopmentPoint, Scan
from zelfscan.storage import DRAFTS, DraftStore, Place, ResultStore, read_scan, seals
from zelfscan.tui.app import HouseApp
from zelfscan.tui.dialogs import ReadWindow
from zelfscan.tui.keeper import Opened, Setup
from zelfscan.tui.round import DEFAULT_PREFIX, Attempts, RoundRules, Secret
from zelfscan.tui.round.guard import RoundGuard
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps import Desk, Onward, StepScreen


class Typist:
    """The hands at the keyboard, by a clock of their own: a second between two keys, but nothing `at_once`."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._fast = False

    def typed_at(self, event: object) -> float:
        """When a key was pressed."""
        self._seconds += 0.0 if self._fast else 1.0
        return self._seconds

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is typed inside comes in one burst, as from a paste."""
        self._seconds += 1.0
        self._fast = True
        yield
        self._fast = False


TYPIST = Typist()
SMALL, LARGE = (80, 24), (120, 40)
MOST_LOOKS = 50
MOMENT = datetime(2026, 11, 22, 10, 3, 11, tzinfo=UTC)
ROUND = "najaar-2026"
ANSWERS = [(1 + (7 * k) % 4, 1 + (5 * k + k // 4) % 4) for k in range(29)]
FIFTY_EIGHT_KEYS = [str(level) for pair in ANSWERS for level in pair]
"""What answers every item of a whole scan with `ANSWERS`."""


def _moments() -> Iterator[datetime]:
    moment = MOMENT
    while True:
        yield moment
        moment += timedelta(minutes=1)


@dataclass
class Laptop:
    """One computer: its folders outlive the apps that are started on it."""

    catalog: Catalog
    home: Path
    seconds: float = 0.0
    clock: Iterator[datetime] = field(default_factory=_moments)
    _ids: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    @property
    def exports(self) -> Path:
        return self.home / "exports"

    @property
    def drafts(self) -> DraftStore:
        return DraftStore(self.home / "concepten", tuple(place.folder / DRAFTS for place in self.places()))

    def places(self) -> tuple[Place, ...]:
        """Where things can go when the usual folder refuses them."""
        return tuple(Place(name, self.home / name / "zelfscan") for name in ("Documenten", "Bureaublad"))

    def setup(self, *, participant: str = "SL-07", opened: Path | None = None, exports: Path | None = None) -> Setup:
        return Setup(
            self.catalog,
            ResultStore(exports or self.exports),
            self.drafts,
            participant=participant,
            places=self.places,
            opened=None if opened is None else Opened(opened, read_scan(opened, self.catalog)),
            now=lambda: next(self.clock),
            new_id=lambda: UUID(int=next(self._ids), version=4),
        )

    def app(self, **options: object) -> ScanApp:
        """The app for one leader."""
        return ScanApp(self.setup(**options))  # type: ignore[arg-type]

    def round_app(
        self,
        facilitator: str = "",
        idle_seconds: float = 300.0,
        recipient: str | None = None,
        expected: int | None = None,
        prefix: str = DEFAULT_PREFIX,
    ) -> ScanApp:
        """The app for a round, on a clock that only the test moves; with a `recipient` it is sealed."""
        rules = RoundRules(
            ROUND,
            Attempts(self.drafts.folder, lambda: 1e9 + self.seconds),
            Secret.of(facilitator) if facilitator else None,
            idle_seconds,
            expected,
            prefix,
            lambda: self.seconds,
        )
        setup = self.setup(participant="", exports=self.exports / ROUND)
        for_results, for_drafts = seals(recipient)
        return ScanApp(
            setup._replace(
                results=replace(setup.results, seal=for_results),
                drafts=replace(setup.drafts, seal=for_drafts),
            ),
            partial(RoundGuard, rules),
        )

    def results(self) -> list[Scan]:
        """Every result on this computer."""
        return [read_scan(path, self.catalog) for path in sorted(self.exports.rglob("*.toml"))]


class StepHost(HouseApp):
    """Shows one step by itself, and keeps what it says."""

    CSS_PATH = [str(Path(zelfscan.tui.__file__).with_name(name)) for name in ("zelfscan.tcss", "steps.tcss")]

    def __init__(self, step: type[StepScreen], catalog: Catalog, scan: Scan) -> None:
        super().__init__()
        self.edited: list[Scan] = []
        self.step = step(catalog, scan, Desk(keep=self.edited.append))
        self.results: list[Onward | None] = []
        self.notices: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(self.step, self.results.append)

    def notify(self, message: str, **options: object) -> None:
        assert options.get("markup") is False
        self.notices.append(message)

    @property
    def points(self) -> tuple[DevelopmentPoint, ...]:
        """The development points as they are now."""
        return self.step.scan.development


def screen_text(app: App[Any]) -> str:
    """What stands on the screen, as plain lines."""
    svg = app.export_screenshot()
    rows: dict[str, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        rows.setdefault(y, []).append((float(x), text))
    in_order = sorted(rows.items(), key=lambda row: float(row[0]))
    lines = ("".join(text for _, text in sorted(parts)) for _, parts in in_order)
    joined = "\n".join(lines).replace("&#160;", " ").replace("&#x27;", "'").replace("&quot;", '"')
    return joined.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def window_text(app: App[Any]) -> str:
    """What can be read in the window on top, in one line."""
    assert isinstance(app.screen, ReadWindow)
    return " ".join(" ".join(line.text for line in app.screen.view.sheet.lines).split())


async def settle(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys one after another, wait until everything stands still; the screen as text."""
    while any(
        worker.name in {"load_the_rest", "read_results"} and not worker.is_finished for worker in pilot.app.workers
    ):
        await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await _until_it_takes_keys(pilot)
    for _ in range(3):
        await pilot.pause()
    return screen_text(pilot.app)


async def _until_it_takes_keys(pilot: Pilot[Any]) -> None:
    """Wait as a person does who looks before the next key, also on a busy computer."""
    app = pilot.app
    for _ in range(MOST_LOOKS):
        screen = app.screen_for_keys() if isinstance(app, HouseApp) else app.screen
        if not app.is_running or (screen is not None and getattr(screen, "takes_keys", True)):
            return
        await pilot.pause()


async def burst(pilot: Pilot[Any], *keys: str) -> str:
    """Type ahead: hand all keys to the app at once, as a terminal does with one read; then wait."""
    with TYPIST.at_once():
        for key in keys:
            pilot.app.post_message(key_event(key))
        return await calm(pilot)


async def click_at(pilot: Pilot[Any], spot: tuple[int, int], times: int = 1) -> str:
    """Click as a terminal reports it, to the app and not to a screen; the screen as text, in between and after."""
    for _ in range(times):
        for kind in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(kind(None, *spot, 0, 0, 1, False, False, False, *spot))
        await calm(pilot)
    return await calm(pilot)


def key_event(key: str) -> events.Key:
    """What the app gets for a key: a sign, or a name such as enter."""
    name = {" ": "space", "?": "question_mark"}.get(key, key)
    return events.Key(name, key if len(key) == 1 else None)


async def calm(pilot: Pilot[Any]) -> str:
    """Wait until nothing that was typed waits any longer."""
    assert isinstance(pilot.app, HouseApp)
    still = 0
    while still < 8:
        await pilot.pause(0.02)
        still = 0 if pilot.app.has_waiting_keys else still + 1
    return screen_text(pilot.app)
