"""The documentation names everything that the program takes and writes, and its examples work."""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from builders import STARTED, make_rating, make_scan
from zelfscan.cli.parser import build_parser
from zelfscan.domain import (
    Catalog,
    DevelopmentPoint,
    Level,
    Materials,
    Position,
    Scan,
    Vision,
    agenda_role,
    compare_cohorts,
    needs,
    suggest,
)
from zelfscan.reports import DoubleScan, FilesRead, Rejected, catalog_json, group_json, progress_json
from zelfscan.reports.forms.csv import COLUMNS, OPEN_COLUMNS, PROGRESS_COLUMNS
from zelfscan.reports.round_report import round_report
from zelfscan.storage import catalog_folder, check_catalog
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.storage.result_reader import loads
from zelfscan.storage.result_writer import dumps

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (
    *(ROOT / f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING", "SECURITY")),
    *sorted(DOCS.glob("*.md")),
    *(ROOT / room / "README.md" for room in ("bench", "browser", "fuzz")),
)


def text_of(*names: str) -> str:
    """The text of pages of the documentation, one after another."""
    return "\n".join((DOCS / name).read_text(encoding="utf-8") for name in names)


def blocks(text: str, language: str) -> list[str]:
    """The code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def keys_of(data: object) -> Iterator[str]:
    """Every key in nested data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_of(value)


def full_scan() -> Scan:
    """A scan in which everything that can be filled in is."""
    position = Position(differentiation=Level.TWO, self_direction=Level.THREE)
    rating = replace(make_rating(4, 2, "ict-coördinator"), note="Samen.")
    return replace(
        make_scan("SL-07", {7: rating}, exchange="Bel.", round_name="najaar-2026", school="School"),
        vision=Vision(position, position, "Meer keuze."),
        materials=Materials("a", "b", "c"),
        development=(DevelopmentPoint(7, ("sparren",)),),
    )


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    parser, _ = build_parser()
    choices = next(action.choices for action in parser._actions if isinstance(action.choices, dict))  # noqa: SLF001
    return dict(choices)


@pytest.mark.parametrize("command", subcommands())
def test_every_command_and_option_is_documented(command: str) -> None:
    """Each command stands in the documentation as it is typed, and so does each of its options."""
    text = text_of("handleiding.md", "bestandsformaat.md")
    assert re.search(rf"\bzelfscan {command}\b", text)
    for action in subcommands()[command]._actions:  # noqa: SLF001
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text), option


