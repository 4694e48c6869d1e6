"""Every kind of mistake in a catalog, one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_files import INSTRUMENT_FILE, ITEMS_FILE, LINKS, LINKS_FILE, ROLE, ROLE_FILE, change, write_catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.catalog_reader import check_catalog, read_catalog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound catalog."""
    return write_catalog(tmp_path)


# File, what stood there, the fault, and how the line about it goes on after the file name.
FAULTS: list[tuple[str, str, str, str]] = [
    (ITEMS_FILE, "nummer: 2", "nummer: 1", ', competenties, nummer: "1" staat er meer dan één keer'),
    (
        ITEMS_FILE,
        "nummer: 2",
        "nummer: 3",
        ", competenties: de nummers moeten oplopen van 1 tot en met 2, maar op plaats 2",
    ),
    (
        ITEMS_FILE,
        "nummer: 2",
        "nummer: 2.0",
        ", competenties 2, nummer: verwacht een heel getal vanaf 1, maar er staat 2.0",
    ),
    (ITEMS_FILE, 'kort: "Tweede"', 'kort: "Eerste"', ', competenties, kort: "Eerste" staat er meer dan één keer'),
    (
        ITEMS_FILE,
        'kort: "Tweede"',
        f'kort: "{"x" * 33}"',
        ", competenties, nummer 2, kort: is te lang: 33 tekens, hoogstens 32",
    ),
    (ITEMS_FILE, 'kort: "Geb"', f'kort: "{"x" * 25}"', ", gebieden, id geb, kort: is te lang: 25 tekens, hoogstens 24"),
    (ITEMS_FILE, 'naam: "Sparren"', f'naam: "{"x" * 45}"', ", ondersteuning, id sparren, naam: is te lang: 45 tekens"),
    (ITEMS_FILE, 'stelling: "Ik doe het tweede."', 'stelling: ""', ", competenties, nummer 2, stelling: is leeg"),
    (INSTRUMENT_FILE, 'bron: "Een bron."', 'bron: " Een bron."', ", bron: begint of eindigt met een spatie"),
    (
        ITEMS_FILE,
        'gebied: "geb",\n     uitleg: "Over het eerste."',
        'gebied: "gebb",\n     uitleg: "Over het eerste."',
        ', competenties, nummer 1, gebied: gebied "gebb" bestaat niet',
    ),
    (ITEMS_FILE, 'domein: "dom"', 'domein: "d"', ', gebieden, id geb, domein: domein "d" bestaat niet'),
    (INSTRUMENT_FILE, '"c", "d"', '"c"', ", schalen, belang, niveaus: verwacht er 4, maar het zijn er 3"),
    (INSTRUMENT_FILE, '"g", "h"', '"g", "e"', ', schalen, aanwezig, niveaus: "e" staat er meer dan één keer'),
    (INSTRUMENT_FILE, 'bron: "Een bron."', 'bronn: "Een bron."', ': onbekende sleutel "bronn" (bedoelde u "bron"?)'),
    (INSTRUMENT_FILE, "versie: 1", "versie: 1\nversie: 2", ', regel 3: de sleutel "versie" staat er twee keer'),
    (
        INSTRUMENT_FILE,
        'instrument: "proef"',
        "instrument: no",
        ", instrument: verwacht tekst, maar er staat false; zet het tussen",
    ),
    (
        INSTRUMENT_FILE,
        'bron: "Een bron."',
        "bron: Een: bron",
        ", regel 6: dit is geen geldige YAML; zet tekst met een dubbele punt",
    ),
    (INSTRUMENT_FILE, 'bron: "Een bron."', "bron: 2026-13-45", ', regel 6: "2026-13-45" is geen geldige waarde'),
    (INSTRUMENT_FILE, 'bron: "Een bron."', "? [a]\n: b", ", regel 6: een sleutel moet een woord zijn"),
    (
        ITEMS_FILE,
        '{id: "dom", naam: "Domein"}',
        "12",
        ", domeinen 1: verwacht een tabel met sleutels, maar er staat 12",
    ),
    (INSTRUMENT_FILE, 'code: "PR"', 'code: "P R"', ", wie, code: "),
    (INSTRUMENT_FILE, 'titel: "proeven"', f'titel: "{"x" * 61}"', ", titel: is te lang: 61 tekens, hoogstens 60"),
    (INSTRUMENT_FILE, "[1, 2], gronden", "[1, 3], gronden", ", opvallend 1, competenties: competentie 3 bestaat niet"),
    (INSTRUMENT_FILE, '"o2"', '"o1"', ', opvallend, id: "o1" staat er meer dan één keer'),
    (
        INSTRUMENT_FILE,
        '["tekort", "laag"]',
        '["tekort", "hoog"]',
        ', opvallend, id o1, gronden 2: verwacht "',
    ),
    (INSTRUMENT_FILE, '["tekort", "laag"]', "[]", ", opvallend 1: competenties en gronden horen bij elkaar"),
    (INSTRUMENT_FILE, ', zin: "gebruiken iets"', "", ", opvallend 2: deel en zin horen bij elkaar"),
    (INSTRUMENT_FILE, ', deel: "leermiddelen", zin: "gebruiken iets"', "", ", opvallend 2: zonder competenties en "),
    (INSTRUMENT_FILE, "competenties: [1]", "competenties: [3]", ", voorbeeldrol, competenties: competentie 3 bestaat"),
    (INSTRUMENT_FILE, 'kop: "k3", ', "", ', leermiddelen, valkuilen: "kop" ontbreekt'),
    (ITEMS_FILE, "biedt: true", "biedt: 1", ", ondersteuning, id sparren, biedt: verwacht "),
    (
        ROLE_FILE,
        'rol: "bestuurder"',
        'rol: "leraar"',
        ', rol: "leraar" hoort bij de bestandsnaam; verwacht "bestuurder"',
    ),
    (ROLE_FILE, 'id: "1.2"', 'id: "1.1"', ', onderwerpen, id: "1.1" staat er meer dan één keer'),
    (ROLE_FILE, 'id: "1.1"', "id: 1.10", ", onderwerpen 1, id: verwacht tekst, maar er staat 1.1; zet het tussen"),
    (
        ROLE_FILE,
        'hoofdvraag: "1a"\n',
        'hoofdvraag: "1b"\n',
        ', onderwerpen, id 1.1, hoofdvraag: hoofdvraag "1b" bestaat niet',
    ),
    (ROLE_FILE, '["avg"]', '["agv"]', ', onderwerpen, id 1.1, beleidsthemas: beleidsthema "agv" bestaat niet'),
    (ROLE_FILE, '["avg"]', '["avg", "avg"]', ', onderwerpen, id 1.1, beleidsthemas: "avg" staat er meer dan één keer'),
    (
        ROLE_FILE,
        '["Wat?", "Hoe?"]',
        '["Wat?"]',
        ", onderwerpen, id 1.1, gespreksvragen: verwacht er 2 tot en met 4, maar het",
    ),
    (
        ITEMS_FILE,
        '["Zo.", "Of zo."]',
        '["Zo."]',
        ", competenties, nummer 1, voorbeelden: verwacht er 2, maar het zijn er 1",
    ),
    (ITEMS_FILE, 'uitleg: "Over het eerste.", ', "", ', competenties, nummer 1: "uitleg" ontbreekt'),
    (ITEMS_FILE, "[1, 2]", "[1, 30]", ", beleidsthemas, id avg, competenties: competentie 30 bestaat niet"),
    (ITEMS_FILE, "[1, 2]", "[1, 1]", ', beleidsthemas, id avg, competenties: "1" staat er meer dan één keer'),
    (ROLE_FILE, 'vraag: "Waarom?"}', 'vraag: "Waarom?", tips: []}', ', hoofdvragen, id 1a: onbekende sleutel "tips"'),
    (ROLE_FILE, '["1.1", "1.2"]', '["1.1", "1.3"]', ', tips 1, onderwerpen: onderwerp "1.3" bestaat niet'),
    (ROLE_FILE, '["1.1", "1.2"]', '["1.1", "1.1"]', ', tips 1, onderwerpen: "1.1" staat er meer dan één keer'),
    (ROLE_FILE, '["1.1", "1.2"]', "[]", ", tips 1, onderwerpen: verwacht er minstens 1, maar het zijn er 0"),
    (ROLE_FILE, "[2]", "[3]", ", tips 1, competenties: competentie 3 bestaat niet"),
    (ROLE_FILE, "[2]", "[2, 2]", ', tips 1, competenties: "2" staat er meer dan één keer'),
    (ROLE_FILE, 'titel: "Een artikel"', 'titel: "Een boek"', ', tips, titel: "Een boek" staat er meer dan één keer'),
    (ROLE_FILE, 'uitgever: "Een uitgever"', 'uitgever: ""', ", tips 1, uitgever: is leeg"),
    (ROLE_FILE, 'soort: "boek"', f'soort: "{"x" * 21}"', ", tips 1, soort: is te lang: 21 tekens, hoogstens 20"),
    (
        ROLE_FILE,
        "peildatum: 2022",
        "peildatum: 22",
        ", tips 1, peildatum: verwacht een heel getal van 2000 tot en met 2100, maar er",
    ),
    (ROLE_FILE, ", peildatum: 2026", "", ', tips 2: "peildatum" ontbreekt'),
    (LINKS_FILE, 'onderwerp: "1.2"', 'onderwerp: "9.9"', ', koppelingen 2, onderwerp: onderwerp "9.9" bestaat niet'),
    (LINKS_FILE, "competentie: 1,", "competentie: 30,", ", koppelingen 1, competentie: competentie 30 bestaat niet"),
    (
        LINKS_FILE,
        "gewicht: 1",
        "gewicht: 3",
        ", koppelingen 3, gewicht: verwacht een heel getal van 1 tot en met 2, maar er",
    ),
    (
        LINKS_FILE,
        "gewicht: 2",
        "gewicht: true",
        ", koppelingen 1, gewicht: verwacht een heel getal van 1 tot en met 2, maar er",
    ),
    (LINKS_FILE, "gewicht: 2", "gewicht: 1", ": competentie 1 heeft geen koppeling met gewicht 2 (kern)"),
    (
        LINKS_FILE,
        '2, onderwerp: "1.1"',
        '2, onderwerp: "1.2"',
        ", koppelingen 3: de koppeling van competentie 2 met onderwerp",
    ),
    (LINKS_FILE, 'reden: "want zo is het."', "", ', koppelingen 1: "reden" ontbreekt'),
    (LINKS_FILE, LINKS, "koppelingen: []", ", koppelingen: verwacht er minstens 1, maar het zijn er 0"),
    (LINKS_FILE, LINKS, "", ": het bestand is leeg"),
    (LINKS_FILE, LINKS, "~", ": verwacht een tabel met sleutels, maar er staat niets"),
    (LINKS_FILE, LINKS, "koppelingen: [\n", ", regel 2: dit is geen geldige YAML"),
    (LINKS_FILE, LINKS, "koppelingen: " + "[" * 5000, ""),
    (LINKS_FILE, LINKS, "koppelingen: &a [*a]", ""),
    (LINKS_FILE, LINKS, "koppelingen: \x07", ": dit is geen geldige YAML: er staan tekens in die niet mogen"),
    (
        ITEMS_FILE,
        'naam: "Sparren"',
        'naam: "Spar\u200bren"',
        ", ondersteuning sparren, naam: hier staat een teken dat niet te "
        "zien is of dat een terminal als opdracht leest (U+200B)",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), FAULTS)
