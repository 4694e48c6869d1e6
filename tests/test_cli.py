"""The command line: what it prints where, in which language, and with which exit status."""

from __future__ import annotations

import errno
import getpass
import io
import json
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zelfscan
from builders import make_scan
from catalog_files import LINKS_FILE, change, write_catalog
from command_line import Here, apart, environment, write_round
from result_file import FULL
from zelfscan.cli import main
from zelfscan.cli.parser import DutchParser, build_parser
from zelfscan.domain import Catalog
from zelfscan.storage import catalog_folder

COMMANDS = tuple(build_parser()[1])
ENGLISH = re.compile(
    r"\b(usage|options|positional|optional|arguments?|show|this help|exit|error|invalid|unrecognized|required|expected"
    r"|choose|choice|ambiguous|default|traceback)\b",
    re.IGNORECASE,
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A sound result file."""
    path = tmp_path / "goed.toml"
    path.write_text(FULL, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A result file with three mistakes."""
    path = tmp_path / "kapot.toml"
    text = FULL.replace("belang = 4", "belang = 5").replace('"sparren"', '"spaaren"').replace("code =", "kode =")
    path.write_text(text, encoding="utf-8")
    return path


def test_the_version(run: Here, tmp_path: Path) -> None:
    """Guards one line with name and version, in this process and apart."""
    assert run("--version") == (0, f"zelfscan {zelfscan.__version__}\n", "")
    assert apart("--version", home=tmp_path) == (0, f"zelfscan {zelfscan.__version__}\n", "")


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_dutch(run: Here, words: list[str]) -> None:
    """Guards that every command explains itself in Dutch, on stdout, within 80 columns."""
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert out.startswith("gebruik: zelfscan")
    assert "deze uitleg tonen" in out
    assert ENGLISH.findall(out) == []
    assert max(map(len, out.splitlines())) <= 80


def test_a_newer_python_brings_no_colours() -> None:
    """Guards Python 3.14, which says to the parser of each command that there may be colours in its help."""
    parser = DutchParser("zelfscan groep", "Tekst.", color=True)
    assert parser.color is False
    assert "\x1b" not in parser.format_help()


def test_help_names_every_command(run: Here) -> None:
    """Guards that no command is hidden."""
    out = run("--help").out
    assert [name for name in COMMANDS if f"\n    {name}" not in out] == []
    assert {"scan", "open", "groep", "controleer", "catalogus"} <= set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["kwadrant"], "'kwadrant' is geen opdracht die zelfscan kent"),
        (["a'b"], '"a\'b" is geen opdracht die zelfscan kent'),
        ([""], "'' is geen opdracht die zelfscan kent"),
        (["open"], "geef op om welk resultaat het gaat: BESTAND.toml"),
        (["rapport"], "geef op om welk resultaat het gaat: BESTAND.toml"),
        (["vergelijk"], "geef op om welk resultaat het gaat: EERDER.toml LATER.toml"),
        (["vergelijk", "a.toml"], "dit ontbreekt: LATER"),
        (["raport"], "'raport' is geen opdracht die zelfscan kent; bedoelde u 'rapport'?"),
        (["Opne"], "'Opne' is geen opdracht die zelfscan kent; bedoelde u 'open'?"),
        (["groep"], "dit ontbreekt: PAD"),
        (["controleer"], "dit ontbreekt: PAD"),
        (["open", "a", "b"], "onbekend: b"),
        (["groep", "x", "--jsn"], "onbekend: --jsn; bedoelde u '--json'?"),
        (["--catalogus", "x", "groep", "y"], "onbekend: groep y; zet de opdracht vooraan: zelfscan groep …"),
        (["."], ". is een map; bedoelde u: zelfscan groep .?"),
        (["--jsno"], "onbekend: --jsno"),
        (["catalogus", "--js"], "onbekend: --js"),
        (["catalogus", "x\ny"], "onbekend: x�y"),
        (["catalogus", "\x1b[31m"], "onbekend: �[31m"),
        (["catalogus", "--json=ja"], "achter --json hoort geen waarde, maar er staat 'ja'"),
        (["catalogus", "--json=a'b"], 'achter --json hoort geen waarde, maar er staat "a\'b"'),
        (["catalogus", "--controleer"], "achter --controleer hoort een waarde"),
        (["groep", "x", "--eerder"], "achter --eerder hoort ten minste één waarde"),
        (["groep", "x", "--minimum"], "achter --minimum hoort een waarde"),
        (["groep", "x", "--minimum", "0"], "--minimum: verwacht een heel getal vanaf 1, maar er staat '0'"),
        (["groep", "x", "--minimum", "vijf"], "--minimum: verwacht een heel getal vanaf 1, maar er staat 'vijf'"),
        (["groep", "x", "--minimum=-1"], "--minimum: verwacht een heel getal vanaf 1, maar er staat '-1'"),
        (["groep", "x", "--minimum", "2.5"], "--minimum: verwacht een heel getal vanaf 1, maar er staat '2.5'"),
        (["groep", "x", "--minimum", "٣"], "--minimum: verwacht een heel getal vanaf 1, maar er staat '٣'"),
        (["groep", "x", "--minimum", "9" * 5000], "--minimum: verwacht een heel getal vanaf 1"),
        (["--ronde", "r", "--inactief", "straks"], "--inactief: verwacht een aantal minuten, bijvoorbeeld 5"),
        (["--ronde", "r", "--inactief", "0"], "--inactief: verwacht een aantal minuten, bijvoorbeeld 5"),
        (["--ronde", " "], "--ronde: verwacht een naam, maar er staat niets"),
        (["groep", ""], "PAD: verwacht een bestand of map, maar er staat niets"),
        (["controleer", "x", ""], "PAD: verwacht een bestand of map, maar er staat niets"),
        (["rapport", ""], "BESTAND: verwacht een bestand of map, maar er staat niets"),
        (["groep", "x", "--figuren", ""], "--figuren: verwacht een bestand of map, maar er staat niets"),
        (["--exports", " "], "--exports: verwacht een bestand of map, maar er staat niets"),
    ],
)
def test_wrong_use_is_told_in_dutch(run: Here, words: list[str], expected: str) -> None:
    """Guards status 2, a Dutch line on stderr that says what is wrong and where to look, and nothing on stdout."""
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    first, second, *rest = err.splitlines()
    assert first.startswith("zelfscan")
    assert f": {expected}" in first
    # The explanation of the command itself, where there is one.
    assert (words[0] not in COMMANDS) or second == f"Uitleg: zelfscan {words[0]} --help"
    assert re.fullmatch(r"Uitleg: zelfscan( [a-z]+)? --help", second)
    assert rest == []
    assert ENGLISH.findall(err) == []


