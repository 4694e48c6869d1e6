"""One leader's report: for the talk with the board, the team or a critical friend.

First what was agreed, then what the leader said in one view (ambition and quadrant), then what to talk about and what
was said in a conversation, then all answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zelfscan.domain import (
    CORNERS,
    DO_NOT_KNOW,
    Assessment,
    Catalog,
    Distribution,
    Division,
    Level,
    Position,
    Quarter,
    Rating,
    ScaleName,
    Scan,
    Suppressed,
    learning_quarter,
    place,
    place_by_importance,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, plural
from zelfscan.reports.conversation import (
    agenda,
    agreements,
    conversation,
    look_back_blocks,
    offer_blocks,
    points,
    remark_pairs,
    sharing,
    stands_out,
)
from zelfscan.reports.division import division_page
from zelfscan.reports.document import (
    Block,
    CellNumbers,
    Document,
    Facts,
    Heading,
    Legend,
    LevelRow,
    LevelRows,
    Mark,
    NewPage,
    Pair,
    Paragraph,
    QuadrantFigure,
    Quote,
    RatedArea,
    RatedItem,
    Ratings,
    Table,
    VisionFigure,
)
from zelfscan.reports.leader_sentences import scan_sentences

Others = Mapping[int, Mapping[ScaleName, Distribution | Suppressed]]


def leader_report(
    catalog: Catalog, scan: Scan, others: Others | None = None, division: Division | None = None
) -> Document:
    """Everything that one scan holds, in reading order. Drafts can be reported as well, and say so.

    With `others` each answer stands on how the others of a round answered; with a `division` there is a page with who
    has what in the school.
    """
    blocks = (
        Facts(tuple(_facts(catalog, scan))),
        *agreements(catalog, scan),
        *_vision(catalog, scan),
        *_quadrant(catalog, scan),
        *stands_out(catalog, scan),
        *points(catalog, scan),
        *conversation(catalog, scan),
        *look_back_blocks(catalog, scan),
        *offer_blocks(catalog, scan),
        *sharing(scan),
        *agenda(catalog, scan),
        NewPage(),
        *_answers(catalog, scan),
        *(() if others is None else _beside_others(catalog, scan, others)),
        *_materials(catalog, scan),
        *_account(catalog),
        *(division_page(catalog, scan, division) if division is not None else ()),
    )
    day = (scan.finished or scan.started).date()
    # The whole code stands among the facts; a title of a page long helps nobody.
    code = code_in_words(scan.participant)
    return Document(f"Zelfscan {catalog.title}", f"Rapport van {code}", f"Zelfscan · {code}", day, blocks)


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
    importance, attainment = catalog.importance, catalog.attainment
    yield "Gevraagd", f"alleen {importance.measure}" if only else f"{importance.name} en {attainment.name}"
    total = len(catalog.numbers)
    done = total - len(scan.open_items(catalog.numbers))
    yield "Ingevuld", f"{done} van {plural(total, 'competentie', 'competenties')}"


def _vision(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    model = catalog.learning
    if model is None:
        return
    yield Heading(1, "Uw situatie en uw ambitie")
    vision = scan.vision
    quote = Quote("Uw ambitie in uw woorden", vision.ambition_note) if vision.ambition_note else None
    said = tuple(
        f"{words} {model.of(learning_quarter(position))}."
        for words, position in (("Nu:", vision.now), ("Ambitie:", vision.ambition))
        if position is not None
    )
    if said:
        corners = [model.of(corner) for corner in CORNERS]
        yield VisionFigure(
            _mark(vision.now),
            _mark(vision.ambition),
            (corners[0], corners[1], corners[2], corners[3]),
            model.left,
            model.right,
            model.top,
            model.bottom,
            said,
            quote,
        )
        return
    yield Paragraph("U gaf niet aan waar u nu staat en waar u heen wilt.", small=True)
    if quote:
        yield quote


def _mark(position: Position | None) -> Mark | None:
    return None if position is None else Mark(int(position.self_direction), int(position.differentiation))


def _quadrant(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    chosen = tuple(point.competency for point in scan.development)
    only_importance = scan.assessment is Assessment.IMPORTANCE_ONLY
    yield Heading(1, f"Uw competenties naar {catalog.importance.name}" if only_importance else "Uw kwadrant")
    yield Paragraph(" ".join(scan_sentences(catalog, scan)))
    if only_importance:
        rows = place_by_importance(scan.ratings, catalog.numbers)
        yield Paragraph(
            f"U vulde alleen {catalog.importance.measure} in. Daarom is er geen kwadrant met vier vakken: uw "
            f"competenties staan op {catalog.importance.name}."
        )
        yield LevelRows(
            catalog.importance.name,
            tuple(
                LevelRow(catalog.importance.in_words(level), rows.levels.get(level, ())) for level in reversed(Level)
            ),
            chosen,
        )
        left_out = rows.delegated, rows.unknown, rows.unrated
    else:
        quadrant = place(scan.ratings, catalog.numbers)
        cells = tuple(
            CellNumbers(int(cell.attainment), int(cell.importance), numbers)
            for cell, numbers in sorted(
                quadrant.cells.items(), key=lambda pair: (-pair[0].importance, pair[0].attainment)
            )
        )
        names = [catalog.quarters.of(quarter) for quarter in Quarter]
        by_quarter = {
            quarter: sorted(n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found)
            for quarter in Quarter
        }
        yield QuadrantFigure(
            cells,
            chosen,
            (names[0], names[1], names[2], names[3]),
            catalog.attainment.low,
            catalog.attainment.high,
            catalog.importance.high,
            catalog.importance.low,
            tuple(
                f"{catalog.quarters.of(quarter).capitalize()}: {enumerate_nl(numbers) or 'geen'}."
                for quarter, numbers in by_quarter.items()
            ),
        )
        left_out = quadrant.delegated, quadrant.unknown, quadrant.unrated
    if chosen:
        yield Paragraph(f"Gemarkeerd zijn uw ontwikkelpunten: {enumerate_nl(chosen)}.", small=True)
    reasons = ("Belegd bij iemand anders", DO_NOT_KNOW.capitalize(), "Niet of niet helemaal ingeschat")
    for numbers, words in zip(left_out, reasons, strict=True):
        if numbers:
            yield Paragraph(f"{words}, dus niet in dit beeld: {enumerate_nl(numbers)}.", small=True)
    yield Legend(tuple((item.number, item.label) for item in catalog.competencies))


def _answers(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    yield Heading(1, "Al uw antwoorden")
    yield Ratings(
        (catalog.importance.name, catalog.attainment.name),
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
                        (*_unknown(catalog, scan.rating(item.number)), *remark_pairs(scan, item.number)),
                    )
                    for item in catalog.in_area(area.id)
                ),
            )
            for area in catalog.areas
        ),
    )


def _unknown(catalog: Catalog, rating: Rating) -> tuple[Pair, ...]:
    """The scales on which the leader said not to know."""
    names = [catalog.scale(scale).name for scale in ScaleName if scale in rating.no_judgement]
    return ((DO_NOT_KNOW.capitalize(), enumerate_nl(names)),) if names else ()


def _bare(level: Level | None) -> int | None:
    return None if level is None else int(level)


def _beside_others(catalog: Catalog, scan: Scan, others: Others) -> Iterator[Block]:
    """Each answer on the distribution of the others: numbers alone, without a mean or a judgement."""
    yield Heading(1, "Uw antwoord naast dat van de anderen")
    if all(isinstance(found, Suppressed) for figures in others.values() for found in figures.values()):
        yield Paragraph("Er gaven te weinig anderen in de ronde antwoord. Daarom staat hier niets.")
        return
    yield Paragraph(
        "Hoe vaak de anderen in de ronde elk niveau kozen, van 1 naar 4. Uw eigen antwoord staat tussen haken en telt "
        "niet mee in de getallen. Meer of minder is geen oordeel: ieder antwoordde voor de eigen ambitie.",
        small=True,
    )
    yield Table(
        ("nr", "competentie", *(f"{catalog.scale(scale).name}: 1 2 3 4" for scale in ScaleName)),
        tuple(
            (
                str(number),
                catalog.competency(number).label,
                *(_spread(others[number][scale], scan.rating(number).level(scale)) for scale in ScaleName),
            )
            for number in catalog.numbers
        ),
        wide=(1,),
        dense=True,
    )


def _spread(figures: Distribution | Suppressed, own: Level | None) -> str:
    """'0 1 [4] 3': the counts of the others, with the level of the leader marked."""
    if isinstance(figures, Suppressed):
        return "te weinig anderen"
    return " ".join(
        f"[{count}]" if level == own else str(count) for level, count in zip(Level, figures.counts, strict=True)
    )


def _materials(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    part, materials = catalog.materials, scan.materials
    if part is None:
        return
    told = (
        (part.used.head, materials.used),
        (part.added_value.head, materials.added_value),
        (part.pitfalls.head, materials.pitfalls),
    )
    if any(text for _, text in told):
        yield Heading(1, part.title)
        yield from (Quote(title, text) for title, text in told if text)


def _account(catalog: Catalog) -> Iterator[Block]:
    yield Heading(2, "Verantwoording")
    yield Paragraph(
        f"Dit is een zelfbeoordeling. Het kwadrant zet per competentie {catalog.importance.measure} tegenover "
        f"{catalog.attainment.measure} (Importance-Performance Analysis, Martilla & James 1977); de "
        "assen kruisen tussen niveau 2 en 3. De onderwerpen volgen uw ontwikkelpunten, in uw volgorde; zonder keuze "
        f"het verschil tussen beide, maal {catalog.importance.measure} (naar Borich 1980)."
        f"{f' {catalog.learning.source}' if catalog.learning else ''}",
        small=True,
    )
    sources = dict.fromkeys([catalog.source, *(topic_set.source for topic_set in catalog.topic_sets)])
    yield Paragraph(f"Bronnen: {' '.join(sources)}", small=True)
