"""What changed: of one leader between two scans, and of a group between two rounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from zelfscan.domain import (
    Catalog,
    Cell,
    CohortComparison,
    Comparison,
    DevelopmentPoint,
    ItemChange,
    ItemShift,
    Level,
    LookBack,
    Moves,
    ScaleName,
    Shift,
    Suppressed,
    Withheld,
)
from zelfscan.dutch import date_nl, enumerate_nl, number_nl, plural, verb_nl
from zelfscan.reports.conversation import OUTCOME_WORDS, agreement_words, outcome_words
from zelfscan.reports.document import Block, Document, Heading, Paragraph, Table
from zelfscan.reports.leader_sentences import progress_sentences
from zelfscan.safe_text import one_line

_TITLE = "Wat er veranderde"


def comparison_report(
    catalog: Catalog,
    comparison: Comparison,
    agreements: Sequence[tuple[DevelopmentPoint, LookBack | None]] = (),
    *,
    earlier: datetime,
    later: datetime,
) -> Document:
    """One leader's progress between two moments; `agreements` are those of then with what came of them."""
    period = f"Van {date_nl(earlier)} naar {date_nl(later)}"
    told = " ".join(progress_sentences(catalog, comparison))
    blocks = (
        *((Paragraph(told),) if told else ()),
        Paragraph(summary_sentence(catalog, comparison)),
        *_agreements(catalog, agreements),
        *_changes(catalog, comparison),
    )
    return Document(_TITLE, period, f"Zelfscan · {_TITLE.lower()}", later.date(), blocks)


def _agreements(catalog: Catalog, agreements: Sequence[tuple[DevelopmentPoint, LookBack | None]]) -> Iterator[Block]:
    if agreements:
        yield Heading(1, "Wat u toen afsprak")
        rows = (
            (
                str(point.competency),
                catalog.competency(point.competency).label,
                agreement_words(point),
                outcome_words(told),
            )
            for point, told in agreements
        )
        yield Table(("nr", "competentie", "afspraak", "wat ervan kwam"), tuple(rows), wide=(1, 2, 3))


def _changes(catalog: Catalog, comparison: Comparison) -> Iterator[Block]:
    sections: Sequence[tuple[str, Sequence[ItemChange]]] = (
        ("Verschil gedicht", comparison.closed),
        ("Nieuw verschil", comparison.opened),
        ("Verplaatst in het kwadrant", comparison.moved),
        ("Nu bij iemand anders belegd", [item for item in comparison.items if item.handed_over]),
    )
    for title, found in sections:
        yield Heading(1, title)
        if found:
            rows = (
                (str(item.number), catalog.competency(item.number).label, change_words(catalog, item)) for item in found
            )
            yield Table(("nr", "competentie", "wat veranderde"), tuple(rows), wide=(1, 2))
        else:
            yield Paragraph("Geen.")
    if comparison.incomparable:
        yield Heading(1, "Niet te vergelijken")
        numbers = enumerate_nl(item.number for item in comparison.incomparable)
        yield Paragraph(f"Bij {numbers} ontbreekt een antwoord in een van beide scans.")


def progress(catalog: Catalog, comparison: CohortComparison) -> Iterator[Block]:
    """What moved since an earlier round, item by item."""
    yield Heading(1, "De vorige ronde en deze")
    for sentence in matching_sentences(catalog, comparison):
        yield Paragraph(sentence)
    yield Table(
        ("nr", "competentie", "wat veranderde"),
        tuple(
            (
                str(item.number),
                catalog.competency(item.number).label,
                "; ".join(shift_words(catalog, item)),
            )
            for item in comparison.items
        ),
        wide=(1, 2),
    )


def summary_sentence(catalog: Catalog, comparison: Comparison) -> str:
    """How many items can be compared, and how many closed, opened and moved."""
    count = len(comparison.comparable)
    return (
        f"{plural(count, 'competentie is', 'competenties zijn')} te vergelijken. "
        f"Bij {len(comparison.closed)} is het verschil tussen {catalog.importance.measure} en "
        f"{catalog.attainment.measure} gedicht, "
        f"bij {len(comparison.opened)} is het nieuw, en "
        f"{plural(len(comparison.moved), 'staat', 'staan')} op een andere plaats in het kwadrant."
    )


def change_words(catalog: Catalog, item: ItemChange) -> str:
    """'belang 4, van toepassing 2 naar 4; van ontwikkelen naar benutten; nu belegd bij …', as far as it is known."""
    parts = [", ".join(_step_words(catalog, item, scale) for scale in ScaleName)]
    if item.moved and item.cell_then and item.cell_now:
        parts.append(_quarter_words(catalog, item.cell_then, item.cell_now))
    if item.handed_over:
        parts.append(f"nu belegd bij {one_line(item.now.delegated_to) or 'iemand anders'}")
    return "; ".join(parts)


