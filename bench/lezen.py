"""How long reading a round takes, against a bare loop of tomllib over the same files."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from gemeen import environment, interleaved, print_ratios, seconds_of, write_scans

YARDSTICK = "bare tomllib loop"
BARE = """
import sys, tomllib
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.toml")):
    tomllib.loads(path.read_text(encoding="utf-8"))
"""


def main() -> None:
    """Make the files, read them in turn, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = write_scans(Path(home) / "ronde", arguments.files)
        size = sum(path.stat().st_size for path in folder.iterdir()) / arguments.files
        environ = environment(Path(home))
        times = interleaved(
            {
                YARDSTICK: lambda: seconds_of(("-c", BARE, folder), environ),
                "zelfscan controleer": lambda: seconds_of(("-m", "zelfscan", "controleer", folder), environ),
                "zelfscan groep --json": lambda: seconds_of(("-m", "zelfscan", "groep", folder, "--json"), environ),
            },
            arguments.rounds,
        )
    print(f"{arguments.files} files of {size:.0f} bytes on average")
    print_ratios(times, YARDSTICK)


if __name__ == "__main__":
    main()
