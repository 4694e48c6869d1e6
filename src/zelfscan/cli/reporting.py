"""`zelfscan rapport`: the report of one result or of every one in a folder or zip, also beside a round."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from zelfscan import domain, reports, storage
from zelfscan.cli.outputs import Outputs, name_problem, overlap_problem
from zelfscan.cli.reading import (
    choose_results,
    collect,
    given_key,
    key_files,
    skipped_lines,
    status_of,
    tell_rounds,
)
from zelfscan.cli.terminal import DONE, REFUSED, WRONG_USE, tell
from zelfscan.dutch import code_in_words, plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path


def report(arguments: argparse.Namespace) -> int:
    """Write the report, the picture of the quadrant, the dates, or all; where they went goes to stderr."""
    if arguments.ronde is None and "minimum" in vars(arguments).get("given_once", ()):
        tell("--minimum hoort bij --ronde MAP: geef ook de map van een ronde op.")
        return WRONG_USE
    catalog = storage.chosen_catalog(arguments.catalogus)
    if arguments.bestand is None:
        if not (chosen := choose_results(catalog, "rapport")):
            return WRONG_USE
        arguments.bestand = chosen[0]
    if arguments.bestand.is_dir() or storage.is_zip(arguments.bestand):
        return _report_folder(arguments, catalog)
    paper: Path | None = arguments.uit
    if paper is None and arguments.svg is None and arguments.agenda is None:
        paper = storage.report_path(arguments.bestand, reports.PDF)
    if problem := _paper_problem(paper, arguments):
        tell(problem)
        if paper is not None and arguments.uit is None:
            tell("Zo zou het rapport van dit resultaat heten: geef met -o een andere naam op.")
        return WRONG_USE
    key = given_key(arguments)
    scan = storage.read_scan(arguments.bestand, catalog, key)
    scans, status = _round_of(arguments, catalog, key)
    document = _document(arguments, catalog, scan, scans, storage.division_of(arguments.bestand, scan, catalog, key))
    outputs = Outputs(overwrite=arguments.overschrijf)
    for path, what in ((paper, "rapport"), (arguments.svg, "kwadrant")):
        if path is not None and outputs.write(path, partial(reports.written, document, path.suffix.lower())):
            tell(f"Het {what} staat in {shown_path(path)}")
    if arguments.agenda is not None:
        dates = len(domain.due_dates(scan))
        if not dates:
            tell("In dit resultaat staat geen afspraak met een datum. Er is geen agendabestand gemaakt.")
        elif outputs.write(arguments.agenda, lambda: reports.agenda_ics(catalog, scan)):
            tell(f"{plural(dates, 'afspraak staat', 'afspraken staan')} in {shown_path(arguments.agenda)}")
    return REFUSED if outputs.failed else status


def _report_folder(arguments: argparse.Namespace, catalog: domain.Catalog) -> int:
    """A report beside every result in a folder or zip, as for one result; what fails is told and stops no other."""
    if any((arguments.uit, arguments.svg, arguments.agenda)):
        tell("Bij een map of zip krijgt elk rapport zijn eigen naam: laat -o, --svg en --agenda weg.")
        return WRONG_USE
    key = given_key(arguments)
    scans, status = _round_of(arguments, catalog, key)
    listed = storage.list_files([arguments.bestand])
    outputs = Outputs(overwrite=arguments.overschrijf)
    for line in skipped_lines(listed.skipped):
        tell(line)
    made: set[Path] = set()
    for place in range(len(listed)):
        path = listed[place]
        try:
            scan = storage.read_scan(path, catalog, key)
            document = _document(arguments, catalog, scan, scans, storage.division_of(path, scan, catalog, key))
        except ZelfscanError as error:
            outputs.fail(error)
            continue
        paper = storage.report_path(path, reports.PDF)
        if paper in made:
            why = f"{shown_path(paper)} is al van een ander resultaat dan {shown_path(path)}."
            outputs.fail(ZelfscanError(why, "Maak het rapport hiervan apart, met -o en een andere naam."))
        elif outputs.write(paper, partial(reports.written, document, reports.PDF)):
            made.add(paper)
    if not made and not outputs.failed:
        tell(f"In {shown_path(arguments.bestand)} staat geen resultaat.")
        return REFUSED
    folder = arguments.bestand if arguments.bestand.is_dir() else arguments.bestand.parent
    tell(f"{plural(len(made), 'rapport staat', 'rapporten staan')} in {shown_path(folder)}")
    return REFUSED if outputs.failed else status


def _round_of(
    arguments: argparse.Namespace, catalog: domain.Catalog, key: storage.Key | None
) -> tuple[Sequence[domain.Scan] | None, int]:
    """The scans of the round to put a result beside, None when that was not asked for; and what the run ends with."""
    if arguments.ronde is None:
        return None, DONE
    found = collect(arguments.ronde, catalog, False, lambda done, total: None, key)
    tell_rounds([found])
    return tuple(found.scans()), status_of([found])


def _document(
    arguments: argparse.Namespace,
    catalog: domain.Catalog,
    scan: domain.Scan,
    scans: Sequence[domain.Scan] | None,
    division: domain.Division | None,
) -> reports.Document:
    if scans and scans[0].made_up is not scan.made_up:
        made_up, real = ("de ronde", "dit resultaat") if scans[0].made_up else ("dit resultaat", "de ronde")
        raise ZelfscanError(
            f"{made_up[0].upper()}{made_up[1:]} is verzonnen, als voorbeeld, en {real} is echt.",
            "Zet een echt resultaat naast een echte ronde, en een voorbeeld naast het voorbeeld.",
        )
    others = None if scans is None else domain.others_in(scans, scan, catalog.numbers, arguments.minimum)
    mine = domain.participant_key(scan.participant)
    if any(other.id != scan.id and domain.participant_key(other.participant) == mine for other in scans or ()):
        tell(
            f"Onder de code {code_in_words(scan.participant)} staat nog een scan in de ronde. Daarom staan de anderen "
            "niet in dit rapport: naast de groepscijfers zou dat verraden wat er in die scan staat. Is de scan dubbel "
            "ingevuld? Haal er dan een uit de map en probeer opnieuw."
        )
        others = None
    return reports.leader_report(catalog, scan, others, division)


def _paper_problem(paper: Path | None, arguments: argparse.Namespace) -> str:
    papers = (
        (paper, reports.REPORT_ENDINGS),
        (arguments.svg, reports.PICTURE_ENDINGS),
        (arguments.agenda, (reports.CALENDAR,)),
    )
    named = [(path, endings) for path, endings in papers if path]
    problems = (name_problem(path, suffixes) for path, suffixes in named)
    return next(filter(None, problems), "") or overlap_problem(
        [path for path, _ in named], [arguments.bestand, *key_files(arguments)]
    )
