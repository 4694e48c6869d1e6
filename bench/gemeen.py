"""What the benchmarks share: a clean environment, how long to go on, interleaved rounds, and running one part."""

from __future__ import annotations

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cijfers import Figure, table

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
Found = TypeVar("Found")


@dataclass(frozen=True)
class Plan:
    """Where the made-up things live, and how long to go on. `large` has no patience that runs out."""

    home: Path
    given: int | None = None
    quick: bool = False
    large: bool = False

    def rounds(self, usual: int) -> int:
        """How many rounds count."""
        return self.given or (max(2, usual // 4) if self.quick else usual)

    @property
    def patience(self) -> float:
        """Seconds after which one run of a command is given up."""
        return math.inf if self.large else 30 if self.quick else 60

    @property
    def environ(self) -> dict[str, str]:
        """A home of its own, and byte code kept there: the first round warms up, and the checkout stays clean."""
        dropped = ("PYTHON", "XDG_", "ZELFSCAN_", "NO_COLOR", "TEXTUAL", "COLUMNS", "LINES")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        return {
            **kept,
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "gegevens"),
            "PYTHONPYCACHEPREFIX": str(self.home / "bytecode"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }


Part = Callable[[Plan], list[Figure]]


def program() -> str:
    """The installed command, as a person starts it. Raises FileNotFoundError."""
    found = shutil.which("zelfscan", path=str(Path(PYTHON).parent))
    if found is None:
        raise FileNotFoundError("zelfscan is not installed beside this Python")
    return found


def seconds_of(
    words: Sequence[str | Path], environ: Mapping[str, str], patience: float = math.inf, *, status: int = 0
) -> float:
    """How long one run takes; infinite when it takes more than `patience`. Raises RuntimeError for another status."""
    silent = subprocess.DEVNULL
    started = time.perf_counter()
    try:
        done = subprocess.run(
            [*map(str, words)], env=environ, check=False, stdout=silent, stderr=silent, timeout=_limit(patience)
        )
    except subprocess.TimeoutExpired:
        return math.inf
    took = time.perf_counter() - started
    if done.returncode != status:
        raise RuntimeError(f"{words[1]} ended with {done.returncode}")
    return took


def output_of(words: Sequence[str | Path], environ: Mapping[str, str], patience: float = math.inf) -> str:
    """What one run prints; nothing when it takes more than `patience`. Raises CalledProcessError."""
    try:
        done = subprocess.run(
            [*map(str, words)], env=environ, check=True, text=True, encoding="utf-8", timeout=_limit(patience),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def _limit(patience: float) -> float | None:
    return patience if math.isfinite(patience) else None


def interleaved(contenders: Mapping[str, Callable[[], Found]], rounds: int) -> dict[str, list[Found]]:
    """Measure the contenders in turn, every other round the other way round, after one round that does not count."""
    found: dict[str, list[Found]] = {name: [] for name in contenders}
    for turn in range(-1, rounds):
        for name in list(contenders)[:: 1 if turn % 2 else -1]:
            measured = contenders[name]()
            if turn >= 0:
                found[name].append(measured)
    return found


def given_up_once(contender: Callable[[], float]) -> Callable[[], float]:
    """The same, but what took too long once is not tried again."""
    too_long = False

    def measured() -> float:
        nonlocal too_long
        seconds = math.inf if too_long else contender()
        too_long = math.isinf(seconds)
        return seconds

    return measured


def options(about: str | None) -> argparse.ArgumentParser:
    """The options that every benchmark has."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rondes", type=int, metavar="N", help="so many rounds that count, whatever is usual")
    parser.add_argument("--snel", action="store_true", help="a quarter of the rounds and less patience: only to look")
    parser.add_argument("--groot", action="store_true", help="go on up to 200,000 files, however long it takes")
    return parser


def run_alone(about: str | None, part: Part) -> None:
    """Run one part by itself and print its figures."""
    arguments = options(about).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(table(part(Plan(Path(folder), arguments.rondes, arguments.snel, arguments.groot))))
