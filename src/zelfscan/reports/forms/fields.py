"""The fields of a report drawn in signs: four by four cells with what stands in them, for text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from textwrap import wrap

from zelfscan.reports.document import GroupField, QuadrantFigure, ShareQuadrant, VisionFigure

_WIDTH = 16
"""The width of a cell where there is room, in characters; a quarter's name fits in two."""
LEAST_CELL = 8
UNBROKEN = 1_000
"""Room enough for any words beside a field, where long lines are no trouble."""
TOO_FEW = "te weinig antwoorden"
"""In place of bars that would give somebody away."""
MISSING = "–"
"""In place of an answer that was not given."""
Cells = Mapping[tuple[int, int], Sequence[str]]


def level_lines(block: QuadrantFigure, room: int = UNBROKEN) -> list[str]:
    """The four by four cells with every number; a chosen number stands between brackets."""
    cells = {
        (cell.x, cell.y): [f"[{number}]" if number in block.chosen else str(number) for number in cell.numbers]
        for cell in block.cells
    }
    lines = _grid(cells, block.quarters, _cell_width(room))
    return _with_axes(lines, block, room)


def vision_lines(block: VisionFigure, room: int = UNBROKEN) -> list[str]:
    """The four by four cells with the two marks."""
    cells: dict[tuple[int, int], list[str]] = {}
    for mark, sign in ((block.now, "●"), (block.ambition, "★")):
        if mark is not None:
            cells.setdefault((mark.x, mark.y), []).append(sign)
    lines = _grid(cells, block.corners, _cell_width(room))
    return [*_with_axes(lines, block, room), "● nu  ★ ambitie"]


def field_lines(block: GroupField, room: int = UNBROKEN) -> list[str]:
    """The four by four cells with how many leaders stand and want to be there."""
    cells: dict[tuple[int, int], list[str]] = {}
    for place in block.places:
        signs = [f"{sign}{count}" for sign, count in (("●", place.now), ("★", place.ambition)) if count]
        cells[place.x, place.y] = signs
    lines = _grid(cells, block.corners, _cell_width(room))
    return [*_with_axes(lines, block, room), "● nu  ★ ambitie, met het aantal erbij"]


def share_lines(block: ShareQuadrant, room: int = UNBROKEN) -> list[str]:
    """The quadrant of a group, shares gathered in quarters of a half: from 0, 25, 50 and 75 % on."""
    cells: dict[tuple[int, int], list[str]] = {}
    for share in sorted(block.shares, key=lambda share: share.number):
        place = (min(int(share.x * 4), 3) + 1, min(int(share.y * 4), 3) + 1)
        cells.setdefault(place, []).append(f"{share.number}*" if share.number in block.needs else str(share.number))
    lines = _grid(cells, block.quarters, _cell_width(room))
    width = len(lines[0])
    return [*_centred(f"↑ {block.vertical}", width, room), *lines, *_centred(f"→ {block.horizontal}", width, room)]


def _with_axes(lines: list[str], block: QuadrantFigure | VisionFigure | GroupField, room: int) -> list[str]:
    """The field with what its four sides mean."""
    width = len(lines[0])
    left, right = f"← {block.left}", f"{block.right} →"
    sides = [f"{left}{right.rjust(width - len(left))}"]
    if len(left) + len(right) >= max(width, room):
        sides = [*wrap(left, width), *(line.rjust(width) for line in wrap(right, width))]
    return [*_centred(f"↑ {block.top}", width, room), *lines, *sides, *_centred(f"↓ {block.bottom}", width, room)]


def _centred(words: str, width: int, room: int) -> list[str]:
    return [line.center(width).rstrip() for line in wrap(words, max(width, room))]


def _cell_width(room: int) -> int:
    return max(LEAST_CELL, min(_WIDTH, (room - 5) // 4))


def _grid(cells: Cells, corners: Sequence[str], size: int) -> list[str]:
    """Four by four cells, highest row first; the axes are heavy, and the corners carry names."""
    names = [wrap(name, 2 * size + 1) for name in corners]
    lines = [_rule("┌", "┬", "┐", size)]
    lines += _name_rows(names[0], names[1], size)
    for y in (4, 3, 2, 1):
        columns = [_wrapped(cells.get((x, y), ()), size) for x in (1, 2, 3, 4)]
        for row in range(max(2, *map(len, columns))):
            a, b, c, d = (column[row] if row < len(column) else "" for column in columns)
            lines.append(f"│{a:^{size}}│{b:^{size}}┃{c:^{size}}│{d:^{size}}│")
        if y == 3:
            lines.append(f"┝{'━' * size}┿{'━' * size}╋{'━' * size}┿{'━' * size}┥")
        elif y > 1:
            lines.append(_rule("├", "┼", "┤", size))
    lines += _name_rows(names[2], names[3], size)
    return [*lines, _rule("└", "┴", "┘", size)]


def _name_rows(left: Sequence[str], right: Sequence[str], size: int) -> list[str]:
    return [
        f"│{(left[row] if row < len(left) else ''):^{2 * size + 1}}┃"
        f"{(right[row] if row < len(right) else ''):^{2 * size + 1}}│"
        for row in range(max(len(left), len(right)))
    ]


def _rule(start: str, cross: str, end: str, size: int) -> str:
    axis = {"┬": "┰", "┼": "╂", "┴": "┸"}[cross]
    line = "─" * size
    return f"{start}{line}{cross}{line}{axis}{line}{cross}{line}{end}"


def _wrapped(signs: Iterable[str], size: int) -> list[str]:
    return wrap(" ".join(chain(signs)), size - 2)