def test_a_fault_is_named_with_file_and_place(folder: Path, name: str, old: str, new: str, expected: str) -> None:
    """Each kind of mistake gives a line that leads to it, and the catalog is refused."""
    change(folder, name, old, new)

    assert any(problem.startswith(name + expected) for problem in check_catalog(folder))
    with pytest.raises(ZelfscanError):
        read_catalog(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ITEMS_FILE, "nummer: 2", "nummer: twee"),
        (ITEMS_FILE, 'id: "geb"', "id: 1.1"),
        (INSTRUMENT_FILE, "competenties:", "competenties: 3\nx:"),
        (ROLE_FILE, 'id: "1.1"', "id: 1.1"),
        (ROLE_FILE, 'id: "1a"', "id: 1"),
        (ROLE_FILE, ROLE, "- : ["),
        (LINKS_FILE, "competentie: 1,", 'competentie: "1",'),
        (LINKS_FILE, "gewicht: 2", "gewicht: 9"),
        (LINKS_FILE, LINKS, "koppelingen: nee"),
    ],
)
def test_a_broken_value_brings_no_false_alarms(folder: Path, name: str, old: str, new: str) -> None:
    """What cannot be known because of a broken value is not reported as well: links to it, missing links."""
    change(folder, name, old, new)

    problems = check_catalog(folder)

    assert problems
    assert all(problem.startswith(name) for problem in problems)
    assert not any("bestaat niet" in problem or "geen koppeling" in problem for problem in problems)
