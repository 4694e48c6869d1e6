"""The catalog files key by key: which keys there are, and what each may hold."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from zelfscan.storage.strict import LARGEST, STRIPPED, Shape

Text = Annotated[str, Meta(min_length=1, pattern=STRIPPED)]
AreaLabel = Annotated[str, Meta(min_length=1, max_length=24, pattern=STRIPPED)]
ItemLabel = Annotated[str, Meta(min_length=1, max_length=32, pattern=STRIPPED)]
SupportName = Annotated[str, Meta(min_length=1, max_length=44, pattern=STRIPPED)]
ScaleName = Annotated[str, Meta(min_length=1, max_length=16, pattern=STRIPPED)]
Positive = Annotated[int, Meta(ge=1, le=LARGEST)]


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
    """A domain or a policy theme."""

    id: Text
    name: Text = field(name="naam")


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
    policy_themes: Annotated[tuple[NamedShape, ...], Meta(min_length=1)] = field(name="beleidsthemas")


class MainQuestionShape(Shape, frozen=True):
    """A main question of one role."""

    id: Text
    title: Text = field(name="titel")
    theme: Text = field(name="thema")
    question: Text = field(name="vraag")
    tips: Annotated[tuple[Text, ...], Meta(min_length=1)]


class TopicShape(Shape, frozen=True):
    """A conversation topic of one role."""

    id: Text
    title: Text = field(name="titel")
    main_question: Text = field(name="hoofdvraag")
    summary: Text = field(name="samenvatting")
    questions: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=4)] = field(name="gespreksvragen")
    policy_themes: tuple[Text, ...] = field(name="beleidsthemas", default=())


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
    links: tuple[LinkShape, ...] = field(name="koppelingen", default=())


class LinksShape(Shape, frozen=True):
    """koppelingen.yaml."""

    links: Annotated[tuple[LinkShape, ...], Meta(min_length=1)] = field(name="koppelingen")
