"""The forms in which a report can be written, one module a form, and the ending that each stands for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zelfscan.errors import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable

    from zelfscan.reports.document import Document

PDF, MARKDOWN, SVG = ".pdf", ".md", ".svg"
CALENDAR = ".ics"
"""The dates of agreements, which are no document."""
REPORT_ENDINGS = (PDF, MARKDOWN)
PICTURE_ENDINGS = (SVG,)
# The module and its function, which load when such a file is asked for.
_FORMS = {PDF: ("pdf", "pdf"), MARKDOWN: ("markdown", "markdown"), SVG: ("svg", "quadrant_svg")}


def written(document: Document, ending: str) -> bytes:
    """The document in the form of this ending, one of the table. Raises ZelfscanError when that fails."""
    module, name = _FORMS[ending]
    form: Callable[[Document], str | bytes] = getattr(import_module(f"{__name__}.{module}"), name)
    made = form(document)
    return made.encode() if isinstance(made, str) else made


def no_pdf() -> str:
    """Why no PDF can be made here and how to change that, in Dutch; '' when it can. Loads nothing large."""
    from zelfscan.reports.forms import pdf

    return "" if pdf.can_make_pdf() else f"{pdf.NOT_INSTALLED} {how_to_add('pdf')}."
