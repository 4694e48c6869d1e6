"""The one-column form of the quadrant, for a scan that asked importance only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from zelfscan.domain import Level
from zelfscan.texts import AXIS_IMPORTANCE_BOTTOM, AXIS_IMPORTANCE_TOP, rating_in_words
from zelfscan.tui.widgets.number_board import NumberBoard
from zelfscan.tui.widgets.quadrant_layout import SLOT, Spot, centred, shifted

WHY = (
    "U vulde alleen het belang in. Hoe ver u zelf bent, is niet gevraagd. Daarom is er geen kwadrant met vier vakken: "
    "hier staan uw competenties op belang."
)
LABELS = {level: rating_in_words(level, None) for level in reversed(Level)}
LABEL_WIDTH = max(len(label) for label in LABELS.values())


def lay_out_rows(levels: Mapping[Level, tuple[int, ...]], width: int, gap: int) -> tuple[list[str], tuple[Spot, ...]]:
    """The four rows as text, most important first, with the places of the numbers; `gap` = empty lines around a row."""
    per_row = max(1, (width - LABEL_WIDTH - 4) // SLOT)
    lines: list[str] = []
    spots: list[Spot] = []
    for level, label in LABELS.items():
        if lines:
            # The axis crosses between the levels 2 and 3, as in the quadrant.
            line, cross = "━┿" if level is Level.TWO else "─┼"
            lines.append(f"{line * (LABEL_WIDTH + 1)}{cross}{line * max(0, width - LABEL_WIDTH - 2)}")
        lines += [f"{'':{LABEL_WIDTH}} │"] * gap
        numbers = levels.get(level, ())
        for start in range(0, max(1, len(numbers)), per_row):
            line = f"{label if start == 0 else '':>{LABEL_WIDTH}} │ "
            for number in numbers[start : start + per_row]:
                text = str(number)
                line += f" {text:>2}"
                spots.append(Spot(len(lines), len(line) - len(text), text, (number,)))
            lines.append(line.rstrip())
        lines += [f"{'':{LABEL_WIDTH}} │"] * gap
    return lines, tuple(spots)


class ImportanceRows(NumberBoard):
    """Four rows, from very important to not important at all, with the numbers behind them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "importance-rows--why",
        "importance-rows--text",
        "importance-rows--high",
        "importance-rows--low",
    }

    levels: reactive[Mapping[Level, tuple[int, ...]]] = reactive[Mapping[Level, tuple[int, ...]]]({})

    def __init__(self) -> None:
        super().__init__(id="quadrant-plot")

    def spots(self) -> Sequence[Spot]:
        return self._laid_out()[1]

    def base_lines(self) -> Sequence[Content]:
        return self._laid_out()[0]

    def _laid_out(self) -> tuple[list[Content], tuple[Spot, ...]]:
        width, height = self.content_size
        why = wrap(WHY, max(width, 1))
        above = centred(f"↑ {AXIS_IMPORTANCE_TOP}", width)
        below = f"↓ {AXIS_IMPORTANCE_BOTTOM.partition(' voor ')[0]} …".center(width).rstrip()
        rows, spots = lay_out_rows(self.levels, width, 0)
        spare = height - len(why) - len(above) - len(rows) - 2
        if spare >= 2 * len(LABELS):
            rows, spots = lay_out_rows(self.levels, width, min(3, spare // (2 * len(LABELS))))
        text = self.get_visual_style("importance-rows--text")
        lines = [Content.styled(line, self.get_visual_style("importance-rows--why")) for line in why]
        lines += [Content(""), *(Content.styled(line, text) for line in above)]
        top = len(lines)
        lines += [Content.styled(line, text) for line in (*rows, below)]
        spots = shifted(spots, top, 0)
        styles = {
            high: self.get_visual_style(f"importance-rows--{'high' if high else 'low'}") for high in (True, False)
        }
        high_up = {number for level, numbers in self.levels.items() if level.is_high for number in numbers}
        for spot in spots:
            style = styles[spot.numbers[0] in high_up]
            lines[spot.row] = lines[spot.row].stylize(style, spot.column, spot.column + len(spot.text))
        return lines, spots
