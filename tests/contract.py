"""The contract of the result file as a plain checker, written from its documentation and from nothing else.

It shares no code with the program but the library that reads TOML, so that the reader and this checker can be held
against each other.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import rtoml

Content = dict[str, Any]

MOST_BYTES = 2 * 1024 * 1024
MOST_LEVELS = 32
INSTRUMENT = "leidinggeven-onderwijs-ict"
NUMBERS = range(1, 30)
SUPPORT = ("uitwisseling", "sparren", "schoolbezoek", "expert", "op-de-hoogte", "tijd", "training")

# Per table: key -> whether it must be there.
TOP = {
    "schema": True, "scan": True, "deelnemer": True, "ronde": False, "visie": False, "leermiddelen": False,
    "competenties": False, "ontwikkelpunten": False, "uitwisseling": False, "onderwerpen": False,
}  # fmt: skip
SCAN = {"id": True, "begonnen": True, "afgerond": False, "instrument": True, "instrument_versie": True,
        "programma": False}  # fmt: skip
PARTICIPANT = {"code": True, "school": False, "beoordeling": True}
ITEM = {"nummer": True, "belang": False, "aanwezig": False, "belegd_bij": False, "notitie": False}


class OutOfContractError(Exception):
    """The file does not keep to the contract; the argument says where."""


def content(data: bytes) -> Content | None:
    """What a file says, in one plain form; None when it is out of contract.

    Left out are what is derived (onderwerpen) and the name of the program that wrote the file. An empty text or an
    item without any answer says nothing, and stands for nothing.
    """
    try:
        _demand(len(data) <= MOST_BYTES, "size")
        raw = rtoml.loads(data.decode("utf-8-sig"))
        _demand(_levels(raw) <= MOST_LEVELS, "depth")
        return _file(raw)
    except (OutOfContractError, ValueError, RecursionError):
        return None


def _demand(kept: bool, where: str) -> None:
    if not kept:
        raise OutOfContractError(where)


def _levels(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((_levels(item) for item in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_levels(item) for item in value), default=0)
    return 0


def _file(raw: Any) -> Content:
    _table(raw, TOP, "file")
    _demand(type(raw["schema"]) is int and raw["schema"] == 1, "schema")
    found: Content = {"scan": _scan(raw["scan"]), "deelnemer": _participant(raw["deelnemer"])}
    if "ronde" in raw:
        _table(raw["ronde"], {"naam": True}, "ronde")
        found["ronde"] = _text(raw["ronde"]["naam"], filled=True)
    found["visie"] = _vision(raw.get("visie", {}))
    found["leermiddelen"] = _texts(raw.get("leermiddelen", {}), ("gebruikt", "meerwaarde", "valkuilen"))
    found["competenties"] = _items(raw.get("competenties", []))
    found["ontwikkelpunten"] = _points(raw.get("ontwikkelpunten", []))
    if "uitwisseling" in raw:
        _table(raw["uitwisseling"], {"contact": True}, "uitwisseling")
        found["uitwisseling"] = _text(raw["uitwisseling"]["contact"])
    topics = raw.get("onderwerpen", [])
    _demand(type(topics) is list and all(type(topic) is dict for topic in topics), "onderwerpen")
    return found


def _scan(raw: Any) -> Content:
    _table(raw, SCAN, "scan")
    _demand(type(raw["id"]) is str and len(raw["id"]) == 36 and raw["id"].isascii(), "id")
    _demand([place for place, char in enumerate(raw["id"]) if char == "-"] == [8, 13, 18, 23], "id")
    _demand(all(char in "0123456789abcdefABCDEF-" for char in raw["id"]), "id")
    _demand(raw["instrument"] == INSTRUMENT, "instrument")
    _demand(type(raw["instrument_versie"]) is int and raw["instrument_versie"] == 1, "instrument_versie")
    _text(raw.get("programma", ""))
    found = {"id": UUID(raw["id"]), "begonnen": _moment(raw["begonnen"])}
    if "afgerond" in raw:
        found["afgerond"] = _moment(raw["afgerond"])
        _demand(raw["afgerond"] >= raw["begonnen"], "afgerond")
    return found


def _participant(raw: Any) -> Content:
    _table(raw, PARTICIPANT, "deelnemer")
    _demand(raw["beoordeling"] in ("volledig", "alleen-belang"), "beoordeling")
    return {
        "code": _text(raw["code"], filled=True),
        "school": _text(raw.get("school", "")),
        "beoordeling": raw["beoordeling"],
    }


def _vision(raw: Any) -> Content:
    _table(raw, {"nu": False, "ambitie": False}, "visie")
    found: Content = {}
    for name, known in (("nu", {}), ("ambitie", {"toelichting": False})):
        table = raw.get(name, {})
        _table(table, {"differentiatie": False, "zelfregie": False, **known}, name)
        _demand(("differentiatie" in table) == ("zelfregie" in table), name)
        levels = {key: _level(table[key]) for key in ("differentiatie", "zelfregie") if key in table}
        note = _text(table.get("toelichting", ""))
        if levels or note:
            found[name] = {**levels, **({"toelichting": note} if note else {})}
    return found


def _items(raw: Any) -> dict[int, Content]:
    _demand(type(raw) is list, "competenties")
    found: dict[int, Content] = {}
    seen = set()
    for item in raw:
        _table(item, ITEM, "competenties")
        number = _number(item["nummer"])
        _demand(number not in seen, "number twice")
        seen.add(number)
        said: Content = {key: _level(item[key]) for key in ("belang", "aanwezig") if key in item}
        said |= {key: text for key in ("belegd_bij", "notitie") if (text := _text(item.get(key, "")))}
        if said:
            found[number] = said
    return found


def _points(raw: Any) -> list[Content]:
    _demand(type(raw) is list and len(raw) <= 3, "ontwikkelpunten")
    found: list[Content] = []
    for item in raw:
        _table(item, {"nummer": True, "ondersteuning": False}, "ontwikkelpunten")
        wanted = item.get("ondersteuning", [])
        _demand(type(wanted) is list and all(type(one) is str and one in SUPPORT for one in wanted), "ondersteuning")
        _demand(len(set(wanted)) == len(wanted), "ondersteuning twice")
        found.append({"nummer": _number(item["nummer"]), "ondersteuning": wanted})
    _demand(len({point["nummer"] for point in found}) == len(found), "point twice")
    return found


def _table(raw: Any, keys: dict[str, bool], where: str) -> None:
    _demand(type(raw) is dict, where)
    _demand(set(raw) <= set(keys), f"{where}: unknown key")
    _demand(all(key in raw for key, must in keys.items() if must), f"{where}: key is missing")


def _texts(raw: Any, keys: tuple[str, ...]) -> Content:
    _table(raw, dict.fromkeys(keys, False), "texts")
    return {key: text for key in keys if (text := _text(raw.get(key, "")))}


def _text(raw: Any, *, filled: bool = False) -> str:
    _demand(type(raw) is str and not (filled and not raw.strip()), "text")
    assert isinstance(raw, str)
    return raw


def _level(raw: Any) -> int:
    _demand(type(raw) is int and raw in (1, 2, 3, 4), "level")
    assert isinstance(raw, int)
    return raw


def _number(raw: Any) -> int:
    _demand(type(raw) is int and raw in NUMBERS, "number")
    assert isinstance(raw, int)
    return raw


def _moment(raw: Any) -> datetime:
    _demand(type(raw) is datetime and raw.tzinfo is not None, "moment")
    assert isinstance(raw, datetime)
    return raw
