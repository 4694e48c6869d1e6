"""Result files as text: sound ones in every way that TOML can be written, and sound ones with something wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from strategies import LOCK, moments, names, texts

Path = tuple[str | int, ...]
TOPICS = ["1.1", "1.4", "2.3", "3.2", "4.1", "4.2"]
SUPPORT = ["uitwisseling", "sparren", "schoolbezoek", "expert", "op-de-hoogte", "tijd", "training"]


@dataclass(frozen=True)
class Raw:
    """Stands in a document as it is."""

    text: str


# What stands where something else belongs. Most break one rule each; some are sound in one place and not in another.
ODD: tuple[object, ...] = (
    0, 1, 4, 5, -1, 29, 30, 2**63, True, False, 2.0, "3", "", " ", "SL-07", [], {}, [1], ["sparren"], ["sparren"] * 2,
    [{}], {"nu": {}}, "volledig", datetime(2026, 11, 22, 10, 3, 11), datetime(2026, 11, 22, 10, 3, tzinfo=UTC),
    Raw("nan"), Raw("inf"), Raw("2026-11-22"), Raw("10:03:11"), Raw("2026-11-22T25:00:00Z"), Raw("0x10"), Raw("0b1"),
    Raw("+3"), Raw("03"), Raw("1_0"), Raw("1e0"), Raw("9" * 4400), Raw("0x" + "f" * 5000), Raw("[" * 1000), Raw(""),
    Raw("[" * 40 + "]" * 40), Raw("{a=" * 40 + "1" + "}" * 40), Raw("{a" + ".a" * 40 + "=1}"), Raw('"\\u0000"'),
    Raw('"\x00"'), Raw('"\\ud800"'), Raw("'"), Raw('"""'), Raw("null"), Raw("2026-11-22 10:03:11+01:00"),
    Raw("9999-12-31T23:59:59-23:59"), Raw("0001-01-01T00:00:00+23:59"), "x" * 101, "x" * 200,
    "x" * 20_000, "x" * 20_001, "\x85", "\u2028", "\ufeff",
    "0193C9A2-5A3E-7D10-8C42-3F6A1B2C4D5E", "{0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e}",
    "0193c9a25a3e7d108c423f6a1b2c4d5e", "sparen", ["sparen"], [{"nummer": 1}] * 2,
    [{"nummer": number} for number in (1, 2, 3, 4)], ["aanwezig"], ["belang", "aanwezig"], ["2.3"], ["2.3"] * 2,
    ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"], "deels", [7, 7], [7, 30], "٠193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e",
)  # fmt: skip
KEYS = (
    "nummer", "belang", "aanwezig", "notitie", "schema", "scan", "id", "afgerond", "Belang", "belang ", "extra",
    "competenties", "onderwerpen", "visie", "ë", "", "a.b", 'een "woord"',
)  # fmt: skip


def _optional(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)


