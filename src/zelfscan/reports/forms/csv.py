"""The round as CSV, with SPSS syntax to read it.

Semicolons, because Excel in Dutch splits on them; a byte order mark, because Excel then reads UTF-8; line feeds, which
every reader takes and which a text file on Windows cannot double. What has no answer or is suppressed is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from hashlib import sha256

from zelfscan.domain import Catalog, Cohort, CompetencyFigures, Level, ScaleName, Scan, Suppressed
from zelfscan.safe_text import csv_cell, one_line

BYTE_ORDER_MARK = "\ufeff"
Cell = str | int | None
_MARK = "* Gemaakt door zelfscan, controlegetal "


class CsvKind(Enum):
    """The two CSV files."""

    GROUP = "groep"
    RAW = "ruw"


SCALE_KEYS = {ScaleName.IMPORTANCE: "belang", ScaleName.ATTAINMENT: "aanwezig"}
# Name and SPSS format of each column, with its label.
COLUMNS: dict[CsvKind, tuple[tuple[str, str, str], ...]] = {
    CsvKind.GROUP: (
        ("nummer", "F3.0", "Nummer van de competentie"),
        ("kort", "A128", "Competentie, kort"),
        ("gebied", "A255", "Competentiegebied"),
        ("schaal", "A16", "Schaal: belang is {importance}, aanwezig is {attainment}"),
        ("niveau", "F1.0", "Niveau, van 1 (laagste) tot 4 (hoogste)"),
        ("niveau_woord", "A128", "Niveau in woorden"),
        ("aantal", "F6.0", "Hoe vaak dit niveau is gekozen; leeg = onderdrukt"),
        ("percentage", "F3.0", "Percentage van n, heel getal; leeg = onderdrukt"),
        ("n", "F6.0", "Aantal antwoorden op deze schaal"),
        ("onderdrukt", "F1.0", "Onderdrukt: n is lager dan het minimum"),
    ),
    CsvKind.RAW: (
        ("code", "A255", "Code van de deelnemer"),
        ("ronde", "A255", "Naam van de ronde"),
        ("nummer", "F3.0", "Nummer van de competentie"),
        ("belang", "F1.0", "{importance}; leeg = niet beantwoord"),
        ("aanwezig", "F1.0", "{attainment}; leeg = niet ingeschat"),
        ("belegd_bij", "A255", "Belegd bij iemand anders in het team"),
    ),
}


def group_csv(cohort: Cohort, catalog: Catalog) -> str:
    """One row per competency x scale x level, ready to write as UTF-8; no single leader in it."""
    rows: list[Sequence[Cell]] = []
    for item in cohort.figures:
        for scale in ScaleName:
            rows.extend(_level_rows(catalog, item, scale))
    return _table(CsvKind.GROUP, rows)


def raw_csv(scans: Iterable[Scan], catalog: Catalog) -> str:
    """One row per scan x competency, also where nothing was answered, by code and id: single leaders' answers."""
    rows: list[Sequence[Cell]] = []
    for scan in sorted(scans, key=lambda scan: (scan.participant, scan.id)):
        for number in catalog.numbers:
            rating = scan.rating(number)
            rows.append(
                (
                    scan.participant,
                    scan.round_name,
                    number,
                    _number(rating.importance),
                    _number(rating.attainment),
                    rating.delegated_to,
                )
            )
    return _table(CsvKind.RAW, rows)


def spss_syntax(catalog: Catalog, csv_name: str, kind: CsvKind) -> str:
    """SPSS syntax that reads the CSV beside it and labels everything; write it as UTF-8.

    Empty numbers become system-missing. What cannot occur (level 0, a negative count) is declared missing as well, so
    that a file in which somebody filled the blanks still never takes an absent answer for a low one.
    """
    variables = "\n".join(f"    {name} {form}" for name, form, _ in COLUMNS[kind])
    words = {"importance": catalog.importance.name, "attainment": catalog.attainment.name}
    labels = "\n  ".join(f"{name} {_quoted(label.format(**words))}" for name, _, label in COLUMNS[kind])
    values = "\n  /".join(
        f"{name}\n    " + "\n    ".join(f"{value} {_quoted(word)}" for value, word in words)
        for name, words in _value_labels(catalog, kind)
    )
    missing = "aantal percentage (LOWEST THRU -1)" if kind is CsvKind.GROUP else "belang aanwezig (0)"
    text = f"""{BYTE_ORDER_MARK}* Leest het bestand van zelfscan in dat naast deze syntax staat.
* Zet de map van het bestand eerst met CD, of schrijf het volledige pad hieronder.
GET DATA
  /TYPE=TXT
  /FILE={_quoted(csv_name)}
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
* Leeg is niet beantwoord of onderdrukt, nooit nul.
MISSING VALUES {missing}.
EXECUTE.
"""
    return text + _mark_of(text.encode())


def is_intact_syntax(data: bytes) -> bool:
    """Whether this is syntax of ours in which nobody changed anything: its last line is the checksum of the rest."""
    text, _, _ = data.rpartition(_MARK.encode())
    return bool(text) and data == text + _mark_of(text).encode()


def _mark_of(text: bytes) -> str:
    return f"{_MARK}{sha256(text).hexdigest()}.\n"


def _level_rows(catalog: Catalog, item: CompetencyFigures, scale: ScaleName) -> list[Sequence[Cell]]:
    figures = item.on(scale)
    competency, area = catalog.competency(item.number), catalog.area_of(item.number)
    words = _scale_words(catalog, scale)
    return [
        (
            item.number,
            competency.label,
            area.name,
            SCALE_KEYS[scale],
            int(level),
            words[level - 1],
            None if isinstance(figures, Suppressed) else figures.counts[level - 1],
            None if isinstance(figures, Suppressed) else figures.percentages[level - 1],
            figures.n,
            int(isinstance(figures, Suppressed)),
        )
        for level in Level
    ]


def _scale_words(catalog: Catalog, scale: ScaleName) -> tuple[str, str, str, str]:
    return (catalog.importance if scale is ScaleName.IMPORTANCE else catalog.attainment).levels


def _value_labels(catalog: Catalog, kind: CsvKind) -> tuple[tuple[str, list[tuple[int, str]]], ...]:
    numbers = [(item.number, item.label) for item in catalog.competencies]
    if kind is CsvKind.GROUP:
        ends = [(1, "1 (laagste)"), (2, "2"), (3, "3"), (4, "4 (hoogste)")]
        return ("nummer", numbers), ("niveau", ends), ("onderdrukt", [(0, "nee"), (1, "ja")])
    return (
        ("nummer", numbers),
        ("belang", list(enumerate(catalog.importance.levels, start=1))),
        ("aanwezig", list(enumerate(catalog.attainment.levels, start=1))),
    )


def _number(level: Level | None) -> int | None:
    return None if level is None else int(level)


def _table(kind: CsvKind, rows: Iterable[Sequence[Cell]]) -> str:
    lines = [[name for name, _, _ in COLUMNS[kind]], *rows]
    return BYTE_ORDER_MARK + "".join(";".join(map(_field, line)) + "\n" for line in lines)


def _field(cell: Cell) -> str:
    """A field with all text in quotes and nothing else, which the csv module of Python 3.11 cannot do.

    Quotes also keep text together in a program that splits the file on another separator.
    """
    if isinstance(cell, str):
        return '"' + csv_cell(cell).replace('"', '""') + '"'
    return "" if cell is None else str(cell)


def _quoted(text: str) -> str:
    return "'" + one_line(text).replace("'", "''") + "'"
