"""The round as JSON data, for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zelfscan.domain import (
    AgreementFigures,
    Ambition,
    Catalog,
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    ExchangeGroup,
    GroupWords,
    MaterialsUse,
    Moves,
    Outcome,
    Outcomes,
    Position,
    Remark,
    Shift,
    Spread,
    Subgroups,
    SupportWishes,
    Suppressed,
    Why,
    Withheld,
)
from zelfscan.reports.group_advice import found_remarks
from zelfscan.reports.round_report import FilesRead, RoundReport

_SCHEMA = 1
_WHY = {
    Why.NOTHING_SOUGHT: "zoekt niets",
    Why.NOBODY_OFFERS: "niemand biedt",
    Why.SAME_SCHOOL: "zelfde school",
    Why.NOTHING_BACK: "niets terug",
    Why.NO_ROOM: "geen plaats",
}
OUTCOME_KEYS = {
    Outcome.DONE: "gedaan",
    Outcome.PARTLY: "deels",
    Outcome.NOT: "niet",
    Outcome.OTHERWISE: "anders",
}
WORD_KEYS = {
    "nu": "now",
    "ambitie": "ambition",
    "gebruikt": "used",
    "meerwaarde": "added_value",
    "valkuilen": "pitfalls",
}


def group_json(report: RoundReport) -> dict[str, Any]:
    """The round in the shape of docs/bestandsformaat.md: Dutch keys, numbers unrounded, None for what is suppressed."""
    return {
        "schema": _SCHEMA,
        "instrument": report.catalog.instrument,
        "minimum": report.cohort.minimum,
        "bestanden": _files(report.files),
        "competenties": [_item(item, report.catalog) for item in report.cohort.figures],
        "ambitie": _ambition(report.wishes.ambition),
        "leermiddelen": _materials(report.wishes.materials),
        "ondersteuning": _support(report.wishes.support),
        "terugblik": _outcomes(report.wishes.outcomes),
        "woorden": _words(report.wishes.words, report.cohort.minimum),
        "opvallend": [_remark(remark) for remark in found_remarks(report)],
        **({} if report.subgroups is None else {"deelgroepen": _subgroups(report.subgroups)}),
        **(_exchange(report) if report.names_leaders else {}),
    }


def _ambition(figures: Ambition | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        return {"n": figures.n, "onderdrukt": True, **dict.fromkeys(("stappen", "nu", "ambitie", "pijlen"))}
    return {
        "n": figures.n,
        "stappen": {
            "beide": figures.both,
            "alleen_zelfregie": figures.self_direction,
            "alleen_differentiatie": figures.differentiation,
            "geen": figures.neither,
        },
        "nu": _spread(figures.now),
        "ambitie": _spread(figures.wanted),
        "pijlen": [
            {"van": _place(arrow.start), "naar": _place(arrow.end), "aantal": arrow.count} for arrow in figures.arrows
        ],
    }


def _spread(spread: Spread) -> dict[str, Any]:
    places = [{**_place(place), "aantal": count} for place, count in spread.places]
    return {"plaatsen": places, "elders": spread.elsewhere}


def _place(place: Position) -> dict[str, int]:
    return {"differentiatie": int(place.differentiation), "zelfregie": int(place.self_direction)}


def _materials(figures: MaterialsUse | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        return {"n": figures.n, "onderdrukt": True, "gebruikt": None}
    return {"n": figures.n, "gebruikt": figures.used}


def _support(figures: SupportWishes | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        nothing = dict.fromkeys(("steun", "punten", "andere_punten", "met_afspraak", "afspraken"))
        return {"n": figures.n, "onderdrukt": True, **nothing}
    return {
        "n": figures.n,
        "steun": [
            {"id": wish.id, "aantal": wish.count, "competenties": _counts(wish.items)} for wish in figures.wishes
        ],
        "punten": _counts(figures.chosen),
        "andere_punten": figures.others,
        "met_afspraak": figures.agreed,
        "afspraken": figures.agreements,
    }


def _counts(items: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"nummer": number, "aantal": count} for number, count in items]


def _outcomes(figures: Outcomes | Suppressed) -> dict[str, Any]:
    if isinstance(figures, Suppressed):
        return {"n": figures.n, "onderdrukt": True, "uitkomsten": None}
    return {"n": figures.n, "uitkomsten": {OUTCOME_KEYS[outcome]: count for outcome, count in figures.counts}}


def _words(words: GroupWords, minimum: int) -> dict[str, Any]:
    texts = {key: list(getattr(words, name)) for key, name in WORD_KEYS.items()}
    return {"n": words.n, "onderdrukt": True, **dict.fromkeys(texts)} if words.n < minimum else {"n": words.n, **texts}


def _remark(remark: Remark) -> dict[str, Any]:
    """The number of leaders only where the rule is about more than items."""
    return {
        "punt": remark.rule.id,
        **({"aantal": remark.count, "n": remark.n} if remark.n else {}),
        "cijfers": [
            {"nummer": one.number, "waarom": one.ground.value, "aantal": one.count, "n": one.n}
            for one in remark.evidence
        ],
    }


def _exchange(report: RoundReport) -> dict[str, Any]:
    return {
        "uitwisseling": [
            {
                "nummer": item.number,
                "zoekt": [leader.code for leader in item.seekers],
                "biedt": [leader.code for leader in item.offerers],
            }
            for item in report.exchanges
        ],
        **({"uitwisseling_onderdrukt": list(report.exchange_hidden)} if report.exchange_hidden else {}),
        "koppels": [_group(group) for group in report.proposal.groups],
        "ongekoppeld": [leader.code for leader in report.proposal.unmatched],
        "ongekoppeld_want": [_WHY[why] for why in report.proposal.reasons],
    }


def _files(files: FilesRead) -> dict[str, Any]:
    return {
        "gelezen": files.read,
        "geldig": files.valid,
        "afgewezen": [{"bestand": item.name, "problemen": list(item.problems)} for item in files.rejected],
        "dubbel": [
            {
                "id": item.id,
                "bestanden": list(item.names),
                "gebruikt": item.used,
                **({"andere_inhoud": True} if item.differs else {}),
                **({"andere_code": True} if item.other_code else {}),
            }
            for item in files.doubles
        ],
        "concepten": files.drafts,
        **({"voorbeelden": len(files.examples)} if files.examples else {}),
        **({"verzonnen": True} if files.made_up else {}),
        **_more_on(files),
    }


def _more_on(files: FilesRead) -> dict[str, Any]:
    """What is there only when it was found."""
    skipped = [{"bestand": item.name, "reden": item.why} for item in files.skipped]
    # Without the code: not everybody with a file agreed to be known by it.
    alike = [{"bestanden": list(item.names)} for item in files.namesakes]
    return {**({"overgeslagen": skipped} if skipped else {}), **({"zelfde_code": alike} if alike else {})}


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


def _subgroups(found: Subgroups) -> dict[str, Any]:
    return {
        "groepen": [
            {
                "naam": group.name,
                "n": group.size,
                "competenties": [
                    {
                        "nummer": item.number,
                        "belang": _distribution(item.importance),
                        "aanwezig": _distribution(item.attainment),
                        "verschil": _discrepancy(item.discrepancy),
                    }
                    for item in group.figures
                ],
            }
            for group in found.told
        ],
        "te_klein": {"groepen": found.small, "n": found.in_small},
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


def _group(group: ExchangeGroup) -> dict[str, Any]:
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
        "afspraken": _agreements(comparison.agreements),
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


def _agreements(told: AgreementFigures | Suppressed | Withheld) -> dict[str, Any]:
    if not isinstance(told, AgreementFigures):
        return {"n": told.n, "onderdrukt": True, "aantal": None, "terugblik": None}
    outcomes = told.outcomes
    if isinstance(outcomes, Suppressed | Withheld):
        counts: dict[str, Any] = {"n": outcomes.n, "onderdrukt": True, "uitkomsten": None}
    else:
        counts = {"n": told.looked_back, "uitkomsten": {OUTCOME_KEYS[one]: outcomes[one] for one in outcomes}}
    return {"n": told.leaders, "aantal": told.agreements, "terugblik": counts}


def _moves(moves: Moves | Suppressed | Withheld) -> dict[str, Any]:
    if isinstance(moves, Suppressed | Withheld):
        return {"n": moves.n, "onderdrukt": True, "omhoog": None, "gelijk": None, "omlaag": None}
    return {"n": moves.n, "omhoog": moves.up, "gelijk": moves.same, "omlaag": moves.down}


def _shift(shift: Shift | Suppressed | Withheld) -> dict[str, Any]:
    if isinstance(shift, Shift):
        return {"n": shift.n, "eerder": shift.rds_then, "later": shift.rds_now}
    return {"n": shift.n, "onderdrukt": True, "eerder": None, "later": None}
