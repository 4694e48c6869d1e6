"""An earlier and a later time compared, of one leader and of the leaders who took part in two rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from zelfscan.domain.conversation import AgreementFigures, count_agreements
from zelfscan.domain.disclosure import moves_may_show, two_rounds_table
from zelfscan.domain.exchange import Profile, profile_of
from zelfscan.domain.exchange_disclosure import InLists, LevelPair
from zelfscan.domain.group_figures import DEFAULT_MINIMUM, Suppressed, Withheld, cohort, paired, ranked_discrepancy
from zelfscan.domain.group_sums import ItemCounts
from zelfscan.domain.progress_disclosure import InTwoRounds, progress_may_show
from zelfscan.domain.quadrant import Cell
from zelfscan.domain.scan import Rating, ScaleName, Scan, participant_key


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


def _gap(rating: Rating) -> int | None:
    if rating.importance is None or rating.attainment is None:
        return None
    return rating.importance - rating.attainment


def _cell(rating: Rating) -> Cell | None:
    if rating.delegated_to or rating.importance is None or rating.attainment is None:
        return None
    return Cell(attainment=rating.attainment, importance=rating.importance)


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
class ItemShift:
    """One item in two rounds, on matched leaders only."""

    number: int
    importance: Moves | Suppressed | Withheld
    attainment: Moves | Suppressed | Withheld
    discrepancy: Shift | Suppressed | Withheld

    def on(self, scale: ScaleName) -> Moves | Suppressed | Withheld:
        """The moves on one scale."""
        return self.importance if scale is ScaleName.IMPORTANCE else self.attainment


@dataclass(frozen=True, slots=True)
class CohortComparison:
    """Two rounds side by side.

    `matched` counts the leaders in both. `repeated_then` and `repeated_now` name the codes that stand more than once in
    a round and were left out for that; `only_then` and `only_now` count the other leaders without a match.
    `beside_parts` says that parts of the later round are told as well, `beside_exchange` that the exchange may be.
    """

    minimum: int
    matched: int
    repeated_then: tuple[str, ...]
    repeated_now: tuple[str, ...]
    only_then: int
    only_now: int
    items: tuple[ItemShift, ...]
    agreements: AgreementFigures | Suppressed | Withheld
    beside_exchange: bool = True
    beside_parts: bool = False


def compare_cohorts(
    earlier: Iterable[Scan],
    later: Iterable[Scan],
    numbers: Iterable[int],
    minimum: int = DEFAULT_MINIMUM,
    *,
    strict: bool = False,
    beside_exchange: bool = True,
    beside_parts: bool = False,
) -> CohortComparison:
    """Compare two rounds item by item, matched by participant code.

    Every figure is over matched leaders with the answers it needs in both rounds, and suppressed below `minimum`. The
    scores are withheld as well where fewer than `minimum`, but not none, of a round's pairs are left out: subtracting
    from the score of that whole round would show those few; and where either round does not tell its own, `strict` as
    in `cohort_of`. Moves are withheld where the figures of the two whole rounds would tell with them what somebody
    answered who was in one of the two. Raises ValueError when `minimum` is below 1.
    """
    if minimum < 1:
        raise ValueError("the minimum must be at least 1")
    then, now, numbers = tuple(earlier), tuple(later), tuple(numbers)
    hidden = {
        item.number
        for scans in (then, now)
        for item in cohort(scans, numbers, minimum, strict=strict).figures
        if isinstance(item.discrepancy, Suppressed)
    }
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
        tuple(
            _item(
                number,
                matched,
                then,
                now,
                minimum,
                is_hidden=number in hidden,
                may_show=_may_show(people, strict=strict, beside_parts=beside_parts),
            )
            for number, people in zip(
                numbers, _by_item(matched, then, now, numbers, named=beside_exchange), strict=True
            )
        ),
        count_agreements(matched, then, now, minimum),
        beside_exchange and any(scan.exchange is not None for scan in (*then, *now)),
        beside_parts,
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
    number: int,
    matched: Sequence[tuple[Scan, Scan]],
    then: Sequence[Scan],
    now: Sequence[Scan],
    minimum: int,
    *,
    is_hidden: bool,
    may_show: bool,
) -> ItemShift:
    changes = [ItemChange(number, one.rating(number), other.rating(number)) for one, other in matched]
    both = [change for change in changes if change.comparable]
    left_out = [len(paired(scan.rating(number) for scan in scans)) - len(both) for scans in (then, now)]
    moves = [_moves(number, scale, matched, then, now, minimum) for scale in ScaleName]
    if not may_show:
        moves = [Withheld(one.n) if isinstance(one, Moves) else one for one in moves]
    shift = _shift(both, left_out, minimum)
    # Whom the moves would give away, the scores could as well.
    is_hidden = is_hidden or not may_show or (any(left_out) and any(isinstance(one, Withheld) for one in moves))
    if is_hidden and isinstance(shift, Shift):
        shift = Withheld(shift.n)
    return ItemShift(number, moves[0], moves[1], shift)


def _may_show(people: Sequence[InTwoRounds], *, strict: bool, beside_parts: bool) -> bool:
    """Whether the progress on an item tells nothing beside the lists of the exchange, and beside the parts."""
    if beside_parts and any(bool(then) != bool(now) for one in people for then, now in zip(*one.answers, strict=True)):
        return False
    if beside_parts and any(one.is_named for one in people):
        return all(one.is_named for one in people)
    return progress_may_show(people, strict=strict)


def _by_item(
    matched: Sequence[tuple[Scan, Scan]],
    then: Sequence[Scan],
    now: Sequence[Scan],
    numbers: Sequence[int],
    *,
    named: bool,
) -> list[list[InTwoRounds]]:
    """Everybody who was in one of the rounds, per item; `named` = with what the exchange says of them."""
    in_both = {scan.id for pair in matched for scan in pair}
    people: list[tuple[Scan | None, Scan | None]] = [
        *matched,
        *((scan, None) for scan in then if scan.id not in in_both),
        *((None, scan) for scan in now if scan.id not in in_both),
    ]
    profiles = [tuple(profile_of(scan, numbers) if scan and named else None for scan in pair) for pair in people]
    return [
        [
            InTwoRounds(
                (_answer(pair[0], number), _answer(pair[1], number)),
                (_told(mine[0], place), _told(mine[1], place)),
            )
            for pair, mine in zip(people, profiles, strict=True)
        ]
        for place, number in enumerate(numbers)
    ]


def _answer(scan: Scan | None, number: int) -> LevelPair:
    rating = scan.rating(number) if scan else Rating()
    return rating.importance or 0, rating.attainment or 0


def _told(profile: Profile | None, place: int) -> InLists | None:
    """What the exchange says; an item outside the opt-in is not spoken of."""
    return None if profile is None or profile.left_out >> place & 1 else InLists.of(profile, place)


def _moves(
    number: int,
    scale: ScaleName,
    matched: Sequence[tuple[Scan, Scan]],
    then: Sequence[Scan],
    now: Sequence[Scan],
    minimum: int,
) -> Moves | Suppressed | Withheld:
    in_both = {scan.id for pair in matched for scan in pair}
    table = two_rounds_table(
        [
            *((_level(one, number, scale), _level(other, number, scale)) for one, other in matched),
            *((_level(scan, number, scale), 0) for scan in then if scan.id not in in_both),
            *((0, _level(scan, number, scale)) for scan in now if scan.id not in in_both),
        ]
    )
    item = ItemCounts(table)
    if item.pairs < minimum:
        return Suppressed(item.pairs)
    equal = item.pairs - item.higher - item.lower
    # The importance of who gave importance alone may follow in that round, and with one-sided moves in the other too.
    carried = (
        scale is ScaleName.IMPORTANCE
        and 0 in (item.higher, equal, item.lower)
        and any({scan.rating(number).attainment is None for scan in pair} == {True, False} for pair in matched)
    )
    if carried or not moves_may_show(table):
        return Withheld(item.pairs)
    return Moves(item.pairs, item.higher, equal, item.lower)


def _level(scan: Scan, number: int, scale: ScaleName) -> int:
    return scan.rating(number).level(scale) or 0


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
