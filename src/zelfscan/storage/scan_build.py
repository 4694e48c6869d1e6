"""From the content of a result file to a scan."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from zelfscan.domain import Assessment, DevelopmentPoint, Level, Materials, Position, Rating, Scan, Vision
from zelfscan.storage.scan_shapes import FileShape, PositionShape, RatingShape
from zelfscan.storage.scan_words import FULL

_LEVELS: Mapping[int | None, Level | None] = {None: None} | {int(level): level for level in Level}


def build_scan(file: FileShape) -> Scan:
    """The scan in a file in which no problems were found. Raises ValueError when there are some after all."""
    if file.scan.started is None:
        raise ValueError("a scan without a start")
    return Scan(
        id=UUID(file.scan.id),
        started=file.scan.started,
        finished=file.scan.finished,
        participant=file.participant.code,
        school=file.participant.school,
        instrument=file.scan.instrument,
        instrument_version=file.scan.instrument_version,
        assessment=Assessment.FULL if file.participant.assessment == FULL else Assessment.IMPORTANCE_ONLY,
        round_name=file.round.name if file.round else "",
        vision=Vision(_position(file.vision.now), _position(file.vision.ambition), file.vision.ambition.note),
        materials=Materials(file.materials.used, file.materials.added_value, file.materials.pitfalls),
        ratings=_ratings(file.ratings),
        development=tuple(DevelopmentPoint(item.number, item.support) for item in file.development),
        exchange=file.exchange.contact if file.exchange else None,
        program=file.scan.program,
    )


def _position(shape: PositionShape) -> Position | None:
    if shape.differentiation is None or shape.self_direction is None:
        return None
    return Position(differentiation=Level(shape.differentiation), self_direction=Level(shape.self_direction))


def _ratings(shapes: tuple[RatingShape, ...]) -> dict[int, Rating]:
    """The ratings in questionnaire order, without those that say nothing."""
    found = {
        shape.number: Rating(_LEVELS[shape.importance], _LEVELS[shape.attainment], shape.delegated_to, shape.note)
        for shape in sorted(shapes, key=lambda shape: shape.number)
    }
    return {number: rating for number, rating in found.items() if not rating.is_empty}
