"""Result files: the reader and the independent checker of the contract give the same verdict, whatever the bytes."""

from __future__ import annotations

from gemeen import CATALOG, fuzz

import contract
from builders import make_scan, report_round
from result_file import FULL
from zelfscan.errors import ZelfscanError
from zelfscan.storage.result_reader import loads
from zelfscan.storage.result_writer import dumps

MOST_DOTS = 1000
"""Above this the plain checker, which has no guard, would take the time that the reader refuses to take."""


def check(data: bytes) -> None:
    """Raise when the reader does anything but read or refuse, or when reading and writing changes something."""
    problems: tuple[str, ...] = ()
    try:
        scan = loads(data, CATALOG, "x.toml")
    except ZelfscanError as error:
        problems = error.problems or ("",)
    if problems:
        assert all(problem.isprintable() and 0 < len(problem) < 1000 for problem in problems)
        assert data.count(b".") > MOST_DOTS or contract.content(data) is None, "refused while within the contract"
        return
    written = dumps(scan, CATALOG)
    assert contract.content(data) is not None, "accepted while out of contract"
    assert contract.content(written) == contract.content(data), "written back changed"
    assert dumps(loads(written, CATALOG, "x.toml"), CATALOG) == written, "written twice differs"


if __name__ == "__main__":
    seeds = [
        FULL.encode(),
        dumps(make_scan("SL-01", {7: (4, 1)}, exchange="", draft=True), CATALOG),
        dumps(report_round()[0], CATALOG),
    ]
    fuzz("resultaat", check, seeds)
