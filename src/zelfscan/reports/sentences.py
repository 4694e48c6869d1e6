"""One or two sentences per figure in the manner of the source report, made from the numbers.

The rule, item by item.

Importance: 'alle leiders' when all chose the top level, 'de meeste' when more than half did, 'de helft' when exactly
half did. Otherwise the two top levels together ('redelijk of heel erg') are named the same way when at least half chose
them; else the two bottom levels.

Attainment against importance, over the leaders who gave both: `rds` counts the leaders whose attainment is lower than
their importance, minus those whose attainment is higher, per hundred. It lags at -50 or less (a surplus of at least
half of the leaders), lags somewhat at -25 or less (at least a quarter), exceeds at 25 or more, and is in line between.
The rule uses order only, no distances, as the scales are ordinal. Behind each item stands how many of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from zelfscan.domain import (
    LAGS_SOMEWHAT,
    Catalog,
    Cohort,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Quarter,
    ScaleName,
    Subgroups,
    Suggestion,
    Suppressed,
    Who,
    suggest,
)
from zelfscan.dutch import count_nl, enumerate_nl, number_nl, part_nl, plural, sentence_nl, verb_nl
from zelfscan.reports.round_report import FilesRead, RoundReport

MAX_TOPIC_RANK = 5
MAX_REASONS = 5
NAMED_NEEDS = 3
"""So many needs are named in a sentence; a list may hold more."""


def ranking_rule(catalog: Catalog) -> str:
    """What decides the order of the needs of a group."""
    importance, attainment, who = catalog.importance, catalog.attainment, catalog.who.many
    return (
        f"Eerst telt rds: het aantal {who} bij wie {attainment.measure} hoger is dan {importance.measure}, min het "
        f"aantal bij wie die lager is, per honderd {who}. Hoe lager, hoe meer behoefte. Daarna telt het gemiddelde "
        f"verschil tussen {importance.measure} en {attainment.measure}. Gelijke competenties delen een plaats. mwds "
        f"is het gemiddelde verschil maal het gemiddelde {importance.name}."
    )


def unranked(cohort: Cohort) -> tuple[tuple[str, tuple[CompetencyFigures, ...]], ...]:
    """The items without a rank, under why they have none; a reason without items is left out."""
    few = f"Zonder rang, want minder dan {plural(cohort.minimum, 'mens gaf', 'mensen gaven')} beide antwoorden"
    told = "Zonder rang, want het verschil kan verraden wat een enkeling antwoordde"
    without = [item for item in cohort.figures if item.rank is None]
    groups = (
        (few, tuple(item for item in without if item.discrepancy.n < cohort.minimum)),
        (told, tuple(item for item in without if item.discrepancy.n >= cohort.minimum)),
    )
    return tuple((reason, items) for reason, items in groups if items)


def small_parts_sentence(catalog: Catalog, found: Subgroups) -> str:
    """How many parts of a round are too small to tell of, with how many people together."""
    parts = plural(found.small, "deelgroep", "deelgroepen")
    return f"Te klein om te tonen: {parts}, samen {catalog.who.counted(found.in_small)}."


def withheld_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """Of which items the mean is not told, and why; empty when it is told of all that have a rank."""
    hidden = [
        item.number
        for item in cohort.figures
        if isinstance(item.discrepancy, Discrepancy) and item.discrepancy.mean is None
    ]
    if not hidden:
        return ""
    all_of_them = len(hidden) == sum(item.rank is not None for item in cohort.figures)
    which = (
        "Verschil en mwds staan er niet"
        if all_of_them
        else f"Bij {enumerate_nl(hidden)} staan verschil en mwds er niet"
    )
    return (
        f"{which}: een paar {catalog.who.many} gaf alleen {catalog.importance.name} of alleen "
        f"{catalog.attainment.name}, en hun antwoorden zouden eruit volgen."
    )


def followed_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """For how many items the importance of who gave importance alone follows all the same; empty for none."""
    if not cohort.followed:
        return ""
    return (
        f"Bij {cohort.followed} van de {len(cohort.figures)} competenties volgt uit de aantallen nog wat de "
        f"{catalog.who.many} antwoordden die alleen {catalog.importance.name} gaven. Met --streng blijft het "
        "verschil daar weg."
    )


def high_shares(catalog: Catalog, item: CompetencyFigures) -> str:
    """'belang 90% (n=10), van toepassing 38% (n=8)' for the scales that are not suppressed."""
    return ", ".join(
        f"{catalog.scale(scale).name} {figures.high_percentage}% (n={figures.n})"
        for scale in ScaleName
        if isinstance(figures := item.on(scale), Distribution)
    )


def discrepancy_words(figures: Discrepancy) -> str:
    """'rds −62,5; verschil 1,00; mwds 3,70; 5 van 8 lager, 3 gelijk, 0 hoger'."""
    scores = [f"rds {number_nl(figures.rds)}"]
    if figures.mean is not None and figures.mwds is not None:
        scores += [f"verschil {number_nl(figures.mean, 2)}", f"mwds {number_nl(figures.mwds, 2)}"]
    return f"{'; '.join(scores)}; {figures.lower} van {figures.n} lager, {figures.equal} gelijk, {figures.higher} hoger"


def short_words(figures: Discrepancy) -> str:
    """'zeven van de acht komen tekort'."""
    return f"{part_nl(figures.lower, figures.n)} {verb_nl(figures.lower, 'komt', 'komen')} tekort"


def needs_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """The largest needs with their names and how many fall short; what to say where there are none."""
    needs = [(item, item.discrepancy) for item in cohort.needs() if isinstance(item.discrepancy, Discrepancy)]
    if not cohort.by_rank():
        both = f"{catalog.importance.measure} en {catalog.attainment.measure}"
        return f"Er zijn te weinig antwoorden om {both} te vergelijken."
    if not needs:
        return (
            f"Bij geen enkele competentie blijft {catalog.attainment.measure} achter bij {catalog.importance.measure}."
        )
    if all(figures.n == 1 for _, figures in needs):
        found = [f"{item.number} {catalog.competency(item.number).label}" for item, _ in needs[:NAMED_NEEDS]]
        return f"De enige {catalog.who.one} die beide vragen beantwoordde, komt tekort bij {enumerate_nl(found)}."
    told = [
        f"{item.number} {catalog.competency(item.number).label} ({part_nl(figures.lower, figures.n)})"
        for item, figures in needs[:NAMED_NEEDS]
    ]
    return f"De {catalog.who.many} komen het meest tekort bij {enumerate_nl(told)}."


def caution_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """The items that have a place by their `rds` although most find them of no importance; empty for none."""
    found = [
        (item.number, item.importance.n)
        for item in cohort.by_rank()
        if isinstance(item.discrepancy, Discrepancy)
        and item.discrepancy.rds < 0
        and isinstance(item.importance, Distribution)
        and not item.importance.mostly_high
    ]
    if not found:
        return ""
    numbers = enumerate_nl(number for number, _ in found)
    alone = all(n == 1 for _, n in found)
    who = f"de enige {catalog.who.one} die dit beantwoordde, vindt" if alone else f"de meeste {catalog.who.many} vinden"
    return (
        f"Let op: {who} {numbers} niet van {catalog.importance.name}; dat telt in de "
        f"rang niet mee. Lees de kolom {catalog.importance.name} mee."
    )


def order_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """Why who falls short does not tell the order alone, with `caution_sentence`; empty when nothing has a place."""
    if not cohort.by_rank():
        return ""
    order = (
        f"De plaats volgt uit het deel dat tekortkomt, min het deel bij wie {catalog.attainment.measure} hoger is dan "
        f"{catalog.importance.measure}."
    )
    return f"{order} {caution_sentence(catalog, cohort)}".strip()


def quarter_sentence(catalog: Catalog, cohort: Cohort, *, relative: bool = False) -> str:
    """How many items stand in the first two quarters, of one cross or the other; empty without any."""
    found = [cohort.relative_quarter(item) if relative else item.quarter for item in cohort.figures]
    placed = [quarter for quarter in found if quarter is not None]
    if not placed:
        return ""
    count = {one: placed.count(one) for one in (Quarter.DEVELOP, Quarter.LEVERAGE)}
    return sentence_nl(
        f"{count_nl(count[Quarter.DEVELOP])} van de {len(placed)} competenties "
        f"{verb_nl(count[Quarter.DEVELOP], 'staat', 'staan')} in {catalog.quarters.of(Quarter.DEVELOP)}, "
        f"{count_nl(count[Quarter.LEVERAGE])} in {catalog.quarters.of(Quarter.LEVERAGE)}."
    )


def median_words(catalog: Catalog, cohort: Cohort) -> str:
    """Where the relative axes cross; empty without figures."""
    middle = cohort.medians()
    if middle is None:
        return ""
    shares = [f"{number_nl(100 * share, 0)}%" for share in middle]
    return (
        f"De assen kruisen bij de mediaan van deze ronde ({catalog.importance.name} {shares[0]}, "
        f"{catalog.attainment.name} {shares[1]}): waar bijna alles hoog is, wijst dat aan wat het minst hoog is."
    )


def group_topics(report: RoundReport) -> tuple[Suggestion, ...]:
    """The topics that fit the group's needs best: those ranked up to `MAX_TOPIC_RANK`, ties included."""
    found = suggest(report.catalog, report.cohort.topic_needs())
    return tuple(item for item in found if item.rank <= MAX_TOPIC_RANK)


