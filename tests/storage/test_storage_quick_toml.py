"""The quick reader of TOML against tomllib: where it gives a scan, tomllib gives the very same."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import PIECES, damaged, documents
from result_file import FULL
from strategies import scans
from tally import count
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage import toml_read
from zelfscan.storage.scan_build import build_scan
from zelfscan.storage.scan_checks import Rules
from zelfscan.storage.scan_read import shape_of
from zelfscan.storage.scan_shapes import PlainFileShape
from zelfscan.storage.scan_toml import dumps
from zelfscan.storage.strict import convert_sound
from zelfscan.storage.toml_read import quick_toml

TOPICS = """
[[onderwerpen]]
id = "2.3"
titel = "Samen"
competenties = [7, 2]
score = 16
"""
WHOLE = FULL + TOPICS

# What TOML 1.1 takes and 1.0 does not, what readers of TOML are known to differ on, and what is made to break one.
PUT_IN = (
    r'"\e"', r'"\x41"', r'"\u00e9"', r'"\U0001F600"', r'"\ud800"', r'"\U00110000"', r'"\a"', r'"\/"',
    '"""a\\\n  b"""',
    '"""a\\   \n  b"""', '"""a""""', '"""a"""""', '"""a""""""', "'''a'''''", "'''\na'''", '"\t"', '"\x7f"', '"\x00"',
    '"\x1f"', '"a\r"', '"\ufeff"', '"\x85"', '"\u2028"', "'\x7f'", "'\t'", '"a" # \x07', '"a" # \x7f',
    '"a" # \t', '"a"#',
    '"a" "b"', '"a"\\', "2026-11-22T10:03+01:00", "2026-11-22T10:03Z", "2026-11-22 10:03:11+01:00", "10:03",
    "2026-11-22t10:03:11z", "2026-11-22T10:03:11.123456789Z", "2026-11-22T10:03:11.1Z",
    "2026-11-22T10:03:11.9999999Z",
    "2026-11-22T10:03:60Z", "2026-11-22T24:00:00Z", "2026-02-29T10:03:11Z", "2024-02-29T10:03:11-00:00",
    "2026-11-22T10:03:11+24:00", "2026-11-22T10:03:11+23:59", "2026-11-22T10:03:11+01:60", "0000-01-01T00:00:00Z",
    "2026-11-22T10:03:11", "2026-11-22", "2026-11-22T10:03:11Z # x", "2026-11-22  10:03:11Z", "2026-11-22T10:03:11.Z",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59", "+1", "-0", "+0", "0x1", "0X1", "0o1",
    "0b1", "1_0",
    "1__0", "_1", "1_", "01", "0x_1", "1e0", "1.0", "1.", ".1", "1e", "+0x1", "inf", "nan", "9223372036854775807",
    "9223372036854775808", "-9223372036854775809", "9" * 5000, "0x" + "f" * 5000, "true", "True", "[1,]",
    "[1,,2]", "[\n1\n]",
    "[ # x\n1 ]", "[1 2]", "[]", "[[]]", "{}", "{a=1,}", "{a=1\n}", "{\na=1}", "{a=1 # x\n}", "{a.b=1, a.c=2}",
    "{a=1, a=2}",
    "1\r", "1\r\n", "1\f", "1\v", "1\x00", "1\u00a0", "1 \t ", "", "é", "null",
)  # fmt: skip
LINES = (
    "é = 1", "ʎ = 1", '"" = 1', "'a' = 1", "a-b_1 = 1", "1 = 1", "1.2 = 3", "a . b = 1", "a.b = 1\na.c = 2",
    "a = 1\na.b = 2",
    "a.b = 1\na = 2", "a = 1\na = 2", "[a]\n[a]", "[a.b]\n[a]", "[a]\nb.c = 1\n[a.b]", "[a]\nb.c = 1\n[a.b.d]",
    "[[a]]\n[a]", "[a]\n[[a]]", "a = []\n[[a]]", "a = {}\n[a.b]", "[[a]]\n[a.b]\n[[a]]\n[a.b]",
    "[[a.b]]\n[a]\n[[a.b]]",
    "[ a . b ]", "[a]x", "[a] # x", "[[a] ]", "[ [a]]", "[]", "[[]]", "[a.]", "= 1", "a", "a =", "a = 1 b = 2",
    "a\n= 1", "a =\n1",
    "[scan]", "[[scan]]", "scan.x = 1", "[deelnemer.x]", "[visie]", "[visie.nu.x]", "[[visie.nu]]", "[competenties]",
    "[[competenties]]\nnummer = 8", "[competenties.x]", "[[competenties.x]]", "[ronde]\nnaam = 'x'", "schema = 1",
    "\ufeff", "\ufeff\ufeff", "\r", "\x00", "\x0c", "#\x00", "#\r", "# é", "#\u2028a = 1", "\u2028",
    "[[onderwerpen]]",
    "[[onderwerpen]]\nid = 1979-05-27", "[[onderwerpen]]\nscore = 1.5", "[[onderwerpen]]\n" + "a." * 40 + "a = 1",
)  # fmt: skip


def same(one: object, other: object) -> bool:
    """Whether two values are equal and of one kind, all the way down and in the same order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.isoformat() == other.isoformat()
    return one == other


def hold_together(data: bytes) -> bool:
    """Hold the quick reader against tomllib; whether it gave a file of the right form."""
    raw = quick_toml(data)
    count("invoer", "bestanden met de snelle lezer tegen tomllib gehouden")
    if raw is None or convert_sound(raw, PlainFileShape) is None:
        return False
    expected: Any = None
    try:
        expected = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError:
        raise AssertionError(f"taken by the quick reader alone: {data!r}") from None
    assert same(raw, expected), data
    return True


@pytest.fixture(autouse=True)
def there_is_a_quick_reader() -> None:
    """Without it these tests would say nothing."""
    assert quick_toml(WHOLE.encode()) == tomllib.loads(WHOLE)


def test_every_value_where_readers_differ(catalog: Catalog) -> None:
    """Guards every known difference between readers and versions of TOML, in the place of each value of a whole file
    and as a line before, in and after each table: the quick reader takes nothing that tomllib refuses, nor otherwise.
    """
    lines = WHOLE.split("\n")
    took = 0
    for place, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        for value in PUT_IN if equals else ():
            took += hold_together("\n".join([*lines[:place], f"{key} = {value}", *lines[place + 1 :]]).encode())
        for extra in LINES:
            took += hold_together("\n".join([*lines[:place], extra, *lines[place:]]).encode())
    assert took > 300


@settings(max_examples=1000, derandomize=True)
@given(data=documents())
def test_hostile_files(data: bytes) -> None:
    """Guards the same on files that are sound, odd in their data, or damaged in their bytes."""
    hold_together(data)


@settings(max_examples=300, derandomize=True)
@given(data=st.data())
def test_our_own_files_with_accidents(catalog: Catalog, data: st.DataObject) -> None:
    """Guards that our own files are read the quick way, and the same on them after accidents and with lines and values
    of others put in.
    """
    ours = dumps(data.draw(scans(catalog)), catalog)
    assert hold_together(ours) or b"{" in ours or ours.count(b".") > 300
    hold_together(data.draw(damaged(ours)))
    lines = ours.split(b"\n")
    place = data.draw(st.integers(0, len(lines)))
    extra = data.draw(st.sampled_from([*LINES, *(f"x = {value}" for value in PUT_IN)])).encode()
    hold_together(b"\n".join([*lines[:place], extra, *lines[place:]]))
    hold_together(ours.replace(b" = ", data.draw(st.sampled_from(PIECES)), 1))


@settings(max_examples=300, derandomize=True)
@given(data=documents())
def test_without_the_quick_reader_nothing_is_different(catalog: Catalog, data: bytes) -> None:
    """Guards a computer for which the quick reader is not made: the same scans and the same messages."""
    with pytest.MonkeyPatch.context() as patch:
        outcomes = []
        for _ in range(2):
            try:
                outcomes.append(repr(build_scan(shape_of(data, Rules.of(catalog), "x.toml"))))
            except ZelfscanError as error:
                outcomes.append(repr((error.message, error.hint, error.problems)))
            patch.setattr(toml_read, "_quick_loads", None)
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("opening", ["[", "{a=", "[\n", "[[[[#\n", "a.", "[a]\n[[", '"a".'])
@pytest.mark.parametrize("times", [200, 299, 2_000, 100_000])
def test_depth_does_not_end_the_program(tmp_path: Path, opening: str, times: int) -> None:
    """Guards, in a process and a thread with the smallest stack that Python has by itself anywhere, that deep nesting
    is left to the reader that minds its stack.
    """
    code = (
        "import threading, sys; from zelfscan.storage.toml_read import quick_toml; threading.stack_size(512 * 1024)\n"
        "thread = threading.Thread(target=lambda: print(quick_toml(sys.stdin.buffer.read()) is None))\n"
        "thread.start(); thread.join()"
    )
    given_in = ("a = " + opening * times).encode()
    done = subprocess.run([sys.executable, "-c", code], input=given_in, capture_output=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, b"True")


def test_what_the_quick_reader_never_sees(catalog: Catalog) -> None:
    """Guards the two guards in front of it: too many brackets or points, and a mark in front that is not the first."""
    assert quick_toml(WHOLE.encode() + b"# " + b"[" * 300) is None
    assert quick_toml(WHOLE.encode() + b"# " + b"." * 301) is None
    assert quick_toml(WHOLE.encode() + b"# {") is None
    assert quick_toml(b"\xef\xbb\xbf" + WHOLE.encode()) is None
    assert build_scan(shape_of(b"\xef\xbb\xbf" + WHOLE.encode(), Rules.of(catalog), "x")).participant == "SL-07"
