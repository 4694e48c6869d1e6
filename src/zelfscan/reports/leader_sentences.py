"""What one leader's answers come to, what stands out and what is advised: plain sentences, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from zelfscan.domain import (
    Area,
    Assessment,
    Catalog,
    Comparison,
    ImportancePlaces,
    Insight,
    InsightKind,
    Level,
    Occasion,
    Quadrant,
    Quarter,
    ScaleName,
    Scan,
    Suggestion,
    TalkItem,
    insights,
    need,
    needs,
    needs_of_answers,
    place,
    place_by_importance,
    strengths,
)
from zelfscan.dutch import count_nl, enumerate_nl, sentence_nl
from zelfscan.safe_text import clipped

_MOST_NAMES = 3
"""More names than this do not read as a sentence; then they are counted."""
MOST_AREAS = 2
_LONGEST_WHO = 40
ONE, MANY = "competentie", "competenties"


def scan_sentences(catalog: Catalog, scan: Scan, *, areas: int = MOST_AREAS) -> tuple[str, ...]:
    """What asks for development and what is strong; for a scan of importance only, what matters.

    No more than so many `areas` are named in a sentence; where more are equal, none is.
    """
    if scan.assessment is Assessment.IMPORTANCE_ONLY:
        return (_important(catalog, scan, areas),)
    quarters: dict[Quarter, list[int]] = {quarter: [] for quarter in Quarter}
    quadrant = place(scan.ratings, catalog.numbers)
    for cell, numbers in quadrant.cells.items():
        quarters[cell.quarter] += numbers
    placed = {number for numbers in quarters.values() for number in numbers}
    if not placed:
        return (f"Nog geen {ONE} heeft twee antwoorden. Daarom is er nog niets te vertellen.",)
    weak, strong = quarters[Quarter.DEVELOP], quarters[Quarter.LEVERAGE]
    found = [_develop(catalog, weak, len(placed), areas, _which(scan, quadrant))]
    if best := _strong_areas(catalog, strong, placed, areas, avoid=_main_areas(catalog, weak, areas)):
        found.append(f"U bent sterk in {enumerate_nl(best)}: daar kunt u anderen helpen.")
    return tuple(found)


def first_needs_sentence(catalog: Catalog, scan: Scan) -> str:
    """What comes first on the list to choose from, by name where it can; empty when nothing can be ordered."""
    first = [number for number, item in needs_of_answers(scan, catalog.numbers).items() if item.place == 1]
    if not first:
        return ""
    stands = "staat" if len(first) == 1 else "staan"
    many = f"{count_nl(len(first))} {MANY}" if len(first) > _MOST_NAMES else ""
    heaviest = need(scan.rating(first[0]))
    if any(need(rating) >= heaviest for rating in scan.ratings.values() if rating.delegated_to):
        # The list shows what was given to somebody else as well, at the place of its answers.
        return f"Van wat u zelf hebt, {stands} {many or _names(catalog, first)} {'samen ' if many else ''}bovenaan."
    return f"{sentence_nl(many)} {stands} samen bovenaan." if many else f"Bovenaan {stands} {_names(catalog, first)}."


def progress_sentences(catalog: Catalog, comparison: Comparison) -> tuple[str, ...]:
    """What is more and what is less so than then, and where the gap closed; nothing when nothing can be compared."""
    if not comparison.comparable:
        return ()
    attainment = catalog.attainment
    steps = [(item.number, item.step(ScaleName.ATTAINMENT) or 0) for item in comparison.comparable]
    more, less = ([number for number, step in steps if step * sign > 0] for sign in (1, -1))
    if more or less:
        told, word = (more, "meer") if more else (less, "minder")
        rest = f"; {count_nl(len(less))} minder" if more and less else ""
        text = f"{_counted(told)} nu {word} {attainment.said} dan toen{_where(catalog, told, MOST_AREAS)}{rest}."
    else:
        text = f"bij geen {ONE} veranderde {attainment.measure}."
    found = [sentence_nl(text)]
    for items, word in ((comparison.closed, "gedicht"), (comparison.opened, "nieuw")):
        numbers = [item.number for item in items]
        if numbers:
            few = len(numbers) <= _MOST_NAMES
            where = _names(catalog, numbers) if few else f"{count_nl(len(numbers))} {MANY}"
            found.append(f"Bij {where} is het verschil met {catalog.importance.measure} {word}.")
    return tuple(found)


def _which(scan: Scan, found: Quadrant | ImportancePlaces) -> str:
    """Which items the answers are about, where that is not all of them."""
    if not (found.unrated or found.unknown):
        return "die u zelf hebt"
    scales = scan.assessment.scales
    if any(all(scan.rating(number).level(scale) for scale in scales) for number in found.delegated):
        # What was given to somebody else has its answers as well, and still does not count.
        return "die u zelf hebt en helemaal beoordeelde"
    return f"met {'twee antwoorden' if scales[1:] else 'een antwoord'}"


def _develop(catalog: Catalog, numbers: Collection[int], placed: int, areas: int, which: str) -> str:
    answered = "" if placed == len(catalog.numbers) else f" {MANY} {which}"
    if placed == 1:
        return f"De ene {ONE} {which} vraagt {'' if numbers else 'niet '}om ontwikkeling."
    whole = f"de {count_nl(placed)}{answered}"
    if not numbers:
        return f"Geen van {whole} vraagt om ontwikkeling."
    if len(numbers) == placed:
        return f"{_all(placed)}{answered or f' {MANY}'} vragen om ontwikkeling."
    if len(numbers) == 1:
        return f"Eén van {whole} vraagt om ontwikkeling: {_names(catalog, numbers)}."
    return f"{sentence_nl(count_nl(len(numbers)))} van {whole} vragen om ontwikkeling{_where(catalog, numbers, areas)}."


def _important(catalog: Catalog, scan: Scan, areas: int) -> str:
    found = place_by_importance(scan.ratings, catalog.numbers)
    levels, said, which = found.levels, catalog.importance.said, _which(scan, found)
    answered = sum(map(len, levels.values()))
    high = sorted(number for level, numbers in levels.items() if level.is_high for number in numbers)
    if not answered:
        return "U gaf nog geen antwoorden. Daarom is er nog niets te vertellen."
    if answered == 1:
        return f"U vindt de ene {ONE} {which} {'' if high else 'niet '}{said}."
    what = MANY if answered == len(catalog.numbers) else f"{MANY} {which}"
    if len(high) == answered:
        return f"U vindt {_all(answered).lower()} {what} {said}."
    return f"U vindt {count_nl(len(high))} van de {count_nl(answered)} {what} {said}{_where(catalog, high, areas)}."


def _all(count: int) -> str:
    return "Beide" if count == 2 else f"Alle {count_nl(count)}"


def _counted(numbers: Collection[int]) -> str:
    return f"{count_nl(1)} {ONE} is" if len(numbers) == 1 else f"{count_nl(len(numbers))} {MANY} zijn"


def _names(catalog: Catalog, numbers: Iterable[int]) -> str:
    return enumerate_nl(f"‘{catalog.competency(number).label}’" for number in numbers)


def _where(catalog: Catalog, numbers: Collection[int], most: int) -> str:
    """', vooral in Visie en richting' where an area or two stand out; else nothing."""
    areas = _main_areas(catalog, numbers, most)
    if not areas:
        return ""
    outside = any(catalog.area_of(number) not in areas for number in numbers)
    return f", {'vooral' if outside else 'allemaal'} in {enumerate_nl(area.label for area in areas)}"


def _main_areas(catalog: Catalog, numbers: Collection[int], most: int) -> list[Area]:
    """The areas that hold most of the items, two at least each; none where that tells nothing."""
    return _largest(catalog, lambda items: len(items & set(numbers)), most, above=1)


def _strong_areas(
    catalog: Catalog, strong: Collection[int], placed: Collection[int], most: int, *, avoid: Collection[Area]
) -> list[str]:
    """The labels of the areas with the largest share of strong items among what was placed: more than half."""

    def share(items: set[int]) -> float:
        here = items & set(placed)
        return len(here & set(strong)) / len(here) if len(here) > 1 else 0.0

    return [area.label for area in _largest(catalog, share, most, above=0.5) if area not in avoid]


def _largest(catalog: Catalog, measure: Callable[[set[int]], float], most: int, *, above: float) -> list[Area]:
    """The areas with the largest measure of their items, if that is above a bound and not shared by too many."""
    measures = {area: measure({item.number for item in catalog.in_area(area.id)}) for area in catalog.areas}
    largest = max(measures.values(), default=0)
    found = [area for area, value in measures.items() if value == largest]
    return found if largest > above and len(found) <= most else []


OFFERS = "Wat u anderen kunt bieden"
_MOST_NAMED = 8
"""More numbers than this are counted, not listed."""


def insight_sentences(catalog: Catalog, scan: Scan) -> tuple[str, ...]:
    """What stands out in the answers, in one or two sentences each; at most three, and often none."""
    return tuple(_WORDS[item.kind](catalog, scan, item) for item in insights(scan, catalog))


def _nothing_matters(catalog: Catalog, _: Scan, item: Insight) -> str:
    importance = catalog.importance
    ambition = (
        "Klopt de ambitie die u voor ogen hebt? Of vraagt zij iets wat hier niet staat?"
        if catalog.learning
        else "Staat wat u wilt bereiken er niet bij?"
    )
    all_of = "de" if len(item.numbers) == len(catalog.numbers) else "de ingevulde"
    return (
        f"Geen van {all_of} {len(item.numbers)} competenties is voor u {importance.in_words(Level.THREE)} of "
        f"{importance.in_words(Level.FOUR)}. {ambition}"
    )


def _all_present(catalog: Catalog, _: Scan, item: Insight) -> str:
    everything = len(item.numbers) == len(catalog.numbers)
    offer = "bij alles iets te bieden" if everything else f"het meest te bieden bij {_listed(item.numbers)}"
    return (
        f"Wat u hebt ingeschat, is voor u {catalog.importance.said} én op u {catalog.attainment.said}. Wie kan van u "
        f"leren? U hebt {offer}."
    )


def _example_is_hard(catalog: Catalog, _: Scan, item: Insight) -> str:
    example = catalog.example
    assert example is not None
    return (
        f"Van {example.name} is het meeste nog niet op u {catalog.attainment.said}, of belegd bij een ander: nummer "
        f"{enumerate_nl(item.numbers)}. {example.meaning}"
    )


def _one_part(catalog: Catalog, scan: Scan, item: Insight) -> str:
    everything = set(needs_of_answers(scan, catalog.numbers)) <= set(item.numbers)
    how_much = "Al uw verschillen zitten" if everything else "Ten minste de helft van uw verschillen zit"
    return f"{how_much} bij ‘{item.part}’: {_listed(item.numbers)}."


def _delegated_gap(catalog: Catalog, _: Scan, item: Insight) -> str:
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
    return enumerate_nl(numbers) if len(numbers) <= _MOST_NAMED else f"{count_nl(len(numbers))} competenties"


def standing_words(catalog: Catalog, scan: Scan, item: Suggestion) -> str:
    """Why a topic has its place: 'Eerst bij 17 Strategieën voor ict-gebruik, uw grootste verschil'."""
    place, leading = item.place, item.leading
    if place is None:
        return f"Raakt zijdelings aan {_named(catalog, item.competencies)}"
    named = _named(catalog, leading)
    what = _choice(scan, place) if scan.development else _size(catalog, scan, place, leading)
    return f"{'Eerst bij' if place == 1 else 'Bij'} {named}, {what}"


def occasion_words(catalog: Catalog, scan: Scan, item: TalkItem) -> str:
    """Why a conversation comes by an item: 'een van uw grootste verschillen'; '' for one that was gone to by hand."""
    match item.occasion:
        case Occasion.CHOSEN:
            return _choice(scan, item.place)
        case Occasion.LARGEST:
            return _size(catalog, scan, item.place, (item.number,))
        case Occasion.DELEGATED:
            return f"belegd bij {clipped(scan.rating(item.number).delegated_to, _LONGEST_WHO)}"
        case Occasion.STRONG:
            return "hierin bent u sterk"
        case Occasion.SKIPPED:
            return "niet helemaal beoordeeld"
        case Occasion.OTHER:
            return ""


def _choice(scan: Scan, place: int) -> str:
    return "uw ontwikkelpunt" if len(scan.development) == 1 else f"uw {place}e ontwikkelpunt"


def _named(catalog: Catalog, numbers: Sequence[int]) -> str:
    return f"{numbers[0]} {catalog.competency(numbers[0]).label}" if len(numbers) == 1 else _listed(numbers)


def _size(catalog: Catalog, scan: Scan, place: int, leading: Sequence[int]) -> str:
    """'uw grootste verschil', 'een van uw grootste verschillen', 'plaats 4 van uw verschillen'.

    Where importance alone was asked, what is not of importance has a place too; its words may not say otherwise.
    """
    if scan.assessment is Assessment.IMPORTANCE_ONLY:
        level = scan.rating(leading[0]).importance
        most = place == 1 and level is not None and level.is_high
        return (
            f"voor u het meest {catalog.importance.said}" if most else f"plaats {place} naar {catalog.importance.name}"
        )
    if place > 1:
        return f"plaats {place} van uw verschillen"
    largest = sum(1 for found in needs_of_answers(scan, catalog.numbers).values() if found.place == 1)
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