@pytest.mark.parametrize("option", [["--begeleider"], ["--inactief", "3"], ["--begeleider", "--inactief", "0,5"]])
@pytest.mark.parametrize("command", [[], ["scan"]])
def test_what_belongs_to_a_round_needs_one(run: Here, command: list[str], option: list[str]) -> None:
    """Guards that a facilitator's option without a round is wrong use, also where the word 'scan' is left out."""
    status, out, err = run(*command, *option)
    assert (status, out) == (2, "")
    assert "geef ook --ronde NAAM op" in err


@pytest.mark.parametrize("words", [[], ["scan"], ["--deelnemer", "SL-01"], ["--ronde", "najaar"]])
def test_the_scan_needs_a_terminal(run: Here, words: list[str]) -> None:
    """Guards a Dutch hint instead of screen codes in a pipe."""
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert err == (
        "Deze opdracht werkt alleen in een terminal.\n"
        "Open een terminalvenster (op Windows: Terminal) en start zelfscan daar.\n"
    )


def test_open_needs_a_terminal(run: Here, result: Path) -> None:
    """Guards the same hint for a sound file, which is not touched."""
    status, out, err = run("open", result)
    assert (status, out) == (1, "")
    assert "alleen in een terminal" in err
    assert result.read_text(encoding="utf-8") == FULL


def test_a_file_alone_is_opened(run: Here, result: Path) -> None:
    """Guards that a result without a command before it is opened, and not taken for a mistyped command."""
    assert run(result) == run("open", result)
    assert "weg.TOML" in run("weg.TOML").err


def test_open_tells_every_problem(run: Here, broken: Path, tmp_path: Path) -> None:
    """Guards that a broken file is explained in full before anything else is asked."""
    for told in (run("open", broken), apart("open", broken, home=tmp_path)):
        assert (told.status, told.out) == (1, "")
        assert "3 problemen gevonden" not in told.err
        assert "4 problemen gevonden" in told.err
        for part in ('onbekende sleutel "kode"', '"code" ontbreekt', "nummer 7, belang: verwacht", "spaaren"):
            assert part in told.err


@pytest.mark.parametrize(
    ("name", "expected"), [("weg.toml", "bestaat niet"), (".", "dit is een map"), ("a" * 300, "de naam is te lang")]
)
def test_open_without_a_file(run: Here, tmp_path: Path, name: str, expected: str) -> None:
    """Guards one clear line, told once, for what is no file."""
    status, out, err = run("open", tmp_path / name)
    assert (status, out) == (1, "")
    assert err.count(expected) == 1


