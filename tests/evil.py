"""Texts that a person could type or put in a file, and that must stay text.

`EVIL` holds them by the harm they would do; the names of the groups are for the reader. `trouble` says what is wrong
with a text that was shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest

MARKUP = (
    "[red]rood[/]",
    "[/]",
    "[bold",
    "]",
    "[@click=app.quit]x[/]",
    "[@click='app.quit']stop[/]",
    "[link=https://x.nl]klik[/link]",
    "[$accent on red]x",
    "\\[b]schuin\\",
    "eindigt op \\",
    "$n ${n} {0} %s %(n)s",
    ":warning: &amp; &#27;[31m",
)
TERMINAL = (
    "\x1b[31mrood\x1b]0;titel\x07",
    "\x1b]2;titel\x1b\\",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]8;;https://x.nl\x1b\\link\x1b]8;;\x1b\\",
    '\x1bP$q"p\x1b\\',
    "\x1b_Gi=31;AAAA\x1b\\",
    "\x1b[2J\x1b[H\x1b[99;99H",
    "\x1b[?1049l\x1bc",
    "\x1b[201~rm -rf ~\r",
    "\x9b31mrood\x9d52;c;eA==\x9c",
    "terug\x08\x08\x08\x08\x08weg\x7f\x07",
    "een\rtwee",
    "nul\x00punt",
    "\x0e\x0f\x05\x16",
    "\x85volgende\u2028regel\u2029alinea",
    "SL-01\nafgewezen: vals.toml: gelogen",
)
HIDDEN = (
    "\u202e=1+1",
    "abc\u202edef\u202cghi",
    "\u2066a\u2067b\u2068c\u2069d\u2069\u2069",
    "\u200e\u200f\u061cx",
    "\u202a\u202b\u202dx",
    "nul\u200bbreed\u200c\u2060\ufeff\u00ad",
    "\u200b\u200b\u2060\ufeff",
    "\U000e0041\U000e0042\U000e007f",
    "a\ufe01\ufe0e\ufe0f\U000e0101",
    "\u115f\u1160\u3164\uffa0\u2800\u180e\u034f",
    "\ud800half\udfff",
    "\ufdd0\ufffe\uffff\U0010ffff",
    "\ue000\U000f0000",
    "Z" + "\u0335\u0489\u0338" * 60 + "algo",
    "\u0338\u20dd los",
)
FORMULAS = (
    "=1+1",
    "@SUM(A1)",
    "+31 6 12345678",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "＝1+1",
    "﹢1",
    "⁼1",
    "＠SUM(A1)",
    '=HYPERLINK("http://x.nl";"klik")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    'Jan "de baas";=1+1',
    "Jan,=1+1",
    'Jan\n"=1+1',
    'Jan",=1+1,"',
    'a"\n"b";"c',
    "_x001B_",
    "'=1+1",
    "https://x.nl",
    "1",
)
DOCUMENTS = (
    "[x](javascript:alert(1))",
    "![x](file:///etc/passwd)",
    "<script>alert(1)</script>",
    "# kop\n\n---",
    "| a | b |",
    "`code` ```blok",
    "#panic()",
    '#read("/etc/passwd")',
    "$x$ *vet* _schuin_ // weg /* ook */",
    '"]) #eval("1") [',
    "'.\nERASE FILE='x'.\nHOST COMMAND=['x'].",
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\win.ini",
    "/etc/passwd",
    "C:\\Windows\\x",
    "\\\\server\\map",
    "a:b",
    "CON",
    "nul.txt",
    "com1",
    "LPT¹.toml",
    "eindigt op punt.",
    "eindigt op spatie ",
    "...",
    "~",
    "~root/x",
    "-rf",
    "a/b\\c<d>e:f|g?h*i",
    "-",
)
LETTERS = "Zeer" + "lang" * 2499
WORDS = "woord " * 1666 + "eind"
LONG = (LETTERS, WORDS)
FINE = (
    "Anneke van 't Hof-Ëlders",
    "naïef — ‘citaat’ … €",
    "👩‍🏫 ❤️‍🔥 👍🏽 🇳🇱 1️⃣",
    "e\u0301e\u0308",
    "שלום مرحبا",
    "日本語 ไทย हिन्दी",
)
"""What only looks odd, and is shown as it stands."""

EVIL = (*MARKUP, *TERMINAL, *HIDDEN, *FORMULAS, *DOCUMENTS, *PATHS)
"""All but the long ones, to put in every field of a file."""
DAILY = 8
"""Of so many texts one is tried every day, where a text takes half a second; the others with the heavy tests."""


def shared_out(texts: Sequence[str]) -> list[object]:
    """The cases of a slow test that takes every one of these texts."""
    return [
        pytest.param(text, marks=() if place % DAILY == 0 else pytest.mark.heavy) for place, text in enumerate(texts)
    ]


ON_SCREENS = (
    "[red]rood[/] [@click=app.quit]x[/] [bold [/] \\",
    "\x1b[31mrood\x1b]0;t\x07 \x1b]52;c;eA==\x07 \x9b2J\x9d0;x\x9c",
    "\u200b" * 300
    + "om\u202edraai\u2066en\u200b \U000e0041 \u3164\ufe01 \ud800half\uffff Z"
    + "\u0335\u0489" * 60
    + "algo 👩‍🏫 日本語",
    "SL-01\nafgewezen: vals.toml\r\n\tx\x85y\u2028z",
    "\u200b\u2060\ufeff",
    LETTERS,
    WORDS,
)
"""A text of every kind, for tests that start a screen with each."""

_JOINED = re.compile("(?<=[\U0001f000-\U0001fffd\u2600-\u27bf\ufe0f])\u200d(?=[\U0001f000-\U0001fffd\u2600-\u27bf])")
_TOWER = re.compile(r"[\u0300-\u036f\u0489\u20d0-\u20f0]{5}")


def trouble(shown: str, *, lines: bool = False) -> list[str]:
    """The signs in what was shown that a terminal would obey or nobody can see; with `lines` line feeds are fine.

    Says the same as the code under test in other words, so that a mistake there does not excuse itself.
    """
    left = _JOINED.sub("", shown)
    found = [
        f"U+{ord(sign):04X}"
        for sign in left
        if not (lines and sign == "\n")
        and (unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or ord(sign) & 0xFFFE == 0xFFFE)
    ]
    found += [f"U+{ord(sign):04X}" for sign in left if "\ufdd0" <= sign <= "\ufdef" or sign >= "\U000e0000"]
    return [*found, *(["a tower of marks"] if _TOWER.search(shown) else [])]


def letters(text: str) -> str:
    """The visible ASCII signs of a text: what must come through of it, however it is wrapped, cleaned or framed."""
    return re.sub(r"[^!-~]", "", text)
