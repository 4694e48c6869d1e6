"""How the answers to one item are counted: a cell for every pair of levels, and one for delegation."""

from __future__ import annotations

CELLS = 26
"""The counts per item: one for each pair of levels (0 = not given) and one for how many delegated it."""
DELEGATED = 25
"""The place of the last of them; the pair (importance, attainment) has place 5 x importance + attainment."""
