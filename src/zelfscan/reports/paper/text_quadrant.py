"""A quadrant in plain characters, for Markdown and whoever reads without pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from textwrap import wrap

from zelfscan.reports.paper.group_blocks import ShareQuadrant
from zelfscan.reports.paper.leader_blocks import Quadrant, VisionField

WIDTH = 16
"""The least width of a cell, in characters; a quarter's name fits in two."""
Cells = Mapping[tuple[int, int], Sequence[str]]


def quadrant_lines(block: Quadrant) -> list[str]:
    """The four by four cells with every number; a chosen number stands between brackets."""
    cells = {
        (cell.x, cell.y): [f"[{number}]" if number in block.chosen else str(number) for number in cell.numbers]
        for cell in block.cells
    }
    lines = _grid(cells, block.quarters)
    width = len(lines[0])
    left, right = f"← {block.left}", f"{block.right} →"
    return [f"↑ {block.top}".center(width).rstrip(), *lines, f"{left}{right.rjust(width - len(left))}",
            f"↓ {block.bottom}".center(width).rstrip()]  # fmt: skip


def vision_lines(block: VisionField) -> list[str]:
    """The four by four cells with the two marks."""
    cells: dict[tuple[int, int], list[str]] = {}
    for mark, sign in ((block.now, "●"), (block.ambition, "★")):
        if mark is not None:
            cells.setdefault((mark.x, mark.y), []).append(sign)
    lines = _grid(cells, block.corners)
    width = len(lines[0])
    left, right = f"← {block.left}", f"{block.right} →"
    return [f"↑ {block.top}".center(width).rstrip(), *lines, f"{left}{right.rjust(width - len(left))}",
            f"↓ {block.bottom}".center(width).rstrip(), "● nu  ★ ambitie"]  # fmt: skip


def share_lines(block: ShareQuadrant) -> list[str]:
    """The quadrant of a group, shares gathered in quarters of a half: from 0, 25, 50 and 75 % on."""
    cells: dict[tuple[int, int], list[str]] = {}
    for share in sorted(block.shares, key=lambda share: share.number):
        place = (min(int(share.x * 4), 3) + 1, min(int(share.y * 4), 3) + 1)
        cells.setdefault(place, []).append(str(share.number))
    lines = _grid(cells, block.quarters)
    width = len(lines[0])
    return [f"↑ {block.vertical}".center(width).rstrip(), *lines, f"→ {block.horizontal}".center(width).rstrip()]


def _grid(cells: Cells, corners: Sequence[str]) -> list[str]:
    """Four by four cells, highest row first; the axes are heavy, and the corners carry names."""
    names = [wrap(name, 2 * WIDTH + 1) for name in corners]
    lines = [_rule("┌", "┬", "┐")]
    lines += _name_rows(names[0], names[1])
    for y in (4, 3, 2, 1):
        columns = [_wrapped(cells.get((x, y), ())) for x in (1, 2, 3, 4)]
        for row in range(max(2, *map(len, columns))):
            a, b, c, d = (column[row] if row < len(column) else "" for column in columns)
            lines.append(f"│{a:^{WIDTH}}│{b:^{WIDTH}}┃{c:^{WIDTH}}│{d:^{WIDTH}}│")
        if y == 3:
            lines.append(f"┝{'━' * WIDTH}┿{'━' * WIDTH}╋{'━' * WIDTH}┿{'━' * WIDTH}┥")
        elif y > 1:
            lines.append(_rule("├", "┼", "┤"))
    lines += _name_rows(names[2], names[3])
    return [*lines, _rule("└", "┴", "┘")]


def _name_rows(left: Sequence[str], right: Sequence[str]) -> list[str]:
    return [
        f"│{(left[row] if row < len(left) else ''):^{2 * WIDTH + 1}}┃"
        f"{(right[row] if row < len(right) else ''):^{2 * WIDTH + 1}}│"
        for row in range(max(len(left), len(right)))
    ]


def _rule(start: str, cross: str, end: str) -> str:
    axis = {"┬": "┰", "┼": "╂", "┴": "┸"}[cross]
    line = "─" * WIDTH
    return f"{start}{line}{cross}{line}{axis}{line}{cross}{line}{end}"


def _wrapped(signs: Iterable[str]) -> list[str]:
    return wrap(" ".join(chain(signs)), WIDTH - 2)
