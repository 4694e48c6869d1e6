"""What the leaders of a round want, in a report: the ambition, the adaptive materials and the support.

Every sentence comes from the counts. Where one is withheld the text says so, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zelfscan.domain import (
    CORNERS,
    SMALL_CELL,
    Ambition,
    Catalog,
    GroupWishes,
    LearningModel,
    MaterialsUse,
    Outcomes,
    Position,
    Spread,
    SupportWish,
    SupportWishes,
    learning_quarter,
)
from zelfscan.dutch import count_nl, enumerate_nl, part_nl, plural, sentence_nl, verb_nl
from zelfscan.reports.conversation import OUTCOME_WORDS
from zelfscan.reports.document import (
    Block,
    Bullets,
    FieldArrow,
    FieldPlace,
    GroupField,
    Heading,
    Mark,
    Paragraph,
    Table,
)
from zelfscan.reports.round_report import RoundReport


def ambition_chapter(report: RoundReport) -> Iterator[Block]:
    """Where the schools stand and want to go: the field, the shares, and own words of who agreed."""
    catalog, ambition = report.catalog, report.wishes.ambition
    if catalog.learning is None:
        return
    yield Heading(1, "Waar de scholen staan en heen willen")
    yield Paragraph(ambition_sentence(catalog, report.wishes, report.cohort.minimum))
    if isinstance(ambition, Ambition):
        yield _field(catalog, ambition)
        if hidden := hidden_places_sentence(ambition, report.cohort.minimum):
            yield Paragraph(hidden, small=True)
    words = report.wishes.words
    yield from _words("Over de situatie nu", words.now)
    yield from _words("Over de ambitie", words.ambition)
    yield Paragraph(words_sentence(report), small=True)


def materials_chapter(report: RoundReport) -> Iterator[Block]:
    """Whether the schools use adaptive materials, and what their leaders say of them."""
    part = report.catalog.materials
    if part is None:
        return
    yield Heading(1, part.title)
    yield Paragraph(materials_sentence(report))
    words = report.wishes.words
    yield from _words("Wat de scholen gebruiken", words.used)
    yield from _words("Meerwaarde, en hoe daar meer uit te halen is", words.added_value)
    yield from _words("Nadelen en valkuilen", words.pitfalls)


def support_chapter(report: RoundReport) -> Iterator[Block]:
    """What the leaders chose to develop, the support that they ask for, and what was agreed and came of it."""
    catalog, support = report.catalog, report.wishes.support
    yield Heading(1, f"Welke steun vragen de {catalog.who.many}?")
    yield Paragraph(support_sentence(catalog, report.wishes, report.cohort.minimum))
    if isinstance(support, SupportWishes):
        yield Table(
            ("steun", catalog.who.many, "bij welke competenties"),
            tuple(
                (catalog.support_name(wish.id), f"{wish.count} van {support.n}", support_items(catalog, wish))
                for wish in support.wishes
            ),
            wide=(0, 2),
        )
        yield Heading(2, "Gekozen ontwikkelpunten")
        if support.chosen:
            yield Table(
                ("nr", "competentie", "gekozen door"),
                tuple(
                    (str(number), catalog.competency(number).label, f"{count} van {support.n}")
                    for number, count in support.chosen
                ),
                wide=(1,),
            )
        if support.others:
            yield Paragraph(other_points_sentence(support), small=True)
    yield from _agreements(report.wishes)


def _agreements(wishes: GroupWishes) -> Iterator[Block]:
    told = agreement_sentences(wishes)
    if told:
        yield Heading(2, "Afspraken en wat ervan kwam")
        yield Paragraph(" ".join(told))


def ambition_sentence(catalog: Catalog, wishes: GroupWishes, minimum: int) -> str:
    """Of ten who want more of what lies to the right, how many; and of what lies upwards, also or alone."""
    found = wishes.ambition
    if catalog.learning is None:
        return ""
    if not isinstance(found, Ambition):
        few = "Niemand gaf" if not found.n else f"Minder dan {minimum} {catalog.who.many} gaven"
        return f"{few} aan waar de school nu staat én waar die heen wil. Daarover staat hier niets."
    more, (right, up) = found.more_self_direction, _more(catalog.model)
    part = part_nl(more, found.n, f"{catalog.who.one} die dit invulde,", catalog.who.many)
    clauses = [f"{part} {_want(more)} meer {right}"]
    if found.both:
        of_them = "die" if more == 1 else f"{count_nl(found.both)} van hen"
        clauses.append(f"{of_them} {_want(found.both)} ook meer {up}")
    if found.differentiation:
        rest = f"{count_nl(found.differentiation)} {_want(found.differentiation)} alleen meer {up}"
        clauses.append(rest)
    return sentence_nl("; ".join(clauses)) + "."


def _more(model: LearningModel) -> tuple[str, str]:
    """What there is more of to the right, and what upwards."""
    return model.right, model.upward or model.top


def _want(count: int) -> str:
    return verb_nl(count, "wil", "willen")


def hidden_places_sentence(ambition: Ambition, minimum: int) -> str:
    """What is left out of the field, and why; empty when nothing is."""
    few = min(SMALL_CELL, minimum)
    told = []
    if ambition.now.elsewhere or ambition.wanted.elsewhere:
        who = "maar één persoon" if few <= SMALL_CELL - 1 else "maar een of twee mensen"
        told.append(f"Een plaats met {who} staat er niet: zo'n school is te herkennen. Die telt bij elders.")
    if sum(arrow.count for arrow in ambition.arrows) < ambition.n:
        standing = plural(minimum, "mens staat", "mensen staan")
        told.append(
            f"Een pijl begint alleen op een plaats waar ten minste {standing}, als de anderen ook met ten "
            f"minste {minimum} zijn of er geen anderen zijn. Elke pijl geldt voor ten minste {count_nl(few)} mensen."
        )
    return " ".join(told)


def position_words(catalog: Catalog, place: Position) -> str:
    """The name of the quarter, and how far that is to the right and upwards: '… (zelfregie 1, differentiatie 2)'."""
    right, up = _more(catalog.model)
    levels = f"{right} {place.self_direction}, {up} {place.differentiation}"
    return f"{catalog.model.of(learning_quarter(place))} ({levels})"


def spread_words(catalog: Catalog, spread: Spread) -> str:
    """'4 bij klassikaal leren (…), 3 bij … en 3 elders'."""
    told = [f"{count} bij {position_words(catalog, place)}" for place, count in spread.places]
    return enumerate_nl([*told, *([f"{spread.elsewhere} elders"] if spread.elsewhere else [])])


def arrow_sentences(catalog: Catalog, ambition: Ambition) -> tuple[str, ...]:
    """'Van klassikaal leren (…) willen 4 leiders naar …'; who wants to stay is told as such."""
    return tuple(
        f"{catalog.who.counted(arrow.count)} {verb_nl(arrow.count, 'blijft', 'blijven')} bij "
        f"{position_words(catalog, arrow.start)}."
        if arrow.start == arrow.end
        else f"{catalog.who.counted(arrow.count)} {_want(arrow.count)} van {position_words(catalog, arrow.start)} naar "
        f"{position_words(catalog, arrow.end)}."
        for arrow in ambition.arrows
    )


def _field(catalog: Catalog, ambition: Ambition) -> GroupField:
    model = catalog.model
    now, wanted = dict(ambition.now.places), dict(ambition.wanted.places)
    corners = [model.of(corner) for corner in CORNERS]
    return GroupField(
        tuple(
            FieldPlace(int(place.self_direction), int(place.differentiation), now.get(place, 0), wanted.get(place, 0))
            for place in {**now, **wanted}
        ),
        tuple(FieldArrow(_mark(arrow.start), _mark(arrow.end), arrow.count) for arrow in ambition.arrows),
        (corners[0], corners[1], corners[2], corners[3]),
        model.left,
        model.right,
        model.top,
        model.bottom,
        catalog.who.many,
        (
            f"Nu: {spread_words(catalog, ambition.now)}.",
            f"Ambitie: {spread_words(catalog, ambition.wanted)}.",
            *arrow_sentences(catalog, ambition),
        ),
    )


def _mark(place: Position) -> Mark:
    return Mark(int(place.self_direction), int(place.differentiation))


def materials_sentence(report: RoundReport) -> str:
    """'Negen van de tien leiders die dit invulden, gebruiken adaptieve leermiddelen op school.'"""
    found, minimum, who = report.wishes.materials, report.cohort.minimum, report.catalog.who.many
    what = report.catalog.materials.in_sentence if report.catalog.materials else ""
    if not isinstance(found, MaterialsUse):
        few = "Niemand vulde" if not found.n else f"Minder dan {minimum} {who} vulden"
        return f"{few} in welke {what} de school gebruikt. Daarover staat hier niets."
    part = part_nl(found.used, found.n, report.catalog.who.one, who)
    filled, use = verb_nl(found.n, "invulde", "invulden"), verb_nl(found.used, "gebruikt", "gebruiken")
    return sentence_nl(f"{part} die dit {filled}, {use} {what} op school.")


def words_sentence(report: RoundReport) -> str:
    """Whose words stand in the report, or why there are none."""
    minimum, words = report.cohort.minimum, report.wishes.words
    if words.n >= minimum:
        return (
            f"De eigen woorden komen van {report.catalog.who.counted(words.n)} die dat bij het bewaren goed "
            f"{verb_nl(words.n, 'vond', 'vonden')}. Ze staan door elkaar, zonder code; bij elke vraag in een andere "
            "volgorde."
        )
    agreed = verb_nl(minimum, "vond het goed dat de eigen", "vonden het goed dat hun")
    counted = report.catalog.who.counted(minimum)
    return f"Minder dan {counted} {agreed} woorden hier staan. Daarom staan ze er niet."


def _words(title: str, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Heading(2, title)
        yield Bullets(tuple(texts))


def support_sentence(catalog: Catalog, wishes: GroupWishes, minimum: int) -> str:
    """'Acht leiders kozen ontwikkelpunten. Zij vragen het meest om schoolbezoek (zes) en …'; most wanted first."""
    found = wishes.support
    if not isinstance(found, SupportWishes):
        few = "Niemand koos" if not found.n else f"Minder dan {minimum} {catalog.who.many} kozen"
        return f"{few} ontwikkelpunten. Daarom staat hier niet welke steun de {catalog.who.many} vragen."
    chose = verb_nl(found.n, "koos", "kozen")
    who = f"{sentence_nl(count_nl(found.n))} {catalog.who.word(found.n)} {chose} ontwikkelpunten."
    if not found.wanted:
        return f"{who} Niemand vroeg om steun."
    asked = verb_nl(found.n, "Die vraagt", "Zij vragen het meest")
    return f"{who} {asked} om {enumerate_nl(support_words(catalog, found.wanted[:3]))}."


def support_words(catalog: Catalog, wishes: Iterable[SupportWish]) -> list[str]:
    """'schoolbezoek (zes)' for each kind of support."""
    return [f"{_lower(catalog.support_name(wish.id))} ({count_nl(wish.count)})" for wish in wishes]


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def support_items(catalog: Catalog, wish: SupportWish) -> str:
    """'17 Strategieën voor ict-gebruik (4)' for each item on which enough leaders ask for it; a dash for none."""
    told = [f"{number} {catalog.competency(number).label} ({count})" for number, count in wish.items]
    return enumerate_nl(told) or "–"


def other_points_sentence(support: SupportWishes) -> str:
    """How many items were chosen that are not named, and that this goes for the support as well."""
    word = "competentie is" if support.others == 1 else "competenties zijn"
    other = "andere " if support.chosen else ""
    return (
        f"{sentence_nl(count_nl(support.others))} {other}{word} gekozen, maar door een of twee mensen, of zo dat hun "
        "aantal iemands keuze zou verraden; die noemen we niet. Zo staat ook bij de steun alleen een competentie die "
        "drie of meer mensen noemden, en waarvan niet te zien is wie."
    )


def agreement_sentences(wishes: GroupWishes) -> tuple[str, ...]:
    """How many leaders made agreements, and what came of earlier ones; nothing where there are none."""
    support, outcomes = wishes.support, wishes.outcomes
    told: list[str] = []
    if isinstance(support, SupportWishes) and support.agreed:
        word = verb_nl(support.agreed, "maakte", "maakten samen")
        made = plural(support.agreements, "afspraak", "afspraken")
        told.append(sentence_nl(f"{part_nl(support.agreed, support.n, many='mensen')} {word} {made}."))
    if isinstance(outcomes, Outcomes):
        counts = [f"{count} {OUTCOME_WORDS[outcome]}" for outcome, count in outcomes.counts if count]
        who = "mens keek" if outcomes.n == 1 else "mensen keken"
        told.append(f"{sentence_nl(count_nl(outcomes.n))} {who} terug op eerdere afspraken: {enumerate_nl(counts)}.")
    return tuple(told)


@dataclass(frozen=True, slots=True)
class WishRow:
    """One count of what the leaders want, as a row of a table; what a row is not about is None.

    `place` and `end` are places in the field, `number` an item. A `count` of None is withheld.
    """

    chapter: str
    kind: str
    answer: str | None
    count: int | None
    n: int
    number: int | None = None
    place: Position | None = None
    end: Position | None = None


def wish_rows(catalog: Catalog, wishes: GroupWishes) -> tuple[WishRow, ...]:
    """Every count that is told, for tables; a chapter that is withheld has one row without a count."""
    return tuple(
        row
        for rows in (_ambition_rows(catalog, wishes), _materials_rows(wishes), _support_rows(catalog, wishes))
        for row in rows
    )


def _ambition_rows(catalog: Catalog, wishes: GroupWishes) -> Iterator[WishRow]:
    found = wishes.ambition
    if not isinstance(found, Ambition) or catalog.learning is None:
        yield WishRow("ambitie", "stap", None, None, found.n)
        return
    right, up = _more(catalog.learning)
    for answer, count in (
        (f"meer {right} en meer {up}", found.both),
        (f"alleen meer {right}", found.self_direction),
        (f"alleen meer {up}", found.differentiation),
        ("geen van beide", found.neither),
    ):
        yield WishRow("ambitie", "stap", answer, count, found.n)
    for kind, spread in (("nu", found.now), ("ambitie", found.wanted)):
        for place, count in spread.places:
            yield WishRow("ambitie", kind, None, count, found.n, place=place)
        yield WishRow("ambitie", kind, "elders", spread.elsewhere, found.n)
    for arrow in found.arrows:
        yield WishRow("ambitie", "pijl", None, arrow.count, found.n, place=arrow.start, end=arrow.end)


def _materials_rows(wishes: GroupWishes) -> Iterator[WishRow]:
    found = wishes.materials
    if not isinstance(found, MaterialsUse):
        yield WishRow("leermiddelen", "gebruik", None, None, found.n)
        return
    yield WishRow("leermiddelen", "gebruik", "ja", found.used, found.n)
    yield WishRow("leermiddelen", "gebruik", "nee", found.n - found.used, found.n)


def _support_rows(catalog: Catalog, wishes: GroupWishes) -> Iterator[WishRow]:
    found, outcomes = wishes.support, wishes.outcomes
    if not isinstance(found, SupportWishes):
        yield WishRow("ondersteuning", "steun", None, None, found.n)
    else:
        for wish in found.wishes:
            name = catalog.support_name(wish.id)
            yield WishRow("ondersteuning", "steun", name, wish.count, found.n)
            for number, count in wish.items:
                yield WishRow("ondersteuning", "steun bij", name, count, found.n, number)
        for number, count in found.chosen:
            yield WishRow("ondersteuning", "gekozen punt", None, count, found.n, number)
        yield WishRow("ondersteuning", "afspraken", f"{catalog.who.many} met een afspraak", found.agreed, found.n)
        yield WishRow("ondersteuning", "afspraken", "afspraken samen", found.agreements, found.n)
    if not isinstance(outcomes, Outcomes):
        yield WishRow("terugblik", "uitkomst", None, None, outcomes.n)
    else:
        for outcome, count in outcomes.counts:
            yield WishRow("terugblik", "uitkomst", OUTCOME_WORDS[outcome], count, outcomes.n)
