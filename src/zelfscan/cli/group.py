"""`zelfscan groep`: from the files of a round to its figures.

A name of another room is loaded when it is first asked for: a table needs no screen and no typesetter.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from zelfscan import domain, reports, storage
from zelfscan.cli.outputs import DATA, SYNTAX, TABLE, TEXT, WORKBOOK, Outputs, name_problem, overlap_problem
from zelfscan.cli.reading import ReadRound, collect, given_key, key_files, status_of, tell_rounds
from zelfscan.cli.terminal import (
    REFUSED,
    WRONG_USE,
    count_along,
    has_terminal,
    json_bytes,
    run_app,
    say_json,
    say_text,
    tell,
    text_bytes,
)
from zelfscan.dutch import code_in_words, first_of
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path

_MOST_CODES = 10
"""The codes without a scan that are named."""


def run_group(arguments: argparse.Namespace) -> int:
    """Read the files once; then write what was asked for, or show the figures."""
    if problem := outputs_in_the_way(arguments):
        tell(problem)
        return WRONG_USE
    catalog = storage.chosen_catalog(arguments.catalogus)
    writes = bool(named_outputs(arguments)) or arguments.figuren is not None
    if not (writes or arguments.json or arguments.tekst) and has_terminal():
        return _show(arguments, catalog)
    told: list[ReadRound] = []
    try:
        report, comparison, scans = _read(arguments, catalog, count_along(), told)
    finally:
        tell_rounds(told)
    _tell_followed(report)
    failed = writes and not write_outputs(arguments, report, comparison, scans)
    shown = _shown(arguments, report)
    if arguments.json:
        say_json(_data_of(shown, comparison))
    elif report.files.valid and (arguments.tekst or not writes):
        say_text(_text_of(shown, comparison))
    return REFUSED if failed else status_of(told)


def _show(arguments: argparse.Namespace, catalog: domain.Catalog) -> int:
    from zelfscan.tui.group import GroupApp

    # Filled by the view's worker, told once the screen is the terminal's again.
    told: list[ReadRound] = []
    shown: list[reports.RoundReport] = []

    def read(progress: Callable[[int, int], None]) -> tuple[reports.RoundReport, domain.CohortComparison | None]:
        report, comparison, _ = _read(arguments, catalog, progress, told)
        shown.append(report)
        return _shown(arguments, report), comparison

    failed = run_app(GroupApp(read))
    tell_rounds(told)
    for report in shown[-1:]:
        _tell_followed(report)
    return failed or status_of(told)


def _shown(arguments: argparse.Namespace, report: reports.RoundReport) -> reports.RoundReport:
    """What every form but the exchange's own documents gets."""
    return report.without_exchange() if arguments.zonder_uitwisseling else report


def _read(
    arguments: argparse.Namespace,
    catalog: domain.Catalog,
    progress: Callable[[int, int], None],
    told: list[ReadRound],
) -> tuple[reports.RoundReport, domain.CohortComparison | None, Callable[[], Iterator[domain.Scan]]]:
    """Everything that the files say; what reading met goes to `told` as soon as it is known."""
    key = given_key(arguments)
    now = collect(arguments.paden, catalog, arguments.concepten, progress, key)
    told.append(now)
    parts, notes = _parts(arguments, catalog, now)
    told[-1] = replace(now, notes=(*now.notes, *notes))
    comparison = None
    if arguments.eerder:
        earlier = collect(arguments.eerder, catalog, arguments.concepten, lambda done, total: None, key)
        told.append(earlier)
        if not earlier.files.valid:
            raise ZelfscanError(
                "In de eerdere ronde staat geen bruikbaar resultaat.", "Kijk of de map achter --eerder klopt."
            )
        if earlier.files.made_up is not now.files.made_up and now.files.valid:
            raise ZelfscanError(
                "De ene ronde is verzonnen, als voorbeeld, en de andere is echt.",
                "Vergelijk rondes van dezelfde soort.",
            )
        comparison = domain.compare_cohorts(
            earlier.scans(),
            now.scans(),
            catalog.numbers,
            arguments.minimum,
            strict=arguments.streng,
            beside_exchange=not arguments.zonder_uitwisseling or bool(arguments.uitwisseling or arguments.draaiboek),
            beside_parts=any(part.total.size >= arguments.minimum for part in parts),
        )
    return (
        reports.report_of(
            catalog,
            now.counted,
            now.files,
            arguments.minimum,
            strict=arguments.streng,
            parts=parts,
        ),
        comparison,
        now.scans,
    )