def no_topics_sentence(catalog: Catalog, cohort: Cohort) -> str:
    """Why no topic is proposed: no need has one, or nobody knows the needs."""
    if not cohort.by_rank():
        return needs_sentence(catalog, cohort)
    return "Er is geen behoefte waar een onderwerp bij past."


def topic_words(suggestion: Suggestion) -> str:
    """'vooral door 7, 17 en 2': the items with the largest share in a topic, at most `MAX_REASONS`."""
    reasons = suggestion.competencies
    word = "vooral door" if len(reasons) > MAX_REASONS else "door"
    return f"{word} {enumerate_nl(reasons[:MAX_REASONS])}"


def files_sentence(files: FilesRead) -> str:
    """What was read, counted and left out."""
    set_aside = len(files.examples)
    left_out = [
        words
        for count, words in (
            (len(files.rejected), plural(len(files.rejected), "bestand afgewezen", "bestanden afgewezen")),
            (len(files.doubles), plural(len(files.doubles), "scan dubbel gevonden", "scans dubbel gevonden")),
            (files.drafts, plural(files.drafts, "concept gevonden", "concepten gevonden")),
            (set_aside, plural(set_aside, "verzonnen resultaat", "verzonnen resultaten") + " opzij gelegd"),
            (files.made_up, "alles is verzonnen, als voorbeeld"),
        )
        if count
    ]
    counted = f"{plural(files.read, 'bestand', 'bestanden')} gelezen, {plural(files.valid, 'scan', 'scans')} meegeteld"
    return f"{'; '.join([counted, *left_out])}."


