"""One leader's report: for the talk with the board, the team or a critical friend.

First what the leader said in one view (ambition and quadrant), then what to talk about, then all answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zelfscan.domain import (
    DO_NOT_KNOW,
    Assessment,
    Catalog,
    DevelopmentPoint,
    LearningQuarter,
    Level,
    Position,
    Quarter,
    Rating,
    ScaleName,
    Scan,
    Suggestion,
    Tip,
    gaps_of,
    learning_quarter,
    needs,
    place,
    place_by_importance,
    priorities,
    suggest,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, plural, rank_marks
from zelfscan.reports.document import (
    Block,
    CellNumbers,
    Document,
    Facts,
    Heading,
    Key,
    LevelRow,
    LevelRows,
    Mark,
    NewPage,
    Pair,
    Paragraph,
    Point,
    Quadrant,
    Quote,
    RatedArea,
    RatedItem,
    Ratings,
    Table,
    Topic,
    VisionField,
    Why,
    WritingSpace,
)
from zelfscan.reports.leader_sentences import scan_sentences

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
        *_vision(catalog, scan),
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
    importance, attainment = catalog.importance, catalog.attainment
    yield "Gevraagd", f"alleen {importance.measure}" if only else f"{importance.name} en {attainment.name}"
    total = len(catalog.numbers)
    done = total - len(scan.open_items(catalog.numbers))
    yield "Ingevuld", f"{done} van {plural(total, 'competentie', 'competenties')}"


def _vision(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    yield Heading(1, "Uw situatie en uw ambitie")
    vision = scan.vision
    quote = Quote("Uw ambitie in uw woorden", vision.ambition_note) if vision.ambition_note else None
    said = tuple(
        f"{words} {catalog.learning.of(learning_quarter(position))}."
        for words, position in (("Nu:", vision.now), ("Ambitie:", vision.ambition))
        if position is not None
    )
    if said:
        corners = [catalog.learning.of(corner) for corner in _LEARNING]
        yield VisionField(
            _mark(vision.now),
            _mark(vision.ambition),
            (corners[0], corners[1], corners[2], corners[3]),
            catalog.learning.left,
            catalog.learning.right,
            catalog.learning.top,
            catalog.learning.bottom,
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
    yield Paragraph(" ".join(scan_sentences(catalog, scan)))
    if scan.assessment is Assessment.IMPORTANCE_ONLY:
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
        names = [catalog.quarters.of(quarter) for quarter in _QUARTERS]
        by_quarter = {
            quarter: sorted(n for cell, found in quadrant.cells.items() if cell.quarter is quarter for n in found)
            for quarter in _QUARTERS
        }
        yield Quadrant(
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
    yield Key(tuple((item.number, item.label) for item in catalog.competencies))


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
                        (*_unknown(catalog, scan.rating(item.number)), *remarks(scan, item.number)),
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


def _materials(scan: Scan) -> Iterator[Block]:
    materials = scan.materials
    told = (
        ("Wat u gebruikt", materials.used),
        ("Meerwaarde voor uw ambitie", materials.added_value),
        ("Nadelen en valkuilen", materials.pitfalls),
    )
    if any(text for _, text in told):
        yield Heading(1, "Adaptieve leermiddelen")
        yield from (Quote(title, text) for title, text in told if text)


def _account(catalog: Catalog) -> Iterator[Block]:
    yield Heading(2, "Verantwoording")
    yield Paragraph(
        f"Dit is een zelfbeoordeling. Het kwadrant zet per competentie {catalog.importance.measure} voor de eigen "
        f"ambitie tegenover {catalog.attainment.measure} (Importance-Performance Analysis, Martilla & James 1977); de "
        "assen kruisen tussen niveau 2 en 3. De onderwerpen volgen uit het verschil tussen beide, maal "
        f"{catalog.importance.measure} (naar Borich 1980). "
        "Het veld met situatie en ambitie komt uit het model van Van Loon e.a. (2016).",
        small=True,
    )
    sources = dict.fromkeys([catalog.source, *(topic_set.source for topic_set in catalog.topic_sets)])
    yield Paragraph(f"Bronnen: {' '.join(sources)}", small=True)


LARGEST_GAPS = 3
"""Without a choice the items of so many ranks are shown; who shares a rank comes along."""
TOPICS_IN_FULL = 5
"""So many topics are worked out at most, ties kept together; at least the best one with its ties."""
LINES_TO_WRITE = 3
MOST_CARDS = 5
"""More items than this are a table to choose from, not a card each."""


def points(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The chosen points with the support wanted; without a choice the biggest gaps, to choose from."""
    if scan.development:
        yield Heading(1, "Waar u aan wilt werken")
        for order, point in enumerate(scan.development, start=1):
            yield _point(catalog, scan, point.competency, f"{order}e", _support(catalog, point))
        return
    importance = catalog.importance
    found = [(gap.competency, gap.rank) for gap in gaps_of(scan.ratings, catalog.numbers) if gap.size > 0]
    if found:
        yield Heading(1, "Uw grootste verschillen")
        yield Paragraph(
            f"U koos nog geen ontwikkelpunten. Dit zijn de competenties die voor u {importance.said} zijn en nog niet "
            f"van u: het verschil tussen {importance.measure} en {catalog.attainment.measure}, maal "
            f"{importance.measure}. Gelijke nummers wegen even zwaar."
        )
    else:
        found = [
            (item.competency, item.rank)
            for item in priorities(scan.ratings, catalog.numbers)
            if item.importance.is_high and scan.assessment is Assessment.IMPORTANCE_ONLY
        ]
        yield Heading(1, f"Wat u het meest {importance.said} vindt" if found else "Waar u aan wilt werken")
        yield Paragraph(
            f"U koos nog geen ontwikkelpunten, en gaf alleen {importance.measure} aan. Gelijke nummers wegen even "
            "zwaar."
            if found
            else "U koos nog geen ontwikkelpunten, en uit uw antwoorden volgt er geen. Ruimte om er zelf een te noemen:"
        )
    marks = rank_marks([rank for _, rank in found])
    shown = [(number, mark) for (number, rank), mark in zip(found, marks, strict=True) if rank <= LARGEST_GAPS]
    if len(shown) <= MOST_CARDS:
        for number, mark in shown:
            yield _point(catalog, scan, number, mark, ())
    else:
        yield _points_table(catalog, scan, shown)
    if not found:
        yield WritingSpace(LINES_TO_WRITE)


