"""The one place that makes text safe to show."""

from __future__ import annotations

import json
import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evil import EVIL, FINE, LONG, MARKUP, trouble
from zelfscan.safe_text import (
    MAX_MARKS,
    PATH_ROOM,
    can_be_shown,
    clipped,
    csv_cell,
    escaped,
    hidden_sign,
    is_plain,
    one_line,
    printable,
    printable_lines,
    shortened,
    shown_path,
    typed_path,
)
from zelfscan.storage.files import NAME_BYTES, safe_name
from zelfscan.storage.result_writer import toml_text

anything = st.one_of(st.text(st.characters(exclude_categories=())), st.sampled_from((*EVIL, *FINE)))
CONTROLS = [chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029)]
BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
UNSEEN = [*"\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u2060\u2064\u3164\ufe00\ufe0f\ufeff\uffa0"]
UNSEEN += [chr(code) for code in (0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF)]
BROKEN = [chr(code) for code in (0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0xFFFF, 0x10FFFF, 0xE000, 0xF0000)]


def test_what_becomes_of_each_kind_of_sign() -> None:
    """Guards the table in the docstring of the module, sign by sign."""
    assert {one_line(f"a{sign}b") for sign in CONTROLS} == {"a b"}
    assert {one_line(f"a{sign}b") for sign in (*BIDI, *UNSEEN)} == {"ab"}
    assert {one_line(f"a{sign}b") for sign in BROKEN} == {"a�b"}
    assert {printable(f"a{sign}b") for sign in (*CONTROLS, *BIDI, *UNSEEN, *BROKEN)} == {"a�b"}
    assert one_line(" a \u2800\u00a0\u3000 b ") == "a b"
    assert one_line("e" + "\u0301" * 9) == "e" + "\u0301" * MAX_MARKS
    assert (one_line("\u0301a"), one_line(": \u0338b")) == ("a", ": b")
    assert {hidden_sign(f"a{sign}b") for sign in (*CONTROLS, *BIDI, *UNSEEN, *BROKEN)} == {
        *CONTROLS, *BIDI, *UNSEEN, *BROKEN, "",
    } - {"\n"}  # fmt: skip


def test_plain_signs_are_safe_by_themselves() -> None:
    """Guards the short cut: each sign that it lets by is one that the long way leaves as it is."""
    plain = [sign for sign in map(chr, range(0x11_0000)) if is_plain(sign)]
    assert len(plain) > 1000
    assert [
        sign for sign in plain if printable(f"a{sign}\u00e9\U0001f600{sign}") != f"a{sign}\u00e9\U0001f600{sign}"
    ] == []
    assert [sign for sign in plain if trouble(sign) or not can_be_shown(sign)] == []


@pytest.mark.parametrize("text", FINE)
def test_what_people_really_write_stays(text: str) -> None:
    """Guards accents, emoji with their joiners, letters of other scripts and typographic quotes."""
    assert one_line(text) == printable(text) == printable_lines(text) == csv_cell(text) == text
    assert hidden_sign(text) == ""
    assert escaped(text, lambda sign: "?") == text


@given(anything)
def test_nothing_gets_through(text: str) -> None:
    """Guards every text at all: what is shown holds no sign that acts or hides, and cleaning it twice is fine."""
    for made in (one_line(text), printable(text), clipped(text, 20), shortened(text, 20)):
        assert trouble(made) == []
    assert "\n" not in one_line(text) + printable(text)
    assert one_line(one_line(text)) == one_line(text)
    assert len(clipped(text, 20)) <= 20
    assert len(shortened(text, 20)) <= 20
    assert trouble("".join(sign for sign in text if can_be_shown(sign)).replace("\u200d", "")) in (
        [],
        ["a tower of marks"],
    )


@given(anything)
def test_data_stays_data(text: str) -> None:
    """Guards that JSON and TOML hold the same text as before, in signs that all can be shown."""
    written = escaped(json.dumps([text], ensure_ascii=False, indent=1), lambda sign: json.dumps(sign)[1:-1])
    assert json.loads(written) == [text]
    whole = text.encode(errors="replace").decode()
    document = toml_text({"tekst": whole})
    assert tomllib.loads(document) == {"tekst": whole}
    for made in (written, document):
        assert not {unicodedata.category(sign) for sign in made.replace("\u200d", "")} & {"Cc", "Cf", "Cs"} - {"Cc"}
        assert [sign for sign in made if unicodedata.category(sign) == "Cc" and sign != "\n"] == []


@given(st.lists(anything | st.just("alledaags"), max_size=6))
def test_a_document_is_escaped_line_by_line(texts: list[str]) -> None:
    """Guards that what stands in one line of a document changes nothing in the others."""
    lines = "\n".join(texts).split("\n")
    assert escaped("\n".join(lines), ascii) == "\n".join(escaped(line, ascii) for line in lines)


@pytest.mark.parametrize("text", [*LONG, "\u0301" * 10_000, "\u200b" * 10_000, "\x1b[2J" * 2_500])
def test_a_long_text_is_cut_where_that_is_asked(text: str) -> None:
    """Guards ten thousand signs of any kind: a cut ends in '…', and a path keeps the file name at its end."""
    assert len(clipped(text, 60)) <= 60
    if len(one_line(text)) > 60:
        assert clipped(text, 60).endswith("…")
    path = shown_path(f"/{text}/SL-01.toml")
    assert len(path) == PATH_ROOM
    assert path.endswith("/SL-01.toml")
    assert "…" in path


@pytest.mark.parametrize("text", [*EVIL, *FINE, *LONG])
def test_a_name_is_one_part_of_a_path_on_every_system(text: str) -> None:
    """Guards file names made of a code or a round: within the folder, not hidden, not a device, short, and visible."""
    name = safe_name(text, "ronde")
    assert trouble(name) in ([], ["a tower of marks"])
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .-") or name.startswith("_")
    assert name not in {"", ".", ".."}
    assert name.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1", "lpt¹"}
    assert len(name.encode()) <= NAME_BYTES + 1


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_left_alone(text: str) -> None:
    """Guards that brackets are text like any other: it is the screens that never read them as markup."""
    assert one_line(text) == printable(text) == text


def test_a_path_behind_a_command_is_one_word() -> None:
    """Guards that a path which a command is shown with can be typed or copied: between quotes where that is needed."""
    for plain in ("SL-07_2026.toml", "/home/jan/exports", "C:\\Users\\jan\\één.toml", "~/x"):
        assert typed_path(plain) == plain
    for parted in ("mijn map/x.toml", "School & team", "a;b", "(1).toml", "$HOME", ""):
        assert typed_path(parted) == f'"{parted}"'
