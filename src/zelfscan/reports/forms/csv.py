"""The round as CSV.

Semicolons, because Excel in Dutch splits on them, and decimal commas for the same reason; a byte order mark, because
Excel then reads UTF-8; line feeds, which every reader takes and which a text file on Windows cannot double. What has no
answer or is suppressed is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from zelfscan.domain import (
    MAX_DEVELOPMENT_POINTS,
    Assessment,
    Catalog,
    Cohort,
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    GroupWishes,
    ItemShift,
    Level,
    Moves,
    Position,
    ScaleName,
    Scan,
    Shift,
    Subgroups,
    Suppressed,
)
from zelfscan.reports.group_wishes import wish_rows
from zelfscan.safe_text import csv_cell, one_line

BYTE_ORDER_MARK = "\ufeff"


class Plain(str):
    """A field that is written without quotes: a date or a number with a decimal comma."""

    __slots__ = ()


_Value = str | int | None


class CsvKind(Enum):
    """The tables that a round can be written as."""

    GROUP = "groep"
    SCORES = "scores"
    WISHES = "wensen"
    SUBGROUPS = "deelgroepen"
    RAW = "ruw"
    WIDE = "breed"


class Column(NamedTuple):
    """A column with its SPSS format and label; `level` is how it is measured."""

    name: str
    form: str
    label: str
    level: str = "NOMINAL"


SCALE, ORDINAL = "SCALE", "ORDINAL"
SCALE_KEYS = {ScaleName.IMPORTANCE: "belang", ScaleName.ATTAINMENT: "aanwezig"}
_OF_ITEM = (
    Column("nummer", "F3.0", "Nummer van de competentie"),
    Column("kort", "A128", "Competentie, kort"),
    Column("gebied", "A255", "Competentiegebied"),
)
_COMPARED = (
    Column("n_beide", "F6.0", "Aantal {many} met beide antwoorden", SCALE),
    Column("lager", "F6.0", "Aantal {many} met {attainment} lager dan {importance}", SCALE),
    Column("gelijk", "F6.0", "Aantal {many} met {attainment} gelijk aan {importance}", SCALE),
    Column("hoger", "F6.0", "Aantal {many} met {attainment} hoger dan {importance}", SCALE),
    Column("rds", "F8.2", "Ranked discrepancy score; negatief = behoefte", SCALE),
)
COLUMNS: dict[CsvKind, tuple[Column, ...]] = {
    CsvKind.GROUP: (
        *_OF_ITEM,
        Column("schaal", "A16", "Schaal: belang is {importance}, aanwezig is {attainment}"),
        Column("niveau", "F1.0", "Niveau, van 1 (laagste) tot 4 (hoogste)", ORDINAL),
        Column("niveau_woord", "A128", "Niveau in woorden"),
        Column("aantal", "F6.0", "Hoe vaak dit niveau is gekozen; leeg = onderdrukt", SCALE),
        Column("percentage", "F3.0", "Percentage van n, heel getal; leeg = onderdrukt", SCALE),
        Column("n", "F6.0", "Aantal antwoorden op deze schaal", SCALE),
        Column("onderdrukt", "F1.0", "Onderdrukt: n is lager dan het minimum"),
    ),
    CsvKind.SCORES: (
        *_OF_ITEM,
        Column("n_belang", "F6.0", "Aantal antwoorden op {importance}", SCALE),
        Column("n_aanwezig", "F6.0", "Aantal antwoorden op {attainment}", SCALE),
        _COMPARED[0],
        Column("hoog_belang", "F3.0", "Percentage met niveau 3 of 4 op {importance}", SCALE),
        Column("hoog_aanwezig", "F3.0", "Percentage met niveau 3 of 4 op {attainment}", SCALE),
        *_COMPARED[1:],
        Column("gemiddeld", "F8.4", "Gemiddelde van {importance} min {attainment}", SCALE),
        Column("mwds", "F8.4", "Mean weighted discrepancy score", SCALE),
        Column("rang", "F3.0", "Rang, 1 = grootste behoefte; gelijken delen een rang", ORDINAL),
        Column("belegd", "F6.0", "Hoe vaak de competentie bij iemand anders is belegd", SCALE),
    ),
    CsvKind.WISHES: (
        Column("hoofdstuk", "A32", "Waar het over gaat"),
        Column("soort", "A32", "Wat is geteld"),
        Column("antwoord", "A128", "Het antwoord; leeg waar een plaats of nummer het zegt"),
        Column("nummer", "F3.0", "Nummer van de competentie"),
        Column("differentiatie", "F1.0", "Plaats in het veld, naar boven", ORDINAL),
        Column("zelfregie", "F1.0", "Plaats in het veld, naar rechts", ORDINAL),
        Column("naar_differentiatie", "F1.0", "Waar een pijl heen gaat, naar boven", ORDINAL),
        Column("naar_zelfregie", "F1.0", "Waar een pijl heen gaat, naar rechts", ORDINAL),
        Column("aantal", "F6.0", "Aantal {many}; bij afspraken en uitkomsten afspraken; leeg = onderdrukt", SCALE),
        Column("n", "F6.0", "Aantal {many} dat hierop antwoordde", SCALE),
        Column("onderdrukt", "F1.0", "Onderdrukt: n is lager dan het minimum"),
    ),
    CsvKind.SUBGROUPS: (
        Column("groep", "A255", "Deelgroep; leeg = zonder groep"),
        Column("leden", "F6.0", "Aantal {many} in de deelgroep", SCALE),
        *_OF_ITEM,
        Column("n_belang", "F6.0", "Aantal antwoorden op {importance}", SCALE),
        *(
            Column(f"belang_{level}", "F6.0", f"Hoe vaak niveau {level} op {{importance}}; leeg = onderdrukt", SCALE)
            for level in Level
        ),
        Column("n_aanwezig", "F6.0", "Aantal antwoorden op {attainment}", SCALE),
        *(
            Column(f"aanwezig_{level}", "F6.0", f"Hoe vaak niveau {level} op {{attainment}}; leeg = onderdrukt", SCALE)
            for level in Level
        ),
        *_COMPARED,
    ),
    CsvKind.RAW: (
        Column("code", "A255", "Code van de deelnemer"),
        Column("ronde", "A255", "Naam van de ronde"),
        Column("nummer", "F3.0", "Nummer van de competentie"),
        Column("belang", "F1.0", "{importance}; leeg = niet beantwoord", ORDINAL),
        Column("aanwezig", "F1.0", "{attainment}; leeg = niet ingeschat", ORDINAL),
        Column("belegd_bij", "A255", "Belegd bij iemand anders in het team"),
    ),
    CsvKind.WIDE: (
        Column("code", "A255", "Code van de deelnemer"),
        Column("scan", "A36", "Id van de scan"),
        Column("school", "A255", "School; leeg = niet ingevuld"),
        Column("ronde", "A255", "Naam van de ronde"),
        Column("begonnen", "SDATE10", "Dag waarop de scan is begonnen", SCALE),
        Column("afgerond", "SDATE10", "Dag waarop de scan is afgerond; leeg = concept", SCALE),
        Column("beoordeling", "F1.0", "Welke schalen zijn gevraagd"),
        Column("woorden", "F1.0", "De open antwoorden mogen in het groepsrapport"),
        Column("nu_differentiatie", "F1.0", "Nu: 1 {bottom}, 4 {top}", ORDINAL),
        Column("nu_zelfregie", "F1.0", "Nu: 1 {left}, 4 {right}", ORDINAL),
        Column("ambitie_differentiatie", "F1.0", "Ambitie: 1 {bottom}, 4 {top}", ORDINAL),
        Column("ambitie_zelfregie", "F1.0", "Ambitie: 1 {left}, 4 {right}", ORDINAL),
    ),
}
_PROGRESS = tuple(
    Column(f"{SCALE_KEYS[scale]}_{move}", "F6.0", f"Aantal {{many}} bij wie {{{scale.value}}} {move} ging", SCALE)
    for scale in ScaleName
    for move in ("omhoog", "omlaag")
)
PROGRESS_COLUMNS = (
    Column("belang_n_beide_rondes", "F6.0", "Aantal {many} met {importance} in beide rondes", SCALE),
    *_PROGRESS[:2],
    Column("aanwezig_n_beide_rondes", "F6.0", "Aantal {many} met {attainment} in beide rondes", SCALE),
    *_PROGRESS[2:],
    Column("rds_eerder", "F8.2", "rds in de eerdere ronde, van wie in beide meedeed", SCALE),
    Column("rds_later", "F8.2", "rds in deze ronde, van wie in beide meedeed", SCALE),
)
"""What a comparison adds to the scores."""
OPEN_COLUMNS = tuple(
    Column(name, "A20000", label)
    for name, label in (
        ("nu_toelichting", "De situatie in eigen woorden"),
        ("ambitie_toelichting", "De ambitie in eigen woorden"),
        ("leermiddelen_gebruikt", "Wat er wordt gebruikt"),
        ("leermiddelen_meerwaarde", "Wat ze toevoegen"),
        ("leermiddelen_valkuilen", "Nadelen en valkuilen"),
    )
)
"""What the open answers add to the wide file."""


def item_columns(catalog: Catalog) -> tuple[Column, ...]:
    """The columns of the items in the wide file: first every importance, then every attainment, then who has it."""
    return (
        *(Column(f"gekozen_{place}", "F3.0", f"Ontwikkelpunt {place}: nummer")
          for place in range(1, MAX_DEVELOPMENT_POINTS + 1)),
        *(Column(f"belang_{item.number}", "F1.0", f"{catalog.importance.name} {item.number} {item.label}", ORDINAL)
          for item in catalog.competencies),
        *(Column(f"aanwezig_{item.number}", "F1.0", f"{catalog.attainment.name} {item.number} {item.label}", ORDINAL)
          for item in catalog.competencies),
        *(Column(f"belegd_{item.number}", "F1.0", f"Belegd bij iemand anders: {item.number} {item.label}")
          for item in catalog.competencies),
    )  # fmt: skip


def columns_of(kind: CsvKind, catalog: Catalog, *, more: bool = False) -> tuple[Column, ...]:
    """The columns of one file; `more` = with the open answers (wide) or with an earlier round (scores)."""
    found = COLUMNS[kind]
    if kind is CsvKind.SCORES and more:
        found = (*found, *PROGRESS_COLUMNS)
    names = (catalog.importance.name, catalog.attainment.name, catalog.who.many)
    words = dict(zip(("importance", "attainment", "many"), names, strict=True))
    field = catalog.learning
    words |= {end: getattr(field, end) if field else "" for end in ("left", "right", "top", "bottom")}
    found = tuple(column._replace(label=column.label.format(**words)) for column in found)
    if kind is CsvKind.WIDE:
        return (*found, *item_columns(catalog), *(OPEN_COLUMNS if more else ()))
    return found


def group_csv(cohort: Cohort, catalog: Catalog) -> str:
    """One row per competency x scale x level, ready to write as UTF-8; no single leader in it."""
    rows: list[Sequence[_Value]] = []
    for item in cohort.figures:
        for scale in ScaleName:
            rows.extend(_level_rows(catalog, item, scale))
    return _table(COLUMNS[CsvKind.GROUP], rows)


def scores_csv(cohort: Cohort, catalog: Catalog, comparison: CohortComparison | None = None) -> str:
    """One row per competency with everything that is told of it, and what moved since an earlier round."""
    shifts = {item.number: item for item in comparison.items} if comparison else {}
    rows: list[Sequence[_Value]] = []
    for item in cohort.figures:
        scores: list[_Value] = [None] * 6
        if isinstance(found := item.discrepancy, Discrepancy):
            scores = [
                found.lower, found.equal, found.higher, _decimal(found.rds), _decimal(found.mean), _decimal(found.mwds),
            ]  # fmt: skip
        rows.append(
            (
                *_item_cells(catalog, item.number),
                item.importance.n,
                item.attainment.n,
                item.discrepancy.n,
                *(
                    figures.high_percentage if isinstance(figures := item.on(scale), Distribution) else None
                    for scale in ScaleName
                ),
                *scores,
                item.rank,
                item.delegated,
                *(() if comparison is None else _progress_cells(shifts[item.number])),
            )
        )
    return _table(columns_of(CsvKind.SCORES, catalog, more=comparison is not None), rows)


def _progress_cells(shift: ItemShift) -> Iterator[_Value]:
    for scale in ScaleName:
        moves = shift.on(scale)
        yield moves.n
        yield from (moves.up, moves.down) if isinstance(moves, Moves) else (None, None)
    score = shift.discrepancy
    yield from (_decimal(score.rds_then), _decimal(score.rds_now)) if isinstance(score, Shift) else (None, None)


def wide_csv(scans: Iterable[Scan], catalog: Catalog, *, with_words: bool = False) -> str:
    """One row per scan, by code and id: single leaders' answers. Open answers only of who agreed, and when asked."""
    rows = [
        (*_leader_cells(scan), *_answer_cells(scan, catalog), *(_open_cells(scan) if with_words else ()))
        for scan in sorted(scans, key=lambda scan: (scan.participant, scan.id))
    ]
    return _table(columns_of(CsvKind.WIDE, catalog, more=with_words), rows)


