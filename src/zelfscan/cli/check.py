"""`zelfscan controleer`: are these result files whole?"""

from __future__ import annotations

import argparse

from zelfscan.cli.terminal import say, tell
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.collect import find_files
from zelfscan.storage.compiled_catalog import ready_catalog
from zelfscan.storage.paths import catalog_folder
from zelfscan.storage.scan_toml import read_scan
from zelfscan.storage.seal import read_key
from zelfscan.texts import plural


def run(arguments: argparse.Namespace) -> int:
    """Print a line per problem; the count goes to stderr."""
    catalog = ready_catalog(catalog_folder())
    key = read_key(arguments.sleutel)
    files = find_files(arguments.paden)
    refused = drafts = 0
    for path in files:
        try:
            drafts += read_scan(path, catalog, key).is_draft
        except ZelfscanError as error:
            refused += 1
            for problem in error.problems or (error.message,):
                say(f"{shown_path(path)}: {problem}")
    whole = len(files) - refused
    note = f", waarvan {plural(drafts, 'concept', 'concepten')}" if drafts else ""
    tell(f"{plural(whole, 'bestand', 'bestanden')} in orde{note}; {refused} met problemen.")
    return 1 if refused else 0