def _rows(parts: st.SearchStrategy[dict[str, Any]], most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.builds(dict.__or__, st.fixed_dictionaries({"nummer": st.integers(1, 29)}), parts)
    return st.lists(row, unique_by=lambda item: item["nummer"], max_size=most)


# Made once: building strategies takes longer than drawing from them.
_LEVEL = st.integers(1, 4)
_POSITION: st.SearchStrategy[dict[str, int]] = st.just({}) | st.fixed_dictionaries(
    {"differentiatie": _LEVEL, "zelfregie": _LEVEL}
)
_VISION = st.builds(dict.__or__, _POSITION, _optional(toelichting=texts()))
_START = st.fixed_dictionaries({"id": st.uuids().map(str), "begonnen": moments()})
_DURATION = st.none() | st.timedeltas(timedelta(0), timedelta(days=30))
_PROGRAM = _optional(programma=texts(), gewijzigd=moments(), voorbeeld=st.booleans())
_LOOKED_BACK = st.fixed_dictionaries(
    {"eerder": st.uuids().map(str), "uitkomst": st.sampled_from(["gedaan", "deels", "niet", "anders"])},
    optional={"toelichting": texts()},
)
_PARTICIPANT = st.fixed_dictionaries(
    {"code": names(), "beoordeling": st.sampled_from(["volledig", "alleen-belang"])}, optional={"school": texts()}
)
_REST = _optional(
    ronde=st.fixed_dictionaries({"naam": names()}),
    visie=_optional(nu=_VISION, ambitie=_VISION),
    leermiddelen=_optional(gebruikt=texts(), meerwaarde=texts(), valkuilen=texts()),
    competenties=_rows(
        _optional(belang=_LEVEL, aanwezig=_LEVEL, belegd_bij=texts(), notitie=texts())
        | _optional(belang=_LEVEL, geen_oordeel=st.just(["aanwezig"]))
        | _optional(notitie=texts(), geen_oordeel=st.lists(st.sampled_from(["aanwezig", "belang"]), unique=True)),
        4,
    ),
    ontwikkelpunten=_rows(
        _optional(
            ondersteuning=st.lists(st.sampled_from(SUPPORT), unique=True, max_size=3),
            stap=texts(),
            wie=texts(),
            wanneer=st.dates(),
            teken=texts(),
        ),
        3,
    ),
    agenda=st.fixed_dictionaries({"onderwerpen": st.lists(st.sampled_from(TOPICS), unique=True, max_size=5)}),
    gesprek=st.fixed_dictionaries(
        {"datum": st.dates()},
        optional={
            "met": texts(),
            "visie": texts(),
            "leermiddelen": texts(),
            "rol": texts(),
            "punten": _rows(_optional(ziet=texts(), voorbeeld=texts(), tekst=texts()), 3),
        },
    ),
    terugblik=_rows(_LOOKED_BACK, 3),
    uitwisseling=st.fixed_dictionaries(
        {"contact": texts()}, optional={"competenties": st.lists(st.integers(1, 29), unique=True, max_size=3)}
    ),
    toestemming=_optional(woorden=st.booleans()),
    onderwerpen=st.lists(st.dictionaries(st.sampled_from(["id", "x"]), st.sampled_from([1, "a", [[1.5]]])), max_size=2),
)


@st.composite
def sound(draw: st.DrawFn) -> dict[str, Any]:
    """A result file that keeps to the contract, as plain data."""
    scan: dict[str, Any] = draw(_START)
    duration = draw(_DURATION)
    if duration is not None:
        scan["afgerond"] = scan["begonnen"] + duration
    scan |= {"instrument": "leidinggeven-onderwijs-ict", "instrument_versie": 1} | draw(_PROGRAM)
    drafts = (
        {}
        if duration is not None
        else draw(_optional(concept=_optional(pincode=st.just(LOCK), begeleider=st.just(LOCK))))
    )
    return {"schema": 1, "scan": scan, "deelnemer": draw(_PARTICIPANT), **drafts, **draw(_REST)}


@st.composite
def mutated(
    draw: st.DrawFn, document: dict[str, Any], odd: Sequence[object] = ODD, keys: Sequence[str] = KEYS
) -> dict[str, Any]:
    """The same data with one to three things changed: dropped, renamed, added, doubled, or of another kind."""
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(document))
        if not places:
            break
        change = _Change(draw(st.sampled_from(_KINDS)), draw(st.sampled_from(odd)), draw(st.sampled_from(keys)))
        document = _changed(document, draw(st.sampled_from(places)), change)
    return document


def _places(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))


_KINDS = ("drop", "rename", "replace", "replace", "add", "wrap")


def each_single_fault(
    document: dict[str, Any], odd: Sequence[object] = ODD, keys: Sequence[str] = KEYS
) -> Iterator[dict[str, Any]]:
    """The data with exactly one thing changed, for every place and every change that there is."""
    for place in _places(document):
        yield _changed(document, place, _Change("drop", 0, ""))
        yield _changed(document, place, _Change("wrap", 0, ""))
        yield _changed(document, place, _Change("wrap", "", ""))
        for key in keys:
            yield _changed(document, place, _Change("rename", 0, key))
            yield _changed(document, place, _Change("add", 1, key))
        for value in odd:
            yield _changed(document, place, _Change("replace", value, ""))


@dataclass(frozen=True)
class _Change:
    """What happens at one place, with the odd value and the odd key that it may need."""

    kind: str
    value: object
    key: str

    def __call__(self, holder: Any, place: Any) -> None:
        inner = holder[place]
        match self.kind:
            case "drop":
                del holder[place]
            case "rename" if isinstance(holder, dict):
                holder[self.key] = holder.pop(place)
            case "rename":
                holder.insert(0, holder.pop(place))
            case "add" if isinstance(inner, dict):
                holder[place] = inner | {self.key: self.value}
            case "add" if isinstance(inner, list):
                holder[place] = [*inner, inner[0] if inner else self.value]
            case "wrap":
                holder[place] = [inner] if isinstance(self.value, int) else {"nummer": inner}
            case _:
                holder[place] = self.value


