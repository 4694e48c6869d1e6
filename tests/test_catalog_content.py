"""What the shipped catalog says: the instrument and the topics of the two sources, neither more nor less."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from source_runs import taken_over
from zelfscan.domain import CORE_WEIGHT, Catalog, placed, suggest
from zelfscan.reports import catalog_json, catalog_text
from zelfscan.storage import catalog_folder, check_catalog
from zelfscan.storage.catalog_reader import read_catalog

LEADING, LITERACY, INNOVATING = (
    "Leidinggeven aan onderwijs en ict",
    "Eigen ict-geletterdheid van de schoolleider",
    "Leren en innoveren",
)
AREAS = (
    (LEADING, "Visie en richting over het gebruik van ict", (9, 10, 12, 16, 27), 3),
    (LEADING, "Strategisch omgaan met de omgeving", (1, 3), 4),
    (LEADING, "Realiseren van een coherente organisatie ten behoeve van het primaire proces", (14, 18, 20), 5),
    (LEADING, "Bevorderen van samenwerking, leren en onderzoeken", (2, 7, 17, 22), 6),
    (LEADING, "Onderzoeken, analyseren en problemen oplossen met ict", (4, 13, 29), 7),
    (LITERACY, "Instrumentele vaardigheden", (5, 21, 23, 24), 8),
    (LITERACY, "Informatievaardigheden", (6, 8, 19, 25), 9),
    (LITERACY, "Mediavaardigheden", (15,), 9),
    (INNOVATING, "Competenties om te leren en innoveren met ict", (11, 26, 28), 10),
)
MAIN_QUESTIONS = {
    "1a": ("Toegevoegde waarde opdracht en visie", "Onderwijsleerproces en onderwijsvisie", ("1.1", "1.2")),
    "1b": ("Visie op onderwijs en ict", "Onderwijsleerproces en onderwijsvisie", ("1.3", "1.4", "1.5")),
    "2a": ("Sturingsfilosofie en professionalisering", "Taken, cultuur en samenwerken", ("2.1", "2.2")),
    "2b": ("Gezamenlijk leren over ict", "Taken, cultuur en samenwerken", ("2.3", "2.4")),
    "3": ("Ict en de omgeving", "Omgeving", ("3.1", "3.2", "3.3")),
    "4": ("Eigen professionele ontwikkeling", "Eigen professionalisering", ("4.1", "4.2")),
}
THEMES = (
    "Onderwijsleerproces en onderwijsvisie", "Taken, cultuur en samenwerken", "Omgeving", "Eigen professionalisering",
)  # fmt: skip
# Competency, then its topics: k = core, z = side.
MAPPING = """
1 3.2k 3.3z 4.2z | 2 2.3k 2.4z | 3 3.1k | 4 2.4k 1.5z | 5 4.1k 3.1z | 6 4.1k | 7 2.3k 3.2z | 8 4.1k
| 9 1.1k | 10 1.1k 1.3k | 11 4.2k 2.4z 3.3z | 12 1.3k 1.5k 1.1z | 13 1.2k 2.4z | 14 2.2k 2.1k | 15 2.2k 1.1z
| 16 1.1k 1.3k 2.1z | 17 1.4k 2.3z 2.1z | 18 2.1k 1.5k 2.4z | 19 4.1k | 20 1.5k 2.2k | 21 4.1k | 22 1.4k 1.3k 1.5z
| 23 4.1k 2.2z | 24 2.2k 3.3k | 25 4.1k | 26 2.4k 1.5z | 27 1.1k 3.1k 1.2z | 28 4.2k 3.2k | 29 1.2k 2.4z
"""
SECOND_ROLE = """\
rol: "schoolleider"
naam: "Schoolleider"
inleiding: "Voor het gesprek met het team."
bron: "Eigen werk."
hoofdvragen:
  - {id: "1a", titel: "Het team", thema: "Samen", vraag: "Hoe doen we dit samen?"}
