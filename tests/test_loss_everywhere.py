"""Nothing lost on any screen: the app is killed at a random line that it draws, and the folder has what was shown."""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import re
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import pytest
from textual.app import App
from textual.widgets import TextArea

from app_harness import SMALL, Laptop, screen_text, settle
from builders import NUMBERS, make_scan
from pty_app import scans_in
from tally import Tally
from zelfscan.domain import Catalog, DevelopmentPoint, Scan
from zelfscan.storage import ResultStore, get_ready
from zelfscan.storage.draft_journal import Journal
from zelfscan.storage.files import UnreadableError
from zelfscan.tui.keeper import Opened
from zelfscan.tui.scan_app import LATER, ScanApp
from zelfscan.tui.steps import StepScreen
from zelfscan.tui.steps.vision import VisionField
from zelfscan.tui.widgets.choice_list import ChoiceList

pytestmark = pytest.mark.heavy

SEED = 20261127
AT_ONCE = max(2, min(4, os.cpu_count() or 1))
LIMIT = 120
"""Seconds after which an app that does not get to its end is a fault."""
WORDS = "aeinorst"
TYPING = f"{' '.join(WORDS * 2)} space backspace"
OVERVIEW, CHOOSING = "f2 f2 4 2 o", "f2 f2 4 2 o enter enter enter"
IN_A_ROUND = f"enter 1 2 3 4 enter {CHOOSING}"
TALK = "f2 f2 f2 f2"


@dataclass(frozen=True)
class Station:
    """A place where the app is killed: what leads there, the keys that are pressed there, and in which kind of app."""

    kills: int
    way: str
    keys: str
    kind: str = "alone"


