"""The instrument and the conversation topics as data.

Named tuples all of it: with twelve kinds of them, dataclasses would take a noticeable part of every start.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zelfscan.domain.quadrant import LearningQuarter, Quarter
    from zelfscan.domain.scan import Level, Rating, ScaleName

CORE_WEIGHT = 2
DO_NOT_KNOW = "weet ik niet"
"""How an answer without a judgement is told."""


class Scale(NamedTuple):
    """A question with the words of its four levels, lowest first, and what the scale is called.

    `name` stands in headings, `measure` in sentences ('het belang'), `said` behind a level ('belangrijk'); `low` and
    `high` stand at the ends of its axis.
    """

    question: str
    levels: tuple[str, str, str, str]
    name: str
    measure: str
    said: str
    low: str
    high: str

    def in_words(self, level: Level) -> str:
        """An answer as it was given: 'niet echt belangrijk'."""
        return f"{self.levels[level - 1]} {self.said}"


class QuarterNames(NamedTuple):
    """What the quarters of the competence quadrant are called, by the values of `Quarter`."""

    develop: str
    leverage: str
    release: str
    keep_low: str

    def of(self, quarter: Quarter) -> str:
        """The name of one quarter."""
        names: dict[str, str] = self._asdict()
        return names[quarter.value]


class Who(NamedTuple):
    """Who fills in the scan: in full ('schoolleider'), and short, as one and as many ('leider', 'leiders').

    Suggested codes begin with `code`; `colleague` is an example of somebody who has an item in the team.
    """

    full: str
    one: str
    many: str
    code: str
    colleague: str

    def counted(self, count: int) -> str:
        """'1 leider', '7 leiders'."""
        return f"{count} {self.word(count)}"

    def word(self, count: int) -> str:
        """The word for so many of them."""
        return self.one if count == 1 else self.many


class OpenQuestion(NamedTuple):
    """A question with an answer in own words, and the heading above that answer in a report."""

    head: str
    question: str


class MaterialsPart(NamedTuple):
    """Part 2 of a questionnaire: its title, what it is about, and its questions."""

    title: str
    short: str
    explanation: str
    used: OpenQuestion
    added_value: OpenQuestion
    pitfalls: OpenQuestion

    @property
    def in_sentence(self) -> str:
        """The title inside a sentence; an abbreviation keeps its capitals."""
        return self.title if self.title[:2].isupper() else f"{self.title[0].lower()}{self.title[1:]}"


class ExampleRole(NamedTuple):
    """The items in which somebody is an example to others: what they are called, and what it means to lack them."""

    competencies: tuple[int, ...]
    name: str
    meaning: str


class Recommendation(NamedTuple):
    """A rule on what stands out in a round: one of its items counts for one of `grounds`, or with `half` at least half
    of them do; and at least half of a group answered `part`, so that `said` can be said of them.
    """

    id: str
    title: str
    advice: str
    competencies: tuple[int, ...] = ()
    grounds: tuple[str, ...] = ()
    half: bool = False
    part: str = ""
    said: str = ""


class LearningModel(NamedTuple):
    """Part 1 of a questionnaire, the model of personalised learning: its quarters by the values of `LearningQuarter`,
    the ends of its axes, what it shows, where it comes from, and what there is more of upwards if not `top`.
    """

    differentiated: str
    personalised: str
    self_regulated: str
    classical: str
    left: str
    right: str
    top: str
    bottom: str
    explanation: str = ""
    source: str = ""
    upward: str = ""

    def of(self, quarter: LearningQuarter) -> str:
        """The name of one quarter."""
        names: dict[str, str] = self._asdict()
        return names[quarter.value]


class Domain(NamedTuple):
    """A domain of the competency profile."""

    id: str
    name: str


class Area(NamedTuple):
    """A competence area; `figure` is its chart in the report."""

    id: str
    name: str
    label: str
    domain: str
    figure: int
    description: str


class Competency(NamedTuple):
    """One item of the questionnaire. `number` is its fixed place in the questionnaire.

    `explanation` says in plain words what it is about, `examples` are two moments of everyday work.
    """

    number: int
    label: str
    statement: str
    area: str
    explanation: str
    examples: tuple[str, str]


class Support(NamedTuple):
    """A kind of support that a leader can ask for; what is `offered` one leader can give another."""

    id: str
    name: str
    explanation: str
    offered: bool = False


class PolicyTheme(NamedTuple):
    """A policy theme that runs across the topics; `competencies` are the items that touch it."""

    id: str
    name: str
    competencies: tuple[int, ...]


class MainQuestion(NamedTuple):
    """A main question of one role's topic set; `id` is unique within that role."""

    id: str
    role: str
    title: str
    theme: str
    question: str


class Tip(NamedTuple):
    """Something to read, hear or use with some topics of its role. Texts that are not known are empty.

    `competencies` are the items it is about, if any; `known` is the year of which it tells how things stand.
    """

    role: str
    title: str
    kind: str
    publisher: str
    topics: tuple[str, ...]
    competencies: tuple[int, ...]
    known: int
    explanation: str

    def in_words(self) -> str:
        """The tip in full: 'Aanpak IBP (hulpmiddel van Kennisnet, stand van 2022). Een school moet …'."""
        publisher = f" van {self.publisher}" if self.publisher else ""
        return f"{self.title} ({self.kind}{publisher}, stand van {self.known}). {self.explanation}".rstrip()


class Topic(NamedTuple):
    """A conversation topic; `id` is unique over all roles, `main_question` within its `role`."""

    id: str
    role: str
    title: str
    main_question: str
    summary: str
    questions: tuple[str, ...]
    policy_themes: tuple[str, ...]


