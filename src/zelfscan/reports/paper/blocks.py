"""The pieces that every report on paper is made of: plain text and numbers, without a form."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 opens a chapter, 2 a part of it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end in it begins a new paragraph. `small` = an explanation beside the point."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What the leader wrote, under a few words that say what it is."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the code and the date."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short texts under each other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, where there are pages."""


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Empty lines to write on, where there is paper."""

    lines: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings; the columns in `wide` take the room that is left. `dense` = with little space."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...] = ()
    dense: bool = False
