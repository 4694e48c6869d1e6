"""The sentences on one leader's answers."""

from __future__ import annotations

from collections.abc import Mapping

from builders import NUMBERS, Levels, make_scan, plain_catalog
from zelfscan.domain import Assessment, Level, Rating, compare
from zelfscan.reports import first_needs_sentence, progress_sentences, scan_sentences

CATALOG = plain_catalog()
Answers = Mapping[int, Levels | Rating]
AREAS = {area.label: [item.number for item in CATALOG.in_area(area.id)] for area in CATALOG.areas}
FIRST, SECOND = sorted(AREAS, key=lambda label: -len(AREAS[label]))[:2]
EVERYWHERE_LOW: Answers = dict.fromkeys(NUMBERS, (2, 2))


def told(ratings: Answers, **options: int) -> str:
    return " ".join(scan_sentences(CATALOG, make_scan(ratings=ratings), **options))


def test_what_asks_for_development_is_counted_in_words_and_placed() -> None:
    """Guards that the first sentence names the area that stands out, and says so when all of it is there."""
    weak = dict.fromkeys(AREAS[FIRST], (4, 1))
    elsewhere = {AREAS[SECOND][0]: (4, 2)}
    assert f"vragen om ontwikkeling, allemaal in {FIRST}." in told({**EVERYWHERE_LOW, **weak})
    text = told({**EVERYWHERE_LOW, **weak, **elsewhere})
    assert f"van de 29 vragen om ontwikkeling, vooral in {FIRST}." in text
    assert not any(sign.isdigit() for sign in text.replace("29", ""))


def test_one_or_none_that_asks_for_development_reads_well() -> None:
    """Guards the singular, which has the item's name, and the sentence for nobody's gap."""
    label = CATALOG.competency(3).label
    assert told({**EVERYWHERE_LOW, 3: (4, 1)}) == f"Eén van de 29 vraagt om ontwikkeling: ‘{label}’."
    assert told(EVERYWHERE_LOW) == "Geen van de 29 vraagt om ontwikkeling."
    assert told({3: (4, 1)}) == "De ene competentie met twee antwoorden vraagt om ontwikkeling."
    assert told({3: (4, None)}).startswith("Nog geen competentie heeft twee antwoorden.")
    assert told({3: (4, 1), 4: (4, 1)}).startswith("Beide competenties met twee antwoorden vragen")


def test_what_another_has_is_not_told_as_an_answer_that_is_missing() -> None:
    """Guards that who answered everything, and gave some to another, does not read that answers are missing."""
    given = Rating(Level(4), Level(1), "ict-coördinator")
    assert told({**EVERYWHERE_LOW, 3: given}).startswith("Geen van de 28 competenties die u zelf hebt vraagt")
    assert "27 competenties die u zelf hebt en helemaal beoordeelde" in told({**EVERYWHERE_LOW, 3: given, 4: (4, None)})
    only_open = Rating(Level(4), None, "ict-coördinator")
    assert "27 competenties met twee antwoorden" in told({**EVERYWHERE_LOW, 3: only_open, 4: (4, None)})


def test_who_is_strong_in_an_area_can_help_others_there() -> None:
    """Guards that the strong area is named, and never the one that asks for development as well."""
    strong = dict.fromkeys(AREAS[FIRST], (4, 4))
    assert told({**EVERYWHERE_LOW, **strong}).endswith(f"U bent sterk in {FIRST}: daar kunt u anderen helpen.")
    assert "sterk" not in told({**EVERYWHERE_LOW, **dict.fromkeys(AREAS[FIRST], (4, 1))})


def test_areas_that_stand_out_no_more_than_others_are_not_named() -> None:
    """Guards that a tie of many areas names none, and that a caller with little room gets one at most."""
    two = {number: (4, 1) for label in (FIRST, SECOND) for number in AREAS[label][:2]}
    assert f"vooral in {FIRST}" in told({**EVERYWHERE_LOW, **two}) or "allemaal in" in told({**EVERYWHERE_LOW, **two})
    assert told({**EVERYWHERE_LOW, **two}, areas=1) == "Vier van de 29 vragen om ontwikkeling."
    assert told(dict.fromkeys(NUMBERS, (4, 1))) == "Alle 29 competenties vragen om ontwikkeling."


def test_a_scan_of_importance_only_tells_what_matters() -> None:
    """Guards that nothing is said of attainment where it was not asked."""
    ratings: Answers = {**dict.fromkeys(NUMBERS, (2, None)), **dict.fromkeys(AREAS[FIRST], (4, None))}
    scan = make_scan(ratings=ratings, assessment=Assessment.IMPORTANCE_ONLY)
    (text,) = scan_sentences(CATALOG, scan)
    assert text.endswith(f"van de 29 competenties belangrijk, allemaal in {FIRST}.")
    few = make_scan(ratings={1: (4, None), 2: (3, None), 3: (2, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    assert "twee van de drie competenties met een antwoord belangrijk" in scan_sentences(CATALOG, few)[0]
    empty = make_scan(assessment=Assessment.IMPORTANCE_ONLY)
    assert scan_sentences(CATALOG, empty)[0].startswith("U gaf nog geen antwoorden.")


def test_what_comes_first_is_named_up_to_three() -> None:
    """Guards the sentence above the list to choose from."""
    label = CATALOG.competency(7).label
    assert first_needs_sentence(CATALOG, make_scan(ratings={7: (4, 1), 8: (4, 2)})) == f"Bovenaan staat ‘{label}’."
    assert first_needs_sentence(CATALOG, make_scan(ratings=dict.fromkeys(range(1, 6), (4, 1)))) == (
        "Vijf competenties staan samen bovenaan."
    )
    assert first_needs_sentence(CATALOG, make_scan(ratings={7: (2, 2)})) == ""
    given = make_scan(ratings={7: (4, 2), 15: (4, 1)}, delegated={15: "bestuur"})
    assert first_needs_sentence(CATALOG, given) == f"Van wat u zelf hebt, staat ‘{label}’ bovenaan."
    many = make_scan(ratings=dict.fromkeys(range(1, 7), (4, 1)), delegated={6: "bestuur"})
    assert first_needs_sentence(CATALOG, many) == "Van wat u zelf hebt, staan vijf competenties samen bovenaan."


def test_progress_is_told_with_names() -> None:
    """Guards what more, what less, where the gap closed and where it is new; and nothing without two answers."""
    then = make_scan(ratings={1: (4, 1), 2: (4, 4), 3: (3, 3)})
    now = make_scan(ratings={1: (4, 4), 2: (4, 2), 3: (3, 3)})
    one, two = CATALOG.competency(1).label, CATALOG.competency(2).label
    assert progress_sentences(CATALOG, compare(then, now, NUMBERS)) == (
        "Eén competentie is nu meer van toepassing dan toen; één minder.",
        f"Bij ‘{one}’ is het verschil met het belang gedicht.",
        f"Bij ‘{two}’ is het verschil met het belang nieuw.",
    )
    assert progress_sentences(CATALOG, compare(then, then, NUMBERS)) == (
        "Bij geen competentie veranderde de mate van toepassing.",
    )
    assert progress_sentences(CATALOG, compare(make_scan(), now, NUMBERS)) == ()
