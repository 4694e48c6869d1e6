"""Terminals that can do less: older consoles without some signs, sixteen colours, and 256."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.theme import Theme

from app_harness import Laptop, settle
from zelfscan.safe_text import plain_signs, signs_are_plain
from zelfscan.tui.app import DARK, LIGHT
from zelfscan.tui.consoles import BRIGHTER, ENOUGH, PlainSigns, Restyled, contrast, house_colours, readable

LACKING = "◉★◐☐☑✓✗▸▶◂◀↖↗↘↙━┃┄┊┈┏┓┗┛┿╋╂┝┥┰┸╭╮╯╰▔▁▕▏▎▊"
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: Color.from_triplet(ColorTriplet(*parts)))


def test_no_sign_that_older_consoles_lack_is_left() -> None:
    """Guards that each gives way to another of the same width, and that on and off stay apart."""
    plain = plain_signs(LACKING)
    assert not set(plain) & set(LACKING)
    assert cell_len(plain) == cell_len(LACKING) == len(plain)
    for one, other in (("◉", "○"), ("☑", "☐"), ("✓", "✗"), ("●", "◉"), ("◐", "●"), ("◐", "○")):
        assert plain_signs(one) != plain_signs(other)


@pytest.mark.parametrize(
    ("environ", "platform", "plain"),
    [
        ({}, "win32", True),
        ({"WT_SESSION": "x"}, "win32", False),
        ({"WT_SESSION": "x", "ZELFSCAN_TEKENS": "gewoon"}, "win32", True),
        ({"ZELFSCAN_TEKENS": "alle"}, "win32", False),
        ({"TERM": "linux"}, "linux", True),
        ({"TERM": "xterm-256color"}, "linux", False),
        ({"TERM": "xterm", "ZELFSCAN_TEKENS": "GEWOON "}, "darwin", True),
    ],
)
def test_an_older_console_is_known(environ: dict[str, str], platform: str, plain: bool) -> None:
    """Guards the one place that decides, and that a variable goes before what it thinks."""
    assert signs_are_plain(environ, platform) is plain


@given(front=COLOURS, back=COLOURS, reverse=st.booleans(), bold=st.booleans())
def test_text_in_sixteen_colours_can_be_read(front: Color, back: Color, reverse: bool, bold: bool) -> None:
    """Guards that text of any colour on any ground keeps its contrast in the sixteen colours of every console, also
    where that shows bold text in a brighter colour.
    """
    style = readable(Style.from_color(front, back) + Style(reverse=reverse, dim=True, bold=bold))
    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast(style.color, style.bgcolor) >= ENOUGH
    assert style.color.downgrade(ColorSystem.STANDARD) == style.color
    assert not style.dim
    ink, ground = (style.bgcolor, style.color) if reverse else (style.color, style.bgcolor)
    if style.bold and (ink.number or 0) < BRIGHTER:
        assert contrast(Color.from_ansi((ink.number or 0) + BRIGHTER), ground) >= ENOUGH


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_house_keeps_its_colours_in_256(theme: Theme) -> None:
    """Guards that each colour of the house gives way to one that looks like it: the footer does not become blue."""
    for name in ("primary", "accent", "background", "surface", "panel"):
        own = Color.parse(getattr(theme, name))
        shown = house_colours(Style.from_color(own, own)).bgcolor
        assert shown is not None
        assert shown.type is ColorType.EIGHT_BIT
        assert own.triplet is not None
        there = shown.get_truecolor()
        assert max(abs(one - other) for one, other in zip(own.triplet, there, strict=True)) <= 40, name


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_cursor_stays_visible(theme: Theme) -> None:
    """Guards that the row with the cursor has another ground than the screen, also in sixteen colours."""
    assert theme.background is not None
    cursor, screen = (
        readable(Style.from_color(Color.parse("black"), Color.parse(ground))).bgcolor
        for ground in (theme.variables["block-cursor-background"], theme.background)
    )
    assert cursor != screen


def test_what_has_no_colours_stays() -> None:
    """Guards text without a style, and control codes."""
    segments = [Segment("◉ a"), Segment("b", Style(bold=True))]
    assert Restyled(readable).apply(segments, Ground(0, 0, 0)) == segments
    assert [segment.text for segment in PlainSigns().apply(segments, Ground(0, 0, 0))] == ["• a", "b"]


async def test_a_screen_on_an_older_console(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that what reaches the terminal holds none of the signs that it lacks."""
    monkeypatch.setenv("ZELFSCAN_TEKENS", "gewoon")
    app = laptop.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        drawn = io.StringIO()
        for strip in app.screen._compositor.render_strips():  # noqa: SLF001
            drawn.write("".join(part.text for part in _shown(app.get_line_filters(), list(strip))))
    assert not set(drawn.getvalue()) & set(LACKING)
    assert "•" in drawn.getvalue()


def _shown(filters: object, segments: list[Segment]) -> list[Segment]:
    assert isinstance(filters, list)
    for each in filters:
        segments = each.apply(segments, Ground(0, 0, 0))
    return segments