def _leader_cells(scan: Scan) -> Iterator[_Value]:
    yield from (scan.participant, str(scan.id), scan.school, scan.round_name, _day(scan.started), _day(scan.finished))
    yield 1 + (scan.assessment is Assessment.IMPORTANCE_ONLY)
    yield int(scan.share_words)
    for place in (scan.vision.now, scan.vision.ambition):
        yield None if place is None else int(place.differentiation)
        yield None if place is None else int(place.self_direction)


def _answer_cells(scan: Scan, catalog: Catalog) -> Iterator[_Value]:
    chosen = [point.competency for point in scan.development]
    yield from (chosen[place] if place < len(chosen) else None for place in range(MAX_DEVELOPMENT_POINTS))
    for scale in ScaleName:
        yield from (_number(scan.rating(number).level(scale)) for number in catalog.numbers)
    yield from (int(bool(scan.rating(number).delegated_to)) for number in catalog.numbers)


def _open_cells(scan: Scan) -> Iterator[_Value]:
    vision, materials = scan.vision, scan.materials
    texts = (vision.now_note, vision.ambition_note, materials.used, materials.added_value, materials.pitfalls)
    # On one line: SPSS takes a line end for the end of the row, also in quotes.
    yield from (one_line(text) if scan.share_words else "" for text in texts)


