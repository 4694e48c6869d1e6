"""Progress as plain text: of one leader between two scans, and of two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zelfscan.domain import (
    Catalog,
    Cell,
    CohortComparison,
    Comparison,
    ItemChange,
    ItemShift,
    Level,
    Moves,
    ScaleName,
    Shift,
    Suppressed,
    Withheld,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, number_nl, plural
from zelfscan.reports.layout import MIN_WIDTH, entry, finish, heading, paragraph
from zelfscan.safe_text import one_line
from zelfscan.texts import QUARTER_NAMES, SCALE_NAMES

NOTHING = "     geen"


def comparison_text(
    catalog: Catalog, comparison: Comparison, *, earlier: datetime, later: datetime, width: int = 80
) -> str:
    """One leader's progress between two moments, no line wider than `width` but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    items = comparison.items
    lines = heading(f"Van {date_nl(earlier)} naar {date_nl(later)}", width)
    lines += paragraph(summary_sentence(comparison), width)
    sections: Sequence[tuple[str, Sequence[ItemChange]]] = (
        ("Verschil gedicht", comparison.closed),
        ("Nieuw verschil", comparison.opened),
        ("Verplaatst in het kwadrant", comparison.moved),
        ("Nu bij iemand anders belegd", [item for item in items if item.handed_over]),
    )
    for title, found in sections:
        lines += heading(title, width)
        for item in found:
            lines += _entry(catalog, item.number, change_words(item), width)
        if not found:
            lines.append(NOTHING)
    if comparison.incomparable:
        lines += heading("Niet te vergelijken", width)
        numbers = enumerate_nl(item.number for item in comparison.incomparable)
        lines += paragraph(f"Bij {numbers} ontbreekt een antwoord in een van beide scans.", width)
    return finish(lines)


def summary_sentence(comparison: Comparison) -> str:
    """How many items can be compared, and how many closed, opened and moved."""
    count = len(comparison.comparable)
    return (
        f"{plural(count, 'competentie is', 'competenties zijn')} te vergelijken. "
        f"Bij {len(comparison.closed)} is het verschil tussen belang en mate van toepassing gedicht, "
        f"bij {len(comparison.opened)} is het nieuw, en "
        f"{plural(len(comparison.moved), 'staat', 'staan')} op een andere plaats in het kwadrant."
    )


def change_words(item: ItemChange) -> str:
    """'belang 4, aanwezig 2 naar 4; van ontwikkelen naar benutten; nu belegd bij …', as far as it is known."""
    parts = [", ".join(_step_words(item, scale) for scale in ScaleName)]
    if item.moved and item.cell_then and item.cell_now:
        parts.append(_quarter_words(item.cell_then, item.cell_now))
    if item.handed_over:
        parts.append(f"nu belegd bij {one_line(item.now.delegated_to) or 'iemand anders'}")
    return "; ".join(parts)


def rounds_text(catalog: Catalog, comparison: CohortComparison, width: int = 80) -> str:
    """The progress between two rounds on matched leaders, no line wider than `width` but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    lines = heading("De vorige ronde en deze", width)
    for sentence in matching_sentences(comparison):
        lines += paragraph(sentence, width)
    for item in comparison.items:
        lines += ["", *entry(f"{item.number:>2}", catalog.competency(item.number).label, width)]
        for words in shift_words(item):
            lines += paragraph(words, width, indent="   ", hanging="     ")
    return finish(lines)


def matching_sentences(comparison: CohortComparison) -> tuple[str, ...]:
    """Who could be matched, and who was left out and why."""
    found = [
        f"{plural(comparison.matched, 'leider deed', 'leiders deden')} aan beide rondes mee. Alleen zij tellen hier. "
        f"Alleen in de vorige ronde: {comparison.only_then}; alleen in deze ronde: {comparison.only_now}."
    ]
    for when, codes in (("de vorige", comparison.repeated_then), ("deze", comparison.repeated_now)):
        if codes:
            listed = enumerate_nl(code_in_words(code) for code in codes)
            told = "Deze code staat" if len(codes) == 1 else "Deze codes staan"
            found.append(
                f"{told} meer dan eens in {when} ronde en {'telt' if len(codes) == 1 else 'tellen'} niet mee: {listed}."
            )
    found.append(f"Bij minder dan {plural(comparison.minimum, 'leider', 'leiders')} tonen we niets.")
    if any(isinstance(item.discrepancy, Withheld) for item in comparison.items):
        found.append(
            "rds blijft weg waar maar een paar leiders buiten de vergelijking vallen: naast het cijfer van de hele "
            "ronde zou hij iets over hen verraden."
        )
    return tuple(found)


def shift_words(item: ItemShift) -> tuple[str, ...]:
    """One line per scale and one for the score."""
    return (
        *(f"{SCALE_NAMES[scale]}: {_moves_words(item.on(scale))}" for scale in ScaleName),
        f"rds: {_score_words(item.discrepancy)}",
    )


def _moves_words(moves: Moves | Suppressed) -> str:
    if isinstance(moves, Suppressed):
        return f"te weinig antwoorden (n={moves.n})"
    return f"{moves.up} omhoog, {moves.same} gelijk, {moves.down} omlaag (n={moves.n})"


def _score_words(score: Shift | Suppressed | Withheld) -> str:
    if isinstance(score, Suppressed):
        return f"te weinig antwoorden (n={score.n})"
    if isinstance(score, Withheld):
        return f"niet getoond (n={score.n})"
    return f"van {number_nl(score.rds_then)} naar {number_nl(score.rds_now)} (n={score.n})"


def _step_words(item: ItemChange, scale: ScaleName) -> str:
    then, now = item.then.level(scale), item.now.level(scale)
    name = SCALE_NAMES[scale]
    return f"{name} {_level(then)}" if then == now else f"{name} {_level(then)} naar {_level(now)}"


def _level(level: Level | None) -> str:
    return "leeg" if level is None else str(int(level))


def _quarter_words(then: Cell, now: Cell) -> str:
    if then.quarter is now.quarter:
        return f"binnen {QUARTER_NAMES[now.quarter]}"
    return f"van {QUARTER_NAMES[then.quarter]} naar {QUARTER_NAMES[now.quarter]}"


def _entry(catalog: Catalog, number: int, words: str, width: int) -> list[str]:
    return entry(f"{number:>4}", f"{catalog.competency(number).label}: {words}", width)
