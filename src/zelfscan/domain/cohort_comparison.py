"""Two rounds compared over the leaders who took part in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zelfscan.domain.cohort import DEFAULT_MINIMUM, Suppressed, paired, ranked_discrepancy
from zelfscan.domain.comparison import ItemChange, participant_key
from zelfscan.domain.scan import ScaleName, Scan


@dataclass(frozen=True, slots=True)
class Moves:
    """How many of the n leaders with an answer in both rounds moved up, stayed or moved down on one scale."""

    n: int
    up: int
    same: int
    down: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The ranked discrepancy score of the same n leaders in both rounds, -100 to 100 each."""

    n: int
    rds_then: float
    rds_now: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure over enough leaders that, next to the figures of a whole round, would show the few who are not in it."""

    n: int


@dataclass(frozen=True, slots=True)
class ItemShift:
    """One item in two rounds, on matched leaders only."""

    number: int
    importance: Moves | Suppressed
    attainment: Moves | Suppressed
    discrepancy: Shift | Suppressed | Withheld

    def on(self, scale: ScaleName) -> Moves | Suppressed:
        """The moves on one scale."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment


@dataclass(frozen=True, slots=True)
class CohortComparison:
    """Two rounds side by side.

    `matched` counts the leaders in both. `repeated_then` and `repeated_now` name the codes that stand more than once in
    a round and were left out for that; `only_then` and `only_now` count the other leaders without a match.
    """

    minimum: int
    matched: int
    repeated_then: tuple[str, ...]
    repeated_now: tuple[str, ...]
    only_then: int
    only_now: int
    items: tuple[ItemShift, ...]


def compare_cohorts(
    earlier: Iterable[Scan], later: Iterable[Scan], numbers: Iterable[int], minimum: int = DEFAULT_MINIMUM
) -> CohortComparison:
    """Compare two rounds item by item, matched by participant code.

    Every figure is over matched leaders with the answers it needs in both rounds, and suppressed below `minimum`. The
    scores are withheld as well where fewer than `minimum`, but not none, of a round's pairs are left out: subtracting
    from the score of that whole round would show those few. Raises ValueError when `minimum` is below 1.
    """
    if minimum < 1:
        raise ValueError("the minimum must be at least 1")
    then, now = tuple(earlier), tuple(later)
    codes_then, repeated_then = _by_code(then)
    codes_now, repeated_now = _by_code(now)
    both = sorted((codes_then.keys() & codes_now.keys()) - repeated_then.keys() - repeated_now.keys())
    matched = [(codes_then[key], codes_now[key]) for key in both]
    return CohortComparison(
        minimum,
        len(matched),
        tuple(sorted(repeated_then.values())),
        tuple(sorted(repeated_now.values())),
        _unmatched(then, both, repeated_then.keys()),
        _unmatched(now, both, repeated_now.keys()),
        tuple(_item(number, matched, then, now, minimum) for number in numbers),
    )


def _by_code(scans: Sequence[Scan]) -> tuple[dict[str, Scan], dict[str, str]]:
    """The scans by key (without a code nobody can be matched), and the keys that stand more than once as written."""
    keyed = [(participant_key(scan.participant), scan) for scan in scans]
    times = Counter(key for key, _ in keyed)
    spelled = {key: min(s.participant.strip() for k, s in keyed if k == key) for key in times if times[key] > 1 and key}
    return {key: scan for key, scan in keyed if key and times[key] == 1}, spelled


def _unmatched(scans: Sequence[Scan], matched: Iterable[str], repeated: Iterable[str]) -> int:
    known = {*matched, *repeated}
    return sum(1 for scan in scans if participant_key(scan.participant) not in known)


def _item(
    number: int, matched: Sequence[tuple[Scan, Scan]], then: Sequence[Scan], now: Sequence[Scan], minimum: int
) -> ItemShift:
    changes = [ItemChange(number, one.rating(number), other.rating(number)) for one, other in matched]
    both = [change for change in changes if change.comparable]
    left_out = [len(paired(scan.rating(number) for scan in scans)) - len(both) for scans in (then, now)]
    return ItemShift(
        number,
        _moves(changes, ScaleName.IMPORTANCE, minimum),
        _moves(changes, ScaleName.ATTAINMENT, minimum),
        _shift(both, left_out, minimum),
    )


def _moves(changes: Sequence[ItemChange], scale: ScaleName, minimum: int) -> Moves | Suppressed:
    steps = [step for change in changes if (step := change.step(scale)) is not None]
    if len(steps) < minimum:
        return Suppressed(len(steps))
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return Moves(len(steps), up, len(steps) - up - down, down)


def _shift(both: Sequence[ItemChange], left_out: Sequence[int], minimum: int) -> Shift | Suppressed | Withheld:
    if len(both) < minimum:
        return Suppressed(len(both))
    if any(0 < few < minimum for few in left_out):
        return Withheld(len(both))
    return Shift(
        len(both),
        float(ranked_discrepancy(paired(change.then for change in both))),
        float(ranked_discrepancy(paired(change.now for change in both))),
    )
