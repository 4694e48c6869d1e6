"""The JSON of a round, to the letter of the contract."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, plain_catalog, report_round
from round_strategies import rounds
from zelfscan.domain import Catalog, DevelopmentPoint, Scan
from zelfscan.reports.forms.json import group_json
from zelfscan.reports.round_report import DoubleScan, FilesRead, Rejected, round_report


def test_the_shape_of_the_contract(catalog: Catalog) -> None:
    """Guards every key and its order, with a figure and a suppressed one."""
    scans = [make_scan(f"SL-0{k}", {1: (4, 2)}, exchange="" if k else None) for k in range(5)]
    files = FilesRead(
        8, 5, (Rejected("kapot.toml", ("regel 3",)),), (DoubleScan("x", ("a.toml", "b.toml"), "b.toml"),), 1
    )
    found = group_json(round_report(catalog, scans, files))
    assert list(found) == [
        "schema", "instrument", "minimum", "bestanden", "competenties", "ambitie", "leermiddelen", "ondersteuning",
        "terugblik", "woorden", "opvallend", "uitwisseling", "koppels", "ongekoppeld", "ongekoppeld_want",
    ]  # fmt: skip
    assert found["bestanden"] == {
        "gelezen": 8,
        "geldig": 5,
        "afgewezen": [{"bestand": "kapot.toml", "problemen": ["regel 3"]}],
        "dubbel": [{"id": "x", "bestanden": ["a.toml", "b.toml"], "gebruikt": "b.toml"}],
        "concepten": 1,
    }
    assert [item["nummer"] for item in found["competenties"]] == list(NUMBERS)
    first, second = found["competenties"][:2]
    assert first == {
        "nummer": 1,
        "gebied": catalog.area_of(1).name,
        "belang": {"n": 5, "aantallen": [0, 0, 0, 5], "percentages": [0, 0, 0, 100]},
        "aanwezig": {"n": 5, "aantallen": [0, 5, 0, 0], "percentages": [0, 100, 0, 0]},
        "verschil": {"n": 5, "lager": 5, "gelijk": 0, "hoger": 0, "rds": -100.0, "gemiddeld": 2.0, "mwds": 8.0},
        "belegd": 0,
        "rang": 1,
    }
    hidden = {"n": 0, "onderdrukt": True}
    scores = dict.fromkeys(("lager", "gelijk", "hoger", "rds", "gemiddeld", "mwds"))
    assert second["belang"] == second["aanwezig"] == {**hidden, "aantallen": None, "percentages": None}
    assert second["verschil"] == {**hidden, **scores}
    assert second["belegd"] is second["rang"] is None
    assert found["uitwisseling"] == [{"nummer": 1, "zoekt": ["SL-01", "SL-02", "SL-03", "SL-04"], "biedt": []}]
    assert (found["koppels"], found["ongekoppeld"]) == ([], ["SL-01", "SL-02", "SL-03", "SL-04"])
    assert found["ongekoppeld_want"] == ["niemand biedt"] * 4


def test_pairs_carry_their_reasons() -> None:
    """Guards the addition `koppels`, in which a chosen point is told apart."""
    scans = [
        replace(make_scan("A", {7: (4, 1), 17: (4, 4)}, exchange=""), development=(DevelopmentPoint(7),)),
        make_scan("B", {7: (4, 4), 17: (4, 2)}, exchange=""),
    ]
    found = group_json(round_report(plain_catalog(), scans, FilesRead(2, 2)))
    reasons = [
        {"nummer": 7, "leert": "A", "van": "B", "gekozen": True},
        {"nummer": 17, "leert": "B", "van": "A"},
    ]
    assert found["koppels"] == [{"deelnemers": ["A", "B"], "redenen": reasons}]


@given(rounds(), st.integers(1, 5))
def test_it_is_json_and_names_nobody_who_did_not_opt_in(scans: list[Scan], minimum: int) -> None:
    """Guards that everything serialises, and that below the minimum only n is there."""
    found = group_json(round_report(plain_catalog(), scans, FilesRead(len(scans), len(scans)), minimum))
    assert json.loads(json.dumps(found)) == found
    for item in found["competenties"]:
        for part in (item["belang"], item["aanwezig"], item["verschil"]):
            rest = {value for name, value in part.items() if name != "n" and not isinstance(value, list)}
            hidden = part.get("onderdrukt", False)
            # A comparison may be hidden too where somebody gave one answer only: see test_attack.py.
            one_only = part["n"] < max(item["belang"]["n"], item["aanwezig"]["n"])
            assert hidden == (part["n"] < minimum) or (part is item["verschil"] and one_only)
            assert not hidden or rest == {True, None}
    willing = {scan.participant for scan in scans if scan.exchange is not None}
    named = {code for item in found["uitwisseling"] for code in (*item["zoekt"], *item["biedt"])}
    assert named <= willing


def test_the_round_of_the_report(catalog: Catalog) -> None:
    """Guards n = 10 and n = 8 in every figure, as in the report."""
    found = group_json(round_report(catalog, report_round(), FilesRead(10, 10)))
    assert {(item["belang"]["n"], item["aanwezig"]["n"]) for item in found["competenties"]} == {(10, 8)}
    by_number = {item["nummer"]: item for item in found["competenties"]}
    assert by_number[16]["belang"]["percentages"] == [0, 0, 0, 100]
    assert [by_number[number]["belang"]["percentages"][3] for number in (1, 11, 28)] == [50, 50, 50]
    assert (by_number[17]["rang"], by_number[7]["rang"]) == (1, 2)
