"""An earlier and a later scan of one leader: what moved, what closed, what opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zelfscan.domain.quadrant import Cell
from zelfscan.domain.scan import Rating, ScaleName, Scan


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item then and now."""

    number: int
    then: Rating
    now: Rating

    @property
    def comparable(self) -> bool:
        """Both levels were given both times."""
        return self.gap_then is not None and self.gap_now is not None

    @property
    def cell_then(self) -> Cell | None:
        """Where the item stood in the quadrant; None when it stood outside (a level absent, or delegated)."""
        return _cell(self.then)

    @property
    def cell_now(self) -> Cell | None:
        """Where the item stands in the quadrant; None when it stands outside."""
        return _cell(self.now)

    @property
    def moved(self) -> bool:
        """The item stands in the quadrant both times, in another cell."""
        return self.cell_then is not None and self.cell_now is not None and self.cell_then != self.cell_now

    @property
    def gap_then(self) -> int | None:
        """Importance minus attainment, -3 to 3; None when a level is absent."""
        return _gap(self.then)

    @property
    def gap_now(self) -> int | None:
        """Importance minus attainment, -3 to 3; None when a level is absent."""
        return _gap(self.now)

    @property
    def change(self) -> int | None:
        """How much the gap grew, -6 to 6 (negative = smaller); None when not comparable."""
        if self.gap_then is None or self.gap_now is None:
            return None
        return self.gap_now - self.gap_then

    @property
    def closed(self) -> bool:
        """There was a gap and there is none now."""
        return self.gap_then is not None and self.gap_now is not None and self.gap_then > 0 >= self.gap_now

    @property
    def opened(self) -> bool:
        """There was no gap and there is one now."""
        return self.gap_then is not None and self.gap_now is not None and self.gap_then <= 0 < self.gap_now

    @property
    def handed_over(self) -> bool:
        """Somebody else has the item now, and nobody else had it then."""
        return bool(self.now.delegated_to) and not self.then.delegated_to

    def step(self, scale: ScaleName) -> int | None:
        """How many levels the answer on one scale rose, -3 to 3; None when it is absent in either."""
        then, now = self.then.level(scale), self.now.level(scale)
        return None if then is None or now is None else now - then


@dataclass(frozen=True, slots=True)
class Comparison:
    """All items of two scans, in the order of the numbers asked for."""

    items: tuple[ItemChange, ...]

    @property
    def comparable(self) -> tuple[ItemChange, ...]:
        """The items with both levels in both scans."""
        return tuple(item for item in self.items if item.comparable)

    @property
    def incomparable(self) -> tuple[ItemChange, ...]:
        """The items that miss a level in either scan."""
        return tuple(item for item in self.items if not item.comparable)

    @property
    def moved(self) -> tuple[ItemChange, ...]:
        """The items that an arrow is drawn for."""
        return tuple(item for item in self.items if item.moved)

    @property
    def closed(self) -> tuple[ItemChange, ...]:
        """The items whose gap is gone."""
        return tuple(item for item in self.items if item.closed)

    @property
    def opened(self) -> tuple[ItemChange, ...]:
        """The items with a new gap."""
        return tuple(item for item in self.items if item.opened)


def compare(earlier: Scan, later: Scan, numbers: Iterable[int]) -> Comparison:
    """Item by item what changed between two scans. The caller sees to their order and owner."""
    return Comparison(tuple(ItemChange(number, earlier.rating(number), later.rating(number)) for number in numbers))


def in_order(a: Scan, b: Scan) -> bool:
    """Whether `a` was made before `b`, by the end of the scan or, for a draft, its start."""
    return moment(a) < moment(b)


def moment(scan: Scan) -> datetime:
    """When a scan counts as made."""
    return scan.finished or scan.started


def participant_key(code: str) -> str:
    """What two codes of the same participant share: case and outer blanks play no part."""
    return code.strip().casefold()


def _gap(rating: Rating) -> int | None:
    if rating.importance is None or rating.attainment is None:
        return None
    return rating.importance - rating.attainment


def _cell(rating: Rating) -> Cell | None:
    if rating.delegated_to or rating.importance is None or rating.attainment is None:
        return None
    return Cell(attainment=rating.attainment, importance=rating.importance)
