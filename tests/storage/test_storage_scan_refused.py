"""Result files that are refused: with every place, and never with a traceback."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from result_file import FULL
from strategies import LOCK
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage.result_reader import loads


def problems_of(text: str | bytes, catalog: Catalog) -> tuple[str, ...]:
    """Everything that a refused file is refused for."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(ZelfscanError) as caught:
        loads(data, catalog, "SL-07.toml")
    assert "SL-07.toml" in caught.value.message
    return caught.value.problems


REFUSED: list[tuple[str, str, str]] = [
    ("schema = 1\n", "", '"schema" ontbreekt'),
    ("schema = 1", "schema = 0", "schema: verwacht een heel getal vanaf 1, maar er staat 0"),
    ("schema = 1", "schema = true", "schema: verwacht een heel getal vanaf 1, maar er staat true"),
    ("schema = 1", "schema = 2", "schema: dit bestand heeft vorm 2 en dit programma kent tot en met 1; gebruik een"),
    ("school", "schol", 'deelnemer: onbekende sleutel "schol" (bedoelde u "school"?)'),
    ("[ronde]", f'[concept]\npincode = "{LOCK}"\n[ronde]', "concept, pincode: hoort alleen in een concept, en dit res"),
    ("[ronde]", "[rondje]", 'onbekende sleutel "rondje" (bedoelde u "ronde"?)'),
    (
        "belang = 4",
        "belang = 5",
        "competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er staat 5",
    ),
    (
        "belang = 4",
        "belang = 0",
        "competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er staat 0",
    ),
    (
        "belang = 4",
        "belang = 4.0",
        "competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er",
    ),
    (
        "belang = 4",
        "belang = true",
        "competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er",
    ),
    (
        "belang = 4",
        'belang = "4"',
        "competenties, nummer 7, belang: verwacht een heel getal van 1 tot en met 4, maar er",
    ),
    (
        "differentiatie = 2",
        "differentiatie = 5",
        "visie, nu, differentiatie: verwacht een heel getal van 1 tot en met 4",
    ),
    (
        "nummer = 7\nbelang",
        "nummer = 30\nbelang",
        "competenties, nummer 30: dit nummer staat niet in de vragenlijst (1 tot",
    ),
    ("nummer = 7\nonder", "nummer = 0\nonder", "ontwikkelpunten 1, nummer: verwacht een heel getal vanaf 1"),
    ("[[ontw", "[[competenties]]\nnummer = 7\n[[ontw", "competenties, nummer 7: dit nummer staat er meer dan één keer"),
    (
        "[uitw",
        "[[ontwikkelpunten]]\nnummer = 7\n[uitw",
        "ontwikkelpunten, nummer 7: dit nummer staat er meer dan één keer",
    ),
    (
        "[uitw",
        "".join(f"[[ontwikkelpunten]]\nnummer = {number}\n" for number in (1, 2, 3)) + "[uitw",
        "ontwikkelpunten: verwacht er hoogstens 3, maar het zijn er 4",
    ),
    (
        '"sparren"',
        '"sparen"',
        'ontwikkelpunten, nummer 7, ondersteuning: "sparen" is geen bekende vorm van ondersteuning (bed',
    ),
    (
        '"sparren"',
        '"schoolbezoek"',
        'ontwikkelpunten, nummer 7, ondersteuning: "schoolbezoek" staat er meer dan één keer',
    ),
    (
        '"leidinggeven-onderwijs-ict"',
        '"anders"',
        'scan, instrument: dit resultaat hoort bij de vragenlijst "anders" en zelfscan gebruikt',
    ),
    ("instrument_versie = 1", "instrument_versie = 99", "scan, instrument_versie: dit bestand hoort bij versie 99"),
    ("T10:11:40", "T09:11:40", "scan, afgerond: ligt voor het begin (2026-11-22T10:03:11+01:00)"),
    (
        "T10:03:11+01:00",
        "T10:03:11",
        "scan, begonnen: de tijdzone ontbreekt; verwacht bijvoorbeeld 2026-11-22T10:03:11+01:00",
    ),
    ("begonnen = 2026-11-22T10:03:11+01:00\n", "", 'scan: "begonnen" ontbreekt'),
    ("2026-11-22T10:03:11+01:00", "2026-11-22", "scan, begonnen: verwacht een datum met tijd, zoals"),
    (
        "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e",
        "7",
        'scan, id: verwacht een UUID zoals 0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e, maar er staat "7"',
    ),
    ("0193c9a2-5a3e", "0193c9a25a3e", "scan, id: verwacht een UUID"),
    ('"SL-07"', '" "', "deelnemer, code: is leeg"),
    ('"SL-07"', "7", "deelnemer, code: verwacht tekst, maar er staat 7; zet het tussen aanhalingstekens"),
    ('"volledig"', '"half"', 'deelnemer, beoordeling: verwacht "alleen-belang" of "volledig", maar er staat "half"'),
    ("zelfregie = 1\n", "", "visie, nu: differentiatie en zelfregie horen bij elkaar: geef beide of geen van beide"),
    ("differentiatie = 3\n", "", "visie, ambitie: differentiatie en zelfregie horen bij elkaar"),
    ('contact = "Bel mij."', "", 'uitwisseling: "contact" ontbreekt'),
    ('naam = "najaar-2026"', 'naam = ""', "ronde, naam: is leeg"),
    ('["aanwezig"]', '["belang"]', 'competenties, nummer 9, geen_oordeel: "belang" heeft ook een niveau (3): geef een'),
    ('["aanwezig"]', '["aanwezig", "aanwezig"]', 'competenties, nummer 9, geen_oordeel: "aanwezig" staat er meer dan'),
    ('["aanwezig"]', '["anders"]', 'competenties, nummer 9, geen_oordeel 1: verwacht "aanwezig" of "belang", maar er'),
    ("2027-03-01", '"maart"', "ontwikkelpunten, nummer 7, wanneer: verwacht een datum, zoals 2026-11-22, maar er sta"),
    ("2027-03-01", "2027-03-01T10:00:00Z", "ontwikkelpunten, nummer 7, wanneer: verwacht een datum, zoals 2026-11-22"),
    ('["2.3", "1.4"]', '["2.3", "2,4"]', 'agenda, onderwerpen: "2,4" is geen bekend gespreksonderwerp (bedoelde u "2.'),
    ('["2.3", "1.4"]', '["2.3", "2.3"]', 'agenda, onderwerpen: "2.3" staat er meer dan één keer'),
    (
        '["2.3", "1.4"]',
        '["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]',
        "agenda, onderwerpen: verwacht er hoogstens 5, maar het zijn er 6",
    ),
    ("datum = 2026-12-03\n", "", 'gesprek: "datum" ontbreekt'),
    ("nummer = 7\nziet", "nummer = 40\nziet", "gesprek, punten, nummer 40: dit nummer staat niet in de vragenlijst"),
    ("[[terug", "[[gesprek.punten]]\nnummer = 7\n[[terug", "gesprek, punten, nummer 7: dit nummer staat er meer dan"),
    ("nummer = 2\neerder", "nummer = 40\neerder", "terugblik, nummer 40: dit nummer staat niet in de vragenlijst"),
    ("0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d50", "x", "terugblik, nummer 2, eerder: verwacht een UUID zoals 0193c9a2-"),
    ('"deels"', '"half"', 'terugblik, nummer 2, uitkomst: verwacht "anders" of "deels" of "gedaan" of "niet", maar'),
    (
        "[uitw",
        '[[terugblik]]\nnummer = 2\neerder = "0193C9A2-5a3e-7d10-8c42-3f6a1b2c4d50"\nuitkomst = "niet"\n[uitw',
        "terugblik, nummer 2: dit nummer staat er voor dit eerdere resultaat meer dan één keer",
    ),
    ("[7, 2]", "[7, 30]", "uitwisseling, competenties, nummer 30: dit nummer staat niet in de vragenlijst"),
    ("[7, 2]", "[7, 7]", "uitwisseling, competenties, nummer 7: dit nummer staat er meer dan één keer"),
    ('"SL-07"', f'"{"x" * 101}"', "deelnemer, code: is te lang: 101 tekens, hoogstens 100 passen: "),
    ('naam = "najaar-2026"', f'naam = "{"x" * 101}"', "ronde, naam: is te lang: 101 tekens, hoogstens 100 passen: "),
    ('school = ""', f'school = "{"x" * 201}"', "deelnemer, school: is te lang: 201 tekens, hoogstens 200 passen: "),
    ('"bestuurder"', f'"{"x" * 201}"', "gesprek, met: is te lang: 201 tekens, hoogstens 200 passen: "),
    ('"Tempo"', f'"{"x" * 20_001}"', "leermiddelen, meerwaarde: is te lang: 20001 tekens, hoogstens 20000 passen: "),
    ('"sparren"', f'"{"x" * 201}"', "ontwikkelpunten, nummer 7, ondersteuning 1: is te lang: 201 tekens"),
    ("woorden = true", 'woorden = "ja"', 'toestemming, woorden: verwacht true of false, maar er staat "ja"'),
    ("gewijzigd = 2026-12-03T10:00:00+01:00", "gewijzigd = 2026-12-03T10:00:00", "scan, gewijzigd: de tijdzone"),
    (
        '["sparren", "schoolbezoek"]',
        '"sparren"',
        'ontwikkelpunten, nummer 7, ondersteuning: verwacht een lijst, maar er staat "sparren"',
    ),
    ('school = ""', "school = ", "regel 14: dit is geen geldige TOML; kijk naar"),
    (
        'school = ""',
        'school = ""\nschool = ""',
        "regel 15: dit is geen geldige TOML: een sleutel of tabel staat er twee keer",
    ),
    ('school = ""', f"school = {'9' * 5000}", "regel 14: dit is geen geldige TOML; kijk naar"),
    ('school = ""', f"school = {'[' * 5000}", "dit is geen geldige TOML: het is te diep genest"),
]