STATIONS = {
    "marks": Station(32, "enter", "right left up down space right up"),
    "ambition": Station(24, "enter tab", TYPING),
    "materials": Station(20, "enter f2", f"{TYPING} tab tab"),
    "answers": Station(24, "enter f2 f2", "1 2 3 4 0 1 2 3 4 up down delete"),
    "note": Station(12, "enter f2 f2 4 n", TYPING),
    "delegated": Station(8, "enter f2 f2 4 b", f"{' '.join(WORDS)} backspace"),
    "choosing": Station(8, f"enter {CHOOSING}", "space enter down up space escape"),
    "support": Station(8, f"enter {CHOOSING} space", "space down up space down"),
    "topics": Station(6, f"enter {CHOOSING} space escape enter", "space down up space down"),
    "sharing": Station(4, f"{IN_A_ROUND} space escape enter enter", f"down up tab {TYPING}", "round"),
    "conversation": Station(8, TALK, f"{TYPING} tab tab", "talk"),
    "agreement": Station(6, f"{TALK} f5", TYPING, "talk"),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What stood on the screen at the kill."""

    screen: str
    text: str
    fields: tuple[str, ...]
    marks: tuple[Any, ...]
    chosen: dict[str, tuple[str, ...]]
    scan: Scan | None


def shown_by(app: ScanApp) -> Shown:
    """What stands on the screen of an app, as its widgets have it."""
    steps = [screen.scan for screen in app.screen_stack if isinstance(screen, StepScreen)]
    top = app.screen
    return Shown(
        type(top).__name__,
        screen_text(app),
        tuple(field.text.strip() for field in top.query(TextArea)),
        tuple((field.now, field.ambition) for field in top.query(VisionField)),
        {choices.id or "": choices.chosen for choices in top.query(ChoiceList)},
        steps[-1] if steps else None,
    )


def app_for(station: Station, laptop: Laptop) -> ScanApp:
    """The app as it starts for a station."""
    if station.kind == "round":
        return laptop.round_app()
    if station.kind == "alone":
        return laptop.app()
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (3, 3)) | {7: (4, 1)})
    scan = replace(scan, development=(DevelopmentPoint(7),))
    path = ResultStore(laptop.exports).save(scan, laptop.catalog)
    return ScanApp(laptop.setup()._replace(opened=Opened(path, scan, for_talk=True)))


async def press_until_the_end(app: ScanApp, station: Station, chance: Random, end: Callable[[], NoReturn]) -> None:
    """Go to a station, press keys there, and end at a random drawing from some key on."""
    left: list[int] = []
    display = App._display  # noqa: SLF001 - the one place where all is drawn.

    def displayed(shown: App[Any], *drawing: Any) -> None:
        display(shown, *drawing)
        if left:
            left[0] -= 1
            if left[0] <= 0:
                end()

    App._display = displayed  # type: ignore[assignment,method-assign]  # noqa: SLF001
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *station.way.split())
        keys = chance.choices(station.keys.split(), k=chance.randint(1, 6))
        armed_at = chance.randrange(len(keys))
        await settle(pilot, *keys[:armed_at])
        left.append(chance.randint(1, 6))
        await settle(pilot, *keys[armed_at:])
        end()


def live_and_die(laptop: Laptop, station: Station, chance: Random, pipe: int, *, late: bool) -> None:
    """All that a killed program does; never comes back. With `late` the system has each state one state later."""
    signal.alarm(LIMIT)
    # What is not tidied up costs nothing in so short a life; tidying up is a fifth of all the work.
    gc.disable()
    if late:
        add, waiting = Journal.add, list[bytes]()

        def add_late(journal: Journal, data: bytes) -> None:
            waiting.append(data)
            if len(waiting) > 1:
                add(journal, waiting[-2])

        Journal.add = add_late  # type: ignore[method-assign,assignment]
    app = app_for(station, laptop)

    def end() -> NoReturn:
        with os.fdopen(pipe, "wb") as out:
            pickle.dump(shown_by(app), out)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    try:
        asyncio.run(press_until_the_end(app, station, chance, end))
    except BaseException:
        os.write(pipe, pickle.dumps(traceback.format_exc()))
    finally:
        os._exit(1)


def killed(
    catalog: Catalog, folder: Path, kills: list[tuple[str, int]], *, late: bool = False
) -> Iterator[tuple[str, Path, Shown]]:
    """Each of these kills: where it was, the home that is left, and what the screen showed."""
    # What each app would load after its first screen is there for all of them.
    for module in LATER:
        import_module(module)
    get_ready()
    running: list[tuple[str, Path, int, int]] = []
    waiting = list(kills)
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            name, number = waiting.pop(0)
            home = folder / f"{name}-{number}"
            home.mkdir()
            reading, writing = os.pipe()
            process = os.fork()
            if process == 0:
                os.close(reading)
                chance = Random(f"{SEED}/{name}/{number}")
                live_and_die(Laptop(catalog, home), STATIONS[name], chance, writing, late=late)
            os.close(writing)
            running.append((name, home, process, reading))
        name, home, process, reading = running.pop(0)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(process, 0)
        shown = pickle.loads(told) if told else f"status {status}"
        assert isinstance(shown, Shown), (name, home.name, shown)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        yield name, home, shown


def said(scan: Scan) -> dict[str, object]:
    """All that a leader can change of a scan."""
    return {
        name: getattr(scan, name)
        for name in ("vision", "materials", "ratings", "development", "agenda", "conversation", "exchange",
                     "exchange_only", "share_words", "look_back")
    }  # fmt: skip


def texts_in(part: object) -> set[str]:
    """Every text in a part of a scan, however deep."""
    if isinstance(part, str):
        return {part}
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, (list, tuple)) else ()
    return set().union(*map(texts_in, parts))


def lost(shown: Shown, home: Path, catalog: Catalog) -> list[object]:
    """What the screen showed and the folder does not have."""
    try:
        scans = sorted(scans_in(home, catalog), key=lambda scan: not scan.is_draft)
    except UnreadableError:
        # Nothing readable counts as nothing kept.
        scans = []
    kept = scans[0] if scans else make_scan(draft=True)
    wrong: list[object] = []
    if shown.scan is not None:
        there = said(kept)
        wrong += [(name, value, there[name]) for name, value in said(shown.scan).items() if value != there[name]]
    wrong += [marks for marks in shown.marks if marks != (kept.vision.now, kept.vision.ambition)]
    shares = shown.chosen.get("share")
    if shares is not None and (kept.exchange is not None) is not (shares == ("yes",)):
        wrong.append(shares)
    if shown.screen == "SupportDialog" and shown.chosen[""] not in {point.support for point in kept.development}:
        wrong.append(shown.chosen)
    # Who shares nothing can have typed something all the same; it stands nowhere.
    fields = () if shares is not None and kept.exchange is None else shown.fields
    wrong += [text for text in fields if text and text not in texts_in(asdict(kept))]
    if shown.screen == "RatingScreen" and (asked := re.search(r"(\d+) van 29", shown.text)):
        rating = kept.rating(int(asked[1]))
        levels = {str(int(level)) for level in (rating.importance, rating.attainment) if level}
        wrong += [level for level in re.findall(r"([1-4]) ◉", shown.text) if level not in levels]
    return wrong


def test_a_kill_at_any_drawing_of_any_screen_loses_nothing(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards every kind of change: at some 150 random moments in marks, words, answers, choices, topics, sharing and
    agreements, what the screen showed at a `kill -9` is in the folder."""
    kills = [(name, number) for name, station in STATIONS.items() for number in range(station.kills)]
    assert len(kills) >= 150
    changed = set()
    for name, home, shown in killed(catalog, tmp_path, kills):
        assert lost(shown, home, catalog) == [], (name, home.name, shown.text)
        if any(home.rglob("*.vers")):
            changed.add(name)
        tally.count("verlies", "keer gestopt op een willekeurig moment van een scherm")
    assert changed == set(STATIONS)


def test_the_kills_see_what_is_handed_over_late(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the test above: where the system gets each state one state later, the kills see the loss."""
    kills = [(name, number) for name, station in STATIONS.items() if station.kind == "alone" for number in range(2)]
    seen = {name for name, home, shown in killed(catalog, tmp_path, kills, late=True) if lost(shown, home, catalog)}
    # Some kills come before a change; which ones is up to how busy the computer is.
    assert len(seen) > 3
