"""The colours and fills of the bars, one place for every form and for the screens."""

from __future__ import annotations

from zelfscan.domain import ScaleName

FILLS = ("░", "▒", "▓", "█")
"""One fill per level, lowest first: the higher, the darker."""

# Pink for importance and blue for attainment, as in the source report; per level (foreground, background), light to
# dark. The pattern of a level is the same in both families, so that the figure reads without colour too.
FAMILIES = {
    ScaleName.IMPORTANCE: (
        ("#E58AB5", "#FDF1F7"),
        ("#D9629C", "#FBDDEB"),
        ("#FFFFFF", "#D94A90"),
        ("#8E1B55", "#8E1B55"),
    ),
    ScaleName.ATTAINMENT: (
        ("#86B4DE", "#F1F7FC"),
        ("#5A97CF", "#DCEAF7"),
        ("#FFFFFF", "#3B82C4"),
        ("#173F6B", "#173F6B"),
    ),
}
PATTERNS = ("percent_10", "wide_upward_diagonal", "percent_25", None)
"""One pattern per level, lowest first; the top level is solid."""