def _point(catalog: Catalog, scan: Scan, number: int, mark: str, extra: tuple[Pair, ...]) -> Point:
    item = catalog.competency(number)
    rating = scan.rating(number)
    said: tuple[Pair, ...] = (("Uw antwoord", f"{catalog.in_words(rating)}."),)
    return Point(mark, number, item.label, item.statement, (*said, *remarks(scan, number), *extra))


def _points_table(catalog: Catalog, scan: Scan, shown: Sequence[tuple[int, str]]) -> Table:
    rows = []
    for number, mark in shown:
        rating = scan.rating(number)
        said = catalog.in_words(rating)
        rows.append((mark, str(number), catalog.competency(number).label, said))
    return Table(("plaats", "nr", "competentie", "uw antwoord"), tuple(rows), wide=(2, 3))


def _support(catalog: Catalog, point: DevelopmentPoint) -> tuple[Pair, ...]:
    names = [catalog.support_name(support) for support in point.support]
    words = enumerate_nl(name[:1].lower() + name[1:] for name in names)
    return (("Gewenste ondersteuning", f"{words}." if words else "nog niet gekozen."),)


def remarks(scan: Scan, number: int) -> tuple[Pair, ...]:
    """What the leader added to an item: who has it in the team, and a note."""
    rating = scan.rating(number)
    return tuple((name, text) for name, text in (("Belegd bij", rating.delegated_to), ("Notitie", rating.note)) if text)


def sharing(scan: Scan) -> Iterator[Block]:
    """What the leader wants to share with the group, when they opted in."""
    if scan.exchange is not None:
        yield Quote("Wat u met de groep deelt", scan.exchange or "U wilt uitwisselen; u schreef daar niets bij.")


def agenda(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The topics that fit, the best of them worked out with questions, tips and room to write."""
    found = suggest(catalog, needs(scan, catalog.numbers))
    yield Heading(1, "Agenda voor het gesprek")
    if not found:
        yield Paragraph(
            "Uit uw antwoorden volgen geen onderwerpen. Kies zelf wat in uw school leeft; alle onderwerpen ziet u met "
            "'zelfscan catalogus'."
        )
        yield WritingSpace(2 * LINES_TO_WRITE)
        return
    for introduction in dict.fromkeys(catalog.topic_set(item.topic.role).introduction for item in found):
        yield Paragraph(introduction)
    marks = dict(zip(found, rank_marks([item.rank for item in found]), strict=True))
    yield Table(
        ("plaats", "onderwerp", "door nummer"),
        tuple((marks[item], f"{item.topic.id} {item.topic.title}", enumerate_nl(item.competencies)) for item in found),
        wide=(1,),
    )
    told: set[Tip] = set()
    for item in worked_out(found):
        tips = [tip for tip in catalog.tips_for(item.topic, item.competencies) if tip not in told]
        told.update(tips)
        yield _topic(catalog, item, _place_words(marks[item]), tips)


def worked_out(found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """The topics to work out in full: whole ranks, as long as there are at most `TOPICS_IN_FULL`."""
    kept: list[Suggestion] = []
    for _, members in groupby(found, lambda item: item.rank):
        rank = list(members)
        if kept and len(kept) + len(rank) > TOPICS_IN_FULL:
            break
        kept += rank
    return tuple(kept)


def _place_words(mark: str) -> str:
    """'plaats 1', or 'gedeelde plaats 1' for a mark of a shared rank."""
    return f"gedeelde plaats {mark[:-1]}" if mark.endswith("=") else f"plaats {mark}"


def _topic(catalog: Catalog, item: Suggestion, mark: str, tips: Sequence[Tip]) -> Topic:
    """The topic worked out, with the tips that stand at no topic before it."""
    topic = item.topic
    question = catalog.main_question_of(topic)
    facts: list[Pair] = [("Hoofdvraag", question.question)]
    if topic.policy_themes:
        facts.append(("Beleidsthema’s", f"{enumerate_nl(map(catalog.theme_name, topic.policy_themes))}."))
    links = [reason.link for reason in item.reasons]
    return Topic(
        mark,
        topic.id,
        topic.title,
        topic.summary,
        tuple(facts),
        tuple(Why(link.competency, catalog.competency(link.competency).label, link.reason) for link in links),
        topic.questions,
        tuple(tip.in_words() for tip in tips),
        LINES_TO_WRITE,
    )
