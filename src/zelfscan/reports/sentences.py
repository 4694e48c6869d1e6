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

from zelfscan.domain import Catalog, CompetencyFigures, Discrepancy, Distribution, Suppressed
from zelfscan.dutch import enumerate_nl

LAGS = -50.0
LAGS_SOMEWHAT = -25.0
EXCEEDS = 25.0

_Pair = tuple[int, int]


def figure_sentences(catalog: Catalog, items: Sequence[CompetencyFigures], minimum: int) -> tuple[str, ...]:
    """What the numbers say of a figure's items: importance, attainment against it, and where answers are too few.

    A sentence without items is left out.
    """
    found = (importance_sentence(catalog, items), discrepancy_sentence(items), suppressed_sentence(items, minimum))
    return tuple(sentence for sentence in found if sentence)


def importance_sentence(catalog: Catalog, items: Iterable[CompetencyFigures]) -> str:
    """How important the items are found; empty when every item is suppressed."""
    known = [(item.number, item.importance) for item in items if isinstance(item.importance, Distribution)]
    clauses: list[str] = []
    for who, words, count, belongs in _importance_classes(catalog.importance.levels):
        chosen = [(number, figures) for number, figures in known if belongs(figures)]
        known = [pair for pair in known if pair not in chosen]
        if chosen:
            numbers = enumerate_nl(number for number, _ in chosen)
            tally = _tally([(count(figures), figures.n) for _, figures in chosen])
            clauses.append(f"{who} {numbers} {words} van belang ({tally})")
    return _sentence(clauses)


def discrepancy_sentence(items: Iterable[CompetencyFigures]) -> str:
    """Where attainment lags, is in line or exceeds; empty when every item is suppressed."""
    known = [(item.number, item.discrepancy) for item in items if isinstance(item.discrepancy, Discrepancy)]
    clauses: list[str] = []
    for verb, rest, tell, belongs in _DISCREPANCY_CLASSES:
        chosen = [(number, figures) for number, figures in known if belongs(figures.rds)]
        if chosen:
            numbers = enumerate_nl(number for number, _ in chosen)
            subject = "die" if clauses else "de mate van toepassing"
            counts = f" ({_tally([tell(figures) for _, figures in chosen])})" if tell else ""
            clauses.append(f"bij {numbers} {verb} {subject} {rest}{counts}")
    return _sentence(clauses)


def suppressed_sentence(items: Iterable[CompetencyFigures], minimum: int) -> str:
    """The items with too few answers, apart for importance and for the comparison; empty when there are none."""
    importance: list[int] = []
    comparison: list[int] = []
    for item in items:
        if isinstance(item.importance, Suppressed):
            importance.append(item.number)
        elif isinstance(item.discrepancy, Suppressed):
            comparison.append(item.number)
    clauses: list[str] = []
    if importance:
        clauses.append(f"bij {enumerate_nl(importance)} zijn er te weinig antwoorden (minder dan {minimum})")
    if comparison:
        clauses.append(
            f"bij {enumerate_nl(comparison)} zijn er te weinig antwoorden om belang en mate van toepassing te "
            f"vergelijken (minder dan {minimum})"
        )
    return _sentence(clauses)


def _importance_classes(
    levels: tuple[str, str, str, str],
) -> tuple[tuple[str, str, Callable[[Distribution], int], Callable[[Distribution], bool]], ...]:
    """(who, level words, how many, whether an item belongs) per class; the first class that fits takes an item."""
    lowest, low, high, top = levels
    upper = f"{high} of {top}"
    lower = f"{low} of {lowest}"
    all_, most, half = "alle leiders vinden", "de meeste leiders vinden", "de helft van de leiders vindt"
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
    ("blijft", "achter bij het belang", lambda d: (d.lower, d.n), lambda rds: rds <= LAGS),
    ("blijft", "wat achter bij het belang", lambda d: (d.lower, d.n), lambda rds: LAGS < rds <= LAGS_SOMEWHAT),
    ("is", "in lijn met het belang", None, lambda rds: LAGS_SOMEWHAT < rds < EXCEEDS),
    ("ligt", "hoger dan het belang", lambda d: (d.higher, d.n), lambda rds: rds >= EXCEEDS),
)


def _top(figures: Distribution) -> int:
    return figures.counts[3]


def _high(figures: Distribution) -> int:
    return figures.high


def _low(figures: Distribution) -> int:
    return figures.n - figures.high


def _tally(pairs: Sequence[_Pair]) -> str:
    """'6 van 8 en 5 van 8 leiders', in the order of the items; told once when it is the same for all."""
    told = pairs[:1] if len(set(pairs)) == 1 else pairs
    each = "elk " if len(pairs) > len(told) else ""
    word = "leider" if told[-1][1] == 1 else "leiders"
    return f"{each}{enumerate_nl(f'{count} van {n}' for count, n in told)} {word}"


def _sentence(clauses: Sequence[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}." if text else ""
