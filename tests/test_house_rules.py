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


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    """Guards that a newcomer finds any behaviour in a minute."""
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert len(lengths) > 50
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}


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


def test_one_module_speaks_to_the_terminal() -> None:
    """Guards that all that is printed goes by one gate: a print elsewhere would let a file steer the terminal."""
    speaks = re.compile(r"^\s*print\(|\bstd(out|err)\.(buffer\.)?write", re.MULTILINE)
    loud = [str(path.relative_to(ROOT / "src")) for path in SOURCES if speaks.search(path.read_text(encoding="utf-8"))]
    assert [Path(path).as_posix() for path in loud] == ["zelfscan/cli/terminal.py"]


def test_no_text_on_a_screen_is_markup() -> None:
    """Guards that Textual reads brackets as markup in our own texts only: others are Content, or say markup=False."""
    found = [place for path in SOURCES if "tui" in path.parts for place in _markup(path)]
    assert found == []


def _markup(path: Path) -> Iterator[str]:
    """The places in a module where a text that is not our own could be read as markup."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call | ast.Assign):
            continue
        texts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            plain = any(word.arg == "markup" and ast.unparse(word.value) == "False" for word in node.keywords)
            if name in {"Static", "Label", "Button", "KeyButton", "notify"} and not plain:
                # What begins empty is filled later.
                texts = node.args[:1] if node.args and ast.unparse(node.args[0]) != "''" else [ast.Name("empty")]
        else:
            shown = {"border_title", "border_subtitle", "label", "tooltip"}
            if any(isinstance(target, ast.Attribute) and target.attr in shown for target in node.targets):
                texts = [node.value]
        yield from (f"{path.name}:{node.lineno}: {ast.unparse(text)}" for text in texts if not _is_harmless(text))


def _is_harmless(text: ast.expr) -> bool:
    if isinstance(text, ast.IfExp):
        return _is_harmless(text.body) and _is_harmless(text.orelse)
    if isinstance(text, ast.Constant):
        return "[" not in str(text.value)
    return isinstance(text, ast.Call) and ast.unparse(text.func).startswith("Content")
