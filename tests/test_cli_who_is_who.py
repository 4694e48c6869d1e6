"""`groep`: who is who, which files count, and that nothing which looks like a result is passed over in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from builders import DURATION, STARTED, make_scan, report_round
from command_line import Here, content, write_round
from zelfscan.domain import Catalog, Scan
from zelfscan.storage import usual_drafts
from zelfscan.storage.result_writer import dumps

FILES = ("gelezen", "geldig", "afgewezen", "dubbel", "concepten")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def ronde(tmp_path: Path, catalog: Catalog) -> Path:
    """The folder with the round of the report."""
    return write_round(tmp_path / "ronde", report_round(), catalog)


def read(run: Here, *words: str | Path) -> tuple[dict[str, Any], list[str]]:
    """What the JSON says of the files, and the lines on stderr; nothing was refused."""
    status, out, err = run("groep", *words, "--json")
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)["bestanden"]
    return found, err.splitlines()


def add(folder: Path, name: str, scan: Scan, catalog: Catalog) -> None:
    """Put one more result in a round."""
    (folder / name).write_bytes(dumps(scan, catalog))


def test_one_code_with_two_ids_is_told(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards that scans with one code, also in other capitals or with an accent stored otherwise, count each and are
    told in one line, with the status unchanged."""
    later = STARTED + timedelta(days=1)
    add(ronde, "x.toml", make_scan("sl-01", {7: (4, 1)}, started=later), catalog)
    add(ronde, "y.toml", make_scan("Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}", {7: (4, 1)}), catalog)
    add(ronde, "z.toml", make_scan("zoe\N{COMBINING DIAERESIS}", {7: (4, 1)}, started=later), catalog)
    files, told = read(run, ronde)
    assert (files["geldig"], len(told)) == (13, 2)
    assert told[0].startswith("zelfde code: SL-01 en sl-01 staan in 2 verschillende scans, die elk meetellen: ")
    assert told[0].endswith("000.toml, x.toml")
    assert files["zelfde_code"] == [{"bestanden": ["000.toml", "x.toml"]}, {"bestanden": ["y.toml", "z.toml"]}]