LAGS = -50.0
EXCEEDS = 25.0

_Pair = tuple[int, int]


def figure_sentences(catalog: Catalog, items: Sequence[CompetencyFigures], minimum: int) -> tuple[str, ...]:
    """What the numbers say of a figure's items: importance, attainment against it, and where answers are too few.

    A sentence without items is left out.
    """
    found = (
        importance_sentence(catalog, items),
        discrepancy_sentence(catalog, items),
        suppressed_sentence(catalog, items, minimum),
    )
    return tuple(sentence for sentence in found if sentence)


def importance_sentence(catalog: Catalog, items: Iterable[CompetencyFigures]) -> str:
    """How important the items are found; empty when every item is suppressed."""
    known = [(item.number, item.importance) for item in items if isinstance(item.importance, Distribution)]
    clauses: list[str] = []
    for who, words, count, belongs in _importance_classes(catalog):
        chosen = [(number, figures) for number, figures in known if belongs(figures)]
        known = [pair for pair in known if pair not in chosen]
        if chosen:
            numbers = enumerate_nl(number for number, _ in chosen)
            tally = _tally(catalog.who, [(count(figures), figures.n) for _, figures in chosen])
            clauses.append(f"{who} {numbers} {words} van {catalog.importance.name} ({tally})")
    return _sentence(clauses)


