"""The rules of the catalog files as a plain checker, written from docs/bestandsformaat.md; no code of the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

MOST_BYTES = 512 * 1024
MOST_LEVELS = 32
LONGEST_VALUE = 40
LARGEST = 2**31 - 1

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TEXT, NUMBER, YES_OR_NO = "text", "number", "yes or no"
SCALE = {
    "naam": TEXT, "maat": TEXT, "in_zin": TEXT, "laag": TEXT, "hoog": TEXT, "vraag": TEXT, "niveaus": [TEXT]
}  # fmt: skip
CORNERS = {"linksboven": TEXT, "rechtsboven": TEXT, "rechtsonder": TEXT, "linksonder": TEXT}
LINK = {"competentie": NUMBER, "onderwerp": TEXT, "gewicht": NUMBER, "reden": TEXT}
QUESTION = {"kop": TEXT, "vraag": TEXT}
INSTRUMENT = {
    "instrument": TEXT, "versie": NUMBER, "titel": TEXT, "welkom": TEXT, "gesprek_met": TEXT, "bron": TEXT,
    "literatuur": [TEXT],
    "wie": {"voluit": TEXT, "een": TEXT, "meer": TEXT, "code": TEXT, "collega": TEXT},
    "schalen": {"belang": SCALE, "aanwezig": SCALE},
    "kwadrant": CORNERS,
    "leermodel": {**CORNERS, "links": TEXT, "rechts": TEXT, "boven": TEXT, "onder": TEXT, "uitleg": TEXT, "bron": TEXT,
                  "naar_boven": TEXT},
    "leermiddelen": {"titel": TEXT, "kort": TEXT, "uitleg": TEXT, "gebruikt": QUESTION, "meerwaarde": QUESTION,
                     "valkuilen": QUESTION},
    "voorbeeldrol": {"competenties": [NUMBER], "naam": TEXT, "gevolg": TEXT},
    "opvallend": [{"id": TEXT, "titel": TEXT, "advies": TEXT, "competenties": [NUMBER], "gronden": [TEXT],
                   "helft": YES_OR_NO, "deel": TEXT, "zin": TEXT}],
}  # fmt: skip
ITEMS = {
    "domeinen": [{"id": TEXT, "naam": TEXT}],
    "gebieden": [
        {"id": TEXT, "naam": TEXT, "kort": TEXT, "domein": TEXT, "figuur": NUMBER, "omschrijving": TEXT}
    ],
    "competenties": [{"nummer": NUMBER, "kort": TEXT, "stelling": TEXT, "gebied": TEXT, "uitleg": TEXT,
                      "voorbeelden": [TEXT]}],
    "ondersteuning": [{"id": TEXT, "naam": TEXT, "uitleg": TEXT, "biedt": YES_OR_NO}],
    "beleidsthemas": [{"id": TEXT, "naam": TEXT, "competenties": [NUMBER]}],
}  # fmt: skip
ROLE = {
    "rol": TEXT, "naam": TEXT, "inleiding": TEXT, "bron": TEXT,
    "hoofdvragen": [{"id": TEXT, "titel": TEXT, "thema": TEXT, "vraag": TEXT}],
    "onderwerpen": [
        {"id": TEXT, "titel": TEXT, "hoofdvraag": TEXT, "samenvatting": TEXT, "gespreksvragen": [TEXT],
         "beleidsthemas": [TEXT]}
    ],
    "tips": [
        {"titel": TEXT, "soort": TEXT, "uitgever": TEXT, "onderwerpen": [TEXT], "competenties": [NUMBER],
         "peildatum": NUMBER, "uitleg": TEXT}
    ],
    "koppelingen": [LINK],
}  # fmt: skip
SHAPES = {"instrument.yaml": INSTRUMENT, "competenties.yaml": ITEMS, "koppelingen.yaml": {"koppelingen": [LINK]},
          "onderwerpen-bestuurder.yaml": ROLE}  # fmt: skip
# A key that tells which table this is, and the keys that may be absent from it.
OPTIONAL: tuple[tuple[str, set[str]], ...] = (
    ("links", {"naar_boven"}),
    ("welkom", {"literatuur", "leermodel", "leermiddelen", "voorbeeldrol", "opvallend"}),
    ("gronden", {"competenties", "gronden", "helft", "deel", "zin"}),
    ("domeinen", {"beleidsthemas"}),
    ("inleiding", {"tips", "koppelingen"}),
    ("gespreksvragen", {"beleidsthemas"}),
    ("soort", {"uitgever", "competenties", "uitleg"}),
    ("biedt", {"biedt"}),
    ("gevolg", set()),
    ("competenties", {"competenties"}),
)
# Tables that may stand there empty, as if they were absent.
MAY_BE_EMPTY = {"leermodel", "leermiddelen", "voorbeeldrol", "deel", "zin"}


class UnsoundError(Exception):
    """Some rule is broken; the argument says which."""


def is_sound(files: Mapping[str, bytes]) -> bool:
    """Whether a catalog of these files (name -> content), of which one is 'onderwerpen-bestuurder.yaml', is sound."""
    try:
        _check(files)
    except (UnsoundError, yaml.YAMLError, ValueError, RecursionError):
        return False
    return True


def _check(files: Mapping[str, bytes]) -> None:
    instrument, items, links, role = (_load(name, files[name]) for name in SHAPES)
    links = links["koppelingen"]
    _scales(instrument)
    _instrument(items)
    _words(instrument, [item["nummer"] for item in items["competenties"]])
    instrument = items
    _demand(role["rol"] == "bestuurder", "rol")
    _filled(role["hoofdvragen"], role["onderwerpen"], links)
    _unique(item["id"] for item in role["hoofdvragen"])
    _unique(item["id"] for item in role["onderwerpen"])
    themes = [item["id"] for item in instrument.get("beleidsthemas", [])]
    for topic in role["onderwerpen"]:
        _demand(topic["hoofdvraag"] in [item["id"] for item in role["hoofdvragen"]], "hoofdvraag")
        _demand(2 <= len(topic["gespreksvragen"]) <= 4, "gespreksvragen")
        _unique(topic.get("beleidsthemas", []))
        _demand(all(theme in themes for theme in topic.get("beleidsthemas", [])), "beleidsthema")
    _tips(role, [item["nummer"] for item in instrument["competenties"]])
    _links([*links, *role.get("koppelingen", [])], instrument, role)


def _tips(role: Any, numbers: list[int]) -> None:
    topics = [topic["id"] for topic in role["onderwerpen"]]
    _unique(tip["titel"] for tip in role.get("tips", []))
    for tip in role.get("tips", []):
        _filled(tip["onderwerpen"])
        _unique(tip["onderwerpen"])
        _demand(all(topic in topics for topic in tip["onderwerpen"]), "onderwerp")
        _items(tip, numbers)
        _demand(len(tip["soort"]) <= 20, "soort")
        _demand(2000 <= tip["peildatum"] <= 2100, "peildatum")


def _items(raw: Any, numbers: list[int]) -> None:
    _unique(raw.get("competenties", []))
    _demand(all(number in numbers for number in raw.get("competenties", [])), "competentie")


def _words(raw: Any, numbers: list[int]) -> None:
    _demand(len(raw["titel"]) <= 60 and len(raw["welkom"]) <= 76, "titel")
    who = raw["wie"]
    _demand(all(len(word) <= 24 for word in who.values()), "wie")
    _demand(len(who["code"]) <= 6 and who["code"].isascii() and who["code"].isalnum(), "code")
    if "leermiddelen" in raw:
        _demand(len(raw["leermiddelen"]["titel"]) <= 60 and len(raw["leermiddelen"]["kort"]) <= 16, "leermiddelen")
    if "voorbeeldrol" in raw:
        _filled(raw["voorbeeldrol"]["competenties"])
        _items(raw["voorbeeldrol"], numbers)
    _unique(rule["id"] for rule in raw.get("opvallend", []))
    for rule in raw.get("opvallend", []):
        _items(rule, numbers)
        _unique(rule.get("gronden", []))
        _demand(set(rule.get("gronden", [])) <= {"tekort", "laag", "belegd"}, "gronden")
        _demand(bool(rule.get("competenties")) == bool(rule.get("gronden")), "competenties and gronden")
        _demand(not rule.get("helft") or bool(rule.get("competenties")), "helft")
        _demand(("deel" in rule) == ("zin" in rule), "deel and zin")
        _demand(bool(rule.get("competenties")) or "deel" in rule, "says nothing")
        asked = {"ambitie": "leermodel", "leermiddelen": "leermiddelen"}
        _demand("deel" not in rule or asked.get(rule["deel"], "") in raw, "deel")


def _scales(raw: Any) -> None:
    for scale in raw["schalen"].values():
        _demand(len(scale["niveaus"]) == 4, "niveaus")
        _unique(scale["niveaus"])
        _demand(len(scale["naam"]) <= 16, "naam")


def _instrument(raw: Any) -> None:
    _filled(raw["domeinen"], raw["gebieden"], raw["competenties"])
    for part, keys in (
        ("domeinen", ["id"]), ("gebieden", ["id", "kort"]), ("competenties", ["nummer", "kort", "stelling"]),
        ("ondersteuning", ["id", "naam"]), ("beleidsthemas", ["id"]),
    ):  # fmt: skip
        for key in keys:
            _unique(item[key] for item in raw.get(part, []))
    for part, longest in (("gebieden", 24), ("competenties", 32)):
        _demand(all(len(item["kort"]) <= longest for item in raw[part]), "kort")
    _demand(all(len(item["naam"]) <= 44 for item in raw["ondersteuning"]), "naam")
    _demand([item["nummer"] for item in raw["competenties"]] == list(range(1, len(raw["competenties"]) + 1)), "nummer")
    _demand(all(area["domein"] in [item["id"] for item in raw["domeinen"]] for area in raw["gebieden"]), "domein")
    _demand(all(len(item["voorbeelden"]) == 2 for item in raw["competenties"]), "voorbeelden")
    for theme in raw.get("beleidsthemas", []):
        _items(theme, [item["nummer"] for item in raw["competenties"]])
    areas = [area["id"] for area in raw["gebieden"]]
    _demand(all(item["gebied"] in areas for item in raw["competenties"]), "gebied")


def _links(links: list[Any], instrument: Any, role: Any) -> None:
    numbers = [item["nummer"] for item in instrument["competenties"]]
    topics = [topic["id"] for topic in role["onderwerpen"]]
    for link in links:
        _demand(link["competentie"] in numbers and link["onderwerp"] in topics, "link to nothing")
        _demand(link["gewicht"] in (1, 2), "gewicht")
    _unique((link["competentie"], link["onderwerp"]) for link in links)
    core = {link["competentie"] for link in links if link["gewicht"] == 2}
    _demand(core == set(numbers), "no core")
    linked = {link["onderwerp"] for link in links}
    _demand(linked == set(topics) or not linked & set(topics), "half a set of links")


@lru_cache(maxsize=8)
def _load(name: str, data: bytes) -> Any:
    _demand(len(data) <= MOST_BYTES, "size")
    text = data.decode("utf-8-sig")
    levels = 0
    for event in yaml.parse(text, Loader=LOADER):
        _demand(not isinstance(event, yaml.AliasEvent), "alias")
        _demand(not getattr(event, "tag", None), "tag")
        levels += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        _demand(levels <= MOST_LEVELS, "depth")
    [document] = list(yaml.compose_all(text, Loader=LOADER))
    return _shaped(document, SHAPES[name])


def _shaped(node: Any, shape: Any) -> Any:
    if isinstance(shape, dict):
        _demand(isinstance(node, yaml.MappingNode), "a table")
        _demand(all(isinstance(key, yaml.ScalarNode) for key, _ in node.value), "a word as key")
        found = {key.value: value for key, value in node.value}
        _demand(len(found) == len(node.value), "key twice")
        _demand(set(found) <= set(shape) and set(shape) - set(found) <= _optional(shape), "keys")
        found = {key: value for key, value in found.items() if not (key in MAY_BE_EMPTY and _is_empty(value))}
        return {key: _shaped(value, shape[key]) for key, value in found.items()}
    if isinstance(shape, list):
        _demand(isinstance(node, yaml.SequenceNode), "a list")
        return [_shaped(item, shape[0]) for item in node.value]
    _demand(isinstance(node, yaml.ScalarNode), "one value")
    if shape == TEXT:
        _demand(node.tag == "tag:yaml.org,2002:str" and node.value != "", "text")
        _demand(node.value == node.value.strip(), "white space around")
        return node.value
    if shape == YES_OR_NO:
        _demand(node.tag == "tag:yaml.org,2002:bool", "yes or no")
        return yaml.SafeLoader("").construct_yaml_bool(node)
    _demand(node.tag == "tag:yaml.org,2002:int" and len(node.value) <= LONGEST_VALUE, "number")
    number = yaml.SafeLoader("").construct_yaml_int(node)
    _demand(1 <= number <= LARGEST, "number from 1")
    return number


def _is_empty(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _optional(shape: dict[str, Any]) -> set[str]:
    return next((keys for word, keys in OPTIONAL if word in shape), set())


def _filled(*lists: list[Any]) -> None:
    _demand(all(lists), "empty list")


def _unique(values: Any) -> None:
    found = list(values)
    _demand(len(set(found)) == len(found), "twice")


def _demand(kept: bool, rule: str) -> None:
    if not kept:
        raise UnsoundError(rule)
