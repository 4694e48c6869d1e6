"""The files that `zelfscan groep` reads and writes."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from zelfscan.cli.outputs import REPORT_SUFFIXES, SVG_SUFFIXES, name_problem, overlap_problem, write_output
from zelfscan.domain.catalog import Catalog
from zelfscan.domain.cohort_comparison import CohortComparison
from zelfscan.domain.scan import Scan
from zelfscan.reports.round_report import Double, FilesRead, Rejected, RoundReport
from zelfscan.storage.collect import find_files, read_many
from zelfscan.storage.drafts import take_up_below
from zelfscan.storage.seal import Key


def collect(
    paths: Sequence[Path],
    catalog: Catalog,
    include_drafts: bool,
    progress: Callable[[int, int], None],
    key: Key | None = None,
) -> tuple[tuple[Scan, ...], FilesRead]:
    """The scans that count, and what was found on the way."""
    if include_drafts:
        take_up_below(paths)
    listed = find_files(paths)
    found = read_many(listed, catalog, progress, include_drafts=include_drafts, key=key)
    name = names_within(paths, listed)
    files = FilesRead(
        read=found.read,
        valid=found.valid,
        rejected=tuple(Rejected(name[item.path], item.problems) for item in found.rejected),
        doubles=tuple(
            Double(str(item.id), tuple(name[path] for path in item.paths), name[item.used]) for item in found.doubles
        ),
        drafts=len(found.drafts),
    )
    return found.scans, files


def names_within(paths: Sequence[Path], files: Sequence[Path]) -> dict[Path, str]:
    """What to call each file: its place within the folder that was given; the whole path where that is not unique."""
    short: dict[Path, str] = {}
    for file in files:
        roots = [root for root in paths if file != root and file.is_relative_to(root)]
        deepest = max(roots, key=lambda root: len(root.parts), default=None)
        short[file] = file.name if deepest is None else file.relative_to(deepest).as_posix()
    uses = Counter(short.values())
    return {file: name if uses[name] == 1 else str(file) for file, name in short.items()}


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
    return overlap_problem(
        [*(path for path, _ in named), *syntax], find_files([*arguments.paden, *(arguments.eerder or ())])
    )


def write_outputs(
    arguments: argparse.Namespace, report: RoundReport, comparison: CohortComparison | None, scans: Sequence[Scan]
) -> None:
    """Write the tables and reports that were asked for. Raises ZelfscanError when one cannot be written."""
    write_tables(arguments, report, scans)
    write_papers(arguments, report, comparison)


def write_papers(arguments: argparse.Namespace, report: RoundReport, comparison: CohortComparison | None) -> None:
    """Write the report and the picture of the quadrant, when they were asked for."""
    if arguments.rapport is None and arguments.svg is None:
        return
    from zelfscan.reports.paper.forms import written
    from zelfscan.reports.paper.group import group_report
    from zelfscan.reports.paper.quadrant_svg import quadrant_svg

    document = group_report(report, comparison)
    if arguments.rapport is not None:
        write_output(arguments.rapport, written(document, arguments.rapport.suffix.lower()))
    if arguments.svg is not None:
        write_output(arguments.svg, quadrant_svg(document).encode())


def write_tables(arguments: argparse.Namespace, report: RoundReport, scans: Sequence[Scan]) -> None:
    """Write the tables that were asked for."""
    from zelfscan.reports.group_csv import CsvKind, group_csv, raw_csv, spss_syntax

    catalog = report.catalog
    if arguments.csv is not None:
        write_output(arguments.csv, group_csv(report.cohort, catalog).encode())
        syntax = spss_syntax(catalog, arguments.csv.name, CsvKind.GROUP)
        write_output(arguments.csv.with_suffix(".sps"), syntax.encode())
    if arguments.ruw is not None:
        write_output(arguments.ruw, raw_csv(scans, catalog).encode())
        write_output(arguments.ruw.with_suffix(".sps"), spss_syntax(catalog, arguments.ruw.name, CsvKind.RAW).encode())
    if arguments.xlsx is not None:
        from datetime import datetime

        from zelfscan.reports.group_xlsx import group_xlsx

        write_output(arguments.xlsx, group_xlsx(report, made=datetime.now().astimezone()))
