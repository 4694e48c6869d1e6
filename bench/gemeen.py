"""What the benchmarks share: a clean environment, made-up scans, interleaved rounds and ratios."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Assessment, DevelopmentPoint, Level, Materials, Rating, Scan
from zelfscan.storage.catalog_yaml import read_catalog
from zelfscan.storage.paths import catalog_folder
from zelfscan.storage.scan_toml import dumps

STARTED = datetime(2026, 11, 22, 10, 3, 11, tzinfo=UTC)
WORDS = ["Met", "het", "team", "nog", "uit", "te", "zoeken,", "ook", "in", "het", "overleg", "met", "het", "bestuur."]


def environment(home: Path) -> dict[str, str]:
    """A home of its own, and byte code kept there, so that the first round warms up and the checkout stays clean."""
    dropped = ("PYTHON", "XDG_", "ZELFSCAN_", "NO_COLOR", "TEXTUAL", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


def made_up_scan(catalog: Catalog, seed: int) -> Scan:
    """A finished scan of about the usual size; the same seed gives the same scan."""
    dice = random.Random(seed)
    only = seed % 5 == 4

    def text(chance: float) -> str:
        return " ".join(dice.choices(WORDS, k=12)) if dice.random() < chance else ""

    ratings = {
        number: Rating(
            Level(dice.randint(1, 4)), None if only else Level(dice.randint(1, 4)), text(0.05)[:20].strip(), text(0.2)
        )
        for number in catalog.numbers
    }
    return Scan(
        id=UUID(int=dice.getrandbits(128), version=4),
        started=STARTED + timedelta(minutes=seed),
        participant=f"SL-{seed:04}",
        instrument=catalog.instrument,
        instrument_version=catalog.version,
        assessment=Assessment.IMPORTANCE_ONLY if only else Assessment.FULL,
        finished=STARTED + timedelta(minutes=seed + 9),
        round_name="proef",
        materials=Materials(text(0.5), text(0.5), text(0.5)),
        ratings=ratings,
        development=tuple(DevelopmentPoint(number, ("sparren",)) for number in dice.sample(catalog.numbers, 3)),
        exchange=text(1) if seed % 3 == 0 else None,
    )


def write_scans(folder: Path, count: int) -> Path:
    """Made-up result files in a folder."""
    catalog = read_catalog(catalog_folder())
    folder.mkdir(parents=True)
    for seed in range(count):
        (folder / f"{seed:05}.toml").write_bytes(dumps(made_up_scan(catalog, seed), catalog))
    return folder


def seconds_of(words: Sequence[str | Path], environ: Mapping[str, str]) -> float:
    """How long one run of this Python with these words takes."""
    started = time.perf_counter()
    silent = subprocess.DEVNULL
    subprocess.run([sys.executable, *map(str, words)], env=environ, check=True, stdout=silent, stderr=silent)
    return time.perf_counter() - started


def interleaved(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Time the contenders in turn, every other round the other way round, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(-1, rounds):
        for name in list(contenders)[:: 1 if turn % 2 else -1]:
            taken = contenders[name]()
            if turn >= 0:
                times[name].append(taken)
    return times


def ratio(times: Sequence[float], yardstick: Sequence[float]) -> float:
    """The median over the rounds of one time over the other."""
    return median(one / other for one, other in zip(times, yardstick, strict=True))


def print_ratios(times: Mapping[str, Sequence[float]], yardstick: str) -> None:
    """A line per contender: its median in milliseconds, and its ratio to the yardstick."""
    for name, taken in times.items():
        print(f"{name:<34} {median(taken) * 1000:>9.1f} ms   {ratio(taken, times[yardstick]):>6.2f} x")
