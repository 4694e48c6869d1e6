"""`verdeling`: the sheet with who in the school has which competency, on the screen or as a table."""

from __future__ import annotations

import argparse
from dataclasses import replace

from zelfscan import domain, reports, storage
from zelfscan.cli.choose import choose_results
from zelfscan.cli.outputs import TABLE, Outputs, name_problem, overlap_problem
from zelfscan.cli.reading import given_key, key_files
from zelfscan.cli.scan import seal_to_add
from zelfscan.cli.terminal import need_terminal, run_app, tell
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path

DONE, REFUSED, WRONG_USE = 0, 1, 2


def divide(arguments: argparse.Namespace) -> int:
    """`verdeling`: open the sheet of a result, or begin one; with `--csv` only write it as a table.

    The sheet is `verdeling.toml` beside the result, sealed when that is sealed.
    """
    catalog = storage.chosen_catalog(arguments.catalogus)
    key = given_key(arguments)
    if not (paths := (arguments.bestand,) if arguments.bestand else choose_results(catalog, "verdeling")):
        return WRONG_USE
    path = paths[0].resolve()
    if arguments.csv is not None and (
        problem := name_problem(arguments.csv, (TABLE,))
        or overlap_problem([arguments.csv], [path, *key_files(arguments)])
    ):
        tell(problem)
        return WRONG_USE
    scan = storage.read_scan(path, catalog, key)
    sealed = storage.file_is_sealed(path)
    place = storage.division_path(path, sealed=sealed)
    division = storage.read_division(place, catalog, key) if place.is_file() else domain.first_division(scan)
    if not storage.belongs(division, scan):
        raise ZelfscanError(
            f"{shown_path(place)} hoort bij een andere code, en blijft zoals het is.",
            "Zet het resultaat in een eigen map, en probeer het daar opnieuw.",
        )
    if arguments.csv is not None:
        outputs = Outputs(overwrite=arguments.overschrijf)
        if outputs.write(arguments.csv, lambda: reports.division_csv(catalog, scan, division)):
            tell(f"De verdeling staat in {shown_path(arguments.csv)}")
        return REFUSED if outputs.failed else DONE
    seal, read_only = seal_to_add(path, key, arguments.ontvanger)
    need_terminal()
    # Here and not above: the table needs no screen.
    from zelfscan.tui.division import DivisionApp
    from zelfscan.tui.keeper import local_now

    def keep(changed: domain.Division) -> None:
        now = replace(changed, scan=scan.id, code=scan.participant, changed=local_now())
        storage.write_division(place, now, catalog, seal)

    status = run_app(DivisionApp(catalog, scan, division, None if read_only else keep))
    if place.is_file():
        tell(f"De verdeling staat in {shown_path(place)}")
    return status
