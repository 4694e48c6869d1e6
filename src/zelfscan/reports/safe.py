"""Making text that a person typed harmless: one line, no control codes, never a formula."""

from __future__ import annotations

import re
import unicodedata

_FORMULA_SIGNS = frozenset("=+-@")
_FORMULA_START = re.compile(r"""(^|[,;|"'])(\s*)(?=[=+\-@])""")


def one_line(text: str) -> str:
    """The text on one line: control codes and line ends become blanks, invisible signs go, blanks are joined.

    A terminal obeys control codes, and SPSS reads one record per line.
    """
    return " ".join("".join(_visible(sign) for sign in text).split())


def csv_cell(text: str) -> str:
    """One line that no spreadsheet takes for a formula: an apostrophe stands before = + - @ where a cell can begin.

    A cell can also begin after a quote or separator inside the text, when a program splits the file on another
    separator than ours; full-width and small signs count as their plain ones. Tab and carriage return, which can begin
    a formula too, are blanks by then.
    """
    line = "".join(_plain_sign(sign) for sign in one_line(text))
    return _FORMULA_START.sub(r"\1'\2", line)


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cc", "Cs", "Zl", "Zp"}:
        return " "
    return "" if category == "Cf" else sign


def _plain_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain in _FORMULA_SIGNS else sign
