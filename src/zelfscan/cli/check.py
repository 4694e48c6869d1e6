"""`zelfscan controleer`: are these result files whole?"""

from __future__ import annotations

import argparse
from contextlib import closing

from zelfscan.cli.terminal import say, tell
from zelfscan.dutch import plural
from zelfscan.safe_text import shown_path
from zelfscan.storage import PartReader, Rules, catalog_folder, list_files, read_parts, ready_catalog, records


def run(arguments: argparse.Namespace) -> int:
    """Print a line per problem; the count goes to stderr."""
    rules = Rules.of(ready_catalog(catalog_folder()))
    key = None
    if arguments.sleutel is not None:
        # Not above: what opens sealed files is only loaded for who has a key.
        from zelfscan.storage import read_key

        key = read_key(arguments.sleutel)
    files = list_files(arguments.paden)
    refused = drafts = 0
    with closing(read_parts(files, PartReader(rules, key=key))) as parts:
        for part in parts:
            drafts += sum(record is not None and record.draft for record in records(part.records))
            refused += len(part.refused)
            for place, problems in part.refused:
                for problem in problems:
                    say(f"{shown_path(files[place])}: {problem}")
    whole = len(files) - refused
    note = f", waarvan {plural(drafts, 'concept', 'concepten')}" if drafts else ""
    tell(f"{plural(whole, 'bestand', 'bestanden')} in orde{note}; {refused} met problemen.")
    return 1 if refused else 0
