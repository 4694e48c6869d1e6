"""`zelfscan rapport` and `groep --rapport`: reports from files, for people who take them along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from builders import make_scan, report_round
from command_line import Here, apart, content, write_round
from paper_reports import full_leader, pdf_text
from zelfscan.domain import Catalog, Division, Holding, Role
from zelfscan.reports.forms import pdf
from zelfscan.storage.division import division_path, write_division
from zelfscan.storage.result_writer import dumps


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def result(tmp_path: Path, catalog: Catalog) -> Path:
    """The result of a leader who filled in everything."""
    path = tmp_path / "SL-07.toml"
    path.write_bytes(dumps(full_leader(), catalog))
    return path


@pytest.fixture
def ronde(tmp_path: Path, catalog: Catalog) -> Path:
    """The folder with the round of the report."""
    return write_round(tmp_path / "ronde", report_round(), catalog)


def test_a_report_goes_beside_the_result(run: Here, result: Path) -> None:
    """Guards the report without further options: a PDF with a name of its own, told on stderr and not on stdout."""
    before = result.read_bytes()
    status, out, err = run("rapport", result)
    made = result.with_name("SL-07-rapport.pdf")
    assert (status, out) == (0, "")
    assert str(made) in err
    assert "Waar u aan wilt werken" in pdf_text(made.read_bytes())
    assert result.read_bytes() == before


def test_the_name_says_the_form(run: Here, result: Path, tmp_path: Path) -> None:
    """Guards `-o` with both suffixes, in any case, and the quadrant alone beside a report or by itself."""
    assert run("rapport", result, "-o", tmp_path / "a.MD", "--svg", tmp_path / "a.svg").status == 0
    assert (tmp_path / "a.MD").read_text(encoding="utf-8").startswith("# Zelfscan")
    assert run("rapport", result, "--uit", tmp_path / "b.pdf").status == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    assert run("rapport", result, "--svg", tmp_path / "c.svg").status == 0
    assert (tmp_path / "c.svg").read_bytes() == (tmp_path / "a.svg").read_bytes()
    assert not result.with_name("SL-07-rapport.pdf").exists()


@pytest.mark.parametrize("words", [["-o", "x.docx"], ["-o", "x"], ["-o", "x.toml"], ["--svg", "x.png"], ["-o", "."]])
def test_a_name_that_cannot_be_is_wrong_use(run: Here, result: Path, words: list[str]) -> None:
    """Guards that another suffix, a folder or the name of a result is refused before anything is read or written."""
    before = content(result.parent)
    status, out, err = run("rapport", result, *words)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert content(result.parent) == before


def test_a_report_never_replaces_what_it_reads(run: Here, result: Path, tmp_path: Path) -> None:
    """Guards a result that someone named as if it were a report."""
    odd = tmp_path / "antwoorden.md"
    odd.write_bytes(result.read_bytes())
    assert run("rapport", odd, "-o", odd).status == 2
    assert odd.read_bytes() == result.read_bytes()
    assert run("rapport", result, "-o", tmp_path / "x.md", "--svg", tmp_path / "x.svg").status == 0


def test_a_broken_result_gives_no_report(run: Here, tmp_path: Path) -> None:
    """Guards that a refused file is told with status 1 and that no report is made of it."""
    broken = tmp_path / "kapot.toml"
    broken.write_text("schema = 1\n", encoding="utf-8")
    status, out, err = run("rapport", broken)
    assert (status, out) == (1, "")
    assert "geen geldig resultaat" in err
    assert list(tmp_path.iterdir()) == [broken]


def test_without_the_typesetter_markdown_is_offered(
    run: Here, result: Path, ronde: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the message where the extra is missing, for both commands, and that Markdown works all the same."""
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: False)
    for words in (("rapport", result), ("groep", ronde, "--rapport", tmp_path / "g.pdf")):
        status, out, err = run(*words)
        assert (status, out) == (1, "")
        assert "zelfscan[pdf]" in err
        assert ".md" in err
    assert run("rapport", result, "-o", tmp_path / "a.md").status == 0
    assert run("groep", ronde, "--rapport", tmp_path / "g.md").status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SL-07.toml", "a.md", "g.md", "ronde"]


