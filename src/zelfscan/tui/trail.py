"""The trail through a scan: how far each step is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zelfscan.domain import Catalog, Scan
from zelfscan.tui.steps.development import DevelopmentScreen
from zelfscan.tui.steps.materials import MaterialsScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.sharing import SharingScreen
from zelfscan.tui.steps.step import StepScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.widgets.title_bar import Done, Stop, Trail

Steps = Sequence[type[StepScreen]]


def trail(
    catalog: Catalog, scan: Scan, steps: Steps, here: type[StepScreen], seen: Collection[type[StepScreen]]
) -> Trail:
    """The stops of a scan as it is now. A step with nothing to fill in is done when it was `seen`."""
    return tuple(_stop(catalog, scan, step, step is here, step in seen) for step in steps)


def _stop(catalog: Catalog, scan: Scan, step: type[StepScreen], is_here: bool, is_seen: bool) -> Stop:
    given = _given(catalog, scan, step)
    done, total = given or (int(is_seen), 1)
    mark = Done.ALL if done >= total else Done.PART if done else Done.NOTHING
    count = f"{done}/{total}" if step is RatingScreen and mark is Done.PART else ""
    return Stop(step.SHORT_HEADING or step.HEADING, step.HEADING, mark, count, is_here)


def _given(catalog: Catalog, scan: Scan, step: type[StepScreen]) -> tuple[int, int] | None:
    """How much is filled in at a step, of how much; None where there is nothing to fill in."""
    if step is VisionScreen:
        vision = scan.vision
        placed = sum(position is not None for position in (vision.now, vision.ambition))
        # Words alone are a beginning; the words may stay empty when both are placed.
        return placed or int(bool(vision.now_note or vision.ambition_note)), 2
    if step is MaterialsScreen:
        texts = (scan.materials.used, scan.materials.added_value, scan.materials.pitfalls)
        return sum(map(bool, texts)), len(texts)
    if step is RatingScreen:
        return len(catalog.numbers) - len(scan.open_items(catalog.numbers)), len(catalog.numbers)
    if step is DevelopmentScreen:
        return min(len(scan.development), 1), 1
    if step is SharingScreen:
        return int(scan.exchange is not None), 1
    return None