def matching_sentences(catalog: Catalog, comparison: CohortComparison) -> tuple[str, ...]:
    """Who could be matched, and who was left out and why."""
    who = catalog.who
    took_part = f"{who.counted(comparison.matched)} {'deed' if comparison.matched == 1 else 'deden'}"
    found = [
        f"{took_part} aan beide rondes mee. Alleen zij tellen hier. "
        f"Alleen in de vorige ronde: {comparison.only_then}; alleen in deze ronde: {comparison.only_now}."
    ]
    for when, codes in (("de vorige", comparison.repeated_then), ("deze", comparison.repeated_now)):
        if codes:
            # Which ones is told at the keyboard: who reads a report need not know that somebody took part.
            told = plural(len(codes), "code staat", "codes staan")
            found.append(f"{told} meer dan eens in {when} ronde en {'telt' if len(codes) == 1 else 'tellen'} niet mee.")
    found.append(f"Bij minder dan {who.counted(comparison.minimum)} tonen we niets.")
    if any(isinstance(item.discrepancy, Withheld) for item in comparison.items):
        found.append(
            f"rds blijft weg waar een van beide rondes hem zelf niet toont, en waar maar een paar {who.many} buiten de "
            "vergelijking vallen: naast het cijfer van de hele ronde zou hij iets over hen verraden."
        )
    if any(isinstance(item.on(scale), Withheld) for item in comparison.items for scale in ScaleName):
        found.append(
            "Wat omhoog en omlaag ging, blijft weg waar het naast de cijfers van beide rondes zou verraden wat iemand "
            "antwoordde die maar in een van de twee meedeed"
            + (", of naast de uitwisseling iets over wie daar niet in staat." if comparison.beside_exchange else ".")
        )
    if comparison.beside_parts:
        found.append(
            "Naast deelgroepen staat er alleen iets over een competentie waarbij in beide rondes dezelfde "
            f"{who.many} antwoordden."
        )
    return (*found, *_agreement_sentences(catalog, comparison))


def _agreement_sentences(catalog: Catalog, comparison: CohortComparison) -> Iterator[str]:
    """What these leaders agreed on in the earlier round, and what came of it; nothing where they agreed on nothing."""
    told = comparison.agreements
    many = catalog.who.many
    if isinstance(told, Suppressed):
        if told.n:
            yield f"Te weinig {many} maakten de vorige keer een afspraak om te tellen wat ervan kwam."
        return
    if isinstance(told, Withheld):
        yield f"Wat er van hun afspraken kwam, blijft weg: maar een paar {many} met een afspraak vallen erbuiten."
        return
    made = plural(told.agreements, "afspraak", "afspraken")
    together = " van hen samen" if told.leaders > 1 else ""
    verb = verb_nl(told.leaders, "maakte", "maakten")
    yield f"De vorige keer {verb} {catalog.who.counted(told.leaders)}{together} {made}."
    if isinstance(told.outcomes, Suppressed):
        yield f"Te weinig {many} keken daarop terug om te tellen wat ervan kwam."
    elif isinstance(told.outcomes, Withheld):
        yield f"Wat ervan kwam, blijft weg: maar een paar {many} die terugkeken, vallen erbuiten."
    else:
        counts = [f"{count} {OUTCOME_WORDS[outcome]}" for outcome, count in told.outcomes.items() if count]
        looked = verb_nl(told.looked_back, "keek", "keken")
        yield f"Daarop {looked} {catalog.who.counted(told.looked_back)} terug: {enumerate_nl(counts)}."


def shift_words(catalog: Catalog, item: ItemShift) -> tuple[str, ...]:
    """One line per scale and one for the score."""
    return (
        *(f"{catalog.scale(scale).name}: {_moves_words(item.on(scale))}" for scale in ScaleName),
        f"rds: {_score_words(item.discrepancy)}",
    )


def _moves_words(moves: Moves | Suppressed | Withheld) -> str:
    if isinstance(moves, Suppressed):
        return f"te weinig antwoorden (n={moves.n})"
    if isinstance(moves, Withheld):
        return f"niet getoond (n={moves.n})"
    return f"{moves.up} omhoog, {moves.same} gelijk, {moves.down} omlaag (n={moves.n})"


def _score_words(score: Shift | Suppressed | Withheld) -> str:
    if isinstance(score, Suppressed):
        return f"te weinig antwoorden (n={score.n})"
    if isinstance(score, Withheld):
        return f"niet getoond (n={score.n})"
    return f"van {number_nl(score.rds_then)} naar {number_nl(score.rds_now)} (n={score.n})"


def _step_words(catalog: Catalog, item: ItemChange, scale: ScaleName) -> str:
    then, now = item.then.level(scale), item.now.level(scale)
    name = catalog.scale(scale).name
    return f"{name} {_level(then)}" if then == now else f"{name} {_level(then)} naar {_level(now)}"


def _level(level: Level | None) -> str:
    return "leeg" if level is None else str(int(level))


def _quarter_words(catalog: Catalog, then: Cell, now: Cell) -> str:
    if then.quarter is now.quarter:
        return f"binnen {catalog.quarters.of(now.quarter)}"
    return f"van {catalog.quarters.of(then.quarter)} naar {catalog.quarters.of(now.quarter)}"
