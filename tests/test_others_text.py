"""No one else's text runs: every command, option and output, with every text in every place that takes one.

The commands and options come from the parser and the places from the shapes of the files, so that a new one fails here
until it has a row in the tables below.
"""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import openpyxl
import pytest

from builders import make_scan
from command_line import Here, Told, content, write_round
from evil import DOCUMENTS, EVIL, HIDDEN, LETTERS, LONG, MARKUP, ON_SCREENS, PATHS, TERMINAL, trouble
from evil_files import CATALOG_FILES, free_places, result_with, text_places, write_catalog_with
from zelfscan.cli.parser import build_parser
from zelfscan.cli.terminal import say, say_json, say_text, tell
from zelfscan.domain import LONGEST_NAME, Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.reports import CsvKind, spss_syntax
from zelfscan.safe_text import csv_cell, one_line, printable
from zelfscan.storage import ResultStore, catalog_folder, exports_folder, read_scan
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.storage.result_form import FileShape
from zelfscan.storage.result_reader import loads

Words = tuple[str | Path, ...]


class Places(NamedTuple):
    """What the rows of the tables can name: a file, another of the same leader, a folder with a round, a fresh file."""

    file: Path
    other: Path
    folder: Path
    out: Path


# What each command is asked to say about files of somebody else. A new command or output is one more row.
OUTPUTS: dict[str, Callable[[Places], tuple[Words, ...]]] = {
    "scan": lambda at: ((), ("--exports", at.folder), ("--ronde", "r", "--ontvanger", at.file)),
    "open": lambda at: ((at.file,), (at.file, "--sleutel", at.other)),
    "verdeling": lambda at: (
        (at.file,),
        (at.file, "--csv", at.out.with_suffix(".csv")),
        (at.file, "--sleutel", at.other, "--ontvanger", at.other),
    ),
    "gesprek": lambda at: ((at.file,), (at.file, "--sleutel", at.other), (at.file, "--ontvanger", at.other)),
    "groep": lambda at: (
        (at.folder, "--tekst"),
        (at.folder, "--json"),
        (at.folder, "--json", "--eerder", at.folder, "--minimum", "1"),
        (at.folder, "--tekst", "--eerder", at.folder, "--minimum", "1", "--concepten"),
        (at.folder, "--csv", at.out.with_suffix(".csv")),
        (at.folder, "--ruw", at.out.with_suffix(".csv"), "--xlsx", at.out.with_suffix(".xlsx")),
        (at.folder, "--csv", at.file),
        (at.folder, "--minimum", "1", "--rapport", at.out.with_suffix(".md"), "--svg", at.out.with_suffix(".svg")),
        (at.folder, "--minimum", "1", "--rapport", at.out.with_suffix(".pdf")),
        (at.folder, "--naar", at.out.with_suffix(".json")),
        (at.folder, "--streng", "--tekst"),
        (at.folder, "--breed", at.out.with_suffix(".csv"), "--open-antwoorden", "--minimum", "1"),
        (at.folder, "--scores", at.out.with_suffix(".csv"), "--figuren", at.out),
        (at.folder, "--per", "school", "--minimum", "1", "--tekst"),
        (at.folder, "--groepen", at.file, "--tekst"),
        (at.folder, "--sleutel", at.file),
        (at.folder, "--handtekening", at.file),
        (at.folder, at.file, "--concepten", "--json"),
    ),
    "rapport": lambda at: (
        (at.file, "--uit", at.out.with_suffix(".md"), "--svg", at.out.with_suffix(".svg")),
        (at.file, "--uit", at.out.with_suffix(".pdf")),
        (at.file, "--agenda", at.out.with_suffix(".ics")),
        (at.file, "--sleutel", at.other),
        (at.file, "--uit", at.file),
        (at.file, "--ronde", at.folder, "--minimum", "1", "--uit", at.out.with_suffix(".md")),
    ),
    "ronde-sleutel": lambda at: ((at.folder,), (at.file,), (at.out.with_suffix(".sleutel"),)),
    "vergelijk": lambda at: (
        (at.other, at.file, "--tekst"),
        (at.file, at.other, "--naar", at.out.with_suffix(".txt")),
        (at.file, at.other),
        (at.file, at.file),
        (at.file, at.other, "--sleutel", at.file),
    ),
    "controleer": lambda at: (
        (at.file, at.folder),
        (at.file, "--sleutel", at.other),
        (at.file, "--handtekening", at.other),
    ),
    "blad": lambda at: (("--uit", at.out.with_suffix(".html")), ("--uit", at.file)),
    "voorbeeld": lambda at: ((at.folder,), (at.file,)),
    "catalogus": lambda at: ((), ("--json",), ("--naar", at.out.with_suffix(".json")), ("--controleer", at.folder)),
}
# Where a person types the text on the command line; None stands for the text.
TYPED: dict[str, tuple[tuple[str | None, ...], ...]] = {
    "scan": (
        ("--ronde", None),
        ("--deelnemer", None),
        ("--exports", None),
        ("--ronde", "r", "--inactief", None),
        ("--begeleider", None),
        ("--ronde", "r", "--ontvanger", None),
        ("--ronde", "r", "--handtekening", None),
        ("--ronde", "r", "--verberg-code", None),
        ("--ronde", "r", "--verwacht", None),
        ("--ronde", "r", "--laptop", None),
        ("--version", None),
        (None,),
    ),
    "open": ((None,), ("x", None), ("x", "--sleutel", None), ("x", "--ontvanger", None)),
    "rapport": (
        (None,),
        ("x", "--uit", None),
        ("x", "--svg", None),
        ("x", "--agenda", None),
        ("x", "--sleutel", None),
        ("x", "--overschrijf", None),
        ("x", "--ronde", None),
        ("x", "--ronde", ".", "--minimum", None),
    ),
    "verdeling": (
        (None,),
        ("x", "--csv", None),
        ("x", "--sleutel", None),
        ("x", "--ontvanger", None),
        ("x", "--overschrijf", None),
    ),
    "gesprek": ((None,), ("x", None), ("x", "--sleutel", None), ("x", "--ontvanger", None)),
    "ronde-sleutel": ((None,), ("--proef", None), ("--wachtzin", None)),
    "groep": (
        (None,),
        (".", "--json", None),
        (".", "--tekst", "--eerder", None),
        (".", "--minimum", None),
        (".", "--csv", None),
        (".", "--ruw", None),
        (".", "--xlsx", None),
        (".", "--concepten", None),
        (".", "--streng", None),
        (".", "--rapport", None),
        (".", "--svg", None),
        (".", "--sleutel", None),
        (".", "--handtekening", None),
        (".", "--uitwisseling", None),
        (".", "--draaiboek", None),
        (".", "--kort", None),
        (".", "--breed", None),
        (".", "--scores", None),
        (".", "--figuren", None),
        (".", "--open-antwoorden", None),
        (".", "--per", None),
        (".", "--groepen", None),
        (".", "--zonder-uitwisseling", None),
        (".", "--naar", None),
        (".", "--overschrijf", None),
    ),
    "vergelijk": (
        (None, "x"),
        ("x", None),
        ("x", "y", "--tekst", None),
        ("x", "y", "--sleutel", None),
        ("x", "y", "--ontvanger", None),
        ("x", "y", "--naar", None),
        ("x", "y", "--overschrijf", None),
    ),
    "controleer": ((None,), ("x", None), ("x", "--sleutel", None), ("x", "--handtekening", None)),
    "blad": (
        ("--uit", None),
        ("--ronde", None),
        ("--ronde", "r", "--ontvanger", None),
        ("--overschrijf", None),
    ),
    "voorbeeld": ((None,),),
    "catalogus": (
        ("--controleer", None),
        ("--nieuw", None),
        ("--json", None),
        ("--naar", None),
        ("--overschrijf", None),
    ),
}
TYPED = {command: (*rows, ("--catalogus", None)) for command, rows in TYPED.items()}
SHIPPED = catalog_folder()
FORGED = "afgewezen: vals.toml: gelogen"
ID, OTHER_ID = (str(UUID(int=number, version=4)) for number in (1, 2))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> None:
    """Every command runs in a folder of its own, and reads the catalog that ships with the program only once."""
    monkeypatch.setattr(
        "zelfscan.storage.packed_catalog.ready_catalog",
        lambda folder: catalog if folder == SHIPPED else read_catalog(folder),
    )
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "ZELFSCAN_EXPORTS"):
        monkeypatch.setenv(name, str(tmp_path / "thuis"))


def clean(told: Told) -> Told:
    """Insist that a terminal only draws what was said, on lines that are ours, and that nothing broke."""
    for said in (told.out, told.err):
        assert trouble(said, lines=True) == []
        assert [line for line in said.splitlines() if line.startswith(FORGED)] == []
        assert "Traceback" not in said
    assert told.status in {0, 1, 2}
    return told


def in_files(evil: str, catalog: Catalog, folder: Path) -> Places:
    """A round of a leader who put `evil` everywhere it goes, twice, and a file for each place that refuses it."""
    folder.mkdir(exist_ok=True)
    free = free_places(catalog)
    everywhere = dict.fromkeys(free, evil)
    file, other = folder / "een.toml", folder / "ander.toml"
    file.write_bytes(result_with(everywhere, id=ID))
    other.write_bytes(result_with({**everywhere, ("deelnemer", "code"): f"{evil[:99]}!"}, id=OTHER_ID))
    (folder / "dubbel.toml").write_bytes(file.read_bytes())
    for number, place in enumerate(text_places(FileShape)):
        if place not in free:
            (folder / f"geweigerd {number}.toml").write_bytes(result_with({place: evil}))
    (folder / "sleutel.toml").write_bytes(result_with({("leermiddelen", evil): evil, (evil,): evil}))
    return Places(file, other, folder, folder.with_suffix(".uit"))


