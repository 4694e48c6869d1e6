"""The steps of the scan, in order."""

from __future__ import annotations

from zelfscan.domain import Scan
from zelfscan.tui.house_screen import StepScreen
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.materials import MaterialsScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.steps.vision import VisionScreen

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