onderwerpen:
  - {id: "s1", titel: "Samen kijken", hoofdvraag: "1a", samenvatting: "Kijk mee.", gespreksvragen: ["Wie?", "Wat?"]}
  - {id: "s2", titel: "Samen kiezen", hoofdvraag: "1a", samenvatting: "Kies.", gespreksvragen: ["Wie?", "Wat?"]}
koppelingen:
  - {competentie: 7, onderwerp: "s1", gewicht: 2, reden: "samen kijken is kennis delen."}
  - {competentie: 17, onderwerp: "s2", gewicht: 1, reden: "kiezen vraagt om een strategie."}
"""


def test_the_items_stand_in_their_areas(catalog: Catalog) -> None:
    """Guards 29 items 1 to 29, nine areas and three domains, in the order and under the figures of the report."""
    assert catalog.numbers == tuple(range(1, 30))
    assert [domain.name for domain in catalog.domains] == [LEADING, LITERACY, INNOVATING]
    assert [
        (
            catalog.domain_of(area).name,
            area.name,
            tuple(item.number for item in catalog.in_area(area.id)),
            area.figure,
        )
        for area in catalog.areas
    ] == list(AREAS)


def test_a_statement_speaks_in_the_first_person(catalog: Catalog) -> None:
    """Guards that each sentence is about the leader self: 'Ik', and not the third person of the report."""
    for item in catalog.competencies:
        assert item.statement.startswith("Ik "), item.number
        assert item.statement.endswith("."), item.number
        third_person = re.search(r"\b(schoolleider|hij|hem|(zijn|haar) (eigen )?(school|team))", item.statement.lower())
        assert not third_person, (item.number, third_person)


def test_a_label_fits_in_plots_and_lists(catalog: Catalog) -> None:
    """Guards 29 different labels of at most 32 characters."""
    labels = [item.label for item in catalog.competencies]
    assert max(map(len, labels)) <= 32
    assert len({label.casefold() for label in labels}) == 29


def test_the_scales_are_those_of_the_report(catalog: Catalog) -> None:
    """Guards both questions and all eight levels, word by word and from low to high."""
    assert catalog.importance.question == "In hoeverre vindt u dit van belang voor het realiseren van uw ambitie?"
    assert catalog.importance.levels == ("helemaal niet", "niet echt", "redelijk", "heel erg")
    assert catalog.attainment.question == "In hoeverre is dit op u van toepassing?"
    assert catalog.attainment.levels == ("helemaal niet", "niet echt", "in redelijke mate", "helemaal")


def test_the_topics_stand_under_their_main_questions(catalog: Catalog) -> None:
    """Guards six main questions with title, theme and topics, and fourteen topics with two to four questions."""
    assert {
        question.id: (
            question.title,
            question.theme,
            tuple(topic.id for topic in catalog.topics if topic.main_question == question.id),
        )
        for question in catalog.main_questions
    } == MAIN_QUESTIONS
    assert len(catalog.topics) == 14
    for topic in catalog.topics:
        assert 2 <= len(topic.questions) <= 4, topic.id
        assert all(question.endswith("?") for question in topic.questions), topic.id
    assert all(question.question.endswith("?") for question in catalog.main_questions)


def test_what_people_read_is_in_our_own_words(catalog: Catalog) -> None:
    """Guards that no text but names, titles and the instrument's own words has seven words in a row of a source."""
    texts = [area.description for area in catalog.areas]
    texts += [text for item in catalog.competencies for text in (item.explanation, *item.examples)]
    texts += [item.explanation for item in catalog.support]
    texts += [topic_set.introduction for topic_set in catalog.topic_sets]
    texts += [question.question for question in catalog.main_questions]
    texts += [text for topic in catalog.topics for text in (topic.summary, *topic.questions)]
    texts += [tip.explanation for tip in catalog.tips]
    texts += [link.reason for link in catalog.links]
    assert {text: found for text in texts if (found := taken_over(text))} == {}


