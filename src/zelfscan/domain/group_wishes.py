"""What the leaders of a round say beside the items: where they stand and want to go, what they use, choose and ask for.

Each figure is over the leaders who answered that question, and `Suppressed` where they are fewer than the minimum.
Where two answers of one leader are crossed (from where to where, which support on which item), and where an answer can
be seen from outside (a place in the field, a point that was chosen), a count below `SMALL_CELL` is withheld as well:
who knows the one would read the other. What is left over then is one count without a place. The leaders at one place
are a subgroup with its own minimum, and so are the others together. The exchange names who chose a point and who did
not: beside those names a count must not say the same of all who did not opt in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from zelfscan.domain.exchange import Profile
from zelfscan.domain.group_figures import Suppressed
from zelfscan.domain.group_sums import OpenAnswers, SchoolMove, WishSum
from zelfscan.domain.scan import Outcome, Position

SMALL_CELL = 3
"""The fewest leaders that a place, an arrow or a chosen item is told of."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """So many leaders stand at one place and want to go to another, or to stay."""

    start: Position
    end: Position
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Where leaders stand in the field: the places with at least `SMALL_CELL`, and how many stand elsewhere."""

    places: tuple[tuple[Position, int], ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Ambition:
    """Where `n` leaders stand and want to go; only who gave both places counts anywhere in it.

    `both`, `self_direction`, `differentiation` and `neither` divide the n by what they want more of than they have.
    """

    n: int
    both: int
    self_direction: int
    differentiation: int
    neither: int
    now: Spread
    wanted: Spread
    arrows: tuple[Arrow, ...]

    @property
    def more_self_direction(self) -> int:
        """How many want more self-direction, whatever else they want."""
        return self.both + self.self_direction


@dataclass(frozen=True, slots=True)
class MaterialsUse:
    """How many of the n leaders who answered use adaptive materials in their schools."""

    n: int
    used: int


@dataclass(frozen=True, slots=True)
class SupportWish:
    """How many leaders ask for one kind of support, and on which of the items told at least `SMALL_CELL` of them do."""

    id: str
    count: int
    items: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SupportWishes:
    """What the n leaders who chose development points ask for: every kind of support, most wanted first.

    `chosen` = the items told, that at least `SMALL_CELL` leaders chose, most chosen first; `others` = how many other
    items were chosen. `agreed` leaders have `agreements` between them.
    """

    n: int
    wishes: tuple[SupportWish, ...]
    chosen: tuple[tuple[int, int], ...]
    others: int
    agreed: int
    agreements: int

    @property
    def wanted(self) -> tuple[SupportWish, ...]:
        """The kinds that anybody asks for."""
        return tuple(wish for wish in self.wishes if wish.count)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of earlier agreements, of n leaders who looked back: every outcome with its number of agreements."""

    n: int
    counts: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The open answers of the `n` leaders who agreed to that, each question in an order of its own.

    Empty where they are fewer than the minimum.
    """

    n: int
    now: tuple[str, ...] = ()
    ambition: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    added_value: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupWishes:
    """Everything that a round says beside the items."""

    ambition: Ambition | Suppressed
    materials: MaterialsUse | Suppressed
    support: SupportWishes | Suppressed
    outcomes: Outcomes | Suppressed
    words: GroupWords


def wishes_told(
    total: WishSum,
    words: Iterable[OpenAnswers],
    support: Sequence[str],
    minimum: int,
    profiles: Sequence[Profile] = (),
    numbers: Sequence[int] = (),
) -> GroupWishes:
    """What may be told of a sum; `support` are the ids of all kinds, in their order.

    `profiles` are of those whom the exchange names, made with `numbers`.
    """
    answered = sum(total.materials.values())
    return GroupWishes(
        _ambition(total.moves, minimum),
        MaterialsUse(answered, total.materials.get(True, 0)) if answered >= minimum else Suppressed(answered),
        _support(total, support, minimum, _chosen_by_named(profiles, numbers)),
        Outcomes(total.looked_back, tuple((one, total.outcomes.get(one, 0)) for one in Outcome))
        if total.looked_back >= minimum
        else Suppressed(total.looked_back),
        _words(tuple(words), minimum),
    )


def _ambition(moves: Mapping[SchoolMove, int], minimum: int) -> Ambition | Suppressed:
    n = sum(moves.values())
    if n < minimum:
        return Suppressed(n)
    now, wanted = Counter[Position](), Counter[Position]()
    steps = Counter[tuple[bool, bool]]()
    for (start, end), count in moves.items():
        now[start] += count
        wanted[end] += count
        steps[end.self_direction > start.self_direction, end.differentiation > start.differentiation] += count
    few = min(SMALL_CELL, minimum)
    return Ambition(
        n,
        steps[True, True],
        steps[True, False],
        steps[False, True],
        steps[False, False],
        _spread(now, few),
        _spread(wanted, few),
        _arrows(moves, now, minimum),
    )


def _spread(counts: Mapping[Position, int], few: int) -> Spread:
    told = tuple((place, counts[place]) for place in sorted(counts, key=_order) if counts[place] >= few)
    return Spread(told, sum(counts.values()) - sum(count for _, count in told))


def _arrows(moves: Mapping[SchoolMove, int], now: Mapping[Position, int], minimum: int) -> tuple[Arrow, ...]:
    """The arrows from places where enough leaders stand, so many that those who stand elsewhere are enough as well."""
    starts = sorted((place for place in now if now[place] >= minimum), key=lambda place: (now[place], _order(place)))
    while starts and 0 < sum(now.values()) - sum(now[place] for place in starts) < minimum:
        del starts[0]
    few = min(SMALL_CELL, minimum)
    found: list[Arrow] = []
    for start in sorted(starts, key=_order):
        own = sorted(
            (Arrow(start, end, count) for (begin, end), count in moves.items() if begin == start and count >= few),
            key=lambda arrow: (-arrow.count, _order(arrow.end)),
        )
        # Who is left over at this place must be more than one or two, too.
        while own and 0 < now[start] - sum(arrow.count for arrow in own) < few:
            del own[-1]
        found += own
    return tuple(found)


def _order(place: Position) -> tuple[int, int]:
    return place.differentiation, place.self_direction


Named = Mapping[int, tuple[int, int]]
"""Per item how many choosers the exchange may name, and how many of them chose it."""


def _chosen_by_named(profiles: Iterable[Profile], numbers: Sequence[int]) -> Named:
    choosers = [profile for profile in profiles if profile.chooses]
    return {
        number: (
            sum(not one.left_out >> place & 1 for one in choosers),
            sum(one.chosen >> place & 1 for one in choosers),
        )
        for place, number in enumerate(numbers)
    }


def _support(total: WishSum, support: Sequence[str], minimum: int, named: Named) -> SupportWishes | Suppressed:
    if total.choosers < minimum:
        return Suppressed(total.choosers)
    few = min(SMALL_CELL, minimum)

    def may_show(number: int) -> bool:
        """Whether some of who is not named chose it and some did not; what everybody chose hides nobody anyway."""
        choosers, chose = named.get(number, (0, 0))
        others, theirs = total.choosers - choosers, total.chosen[number] - chose
        return not choosers or not others or 0 < theirs < others or total.chosen[number] == total.choosers

    def asked(kind: str, number: int) -> bool:
        """Not of all who chose it, where some of them are named."""
        return not named.get(number, (0, 0))[1] or total.support_on[kind, number] < total.chosen[number]

    points = {number: count for number, count in total.chosen.items() if may_show(number)}
    wishes = [
        SupportWish(
            one,
            total.support.get(one, 0),
            _most_first(
                {
                    number: count
                    for (kind, number), count in total.support_on.items()
                    if kind == one and number in points and asked(one, number)
                },
                few,
            ),
        )
        for one in support
    ]
    chosen = _most_first(points, few)
    return SupportWishes(
        total.choosers,
        tuple(sorted(wishes, key=lambda wish: -wish.count)),
        chosen,
        len(total.chosen) - len(chosen),
        total.agreed,
        total.agreements,
    )


def _most_first(counts: Mapping[int, int], few: int) -> tuple[tuple[int, int], ...]:
    told = [(number, count) for number, count in counts.items() if count >= few]
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0])))


def _words(told: Sequence[OpenAnswers], minimum: int) -> GroupWords:
    if len(told) < minimum:
        return GroupWords(len(told))
    return GroupWords(
        len(told), *(_shuffled(name, [getattr(one, name) for one in told]) for name in OpenAnswers._fields)
    )


def _shuffled(question: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say something, in an order that follows from nothing but each text and its question.

    So that no two answers of one leader stand at the same place, and no file order shows.
    """

    def order(text: str) -> bytes:
        return sha256(f"{question}\n{text}".encode(errors="replace")).digest()

    return tuple(sorted((text.strip() for text in texts if text.strip()), key=order))
