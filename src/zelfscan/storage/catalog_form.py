"""The form of the catalog files: their keys, what each may hold, and what one key at a time cannot show: doubles, links
to nothing, and what is missing from the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import fields

from zelfscan.domain import CORE_WEIGHT
from zelfscan.safe_text import clipped, hidden_sign, shown_path
from zelfscan.storage.strict import LARGEST, STRIPPED, Shape, near_miss, shown

INSTRUMENT_FILE = "competenties.yaml"
LINKS_FILE = "koppelingen.yaml"
ROLE_PREFIX = "onderwerpen-"
ID_ROOM = 40
"""The characters of an id that a message shows."""
_SHORT_ID = 4

Text = Annotated[str, Meta(min_length=1, pattern=STRIPPED)]
AreaLabel = Annotated[str, Meta(min_length=1, max_length=24, pattern=STRIPPED)]
ItemLabel = Annotated[str, Meta(min_length=1, max_length=32, pattern=STRIPPED)]
SupportName = Annotated[str, Meta(min_length=1, max_length=44, pattern=STRIPPED)]
ScaleName = Annotated[str, Meta(min_length=1, max_length=16, pattern=STRIPPED)]
Kind = Annotated[str, Meta(min_length=1, max_length=20, pattern=STRIPPED)]
Positive = Annotated[int, Meta(ge=1, le=LARGEST)]
Year = Annotated[int, Meta(ge=2000, le=2100)]


class ScaleShape(Shape, frozen=True):
    """A scale; the levels run from low to high."""

    question: Text = field(name="vraag")
    levels: tuple[Text, Text, Text, Text] = field(name="niveaus")
    name: ScaleName = field(name="naam")
    measure: Text = field(name="maat")
    said: Text = field(name="in_zin")
    low: Text = field(name="laag")
    high: Text = field(name="hoog")


class ScalesShape(Shape, frozen=True):
    """The two scales."""

    importance: ScaleShape = field(name="belang")
    attainment: ScaleShape = field(name="aanwezig")


class QuadrantShape(Shape, frozen=True):
    """The names of the quarters of the competence quadrant, by their place."""

    develop: Text = field(name="linksboven")
    leverage: Text = field(name="rechtsboven")
    release: Text = field(name="rechtsonder")
    keep_low: Text = field(name="linksonder")


class LearningShape(Shape, frozen=True):
    """The model of personalised learning: its quarters by their place, and the ends of its axes."""

    differentiated: Text = field(name="linksboven")
    personalised: Text = field(name="rechtsboven")
    self_regulated: Text = field(name="rechtsonder")
    classical: Text = field(name="linksonder")
    left: Text = field(name="links")
    right: Text = field(name="rechts")
    top: Text = field(name="boven")
    bottom: Text = field(name="onder")


class NamedShape(Shape, frozen=True):
    """A domain."""

    id: Text
    name: Text = field(name="naam")


class PolicyThemeShape(NamedShape, frozen=True):
    """A policy theme, with the items that touch it."""

    competencies: tuple[Positive, ...] = field(name="competenties", default=())


class AreaShape(Shape, frozen=True):
    """A competence area; the label fits in narrow lists."""

    id: Text
    name: Text = field(name="naam")
    label: AreaLabel = field(name="kort")
    domain: Text = field(name="domein")
    figure: Positive = field(name="figuur")
    description: Text = field(name="omschrijving")


class CompetencyShape(Shape, frozen=True):
    """An item of the questionnaire."""

    number: Positive = field(name="nummer")
    label: ItemLabel = field(name="kort")
    statement: Text = field(name="stelling")
    area: Text = field(name="gebied")
    explanation: Text = field(name="uitleg")
    examples: tuple[Text, Text] = field(name="voorbeelden")


class SupportShape(Shape, frozen=True):
    """A kind of support."""

    id: Text
    name: SupportName = field(name="naam")
    explanation: Text = field(name="uitleg")


class InstrumentShape(Shape, frozen=True):
    """competenties.yaml."""

    instrument: Text
    version: Positive = field(name="versie")
    source: Text = field(name="bron")
    scales: ScalesShape = field(name="schalen")
    quadrant: QuadrantShape = field(name="kwadrant")
    learning: LearningShape = field(name="leermodel")
    domains: Annotated[tuple[NamedShape, ...], Meta(min_length=1)] = field(name="domeinen")
    areas: Annotated[tuple[AreaShape, ...], Meta(min_length=1)] = field(name="gebieden")
    competencies: Annotated[tuple[CompetencyShape, ...], Meta(min_length=1)] = field(name="competenties")
    support: tuple[SupportShape, ...] = field(name="ondersteuning")
    policy_themes: Annotated[tuple[PolicyThemeShape, ...], Meta(min_length=1)] = field(name="beleidsthemas")


class MainQuestionShape(Shape, frozen=True):
    """A main question of one role."""

    id: Text
    title: Text = field(name="titel")
    theme: Text = field(name="thema")
    question: Text = field(name="vraag")


class TopicShape(Shape, frozen=True):
    """A conversation topic of one role."""

    id: Text
    title: Text = field(name="titel")
    main_question: Text = field(name="hoofdvraag")
    summary: Text = field(name="samenvatting")
    questions: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=4)] = field(name="gespreksvragen")
    policy_themes: tuple[Text, ...] = field(name="beleidsthemas", default=())


class TipShape(Shape, frozen=True):
    """Something to read, hear or use with some topics of the role."""

    title: Text = field(name="titel")
    kind: Kind = field(name="soort")
    topics: Annotated[tuple[Text, ...], Meta(min_length=1)] = field(name="onderwerpen")
    known: Year = field(name="peildatum")
    publisher: Text = field(name="uitgever", default="")
    competencies: tuple[Positive, ...] = field(name="competenties", default=())
    explanation: Text = field(name="uitleg", default="")


class LinkShape(Shape, frozen=True):
    """A link from a competency to a topic: weight 2 is core, 1 is side."""

    competency: Positive = field(name="competentie")
    topic: Text = field(name="onderwerp")
    weight: Annotated[int, Meta(ge=1, le=2)] = field(name="gewicht")
    reason: Text = field(name="reden")


class RoleShape(Shape, frozen=True):
    """onderwerpen-<rol>.yaml; it may bring its own links, so that one file is enough to add a role."""

    role: Text = field(name="rol")
    name: Text = field(name="naam")
    introduction: Text = field(name="inleiding")
    source: Text = field(name="bron")
    main_questions: Annotated[tuple[MainQuestionShape, ...], Meta(min_length=1)] = field(name="hoofdvragen")
    topics: Annotated[tuple[TopicShape, ...], Meta(min_length=1)] = field(name="onderwerpen")
    tips: tuple[TipShape, ...] = ()
    links: tuple[LinkShape, ...] = field(name="koppelingen", default=())


class LinksShape(Shape, frozen=True):
    """koppelingen.yaml."""

    links: Annotated[tuple[LinkShape, ...], Meta(min_length=1)] = field(name="koppelingen")


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link with the file and place that it stands in."""

    place: str
    link: LinkShape