def test_a_folder_is_no_result(run: Here, tmp_path: Path) -> None:
    """Guards that a folder in the place of a result is told with what to do now."""
    for words in (["open"], ["gesprek"], ["verdeling"], ["vergelijk", tmp_path]):
        assert "geef een bestand uit die map op" in run(*words, tmp_path).err


def test_a_link_that_leads_to_itself(run: Here, tmp_path: Path) -> None:
    """Guards that no command falls over a link that leads to itself."""
    link = tmp_path / "lus.toml"
    try:
        link.symlink_to(link.name)
    except OSError:
        # Windows makes links for administrators only.
        link.write_bytes(b"")
    for words in (["open"], ["gesprek"], ["verdeling"], ["verdeling", "--csv", str(tmp_path / "v.csv")], ["rapport"]):
        status, _, err = run(words[0], link, *words[1:])
        assert status == 1
        assert "lus.toml" in err


def test_the_catalog_as_text(run: Here, tmp_path: Path) -> None:
    """Guards plain text without screen codes, the same in a pipe."""
    told = run("catalogus")
    assert (told.status, told.err) == (0, "")
    assert "Netwerk van de school benutten" in told.out
    assert "\x1b" not in told.out
    assert apart("catalogus", home=tmp_path).out == told.out


def test_the_catalog_as_json(run: Here, catalog: Catalog) -> None:
    """Guards exactly the keys of the contract, 29 items, 14 topics and every link, and the instrument behind them."""
    status, out, err = run("catalogus", "--json")
    shown = json.loads(out)
    assert (status, err) == (0, "")
    assert list(shown) == ["competenties", "schalen", "onderwerpen", "koppelingen", "instrument"]
    for table, keys, length in (
        ("competenties", ["nummer", "kort", "stelling", "gebied", "domein"], 29),
        ("onderwerpen", ["id", "titel", "hoofdvraag", "thema", "rol"], 14),
        ("koppelingen", ["competentie", "onderwerp", "gewicht", "reden"], len(catalog.links)),
    ):
        assert len(shown[table]) == length
        assert all(list(row) == keys for row in shown[table])
    assert {name: len(words) for name, words in shown["schalen"].items()} == {"belang": 4, "aanwezig": 4}
    assert shown["competenties"][14]["gebied"] == "Mediavaardigheden"


def test_a_sound_catalog_is_told_so(run: Here) -> None:
    """Guards status 0 and an empty stdout, so that a script sees no problems."""
    status, out, err = run("catalogus", "--controleer", catalog_folder())
    assert (status, out) == (0, "")
    assert err.endswith("geen problemen.\n")


def test_a_faulty_catalog_tells_everything(run: Here, tmp_path: Path) -> None:
    """Guards status 1 and a line per problem, over files, with file, place and field; the count on stderr."""
    write_catalog(tmp_path)
    change(tmp_path, LINKS_FILE, 'onderwerp: "1.2"', 'onderwerp: "9.9"')
    change(tmp_path, LINKS_FILE, "gewicht: 1", "gewicht: 7")
    change(tmp_path, "competenties.yaml", 'kort: "Eerste"', f'kort: "{"x" * 33}"')
    change(tmp_path, "onderwerpen-bestuurder.yaml", 'id: "1.1"', "id: 1.10")
    status, out, err = run("catalogus", "--controleer", tmp_path)
    assert status == 1
    lines = out.splitlines()
    assert err == f"{tmp_path}: {len(lines)} problemen.\n"
    for place in (
        "koppelingen.yaml, koppelingen 3, gewicht: ",
        "competenties.yaml, competenties, nummer 1, kort: is te lang",
        "onderwerpen-bestuurder.yaml, onderwerpen 1, id: verwacht tekst",
    ):
        assert sum(line.startswith(place) for line in lines) == 1


def test_a_catalog_that_is_not_there(run: Here, tmp_path: Path) -> None:
    """Guards an empty folder and a missing one: problems, no traceback; of a missing one a single line."""
    status, out, _ = run("catalogus", "--controleer", tmp_path)
    assert status == 1
    assert "competenties.yaml: " in out
    for name, why in (("weg", "dit bestand of deze map bestaat niet"), ("a" * 300, "de naam is te lang")):
        status, out, _ = run("catalogus", "--controleer", tmp_path / name)
        assert (status, out.count("\n")) == (1, 1)
        assert out.endswith(f": {why}\n")


def test_sound_results(run: Here, result: Path) -> None:
    """Guards status 0, nothing on stdout and the count on stderr."""
    assert run("controleer", result) == (0, "", "1 bestand in orde; 0 met problemen.\n")


