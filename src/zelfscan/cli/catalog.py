"""`zelfscan catalogus`: show the instrument, or check a catalog that somebody edited."""

from __future__ import annotations

import argparse
import shutil

from zelfscan.cli.terminal import say, say_json, say_text, tell
from zelfscan.dutch import plural
from zelfscan.reports import catalog_json, catalog_text
from zelfscan.safe_text import shown_path
from zelfscan.storage import catalog_folder, check_catalog, ready_catalog


def run(arguments: argparse.Namespace) -> int:
    """Print the catalog, or a line per problem of the one in `--controleer`."""
    if arguments.controleer is not None:
        problems = check_catalog(arguments.controleer)
        for problem in problems:
            say(problem)
        found = plural(len(problems), "probleem", "problemen") if problems else "geen problemen"
        tell(f"{shown_path(arguments.controleer)}: {found}.")
        return 1 if problems else 0
    catalog = ready_catalog(catalog_folder())
    if arguments.json:
        say_json(catalog_json(catalog))
    else:
        say_text(catalog_text(catalog, min(shutil.get_terminal_size().columns, 100)))
    return 0
