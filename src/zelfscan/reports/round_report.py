"""Everything that a report on one round is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from zelfscan.domain import (
    DEFAULT_MINIMUM,
    Area,
    Catalog,
    Cohort,
    CompetencyFigures,
    Counted,
    Exchange,
    Four,
    GroupWishes,
    Leader,
    Part,
    Proposal,
    ScaleName,
    Scan,
    Subgroups,
    Suppressed,
    apportion_four,
    cohort_of,
    counted,
    exchange_to_hide,
    exchanges,
    proposal,
    subgroups_of,
    wishes_told,
)
from zelfscan.dutch import enumerate_nl
from zelfscan.reports.palette import FILLS


class Rejected(NamedTuple):
    """A file that could not be read, with all its problems (Dutch)."""

    name: str
    problems: tuple[str, ...]


class DoubleScan(NamedTuple):
    """A scan (`id`) that stood in several files, and the file that was counted.

    `differs` says that not all of them say the same, `other_code` that not all have the same code.
    """

    id: str
    names: tuple[str, ...]
    used: str
    differs: bool = False
    other_code: bool = False


class Namesakes(NamedTuple):
    """Different scans with one code, in every spelling that was found, and their files. All of them count."""

    codes: tuple[str, ...]
    names: tuple[str, ...]


class Skipped(NamedTuple):
    """A file that was not read although somebody may have meant it as a result, with the reason (Dutch)."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What reading gave: files read, scans counted (`valid`; drafts only when asked for) and what was left out.

    `drafts` counts the drafts that were found, whether or not they are counted; `examples` are the made-up results
    that were set aside; `made_up` says that there were no other results, so that those are what was counted.
    """

    read: int
    valid: int
    rejected: tuple[Rejected, ...] = ()
    doubles: tuple[DoubleScan, ...] = ()
    drafts: int = 0
    examples: tuple[str, ...] = ()
    made_up: bool = False
    skipped: tuple[Skipped, ...] = ()
    namesakes: tuple[Namesakes, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the counted scans say of themselves: rounds by name, first and last finish (drafts: start), and how many
    leaders rated importance only.
    """

    names: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    importance_only: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """The figures, the exchange, the wishes and the reading of one round.

    `exchange_hidden` are the items that the exchange leaves out, as it would tell of who did not opt in.
    """

    catalog: Catalog
    cohort: Cohort
    exchanges: tuple[Exchange, ...]
    proposal: Proposal
    files: FilesRead
    rounds: RoundFacts
    wishes: GroupWishes
    exchange_hidden: tuple[int, ...] = ()
    subgroups: Subgroups | None = None
    names_leaders: bool = True
    """Whether it holds who wants to exchange; without that, nothing may be said of how many do."""

    def without_exchange(self) -> RoundReport:
        """The same figures with nobody named in them."""
        return replace(self, exchanges=(), proposal=Proposal((), ()), exchange_hidden=(), names_leaders=False)

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """All who opted in to exchange, by code and then id."""
        members = [leader for group in self.proposal.groups for leader in group.members]
        return tuple(sorted([*members, *self.proposal.unmatched]))


def round_report(
    catalog: Catalog, scans: Iterable[Scan], files: FilesRead, minimum: int = DEFAULT_MINIMUM, *, strict: bool = False
) -> RoundReport:
    """Compute everything over the scans that count. Raises ValueError when `minimum` is below 1."""
    return report_of(catalog, counted(scans, catalog.numbers), files, minimum, strict=strict)


