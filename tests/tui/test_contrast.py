"""Everything on the screens can be read: contrast, computed from the themes and the stylesheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

import zelfscan.tui
from zelfscan.reports import css_variables
from zelfscan.tui.app import THEMES

GROUNDS = ("background", "surface", "panel")
TEXT = {
    "foreground", "primary", "accent", "warning", "error", "success", "text-muted", "footer-key-foreground",
    "footer-description-foreground",
}  # fmt: skip
FILLED = {("background", "accent"), ("background", "primary"), ("block-cursor-foreground", "block-cursor-background")}
"""Text on a ground of colour, such as a button that has the focus."""
FOR_TEXT, FOR_LINES = 4.5, 3.0
FRAMES = {"edge", "accent", "primary"}
SHEETS = sorted(Path(zelfscan.tui.__file__).parent.rglob("*.tcss"))


def colours(theme: Theme) -> dict[str, str]:
    """The variables of a theme, as the stylesheets see them."""
    return {**theme.to_color_system().generate(), **theme.variables, **css_variables(dark=theme.dark)}


def luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2."""
    parts = [value / 255 for value in (colour.r, colour.g, colour.b)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """Guards 4.5 : 1 for all text, also what is less important, on grounds and on what is filled with colour."""
    found = colours(theme)
    pairs = {(text, ground) for text in TEXT for ground in GROUNDS} | FILLED
    ratios = {pair: contrast(Color.parse(found[pair[0]]), Color.parse(found[pair[1]])) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < FOR_TEXT} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_borders_that_say_something_stand_out(theme: Theme) -> None:
    """Guards 3 : 1 for what frames a field or divides the quadrant."""
    found = colours(theme)
    for frame in FRAMES:
        for ground in GROUNDS[:2]:
            assert contrast(Color.parse(found[frame]), Color.parse(found[ground])) >= FOR_LINES, (frame, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_bars_and_what_is_written_in_them_can_be_read(theme: Theme) -> None:
    """Guards the bars of the group view, which stand on a tint of their own colour."""
    found = colours(theme)
    for name in css_variables(dark=theme.dark):
        colour = Color.parse(found[name])
        assert contrast(colour, Color.parse(found["background"]) + colour.with_alpha(0.12)) >= FOR_TEXT, name


def test_the_stylesheets_use_no_colour_that_is_not_looked_at() -> None:
    """Guards that a new colour, or a fainter shade of one, cannot get round these tests."""
    known = TEXT | FRAMES | {"background", "bars-importance", "bars-attainment"}
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        for name, faint in re.findall(r"(?<!-)\bcolor: (\$[\w-]+|#\w+)( \d+%)?", text):
            assert name.removeprefix("$") in known, (sheet.name, name)
            # Half transparent there are only the frames of what is not current yet.
            assert not faint or int(faint.strip(" %")) >= 60, (sheet.name, name, faint)
        for name in re.findall(r"border[\w-]*: (?:solid|round|tall|heavy) (\S+?);", text):
            assert name.removeprefix("$") in FRAMES, (sheet.name, name)
