"""Measures everything and prints one table at the end; `make bench` runs this.

Parts: start, scherm, schermen, reeks, kwadrant, schijf, blad, lezen, grenzen, groei.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from cijfers import Figure, machine, table, write_json
from gemeen import Part, Plan, options

PARTS = ("start", "scherm", "schermen", "reeks", "kwadrant", "schijf", "blad", "lezen", "grenzen", "groei")


def main() -> int:
    """Each part in a folder of its own; the exit status is 1 when a part could not be measured."""
    parser = options(__doc__)
    parser.add_argument("--json", type=Path, metavar="UIT", help="write the figures to a file as well")
    parser.add_argument("--alleen", nargs="+", choices=PARTS, default=PARTS, metavar="DEEL", help="only these parts")
    arguments = parser.parse_args()
    about = machine()
    figures: list[Figure] = []
    failed: list[str] = []
    for name in arguments.alleen:
        began = time.perf_counter()
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as home:
            try:
                part: Part = import_module(name).measure
                figures += part(Plan(Path(home), arguments.rondes, arguments.snel, arguments.groot))
            except (AssertionError, ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
                # The rest is still worth measuring; what failed is said again below the table.
                failed.append(f"{name} was not measured: {type(error).__name__}: {error}")
        print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        if arguments.json is not None:
            # After every part: who stops halfway has what was measured.
            write_json(arguments.json, figures, about)
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    print(table(figures))
    print(*failed, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