def _changed(value: Any, path: Path, change: _Change) -> Any:
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        change(copy, path[0])
    else:
        copy[path[0]] = _changed(copy[path[0]], path[1:], change)
    return copy


@st.composite
def written(draw: st.DrawFn, document: dict[str, Any]) -> str:
    """The data as TOML, each value and table in one of the ways in which TOML lets it be written."""
    simple: list[str] = []
    tables: list[str] = []
    for key, value in document.items():
        if isinstance(value, dict) and draw(st.integers(0, 5)):
            tables.append(_table(draw, f"[{_key(key)}]", value))
        elif (
            isinstance(value, list) and value and all(isinstance(item, dict) for item in value) and draw(st.booleans())
        ):
            tables.extend(_table(draw, f"[[{_key(key)}]]", item) for item in value)
        else:
            simple.append(f"{_key(key)} = {_value(draw, value)}")
    return "\n".join(simple) + "\n" + "\n".join(tables)


def _table(draw: st.DrawFn, header: str, table: dict[str, Any]) -> str:
    lines = [header]
    for key, value in table.items():
        if isinstance(value, dict) and value and draw(st.booleans()):
            lines += [f"{_key(key)} . {_key(inner)} = {_value(draw, item)}" for inner, item in value.items()]
        else:
            lines.append(f"{_key(key)} = {_value(draw, value)}")
    if draw(st.integers(0, 9)) == 0:
        lines.append('# commentaar met "aanhalingstekens" en a.b.c')
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "a").replace("_", "a").isalnum()
    return key if bare else _quoted(key)


def plain(document: dict[str, Any]) -> str:
    """The data as TOML, a line per key of the top."""
    return "\n".join(f"{_key(key)} = {_value(None, value)}" for key, value in document.items())


def _value(draw: st.DrawFn | None, value: object) -> str:
    match value:
        case Raw():
            return value.text
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value) if draw is None else _text(draw, value)
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(_value(draw, item) for item in value)}]"
        case dict():
            return "{" + ", ".join(f"{_key(key)} = {_value(draw, item)}" for key, item in value.items()) + "}"
        case int() if draw is not None and 0 < value < 9:
            return draw(st.sampled_from([str(value), str(value), f"+{value}", f"0x0{value}", f"0b{value:b}"]))
        case _:
            return str(value)


def _text(draw: st.DrawFn, text: str) -> str:
    literal = "'" not in text and all(char >= " " and char != "\x7f" for char in text)
    way = draw(st.integers(0, 3))
    if way == 1 and literal:
        return f"'{text}'"
    if way == 2 and literal:
        return f"'''\n{text}'''"
    if way == 3:
        return f'""{_quoted(text)}""'
    return _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


PIECES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\n", b'"', b"'", b'"""', b"'''", b"#", b"[", b"]", b"{", b"}",
    b"=", b".", b",", b"\\", b"\x80", b"\xed\xa0\x80", b"0", b"1", b"[[", b"[scan]", b"[[competenties]]\n",
    b"schema = 1\n", b"schema = 2\n", b"scan.id = 1\n", b"a." * 40 + b"a = 1\n", b"a." * 3000 + b"a = 1\n",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with one to three accidents: a flip, a cut, a piece put in, lines swapped or doubled, other ends."""
    for _ in range(draw(st.integers(1, 3))):
        first, last = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        lines = data.split(b"\n")
        line = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 7)):
            case 0 if data:
                place = min(first, len(data) - 1)
                data = data[:place] + bytes([data[place] ^ (1 << draw(st.integers(0, 7)))]) + data[place + 1 :]
            case 1:
                data = data[:first]
            case 2:
                data = data[:first] + data[min(last, first + 12) :]
            case 3:
                data = data[:first] + draw(st.sampled_from(PIECES)) + data[first:]
            case 4:
                data = b"\n".join([*lines[: line + 1], *lines[line:]])
            case 5:
                data = b"\n".join([*lines[line:], *lines[:line]])
            case 6:
                data = draw(st.sampled_from(PIECES)) + data
            case _:
                data = draw(st.sampled_from([data.replace(b"\n", b"\r\n"), data + b"\x00", data.replace(b"\n", b"\r")]))
    return data


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A result file: sound, or with something wrong in its data, in its bytes, or in both."""
    kind = draw(st.integers(0, 4))
    document = draw(sound())
    if kind in (1, 2, 4):
        document = draw(mutated(document))
    data = draw(written(document)).encode("utf-8", errors="surrogatepass")
    return draw(damaged(data)) if kind in (3, 4) else data
