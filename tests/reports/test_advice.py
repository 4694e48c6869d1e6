"""The words of one leader's advice."""

from __future__ import annotations

from dataclasses import replace

from builders import NUMBERS, make_rating, make_scan
from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Scan, needs, suggest, talk_items
from zelfscan.reports import insight_sentences, occasion_words, standing_words


def first_words(catalog: Catalog, scan: Scan) -> str:
    """Why the first topic comes first."""
    best = suggest(catalog, needs(scan, catalog.numbers))[0]
    return standing_words(catalog, scan, best)


def test_each_insight_has_its_sentence(catalog: Catalog) -> None:
    """Guards the words of every rule, in the catalog's own words and with the items named or counted."""
    nothing = make_scan(ratings=dict.fromkeys(NUMBERS, (1, 3)))
    assert insight_sentences(catalog, nothing)[0].startswith(
        "Geen van de 29 competenties is voor u redelijk belangrijk of heel erg belangrijk. Klopt de ambitie"
    )
    some = make_scan(ratings=dict.fromkeys(NUMBERS[:20], (4, 3)) | {7: (4, 4), 2: (3, 4)})
    assert insight_sentences(catalog, some) == (
        "Wat u hebt ingeschat, is voor u belangrijk én op u van toepassing. Wie kan van u leren? U hebt het meest te "
        "bieden bij 2 en 7.",
    )
    everything = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)))
    assert insight_sentences(catalog, everything)[0].endswith("bij alles iets te bieden.")
    weak = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | dict.fromkeys((5, 6, 8, 15, 19, 23, 24, 25), (4, 2)))
    weak = weak.with_rating(21, make_rating(4, 1, "ict-coördinator"))
    example, part, given = insight_sentences(catalog, weak)
    assert "nog niet op u van toepassing, of belegd bij een ander: nummer 5, 6, 8, 19, 21, 23, 24 en 25." in example
    assert part == "Ten minste de helft van uw verschillen zit bij ‘Informatievaardigheden’: 6, 8, 19 en 25."
    own = dict.fromkeys((5, 6, 8, 15, 19, 21, 23, 24, 25), (4, 1))
    everything_there = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)) | own)
    assert insight_sentences(catalog, everything_there)[-1].startswith("Al uw verschillen zitten bij ‘Eigen ict-")
    chosen = replace(everything_there, development=(DevelopmentPoint(1), DevelopmentPoint(2)))
    assert insight_sentences(catalog, chosen) == insight_sentences(catalog, everything_there)
    assert given.startswith("U belegde ‘Nieuwe ict snel eigen maken’ bij een ander. Daarom telt dat niet mee")


def test_why_a_topic_comes_first(catalog: Catalog) -> None:
    """Guards the sentence for gaps, ties, importance only and a choice, and for what is only beside the point."""
    spread = dict.fromkeys(NUMBERS, (4, 3))
    assert first_words(catalog, make_scan(ratings=spread | {17: (4, 1)})) == (
        "Eerst bij 17 Strategieën voor ict-gebruik, uw grootste verschil"
    )
    tie = make_scan(ratings={2: (4, 1), 7: (4, 1)})
    assert first_words(catalog, tie) == "Eerst bij 2 en 7, uw grootste verschillen"
    wider = make_scan(ratings={2: (4, 1), 7: (4, 1), 17: (4, 1)})
    why = {item.topic.id: standing_words(catalog, wider, item) for item in suggest(catalog, needs(wider, NUMBERS))}
    assert why["2.3"] == "Eerst bij 2 en 7, enkele van uw grootste verschillen"
    assert why["1.4"] == "Eerst bij 17 Strategieën voor ict-gebruik, een van uw grootste verschillen"
    only = make_scan(ratings={17: (4, None), 7: (3, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    assert first_words(catalog, only).endswith(", voor u het meest belangrijk")
    hardly = make_scan(ratings={17: (2, None), 7: (1, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    assert first_words(catalog, hardly).endswith(", plaats 1 naar belang")
    later = {item.topic.id: standing_words(catalog, hardly, item) for item in suggest(catalog, needs(hardly, NUMBERS))}
    assert later["2.3"] == "Bij 7 Kennis ontwikkelen en delen, plaats 2 naar belang"
    scan = replace(tie, development=(DevelopmentPoint(17), DevelopmentPoint(7)))
    found = {item.topic.id: item for item in suggest(catalog, needs(scan, catalog.numbers))}
    words = {topic: standing_words(catalog, scan, item) for topic, item in found.items()}
    assert words["1.4"] == "Eerst bij 17 Strategieën voor ict-gebruik, uw 1e ontwikkelpunt"
    assert words["2.3"] == "Bij 7 Kennis ontwikkelen en delen, uw 2e ontwikkelpunt"
    assert words["2.1"] == "Raakt zijdelings aan 17 Strategieën voor ict-gebruik"
    assert words["3.2"] == "Raakt zijdelings aan 7 Kennis ontwikkelen en delen"


def test_why_a_conversation_comes_by_an_item_holds_to_the_letter(catalog: Catalog) -> None:
    """Guards that one largest gap is not 'one of', that a single point has no number, that where importance alone was
    asked nothing speaks of gaps, and that what is of little importance there is not come by.
    """

    def why(scan: Scan, number: int) -> str:
        return next(occasion_words(catalog, scan, item) for item in talk_items(scan, catalog) if item.number == number)

    scan = make_scan(ratings={7: (4, 1), 2: (4, 2)})
    assert (why(scan, 7), why(scan, 2)) == ("uw grootste verschil", "plaats 2 van uw verschillen")
    assert why(make_scan(ratings={7: (4, 1), 2: (4, 1)}), 7) == "een van uw grootste verschillen"
    assert why(replace(scan, development=(DevelopmentPoint(2),)), 2) == "uw ontwikkelpunt"
    assert why(replace(scan, development=(DevelopmentPoint(2),)), 7) == "uw grootste verschil"
    assert why(replace(scan, development=(DevelopmentPoint(2), DevelopmentPoint(7))), 7) == "uw 2e ontwikkelpunt"
    half = make_scan(ratings={7: (4, None), 2: (3, None), 5: (2, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    assert [why(half, number) for number in (7, 2, 5)] == ["voor u het meest belangrijk", "plaats 2 naar belang", ""]
