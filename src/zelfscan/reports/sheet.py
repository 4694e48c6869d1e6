"""The questionnaire as one HTML page to be sent around: filled in in any browser, it saves a result file.

Words, order and limits come from the catalog and the domain; the page, its looks and its program lie beside the forms
as `sheet.html`, `sheet.css` and `sheet.js`. The page fetches nothing and keeps nothing: its own policy sees to it.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib import resources
from string import Template

from zelfscan import __version__
from zelfscan.domain import (
    CORE_WEIGHT,
    DO_NOT_KNOW,
    LONGEST_LINE,
    LONGEST_TEXT,
    MAX_DEVELOPMENT_POINTS,
    Catalog,
    Competency,
    Scale,
)
from zelfscan.dutch import about_minutes
from zelfscan.safe_text import kinds_of_signs, one_line, printable

SEALER = "age-encryption.js"
"""What seals in the browser; only in the sheet of a sealed round, for it is larger than all the rest."""
_MARK = "<!-- Gemaakt met zelfscan. Controlegetal: "
HTML = ".html"
PLACES = ("Eerste", "Tweede", "Derde")
POSITIONS = (
    ("now", "Nu", "Hoe is het nu, in een paar woorden?"),
    ("ambition", "Ambitie", "Wat is uw ambitie, in een paar woorden?"),
)
SHARING = (
    "Ik wil uitwisselen: de groep mag met mijn code zien wat ik zoek en wat ik kan bieden",
    "Mijn open antwoorden aan het begin mogen zonder code in het rapport van de groep",
)
_PART = re.compile(r"^<!-- part: (\w+) -->\n", re.MULTILINE)


def sheet_html(
    catalog: Catalog, *, schema: int, size: int, round_name: str = "", recipients: Sequence[str] = ()
) -> str:
    """The page. `schema` and `size` are the number of the result file's form and the bytes that it may have.

    With `recipients`, public keys of age, the page saves a sealed file that only they can read.
    """
    parts = _parts()
    style, program = _text("sheet.css"), _text("sheet.js")
    programs = [_text(SEALER), program] if recipients else [program]
    title = f"Zelfscan {catalog.title}"
    names = _part_names(catalog)
    page = parts["page"].substitute(
        policy=policy(style, programs),
        title=_shown(title),
        style=style,
        about=_about(catalog, round_name),
        line=LONGEST_LINE,
        text=LONGEST_TEXT,
        count=len(catalog.competencies),
        parts="\n".join(f'<li><a href="#{key}">{_shown(name)}</a></li>' for key, name in names.items()),
        who=_shown(catalog.who.full),
        measure_i=_shown(catalog.importance.measure),
        measure_a=_shown(catalog.attainment.measure),
        vision=_vision(parts, catalog),
        materials=_materials(parts, catalog),
        items_title=_shown(numbered(catalog, "deel-3")),
        items="\n".join(_item(parts, catalog, item) for item in catalog.competencies),
        points="\n".join(_point(parts, catalog, place) for place in range(1, MAX_DEVELOPMENT_POINTS + 1)),
        shared="\n".join(
            parts["shared"].substitute(number=item.number, label=_shown(item.label)) for item in catalog.competencies
        ),
        share_exchange=SHARING[0],
        words=parts["words"].substitute(share_words=SHARING[1]) if asks_words(catalog) else "",
        readers="Wie uw bestand krijgt en de sleutel van de ronde heeft," if recipients else "Wie uw bestand krijgt,",
        sealed=_said_of_sealing(recipients),
        foot=_shown(f"zelfscan {__version__}. Bron van de vragenlijst: {catalog.source}"),
        data=_data(catalog, schema, size, round_name, recipients),
        scripts="\n".join(f"<script>{text}</script>" for text in programs),
    )
    return f"{page}\n{_mark_of(page.encode())}"


def is_intact_sheet(data: bytes) -> bool:
    """Whether this is a page of ours in which nobody changed anything: its last line is the checksum of the rest."""
    page, _, _ = data.rpartition(b"\n" + _MARK.encode())
    return bool(page) and data == page + b"\n" + _mark_of(page).encode()


def _mark_of(page: bytes) -> str:
    return f"{_MARK}{sha256(page).hexdigest()}. -->\n"


def policy(style: str, programs: Iterable[str]) -> str:
    """The Content-Security-Policy of the page: this style and these programs, and nothing else from anywhere."""
    allowed = " ".join(map(_hash, programs))
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (resources.files(f"{__package__}.forms") / "sheet" / name).read_text(encoding="utf-8").strip()


def _parts() -> dict[str, Template]:
    _, *found = _PART.split(_text("sheet.html"))
    return {name: Template(text.strip()) for name, text in zip(found[::2], found[1::2], strict=True)}


def _shown(text: str) -> str:
    return escape(printable(text))


def _part_names(catalog: Catalog) -> dict[str, str]:
    """The parts of this questionnaire by their place on the page; 1 and 2 can be left out."""
    names = {"deel-1": "Situatie en ambitie"} if catalog.learning else {}
    if catalog.materials:
        names["deel-2"] = catalog.materials.title
    return {**names, "deel-3": "Competenties"}


def numbered(catalog: Catalog, key: str) -> str:
    """The title of a part with its number, where there are more."""
    names = _part_names(catalog)
    return f"Deel {[*names].index(key) + 1}. {names[key]}" if len(names) > 1 else names[key]


def asks_words(catalog: Catalog) -> bool:
    """Whether there is any open question whose answer could be shown to the group."""
    return bool(catalog.learning or catalog.materials)


def questions(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The open questions of part 2, by their key in a scan."""
    part = catalog.materials
    if part is None:
        return ()
    asked = {"used": part.used, "added_value": part.added_value, "pitfalls": part.pitfalls}
    return tuple((key, one.question) for key, one in asked.items())