def test_broken_results_tell_every_problem(run: Here, result: Path, broken: Path) -> None:
    """Guards a line per problem on stdout with the file in front, and the count on stderr."""
    status, out, err = run("controleer", result, broken)
    assert (status, err) == (1, "1 bestand in orde; 1 met problemen.\n")
    lines = out.splitlines()
    assert len(lines) == 4
    assert all(line.startswith(f"{broken}: ") for line in lines)


def test_a_folder_of_results_is_searched(run: Here, tmp_path: Path, catalog: Catalog) -> None:
    """Guards that folders are read to the bottom, drafts named, and other files left alone."""
    write_round(tmp_path / "ronde" / "diep", [make_scan("A"), make_scan("B", draft=True)], catalog)
    (tmp_path / "lijst.txt").write_text("geen resultaat", encoding="utf-8")
    assert run("controleer", tmp_path) == (0, "", "2 bestanden in orde, waarvan 1 concept; 0 met problemen.\n")


def test_results_that_are_not_there(run: Here, tmp_path: Path) -> None:
    """Guards a missing file as a problem, and an empty folder as none."""
    missing = tmp_path / "weg.toml"
    assert run("controleer", missing) == (
        1,
        f"{missing}: dit bestand of deze map bestaat niet\n",
        "0 bestanden in orde; 1 met problemen.\n",
    )
    assert run("controleer", tmp_path) == (0, "", "0 bestanden in orde; 0 met problemen.\n")


def test_hostile_files_are_only_named(run: Here, tmp_path: Path) -> None:
    """Guards that neither the name of a file nor what is in it reaches the terminal as a command."""
    path = tmp_path / "\x1b]0;x\x07\x1b[31m.toml"
    path.write_text(FULL.replace("schema = 1", 'schema = 1\n"\\u001b[31m" = "x"'), encoding="utf-8")
    for words in (("controleer", path), ("open", path), ("groep", path, "--json")):
        told = run(*words)
        assert told.status == 1
        assert "\x1b" not in told.out + told.err
        assert "\x07" not in told.out + told.err
        assert "onbekende sleutel" in told.out + told.err


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
def test_stopping_is_quiet(run: Here, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    """Guards that Ctrl+C and the end of the input stop a command without a traceback."""

    def stop(folder: Path) -> Catalog:
        raise error

    monkeypatch.setattr("zelfscan.storage.packed_catalog.ready_catalog", stop)
    assert run("catalogus") == (130, "", "")


def test_stopping_at_the_facilitators_code_is_quiet(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards Ctrl+D at the hidden question, before any screen is shown."""

    def stop(prompt: str = "") -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", stop)
    monkeypatch.setattr("zelfscan.cli.scan.need_terminal", lambda: None)
    assert run("--ronde", "r", "--begeleider", "--exports", tmp_path) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_is_no_fault(tmp_path: Path) -> None:
    """Guards that a closed pipe ends the command with status 0 and in silence."""
    with subprocess.Popen(
        [sys.executable, "-m", "zelfscan", "catalogus"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Guards a Dutch line and status 1 where the output cannot be written."""

    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Full())
        assert main(["catalogus"]) == 1
    assert capsys.readouterr().err == "Dat is niet gelukt: de schijf is vol.\n"


OPTIONS = "--json --tekst --help --version --controleer --minimum --concepten --eerder --ronde --begeleider --inactief"
WORDS = st.sampled_from([*COMMANDS, *OPTIONS.split(), "5", "0", "", "-", "--", "-x", "weg", "a'b", "\udcff"])


@given(st.lists(WORDS, max_size=5))
def test_no_row_of_words_gives_a_traceback(words: list[str]) -> None:
    """Guards every status against 0, 1 and 2, and the language, whatever is typed."""
    out, err = io.StringIO(), io.StringIO()
    # Not in the exports/ of the checkout that the tests run from.
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZELFSCAN_EXPORTS", "uit")
        status = main(words)
    assert status in {0, 1, 2}
    assert status == 0 or err.getvalue() or out.getvalue()
    assert "Traceback" not in err.getvalue()


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("words", [("catalogus",), ("scan",), ()])
def test_a_stream_that_is_closed_is_no_fault(tmp_path: Path, stream: str, words: tuple[str, ...]) -> None:
    """Guards a start without one of the standard streams, as a scheduler may do: the command works or says a line."""
    code = f"import sys\nsys.{stream} = None\nfrom zelfscan.cli import main\nsys.exit(main(sys.argv[1:]))"
    told = apart(*words, home=tmp_path, code=code)
    assert told.status == (0 if words == ("catalogus",) else 1)
    assert "Traceback" not in told.err
    assert bool(told.out) == (words == ("catalogus",) and stream != "stdout")
