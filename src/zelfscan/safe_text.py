"""Text that somebody else made, made safe to show: the one place where that is done.

Answers, codes, names of files and folders, words on the command line and texts of a catalog may hold signs that a
terminal obeys (colours, titles, the clipboard), that turn the reading order round, that nobody sees, or that end a
line. Data keeps them; whatever shows data takes one of these functions first. What becomes of what:

| signs | `one_line` (answers) | `printable` (names, messages) | `escaped` (JSON, TOML) |
| --- | --- | --- | --- |
| C0 and C1 control codes with ESC, DEL and NUL, line and paragraph separators | a blank | � | an escape |
| every blank, also the braille one | one blank for a run | a blank | kept |
| bidi controls, zero-width signs, tags, soft hyphens, fillers, variation selectors | nothing | � | an escape |
| lone surrogates, noncharacters, private use, what this Python does not know | � | � | an escape |
| combining marks without a base, and more than `MAX_MARKS` on one | nothing | � | an escape |
| emoji with their joiners and style, letters of any script, marks on them | kept | kept | kept |

Signs of the emoji blocks count as emoji also when they are newer than this Python. Letters that read from right to
left stay: only the hidden signs that reorder what is not theirs are a trick.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MAX_MARKS = 4
"""Combining marks on one letter; real scripts use up to three or four, a tower of them covers other lines."""
PATH_ROOM = 300
"""The characters of a path that a message shows; more than Windows takes, and the file name stands at its end."""

SIGNS_VARIABLE = "ZELFSCAN_TEKENS"
"""'gewoon' shows plain signs, 'alle' shows all of them, whatever the terminal seems to be."""

_JOINER = "\N{ZERO WIDTH JOINER}"
_STYLES = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
_BRAILLE_BLANK = "\N{BRAILLE PATTERN BLANK}"
# Signs without a picture that Unicode does not count as format characters.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
# Signs that are shown wherever they stand, so that a text of nothing else needs no further look: Latin, punctuation,
# currencies, arrows, frames and blocks.
_EVERYDAY = " -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u23ff\u2500-\u27bf"
_NOT_PLAIN = re.compile(f"[^{_EVERYDAY}\n]")
_EMOJI = range(0x1F000, 0x1FFFE)
_LETTERS = {
    **dict.fromkeys(("Cc", "Zl", "Zp"), "K"),
    **dict.fromkeys(("Mn", "Me"), "M"),
    **{"Zs": "B", "Cf": "U", "So": "E", "C": "X", "S": "Y", "N": "Y", "P": "Y", "L": "S", "M": "S"},
}
"""The kinds by category, or by its first letter."""
_FORMULA_SIGNS = frozenset("=+-@")
_FORMULA_START = r"""(^|[,;|"'])(\s*)(?=[=+\-@])"""


class _Kind(Enum):
    SHOWN = "shown"
    MARK = "mark"
    BLANK = "blank"
    BREAK = "break"
    UNSEEN = "unseen"
    BROKEN = "broken"


@lru_cache(maxsize=4096)
def _kind(sign: str) -> _Kind:
    category = unicodedata.category(sign)
    if category in {"Cc", "Zl", "Zp"}:
        return _Kind.BREAK
    if category == "Zs" or sign == _BRAILLE_BLANK:
        return _Kind.BLANK
    if category == "Cf" or _UNSEEN.match(sign):
        return _Kind.UNSEEN
    if category in {"Cs", "Co"} or (category == "Cn" and ord(sign) not in _EMOJI):
        return _Kind.BROKEN
    return _Kind.MARK if category in {"Mn", "Me"} else _Kind.SHOWN


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but everyday signs, which are all safe; many a safe text is not plain."""
    return "\n" not in text and _NOT_PLAIN.search(text) is None


def one_line(text: str) -> str:
    """What a person wrote, on one line: hidden signs gone, every run of blanks and line ends one blank."""
    if is_plain(text):
        return " ".join(text.split())
    return " ".join("".join(_signs(text, unseen="", line_end=" ")).split())


def clipped(text: str, room: int) -> str:
    """`one_line`, and no longer than `room` characters: what does not fit ends in '…'."""
    line = one_line(text)
    # Cleaned again, for the cut may have left half an emoji.
    return line if len(line) <= room else f"{one_line(line[: room - 1])}…"


def printable(text: str) -> str:
    """A name or a message with every sign that cannot be shown as �, so that a trick in a name can be seen."""
    if is_plain(text):
        return text
    return "".join(_signs(text, unseen=REPLACEMENT, line_end=REPLACEMENT))


def printable_lines(text: str) -> str:
    """`printable` for a text of many lines: its line feeds stay."""
    return "\n".join(map(printable, text.split("\n")))


def shortened(text: str, room: int) -> str:
    """`printable`, and no longer than `room` characters: what does not fit becomes '…' in the middle."""
    name = printable(text)
    head = room // 3
    return name if len(name) <= room else f"{name[:head]}…{name[head + 1 - room :]}"


def shown_path(path: object) -> str:
    """A path or a file name for a message."""
    return shortened(str(path), PATH_ROOM)


def typed_path(path: object) -> str:
    """A path as it is typed behind a command, whole: between quotes where a terminal would make more words of it."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:~+-]+", text) else f'"{text}"'


def csv_cell(text: str) -> str:
    """One line that no spreadsheet takes for a formula: an apostrophe stands before = + - @ where a cell can begin.

    A cell can also begin after a quote or separator inside the text, when a program splits the file on another
    separator than ours; full-width and small signs count as their plain ones. Tab and carriage return, which can begin
    a formula too, are blanks by then.
    """
    line = "".join(_plain_sign(sign) for sign in one_line(text))
    return re.sub(_FORMULA_START, r"\1'\2", line)


def escaped(text: str, escape: Callable[[str], str]) -> str:
    """A document in a data format with `escape(sign)` for what cannot be shown; the data in it stays the same.

    Line feeds stay: inside a string such formats have escaped them already.
    """
    made: list[str] = []
    done = 0
    # From one line that needs a look to the next: documents of a million lines have few.
    while found := _NOT_PLAIN.search(text, done):
        start = text.rfind("\n", done, found.start()) + 1
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        made.append(text[done:start])
        made += [escape(sign) if hides else sign for sign, hides in _hiding(text[start:end])]
        done = end
    return "".join([*made, text[done:]])


def can_be_shown(sign: str) -> bool:
    """Whether a terminal only draws this one sign, whatever stands around it."""
    return sign == _JOINER or sign in _STYLES or _kind(sign) in {_Kind.SHOWN, _Kind.MARK, _Kind.BLANK}


def drawn(pieces: Sequence[str], width: Callable[[str], int]) -> list[str]:
    """The pieces of a line that is drawn already: their width stays, and all that is left of them can be shown.

    What cannot becomes as many � as it is wide, so nothing at all where it has no width. Joiners and marks stay, since
    what they join may be the piece before; a tower of marks is cut off.
    """
    marks = 0
    made: list[str] = []
    for piece in pieces:
        kept: list[str] = []
        for sign in piece:
            marks = marks + 1 if _kind(sign) is _Kind.MARK else 0
            if marks <= MAX_MARKS:
                kept.append(sign if can_be_shown(sign) else REPLACEMENT * width(sign))
        made.append("".join(kept))
    return made


def hidden_sign(text: str) -> str:
    """The first sign that cannot be shown where it stands; '' when there is none. Line feeds are fine."""
    if _NOT_PLAIN.search(text) is None:
        return ""
    return next((sign for sign, hides in _hiding(text) if hides), "")


def _hiding(text: str) -> Iterator[tuple[str, bool]]:
    """Every sign with whether it cannot be shown where it stands."""
    for sign, kept in zip(text, _signs(text, unseen="", line_end=""), strict=True):
        yield sign, kept != sign and sign != "\n" and _kind(sign) is not _Kind.BLANK


def _signs(text: str, *, unseen: str, line_end: str) -> Iterator[str]:
    """What becomes of each sign, in order: exactly one text per sign."""
    base = " "  # what a mark or a joiner would join itself to
    marks = 0
    for place, sign in enumerate(text):
        kind = _kind(sign)
        if kind is _Kind.MARK:
            marks += 1
            yield sign if base != " " and marks <= MAX_MARKS else unseen
        elif kind is _Kind.UNSEEN:
            if sign in _STYLES and marks == 0 and _takes_style(base):
                marks = 1
                yield sign
            else:
                joins = sign == _JOINER and _is_emoji(base) and _is_emoji(text[place + 1 : place + 2])
                yield sign if joins else unseen
        else:
            marks = 0
            base = {_Kind.SHOWN: sign, _Kind.BROKEN: REPLACEMENT}.get(kind, " ")
            yield line_end if kind is _Kind.BREAK else base


def _is_emoji(sign: str) -> bool:
    return bool(sign) and (ord(sign) in _EMOJI or unicodedata.category(sign) == "So")


def _takes_style(sign: str) -> bool:
    """Whether a sign has a picture and a text form: symbols, and the digits of keycaps."""
    return _is_emoji(sign) or unicodedata.category(sign)[0] in "SNP"


@lru_cache(maxsize=1)
def kinds_of_signs() -> str:
    """The kind of every sign, for a program elsewhere that has to escape as `escaped` does.

    Runs from the first sign to the last: a capital for the kind, and the length in base 36 where it is not 1.
    S = shown, Y = shown and takes a style, E = emoji, M = mark, B = blank, K = break, U = unseen, X = broken.
    """
    signs = "".join(map(chr, range(sys.maxunicode + 1)))
    # By category, and then what is different in `_kind`: asking that of a million signs would take seconds.
    letters = [_LETTERS.get(category) or _LETTERS[category[0]] for category in map(unicodedata.category, signs)]
    letters[ord(_BRAILLE_BLANK)] = "B"
    for found in _UNSEEN.finditer(signs):
        letters[found.start()] = "U"
    for code in _EMOJI:
        letters[code] = "E" if letters[code] in "SYX" else letters[code]
    runs = ((letter, sum(1 for _ in run)) for letter, run in groupby(letters))
    return "".join(f"{letter}{_base_36(length) if length > 1 else ''}" for letter, length in runs)


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _plain_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain in _FORMULA_SIGNS else sign


# What older consoles lack, each with a sign of the same width that all of them have.
_PLAIN_SIGNS = str.maketrans(
    "◉★◐☐☑✓✗▸▶◂◀↖↗↘↙━┃┄┊┈╌┏┓┗┛┿╋╂┝┥┰┸╭╮╯╰▔▁▂▃▅▆▇▕▏▎▍▋▊▉",
    "•*◙□■√x►►◄◄\\/\\/─│─│──┌┐└┘┼┼┼├┤┬┴┌┐┘└▀▄▄▄███▐▌▌▌███",
)


def plain_signs(text: str) -> str:
    """The text with signs that every console has in place of those that older ones lack; as wide as it was."""
    return text if text.isascii() else text.translate(_PLAIN_SIGNS)


def signs_are_plain(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether this terminal is an older one, which lacks signs: Windows' own console, or a screen without windows."""
    wanted = environ.get(SIGNS_VARIABLE, "").strip().lower()
    if wanted in ("gewoon", "alle"):
        return wanted == "gewoon"
    if platform == "win32":
        return not any(environ.get(name) for name in ("WT_SESSION", "TERM_PROGRAM", "ConEmuPID", "MSYSTEM"))
    return environ.get("TERM") == "linux"