def test_a_code_of_two_scans_has_no_others_beside_it(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards the other scan under a code, maybe of somebody else: the whole round less the others would tell it all."""
    mine, chapter = ronde / "000.toml", "naast dat van de anderen"
    words = ("rapport", mine, "--ronde", ronde, "-o", tmp_path / "a.md", "--overschrijf")
    assert run(*words).status == 0
    assert chapter in (tmp_path / "a.md").read_text(encoding="utf-8")
    first = report_round()[0].participant
    other = make_scan(first.lower(), {7: (4, 2)}, round_name="najaar-2026")
    write_round(ronde / "meer", [other], catalog)
    found = run(*words)
    assert f"Onder de code {first} staat nog een scan in de ronde." in " ".join(found.err.split())
    assert chapter not in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_the_group_report_keeps_the_minimum(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards `--minimum` in the report, and that a report beside other outputs prints nothing on stdout."""
    words = ("groep", ronde, "--rapport", tmp_path / "g.md", "--csv", tmp_path / "g.csv", "--minimum", "9")
    status, out, _ = run(*words)
    assert (status, out) == (0, "")
    text = (tmp_path / "g.md").read_text(encoding="utf-8")
    # Eight leaders judged attainment: below nine nothing of it may show.
    assert "te weinig antwoorden" in text
    assert "9 antwoorden per cijfer" in text
    assert "| rang |" not in text


def test_the_group_report_and_quadrant_are_written(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards `groep --rapport` as PDF and `--svg`, and that outputs may not share a name."""
    assert run("groep", ronde, "--rapport", tmp_path / "g.pdf", "--svg", tmp_path / "g.svg").status == 0
    assert "Methode en bronnen" in pdf_text((tmp_path / "g.pdf").read_bytes())
    assert (tmp_path / "g.svg").read_text(encoding="utf-8").startswith("<svg")
    assert run("groep", ronde, "--rapport", tmp_path / "x.md", "--csv", tmp_path / "x.md").status == 2
    assert run("groep", ronde, "--rapport", tmp_path / "x.doc").status == 2


def test_a_report_compares_with_an_earlier_round(run: Here, ronde: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that `--eerder` reaches the report of the group."""
    earlier = write_round(tmp_path / "eerder", report_round(), catalog)
    assert run("groep", ronde, "--eerder", earlier, "--rapport", tmp_path / "g.md").status == 0
    assert "## De vorige ronde en deze" in (tmp_path / "g.md").read_text(encoding="utf-8")


def test_the_same_round_gives_the_same_report(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that neither the time of making nor the order of the files reaches the bytes."""
    for name in ("a.pdf", "b.pdf"):
        assert run("groep", ronde, "--rapport", tmp_path / name).status == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_draft_can_be_reported_and_says_so(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards the report of a scan that is not finished."""
    draft = tmp_path / "concept.toml"
    draft.write_bytes(dumps(make_scan("SL-01", {7: (4, 1)}, draft=True), catalog))
    assert run("rapport", draft, "-o", tmp_path / "c.md").status == 0
    assert "nog niet afgerond" in (tmp_path / "c.md").read_text(encoding="utf-8")


def test_a_report_needs_no_screen(result: Path, tmp_path: Path) -> None:
    """Guards that neither form loads Textual, and that Markdown does not load the typesetter."""
    code = (
        "import sys\nfrom zelfscan.cli import main\nstatus = main(sys.argv[1:])\n"
        "print(*({'textual', 'plotext', 'typst'} & set(sys.modules)))\nsys.exit(status)"
    )
    assert apart("rapport", result, "-o", "a.md", home=tmp_path, code=code).out == "\n"
    assert apart("rapport", result, "-o", "a.pdf", home=tmp_path, code=code).out == "typst\n"


def test_a_folder_gives_a_report_per_result(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards a report beside every result, with the others of the round in it, and that a bad file stops no other."""
    folder = write_round(tmp_path / "ronde", report_round()[:6], catalog)
    (folder / "kapot.toml").write_text("x", encoding="utf-8")
    status, out, err = run("rapport", folder, "--ronde", folder)
    assert (status, out) == (1, "")
    assert err.splitlines()[-1].startswith("6 rapporten staan in ")
    assert len(list(folder.glob("*-rapport.pdf"))) == 6
    assert run("rapport", folder, "-o", tmp_path / "x.pdf").status == 2
    one = next(folder.glob("000*.toml"))
    paper = tmp_path / "een.md"
    for minimum, words in (("5", "[4]"), ("6", "te weinig anderen")):
        assert run("rapport", one, "--ronde", folder, "--minimum", minimum, "-o", paper).status == 1
        assert words in paper.read_text(encoding="utf-8").replace("\\", "")


def test_a_report_in_a_folder_is_that_of_the_file_alone(run: Here, result: Path, catalog: Catalog) -> None:
    """Guards the page with who has what in the school, also in the reports of a folder."""
    paper = result.with_name("SL-07-rapport.pdf")
    division = Division(full_leader().id, full_leader().participant, (Role("ict-coördinator", {7: Holding.HAS}),))
    write_division(division_path(result), division, catalog)
    assert run("rapport", result).status == 0
    alone = paper.read_bytes()
    paper.unlink()
    assert run("rapport", result.parent).status == 0
    assert paper.read_bytes() == alone
    assert "ict-coördinator" in pdf_text(alone)


def test_what_is_wrong_in_the_round_beside_a_result_is_told(run: Here, result: Path, tmp_path: Path) -> None:
    """Guards that a round that is refused or passed over is told, and ends in 1 when it was refused."""
    status, _, err = run("rapport", result, "--ronde", tmp_path / "weg", "-o", tmp_path / "a.md")
    assert status == 1
    assert "weg: dit bestand of deze map bestaat niet" in err
    (tmp_path / "ronde").mkdir()
    (tmp_path / "ronde" / "SL-08.toml.txt").write_bytes(result.read_bytes())
    status, _, err = run("rapport", result, "--ronde", tmp_path / "ronde", "-o", tmp_path / "a.md")
    assert status == 0
    assert "SL-08.toml.txt: de naam eindigt niet op .toml" in err


def test_what_gets_no_report_in_a_folder_is_told(run: Here, result: Path) -> None:
    """Guards the name of a result that is passed over because of how its name ends."""
    result.with_name("SL-08.toml.txt").write_bytes(result.read_bytes())
    status, _, err = run("rapport", result.parent)
    assert status == 0
    assert "overgeslagen: SL-08.toml.txt: de naam eindigt niet op .toml" in err


def test_reports_of_what_is_in_a_zip_go_beside_it(run: Here, result: Path, tmp_path: Path) -> None:
    """Guards a zip, the folder it is in and one result in it; no report takes the place of another, and a command for
    one result says what a zip is.
    """
    folder = tmp_path / "post"
    folder.mkdir()
    with ZipFile(folder / "post.zip", "w") as packed:
        for name in ("SL-07.toml", "b/SL-07.toml", "SL-08.toml"):
            packed.write(result, name)
    for given in (folder, folder / "post.zip"):
        status, _, err = run("rapport", given)
        assert status == 1
        assert "SL-07-rapport.pdf is al van een ander resultaat" in err
        assert err.endswith(f"2 rapporten staan in {folder}\n")
    assert sorted(path.name for path in folder.iterdir()) == ["SL-07-rapport.pdf", "SL-08-rapport.pdf", "post.zip"]
    (folder / "SL-08-rapport.pdf").unlink()
    assert run("rapport", folder / "post.zip" / "SL-08.toml").status == 0
    assert (folder / "SL-08-rapport.pdf").exists()
    assert "dit is een zip met resultaten" in run("vergelijk", folder / "post.zip", result).err


def test_a_name_that_nobody_chose_is_no_dead_end(run: Here, result: Path) -> None:
    """Guards a result of which the report would get a name that cannot be: how to give another one is told."""
    odd = result.rename(result.with_name("-streep.toml"))
    status, _, err = run("rapport", odd)
    assert status == 2
    assert "geef met -o een andere naam op" in err
    assert run("rapport", odd, "-o", result.with_name("a.md")).status == 0


def test_no_real_result_stands_beside_a_made_up_round(
    run: Here, result: Path, ronde: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """Guards that no report holds real answers beside made-up ones, whichever is which; of a folder the others come."""
    made_up = [replace(scan, made_up=True) for scan in report_round()]
    example = write_round(tmp_path / "voorbeeld", made_up, catalog)
    paper = tmp_path / "a.md"
    status, _, err = run("rapport", result, "--ronde", example, "-o", paper)
    assert (status, paper.exists()) == (1, False)
    assert "De ronde is verzonnen" in err
    status, _, err = run("rapport", example / "000.toml", "--ronde", ronde, "-o", paper)
    assert (status, paper.exists()) == (1, False)
    assert "Dit resultaat is verzonnen" in err
    (example / "echt.toml").write_bytes(result.read_bytes())
    assert run("rapport", example, "--ronde", example).status == 1
    assert run("rapport", example / "000.toml", "--ronde", tmp_path / "voorbeeld" / "001.toml", "-o", paper).status == 0
