"""The steps of the scan, in order."""

from __future__ import annotations

from zelfscan.domain import Scan
from zelfscan.tui.screens.base import StepScreen
from zelfscan.tui.screens.development import DevelopmentScreen
from zelfscan.tui.screens.materials import MaterialsScreen
from zelfscan.tui.screens.overview import OverviewScreen
from zelfscan.tui.screens.quadrant import QuadrantScreen
from zelfscan.tui.screens.ratings import RatingScreen
from zelfscan.tui.screens.save import SaveScreen
from zelfscan.tui.screens.topics import TopicsScreen
from zelfscan.tui.screens.vision import VisionScreen

STEPS: tuple[type[StepScreen], ...] = (
    VisionScreen,
    MaterialsScreen,
    RatingScreen,
    OverviewScreen,
    QuadrantScreen,
    DevelopmentScreen,
    TopicsScreen,
    SaveScreen,
)


def first_step(scan: Scan, *, opened: bool) -> type[StepScreen]:
    """Where a leader begins or goes on; a result that was `opened` is looked at first."""
    if opened:
        return RatingScreen if scan.is_draft else QuadrantScreen
    return RatingScreen if scan.ratings else VisionScreen
