"""YAML to plain data, with every doubled key and every unreadable value named by its line."""

from __future__ import annotations

from typing import Any

import yaml

from zelfscan.storage.strict import Problem

# Without the C library the pure Python loader reads the same, only slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAG = "tag:yaml.org,2002:str"
_HINTS = {
    "mapping values are not allowed": "zet tekst met een dubbele punt tussen aanhalingstekens",
    "cannot start any token": "een tab of dit teken mag hier niet; gebruik spaties en aanhalingstekens",
    "unexpected end of stream": "een aanhalingsteken of haakje is niet gesloten",
}
_GENERAL_HINT = "kijk naar het inspringen, de dubbele punten en de aanhalingstekens"


def parse_yaml(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """The data in one YAML document. Of a doubled key the first value is kept; the data is None when nothing is."""
    problems: list[Problem] = []
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return None, (Problem("", "het bestand is leeg"),)
            return _build(node, loader, problems), tuple(problems)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error))
    except yaml.YAMLError:
        problems.append(Problem("", "dit is geen geldige YAML: er staan tekens in die niet mogen"))
    except RecursionError:
        problems.append(Problem("", "dit is geen geldige YAML: het is te diep genest"))
    return None, tuple(problems)


def _build(node: yaml.Node, loader: Any, problems: list[Problem]) -> Any:
    """Turn nodes into data. Plain recursion is faster than PyYAML's constructor and sees doubled keys."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT_TAG else _scalar(node, loader, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, loader, problems) for child in node.value]
    found: dict[Any, Any] = {}
    for key_node, child in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            problems.append(Problem(_line(key_node), "een sleutel moet een woord zijn"))
        elif key in found:
            problems.append(Problem(_line(key_node), f'de sleutel "{key}" staat er twee keer'))
        else:
            found[key] = _build(child, loader, problems)
    return found


def _scalar(node: yaml.ScalarNode, loader: Any, problems: list[Problem]) -> Any:
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError, OverflowError):
        text = f'"{node.value}" is geen geldige waarde; zet tekst tussen aanhalingstekens'
        problems.append(Problem(_line(node), text))
        return node.value


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    hint = next((hint for words, hint in _HINTS.items() if words in str(error.problem)), _GENERAL_HINT)
    place = f"regel {mark.line + 1}" if mark else ""
    return Problem(place, f"dit is geen geldige YAML; {hint}")


def _line(node: yaml.Node) -> str:
    return f"regel {node.start_mark.line + 1}"
