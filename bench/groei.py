"""What a file costs as a round grows to 200,000 files: time and peak memory of `groep --json`."""

from __future__ import annotations

import math
from statistics import median

from boom import CAN_LOOK, Peak, peak_of
from cijfers import Figure, figure
from gemeen import Plan, given_up_once, program, run_alone, seconds_of
from ronde import Round

PART = "growth"
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
SIZES_SHARING = (1_000, 10_000, 50_000)
YARDSTICK = 10_000
GROWTH = 1.2
ENOUGH = 20
"""Seconds of the yardstick per size, about."""
FLAT = 1.25
"""What is still called flat, from the yardstick to the largest size."""


def measure(plan: Plan) -> list[Figure]:
    """Nobody shares, for the targets; then a third shares, who stand in the output, to see how that grows."""
    none = Round(plan.home / "groei", sharing=False)
    figures, peaks = curve(none, SIZES, plan, "", GROWTH)
    third = Round(plan.home / "groei-delen", sharing=True)
    return [*figures, *flatness(peaks), *curve(third, SIZES_SHARING, plan, ", a third shares", None)[0]]


def curve(
    files: Round, sizes: tuple[int, ...], plan: Plan, word: str, target: float | None
) -> tuple[list[Figure], dict[int, Peak]]:
    """Size after size in turn with the yardstick, until the next would take too long; and the memory of each."""
    figures: list[Figure] = []
    peaks: dict[int, Peak] = {}
    per_file = 0.0
    yardstick = given_up_once(lambda: per_file_of(files, YARDSTICK, plan))
    # A slow program is measured less often, or this would take an hour.
    often = max(1, int(ENOUGH / (yardstick() * YARDSTICK)))
    for count in sizes:
        name = f"cost per file at {count:,} over that at {YARDSTICK:,}{word}"
        held = target if count > YARDSTICK else None
        if per_file * count > plan.patience:
            figures.append(figure(PART, name, [math.inf], target=held, scale="not tried; --groot has the patience"))
            continue
        rounds = min(often, plan.rounds(4) if count <= YARDSTICK else plan.rounds(2) if count <= 2 * YARDSTICK else 1)
        before, mine, after = zip(
            *((yardstick(), per_file_of(files, count, plan), yardstick()) for _ in range(rounds)), strict=True
        )
        per_file = median(mine)
        peak = None
        if CAN_LOOK and math.isfinite(per_file):
            peak = peak_of((program(), "groep", "--json", *files.folders(count)), plan.environ, 2 * plan.patience)
        if peak is not None:
            peaks[count] = peak
        found = [2 * each / (one + other) for one, each, other in zip(before, mine, after, strict=True)]
        # Beside a yardstick that was given up there is nothing to compare with.
        known = found if all(map(math.isfinite, (*before, *after, *found))) else [math.inf]
        figures.append(figure(PART, name, known, target=held, scale=_scale(per_file, count, peak)))
    return figures, peaks


def per_file_of(files: Round, count: int, plan: Plan) -> float:
    """Seconds per file of one run, start included."""
    return seconds_of((program(), "groep", "--json", *files.folders(count)), plan.environ, plan.patience) / count


def flatness(peaks: dict[int, Peak]) -> list[Figure]:
    """How memory grows from the yardstick to the largest size that was reached."""
    if YARDSTICK not in peaks or max(peaks) <= YARDSTICK:
        return []
    last, first = max(peaks), peaks[YARDSTICK]
    largest = peaks[last]
    each = (largest.together - first.together) / (last - YARDSTICK)
    return [
        figure(PART, f"peak memory at {last:,} over that at {YARDSTICK:,}", [largest.together / first.together],
               target=FLAT, scale=f"{each:.0f} bytes for each file more"),
        figure(PART, f"the same, largest process at {last:,}", [largest.largest / first.largest]),
    ]  # fmt: skip


def _scale(per_file: float, count: int, peak: Peak | None) -> str:
    if not math.isfinite(per_file):
        return "given up; --groot has the patience"
    memory = f", {peak.together / 1e6:.0f} MB in {peak.processes} process(es)" if peak else ""
    return f"{per_file * 1e6:.0f} us a file, {per_file * count:.1f} s{memory}"


if __name__ == "__main__":
    run_alone(__doc__, measure)
