"""How long it takes from the key in the overview until the quadrant stands there whole: the first time, and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from cijfers import Figure, figure, ms
from gemeen import HERE, PYTHON, Plan, interleaved, program, run_alone
from ronde import write_draft
from scan import COMPLETE
from terminal import Seen, Terminal

PART = "quadrant"
USUAL_PAINT = 0.25
"""Seconds in which the smallest app paints on the computer that the targets are meant for."""
WHOLE = "Helemaal op mij"
LINGER = 1.5
"""Seconds that a person takes at least to look at the overview."""


@dataclass(frozen=True)
class Opened:
    """What the first key brought, and each one after that."""

    first: Seen
    again: tuple[Seen, ...] = ()


@contextmanager
def at_questions(plan: Plan) -> Iterator[Terminal]:
    """A scan in which everything is filled in, opened at its first question."""
    draft = write_draft(plan.home / "concept.toml")
    with Terminal([program(), "open", draft], plan.environ) as terminal:
        terminal.until("1 van 29")
        yield terminal


def back_and_forth(plan: Plan, linger: float) -> Opened:
    """From the overview to the quadrant and back, five times. `linger` is the quiet before the first time."""
    with at_questions(plan) as terminal:
        terminal.press("o", COMPLETE, quiet=linger)
        first = terminal.press("enter", WHOLE, quiet=0.4)
        again = []
        for _ in range(5):
            terminal.press("escape", COMPLETE, quiet=0.2)
            again.append(terminal.press("enter", WHOLE, quiet=0.3))
        return Opened(first, tuple(again))


def in_one_breath(plan: Plan) -> Opened:
    """Both keys at once, from a question through the overview."""
    with at_questions(plan) as terminal:
        return Opened(terminal.press("o\r", WHOLE, quiet=0.4))


def paint(plan: Plan) -> Opened:
    """What the times are scaled by."""
    with Terminal([PYTHON, HERE / "minimaal.py"], plan.environ) as terminal:
        return Opened(terminal.until("count 0"))


def measure(plan: Plan) -> list[Figure]:
    """All in turn; each time in a round is scaled by the paint of the smallest app in the same round."""
    contenders: dict[str, Callable[[], Opened]] = {
        "paint": lambda: paint(plan),
        "at once": lambda: back_and_forth(plan, 0.15),
        "after a look": lambda: back_and_forth(plan, LINGER),
        "one breath": lambda: in_one_breath(plan),
    }
    found = interleaved(contenders, plan.rounds(5))
    scales = [USUAL_PAINT / each.first.came for each in found["paint"]]

    def scaled(name: str, times: list[float], target: float | None = None) -> Figure:
        rounds = [1000 * time * scale for time, scale in zip(times, scales, strict=True)]
        minimal = median(each.first.came for each in found["paint"])
        here = f"{ms(median(times))} here, where the minimal app paints in {ms(minimal)}"
        return figure(PART, name, rounds, unit="ms", target=target, scale=here)

    def first(name: str) -> list[float]:
        return [each.first.whole for each in found[name]]

    return [
        scaled("first time, as soon as the overview stands", first("at once"), 150),
        scaled("first time, after a look at the overview", first("after a look"), 150),
        scaled("again, median", [median(key.whole for key in each.again) for each in found["at once"]], 60),
        scaled("again, slowest of five", [max(key.whole for key in each.again) for each in found["at once"]]),
        scaled("first time, overview and quadrant in one breath", first("one breath")),
        scaled("first time, until the footer is at rest too", [each.first.settled for each in found["at once"]]),
        scaled(
            "again, until the footer is at rest too, median",
            [median(key.settled for key in each.again) for each in found["at once"]],
        ),
    ]


if __name__ == "__main__":
    run_alone(__doc__, measure)
