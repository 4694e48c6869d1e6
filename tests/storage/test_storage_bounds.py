"""Files that are made to be too much: refused before they cost time or memory, always in Dutch."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from builders import make_scan
from catalog_files import ITEMS_FILE, LINKS_FILE, ROLE_FILE, change, write_catalog
from result_file import FULL
from zelfscan.domain import LONGEST_TEXT, Catalog, Rating
from zelfscan.dutch import MOST_LINES
from zelfscan.errors import ZelfscanError
from zelfscan.storage.catalog_reader import check_catalog, read_catalog
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.files import CATALOG_LIMIT, SIZE_LIMIT
from zelfscan.storage.result_folder import ResultStore
from zelfscan.storage.result_reader import loads, read_scan

TOO_DEEP = "dit is geen geldige TOML: het is te diep genest"
TEN_THOUSAND = "a." * 9_999 + "a"


def problems_of(text: str | bytes, catalog: Catalog) -> tuple[str, ...]:
    """Everything that a refused result file is refused for."""
    with pytest.raises(ZelfscanError) as caught:
        loads(text.encode() if isinstance(text, str) else text, catalog, "x.toml")
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        f"{TEN_THOUSAND} = 1",
        f"[{TEN_THOUSAND}]\nb = 1",
        f"[[{TEN_THOUSAND}]]",
        f"x = [{{ {TEN_THOUSAND} = 1 }}]",
        '"a". ' * 9_999 + "a = 1",
        "\"\u2028\" . 'a' . " * 5_000 + "a = 1",
        f'x = """a"""""\n{TEN_THOUSAND} = 1',
        f"x = '''\n'''''\n{TEN_THOUSAND} = 1",
    ],
    ids=["sleutel", "tabel", "lijst", "in een regel", "aangehaald", "ander regeleinde", 'na """', "na '''"],
)
def test_a_key_of_ten_thousand_parts_costs_no_time(catalog: Catalog, text: str) -> None:
    """Guards that a small file with a very long key, on which many a parser spends minutes, is refused at once."""
    started = time.process_time()
    assert problems_of(text, catalog) == (TOO_DEEP,)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("opening", ["[", "{a=", "[{a=[", "[[[[#\n"])
def test_deep_nesting_is_refused(catalog: Catalog, opening: str) -> None:
    """Guards that nesting far beyond the stack gives a refusal, and not a RecursionError."""
    assert problems_of("a = " + opening * 100_000, catalog) == (TOO_DEEP,)


@pytest.mark.parametrize(("levels", "accepted"), [(30, True), (31, False), (400, False)])
def test_the_depth_that_is_read_does_not_depend_on_the_stack(catalog: Catalog, levels: int, accepted: bool) -> None:
    """Guards the documented depth: the derived topics may hold anything, but not deeper than 32 levels in all."""
    text = f"{FULL}\n[[onderwerpen]]\n"
    nested = f"{text}x = {'[' * (levels - 1)}{']' * (levels - 1)}\n"
    dotted = f"{text}{'a.' * (levels - 1)}a = 1\n"
    for file in (nested, dotted):
        if accepted:
            assert loads(file.encode(), catalog, "x.toml").participant == "SL-07"
        else:
            assert problems_of(file, catalog) == (TOO_DEEP,)


def test_dots_in_texts_and_comments_are_no_keys(catalog: Catalog) -> None:
    """Guards that a note full of dots is no deep key, in each of the four kinds of text and in a comment."""
    dots = "a.b." * 2_000
    for text in (f'"{dots}"', f"'{dots}'", f'"""{dots}\n{dots}\\""""""', f"'''{dots}\n{dots}''''", f'"x" # {dots}'):
        file = FULL.replace('"Met het team."', text)
        assert loads(file.encode(), catalog, "x.toml").rating(7).note


@pytest.mark.parametrize("digits", ["9" * 4_000, "9" * 5_000, "0x" + "f" * 50_000, "0b" + "1" * 50_000])
@pytest.mark.parametrize("key", ["schema", "instrument_versie", "nummer", "belang", "differentiatie"])
def test_a_huge_number_is_refused_and_not_printed(catalog: Catalog, key: str, digits: str) -> None:
    """Guards that a number which Python refuses to print gives a short Dutch line, wherever it stands."""
    lines = [f"{key} = {digits}" if line.startswith(f"{key} = ") else line for line in FULL.splitlines()]
    problems = problems_of("\n".join(lines), catalog)
    assert all(len(problem) < 200 for problem in problems)
    assert any("een heel groot getal" in problem or "geldige TOML" in problem for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"sleutel{number} = 1" for number in range(100_000)),
        FULL.replace('"schoolbezoek"', ", ".join(['"schoolbezoek"'] * 100_000)),
        FULL.replace('"schoolbezoek"', ", ".join(f'"s{number}"' for number in range(100_000))),
        FULL + "[[competenties]]\nnummer = 7\n" * 50_000,
        FULL.replace("school = ", f"{'x' * 1_000_000} = "),
        "\n" * SIZE_LIMIT,
    ],
    ids=["keys", "the same support", "unknown support", "the same number", "a long key", "nothing"],
)
def test_a_full_file_of_faults_is_told_in_short_lines(catalog: Catalog, text: str) -> None:
    """Guards that of as many faults as fit in a file fifty are told and the rest counted, in short lines."""
    problems = problems_of(text, catalog)
    assert 1 <= len(problems) <= MOST_LINES + 1
    assert all(len(problem) < 300 for problem in problems)