def test_a_text_of_a_source_is_known(catalog: Catalog) -> None:
    """Guards the test above: what the instrument took over on purpose is found, also with other signs and capitals."""
    assert taken_over("In hoeverre vindt u dit van belang voor het realiseren van uw ambitie?")
    assert taken_over("in HOEVERRE vindt ú dit\nvan belang – voor")
    assert taken_over("Lees ‘In hoeverre vindt u dit van belang voor’ nog eens.") == []


def test_every_item_has_help_that_steers_to_no_answer(catalog: Catalog) -> None:
    """Guards two or more sentences and two examples for all 29, all different, without a level or a judgement."""
    levels = {word for scale in (catalog.importance, catalog.attainment) for word in scale.levels}
    texts = [text for item in catalog.competencies for text in (item.explanation, *item.examples)]
    assert len(set(texts)) == 3 * 29
    for item in catalog.competencies:
        assert 2 <= len(re.findall(r"[.?](?: |$)", item.explanation)) <= 4, item.number
    for text in texts:
        assert re.fullmatch(r"[A-ZÉ].*[.?]", text), text
        assert not [word for word in (*levels, "niveau 1", "goed bezig", "onvoldoende") if word in text.lower()], text
        assert not re.search(r"\b(ik|mijn|je|jij|jouw)\b", text.lower()), text


def test_a_theme_has_one_name(catalog: Catalog) -> None:
    """Guards the four themes and three policy themes under one name each, and which items each policy theme touches."""
    assert list(dict.fromkeys(question.theme for question in catalog.main_questions)) == list(THEMES)
    assert [theme.name for theme in catalog.policy_themes] == [
        "Gelijke kansen", "Veiligheid", "AVG en informatiebeveiliging",
    ]  # fmt: skip
    assert all(theme.competencies for theme in catalog.policy_themes)


def test_every_topic_has_tips_of_its_own(catalog: Catalog) -> None:
    """Guards that a tip is found by title, kind and year, has no web address, and that no topic is without."""
    assert all(catalog.tips_for(topic) for topic in catalog.topics)
    for tip in catalog.tips:
        assert 2022 <= tip.known <= 2026, tip.title
        assert not re.search(r"https?:|www\.|\.nl\b", tip.in_words()), tip.title
        assert len(tip.topics) <= 3, tip.title


def test_what_came_after_the_source_is_told_with_its_year(catalog: Catalog) -> None:
    """Guards the tips of after 2022: the norms for privacy and security, the attainment targets, and AI literacy."""
    later = {tip.title: tip.known for tip in catalog.tips if tip.known > 2022}
    assert later == {
        "Normenkader IBP funderend onderwijs": 2024,
        "Artikel 4 van de AI-verordening: AI-geletterdheid": 2026,
        "Zo zie je AI terug in leermiddelen en andere toepassingen": 2024,
        "Conceptkerndoelen digitale geletterdheid": 2025,
    }
    assert all(tip.publisher and tip.explanation for tip in catalog.tips if tip.known > 2022)


def test_who_needs_privacy_reads_the_privacy_tips_first(catalog: Catalog) -> None:
    """Guards that under topic 2.2 the tips about item 15 stand before all others, and without items in file order."""
    topic = catalog.topic("2.2")
    tips = catalog.tips_for(topic, (15, 24))
    about = [15 in tip.competencies for tip in tips]
    assert about == sorted(about, reverse=True)
    assert [tip.title for tip in tips[:2]] == ["Normenkader IBP funderend onderwijs", "Aanpak IBP"]
    assert sorted(tips) == sorted(catalog.tips_for(topic))
    assert catalog.tips_for(topic) == tuple(tip for tip in catalog.tips if "2.2" in tip.topics)


def test_the_policy_themes_run_across(catalog: Catalog) -> None:
    """Guards that all three themes are there and that each has a topic."""
    assert {theme.id for theme in catalog.policy_themes} == {"gelijke-kansen", "veiligheid", "avg"}
    assert {theme for topic in catalog.topics for theme in topic.policy_themes} == {
        "gelijke-kansen",
        "veiligheid",
        "avg",
    }


