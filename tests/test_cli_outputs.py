"""Outputs never destroy: what a command may replace, what never, and that one that fails stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from builders import make_scan, report_round
from command_line import Here, content, write_round
from zelfscan.cli import outputs
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage import Key, places
from zelfscan.storage.result_writer import dumps

ALL = ("--csv", "--ruw", "--xlsx", "--rapport", "--uitwisseling", "--draaiboek", "--svg", "--naar")
ENDINGS = {
    "--csv": ".csv",
    "--ruw": ".csv",
    "--xlsx": ".xlsx",
    "--rapport": ".md",
    "--uitwisseling": ".md",
    "--draaiboek": ".md",
    "--svg": ".svg",
    "--naar": ".txt",
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def ronde(tmp_path: Path, catalog: Catalog) -> Path:
    """The folder with the round of the report."""
    return write_round(tmp_path / "ronde", report_round(), catalog)


def every_output(folder: Path) -> list[str | Path]:
    """Words that ask for each output of `groep` at once."""
    folder.mkdir(exist_ok=True)
    return [word for option in ALL for word in (option, folder / f"uit{option[1:]}{ENDINGS[option]}")]


@pytest.mark.heavy
def test_what_we_made_is_made_anew(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that each output of a command, the PDF and the data too, is replaced by a later run without asking."""
    words = [*every_output(tmp_path / "uit"), "--json"]
    for _ in range(2):
        status, _, err = run("groep", ronde, *words)
        assert (status, err) == (0, "")
        assert run("groep", ronde, "--rapport", tmp_path / "g.pdf", "--naar", tmp_path / "g.json").status == 0
        assert run("catalogus", "--naar", tmp_path / "c.txt") == (0, "", "")
        assert run("vergelijk", ronde / "000.toml", ronde / "001.toml", "--naar", tmp_path / "v.txt").status == 0
    assert len(content(tmp_path / "uit")) == len(ALL) + 4