def test_the_faults_that_are_not_told_are_counted(catalog: Catalog) -> None:
    """Guards the last line of a list that is cut, and the number of all problems in the message itself."""
    text = FULL + "".join(f"[k{number}]\n" for number in range(100_000))
    with pytest.raises(ZelfscanError, match="100000 problemen gevonden") as caught:
        loads(text.encode(), catalog, "x.toml")
    assert caught.value.problems[-1] == "en nog 99.950 andere"
    assert len(caught.value.problems) == 51


def test_the_size_limit_is_exact(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that a file of exactly the limit is read, and that one byte more is refused without being parsed."""
    path = tmp_path / "x.toml"
    filler = b"#" * (SIZE_LIMIT - len(FULL.encode()))
    path.write_bytes(FULL.encode() + filler)
    assert read_scan(path, catalog).participant == "SL-07"
    path.write_bytes(FULL.encode() + filler + b"#")
    with pytest.raises(ZelfscanError) as caught:
        read_scan(path, catalog)
    assert caught.value.problems == ("dit bestand is te groot (meer dan 2 MB)",)


@pytest.mark.heavy
def test_what_could_not_be_read_back_is_not_written(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that a text which makes the file too large is told, and that the draft and result from before stay."""
    scan = make_scan("SL-07", {7: (4, 2)}, draft=True)
    drafts, results = DraftStore(tmp_path / "concepten"), ResultStore(tmp_path / "exports")
    drafts.save(scan, catalog)
    path = results.save(scan, catalog)
    before = path.read_bytes()
    larger = replace(scan, ratings={number: Rating(note="\U0001f600" * LONGEST_TEXT) for number in catalog.numbers})
    longer = replace(scan, ratings={7: Rating(note="x" * (LONGEST_TEXT + 1))})
    for save in (drafts.save, results.save):
        with pytest.raises(ZelfscanError, match="te lang om te bewaren"):
            save(larger, catalog)
        with pytest.raises(ZelfscanError, match="nummer 7, notitie: is te lang: 20001 tekens, hoogstens 20000"):
            save(longer, catalog)
    assert drafts.all(catalog).drafts == (scan,)
    assert path.read_bytes() == before


def test_a_draft_from_the_future_stays_where_it_is(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that a draft of a newer program is not read, renamed or changed, so that that program finds it."""
    path = tmp_path / "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e.toml"
    future = FULL.replace("schema = 1", "schema = 2\nnieuw = true")
    path.write_text(future, encoding="utf-8")
    found = DraftStore(tmp_path).all(catalog)
    assert (found.drafts, found.set_aside) == ((), (path,))
    assert path.read_text(encoding="utf-8") == future


@pytest.mark.parametrize("fault", ["schema = 2", "schema = 1\nvreemd = 1"])
def test_a_refused_file_is_never_overwritten(catalog: Catalog, tmp_path: Path, fault: str) -> None:
    """Guards that saving leaves a file that we refuse as it is, also when it holds the id of this very scan."""
    scan = loads(FULL.encode(), catalog, "x.toml")
    store = ResultStore(tmp_path)
    path = store.save(scan, catalog)
    broken = FULL.replace("schema = 1", fault)
    path.write_text(broken, encoding="utf-8")
    assert store.save(scan, catalog) != path
    with pytest.raises(ZelfscanError, match="niet overschreven"):
        store.save_as(path, scan, catalog)
    assert path.read_text(encoding="utf-8") == broken


# -- the catalog ------------------------------------------------------------------------------------------------

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, "regel 2: een verwijzing (*a) mag hier niet"),
        ("a: &a [*a]", "regel 1: een verwijzing (*a) mag hier niet"),
        ("a: &a {b: 1}\nc:\n  <<: *a\n", "regel 3: een verwijzing (*a) mag hier niet"),
        ("*a : 1", "regel 1: een verwijzing (*a) mag hier niet"),
        ("[" * 300_000, "regel 1: dit is geen geldige YAML: het is te diep genest"),
        ("- " * 200_000, "regel 1: dit is geen geldige YAML: het is te diep genest"),
        ("? " * 200_000, "regel 1: dit is geen geldige YAML: het is te diep genest"),
        ("{a: " * 100_000, "regel 1: dit is geen geldige YAML: het is te diep genest"),
        ("versie: !!bool x", 'regel 1: een soort ("tag:yaml.org,2002:bool") mag hier niet'),
        ("versie: !!python/object:os.system x", "regel 1: een soort ("),
        ("!!set {a}", "regel 1: een soort ("),
        ("versie: " + "1:" * 100_000 + "1", 'regel 1: "1:1:1:'),
        ("versie: " + "9" * 5_000, 'regel 1: "99999'),
        ("versie: 1\n---\nversie: 1", "regel 2: hier begint een tweede document"),
    ],
    ids=[
        "bomb", "itself", "merge", "key", "flow", "block", "keys", "tables", "bool", "python", "set", "base 60",
        "digits", "two documents",
    ],
)  # fmt: skip
def test_a_catalog_that_explodes_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    """Guards that aliases, merge keys, depth, types and huge numbers in YAML never cost the process or an hour."""
    folder = write_catalog(tmp_path)
    (folder / ITEMS_FILE).write_text(text, encoding="utf-8")
    problems = check_catalog(folder)
    assert problems[0].startswith(f"{ITEMS_FILE}, {expected}")


def test_a_catalog_file_has_a_size_limit(tmp_path: Path) -> None:
    """Guards that a catalog file of exactly the limit is read, and that one byte more is refused."""
    folder = write_catalog(tmp_path)
    path = folder / LINKS_FILE
    sound = path.read_bytes()
    path.write_bytes(sound + b"#" * (CATALOG_LIMIT - len(sound)))
    assert check_catalog(folder) == ()
    path.write_bytes(sound + b"#" * (CATALOG_LIMIT - len(sound) + 1))
    assert check_catalog(folder) == (f"{LINKS_FILE}: dit bestand is te groot (meer dan 512 kB)",)


def test_a_full_catalog_of_faults_is_told_in_short_lines(tmp_path: Path) -> None:
    """Guards that thousands of links to nothing, and a very long id, are told without comparing all with all."""
    folder = write_catalog(tmp_path)
    links = "".join(
        f'  - {{competentie: {n}, onderwerp: "onderw{n}", gewicht: 1, reden: "x"}}\n' for n in range(3, 600)
    )
    (folder / LINKS_FILE).write_text(f"koppelingen:\n{links}", encoding="utf-8")
    change(folder, ROLE_FILE, '"1.2"', f'"{"x" * 100_000}"')
    change(folder, ROLE_FILE, '["avg"]', "[" + ", ".join(f'"t{n}"' for n in range(2_000)) + "]")
    topics = "".join(
        f'  - {{id: "id{n:05}", titel: "T", hoofdvraag: "1a", samenvatting: "S", gespreksvragen: ["a", "b"]}}\n'
        for n in range(300)
    )
    with (folder / ROLE_FILE).open("a", encoding="utf-8") as file:
        file.write(topics)
    problems = check_catalog(folder)
    assert len(problems) > 1_500
    assert all(len(problem) < 300 for problem in problems)
    with pytest.raises(ZelfscanError, match=f"{len(problems)} problemen gevonden") as caught:
        read_catalog(folder)
    assert len(caught.value.problems) == MOST_LINES + 1


@pytest.mark.parametrize(
    "text",
    ["onderwerpen: [" + "{}," * 170_000 + "]", "hoofdvragen: [" + "1," * 250_000 + "]", "x: [" + "[]," * 170_000 + "]"],
    ids=["tables", "numbers", "lists"],
)
def test_a_catalog_of_very_many_values_is_refused(tmp_path: Path, text: str) -> None:
    """Guards that a catalog file within its size that holds far more values than any is refused for that alone."""
    folder = write_catalog(tmp_path)
    (folder / ROLE_FILE).write_text(text, encoding="utf-8")
    problems = check_catalog(folder)
    assert problems[0].startswith(f"{ROLE_FILE}, regel 1: er staat te veel in dit bestand (meer dan 10000 waarden)")
    assert len(problems) < 100


@pytest.mark.parametrize("name", ["pijp", "/dev/zero"])
def test_what_is_no_file_is_not_read(catalog: Catalog, tmp_path: Path, name: str) -> None:
    """Guards a named pipe that nobody writes to and a device that never ends: refused at once, as what they are."""
    path = tmp_path / name
    if name == "pijp" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    expected = "dit is geen gewoon bestand" if path.exists() else "dit bestand of deze map bestaat niet"
    with pytest.raises(ZelfscanError) as caught:
        read_scan(path, catalog)
    assert caught.value.problems == (expected,)
