"""Starts the real program on another disk: `gewoon` as it is, `traag` takes 50 ms for each fsync, `uit` keeps no draft.

Usage: python bench/trage_schijf.py gewoon|traag|uit [what zelfscan takes]
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

WAIT = 0.05


def slow(real: Callable[[int], None]) -> Callable[[int], None]:
    """The same call to the system, which then takes its time; other threads go on meanwhile."""

    def waiting(descriptor: int) -> None:
        time.sleep(WAIT)
        real(descriptor)

    return waiting


def keep_nothing() -> None:
    """Turn autosave off: an answer changes the screen, and no draft is made."""
    from zelfscan.tui.keeper import Keeper

    def keep(self: Keeper, *arguments: object, **named: object) -> None:
        """Do nothing."""

    Keeper.keep = keep  # type: ignore[method-assign]


def main() -> int:
    """Change the disk, then be the program."""
    match sys.argv.pop(1):
        case "traag":
            for name in ("fsync", "fdatasync"):
                if hasattr(os, name):
                    setattr(os, name, slow(getattr(os, name)))
        case "uit":
            keep_nothing()
        case "gewoon":
            pass
        case other:
            raise SystemExit(f"unknown disk: {other}")
    from zelfscan.cli import main as zelfscan

    return zelfscan(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
