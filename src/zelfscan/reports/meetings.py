"""What is said of an exchange: who seeks and offers, why a group belongs together, and why somebody is in none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zelfscan.domain import Catalog, Exchange, Group, Leader, Proposal, Why
from zelfscan.dutch import code_in_words, enumerate_nl
from zelfscan.safe_text import one_line

# Who the sentence is about stands before it: '{}' is 'zoekt' or 'zoeken'.
_REASONS = {
    Why.NOTHING_SOUGHT: "{} zelf niets, en er is geen plaats in een groepje waar iemand iets kan leren",
    Why.NOBODY_OFFERS: "{} iets dat niemand biedt",
    Why.SAME_SCHOOL: "{} iets dat alleen de eigen school biedt, of iemand met dezelfde code",
    Why.NOTHING_BACK: "{} iets van wie daar zelf niets bij leert; in hun groepjes is geen plaats meer",
    Why.NO_ROOM: "{} iets van wie bij een ander meer leert; in hun groepjes is geen plaats meer",
}


def exchange_words(item: Exchange) -> str:
    """'SL-01 en SL-02 zoeken; SL-04 biedt'."""
    seek = "zoekt" if len(item.seekers) == 1 else "zoeken"
    offer = "biedt" if len(item.offerers) == 1 else "bieden"
    offered = f"{names(item.offerers)} {offer}" if item.offerers else "niemand biedt"
    return f"{names(item.seekers)} {seek}; {offered}"


def group_words(group: Group, catalog: Catalog) -> str:
    """'SL-01 kan van SL-04 leren over 7 Kennis delen (zelf gekozen) en 17 …; SL-04 van SL-01 over 3 ….'."""
    found: dict[tuple[Leader, Leader], list[str]] = {}
    for lesson in sorted(group.lessons, key=lambda lesson: (lesson.seeker, lesson.offerer, lesson.number)):
        own = " (zelf gekozen)" if lesson.chosen else ""
        words = f"{lesson.number} {catalog.competency(lesson.number).label}{own}"
        found.setdefault((lesson.seeker, lesson.offerer), []).append(words)
    clauses = [
        f"{code_in_words(seeker.code)} kan van {code_in_words(offerer.code)} leren over {enumerate_nl(items)}"
        for (seeker, offerer), items in found.items()
    ]
    return f"{'; '.join(clauses)}."


def members_words(group: Group) -> str:
    """'SL-01 (bel mij) en SL-04': the members with what each shares, to reach each other."""
    return enumerate_nl(
        f"{code_in_words(member.code)} ({contact})"
        if (contact := one_line(member.contact))
        else code_in_words(member.code)
        for member in group.members
    )


def unmatched_words(proposal: Proposal) -> tuple[str, ...]:
    """'Niet gekoppeld: SL-09 zoekt iets dat niemand biedt.': a sentence per reason, for who is in no group."""
    found: dict[Why, list[Leader]] = {}
    for leader, why in zip(proposal.unmatched, proposal.reasons, strict=True):
        found.setdefault(why, []).append(leader)
    return tuple(
        f"Niet gekoppeld: {names(leaders)} {_REASONS[why].format('zoekt' if len(leaders) == 1 else 'zoeken')}."
        for why in Why
        if (leaders := found.get(why))
    )


def hidden_exchange_sentence(numbers: Sequence[int]) -> str:
    """Which items the exchange leaves out, and why; empty for none."""
    if not numbers:
        return ""
    return (
        f"Bij {enumerate_nl(numbers)} staat er geen uitwisseling: naast de groepscijfers zou die verraden wat iemand "
        "antwoordde die niet wil uitwisselen."
    )


def names(leaders: Iterable[Leader]) -> str:
    """The codes of the leaders as an enumeration."""
    return enumerate_nl(code_in_words(leader.code) for leader in leaders)
