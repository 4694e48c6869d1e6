"""`zelfscan groep`: from the files of a round to its figures.

A name of another room is loaded when it is first asked for: a table needs no screen and no typesetter.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zelfscan import domain, reports, storage
from zelfscan.cli.outputs import name_problem, overlap_problem, write_output
from zelfscan.cli.terminal import count_along, has_terminal, run_app, say_json, say_text, tell
from zelfscan.dutch import plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path

DONE, REFUSED, WRONG_USE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class ReadRound:
    """A round that was read: its sums, what was found on the way, and its scans for who asks for them."""

    counted: domain.Counted
    files: reports.FilesRead
    scans: Callable[[], Iterator[domain.Scan]]


def run(arguments: argparse.Namespace) -> int:
    """Read the files once; then write what was asked for, or show the figures."""
    if problem := outputs_in_the_way(arguments):
        tell(problem)
        return WRONG_USE
    if arguments.rapport is not None:
        reports.need_form(arguments.rapport.suffix.lower())
    catalog = storage.ready_catalog(storage.catalog_folder())
    outputs = (arguments.csv, arguments.ruw, arguments.xlsx, arguments.rapport, arguments.svg)
    writes = any(name is not None for name in outputs)
    if not (writes or arguments.json or arguments.tekst) and has_terminal():
        return _show(arguments, catalog)
    told: list[reports.FilesRead] = []
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


def _show(arguments: argparse.Namespace, catalog: domain.Catalog) -> int:
    from zelfscan.tui.group.app import GroupApp

    # Filled by the view's worker, told once the screen is the terminal's again.
    told: list[reports.FilesRead] = []

    def read(progress: Callable[[int, int], None]) -> tuple[reports.RoundReport, domain.CohortComparison | None]:
        report, comparison, _ = _read(arguments, catalog, progress, told)
        return report, comparison

    failed = run_app(GroupApp(read))
    _tell(told)
    return failed or _status(told)


def _read(
    arguments: argparse.Namespace,
    catalog: domain.Catalog,
    progress: Callable[[int, int], None],
    told: list[reports.FilesRead],
) -> tuple[reports.RoundReport, domain.CohortComparison | None, Callable[[], Iterator[domain.Scan]]]:
    """Everything that the files say; what reading met goes to `told` as soon as it is known."""
    key = storage.read_key(arguments.sleutel)
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
        if earlier.files.made_up is not now.files.made_up and now.files.valid:
            raise ZelfscanError(
                "De ene ronde is verzonnen, als voorbeeld, en de andere is echt.",
                "Vergelijk rondes van dezelfde soort.",
            )
        comparison = domain.compare_cohorts(earlier.scans(), now.scans(), catalog.numbers, arguments.minimum)
    return (
        reports.report_of(catalog, now.counted, now.files, arguments.minimum, strict=arguments.streng),
        comparison,
        now.scans,
    )


def _status(told: Sequence[reports.FilesRead]) -> int:
    return REFUSED if any(files.rejected or files.examples for files in told) else DONE


def _tell(told: Sequence[reports.FilesRead]) -> None:
    """A line per refused file and per double, for the person at the keyboard; and when nothing counts, why."""
    for files in told:
        for name, problems in files.rejected:
            tell(f"afgewezen: {shown_path(name)}: {'; '.join(problems)}")
        for _, names, used in files.doubles:
            tell(f"dubbel: {', '.join(map(shown_path, names))}: geteld is {shown_path(used)}")
        if files.examples:
            found = plural(files.examples, "verzonnen resultaat telt", "verzonnen resultaten tellen")
            tell(f"voorbeelden: {found} niet mee naast echte")
        if files.made_up and files.valid:
            tell("voorbeelden: al deze resultaten zijn verzonnen")
    if told and not told[0].valid:
        found = plural(told[0].drafts, "concept", "concepten")
        hint = f" Er is wel {found}: tel mee met --concepten." if told[0].drafts else ""
        tell(f"Er is geen enkele scan om te tellen.{hint}")


def _print_json(report: reports.RoundReport, comparison: domain.CohortComparison | None) -> None:
    shown = reports.group_json(report)
    if comparison is not None:
        shown["vooruitgang"] = reports.progress_json(comparison)
    say_json(shown)


def _print_text(report: reports.RoundReport, comparison: domain.CohortComparison | None) -> None:
    width = min(shutil.get_terminal_size().columns, 120)
    say_text(reports.document_text(reports.group_report(report, comparison), width))


def collect(
    paths: Sequence[Path],
    catalog: domain.Catalog,
    include_drafts: bool,
    progress: Callable[[int, int], None],
    key: storage.Key | None = None,
) -> ReadRound:
    """Read every file that `paths` mean. No scan is kept: `scans` reads those that count again."""
    listed = storage.list_files(paths)
    found = storage.read_round(listed, catalog, progress, include_drafts=include_drafts, key=key)
    name = listed.called(
        {place for place, _ in found.rejected} | {place for double in found.doubles for place in double.places}
    )
    files = reports.FilesRead(
        read=len(listed),
        valid=found.counted.total.size,
        rejected=tuple(reports.Rejected(name[place], problems) for place, problems in found.rejected),
        doubles=tuple(
            reports.Double(str(item.id), tuple(name[place] for place in item.places), name[item.used])
            for item in found.doubles
        ),
        drafts=found.drafts,
        examples=len(found.set_aside),
        made_up=found.made_up,
    )
    return ReadRound(found.counted, files, found.scans)


def outputs_in_the_way(arguments: argparse.Namespace) -> str:
    """What is wrong with the output files that were named; '' when nothing is.

    Nothing may ever be written over a leader's answers, or over another output of the same call.
    """
    tables = [path for path in (arguments.csv, arguments.ruw, arguments.xlsx) if path is not None]
    papers = [(arguments.rapport, reports.REPORT_ENDINGS), (arguments.svg, reports.PICTURE_ENDINGS)]
    named = [(path, ()) for path in tables] + [(path, suffixes) for path, suffixes in papers if path is not None]
    for path, suffixes in named:
        if problem := name_problem(path, suffixes):
            return problem
    syntax = [path.with_suffix(".sps") for path in (arguments.csv, arguments.ruw) if path is not None]
    outputs = [*(path for path, _ in named), *syntax]
    if not outputs:
        return ""
    read = storage.list_files([*arguments.paden, *(arguments.eerder or ())])
    # Not every file of a large round: only those that one of the outputs could be.
    return overlap_problem(outputs, read.named(Path(os.path.realpath(path)).name for path in outputs))


def write_outputs(
    arguments: argparse.Namespace,
    report: reports.RoundReport,
    comparison: domain.CohortComparison | None,
    scans: Callable[[], Iterator[domain.Scan]],
) -> None:
    """Write the tables and reports that were asked for. Raises ZelfscanError when one cannot be written."""
    write_tables(arguments, report, scans)
    write_papers(arguments, report, comparison)


def write_papers(
    arguments: argparse.Namespace, report: reports.RoundReport, comparison: domain.CohortComparison | None
) -> None:
    """Write the report and the picture of the quadrant, when they were asked for."""
    if arguments.rapport is None and arguments.svg is None:
        return
    document = reports.group_report(report, comparison)
    if arguments.rapport is not None:
        write_output(arguments.rapport, reports.written(document, arguments.rapport.suffix.lower()))
    if arguments.svg is not None:
        write_output(arguments.svg, reports.written(document, reports.SVG))


def write_tables(
    arguments: argparse.Namespace, report: reports.RoundReport, scans: Callable[[], Iterator[domain.Scan]]
) -> None:
    """Write the tables that were asked for."""
    catalog = report.catalog
    if arguments.csv is not None:
        write_output(arguments.csv, reports.group_csv(report.cohort, catalog).encode())
        syntax = reports.spss_syntax(catalog, arguments.csv.name, reports.CsvKind.GROUP)
        write_output(arguments.csv.with_suffix(".sps"), syntax.encode())
    if arguments.ruw is not None:
        write_output(arguments.ruw, reports.raw_csv(scans(), catalog).encode())
        write_output(
            arguments.ruw.with_suffix(".sps"),
            reports.spss_syntax(catalog, arguments.ruw.name, reports.CsvKind.RAW).encode(),
        )
    if arguments.xlsx is not None:
        from datetime import datetime

        write_output(arguments.xlsx, reports.group_xlsx(report, made=datetime.now().astimezone()))