def report_of(
    catalog: Catalog,
    round_: Counted,
    files: FilesRead,
    minimum: int = DEFAULT_MINIMUM,
    *,
    strict: bool = False,
    parts: Sequence[Part] = (),
) -> RoundReport:
    """Compute everything over a round that was added up; `strict` as in `cohort_of`, `parts` as in `parts_of`.

    Raises ValueError when `minimum` is below 1.
    """
    numbers = catalog.numbers
    found = set(exchange_to_hide(round_.total, round_.profiles, minimum, strict=strict))
    for part in parts:
        own = [profile for profile in round_.profiles if profile.leader.id in part.ids]
        found.update(exchange_to_hide(part.total, own, minimum, strict=strict))
    hidden = tuple(sorted(found))
    whole = cohort_of(round_.total, minimum, strict=strict)
    gone = sum(1 << numbers.index(number) for number in hidden)
    profiles = [profile.without(gone) for profile in round_.profiles]
    return RoundReport(
        catalog,
        whole,
        exchanges(profiles, numbers),
        proposal(profiles, numbers),
        files,
        RoundFacts(round_.names, round_.first, round_.last, round_.importance_only),
        wishes_told(
            round_.wishes, round_.words, [item.id for item in catalog.support], minimum, round_.profiles, numbers
        ),
        hidden,
        subgroups_of(parts, whole, strict=strict) if parts else None,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report: the areas that share its number and their items, in the order of the instrument."""

    number: int
    areas: tuple[Area, ...]
    items: tuple[CompetencyFigures, ...]

    @property
    def title(self) -> str:
        """The names of its areas."""
        return enumerate_nl(area.name for area in self.areas)


@dataclass(frozen=True, slots=True)
class Bar:
    """One stacked bar: n answers of an item on a scale. `percentages` is None when suppressed."""

    number: int
    label: str
    scale: ScaleName
    n: int
    percentages: Four | None


def figures_of(catalog: Catalog, cohort: Cohort) -> tuple[Figure, ...]:
    """The figures by number; within one first the areas, then the items, in catalog order."""
    by_number = {item.number: item for item in cohort.figures}
    found: dict[int, list[Area]] = {}
    for area in catalog.areas:
        found.setdefault(area.figure, []).append(area)
    return tuple(
        Figure(
            number,
            tuple(areas),
            tuple(
                by_number[item.number]
                for area in areas
                for item in catalog.in_area(area.id)
                if item.number in by_number
            ),
        )
        for number, areas in sorted(found.items())
    )


def bars(catalog: Catalog, figure: Figure) -> tuple[Bar, ...]:
    """Two bars per item, importance first."""
    return tuple(_bar(catalog, item, scale) for item in figure.items for scale in ScaleName)


def _bar(catalog: Catalog, item: CompetencyFigures, scale: ScaleName) -> Bar:
    figures = item.on(scale)
    percentages = None if isinstance(figures, Suppressed) else figures.percentages
    return Bar(item.number, catalog.competency(item.number).label, scale, figures.n, percentages)


def bar_segments(percentages: Four, width: int) -> Four:
    """The cells of each level in a bar of `width` cells (largest remainder, so that they always fill the bar)."""
    return apportion_four(percentages, width)


def bar_text(percentages: Four, width: int) -> str:
    """A bar in plain characters, exactly `width` wide, with the percentages that fit in their own segment."""
    return "".join(
        segment_text(p, fill, size)
        for p, fill, size in zip(percentages, FILLS, bar_segments(percentages, width), strict=True)
    )


def segment_text(percentage: int, fill: str, size: int) -> str:
    """One segment of a bar; its percentage shows when a fill character fits on both sides."""
    text = f"{percentage}%"
    return text.center(size, fill) if size >= len(text) + 2 else fill * size


def definitions(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The terms of a report on a round, and what each means."""
    importance, attainment, who = catalog.importance, catalog.attainment, catalog.who.many
    return (
        (
            "n",
            f"Het aantal {who} met een antwoord. n staat bij elk cijfer, want het verschilt per vraag en per schaal.",
        ),
        (
            "percentage",
            "Hele getallen die samen 100 zijn (grootste rest; bij gelijke rest krijgt het hogere niveau het punt).",
        ),
        (
            "lager, gelijk, hoger",
            f"Het aantal {who} bij wie {attainment.measure} lager dan, gelijk aan of hoger dan "
            f"{importance.measure} is. Alleen wie beide antwoorden gaf telt mee.",
        ),
        (
            "rds",
            "Ranked discrepancy score: 100 × (hoger − lager) / n. Negatief betekent behoefte (Narine & Harder 2021).",
        ),
        (
            "verschil",
            f"Het gemiddelde van {importance.measure} min {attainment.measure}, van wie beide antwoorden gaf.",
        ),
        (
            "mwds",
            f"Het gemiddelde verschil maal het gemiddelde {importance.name} van alle {who} die {importance.measure} "
            f"aangaven (McKim & Saucier 2011, naar Borich 1980). Verschil en mwds staan er niet waar ze zouden "
            f"verraden wat de paar {who} antwoordden die maar op een van beide vragen antwoord gaven.",
        ),
        (
            "rang",
            "1 is de grootste behoefte: eerst rds, dan verschil. Gelijke competenties delen een rang (1, 2, 2, 4).",
        ),
        ("hoog", f"Het deel van de {who} dat een van de twee hoogste niveaus koos."),
        ("kwart", "Het kwart van het kwadrant waarin de groep staat: hoog als ten minste de helft hoog koos."),
        ("belegd", f"Het aantal {who} dat de competentie bij iemand anders in het team heeft belegd."),
    )


def exchange_definitions(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The terms of the exchange, where it is told beside the figures."""
    importance, attainment = catalog.importance, catalog.attainment
    return (
        (
            "zoekt",
            f"Een zelf gekozen ontwikkelpunt, of {importance.name} 3 of 4 met {attainment.measure} lager dan "
            f"{importance.measure}. Gaf iemand alleen {importance.measure} en koos die niets: {importance.name} 4. "
            "Alleen van wie wil uitwisselen.",
        ),
        (
            "biedt",
            f"{attainment.name.capitalize()} 4, niet belegd bij iemand anders, en niet zelf gekozen om te ontwikkelen. "
            "Alleen van wie wil uitwisselen.",
        ),
    )


METHODS = (
    "Borich, G. D. (1980). A needs assessment model for conducting follow-up studies. Journal of Teacher Education, "
    "31(3), 39-42.",
    "Martilla, J. A., & James, J. C. (1977). Importance-performance analysis. Journal of Marketing, 41(1), 77-79.",
    "McKim, B. R., & Saucier, P. R. (2011). An Excel-based mean weighted discrepancy score calculator. Journal of "
    "Extension, 49(2), 2TOT8.",
    "Narine, L., & Harder, A. (2021). Comparing the Borich model with the Ranked Discrepancy Model for competency "
    "assessment: A novel approach. Advancements in Agricultural Development, 2(3), 96-111.",
)