def wishes_csv(wishes: GroupWishes, catalog: Catalog) -> str:
    """One row per count of what the leaders want, ready to write as UTF-8; no single leader in it."""
    rows = [
        (row.chapter, row.kind, row.answer, row.number, *_place(row.place), *_place(row.end), row.count, row.n,
         int(row.count is None))
        for row in wish_rows(catalog, wishes)
    ]  # fmt: skip
    return _table(columns_of(CsvKind.WISHES, catalog), rows)


def subgroups_csv(found: Subgroups, catalog: Catalog) -> str:
    """One row per part of the round and competency, of the parts that are large enough."""
    rows: list[Sequence[_Value]] = []
    for group in found.told:
        for item in group.figures:
            cells: list[_Value] = []
            for scale in ScaleName:
                figures = item.on(scale)
                cells += [figures.n, *((None,) * 4 if isinstance(figures, Suppressed) else figures.counts)]
            score = item.discrepancy
            scores: tuple[_Value, ...] = (None,) * 4
            if isinstance(score, Discrepancy):
                scores = (score.lower, score.equal, score.higher, _decimal(score.rds))
            rows.append((group.name, group.size, *_item_cells(catalog, item.number), *cells, score.n, *scores))
    return _table(columns_of(CsvKind.SUBGROUPS, catalog), rows)


