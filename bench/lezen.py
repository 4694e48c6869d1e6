"""How fast a round is read, against the TOML reader with strict validation alone."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from statistics import median

from cijfers import Figure, figure, ratios
from gemeen import HERE, PYTHON, Plan, given_up_once, interleaved, output_of, program, run_alone, seconds_of
from ronde import Round

PART = "reading"
READER = "rtoml"


def measure(plan: Plan) -> list[Figure]:
    """Everything over the same files in turn; the yardstick is the bare loop."""
    count = 2_000 if plan.quick else 10_000
    environ, zelfscan = plan.environ, program()
    shared = Round(plan.home / "delen", sharing=True)
    some, none = shared.folders(count), Round(plan.home / "niet-delen", sharing=False).folders(count)

    def bare(name: str, folders: list[Path]) -> Callable[[], float]:
        return lambda: float(output_of((PYTHON, HERE / "kale_lezer.py", name, *folders), environ))

    def command(*words: str | Path) -> Callable[[], float]:
        return given_up_once(lambda: seconds_of((zelfscan, *words), environ, plan.patience))

    group = {
        "groep --json, a third shares": command("groep", "--json", *some),
        "groep --json, nobody shares": command("groep", "--json", *none),
    }
    contenders: dict[str, Callable[[], float]] = {
        READER: bare(READER, none),
        **group,
        "controleer": command("controleer", *none),
        "bare tomllib loop": bare("tomllib", none),
    }
    times = interleaved(contenders, plan.rounds(5))
    base = times[READER]
    _check(zelfscan, some, count, plan)

    def rate(name: str, target: float | None = None) -> Figure:
        each = f"{_per_file(times[name], count)} against {_per_file(base, count)} ({READER})"
        return figure(PART, f"rate of {name}", ratios(base, times[name]), target=target, at_least=True, scale=each)

    information = [name for name in times if name not in (*group, READER)]
    shown = [rate(name, 0.5) for name in group]
    about = figure(PART, "size of a file", [shared.size / 1000], unit="kB", scale=f"{count} files")
    return [*shown, *(rate(name) for name in information), about]


def _per_file(times: list[float], count: int) -> str:
    seconds = median(times)
    return f"{seconds / count * 1e6:.0f} us a file" if math.isfinite(seconds) else "given up"


def _check(zelfscan: str, folders: list[Path], count: int, plan: Plan) -> None:
    """What is fast must also be right: every file was counted. Raises RuntimeError."""
    told = output_of((zelfscan, "groep", "--json", *folders), plan.environ, plan.patience)
    if told and json.loads(told)["bestanden"]["geldig"] != count:
        raise RuntimeError("not every file was counted")


if __name__ == "__main__":
    run_alone(__doc__, measure)
