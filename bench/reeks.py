"""All 58 answers typed at 200 keys a second: are they all taken, in order, and how soon is the screen at rest?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cijfers import Figure, figure, ms
from gemeen import HERE, PYTHON, Plan, interleaved, run_alone
from scan import COMPLETE, LEVELS, answers_in_draft, answers_on_screen, started, to_questions
from terminal import Terminal

PART = "58 answers"
RATE = 200
SETTLED = 0.3


@dataclass(frozen=True)
class Typed:
    """One row of answers: seconds from the last key to the last change, and whether all of them are there, in order."""

    settled: float
    on_screen: bool = True
    in_draft: bool = True


def type_minimal(plan: Plan) -> Typed:
    """The same keys for the smallest app."""
    with Terminal([PYTHON, HERE / "minimaal.py"], plan.environ) as terminal:
        terminal.until("count 0")
        return Typed(terminal.rattle("x" * len(LEVELS), RATE, f"count {len(LEVELS)}").settled)


def type_answers(plan: Plan, disk: str = "") -> Typed:
    """All answers into a scan without any; killed at the overview, and read back."""
    with started(plan, disk) as terminal:
        to_questions(terminal)
        settled = terminal.rattle([str(level) for level in LEVELS], RATE, COMPLETE).settled
        on_screen = answers_on_screen(terminal) == LEVELS
        terminal.end()
    return Typed(settled, on_screen, answers_in_draft(plan) == LEVELS)


def measure(plan: Plan) -> list[Figure]:
    """The scan on an ordinary and on a slow disk, and the smallest app, in turn."""
    contenders: dict[str, Callable[[], Typed]] = {
        "minimal app": lambda: type_minimal(plan),
        "": lambda: type_answers(plan),
        ", fsync of 50 ms": lambda: type_answers(plan, "traag"),
    }
    found = interleaved(contenders, plan.rounds(6))
    minimal = found.pop("minimal app")
    figures: list[Figure] = []
    for name, typed in found.items():
        settled = [max(0.0, one.settled) for one in typed]
        right = [float(one.on_screen and one.in_draft) for one in typed]
        wrong = f"wrong {sum(not one.on_screen for one in typed)} times on the screen"
        wrong += f", {sum(not one.in_draft for one in typed)} times in the draft, of {len(typed)}"
        figures += [
            figure(PART, f"all taken, in order{name}", [sum(right) / len(right)], unit="", target=1, at_least=True,
                   scale=wrong),
            figure(PART, f"at rest after the last key{name}", settled, unit="s", target=SETTLED),
            figure(PART, f"the same, the slowest round{name}", [max(settled)], unit="s", target=SETTLED),
        ]  # fmt: skip
    at_rest = [max(0.0, one.settled) for one in minimal]
    return [*figures, figure(PART, "minimal app, at rest", at_rest, unit="s", scale=f"slowest {ms(max(at_rest))}")]


if __name__ == "__main__":
    run_alone(__doc__, measure)
