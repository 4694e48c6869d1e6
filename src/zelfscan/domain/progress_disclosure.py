"""What a reader can work out from the progress between two rounds and the lists of the exchange together.

What moved ties the answers of one round to those of the other, and the lists say what some of the leaders answered: of
the others too little may be left open. So for who is not named another way is looked for in which nothing that is told
is different: with a leader who has other levels answers are exchanged, in one round or in both. Leaders who answered
the same questions and are not named may stand in each other's place, so where they gave different levels nothing
follows. As with the lists themselves, too much may be withheld but never too little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from zelfscan.domain.disclosure import moves_may_show, two_rounds_table
from zelfscan.domain.exchange_disclosure import InLists, LevelPair
from zelfscan.domain.group_sums import direction
from zelfscan.domain.scan import ScaleName


@dataclass(frozen=True, slots=True)
class InTwoRounds:
    """The answers of one leader to one item, earlier and later, and what the exchange of each round says of it."""

    answers: tuple[LevelPair, LevelPair]
    told: tuple[InLists | None, InLists | None]

    @property
    def is_named(self) -> bool:
        """The exchange speaks of this leader and item."""
        return any(self.told)

    @property
    def kind(self) -> tuple[bool, ...]:
        """Which of the four answers were given."""
        return tuple(bool(level) for pair in self.answers for level in pair)

    def with_answer(self, later: int, answer: LevelPair) -> InTwoRounds:
        """The same leader, with other levels in one of the rounds."""
        then, now = self.answers
        return replace(self, answers=(then, answer) if later else (answer, now))

    def may_be(self, other: InTwoRounds) -> bool:
        """Whether the lists say of these answers what they say of the other ones of the same leader."""
        return self.kind == other.kind and all(
            told is None or told.fits(answer) for told, answer in zip(self.told, other.answers, strict=True)
        )

    def adds(self) -> tuple[int, ...]:
        """What this leader adds to the moves, to each round and to the scores of who is compared, with a sign."""
        (wanted, attained), (wants, attains) = self.answers
        pairs = ((wanted, wants), (attained, attains), *self.answers)
        signs = [direction(*pair) if all(pair) else 0 for pair in pairs]
        return *signs, *(signs[2:] if all(self.kind) else (0, 0))

    def levels(self, scale: int) -> tuple[int, int]:
        """The levels on one scale, earlier and later."""
        return self.answers[0][scale], self.answers[1][scale]


def progress_may_show(people: Iterable[InTwoRounds], *, strict: bool) -> bool:
    """Whether of nobody whom the exchange does not name an answer follows, where it names others.

    The importance of who gave importance alone in a round may follow, unless `strict`.
    """
    each = tuple(people)
    unnamed = [one for one in each if not one.is_named]
    if len(unnamed) == len(each):
        return True
    everybody = set(each)
    groups: dict[tuple[bool, ...], set[InTwoRounds]] = {}
    for one in unnamed:
        groups.setdefault(one.kind, set()).add(one)
    return all(
        _levels(everybody, later, scale) == levels
        or (not kind[2 - 2 * later + scale] and _is_open(each, unnamed, scale))
        or any(_can_differ(one, everybody, later, scale) for one in group)
        for kind, group in groups.items()
        for later, scale in product((0, 1), range(len(ScaleName)))
        if kind[2 * later + scale]
        and (strict or scale or kind[2 * later + 1])
        and len(levels := _levels(group, later, scale)) == 1
    )


def _levels(people: Iterable[InTwoRounds], later: int, scale: int) -> set[int]:
    return {one.answers[later][scale] for one in people} - {0}


def _is_open(everybody: Iterable[InTwoRounds], unnamed: Iterable[InTwoRounds], scale: int) -> bool:
    """Whether the moves leave open what was answered in one round only, also of who is not named by themselves."""
    whole, others = (two_rounds_table(one.levels(scale) for one in people) for people in (everybody, unnamed))
    return moves_may_show(others, beside=whole)


def _can_differ(one: InTwoRounds, everybody: Collection[InTwoRounds], later: int, scale: int) -> bool:
    """Whether this leader can have given another level, and all that is told stays as it is."""
    return any(
        after[0].answers[later][scale] != one.answers[later][scale]
        and all(old.may_be(new) for old, new in zip(before, after, strict=True))
        and _sums(before) == _sums(after)
        for other in everybody
        if other.answers[later][scale] not in (0, one.answers[later][scale])
        for before, after in _exchanged(one, other, everybody, later, scale)
    )


def _exchanged(
    one: InTwoRounds, other: InTwoRounds, everybody: Iterable[InTwoRounds], later: int, scale: int
) -> Iterator[tuple[Sequence[InTwoRounds], Sequence[InTwoRounds]]]:
    """Two leaders before and after they exchanged answers in one round, or in both; or one of them with a third."""
    for scales in ((0, 1), (scale,)):
        swapped = _swapped(one, other, later, scales)
        yield (one, other), swapped
        for more in ((0, 1), (scale,)):
            yield (one, other), _swapped(*swapped, 1 - later, more)
            for third in everybody:
                if third not in (one, other):
                    yield (one, other, third), (swapped[0], *_swapped(swapped[1], third, 1 - later, more))


def _swapped(
    one: InTwoRounds, other: InTwoRounds, later: int, scales: Collection[int]
) -> tuple[InTwoRounds, InTwoRounds]:
    """Both after they exchanged their answers on these scales in one round; unchanged where those are not alike."""
    mine, theirs = one.answers[later], other.answers[later]
    if [bool(level) for level in mine] != [bool(level) for level in theirs]:
        return one, other
    new = [pair[::-1] if place in scales else pair for place, pair in enumerate(zip(mine, theirs, strict=True))]
    return one.with_answer(later, (new[0][0], new[1][0])), other.with_answer(later, (new[0][1], new[1][1]))


def _sums(people: Sequence[InTwoRounds]) -> list[list[int]]:
    """The moves and directions of these leaders, without whose they are."""
    return [sorted(each) for each in zip(*(one.adds() for one in people), strict=True)]
