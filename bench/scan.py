"""Driving the real scan in a terminal: from home to the questions, the answers, and what became of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gemeen import HERE, PYTHON, Plan, program
from ronde import catalog
from terminal import Seen, Terminal

from zelfscan.storage import DraftStore

LEVELS = [1 + (5 * place + place // 7) % 4 for place in range(58)]
"""The answers in the order in which they are asked; every one lost or swapped shows."""
COMPLETE = "Alles is ingevuld"
HOME = "Nieuwe scan"
ROW = re.compile(r"^\W*([0-9]{1,2})[a-z]* .*? ([░▒▓█]) .*? ([░▒▓█]) ")
SIGNS = " ░▒▓█"
"""The sign of each level in the overview, by its number."""


@contextmanager
def started(plan: Plan, disk: str = "") -> Iterator[Terminal]:
    """The scan at its first screen, without any draft. `disk` starts it on another one, see trage_schijf.py."""
    folder = drafts(plan)
    shutil.rmtree(folder, ignore_errors=True)
    exports = plan.home / "exports"
    shutil.rmtree(exports, ignore_errors=True)
    start = [PYTHON, HERE / "trage_schijf.py", disk] if disk else [program()]
    # As a leader types it: without a word behind it.
    with Terminal(start, {**plan.environ, "ZELFSCAN_EXPORTS": str(exports)}) as terminal:
        yield terminal


def to_questions(terminal: Terminal) -> Seen:
    """From the start to the first question; the first paint."""
    paint = terminal.until(HOME)
    terminal.press("enter", "Situatie en ambitie")
    terminal.press("f2", "Leermiddelen")
    terminal.press("f2", "nog 29", quiet=0.4)
    return paint


def answer(terminal: Terminal, place: int) -> Seen:
    """Give the answer at a place, counted from 0: until it shows as taken, or the question after it stands there."""
    number, is_attainment = place // 2 + 1, place % 2
    wanted = f"{LEVELS[place]} ◉" if not is_attainment else f"{number + 1} van 29" if number < 29 else COMPLETE
    return terminal.press(str(LEVELS[place]), wanted)


def answers_on_screen(terminal: Terminal) -> list[int]:
    """The answers in the overview, read from its top to its end, in the order in which they were asked."""
    found = _rows(terminal.text)
    for key in (*["down"] * 14, "end"):
        terminal.press(key)
        found |= _rows(terminal.text)
    return [level for number in sorted(found) for level in found[number]]


def _rows(text: str) -> dict[int, tuple[int, int]]:
    rows = [row for line in text.splitlines() if (row := ROW.match(line))]
    return {int(row[1]): (SIGNS.index(row[2]), SIGNS.index(row[3])) for row in rows}


def answers_in_draft(plan: Plan) -> list[int]:
    """The answers in the only draft, as the program itself reads it at its next start."""
    known = catalog()
    found = DraftStore(drafts(plan)).all(known).drafts
    if len(found) != 1:
        return []
    ratings = [found[0].rating(number) for number in known.numbers]
    return [int(level) for rating in ratings for level in (rating.importance, rating.attainment) if level]


def drafts(plan: Plan) -> Path:
    """Where the program keeps drafts in this environment."""
    return Path(plan.environ["XDG_DATA_HOME"]) / "zelfscan" / "concepten"
