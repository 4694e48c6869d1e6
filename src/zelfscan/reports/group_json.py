"""The round as JSON data, for scripts."""

from __future__ import annotations

from typing import Any

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.cohort import CompetencyFigures, Discrepancy, Distribution, Suppressed
from zelfscan.domain.exchange import Group
from zelfscan.reports.round_report import FilesRead, RoundReport

SCHEMA = 1


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
    }


def _files(files: FilesRead) -> dict[str, Any]:
    return {
        "gelezen": files.read,
        "geldig": files.valid,
        "afgewezen": [{"bestand": item.name, "problemen": list(item.problems)} for item in files.rejected],
        "dubbel": [{"id": item.id, "bestanden": list(item.names), "gebruikt": item.used} for item in files.doubles],
        "concepten": files.drafts,
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
            {"nummer": lesson.number, "leert": lesson.seeker.code, "van": lesson.offerer.code}
            for lesson in group.lessons
        ],
    }
