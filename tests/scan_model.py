"""What the app should do, as plain dictionaries and numbers: no code of the program, and nothing about screens' looks.

Each action returns the keys that a leader presses for it, and changes the model as the leader would expect.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from contract import SUPPORT, Content

ITEMS = list(range(1, 30))
FIRST = datetime(2026, 11, 22, 10, 3, 11, tzinfo=UTC)
SCALES = {"volledig": ["belang", "aanwezig"], "alleen-belang": ["belang"]}
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}
ANSWERS = [1, 2, 3, 4, 0]
"""From left to right; 0 is 'do not know'."""
UNKNOWN = "geen_oordeel"
MOST_POINTS = 3
Keys = list[str]


class Model:
    """One computer: its drafts and results by id, the scan on the screen, and where the leader is in it."""

    def __init__(self, round_name: str = "") -> None:
        self.round_name = round_name
        self.drafts: dict[str, Content] = {}
        self.results: dict[str, Content] = {}
        self.now = FIRST
        self.scans = 0
        self.screen = "welcome"
        self.scan: Content = {}
        self.saved: Content | None = None
        self.item, self.scale = 1, 0
        self.mark = "nu"
        self.support: dict[int, list[str]] = {}
        self.contact = ""

    # -- files --------------------------------------------------------------------------------------------------

    def changed(self, before: Content) -> None:
        """Every change stands in the draft at once."""
        if self.scan != before:
            draft = deepcopy(self.scan)
            draft["scan"].pop("afgerond", None)
            self.drafts[self.id] = draft

    @property
    def id(self) -> str:
        """The id of the scan on the screen."""
        return str(self.scan["scan"]["id"])

    def moment(self) -> datetime:
        """A minute later; however often the program looks at its clock, it says this until the next one."""
        self.now += timedelta(minutes=1)
        return self.now

    def said(self, number: int) -> Content:
        """What was said of an item."""
        found: Content = self.scan["competenties"].get(number, {})
        return found

    def say(self, number: int, **values: Any) -> None:
        """Change what was said of an item; an empty value takes it away."""
        before = deepcopy(self.scan)
        said = {key: value for key, value in (self.said(number) | values).items() if value not in ("", None)}
        self.scan["competenties"].pop(number, None)
        if said:
            self.scan["competenties"][number] = said
        self.changed(before)

    # -- beginning and ending -----------------------------------------------------------------------------------

    def by_age(self) -> list[str]:
        """The ids of the drafts, newest start first."""
        return sorted(self.drafts, key=lambda one: (self.drafts[one]["scan"]["begonnen"], one), reverse=True)

    def next_code(self) -> str:
        """The next free code of a round."""
        codes = [one["deelnemer"]["code"] for one in (*self.drafts.values(), *self.results.values())]
        return f"SL-{max((int(code[3:]) for code in codes), default=0) + 1:02}"

    def begin(self, kind: str) -> None:
        """A new scan; nothing is on disk before the first answer."""
        code = self.next_code() if self.round_name else "SL-07"
        self.scans += 1
        self.scan = {
            "scan": {"id": UUID(int=self.scans, version=4), "begonnen": self.moment(), "voorbeeld": False},
            "deelnemer": {"code": code, "school": "", "beoordeling": kind},
            "visie": {}, "leermiddelen": {}, "competenties": {}, "ontwikkelpunten": [],
            "terugblik": [], "woorden": False, "concept": {},
        }  # fmt: skip
        if self.round_name:
            self.scan["ronde"] = self.round_name
        self.to("vision")

    def resume(self, one: str) -> None:
        """Go on with a draft where it was: what is open is asked first, and behind that what was reached."""
        self.scan = deepcopy(self.drafts[one])
        if self.open_items():
            self.to("ratings" if self.scan["competenties"] else "vision")
        else:
            self.to("development" if self.scan["ontwikkelpunten"] else "overview")

    def leave(self) -> None:
        """Back to welcome; a draft in which nothing is said goes away."""
        if not any(self.scan[key] for key in ("visie", "leermiddelen", "competenties", "ontwikkelpunten")):
            self.drafts.pop(self.id, None)
        self.stop()

    def stop(self) -> None:
        """The program ends; what is on disk stays."""
        self.scan, self.saved, self.screen = {}, None, "welcome"

    def finish(self) -> None:
        """The result stands on disk and the draft is gone."""
        self.scan["scan"]["afgerond"] = self.moment()
        self.saved = deepcopy(self.scan)
        self.results[self.id] = deepcopy(self.scan) | {"concept": {}}
        self.drafts.pop(self.id, None)

    @property
    def is_changed_since_saving(self) -> bool:
        """Whether the result on disk misses something."""
        return self.saved is not None and self.scan != self.saved

    # -- moving -------------------------------------------------------------------------------------------------

    def to(self, screen: str) -> None:
        """Show a step anew."""
        self.screen = screen
        if screen == "vision":
            placed = [mark for mark in ("nu", "ambitie") if _position(self.scan["visie"].get(mark, {}))]
            self.mark = "ambitie" if placed == ["nu"] else "nu"
        elif screen == "ratings":
            self.go_to(next(iter(self.open_items()), 1))
        elif screen == "development":
            self.support = {point["nummer"]: point["ondersteuning"] for point in self.scan["ontwikkelpunten"]}
        elif screen == "sharing":
            self.contact = self.scan.get("uitwisseling", ("", None))[0]
        elif screen == "save":
            self.finish()

    @property
    def scales(self) -> list[str]:
        """The scales that this leader is asked."""
        return SCALES[self.scan["deelnemer"]["beoordeling"]]

    def open_items(self) -> list[int]:
        """The items that miss an answer."""
        return [number for number in ITEMS if any(self.is_open(number, scale) for scale in self.scales)]

    def is_open(self, number: int, scale: str) -> bool:
        """Neither a level nor 'do not know' was said."""
        said = self.said(number)
        return scale not in said and scale not in said.get(UNKNOWN, set())

    def go_to(self, number: int) -> None:
        """Ask an item: first what misses, else the first scale."""
        missing = [place for place, scale in enumerate(self.scales) if self.is_open(number, scale)]
        self.item, self.scale = number, missing[0] if missing else 0

    def move(self, step: int) -> None:
        """To the next or previous question; past the last one to the overview."""
        question = (self.item - 1) * len(self.scales) + self.scale + step
        item, scale = question // len(self.scales) + 1, question % len(self.scales)
        alone = self.screen == "single"
        if item > len(ITEMS) or (alone and item > self.item):
            self.to("overview")
        elif item >= 1 and not (alone and item < self.item):
            self.item, self.scale = item, scale

    # -- the questions ------------------------------------------------------------------------------------------

    def answer(self, level: int) -> Keys:
        """Answer the question and go on; 0 is 'do not know'."""
        scale = self.scales[self.scale]
        unknown = self.said(self.item).get(UNKNOWN, set()) - {scale} | ({scale} if level == 0 else set())
        self.say(self.item, **{scale: level or None, UNKNOWN: unknown or None})
        self.move(1)
        return [str(level)]

    def point(self, steps: int) -> Keys:
        """Answer by pointing: the first arrow points at the first answer, or moves from the given one."""
        scale = self.scales[self.scale]
        start = -1 if self.is_open(self.item, scale) else ANSWERS.index(self.said(self.item).get(scale, 0))
        self.answer(ANSWERS[min(len(ANSWERS) - 1, start + steps)])
        return ["right"] * steps + ["enter"]

    def clear(self) -> Keys:
        """Take the answer away and stay."""
        scale = self.scales[self.scale]
        unknown = self.said(self.item).get(UNKNOWN, set()) - {scale}
        self.say(self.item, **{scale: None, UNKNOWN: unknown or None})
        return ["delete"]

    def remark(self, key: str, text: str) -> None:
        """Type behind what stands there."""
        self.say(self.item, **{key: (self.said(self.item).get(key, "") + text).strip()})

    def place(self, arrow: str) -> Keys:
        """Move the mark that is being placed."""
        before = deepcopy(self.scan)
        vision = self.scan["visie"]
        right, up = ARROWS[arrow]
        start = _position(vision.get(self.mark, {})) or (_position(vision.get("nu", {})) if self.mark != "nu" else {})
        if start:
            moved = {"differentiatie": start["differentiatie"] + up, "zelfregie": start["zelfregie"] + right}
            moved = {key: max(1, min(4, level)) for key, level in moved.items()}
        else:
            moved = {"differentiatie": 3 if up > 0 else 2, "zelfregie": 3 if right > 0 else 2}
        vision[self.mark] = vision.get(self.mark, {}) | moved
        self.changed(before)
        return [arrow]

    def ambition(self, text: str) -> None:
        """Type behind the ambition."""
        before = deepcopy(self.scan)
        table = self.scan["visie"].get("ambitie", {})
        note = (table.pop("toelichting", "") + text).strip()
        table = table | ({"toelichting": note} if note else {})
        self.scan["visie"].pop("ambitie", None)
        if table:
            self.scan["visie"]["ambitie"] = table
        self.changed(before)

    def material(self, key: str, text: str) -> None:
        """Type behind one of the open answers."""
        before = deepcopy(self.scan)
        answer = (self.scan["leermiddelen"].pop(key, "") + text).strip()
        if answer:
            self.scan["leermiddelen"][key] = answer
        self.changed(before)

    def pick(self, number: int, toggles: list[int], *, by_enter: bool) -> Keys:
        """Choose a point with its support, or take it away; a fourth is refused. Enter and Esc both keep."""
        before = deepcopy(self.scan)
        points = self.scan["ontwikkelpunten"]
        mine = [point for point in points if point["nummer"] == number]
        keys: Keys = ["space"]
        if mine:
            points.remove(mine[0])
        elif len(points) < MOST_POINTS:
            chosen = self.support.get(number, [])
            points.append({"nummer": number, "ondersteuning": chosen})
            cursor = SUPPORT.index(chosen[0]) if chosen else 0
            picked = set(chosen)
            for steps in toggles:
                cursor = max(0, min(len(SUPPORT) - 1, cursor + steps))
                picked ^= {SUPPORT[cursor]}
                keys += ["down" if steps > 0 else "up"] * abs(steps) + ["space"]
            keys.append("enter" if by_enter else "escape")
            self.support[number] = points[-1]["ondersteuning"] = [one for one in SUPPORT if one in picked]
        self.changed(before)
        return keys

    def share(self, wanted: bool, text: str) -> None:
        """Opt in with a text behind what stood there, or not at all."""
        before = deepcopy(self.scan)
        self.scan.pop("uitwisseling", None)
        self.contact = (self.contact + text).strip()
        if wanted:
            self.scan["uitwisseling"] = (self.contact, None)
        self.changed(before)


def _position(table: Content) -> Content:
    return {key: table[key] for key in ("differentiatie", "zelfregie") if key in table}
