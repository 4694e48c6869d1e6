"""Finding things in the catalog."""

from __future__ import annotations

import pytest

from builders import AREAS, NUMBERS, make_rating, plain_catalog
from zelfscan.domain.catalog import MainQuestion, PolicyTheme, Support, Topic
from zelfscan.domain.quadrant import LearningQuarter, Quarter
from zelfscan.domain.scan import Level, Rating, ScaleName


def test_items_and_areas_lead_to_each_other() -> None:
    """Guards that every item stands in one area, in questionnaire order."""
    catalog = plain_catalog()
    assert catalog.numbers == NUMBERS
    for key, name, figure, members in AREAS:
        assert tuple(item.number for item in catalog.in_area(key)) == members
        for number in members:
            area = catalog.area_of(number)
            assert (area.id, area.name, area.figure) == (key, name, figure)
            assert catalog.domain_of(area).name == "Domein"
    assert catalog.in_area("bestaat niet") == ()
    assert catalog.competency(7).statement == "Ik doe 7."


def test_the_two_scales_are_told_apart() -> None:
    """Guards that importance never shows the words of attainment."""
    catalog = plain_catalog()
    assert catalog.scale(ScaleName.IMPORTANCE) is catalog.importance
    assert catalog.scale(ScaleName.ATTAINMENT) is catalog.attainment


def test_main_questions_may_share_an_id_over_roles() -> None:
    """Guards that a topic finds the main question of its own role."""
    catalog = plain_catalog()
    other = MainQuestion("1a", "schoolleider", "Andere", "Thema", "Hoe?")
    topic = Topic("s1", "schoolleider", "Los", "1a", "", (), ())
    both = catalog._replace(main_questions=(*catalog.main_questions, other), topics=(*catalog.topics, topic))
    assert both.main_question_of(both.topic("s1")) is other
    assert both.main_question_of(both.topic("1.1")).role == "bestuurder"


def test_names_by_id() -> None:
    """Guards the names of support, policy themes and topic sets."""
    catalog = plain_catalog()._replace(
        support=(Support("sparren", "Sparren", ""),), policy_themes=(PolicyTheme("avg", "AVG", (15,)),)
    )
    assert catalog.support_name("sparren") == "Sparren"
    assert catalog.theme_name("avg") == "AVG"
    assert catalog.topic_set("bestuurder").name == "Bestuurder"


def test_what_is_unknown_is_an_error() -> None:
    """Guards against a silent stand-in for an item, area, topic, role, support or theme that is not there."""
    catalog = plain_catalog()
    for look in (catalog.competency, catalog.area_of):
        with pytest.raises(KeyError):
            look(30)
    for find in (catalog.topic, catalog.topic_set, catalog.support_name, catalog.theme_name):
        with pytest.raises(KeyError):
            find("weg")


@pytest.mark.parametrize(
    ("importance", "attainment", "expected"),
    [
        (4, 2, "heel erg belangrijk, niet echt van toepassing"),
        (1, 1, "helemaal niet belangrijk, helemaal niet van toepassing"),
        (3, None, "redelijk belangrijk"),
        (None, 4, "helemaal van toepassing"),
        (None, None, "niet ingeschat"),
    ],
)
def test_a_rating_in_words(importance: int | None, attainment: int | None, expected: str) -> None:
    """Guards that an answer is played back as it was given, and that an absent level is not worded as a low one."""
    assert plain_catalog().in_words(make_rating(importance, attainment)) == expected


def test_every_rating_reads_differently() -> None:
    """Guards that no two ratings share their words."""
    levels = [None, *Level]
    found = {plain_catalog().in_words(Rating(one, other)) for one in levels for other in levels}
    assert len(found) == 25


def test_every_quarter_has_its_name() -> None:
    """Guards that names stand at their own quarter."""
    catalog = plain_catalog()
    assert [catalog.quarters.of(quarter) for quarter in Quarter] == [
        "ontwikkelen", "benutten", "laag houden", "loslaten of delen",
    ]  # fmt: skip
    assert catalog.learning is not None
    assert [catalog.learning.of(quarter) for quarter in LearningQuarter] == [
        "klassikaal leren", "groepsdifferentiatie", "zelfregulerend leren", "gepersonaliseerd leren",
    ]  # fmt: skip
