"""SPSS syntax that reads a CSV of a round and says what everything in it means."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from textwrap import fill

from zelfscan.domain import MAX_DEVELOPMENT_POINTS, Catalog, ScaleName
from zelfscan.reports.forms.csv import BYTE_ORDER_MARK, ORDINAL, SCALE, CsvKind, columns_of, scale_words
from zelfscan.safe_text import one_line

LINE = 100
"""The characters of a line: SPSS reads no more than 256 of one."""
_MARK = "* Gemaakt door zelfscan, controlegetal "


def spss_syntax(catalog: Catalog, path: Path, kind: CsvKind, *, more: bool = False) -> str:
    """SPSS syntax that reads the CSV at `path` (absolute, so that it runs from any folder) and labels everything.

    Write it as UTF-8. Empty numbers become system-missing. What cannot occur (level 0, a negative count) is declared
    missing as well, so that a file with the blanks filled in still never takes an absent answer for a low one.
    """
    columns = columns_of(kind, catalog, more=more)
    variables = "\n".join(f"    {column.name} {column.form}" for column in columns)
    labels = "\n  ".join(f"{column.name} {_quoted(column.label)}" for column in columns)
    values = "\n  /".join(
        f"{name}\n    " + "\n    ".join(f"{value} {_quoted(word)}" for value, word in words)
        for name, words in _value_labels(catalog, kind)
    )
    levels = "\n  /".join(
        f"{fill(' '.join(found), LINE, subsequent_indent='    ')} ({level})"
        for level in ("NOMINAL", ORDINAL, SCALE)
        if (found := [column.name for column in columns if column.level == level])
    )
    missing = _MISSING[kind].format(last=catalog.numbers[-1], first=catalog.numbers[0])
    weight = "* Elke rij staat voor zoveel mensen.\nWEIGHT BY aantal.\n" if kind is CsvKind.GROUP else ""
    text = f"""{BYTE_ORDER_MARK}* Leest het bestand van zelfscan in, vanuit elke map.
* Staat het nu ergens anders, verander dan het pad achter FILE.
SET DECIMAL=COMMA.
GET DATA
  /TYPE=TXT
  /FILE={_path_quoted(path)}
  /ENCODING='UTF8'
  /ARRANGEMENT=DELIMITED
  /DELCASE=LINE
  /DELIMITERS=";"
  /QUALIFIER='"'
  /FIRSTCASE=2
  /VARIABLES=
{variables}.
VARIABLE LABELS
  {labels}.
VALUE LABELS
  {values}.
VARIABLE LEVEL
  {levels}.
* Leeg is niet beantwoord of onderdrukt, nooit nul.
MISSING VALUES {missing}.
{weight}EXECUTE.
"""
    return text + _mark_of(text.encode())


_MISSING = {
    CsvKind.GROUP: "aantal percentage (LOWEST THRU -1)",
    CsvKind.SCORES: "rang (0)",
    CsvKind.WISHES: "aantal (LOWEST THRU -1)",
    CsvKind.SUBGROUPS: "lager gelijk hoger (LOWEST THRU -1)",
    CsvKind.RAW: "belang aanwezig (0)",
    CsvKind.WIDE: "belang_{first} TO belang_{last} aanwezig_{first} TO aanwezig_{last} (0)",
}


def is_intact_syntax(data: bytes) -> bool:
    """Whether this is syntax of ours in which nobody changed anything: its last line is the checksum of the rest."""
    text, _, _ = data.rpartition(_MARK.encode())
    return bool(text) and data == text + _mark_of(text).encode()


def _mark_of(text: bytes) -> str:
    return f"{_MARK}{sha256(text).hexdigest()}.\n"


def _value_labels(catalog: Catalog, kind: CsvKind) -> tuple[tuple[str, list[tuple[int, str]]], ...]:
    numbers = [(item.number, item.label) for item in catalog.competencies]
    no_yes = [(0, "nee"), (1, "ja")]
    importance, attainment = (list(enumerate(scale_words(catalog, scale), start=1)) for scale in ScaleName)
    if kind is CsvKind.GROUP:
        ends = [(1, "1 (laagste)"), (2, "2"), (3, "3"), (4, "4 (hoogste)")]
        return ("nummer", numbers), ("niveau", ends), ("onderdrukt", no_yes)
    if kind in (CsvKind.SCORES, CsvKind.SUBGROUPS):
        return (("nummer", numbers),)
    if kind is CsvKind.WISHES:
        return ("nummer", numbers), ("onderdrukt", no_yes)
    if kind is CsvKind.RAW:
        return ("nummer", numbers), ("belang", importance), ("aanwezig", attainment)
    first, last = catalog.numbers[0], catalog.numbers[-1]
    return (
        ("beoordeling", [(1, "beide vragen"), (2, f"alleen {catalog.importance.name}")]),
        ("woorden", no_yes),
        (f"gekozen_1 TO gekozen_{MAX_DEVELOPMENT_POINTS}", numbers),
        (f"belang_{first} TO belang_{last}", importance),
        (f"aanwezig_{first} TO aanwezig_{last}", attainment),
        (f"belegd_{first} TO belegd_{last}", no_yes),
    )


def _quoted(text: str) -> str:
    return "'" + one_line(text).replace("'", "''") + "'"


def _path_quoted(path: Path) -> str:
    """The path as it is; where it cannot stand on a line of its own, the file beside the syntax."""
    whole = str(path)
    plain = whole.isprintable() and one_line(whole) == " ".join(whole.split())
    return "'" + (whole if plain else one_line(path.name)).replace("'", "''") + "'"
