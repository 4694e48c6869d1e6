"""The files that `zelfscan groep` reads and writes."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.reports.round_report import Double, FilesRead, Rejected, RoundReport
from zelfscan.storage.collect import find_files, read_many
from zelfscan.storage.files import reason

RESULT_SUFFIX = ".toml"


def collect(
    paths: Sequence[Path], catalog: Catalog, include_drafts: bool, progress: Callable[[int, int], None]
) -> tuple[tuple[Scan, ...], FilesRead]:
    """The scans that count, and what was found on the way."""
    listed = find_files(paths)
    found = read_many(listed, catalog, progress, include_drafts=include_drafts)
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
    named = [path for path in (arguments.csv, arguments.ruw, arguments.xlsx) if path is not None]
    for path in named:
        # os.path says no where pathlib would raise: a name too long, a folder without rights.
        if not path.name or os.path.isdir(path):  # noqa: PTH112
            return f"{path} is een map; geef een bestandsnaam op."
        if path.suffix.lower() == RESULT_SUFFIX:
            return f"{path}: een bestand met {RESULT_SUFFIX} is een resultaat van een leider; kies een andere naam."
    outputs = [*named, *(path.with_suffix(".sps") for path in (arguments.csv, arguments.ruw) if path is not None)]
    places = {os.path.realpath(path): path for path in outputs}
    if len(places) < len(outputs):
        return "Twee uitvoerbestanden hebben dezelfde naam (ook het .sps-bestand telt mee)."
    for file in find_files([*arguments.paden, *(arguments.eerder or ())]):
        if path := places.get(os.path.realpath(file)):
            return f"{path} wordt ook gelezen; kies een andere naam voor de uitvoer."
    return ""


def write_outputs(arguments: argparse.Namespace, report: RoundReport, scans: Sequence[Scan]) -> None:
    """Write the tables that were asked for. Raises ZelfscanError when one cannot be written."""
    from zelfscan.reports.group_csv import CsvKind, group_csv, raw_csv, spss_syntax

    catalog = report.catalog
    if arguments.csv is not None:
        _write(arguments.csv, group_csv(report.cohort, catalog).encode())
        syntax = spss_syntax(catalog, arguments.csv.name, CsvKind.GROUP)
        _write(arguments.csv.with_suffix(".sps"), syntax.encode())
    if arguments.ruw is not None:
        _write(arguments.ruw, raw_csv(scans, catalog).encode())
        _write(arguments.ruw.with_suffix(".sps"), spss_syntax(catalog, arguments.ruw.name, CsvKind.RAW).encode())
    if arguments.xlsx is not None:
        from datetime import datetime

        from zelfscan.reports.group_xlsx import group_xlsx

        _write(arguments.xlsx, group_xlsx(report, made=datetime.now().astimezone()))


def _write(path: Path, data: bytes) -> None:
    from zelfscan.storage.atomic import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        raise ZelfscanError(
            f"{path} kon niet worden geschreven: {reason(error)}.",
            "De resultaten van de leiders zijn niet aangeraakt. Staat dit bestand open? Sluit het en probeer opnieuw.",
        ) from error
