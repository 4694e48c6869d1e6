"""Dutch words that are used in more than one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from zelfscan.domain.quadrant import LearningQuarter, Quarter
from zelfscan.domain.scan import Level, ScaleName
from zelfscan.safe_text import clipped

QUARTER_NAMES = {
    Quarter.DEVELOP: "ontwikkelen",
    Quarter.LEVERAGE: "benutten",
    Quarter.KEEP_LOW: "laag houden",
    Quarter.RELEASE: "loslaten of delen",
}
LEARNING_QUARTER_NAMES = {
    LearningQuarter.CLASSICAL: "klassikaal leren",
    LearningQuarter.DIFFERENTIATED: "groepsdifferentiatie en individuele leerlijnen",
    LearningQuarter.SELF_REGULATED: "zelfregulerend leren",
    LearningQuarter.PERSONALISED: "gepersonaliseerd leren",
}
SCALE_NAMES = {ScaleName.IMPORTANCE: "belang", ScaleName.ATTAINMENT: "aanwezig"}

LEARNING_AXIS_LEFT = "externe regie"
LEARNING_AXIS_RIGHT = "zelfregie"
LEARNING_AXIS_TOP = "individueel belang"
LEARNING_AXIS_BOTTOM = "collectief belang"
CODE_ROOM = 40
"""The characters of a code that are shown; whole codes stand in the files."""

AXIS_IMPORTANCE_TOP = "Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school"
AXIS_IMPORTANCE_BOTTOM = "Niet van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school"
AXIS_ATTAINMENT_LEFT = "Niet op mij van toepassing"
AXIS_ATTAINMENT_RIGHT = "Helemaal op mij van toepassing"

_IMPORTANCE_IN_WORDS = {
    Level.ONE: "helemaal niet belangrijk",
    Level.TWO: "niet echt belangrijk",
    Level.THREE: "redelijk belangrijk",
    Level.FOUR: "heel belangrijk",
}
_ATTAINMENT_IN_WORDS = {
    Level.ONE: "helemaal niet aanwezig",
    Level.TWO: "nog niet echt aanwezig",
    Level.THREE: "in redelijke mate aanwezig",
    Level.FOUR: "helemaal aanwezig",
}
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


def rating_in_words(importance: Level | None, attainment: Level | None) -> str:
    """What a leader said of one item: 'heel belangrijk, nog niet echt aanwezig'."""
    said = []
    if importance is not None:
        said.append(_IMPORTANCE_IN_WORDS[importance])
    if attainment is not None:
        said.append(_ATTAINMENT_IN_WORDS[attainment])
    return ", ".join(said) or "niet ingeschat"


def code_in_words(code: str) -> str:
    """A leader's code for people: one short line, and words where nothing of it can be seen."""
    return clipped(code, CODE_ROOM) or "(code zonder leesbare tekens)"


def enumerate_nl(items: Iterable[object]) -> str:
    """A Dutch enumeration: '7', '7 en 17', '7, 17 en 22'; empty for nothing."""
    words = [str(item) for item in items]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def plural(count: int, one: str, many: str) -> str:
    """The count with the word that goes with it: '1 leider', '3 leiders'."""
    return f"{count} {one if count == 1 else many}"


def rank_marks(ranks: Sequence[int]) -> tuple[str, ...]:
    """Each rank as it is shown: '2', or '2=' when it is shared."""
    return tuple(f"{rank}=" if ranks.count(rank) > 1 else str(rank) for rank in ranks)


def number_nl(value: float, decimals: int = 1) -> str:
    """A number with a decimal comma: '2,1'; a rounded zero never carries a minus sign."""
    text = f"{value:.{decimals}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace(".", ",")


def date_nl(moment: datetime) -> str:
    """A date in words: '22 november 2026'."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


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
