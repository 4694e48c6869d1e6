"""`zelfscan rapport`: one leader's report, to print or to send."""

from __future__ import annotations

import argparse
from pathlib import Path

from zelfscan.cli.outputs import (
    REPORT_SUFFIXES,
    SVG_SUFFIXES,
    name_problem,
    overlap_problem,
    write_output,
)
from zelfscan.cli.terminal import tell
from zelfscan.reports.paper.forms import PDF, need_form, written
from zelfscan.reports.paper.leader import leader_report
from zelfscan.reports.paper.quadrant_svg import quadrant_svg
from zelfscan.safe_text import shown_path
from zelfscan.storage.compiled_catalog import ready_catalog
from zelfscan.storage.names import report_path
from zelfscan.storage.paths import catalog_folder
from zelfscan.storage.scan_toml import read_scan
from zelfscan.storage.seal import read_key

DONE, WRONG_USE = 0, 2


def run(arguments: argparse.Namespace) -> int:
    """Write the report, the picture of the quadrant, or both; where they went goes to stderr."""
    paper: Path | None = arguments.uit
    if paper is None and arguments.svg is None:
        paper = report_path(arguments.bestand, PDF)
    if problem := _problem(paper, arguments):
        tell(problem)
        return WRONG_USE
    if paper is not None:
        need_form(paper.suffix.lower())
    catalog = ready_catalog(catalog_folder())
    document = leader_report(catalog, read_scan(arguments.bestand, catalog, read_key(arguments.sleutel)))
    if paper is not None:
        write_output(paper, written(document, paper.suffix.lower()))
        tell(f"Het rapport staat in {shown_path(paper)}")
    if arguments.svg is not None:
        write_output(arguments.svg, quadrant_svg(document).encode())
        tell(f"Het kwadrant staat in {shown_path(arguments.svg)}")
    return DONE


def _problem(paper: Path | None, arguments: argparse.Namespace) -> str:
    named = [(path, suffixes) for path, suffixes in ((paper, REPORT_SUFFIXES), (arguments.svg, SVG_SUFFIXES)) if path]
    problems = (name_problem(path, suffixes) for path, suffixes in named)
    return next(filter(None, problems), "") or overlap_problem([path for path, _ in named], [arguments.bestand])
