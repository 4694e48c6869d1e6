"""What a conversation walks along, what it leaves in a scan, and what is counted of its agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from builders import NUMBERS, STARTED, make_scan
from zelfscan.domain import (
    Agreement,
    AgreementFigures,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    LookBack,
    Occasion,
    Outcome,
    Scan,
    Suppressed,
    Withheld,
    agreed_points,
    compare_cohorts,
    due_dates,
    earlier_agreements,
    look_back_on,
    resumed,
    talk_items,
    with_conversation,
    with_look_back,
    with_talk_point,
    without_look_back,
)

DAY = date(2026, 12, 3)
AGREED = DevelopmentPoint(7, (), Agreement("Leerteam starten", "directeur", date(2027, 3, 1), "Ze delen."))


def agreed(code: str = "SL-07", *, days: int = 0, points: tuple[DevelopmentPoint, ...] = (AGREED,)) -> Scan:
    """A finished scan with agreements, begun so many days later."""
    scan = make_scan(code, {7: (4, 1), 2: (3, 2)}, started=STARTED + timedelta(days=days))
    return replace(scan, development=points)


def test_the_walk_goes_from_the_choice_to_the_gaps_to_what_stands_out(catalog: Catalog) -> None:
    """Guards the order of the conversation: chosen points as chosen, largest gaps, then delegated, strong, skipped."""
    ratings = {**dict.fromkeys(NUMBERS, (3, 3)), 17: (4, 1), 7: (4, 2), 9: (4, 4), 5: (3, 4), 20: (4, None), 2: (2, 1)}
    scan = make_scan("SL-07", ratings, delegated={5: "ict-coördinator"})
    scan = replace(scan, development=(DevelopmentPoint(2), DevelopmentPoint(7)))
    found = talk_items(scan, catalog)
    named = [(item.number, item.occasion, item.place) for item in found[:6]]
    assert named == [
        (2, Occasion.CHOSEN, 1),
        (7, Occasion.CHOSEN, 2),
        (17, Occasion.LARGEST, 1),
        (5, Occasion.DELEGATED, 0),
        (9, Occasion.STRONG, 0),
        (20, Occasion.SKIPPED, 0),
    ]
    assert {item.occasion for item in found[6:]} == {Occasion.OTHER}
    assert sorted(item.number for item in found) == list(NUMBERS)


def test_an_empty_conversation_leaves_nothing(catalog: Catalog) -> None:
    """Guards that walking through without a word writes no conversation, and that what was taken away is gone."""
    scan = agreed()
    held = with_talk_point(Conversation(held=DAY), ConversationPoint(7, "Ziet"))
    talked = with_conversation(scan, held)
    assert talked.conversation is not None
    assert talked.conversation.points == (ConversationPoint(7, "Ziet"),)
    emptied = with_conversation(talked, with_talk_point(talked.conversation, ConversationPoint(7)))
    assert emptied == scan
    assert with_conversation(scan, Conversation(held=DAY, partner="bestuurder")).conversation is not None


def test_a_conversation_goes_on_from_its_draft_unless_answers_differ() -> None:
    """Guards that a draft brings back what was said, and that answers in a draft are never lost over it."""
    result = agreed()
    draft = replace(
        with_conversation(result, Conversation(held=DAY, role="Vragen stellen")), finished=None, program="anders"
    )
    taken_up = resumed(result, draft)
    assert taken_up is not None
    assert (taken_up.finished, taken_up.program) == (result.finished, result.program)
    assert taken_up.conversation == draft.conversation
    assert resumed(result, draft.with_rating(7, draft.rating(2))) is None


def test_the_latest_earlier_agreements_are_looked_back_on() -> None:
    """Guards 'vorig jaar sprak u af': the last finished scan before this one on which something was agreed."""
    now = agreed(days=365)
    first, second = agreed(), agreed(days=100)
    without = agreed(days=200, points=(DevelopmentPoint(7),))
    draft = replace(agreed(days=250), finished=None)
    assert earlier_agreements(now, [first, second, without, draft, now, agreed(days=400)]) == second
    assert earlier_agreements(first, [second]) is None


def test_what_came_of_it_is_told_once_per_agreement() -> None:
    """Guards that a second word on an agreement replaces the first, and that it can be taken back."""
    earlier = UUID(int=9)
    scan = with_look_back(agreed(days=365), LookBack(7, earlier, Outcome.NOT))
    scan = with_look_back(scan, LookBack(7, earlier, Outcome.PARTLY, "Bijna."))
    assert scan.look_back == (LookBack(7, earlier, Outcome.PARTLY, "Bijna."),)
    assert look_back_on(scan, UUID(int=8), 7) is None
    assert without_look_back(scan, earlier, 7).look_back == ()


def pair(number: int, outcome: Outcome | None) -> tuple[Scan, Scan]:
    """A leader in two rounds, who told what came of it or did not."""
    earlier, later = agreed(f"SL-{number}"), agreed(f"SL-{number}", days=365)
    return earlier, later if outcome is None else with_look_back(later, LookBack(7, earlier.id, outcome))


def test_agreements_and_outcomes_are_counted_from_a_minimum_on() -> None:
    """Guards the counts of a group: agreements, outcomes, and silence where too few leaders stand behind them."""
    told = [Outcome.DONE, Outcome.DONE, Outcome.PARTLY, Outcome.NOT, Outcome.OTHERWISE, None]
    pairs = [pair(number, outcome) for number, outcome in enumerate(told)]
    empty = (agreed("X", points=()), agreed("X", days=365))
    found = compared([*pairs, empty])
    counts = {Outcome.DONE: 2, Outcome.PARTLY: 1, Outcome.NOT: 1, Outcome.OTHERWISE: 1}
    assert found == AgreementFigures(6, 6, 5, counts)
    assert compared(pairs[:4]) == Suppressed(4)
    few = compared(pairs[1:])
    assert isinstance(few, AgreementFigures)
    assert few.outcomes == Suppressed(4)
    # An outcome of another agreement than the one in the earlier round is nobody's.
    strange = with_look_back(agreed("S", days=365), LookBack(7, UUID(int=1), Outcome.DONE))
    assert compared([(agreed("S"), strange)], 1) == AgreementFigures(1, 1, 0, Suppressed(0))


def compared(pairs: list[tuple[Scan, Scan]], minimum: int = 5, *, more: tuple[Scan, ...] = ()) -> object:
    """What the comparison of two rounds says of the agreements of these leaders; `more` were in one round alone."""
    then = [*(one for one, _ in pairs), *(scan for scan in more if not scan.look_back)]
    now = [*(other for _, other in pairs), *(scan for scan in more if scan.look_back)]
    return compare_cohorts(then, now, (7,), minimum).agreements


def test_who_was_in_one_round_alone_does_not_follow_from_the_agreements() -> None:
    """Guards that beside the figures of each whole round those of a few leaders cannot be subtracted."""
    pairs = [pair(number, Outcome.DONE) for number in range(6)]
    assert compared(pairs, more=(agreed("X"),)) == Withheld(6)
    [(_, other)] = [pair(9, Outcome.NOT)]
    found = compared(pairs, more=(other,))
    assert isinstance(found, AgreementFigures)
    assert found.outcomes == Withheld(6)
    # So does an outcome of another agreement, told by somebody who is in both.
    more = with_look_back(pairs[0][1], LookBack(9, UUID(int=1), Outcome.NOT))
    found = compared([(pairs[0][0], more), *pairs[1:]])
    assert isinstance(found, AgreementFigures)
    assert found.outcomes == Withheld(6)


def test_who_alone_had_another_outcome_is_not_told_apart() -> None:
    """Guards that of many who are not compared no outcome follows either, where they all had the same one."""
    pairs = [pair(number, Outcome.DONE) for number in range(6)]
    others = [pair(number, Outcome.NOT)[1] for number in range(10, 15)]
    found = compared(pairs, more=tuple(others))
    assert isinstance(found, AgreementFigures)
    assert found.outcomes == Withheld(6)
    found = compared(pairs, more=(*others, pair(20, Outcome.DONE)[1]))
    assert isinstance(found, AgreementFigures)
    assert not isinstance(found.outcomes, Withheld)


def test_the_dates_come_in_order() -> None:
    """Guards the calendar: only agreements with a date, the first date first."""
    later = DevelopmentPoint(2, (), Agreement(step="Later", when=date(2028, 1, 1)))
    undated = DevelopmentPoint(9, (), Agreement(step="Ooit"))
    scan = agreed(points=(later, undated, AGREED))
    assert [point.competency for _, point in due_dates(scan)] == [7, 2]
    assert len(agreed_points(scan)) == 3
