"""One leader's report: for the talk with the board, the team or a critical friend.

First what the leader said in one view (ambition and quadrant), then what to talk about, then all answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import (
    Assessment,
    Catalog,
    LearningQuarter,
    Level,
    Position,
    Quarter,
    ScaleName,
    Scan,
    learning_quarter,
    place,
    place_by_importance,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, plural
from zelfscan.reports.paper.blocks import Facts, Heading, NewPage, Pair, Paragraph, Quote
from zelfscan.reports.paper.document import Block, Document
from zelfscan.reports.paper.leader_blocks import (
    CellNumbers,
    Key,
    LevelRow,
    LevelRows,
    Mark,
    Quadrant,
    RatedArea,
    RatedItem,
    Ratings,
    VisionField,
)
from zelfscan.reports.paper.leader_talk import agenda, points, remarks, sharing
from zelfscan.texts import (
    AXIS_ATTAINMENT_LEFT,
    AXIS_ATTAINMENT_RIGHT,
    AXIS_IMPORTANCE_BOTTOM,
    AXIS_IMPORTANCE_TOP,
    LEARNING_AXIS_BOTTOM,
    LEARNING_AXIS_LEFT,
    LEARNING_AXIS_RIGHT,
    LEARNING_AXIS_TOP,
    LEARNING_QUARTER_NAMES,
    QUARTER_NAMES,
    SCALE_NAMES,
    rating_in_words,
)

TITLE = "Zelfscan leidinggeven aan onderwijs en ict"
_QUARTERS = (Quarter.DEVELOP, Quarter.LEVERAGE, Quarter.KEEP_LOW, Quarter.RELEASE)
_LEARNING = (
    LearningQuarter.DIFFERENTIATED,
    LearningQuarter.PERSONALISED,
    LearningQuarter.CLASSICAL,
    LearningQuarter.SELF_REGULATED,
)


def leader_report(catalog: Catalog, scan: Scan) -> Document:
    """Everything that one scan holds, in reading order. Drafts can be reported as well, and say so."""
    blocks = (
        Facts(tuple(_facts(catalog, scan))),
        *_vision(scan),
        *_quadrant(catalog, scan),
        NewPage(),
        *points(catalog, scan),
        *sharing(scan),
        *agenda(catalog, scan),
        NewPage(),
        *_answers(catalog, scan),
        *_materials(scan),
        *_account(catalog),
    )
    day = (scan.finished or scan.started).date()
    # The whole code stands among the facts; a title of a page long helps nobody.
    code = code_in_words(scan.participant)
    return Document(TITLE, f"Rapport van {code}", f"Zelfscan · {code}", day, blocks)


def _facts(catalog: Catalog, scan: Scan) -> Iterator[Pair]:
    yield "Code", scan.participant
    if scan.school:
        yield "School", scan.school
    if scan.round_name:
        yield "Ronde", scan.round_name
    if scan.finished is None:
        yield "Datum", f"begonnen op {date_nl(scan.started)}, nog niet afgerond"
    else:
        yield "Datum", date_nl(scan.finished)
    only = scan.assessment is Assessment.IMPORTANCE_ONLY
    yield "Gevraagd", "alleen het belang" if only else "belang en aanwezig"
    total = len(catalog.numbers)
    done = total - len(scan.open_items(catalog.numbers))
    yield "Ingevuld", f"{done} van {plural(total, 'competentie', 'competenties')}"


def _vision(scan: Scan) -> Iterator[Block]:
    yield Heading(1, "Uw situatie en uw ambitie")
    vision = scan.vision
    quote = Quote("Uw ambitie in uw woorden", vision.ambition_note) if vision.ambition_note else None
    said = tuple(
        f"{words} {LEARNING_QUARTER_NAMES[learning_quarter(position)]}."
        for words, position in (("Nu:", vision.now), ("Ambitie:", vision.ambition))
        if position is not None
    )
    if said:
        corners = [LEARNING_QUARTER_NAMES[corner] for corner in _LEARNING]
        yield VisionField(
            _mark(vision.now),
            _mark(vision.ambition),
            (corners[0], corners[1], corners[2], corners[3]),
            LEARNING_AXIS_LEFT,
            LEARNING_AXIS_RIGHT,
            LEARNING_AXIS_TOP,
            LEARNING_AXIS_BOTTOM,
            said,
            quote,
        )
        return
    yield Paragraph("U gaf niet aan waar uw school nu staat en waar u heen wilt.", small=True)
    if quote:
        yield quote


def _mark(position: Position | None) -> Mark | None:
    return None if position is None else Mark(int(position.self_direction), int(position.differentiation))


def _quadrant(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    chosen = tuple(point.competency for point in scan.development)
    yield Heading(1, "Uw kwadrant")
    if scan.assessment is Assessment.IMPORTANCE_ONLY:
        rows = place_by_importance(scan.ratings, catalog.numbers)
        yield Paragraph(
            "U vulde alleen het belang in. Daarom is er geen kwadrant met vier vakken: uw competenties staan op belang."
        )
        yield LevelRows(
            tuple(LevelRow(rating_in_words(level, None), rows.levels.get(level, ())) for level in reversed(Level)),
            chosen,
        )
        outside, unrated = rows.delegated, rows.unrated
    else:
        quadrant = place(scan.ratings, catalog.numbers)
        cells = tuple(
            CellNumbers(int(cell.attainment), int(cell.importance), numbers)
            for cell, numbers in sorted(
                quadrant.cells.items(), key=lambda pair: (-pair[0].importance, pair[0].attainment)
            )
        )
        names = [QUARTER_NAMES[quarter] for quarter in _QUARTERS]
        by_quarter = {
            quarter: sorted(n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found)
            for quarter in _QUARTERS
        }
        yield Quadrant(
            cells,
            chosen,
            (names[0], names[1], names[2], names[3]),
            AXIS_ATTAINMENT_LEFT,
            AXIS_ATTAINMENT_RIGHT,
            AXIS_IMPORTANCE_TOP,
            AXIS_IMPORTANCE_BOTTOM,
            tuple(
                f"{QUARTER_NAMES[quarter].capitalize()}: {enumerate_nl(numbers) or 'geen'}."
                for quarter, numbers in by_quarter.items()
            ),
        )
        outside, unrated = quadrant.delegated, quadrant.unrated
    if chosen:
        yield Paragraph(f"Gemarkeerd zijn uw ontwikkelpunten: {enumerate_nl(chosen)}.", small=True)
    for numbers, words in ((outside, "Belegd bij iemand anders"), (unrated, "Niet of niet helemaal ingeschat")):
        if numbers:
            yield Paragraph(f"{words}, dus niet in dit beeld: {enumerate_nl(numbers)}.", small=True)
    yield Key(tuple((item.number, item.label) for item in catalog.competencies))


def _answers(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    yield Heading(1, "Al uw antwoorden")
    yield Ratings(
        (SCALE_NAMES[ScaleName.IMPORTANCE], SCALE_NAMES[ScaleName.ATTAINMENT]),
        (catalog.importance.levels, catalog.attainment.levels),
        tuple(
            RatedArea(
                area.name,
                tuple(
                    RatedItem(
                        item.number,
                        item.label,
                        _bare(scan.rating(item.number).importance),
                        _bare(scan.rating(item.number).attainment),
                        remarks(scan, item.number),
                    )
                    for item in catalog.in_area(area.id)
                ),
            )
            for area in catalog.areas
        ),
    )


def _bare(level: Level | None) -> int | None:
    return None if level is None else int(level)


def _materials(scan: Scan) -> Iterator[Block]:
    materials = scan.materials
    told = (
        ("Wat u gebruikt", materials.used),
        ("Meerwaarde voor uw ambitie", materials.added_value),
        ("Nadelen en valkuilen", materials.pitfalls),
    )
    if any(text for _, text in told):
        yield Heading(1, "Adaptieve leermiddelen")
        for title, text in told:
            if text:
                yield Quote(title, text)


def _account(catalog: Catalog) -> Iterator[Block]:
    yield Heading(2, "Verantwoording")
    yield Paragraph(
        "Dit is een zelfbeoordeling. Het kwadrant zet per competentie het belang voor de eigen ambitie tegenover de "
        "mate waarin die van toepassing is (Importance-Performance Analysis, Martilla & James 1977); de assen kruisen "
        "tussen niveau 2 en 3. De onderwerpen volgen uit het verschil tussen beide, maal het belang (Borich 1980). "
        "Het veld met situatie en ambitie komt uit het model van Van Loon e.a. (2016).",
        small=True,
    )
    sources = dict.fromkeys([catalog.source, *(topic_set.source for topic_set in catalog.topic_sets)])
    yield Paragraph(f"Bronnen: {' '.join(sources)}", small=True)
