"""What changed between two scans, in groups and in words; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from zelfscan.domain import Catalog, Comparison, ItemChange, Rating, ScaleName, Scan, moment
from zelfscan.dutch import date_nl, time_nl
from zelfscan.reports import progress_sentences
from zelfscan.safe_text import clipped
from zelfscan.tui.compare.arrow_layout import sign_of
from zelfscan.tui.widgets.lines import EMPTY_LINE, Line, line, wrapped

NO_CHANGES = "Er veranderde niets."
NOTHING_COMPARABLE = (
    "Geen enkele competentie is op beide schalen te vergelijken: toen of nu is niet alles ingeschat. "
    "De lijst zegt wat u toen en nu antwoordde."
)
OWN_TEXT = 60


class Group(Enum):
    """The groups of the list, in their order; the value is the heading, but for IMPORTANCE: see `_heading`."""

    CLOSED = "gesloten"
    FORWARD = "vooruit"
    BACK = "achteruit"
    IMPORTANCE = "ander antwoord"
    SAME = "gelijk gebleven"
    DELEGATED = "overgedragen (belegd)"
    INCOMPARABLE = "niet te vergelijken"


@dataclass(frozen=True, slots=True)
class Moments:
    """What to call then and now: dates, and clock times where both are of one day; `span` says both in one go."""

    then: str
    now: str
    span: str


def moments(earlier: Scan, later: Scan) -> Moments:
    """The words for when two scans were made."""
    then, now = moment(earlier), moment(later)
    if then.date() != now.date():
        return Moments(date_nl(then), date_nl(now), f"{date_nl(then)} → {date_nl(now)}")
    began, ended = f"{date_nl(then)}, {time_nl(then)}", f"{date_nl(now)}, {time_nl(now)}"
    return Moments(began, ended, f"{began} → {time_nl(now)}")


def changed(item: ItemChange) -> bool:
    """Another level on a scale, or somebody else who has the item; a note alone does not count."""
    return _answers(item.then) != _answers(item.now)


def group_of(item: ItemChange) -> Group:
    """The one group of an item. Forward and back go by attainment: to find an item more important is no step back."""
    if item.now.delegated_to:
        return Group.DELEGATED
    if not item.comparable:
        return Group.INCOMPARABLE
    if item.closed:
        return Group.CLOSED
    attainment, importance = item.step(ScaleName.ATTAINMENT), item.step(ScaleName.IMPORTANCE)
    if attainment:
        return Group.FORWARD if attainment > 0 else Group.BACK
    return Group.IMPORTANCE if importance else Group.SAME


def grouped(items: Iterable[ItemChange]) -> list[tuple[Group, list[ItemChange]]]:
    """The groups that have items, in their order."""
    found: dict[Group, list[ItemChange]] = {}
    for item in items:
        found.setdefault(group_of(item), []).append(item)
    return [(group, found[group]) for group in Group if group in found]


def change_lines(catalog: Catalog, items: Sequence[ItemChange], width: int, *, airy: bool) -> list[Line]:
    """The list; the key of an item is its number, and behind the number stands its sign in the quadrant."""
    if not items:
        return [line(NO_CHANGES, "muted")]
    lines: list[Line] = []
    for group, members in grouped(items):
        if lines and airy:
            lines.append(EMPTY_LINE)
        lines.append(line(_heading(catalog, group, len(members), width), "heading"))
        for item in members:
            sign = " " if item.cell_now is None else sign_of(item)
            label = catalog.competency(item.number).label
            lines.append(Line(((f"{item.number:>2}", "rank"), (f"{sign} {label}", "")), key=str(item.number)))
    return lines


def item_lines(catalog: Catalog, item: ItemChange, when: Moments | None, width: int) -> list[Line]:
    """The statement in full, then what was answered then and now, with the dates in `when` if there is room."""
    lines = wrapped(catalog.competency(item.number).statement, width)
    if when is None:
        lines += wrapped(_said(catalog, item.then), width, first="Toen: ", first_style="rank")
        lines += wrapped(_said(catalog, item.now), width, first="Nu:   ", first_style="rank")
    else:
        lines += [line(f"Toen, {when.then}", "rank"), *wrapped(_said(catalog, item.then), width)]
        lines += [line(f"Nu, {when.now}", "rank"), *wrapped(_said(catalog, item.now), width)]
    if item.opened:
        lines += wrapped(
            f"Hier is een nieuw verschil tussen {catalog.importance.measure} en {catalog.attainment.measure}.",
            width,
            style="muted",
        )
    return lines


def summary(catalog: Catalog, comparison: Comparison, *, brief: bool = False) -> str:
    """What the comparison comes to, in a few sentences; `brief` = in one."""
    items = comparison.items
    if not any(changed(item) for item in items) and not all(item.now.is_empty for item in items):
        return (
            f"U gaf bij alle {len(items)} competenties hetzelfde antwoord als toen. Daar is niets mis mee. "
            "Kijk gerust wat u wilt houden, en wat u nog wilt ontwikkelen."
        )
    told = progress_sentences(catalog, comparison)
    return " ".join(told[:1] if brief else told) or NOTHING_COMPARABLE


def _heading(catalog: Catalog, group: Group, count: int, width: int) -> str:
    name = f"ander {catalog.importance.name}" if group is Group.IMPORTANCE else group.value
    # Said behind a heading where the list is wide enough.
    meanings = {
        Group.CLOSED: "het verschil is weg",
        Group.FORWARD: f"meer {catalog.attainment.said}",
        Group.BACK: f"minder {catalog.attainment.said}",
        Group.IMPORTANCE: f"{catalog.attainment.name} bleef gelijk",
        Group.INCOMPARABLE: "een antwoord ontbreekt",
    }
    meaning = f"{name}: {meanings.get(group, '')} · {count}"
    return meaning if group in meanings and len(meaning) <= width else f"{name} · {count}"


def _said(catalog: Catalog, rating: Rating) -> str:
    words = catalog.in_words(rating)
    delegated = clipped(rating.delegated_to, OWN_TEXT)
    return f"{words}; belegd bij {delegated}" if delegated else words


def _answers(rating: Rating) -> tuple[object, ...]:
    return rating.importance, rating.attainment, rating.delegated_to
