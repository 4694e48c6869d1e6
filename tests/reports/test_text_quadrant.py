"""Quadrants in plain characters."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import NUMBERS, make_scan, plain_catalog
from paper_reports import full_leader, group_document
from zelfscan.domain import Catalog, DevelopmentPoint, Position, Vision
from zelfscan.reports.document import QuadrantFigure, ShareQuadrant, VisionFigure
from zelfscan.reports.forms.fields import level_lines, share_lines, vision_lines
from zelfscan.reports.leader import leader_report


def field(lines: list[str]) -> list[str]:
    """The lines between the corners of the field."""
    top = next(place for place, line in enumerate(lines) if line.startswith("┌"))
    bottom = next(place for place, line in enumerate(lines) if line.startswith("└"))
    return lines[top : bottom + 1]


@given(st.dictionaries(st.sampled_from(NUMBERS), st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_every_number_stands_in_its_cell(answers: dict[int, tuple[int, int]]) -> None:
    """Guards that each number stands once, in the row of its importance and the column of its attainment."""
    scan = replace(make_scan("SL-01", answers), development=(DevelopmentPoint(7),))
    (block,) = [block for block in leader_report(plain_catalog(), scan).blocks if isinstance(block, QuadrantFigure)]
    lines = field(level_lines(block))
    assert len({len(line) for line in lines}) == 1
    found: dict[int, tuple[int, int]] = {}
    importance = 4
    for line in lines[1:-1]:
        if line[0] in "├┝":
            importance -= 1
            continue
        for attainment, cell in enumerate(re.split("[│┃]", line)[1:-1], start=1):
            for word in re.findall(r"\d+", cell):
                assert int(word) not in found
                found[int(word)] = (importance, attainment)
    assert found == answers
    assert ("[7]" in "".join(lines)) == (7 in answers)


def test_the_vision_shows_both_marks(catalog: Catalog) -> None:
    """Guards the marks of now and ambition, apart and together."""
    scan = full_leader()
    (block,) = [block for block in leader_report(catalog, scan).blocks if isinstance(block, VisionFigure)]
    lines = field(vision_lines(block))
    assert sum(line.count("●") for line in lines) == sum(line.count("★") for line in lines) == 1
    assert {word for name in block.corners for word in name.split()} <= set(re.findall(r"\w+", " ".join(lines)))
    assert scan.vision.now is not None
    same = replace(scan, vision=Vision(scan.vision.now, Position(
        differentiation=scan.vision.now.differentiation, self_direction=scan.vision.now.self_direction)))  # fmt: skip
    (block,) = [block for block in leader_report(catalog, same).blocks if isinstance(block, VisionFigure)]
    assert any("● ★" in line for line in vision_lines(block))


def test_the_group_shows_every_item(catalog: Catalog) -> None:
    """Guards that all items of a group stand in the field, on the right side of the axes."""
    (block,) = [block for block in group_document(catalog).blocks if isinstance(block, ShareQuadrant)]
    lines = field(share_lines(block))
    assert len({len(line) for line in lines}) == 1
    axis = next(place for place, line in enumerate(lines) if line.startswith("┝"))
    upper = {int(word) for line in lines[:axis] for word in re.findall(r"\d+", line)}
    lower = {int(word) for line in lines[axis:] for word in re.findall(r"\d+", line)}
    assert upper == {share.number for share in block.shares if share.y >= 0.5}
    assert upper | lower == set(NUMBERS)
