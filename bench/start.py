"""How long starting takes for commands without a screen, against Python that does nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from gemeen import environment, interleaved, print_ratios, seconds_of

YARDSTICK = "python -c pass"
COMMANDS: dict[str, Sequence[str]] = {
    YARDSTICK: ("-c", "pass"),
    "zelfscan --version": ("-m", "zelfscan", "--version"),
    "zelfscan catalogus --json": ("-m", "zelfscan", "catalogus", "--json"),
    "python -c 'import textual.app'": ("-c", "import textual.app"),
}


def main() -> None:
    """Run all of them in turn and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        environ = environment(Path(home))

        def timed(words: Sequence[str]) -> Callable[[], float]:
            return lambda: seconds_of(words, environ)

        times = interleaved({name: timed(words) for name, words in COMMANDS.items()}, rounds)
    print_ratios(times, YARDSTICK)


if __name__ == "__main__":
    main()
