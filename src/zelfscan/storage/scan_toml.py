"""The result file: a scan to TOML and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import zelfscan
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Assessment, Position, Rating, Scan
from zelfscan.domain.suggestions import needs, suggest
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import SIZE_LIMIT, UnreadableError, read_bytes
from zelfscan.storage.scan_checks import build_scan, meaning_problems
from zelfscan.storage.scan_shapes import FULL, IMPORTANCE_ONLY, SCHEMA, FileShape
from zelfscan.storage.seal import Key, opened
from zelfscan.storage.strict import convert, shown
from zelfscan.storage.toml_read import parse_toml
from zelfscan.storage.toml_text import Table, Value, toml_text


class NewerFormError(ZelfscanError):
    """The file was written by a newer zelfscan, in a form that this one does not know. Nothing is wrong with it."""


def dumps(scan: Scan, catalog: Catalog) -> bytes:
    """The result file of a scan: UTF-8 with LF, in the order of the questionnaire.

    An empty `scan.program` is filled in with this program's version. Half characters (lone surrogates, which a
    terminal can produce) cannot be stored and become '?'. Raises ZelfscanError when the file would be larger than
    what is ever read back.
    """
    text = toml_text({"schema": SCHEMA}, list(_tables(scan, catalog)))
    data = text.encode("utf-8", errors="replace")
    if len(data) > SIZE_LIMIT:
        raise ZelfscanError(
            f"Uw teksten zijn samen te lang om te bewaren: er past {SIZE_LIMIT // 1024 // 1024} MB in een bestand.",
            "Wat eerder is bewaard, staat er nog. Maak de langste tekst korter.",
        )
    return data


def loads(data: bytes, catalog: Catalog, name: str) -> Scan:
    """The scan in a result file; `name` is what the message calls the file.

    Raises ZelfscanError whose `problems` hold everything that is wrong, or NewerFormError. Nothing is half-read.
    """
    try:
        raw = parse_toml(data)
    except UnreadableError as error:
        raise _refused(name, (str(error),)) from error
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        # Everything else may mean something new, so this is all there is to say.
        text = f"schema: dit bestand heeft vorm {shown(schema)} en dit programma kent tot en met {SCHEMA}"
        problem = f"{text}; gebruik een nieuwere versie van zelfscan"
        raise NewerFormError(f"{name} kan niet worden gelezen.", "Het bestand is niet veranderd.", (problem,))
    converted = convert(raw, FileShape)
    problems = (*converted.problems, *meaning_problems(converted.value, catalog))
    if problems:
        raise _refused(name, tuple(str(problem) for problem in problems))
    return build_scan(converted.value)


def read_scan(path: Path, catalog: Catalog, key: Key | None = None) -> Scan:
    """The scan in a file; `key` opens it when it is sealed.

    Raises ZelfscanError, also when the file is absent, unreadable, sealed for another key, a folder or far too big.
    """
    try:
        data = opened(read_bytes(path), key)
    except UnreadableError as error:
        raise ZelfscanError(
            f"{shown_path(path)} kan niet worden gelezen: {error}.",
            "Controleer de naam en de plek van het bestand.",
            (str(error),),
        ) from error
    return loads(data, catalog, str(path))


def _refused(name: str, problems: tuple[str, ...]) -> ZelfscanError:
    detail = f" {len(problems)} problemen gevonden." if len(problems) > 1 else ""
    first = f" {problems[0]}." if len(problems) == 1 else ""
    return ZelfscanError(
        f"{shown_path(name)} is geen geldig resultaat van zelfscan.{detail}{first}",
        "Het bestand is niet veranderd. Verbeter het in een teksteditor, of gebruik een reservekopie.",
        problems,
    )


def _tables(scan: Scan, catalog: Catalog) -> Iterator[tuple[str, Table]]:
    yield "[scan]", _scan_table(scan)
    full = scan.assessment is Assessment.FULL
    assessment = FULL if full else IMPORTANCE_ONLY
    yield "[deelnemer]", {"code": scan.participant, "school": scan.school, "beoordeling": assessment}
    if scan.round_name:
        yield "[ronde]", {"naam": scan.round_name}
    vision = scan.vision
    if vision.now:
        yield "[visie.nu]", _position(vision.now)
    if vision.ambition or vision.ambition_note:
        ambition = _position(vision.ambition) if vision.ambition else {}
        yield "[visie.ambitie]", ambition | _texts(toelichting=vision.ambition_note)
    materials = scan.materials
    answers = _texts(gebruikt=materials.used, meerwaarde=materials.added_value, valkuilen=materials.pitfalls)
    if answers:
        yield "[leermiddelen]", answers
    for number in sorted(scan.ratings):
        if not scan.ratings[number].is_empty:
            yield "[[competenties]]", _rating(number, scan.ratings[number])
    for point in scan.development:
        yield "[[ontwikkelpunten]]", {"nummer": point.competency, "ondersteuning": point.support}
    if scan.exchange is not None:
        yield "[uitwisseling]", {"contact": scan.exchange}
    for item in suggest(catalog, needs(scan, catalog.numbers)):
        if item.score > 0:
            topic = item.topic
            numbers = item.competencies
            yield (
                "[[onderwerpen]]",
                {"id": topic.id, "titel": topic.title, "competenties": numbers, "score": item.score},
            )


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
