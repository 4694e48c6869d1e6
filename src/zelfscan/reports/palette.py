"""The colours and fills of the bars, one place for paper, workbook and screen."""

from __future__ import annotations

FILLS = ("░", "▒", "▓", "█")
"""One fill per level, lowest first: the higher, the darker."""

SHADES = {
    "importance": ("#fae3ec", "#eeb0c8", "#c2557f", "#7a1647"),
    "attainment": ("#e2eefa", "#aacdec", "#4580b5", "#11456f"),
}
"""By the value of a scale: pink for importance and blue for attainment, as in the source report; a shade per level,
lowest first. Each step is clearly darker, so that they stay apart in grey.
"""


def css_variables(*, dark: bool) -> dict[str, str]:
    """The colour of the bars of each scale by the name of its variable in a stylesheet: `$bars-importance`.

    A screen tells the levels apart by their fills, so it takes the one shade that can be read on its ground.
    """
    shade = 1 if dark else 3
    return {f"bars-{scale}": shades[shade] for scale, shades in SHADES.items()}