class TopicSet(NamedTuple):
    """The topics that one key figure (role) brought; `introduction` says for whom they were written."""

    role: str
    name: str
    introduction: str
    source: str


class Link(NamedTuple):
    """Why a topic serves a competency. `weight` is 2 (core) or 1 (side)."""

    competency: int
    topic: str
    weight: int
    reason: str


class _Parts(NamedTuple):
    """What a catalog is made of; without a `learning` model there is no part 1, without `materials` no part 2.

    `title` stands in 'Zelfscan …', `welcome` on the first screen, and `talk_with` is whom the topics are for.
    """

    instrument: str
    version: int
    title: str
    welcome: str
    talk_with: str
    source: str
    literature: tuple[str, ...]
    who: Who
    importance: Scale
    attainment: Scale
    quarters: QuarterNames
    learning: LearningModel | None
    materials: MaterialsPart | None
    example: ExampleRole | None
    recommendations: tuple[Recommendation, ...]
    domains: tuple[Domain, ...]
    areas: tuple[Area, ...]
    competencies: tuple[Competency, ...]
    support: tuple[Support, ...]
    policy_themes: tuple[PolicyTheme, ...]
    topic_sets: tuple[TopicSet, ...]
    main_questions: tuple[MainQuestion, ...]
    topics: tuple[Topic, ...]
    tips: tuple[Tip, ...]
    links: tuple[Link, ...]


class Catalog(_Parts):
    """Everything that the instrument and the topic sets say; read once, never changed."""

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The competency numbers in questionnaire order."""
        return tuple(item.number for item in self.competencies)

    @cached_property
    def _by_number(self) -> dict[int, Competency]:
        return {item.number: item for item in self.competencies}

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def _support(self) -> dict[str, Support]:
        return {item.id: item for item in self.support}

    @cached_property
    def _themes(self) -> dict[str, PolicyTheme]:
        return {theme.id: theme for theme in self.policy_themes}

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _main_questions(self) -> dict[tuple[str, str], MainQuestion]:
        return {(item.role, item.id): item for item in self.main_questions}

    @cached_property
    def _topic_sets(self) -> dict[str, TopicSet]:
        return {item.role: item for item in self.topic_sets}

    @property
    def model(self) -> LearningModel:
        """The model of part 1, for what is only asked for where there is one. Raises ValueError where there is none."""
        if self.learning is None:
            raise ValueError("an instrument without part 1")
        return self.learning

    def scale(self, name: ScaleName) -> Scale:
        """The question and words of importance or of attainment."""
        scales: dict[str, Scale] = {"importance": self.importance, "attainment": self.attainment}
        return scales[name.value]

    def in_words(self, rating: Rating) -> str:
        """What a leader said of one item: 'heel erg belangrijk, niet echt van toepassing'."""
        not_known = {name.value for name in rating.no_judgement}
        said = []
        for key, level in (("importance", rating.importance), ("attainment", rating.attainment)):
            scale: Scale = getattr(self, key)
            if level is not None:
                said.append(scale.in_words(level))
            elif key in not_known:
                said.append(f"{scale.said}: {DO_NOT_KNOW}")
        return ", ".join(said) or "niet ingeschat"

    def meaning_of(self, quarter: Quarter) -> str:
        """What it means to stand in a quarter, in the words of the scales."""
        importance, attainment = self.importance.said, self.attainment.said
        meanings = {
            "develop": f"{importance}, nog niet {attainment}",
            "leverage": f"{importance} en {attainment}",
            "release": f"{attainment}, minder {importance}",
            "keep_low": "geen van beide",
        }
        return meanings[quarter.value]

    def competency(self, number: int) -> Competency:
        """The item with this number. Raises KeyError when the instrument has none."""
        return self._by_number[number]

    def area_of(self, number: int) -> Area:
        """The area of the item with this number. Raises KeyError for an unknown number."""
        return self._areas[self._by_number[number].area]

    def domain_of(self, area: Area) -> Domain:
        """The domain that an area belongs to."""
        return next(item for item in self.domains if item.id == area.domain)

    def in_area(self, area_id: str) -> tuple[Competency, ...]:
        """The items of one area, in questionnaire order; empty for an unknown area."""
        return tuple(item for item in self.competencies if item.area == area_id)

    def support_name(self, support_id: str) -> str:
        """The name of a kind of support. Raises KeyError for an unknown id."""
        return self._support[support_id].name

    def theme_name(self, theme_id: str) -> str:
        """The name of a policy theme. Raises KeyError for an unknown id."""
        return self._themes[theme_id].name

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id. Raises KeyError for an unknown id."""
        return self._topics[topic_id]

    def topic_set(self, role: str) -> TopicSet:
        """The set that a role brought. Raises KeyError for an unknown role."""
        return self._topic_sets[role]

    def main_question_of(self, topic: Topic) -> MainQuestion:
        """The main question that a topic stands under."""
        return self._main_questions[topic.role, topic.main_question]

    def tips_for(self, topic: Topic, competencies: Sequence[int] = ()) -> tuple[Tip, ...]:
        """The tips that belong to a topic: first those about one of the items, in the order of the items."""
        places = {number: place for place, number in enumerate(competencies)}
        found = [tip for tip in self.tips if tip.role == topic.role and topic.id in tip.topics]
        last = len(places)
        return tuple(sorted(found, key=lambda tip: min((places.get(n, last) for n in tip.competencies), default=last)))
