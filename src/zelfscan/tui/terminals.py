"""Terminals that can do less: consoles whose letters lack many signs, and terminals with sixteen colours.

What the screens draw is made fit for them at the last gate before the terminal, so that no screen knows of it. Every
sign gives way to one of the same width; nothing shifts.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.filter import LineFilter

from zelfscan.safe_text import plain_signs

ENOUGH = 4.5
"""The contrast that a text has at least, as WCAG 2.2 AA asks."""
BLACK, WHITE = TerminalColor.parse("black"), TerminalColor.parse("bright_white")


class PlainSigns(LineFilter):
    """Shows signs that an older console has, in place of those that it lacks."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(plain_signs(text), style, control) for text, style, control in segments]


class SixteenColours(LineFilter):
    """Keeps every text readable where a terminal has sixteen colours, of which the nearest two may be the same."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, style if style is None else readable(style), control) for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def readable(style: Style) -> Style:
    """The style in the terminal's own sixteen colours; text too near to its ground becomes black or white."""
    # A text in reverse shows its own colour as the ground.
    front, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    if front is None or back is None or front.is_default or back.is_default:
        return style
    front, back = front.downgrade(ColorSystem.STANDARD), back.downgrade(ColorSystem.STANDARD)
    if contrast(front, back) < ENOUGH:
        front = max((BLACK, WHITE), key=lambda colour: contrast(colour, back))
    shown = (back, front) if style.reverse else (front, back)
    # Dim text would lose what was won.
    return style + Style.from_color(*shown) + Style(dim=False)


def contrast(one: TerminalColor, other: TerminalColor) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: TerminalColor) -> float:
    parts = (part / 255 for part in colour.get_truecolor(DEFAULT_TERMINAL_THEME))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
