"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from textual.binding import Binding
from textual.dom import DOMNode

import zelfscan.tui

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def own_classes() -> Iterator[type[DOMNode]]:
    """Every app, screen and widget of the tui, once."""
    for found in walk_packages(zelfscan.tui.__path__, "zelfscan.tui."):
        module = import_module(found.name)
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, DOMNode) and made.__module__ == found.name:
                yield made


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    """Guards that a newcomer finds any behaviour in a minute."""
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert len(lengths) > 50
    assert {str(path): length for path, length in lengths.items() if length > 300} == {}


def test_every_key_that_shows_explains_itself() -> None:
    """Guards that what stands in the footer has a description, an id and a tooltip."""
    incomplete: list[str] = []
    classes = list(own_classes())
    assert len(classes) > 20
    for made in classes:
        for binding in vars(made).get("BINDINGS", ()):
            where = f"{made.__module__}.{made.__name__}"
            if not isinstance(binding, Binding):
                incomplete.append(f"{where}: {binding} is no Binding")
            elif binding.show and not (binding.description and binding.id and binding.tooltip):
                incomplete.append(f"{where}: {binding.key}")
    assert incomplete == []


def test_no_private_textual() -> None:
    """Guards that an update of Textual cannot break what was never promised."""
    private = re.compile(r"\btextual(\.\w+)*\._\w|from textual(\.\w+)* import (\w+, )*_")
    assert [str(path) for path in SOURCES if private.search(path.read_text(encoding="utf-8"))] == []


def test_every_test_says_what_it_guards() -> None:
    """Guards that each test has a docstring of one paragraph, and that none is skipped."""
    silent: list[str] = []
    for path in TESTS:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                told = ast.get_docstring(node) or ""
                skipped = any(
                    "skip" in ast.unparse(mark) or "xfail" in ast.unparse(mark) for mark in node.decorator_list
                )
                if not told or "\n\n" in told or skipped:
                    silent.append(f"{path.name}: {node.name}")
    assert silent == []


def test_only_the_command_line_prints() -> None:
    """Guards that only the command line writes to stdout and stderr: a print elsewhere would tear a screen apart."""
    loud = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.parent.name != "cli" and re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert loud == []
