"""The quadrant as a picture for slides."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, plain_catalog, report_round
from paper_reports import HOSTILE, full_leader, group_document
from zelfscan.domain import Assessment, Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.reports.forms.svg import figure_svgs, quadrant_svg
from zelfscan.reports.leader import leader_report
from zelfscan.reports.round_report import FilesRead, round_report

SVG = "{http://www.w3.org/2000/svg}"


def words(picture: str) -> list[str]:
    """The texts in a picture."""
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def rings(picture: str) -> list[tuple[float, float, float]]:
    """Middle and radius of the rings around numbers."""
    found = ElementTree.fromstring(picture).iter(f"{SVG}circle")
    return [(float(ring.attrib["cx"]), float(ring.attrib["cy"]), float(ring.attrib["r"])) for ring in found
            if "stroke" in ring.attrib]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NUMBERS), st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_every_number_is_drawn_apart(answers: dict[int, tuple[int, int]]) -> None:
    """Guards that each placed number stands in the picture once, and that no ring lies over another."""
    picture = quadrant_svg(leader_report(plain_catalog(), make_scan("SL-01", answers)))
    assert sorted(int(word) for word in words(picture) if word.isdigit()) == sorted(answers)
    for (x, y, radius), (to_x, to_y, _) in combinations(rings(picture), 2):
        assert dist((x, y), (to_x, to_y)) >= 2 * radius


@pytest.mark.parametrize("count", [10, 29])
def test_a_full_cell_keeps_its_numbers_inside(count: int) -> None:
    """Guards that all numbers on one place stay within their cell."""
    answers = dict.fromkeys(NUMBERS[:count], (4, 1))
    found = rings(quadrant_svg(leader_report(plain_catalog(), make_scan("SL-01", answers))))
    assert len(found) == count
    assert all(x - r >= 80 and x + r <= 360 and y - r >= 104 and y + r <= 257 for x, y, r in found)


def test_importance_only_and_group_have_a_picture(catalog: Catalog) -> None:
    """Guards the rows of a scan on importance alone, and the shares of a group with their percentages."""
    rows = words(quadrant_svg(leader_report(catalog, make_scan(
        "SL-01", {7: (4, None)}, assessment=Assessment.IMPORTANCE_ONLY))))  # fmt: skip
    assert rows[:2] == ["heel erg belangrijk", "7"]
    group = words(quadrant_svg(group_document(catalog)))
    assert {str(number) for number in NUMBERS} | {"0%", "50%", "100%", "ontwikkelen"} <= set(group)


def test_what_a_person_typed_stays_text(catalog: Catalog) -> None:
    """Guards that a code cannot add an element or a script to the picture."""
    picture = quadrant_svg(leader_report(catalog, replace(full_leader(), participant=HOSTILE)))
    assert {element.tag for element in ElementTree.fromstring(picture).iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "line", "circle", "text")
    }
    assert "\x1b" not in picture


def test_without_answers_there_is_nothing_to_draw(catalog: Catalog) -> None:
    """Guards the message for a group with too few answers."""
    with pytest.raises(ZelfscanError, match="geen kwadrant"):
        quadrant_svg(group_document(catalog, minimum=50))


def test_every_figure_is_a_picture(catalog: Catalog) -> None:
    """Guards Figures 3-10 with their bars as whole as their percentages, and words where there are too few answers."""
    pictures = dict(figure_svgs(round_report(catalog, report_round(), FilesRead(10, 10), 9)))
    assert list(pictures) == [f"figuur-{number}.svg" for number in range(3, 11)]
    texts = words(pictures["figuur-3.svg"])
    assert texts[0] == "Figuur 3. Visie en richting over het gebruik van ict"
    assert texts.count("te weinig antwoorden") == 5
    assert "100%" in texts
