"""The commands that read many files, with more than one process and in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from builders import DURATION, STARTED, make_scan, report_round
from command_line import apart
from zelfscan.domain import Catalog, Scan
from zelfscan.storage.reading import PROCESSES
from zelfscan.storage.scan_toml import dumps

# Runs the command behind the number of processes, with portions of two files so that there is work for each.
COMMAND = f"""
import os, sys
os.environ[{PROCESSES!r}] = sys.argv.pop(1)
from zelfscan.cli import main
from zelfscan.storage import reading
reading.PORTION = 2
"""
RUN = "sys.exit(main(sys.argv[1:]))"


def some_round() -> list[tuple[str, bytes | Scan]]:
    """Scans with doubles, drafts, refused files and leaders who opted in, by name of the file."""
    made: list[tuple[str, bytes | Scan]] = []
    for place, scan in enumerate(report_round()):
        chosen = replace(scan, exchange="" if place % 3 == 0 else None, round_name=f"ronde {place % 2}")
        made.append((f"{place:02}.toml", chosen))
        if place % 4 == 0:
            made.append((f"diep/{place:02}-kopie.toml", replace(chosen, finished=STARTED + place * DURATION)))
    made += [(f"x{place}.toml", make_scan(f"C-{place}", {7: (4, 2)}, draft=True)) for place in range(3)]
    made += [("diep/kapot.toml", b"schema = 1\nx = 2"), ("z.toml", b"\xff"), ("a.toml", b"")]
    return made


def write(folder: Path, files: list[tuple[str, bytes | Scan]], catalog: Catalog) -> Path:
    """Write the files in this order."""
    (folder / "diep").mkdir(parents=True)
    for name, content in files:
        (folder / name).write_bytes(content if isinstance(content, bytes) else dumps(content, catalog))
    return folder


@pytest.mark.parametrize("words", [["groep", "--json"], ["groep", "--json", "--concepten"], ["groep"], ["controleer"]])
def test_output_does_not_depend_on_order_or_processes(tmp_path: Path, catalog: Catalog, words: list[str]) -> None:
    """Guards that one, two and three processes, over files written in any order and given one by one in any order,
    print the very same bytes.
    """
    files = some_round()
    folder = write(tmp_path / "ronde", files, catalog)
    expected = apart("1", *words, folder, home=tmp_path, code=COMMAND + RUN)
    assert expected.status == 1
    assert expected.out
    for processes in ("1", "2", "3"):
        Random(processes).shuffle(files)
        other = write(tmp_path / processes / "ronde", files, catalog)
        told = apart(processes, *words, other, home=tmp_path, code=COMMAND + RUN)
        assert (told.status, told.out.replace(str(other), str(folder)), told.err) == (
            1, expected.out, expected.err,
        )  # fmt: skip
        one_by_one = [folder / name for name, _ in files]
        alone = apart("1", *words, *one_by_one, home=tmp_path, code=COMMAND + RUN)
        assert apart(processes, *words, *one_by_one[::-1], home=tmp_path, code=COMMAND + RUN) == alone


def test_an_interrupt_ends_in_silence(tmp_path: Path, catalog: Catalog) -> None:
    """Guards Ctrl+C while several processes read: the status for it, and not a word of a traceback."""
    folder = write(tmp_path / "ronde", some_round(), catalog)
    code = COMMAND + (
        "import signal\n"
        "from zelfscan.storage.round_part import PartReader\n"
        "PartReader.read = lambda *_: signal.raise_signal(signal.SIGINT)\n"
    )
    told = apart("2", "groep", "--json", folder, home=tmp_path, code=code + RUN)
    assert (told.status, told.out, told.err) == (130, "", "")
