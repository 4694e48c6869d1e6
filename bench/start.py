"""How long starting takes for commands without a screen, against Python that does nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from cijfers import Figure, figure, ms, ratios
from gemeen import PYTHON, Plan, interleaved, program, run_alone, seconds_of
from ronde import Round

PART = "start"
YARDSTICK = "python -c pass"
TARGETS = {"zelfscan --version": 2.5, "zelfscan controleer, one file": 5.0}


def measure(plan: Plan) -> list[Figure]:
    """Run all of them in turn."""
    file = next(Round(plan.home / "start", sharing=True).folders(1_000)[0].iterdir())
    zelfscan = program()
    commands: dict[str, Sequence[str | Path]] = {
        YARDSTICK: (PYTHON, "-c", "pass"),
        "zelfscan --version": (zelfscan, "--version"),
        "zelfscan controleer, one file": (zelfscan, "controleer", file),
        "zelfscan groep --json, one file": (zelfscan, "groep", "--json", file),
        "zelfscan catalogus --json": (zelfscan, "catalogus", "--json"),
        "python -m zelfscan --version": (PYTHON, "-m", "zelfscan", "--version"),
        "python -c 'import textual.app'": (PYTHON, "-c", "import textual.app"),
    }

    def timed(words: Sequence[str | Path]) -> Callable[[], float]:
        return lambda: seconds_of(words, plan.environ)

    times = interleaved({name: timed(words) for name, words in commands.items()}, plan.rounds(30))
    base = times.pop(YARDSTICK)
    return [
        figure(PART, name, ratios(taken, base), target=TARGETS.get(name),
               scale=f"{ms(median(taken))} against {ms(median(base))}")
        for name, taken in times.items()
    ]  # fmt: skip


if __name__ == "__main__":
    run_alone(__doc__, measure)
