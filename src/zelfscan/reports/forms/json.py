"""The round as JSON data, for scripts."""

from __future__ import annotations

from typing import Any

from zelfscan.domain import (
    Catalog,
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Group,
    Moves,
    Shift,
    Suppressed,
    Why,
    Withheld,
)
from zelfscan.reports.round_report import FilesRead, RoundReport

SCHEMA = 1
_WHY = {
    Why.NOTHING_SOUGHT: "zoekt niets",
    Why.NOBODY_OFFERS: "niemand biedt",
    Why.SAME_SCHOOL: "zelfde school",
    Why.NOTHING_BACK: "niets terug",
    Why.NO_ROOM: "geen plaats",
}


def group_json(report: RoundReport) -> dict[str, Any]:
    """The round in the shape of docs/bestandsformaat.md: Dutch keys, numbers unrounded, None for what is suppressed."""
    return {
        "schema": SCHEMA,
        "minimum": report.cohort.minimum,
        "bestanden": _files(report.files),
        "competenties": [_item(item, report.catalog) for item in report.cohort.figures],
        "uitwisseling": [
            {
                "nummer": item.number,
                "zoekt": [leader.code for leader in item.seekers],
                "biedt": [leader.code for leader in item.offerers],
            }
            for item in report.exchanges
        ],
        "koppels": [_group(group) for group in report.proposal.groups],
        "ongekoppeld": [leader.code for leader in report.proposal.unmatched],
        "ongekoppeld_want": [_WHY[why] for why in report.proposal.reasons],
    }


def _files(files: FilesRead) -> dict[str, Any]:
    return {
        "gelezen": files.read,
        "geldig": files.valid,
        "afgewezen": [{"bestand": item.name, "problemen": list(item.problems)} for item in files.rejected],
        "dubbel": [{"id": item.id, "bestanden": list(item.names), "gebruikt": item.used} for item in files.doubles],
        "concepten": files.drafts,
        **({"voorbeelden": files.examples} if files.examples else {}),
        **({"verzonnen": True} if files.made_up else {}),
    }


def _item(item: CompetencyFigures, catalog: Catalog) -> dict[str, Any]:
    return {
        "nummer": item.number,
        "gebied": catalog.area_of(item.number).name,
        "belang": _distribution(item.importance),
        "aanwezig": _distribution(item.attainment),
        "verschil": _discrepancy(item.discrepancy),
        "belegd": item.delegated,
        "rang": item.rank,
    }


def _distribution(figures: Distribution | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        return {"n": figures.n, "onderdrukt": True, "aantallen": None, "percentages": None}
    return {"n": figures.n, "aantallen": list(figures.counts), "percentages": list(figures.percentages)}


def _discrepancy(figures: Discrepancy | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        nothing = dict.fromkeys(("lager", "gelijk", "hoger", "rds", "gemiddeld", "mwds"))
        return {"n": figures.n, "onderdrukt": True, **nothing}
    return {
        "n": figures.n,
        "lager": figures.lower,
        "gelijk": figures.equal,
        "hoger": figures.higher,
        "rds": figures.rds,
        "gemiddeld": figures.mean,
        "mwds": figures.mwds,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "deelnemers": [leader.code for leader in group.members],
        "redenen": [
            {
                "nummer": lesson.number,
                "leert": lesson.seeker.code,
                "van": lesson.offerer.code,
                **({"gekozen": True} if lesson.chosen else {}),
            }
            for lesson in group.lessons
        ],
    }


def progress_json(comparison: CohortComparison) -> dict[str, Any]:
    """What moved between two rounds, for the key `vooruitgang`; counts of matched leaders only."""
    return {
        "gekoppeld": comparison.matched,
        "alleen_eerder": comparison.only_then,
        "alleen_later": comparison.only_now,
        "meer_dan_eens": sorted({*comparison.repeated_then, *comparison.repeated_now}),
        "competenties": [
            {
                "nummer": item.number,
                "belang": _moves(item.importance),
                "aanwezig": _moves(item.attainment),
                "rds": _shift(item.discrepancy),
            }
            for item in comparison.items
        ],
    }


def _moves(moves: Moves | Suppressed) -> dict[str, Any]:
    if isinstance(moves, Suppressed):
        return {"n": moves.n, "onderdrukt": True, "omhoog": None, "gelijk": None, "omlaag": None}
    return {"n": moves.n, "omhoog": moves.up, "gelijk": moves.same, "omlaag": moves.down}


def _shift(shift: Shift | Suppressed | Withheld) -> dict[str, Any]:
    if isinstance(shift, Shift):
        return {"n": shift.n, "eerder": shift.rds_then, "later": shift.rds_now}
    return {"n": shift.n, "onderdrukt": True, "eerder": None, "later": None}