def _vision(parts: dict[str, Template], catalog: Catalog) -> str:
    if catalog.learning is None:
        return ""
    return parts["vision"].substitute(
        title=_shown(numbered(catalog, "deel-1")),
        explanation=_shown(catalog.learning.explanation),
        positions="\n".join(_position(parts, catalog, *position) for position in POSITIONS),
    )


def _materials(parts: dict[str, Template], catalog: Catalog) -> str:
    if catalog.materials is None:
        return ""
    return parts["materials"].substitute(
        title=_shown(numbered(catalog, "deel-2")),
        explanation=_shown(catalog.materials.explanation),
        questions="\n".join(
            parts["text"].substitute(key=key, question=_shown(question), text=LONGEST_TEXT)
            for key, question in questions(catalog)
        ),
    )


def _about(catalog: Catalog, round_name: str) -> str:
    said = [
        f"Bij {len(catalog.competencies)} competenties beantwoordt u twee vragen. "
        f"Dat duurt {about_minutes(len(catalog.competencies))}.",
        "Deze pagina werkt zonder internet en stuurt niets. Aan het eind bewaart u zelf een bestand.",
    ]
    if round_name:
        said.append(f"Deze vragenlijst hoort bij de ronde {one_line(round_name)}.")
    return "\n".join(f"<p>{_shown(line)}</p>" for line in said)


def _tiles(parts: dict[str, Template], name: str, words: Iterable[tuple[str, str]], checked: str | None = None) -> str:
    return "".join(
        parts["tile"].substitute(
            name=name, value=value, word=_shown(word), checked=" checked" if value == checked else ""
        )
        for value, word in words
    )


def _position(parts: dict[str, Template], catalog: Catalog, key: str, name: str, question: str) -> str:
    words = catalog.model
    ends = {"differentiation": (words.bottom, words.top), "self_direction": (words.left, words.right)}
    tiles = {
        scale: _tiles(
            parts,
            f"{key}-{scale}",
            [("1", f"1: {low}"), ("2", "2"), ("3", "3"), ("4", f"4: {high}"), ("", "niet ingevuld")],
            checked="",
        )
        for scale, (low, high) in ends.items()
    }
    return parts["position"].substitute(
        key=key,
        name=name,
        question=question,
        text=LONGEST_TEXT,
        low_d=_shown(_capital(words.bottom)),
        high_d=_shown(words.top),
        low_s=_shown(_capital(words.left)),
        high_s=_shown(words.right),
        tiles_d=tiles["differentiation"],
        tiles_s=tiles["self_direction"],
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _item(parts: dict[str, Template], catalog: Catalog, item: Competency) -> str:
    number = item.number
    return parts["item"].substitute(
        number=number,
        label=_shown(item.label),
        statement=_shown(item.statement),
        explanation=_shown(item.explanation),
        examples="".join(f"<li>{_shown(example)}</li>" for example in item.examples),
        ask_i=_shown(catalog.importance.question),
        ask_a=_shown(catalog.attainment.question),
        tiles_i=_tiles(parts, f"i{number}", _levels(catalog.importance)),
        tiles_a=_tiles(parts, f"a{number}", _levels(catalog.attainment)),
        line=LONGEST_LINE,
        text=LONGEST_TEXT,
    )


def _levels(scale: Scale) -> list[tuple[str, str]]:
    return [*((str(level), f"{level}: {word}") for level, word in enumerate(scale.levels, start=1)), ("0", DO_NOT_KNOW)]


def _point(parts: dict[str, Template], catalog: Catalog, place: int) -> str:
    name = f"{PLACES[place - 1]} ontwikkelpunt"
    options = "".join(
        f'<option value="{item.number}">{item.number} {_shown(item.label)}</option>' for item in catalog.competencies
    )
    support = "\n".join(
        parts["support"].substitute(
            place=place, id=_shown(item.id), name=_shown(item.name), explanation=_shown(item.explanation)
        )
        for item in catalog.support
    )
    return parts["point"].substitute(
        place=place, name=name, options=options, support=support, line=LONGEST_LINE, text=LONGEST_TEXT
    )


def _said_of_sealing(recipients: Sequence[str]) -> str:
    if recipients:
        return (
            "<p>Het bestand wordt verzegeld: alleen wie de sleutel van de ronde heeft, kan het lezen. Ook u niet.</p>"
        )
    return "<p>Het bestand is gewone tekst. Wie het krijgt, kan uw antwoorden lezen.</p>"


def _data(catalog: Catalog, schema: int, size: int, round_name: str, recipients: Sequence[str]) -> str:
    """What the program of the page knows, as JSON in which no tag can begin."""
    topics = {topic.id: place for place, topic in enumerate(catalog.topics)}
    facts = {
        "schema": schema,
        "instrument": catalog.instrument,
        "version": catalog.version,
        "program": f"zelfscan {__version__} (vragenlijst)",
        "round": round_name,
        "numbers": catalog.numbers,
        "labels": {item.number: item.label for item in catalog.competencies},
        "places": [*range(1, MAX_DEVELOPMENT_POINTS + 1)],
        "positions": {key: name.lower() for key, name, _ in POSITIONS},
        "topics": [(topic.id, topic.title) for topic in catalog.topics],
        "links": [(link.competency, topics[link.topic], link.weight) for link in catalog.links],
        "core": CORE_WEIGHT,
        "code": catalog.who.code,
        "asks_words": asks_words(catalog),
        "size": size,
        "recipients": list(recipients),
        "kinds": kinds_of_signs(),
    }
    return json.dumps(facts, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
