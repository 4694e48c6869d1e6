"""The files that `zelfscan groep` reads and writes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.cli.outputs import REPORT_SUFFIXES, SVG_SUFFIXES, name_problem, overlap_problem, write_output
from zelfscan.domain import Catalog, CohortComparison, Counted, Scan
from zelfscan.reports import Double, FilesRead, Rejected, RoundReport
from zelfscan.storage import list_files, read_round

if TYPE_CHECKING:
    from zelfscan.storage import Key


@dataclass(frozen=True)
class ReadRound:
    """A round that was read: its sums, what was found on the way, and its scans for who asks for them."""

    counted: Counted
    files: FilesRead
    scans: Callable[[], Iterator[Scan]]


def collect(
    paths: Sequence[Path],
    catalog: Catalog,
    include_drafts: bool,
    progress: Callable[[int, int], None],
    key: Key | None = None,
) -> ReadRound:
    """Read every file that `paths` mean. No scan is kept: `scans` reads those that count again."""
    if include_drafts:
        from zelfscan.storage import take_up_below

        take_up_below(paths)
    listed = list_files(paths)
    found = read_round(listed, catalog, progress, include_drafts=include_drafts, key=key)
    name = listed.called(
        {place for place, _ in found.rejected} | {place for double in found.doubles for place in double.places}
    )
    files = FilesRead(
        read=len(listed),
        valid=found.counted.total.size,
        rejected=tuple(Rejected(name[place], problems) for place, problems in found.rejected),
        doubles=tuple(
            Double(str(item.id), tuple(name[place] for place in item.places), name[item.used]) for item in found.doubles
        ),
        drafts=found.drafts,
    )
    return ReadRound(found.counted, files, found.scans)


def outputs_in_the_way(arguments: argparse.Namespace) -> str:
    """What is wrong with the output files that were named; '' when nothing is.

    Nothing may ever be written over a leader's answers, or over another output of the same call.
    """
    tables = [path for path in (arguments.csv, arguments.ruw, arguments.xlsx) if path is not None]
    papers = [(arguments.rapport, REPORT_SUFFIXES), (arguments.svg, SVG_SUFFIXES)]
    named = [(path, ()) for path in tables] + [(path, suffixes) for path, suffixes in papers if path is not None]
    for path, suffixes in named:
        if problem := name_problem(path, suffixes):
            return problem
    syntax = [path.with_suffix(".sps") for path in (arguments.csv, arguments.ruw) if path is not None]
    outputs = [*(path for path, _ in named), *syntax]
    if not outputs:
        return ""
    read = list_files([*arguments.paden, *(arguments.eerder or ())])
    # Not every file of a large round: only those that one of the outputs could be.
    return overlap_problem(outputs, read.named(Path(os.path.realpath(path)).name for path in outputs))


def write_outputs(
    arguments: argparse.Namespace,
    report: RoundReport,
    comparison: CohortComparison | None,
    scans: Callable[[], Iterator[Scan]],
) -> None:
    """Write the tables and reports that were asked for. Raises ZelfscanError when one cannot be written."""
    write_tables(arguments, report, scans)
    write_papers(arguments, report, comparison)


def write_papers(arguments: argparse.Namespace, report: RoundReport, comparison: CohortComparison | None) -> None:
    """Write the report and the picture of the quadrant, when they were asked for."""
    if arguments.rapport is None and arguments.svg is None:
        return
    from zelfscan.reports import group_report, quadrant_svg, written

    document = group_report(report, comparison)
    if arguments.rapport is not None:
        write_output(arguments.rapport, written(document, arguments.rapport.suffix.lower()))
    if arguments.svg is not None:
        write_output(arguments.svg, quadrant_svg(document).encode())


def write_tables(arguments: argparse.Namespace, report: RoundReport, scans: Callable[[], Iterator[Scan]]) -> None:
    """Write the tables that were asked for."""
    from zelfscan.reports import CsvKind, group_csv, raw_csv, spss_syntax

    catalog = report.catalog
    if arguments.csv is not None:
        write_output(arguments.csv, group_csv(report.cohort, catalog).encode())
        syntax = spss_syntax(catalog, arguments.csv.name, CsvKind.GROUP)
        write_output(arguments.csv.with_suffix(".sps"), syntax.encode())
    if arguments.ruw is not None:
        write_output(arguments.ruw, raw_csv(scans(), catalog).encode())
        write_output(arguments.ruw.with_suffix(".sps"), spss_syntax(catalog, arguments.ruw.name, CsvKind.RAW).encode())
    if arguments.xlsx is not None:
        from datetime import datetime

        from zelfscan.reports import group_xlsx

        write_output(arguments.xlsx, group_xlsx(report, made=datetime.now().astimezone()))
