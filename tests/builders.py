"""Small builders for tests: one scan, one catalog, one round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from zelfscan.domain import (
    Area,
    Assessment,
    Catalog,
    Competency,
    DevelopmentPoint,
    Domain,
    ExampleRole,
    LearningModel,
    Level,
    Link,
    MainQuestion,
    Materials,
    MaterialsPart,
    OpenQuestion,
    Position,
    QuarterNames,
    Rating,
    Scale,
    Scan,
    Topic,
    TopicSet,
    Vision,
    Who,
)
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog

STARTED = datetime(2026, 11, 22, 10, 3, 11, tzinfo=UTC)
DURATION = timedelta(minutes=8, seconds=29)
Levels = tuple[int | None, int | None]

# The nine areas of the report: id, name, figure and items.
AREAS: tuple[tuple[str, str, int, tuple[int, ...]], ...] = (
    ("visie", "Visie en richting over het gebruik van ict", 3, (9, 10, 12, 16, 27)),
    ("omgeving", "Strategisch omgaan met de omgeving", 4, (1, 3)),
    ("organisatie", "Realiseren van een coherente organisatie", 5, (14, 18, 20)),
    ("samenwerken", "Bevorderen van samenwerking, leren en onderzoeken", 6, (2, 7, 17, 22)),
    ("onderzoeken", "Onderzoeken, analyseren en problemen oplossen met ict", 7, (4, 13, 29)),
    ("instrumenteel", "Instrumentele vaardigheden", 8, (5, 21, 23, 24)),
    ("informatie", "Informatievaardigheden", 9, (6, 8, 19, 25)),
    ("media", "Mediavaardigheden", 9, (15,)),
    ("innoveren", "Competenties om te leren en innoveren met ict", 10, (11, 26, 28)),
)
NUMBERS = tuple(range(1, 30))


def level(value: int | None) -> Level | None:
    """A level from a bare number; None stays None."""
    return None if value is None else Level(value)


def make_rating(importance: int | None = None, attainment: int | None = None, delegated_to: str = "") -> Rating:
    """A rating from bare numbers."""
    return Rating(level(importance), level(attainment), delegated_to)


def make_scan(
    code: str = "SL-01",
    ratings: Mapping[int, Levels | Rating] | None = None,
    *,
    delegated: Mapping[int, str] | None = None,
    exchange: str | None = None,
    assessment: Assessment = Assessment.FULL,
    scan_id: UUID | None = None,
    started: datetime = STARTED,
    draft: bool = False,
    round_name: str = "",
    school: str = "",
) -> Scan:
    """A finished scan; `ratings` maps a number to (importance, attainment) or to a Rating.

    The id follows from code, round and start, so that the same call gives the same scan.
    """
    built = {
        number: given if isinstance(given, Rating) else make_rating(*given)
        for number, given in sorted((ratings or {}).items())
    }
    for number, name in (delegated or {}).items():
        rating = built.get(number, Rating())
        built[number] = Rating(rating.importance, rating.attainment, name, rating.note)
    return Scan(
        id=scan_id or uuid5(NAMESPACE_URL, f"{_storable(code)}/{_storable(round_name)}/{started.isoformat()}"),
        started=started,
        participant=code,
        instrument="leidinggeven-onderwijs-ict",
        instrument_version=1,
        assessment=assessment,
        finished=None if draft else started + DURATION,
        school=school,
        round_name=round_name,
        ratings={number: rating for number, rating in sorted(built.items()) if not rating.is_empty},
        exchange=exchange,
        program="zelfscan test",
    )


def _storable(text: str) -> str:
    """The text as a file would hold it: without half signs."""
    return text.encode(errors="replace").decode()


def plain_catalog() -> Catalog:
    """The shape of the instrument (29 items, nine areas, both scales) with bare texts and two topics."""
    return Catalog(
        instrument="leidinggeven-onderwijs-ict",
        version=1,
        title="leidinggeven aan onderwijs en ict",
        welcome="Leidinggeven aan onderwijs en ict: waar staat u, en wat wilt u ontwikkelen?",
        talk_with="bestuur en team",
        source="test",
        literature=(),
        who=Who("schoolleider", "leider", "leiders", "SL", "ict-coördinator"),
        importance=Scale(
            "Van belang?",
            ("helemaal niet", "niet echt", "redelijk", "heel erg"),
            "belang",
            "het belang",
            "belangrijk",
            "Niet van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school",
            "Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school",
        ),
        attainment=Scale(
            "Van toepassing?",
            ("helemaal niet", "niet echt", "in redelijke mate", "helemaal"),
            "van toepassing",
            "de mate van toepassing",
            "van toepassing",
            "Niet op mij van toepassing",
            "Helemaal op mij van toepassing",
        ),
        quarters=QuarterNames("ontwikkelen", "benutten", "loslaten of delen", "laag houden"),
        learning=LearningModel(
            "groepsdifferentiatie",
            "gepersonaliseerd leren",
            "zelfregulerend leren",
            "klassikaal leren",
            "externe regie",
            "zelfregie",
            "individueel belang",
            "collectief belang",
            "Het veld laat zien hoe leerlingen leren.",
            "Het veld komt uit een model.",
            "differentiatie",
        ),
        materials=MaterialsPart(
            "Adaptieve leermiddelen",
            "Leermiddelen",
            "Adaptieve leermiddelen passen zich aan.",
            OpenQuestion("Wat u gebruikt", "Wat gebruikt u?"),
            OpenQuestion("Meerwaarde", "Wat voegt het toe?"),
            OpenQuestion("Nadelen en valkuilen", "Welke valkuilen ziet u?"),
        ),
        example=ExampleRole((5, 6, 8, 19, 21, 23, 24, 25), "uw eigen ict-geletterdheid", "Houd er zicht op."),
        recommendations=read_catalog(catalog_folder()).recommendations,
        domains=(Domain("d", "Domein"),),
        areas=tuple(Area(key, name, name, "d", figure, "") for key, name, figure, _ in AREAS),
        competencies=tuple(
            Competency(number, f"Item {number}", f"Ik doe {number}.", key, "Uitleg.", ("Zo.", "Of zo."))
            for number in NUMBERS
            for key, _, _, members in AREAS
            if number in members
        ),
        support=(),
        policy_themes=(),
        topic_sets=(TopicSet("bestuurder", "Bestuurder", "", ""),),
        main_questions=(MainQuestion("1a", "bestuurder", "Vraag", "Thema", "Waarom?"),),
        topics=(
            Topic("1.1", "bestuurder", "Samen leren", "1a", "", (), ()),
            Topic("1.2", "bestuurder", "Kijken naar buiten", "1a", "", (), ()),
        ),
        tips=(),
        links=tuple(Link(number, "1.1" if number % 2 else "1.2", 2, "past erbij") for number in NUMBERS),
    )


# A round shaped after the text of the report: ten leaders, of whom the last two rated importance alone. Per item the
# importance of all ten and the attainment of the first eight, as digits.
REPORT_ANSWERS: dict[int, tuple[str, str]] = {
    1: ("4444433333", "44443333"),
    2: ("4444444433", "44444443"),
    3: ("4444443333", "44433322"),
    4: ("4444443333", "44444433"),
    5: ("3322222211", "23222211"),
    6: ("4444443333", "44444333"),
    7: ("4444444433", "22321234"),
    8: ("4444443333", "44444333"),
    9: ("4444444433", "44444443"),
    10: ("4444444433", "44444333"),
    11: ("4444433333", "43332322"),
    12: ("4444444433", "44444323"),
    13: ("3333222222", "33322222"),
    14: ("4444444433", "44444332"),
    15: ("4444443333", "44444433"),
    16: ("4444444444", "44444443"),
    17: ("4444444433", "12223212"),
    18: ("4444444333", "44443323"),
    19: ("4444443333", "44444433"),
    20: ("4444444433", "44444333"),
    21: ("3222222211", "22222221"),
    22: ("4444444433", "44444434"),
    23: ("3322222221", "32222222"),
    24: ("3332222221", "33222222"),
    25: ("4444443333", "44333333"),
    26: ("4444444444", "44444443"),
    27: ("4444444333", "44443233"),
    28: ("4444433333", "43333332"),
    29: ("4444443333", "44444433"),
}


def report_round() -> tuple[Scan, ...]:
    """The ten scans of `REPORT_ANSWERS`, SL-01 to SL-10."""
    return tuple(
        make_scan(
            f"SL-{place + 1:02}",
            {
                number: (int(importance[place]), int(attainment[place]) if place < len(attainment) else None)
                for number, (importance, attainment) in REPORT_ANSWERS.items()
            },
            assessment=Assessment.FULL if place < 8 else Assessment.IMPORTANCE_ONLY,
        )
        for place in range(10)
    )


# What the same ten leaders want: self-direction and differentiation where they stand and where they want to go, whether
# they use adaptive materials, and what they chose with the support for it.
REPORT_MOVES = ("21-33", "21-33", "21-32", "21-33", "21-33", "31-33", "31-33", "32-33", "33-34", "31-31")
REPORT_CHOICES: tuple[dict[int, tuple[str, ...]], ...] = (
    {17: ("sparren", "uitwisseling"), 7: ("schoolbezoek",)},
    {17: ("sparren",), 10: ("uitwisseling",)},
    {17: ("sparren", "schoolbezoek"), 7: ("uitwisseling",)},
    {17: ("sparren", "tijd"), 11: ("op-de-hoogte",)},
    {7: ("uitwisseling", "schoolbezoek"), 11: ("expert",)},
    {10: ("uitwisseling", "sparren"), 17: ("expert",)},
    {7: ("sparren",), 11: ("tijd",)},
    {18: ("uitwisseling",), 10: ("uitwisseling",)},
    {},
    {},
)


def wishing_round() -> tuple[Scan, ...]:
    """The ten scans of `report_round` with `REPORT_MOVES` and `REPORT_CHOICES`; six of them let their words be told."""
    return tuple(
        replace(
            scan,
            vision=Vision(_place(move[:2]), _place(move[3:]), f"Meer keuze voor leerlingen {place}.", f"Nu {place}."),
            materials=Materials("Snappet" if place else "geen", f"Op eigen niveau {place}.", f"Veel scherm {place}."),
            development=tuple(DevelopmentPoint(number, support) for number, support in chosen.items()),
            share_words=place < 6,
        )
        for place, (scan, move, chosen) in enumerate(zip(report_round(), REPORT_MOVES, REPORT_CHOICES, strict=True))
    )


def _place(levels: str) -> Position:
    return Position(differentiation=Level(int(levels[0])), self_direction=Level(int(levels[1])))
