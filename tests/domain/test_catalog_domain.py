"""Finding things in the catalog."""

from __future__ import annotations

import pytest

from builders import AREAS, NUMBERS, plain_catalog
from zelfscan.domain.catalog import MainQuestion, PolicyTheme, Support, Topic
from zelfscan.domain.scan import ScaleName


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
