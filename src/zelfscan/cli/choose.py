"""Which results a command is about, when no file was named: the person chooses from their own."""

from __future__ import annotations

from pathlib import Path

from zelfscan import storage
from zelfscan.cli.terminal import has_terminal, say, tell
from zelfscan.domain import Catalog
from zelfscan.dutch import code_in_words, date_nl, plural
from zelfscan.safe_text import shown_path

NUMBER_WORDS = {1: "het nummer", 2: "de twee nummers, met een spatie ertussen"}
NAMES = {1: "BESTAND.toml", 2: "EERDER.toml LATER.toml"}
MOST_SHOWN = 30
"""Lines; who has more results names the file."""


def choose_results(catalog: Catalog, command: str, count: int = 1) -> tuple[Path, ...]:
    """The files of `count` results that a person at the terminal chooses, the oldest scan first.

    Empty when nothing was chosen: nobody is there, there are too few, or the person would rather not; that was told.
    """
    store = storage.ResultStore(storage.exports_folder(None))
    if not has_terminal():
        return _refused(command, f"geef op om welk resultaat het gaat: {NAMES[count]}")
    found = store.found(catalog)
    if len(found.results) < count:
        few = "staat geen resultaat" if count == 1 else "staan geen twee resultaten"
        return _refused(command, f"in {shown_path(store.folder)} {few}; geef een bestand op: {NAMES[count]}")
    shown = found.results[:MOST_SHOWN]
    say(f"Uw scans in {shown_path(store.folder)}, de nieuwste eerst:")
    for place, result in enumerate(shown, start=1):
        say(f"{place:>3}  {_in_words(result, catalog)}")
    if found.others:
        say(f"     {plural(found.others, 'bestand hoort', 'bestanden horen')} daar bij een andere vragenlijst.")
    if found.unreadable:
        say(f"     {plural(found.unreadable, 'bestand', 'bestanden')} daar kan zelfscan niet lezen.")
    while answer := input(f"Typ {NUMBER_WORDS[count]} (alleen Enter: stoppen): ").split():
        places = {int(word) for word in answer if word.isascii() and word.isdigit() and len(word) < 4}
        if len(places) == len(answer) == count and places <= set(range(1, len(shown) + 1)):
            # The list has the newest first.
            return tuple(shown[place - 1].path for place in sorted(places, reverse=True))
        tell(f"Typ {NUMBER_WORDS[count]} uit de lijst: 1 tot en met {len(shown)}.")
    return ()


def _refused(command: str, why: str) -> tuple[Path, ...]:
    tell(f"zelfscan {command}: {why}")
    tell(f"Uitleg: zelfscan {command} --help")
    return ()


def _in_words(result: storage.Result, catalog: Catalog) -> str:
    scan = result.scan
    done = len(catalog.numbers) - len(scan.open_items(catalog.numbers))
    when = date_nl(scan.finished or scan.started)
    return f"{when:<18}  {code_in_words(scan.participant)}  {done} van {len(catalog.numbers)}  {result.path.name}"
