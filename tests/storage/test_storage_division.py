"""`verdeling.toml`: what is written is read, what is wrong is told, and nobody takes it for a result."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from builders import STARTED, make_scan
from command_line import Here
from evil import ON_SCREENS
from zelfscan.domain import Catalog, Division, Holding, Role
from zelfscan.errors import ZelfscanError
from zelfscan.storage import (
    Key,
    ResultStore,
    Seal,
    belongs,
    division_of,
    division_path,
    list_files,
    read_division,
    write_division,
)

SCAN = make_scan("SL-07", {7: (4, 1)})
GOOD = f"""schema = 1

[verdeling]
code = "SL-07"
scan = "{SCAN.id}"
instrument = "leidinggeven-onderwijs-ict"
instrument_versie = 1

[[rollen]]
naam = "ict-coördinator"
heeft = [5, 21]
leert = [7]
"""


def test_what_is_written_is_read(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the round trip, open and sealed, and that a sealed division holds nothing to read."""
    division = Division(SCAN.id, "SL-07", (Role("i-coach", {5: Holding.HAS, 7: Holding.LEARNS}),), STARTED)
    path = division_path(tmp_path / "x.toml")
    write_division(path, division, catalog)
    assert read_division(path, catalog) == division
    assert division_of(tmp_path / "x.toml", SCAN, catalog) == division
    assert division_of(tmp_path / "x.toml", make_scan("SL-08"), catalog) is None
    assert belongs(Division(UUID(int=9), "Jose\u0301", ()), make_scan("jos\u00e9"))
    key = Key.new()
    closed = division_path(tmp_path / "y.toml", sealed=True)
    write_division(closed, division, catalog, Seal((key.recipient,), key))
    assert b"i-coach" not in closed.read_bytes()
    assert read_division(closed, catalog, key) == division


@pytest.mark.parametrize("text", ON_SCREENS)
def test_any_name_of_a_role_is_kept(catalog: Catalog, tmp_path: Path, text: str) -> None:
    """Guards hostile names: they come back as they were, or are refused, and never change the form of the file."""
    name = text.encode(errors="replace").decode()[:40]
    path = tmp_path / "verdeling.toml"
    write_division(path, Division(SCAN.id, "SL-07", (Role(name, {1: Holding.HAS}),)), catalog)
    try:
        found = read_division(path, catalog)
    except ZelfscanError:
        assert not name.strip()
    else:
        assert found.roles == (Role(name, {1: Holding.HAS}),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("schema = 1", "schema = 2", "vorm 2"),
        ("heeft", "heft", "onbekende sleutel"),
        ("[5, 21]", "[5, 30]", "30 staat niet"),
        ("[5, 21]", "[5, 7]", "7 staat er meer dan"),
        ("ict-coördinator", "U zelf", "kolom van wie de scan deed"),
        ("ict-coördinator", " ", "is leeg"),
        (str(SCAN.id), "x", "UUID"),
        (str(SCAN.id), f"{{{SCAN.id}}}", "UUID"),
        ("leidinggeven-onderwijs-ict", "anders", "leidinggeven-onderwijs-ict"),
    ],
)
def test_what_is_wrong_is_told(catalog: Catalog, tmp_path: Path, old: str, new: str, told: str) -> None:
    """Guards strict reading: the place and what was expected, and nothing is half read."""
    path = tmp_path / "verdeling.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ZelfscanError) as caught:
        read_division(path, catalog)
    assert any(told in problem for problem in caught.value.problems), caught.value.problems


def test_nobody_takes_it_for_a_result(catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards that a folder with a division is read, checked and counted as without."""
    store = ResultStore(tmp_path)
    path = store.save(SCAN, catalog)
    (tmp_path / "verdeling.toml").write_text(GOOD, encoding="utf-8")
    assert list(list_files([tmp_path])) == [path]
    assert [result.path for result in store.found(catalog).results] == [path]
    assert store.found(catalog).unreadable == 0
    told = Here(capsys)("controleer", tmp_path)
    assert (told.status, told.out) == (0, "")
    assert "1 bestand in orde" in told.err


def test_whoever_names_it_has_it_checked(catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards `controleer verdeling.toml`: a good one is in order, and of another every problem is told."""
    path = tmp_path / "Verdeling.toml"
    path.write_text(GOOD, encoding="utf-8")
    run = Here(capsys)
    told = run("controleer", path)
    assert (told.status, told.out) == (0, "")
    assert "1 bestand in orde; 0 met problemen" in told.err
    path.write_text(GOOD.replace("schema = 1", "schema = 1\nvreemd = 2"), encoding="utf-8")
    told = run("controleer", path)
    assert told.status == 1
    assert "vreemd" in told.out
    assert "0 bestanden in orde; 1 met problemen" in told.err


def test_the_sheet_as_a_table_and_in_the_report(
    catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guards `verdeling --csv`, the page in the report, and that another code's sheet stays as it is."""
    path = ResultStore(tmp_path).save(SCAN, catalog)
    run = Here(capsys)
    (tmp_path / "verdeling.toml").write_text(GOOD, encoding="utf-8")
    assert run("verdeling", path, "--csv", tmp_path / "blad.csv").status == 0
    lines = (tmp_path / "blad.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"nummer";"competentie";"u zelf";"ict-coördinator"'
    assert (len(lines), lines[5].endswith('"heeft"'), lines[7].endswith('"leert"')) == (30, True, True)
    assert run("rapport", path, "-o", tmp_path / "r.md").status == 0
    assert "Wie heeft wat in uw school" in (tmp_path / "r.md").read_text(encoding="utf-8")
    (tmp_path / "verdeling.toml").write_text(
        GOOD.replace("SL-07", "SL-08").replace(str(SCAN.id), "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e"), encoding="utf-8"
    )
    told = run("verdeling", path, "--csv", tmp_path / "ander.csv")
    assert (told.status, "andere code" in told.err) == (1, True)
