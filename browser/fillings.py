"""Random fillings of the sheet: as a scan of ours, and as what the page's own program makes of its fields."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any
from uuid import UUID

from zelfscan.domain import (
    MAX_DEVELOPMENT_POINTS,
    Agreement,
    Assessment,
    Catalog,
    DevelopmentPoint,
    Level,
    Materials,
    Position,
    Rating,
    ScaleName,
    Scan,
    Vision,
)

SCALES = {ScaleName.IMPORTANCE: "belang", ScaleName.ATTAINMENT: "aanwezig"}
SIGNS = (
    *"aZ09 \"\\'#=[]\t\n<&",
    *"\x00\x01\x08\x0c\r\x1b\x7f\x80\x85\x9b\xa0\xad\u0301\u0300\u034f\u200b\u200d\u200e\u202e\u2028\u2029\u2066\u2800",
    *"\u3164\ufe0e\ufe0f\ufeff\ufffd\ufffe\ue000\U000e0041\U000e01ef\U0010ffff\U0001f469\U0001f3eb\U0001f1f3#©ßéあ٣क्",
)
"""Signs with a rule of their own: of TOML, of a terminal, of what reads from right to left, of emoji."""


@dataclass(frozen=True)
class Filling:
    """One filling, twice."""

    scan: Scan
    said: dict[str, Any]


class Filler:
    """Makes fillings, the same for the same seed. With `typed` only such texts as somebody can type into a field."""

    def __init__(self, catalog: Catalog, program: str, seed: int, *, typed: bool = False) -> None:
        self.catalog = catalog
        self.program = program
        self.chance = Random(seed)
        self.typed = typed

    def text(self, lines: bool = True) -> str:
        """A text, or often none."""
        chance = self.chance
        if chance.random() < 0.4:
            return ""
        if self.typed:
            words = " ".join(
                chance.choice(("Samen", "leren", '"ict"', "'s", "é", "<b>", "\\", "#", "100%")) for _ in range(4)
            )
            return f"{words}\n{words}" if lines and chance.random() < 0.3 else words
        made = "".join(
            chance.choice(SIGNS) if chance.random() < 0.7 else self.any_sign() for _ in range(chance.randrange(30))
        )
        return made if lines else made.replace("\n", " ")

    def any_sign(self) -> str:
        """Any sign that there is, half ones included."""
        return chr(self.chance.choice((self.chance.randrange(0x3000), self.chance.randrange(sys.maxunicode + 1))))

    def position(self) -> Position | None:
        if self.chance.random() < 0.4:
            return None
        return Position(differentiation=self.level(), self_direction=self.level())

    def level(self) -> Level:
        return Level(self.chance.randint(1, 4))

    def rating(self, assessment: Assessment) -> Rating:
        made = Rating(delegated_to=self.text(lines=False) if self.chance.random() < 0.3 else "",
                      note=self.text() if self.chance.random() < 0.3 else "")  # fmt: skip
        for scale in assessment.scales:
            said = self.chance.random()
            if said < 0.75:
                made = made.with_level(scale, self.level())
            elif said < 0.85:
                made = made.without_judgement(scale)
        return made

    def filling(self) -> Filling:
        """One more."""
        chance, catalog = self.chance, self.catalog
        started = datetime(2026, 11, 22, 10, 3, 11, tzinfo=timezone(timedelta(minutes=15 * chance.randint(-48, 56))))
        assessment = chance.choice(tuple(Assessment))
        ratings = {number: self.rating(assessment) for number in catalog.numbers if chance.random() < 0.9}
        points = chance.sample(catalog.numbers, chance.randint(0, MAX_DEVELOPMENT_POINTS))
        exchange = self.text() if chance.random() < 0.5 else None
        only = None if exchange is None or chance.random() < 0.5 else tuple(sorted(chance.sample(catalog.numbers, 3)))
        scan = Scan(
            id=UUID(int=chance.getrandbits(128), version=4),
            started=started,
            finished=started + timedelta(seconds=chance.randint(0, 5000)),
            participant=f"S{self.text(lines=False)}",
            school=self.text(lines=False),
            instrument=catalog.instrument,
            instrument_version=catalog.version,
            assessment=assessment,
            round_name="" if self.typed or chance.random() < 0.5 else f"R{self.text(lines=False)}",
            vision=Vision(self.position(), self.position(), self.text(), self.text()),
            materials=Materials(self.text(), self.text(), self.text()),
            ratings={number: rating for number, rating in ratings.items() if not rating.is_empty},
            development=tuple(DevelopmentPoint(number, self.support(), self.agreement()) for number in points),
            exchange=exchange,
            exchange_only=only,
            share_words=chance.random() < 0.5,
            program=self.program,
        )
        return Filling(scan, said_of(scan))

    def support(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.catalog.support if self.chance.random() < 0.4)

    def agreement(self) -> Agreement:
        when = date(2027, 1, 1) + timedelta(days=self.chance.randrange(400)) if self.chance.random() < 0.5 else None
        return Agreement(self.text(), self.text(lines=False), when, self.text())


def said_of(scan: Scan) -> dict[str, Any]:
    """A scan in the shape that the page's program reads from its fields."""
    return {
        "id": str(scan.id), "started": str(scan.started), "finished": str(scan.finished),
        "participant": scan.participant, "school": scan.school,
        "assessment": "volledig" if scan.assessment is Assessment.FULL else "alleen-belang",
        "now": _place(scan.vision.now, scan.vision.now_note),
        "ambition": _place(scan.vision.ambition, scan.vision.ambition_note),
        "used": scan.materials.used, "added_value": scan.materials.added_value, "pitfalls": scan.materials.pitfalls,
        "ratings": {
            str(number): {
                **({"importance": int(rating.importance)} if rating.importance else {}),
                **({"attainment": int(rating.attainment)} if rating.attainment else {}),
                "no_judgement": [word for scale, word in SCALES.items() if scale in rating.no_judgement],
                "delegated_to": rating.delegated_to, "note": rating.note,
            }
            for number, rating in scan.ratings.items()
        },
        "exchange": None if scan.exchange is None else {
            "contact": scan.exchange,
            **({} if scan.exchange_only is None else {"only": list(scan.exchange_only)}),
        },
        "words": scan.share_words,
        "development": [
            {
                "number": point.competency, "support": list(point.support), "step": point.agreement.step,
                "who": point.agreement.who, "when": point.agreement.when.isoformat() if point.agreement.when else "",
                "sign": point.agreement.sign,
            }
            for point in scan.development
        ],
    }  # fmt: skip


def _place(position: Position | None, note: str) -> dict[str, Any]:
    marks = {} if position is None else {
        "differentiation": int(position.differentiation), "self_direction": int(position.self_direction),
    }  # fmt: skip
    return {**marks, "note": note}
