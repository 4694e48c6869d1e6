"""`zelfscan open`: look at a result again."""

from __future__ import annotations

import argparse

from zelfscan.cli.terminal import need_terminal, run_app
from zelfscan.storage.catalog_yaml import read_catalog
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.paths import catalog_folder, drafts_folder
from zelfscan.storage.results import ResultStore
from zelfscan.storage.scan_toml import read_scan


def run(arguments: argparse.Namespace) -> int:
    """Start the app on the quadrant of an existing result; saving replaces that file."""
    catalog = read_catalog(catalog_folder())
    scan = read_scan(arguments.bestand, catalog)
    need_terminal()

    from zelfscan.tui.app import ZelfscanApp
    from zelfscan.tui.setup import Opened, Setup

    path = arguments.bestand.resolve()
    setup = Setup(catalog, ResultStore(path.parent), DraftStore(drafts_folder()), opened=Opened(path, scan))
    return run_app(ZelfscanApp(setup))
