"""`zelfscan open`: look at a result again, or go on with a draft from anywhere."""

from __future__ import annotations

import argparse

from zelfscan.cli.terminal import need_terminal, quick_start, run_app
from zelfscan.storage import (
    ResultStore,
    Seal,
    catalog_folder,
    exports_folder,
    file_is_sealed,
    read_key,
    read_scan,
    ready_catalog,
    take_up,
    usual_drafts,
)


def run(arguments: argparse.Namespace) -> int:
    """Start the app on the quadrant of an existing result; saving replaces that file.

    A draft goes on where it was, and its result comes where results always come.
    """
    catalog = ready_catalog(catalog_folder())
    key = read_key(arguments.sleutel)
    take_up(arguments.bestand)
    scan = read_scan(arguments.bestand, catalog, key)
    # What was sealed stays sealed, for the holder of the same key.
    seal = Seal((key.recipient,), key) if key is not None and file_is_sealed(arguments.bestand) else None
    need_terminal()
    with quick_start():
        from zelfscan.tui.scan_app import ScanApp
        from zelfscan.tui.setup import Opened, Setup

        opened = Opened(arguments.bestand.resolve(), scan)
        results = exports_folder(None, scan.round_name) if opened.is_draft else opened.path.parent
        setup = Setup(catalog, ResultStore(results, seal), usual_drafts(seal), opened=opened)
        return run_app(ScanApp(setup))
