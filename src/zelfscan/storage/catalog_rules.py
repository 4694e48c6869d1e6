"""What one key of a catalog at a time cannot show: doubles, links to nothing, and what is missing from the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import fields

from zelfscan.domain import CORE_WEIGHT
from zelfscan.safe_text import clipped, hidden_sign, shown_path
from zelfscan.storage.catalog_form import (
    ITEMS_FILE,
    LINKS_FILE,
    ROLE_PREFIX,
    CompetencyShape,
    InstrumentShape,
    ItemsShape,
    LinkShape,
    RoleShape,
    TopicShape,
)
from zelfscan.storage.places import INSTRUMENT_FILE
from zelfscan.storage.strict import Shape, near_miss, shown

ID_ROOM = 40
"""The characters of an id that a message shows."""
_SHORT_ID = 4


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link with the file and place that it stands in."""

    place: str
    link: LinkShape


@dataclass(frozen=True, slots=True)
class CatalogFiles:
    """All that was read. What could not be read at all is None or absent; stand-ins mark what was broken."""

    instrument: InstrumentShape | None
    items: ItemsShape | None
    roles: tuple[tuple[str, RoleShape], ...]
    links: tuple[LinkShape, ...] | None
    all_roles_read: bool

    def placed_links(self) -> tuple[PlacedLink, ...]:
        """Every link: first those of koppelingen.yaml, then those that the roles brought."""
        lists = [(LINKS_FILE, self.links or ())] + [(shown_path(name), role.links) for name, role in self.roles]
        return tuple(
            PlacedLink(f"{name}, koppelingen {index}", link)
            for name, links in lists
            for index, link in enumerate(links, start=1)
        )


def catalog_problems(files: CatalogFiles) -> Iterator[str]:
    """The problems over and between the files. What was already reported as broken gives no second report."""
    if files.instrument is not None:
        yield from _instrument_problems(files.instrument, files.items)
        yield from _hidden_signs(INSTRUMENT_FILE, files.instrument)
    if files.items is not None:
        yield from _items_problems(files.items)
        yield from _hidden_signs(ITEMS_FILE, files.items)
    for name, role in files.roles:
        yield from _hidden_signs(shown_path(name), role)
    for link in files.links or ():
        yield from _hidden_signs(f"{LINKS_FILE}, koppelingen", link)
    yield from _role_problems(files)
    yield from _link_problems(files)


