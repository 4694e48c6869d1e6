"""The commands that read results and print or write something: a function each, which answers its exit status.

A name of another room is loaded when it is first asked for, so that no command waits for what another one needs.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zelfscan import domain, reports, storage
from zelfscan.cli.outputs import DATA, TABLE, TEXT, Outputs, name_problem, overlap_problem
from zelfscan.cli.reading import (
    UNSIGNED,
    UNSIGNED_DRAFT,
    choose_results,
    given_key,
    key_files,
    lines_on_doubles,
    read_secret,
    skipped_lines,
)
from zelfscan.cli.scan import seal_to_add
from zelfscan.cli.terminal import (
    DONE,
    REFUSED,
    WRONG_USE,
    ask_unseen,
    has_terminal,
    json_bytes,
    need_terminal,
    run_app,
    say,
    say_json,
    say_text,
    tell,
    text_bytes,
)
from zelfscan.dutch import code_in_words, enumerate_nl, first_of, plural
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path, typed_path

WIDEST = 100
"""The columns of a text, however wide the terminal is."""


def check(arguments: argparse.Namespace) -> int:
    """`controleer`: print a line per problem of these results; the count, and scans in several files, go to stderr."""
    catalog = storage.chosen_catalog(arguments.catalogus)
    rules = storage.Rules.of(catalog)
    key = given_key(arguments)
    files = storage.list_files(arguments.paden)
    refused = drafts = unsigned = 0
    records = bytearray()
    for place, file in enumerate(storage.read_files(files, rules, key)):
        records += storage.noted(file)
        if isinstance(file, tuple):
            if storage.names_division(files[place].name):
                file = _division_problems(files[place], catalog, key)
            refused += bool(file)
            for problem in file:
                say(f"{shown_path(files[place])}: {problem}")
            continue
        drafts += file.scan.finished is None
        if arguments.handtekening and file.signature is None:
            unsigned += 1
            say(f"{shown_path(files[place])}: {UNSIGNED_DRAFT if file.scan.finished is None else UNSIGNED}")
    doubles = storage.doubles_in(records, signs=bool(arguments.handtekening))
    for line in (*lines_on_doubles(doubles, files), *skipped_lines(files.skipped)):
        tell(line)
    whole = len(files) - refused
    note = f", waarvan {plural(drafts, 'concept', 'concepten')}" if drafts else ""
    note += f" ({unsigned} niet ondertekend)" if unsigned else ""
    tell(f"{plural(whole, 'bestand', 'bestanden')} in orde{note}; {refused} met problemen.")
    return REFUSED if refused or unsigned else DONE


def _division_problems(path: Path, catalog: domain.Catalog, key: storage.Key | None) -> tuple[str, ...]:
    """What is wrong with a division that was given by name: no result, but whoever made one by hand may ask."""
    try:
        storage.read_division(path, catalog, key)
    except ZelfscanError as error:
        return error.problems or (str(error),)
    return ()


def show_catalog(arguments: argparse.Namespace) -> int:
    """`catalogus`: print the catalog or write it, begin a new one in `--nieuw`, or print a line per problem of the one
    in `--controleer`.
    """
    if problem := _catalog_problem(arguments):
        tell(problem)
        return WRONG_USE
    if arguments.nieuw is not None:
        names = storage.begin_catalog(arguments.nieuw)
        tell(f"In {shown_path(arguments.nieuw)} staan nu {enumerate_nl(names)}. Pas ze aan, en dan:")
        tell(f"  controleren: zelfscan catalogus --controleer {typed_path(arguments.nieuw)}")
        tell(f"  proberen:    zelfscan --catalogus {typed_path(arguments.nieuw)}")
        return DONE
    if arguments.controleer is not None:
        problems = storage.check_catalog(arguments.controleer)
        for problem in first_of(problems):
            say(problem)
        found = plural(len(problems), "probleem", "problemen") if problems else "geen problemen"
        tell(f"{shown_path(arguments.controleer)}: {found}.")
        return REFUSED if problems else DONE
    catalog = storage.chosen_catalog(arguments.catalogus)
    width = _columns()
    if arguments.json:
        say_json(reports.catalog_json(catalog))
    elif arguments.naar is None:
        say_text(reports.catalog_text(catalog, width))
    outputs = Outputs(overwrite=arguments.overschrijf)
    if arguments.naar is not None and arguments.naar.suffix.lower() == DATA:
        outputs.write(arguments.naar, lambda: json_bytes(reports.catalog_json(catalog)))
    else:
        outputs.write(arguments.naar, lambda: text_bytes(reports.catalog_text(catalog, width)))
    return REFUSED if outputs.failed else DONE


def _catalog_problem(arguments: argparse.Namespace) -> str:
    """What does not go together of what was asked, in Dutch; '' when all of it does."""
    doing = [f"--{name}" for name in ("nieuw", "controleer") if getattr(arguments, name) is not None]
    showing = [f"--{name}" for name in ("json", "naar") if getattr(arguments, name)]
    if doing and len(both := [*doing, *showing]) > 1:
        return f"{enumerate_nl(both)} kunnen niet samen: kies er een."
    if doing and arguments.catalogus is not None:
        return f"--catalogus doet niets bij {doing[0]}: laat een van beide weg."
    return "" if arguments.naar is None else _naar_problem(arguments.naar, (TEXT, DATA), [])


def _naar_problem(path: Path, endings: Sequence[str], read: Sequence[Path]) -> str:
    """What is wrong with the file of `--naar`, in Dutch; '' when nothing is."""
    return name_problem(path, endings) or overlap_problem([path], read)


def compare_results(arguments: argparse.Namespace) -> int:
    """`vergelijk`: open the view in a terminal, else print the comparison; what is odd of the pair goes to stderr."""
    catalog = storage.chosen_catalog(arguments.catalogus)
    key = given_key(arguments)
    paths = tuple(path for path in (arguments.eerder, arguments.later) if path is not None)
    if len(paths) == 1:
        tell("zelfscan vergelijk: dit ontbreekt: LATER, het resultaat van de latere scan")
        tell("Uitleg: zelfscan vergelijk --help")
        return WRONG_USE
    if not (paths := paths or choose_results(catalog, "vergelijk", 2)):
        return WRONG_USE
    if arguments.ontvanger and (arguments.tekst or arguments.naar is not None):
        tell("--ontvanger hoort bij het scherm: met --tekst of --naar wordt er niets in een resultaat geschreven.")
        return WRONG_USE
    inputs = [*paths, *key_files(arguments)]
    if arguments.naar is not None and (problem := _naar_problem(arguments.naar, (TEXT,), inputs)):
        tell(problem)
        return WRONG_USE
    earlier, later = (storage.read_scan(path, catalog, key) for path in paths)
    if earlier.id == later.id:
        raise ZelfscanError(
            "Deze twee bestanden zijn dezelfde scan.",
            "Geef eerst het bestand van uw eerdere scan op, en dan dat van uw latere scan.",
        )
    notes = tuple(f"Let op: {note}" for note in _notes_on(earlier, later))
    for note in notes:
        tell(note)
    if has_terminal() and not arguments.tekst and arguments.naar is None:
        from zelfscan.tui.comparison import ComparisonApp
        from zelfscan.tui.conversation.look_back import result_keeper
        from zelfscan.tui.keeper import Setup

        path = paths[1].resolve()
        seal, read_only = seal_to_add(path, key, arguments.ontvanger)
        setup = Setup(catalog, storage.ResultStore(path.parent, seal), storage.usual_drafts(seal))
        keeper = None if read_only else result_keeper(setup, path, later)
        return run_app(ComparisonApp(catalog, earlier, later, notes, keeper))
    width = _columns()
    comparison = domain.compare(earlier, later, catalog.numbers)
    moments = {"earlier": domain.moment(earlier), "later": domain.moment(later)}
    text = reports.document_text(
        reports.comparison_report(catalog, comparison, domain.outcomes_of(earlier, later), **moments), width
    )
    if arguments.tekst or arguments.naar is None:
        say_text(text)
    outputs = Outputs(overwrite=arguments.overschrijf)
    outputs.write(arguments.naar, lambda: text_bytes(text))
    return REFUSED if outputs.failed else DONE


def _columns() -> int:
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST)


def _notes_on(earlier: domain.Scan, later: domain.Scan) -> Iterator[str]:
    """What may be wrong with this pair; the comparison is made anyway."""
    if not domain.in_order(earlier, later):
        yield "het eerste bestand is niet ouder dan het tweede. Wisselde u ze om? Geef eerst de eerdere scan op."
    if domain.participant_key(earlier.participant) != domain.participant_key(later.participant):
        codes = " en ".join(code_in_words(scan.participant) for scan in (earlier, later))
        yield f"de codes verschillen ({codes}). Dat kan, als het scans van dezelfde persoon zijn."
    if earlier.made_up is not later.made_up:
        yield "een van beide scans is verzonnen, als voorbeeld, en de andere is echt."
    if earlier.instrument_version != later.instrument_version:
        yield "de scans horen bij verschillende versies van de vragenlijst. Een stelling kan iets anders betekenen."
    for scan, name in ((earlier, "eerste"), (later, "tweede")):
        if scan.is_draft:
            yield f"het {name} bestand is een concept: deze scan is niet afgerond."


def make_sheet(arguments: argparse.Namespace) -> int:
    """`blad`: write the questionnaire as a page or for paper, and say on stderr where it went."""
    path: Path = arguments.uit or Path(f"vragenlijst{reports.HTML}")
    if problem := name_problem(path, (reports.HTML, reports.PDF)) or _sealing_problem(arguments, path):
        tell(problem)
        return WRONG_USE
    catalog = storage.chosen_catalog(arguments.catalogus)
    round_name = arguments.ronde or ""
    recipients = storage.read_recipients(arguments.ontvanger or ())

    def make() -> bytes:
        if path.suffix.lower() == reports.PDF:
            return reports.sheet_pdf(catalog, round_name)
        form = {"schema": storage.SCHEMA, "size": storage.SIZE_LIMIT}
        return reports.sheet_html(catalog, **form, round_name=round_name, recipients=recipients).encode()

    outputs = Outputs(overwrite=arguments.overschrijf)
    if outputs.write(path, make):
        tell(f"De vragenlijst staat in {shown_path(path)}")
    return REFUSED if outputs.failed else DONE


def _sealing_problem(arguments: argparse.Namespace, path: Path) -> str:
    if not arguments.ontvanger:
        return ""
    if path.suffix.lower() == reports.PDF:
        return "--ontvanger kan niet bij een PDF: papier wordt niet verzegeld."
    return "" if arguments.ronde else "--ontvanger hoort bij een ronde: geef ook --ronde NAAM op."


def make_example(arguments: argparse.Namespace) -> int:
    """`voorbeeld`: put the made-up results in a folder, and say on stderr what can be done with them."""
    folder = storage.chosen_catalog_folder(arguments.catalogus)
    catalog = storage.ready_catalog(folder)
    place: Path = arguments.map or storage.exports_folder(None) / storage.EXAMPLE
    made = storage.write_example(place, catalog, folder)
    say(shown_path(place))
    for line in (
        "Hier staat nu een voorbeeld. Alles erin is verzonnen.",
        f"Eén {catalog.who.one}, met een gesprek en afspraken: zelfscan open {typed_path(made.leader)}",
        f"Een ronde: zelfscan groep {typed_path(made.round)}",
    ):
        tell(line)
    return DONE


def divide(arguments: argparse.Namespace) -> int:
    """`verdeling`: open the sheet of a result, or begin one; with `--csv` only write it as a table.

    The sheet is `verdeling.toml` beside the result, sealed when that is sealed.
    """
    catalog = storage.chosen_catalog(arguments.catalogus)
    key = given_key(arguments)
    if not (paths := (arguments.bestand,) if arguments.bestand else choose_results(catalog, "verdeling")):
        return WRONG_USE
    if arguments.csv is not None and (
        problem := name_problem(arguments.csv, (TABLE,))
        or overlap_problem([arguments.csv], [*paths, *key_files(arguments)])
    ):
        tell(problem)
        return WRONG_USE
    if arguments.csv is not None and arguments.ontvanger:
        tell("--ontvanger hoort bij het scherm: met --csv wordt er niets verzegeld.")
        return WRONG_USE
    scan = storage.read_scan(paths[0], catalog, key)
    # Only what was read is surely no link that leads to itself.
    path = paths[0].resolve()
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


KEY = ".sleutel"
"""How the name of a secret key ends, so that it is never taken for something else."""
SHORTEST = 12
"""Characters of a passphrase."""


def make_key(arguments: argparse.Namespace) -> int:
    """Write the secret key and, beside it, the recipient, which goes to stdout as well; or try out a key that is there.

    Nothing is ever written over an existing file: the results of a round could be lost with its key.
    """
    secret: Path = arguments.uit
    if arguments.proef and arguments.wachtzin:
        tell("--proef en --wachtzin kunnen niet samen: bij de proef wordt niets gemaakt.")
        return WRONG_USE
    if arguments.proef:
        return _try_out(secret)
    if name_problem(secret, (KEY,)):
        tell(
            f"{shown_path(secret)}: kies een andere naam, die eindigt op {KEY} en niet met een streepje begint; "
            f"bijvoorbeeld najaar-2026{KEY}. Uitleg: zelfscan ronde-sleutel --help"
        )
        return WRONG_USE
    public = secret.with_suffix(storage.RECIPIENT_SUFFIX)
    for path in (secret, public):
        if os.path.lexists(path):
            tell(f"{shown_path(path)} bestaat al en is niet overschreven; kies een andere naam.")
            return WRONG_USE
    key = storage.Key.new()
    storage.Seal(key.recipients).prove(key)
    text = key.file_text()
    data = storage.behind_passphrase(text, _chosen_passphrase()) if arguments.wachtzin else text.encode()
    storage.write_new(secret, data)
    try:
        storage.write_new(public, f"{key.recipient}\n".encode())
    except ZelfscanError:
        # Nobody has been given this key yet, and the next try needs its name.
        secret.unlink()
        raise
    say(key.recipient)
    for line in (
        f"De geheime sleutel staat in {shown_path(secret)}",
        "Haal hem van deze laptop af en maak een reservekopie: zonder sleutel leest niemand de resultaten ooit.",
        "Of laat een collega ook een sleutel maken, en geef bij de ronde beide ontvangers.",
        f"De ontvanger staat in {shown_path(public)}",
        f"Kenmerk van deze ontvanger: {storage.fingerprint(key.recipient)}",
        "Schrijf dat op: bij de ronde staat het op het scherm, en het moet hetzelfde zijn.",
        f"Begin de ronde met: zelfscan --ronde NAAM --ontvanger {typed_path(public)}",
    ):
        tell(line)
    return DONE


def _try_out(secret: Path) -> int:
    """Seal something made up for the recipient beside a key and open it with that key; say so, with what to compare."""
    key = read_secret(secret)
    public = secret.with_suffix(storage.RECIPIENT_SUFFIX)
    recipients = storage.read_recipients(str(public)) if public.exists() else key.recipients
    if not set(recipients) & set(key.recipients):
        raise ZelfscanError(
            f"{shown_path(public)} is niet de ontvanger van {shown_path(secret)}.",
            "Begin de ronde niet met deze ontvanger: u zou de resultaten niet kunnen lezen.",
        )
    storage.Seal(recipients).prove(key)
    for recipient in recipients:
        tell(f"Kenmerk: {storage.fingerprint(recipient)}")
    tell("De proef is goed: een verzonnen resultaat is verzegeld en met deze sleutel weer geopend.")
    return DONE


def _chosen_passphrase() -> str:
    """A passphrase, typed twice and not shown."""
    if not has_terminal():
        raise ZelfscanError("Een wachtzin kan alleen in een terminal worden gevraagd.", "Er is niets gemaakt.")
    while True:
        chosen = ask_unseen("Kies een wachtzin, bijvoorbeeld vijf losse woorden (u ziet niet wat u typt): ")
        if len(chosen) < SHORTEST:
            tell(f"Neem ten minste {SHORTEST} tekens.")
        elif ask_unseen("Nog een keer dezelfde wachtzin: ") == chosen:
            return chosen
        else:
            tell("De twee wachtzinnen zijn niet gelijk. Probeer het opnieuw.")
