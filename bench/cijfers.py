"""What a benchmark finds: figures with their spread and target, as a table for people and as JSON."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median, quantiles

PACKAGES = ("zelfscan", "textual", "plotext", "msgspec", "rtoml", "tomli_w")
HEADER = ("figure", "measured", "quartiles", "target", "reached", "for scale")


@dataclass(frozen=True)
class Figure:
    """The median over the rounds, the quartiles of the same, and what it should be; without a target it informs.

    `measured` is infinite when the program was still busy when patience ran out. `rounds` holds what each gave.
    """

    part: str
    name: str
    measured: float
    low: float
    high: float
    unit: str = "x"
    target: float | None = None
    at_least: bool = False
    scale: str = ""
    rounds: tuple[float, ...] = ()

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.target is None:
            return None
        return self.measured >= self.target if self.at_least else self.measured <= self.target


def figure(
    part: str,
    name: str,
    rounds: Sequence[float],
    *,
    unit: str = "x",
    target: float | None = None,
    at_least: bool = False,
    scale: str = "",
) -> Figure:
    """A figure out of what each round gave."""
    low, high = quartiles(rounds)
    return Figure(part, name, median(rounds), low, high, unit, target, at_least, scale, tuple(rounds))


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The values that a quarter lies below and above; of one value, itself."""
    if len(values) < 2 or not all(map(math.isfinite, values)):  # Nothing lies between infinities.
        return min(values), max(values)
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third


def ratios(times: Sequence[float], yardstick: Sequence[float]) -> list[float]:
    """Round by round the one over the other."""
    return [one / other for one, other in zip(times, yardstick, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def ms(seconds: float) -> str:
    """Seconds as milliseconds, with as many digits as say something."""
    if not math.isfinite(seconds):
        return "too long"
    return f"{seconds * 1000:.{1 if seconds < 0.1 else 0}f} ms"


def table(figures: Sequence[Figure]) -> str:
    """All figures as one Markdown table."""
    rows = [HEADER, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
             for row in rows]  # fmt: skip
    return "\n".join([lines[0], "| " + " | ".join("-" * width for width in widths) + " |", *lines[1:]])


def _row(shown: Figure) -> tuple[str, ...]:
    sign = "≥" if shown.at_least else "≤"
    target = "" if shown.target is None else f"{sign} {_value(shown.target, shown.unit)}"
    reached = {True: "yes", False: "**no**", None: ""}[shown.reached]
    spread = f"{_value(shown.low, '')}–{_value(shown.high, '')}" if len(shown.rounds) > 1 else ""
    return f"{shown.part}: {shown.name}", _value(shown.measured, shown.unit), spread, target, reached, shown.scale


def _value(value: float, unit: str) -> str:
    if not math.isfinite(value):
        return "too long"
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:.{digits}f} {unit}".rstrip()


def machine() -> dict[str, object]:
    """What the figures were measured on, without a word about whose computer it is."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load": load,
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }


def write_json(path: Path, figures: Sequence[Figure], about: Mapping[str, object]) -> None:
    """The same figures for programs; what took too long is null."""
    rows = [{**asdict(each), "reached": each.reached} for each in figures]
    text = json.dumps({"machine": about, "figures": [_finite(row) for row in rows]}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _finite(value: object) -> object:
    match value:
        case float() if not math.isfinite(value):
            return None
        case dict():
            return {key: _finite(item) for key, item in value.items()}
        case list() | tuple():
            return [_finite(item) for item in value]
    return value


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
