"""Counting, dating and listing in Dutch: grammar that knows nothing of scans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from zelfscan.safe_text import clipped

MOST_LINES = 50
"""The lines of a list of messages: nobody reads further, and a file can hold a hundred thousand faults."""
CODE_ROOM = 40
"""The characters of a code that are shown; whole codes stand in the files."""

_LONGEST_DATE = 20
_NO_POINTS = {ord("."): " ", ord(","): " "}
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_NUMBERS = (
    "geen",
    "één",
    *("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)


def code_in_words(code: str, room: int = CODE_ROOM) -> str:
    """A leader's code for people: one short line, and words where nothing of it can be seen."""
    return clipped(code, room) or "(code zonder leesbare tekens)"


def enumerate_nl(items: Iterable[object]) -> str:
    """A Dutch enumeration: '7', '7 en 17', '7, 17 en 22'; empty for nothing."""
    words = [str(item) for item in items]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def plural(count: int, one: str, many: str) -> str:
    """The count with the word that goes with it: '1 leider', '3 leiders'."""
    return f"{count} {one if count == 1 else many}"


def count_nl(count: int) -> str:
    """A number of things as a word up to twenty, as in a running sentence: 'acht', 'twintig', '29'."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def about_minutes(items: int) -> str:
    """How long that many items take, two questions each: 'zo'n tien minuten' for 29."""
    minutes = round(items / 3)
    return f"zo'n {count_nl(minutes)} minuten" if minutes > 2 else "een paar minuten"


def part_nl(count: int, n: int, one: str = "", many: str = "") -> str:
    """How many of how many: 'zeven van de acht leiders', 'alle acht', 'geen van de acht'; 'de enige leider' of one."""
    if n == 1:
        return f"de enige {one}".rstrip() if count else f"geen {one}" if one else "niemand"
    part = f"alle {count_nl(n)}" if count == n else f"{count_nl(count)} van de {count_nl(n)}"
    return f"{part} {many}".rstrip()


def verb_nl(count: int, one: str, many: str) -> str:
    """The verb that goes with a number of people: 'één van de acht wil', 'geen van de acht wil', 'twee willen'."""
    return one if count <= 1 else many


def sentence_nl(text: str) -> str:
    """The text with a capital, also where it begins with 'één': 'Eén van de leiders'."""
    first = "E" if text.startswith("é") else text[:1].upper()
    return f"{first}{text[1:]}"


def rank_marks(ranks: Sequence[int]) -> tuple[str, ...]:
    """Each rank as it is shown: '2', or '2=' when it is shared."""
    return tuple(f"{rank}=" if ranks.count(rank) > 1 else str(rank) for rank in ranks)


def number_nl(value: float, decimals: int = 1) -> str:
    """A number with a decimal comma and a real minus sign: '−2,1'; a rounded zero never carries one."""
    text = f"{value:.{decimals}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace(".", ",").replace("-", "−")


def first_of(lines: Sequence[str], room: int = MOST_LINES) -> tuple[str, ...]:
    """The first lines of a list; when more than fit, a last one says how many: 'en nog 9.950 andere'."""
    if len(lines) <= room:
        return tuple(lines)
    return (*lines[:room], f"en nog {len(lines) - room:,} andere".replace(",", "."))


def date_nl(moment: date) -> str:
    """A date in words: '22 november 2026'."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def read_date(text: str, today: date) -> date | None:
    """The date in a text such as '1 maart 2027', '1-3-2027', '2027-03-01' or '1 maart'; None when it is none.

    A date without a year is the first one from `today` on.
    """
    clean = text.casefold().translate(_NO_POINTS)
    words = re.findall(r"[a-z]+|[0-9]+", clean)
    if len(words) == 3 and len(words[0]) == 4:
        words.reverse()
    if not 2 <= len(words) <= 3 or len("".join(words)) > _LONGEST_DATE or re.search(r"[^a-z0-9\s/-]", clean):
        return None
    day, month, *year = words
    named = [place for place, name in enumerate(_MONTHS, start=1) if len(month) >= 3 and name.startswith(month)]
    try:
        place = 3 if month == "mrt" else named[0] if named else int(month)
        if year:
            # Of a year in two digits nobody means the year 27.
            return date(int(year[0]) + (2000 if len(year[0]) == 2 else 0), place, int(day))
        found = (date(later, place, int(day)) for later in (today.year, today.year + 1))
        return next(one for one in found if one >= today)
    except (ValueError, StopIteration):
        return None


def period_nl(first: datetime, last: datetime) -> str:
    """Two dates as a period, no part told twice: '16 – 18 november 2026'; one date when they are the same."""
    if first.date() == last.date():
        return date_nl(last)
    begin = date_nl(first)
    if first.year == last.year:
        begin = str(first.day) if first.month == last.month else begin.rpartition(" ")[0]
    return f"{begin} – {date_nl(last)}"


def time_nl(moment: datetime) -> str:
    """A clock time: '10.03 uur'."""
    return f"{moment.hour:02}.{moment.minute:02} uur"


_NONE = r"(?:(?:wij |we )?gebruiken )?(?:geen(?: [\w-]+){0,2}|nee|niets?|n\.?v\.?t|niet van toepassing)"


def says_none(answer: str) -> bool:
    """Whether a whole answer says that there is none: 'geen', 'Nee.', 'n.v.t.', 'Wij gebruiken geen apps'."""
    plain = " ".join(answer.casefold().split()).strip(" .,!-")
    return not plain or re.fullmatch(_NONE, plain) is not None
