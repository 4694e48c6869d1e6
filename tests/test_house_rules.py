"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import zelfscan.tui
from zelfscan.domain import Catalog
from zelfscan.tui.app import HouseApp

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "zelfscan"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))

FACES = ("zelfscan.domain", "zelfscan.reports", "zelfscan.storage")
LOOKED_FOR = {
    "__main__.py",
    "errors.py",
    "reports/palette.py",
}
"""The short modules that a newcomer would look for by their name."""


def length_of(path: Path) -> int:
    """The number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def own_classes() -> Iterator[type[DOMNode]]:
    """Every app, screen and widget of the tui, once."""
    for found in walk_packages(zelfscan.tui.__path__, "zelfscan.tui."):
        module = import_module(found.name)
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, DOMNode) and made.__module__ == found.name:
                yield made


def test_every_module_is_a_room() -> None:
    """Guards that a newcomer finds any behaviour in a minute: no module over 400 lines, and none under 40 but those
    that somebody would look for by their name.
    """
    lengths = {path.relative_to(PACKAGE).as_posix(): length_of(path) for path in SOURCES}
    assert len(lengths) > 50
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    short = {name for name, length in lengths.items() if length < 40 and not name.endswith("__init__.py")}
    assert short <= LOOKED_FOR


def test_a_name_stands_once_in_a_module() -> None:
    """Guards that nothing in a module takes the place of something else there: a constant or a function of its name."""
    twice: list[str] = []
    for path in SOURCES:
        names = [name for node in ast.parse(path.read_text(encoding="utf-8")).body for name in _names_given(node)]
        twice += [f"{path.name}: {name}" for name, count in Counter(names).items() if count > 1 and name != "_"]
    assert twice == []


def test_the_size_of_a_window_is_asked_of_its_own_screen() -> None:
    """Guards against a rule that never holds: a screen knows itself how wide and high it is, nothing above it does."""
    screens = {kind.__name__ for kind in own_classes() if issubclass(kind, Screen)}
    sheets = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.tcss"))
    sizes = {name for _, name in (*HouseApp.HORIZONTAL_BREAKPOINTS, *HouseApp.VERTICAL_BREAKPOINTS)}
    below = [(size, kind) for size, kind in re.findall(r"\.(-[a-z]+) +([#.]?[\w-]+)", sheets) if size in sizes]
    assert len(below) > 50
    assert [kind for _, kind in below if kind in screens] == []


def test_one_name_is_one_thing() -> None:
    """Guards that who looks for a name finds one thing: what stands in several modules is each module's own business,
    and begins with a low line.
    """
    makers: dict[str, list[str]] = {}
    for path in SOURCES:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for name in {name for node in body for name in _names_given(node)}:
            makers.setdefault(name, []).append(path.relative_to(PACKAGE).as_posix())
    assert len(makers) > 1000
    shared = {name: places for name, places in makers.items() if len(places) > 1 and not name.startswith("_")}
    # What only types need is told to mypy under the name that it looks for.
    assert shared.keys() - {"TYPE_CHECKING"} == set()


def _names_given(node: ast.stmt) -> Iterator[str]:
    """The names that a line of a module gives to what it makes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))


def test_no_circle_of_imports() -> None:
    """Guards that modules can be read one by one: no import leads back to where it started, also not one inside a
    function. What only types need, and the faces, which load a name when it is asked for, are left out.
    """
    modules = {module_name(path): path for path in SOURCES}
    arrows = {name: set(imported_by(path, name, modules)) for name, path in modules.items() if name not in FACES}
    assert sum(map(len, arrows.values())) > 200
    left = set(arrows)
    # What leads nowhere any more, or where nothing leads any more, stands on no circle.
    while ends := {name for name in left if not arrows[name] & left or not any(name in arrows[user] for user in left)}:
        left -= ends
    assert {name: sorted(arrows[name] & left) for name in left} == {}


