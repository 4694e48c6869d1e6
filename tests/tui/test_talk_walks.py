"""Random walks through the conversation, the look back and the division, each step held against a plain model."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app_harness import LARGE, SMALL, Laptop, settle
from builders import NUMBERS, STARTED, make_scan
from zelfscan.domain import (
    Agreement,
    Catalog,
    DevelopmentPoint,
    Holding,
    Outcome,
    Scan,
    first_division,
    look_back_on,
    talk_items,
    talk_point,
)
from zelfscan.storage import ResultStore, read_division, read_scan, write_division
from zelfscan.tui.comparison import ComparisonApp
from zelfscan.tui.conversation.guide import ConversationScreen
from zelfscan.tui.conversation.look_back import LookBackScreen, result_keeper
from zelfscan.tui.conversation.walk import TalkReviewScreen
from zelfscan.tui.conversation.windows import TalkPart, talk_stops
from zelfscan.tui.division import DivisionApp
from zelfscan.tui.keeper import Opened
from zelfscan.tui.scan_app import ScanApp

pytestmark = pytest.mark.heavy

STEPS = 30
WORDS = ("Samen", "é 7", "x; y", "[b]", "ë!")
CHOSEN = (7, 17)


class Conversation:
    """What a conversation should hold: the way to where it is, the text of each field, and what was agreed."""

    def __init__(self, laptop: Laptop) -> None:
        scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (3, 3)) | {7: (4, 1), 17: (4, 2), 9: (4, 4)})
        self.scan = replace(scan, development=tuple(map(DevelopmentPoint, CHOSEN)))
        self.stops = talk_stops(laptop.catalog, talk_items(self.scan, laptop.catalog))
        self.review = next(place for place, stop in enumerate(self.stops) if stop.part is TalkPart.REVIEW)
        self.way = [0]
        self.field = 0
        self.said: dict[tuple[int, int], str] = {}
        self.agreed: dict[int, str] = {}

    @property
    def number(self) -> int | None:
        """The item in hand."""
        item = self.stops[self.way[-1]].item
        return item.number if item else None

    def told_by(self, scan: Scan) -> dict[tuple[int, int], str]:
        """What a scan holds, by stop and field."""
        held = scan.conversation
        found: dict[tuple[int, int], str] = {}
        for place, stop in enumerate(self.stops):
            if held is None or stop.part is TalkPart.REVIEW:
                continue
            if stop.item is not None:
                point = talk_point(held, stop.item.number)
                texts: tuple[str, ...] = (point.sees, point.example, point.text)
            else:
                names = {
                    TalkPart.BEGIN: "partner",
                    TalkPart.VISION: "vision",
                    TalkPart.MATERIALS: "materials",
                    TalkPart.ROLE: "role",
                }
                texts = (getattr(held, names[stop.part]),)
            found |= {(place, field): text for field, text in enumerate(texts) if text}
        return found

    def step(self, chance: Random) -> list[str]:
        """The keys of one step, after the model took it; none when that step cannot be taken here."""
        here = self.way[-1]
        action = chance.choice(("type", "type", "type", "tab", "next", "next", "back", "jump", "agree"))
        if action == "type" and here != self.review and (here, self.field) not in self.said:
            text = chance.choice(WORDS)
            self.said[here, self.field] = text
            return [*text]
        if action == "tab" and self.number is not None and self.field < 2:
            self.field += 1
            return ["tab"]
        if action == "agree" and self.number in CHOSEN and self.number not in self.agreed:
            text = chance.choice(WORDS)
            self.agreed[self.number] = text
            # The window gives the field back that had the keys.
            return ["f5", *text, "escape"]
        if action == "next" and here != self.review:
            self.arrive(min(here + 1, self.review))
            return ["f2"]
        if action == "back" and len(self.way) > 1:
            self.way.pop()
            self.field = 0
            return ["escape"]
        if action == "jump" and here != self.review:
            place = chance.randrange(len(self.stops))
            if place != here:
                self.arrive(place)
                return ["f6", "home", *["down"] * place, "enter"]
        return []

    def arrive(self, place: int) -> None:
        """Go to a stop; the first field has the keys there."""
        self.way.append(place)
        self.field = 0


def holding(laptop: Laptop, path: Path) -> ScanApp:
    """The app on a conversation with a result."""
    opened = Opened(path, read_scan(path, laptop.catalog), for_talk=True)
    return ScanApp(laptop.setup(opened=path)._replace(opened=opened))


@pytest.mark.parametrize("seed", range(4))
async def test_a_walk_through_a_conversation(laptop: Laptop, seed: int) -> None:
    """Guards any order, back and forth, and an end of the program at any place: after every step the draft holds what
    was typed and the result is as it was, the screen is the one that the way leads to, and a yes keeps all of it.
    """
    chance = Random(seed)
    model = Conversation(laptop)
    path = ResultStore(laptop.exports).save(model.scan, laptop.catalog)
    before = path.read_bytes()
    for last in (False, True):
        app = holding(laptop, path)
        model.way, model.field = [0], 0
        async with app.run_test(size=chance.choice([SMALL, LARGE])) as pilot:
            await settle(pilot)
            for _ in range(STEPS):
                if not (keys := model.step(chance)):
                    continue
                await settle(pilot, *keys)
                screen = app.screen
                if model.way[-1] == model.review:
                    assert isinstance(screen, TalkReviewScreen), keys
                else:
                    assert isinstance(screen, ConversationScreen), keys
                    assert screen.here == model.way[-1], keys
                app.keeper.flush()
                drafts = laptop.drafts.all(laptop.catalog).drafts
                draft = drafts[0] if drafts else model.scan
                assert model.told_by(draft) == model.said, keys
                assert {point.competency: point.agreement.step for point in draft.development} == {
                    number: model.agreed.get(number, "") for number in CHOSEN
                }
                assert path.read_bytes() == before
            if last:
                await settle(pilot, *([] if model.way[-1] == model.review else ["f8"]), "enter")
    kept = read_scan(path, laptop.catalog)
    assert model.told_by(kept) == model.said
    assert kept.ratings == model.scan.ratings
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.parametrize("seed", range(3))
async def test_a_walk_through_a_look_back(laptop: Laptop, seed: int) -> None:
    """Guards answers, changed minds, skipping and going back: what is on screen last is what the later result says."""
    chance = Random(seed)
    then = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 2)), started=STARTED - timedelta(days=365))
    points = tuple(DevelopmentPoint(number, (), Agreement("Leerteam")) for number in CHOSEN)
    earlier = replace(then, development=points)
    later = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 3)))
    path = ResultStore(laptop.exports).save(later, laptop.catalog)
    told: dict[int, Outcome] = {}
    app = ComparisonApp(laptop.catalog, earlier, later, (), result_keeper(laptop.setup(), path, later))
    async with app.run_test(size=chance.choice([SMALL, LARGE])) as pilot:
        await settle(pilot, "t")
        for _ in range(STEPS):
            if not isinstance(app.screen, LookBackScreen):
                await settle(pilot, "t")
            assert isinstance(app.screen, LookBackScreen)
            number = app.screen.point.competency
            action = chance.choice(("choose", "choose", "f2", "escape"))
            if action == "choose":
                place = chance.randrange(len(Outcome))
                told[number] = list(Outcome)[place]
                await settle(pilot, *["up"] * len(Outcome), *["down"] * place, "space")
            else:
                await settle(pilot, action)
        while isinstance(app.screen, LookBackScreen):
            await settle(pilot, "f2")
    kept = read_scan(path, laptop.catalog)
    found = {number: look_back_on(kept, earlier.id, number) for number in CHOSEN}
    assert {number: one.outcome for number, one in found.items() if one} == told
    assert kept.ratings == later.ratings


@pytest.mark.parametrize("seed", range(3))
async def test_a_walk_through_a_division(catalog: Catalog, tmp_path: Path, seed: int) -> None:
    """Guards cells and roles in any order: after every step the file holds what the model holds."""
    chance = Random(seed)
    path = tmp_path / "verdeling.toml"
    scan = make_scan("SL-07", {7: (4, 1)}, delegated={5: "ict"})
    app = DivisionApp(catalog, scan, first_division(scan), lambda changed: write_division(path, changed, catalog))
    roles: list[tuple[str, dict[int, Holding]]] = [("ict", {5: Holding.HAS})]
    row = column = 0
    async with app.run_test(size=chance.choice([SMALL, LARGE])) as pilot:
        for turn in range(2 * STEPS):
            action = chance.choice(("space", "space", "down", "up", "left", "right", "n", "h", "w"))
            keys = [action]
            if action in ("down", "up"):
                row = max(0, min(len(catalog.numbers) - 1, row + (1 if action == "down" else -1)))
            elif action in ("left", "right"):
                column = max(0, min(len(roles) - 1, column + (1 if action == "right" else -1)))
            elif action == "space" and roles:
                held, number = roles[column][1], catalog.numbers[row]
                after = {None: Holding.HAS, Holding.HAS: Holding.LEARNS, Holding.LEARNS: None}[held.get(number)]
                held.pop(number, None)
                if after is not None:
                    held[number] = after
            elif action == "n" and len(roles) < 6:
                roles.append((f"r{turn}", {}))
                column = len(roles) - 1
                keys = ["n", *f"r{turn}", "enter"]
            elif action == "h":
                roles[column] = (f"{roles[column][0]}h", roles[column][1])
                keys = ["h", "end", "h", "enter"]
            elif action == "w" and len(roles) > 1:
                del roles[column]
                column = min(column, len(roles) - 1)
                keys = ["w", "right", "enter"]
            else:
                continue
            await settle(pilot, *keys)
            if path.exists():
                kept = read_division(path, catalog)
                assert [(role.name, dict(role.holdings)) for role in kept.roles] == roles, keys
        await settle(pilot, "enter")
    assert app.return_code == 0
