"""Which letters a PDF can show."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_reports import pdf_text
from zelfscan.reports.document import Document, Heading, Paragraph, Point, Quote
from zelfscan.reports.forms.pdf import NO_GLYPH, for_paper, pdf


def known_letters() -> str:
    """Every sign of the first 65,536 that is set as itself."""
    signs = (chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    return "".join(sign for sign in signs if for_paper(sign) == sign != NO_GLYPH)


@pytest.mark.heavy
def test_every_known_letter_can_be_set() -> None:
    """Guards the list of letters against the fonts themselves, in every weight and style that reports use."""
    letters = known_letters()
    assert len(letters) > 2500
    words = " ".join(letters[start : start + 20] for start in range(0, len(letters), 20))
    blocks = (Heading(1, words), Paragraph(words), Paragraph(words, small=True), Quote(words, words),
              Point("1e", 7, words, words, (("x", words),)))  # fmt: skip
    text = pdf_text(pdf(Document("Letters", "alle", "x", None, blocks)))
    assert NO_GLYPH not in text
    assert "Ω" in text


def test_people_write_dutch() -> None:
    """Guards that Dutch, its neighbours and everyday signs need no square."""
    everyday = "Eén coördinator, ’s ochtends – €5 … ‘zo’ “zo” ½ × √ → ✓ • © é ë ï ö ü à ç ñ ß å ø œ ł š Ωμέγα Привет"
    assert for_paper(everyday) == everyday


@given(st.text())
def test_lines_stay_and_only_unknown_signs_change(text: str) -> None:
    """Guards that line ends stay, that every sign is as it was or a square, and that doing it twice changes nothing."""
    made = for_paper(text)
    assert made.count("\n") == text.count("\n")
    kept = made.replace("\u200b", "")
    assert set(kept) <= {*unicodedata.normalize("NFC", text), NO_GLYPH, " "}
    assert for_paper(kept) == made


def test_a_word_longer_than_a_line_can_break() -> None:
    """Guards that a word of any length stays inside the page; ordinary words have no hidden signs."""
    long = for_paper("W" * 300)
    assert max(map(len, long.split("\u200b"))) <= 8
    assert long.replace("\u200b", "") == "W" * 300
    assert "\u200b" not in for_paper("arbeidsongeschiktheidsverzekering")


def test_plain_means_western_letters_only() -> None:
    """Guards the narrow alphabet for fonts that know less."""
    assert for_paper("Café Привет €", plain=True) == f"Café {NO_GLYPH * 6} €"
    assert re.fullmatch(r"[\x20-\u017f\u20ac□ ]*", for_paper("Café Привет €", plain=True))
