"""What there is to choose from as development points, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from zelfscan.domain import Catalog, DevelopmentPoint, Gap, Priority, Rating, Scan, gaps_of, priorities
from zelfscan.dutch import enumerate_nl, rank_marks
from zelfscan.reports import agreement_words
from zelfscan.safe_text import clipped, one_line
from zelfscan.tui.widgets.lines import EMPTY_LINE, MARK, Line, line, wrapped

UNRATED = "niet of niet helemaal ingeschat"
ALSO_CHOSEN = "ook door u gekozen"
_OWN_TEXT = 60
PLACE, CHOICE = 7, 6
"""The columns of the rank and of the order of choosing."""


class Basis(Enum):
    """What the order of the list rests on."""

    GAPS = "gaps"
    NO_POSITIVE_GAPS = "no_positive_gaps"
    IMPORTANCE = "importance"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class GapRow:
    """One item of the list; `rank` is '2', '2=' when it is shared, or '' without a rank."""

    competency: int
    rank: str = ""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Items under one heading."""

    heading: str
    rows: tuple[GapRow, ...]


def basis(scan: Scan, numbers: Sequence[int]) -> Basis:
    """What this scan's answers allow to order by."""
    found = gaps_of(scan.ratings, numbers)
    if any(gap.size > 0 for gap in found):
        return Basis.GAPS
    if found:
        return Basis.NO_POSITIVE_GAPS
    return Basis.IMPORTANCE if priorities(scan.ratings, numbers) else Basis.NOTHING


def groups(catalog: Catalog, scan: Scan, *, everything: bool) -> tuple[GapGroup, ...]:
    """The items to choose from, ranked, under a heading in words.

    Without `everything`: the positive gaps and, where attainment is absent, the items of high importance. What was
    chosen is always there. Items without attainment only have a rank when the whole list is ordered by importance,
    because a gap and an importance cannot be compared.
    """
    numbers = catalog.numbers
    kind = basis(scan, numbers)
    everything = everything or kind in (Basis.NO_POSITIVE_GAPS, Basis.NOTHING)
    found = gaps_of(scan.ratings, numbers)
    ranked = zip(rank_marks([gap.rank for gap in found]), found, strict=True)
    listed = [
        (_gap_heading(catalog, gap), GapRow(gap.competency, mark)) for mark, gap in ranked if everything or gap.size > 0
    ]

    unknown = priorities(scan.ratings, numbers)
    marks = rank_marks([item.rank for item in unknown]) if kind is Basis.IMPORTANCE else ("",) * len(unknown)
    # A leader who finds nothing of much importance still gets what matters most.
    some_high = any(item.importance.is_high for item in unknown)
    listed += [
        (_priority_heading(catalog, item, kind), GapRow(item.competency, mark))
        for mark, item in zip(marks, unknown, strict=True)
        if everything or item.importance.is_high or (kind is Basis.IMPORTANCE and not some_high)
    ]

    shown = {row.competency for _, row in listed}
    if everything:
        listed += [(UNRATED, GapRow(number)) for number in numbers if number not in shown]
    else:
        chosen = [point.competency for point in scan.development]
        listed += [(ALSO_CHOSEN, GapRow(number)) for number in numbers if number in chosen and number not in shown]
    return tuple(
        GapGroup(heading, tuple(row for _, row in members))
        for heading, members in groupby(listed, lambda item: item[0])
    )


def _gap_heading(catalog: Catalog, gap: Gap) -> str:
    if gap.size > 0:
        return catalog.in_words(Rating(gap.importance, gap.attainment))
    importance, attainment = catalog.importance, catalog.attainment
    return (
        f"meer {attainment.said} dan {importance.said}"
        if gap.size < 0
        else f"geen verschil tussen {importance.measure} en {attainment.measure}"
    )


def _priority_heading(catalog: Catalog, item: Priority, kind: Basis) -> str:
    words = catalog.importance.in_words(item.importance)
    return words if kind is Basis.IMPORTANCE else f"{words}, {catalog.attainment.name} niet ingevuld"


def heading_line() -> str:
    """What stands above the columns of the list."""
    return f"{' ' * len(MARK)}{'plaats':<{PLACE}}{'keuze':<{CHOICE}}nr competentie"


