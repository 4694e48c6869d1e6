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
from zelfscan.reports import PDF, leader_report, need_form, quadrant_svg, written
from zelfscan.safe_text import shown_path
from zelfscan.storage import catalog_folder, read_key, read_scan, ready_catalog, report_path

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
