"""What a reader can work out from the lists of the exchange about the leaders who did not opt in.

The lists say who seeks and who offers, and the counts of the round say how many gave each level: what is left over is
what the others answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zelfscan.domain.disclosure import is_one_level
from zelfscan.domain.exchange import Profile
from zelfscan.domain.group_sums import CohortSum, ItemCounts, direction
from zelfscan.domain.scan import Level


def exchange_to_hide(
    total: CohortSum, profiles: Sequence[Profile], minimum: int, *, strict: bool = False
) -> tuple[int, ...]:
    """The items of which the exchange must not speak, so that no answer of who did not opt in follows from it.

    Seekers lack and offerers have: taken from the counts, what is left may have one level only. Who gave both answers
    and who gave one of them are looked at by themselves: whether the counts and the lists stay the same when a leader
    who opted in and one who did not exchange answers. What only importance of who gave importance alone could follow
    from stays, unless `strict`: as with the counts. And who offers did not give the item to somebody else, so the
    number that did must leave open who of the others it was.
    """
    hidden = []
    for place, number in enumerate(total.numbers):
        table = total.table(place)
        item = ItemCounts(table)
        if max(sum(item.importance), sum(item.attainment)) < minimum:
            continue
        told = Counter(InLists.of(profile, place) for profile in profiles)
        if all(one.steady for one in told):
            continue
        rest = {(row, column): table[row][column] for row in range(5) for column in range(5)}
        for one, count in told.items():
            rest[one.answer] -= count
        others = [answer for answer, count in rest.items() if count > 0]
        delegated = total.delegated(place)
        if _delegation_told(delegated, total.size, told) or any(
            not is_one_level(everybody)
            and any(
                _told_by_lists(scale, [answer for answer in others if _kind(answer) == kind], told)
                for kind in {_kind(answer) for answer in others}
                if strict or scale or all(kind)
            )
            for scale, everybody in enumerate((item.importance, item.attainment))
        ):
            hidden.append(number)
    return tuple(hidden)


LevelPair = tuple[int, int]
"""The levels of importance and attainment of one leader; 0 = not given."""


@dataclass(frozen=True, slots=True)
class InLists:
    """What the exchange says of one leader and one item, and the answer behind it.

    `steady` = it would say the same whatever the levels are: a chosen point, or an item outside the opt-in.
    """

    answer: LevelPair
    seeks: bool
    offers: bool
    steady: bool
    delegated: bool

    @classmethod
    def of(cls, profile: Profile, place: int) -> InLists:
        importance, attainment = divmod(profile.answers[place], 5)
        bit = 1 << place
        return cls(
            (importance, attainment),
            bool(profile.seeks & bit),
            bool(profile.offers & bit),
            bool((profile.chosen | profile.left_out) & bit),
            bool(profile.delegated & bit),
        )

    def fits(self, answer: LevelPair) -> bool:
        """Whether the lists would say the same with this answer; given to somebody else or by importance: no idea."""
        if self.steady:
            return True
        # Who was asked for importance alone may seek what got the highest level.
        top = not answer[1] and (answer[0] == Level.FOUR) is not (self.answer[0] == Level.FOUR)
        return not top and _listed(answer) == (self.seeks, self.offers) == _listed(self.answer)


def _listed(answer: LevelPair) -> tuple[bool, bool]:
    importance, attainment = answer
    return importance >= Level.THREE and 0 < attainment < importance, attainment == Level.FOUR


def _kind(answer: LevelPair) -> tuple[bool, bool]:
    """Which of the two answers were given."""
    return bool(answer[0]), bool(answer[1])


def _delegation_told(count: int, size: int, told: Mapping[InLists, int]) -> bool:
    """Who did not opt in all gave the item to somebody else or none did, and nobody who opted in can differ."""
    opted, theirs = sum(told.values()), sum(times for one, times in told.items() if one.delegated)
    others, rest = size - opted, count - theirs
    if not others or count in (0, size) or rest not in (0, others):
        return False
    return not any(
        one.delegated is (rest == 0) and (one.steady or one.seeks or one.answer[1] != Level.FOUR) for one in told
    )


def _told_by_lists(scale: int, others: Sequence[LevelPair], told: Mapping[InLists, int]) -> bool:
    """Who did not opt in all gave one level on this scale, and no exchange of answers makes that another one."""
    levels = {answer[scale] for answer in others if answer[scale]}
    if len(levels) != 1:
        return False
    return not any(
        one.answer[scale] not in (0, *levels) and _can_exchange(scale, other, one)
        for other in others
        if other[scale]
        for one in told
    )


def _can_exchange(scale: int, other: LevelPair, one: InLists) -> bool:
    """The two can exchange all their answers, or those on this scale, and nothing that is published changes."""
    if [bool(level) for level in other] != [bool(level) for level in one.answer]:
        return False
    if one.fits(other):
        return True
    mine, theirs = list(one.answer), list(other)
    mine[scale], theirs[scale] = theirs[scale], mine[scale]
    before = sorted((direction(*one.answer), direction(*other)))
    after = sorted((direction(mine[0], mine[1]), direction(theirs[0], theirs[1])))
    return one.fits((mine[0], mine[1])) and before == after
