"""The made-up leader and the made-up round of the pictures and the example reports. None of them exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from zelfscan.domain import Assessment, DevelopmentPoint, Level, Materials, Position, Rating, Scan, Vision

STARTED = datetime(2026, 11, 22, 9, 3, 11, tzinfo=UTC)

# Importance and attainment of items 1 to 29, as digits.
IMPORTANCE = "43342244441432444343341223434"
ATTAINMENT = "34132322332324341322243322334"
DELEGATED = {24: "ict-coördinator", 21: "ict-coördinator"}
AMBITION = "Leerlingen kiezen vaker zelf hun doelen en weten wat ze daarvoor nodig hebben."

# A round of ten, of whom the last two gave the importance alone: the answers to items 1 to 29, a word per leader.
ROUND_IMPORTANCE = (
    "43344344442432443344334223434",
    "44434344444434444434344333444",
    "44343244443332444443243222434",
    "33434344433433444344334233443",
    "43443434444324443434433223444",
    "34344343444433344443344232434",
    "44434244434334444334243323443",
    "33344344343423434444334222434",
    "43434344444333444434343233444",
    "44343443434434443344334222443",
)
ROUND_ATTAINMENT = (
    "33233422332324341322233322334",
    "34324312433334442423344433343",
    "44233331442322341332233122424",
    "23332324332433442233324233342",
    "43343233443314431324423213434",
    "34223342344433334142334322333",
    "43434142433234443233233323432",
    "32334324342423431424334212323",
)


# What four of them share with the group.
SHARED = {
    1: "Wij werken twee jaar met leerdoelen per kind. Kom gerust een ochtend kijken.",
    3: "Ik zoek iemand om mee te sparren over data in de plancyclus.",
    4: "",
    7: "Bij ons geeft de i-coach elke maand een korte les aan het team.",
}


def made_up_scan() -> Scan:
    """The scan of the leader with code SL-07, who does not exist."""
    ratings = {
        number: Rating(Level(int(wanted)), Level(int(present)), DELEGATED.get(number, ""))
        for number, (wanted, present) in enumerate(zip(IMPORTANCE, ATTAINMENT, strict=True), start=1)
    }
    return Scan(
        id=UUID("0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e"),
        started=STARTED,
        participant="SL-07",
        instrument="leidinggeven-onderwijs-ict",
        instrument_version=1,
        finished=STARTED + timedelta(minutes=9),
        vision=Vision(
            Position(differentiation=Level.TWO, self_direction=Level.ONE),
            Position(differentiation=Level.THREE, self_direction=Level.THREE),
            AMBITION,
        ),
        ratings=ratings,
        development=(DevelopmentPoint(17, ("sparren", "schoolbezoek")), DevelopmentPoint(7, ("uitwisseling",))),
    )


def later_scan() -> Scan:
    """The same leader a year later."""
    scan = made_up_scan()
    steps = {3: (3, 2), 7: (4, 3), 8: (4, 4), 10: (4, 4), 14: (3, 4), 17: (4, 3), 18: (4, 3), 23: (1, 2), 25: (3, 2)}
    moved = {number: Rating(Level(wanted), Level(present)) for number, (wanted, present) in steps.items()}
    year = timedelta(days=364)
    return replace(
        scan, id=UUID(int=1), started=STARTED + year, finished=STARTED + year, ratings={**scan.ratings, **moved}
    )


def made_up_round() -> tuple[Scan, ...]:
    """Ten leaders who do not exist, of whom four want to exchange."""
    attainment = (*ROUND_ATTAINMENT, *("" for _ in ROUND_IMPORTANCE[len(ROUND_ATTAINMENT) :]))
    return tuple(
        replace(
            made_up_scan(),
            id=UUID(int=place),
            participant=f"SL-{place:02}",
            round_name="najaar-2026",
            assessment=Assessment.FULL if present else Assessment.IMPORTANCE_ONLY,
            ratings={
                number: Rating(Level(int(level)), Level(int(present[number - 1])) if present else None)
                for number, level in enumerate(wanted, start=1)
            },
            school="",
            exchange=SHARED.get(place),
        )
        for place, (wanted, present) in enumerate(zip(ROUND_IMPORTANCE, attainment, strict=True), start=1)
    )


def told_scan() -> Scan:
    """The same leader, who filled in every open question as well."""
    scan = made_up_scan()
    notes = {
        7: "Na de zomer een vast moment in de teamvergadering.",
        17: "Het team kent één strategie goed. Samen een tweede proberen.",
    }
    rated = {number: replace(scan.rating(number), note=note) for number, note in notes.items()}
    return replace(
        scan,
        school="De Voorbeeldschool",
        round_name="najaar-2026",
        vision=replace(
            scan.vision,
            ambition_note="Over drie jaar plannen onze leerlingen vanaf groep 5 een deel van hun dag zelf, met doelen "
            "die bij hen passen. De leraar kijkt met hen mee, ook met wat de leermiddelen laten zien.",
        ),
        materials=Materials(
            "Een adaptief programma voor rekenen en taal, vanaf groep 4.",
            "Elk kind oefent op het eigen niveau. Meer halen we eruit als we de uitkomsten elke week samen bekijken.",
            "Leerlingen maken lang dezelfde soort opgaven. Daarom wisselen we af met werken op papier.",
        ),
        ratings={**scan.ratings, **rated},
        exchange=SHARED[7],
    )
