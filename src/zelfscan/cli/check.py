"""`zelfscan controleer`: are these result files whole?"""

from __future__ import annotations

import argparse

from zelfscan.cli.terminal import say, tell
from zelfscan.dutch import plural
from zelfscan.safe_text import shown_path
from zelfscan.storage import Rules, catalog_folder, list_files, read_files, ready_catalog


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
    for place, file in enumerate(read_files(files, rules, key)):
        if isinstance(file, tuple):
            refused += 1
            for problem in file:
                say(f"{shown_path(files[place])}: {problem}")
        else:
            drafts += file.scan.finished is None
    whole = len(files) - refused
    note = f", waarvan {plural(drafts, 'concept', 'concepten')}" if drafts else ""
    tell(f"{plural(whole, 'bestand', 'bestanden')} in orde{note}; {refused} met problemen.")
    return 1 if refused else 0
