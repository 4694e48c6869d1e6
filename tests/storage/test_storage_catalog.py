"""The catalog: read whole, or refused with everything that is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from catalog_files import INSTRUMENT_FILE, ITEMS_FILE, LINKS_FILE, OTHER_ROLE, ROLE_FILE, change, write_catalog
from zelfscan.domain import Catalog, ExampleRole, LearningModel, OpenQuestion, Who
from zelfscan.errors import ZelfscanError
from zelfscan.storage.catalog_reader import check_catalog, read_catalog
from zelfscan.storage.places import catalog_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound catalog."""
    return write_catalog(tmp_path)


def test_the_shipped_catalog_is_sound() -> None:
    """What we ship is free of problems."""
    assert check_catalog(catalog_folder()) == ()


def test_the_shipped_catalog_is_the_instrument(catalog: Catalog) -> None:
    """29 items in nine areas and three domains, and every topic leads to its main question."""
    assert catalog.numbers == tuple(range(1, 30))
    assert (len(catalog.areas), len(catalog.domains)) == (9, 3)
    assert sum(topic.role == "bestuurder" for topic in catalog.topics) == 14
    assert all(catalog.main_question_of(topic).role == topic.role for topic in catalog.topics)


def test_a_small_catalog_is_read_whole(folder: Path) -> None:
    """Every key lands in its place, in the order of the files."""
    found = read_catalog(folder)

    assert (found.instrument, found.version, found.source) == ("proef", 1, "Een bron.")
    assert found.importance.levels == ("a", "b", "c", "d")
    assert found.attainment.question == "T?"
    assert (found.attainment.name, found.attainment.measure, found.attainment.said) == ("t", "de t", "tj")
    assert (found.importance.low, found.importance.high) == ("-i", "+i")
    assert found.quarters == ("lb", "rb", "ro", "lo")
    assert found.learning == LearningModel("lb", "rb", "ro", "lo", "l", "r", "b", "o", "Zo.", "Bron.")
    assert (found.title, found.welcome, found.talk_with, found.literature) == (
        "proeven",
        "Proef?",
        "de kok",
        ("Een boek.",),
    )
    assert found.who == Who("proever", "proever", "proevers", "PR", "kok")
    assert found.materials is not None
    assert found.materials.pitfalls == OpenQuestion("k3", "v3?")
    assert found.example == ExampleRole((1,), "uw voorbeeld", "Dus.")
    assert found.support[0].offered
    assert found.competency(2).statement == "Ik doe het tweede."
    assert found.domain_of(found.area_of(1)).name == "Domein"
    assert found.areas[0].figure == 3
    assert found.support_name("sparren") == "Sparren"
    assert found.topic("1.1").policy_themes == ("avg",)
    assert found.topic("1.2").questions == ("Wat?", "Hoe?", "Wie?")
    assert [(link.competency, link.topic, link.weight) for link in found.links] == [
        (1, "1.1", 2),
        (2, "1.2", 2),
        (2, "1.1", 1),
    ]


def test_a_second_role_is_one_more_file(folder: Path) -> None:
    """A set without links can be browsed, and its main questions may share ids with another set."""
    (folder / "onderwerpen-i-coach.yaml").write_text(OTHER_ROLE, encoding="utf-8")

    found = read_catalog(folder)

    assert [item.role for item in found.topic_sets] == ["bestuurder", "i-coach"]
    assert found.main_question_of(found.topic("i1")).title == "Andere vraag"


def test_a_role_may_bring_its_own_links(folder: Path) -> None:
    """The links of a dropped-in role come after the common ones; half a set of links is told."""
    link = 'koppelingen:\n  - {competentie: 1, onderwerp: "i2", gewicht: 1, reden: "daarom."}\n'
    (folder / "onderwerpen-i-coach.yaml").write_text(OTHER_ROLE + link, encoding="utf-8")

    assert check_catalog(folder) == (
        "onderwerpen-i-coach.yaml, onderwerpen, id i1: geen enkele competentie is hieraan gekoppeld",
    )

    change(folder, "onderwerpen-i-coach.yaml", 'onderwerp: "i2"', 'onderwerp: "i9"')
    assert check_catalog(folder) == ('onderwerpen-i-coach.yaml, koppelingen 1, onderwerp: onderwerp "i9" bestaat niet',)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda folder: (folder / ITEMS_FILE).unlink(), f"{ITEMS_FILE}: dit bestand of deze map bestaat niet"),
        (lambda folder: (folder / ROLE_FILE).unlink(), "er is geen enkel bestand onderwerpen-<rol>.yaml"),
        (
            lambda folder: (folder / LINKS_FILE).write_bytes(b"koppelingen:\n - \xff"),
            f"{LINKS_FILE}: dit is geen tekst in UTF-8 (regel 2)",
        ),
        (lambda folder: shutil.rmtree(folder), "dit bestand of deze map bestaat niet"),
    ],
)
def test_what_cannot_be_read_is_told(folder: Path, damage: Callable[[Path], None], expected: str) -> None:
    """A missing, foreign or wrongly saved file is a problem like any other, never a crash."""
    damage(folder)

    assert any(expected in problem for problem in check_catalog(folder))


def test_faults_in_all_files_are_told_at_once(folder: Path) -> None:
    """The list holds faults of form and of meaning, over all files, without repeats that follow from them."""
    change(folder, ITEMS_FILE, "nummer: 1", "nummer: één")
    change(folder, ROLE_FILE, '["avg"]', '["agv"]')
    change(folder, LINKS_FILE, 'onderwerp: "1.2"', 'onderwerp: "9.9"')
    change(folder, LINKS_FILE, "gewicht: 1", "gewicht: 7")

    with pytest.raises(ZelfscanError) as caught:
        read_catalog(folder)

    assert caught.value.problems == (
        f'{ITEMS_FILE}, competenties 1, nummer: verwacht een heel getal vanaf 1, maar er staat "één"',
        f"{LINKS_FILE}, koppelingen 3, gewicht: verwacht een heel getal van 1 tot en met 2, maar er staat 7",
        f'{ROLE_FILE}, onderwerpen, id 1.1, beleidsthemas: beleidsthema "agv" bestaat niet',
        f'{LINKS_FILE}, koppelingen 2, onderwerp: onderwerp "9.9" bestaat niet',
    )
    assert "4 problemen" in caught.value.message


def test_the_same_topic_id_in_two_sets_is_told(folder: Path) -> None:
    """Links name a topic by its id alone, so it must be unique over all sets."""
    (folder / "onderwerpen-i-coach.yaml").write_text(OTHER_ROLE.replace('"i1"', '"1.1"'), encoding="utf-8")

    assert (
        "onderwerpen-i-coach.yaml, onderwerpen, id 1.1: dit id staat ook in onderwerpen-bestuurder.yaml; "
        "een id mag maar één keer voorkomen"
    ) in check_catalog(folder)


def test_the_slow_loader_reads_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without its C library, the catalog and the messages are the same."""
    expected = read_catalog(folder)
    monkeypatch.setattr("zelfscan.storage.catalog_reader._Loader", yaml.SafeLoader)

    assert read_catalog(folder) == expected
    change(folder, INSTRUMENT_FILE, 'bron: "Een bron."', "bron: Een: bron")
    assert check_catalog(folder)[0].startswith(
        f"{INSTRUMENT_FILE}, regel 6: dit is geen geldige YAML; zet tekst met een"
    )
