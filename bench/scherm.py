"""First paint, time per answer and peak memory of a whole scan, against the smallest Textual app. Linux or macOS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from cijfers import Figure, figure, ms, percentile, ratios
from gemeen import HERE, PYTHON, Plan, interleaved, run_alone
from scan import answer, started, to_questions
from terminal import Seen, Terminal

PART = "screen"
KEYS = 57
"""Answers that are timed: all but the last, which brings another screen."""


@dataclass(frozen=True)
class Measured:
    """One start of one program."""

    paint: Seen
    keys: tuple[Seen, ...]
    memory: float

    @property
    def came(self) -> list[float]:
        """Seconds from each key until the screen shows what it did."""
        return [key.came for key in self.keys]

    @property
    def settled(self) -> list[float]:
        """Seconds from each key to the last change."""
        return [key.settled for key in self.keys]


def measure_minimal(plan: Plan) -> Measured:
    """The yardstick: one key changes one word."""
    with Terminal([PYTHON, HERE / "minimaal.py"], plan.environ) as terminal:
        paint = terminal.until("count 0")
        keys = tuple(terminal.press("x", f"count {number}") for number in range(1, KEYS + 1))
        return Measured(paint, keys, terminal.end())


def measure_scan(plan: Plan) -> Measured:
    """From home to saved: every question answered, the quadrant walked along, a point chosen with support."""
    with started(plan) as terminal:
        paint = to_questions(terminal)
        keys = tuple(answer(terminal, place) for place in range(KEYS))
        answer(terminal, KEYS)
        terminal.press("enter", "ontwikkelen", quiet=0.4)
        for _ in range(12):
            terminal.press("down")
        terminal.press("enter", "Ontwikkelpunten", quiet=0.4)
        terminal.press(" ", "Welke ondersteuning", quiet=0.4)
        for key in ("down", " ", "escape"):
            terminal.press(key, quiet=0.3)
        terminal.press("enter", "Gespreksonderwerpen", quiet=0.4)
        terminal.press("enter", "Uw scan is bewaard", quiet=0.3)
        return Measured(paint, keys, terminal.end())


def measure(plan: Plan) -> list[Figure]:
    """Both in turn; what is compared was measured within one round."""
    contenders: dict[str, Callable[[], Measured]] = {
        "minimal": lambda: measure_minimal(plan),
        "scan": lambda: measure_scan(plan),
    }
    found = interleaved(contenders, plan.rounds(7))
    base, scans = found["minimal"], found["scan"]

    def compare(
        name: str,
        ours: Callable[[Measured], float],
        yardstick: Callable[[Measured], float],
        target: float | None = None,
        shown: Callable[[float], str] = ms,
    ) -> Figure:
        one, other = [ours(each) for each in scans], [yardstick(each) for each in base]
        scale = f"{shown(median(one))} against {shown(median(other))}"
        return figure(PART, name, ratios(one, other), target=target, scale=scale)

    def p95(times: list[float]) -> float:
        return percentile(times, 0.95)

    return [
        compare("first paint of home", lambda one: one.paint.came, lambda one: one.paint.came, 1.2),
        compare("home until it is quiet", lambda one: one.paint.settled, lambda one: one.paint.settled),
        compare("answer until it shows, median", lambda one: median(one.came), lambda one: median(one.came), 1.5),
        compare("answer until it shows, p95 over median", lambda one: p95(one.came), lambda one: median(one.came), 2.5),
        compare("answer until it shows, p95 over p95", lambda one: p95(one.came), lambda one: p95(one.came)),
        compare("answer until it is quiet, median", lambda one: median(one.settled), lambda one: median(one.settled)),
        compare("answer until it is quiet, p95 over median", lambda one: p95(one.settled),
                lambda one: median(one.settled)),
        compare("peak memory of a whole scan", lambda one: one.memory, lambda one: one.memory, 1.6, megabytes),
    ]  # fmt: skip


def megabytes(size: float) -> str:
    """Bytes as megabytes."""
    return f"{size / 1e6:.1f} MB"


if __name__ == "__main__":
    run_alone(__doc__, measure)
