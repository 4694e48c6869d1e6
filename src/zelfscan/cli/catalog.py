"""`zelfscan catalogus`: show the instrument, or check a catalog that somebody edited."""

from __future__ import annotations

import argparse
import json
import shutil
import sys

from zelfscan.cli.terminal import printable
from zelfscan.reports.catalog_report import catalog_json, catalog_text
from zelfscan.storage.catalog_yaml import check_catalog, read_catalog
from zelfscan.storage.paths import catalog_folder
from zelfscan.texts import plural


def run(arguments: argparse.Namespace) -> int:
    """Print the catalog, or a line per problem of the one in `--controleer`."""
    if arguments.controleer is not None:
        problems = check_catalog(arguments.controleer)
        for problem in problems:
            print(printable(problem))
        found = plural(len(problems), "probleem", "problemen") if problems else "geen problemen"
        print(printable(f"{arguments.controleer}: {found}."), file=sys.stderr)
        return 1 if problems else 0
    catalog = read_catalog(catalog_folder())
    if arguments.json:
        print(json.dumps(catalog_json(catalog), ensure_ascii=False, indent=1))
    else:
        print(catalog_text(catalog, min(shutil.get_terminal_size().columns, 100)), end="")
    return 0