def test_the_mapping_is_the_one_that_was_agreed(catalog: Catalog) -> None:
    """Guards every link with its weight: none more, none less, none twice."""
    weights = {"k": CORE_WEIGHT, "z": 1}
    expected = sorted(
        (int(number), topic[:-1], weights[topic[-1]])
        for number, *topics in (line.split() for line in MAPPING.split("|"))
        for topic in topics
    )
    assert sorted((link.competency, link.topic, link.weight) for link in catalog.links) == expected


def test_every_link_says_why(catalog: Catalog) -> None:
    """Guards one line of reason per link, each its own; a core topic per item; and that every topic is reached."""
    reasons = [link.reason for link in catalog.links]
    assert all(reason.endswith(".") and "\n" not in reason for reason in reasons)
    assert len(set(reasons)) == len(reasons)
    assert {link.competency for link in catalog.links if link.weight == CORE_WEIGHT} == set(catalog.numbers)
    assert {link.topic for link in catalog.links} == {topic.id for topic in catalog.topics}


def test_there_are_seven_kinds_of_support(catalog: Catalog) -> None:
    """Guards the list of the report, training last because it was wanted least."""
    assert [item.id for item in catalog.support] == [
        "uitwisseling", "sparren", "schoolbezoek", "expert", "op-de-hoogte", "tijd", "training",
    ]  # fmt: skip
    assert all(item.name and item.explanation for item in catalog.support)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_text_holds_the_whole_catalog(catalog: Catalog, width: int) -> None:
    """Guards that no item, help, level, topic, question, theme or tip is left out, and that lines keep to the width."""
    text = catalog_text(catalog, width)
    assert max(map(len, text.splitlines())) <= width
    joined = " ".join(text.split())
    wanted = [part for item in catalog.competencies for part in (item.statement, item.explanation, *item.examples)]
    wanted += [area.description for area in catalog.areas]
    wanted += ["AVG en informatiebeveiliging: competenties 13, 15, 24; onderwerpen 1.1, 2.2."]
    wanted += [word for scale in (catalog.importance, catalog.attainment) for word in (scale.question, *scale.levels)]
    wanted += [part for topic in catalog.topics for part in (topic.title, topic.summary, *topic.questions)]
    wanted += [question.question for question in catalog.main_questions]
    wanted += [tip.in_words() for tip in catalog.tips]
    assert [part for part in wanted if part not in joined] == []


@pytest.fixture
def two_roles(tmp_path: Path) -> Path:
    """The shipped catalog with the set of one more key figure dropped in."""
    folder = tmp_path / "catalogus"
    shutil.copytree(catalog_folder(), folder)
    (folder / "onderwerpen-schoolleider.yaml").write_text(SECOND_ROLE, encoding="utf-8")
    return folder


def test_a_second_role_needs_one_file(two_roles: Path, catalog: Catalog) -> None:
    """Guards that a dropped-in set is sound, stands in text and JSON, and is suggested with its own reasons."""
    assert check_catalog(two_roles) == ()
    found = read_catalog(two_roles)
    assert [item.role for item in found.topic_sets] == ["bestuurder", "schoolleider"]
    assert found.links[: len(catalog.links)] == catalog.links
    assert found.main_question_of(found.topic("s1")).question == "Hoe doen we dit samen?"

    shown = catalog_json(found)
    assert [(item["id"], item["rol"], item["thema"]) for item in shown["onderwerpen"][14:]] == [
        ("s1", "schoolleider", "Samen"),
        ("s2", "schoolleider", "Samen"),
    ]
    assert shown["koppelingen"][-1] == {
        "competentie": 17,
        "onderwerp": "s2",
        "gewicht": 1,
        "reden": "kiezen vraagt om een strategie.",
    }
    assert "Samen kijken. Kijk mee." in catalog_text(found)

    scores = {item.topic.id: item.score for item in suggest(found, placed({7: 8, 17: 12}))}
    without = {item.topic.id: item.score for item in suggest(catalog, placed({7: 8, 17: 12}))}
    assert scores == {**without, "s1": 16, "s2": 12}
