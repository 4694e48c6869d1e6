"""What reading in two processes brings over one, by the number of files: from where on does it pay?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from boom import CAN_LOOK, peak_of
from cijfers import Figure, figure, ms, ratios
from gemeen import Plan, interleaved, program, run_alone, seconds_of
from ronde import Round

PART = "processes"
VARIABLE = "ZELFSCAN_PROCESSEN"
"""The environment variable that sets the number of processes."""
SIZES = (1_000, 2_000, 5_000, 10_000)


def measure(plan: Plan) -> list[Figure]:
    """One process and two in turn at each size; nothing when the program does not start two when it is told to."""
    files = Round(plan.home / "samen", sharing=False)

    def command(count: int) -> tuple[str | Path, ...]:
        return (program(), "groep", "--json", *files.folders(count))

    def environ(processes: int) -> dict[str, str]:
        return {**plan.environ, VARIABLE: str(processes)}

    def timed(count: int, processes: int) -> Callable[[], float]:
        return lambda: seconds_of(command(count), environ(processes), plan.patience)

    seen = peak_of(command(5_000), environ(2), plan.patience) if CAN_LOOK else None
    if seen is None or seen.processes < 2:
        return []
    figures = []
    for count in SIZES:
        times = interleaved({"one": timed(count, 1), "two": timed(count, 2)}, plan.rounds(4))
        scale = f"{ms(median(times['two']))} against {ms(median(times['one']))}"
        found = ratios(times["two"], times["one"])
        figures.append(figure(PART, f"time of two over one at {count:,} files", found, scale=scale))
    return figures


if __name__ == "__main__":
    run_alone(__doc__, measure)