@dataclass(frozen=True, slots=True)
class CatalogFiles:
    """All that was read. What could not be read at all is None or absent; stand-ins mark what was broken."""

    instrument: InstrumentShape | None
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


def meaning_problems(files: CatalogFiles) -> Iterator[str]:
    """The problems over and between the files. What was already reported as broken gives no second report."""
    if files.instrument is not None:
        yield from _instrument_problems(files.instrument)
        yield from _hidden_signs(INSTRUMENT_FILE, files.instrument)
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


def _instrument_problems(instrument: InstrumentShape) -> Iterator[str]:
    file = INSTRUMENT_FILE
    yield from _doubles(f"{file}, domeinen", "id", [item.id for item in instrument.domains])
    yield from _doubles(f"{file}, gebieden", "id", [item.id for item in instrument.areas])
    yield from _doubles(f"{file}, gebieden", "kort", [item.label for item in instrument.areas])
    yield from _doubles(f"{file}, competenties", "nummer", [item.number for item in instrument.competencies])
    yield from _doubles(f"{file}, competenties", "kort", [item.label for item in instrument.competencies])
    yield from _doubles(f"{file}, competenties", "stelling", [item.statement for item in instrument.competencies])
    yield from _doubles(f"{file}, ondersteuning", "id", [item.id for item in instrument.support])
    yield from _doubles(f"{file}, ondersteuning", "naam", [item.name for item in instrument.support])
    yield from _doubles(f"{file}, beleidsthemas", "id", [item.id for item in instrument.policy_themes])
    yield from _doubles(f"{file}, schalen, belang", "niveaus", instrument.scales.importance.levels)
    yield from _doubles(f"{file}, schalen, aanwezig", "niveaus", instrument.scales.attainment.levels)
    yield from _numbering(instrument.competencies)
    domains = {item.id: item for item in instrument.domains}
    for area in instrument.areas:
        place = f"{file}, gebieden, id {clipped(area.id, ID_ROOM)}, domein"
        yield from _reference(place, "domein", area.domain, domains)
    areas = {item.id: item for item in instrument.areas}
    for item in instrument.competencies:
        yield from _reference(f"{file}, competenties, nummer {item.number}, gebied", "gebied", item.area, areas)
    numbers = tuple(item.number for item in instrument.competencies)
    for theme in instrument.policy_themes:
        yield from _items(f"{file}, beleidsthemas, id {clipped(theme.id, ID_ROOM)}", theme.competencies, numbers)


def _numbering(competencies: Sequence[CompetencyShape]) -> Iterator[str]:
    numbers = [item.number for item in competencies]
    if 0 in numbers or len(set(numbers)) < len(numbers):
        return  # Reported as broken or as doubled.
    for place, number in enumerate(numbers, start=1):
        if number != place:
            yield (
                f"{INSTRUMENT_FILE}, competenties: de nummers moeten oplopen van 1 tot en met {len(numbers)}, "
                f"maar op plaats {place} staat nummer {number}"
            )
            return


def _role_problems(files: CatalogFiles) -> Iterator[str]:
    themes = dict.fromkeys([item.id for item in files.instrument.policy_themes] if files.instrument else [""])
    numbers = [item.number for item in files.instrument.competencies] if files.instrument else []
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
                yield from _reference(f"{place}, beleidsthemas", "beleidsthema", theme, themes)
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
    numbers = [item.number for item in files.instrument.competencies] if files.instrument else []
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


def _reference(place: str, noun: str, wanted: str, known: Collection[str]) -> Iterator[str]:
    """A problem when `wanted` is not known; silent when either side could not be read in full."""
    if wanted and known and wanted not in known and "" not in known:
        # Between short ids like "1.1" and "1.2" a guess would be noise.
        guess = near_miss(wanted, known) if len(wanted) > _SHORT_ID else ""
        yield f"{place}: {noun} {shown(wanted)} bestaat niet{guess}"
