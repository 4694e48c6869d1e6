"""A button for something that a key does as well."""

from __future__ import annotations

from textual.widgets import Button


class KeyButton(Button, can_focus=False):
    """Never takes the focus: after a click the keys still work on what they worked on before."""
