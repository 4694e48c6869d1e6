"""Pictures for slides: a quadrant, and the figures of a round; SVG with real text, that can be recoloured anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from xml.etree import ElementTree

from zelfscan.domain import Level, ScaleName
from zelfscan.errors import ZelfscanError
from zelfscan.reports.document import SPACE, Document, LevelRows, QuadrantFigure, ShareQuadrant
from zelfscan.reports.palette import SHADES
from zelfscan.reports.round_report import Bar, Figure, RoundReport, bars, figures_of
from zelfscan.reports.sentences import figure_sentences
from zelfscan.safe_text import one_line

FONTS = "Calibri, 'Segoe UI', Carlito, 'Helvetica Neue', Arial, sans-serif"
INK, MUTED, NAME_INK, GRID, PAPER = "#1d2a33", "#56636c", "#0f5f73", "#ffffff", "#ffffff"
# Upper left, upper right, lower left, lower right; as in the PDF.
TINTS = ("#fbead9", "#e1eff2", "#f4f4f2", "#e9ebf4")
FIELD = (1120.0, 680.0)
MARGIN_LEFT, MARGIN_TOP = 80.0, 70.0
BAND = 34.0
"""Room at the upper and lower edge for the names of the quarters."""


FIGURE_WIDTH, BARS_FROM, BARS_WIDE = 1280.0, 520.0, 720.0
BAR_HIGH, ITEM_HIGH = 30.0, 84.0
"""The height of a bar, and of an item with its two bars."""
_LABEL_FROM = 7
"""The smallest percentage whose number fits in its segment."""


def figure_svgs(report: RoundReport) -> Iterator[tuple[str, str]]:
    """Every figure of the round with bars, as the name of a file and the picture."""
    for figure in figures_of(report.catalog, report.cohort):
        said = figure_sentences(report.catalog, figure.items, report.cohort.minimum)
        height = 150 + ITEM_HIGH * len(figure.items)
        picture = _Picture(f"Figuur {figure.number}. {figure.title}", said, FIGURE_WIDTH, height)
        yield f"figuur-{figure.number}.svg", picture.figure(report, figure)


def quadrant_svg(document: Document) -> str:
    """The first quadrant of a report, of whatever kind. Raises ZelfscanError when there is none."""
    title, size = f"{document.title}. {document.subtitle}", (FIELD[0] + 2 * MARGIN_LEFT, FIELD[1] + 2 * MARGIN_TOP)
    for block in document.blocks:
        match block:
            case QuadrantFigure():
                return _Picture(title, block.said, *size).levels(block)
            case LevelRows():
                said = [f"{row.label}: {', '.join(map(str, row.numbers)) or 'geen'}." for row in block.rows]
                return _Picture(title, said, *size).rows(block)
            case ShareQuadrant():
                return _Picture(title, block.said, *size).shares(block)
            case _:
                continue
    raise ZelfscanError("Er is geen kwadrant om te tekenen: er zijn te weinig antwoorden.")


class _Picture:
    """One picture under construction."""

    def __init__(self, title: str, said: Sequence[str], width: float, height: float) -> None:
        self.root = ElementTree.Element(
            "svg",
            {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width:g} {height:g}", "role": "img",
             "width": f"{width:g}", "height": f"{height:g}", "font-family": FONTS, "lang": "nl"},
        )  # fmt: skip
        ElementTree.SubElement(self.root, "title").text = one_line(title)
        ElementTree.SubElement(self.root, "desc").text = one_line(" ".join(said))
        self._rectangle(0, 0, width, height, PAPER)

    def levels(self, block: QuadrantFigure) -> str:
        """Four by four cells, each with its numbers."""
        self._field(block.quarters)
        wide, high = FIELD[0] / 4, (FIELD[1] - 2 * BAND) / 4
        pitch = _pitch([len(cell.numbers) for cell in block.cells], wide, high)
        for cell in block.cells:
            middle = (MARGIN_LEFT + (cell.x - 0.5) * wide, MARGIN_TOP + BAND + (4.5 - cell.y) * high)
            across = _across(len(cell.numbers), pitch, wide, high)
            self._numbers(cell.numbers, middle, pitch, across, block.chosen)
        centre = MARGIN_LEFT + FIELD[0] / 2
        self._text(f"↑ {block.top}", centre, MARGIN_TOP - 24, 22, MUTED)
        self._text(f"↓ {block.bottom}", centre, MARGIN_TOP + FIELD[1] + 58, 20, MUTED)
        self._text(f"← {block.left}", MARGIN_LEFT, MARGIN_TOP + FIELD[1] + 28, 20, MUTED, "start")
        self._text(f"{block.right} →", MARGIN_LEFT + FIELD[0], MARGIN_TOP + FIELD[1] + 28, 20, MUTED, "end")
        return self._written()

    def rows(self, block: LevelRows) -> str:
        """A row per level of importance, most important first."""
        high, name = FIELD[1] / len(block.rows), 290.0
        room = FIELD[0] - name - 40
        pitch = _pitch([len(row.numbers) for row in block.rows], room, high)
        for place, row in enumerate(block.rows):
            top = MARGIN_TOP + place * high
            self._rectangle(MARGIN_LEFT, top, FIELD[0], high, TINTS[0] if place < len(block.rows) / 2 else TINTS[2])
            self._text(row.label, MARGIN_LEFT + name, top + high / 2 + 7, 22, INK, "end")
            across = max(1, min(len(row.numbers), int(room // pitch)))
            middle = (MARGIN_LEFT + name + 30 + across * pitch / 2, top + high / 2)
            self._numbers(row.numbers, middle, pitch, across, block.chosen)
        self._axis(MARGIN_LEFT, MARGIN_TOP + FIELD[1] / 2, MARGIN_LEFT + FIELD[0], MARGIN_TOP + FIELD[1] / 2)
        return self._written()

    def shares(self, block: ShareQuadrant) -> str:
        """Every number on its shares, or beside them with a line."""
        self._field(block.quarters)
        size = SPACE * (FIELD[1] - 2 * BAND)

        def at(x: float, y: float) -> tuple[float, float]:
            return (MARGIN_LEFT + BAND + x * (FIELD[0] - 2 * BAND), MARGIN_TOP + BAND + (1 - y) * (FIELD[1] - 2 * BAND))

        (x, y), (low, left), (high, right) = at(*block.medians), at(0, 0), at(1, 1)
        self._line(x, left, x, right, INK, 1.5, dashed=True)
        self._line(low, y, high, y, INK, 1.5, dashed=True)
        for share in block.shares:
            (x, y), (to_x, to_y) = at(share.x, share.y), at(share.label_x, share.label_y)
            self._line(x, y, to_x, to_y, MUTED, 1.2)
            ElementTree.SubElement(self.root, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "3", "fill": MUTED})
        for share in block.shares:
            self._number(share.number, at(share.label_x, share.label_y), size, chosen=share.number in block.needs)
        for percentage in (0, 50, 100):
            x, y = at(percentage / 100, percentage / 100)
            self._text(f"{percentage}%", x, MARGIN_TOP + FIELD[1] + 26, 18, MUTED)
            self._text(f"{percentage}%", MARGIN_LEFT - 10, y + 6, 18, MUTED, "end")
        centre = MARGIN_LEFT + FIELD[0] / 2
        self._text(f"↑ {block.vertical}", centre, MARGIN_TOP - 24, 22, MUTED)
        self._text(f"→ {block.horizontal}", centre, MARGIN_TOP + FIELD[1] + 50, 22, MUTED)
        if block.needs:
            told = "Donker: een van de grootste behoeften. Streepjes: de mediaan van de ronde."
            self._text(told, centre, MARGIN_TOP + FIELD[1] + 66, 15, MUTED)
        return self._written()

    def figure(self, report: RoundReport, figure: Figure) -> str:
        """Two stacked bars per item, importance above attainment, with what the shades mean under them."""
        self._text(f"Figuur {figure.number}. {figure.title}", 20, 40, 24, INK, "start", bold=True)
        for place, bar in enumerate(bars(report.catalog, figure)):
            item, second = divmod(place, 2)
            top = 70 + item * ITEM_HIGH + second * (BAR_HIGH + 4)
            if not second:
                self._text(f"{bar.number}", 52, top + BAR_HIGH, 22, INK, "end", bold=True)
                self._text(bar.label, 64, top + BAR_HIGH, 20, INK, "start")
            name = f"{report.catalog.scale(bar.scale).name} (n={bar.n})"
            self._text(name, BARS_FROM - 10, top + BAR_HIGH * 0.68, 15, MUTED, "end")
            self._bar(bar, top)
        self._legend(report, 70 + len(figure.items) * ITEM_HIGH + 10)
        return self._written()

    def _bar(self, bar: Bar, top: float) -> None:
        if bar.percentages is None:
            self._text("te weinig antwoorden", BARS_FROM + 10, top + BAR_HIGH * 0.68, 16, MUTED, "start")
            return
        left = BARS_FROM
        for level, percentage in zip(Level, bar.percentages, strict=True):
            wide = BARS_WIDE * percentage / 100
            if percentage:
                self._rectangle(left, top, wide, BAR_HIGH, SHADES[bar.scale.value][level - 1], edge=INK)
            if percentage >= _LABEL_FROM:
                colour = PAPER if level is Level.FOUR else INK
                self._text(f"{percentage}%", left + wide / 2, top + BAR_HIGH * 0.68, 16, colour, bold=True)
            left += wide

    def _legend(self, report: RoundReport, top: float) -> None:
        for row, scale in enumerate(ScaleName):
            words = report.catalog.scale(scale)
            y = top + row * 28
            self._text(words.name, BARS_FROM - 10, y + 15, 15, MUTED, "end")
            for place, (shade, name) in enumerate(zip(SHADES[scale.value], words.levels, strict=True)):
                left = BARS_FROM + place * BARS_WIDE / 4
                self._rectangle(left, y, 22, 18, shade, edge=INK)
                self._text(name, left + 28, y + 15, 15, INK, "start")

    def _field(self, quarters: Sequence[str]) -> None:
        half = (FIELD[0] / 2, FIELD[1] / 2)
        for place, (tint, name) in enumerate(zip(TINTS, quarters, strict=True)):
            row, column = divmod(place, 2)
            self._rectangle(MARGIN_LEFT + column * half[0], MARGIN_TOP + row * half[1], *half, tint)
            x = MARGIN_LEFT + 12 if column == 0 else MARGIN_LEFT + FIELD[0] - 12
            y = MARGIN_TOP + 25 if row == 0 else MARGIN_TOP + FIELD[1] - 12
            self._text(name, x, y, 22, NAME_INK, "start" if column == 0 else "end", bold=True)
        for part in (1, 3):
            x = MARGIN_LEFT + part * FIELD[0] / 4
            y = MARGIN_TOP + BAND + part * (FIELD[1] - 2 * BAND) / 4
            self._line(x, MARGIN_TOP, x, MARGIN_TOP + FIELD[1], GRID, 2)
            self._line(MARGIN_LEFT, y, MARGIN_LEFT + FIELD[0], y, GRID, 2)
        self._axis(MARGIN_LEFT + half[0], MARGIN_TOP, MARGIN_LEFT + half[0], MARGIN_TOP + FIELD[1])
        self._axis(MARGIN_LEFT, MARGIN_TOP + half[1], MARGIN_LEFT + FIELD[0], MARGIN_TOP + half[1])

    def _numbers(
        self,
        numbers: Sequence[int],
        middle: tuple[float, float],
        pitch: float,
        across: int,
        chosen: Sequence[int],
    ) -> None:
        """A block of numbers around a middle, so many beside each other."""
        down = ceil(len(numbers) / across)
        for index, number in enumerate(numbers):
            row, column = divmod(index, across)
            x = middle[0] + (column - (across - 1) / 2) * pitch
            y = middle[1] + (row - (down - 1) / 2) * pitch
            self._number(number, (x, y), pitch - 4, chosen=number in chosen)

    def _number(self, number: int, place: tuple[float, float], size: float, *, chosen: bool) -> None:
        fill, colour = (INK, PAPER) if chosen else (PAPER, INK)
        ElementTree.SubElement(
            self.root,
            "circle",
            {"cx": f"{place[0]:g}", "cy": f"{place[1]:g}", "r": f"{size / 2:g}", "fill": fill, "stroke": MUTED,
             "stroke-width": "1.5"},
        )  # fmt: skip
        self._text(str(number), place[0], place[1] + size * 0.19, size * 0.54, colour, bold=True)

    def _axis(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._line(x, y, to_x, to_y, INK, 2.5)

    def _line(
        self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float, *, dashed: bool = False
    ) -> None:
        ends = {"x1": f"{x:g}", "y1": f"{y:g}", "x2": f"{to_x:g}", "y2": f"{to_y:g}"}
        dashes = {"stroke-dasharray": "8 6"} if dashed else {}
        ElementTree.SubElement(self.root, "line", {**ends, "stroke": colour, "stroke-width": f"{width:g}", **dashes})

    def _rectangle(self, x: float, y: float, width: float, height: float, colour: str, *, edge: str = "") -> None:
        sides = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
        line = {"stroke": edge, "stroke-width": "0.75"} if edge else {}
        ElementTree.SubElement(self.root, "rect", {**sides, "fill": colour, **line})

    def _text(
        self, words: str, x: float, y: float, size: float, colour: str, anchor: str = "middle", *, bold: bool = False
    ) -> None:
        attributes = {"x": f"{x:g}", "y": f"{y:g}", "font-size": f"{size:g}", "fill": colour, "text-anchor": anchor}
        if bold:
            attributes["font-weight"] = "bold"
        ElementTree.SubElement(self.root, "text", attributes).text = words

    def _written(self) -> str:
        ElementTree.indent(self.root)
        return ElementTree.tostring(self.root, encoding="unicode", xml_declaration=False) + "\n"


def _across(count: int, pitch: float, wide: float, high: float) -> int:
    """How many numbers stand beside each other: about as many as under each other, or as the height asks."""
    most, down = int(wide // pitch), max(1, int(high // pitch))
    if count <= min(4, most):
        return max(1, count)
    return min(most, max(ceil(sqrt(count * 1.5)), ceil(count / down)))


def _pitch(counts: Sequence[int], wide: float, high: float) -> float:
    """The largest distance between numbers at which every cell holds its own."""
    for pitch in range(52, 16, -1):
        if all(ceil(count / _across(count, pitch, wide, high)) * pitch <= high for count in counts):
            return float(pitch)
    return 16.0