def creatable(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Files with these names, as far as this system lets anybody make them."""
    for name in names:
        with suppress(OSError, ValueError):
            path = folder / f"{name}.toml"
            if path.parent == folder and not name.startswith("."):
                path.write_bytes(b"geen toml \x1b[31m")
                yield path


def test_every_command_and_option_is_in_the_tables(run: Here) -> None:
    """Guards that this walk is complete: a new command or option fails here until it is walked too."""
    assert set(OUTPUTS) == set(TYPED) == set(build_parser()[1])
    at = Places(Path("a"), Path("b"), Path("c"), Path("d"))
    for command, rows in TYPED.items():
        used = {str(word) for row in (*rows, *OUTPUTS[command](at)) for word in row if str(word).startswith("--")}
        offered = set(re.findall(r"--[a-z-]+", run(command, "--help").out)) - {"--help", "--version"}
        assert offered == used - {"--version"}, command


@pytest.mark.heavy
@pytest.mark.parametrize("evil", [*TERMINAL, *HIDDEN, *MARKUP[:4], *DOCUMENTS[-4:], *PATHS[:4], *LONG])
def test_texts_in_files_say_nothing_of_their_own(run: Here, tmp_path: Path, catalog: Catalog, evil: str) -> None:
    """Guards every text place of a result file, in all that every command prints, also where the file is refused."""
    at = in_files(evil, catalog, tmp_path / "ronde")
    before = content(at.folder)
    for command, rows in OUTPUTS.items():
        for words in rows(at):
            told = clean(run(command, *words))
            if "--json" in words and command == "groep":
                assert {code for item in json.loads(told.out)["uitwisseling"] for code in item["zoekt"]} == {
                    loads(path.read_bytes(), catalog, "").participant for path in (at.file, at.other)
                }
    assert content(at.folder) == before


@pytest.mark.heavy
@pytest.mark.parametrize("evil", [*MARKUP[:5], *TERMINAL, *HIDDEN, *PATHS, *LONG, "\udcff\udcfe"])
def test_typed_words_say_nothing_of_their_own(run: Here, evil: str) -> None:
    """Guards every place of the command line where a person or a script types a text, wrong use included."""
    # As a system hands it on: never a NUL, and bytes that are no text as signs from U+DC80 on.
    word = os.fsdecode(re.sub("[\x00\ud800-\udc7f\udd00-\udfff]", "", evil).encode("utf-8", "surrogateescape"))
    for command, rows in TYPED.items():
        for row in rows:
            told = clean(run(command, *(word if part is None else part for part in row)))
            assert max(map(len, told.err.splitlines()), default=0) < 1000
    clean(run(word))


@pytest.mark.parametrize("evil", [*EVIL, *LONG])
def test_the_command_line_has_one_gate(capsys: pytest.CaptureFixture[str], evil: str) -> None:
    """Guards the gate by itself, for whoever forgets to clean: a line stays one line, a text keeps its line feeds."""
    say(evil)
    tell(evil)
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{printable(evil)}\n", f"{printable(evil)}\n")
    assert trouble(said.out + said.err, lines=True) == []
    say_text(f"eerst\n{evil}\n")
    say_json([evil])
    text, data = capsys.readouterr().out.removeprefix("eerst\n").split("\n[\n ")
    assert trouble(text, lines=True) == []
    assert json.loads(f"[{data}") == [evil]


def test_a_round_and_a_code_are_one_line_that_can_be_found_back() -> None:
    """Guards names typed on the command line: hidden signs go, bytes that are no text become �."""
    parser, _ = build_parser()
    given = parser.parse_args(["scan", "--ronde", " na\x1bjaar\u202e\n2026 \udcff", "--deelnemer", "SL\u200b-0\n7"])
    assert (given.ronde, given.deelnemer) == ("na jaar 2026 �", "SL-0 7")
    for words in (["--deelnemer", LETTERS], ["--ronde", "\u200b\u202e"]):
        with pytest.raises(SystemExit) as stopped:
            parser.parse_args(["scan", *words])
        assert stopped.value.code == 2


@pytest.mark.heavy
def test_names_in_a_folder_say_nothing_of_their_own(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards the names of files and folders in what is told of them, with half signs and line ends where they exist."""
    folder = tmp_path / "ronde"
    folder.mkdir()
    made = list(creatable(folder, (*EVIL, "\udcff\udcfe", "lang" * 50)))
    assert len(made) > 40
    scan = make_scan("SL-01", {7: (4, 1)}, exchange="")
    for path in made[::3]:
        write_round(folder / f"{path.stem} map", [scan], catalog)
    for command, rows in OUTPUTS.items():
        for words in rows(Places(made[0], made[1], folder, tmp_path / "uit")):
            clean(run(command, *words))
    few = write_round(tmp_path / "weinig", [scan], catalog)
    for path in made:
        clean(run("open", path))
        clean(run("vergelijk", path, path))
        out = tmp_path / f"uit {path.stem}.csv"
        clean(run("groep", few, path, "--csv", out))
        assert out.is_file()
        outside = re.sub(r"'(?:[^']|'')*'", "", out.with_suffix(".sps").read_text("utf-8-sig").replace("'\"'", ""))
        assert "'" not in outside
        assert "ERASE" not in outside
    found = json.loads(run("groep", folder, "--json").out)["bestanden"]["afgewezen"]
    assert {path.name for path in made} <= {item["bestand"] for item in found}


@pytest.mark.heavy
def test_files_for_other_programs_hold_data_only(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards CSV, SPSS syntax and XLSX with every text in one round: no formula, link, control code or lost text."""
    folder = tmp_path / "ronde"
    folder.mkdir()
    texts = (*EVIL, *LONG)
    for number, text in enumerate(texts):
        data = result_with(dict.fromkeys(free_places(catalog), text), id=str(UUID(int=number, version=4)))
        (folder / f"{number}.toml").write_bytes(data)
    codes = [read_scan(folder / f"{number}.toml", catalog).participant for number in range(len(texts))]
    raw, book = tmp_path / "ruw.csv", tmp_path / "uit.xlsx"
    clean(run("groep", folder, "--ruw", raw, "--xlsx", book, "--csv", tmp_path / "uit.csv"))
    for path in (raw, tmp_path / "uit.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert trouble(text, lines=True) == []
        for delimiter in ";,\t":
            cells = [cell for row in csv.reader(text.splitlines(), delimiter=delimiter) for cell in row]
            assert [
                cell for cell in cells if re.match(r"""["'\s]*[=+\-@＝＋－＠﹢⁼]""", cell) and "'" not in cell[:2]
            ] == []
    rows = list(csv.DictReader(raw.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert sorted({row["code"] for row in rows}) == sorted({csv_cell(code) for code in codes})
    found = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row if cell.value]
    assert [cell.coordinate for cell in found if cell.data_type == "f" or cell.hyperlink] == []
    typed = [cell for cell in found if cell.data_type == "s"]
    assert [cell.value for cell in typed if trouble(cell.value)] == []
    assert [cell.value for cell in typed if cell.value[0] in "=+-@" and not cell.quotePrefix] == []
    assert one_line(LETTERS) in {cell.value for cell in typed}
    with zipfile.ZipFile(BytesIO(book.read_bytes())) as archive:
        parts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert not re.search(r"<f>|<hyperlink|<externalLink", re.sub(r"<c:f>[^<]*</c:f>", "", parts))
    assert "_x001B_" not in parts.replace("_x005F_x001B_", "")


@pytest.mark.parametrize("kind", CsvKind)
@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.heavy
def test_the_name_of_a_file_stays_inside_its_quotes(catalog: Catalog, evil: str, kind: CsvKind) -> None:
    """Guards the SPSS syntax: whatever a file is called, nothing of its name becomes a command."""
    syntax = spss_syntax(catalog, Path(evil), kind)
    assert trouble(syntax.removeprefix("\ufeff"), lines=True) == []
    plain = spss_syntax(catalog, Path("x"), kind)
    strings = re.compile(r"'(?:[^'\n]|'')*'")
    checksum = re.compile(r"controlegetal [0-9a-f]{64}\.\n\Z")
    assert checksum.sub("", strings.sub("", syntax)) == checksum.sub("", strings.sub("", plain))


@pytest.mark.parametrize("evil", [*EVIL, *LONG])
def test_a_code_or_a_round_never_leads_out_of_the_folder(tmp_path: Path, catalog: Catalog, evil: str) -> None:
    """Guards the names that results get: in the folder of their round, which is in the folder of the exports."""
    exports = tmp_path / "uit"
    folder = exports_folder(exports, evil, {})
    assert folder.parent == exports or not evil.strip()
    code = evil[:LONGEST_NAME]
    if code != evil:
        with pytest.raises(ZelfscanError, match="is te lang"):
            ResultStore(folder).save(make_scan(evil, {7: (4, 2)}, round_name=evil), catalog)
    scan = make_scan(code, {7: (4, 2)}, round_name=code)
    path = ResultStore(folder).save(scan, catalog)
    assert path.parent == folder
    assert [found for found in tmp_path.rglob("*.toml") if found.is_file()] == [path]
    assert trouble(path.name) in ([], ["a tower of marks"])
    assert read_scan(path, catalog).participant == code.encode(errors="replace").decode()
    assert trouble(path.read_text(encoding="utf-8"), lines=True) in ([], ["a tower of marks"])


@pytest.mark.heavy
@pytest.mark.parametrize("name", [name for name, _, _ in CATALOG_FILES])
def test_texts_of_a_catalog_say_nothing_of_their_own(
    run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Guards every text place of a catalog: signs that cannot be shown are refused, everything else stays text."""
    [kind] = [kind for file, _, kind in CATALOG_FILES if file == name]
    folder = tmp_path / "catalogus"
    round_folder = write_round(tmp_path / "ronde", [], read_catalog(catalog_folder()))
    accepted = 0
    for place in text_places(kind):
        for evil in (*ON_SCREENS[:6], LETTERS, "=1+1 #panic() '.\nERASE FILE='x'."):
            write_catalog_with(folder, name, place, evil)
            told = clean(run("catalogus", "--controleer", folder))
            assert max(map(len, told.out.splitlines()), default=0) < 1000
            if trouble(evil, lines=True):
                assert told.status == 1, (place, evil)
            if told.status:
                continue
            accepted += 1
            with monkeypatch.context() as patched:
                patched.setattr("zelfscan.storage.catalog_folder", lambda: folder)
                for words in (("catalogus",), ("catalogus", "--json"), ("groep", round_folder, "--tekst")):
                    clean(run(*words))
    assert accepted >= 3
