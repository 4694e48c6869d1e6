"""A scan as the text of a result file, cheap to write again after a change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import is_

import zelfscan
from zelfscan.domain import Assessment, Catalog, Position, Rating, Scan, Suggestion, needs, suggest
from zelfscan.errors import ZelfscanError
from zelfscan.storage.files import SIZE_LIMIT
from zelfscan.storage.scan_words import FULL, IMPORTANCE_ONLY, SCHEMA
from zelfscan.storage.toml_text import Table, Value, table_text


class ScanText:
    """Writes one scan over and over. It remembers the texts of what did not change: drop it with the scan.

    What did not change is the very same object: equal ones may be written differently, such as one moment in two
    time zones.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._head: tuple[tuple[object, ...], str] = ((), "")
        self._ratings: dict[int, tuple[Rating, str]] = {}
        self._weights: dict[int, int] = {}
        self._topics = ""
        self._topic: dict[str, tuple[tuple[int, ...], int, str]] = {}

    def data(self, scan: Scan) -> bytes:
        """The result file of a scan: UTF-8 with LF, in the order of the questionnaire.

        An empty `scan.program` is filled in with this program's version. Half characters (lone surrogates, which a
        terminal can produce) cannot be stored and become '?'. Raises ZelfscanError when the file would be larger than
        what is ever read back.
        """
        parts = [self._head_text(scan)]
        ratings = scan.ratings
        parts += [self._rating_text(number, ratings[number]) for number in sorted(ratings)]
        parts.append(_tail_text(scan))
        parts.append(self._topics_text(scan))
        data = "\n".join(part for part in parts if part).encode("utf-8", errors="replace")
        if len(data) > SIZE_LIMIT:
            raise ZelfscanError(
                f"Uw teksten zijn samen te lang om te bewaren: er past {SIZE_LIMIT // 1024 // 1024} MB in een bestand.",
                "Wat eerder is bewaard, staat er nog. Maak de langste tekst korter.",
            )
        return data

    def _head_text(self, scan: Scan) -> str:
        """What stands before the answers; it follows from these alone."""
        follows = (
            scan.id, scan.started, scan.finished, scan.instrument, scan.instrument_version, scan.program,
            scan.participant, scan.school, scan.assessment, scan.round_name, scan.vision, scan.materials,
        )  # fmt: skip
        before, text = self._head
        if not before or not all(map(is_, before, follows)):
            text = _head_text(scan)
            self._head = follows, text
        return text

    def _rating_text(self, number: int, rating: Rating) -> str:
        """One item, '' when nothing was said of it."""
        known = self._ratings.get(number)
        if known is not None and known[0] is rating:
            return known[1]
        text = "" if rating.is_empty else table_text("[[competenties]]", _rating(number, rating))
        self._ratings[number] = rating, text
        return text

    def _topics_text(self, scan: Scan) -> str:
        """The derived topics, which follow from the needs alone."""
        weights = needs(scan, self._catalog.numbers)
        if weights != self._weights:
            found = suggest(self._catalog, weights)
            self._topics = "\n".join(self._topic_text(item) for item in found if item.score > 0)
            self._weights = weights
        return self._topics

    def _topic_text(self, item: Suggestion) -> str:
        topic, numbers, score = item.topic, item.competencies, item.score
        known = self._topic.get(topic.id)
        if known is not None and known[:2] == (numbers, score):
            return known[2]
        text = table_text(
            "[[onderwerpen]]", {"id": topic.id, "titel": topic.title, "competenties": numbers, "score": score}
        )
        self._topic[topic.id] = numbers, score, text
        return text


def _head_text(scan: Scan) -> str:
    tables: list[tuple[str, Table]] = [("", {"schema": SCHEMA}), ("[scan]", _scan_table(scan))]
    assessment = FULL if scan.assessment is Assessment.FULL else IMPORTANCE_ONLY
    tables.append(("[deelnemer]", {"code": scan.participant, "school": scan.school, "beoordeling": assessment}))
    if scan.round_name:
        tables.append(("[ronde]", {"naam": scan.round_name}))
    vision = scan.vision
    if vision.now:
        tables.append(("[visie.nu]", _position(vision.now)))
    if vision.ambition or vision.ambition_note:
        ambition = _position(vision.ambition) if vision.ambition else {}
        tables.append(("[visie.ambitie]", ambition | _texts(toelichting=vision.ambition_note)))
    materials = scan.materials
    answers = _texts(gebruikt=materials.used, meerwaarde=materials.added_value, valkuilen=materials.pitfalls)
    if answers:
        tables.append(("[leermiddelen]", answers))
    return _joined(tables)


def _tail_text(scan: Scan) -> str:
    tables: list[tuple[str, Table]] = [
        ("[[ontwikkelpunten]]", {"nummer": point.competency, "ondersteuning": point.support})
        for point in scan.development
    ]
    if scan.exchange is not None:
        tables.append(("[uitwisseling]", {"contact": scan.exchange}))
    return _joined(tables)


def _joined(tables: Iterable[tuple[str, Table]]) -> str:
    return "\n".join(table_text(header, table) for header, table in tables)


def _scan_table(scan: Scan) -> Table:
    table: dict[str, Value] = {"id": str(scan.id), "begonnen": _with_offset(scan.started)}
    if scan.finished is not None:
        table["afgerond"] = _with_offset(scan.finished)
    table["instrument"] = scan.instrument
    table["instrument_versie"] = scan.instrument_version
    table["programma"] = scan.program or f"zelfscan {zelfscan.__version__}"
    return table


def _with_offset(moment: datetime) -> datetime:
    """A moment without an offset is taken as local time: the file never holds one without."""
    return moment if moment.tzinfo else moment.astimezone()


def _position(position: Position) -> dict[str, Value]:
    return {"differentiatie": int(position.differentiation), "zelfregie": int(position.self_direction)}


def _rating(number: int, rating: Rating) -> Table:
    table: dict[str, Value] = {"nummer": number}
    if rating.importance is not None:
        table["belang"] = int(rating.importance)
    if rating.attainment is not None:
        table["aanwezig"] = int(rating.attainment)
    return table | _texts(belegd_bij=rating.delegated_to, notitie=rating.note)


def _texts(**answers: str) -> dict[str, Value]:
    """The answers that say something, under their keys."""
    return {key: text for key, text in answers.items() if text}
