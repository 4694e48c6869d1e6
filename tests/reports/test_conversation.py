"""Agreements, conversation and look back on paper, and the dates as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from icalendar import Calendar

from builders import make_scan
from evil import ON_SCREENS, trouble
from zelfscan.domain import (
    Agreement,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    LookBack,
    Outcome,
    Scan,
)
from zelfscan.reports import MARKDOWN, agenda_ics, document_text, leader_report, talk_report, written


def talked(text: str = "woorden", when: date | None = date(2027, 3, 1)) -> Scan:
    """A scan with a conversation, two agreements and a look back."""
    scan = make_scan("SL-07", {7: (4, 1), 17: (4, 2)})
    return replace(
        scan,
        development=(
            DevelopmentPoint(7, (), Agreement(f"stap {text}", f"wie {text}", when, f"teken {text}")),
            DevelopmentPoint(17, (), Agreement(step="zonder datum")),
        ),
        conversation=Conversation(
            held=date(2026, 12, 3), partner=f"met {text}", vision=f"visie {text}", materials=f"leer {text}",
            role=f"rol {text}", points=(ConversationPoint(7, f"ziet {text}", f"voorbeeld {text}", f"tekst {text}"),),
        ),
        look_back=(LookBack(17, UUID(int=1), Outcome.PARTLY, f"terug {text}"),),
    )  # fmt: skip


def test_agreements_come_first_and_the_conversation_has_a_chapter(catalog: Catalog) -> None:
    """Guards the leader's report: the agreements are the first chapter, and nothing that was said is left out."""
    told = written(leader_report(catalog, talked()), MARKDOWN).decode()
    chapters = [line[3:] for line in told.splitlines() if line.startswith("## ")]
    assert chapters[0] == "Wat is afgesproken"
    assert {"Het gesprek", "Terugblik op eerdere afspraken"} <= set(chapters)
    parts = ("stap", "wie", "teken", "met", "visie", "leer", "rol", "ziet", "voorbeeld", "tekst", "terug")
    assert [part for part in parts if f"{part} woorden" not in told] == []
    assert "1 maart 2027" in told
    assert "deels gedaan" in told


def test_what_is_read_over_is_all_that_was_written(catalog: Catalog) -> None:
    """Guards that the leader says yes to everything: conversation, agreements and support stand on that page."""
    told = document_text(talk_report(catalog, talked()))
    parts = ("stap", "wie", "teken", "met", "visie", "leer", "rol", "ziet", "voorbeeld", "tekst")
    assert [part for part in parts if f"{part} woorden" not in told] == []


def test_a_report_without_a_conversation_stays_as_it_was(catalog: Catalog) -> None:
    """Guards that nobody reads empty chapters."""
    told = document_text(leader_report(catalog, make_scan("SL-07", {7: (4, 1)})))
    assert not any(word in told for word in ("afgesproken", "Het gesprek", "Terugblik"))


@pytest.mark.parametrize("text", ON_SCREENS)
def test_a_calendar_holds_each_date_and_only_text(catalog: Catalog, text: str) -> None:
    """Guards the calendar file: one entry of a day per date, the same each time, and no text becomes a line of its own
    or reaches a screen as more than text.
    """
    scan = talked(text.encode(errors="replace").decode())
    data = agenda_ics(catalog, scan)
    assert data == agenda_ics(catalog, scan)
    [entry] = Calendar.from_ical(data).events
    assert entry.start == date(2027, 3, 1)
    assert str(entry["uid"]) == f"{scan.id}-7@zelfscan"
    told = str(entry["description"])
    assert "Wanneer: 1 maart 2027" in told
    assert trouble(told, lines=True) == []
    names = {line.partition(b":")[0].partition(b";")[0] for line in data.split(b"\r\n") if not line.startswith(b" ")}
    assert names == {
        b"BEGIN", b"VERSION", b"PRODID", b"SUMMARY", b"DTSTART", b"DTEND", b"DTSTAMP", b"UID", b"CLASS",
        b"DESCRIPTION", b"TRANSP", b"END", b"",
    }  # fmt: skip


def test_the_last_day_there_is_can_be_a_date(catalog: Catalog) -> None:
    """Guards a date that has no day behind it."""
    assert b"99991231" in agenda_ics(catalog, talked(when=date.max))