def _hidden_signs(place: str, value: object) -> Iterator[str]:
    """Every text below `place` with a sign that cannot be shown: catalog texts go to the screen as they stand."""
    if isinstance(value, Shape):
        for part in fields(value):
            yield from _hidden_signs(f"{place}, {part.encode_name}", getattr(value, part.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value, start=1):
            label = next((getattr(item, key) for key in ("number", "id") if getattr(item, key, None)), index)
            yield from _hidden_signs(f"{place} {clipped(str(label), ID_ROOM)}", item)
    elif isinstance(value, str) and (sign := hidden_sign(value)):
        yield (
            f"{place}: hier staat een teken dat niet te zien is of dat een terminal als opdracht leest "
            f"(U+{ord(sign):04X}); haal het weg uit {shown(value)}"
        )


def _instrument_problems(instrument: InstrumentShape, items: ItemsShape | None) -> Iterator[str]:
    file = INSTRUMENT_FILE
    yield from _doubles(f"{file}, schalen, belang", "niveaus", instrument.scales.importance.levels)
    yield from _doubles(f"{file}, schalen, aanwezig", "niveaus", instrument.scales.attainment.levels)
    numbers = tuple(item.number for item in items.competencies) if items else ()
    if instrument.example is not None:
        yield from _items(f"{file}, voorbeeldrol", instrument.example.competencies, numbers)

    yield from _doubles(f"{file}, opvallend", "id", [rule.id for rule in instrument.recommendations])
    for index, rule in enumerate(instrument.recommendations, start=1):
        place = f"{file}, opvallend {index}"
        yield from _items(place, rule.competencies, numbers)
        yield from _doubles(place, "gronden", rule.grounds)
        if bool(rule.competencies) != bool(rule.grounds) or (rule.half and not rule.competencies):
            yield f"{place}: competenties en gronden horen bij elkaar, en helft bij allebei"
        if (rule.part is None) != (rule.said is None):
            yield f"{place}: deel en zin horen bij elkaar"
        if not rule.competencies and rule.part is None:
            yield f"{place}: zonder competenties en zonder deel zegt deze regel niets"
        parts = {"ambitie": ("leermodel", instrument.learning), "leermiddelen": ("leermiddelen", instrument.materials)}
        if rule.part is not None and rule.part in parts and parts[rule.part][1] is None:
            yield f"{place}, deel: dit deel heeft het instrument niet; {parts[rule.part][0]} ontbreekt"


def _items_problems(items: ItemsShape) -> Iterator[str]:
    file = ITEMS_FILE
    yield from _doubles(f"{file}, domeinen", "id", [item.id for item in items.domains])
    yield from _doubles(f"{file}, gebieden", "id", [item.id for item in items.areas])
    yield from _doubles(f"{file}, gebieden", "kort", [item.label for item in items.areas])
    yield from _doubles(f"{file}, competenties", "nummer", [item.number for item in items.competencies])
    yield from _doubles(f"{file}, competenties", "kort", [item.label for item in items.competencies])
    yield from _doubles(f"{file}, competenties", "stelling", [item.statement for item in items.competencies])
    yield from _doubles(f"{file}, ondersteuning", "id", [item.id for item in items.support])
    yield from _doubles(f"{file}, ondersteuning", "naam", [item.name for item in items.support])
    yield from _doubles(f"{file}, beleidsthemas", "id", [item.id for item in items.policy_themes])
    yield from _numbering(items.competencies)
    domains = {item.id: item for item in items.domains}
    for area in items.areas:
        place = f"{file}, gebieden, id {clipped(area.id, ID_ROOM)}, domein"
        yield from _reference(place, "domein", area.domain, domains)
    areas = {item.id: item for item in items.areas}
    for item in items.competencies:
        yield from _reference(f"{file}, competenties, nummer {item.number}, gebied", "gebied", item.area, areas)
    numbers = tuple(item.number for item in items.competencies)
    for theme in items.policy_themes:
        yield from _items(f"{file}, beleidsthemas, id {clipped(theme.id, ID_ROOM)}", theme.competencies, numbers)


def _numbering(competencies: Sequence[CompetencyShape]) -> Iterator[str]:
    numbers = [item.number for item in competencies]
    if 0 in numbers or len(set(numbers)) < len(numbers):
        return  # Reported as broken or as doubled.
    for place, number in enumerate(numbers, start=1):
        if number != place:
            yield (
                f"{ITEMS_FILE}, competenties: de nummers moeten oplopen van 1 tot en met {len(numbers)}, "
                f"maar op plaats {place} staat nummer {number}"
            )
            return


def _role_problems(files: CatalogFiles) -> Iterator[str]:
    themes = dict.fromkeys([item.id for item in files.items.policy_themes] if files.items else [""])
    numbers = [item.number for item in files.items.competencies] if files.items else []
    seen: dict[str, str] = {}
    for file, role in files.roles:
        expected = file.removeprefix(ROLE_PREFIX).removesuffix(".yaml")
        if role.role and role.role != expected:
            yield f"{shown_path(file)}, rol: {shown(role.role)} hoort bij de bestandsnaam; verwacht {shown(expected)}"
        main_questions = [item.id for item in role.main_questions]
        asked = dict.fromkeys(main_questions)
        yield from _doubles(f"{shown_path(file)}, hoofdvragen", "id", main_questions)
        yield from _doubles(f"{shown_path(file)}, onderwerpen", "id", [topic.id for topic in role.topics])
        for topic in role.topics:
            place = _topic_place(file, topic)
            if topic.id and seen.setdefault(topic.id, file) != file:
                yield f"{place}: dit id staat ook in {shown_path(seen[topic.id])}; een id mag maar één keer voorkomen"
            yield from _reference(f"{place}, hoofdvraag", "hoofdvraag", topic.main_question, asked)
            for theme in topic.policy_themes:
                yield from _reference(f"{place}, beleidsthemas", "beleidsthema", theme, themes, optional=True)
            yield from _doubles(place, "beleidsthemas", list(topic.policy_themes))
        yield from _tip_problems(file, role, numbers)


def _tip_problems(file: str, role: RoleShape, numbers: Sequence[int]) -> Iterator[str]:
    topics = dict.fromkeys(topic.id for topic in role.topics)
    yield from _doubles(f"{shown_path(file)}, tips", "titel", [tip.title for tip in role.tips])
    for index, tip in enumerate(role.tips, start=1):
        place = f"{shown_path(file)}, tips {index}"
        for topic in tip.topics:
            yield from _reference(f"{place}, onderwerpen", "onderwerp", topic, topics)
        yield from _doubles(place, "onderwerpen", tip.topics)
        yield from _items(place, tip.competencies, numbers)


def _items(place: str, wanted: Sequence[int], numbers: Sequence[int]) -> Iterator[str]:
    """The problems of a list of items; silent about unknown ones when the items could not be read in full."""
    if numbers and 0 not in numbers:
        for number in dict.fromkeys(wanted):
            if number and number not in numbers:
                yield f"{place}, competenties: competentie {number} bestaat niet"
    yield from _doubles(place, "competenties", wanted)


def _link_problems(files: CatalogFiles) -> Iterator[str]:
    numbers = [item.number for item in files.items.competencies] if files.items else []
    topics = [topic.id for _, role in files.roles for topic in role.topics] if files.all_roles_read else []
    placed = files.placed_links()
    known = dict.fromkeys(_known_topics(topics, [item.link.topic for item in placed]))
    numbered = set(numbers)
    seen: dict[tuple[int, str], str] = {}
    for item in placed:
        link = item.link
        if link.competency and numbered and link.competency not in numbered and 0 not in numbered:
            yield f"{item.place}, competentie: competentie {link.competency} bestaat niet"
        yield from _reference(f"{item.place}, onderwerp", "onderwerp", link.topic, known)
        pair = (link.competency, link.topic)
        if all(pair) and seen.setdefault(pair, item.place) != item.place:
            yield (
                f"{item.place}: de koppeling van competentie {link.competency} met onderwerp "
                f"{shown(link.topic)} staat ook bij {seen[pair]}"
            )
    links = [item.link for item in placed]
    whole = files.links and files.all_roles_read
    if not whole:
        return  # What the unread links were meant for is unknown.
    # A broken link may have been the core of its competency.
    core = {link.competency for link in links if link.weight == CORE_WEIGHT or not (link.topic and link.weight)}
    without = [number for number in numbers if number and number not in core]
    if len(without) > sum(not link.competency for link in links):
        for number in without:
            yield f"{LINKS_FILE}: competentie {number} heeft geen koppeling met gewicht {CORE_WEIGHT} (kern)"
    if not all(link.competency and link.topic and link.weight for link in links):
        return
    linked = {link.topic for link in links}
    for file, role in files.roles:
        # A set without any links was dropped in to browse; half a set of links is a mistake.
        if any(topic.id in linked for topic in role.topics):
            for topic in role.topics:
                if topic.id and topic.id not in linked:
                    yield f"{_topic_place(file, topic)}: geen enkele competentie is hieraan gekoppeld"


def _topic_place(file: str, topic: TopicShape) -> str:
    return f"{shown_path(file)}, onderwerpen, id {clipped(topic.id, ID_ROOM)}"


def _known_topics(topics: list[str], wanted: Sequence[str]) -> list[str]:
    """The ids to check links against, without those that could not be read when these cannot explain every miss."""
    broken = topics.count("")
    known = set(topics)
    missed = {topic for topic in wanted if topic and topic not in known}
    return [topic for topic in topics if topic] if len(missed) > broken else topics


def _doubles(place: str, key: str, values: Iterable[int | str]) -> Iterator[str]:
    seen: set[int | str] = set()
    told: set[int | str] = set()
    for value in values:
        if value and value in seen and value not in told:
            told.add(value)
            yield f"{place}, {key}: {shown(str(value))} staat er meer dan één keer"
        seen.add(value)


def _reference(place: str, noun: str, wanted: str, known: Collection[str], *, optional: bool = False) -> Iterator[str]:
    """A problem when `wanted` is not known; silent when either side could not be read in full. Only where what is
    known is `optional` may there be nothing of it, so that everything wanted is missing.
    """
    if wanted and (known or optional) and wanted not in known and "" not in known:
        # Between short ids like "1.1" and "1.2" a guess would be noise.
        guess = near_miss(wanted, known) if len(wanted) > _SHORT_ID else ""
        yield f"{place}: {noun} {shown(wanted)} bestaat niet{guess}"
