"""What autosave costs a key press: the same answers with it off, on, and on a disk where fsync takes 50 ms."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from cijfers import Figure, figure, ms, percentile, ratios
from gemeen import Plan, interleaved, run_alone
from scan import LEVELS, answer, answers_in_draft, started, to_questions
from scherm import KEYS

PART = "autosave"
NOISE = 1.1
"""A key that is measured twice differs so much; the figure `off against off` shows by how much now."""


def keys(plan: Plan, disk: str) -> list[float]:
    """Seconds from each answer until it shows. Raises RuntimeError when the disk was not as wanted."""
    with started(plan, disk) as terminal:
        to_questions(terminal)
        found = [answer(terminal, place).came for place in range(KEYS)]
    kept = answers_in_draft(plan)
    if kept != ([] if disk == "uit" else LEVELS[:KEYS]):
        raise RuntimeError(f"disk {disk!r}: {len(kept)} answers in the draft")
    return found


def measure(plan: Plan) -> list[Figure]:
    """All in turn, and the yardstick twice: what differs there is noise."""
    disks = {"off": "uit", "off, again": "uit", "on": "gewoon", "on, fsync of 50 ms": "traag"}

    def timed(disk: str) -> Callable[[], list[float]]:
        return lambda: keys(plan, disk)

    found = interleaved({name: timed(disk) for name, disk in disks.items()}, plan.rounds(4))
    figures = []
    for word, measure_of in (("median", median), ("p95", lambda times: percentile(times, 0.95))):
        times = {name: [measure_of(each) for each in taken] for name, taken in found.items()}
        times["off (both)"] = [(one + two) / 2 for one, two in zip(times["off"], times["off, again"], strict=True)]

        def compare(name: str, other: str, target: float | None = None) -> Figure:
            one, two = times[name], times[other]  # noqa: B023
            scale = f"{ms(median(one))} against {ms(median(two))}"
            return figure(PART, f"{word}, {name}, against {other}", ratios(one, two), target=target, scale=scale)  # noqa: B023

        figures += [
            compare("off, again", "off"),
            compare("on", "off (both)", NOISE),
            compare("on, fsync of 50 ms", "off (both)", NOISE),
            compare("on, fsync of 50 ms", "on"),
        ]
    return figures


if __name__ == "__main__":
    run_alone(__doc__, measure)