@pytest.mark.heavy
def test_what_others_made_stays(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards every output of `groep` against a file that somebody else made: it stays, is named, says what to do, and
    is replaced with `--overschrijf` alone; and that one that cannot be written stops none of the others.
    """
    words = every_output(tmp_path / "uit")
    taken = [word for word in words if isinstance(word, Path)]
    taken.append(tmp_path / "uit" / "uit-csv-wensen.csv")
    for path in taken:
        path.write_text("van mij\n", encoding="utf-8")
        path.with_suffix(".sps").write_text("* van mij.\n", encoding="utf-8")
    before = content(tmp_path / "uit")
    free = tmp_path / "vrij.pdf"
    status, out, err = run("groep", ronde, *words)
    assert (status, out, content(tmp_path / "uit")) == (1, "", before)
    for path in taken:
        assert f"{path.name} is niet geschreven: daar staat een bestand dat zelfscan niet zo heeft gemaakt." in err
    assert "Het is niet veranderd. Kies een andere naam, of vervang het met --overschrijf." in err
    words[words.index("--rapport") + 1] = free
    assert run("groep", ronde, *words).status == 1
    assert free.is_file()
    assert run("groep", ronde, *words, "--overschrijf") == (0, "", "")
    after = content(tmp_path / "uit")
    untouched = {name for name in after if after[name] == before[name]}
    # What was not asked for: the report went elsewhere, and only tables have syntax beside them.
    assert untouched == {
        "uit-rapport.md",
        *(f"uit-{name}.sps" for name in ("rapport", "uitwisseling", "draaiboek", "svg", "xlsx", "naar")),
    }


def changed_syntax(data: bytes) -> bytes:
    """Syntax in which somebody added a line of their own."""
    return data.replace(b"EXECUTE.", b"FREQUENCIES belang.\nEXECUTE.")


def saved_again(data: bytes) -> bytes:
    """A workbook as another program saves it."""
    book, out = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    book.properties.lastModifiedBy = "mevrouw De Wit"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("option", "name", "change"),
    [
        ("--csv", "a.sps", changed_syntax),
        ("--csv", "a.csv", lambda data: data.replace(b'"nummer"', b'"mijn nummer"')),
        ("--ruw", "a.csv", lambda data: data.replace(b'"code";', b"")),
        ("--xlsx", "a.xlsx", saved_again),
        ("--rapport", "a.pdf", lambda data: data + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n"),
        ("--rapport", "a.pdf", lambda data: data.replace(b"zelfscan", b"iemand!!")),
        ("--rapport", "a.md", lambda data: b"# Verslag voor het bestuur\n" + data),
        ("--svg", "a.svg", lambda data: data.replace(b"<svg ", b'<svg id="x" ')),
        ("--naar", "a.txt", lambda data: b"Beste collega,\n" + data),
        ("--naar", "a.json", lambda data: b'{"schema": 1}'),
    ],
    ids=["syntax", "csv", "ruw", "xlsx", "pdf with notes", "pdf of others", "md", "svg", "txt", "json"],
)
@pytest.mark.heavy
def test_what_somebody_changed_is_theirs(
    run: Here, ronde: Path, tmp_path: Path, option: str, name: str, change: Callable[[bytes], bytes]
) -> None:
    """Guards the mark by which each form is known: without it the file stays, also where we made it once."""
    path = tmp_path / name
    asked = path if option != "--csv" else tmp_path / "a.csv"
    assert run("groep", ronde, option, asked).status == 0
    changed = change(path.read_bytes())
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    status, _, err = run("groep", ronde, option, asked)
    assert (status, path.read_bytes()) == (1, changed)
    assert f"{name} is niet geschreven" in err


@pytest.mark.parametrize(
    ("theirs", "words"), [(b"van mij\n", []), (Key.new().file_text().encode(), ["--overschrijf"])], ids=["file", "key"]
)
def test_what_comes_there_meanwhile_stays(
    run: Here, ronde: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: bytes, words: list[str]
) -> None:
    """Guards the last look: what somebody else puts there while the new file is being written is not replaced, and
    nothing of ours is left beside it."""
    path = tmp_path / "uit" / "a.md"
    path.parent.mkdir()
    synced = os.fsync

    def somebody_else_writes(descriptor: int) -> None:
        synced(descriptor)
        path.write_bytes(theirs)

    monkeypatch.setattr(os, "fsync", somebody_else_writes)
    status, _, err = run("groep", ronde, "--rapport", path, *words)
    assert (status, content(path.parent)) == (1, {"a.md": theirs})
    assert "a.md is niet geschreven: daar staat" in err


@pytest.mark.parametrize("option", ALL)
def test_what_is_precious_is_never_replaced(
    run: Here, ronde: Path, tmp_path: Path, catalog: Catalog, option: str
) -> None:
    """Guards that a key, a recipient and an answer, open or sealed, stay under the name of an output, also with
    `--overschrijf`; and that to name the key of the same run is wrong use.
    """
    path = tmp_path / f"uit{ENDINGS[option]}"
    key = Key.new()
    result = dumps(make_scan("SL-01"), catalog)
    for held in (key.file_text().encode(), f"{key.recipient}\n".encode(), result, b"age-encryption.org/v1\n-> x"):
        path.write_bytes(held)
        status, out, err = run("groep", ronde, option, path, "--overschrijf")
        assert (status, out, path.read_bytes()) == (1, "", held)
        assert "daar staat een" in err or "daar staat de" in err
        assert "--overschrijf" not in err
    path.write_bytes(key.file_text().encode())
    before = path.read_bytes()
    status, _, err = run("groep", ronde, option, path, "--sleutel", path, "--overschrijf")
    assert (status, path.read_bytes()) == (2, before)
    assert "wordt ook gelezen" in err


def test_a_calendar_of_another_program_is_theirs(tmp_path: Path) -> None:
    """Guards that a calendar of ours is made anew, and that one that another program saved stays."""
    path = tmp_path / "a.ics"
    ours = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//zelfscan//\r\nBEGIN:VEVENT\r\n"
    path.write_bytes(ours + b"SUMMARY:oud")
    outputs.write_output(path, ours)
    assert path.read_bytes() == ours
    theirs = ours.replace(b"zelfscan", b"iemand") + b"SUMMARY:PRODID:-//zelfscan//"
    path.write_bytes(theirs)
    with pytest.raises(ZelfscanError, match="is niet geschreven"):
        outputs.write_output(path, ours)
    assert path.read_bytes() == theirs


def test_no_output_among_drafts_or_in_the_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that what stands in the folder of drafts or of the catalog is never replaced, whatever it holds."""
    for name in ("catalog_folder", "drafts_folder"):
        path = tmp_path / name / "a.csv"
        path.parent.mkdir()
        path.write_bytes(b"x")
        monkeypatch.setattr(places, name, lambda folder=path.parent: folder)
        with pytest.raises(ZelfscanError, match="is niet geschreven: daar staat een"):
            outputs.write_output(path, b"y", overwrite=True)
        assert path.read_bytes() == b"x"


def test_of_nobody_nothing_is_written(run: Here, tmp_path: Path) -> None:
    """Guards that a round in which nothing counts leaves the outputs of an earlier run alone, and says so."""
    (tmp_path / "leeg").mkdir()
    words = every_output(tmp_path / "uit")
    status, out, err = run("groep", tmp_path / "leeg", *words)
    assert (status, out, content(tmp_path / "uit")) == (1, "", {})
    assert err.splitlines() == ["Er is geen enkele scan om te tellen.", "Er is niets geschreven."]


@pytest.mark.parametrize("name", ["uit", "uit.docx", "uit.toml", "-uit{}", "--help"])
@pytest.mark.parametrize("option", ALL)
def test_a_name_that_cannot_be_an_output(run: Here, ronde: Path, tmp_path: Path, option: str, name: str) -> None:
    """Guards the endings of all outputs and names that look like an option: wrong use, a line, nothing written."""
    status, out, err = run("groep", ronde, f"{option}={tmp_path / name.format(ENDINGS[option])}")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["ronde"]


@pytest.mark.parametrize("words", ["-- --help", "-- -x.sleutel", "groep.csv", "sleutel", "k.sleutel.txt"])
def test_a_key_has_a_name_of_its_own(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Guards that a key is never made under a name that looks like an option or like another file."""
    monkeypatch.chdir(tmp_path)
    status, out, err = run("ronde-sleutel", *words.split())
    assert (status, out, list(tmp_path.iterdir())) == (2, "", [])
    assert "kies een andere naam" in err


def test_a_link_is_not_followed_to_what_stays(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that a link stands for what it leads to: an input is known through it, and a file of others stays."""
    mine = tmp_path / "mijn.csv"
    mine.write_bytes(b"van mij")
    link = tmp_path / "uit.csv"
    link.symlink_to(mine)
    assert run("groep", ronde, "--csv", link).status == 1
    assert link.is_symlink()
    assert mine.read_bytes() == b"van mij"
    link.unlink()
    link.symlink_to(ronde / "000.toml")
    assert run("groep", ronde, "--csv", link, "--overschrijf").status == 2


def test_naar_holds_what_would_be_printed(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards `--naar`: byte for byte what `--tekst` or `--json` prints, and a stdout that stays empty."""
    for words in (("groep", ronde), ("catalogus",)):
        for ending, option in ((".txt", []), (".json", ["--json"])):
            path = tmp_path / f"{words[0]}{ending}"
            assert run(*words, "--naar", path) == (0, "", "")
            assert path.read_text(encoding="utf-8") == run(*words, *option).out
    pair = ("vergelijk", ronde / "000.toml", ronde / "001.toml")
    assert run(*pair, "--naar", tmp_path / "v.txt").out == ""
    assert (tmp_path / "v.txt").read_text(encoding="utf-8") == run(*pair, "--tekst").out
    assert run("catalogus", "--controleer", ronde, "--naar", tmp_path / "x.txt").status == 2


def test_a_folder_that_is_not_there_is_told_once(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards one message that names the folder and what to do, however many files were to come in it."""
    status, _, err = run("groep", ronde, "--csv", tmp_path / "weg" / "a.csv", "--xlsx", tmp_path / "weg" / "a.xlsx")
    assert status == 1
    assert err.splitlines() == [
        f"In {tmp_path / 'weg'} kon niet worden geschreven: deze map bestaat niet.",
        "Maak deze map eerst, of kies een andere.",
    ]


def test_no_syntax_reads_what_others_made(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that a table that stays as it is gets no syntax beside it, which would read it as ours."""
    (tmp_path / "a.csv").write_text("van mij\n", encoding="utf-8")
    assert run("groep", ronde, "--csv", tmp_path / "a.csv").status == 1
    assert sorted(path.name for path in tmp_path.glob("a*")) == ["a-wensen.csv", "a-wensen.sps", "a.csv"]


@pytest.mark.parametrize(
    "words",
    [
        "groep ronde --json --tekst",
        "rapport ronde/000.toml --minimum 3",
        "catalogus --json --nieuw zz",
        "catalogus --naar zz.txt --controleer ronde",
        "catalogus --nieuw zz --controleer ronde",
        "catalogus --nieuw zz --catalogus ronde",
        "catalogus --controleer ronde --catalogus zz",
        "ronde-sleutel --proef --wachtzin zz.sleutel",
        "verdeling ronde/000.toml --csv zz.csv --ontvanger age1",
        "vergelijk ronde/000.toml ronde/001.toml --tekst --ontvanger age1",
        "vergelijk ronde/000.toml ronde/001.toml --naar zz.txt --ontvanger age1",
    ],
)
def test_no_option_is_dropped(
    run: Here, ronde: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Guards options that do not go together: wrong use and a line that names them, and nothing is done."""
    monkeypatch.chdir(tmp_path)
    before = content(tmp_path)
    status, out, err = run(*words.split())
    assert (status, out, err.count("\n"), content(tmp_path)) == (2, "", 1, before)