def _place(place: Position | None) -> tuple[int | None, int | None]:
    return (None, None) if place is None else (int(place.differentiation), int(place.self_direction))


def raw_csv(scans: Iterable[Scan], catalog: Catalog) -> str:
    """One row per scan x competency, also where nothing was answered, by code and id: single leaders' answers."""
    rows: list[Sequence[_Value]] = []
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
    return _table(COLUMNS[CsvKind.RAW], rows)


def _level_rows(catalog: Catalog, item: CompetencyFigures, scale: ScaleName) -> list[Sequence[_Value]]:
    figures = item.on(scale)
    words = scale_words(catalog, scale)
    return [
        (
            *_item_cells(catalog, item.number),
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


def scale_words(catalog: Catalog, scale: ScaleName) -> tuple[str, str, str, str]:
    return (catalog.importance if scale is ScaleName.IMPORTANCE else catalog.attainment).levels


def _item_cells(catalog: Catalog, number: int) -> tuple[_Value, _Value, _Value]:
    return number, catalog.competency(number).label, catalog.area_of(number).name


def _number(level: Level | None) -> int | None:
    return None if level is None else int(level)


def _decimal(value: float | None) -> Plain | None:
    return None if value is None else Plain(f"{value:.4f}".replace(".", ","))


def _day(moment: datetime | None) -> Plain | None:
    return None if moment is None else Plain(moment.date().isoformat())


def _table(columns: Sequence[Column], rows: Iterable[Sequence[_Value]]) -> str:
    return csv_table([[column.name for column in columns], *rows])


def csv_table(lines: Iterable[Sequence[_Value]]) -> str:
    """Lines of cells as the text of a file that a spreadsheet opens as it is."""
    return BYTE_ORDER_MARK + "".join(";".join(map(_field, line)) + "\n" for line in lines)


def _field(cell: _Value) -> str:
    """A field with all text in quotes and nothing else, which the csv module of Python 3.11 cannot do.

    Quotes also keep text together in a program that splits the file on another separator.
    """
    if isinstance(cell, str) and not isinstance(cell, Plain):
        return '"' + csv_cell(cell).replace('"', '""') + '"'
    return "" if cell is None else str(cell)