def _parts(
    arguments: argparse.Namespace, catalog: domain.Catalog, now: ReadRound
) -> tuple[tuple[domain.Part, ...], Sequence[str]]:
    """The parts of the round that were asked for, none when none were; and what the list of groups has too much."""
    if arguments.groepen is None:
        by_school = arguments.per is not None
        return domain.parts_of(now.scans(), lambda scan: scan.school, catalog.numbers) if by_school else (), ()
    groups = storage.read_groups(arguments.groepen)
    unused = dict(groups)

    def group_of(scan: domain.Scan) -> str:
        key = domain.participant_key(scan.participant)
        unused.pop(key, None)
        return groups.get(key, "")

    parts = domain.parts_of(now.scans(), group_of, catalog.numbers)
    return parts, first_of(
        [f"groepen: {code_in_words(code)} staat in de lijst, en heeft geen scan" for code in unused], _MOST_CODES
    )


def _tell_followed(report: reports.RoundReport) -> None:
    """What the figures still give away of single leaders, where they do and those leaders exist."""
    sentence = reports.followed_sentence(report.catalog, report.cohort)
    if sentence and not report.files.made_up:
        tell(f"let op: {sentence}")


def _data_of(report: reports.RoundReport, comparison: domain.CohortComparison | None) -> dict[str, object]:
    shown = reports.group_json(report)
    if comparison is not None:
        shown["vooruitgang"] = reports.progress_json(comparison)
    return shown


def _text_of(report: reports.RoundReport, comparison: domain.CohortComparison | None) -> str:
    width = min(shutil.get_terminal_size().columns, 120)
    documents = [reports.group_report(report, comparison)]
    if report.names_leaders:
        documents.append(reports.exchange_document(report))
    return "\n\n".join(reports.document_text(document, width) for document in documents)


def named_outputs(arguments: argparse.Namespace) -> list[tuple[Path, tuple[str, ...]]]:
    """The files that were asked for, each with the endings that its name may have."""
    outputs = (
        (arguments.csv, (TABLE,)),
        (arguments.scores, (TABLE,)),
        (arguments.ruw, (TABLE,)),
        (arguments.breed, (TABLE,)),
        (arguments.xlsx, (WORKBOOK,)),
        (arguments.rapport, reports.REPORT_ENDINGS),
        (arguments.uitwisseling, reports.REPORT_ENDINGS),
        (arguments.draaiboek, reports.REPORT_ENDINGS),
        (arguments.svg, reports.PICTURE_ENDINGS),
        (arguments.naar, (TEXT, DATA)),
    )
    return [(path, endings) for path, endings in outputs if path is not None]


def path_beside(table: Path | None, kind: reports.CsvKind) -> Path | None:
    """Where a second table comes, such as that of what the leaders want: beside that of the figures."""
    return None if table is None else table.with_name(f"{table.stem}-{kind.value}{TABLE}")


def _has_parts(arguments: argparse.Namespace) -> bool:
    return arguments.per is not None or arguments.groepen is not None


def outputs_in_the_way(arguments: argparse.Namespace) -> str:
    """What is wrong with the output files that were named; '' when nothing is.

    Nothing may ever be written over a leader's answers, over the key, or over another output of the same call.
    """
    if arguments.kort and arguments.rapport is None:
        return "--kort hoort bij --rapport UIT: geef ook een bestandsnaam op."
    if arguments.json and arguments.tekst:
        return "Kies een van --json en --tekst."
    if arguments.open_antwoorden and arguments.breed is None:
        return "--open-antwoorden hoort bij --breed UIT: geef ook een bestandsnaam op."
    if arguments.per is not None and arguments.groepen is not None:
        return "Kies een van --per en --groepen: twee verdelingen naast elkaar kunnen iemand verraden."
    named = named_outputs(arguments)
    for path, endings in named:
        if problem := name_problem(path, endings):
            return problem
    second = [path_beside(arguments.csv, reports.CsvKind.WISHES)]
    if _has_parts(arguments):
        second.append(path_beside(arguments.csv, reports.CsvKind.SUBGROUPS))
    tables = (arguments.csv, *second, arguments.scores, arguments.ruw, arguments.breed)
    outputs = [
        *(path for path, _ in named),
        *(path for path in second if path is not None),
        *(path.with_suffix(SYNTAX) for path in tables if path is not None),
    ]
    if arguments.figuren is not None:
        if arguments.figuren.exists() and not arguments.figuren.is_dir():
            return f"{shown_path(arguments.figuren)} is geen map; geef achter --figuren een map op."
        numbers = {area.figure for area in storage.chosen_catalog(arguments.catalogus).areas}
        outputs += [arguments.figuren / f"figuur-{number}.svg" for number in sorted(numbers)]
    if not outputs:
        return ""
    read = storage.list_files([*arguments.paden, *(arguments.eerder or ())])
    # Not every file of a large round: only those that one of the outputs could be.
    inputs = [*read.named(Path(os.path.realpath(path)).name for path in outputs)]
    return overlap_problem(
        outputs, [*inputs, *key_files(arguments), *([arguments.groepen] if arguments.groepen else ())]
    )