@pytest.mark.parametrize(("old", "new", "expected"), REFUSED)
def test_what_is_not_sound_is_refused_with_its_place(catalog: Catalog, old: str, new: str, expected: str) -> None:
    """One fault gives one line, which says where it is and what was expected."""
    assert old in FULL
    (problem,) = problems_of(FULL.replace(old, new, 1), catalog)

    assert problem.startswith(expected)


def test_a_draft_with_something_else_than_a_lock_is_refused(catalog: Catalog) -> None:
    """Guards that a pin never stands in a draft as it was typed, and that a lock that nothing opens is found."""
    draft = FULL.replace("afgerond = 2026-11-22T10:11:40+01:00\n", "")
    assert (
        loads(draft.replace("[ronde]", f'[concept]\npincode = "{LOCK}"\n[ronde]').encode(), catalog, "x").pin_lock
        == LOCK
    )
    (problem,) = problems_of(draft.replace("[ronde]", '[concept]\npincode = "1234"\n[ronde]'), catalog)
    assert problem == 'concept, pincode: verwacht een controlegetal van zelfscan, maar er staat "1234"'


def test_all_faults_are_told_at_once(catalog: Catalog) -> None:
    """Faults of form and of meaning stand in one list."""
    text = FULL.replace("belang = 4", "belang = 5").replace('"sparren"', '"niets"').replace("T10:11:40", "T09:11:40")

    assert len(problems_of(text.replace("nummer = 7\nonder", "nummer = 99\nonder"), catalog)) == 4


