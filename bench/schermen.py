"""Home with results, a conversation and a group against the smallest Textual app. Linux or macOS."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from cijfers import Figure, figure, ms, ratios
from gemeen import HERE, PYTHON, Plan, interleaved, program, run_alone
from scan import HOME, drafts
from terminal import Seen, Terminal

PART = "screens"


@dataclass(frozen=True)
class Shown:
    """The first paint, what was waited for after it, and a turn to the next page; of home, its buttons."""

    paint: Seen
    full: Seen
    turn: Seen | None = None


def measure(plan: Plan) -> list[Figure]:
    """All in turn, over the example that the program makes: ten leaders."""
    example = plan.home / "voorbeeld"
    silent = subprocess.DEVNULL
    subprocess.run([program(), "voorbeeld", example], env=plan.environ, check=True, stdout=silent, stderr=silent)
    result = next(example.glob("*.toml"))
    contenders: dict[str, Callable[[], Shown]] = {
        "minimal": lambda: minimal(plan),
        "home": lambda: home(plan, example / "ronde"),
        "conversation": lambda: turned(plan, ["gesprek", result], "Ga naast elkaar", "f2", "stap 2 van"),
        "group": lambda: turned(plan, ["groep", example / "ronde"], "[Samenvatting]", "right", "[Wat opvalt]"),
    }
    found = interleaved(contenders, plan.rounds(5))
    base = found.pop("minimal")

    def compare(name: str, key: str, ours: Callable[[Shown], Seen], yardstick: Callable[[Shown], Seen]) -> Figure:
        one, other = [ours(each).came for each in found[key]], [yardstick(each).came for each in base]
        return figure(PART, name, ratios(one, other), scale=f"{ms(median(one))} against {ms(median(other))}")

    return [
        compare("first paint of home, with ten results", "home", paint, paint),
        compare("home until fields and buttons stand there", "home", turn, paint),
        compare("home until the results stand there", "home", full, paint),
        compare("first paint of a conversation", "conversation", paint, paint),
        compare("conversation, to the next page", "conversation", turn, turn),
        compare("group of ten until its summary stands", "group", paint, paint),
        compare("group, to the next page", "group", turn, turn),
    ]


def paint(shown: Shown) -> Seen:
    """From the start."""
    return shown.paint


def full(shown: Shown) -> Seen:
    """From the start, all that is read included."""
    return shown.full


def turn(shown: Shown) -> Seen:
    """From a key; of home from the start."""
    assert shown.turn is not None
    return shown.turn


def minimal(plan: Plan) -> Shown:
    """The yardstick of both."""
    with Terminal([PYTHON, HERE / "minimaal.py"], plan.environ) as terminal:
        seen = terminal.until("count 0")
        return Shown(seen, seen, terminal.press("x", "count 1", quiet=0.3))


def home(plan: Plan, results: Path) -> Shown:
    """The first screen in a folder with results, which it reads once it stands: each waited for at a start of its own,
    as the terminal says of one text only when it came.
    """
    seen = []
    for wanted in (HOME, BUTTON, FULL):
        shutil.rmtree(drafts(plan), ignore_errors=True)
        with Terminal([program()], {**plan.environ, "ZELFSCAN_EXPORTS": str(results)}) as terminal:
            seen.append(terminal.until(wanted))
    paint, buttons, full = seen
    return Shown(paint, full, buttons)


BUTTON = "  Beginnen  "
"""What stands on the button below a new scan, and not in the keys at the bottom."""
FULL = " van 29"
"""What stands in every result that home shows."""


def turned(plan: Plan, words: Sequence[str | Path], first: str, key: str, then: str) -> Shown:
    """A first screen, and the page after it."""
    with Terminal([program(), *words], plan.environ) as terminal:
        seen = terminal.until(first)
        terminal.rest()
        return Shown(seen, seen, terminal.press(key, then, quiet=0.3))


if __name__ == "__main__":
    run_alone(__doc__, measure)
