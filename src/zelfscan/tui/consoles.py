"""Makes what the screens draw fit for a terminal, also for lesser ones: few signs, sixteen colours, or 256.

Every sign gives way to one of the same width; nothing shifts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import product

from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.filter import LineFilter

from zelfscan.safe_text import drawn, is_plain, plain_signs, signs_are_plain

ENOUGH = 4.5
"""The contrast that a text has at least, as WCAG 2.2 AA asks."""
BLACK, WHITE = Color.parse("black"), Color.parse("bright_white")
BRIGHTER = 8
"""From this number on the sixteen colours are the bright ones."""


def _palette(colours: str) -> Palette:
    return Palette([ColorTriplet(*bytes.fromhex(colour)) for colour in colours.split()])


CONSOLES = (
    _palette(
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    _palette(
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    _palette(
        "000000 800000 008000 808000 000080 800080 008080 c0c0c0 "
        "808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff"
    ),
)
"""What the sixteen colours are in a Linux console, in Windows today, and in older Windows and xterm."""
_STEPS = (0, 95, 135, 175, 215, 255)
FIXED = Palette([*product(_STEPS, _STEPS, _STEPS), *((grey, grey, grey) for grey in range(8, 248, 10))])
"""Of 256 colours those that are the same everywhere: all but the first sixteen."""
GROUNDS = {2: 10, 3: 11, 6: 14, 8: 4, 12: 4, 13: 5}
"""The grounds on which neither black nor white can be read in all of CONSOLES, each with one on which one can."""


def filters_for(colours: str | None) -> list[LineFilter]:
    """What goes over each line for this terminal, by the name that Rich has for its colours."""
    found: list[LineFilter] = [PlainSigns()] if signs_are_plain() else []
    styled = {"standard": readable, "windows": readable, "256": house_colours}.get(colours or "")
    return [*found, Restyled(styled)] if styled else found


class DrawnSigns(LineFilter):
    """The last gate before the terminal: of all that the screens draw, only signs that can be shown get through.

    Takes out what a terminal would obey or hide, whichever widget drew it: a field to type in draws its raw text.
    Before a line is drawn, what it may show is handed over to be kept: no screen shows a change that is kept nowhere.
    """

    def __init__(self, hand_over: Callable[[], None]) -> None:
        super().__init__()
        self._hand_over = hand_over

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:
        self._hand_over()
        if all(is_plain(segment.text) for segment in segments):
            return segments
        texts = drawn([segment.text for segment in segments], cell_len)
        return [Segment(text, style, control) for text, (_, style, control) in zip(texts, segments, strict=True)]


class PlainSigns(LineFilter):
    """Shows signs that an older console has, in place of those that it lacks."""

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:
        return [Segment(plain_signs(text), style, control) for text, style, control in segments]


class Restyled(LineFilter):
    """Gives every text the style that the terminal can show best."""

    def __init__(self, styled: Callable[[Style], Style]) -> None:
        super().__init__()
        self._styled = styled

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:
        return [
            Segment(text, style if style is None else self._styled(style), control) for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def readable(style: Style) -> Style:
    """The style in the terminal's own sixteen colours, which differ: a text that is too near to its ground in any
    console becomes black or white.
    """
    # A text in reverse shows its own colour as the ground.
    front, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    if back is None or back.is_default:
        return style
    # A blank often has no colour of its own, and a ground all the same.
    ink, ground = (
        colour.downgrade(ColorSystem.STANDARD).number or 0
        for colour in (BLACK if front is None or front.is_default else front, back)
    )
    ground = GROUNDS.get(ground, ground)
    front, back = Color.from_ansi(ink), Color.from_ansi(ground)
    if contrast(front, back) < ENOUGH:
        front = max((BLACK, WHITE), key=lambda colour: contrast(colour, back))
    # Many consoles show what is bold in the bright colour of the same name: bold black would be grey.
    number = front.number or 0
    bold = style.bold and (number >= BRIGHTER or contrast(Color.from_ansi(number + BRIGHTER), back) >= ENOUGH)
    shown = (back, front) if style.reverse else (front, back)
    # Dim text would lose what was won.
    return style + Style.from_color(*shown) + Style(dim=False, bold=bool(bold))


def contrast(one: Color, other: Color) -> float:
    """The lowest contrast that two of the sixteen colours have in any console, as WCAG counts it: 1 to 21."""
    return min(_contrast(console[one.number or 0], console[other.number or 0]) for console in CONSOLES)


def _contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def house_colours(style: Style) -> Style:
    """The style in those of 256 colours that look most like its own; Rich goes by hue, and makes the dark ones blue."""
    return style + Style.from_color(*(_nearest(colour) for colour in (style.color, style.bgcolor)))


def _nearest(colour: Color | None) -> Color | None:
    if colour is None or colour.triplet is None:
        return colour
    return Color.from_ansi(BRIGHTER * 2 + FIXED.match(colour.triplet))
