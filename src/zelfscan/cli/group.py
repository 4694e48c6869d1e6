"""`zelfscan groep`: from the files of a round to its figures."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator, Sequence

from zelfscan.cli.group_files import collect, outputs_in_the_way, write_outputs
from zelfscan.cli.terminal import count_along, has_terminal, run_app, say_json, say_text, tell
from zelfscan.domain import Catalog, CohortComparison, Scan
from zelfscan.dutch import plural
from zelfscan.errors import ZelfscanError
from zelfscan.reports import FilesRead, RoundReport, report_of
from zelfscan.safe_text import shown_path
from zelfscan.storage import catalog_folder, ready_catalog

DONE, REFUSED, WRONG_USE = 0, 1, 2


def run(arguments: argparse.Namespace) -> int:
    """Read the files once; then write what was asked for, or show the figures."""
    if problem := outputs_in_the_way(arguments):
        tell(problem)
        return WRONG_USE
    if arguments.rapport is not None:
        from zelfscan.reports import need_form

        need_form(arguments.rapport.suffix.lower())
    catalog = ready_catalog(catalog_folder())
    outputs = (arguments.csv, arguments.ruw, arguments.xlsx, arguments.rapport, arguments.svg)
    writes = any(name is not None for name in outputs)
    if not (writes or arguments.json or arguments.tekst) and has_terminal():
        return _show(arguments, catalog)
    told: list[FilesRead] = []
    try:
        report, comparison, scans = _read(arguments, catalog, count_along(), told)
    finally:
        _tell(told)
    write_outputs(arguments, report, comparison, scans)
    if arguments.json:
        _print_json(report, comparison)
    elif arguments.tekst or not writes:
        _print_text(report, comparison)
    return _status(told)


def _show(arguments: argparse.Namespace, catalog: Catalog) -> int:
    from zelfscan.tui.group.app import GroupApp

    # Filled by the view's worker, told once the screen is the terminal's again.
    told: list[FilesRead] = []

    def read(progress: Callable[[int, int], None]) -> tuple[RoundReport, CohortComparison | None]:
        report, comparison, _ = _read(arguments, catalog, progress, told)
        return report, comparison

    failed = run_app(GroupApp(read))
    _tell(told)
    return failed or _status(told)


def _read(
    arguments: argparse.Namespace, catalog: Catalog, progress: Callable[[int, int], None], told: list[FilesRead]
) -> tuple[RoundReport, CohortComparison | None, Callable[[], Iterator[Scan]]]:
    """Everything that the files say; what reading met goes to `told` as soon as it is known."""
    key = None
    if arguments.sleutel is not None:
        from zelfscan.storage import read_key

        key = read_key(arguments.sleutel)
    now = collect(arguments.paden, catalog, arguments.concepten, progress, key)
    told.append(now.files)
    comparison = None
    if arguments.eerder:
        earlier = collect(arguments.eerder, catalog, arguments.concepten, lambda done, total: None, key)
        told.append(earlier.files)
        if not earlier.files.valid:
            raise ZelfscanError(
                "In de eerdere ronde staat geen bruikbaar resultaat.", "Kijk of de map achter --eerder klopt."
            )
        from zelfscan.domain import compare_cohorts

        comparison = compare_cohorts(earlier.scans(), now.scans(), catalog.numbers, arguments.minimum)
    return report_of(catalog, now.counted, now.files, arguments.minimum), comparison, now.scans


def _status(told: Sequence[FilesRead]) -> int:
    return REFUSED if any(files.rejected for files in told) else DONE


def _tell(told: Sequence[FilesRead]) -> None:
    """A line per refused file and per double, for the person at the keyboard; and when nothing counts, why."""
    for files in told:
        for name, problems in files.rejected:
            tell(f"afgewezen: {shown_path(name)}: {'; '.join(problems)}")
        for _, names, used in files.doubles:
            tell(f"dubbel: {', '.join(map(shown_path, names))}: geteld is {shown_path(used)}")
    if told and not told[0].valid:
        found = plural(told[0].drafts, "concept", "concepten")
        hint = f" Er is wel {found}: tel mee met --concepten." if told[0].drafts else ""
        tell(f"Er is geen enkele scan om te tellen.{hint}")


def _print_json(report: RoundReport, comparison: CohortComparison | None) -> None:
    from zelfscan.reports import group_json, progress_json

    shown = group_json(report)
    if comparison is not None:
        shown["vooruitgang"] = progress_json(comparison)
    say_json(shown)


def _print_text(report: RoundReport, comparison: CohortComparison | None) -> None:
    from zelfscan.reports import group_text, rounds_text

    width = min(shutil.get_terminal_size().columns, 120)
    say_text(group_text(report, width))
    if comparison is not None:
        say_text("\n" + rounds_text(report.catalog, comparison, width))