def test_very_many_doubles_are_counted(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that a folder that was copied into itself is told in fifty lines and a count, in both commands."""
    for number in range(53):
        for name in ("a", "b"):
            add(tmp_path, f"{number}{name}.toml", make_scan(f"SL-{number}", {7: (4, 1)}), catalog)
    for command in ("groep", "controleer"):
        lines = run(command, tmp_path).err.splitlines()
        assert (sum(line.startswith("dubbel: ") for line in lines), lines[50]) == (50, "en nog 3 andere")


def test_one_id_that_says_something_else_is_told(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards that an id counts once, by its latest change, and that other answers and another code are told as such."""
    first, second, third = report_round()[:3]
    finished = STARTED + DURATION
    add(ronde, "a.toml", replace(first, school="De Brug", changed=finished + timedelta(days=1)), catalog)
    add(ronde, "b.toml", replace(second, participant="SL-77", finished=finished + timedelta(days=1)), catalog)
    add(ronde, "c.toml", third, catalog)
    files, told = read(run, ronde)
    assert files["geldig"] == 10
    assert told == [
        "dubbel, met een andere inhoud: 000.toml, a.toml: daarvan telt a.toml",
        "dubbel, met een andere code: 001.toml, b.toml: daarvan telt b.toml",
        "dubbel: 002.toml, c.toml: daarvan telt c.toml",
    ]
    status, out, err = run("controleer", ronde)
    assert (status, out, err.splitlines()) == (0, "", [*told, "13 bestanden in orde; 0 met problemen."])
    assert [("andere_inhoud" in item, "andere_code" in item) for item in files["dubbel"]] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_more_rounds_in_one_count_are_told(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards one line when rounds are counted together, and that one name in two spellings is one round."""
    names = ("najaar", "Najaar", "voorjaar")
    scans = [make_scan(f"SL-{place}", {7: (4, 1)}, round_name=name) for place, name in enumerate(names)]
    folder = write_round(tmp_path / "r", scans, catalog)
    assert read(run, folder)[1] == ["rondes: 2 rondes in één telling, met de namen 'Najaar', 'najaar' en 'voorjaar'"]


def test_what_looks_like_a_result_is_named(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards other endings, half downloads, files in the cloud, a seal under another name, a zip without results and
    a result under another name; and that what surely is none stays quiet."""
    result = dumps(make_scan("SL-77"), catalog)
    for name, data in (
        ("a.toml.txt", result),
        ("b.toml.crdownload", b""),
        (".c.toml.icloud", b"bplist00"),
        ("d.age", b"age-encryption.org/v1\n"),
        ("e.txt", result),
        ("f", b"age-encryption.org/v1\n"),
        ("quiet.csv", b"code;ronde\n"),
        ("quiet.pdf", b"%PDF-1.7 [scan]"),
        ("quiet.png", b"\x89PNG"),
        ("._quiet.toml", b"\0"),
        ("notes.txt", b"Bel SL-03 [scan nog doen]."),
    ):
        (ronde / name).write_bytes(data)
    with ZipFile(ronde / "g.zip", "w") as packed:
        packed.writestr("foto.jpg", b"x")
    files, told = read(run, ronde)
    assert files["geldig"] == 10
    assert [line.split(":")[1].strip() for line in told] == [
        ".c.toml.icloud", "a.toml.txt", "b.toml.crdownload", "d.age", "e.txt", "f", "g.zip",
    ]  # fmt: skip
    assert all(line.startswith("overgeslagen: ") for line in told)
    assert files["overgeslagen"][0]["bestand"] == ".c.toml.icloud"
    assert "cloud" in told[0]
    assert "gedownload" in told[2]


def test_text_in_another_alphabet_is_told(run: Here, ronde: Path) -> None:
    """Guards a result that Notepad saved as Unicode: it is one, and how to save it is told in a sentence."""
    (ronde / "u16.toml").write_bytes("schema = 1".encode("utf-16"))
    told = "dit is tekst in UTF-16 (in Kladblok heet dat 'Unicode'); sla het bestand op als UTF-8\n"
    assert f"u16.toml: {told}" in run("groep", ronde).err


@pytest.mark.heavy
def test_another_kind_of_file_is_called_by_its_kind(run: Here, ronde: Path) -> None:
    """Guards files of other programs under our ending: the message names what they are."""
    for name, data, kind in (
        ("rtf", rb"{\rtf1 [scan]}", "een RTF-bestand"),
        ("html", b"\n<!DOCTYPE HTML><p>", "een webpagina"),
        ("pdf", b"%PDF-1.7\n", "een PDF"),
        ("leeg", b"", "een leeg bestand"),
        ("wit", b" \n\n", "een leeg bestand"),
        ("nul", bytes(500), "alleen nullen"),
        ("zip", b"PK\x03\x04rest", "een zip"),
        ("json", b'{"schema": 1}', "een JSON-bestand"),
    ):
        path = ronde / f"x-{name}.toml"
        path.write_bytes(data)
        status, _, err = run("groep", ronde)
        assert status == 1
        assert kind in err, name
        assert "en geen resultaat" in err, name
        status, _, err = run("rapport", path)
        assert status == 1
        assert "is geen geldig resultaat van zelfscan: dit is een" in err, name
        assert "teksteditor" not in err, name
        path.unlink()


def test_a_zip_is_read(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards results in a zip, in a folder or given by itself, by every command that reads; nothing is unpacked."""
    inner = tmp_path / "in" / "post.ZIP"
    inner.parent.mkdir()
    with ZipFile(inner, "w") as packed:
        for path in sorted(ronde.iterdir()):
            packed.write(path, f"map/{path.name}")
        packed.writestr("__MACOSX/map/._000.toml", b"\0")
        packed.writestr("lees mij.txt", b"x")
    before = content(inner.parent)
    files, told = read(run, inner.parent)
    assert (files["geldig"], told) == (10, [])
    files, told = read(run, inner, ronde)
    assert (files["gelezen"], files["geldig"], len(told)) == (20, 10, 10)
    assert run("controleer", inner).status == 0
    assert run("rapport", inner / "map" / "000.toml", "-o", tmp_path / "r.md").status == 0
    assert content(inner.parent) == before


def test_the_drafts_of_the_round_are_found(run: Here, ronde: Path, catalog: Catalog) -> None:
    """Guards `--concepten`: unfinished scans of this round that this computer keeps elsewhere count, others do not."""
    store = usual_drafts()
    for code, name in (("SL-90", "ronde"), ("SL-91", "een andere"), ("SL-92", "")):
        store.save(make_scan(code, {7: (4, 4)}, draft=True, round_name=name), catalog)
    assert read(run, ronde)[0]["geldig"] == 10
    files, told = read(run, ronde, "--concepten")
    assert (files["geldig"], files["concepten"]) == (11, 1)
    assert told == ["concepten: 1 concept van deze ronde op deze computer erbij"]


def test_what_the_shell_leaves_is_understood(run: Here, ronde: Path) -> None:
    """Guards wildcards that nobody expanded, the quote that Windows leaves of "C:\\map\\", and what that swallows."""
    assert read(run, ronde / "*.toml")[0]["geldig"] == 10
    assert read(run, ronde / "00[0-4].toml")[0]["geldig"] == 5
    assert read(run, f'{ronde}"')[0]["geldig"] == 10
    status, out, _ = run("groep", f'{ronde}" --json --minimum 3')
    assert (status, json.loads(out)["minimum"]) == (0, 3)
    assert run("groep", ronde / "niets*.toml").status == 1


def test_an_option_twice_is_refused(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that no repeated option is dropped in silence: keys and earlier rounds add up, all else is refused."""
    status, out, err = run("groep", ronde, "--csv", tmp_path / "a.csv", "--csv", tmp_path / "b.csv")
    assert (status, out) == (2, "")
    assert "--csv: staat er meer dan één keer" in err
    assert run("groep", ronde, "--minimum", "5", "--minimum", "5").status == 2
    assert "vooruitgang" in run("groep", ronde, "--eerder", ronde, "--eerder", ronde, "--json").out


@pytest.mark.parametrize(
    "words",
    [
        ["ronde-sleutel", "--", "--help"],
        ["ronde-sleutel", "--", "-x.sleutel"],
        ["scan", "--ronde=--help"],
        ["scan", "--exports=-x"],
        ["scan", "--ronde", "r", "--handtekening=-x"],
        ["groep", "r", "--csv=-x.csv"],
        ["rapport", "r.toml", "--uit=-x.pdf"],
    ],
)
def test_a_name_that_looks_like_an_option_is_refused(run: Here, tmp_path: Path, words: list[str]) -> None:
    """Guards names that begin with a dash: wrong use, said in a word, and nothing is made."""
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert "streepje" in err
    assert list(Path.cwd().glob("*-*")) == []
