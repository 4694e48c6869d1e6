"""The form of the catalog files: their keys, and what each may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from zelfscan.storage.strict import STRIPPED, Positive, Shape

ITEMS_FILE = "competenties.yaml"
LINKS_FILE = "koppelingen.yaml"
ROLE_PREFIX = "onderwerpen-"

CatalogText = Annotated[str, Meta(min_length=1, pattern=STRIPPED)]
AreaLabel = Annotated[str, Meta(min_length=1, max_length=24, pattern=STRIPPED)]
ItemLabel = Annotated[str, Meta(min_length=1, max_length=32, pattern=STRIPPED)]
SupportName = Annotated[str, Meta(min_length=1, max_length=44, pattern=STRIPPED)]
ScaleLabel = Annotated[str, Meta(min_length=1, max_length=16, pattern=STRIPPED)]
Title = Annotated[str, Meta(min_length=1, max_length=60, pattern=STRIPPED)]
Welcome = Annotated[str, Meta(min_length=1, max_length=76, pattern=STRIPPED)]
Word = Annotated[str, Meta(min_length=1, max_length=24, pattern=STRIPPED)]
Code = Annotated[str, Meta(min_length=1, max_length=6, pattern="^[A-Za-z0-9]+$")]
Kind = Annotated[str, Meta(min_length=1, max_length=20, pattern=STRIPPED)]
Year = Annotated[int, Meta(ge=2000, le=2100)]


class ScaleShape(Shape, frozen=True):
    """A scale; the levels run from low to high."""

    question: CatalogText = field(name="vraag")
    levels: tuple[CatalogText, CatalogText, CatalogText, CatalogText] = field(name="niveaus")
    name: ScaleLabel = field(name="naam")
    measure: CatalogText = field(name="maat")
    said: CatalogText = field(name="in_zin")
    low: CatalogText = field(name="laag")
    high: CatalogText = field(name="hoog")


class ScalesShape(Shape, frozen=True):
    """The two scales."""

    importance: ScaleShape = field(name="belang")
    attainment: ScaleShape = field(name="aanwezig")


class QuadrantShape(Shape, frozen=True):
    """The names of the quarters of the competence quadrant, by their place."""

    develop: CatalogText = field(name="linksboven")
    leverage: CatalogText = field(name="rechtsboven")
    release: CatalogText = field(name="rechtsonder")
    keep_low: CatalogText = field(name="linksonder")


class LearningShape(Shape, frozen=True):
    """Part 1, the model of personalised learning: its quarters by their place, the ends of its axes, what it shows."""

    differentiated: CatalogText = field(name="linksboven")
    personalised: CatalogText = field(name="rechtsboven")
    self_regulated: CatalogText = field(name="rechtsonder")
    classical: CatalogText = field(name="linksonder")
    left: CatalogText = field(name="links")
    right: CatalogText = field(name="rechts")
    top: CatalogText = field(name="boven")
    bottom: CatalogText = field(name="onder")
    explanation: CatalogText = field(name="uitleg")
    source: CatalogText = field(name="bron")
    upward: CatalogText = field(name="naar_boven", default="")


class QuestionShape(Shape, frozen=True):
    """A question of part 2."""

    head: CatalogText = field(name="kop")
    question: CatalogText = field(name="vraag")


class MaterialsPartShape(Shape, frozen=True):
    """Part 2."""

    title: Title = field(name="titel")
    short: ScaleLabel = field(name="kort")
    explanation: CatalogText = field(name="uitleg")
    used: QuestionShape = field(name="gebruikt")
    added_value: QuestionShape = field(name="meerwaarde")
    pitfalls: QuestionShape = field(name="valkuilen")


class WhoShape(Shape, frozen=True):
    """Who fills in the scan."""

    full: Word = field(name="voluit")
    one: Word = field(name="een")
    many: Word = field(name="meer")
    code: Code
    colleague: Word = field(name="collega")


class ExampleShape(Shape, frozen=True):
    """The items in which one is an example to others."""

    competencies: Annotated[tuple[Positive, ...], Meta(min_length=1)] = field(name="competenties")
    name: CatalogText = field(name="naam")
    meaning: CatalogText = field(name="gevolg")


class RecommendationShape(Shape, frozen=True):
    """What stands out in a round: a rule over its figures, and what to do about it."""

    id: CatalogText
    title: CatalogText = field(name="titel")
    advice: CatalogText = field(name="advies")
    competencies: tuple[Positive, ...] = field(name="competenties", default=())
    grounds: tuple[Literal["tekort", "laag", "belegd"], ...] = field(name="gronden", default=())
    half: bool = field(name="helft", default=False)
    part: Literal["ambitie", "leermiddelen"] | None = field(name="deel", default=None)
    said: CatalogText | None = field(name="zin", default=None)


class NamedShape(Shape, frozen=True):
    """A domain."""

    id: CatalogText
    name: CatalogText = field(name="naam")


class PolicyThemeShape(NamedShape, frozen=True):
    """A policy theme, with the items that touch it."""

    competencies: tuple[Positive, ...] = field(name="competenties", default=())


class AreaShape(Shape, frozen=True):
    """A competence area; the label fits in narrow lists."""

    id: CatalogText
    name: CatalogText = field(name="naam")
    label: AreaLabel = field(name="kort")
    domain: CatalogText = field(name="domein")
    figure: Positive = field(name="figuur")
    description: CatalogText = field(name="omschrijving")


class CompetencyShape(Shape, frozen=True):
    """An item of the questionnaire."""

    number: Positive = field(name="nummer")
    label: ItemLabel = field(name="kort")
    statement: CatalogText = field(name="stelling")
    area: CatalogText = field(name="gebied")
    explanation: CatalogText = field(name="uitleg")
    examples: tuple[CatalogText, CatalogText] = field(name="voorbeelden")


class SupportShape(Shape, frozen=True):
    """A kind of support; what is offered one person can give another."""

    id: CatalogText
    name: SupportName = field(name="naam")
    explanation: CatalogText = field(name="uitleg")
    offered: bool = field(name="biedt", default=False)


class InstrumentShape(Shape, frozen=True):
    """instrument.yaml; without a learning model there is no part 1, without materials no part 2."""

    instrument: CatalogText
    version: Positive = field(name="versie")
    title: Title = field(name="titel")
    welcome: Welcome = field(name="welkom")
    talk_with: CatalogText = field(name="gesprek_met")
    source: CatalogText = field(name="bron")
    who: WhoShape = field(name="wie")
    scales: ScalesShape = field(name="schalen")
    quadrant: QuadrantShape = field(name="kwadrant")
    literature: tuple[CatalogText, ...] = field(name="literatuur", default=())
    learning: LearningShape | None = field(name="leermodel", default=None)
    materials: MaterialsPartShape | None = field(name="leermiddelen", default=None)
    example: ExampleShape | None = field(name="voorbeeldrol", default=None)
    recommendations: tuple[RecommendationShape, ...] = field(name="opvallend", default=())


class ItemsShape(Shape, frozen=True):
    """competenties.yaml."""

    domains: Annotated[tuple[NamedShape, ...], Meta(min_length=1)] = field(name="domeinen")
    areas: Annotated[tuple[AreaShape, ...], Meta(min_length=1)] = field(name="gebieden")
    competencies: Annotated[tuple[CompetencyShape, ...], Meta(min_length=1)] = field(name="competenties")
    support: tuple[SupportShape, ...] = field(name="ondersteuning")
    policy_themes: tuple[PolicyThemeShape, ...] = field(name="beleidsthemas", default=())


class MainQuestionShape(Shape, frozen=True):
    """A main question of one role."""

    id: CatalogText
    title: CatalogText = field(name="titel")
    theme: CatalogText = field(name="thema")
    question: CatalogText = field(name="vraag")


class TopicShape(Shape, frozen=True):
    """A conversation topic of one role."""

    id: CatalogText
    title: CatalogText = field(name="titel")
    main_question: CatalogText = field(name="hoofdvraag")
    summary: CatalogText = field(name="samenvatting")
    questions: Annotated[tuple[CatalogText, ...], Meta(min_length=2, max_length=4)] = field(name="gespreksvragen")
    policy_themes: tuple[CatalogText, ...] = field(name="beleidsthemas", default=())


class TipShape(Shape, frozen=True):
    """Something to read, hear or use with some topics of the role."""

    title: CatalogText = field(name="titel")
    kind: Kind = field(name="soort")
    topics: Annotated[tuple[CatalogText, ...], Meta(min_length=1)] = field(name="onderwerpen")
    known: Year = field(name="peildatum")
    publisher: CatalogText = field(name="uitgever", default="")
    competencies: tuple[Positive, ...] = field(name="competenties", default=())
    explanation: CatalogText = field(name="uitleg", default="")


class LinkShape(Shape, frozen=True):
    """A link from a competency to a topic: weight 2 is core, 1 is side."""

    competency: Positive = field(name="competentie")
    topic: CatalogText = field(name="onderwerp")
    weight: Annotated[int, Meta(ge=1, le=2)] = field(name="gewicht")
    reason: CatalogText = field(name="reden")


class RoleShape(Shape, frozen=True):
    """onderwerpen-<rol>.yaml; it may bring its own links, so that one file is enough to add a role."""

    role: CatalogText = field(name="rol")
    name: CatalogText = field(name="naam")
    introduction: CatalogText = field(name="inleiding")
    source: CatalogText = field(name="bron")
    main_questions: Annotated[tuple[MainQuestionShape, ...], Meta(min_length=1)] = field(name="hoofdvragen")
    topics: Annotated[tuple[TopicShape, ...], Meta(min_length=1)] = field(name="onderwerpen")
    tips: tuple[TipShape, ...] = ()
    links: tuple[LinkShape, ...] = field(name="koppelingen", default=())


class LinksShape(Shape, frozen=True):
    """koppelingen.yaml."""

    links: Annotated[tuple[LinkShape, ...], Meta(min_length=1)] = field(name="koppelingen")
