"""A report as PDF: A4, tagged for screen readers (PDF/UA-1), the same bytes for the same document.

The typesetter (typst) is an extra that not everybody installs. Words and numbers go to it as data, never as markup, and
it reads nothing but its own template.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from importlib import resources
from importlib.util import find_spec
from typing import Literal

from zelfscan.errors import ZelfscanError
from zelfscan.reports.paper.blocks import Paragraph
from zelfscan.reports.paper.document import Document
from zelfscan.reports.paper.letters import MISSING, for_paper

NOT_INSTALLED = "Voor een PDF mist zelfscan een onderdeel."
ALWAYS = "Een rapport in Markdown kan altijd: kies een naam die eindigt op .md."
_EXPLANATION = Paragraph(f"{MISSING} staat voor een teken dat dit rapport niet kan tonen.", small=True)


def how_to_add() -> str:
    """What to type to get the typesetter into this very installation, in Dutch."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f'Voeg het toe met: {python} -m pip install "zelfscan[pdf]"'


def can_make_pdf() -> bool:
    """Whether the typesetter is installed; does not load it."""
    return find_spec("typst") is not None


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises ZelfscanError when the typesetter is missing or cannot set the document."""
    if not can_make_pdf():
        raise ZelfscanError(NOT_INSTALLED, f"{how_to_add()}. {ALWAYS}")
    made = _set(document, "pdf", None)
    assert isinstance(made, bytes)
    return made


def page_pictures(document: Document, dots: float) -> list[bytes]:
    """The same pages as PNG, at so many dots per inch. Raises ZelfscanError as `pdf` does."""
    if not can_make_pdf():
        raise ZelfscanError(NOT_INSTALLED, how_to_add())
    made = _set(document, "png", dots)
    return made if isinstance(made, list) else [made]


def _set(document: Document, form: Literal["pdf", "png"], dots: float | None) -> bytes | list[bytes]:
    # Here and not above: it is large, and nothing but a PDF needs it.
    import typst

    def compiled(*, plain: bool) -> bytes | list[bytes]:
        with resources.as_file(resources.files(__package__) / "typst") as folder:
            return typst.compile(
                folder / "rapport.typ",
                root=folder,
                sys_inputs={"document": _json(document, plain=plain)},
                ignore_system_fonts=True,
                format=form,
                ppi=dots,
                pdf_standards="ua-1" if form == "pdf" else None,
            )

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


def _json(document: Document, *, plain: bool) -> str:
    """The document as the template reads it; when letters are missing, with an explanation at the end."""
    data = json.dumps(_data(document, plain), ensure_ascii=False)
    if MISSING in data:
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
