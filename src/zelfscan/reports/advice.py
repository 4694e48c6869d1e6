"""The words of one leader's advice, the same on screen and paper: what stands out, and why a topic comes first."""

from __future__ import annotations

from collections.abc import Sequence

from zelfscan.domain import (
    Assessment,
    Catalog,
    Insight,
    InsightKind,
    Level,
    Scan,
    Suggestion,
    insights,
    needs,
    strengths,
)
from zelfscan.dutch import count_nl, enumerate_nl

OFFERS = "Wat u anderen kunt bieden"
MOST_NAMED = 8
"""More numbers than this are counted, not listed."""


def insight_sentences(catalog: Catalog, scan: Scan) -> tuple[str, ...]:
    """What stands out in the answers, in one or two sentences each; at most three, and often none."""
    return tuple(_WORDS[item.kind](catalog, item) for item in insights(scan, catalog))


def _nothing_matters(catalog: Catalog, item: Insight) -> str:
    importance = catalog.importance
    ambition = (
        "Klopt de ambitie die u beschreef nog? Of vraagt zij iets wat hier niet staat?"
        if catalog.learning
        else "Staat wat u wilt bereiken er niet bij?"
    )
    all_of = "de" if len(item.numbers) == len(catalog.numbers) else "de ingevulde"
    return (
        f"Geen van {all_of} {len(item.numbers)} competenties is voor u {importance.in_words(Level.THREE)} of "
        f"{importance.in_words(Level.FOUR)}. {ambition}"
    )


def _all_present(catalog: Catalog, item: Insight) -> str:
    everything = len(item.numbers) == len(catalog.numbers)
    offer = "bij alles iets te bieden" if everything else f"het meest te bieden bij {_listed(item.numbers)}"
    return (
        f"Wat u hebt ingeschat, is voor u {catalog.importance.said} én op u {catalog.attainment.said}. Wie kan van u "
        f"leren? U hebt {offer}."
    )


def _example_is_hard(catalog: Catalog, item: Insight) -> str:
    example = catalog.example
    assert example is not None
    return (
        f"Van {example.name} is het meeste nog niet op u {catalog.attainment.said}, of belegd bij een ander: nummer "
        f"{enumerate_nl(item.numbers)}. {example.meaning}"
    )


def _one_part(_: Catalog, item: Insight) -> str:
    return f"Ten minste de helft van uw verschillen zit bij ‘{item.part}’: {_listed(item.numbers)}."


def _delegated_gap(catalog: Catalog, item: Insight) -> str:
    names = [f"‘{catalog.competency(number).label}’" for number in item.numbers]
    what = enumerate_nl(names) if len(names) <= 2 else _listed(item.numbers)
    return (
        f"U belegde {what} bij een ander. Daarom telt dat niet mee als verschil van u. Wat hebt u nodig om er zicht op "
        "te houden?"
    )


_WORDS = {
    InsightKind.NOTHING_MATTERS: _nothing_matters,
    InsightKind.ALL_PRESENT: _all_present,
    InsightKind.EXAMPLE_IS_HARD: _example_is_hard,
    InsightKind.ONE_PART: _one_part,
    InsightKind.DELEGATED_GAP: _delegated_gap,
}


def _listed(numbers: Sequence[int]) -> str:
    return enumerate_nl(numbers) if len(numbers) <= MOST_NAMED else f"{count_nl(len(numbers))} competenties"


def place_words(catalog: Catalog, scan: Scan, item: Suggestion) -> str:
    """Why a topic has its place: 'Eerst bij 17 Strategieën voor ict-gebruik, uw grootste verschil'."""
    place, leading = item.place, item.leading
    if place is None:
        return f"Raakt zijdelings aan {_named(catalog, item.competencies)}"
    named = _named(catalog, leading)
    if scan.development:
        what = "uw ontwikkelpunt" if len(scan.development) == 1 else f"uw {place}e ontwikkelpunt"
    else:
        what = _size(catalog, scan, place, leading)
    return f"{'Eerst bij' if place == 1 else 'Bij'} {named}, {what}"


def _named(catalog: Catalog, numbers: Sequence[int]) -> str:
    return f"{numbers[0]} {catalog.competency(numbers[0]).label}" if len(numbers) == 1 else _listed(numbers)


def _size(catalog: Catalog, scan: Scan, place: int, leading: Sequence[int]) -> str:
    """'uw grootste verschil', 'een van uw grootste verschillen', 'plaats 4 van uw verschillen'."""
    only_importance = scan.assessment is Assessment.IMPORTANCE_ONLY
    if place > 1:
        what = f"wat u {catalog.importance.said} vindt" if only_importance else "uw verschillen"
        return f"plaats {place} van {what}"
    if only_importance:
        return f"voor u het meest {catalog.importance.said}"
    largest = len(largest_needs(catalog, scan))
    if largest == 1:
        return "uw grootste verschil"
    return f"{'' if len(leading) == largest else _part(len(leading))}uw grootste verschillen"


def _part(count: int) -> str:
    return "een van " if count == 1 else "enkele van "


def largest_needs(catalog: Catalog, scan: Scan) -> tuple[int, ...]:
    """The items that share the first place."""
    return tuple(number for number, item in needs(scan, catalog.numbers).items() if item.place == 1)


def offered_texts(catalog: Catalog, scan: Scan) -> tuple[str, tuple[str, ...], str] | None:
    """What the leader can offer, with the support to think of; what is there in full by area; and what is less so.

    None when there is nothing; each of the last two can be empty.
    """
    found = strengths(scan, catalog.numbers)
    most, also_present = found[Level.FOUR], found[Level.THREE]
    if not most and not also_present:
        return None
    names = [item.name[:1].lower() + item.name[1:] for item in catalog.support if item.offered]
    how = f" Denk aan {enumerate_nl(names)}." if names else ""
    rows = [
        (area.name, [number for number in (item.number for item in catalog.in_area(area.id)) if number in most])
        for area in catalog.areas
    ]
    listed = tuple(
        f"{name}: {enumerate_nl(f'{number} {catalog.competency(number).label}' for number in numbers)}."
        for name, numbers in rows
        if numbers
    )
    words = catalog.attainment.in_words(Level.THREE)
    rest = f"{words.capitalize()}: {enumerate_nl(also_present)}." if also_present else ""
    return f"Dit vindt u {catalog.importance.said}, en het is op u {catalog.attainment.said}.{how}", listed, rest
