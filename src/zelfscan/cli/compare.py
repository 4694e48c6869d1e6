"""`zelfscan vergelijk`: what changed between two scans of one leader."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator

from zelfscan.cli.terminal import has_terminal, run_app, say_text, tell
from zelfscan.domain import Scan, compare, in_order, moment, participant_key
from zelfscan.dutch import code_in_words
from zelfscan.errors import ZelfscanError
from zelfscan.reports import comparison_text
from zelfscan.storage import catalog_folder, read_key, read_scan, ready_catalog

WIDEST = 100


def run(arguments: argparse.Namespace) -> int:
    """Open the view in a terminal, else print the comparison as text; what is odd about the pair goes to stderr."""
    catalog = ready_catalog(catalog_folder())
    key = read_key(arguments.sleutel)
    earlier, later = (read_scan(path, catalog, key) for path in (arguments.eerder, arguments.later))
    if earlier.id == later.id:
        raise ZelfscanError(
            "Deze twee bestanden zijn dezelfde scan.",
            "Geef eerst het bestand van uw eerdere scan op, en dan dat van uw latere scan.",
        )
    notes = tuple(f"Let op: {note}" for note in _notes(earlier, later))
    for note in notes:
        tell(note)
    if has_terminal() and not arguments.tekst:
        from zelfscan.tui.compare.app import ComparisonApp

        return run_app(ComparisonApp(catalog, earlier, later, notes))
    width = min(shutil.get_terminal_size().columns, WIDEST)
    comparison = compare(earlier, later, catalog.numbers)
    say_text(comparison_text(catalog, comparison, earlier=moment(earlier), later=moment(later), width=width))
    return 0


def _notes(earlier: Scan, later: Scan) -> Iterator[str]:
    """What may be wrong with this pair; the comparison is made anyway."""
    if not in_order(earlier, later):
        yield "het eerste bestand is niet ouder dan het tweede. Wisselde u ze om? Geef eerst de eerdere scan op."
    if participant_key(earlier.participant) != participant_key(later.participant):
        codes = " en ".join(code_in_words(scan.participant) for scan in (earlier, later))
        yield f"de codes verschillen ({codes}). Dat kan, als het scans van dezelfde persoon zijn."
    if earlier.instrument_version != later.instrument_version:
        yield "de scans horen bij verschillende versies van de vragenlijst. Een stelling kan iets anders betekenen."
    for scan, name in ((earlier, "eerste"), (later, "tweede")):
        if scan.is_draft:
            yield f"het {name} bestand is een concept: deze scan is niet afgerond."
