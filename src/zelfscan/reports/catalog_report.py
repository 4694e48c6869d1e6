"""The instrument itself: as text to read, as JSON for other programs, and as a form to fill in with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zelfscan import __version__
from zelfscan.domain import CORE_WEIGHT, DO_NOT_KNOW, Catalog, Scale
from zelfscan.dutch import about_minutes
from zelfscan.reports.forms.pdf import typeset
from zelfscan.reports.forms.text import entry, finish, heading, paragraph
from zelfscan.reports.sheet import HTML, POSITIONS, SHARING, asks_words, numbered, questions


def catalog_json(catalog: Catalog) -> dict[str, Any]:
    """The catalog in the shape that `zelfscan catalogus --json` promises."""
    return {
        "competenties": [
            {
                "nummer": item.number,
                "kort": item.label,
                "stelling": item.statement,
                "gebied": catalog.area_of(item.number).name,
                "domein": catalog.domain_of(catalog.area_of(item.number)).name,
            }
            for item in catalog.competencies
        ],
        "schalen": {"belang": list(catalog.importance.levels), "aanwezig": list(catalog.attainment.levels)},
        "onderwerpen": [
            {
                "id": topic.id,
                "titel": topic.title,
                "hoofdvraag": catalog.main_question_of(topic).question,
                "thema": catalog.main_question_of(topic).theme,
                "rol": topic.role,
            }
            for topic in catalog.topics
        ],
        "koppelingen": [
            {"competentie": link.competency, "onderwerp": link.topic, "gewicht": link.weight, "reden": link.reason}
            for link in catalog.links
        ],
        "instrument": {"id": catalog.instrument, "versie": catalog.version, "titel": catalog.title},
    }


def catalog_text(catalog: Catalog, width: int = 80) -> str:
    """The whole catalog to read, at most `width` characters wide."""
    lines = heading("Schalen", width)
    for scale in (catalog.importance, catalog.attainment):
        lines += paragraph(scale.question, width)
        lines += [f"  {level} {word}" for level, word in enumerate(scale.levels, start=1)]
    for area in catalog.areas:
        lines += [*heading(f"{area.name} ({catalog.domain_of(area).name})", width)]
        lines += paragraph(area.description, width)
        for item in catalog.in_area(area.id):
            lines += ["", *entry(f"{item.number:>2}.", f"{item.label}. {item.statement}", width)]
            lines += entry("   ", item.explanation, width)
            lines += [line for example in item.examples for line in entry("  •", example, width)]
    for question in catalog.main_questions:
        lines += [*heading(f"{question.id} {question.title} ({catalog.topic_set(question.role).name})", width)]
        lines += paragraph(question.question, width)
        for topic in catalog.topics:
            if (topic.role, topic.main_question) == (question.role, question.id):
                lines += ["", *entry(topic.id, f"{topic.title}. {topic.summary}", width)]
                lines += [line for text in topic.questions for line in entry("  •", text, width)]
                lines += [line for tip in catalog.tips_for(topic) for line in entry("  Tip:", tip.in_words(), width)]
                lines += _served(catalog, topic.id, width)
    if catalog.policy_themes:
        lines += heading("Beleidsthema’s", width)
    for theme in catalog.policy_themes:
        numbers = ", ".join(map(str, theme.competencies))
        topics = ", ".join(topic.id for topic in catalog.topics if theme.id in topic.policy_themes)
        found = (("competenties", numbers), ("onderwerpen", topics))
        touched = "; ".join(f"{name} {ids}" for name, ids in found if ids)
        lines += entry("  •", f"{theme.name}: {touched}." if touched else f"{theme.name}.", width)
    return finish(lines)


def _served(catalog: Catalog, topic_id: str, width: int) -> list[str]:
    links = [link for link in catalog.links if link.topic == topic_id]
    core = ", ".join(str(link.competency) for link in links if link.weight == CORE_WEIGHT)
    side = ", ".join(str(link.competency) for link in links if link.weight != CORE_WEIGHT)
    words = "; ".join(part for part in (f"kern: {core}" if core else "", f"zijdelings: {side}" if side else "") if part)
    return entry("   ", f"Past bij competenties ({words}).", width) if words else []


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part with open questions; `field` is what stands around the model, `marks` what to draw in it."""

    title: str
    explanation: str
    questions: tuple[str, ...]
    field: Ends | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """The words around the model of personalised learning."""

    left: str
    right: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class PaperScale:
    """A scale with its question, and what each digit means."""

    name: str
    question: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What stands on the form, in the order of `vragenlijst.typ`."""

    title: str
    subtitle: str
    footer: str
    made: date | None
    about: tuple[str, ...]
    facts: tuple[str, ...]
    opening: tuple[PaperPart, ...]
    items_title: str
    items_explanation: str
    scales: tuple[PaperScale, PaperScale]
    items: tuple[tuple[int, str], ...]
    points_title: str
    points_explanation: str
    point: str
    support: tuple[str, ...]
    sharing_title: str
    sharing: tuple[str, ...]
    contact: str


def sheet_pdf(catalog: Catalog, round_name: str = "") -> bytes:
    """The form for paper: what is circled on it is typed over as two digits an item.

    Raises ZelfscanError when the typesetter is missing or cannot set it.
    """
    form = PaperSheet(
        title=f"Zelfscan {catalog.title}",
        subtitle=f"Vragenlijst bij de ronde {round_name}" if round_name else "Vragenlijst",
        footer=f"zelfscan {__version__}",
        made=None,
        about=(
            f"Bij {len(catalog.competencies)} competenties beantwoordt u twee vragen. "
            f"Dat duurt {about_minutes(len(catalog.competencies))}. Schrijf geen naam op dit papier, alleen uw code.",
            "Daarna typt iemand het over: start zelfscan en typ bij elke competentie twee cijfers, eerst dat van "
            f"{catalog.importance.measure} en dan het andere. Bewaar dit papier niet langer dan nodig.",
        ),
        facts=("Uw code", "Uw school (mag leeg blijven)"),
        opening=tuple(_paper_parts(catalog)),
        items_title=numbered(catalog, "deel-3"),
        items_explanation="Omcirkel bij elke vraag één cijfer. Beoordeel alleen uzelf, niet uw team. Een vraag "
        f"overslaan mag. Bent u net begonnen als {catalog.who.full}? Dan mag u de tweede kolom leeg laten.",
        scales=(_paper_scale(catalog.importance), _paper_scale(catalog.attainment)),
        items=tuple((item.number, item.statement) for item in catalog.competencies),
        points_title="Ontwikkelpunten",
        points_explanation="Kies ten hoogste drie competenties waaraan u wilt werken, de belangrijkste eerst. Kruis "
        "aan wat u daarbij helpt.",
        point="Nummer van de competentie",
        support=tuple(item.name for item in catalog.support),
        sharing_title="Delen met de groep",
        sharing=SHARING if asks_words(catalog) else SHARING[:1],
        contact="Wat wilt u de groep laten weten? Mag leeg blijven.",
    )
    return typeset(form, "vragenlijst.typ", f"De vragenlijst als pagina kan altijd: kies een naam op {HTML}.")


def _paper_scale(scale: Scale) -> PaperScale:
    levels = tuple((str(level), word) for level, word in enumerate(scale.levels, start=1))
    return PaperScale(scale.name, scale.question, (*levels, ("0", DO_NOT_KNOW)))


def _paper_parts(catalog: Catalog) -> Iterator[PaperPart]:
    """The parts with open questions, as far as this questionnaire has them."""
    if (model := catalog.learning) is not None:
        yield PaperPart(
            numbered(catalog, "deel-1"),
            f"{model.explanation} U mag dit deel overslaan.",
            tuple(question for _, _, question in POSITIONS),
            Ends(model.left, model.right, model.top, model.bottom),
            "Zet een N op de plek van nu, en een A bij uw ambitie.",
        )
    if catalog.materials is not None:
        yield PaperPart(
            numbered(catalog, "deel-2"),
            f"{catalog.materials.explanation} U mag dit deel overslaan.",
            tuple(question for _, question in questions(catalog)),
        )