def write_outputs(
    arguments: argparse.Namespace,
    report: reports.RoundReport,
    comparison: domain.CohortComparison | None,
    scans: Callable[[], Iterator[domain.Scan]],
) -> bool:
    """Write what was asked for, each by itself; whether all of it is there now. Of nobody nothing is written."""
    if not report.files.valid:
        tell("Er is niets geschreven.")
        return False
    outputs = Outputs(overwrite=arguments.overschrijf)
    catalog = report.catalog
    words = arguments.open_antwoorden
    parts = report.subgroups
    tables: tuple[tuple[Path | None, reports.CsvKind, bool, Callable[[], str]], ...] = (
        (arguments.csv, reports.CsvKind.GROUP, False, lambda: reports.group_csv(report.cohort, catalog)),
        (
            path_beside(arguments.csv, reports.CsvKind.WISHES),
            reports.CsvKind.WISHES,
            False,
            lambda: reports.wishes_csv(report.wishes, catalog),
        ),
        (
            path_beside(arguments.csv, reports.CsvKind.SUBGROUPS) if parts is not None else None,
            reports.CsvKind.SUBGROUPS,
            False,
            lambda: reports.subgroups_csv(parts, catalog) if parts is not None else "",
        ),
        (
            arguments.scores,
            reports.CsvKind.SCORES,
            comparison is not None,
            lambda: reports.scores_csv(report.cohort, catalog, comparison),
        ),
        (arguments.ruw, reports.CsvKind.RAW, False, lambda: reports.raw_csv(scans(), catalog)),
        (arguments.breed, reports.CsvKind.WIDE, words, lambda: reports.wide_csv(scans(), catalog, with_words=words)),
    )
    for path, kind, more, make in tables:
        # A table that was not written is somebody else's, and the syntax would read it as ours.
        if path is not None and outputs.write(path, partial(_encoded, make)):
            syntax = reports.spss_syntax(catalog, Path(os.path.abspath(path)), kind, more=more)  # noqa: PTH100
            outputs.write(path.with_suffix(SYNTAX), syntax.encode)
    if arguments.figuren is not None:
        write_figures(arguments.figuren, report, outputs)
    outputs.write(arguments.xlsx, lambda: _workbook(_shown(arguments, report), comparison))
    write_papers(arguments, report, comparison, outputs)
    if arguments.naar is not None:
        outputs.write(arguments.naar, lambda: _printed(arguments.naar, _shown(arguments, report), comparison))
    return not outputs.failed


def write_figures(folder: Path, report: reports.RoundReport, outputs: Outputs) -> None:
    """Write a picture per figure into a folder, which is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        outputs.fail(
            ZelfscanError(
                f"{shown_path(folder)} kan niet worden gemaakt: {storage.reason(error)}.", "Kies een andere map."
            )
        )
        return
    for name, picture in reports.figure_svgs(report):
        outputs.write(folder / name, picture.encode)


def _encoded(make: Callable[[], str]) -> bytes:
    return make().encode()


def write_papers(
    arguments: argparse.Namespace,
    report: reports.RoundReport,
    comparison: domain.CohortComparison | None,
    outputs: Outputs,
) -> None:
    """Write the report, the picture of the quadrant and the documents on the exchange, when they were asked for."""
    whole = partial(reports.group_report, _shown(arguments, report), comparison)
    papers: tuple[tuple[Path | None, Callable[[], reports.Document]], ...] = (
        (arguments.rapport, partial(reports.board_sheet, _shown(arguments, report)) if arguments.kort else whole),
        (arguments.svg, whole),
        (arguments.uitwisseling, partial(reports.exchange_document, report)),
        (arguments.draaiboek, partial(reports.programme_document, report)),
    )
    for path, document in papers:
        if path is not None:
            outputs.write(path, partial(_paper, document, path.suffix.lower()))


def _paper(document: Callable[[], reports.Document], ending: str) -> bytes:
    return reports.written(document(), ending)


def _printed(path: Path, report: reports.RoundReport, comparison: domain.CohortComparison | None) -> bytes:
    if path.suffix.lower() == DATA:
        return json_bytes(_data_of(report, comparison))
    return text_bytes(_text_of(report, comparison))


def _workbook(report: reports.RoundReport, comparison: domain.CohortComparison | None) -> bytes:
    from datetime import datetime

    return reports.group_xlsx(report, comparison, made=datetime.now().astimezone())
