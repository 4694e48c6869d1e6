"""The house colours, dark and light."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="zelfscan-donker",
    dark=True,
    primary="#7cc4d8",
    secondary="#5b8fb9",
    accent="#f2a65a",
    warning="#f2c14e",
    error="#ef6f6c",
    success="#8bc48a",
    foreground="#e8e6df",
    background="#14212b",
    surface="#1b2b37",
    panel="#24384a",
    variables={
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
    accent="#b4530a",
    warning="#8a5a00",
    error="#b3261e",
    success="#2f6b2f",
    foreground="#1d2a33",
    background="#faf7f0",
    surface="#f1ece0",
    panel="#e4ddcc",
    variables={
        "footer-key-foreground": "#b4530a",
        "footer-description-foreground": "#33424c",
        "block-cursor-background": "#b4530a",
        "block-cursor-foreground": "#ffffff",
    },
)
THEMES = (DARK, LIGHT)
