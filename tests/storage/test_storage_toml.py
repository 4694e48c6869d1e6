"""The reader of TOML: what it makes of every kind of value, held against tomllib, and what would break a weaker one."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import PIECES, damaged, documents
from result_file import FULL
from strategies import scans
from tally import count
from zelfscan.domain import Catalog
from zelfscan.storage.files import SIZE_LIMIT, UnreadableError
from zelfscan.storage.result_reader import loads, parse_toml
from zelfscan.storage.result_writer import dumps

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


# What TOML 1.1 takes and tomllib, which reads 1.0, does not. No document is read otherwise by one than by the other.
NEW = (
    r'"\e"', r'"\x41"', "2026-11-22T10:03+01:00", "2026-11-22T10:03Z", "10:03", "{a=1,}", "{a=1\n}", "{\na=1}",
    "{a=1 # x\n}",
)  # fmt: skip


def same(one: object, other: object) -> bool:
    """Whether two values are equal and of one kind, all the way down; the order of keys means nothing."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.isoformat() == other.isoformat()
    if isinstance(one, str) and isinstance(other, str):
        # TOML lets a reader make one kind of line end of all; the two readers differ in it.
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return one == other or (one != one and other != other)


def outcomes(data: bytes) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """What our reader and tomllib make of the bytes; None for a refusal."""
    count("invoer", "bestanden met onze lezer van TOML tegen tomllib gehouden")
    ours = theirs = None
    try:
        ours = parse_toml(data)
    except UnreadableError as error:
        told = str(error)
        assert "geldige TOML" in told or "UTF-8" in told
    with suppress(ValueError, RecursionError):
        theirs = tomllib.loads(data.decode("utf-8-sig"))
    return ours, theirs


def hold_together(data: bytes) -> bool:
    """Hold our reader against tomllib: never another reading; whether both read it."""
    ours, theirs = outcomes(data)
    if ours is None or theirs is None:
        return False
    assert same(ours, theirs), data
    return True


@pytest.mark.heavy
def test_every_value_where_readers_differ() -> None:
    """Guards every known difference between readers and versions of TOML, in the place of each value of a whole file
    and as a line before, in and after each table: what tomllib reads we read the same, and we take nothing that it
    refuses but the additions of TOML 1.1, and a second mark in front.
    """
    lines = WHOLE.split("\n")
    took = 0
    for place, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        for value in PUT_IN if equals else ():
            data = "\n".join([*lines[:place], f"{key} = {value}", *lines[place + 1 :]]).encode()
            took += hold_together(data)
            ours, theirs = outcomes(data)
            huge = len(value) > 1000
            assert (ours is None) is (theirs is None) or (value in NEW and theirs is None) or (huge and ours is None)
        for extra in LINES:
            data = "\n".join([*lines[:place], extra, *lines[place:]]).encode()
            took += hold_together(data)
            ours, theirs = outcomes(data)
            assert (
                (ours is None) is (theirs is None) or (extra.strip("\ufeff") == "" and place == 0) or "a.a.a." in extra
            )
    assert took > 300


@pytest.mark.heavy
@settings(max_examples=1000, derandomize=True)
@given(data=documents())
def test_hostile_files(data: bytes) -> None:
    """Guards the same on files that are sound, odd in their data, or damaged in their bytes."""
    hold_together(data)


@pytest.mark.heavy
@settings(max_examples=300, derandomize=True)
@given(data=st.data())
def test_our_own_files_with_accidents(catalog: Catalog, data: st.DataObject) -> None:
    """Guards that our own files are read alike, also after accidents and with lines and values of others put in."""
    ours = dumps(data.draw(scans(catalog)), catalog)
    assert hold_together(ours)
    hold_together(data.draw(damaged(ours)))
    lines = ours.split(b"\n")
    place = data.draw(st.integers(0, len(lines)))
    extra = data.draw(st.sampled_from([*LINES, *(f"x = {value}" for value in PUT_IN)])).encode()
    hold_together(b"\n".join([*lines[:place], extra, *lines[place:]]))
    hold_together(ours.replace(b" = ", data.draw(st.sampled_from(PIECES)), 1))