def gap_lines(found: Iterable[GapGroup], catalog: Catalog, scan: Scan) -> list[Line]:
    """The groups as lines of a list; the key of an item is its number."""
    order = {point.competency: place for place, point in enumerate(scan.development, start=1)}
    lines: list[Line] = []
    for group in found:
        if lines:
            lines.append(EMPTY_LINE)
        lines.append(line(group.heading, "heading"))
        lines += [_row_line(row, catalog, scan, order.get(row.competency)) for row in group.rows]
    return lines


def _row_line(row: GapRow, catalog: Catalog, scan: Scan, place: int | None) -> Line:
    label = catalog.competency(row.competency).label
    mark = f"{place}e" if place else "☐"
    delegated = clipped(scan.rating(row.competency).delegated_to, _OWN_TEXT)
    return Line(
        (
            (f"{row.rank:<{PLACE}}", "rank"),
            (f"{mark:<{CHOICE}}{row.competency:>2} {label}", "chosen" if place else ""),
            (f" · belegd bij {delegated}" if delegated else "", "muted"),
        ),
        key=str(row.competency),
    )


def gap_item_lines(catalog: Catalog, scan: Scan, number: int, width: int) -> list[Line]:
    """The statement of one item in full, with what the leader said of it."""
    rating = scan.rating(number)
    said = [f"Uw antwoord: {catalog.in_words(rating)}."]
    if delegated := one_line(rating.delegated_to):
        said.append(f"Belegd bij: {delegated}.")
    if note := one_line(rating.note):
        said.append(f"Notitie: {note}")
    return [
        *wrapped(catalog.competency(number).statement, width),
        *wrapped(" ".join(said), width, style="muted"),
    ]


def chosen_lines(catalog: Catalog, points: Sequence[DevelopmentPoint], width: int, *, compact: bool) -> list[Line]:
    """The chosen points in the order of choosing, with the support wanted; `compact` = one line each."""
    if not points:
        return wrapped("Nog niets gekozen. Wijs iets aan en druk op Spatie, of klik erop.", width,
                       style="muted")  # fmt: skip
    lines: list[Line] = []
    for place, point in enumerate(points, start=1):
        name = f"{place}e {catalog.competency(point.competency).label} ({point.competency})"
        support, agreement = support_in_words(catalog, point), agreement_words(point)
        if compact:
            agreed = " · afspraak ✓" if agreement else ""
            lines.append(Line(((name, "chosen"), (f"{agreed}: {support}", ""))))
        else:
            lines += [line(name, "chosen"), *wrapped(support, width, first="      ")]
            if agreement:
                lines += wrapped(clipped(f"Afspraak: {agreement}", _OWN_TEXT * 4), width, first="      ")
    return lines


def support_in_words(catalog: Catalog, point: DevelopmentPoint) -> str:
    """The support wanted as an enumeration; says so when none was chosen."""
    names = [catalog.support_name(support) for support in point.support]
    lowered = [name[:1].lower() + name[1:] for name in names]
    return enumerate_nl(lowered) or "nog geen ondersteuning gekozen (o)"


def explanation(catalog: Catalog, scan: Scan) -> str:
    """What the order of the list means, in a few sentences."""
    numbers = catalog.numbers
    kind = basis(scan, numbers)
    importance, attainment = catalog.importance, catalog.attainment
    text = {
        Basis.GAPS: "De volgorde komt uit uw antwoorden. Gelijke plaatsen wegen even zwaar.",
        Basis.NO_POSITIVE_GAPS: (
            f"Nergens blijft {attainment.measure} achter bij {importance.measure}. Wilt u toch ergens aan "
            "werken? Kies dan gerust uit de hele lijst. Gelijke plaatsen wegen even zwaar."
        ),
        Basis.IMPORTANCE: (
            f"U hebt alleen {importance.measure} aangegeven. Daarom ziet u geen verschillen, maar bovenaan wat u het "
            f"meest {importance.said} vindt. Gelijke plaatsen zijn even {importance.said}."
        ),
        Basis.NOTHING: (
            f"U hebt {importance.measure} nog niet aangegeven. Daarom staan alle competenties hier zonder plaats."
        ),
    }[kind]
    if kind in (Basis.GAPS, Basis.NO_POSITIVE_GAPS) and priorities(scan.ratings, numbers):
        text += f" Wat alleen {importance.measure} heeft, staat zonder plaats onderaan als u met a alles toont."
    return text
