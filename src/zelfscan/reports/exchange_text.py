"""Who can learn from whom, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable

from zelfscan.domain import Exchange, Group, Leader
from zelfscan.dutch import code_in_words, enumerate_nl, plural
from zelfscan.reports.layout import entry, heading, paragraph
from zelfscan.reports.round_report import RoundReport
from zelfscan.safe_text import one_line


def exchange_lines(report: RoundReport, width: int) -> list[str]:
    """Seekers and offerers per need, the proposed groups with their reasons, and what leaders want to share."""
    lines = heading("Uitwisseling", width)
    leaders = report.leaders
    if not leaders:
        return [*lines, *paragraph("Niemand heeft aangegeven te willen uitwisselen.", width)]
    who = plural(len(leaders), "leider wil", "leiders willen")
    lines += paragraph(f"{who} uitwisselen. Alleen zij staan hieronder.", width)
    lines += ["", "Wie zoekt en wie biedt"]
    needs = [item for item in report.exchanges if item.seekers]
    for item in needs:
        label = report.catalog.competency(item.number).label
        lines += entry(f"{item.number:>4}", f"{label}: {exchange_words(item)}", width)
    if not needs:
        lines.append("     geen behoefte")
    lines += ["", "Voorstel voor gesprekken als critical friend"]
    for number, group in enumerate(report.proposal.groups, start=1):
        lines += entry(f"{number:>4}.", f"{names(group.members)}: {group_words(group)}", width)
    if not report.proposal.groups:
        lines.append("     geen")
    if report.proposal.unmatched:
        lines += paragraph(f"Niet gekoppeld: {names(report.proposal.unmatched)}.", width)
    shared = [leader for leader in leaders if one_line(leader.contact)]
    if shared:
        lines += ["", "Wat zij met de groep delen"]
        for leader in shared:
            lines += entry(f"     {code_in_words(leader.code)}:", one_line(leader.contact), width)
    return lines


def exchange_words(item: Exchange) -> str:
    """'SL-01 en SL-02 zoeken; SL-04 biedt'."""
    seek = "zoekt" if len(item.seekers) == 1 else "zoeken"
    offer = "biedt" if len(item.offerers) == 1 else "bieden"
    offered = f"{names(item.offerers)} {offer}" if item.offerers else "niemand biedt"
    return f"{names(item.seekers)} {seek}; {offered}"


def group_words(group: Group) -> str:
    """'SL-01 kan van SL-04 leren over 7 en 17; SL-04 van SL-01 over 3.'"""
    found: dict[tuple[Leader, Leader], list[int]] = {}
    for lesson in sorted(group.lessons, key=lambda lesson: (lesson.seeker, lesson.offerer, lesson.number)):
        found.setdefault((lesson.seeker, lesson.offerer), []).append(lesson.number)
    clauses = [
        f"{code_in_words(seeker.code)} kan van {code_in_words(offerer.code)} leren over {enumerate_nl(numbers)}"
        for (seeker, offerer), numbers in found.items()
    ]
    return f"{'; '.join(clauses)}."


def names(leaders: Iterable[Leader]) -> str:
    """The codes of the leaders as an enumeration."""
    return enumerate_nl(code_in_words(leader.code) for leader in leaders)