def test_a_newer_form_is_the_only_thing_told(catalog: Catalog) -> None:
    """In a file from the future every key may be unknown; only the version helps a person."""
    assert len(problems_of("schema = 9\nnieuw = true\n", catalog)) == 1


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", "schema = 1".encode("utf-16"), b"\x00", b"PK\x03\x04", b"[" * 9999])
def test_what_is_no_result_at_all_is_refused_calmly(catalog: Catalog, data: bytes) -> None:
    """Any file may end up in the folder of a round."""
    assert problems_of(data, catalog)


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_content_whatever_gives_a_traceback(catalog: Catalog, data: bytes) -> None:
    """Only ZelfscanError comes out, with at least one problem."""
    with pytest.raises(ZelfscanError) as caught:
        loads(data, catalog, "x.toml")
    assert caught.value.problems


@given(data=st.data())
def test_a_changed_value_never_gives_a_traceback(catalog: Catalog, data: st.DataObject) -> None:
    """A line of a sound file replaced by anything is read or refused, nothing else."""
    lines = FULL.splitlines()
    index = data.draw(st.integers(0, len(lines) - 1))
    value = data.draw(
        st.sampled_from(["1", "true", "[]", "{}", '""', "1.5", "nan", "2026-01-01", "10:00:00", "[[1]]", "[{}]"])
    )
    key = lines[index].partition(" = ")[0].strip("[]")
    lines[index] = f"{key} = {value}"
    with suppress(ZelfscanError):
        loads("\n".join(lines).encode(), catalog, "x.toml")
