"""Which letters the fonts of a PDF can show, and text made ready for them.

The typesetter brings its own fonts, so that a report looks the same on every computer. They know the alphabets below.
A letter that they lack would make the PDF inaccessible, and is refused; so it becomes a square, and the report says
what that square means.
"""

from __future__ import annotations

import re
import unicodedata

from zelfscan.safe_text import one_line

MISSING = "□"
_LONGEST_WORD = 45
_PIECE = 8

# Every sign in these ranges is set by the fonts in the weights and styles that the report uses; a test sets them all.
_KNOWN = (
    "\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u0344"  # Latin
    "\\u0370-\\u0377\\u037a-\\u037f\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ff"  # Greek
    "\\u0400-\\u0482\\u048a-\\u04ff"  # Cyrillic
    "\\u0531-\\u0556\\u0561-\\u0587\\u10d0-\\u10ff"  # Armenian, Georgian
    "\\u05d0-\\u05ea"  # Hebrew
    "\\u060c\\u061b\\u061f\\u0621-\\u063a\\u0640-\\u064a\\u0660-\\u066d\\u067e\\u0686\\u0698\\u06a9\\u06af\\u06cc\\u06f0-\\u06f9"
    "\\u1e00-\\u1eff\\u1f00-\\u1f15"  # Latin with marks, as in Vietnamese
    "\\u2000-\\u200a\\u2010-\\u2027\\u202f-\\u2040\\u2070-\\u2071\\u2074-\\u208e\\u20a0-\\u20c0"
    "\\u2100-\\u211e\\u2122\\u2126\\u2153-\\u215e\\u2190-\\u23ff\\u2460-\\u2606\\u2610-\\u262f\\u2713-\\u2714\\u2717-\\u2718"
    "\\ufb00-\\ufb06"
)
_PLAIN = "\\u0020-\\u007e\\u00a1-\\u00ac\\u00ae-\\u017f\\u2010-\\u2015\\u2018-\\u201e\\u2022\\u2026\\u20ac\\u25a1"
_UNKNOWN = re.compile(f"[^{_KNOWN}]")
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")
# Joiners and selectors that only change the look of the sign before them.
_ACCESSORIES = re.compile("[\ufe00-\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")


def for_paper(text: str, *, plain: bool = False) -> str:
    """Text of which every sign can be set, without hidden ones; words too long for any line may break.

    Line ends stay.

    `plain` = only the letters of Western Europe, for when the fonts turn out to know less than was thought.
    """
    unknown = _NOT_PLAIN if plain else _UNKNOWN
    lines = map(one_line, unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(_breakable(unknown.sub(MISSING, _ACCESSORIES.sub("", line))) for line in lines)


def _breakable(line: str) -> str:
    return _LONG_WORD.sub(lambda found: _pieces(found.group()), line)


def _pieces(word: str) -> str:
    # A zero-width space: a place to break that shows nothing.
    return "\u200b".join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
