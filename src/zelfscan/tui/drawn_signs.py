"""The last gate before the terminal: of all that the screens draw, only signs that can be shown get through."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from zelfscan.safe_text import drawn, is_plain


class DrawnSigns(LineFilter):
    """Takes out what a terminal would obey or hide, whichever widget drew it: a field to type in draws its raw text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(is_plain(segment.text) for segment in segments):
            return segments
        texts = drawn([segment.text for segment in segments], cell_len)
        return [Segment(text, style, control) for text, (_, style, control) in zip(texts, segments, strict=True)]
