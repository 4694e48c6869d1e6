"""The dates of agreements as a calendar file that every agenda reads, made without a network.

The same scan gives the same file, and each agreement keeps its id: who reads the file in again gets no second entry.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta

from icalendar import Calendar, Event

from zelfscan.domain import Catalog, DevelopmentPoint, Scan, due_dates, last_touched
from zelfscan.reports.conversation import agreement_facts
from zelfscan.safe_text import one_line, printable_lines

PRODUCT = "-//zelfscan//afspraken//NL"


def agenda_ics(catalog: Catalog, scan: Scan) -> bytes:
    """An entry of a whole day for each agreement with a date; a calendar without entries when there is none."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for when, point in due_dates(scan):
        calendar.add_component(_entry(catalog, scan, when, point))
    data: bytes = calendar.to_ical()
    return data


def _entry(catalog: Catalog, scan: Scan, when: date, point: DevelopmentPoint) -> Event:
    item = catalog.competency(point.competency)
    entry = Event()
    entry.add("uid", f"{scan.id}-{item.number}@zelfscan")
    entry.add("dtstamp", last_touched(scan).astimezone(UTC))
    entry.add("dtstart", when)
    if when < date.max:
        entry.add("dtend", when + timedelta(days=1))
    entry.add("summary", one_line(f"Afspraak: {item.label}"))
    facts = (f"{name}: {text}" for name, text in agreement_facts(point))
    entry.add("description", printable_lines("\n".join((f"{item.number}. {item.statement}", *facts))))
    # Nobody is busy all that day, and a shared agenda shows no more than that there is something.
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry
