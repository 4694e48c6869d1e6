"""The catalog as text to read and as JSON for other programs."""

from __future__ import annotations

from typing import Any

from zelfscan.domain import CORE_WEIGHT, Catalog
from zelfscan.reports.forms.text import entry, finish, heading, paragraph


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
