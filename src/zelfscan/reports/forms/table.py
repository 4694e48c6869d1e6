"""The forms in which a report can be written, by the ending of its file."""

from __future__ import annotations

from zelfscan.errors import ZelfscanError
from zelfscan.reports.document import Document
from zelfscan.reports.forms.markdown import markdown
from zelfscan.reports.forms.pdf import ALWAYS, NOT_INSTALLED, can_make_pdf, how_to_add, pdf

PDF, MARKDOWN = ".pdf", ".md"


def no_pdf() -> str:
    """Why no PDF can be made here and how to change that, in Dutch; '' when it can. Loads nothing large."""
    return "" if can_make_pdf() else f"{NOT_INSTALLED} {how_to_add()}."


def need_form(suffix: str) -> None:
    """Raise ZelfscanError when a report with this suffix cannot be made here, before any work is done for it."""
    if suffix == PDF and not can_make_pdf():
        raise ZelfscanError(NOT_INSTALLED, f"{how_to_add()}. {ALWAYS}")


def written(document: Document, suffix: str) -> bytes:
    """The document in the form of this suffix, `PDF` or `MARKDOWN`. Raises ZelfscanError when that fails."""
    return pdf(document) if suffix == PDF else markdown(document).encode()
