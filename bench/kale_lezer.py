"""The yardstick of lezen.py: a bare loop that reads, parses and strictly validates result files, and nothing else.

Usage: python bench/kale_lezer.py tomllib|rtoml FOLDER...    prints the seconds of the loop alone
"""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from zelfscan.storage.result_form import FileShape


def reader(name: str) -> Callable[[str], dict[str, Any]]:
    """The function that parses TOML. Raises ModuleNotFoundError when it is not installed."""
    if name == "rtoml":
        import rtoml

        return rtoml.loads
    return tomllib.loads


def main() -> None:
    """Read every file in the folders once."""
    loads = reader(sys.argv[1])
    started = time.perf_counter()
    for folder in sys.argv[2:]:
        for entry in os.scandir(folder):
            handle = os.open(entry.path, os.O_RDONLY)
            data = os.read(handle, 1 << 21)
            os.close(handle)
            msgspec.convert(loads(data.decode()), FileShape, strict=True, builtin_types=(datetime,))
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
