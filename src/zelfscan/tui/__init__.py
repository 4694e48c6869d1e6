"""The screens. Everything that knows Textual lives here."""

SMALLEST = (80, 23)
"""The columns and lines that every screen fits in."""