def discrepancy_sentence(catalog: Catalog, items: Iterable[CompetencyFigures]) -> str:
    """Where attainment lags, is in line or exceeds; empty when every item is suppressed."""
    known = [(item.number, item.discrepancy) for item in items if isinstance(item.discrepancy, Discrepancy)]
    clauses: list[str] = []
    for verb, rest, tell, belongs in _DISCREPANCY_CLASSES:
        chosen = [(number, figures) for number, figures in known if belongs(figures.rds)]
        if chosen:
            numbers = enumerate_nl(number for number, _ in chosen)
            subject = "die" if clauses else catalog.attainment.measure
            counts = f" ({_tally(catalog.who, [tell(figures) for _, figures in chosen])})" if tell else ""
            clauses.append(f"bij {numbers} {verb} {subject} {rest} {catalog.importance.measure}{counts}")
    return _sentence(clauses)


def suppressed_sentence(catalog: Catalog, items: Iterable[CompetencyFigures], minimum: int) -> str:
    """The items without figures: too few answers, too few to compare, or a comparison that would tell of a person."""
    importance: list[int] = []
    comparison: list[int] = []
    guarded: list[int] = []
    for item in items:
        if isinstance(item.importance, Suppressed):
            importance.append(item.number)
        elif isinstance(item.discrepancy, Suppressed):
            (comparison if item.discrepancy.n < minimum else guarded).append(item.number)
    clauses: list[str] = []
    if importance:
        clauses.append(f"bij {enumerate_nl(importance)} zijn er te weinig antwoorden (minder dan {minimum})")
    if comparison:
        clauses.append(
            f"bij {enumerate_nl(comparison)} zijn er te weinig antwoorden om {catalog.importance.measure} en "
            f"{catalog.attainment.measure} te vergelijken (minder dan {minimum})"
        )
    if guarded:
        clauses.append(
            f"bij {enumerate_nl(guarded)} vergelijken we {catalog.importance.measure} en {catalog.attainment.measure} "
            "niet, want dat kan verraden wat een enkeling antwoordde"
        )
    return _sentence(clauses)


def _importance_classes(
    catalog: Catalog,
) -> tuple[tuple[str, str, Callable[[Distribution], int], Callable[[Distribution], bool]], ...]:
    """(who, level words, how many, whether an item belongs) per class; the first class that fits takes an item."""
    lowest, low, high, top = catalog.importance.levels
    who = catalog.who.many
    upper = f"{high} of {top}"
    lower = f"{low} of {lowest}"
    all_, most, half = f"alle {who} vinden", f"de meeste {who} vinden", f"de helft van de {who} vindt"
    return (
        (all_, top, _top, lambda d: _top(d) == d.n),
        (most, top, _top, lambda d: 2 * _top(d) > d.n),
        (half, top, _top, lambda d: 2 * _top(d) == d.n),
        (all_, upper, _high, lambda d: d.high == d.n),
        (most, upper, _high, lambda d: 2 * d.high > d.n),
        (half, upper, _high, lambda d: 2 * d.high == d.n),
        (all_, lower, _low, lambda d: d.high == 0),
        (most, lower, _low, lambda d: 2 * d.high < d.n),
    )


_DISCREPANCY_CLASSES: tuple[tuple[str, str, Callable[[Discrepancy], _Pair] | None, Callable[[float], bool]], ...] = (
    ("blijft", "achter bij", lambda d: (d.lower, d.n), lambda rds: rds <= LAGS),
    ("blijft", "wat achter bij", lambda d: (d.lower, d.n), lambda rds: LAGS < rds <= LAGS_SOMEWHAT),
    ("is", "in lijn met", None, lambda rds: LAGS_SOMEWHAT < rds < EXCEEDS),
    ("ligt", "hoger dan", lambda d: (d.higher, d.n), lambda rds: rds >= EXCEEDS),
)


def _top(figures: Distribution) -> int:
    return figures.counts[3]


def _high(figures: Distribution) -> int:
    return figures.high


def _low(figures: Distribution) -> int:
    return figures.n - figures.high


def _tally(who: Who, pairs: Sequence[_Pair]) -> str:
    """'6 van 8 en 5 van 8 leiders', in the order of the items; told once when it is the same for all."""
    told = pairs[:1] if len(set(pairs)) == 1 else pairs
    each = "elk " if len(pairs) > len(told) else ""
    return f"{each}{enumerate_nl(f'{count} van {n}' for count, n in told)} {who.word(told[-1][1])}"


def _sentence(clauses: Sequence[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}." if text else ""
