"""A report as PDF: A4, tagged for screen readers (PDF/UA-1), the same bytes for the same document.

The typesetter (typst) is an extra that not everybody installs. Words and numbers go to it as data, never as markup, and
it reads nothing but its own template. It brings its own fonts, so that a report looks the same on every computer.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from importlib import resources
from importlib.util import find_spec
from types import ModuleType
from typing import Literal

from zelfscan.errors import ZelfscanError, how_to_add
from zelfscan.reports.document import Document, Paragraph
from zelfscan.reports.palette import SHADES
from zelfscan.safe_text import one_line

NOT_INSTALLED = "Voor een PDF mist zelfscan een onderdeel."
ALWAYS = "Een rapport in Markdown kan altijd: kies een naam die eindigt op .md."
REPORT = "rapport.typ"
NO_GLYPH = "□"
"""For a letter that the fonts lack, which would make the PDF inaccessible: the report says what it stands for."""
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
_EXPLANATION = Paragraph(f"{NO_GLYPH} staat voor een teken dat dit rapport niet kan tonen.", small=True)


def can_make_pdf() -> bool:
    """Whether the typesetter is installed; does not load it."""
    return find_spec("typst") is not None


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises ZelfscanError when the typesetter is missing or cannot set the document."""
    return typeset(document, REPORT, ALWAYS)


def typeset(document: object, template: str, instead: str) -> bytes:
    """Nested dataclasses as PDF, in the form that a template gives them; `instead` = what can be had without it.

    Raises ZelfscanError when the typesetter is missing or cannot set the document.
    """
    made = _set(document, template, "pdf", None, instead)
    assert isinstance(made, bytes)
    return made


def page_pictures(document: Document, dots: float) -> list[bytes]:
    """The same pages as PNG, at so many dots per inch. Raises ZelfscanError as `pdf` does."""
    made = _set(document, REPORT, "png", dots)
    return made if isinstance(made, list) else [made]


def typesetter(instead: str = "") -> ModuleType:
    """The typesetter, loaded; `instead` = what can be had without it. Raises ZelfscanError when it is not there."""
    if not can_make_pdf():
        raise ZelfscanError(NOT_INSTALLED, f"{how_to_add('pdf')}. {instead}".strip())
    try:
        # Here and not above: it is large, and nothing but a PDF needs it.
        import typst
    except (ImportError, OSError) as error:
        # It is there, but a virus scanner keeps it shut, or half of it was copied.
        raise ZelfscanError(
            "Het onderdeel voor PDF staat er wel, maar het start niet: misschien houdt een virusscanner het tegen, of "
            "is het beschadigd.",
            f"Aan de antwoorden is niets veranderd. {how_to_add('pdf')}. {instead}".strip(),
        ) from error
    module: ModuleType = typst
    return module


def _set(
    document: object, template: str, form: Literal["pdf", "png"], dots: float | None, instead: str = ALWAYS
) -> bytes | list[bytes]:
    typst = typesetter(instead)

    def compiled(*, plain: bool) -> bytes | list[bytes]:
        with resources.as_file(resources.files(__package__) / "typst") as folder:
            set_: bytes | list[bytes] = typst.compile(
                folder / template,
                root=folder,
                sys_inputs={"document": _json(document, plain=plain), "shades": json.dumps(SHADES)},
                ignore_system_fonts=True,
                format=form,
                ppi=dots,
                pdf_standards="ua-1" if form == "pdf" else None,
            )
            return set_

    try:
        try:
            return compiled(plain=False)
        except typst.TypstError:
            # The fonts of a newer typesetter may know fewer letters.
            return compiled(plain=True)
    except typst.TypstError as error:
        raise ZelfscanError(
            "De PDF kon niet worden gemaakt.", f"Aan de antwoorden is niets veranderd. {ALWAYS}"
        ) from error


def _json(document: object, *, plain: bool) -> str:
    """The document as the template reads it; when letters are missing, with an explanation at the end."""
    data = json.dumps(_data(document, plain), ensure_ascii=False)
    if NO_GLYPH in data and isinstance(document, Document):
        explained = replace(document, blocks=(*document.blocks, _EXPLANATION))
        data = json.dumps(_data(explained, plain), ensure_ascii=False)
    return data


def _data(value: object, plain: bool) -> object:
    """Blocks as nested data with the name of each block, and every text in it ready to be set."""
    if is_dataclass(value):
        named = {field.name: _data(getattr(value, field.name), plain) for field in fields(value)}
        return {"kind": type(value).__name__, **named}
    if isinstance(value, str):
        return for_paper(value, plain=plain)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        return [_data(item, plain) for item in value]
    return value


def for_paper(text: str, *, plain: bool = False) -> str:
    """Text of which every sign can be set, without hidden ones; words too long for any line may break.

    Line ends stay.

    `plain` = only the letters of Western Europe, for when the fonts turn out to know less than was thought.
    """
    unknown = _NOT_PLAIN if plain else _UNKNOWN
    lines = map(one_line, unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(_breakable(unknown.sub(NO_GLYPH, _ACCESSORIES.sub("", line))) for line in lines)


def _breakable(line: str) -> str:
    return _LONG_WORD.sub(lambda found: _pieces(found.group()), line)


def _pieces(word: str) -> str:
    # A zero-width space: a place to break that shows nothing.
    return "\u200b".join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
