"""The contract of the result file as a plain checker, written from its documentation and from nothing else.

It shares no code with the program but the library that reads TOML, so that the reader and this checker can be held
against each other.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import rtoml

Content = dict[str, Any]

MOST_BYTES = 2 * 1024 * 1024
MOST_LEVELS = 32
LINE = 200
NAME = 100
TEXT = 20_000
INSTRUMENT = "leidinggeven-onderwijs-ict"
NUMBERS = range(1, 30)
TOPICS = tuple(f"{block}.{one}" for block, most in ((1, 5), (2, 4), (3, 3), (4, 2)) for one in range(1, most + 1))
SUPPORT = ("uitwisseling", "sparren", "schoolbezoek", "expert", "op-de-hoogte", "tijd", "training")

# Per table: key -> whether it must be there.
TOP = {
    "schema": True, "scan": True, "deelnemer": True, "ronde": False, "concept": False, "visie": False,
    "leermiddelen": False, "competenties": False, "ontwikkelpunten": False, "agenda": False, "gesprek": False,
    "terugblik": False, "uitwisseling": False, "toestemming": False, "onderwerpen": False,
}  # fmt: skip
SCAN = {"id": True, "begonnen": True, "afgerond": False, "instrument": True, "instrument_versie": True,
        "programma": False, "gewijzigd": False, "voorbeeld": False}  # fmt: skip
PARTICIPANT = {"code": True, "school": False, "beoordeling": True}
ITEM = {"nummer": True, "belang": False, "aanwezig": False, "geen_oordeel": False, "belegd_bij": False,
        "notitie": False}  # fmt: skip
POINT = {"nummer": True, "ondersteuning": False, "stap": False, "wie": False, "wanneer": False, "teken": False}
TALK = {"datum": True, "met": False, "visie": False, "leermiddelen": False, "rol": False, "punten": False}
SAID = {"nummer": True, "ziet": False, "voorbeeld": False, "tekst": False}
LOOKED_BACK = {"nummer": True, "eerder": True, "uitkomst": True, "toelichting": False}


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
        found["ronde"] = _text(raw["ronde"]["naam"], NAME, filled=True)
    draft = raw.get("concept", {})
    _table(draft, {"pincode": False, "begeleider": False}, "concept")
    found["concept"] = {key: text for key in ("pincode", "begeleider") if (text := _text(draft.get(key, ""), LINE))}
    for lock in found["concept"].values():
        salt, _, digest = lock.partition(":")
        _demand("afgerond" not in raw["scan"] and (len(salt), len(digest)) == (32, 128), "concept")
        _demand(set(salt + digest) <= set("0123456789abcdef"), "concept")
    found["visie"] = _vision(raw.get("visie", {}))
    found["leermiddelen"] = _texts(raw.get("leermiddelen", {}), ("gebruikt", "meerwaarde", "valkuilen"))
    found["competenties"] = _items(raw.get("competenties", []))
    found["ontwikkelpunten"] = _points(raw.get("ontwikkelpunten", []))
    if "uitwisseling" in raw:
        _table(raw["uitwisseling"], {"contact": True, "competenties": False}, "uitwisseling")
        only = raw["uitwisseling"].get("competenties")
        _demand(only is None or type(only) is list, "uitwisseling, competenties")
        numbers = None if only is None else [_number(number) for number in only]
        _demand(len(set(numbers or [])) == len(numbers or []), "uitwisseling, number twice")
        found["uitwisseling"] = (_text(raw["uitwisseling"]["contact"]), numbers)
    if _agenda(raw.get("agenda", {"onderwerpen": []})):
        found["agenda"] = _agenda(raw["agenda"])
    if "gesprek" in raw:
        found["gesprek"] = _talk(raw["gesprek"])
    found["terugblik"] = _looked_back(raw.get("terugblik", []))
    consent = raw.get("toestemming", {})
    _table(consent, {"woorden": False}, "toestemming")
    found["woorden"] = _yes(consent.get("woorden", False))
    topics = raw.get("onderwerpen", [])
    _demand(type(topics) is list and all(type(topic) is dict for topic in topics), "onderwerpen")
    return found


def _scan(raw: Any) -> Content:
    _table(raw, SCAN, "scan")
    _demand(raw["instrument"] == INSTRUMENT, "instrument")
    _demand(type(raw["instrument_versie"]) is int and raw["instrument_versie"] == 1, "instrument_versie")
    _text(raw.get("programma", ""), LINE)
    found: Content = {"id": _uuid(raw["id"]), "begonnen": _moment(raw["begonnen"])}
    found["voorbeeld"] = _yes(raw.get("voorbeeld", False))
    if "gewijzigd" in raw:
        found["gewijzigd"] = _moment(raw["gewijzigd"])
    if "afgerond" in raw:
        found["afgerond"] = _moment(raw["afgerond"])
        _demand(raw["afgerond"] >= raw["begonnen"], "afgerond")
    return found


def _participant(raw: Any) -> Content:
    _table(raw, PARTICIPANT, "deelnemer")
    _demand(raw["beoordeling"] in ("volledig", "alleen-belang"), "beoordeling")
    return {
        "code": _text(raw["code"], NAME, filled=True),
        "school": _text(raw.get("school", ""), LINE),
        "beoordeling": raw["beoordeling"],
    }


def _vision(raw: Any) -> Content:
    _table(raw, {"nu": False, "ambitie": False}, "visie")
    found: Content = {}
    for name in ("nu", "ambitie"):
        table = raw.get(name, {})
        _table(table, {"differentiatie": False, "zelfregie": False, "toelichting": False}, name)
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
        said |= {key: text for key in ("belegd_bij", "notitie") if (text := _text_of(item, key))}
        unknown = item.get("geen_oordeel", [])
        _demand(type(unknown) is list and all(one in ("belang", "aanwezig") for one in unknown), "geen_oordeel")
        _demand(len(set(unknown)) == len(unknown) and not set(unknown) & set(said), "geen_oordeel twice")
        if unknown:
            said["geen_oordeel"] = set(unknown)
        if said:
            found[number] = said
    return found


def _points(raw: Any) -> list[Content]:
    _demand(type(raw) is list and len(raw) <= 3, "ontwikkelpunten")
    found: list[Content] = []
    for item in raw:
        _table(item, POINT, "ontwikkelpunten")
        wanted = item.get("ondersteuning", [])
        _demand(type(wanted) is list and all(type(one) is str and one in SUPPORT for one in wanted), "ondersteuning")
        _demand(len(set(wanted)) == len(wanted), "ondersteuning twice")
        agreed: Content = {key: text for key in ("stap", "wie", "teken") if (text := _text_of(item, key))}
        agreed |= {"wanneer": _day(item["wanneer"])} if "wanneer" in item else {}
        found.append({"nummer": _number(item["nummer"]), "ondersteuning": wanted, **agreed})
    _demand(len({point["nummer"] for point in found}) == len(found), "point twice")
    return found


def _agenda(raw: Any) -> list[str]:
    _table(raw, {"onderwerpen": True}, "agenda")
    topics = raw["onderwerpen"]
    _demand(type(topics) is list and len(topics) <= 5, "agenda")
    _demand(all(type(topic) is str and topic in TOPICS for topic in topics), "agenda, onderwerpen")
    _demand(len(set(topics)) == len(topics), "agenda, topic twice")
    return list(topics)


def _talk(raw: Any) -> Content:
    _table(raw, TALK, "gesprek")
    found: Content = {"datum": _day(raw["datum"])}
    found |= {key: text for key in ("met", "visie", "leermiddelen", "rol") if (text := _text_of(raw, key))}
    points = raw.get("punten", [])
    _demand(type(points) is list, "punten")
    for point in points:
        _table(point, SAID, "punten")
    numbers = [_number(point["nummer"]) for point in points]
    _demand(len(set(numbers)) == len(numbers), "punten, number twice")
    told = [{key: text for key in ("ziet", "voorbeeld", "tekst") if (text := _text(point.get(key, "")))}
            for point in points]  # fmt: skip
    return found | {"punten": list(zip(numbers, told, strict=True))}


def _looked_back(raw: Any) -> list[Content]:
    _demand(type(raw) is list and len(raw) <= 100, "terugblik")
    found: list[Content] = []
    for item in raw:
        _table(item, LOOKED_BACK, "terugblik")
        _demand(item["uitkomst"] in ("gedaan", "deels", "niet", "anders"), "uitkomst")
        found.append({
            "nummer": _number(item["nummer"]), "eerder": _uuid(item["eerder"]), "uitkomst": item["uitkomst"],
            "toelichting": _text(item.get("toelichting", "")),
        })  # fmt: skip
    _demand(len({(one["nummer"], one["eerder"]) for one in found}) == len(found), "terugblik twice")
    return found


def _text_of(raw: Content, key: str) -> str:
    return _text(raw.get(key, ""), LINE if key in ("belegd_bij", "wie", "met") else TEXT)


def _table(raw: Any, keys: dict[str, bool], where: str) -> None:
    _demand(type(raw) is dict, where)
    _demand(set(raw) <= set(keys), f"{where}: unknown key")
    _demand(all(key in raw for key, must in keys.items() if must), f"{where}: key is missing")


def _texts(raw: Any, keys: tuple[str, ...]) -> Content:
    _table(raw, dict.fromkeys(keys, False), "texts")
    return {key: text for key in keys if (text := _text_of(raw, key))}


def _text(raw: Any, longest: int = TEXT, *, filled: bool = False) -> str:
    _demand(type(raw) is str and not (filled and not raw.strip()), "text")
    assert isinstance(raw, str)
    _demand(len(raw) <= longest, "too long")
    return raw


def _level(raw: Any) -> int:
    _demand(type(raw) is int and raw in (1, 2, 3, 4), "level")
    assert isinstance(raw, int)
    return raw


def _number(raw: Any) -> int:
    _demand(type(raw) is int and raw in NUMBERS, "number")
    assert isinstance(raw, int)
    return raw


def _uuid(raw: Any) -> UUID:
    _demand(type(raw) is str and len(raw) == 36 and raw.isascii(), "uuid")
    assert isinstance(raw, str)
    _demand([place for place, char in enumerate(raw) if char == "-"] == [8, 13, 18, 23], "uuid")
    _demand(all(char in "0123456789abcdefABCDEF-" for char in raw), "uuid")
    return UUID(raw)


def _yes(raw: Any) -> bool:
    _demand(type(raw) is bool, "true or false")
    assert isinstance(raw, bool)
    return raw


def _day(raw: Any) -> date:
    _demand(type(raw) is date, "day")
    assert isinstance(raw, date)
    return raw


def _moment(raw: Any) -> datetime:
    _demand(type(raw) is datetime and raw.tzinfo is not None, "moment")
    assert isinstance(raw, datetime)
    return raw
