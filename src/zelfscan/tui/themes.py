"""The house colours, dark and light.

Text has 4.5 : 1 against every ground that it stands on, also what is less important; a border or a line that says
something ('edge') has 3 : 1. A test computes it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="zelfscan-donker",
    dark=True,
    primary="#7cc4d8",
    secondary="#5b8fb9",
    accent="#f2a65a",
    warning="#f2c14e",
    error="#f28b88",
    success="#8bc48a",
    foreground="#e8e6df",
    background="#14212b",
    surface="#1b2b37",
    panel="#24384a",
    variables={
        "edge": "#6b8494",
        "text-muted": "#a8b5bc",
        "footer-key-foreground": "#f2a65a",
        "footer-description-foreground": "#c9d3d6",
        "block-cursor-background": "#f2a65a",
        "block-cursor-foreground": "#14212b",
        "input-selection-background": "#5b8fb9 60%",
    },
)
LIGHT = Theme(
    name="zelfscan-licht",
    dark=False,
    primary="#0f6478",
    secondary="#3a6ea5",
    accent="#984400",
    warning="#7d5200",
    error="#b3261e",
    success="#2f6b2f",
    foreground="#1d2a33",
    background="#faf7f0",
    surface="#f1ece0",
    panel="#e4ddcc",
    variables={
        "edge": "#80765f",
        "text-muted": "#535d65",
        "footer-key-foreground": "#984400",
        "footer-description-foreground": "#33424c",
        "block-cursor-background": "#984400",
        "block-cursor-foreground": "#ffffff",
    },
)
THEMES = (DARK, LIGHT)
