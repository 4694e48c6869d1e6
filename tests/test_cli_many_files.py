"""The commands that read many files, in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from builders import DURATION, STARTED, make_scan, report_round
from command_line import apart
from zelfscan.domain import Catalog, Scan
from zelfscan.storage.result_writer import dumps


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


@pytest.mark.heavy
@pytest.mark.parametrize("words", [["groep", "--json"], ["groep", "--json", "--concepten"], ["groep"], ["controleer"]])
def test_output_does_not_depend_on_order(tmp_path: Path, catalog: Catalog, words: list[str]) -> None:
    """Guards that files written in any order, and given one by one in any order, print the very same bytes."""
    files = some_round()
    folder = write(tmp_path / "ronde", files, catalog)
    expected = apart(*words, folder, home=tmp_path)
    assert expected.status == 1
    assert expected.out
    for seed in range(2):
        Random(seed).shuffle(files)
        other = write(tmp_path / str(seed) / "ronde", files, catalog)
        told = apart(*words, other, home=tmp_path)
        assert (told.status, told.out.replace(str(other), str(folder)), told.err) == (
            1, expected.out, expected.err,
        )  # fmt: skip
        one_by_one = [folder / name for name, _ in files]
        assert apart(*words, *one_by_one[::-1], home=tmp_path) == apart(*words, *one_by_one, home=tmp_path)


def test_an_interrupt_ends_in_silence(tmp_path: Path, catalog: Catalog) -> None:
    """Guards Ctrl+C while files are read: the status for it, and not a word of a traceback."""
    folder = write(tmp_path / "ronde", some_round(), catalog)
    code = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # which a run in the background has switched off
        "from zelfscan.cli import main\n"
        "from zelfscan.storage import scan_records\n"
        "scan_records.read_shape = lambda *_: signal.raise_signal(signal.SIGINT)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    told = apart("groep", "--json", folder, home=tmp_path, code=code)
    assert (told.status, told.out, told.err) == (130, "", "")
