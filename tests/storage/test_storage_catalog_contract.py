"""The catalog's reader against an independent checker: the same verdict on whatever files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import contract_catalog
from catalog_files import FILES
from documents import Raw, damaged, each_single_fault, mutated
from tally import count
from zelfscan.storage.catalog_reader import check_catalog
from zelfscan.storage.places import catalog_folder

pytestmark = pytest.mark.heavy

ODD: tuple[object, ...] = (
    0, 1, 2, 3, -1, 2**31, True, 1.5, None, "", " ", "a ", "1", "1.1", "geb", "x" * 25, "x" * 33, "x" * 45, [], {}, [1],
    ["a", "a"], ["a"] * 5, [{}], "regel\nregel", "\x85a",
    *map(Raw, (
        "1.10", "no", "012", "0x1F", "0b11", "1_0", "1:1",
        "1:" * 3000 + "1", "9" * 5000, ".nan", ".", "~", "2026-01-01",
        "2026-13-01", "!!int x", "!!bool x", "!!timestamp x", '!!float ""', "!!str 1", "!!binary x", "!x a", "&a 1",
        "*a", "<<", "=", "[" * 5000, "[" * 40 + "]" * 40, "{a: " * 40 + "1" + "}" * 40, "{a: 1, a: 2}", "{? [a] : 1}",
        "{<<: 1}", "'", '"', "0" * 50 + "1", "1e400", "\ta", "a: b", "# weg",
    )),
)  # fmt: skip
KEYS = ("id", "naam", "kort", "nummer", "extra", "Naam", "naam ", "koppelingen", "beleidsthemas", "rol", "")


def flow(value: object) -> str:
    """The data as YAML on one line; every JSON text is also YAML."""
    match value:
        case Raw():
            return value.text
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return json.dumps(value)
        case _:
            return json.dumps(value)


def block(document: dict[str, Any]) -> bytes:
    """The data as YAML with a line per key and per item of a list."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            lines += [f"{json.dumps(key)}:", *(f"  - {flow(item)}" for item in value)]
        else:
            lines.append(f"{json.dumps(key)}: {flow(value)}")
    return "\n".join(lines).encode(errors="surrogatepass")


@st.composite
def catalogs(draw: st.DrawFn) -> dict[str, bytes]:
    """The small sound catalog with something changed in one of its files."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    kind = draw(st.integers(0, 2))
    if kind:
        data = block(draw(mutated(yaml.safe_load(data), ODD, KEYS)))
    return FILES | {name: data if kind == 1 else draw(damaged(data))}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every example fills anew."""
    return tmp_path_factory.mktemp("catalogus")


def problems_of(folder: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """What the program says of these files."""
    for name, data in files.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)
    problems = check_catalog(folder)
    assert all(problem.isprintable() and len(problem) < 1000 for problem in problems)
    return problems


def hold_together(folder: Path, files: dict[str, bytes]) -> None:
    """Reader and checker give the same verdict."""
    sound = contract_catalog.is_sound(files)
    assert (problems_of(folder, files) == ()) == sound, files
    count("invoer", "catalogi tegen de regels gehouden")
    count("invoer", "daarvan in orde", int(sound))


@pytest.mark.parametrize("name", FILES)
def test_each_single_fault_gives_the_verdict_of_the_rules(folder: Path, name: str) -> None:
    """Guards every rule of the catalog by itself: each key dropped, renamed, doubled, wrapped and replaced by each odd
    value, one at a time.
    """
    for faulty in each_single_fault(yaml.safe_load(FILES[name]), ODD, KEYS):
        hold_together(folder, FILES | {name: block(faulty)})


@settings(max_examples=300, derandomize=True)
@given(files=catalogs())
def test_the_catalog_reader_takes_what_is_sound_and_nothing_else(folder: Path, files: dict[str, bytes]) -> None:
    """Guards that no catalog is accepted that breaks a documented rule, that no sound one is refused, and that
    nothing but a list of problems comes out.
    """
    hold_together(folder, files)


def test_our_own_catalog_is_sound_to_the_checker() -> None:
    """Guards that the checker does not just refuse, and that the catalog we ship keeps to its documentation."""
    assert contract_catalog.is_sound(FILES)
    assert contract_catalog.is_sound({path.name: path.read_bytes() for path in catalog_folder().glob("*.yaml")})
