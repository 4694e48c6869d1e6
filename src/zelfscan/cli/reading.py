"""Reading results for a command: with which keys, which drafts come along, and what the person hears about the files.

Everything that a facilitator has to know of files that were read, refused, left out or alike is one line on stderr.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zelfscan import domain, reports, storage
from zelfscan.cli.terminal import DONE, REFUSED, ask_unseen, has_terminal, say, tell
from zelfscan.domain import Catalog
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl, first_of, plural, verb_nl
from zelfscan.safe_text import clipped, shown_path

_MOST_NAMES = 10
"""The files that one line names, and the lines of one kind."""
MOST_ROUNDS = 5
UNSIGNED = "niet ondertekend door deze ronde, of daarna veranderd"
UNSIGNED_DRAFT = "een concept, en dat wordt nooit ondertekend"
_NAME_ROOM = 60


@dataclass(frozen=True, slots=True)
class ReadRound:
    """A round that was read: its sums, what was found on the way, and its scans for who asks for them.

    `notes` are lines on who is who and what was passed over; none of them is about a file that was refused.
    """

    counted: domain.Counted
    files: reports.FilesRead
    scans: Callable[[], Iterator[domain.Scan]]
    notes: tuple[str, ...] = ()


def given_key(arguments: argparse.Namespace) -> storage.Key | None:
    """All that was given to read with; a passphrase is asked for at the terminal. Raises ZelfscanError."""
    # The readers of keys are only loaded for somebody who gives one.
    if not key_files(arguments):
        return None
    ask = _passphrase if has_terminal() else None
    return storage.read_key(arguments.sleutel, getattr(arguments, "handtekening", None), ask)


def read_secret(path: Path) -> storage.Key:
    """The secret keys in one file; a passphrase is asked for at the terminal. Raises ZelfscanError."""
    return storage.read_key(path, ask=_passphrase if has_terminal() else None) or storage.Key()


def key_files(arguments: argparse.Namespace) -> list[Path]:
    """The key files that were given, which no output may replace."""
    return [*(arguments.sleutel or ()), *(getattr(arguments, "handtekening", None) or ())]


def _passphrase(path: Path) -> str:
    return ask_unseen(f"Wachtzin van {shown_path(path.name)} (u ziet niet wat u typt): ")


def collect(
    paths: Sequence[Path],
    catalog: domain.Catalog,
    include_drafts: bool,
    progress: Callable[[int, int], None],
    key: storage.Key | None = None,
) -> ReadRound:
    """Read every file that `paths` mean, and with drafts those of the same rounds that this computer keeps elsewhere.

    No scan is kept: `scans` reads those that count again.
    """
    own, locked = own_drafts(paths, catalog, key) if include_drafts else ([], 0)
    listed = storage.list_files([*paths, *own])
    found = storage.read_round(listed, catalog, progress, include_drafts=include_drafts, key=key)
    name = listed.called(
        {place for place, _ in found.rejected}
        | {place for double in found.doubles for place in double.places}
        | {place for places in found.namesakes[:_MOST_NAMES] for place in places}
        | {*found.unsigned[:_MOST_NAMES], *found.set_aside}
    )
    files = reports.FilesRead(
        read=len(listed),
        valid=found.counted.total.size,
        rejected=tuple(reports.Rejected(name[place], problems) for place, problems in found.rejected),
        doubles=tuple(_double(item, name) for item in found.doubles),
        drafts=found.drafts,
        examples=tuple(name[place] for place in found.set_aside),
        made_up=found.made_up,
        skipped=tuple(reports.Skipped(*item) for item in listed.skipped),
        namesakes=tuple(
            reports.Namesakes(found.codes(places), tuple(name[place] for place in places))
            for places in found.namesakes[:_MOST_NAMES]
        ),
    )
    notes = [*_rounds_note(found.counted), *_unsigned_note(found.unsigned, found.unfinished, name)]
    notes += _more(len(found.namesakes), "zelfde code")
    if own:
        notes.append(f"concepten: {plural(len(own), 'concept', 'concepten')} van deze ronde op deze computer erbij")
    if locked:
        shut = plural(locked, "verzegeld concept", "verzegelde concepten")
        notes.append(f"concepten: {shut} op deze computer niet te openen; geef de sleutel van de ronde met --sleutel")
    return ReadRound(found.counted, files, found.scans, tuple(notes))


def own_drafts(paths: Sequence[Path], catalog: domain.Catalog, key: storage.Key | None) -> tuple[list[Path], int]:
    """The drafts of the rounds in these folders that this computer keeps in its own place, and how many there do not
    open. A folder is known by its name, which is that of its round.
    """
    folders = {path.resolve().name for path in paths if path.is_dir()}
    store = storage.usual_drafts()
    listed = storage.list_files([place for place in (store.folder, *store.elsewhere) if place.is_dir()])
    found: list[Path] = []
    locked = 0
    for place, file in enumerate(storage.read_files(listed, storage.Rules.of(catalog), key)):
        if isinstance(file, tuple):
            locked += storage.file_is_sealed(listed[place])
        elif file.scan.finished is None and file.round and storage.round_folder(file.round.name) in folders:
            found.append(listed[place])
    return found, locked


def _rounds_note(counted: domain.Counted) -> Iterator[str]:
    """That more rounds are counted together, or one under names that differ in capitals or accents alone."""
    if len(counted.names) > 1:
        shown = [f"'{clipped(name, _NAME_ROOM)}'" for name in counted.names[:MOST_ROUNDS]]
        more = len(counted.names) - len(shown)
        named = enumerate_nl([*shown, f"nog {more}"] if more else shown)
        rounds = len({domain.participant_key(name) for name in counted.names})
        yield f"rondes: {plural(rounds, 'ronde', 'rondes')} in één telling, met de namen {named}"


def _unsigned_note(places: Sequence[int], drafts: Sequence[int], name: dict[int, str]) -> Iterator[str]:
    for place in places[:_MOST_NAMES]:
        why = UNSIGNED_DRAFT if place in drafts else UNSIGNED
        yield f"handtekening: {shown_path(name[place])}: {why}; telt wel mee"
    yield from _more(len(places), "handtekening")


def _more(count: int, what: str) -> Iterator[str]:
    if count > _MOST_NAMES:
        yield f"{what}: en nog {count - _MOST_NAMES} andere"


def tell_rounds(told: Sequence[ReadRound]) -> None:
    """Lines for the person at the keyboard: of each round the files and who is who; when nothing counts, one line."""
    for number, found in enumerate(told):
        if found.files.valid or number:
            for line in _lines_on(found.files):
                tell(line)
            for line in found.notes:
                tell(line)
    if told and not told[0].files.valid:
        tell(_nothing(told[0].files))


def _lines_on(files: reports.FilesRead) -> Iterator[str]:
    refused = [f"afgewezen: {shown_path(name)}: {'; '.join(problems)}" for name, problems in files.rejected]
    yield from first_of(refused)
    yield from _lines_on_doubles(files.doubles)
    for codes, names in files.namesakes:
        yield (
            f"zelfde code: {enumerate_nl(map(code_in_words, codes))} {verb_nl(len(codes), 'staat', 'staan')} in "
            f"{len(names)} verschillende scans, die elk meetellen: {_names(names)}"
        )
    yield from skipped_lines(files.skipped)
    if files.examples:
        found = plural(len(files.examples), "verzonnen resultaat telt", "verzonnen resultaten tellen")
        yield f"voorbeelden: {found} niet mee naast echte: {_names(files.examples)}"
    if files.made_up and files.valid:
        yield "voorbeelden: al deze resultaten zijn verzonnen"


def skipped_lines(skipped: Sequence[tuple[str, str]]) -> Sequence[str]:
    """A line per file that was not read although somebody may have meant it as a result; more than ten are counted."""
    return first_of([f"overgeslagen: {shown_path(name)}: {why}" for name, why in skipped], _MOST_NAMES)


def lines_on_doubles(doubles: Sequence[storage.Double], listed: storage.Listing) -> tuple[str, ...]:
    """A line per scan that stands in several of the listed files, and which of those counts."""
    name = listed.called({place for double in doubles for place in double.places})
    return _lines_on_doubles([_double(item, name) for item in doubles])


def _double(item: storage.Double, name: dict[int, str]) -> reports.DoubleScan:
    return reports.DoubleScan(
        str(item.id),
        tuple(name[place] for place in item.places),
        name[item.used],
        differs=item.differs,
        other_code=item.other_code,
    )


def _lines_on_doubles(doubles: Sequence[reports.DoubleScan]) -> tuple[str, ...]:
    return first_of([f"{_double_words(double)}: daarvan telt {shown_path(double.used)}" for double in doubles])


def _double_words(double: reports.DoubleScan) -> str:
    how = [
        *(["een andere code"] if double.other_code else ()),
        *(["een andere inhoud"] if double.differs else ()),
    ]
    return f"dubbel{f', met {enumerate_nl(how)}' if how else ''}: {_names(double.names)}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(shown_path, first_of(names, _MOST_NAMES)))


def _nothing(files: reports.FilesRead) -> str:
    """Why nothing counts, in one line, however many files were refused."""
    line = "Er is geen enkele scan om te tellen."
    if files.drafts:
        line += f" Er is wel {plural(files.drafts, 'concept', 'concepten')}: tel mee met --concepten."
    if files.rejected:
        name, problems = files.rejected[0]
        refused = plural(len(files.rejected), "bestand is afgewezen", "bestanden zijn afgewezen")
        more = " (alle redenen: zelfscan controleer)" if len(files.rejected) > 1 or len(problems) > 1 else ""
        line += f" {refused}{more}. {shown_path(name)}: {problems[0]}."
    if files.skipped:
        name, why = files.skipped[0]
        line += f" {plural(len(files.skipped), 'bestand', 'bestanden')} overgeslagen. {shown_path(name)}: {why}."
    return line


def status_of(told: Sequence[ReadRound]) -> int:
    """1 when a file was refused, or an example lay among real results."""
    return REFUSED if any(found.files.rejected or found.files.examples for found in told) else DONE


NUMBER_WORDS = {1: "het nummer", 2: "de twee nummers, met een spatie ertussen"}
_FROM_THE_LIST = {1: "het nummer uit de lijst", 2: "de twee nummers uit de lijst, met een spatie ertussen"}
_NAMES = {1: "BESTAND.toml", 2: "EERDER.toml LATER.toml"}
_MOST_SHOWN = 30
"""Lines; who has more results names the file."""


def choose_results(catalog: Catalog, command: str, count: int = 1) -> tuple[Path, ...]:
    """The files of `count` results that a person at the terminal chooses, the oldest scan first.

    Empty when nothing was chosen: nobody is there, there are too few, or the person would rather not; that was told.
    """
    store = storage.ResultStore(storage.exports_folder(None))
    if not has_terminal():
        return _refused(command, f"geef op om welk resultaat het gaat: {_NAMES[count]}")
    found = store.found(catalog)
    if len(found.results) < count:
        few = "staat geen resultaat" if count == 1 else "staan geen twee resultaten"
        return _refused(command, f"in {shown_path(store.folder)} {few}; geef een bestand op: {_NAMES[count]}")
    shown = found.results[:_MOST_SHOWN]
    say(f"Uw scans in {shown_path(store.folder)}, de nieuwste eerst:")
    for place, result in enumerate(shown, start=1):
        say(f"{place:>3}  {_in_words(result, catalog)}")
    if found.others:
        say(f"     {plural(found.others, 'bestand hoort', 'bestanden horen')} daar bij een andere vragenlijst.")
    if found.unreadable:
        say(f"     {plural(found.unreadable, 'bestand', 'bestanden')} daar kan zelfscan niet lezen.")
    while answer := input(f"Typ {NUMBER_WORDS[count]} (alleen Enter: stoppen): ").split():
        places = {int(word) for word in answer if word.isascii() and word.isdigit() and len(word) < 4}
        if len(places) == len(answer) == count and places <= set(range(1, len(shown) + 1)):
            # The list has the newest first.
            return tuple(shown[place - 1].path for place in sorted(places, reverse=True))
        tell(f"Typ {_FROM_THE_LIST[count]}: 1 tot en met {len(shown)}.")
    return ()


def _refused(command: str, why: str) -> tuple[Path, ...]:
    tell(f"zelfscan {command}: {why}")
    tell(f"Uitleg: zelfscan {command} --help")
    return ()


def _in_words(result: storage.Result, catalog: Catalog) -> str:
    scan = result.scan
    done = len(catalog.numbers) - len(scan.open_items(catalog.numbers))
    when = date_nl(scan.finished or scan.started)
    return f"{when:<18}  {code_in_words(scan.participant)}  {done} van {len(catalog.numbers)}  {result.path.name}"