def module_name(path: Path) -> str:
    """The name that a module is imported by."""
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def imported_by(path: Path, name: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it; not what only types need."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in running_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            whole = ".".join(filter(None, (above, node.module)))
            for alias in node.names:
                # A module of a package, or else something that the package itself holds.
                inner = f"{whole}.{alias.name}"
                if inner in modules:
                    yield inner
                elif whole in modules:
                    yield whole


def running_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for other in node.orelse:
                yield other
                yield from running_nodes(other)
            continue
        yield node
        yield from running_nodes(node)


@pytest.mark.parametrize("face", FACES)
def test_the_lists_of_a_face_agree(face: str) -> None:
    """Guards that what a room hands out, what types see of it and what loads are the same names, in order, and that
    none of them is hidden by a module of the same name.
    """
    module = import_module(face)
    path = Path(module.__file__ or "")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = [alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
             for alias in node.names if (node.module or "").startswith(f"{face}.")]  # fmt: skip
    offered: list[str] = module.__all__
    assert sorted(typed) == sorted(offered)
    missing = object()
    assert [name for name in offered if getattr(module, name, missing) is missing] == []
    assert {found.stem for found in path.parent.iterdir()} & set(offered) == set()
    with pytest.raises(AttributeError):
        _ = module.no_such_name


@pytest.mark.parametrize(
    ("library", "home"),
    [("plotext", "tui/widgets/"), ("typst", "reports/forms/")],
)
def test_a_library_stays_behind_one_module(library: str, home: str) -> None:
    """Guards that a library with habits of its own can be replaced in one place."""
    users = [path.relative_to(PACKAGE).as_posix() for path in SOURCES if library in every_import(path)]
    assert [user.rpartition("/")[0] + "/" for user in users] == [home]


def test_rooms_are_entered_by_their_face() -> None:
    """Guards that a room can be arranged anew without its neighbours: others import from its face only."""
    through_walls = [
        f"{name}: {used}"
        for name, path in {module_name(path): path for path in SOURCES}.items()
        for used in every_import(path)
        for face in FACES
        if used.startswith(f"{face}.") and name != face and not name.startswith(f"{face}.")
    ]
    assert through_walls == []


def every_import(path: Path) -> Iterator[str]:
    """The modules that stand behind `from` or `import` anywhere in a module, also for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}" == "zelfscan")


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
            # On a test, on a whole file, or in the middle of a test.
            if isinstance(node, ast.Attribute) and node.attr in ("skip", "skipif", "xfail", "importorskip"):
                silent.append(f"{path.name}: {ast.unparse(node)}")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                told = ast.get_docstring(node) or ""
                if not told or "\n\n" in told:
                    silent.append(f"{path.name}: {node.name}")
    assert silent == []


def test_no_word_of_the_instrument_is_in_code(catalog: Catalog) -> None:
    """Guards that a second instrument needs no code: labels, statements, titles, topics, rules and who fills it in
    stand in the catalog alone, also for the sheet, the looks and what is typeset; no domain rule names its items.
    """
    words = {
        catalog.instrument, catalog.title, catalog.welcome, catalog.talk_with, *catalog.literature,
        catalog.who.full, catalog.who.one, catalog.who.many,
        *(text for item in catalog.competencies for text in (item.label, item.statement, item.explanation)),
        *(text for area in catalog.areas for text in (area.name, area.label)), *(item.name for item in catalog.domains),
        *(text for rule in catalog.recommendations for text in (rule.title, rule.advice, rule.said)),
        *(text for topic in catalog.topics for text in (topic.title, topic.summary)),
        *(text for item in catalog.main_questions for text in (item.title, item.question)),
        *(item.name for item in catalog.support), *(tip.title for tip in catalog.tips),
        *((catalog.materials.title, catalog.materials.explanation) if catalog.materials else ()),
        *((catalog.example.name, catalog.example.meaning) if catalog.example else ()),
    } - {""}  # fmt: skip
    found = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})(?![\w.])", re.IGNORECASE)
    # A drawing may hold a length that looks like a topic.
    ids = {topic.id for topic in catalog.topics}
    said = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in SOURCES
        for line, text in _texts(ast.parse(path.read_text(encoding="utf-8")))
        if found.search(text) or (text in ids and path.parent.name != "forms")
    ]
    drawn = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".css", ".html", ".js", ".tcss", ".typ")]
    assert {path.suffix for path in drawn} == {".css", ".html", ".js", ".tcss", ".typ"}
    said += [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in drawn
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        # What typesets a file of ours is called by its name, and not by who is in it.
        if found.search(re.sub(r'"leider\.typ"|\bleider\.(?=[a-z])', "", text))
    ]
    assert said == []
    listed = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES if path.parent.name == "domain"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1
        and all(isinstance(item, ast.Constant) and type(item.value) is int and item.value for item in node.elts)
    ]  # fmt: skip
    assert listed == []


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in a module but those that stand alone, which tell a reader of the code something."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


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
