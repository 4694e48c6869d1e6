"""First paint, time per key and peak memory of the screens, against the smallest Textual app. Linux or macOS."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from gemeen import environment, ratio, write_scans
from terminal import Terminal

KEYS = 24
YARDSTICK = "minimal Textual app"


@dataclass(frozen=True)
class Measured:
    """One start of one program."""

    paint: float
    key: float
    memory: float


def measure_minimal(environ: Mapping[str, str]) -> Measured:
    """The yardstick: one key changes one word."""
    with Terminal([sys.executable, str(Path(__file__).with_name("minimaal.py"))], environ) as terminal:
        paint = terminal.until("count 0")
        keys = [terminal.press("x") for _ in range(KEYS)]
        return Measured(paint, median(keys), terminal.end())


def measure_scan(environ: Mapping[str, str], home: Path) -> Measured:
    """From start to welcome, then answers on the rating screens, each of them written to the draft."""
    with tempfile.TemporaryDirectory(dir=home) as data:
        words = [sys.executable, "-m", "zelfscan", "--exports", f"{data}/exports"]
        with Terminal(words, {**environ, "XDG_DATA_HOME": data}) as terminal:
            paint = terminal.until("Wat wilt u doen?")
            for key in ("enter", "s", "s"):
                terminal.press(key)
            if "nog 29" not in terminal.text:
                terminal.until("nog 29")
            keys = [terminal.press("32"[turn % 2]) for turn in range(KEYS)]
            return Measured(paint, median(keys), terminal.end())


def measure_quadrant(environ: Mapping[str, str], result: Path) -> Measured:
    """From start to a drawn quadrant, then down the list: each key draws the plot again."""
    with Terminal([sys.executable, "-m", "zelfscan", "open", str(result)], environ) as terminal:
        paint = terminal.until("ontwikkelen")
        keys = [terminal.press("down") for _ in range(KEYS)]
        return Measured(paint, median(keys), terminal.end())


def main() -> None:
    """Measure in turn, every other round the other way round, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environ = environment(home)
        result = next(write_scans(home / "ronde", 1).iterdir())
        contenders: dict[str, Callable[[], Measured]] = {
            YARDSTICK: lambda: measure_minimal(environ),
            "the scan: welcome, rating keys": lambda: measure_scan(environ, home),
            "open: the quadrant, down the list": lambda: measure_quadrant(environ, result),
        }
        found: dict[str, list[Measured]] = {name: [] for name in contenders}
        for turn in range(-1, rounds):
            for name in list(contenders)[:: 1 if turn % 2 else -1]:
                measured = contenders[name]()
                if turn >= 0:  # The first round only warms up.
                    found[name].append(measured)
    base = found[YARDSTICK]
    for name, taken in found.items():
        paint = ratio([one.paint for one in taken], [one.paint for one in base])
        key = ratio([one.key for one in taken], [one.key for one in base])
        memory = ratio([one.memory for one in taken], [one.memory for one in base])
        milliseconds = median(one.paint for one in taken) * 1000, median(one.key for one in taken) * 1000
        print(f"{name:<34} first paint {milliseconds[0]:>6.0f} ms {paint:>5.2f} x", end="   ")
        print(f"key {milliseconds[1]:>5.1f} ms {key:>5.2f} x   peak memory {memory:>5.2f} x")


if __name__ == "__main__":
    main()