OPENINGS = ("[", "{a=", "[\n", "[[[[#\n", "a.", "[a]\n[[", '"a".', "[a.", "[{a=[")
DEEP = f"""
import threading
from zelfscan.storage.result_reader import UnreadableError, parse_toml

def read():
    for opening in {OPENINGS!r}:
        for times in (200, 299, 2_000, 20_000, 100_000):
            try:
                parse_toml(b"a = " + opening.encode() * times)
            except UnreadableError as error:
                print("geldige TOML" in str(error))

threading.stack_size(512 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""


def test_depth_does_not_end_the_program() -> None:
    """Guards, in a process and a thread with the smallest stack that Python has by itself anywhere, that deep nesting
    is a refusal in Dutch and not the end of the process.
    """
    done = subprocess.run([sys.executable, "-c", DEEP], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["True"] * 5 * len(OPENINGS)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * SIZE_LIMIT,
        "a." * (SIZE_LIMIT // 2),
        "a = 0." + "1" * SIZE_LIMIT,
        "a = " + "1" * SIZE_LIMIT,
        "a = 1e" + "1" * SIZE_LIMIT,
        "a = 0x" + "f" * SIZE_LIMIT,
        "a = [" + "1," * (SIZE_LIMIT // 2),
        "[[a]]\n" * (SIZE_LIMIT // 6),
        "\n".join(f"a{number} = 1" for number in range(SIZE_LIMIT // 12)),
        "\n".join(f"[a{number}]" for number in range(SIZE_LIMIT // 10)),
        "\n".join(f"[{'a.' * 30}b{number}]" for number in range(SIZE_LIMIT // 70)),
        "\n".join(f"{'a.' * 30}b{number} = 1" for number in range(SIZE_LIMIT // 71)),
    ],
    ids=[
        "brackets", "long key", "decimals", "digits", "exponent", "hexadecimal", "items", "list of tables", "keys",
        "tables", "deep tables", "deep keys",
    ],
)  # fmt: skip
def test_no_file_of_the_allowed_size_takes_long(text: str) -> None:
    """Guards that the time of reading goes with the size: no file that is not refused for its size takes a second of
    work."""
    started = time.process_time()
    with suppress(UnreadableError):
        parse_toml(text.encode())
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a = 1\na = 2", "regel 2: dit is geen geldige TOML: een sleutel of tabel staat er twee keer"),
        ("[a]\n[a]", "regel 2: dit is geen geldige TOML: een sleutel of tabel staat er twee keer"),
        ("a = {}\n[a.b]", "regel 2: dit is geen geldige TOML: een sleutel of tabel staat er twee keer"),
        ("a = {a = 1, a = 2}", "regel 1: dit is geen geldige TOML: een sleutel of tabel staat er twee keer"),
        ("a = 1\nb = \n", "regel 2: dit is geen geldige TOML; kijk naar de aanhalingstekens, haakjes en getallen"),
        ("a = 1\nb = '\0'", "regel 2: dit is geen geldige TOML; kijk naar"),
        ("a = 1\n\n\nb = 2026-02-30", "regel 4: dit is geen geldige TOML; kijk naar"),
        ("a = 0000-01-01T00:00:00Z", "regel 1: dit is geen geldige TOML; kijk naar"),
        ("a = 1e999", "regel 1: dit is geen geldige TOML; kijk naar"),
        ("a = null", "regel 1: dit is geen geldige TOML; kijk naar"),
        ("a = None", "regel 1: dit is geen geldige TOML; kijk naar"),
    ],
)
def test_a_refusal_names_the_line(line: str, expected: str) -> None:
    """Guards the place and the Dutch words of each kind of fault in the TOML itself."""
    with pytest.raises(UnreadableError) as caught:
        parse_toml(line.encode())
    assert str(caught.value).startswith(expected)


def test_no_text_becomes_nothing() -> None:
    """Guards that a text which some writers use for an absent value stays a text."""
    assert parse_toml(b"a = 'null'\nb = 'None'\nc = ''") == {"a": "null", "b": "None", "c": ""}


def test_what_is_no_utf_8_is_told_with_its_line() -> None:
    """Guards bytes that are no text, half a sign, and a mark in front, which is taken."""
    for data in (b"a = 1\nb = '\xff'", b"a = 1\nb = '\xed\xa0\x80'"):
        with pytest.raises(UnreadableError, match=r"UTF-8 \(regel 2\)"):
            parse_toml(data)
    assert parse_toml(b"\xef\xbb\xbfa = 1") == {"a": 1}


def test_a_scan_that_was_read_can_be_copied(catalog: Catalog) -> None:
    """Guards that the moments of a scan are Python's own: those of the library can be neither copied nor pickled."""
    scan = loads(FULL.encode(), catalog, "x.toml")
    assert copy.deepcopy(scan) == scan
    assert pickle.loads(pickle.dumps((scan.started, scan.finished))) == (scan.started, scan.finished)
    assert scan.started.isoformat() == "2026-11-22T10:03:11+01:00"
