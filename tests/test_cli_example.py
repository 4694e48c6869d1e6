"""`zelfscan voorbeeld`: made-up results to try things on, shaped on the source, apart from everybody's files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from builders import REPORT_ANSWERS, make_scan
from command_line import Here, content, write_round
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage import catalog_folder, example_scans, read_scan, write_example


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


def test_the_example_is_there_and_can_be_read(run: Here, tmp_path: Path) -> None:
    """Guards that the folder is on stdout, the commands to go on with on stderr, and that these work."""
    place = tmp_path / "om te proberen"
    status, out, err = run("voorbeeld", place)
    assert (status, out) == (0, f"{place}\n")
    assert run("controleer", place) == (0, "", "11 bestanden in orde; 0 met problemen.\n")
    opened, of_round = re.findall(r'zelfscan (?:open|groep) "(.+)"', err)
    assert run("rapport", opened, "-o", tmp_path / "rapport.md").status == 0
    told = run("groep", of_round, "--tekst")
    assert (told.status, told.err) == (0, "voorbeelden: al deze resultaten zijn verzonnen\n")
    assert "Leiders: 10" in told.out


def test_without_a_folder_it_stands_with_the_results(run: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the usual place, and that the command can be given again, which puts back what was changed."""
    monkeypatch.setenv("ZELFSCAN_EXPORTS", "hier")
    assert run("voorbeeld").out == f"{Path('hier', 'voorbeeld')}\n"
    before = content(Path("hier"))
    assert len(before) == 11
    leader = next(Path("hier", "voorbeeld").glob("*.toml"))
    leader.write_text(leader.read_text("utf-8").replace("De Voorbeeldschool", "Een andere"), encoding="utf-8")
    leader.with_name(f"{leader.stem}-rapport.pdf").write_bytes(b"%PDF-")
    assert run("voorbeeld").status == 0
    assert {name: data for name, data in content(Path("hier")).items() if name.endswith(".toml")} == before


@pytest.mark.parametrize("what", ["a file", "a result", "a folder", "a link", "in the round"])
def test_nothing_is_written_among_others_files(run: Here, tmp_path: Path, catalog: Catalog, what: str) -> None:
    """Guards a folder with anything of somebody's: all of it stays as it was, and nothing comes beside it."""
    place = tmp_path / "map"
    (place / "ronde").mkdir(parents=True)
    if what == "a result":
        write_round(place, [make_scan("SL-07", {7: (4, 2)})], catalog)
    elif what == "a folder":
        (place / "foto's").mkdir()
    elif what == "a link":
        (tmp_path / "elders").mkdir()
        (place / "ronde").rmdir()
        (place / "ronde").symlink_to(tmp_path / "elders", target_is_directory=True)
    else:
        (place / ("ronde" if what == "in the round" else "") / "SL-11_2026-11-22_0193c9a2.txt").write_text("van mij")
    before = content(tmp_path)
    status, out, err = run("voorbeeld", place)
    assert (status, out) == (1, "")
    assert "bevat al iets anders" in err
    assert "Er is niets geschreven." in err
    assert content(tmp_path) == before


def test_a_file_in_the_place_of_the_folder(run: Here, tmp_path: Path) -> None:
    """Guards that a file is called a file, and stays."""
    place = tmp_path / "brief"
    place.write_text("van mij")
    status, _, err = run("voorbeeld", place)
    assert (status, place.read_text()) == (1, "van mij")
    assert f"{place} is een bestand." in err


def test_the_round_has_the_figures_of_the_source(catalog: Catalog) -> None:
    """Guards the shape: per item the answers, and which go together, are those after the text of the report."""
    _, others = example_scans(catalog, catalog_folder())
    assert len(others) == 10
    for number, (importance, attainment) in REPORT_ANSWERS.items():
        wanted = Counter(zip(importance, (*attainment, None, None), strict=True))
        said = [scan.rating(number) for scan in others]
        levels = [(str(int(one.importance or 0)), one.attainment and str(int(one.attainment))) for one in said]
        assert Counter(levels) == wanted, number


def test_every_example_says_that_it_is_one(catalog: Catalog) -> None:
    """Guards that nothing made up is ever counted as real, and that the leader shows all that a result can hold."""
    leader, others = example_scans(catalog, catalog_folder())
    assert all(scan.made_up and not scan.is_draft for scan in (leader, *others))
    assert len({scan.id for scan in (leader, *others)}) == len({scan.participant for scan in (leader, *others)}) == 11
    assert leader.conversation is not None
    assert len(leader.conversation.points) == 3
    assert all(point.agreement.step and point.agreement.when for point in leader.development)


def test_an_instrument_without_an_example_says_so(tmp_path: Path, catalog: Catalog) -> None:
    """Guards the words for a catalog that brought none, and that no folder is made then."""
    with pytest.raises(ZelfscanError, match="geen voorbeeld"):
        write_example(tmp_path / "map", catalog, tmp_path)
    assert content(tmp_path) == {}


def test_the_made_up_leader_stays_made_up(tmp_path: Path, catalog: Catalog) -> None:
    """Guards that what is written holds the leader unchanged."""
    made = write_example(tmp_path / "map", catalog, catalog_folder())
    leader, _ = example_scans(catalog, catalog_folder())
    written = read_scan(made.leader, catalog)
    assert written.program.startswith("zelfscan ")
    assert (written.made_up, written.conversation, written.ratings) == (True, leader.conversation, leader.ratings)


def test_a_place_where_nothing_can_be_written_has_no_answers_to_lose(run: Here, tmp_path: Path) -> None:
    """Guards the words for an example that cannot be written: nobody's answers are at stake."""
    (tmp_path / "bestand").write_bytes(b"")
    status, out, err = run("voorbeeld", tmp_path / "bestand" / "vb")
    assert (status, out) == (1, "")
    assert "waar een map moet staan, staat een bestand" in err
    assert "Uw antwoorden" not in err


def test_every_command_that_is_shown_can_be_copied(run: Here, tmp_path: Path) -> None:
    """Guards quotes around a folder with a space in its name, in every command that says what to type next."""
    place = tmp_path / "mijn map"
    place.mkdir()
    said = [run("voorbeeld", place / "v"), run("catalogus", "--nieuw", place / "c")]
    said += [run("ronde-sleutel", place / "r.sleutel"), run(place)]
    for _, _, err in said:
        shown = [command for line in err.splitlines() if str(place) in (command := line.partition("zelfscan ")[2])]
        assert shown
        assert all(f'"{place}' in command for command in shown)