def test_no_unknown_option_is_documented() -> None:
    """An option behind zelfscan in an example exists."""
    known = {option for parser in subcommands().values() for action in parser._actions  # noqa: SLF001
             for option in action.option_strings} | {"--version", "--controleer-installatie"}  # fmt: skip
    shown = {
        option
        for page in PAGES
        for line in re.findall(r"zelfscan [^`\n]*", page.read_text(encoding="utf-8"))
        for option in re.findall(r"(?<![\w-])--[a-z]+", line)
    }
    assert shown - known == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_example_writes_a_file_by_the_shell(page: Path) -> None:
    """Guards that what is copied to Windows works there: PowerShell's own `>` writes other bytes than the program."""
    shown = "\n".join(
        re.findall(r"^```(?:sh|bat)$(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
    assert re.findall(r"^[^#\n]* > .*$", shown, re.MULTILINE) == []


def test_every_key_of_the_result_file_is_documented(catalog: Catalog) -> None:
    """Each TOML key that can be written stands in the documentation of the format."""
    text = text_of("bestandsformaat.md")
    written = tomllib.loads(dumps(full_scan(), catalog).decode())
    missing = {key for key in keys_of(written) if f"`{key}`" not in text and f"[{key}" not in text}
    assert missing - {"nu", "ambitie", "visie"} == set()
    assert all(f"`[visie.{key}]`" in text for key in written["visie"])


def test_every_key_of_the_group_json_is_documented(catalog: Catalog) -> None:
    """Each key of `groep --json`, suppressed figures and progress included, stands in the documentation."""
    text = text_of("bestandsformaat.md")
    scans = [make_scan(f"SL-{place}", {7: (4, level), 2: (4, 5 - level)}, exchange="")
             for place, level in enumerate((1, 4, 2), start=1)]  # fmt: skip
    files = FilesRead(5, 3, (Rejected("a.toml", ("fout",)),), (DoubleScan("id", ("b.toml", "c.toml"), "b.toml"),))
    shown: dict[str, Any] = group_json(round_report(catalog, scans, files, 3))
    shown["vooruitgang"] = progress_json(compare_cohorts(scans, scans, catalog.numbers, 3))
    keys = set(keys_of(json.loads(json.dumps(shown))))
    assert {"onderdrukt", "redenen", "omhoog"} <= keys
    assert {key for key in keys if f'"{key}"' not in text and f"`{key}`" not in text} == set()


def test_every_key_of_the_catalog_json_is_documented(catalog: Catalog) -> None:
    """Each key of `catalogus --json` stands in the documentation."""
    text = text_of("bestandsformaat.md")
    assert {key for key in keys_of(catalog_json(catalog)) if f'"{key}"' not in text} == set()


def test_every_csv_column_is_documented() -> None:
    """Each column of the CSV files stands in the documentation; those of the items under their first word."""
    text = text_of("bestandsformaat.md")
    columns = [column for kind in COLUMNS.values() for column in kind] + [*PROGRESS_COLUMNS, *OPEN_COLUMNS]
    assert [column.name for column in columns if f"`{column.name}`" not in text] == []


def test_every_key_of_the_catalog_files_is_documented() -> None:
    """Each key in the catalog's YAML stands in the documentation."""
    text = text_of("bestandsformaat.md")
    for path in catalog_folder().glob("*.yaml"):
        keys = set(keys_of(yaml.safe_load(path.read_text(encoding="utf-8"))))
        assert {key for key in keys if f"`{key}`" not in text} == set(), path.name


def test_the_example_role_can_be_dropped_in(tmp_path: Path) -> None:
    """The role in the documentation makes a sound catalog together with ours."""
    for path in catalog_folder().glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    example = next(block for block in blocks(text_of("bestandsformaat.md"), "yaml") if "rol:" in block)
    (tmp_path / "onderwerpen-leraar.yaml").write_text(example, encoding="utf-8")
    assert check_catalog(tmp_path) == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_example_results_can_be_read(page: Path, catalog: Catalog) -> None:
    """Every TOML example is a result that the program takes, and writes back with the same derived topics."""
    for block in blocks(page.read_text(encoding="utf-8"), "toml"):
        scan = loads(block.encode(), catalog, page.name)
        if "[[onderwerpen]]" in block:
            assert dumps(scan, catalog).decode() == block


def test_the_example_json_can_be_read() -> None:
    """Every JSON example is JSON."""
    assert [json.loads(block) for block in blocks(text_of("bestandsformaat.md"), "json")]


def test_every_place_of_the_map_holds_what_it_is_named_for() -> None:
    """Guards the table 'Where is what': each row names one place or two, which exist and hold the named thing."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!to change|---)(.*?) \| (.*) \|$", text, flags=re.MULTILINE)
    assert len(rows) >= 12
    for change, where in rows:
        places = re.findall(r"`([\w/.-]+): ([\w.]+)`", where)
        assert 1 <= len(places) <= 2, change
        assert [place for place in places if not holds(ROOT / place[0], place[1])] == [], change


def holds(path: Path, name: str) -> bool:
    """Whether a module defines this name (of a class: `Class.name`), or another file has it as a word."""
    if not path.is_file():
        return False
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return re.search(rf"\b{name}:", text) is not None
    body = ast.parse(text).body
    *classes, last = name.split(".")
    for owner in classes:
        body = next((node.body for node in body if isinstance(node, ast.ClassDef) and node.name == owner), [])
    return any(last in names_made_by(node) for node in body)


def names_made_by(node: ast.stmt) -> set[str]:
    """The names that a statement defines."""
    match node:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            return {node.name}
        case ast.Assign():
            return {ast.unparse(target) for target in node.targets}
        case ast.AnnAssign():
            return {ast.unparse(node.target)}
        case _:
            return set()


def test_make_commands_exist() -> None:
    """Every `make …` in the documentation is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))
    shown = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert {"scan", "test"} <= shown <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Links to files, pictures and headings in the documentation exist."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        name, _, heading = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if heading:
            assert heading in headings(file.read_text(encoding="utf-8")), target


def headings(text: str) -> set[str]:
    """The anchors of a page's headings."""
    found = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("picture", sorted((DOCS / "plaatjes").glob("*.svg")), ids=lambda path: path.name)
def test_pictures_stand_on_their_own(picture: Path) -> None:
    """A picture is used, fetches nothing, and holds no place of the computer that it was drawn on."""
    text = picture.read_text(encoding="utf-8")
    assert any(f"plaatjes/{picture.name}" in page.read_text(encoding="utf-8") for page in PAGES)
    assert "url(http" not in text
    assert not re.search(r"/(home|root|tmp|work|Users)/", text)


def test_the_example_of_the_format_is_complete(catalog: Catalog) -> None:
    """The example in the documentation of the format holds every key that can be written."""
    example = tomllib.loads(blocks(text_of("bestandsformaat.md"), "toml")[0])
    assert set(keys_of(tomllib.loads(dumps(full_scan(), catalog).decode()))) - set(keys_of(example)) == set()
    assert UUID(example["scan"]["id"])
    assert example["scan"]["begonnen"].date() == STARTED.date()


def test_the_worked_example_of_a_second_role_works(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that the set in docs/bestandsformaat.md can be dropped in as it stands there, and that its topic is ranked
    within it, and its set used once it is on the agenda, as the text says."""
    text = (ROOT / "docs" / "bestandsformaat.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(rol: \"leraar\"\n.*?)```", text, flags=re.DOTALL)
    folder = tmp_path / "catalog"
    shutil.copytree(catalog_folder(), folder)
    (folder / "onderwerpen-leraar.yaml").write_text(example, encoding="utf-8")
    both = read_catalog(folder)
    assert [item.name for item in both.topic_sets] == ["Bestuurder", "Leraar"]
    scan = replace(make_scan(ratings={7: (4, 1)}), development=(DevelopmentPoint(7),))
    assert agenda_role(both, scan) == "bestuurder"
    found = suggest(both, needs(scan, both.numbers), "leraar")
    assert [(item.rank, item.topic.id, item.topic.title) for item in found] == [(1, "L1.1", "Kiezen wanneer ict helpt")]
    assert agenda_role(both, replace(scan, agenda=("L1.1",))) == "leraar"
