"""Words and numbers of the result file that both its writer and its reader use."""

from __future__ import annotations

SCHEMA = 1
FULL = "volledig"
IMPORTANCE_ONLY = "alleen-belang"
