"""`zelfscan groep`: figures from the files of a round, for people and for scripts."""

from __future__ import annotations

import csv
import json
import stat
import sys
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from builders import DURATION, NUMBERS, STARTED, make_scan, report_round
from command_line import Here, apart, content, write_round
from zelfscan.cli.parser import MINIMUM
from zelfscan.domain import DEFAULT_MINIMUM, Catalog
from zelfscan.storage.draft_journal import Journal
from zelfscan.storage.result_writer import dumps

SCALE_KEYS = ["n", "aantallen", "percentages"]
FIRST_REASON = "groot.toml: dit bestand is te groot (meer dan 2 MB)."
SCORE_KEYS = ["n", "lager", "gelijk", "hoger", "rds", "gemiddeld", "mwds"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def ronde(tmp_path: Path, catalog: Catalog) -> Path:
    """The folder with the round of the report: ten leaders, two of them on importance alone."""
    return write_round(tmp_path / "ronde", report_round(), catalog)


def test_the_command_and_the_figures_have_one_minimum() -> None:
    """Guards the number that the parser repeats, as it may not load the figures."""
    assert MINIMUM == DEFAULT_MINIMUM


def shown(run: Here, *words: str | Path) -> dict[str, Any]:
    """The JSON of a round that is read without a word on stderr."""
    status, out, err = run("groep", *words, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def assert_keys(found: dict[str, Any], *, suppressed: bool) -> None:
    """The keys of the contract and our additions, in order, all the way down."""
    hidden = ["onderdrukt"] if suppressed else []
    assert list(found) == [
        "schema", "instrument", "minimum", "bestanden", "competenties", "ambitie", "leermiddelen", "ondersteuning",
        "terugblik", "woorden", "opvallend", "uitwisseling", "koppels", "ongekoppeld", "ongekoppeld_want",
    ]  # fmt: skip
    assert list(found["bestanden"]) == ["gelezen", "geldig", "afgewezen", "dubbel", "concepten"]
    assert [item["nummer"] for item in found["competenties"]] == list(NUMBERS)
    for item in found["competenties"]:
        assert list(item) == ["nummer", "gebied", "belang", "aanwezig", "verschil", "belegd", "rang"]
        for scale in ("belang", "aanwezig"):
            assert list(item[scale]) == [SCALE_KEYS[0], *hidden, *SCALE_KEYS[1:]]
        without = ["onderdrukt"] if item["rang"] is None else []
        assert list(item["verschil"]) == [SCORE_KEYS[0], *without, *SCORE_KEYS[1:]]
    for item in found["uitwisseling"]:
        assert list(item) == ["nummer", "zoekt", "biedt"]


def test_the_keys_of_the_contract(run: Here, ronde: Path) -> None:
    """Guards every key, with nearly all figures shown and with all of them suppressed."""
    found = shown(run, ronde)
    assert_keys(found, suppressed=False)
    assert [item["nummer"] for item in found["competenties"] if item["rang"] is None] == [2, 9, 10, 12, 14, 20, 22]
    hidden = shown(run, ronde, "--minimum", "11")
    assert_keys(hidden, suppressed=True)
    for item in hidden["competenties"]:
        assert item["belegd"] is item["rang"] is None
        for part in (item["belang"], item["aanwezig"], item["verschil"]):
            assert part["onderdrukt"] is True
            assert {value for key, value in part.items() if key not in {"n", "onderdrukt"}} == {None}


def test_the_minimum_goes_per_scale(run: Here, ronde: Path) -> None:
    """Guards that nine hides attainment (n = 8) and leaves importance (n = 10), and that five is the default."""
    assert shown(run, ronde)["minimum"] == 5
    found = shown(run, ronde, "--minimum", "9")
    assert found["minimum"] == 9
    for item in found["competenties"]:
        assert ("onderdrukt" in item["belang"], "onderdrukt" in item["aanwezig"]) == (False, True)
        assert item["verschil"]["onderdrukt"] is True


def test_the_figures_of_the_report(run: Here, ronde: Path) -> None:
    """Guards the whole way from files to figures: n = 10 and 8, percentages that add up, 17 and 7 on top."""
    found = shown(run, ronde)
    assert found["bestanden"] == {"gelezen": 10, "geldig": 10, "afgewezen": [], "dubbel": [], "concepten": 0}
    by_number = {item["nummer"]: item for item in found["competenties"]}
    assert {(item["belang"]["n"], item["aanwezig"]["n"]) for item in by_number.values()} == {(10, 8)}
    assert by_number[16]["belang"]["percentages"] == [0, 0, 0, 100]
    assert all(
        sum(item[scale]["percentages"]) == 100 for item in by_number.values() for scale in ("belang", "aanwezig")
    )
    assert (by_number[17]["rang"], by_number[7]["rang"]) == (1, 2)


def test_only_json_on_stdout(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards that refused and double files are told on stderr and in the JSON, by their place in the folder."""
    scan = report_round()[0]
    later = replace(scan, finished=STARTED + DURATION + timedelta(hours=1))
    (ronde / "diep").mkdir()
    (ronde / "diep" / "later.toml").write_bytes(dumps(later, catalog))
    (ronde / "diep" / "kapot.toml").write_text("schema = 1\n[scan]\nid = 3", encoding="utf-8")
    status, out, err = run("groep", ronde, "--json")
    assert status == 1
    files = json.loads(out)["bestanden"]
    assert (files["gelezen"], files["geldig"]) == (12, 10)
    assert files["dubbel"] == [
        {"id": str(scan.id), "bestanden": ["000.toml", "diep/later.toml"], "gebruikt": "diep/later.toml"}
    ]
    (refused,) = files["afgewezen"]
    assert refused["bestand"] == "diep/kapot.toml"
    assert len(refused["problemen"]) > 3
    first, second = err.splitlines()
    assert first == f"afgewezen: diep/kapot.toml: {'; '.join(refused['problemen'])}"
    assert second == "dubbel: 000.toml, diep/later.toml: daarvan telt diep/later.toml"


def test_a_double_is_no_fault(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards status 0 for doubles alone, one count each, and the whole path where two folders use one name."""
    again = write_round(ronde.parent / "nogmaals", report_round(), catalog)
    status, out, err = run("groep", ronde, again, ronde, "--json")
    files = json.loads(out)["bestanden"]
    assert (status, files["gelezen"], files["geldig"], len(files["dubbel"])) == (0, 20, 10, 10)
    assert files["dubbel"][0]["bestanden"] == sorted([str(again / "000.toml"), str(ronde / "000.toml")])
    assert len(err.splitlines()) == 10


def test_drafts_count_when_asked(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards that an unfinished scan is named, and counted only with --concepten."""
    write_round(ronde / "concept", [make_scan("SL-99", {7: (4, 4)}, draft=True)], catalog)
    without, counted = shown(run, ronde), shown(run, ronde, "--concepten")
    assert (without["bestanden"]["geldig"], without["bestanden"]["concepten"]) == (10, 1)
    assert (counted["bestanden"]["geldig"], counted["bestanden"]["concepten"]) == (11, 1)
    assert (without["competenties"][6]["belang"]["n"], counted["competenties"][6]["belang"]["n"]) == (10, 11)


def test_a_draft_of_a_killed_program_counts_in_its_newest_state(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards that a scan that only stands in the journal that a killed program left is a draft like any other, and
    that reading it changes nothing."""
    scan = make_scan("SL-99", {7: (4, 4)}, draft=True)
    draft = ronde / "concepten" / f"{scan.id}.toml"
    draft.parent.mkdir()
    journal = Journal(draft)
    journal.add(dumps(scan, catalog))
    journal.close()
    assert shown(run, ronde)["bestanden"]["concepten"] == 1
    assert shown(run, ronde, "--concepten")["bestanden"]["geldig"] == 11
    assert list(draft.parent.iterdir()) == [journal.path]


@pytest.mark.parametrize("words", [[], ["--json"], ["--tekst"]])
def test_nothing_to_count_is_told(run: Here, tmp_path: Path, catalog: Catalog, words: list[str]) -> None:
    """Guards an empty folder (0), drafts alone (0), no valid file (1) and a missing folder (1): one Dutch line each,
    and no table of nothing."""
    line = "Er is geen enkele scan om te tellen."
    status, out, err = run("groep", tmp_path, *words)
    assert (status, err) == (0, f"{line}\n")
    assert bool(out) is ("--json" in words)
    write_round(tmp_path / "concept", [make_scan("A", draft=True)], catalog)
    status, _, err = run("groep", tmp_path, *words)
    assert (status, err) == (0, f"{line} Er is wel 1 concept: tel mee met --concepten.\n")
    (tmp_path / "kapot.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "groot.toml").write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    status, _, err = run("groep", tmp_path / "kapot.toml", tmp_path / "groot.toml", tmp_path / "weg", *words)
    assert status == 1
    assert err == f"{line} 3 bestanden zijn afgewezen (alle redenen: zelfscan controleer). {FIRST_REASON}\n"


@pytest.mark.parametrize("form", ["--json", "--tekst"])
def test_what_still_follows_is_told(run: Here, ronde: Path, form: str) -> None:
    """Guards the line on stderr for how many items the importance of a few follows, and that --streng takes it away."""
    run("groep", ronde, form)
    assert run.note.startswith("let op: Bij 17 van de 29 competenties volgt uit de aantallen nog wat de leiders ")
    assert run.note.count("\n") == 1
    run("groep", ronde, form, "--streng")
    assert run.note == ""


def test_in_a_pipe_it_is_text(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards plain text without screen codes where nobody looks, the same as with --tekst and apart."""
    told = run("groep", ronde)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("Groepsbeeld leidinggeven aan onderwijs en ict\n")
    assert "\x1b" not in told.out
    assert run("groep", ronde, "--tekst") == told
    assert apart("groep", ronde, home=tmp_path) == told._replace(err=run.note)


def test_csv_with_its_syntax(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards a row per item x scale x level, the SPSS syntax beside it, and a stdout that stays empty."""
    path = tmp_path / "uit" / "cijfers.csv"
    path.parent.mkdir()
    assert run("groep", ronde, "--csv", path) == (0, "", "")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 29 * 2 * 4
    assert sorted(content(path.parent)) == [
        "cijfers-wensen.csv", "cijfers-wensen.sps", "cijfers.csv", "cijfers.sps",
    ]  # fmt: skip
    assert f"'{path}'" in path.with_suffix(".sps").read_text(encoding="utf-8-sig")


def test_raw_answers_only_when_asked(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that codes stand in the raw file alone, a row per scan x item, and that text comes along when asked."""
    cijfers, ruw = tmp_path / "cijfers.csv", tmp_path / "ruw.csv"
    told = run("groep", ronde, "--csv", cijfers, "--ruw", ruw, "--tekst")
    assert told.status == 0
    assert told.out.startswith("Groepsbeeld leidinggeven aan onderwijs en ict\n")
    assert len(ruw.read_text(encoding="utf-8-sig").splitlines()) == 1 + 10 * 29
    assert "SL-01" in ruw.read_text(encoding="utf-8-sig")
    assert "SL-01" not in cijfers.read_text(encoding="utf-8-sig") + told.out
    assert ruw.with_suffix(".sps").exists()


def test_xlsx(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards a workbook that opens, with its sheets, and JSON beside it."""
    path = tmp_path / "cijfers.xlsx"
    status, out, err = run("groep", ronde, "--xlsx", path, "--json")
    assert (status, err, json.loads(out)["schema"]) == (0, "", 1)
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheets = ["figuren", "ranglijst", "kwadrant", "wensen", "uitwisseling", "codeboek"]
    assert [name.lower() for name in book.sheetnames] == sheets


def test_outputs_are_for_the_own_account(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that what holds single leaders' answers is readable for its owner only, where the system has that."""
    path = tmp_path / "ruw.csv"
    assert run("groep", ronde, "--ruw", path).status == 0
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [[], ["--streng"]])
def test_progress_tells_no_score_that_a_round_keeps(run: Here, ronde: Path, words: list[str]) -> None:
    """Guards that an item without a discrepancy in the round has no scores in the progress either."""
    found = shown(run, ronde, "--eerder", ronde, *words)
    kept = {item["nummer"] for item in found["competenties"] if item["rang"] is None}
    assert len(kept) > 5
    without = {item["nummer"] for item in found["vooruitgang"]["competenties"] if item["rds"]["later"] is None}
    assert without == kept


@pytest.mark.heavy
def test_an_earlier_round_adds_progress(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards the key `vooruitgang` with its keys, which is there only with --eerder, in JSON and in text."""
    year = timedelta(days=365)
    earlier = [
        make_scan(scan.participant, scan.ratings, assessment=scan.assessment, started=STARTED - year)
        for scan in report_round()[:9]
    ]
    folder = write_round(tmp_path / "eerder", earlier, catalog)
    assert "vooruitgang" not in shown(run, ronde)
    found = shown(run, ronde, "--eerder", folder)
    progress = found.pop("vooruitgang")
    assert_keys(found, suppressed=False)
    keys = ["gekoppeld", "alleen_eerder", "alleen_later", "meer_dan_eens", "afspraken", "competenties"]
    assert list(progress) == keys
    assert progress["afspraken"] == {"n": 0, "onderdrukt": True, "aantal": None, "terugblik": None}
    assert (progress["gekoppeld"], progress["alleen_eerder"], progress["alleen_later"]) == (9, 0, 1)
    assert all(list(item) == ["nummer", "belang", "aanwezig", "rds"] for item in progress["competenties"])
    nothing = {"omhoog": None, "gelijk": None, "omlaag": None}
    assert progress["competenties"][0]["belang"] == {"n": 9, "onderdrukt": True, **nothing}
    assert progress["competenties"][0]["aanwezig"] == {"n": 8, "omhoog": 0, "gelijk": 8, "omlaag": 0}
    text = run("groep", ronde, "--tekst", "--eerder", folder)
    assert len(text.out) > len(run("groep", ronde, "--tekst").out)


def test_faults_in_the_earlier_round_count(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards status 1 and a line on stderr for a broken earlier file, and an earlier round without any scan."""
    folder = write_round(tmp_path / "eerder", [make_scan("SL-01")], catalog)
    (folder / "kapot.toml").write_text("x", encoding="utf-8")
    status, out, err = run("groep", ronde, "--json", "--eerder", folder)
    assert (status, json.loads(out)["bestanden"]["afgewezen"]) == (1, [])
    assert err.startswith("afgewezen: kapot.toml: ")
    (folder / "000.toml").unlink()
    status, out, err = run("groep", ronde, "--json", "--eerder", folder)
    assert (status, out) == (1, "")
    assert "afgewezen: kapot.toml: " in err
    assert "In de eerdere ronde staat geen bruikbaar resultaat." in err


@pytest.mark.parametrize("option", ["--csv", "--ruw", "--xlsx"])
@pytest.mark.parametrize("name", ["000.toml", "nieuw.TOML", "lijst", "", "diep"])
def test_no_output_over_somebodys_answers(run: Here, ronde: Path, catalog: Catalog, option: str, name: str) -> None:
    """Guards that a result, an input of any name and a folder are refused with 2, and that nothing is written."""
    lijst = ronde / "lijst"
    lijst.write_bytes(dumps(make_scan("SL-77"), catalog))
    (ronde / "diep").mkdir()
    before = content(ronde)
    status, out, err = run("groep", ronde, lijst, "--json", option, ronde / name if name else "")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == (1 if name else 2)
    assert content(ronde) == before


def test_an_earlier_file_is_not_written_over(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards the earlier round as well, also where only the .sps beside the CSV would hit it."""
    earlier = tmp_path / "eerder.sps"
    earlier.write_bytes(dumps(make_scan("SL-01"), catalog))
    status, _, err = run("groep", ronde, "--eerder", earlier, "--csv", tmp_path / "eerder.csv")
    assert status == 2
    assert "wordt ook gelezen" in err
    assert not (tmp_path / "eerder.csv").exists()


def test_outputs_do_not_cover_each_other(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards two outputs with one name, and two CSV files with one .sps."""
    for other in ("a.csv", "a.CSV", f"../{tmp_path.name}/a.csv"):
        status, out, err = run("groep", ronde, "--csv", tmp_path / "a.csv", "--ruw", tmp_path / other)
        assert (status, out) == (2, "")
        assert "dezelfde naam" in err
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize("option", ["--csv", "--ruw", "--xlsx"])
@pytest.mark.parametrize(
    ("name", "why"), [("weg/uit.csv", "bestaat niet"), ("000.toml/uit.csv", "bestand"), (f"{'a' * 300}.csv", "te lang")]
)
def test_an_output_that_cannot_be_written(run: Here, ronde: Path, option: str, name: str, why: str) -> None:
    """Guards status 1 with the reason in Dutch, and that the results stay as they are."""
    before = content(ronde)
    ending = ".xlsx" if option == "--xlsx" else ".csv"
    status, out, err = run("groep", ronde, option, (ronde / name).with_suffix(ending))
    assert (status, out) == (1, "")
    assert "kon niet worden geschreven: " in err
    assert why in err
    assert content(ronde) == before


def test_files_that_change_nothing(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that the order of paths, a split over folders and a broken file leave every figure as it was."""
    one = write_round(tmp_path / "een", report_round()[::2], catalog)
    other = write_round(tmp_path / "twee", reversed(report_round()[1::2]), catalog)
    whole = shown(run, ronde)["competenties"]
    assert shown(run, one, other)["competenties"] == shown(run, other, one)["competenties"] == whole
    (one / "kapot.toml").write_text("[", encoding="utf-8")
    assert json.loads(run("groep", other, one, "--json").out)["competenties"] == whole


def test_examples_are_set_aside_beside_real_results(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that made-up results never count with real ones, that this is told with status 1, and that a folder of
    examples alone is counted and told to be made up, also when a real round is held against it.
    """
    examples = [replace(make_scan(f"VB-{place}", {7: (1, 4)}), made_up=True) for place in range(2)]
    made_up = write_round(tmp_path / "voorbeeld", examples, catalog)
    status, out, err = run("groep", ronde, made_up, "--json")
    files = json.loads(out)["bestanden"]
    names = ", ".join(map(str, sorted(made_up.glob("*.toml"))))
    assert (status, err) == (1, f"voorbeelden: 2 verzonnen resultaten tellen niet mee naast echte: {names}\n")
    assert (files["gelezen"], files["geldig"], files["voorbeelden"]) == (12, 10, 2)
    assert json.loads(out)["competenties"] == shown(run, ronde)["competenties"]

    status, out, err = run("groep", made_up, "--json")
    assert (status, err) == (0, "voorbeelden: al deze resultaten zijn verzonnen\n")
    assert (json.loads(out)["bestanden"]["geldig"], json.loads(out)["bestanden"]["verzonnen"]) == (2, True)
    assert "alles is verzonnen" in run("groep", made_up, "--tekst")[1]

    status, out, err = run("groep", ronde, "--eerder", made_up, "--json")
    assert (status, out) == (1, "")
    assert "De ene ronde is verzonnen" in err


def test_parts_of_a_round(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards figures per school and per list, in JSON and in text; both at once and another word are refused."""
    scans = [replace(scan, school=f"School {place % 2}") for place, scan in enumerate(report_round())]
    folder = write_round(tmp_path / "ronde", scans, catalog)
    lists = tmp_path / "groepen.csv"
    lists.write_text("".join(f"{scan.participant};groep {scan.school[-1]}\n" for scan in scans), encoding="utf-8")
    for words, names in ((("--per", "school"), "School"), (("--groepen", str(lists)), "groep")):
        found = json.loads(run("groep", folder, *words, "--json").out)["deelgroepen"]
        assert [(group["naam"], group["n"]) for group in found["groepen"]] == [(f"{names} 0", 5), (f"{names} 1", 5)]
        assert found["te_klein"] == {"groepen": 0, "n": 0}
        item = found["groepen"][0]["competenties"][6]
        assert (item["belang"]["n"], item["aanwezig"]) == (
            5,
            {"n": 4, "onderdrukt": True, "aantallen": None, "percentages": None},
        )
        assert "Deelgroepen" in run("groep", folder, *words, "--tekst").out
        # They name nobody, so they stay where the exchange stays out.
        assert "deelgroepen" in json.loads(run("groep", folder, *words, "--json", "--zonder-uitwisseling").out)
        table, book = tmp_path / f"{names}.csv", tmp_path / f"{names}.xlsx"
        assert run("groep", folder, *words, "--csv", table, "--xlsx", book).status == 0
        beside = table.with_name(f"{names}-deelgroepen.csv")
        rows = list(csv.DictReader(beside.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert len(rows) == 2 * 29
        assert [rows[6][f"belang_{level}"] for level in range(1, 5)] == list(map(str, item["belang"]["aantallen"]))
        assert (rows[6]["n_aanwezig"], rows[6]["aanwezig_1"], rows[6]["lager"]) == ("4", "", "")
        assert beside.with_suffix(".sps").exists()
        sheet = openpyxl.load_workbook(book)["deelgroepen"]
        assert [cell.value for cell in sheet[8]][:5] == [f"{names} 0", 5, 7, catalog.competency(7).label, 5]
    assert run("groep", folder, "--per", "school", "--groepen", lists).status == 2
    lists.write_text(lists.read_text(encoding="utf-8") + "SL-O2;groep 0\n", encoding="utf-8")
    status, _, err = run("groep", folder, "--groepen", lists, "--json")
    assert (status, err) == (0, "groepen: sl-o2 staat in de lijst, en heeft geen scan\n")
    assert run("groep", folder, "--per", "regio").status == 2


def test_progress_knows_what_is_told_beside_it(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that what moved gives way to the parts and to the exchange of the same call, and says so."""
    scans = [replace(scan, school="AB"[place > 4], exchange="") for place, scan in enumerate(report_round())]
    year = timedelta(days=365)
    others = [replace(scan, id=UUID(int=place), started=scan.started - year) for place, scan in enumerate(scans[:9])]
    now, then = write_round(tmp_path / "nu", scans, catalog), write_round(tmp_path / "toen", others, catalog)
    words = (now, "--eerder", then)

    def told(*more: str | Path) -> set[int]:
        items = json.loads(run("groep", *words, *more, "--json").out)["vooruitgang"]["competenties"]
        return {item["nummer"] for item in items if item["aanwezig"]["omhoog"] is not None}

    alone = told("--zonder-uitwisseling")
    assert len(alone) == 29
    # One more leader said what is important.
    assert told("--zonder-uitwisseling", "--per", "school") == set()
    assert "Naast deelgroepen" in run("groep", *words, "--per", "school", "--tekst").out
    (now / "007.toml").write_bytes(dumps(replace(scans[7], exchange=None), catalog))
    (then / "007.toml").write_bytes(dumps(replace(others[7], exchange=None), catalog))
    assert told() < alone
    assert told("--zonder-uitwisseling", "--uitwisseling", tmp_path / "uit.md") == told()


def test_figures_alone_are_written(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that --figuren without another output makes its folder, and prints no text."""
    told = run("groep", ronde, "--figuren", tmp_path / "figuren")
    assert (told.status, told.out) == (0, "")
    assert len(list((tmp_path / "figuren").glob("figuur-*.svg"))) == 8
