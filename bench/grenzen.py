"""The longest that one file of the allowed size takes: full of what is wrong, in ways that once took seconds."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from cijfers import Figure, figure
from gemeen import Plan, program, run_alone, seconds_of

PART = "bounds"
RESULT, CATALOG = 2 * 1024 * 1024, 512 * 1024
CATALOG_FOLDER = Path(__file__).resolve().parent.parent / "catalog"
HEAD = "schema = 1\n"


def measure(plan: Plan) -> list[Figure]:
    """Each file by itself, start of the program included, held against a second of the processor's time."""
    environ, zelfscan = plan.environ, program()
    figures = []
    for name, words in (*results(plan.home), *zips(plan.home), *catalogs(plan.home)):
        times = [processor_seconds((zelfscan, *words), environ, plan.patience) for _ in range(plan.rounds(3))]
        figures.append(figure(PART, name, times, unit="s", target=1.0))
    return figures


def processor_seconds(words: tuple[str | Path, ...], environ: dict[str, str], patience: float) -> float:
    """What one run takes of the processor, whatever else it has to do; infinite when it takes more than `patience`."""
    before = os.times()
    # What is refused ends with 1, and that is what should happen.
    took = seconds_of(words, environ, patience, status=1)
    after = os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return used if math.isfinite(took) else took


def full(head: str, item: Callable[[int], str], size: int, tail: str = "") -> str:
    """A file of the largest size: a head, as many items as fit, and a tail."""
    parts, room, number = [head], size - len(head) - len(tail), 0
    while room >= len(part := item(number)):
        parts.append(part)
        room -= len(part)
        number += 1
    return "".join((*parts, tail))


def results(home: Path) -> Iterator[tuple[str, tuple[str | Path, ...]]]:
    """Results that are refused, each with the words that read it."""
    cases = {
        "decimal of two million digits": f"{HEAD}x = 1.{'3' * (RESULT - 100)}",
        "unknown tables": full(HEAD, lambda number: f"[t{number}]\n", RESULT),
        "unknown keys": full(HEAD, lambda number: f"{number}=1\n", RESULT),
        "false numbers": full(HEAD, lambda number: f"[[competenties]]\nnummer={number + 100}\n", RESULT),
        "near misses": full(HEAD, lambda number: "[[competenties]]\nnummr=7\nbelan=1\n", RESULT),
        "false support": full(
            f"{HEAD}[[ontwikkelpunten]]\nnummer=7\nondersteuning=[", lambda number: f'"s{number}",', RESULT, "]"
        ),
        "deep lists": full(f"{HEAD}x = [", lambda number: "[[[[[[[]]]]]]],", RESULT, "]"),
    }
    for name, text in cases.items():
        path = home / f"{name.replace(' ', '-')}.toml"
        path.write_text(text, encoding="utf-8")
        yield f"result: {name}", ("controleer", path)


def zips(home: Path) -> Iterator[tuple[str, tuple[str | Path, ...]]]:
    """Zips that are refused as a whole; each result in one that is read counts as a file by itself."""
    cases: dict[str, Iterator[tuple[str, bytes]]] = {
        "too many names": ((f"{number}.toml", b"") for number in range(30_000)),
        "too much unpacked": ((f"{number}.toml", bytes(RESULT)) for number in range(33)),
    }
    for name, files in cases.items():
        path = home / f"{name.replace(' ', '-')}.zip"
        with ZipFile(path, "w", ZIP_DEFLATED) as packed:
            for file, data in files:
                packed.writestr(file, data)
        yield f"zip: {name}", ("controleer", path)


def catalogs(home: Path) -> Iterator[tuple[str, tuple[str | Path, ...]]]:
    """Catalogs of which one file is refused."""
    role = next(path.name for path in sorted(CATALOG_FOLDER.glob("onderwerpen-*.yaml")))
    cases = {
        "as many values as are read": (role, "rol: x\nonderwerpen: [" + "{}," * 4_900 + "]"),
        "far too many values": (role, full("rol: x\nonderwerpen: [", lambda number: "{},", CATALOG, "]")),
        "false links": (
            "koppelingen.yaml",
            full("koppelingen:\n", lambda number: f"- {{competentie: {number}, onderwerp: o{number}}}\n", CATALOG),
        ),
    }
    for name, (file, text) in cases.items():
        folder = home / name.replace(" ", "-")
        shutil.copytree(CATALOG_FOLDER, folder)
        (folder / file).write_text(text, encoding="utf-8")
        yield f"catalog: {name}", ("catalogus", "--controleer", folder)


if __name__ == "__main__":
    run_alone(__doc__, measure)
