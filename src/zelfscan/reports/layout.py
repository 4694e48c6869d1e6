"""Plain lines of text within a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

MIN_WIDTH = 40
LEAST_BESIDE = 16


def heading(text: str, width: int) -> list[str]:
    """A heading with a rule under it and a blank line before it."""
    lines = textwrap.wrap(text, width)
    return ["", *lines, "─" * min(width, max(map(len, lines), default=0))]


def paragraph(text: str, width: int, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """Text wrapped to the width; only blanks break, so that codes such as SL-01 stay whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )


def entry(label: str, text: str, width: int) -> list[str]:
    """A line 'label text' that continues under its text; a label without room beside it stands on a line of its own."""
    if len(label) > width - LEAST_BESIDE:
        return [label, *paragraph(text, width, indent="      ")]
    return paragraph(text, width, indent=f"{label} ", hanging=" " * (len(label) + 1))


def finish(lines: Iterable[str]) -> str:
    """The lines as one text that ends in a line feed, without blank lines at the start or spaces at the end."""
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
