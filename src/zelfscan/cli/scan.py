"""The commands that open the app: `zelfscan` and `zelfscan scan`, alone or in a round, and `zelfscan open`."""

from __future__ import annotations

from functools import partial

from zelfscan import storage
from zelfscan.cli.terminal import WRONG_USE, ask_unseen, need_terminal, quick_start, run_app, tell
from zelfscan.dutch import enumerate_nl
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path

# As typing defines it, which takes longer to load than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from zelfscan.domain import Catalog, Scan
    from zelfscan.reports import RoundReport
    from zelfscan.tui.keeper import Opened


def run_scan(arguments: argparse.Namespace) -> int:
    """`scan`: start the app; results go to the folder that the options, the environment or the system name."""
    if arguments.verberg_code and not arguments.ontvanger:
        tell("--verberg-code hoort bij een verzegelde ronde: geef ook --ontvanger op.")
        return WRONG_USE
    if arguments.ronde:
        return _run_round(arguments)
    of_a_round = ("begeleider", "inactief", "ontvanger", "handtekening", "verwacht", "laptop")
    if given := [f"--{name}" for name in of_a_round if getattr(arguments, name) not in (None, False)]:
        tell(
            f"{enumerate_nl(given)} {'hoort' if len(given) == 1 else 'horen'} bij een ronde: geef ook --ronde NAAM op."
        )
        return WRONG_USE
    return run_alone(arguments.exports, arguments.deelnemer, arguments.catalogus)


def run_alone(exports: Path | None = None, participant: str = "", catalog_folder: Path | None = None) -> int:
    """Start the app for one leader at their own computer."""
    need_terminal()
    with quick_start():
        from zelfscan.tui.keeper import Setup
        from zelfscan.tui.scan_app import ScanApp

        source = storage.chosen_catalog_folder(catalog_folder)
        catalog = storage.chosen_catalog(catalog_folder)
        results = storage.ResultStore(storage.exports_folder(exports))
        setup = Setup(catalog, results, storage.usual_drafts(), participant=participant)
        if (source / storage.EXAMPLE).is_dir():
            place = results.folder / storage.EXAMPLE
            setup = setup._replace(
                example=partial(made_up_leader, catalog, place, source),
                example_round=partial(made_up_figures, catalog, place, source),
            )
        return run_app(ScanApp(setup))


def made_up_leader(catalog: Catalog, folder: Path, source: Path) -> Opened:
    """The made-up leader of the catalog in `source`, as a result in `folder` to look at; anew each time."""
    from zelfscan.tui.keeper import Opened

    made = storage.write_example(folder, catalog, source)
    return Opened(made.leader.resolve(), storage.read_scan(made.leader, catalog))


def made_up_figures(catalog: Catalog, folder: Path, source: Path) -> RoundReport:
    """The figures of the made-up round, which is put in `folder` as well."""
    from zelfscan.cli.parser import MINIMUM
    from zelfscan.cli.reading import collect
    from zelfscan.reports import report_of

    made = storage.write_example(folder, catalog, source)
    found = collect([made.round], catalog, False, lambda done, total: None)
    return report_of(catalog, found.counted, found.files, MINIMUM)


def _run_round(arguments: argparse.Namespace) -> int:
    from zelfscan.tui.round import close_the_windows

    close_the_windows()
    from zelfscan.tui.keeper import Setup
    from zelfscan.tui.round import DEFAULT_IDLE_MINUTES, Attempts, RoundRules, Secret
    from zelfscan.tui.round.guard import RoundGuard
    from zelfscan.tui.scan_app import ScanApp

    need_terminal()
    catalog = storage.chosen_catalog(arguments.catalogus)
    for_results, for_drafts = storage.seals(arguments.ontvanger)
    signer = storage.round_signer(arguments.handtekening) if arguments.handtekening else None
    folder = storage.exports_folder(arguments.exports, arguments.ronde)
    results = storage.ResultStore(folder, for_results, signer, hides_code=arguments.verberg_code)
    # Better to know now than when the first leader is done.
    storage.usable(results.folder)
    facilitator = Secret.of(_ask_code()) if arguments.begeleider else None
    idle = DEFAULT_IDLE_MINUTES if arguments.inactief is None else arguments.inactief
    drafts = storage.usual_drafts(for_drafts)
    setup = Setup(catalog, results, drafts, participant=arguments.deelnemer)
    rules = RoundRules(
        arguments.ronde,
        Attempts(drafts.folder),
        facilitator,
        idle * 60,
        arguments.verwacht,
        arguments.laptop or catalog.who.code,
    )
    return run_app(ScanApp(setup, partial(RoundGuard, rules)))


def open_result(arguments: argparse.Namespace) -> int:
    """`open`: start the app on the quadrant of an existing result; saving replaces that file.

    A draft goes on where it was, and its result comes where results always come.
    """
    catalog = storage.chosen_catalog(arguments.catalogus)
    if (path := arguments.bestand or _chosen(catalog, "open")) is None:
        return WRONG_USE
    # Here and not above: the scan itself starts without it.
    from zelfscan.cli.reading import given_key

    key = given_key(arguments)
    scan = storage.read_scan(path, catalog, key)
    # What was sealed stays sealed, for everybody that it was sealed for.
    seal = storage.resealed(path, key, storage.read_recipients(arguments.ontvanger or ()))
    _tell_when_signed(path, key)
    return _run_opened(catalog, path, scan, seal)


def _tell_when_signed(path: Path, key: storage.Key | None) -> None:
    if storage.is_signed(path, key):
        from zelfscan.tui.dialogs import SIGNED

        tell(SIGNED)


def converse(arguments: argparse.Namespace) -> int:
    """`gesprek`: start the app on a conversation with an existing result; saving adds to that file.

    A sealed result is written for whoever could read it before, or else it is read only.
    """
    catalog = storage.chosen_catalog(arguments.catalogus)
    if (path := arguments.bestand or _chosen(catalog, "gesprek")) is None:
        return WRONG_USE
    # Here and not above: the scan itself starts without it.
    from zelfscan.cli.reading import given_key

    key = given_key(arguments)
    scan = storage.read_scan(path, catalog, key)
    if scan.is_draft:
        raise ZelfscanError(
            f"{shown_path(path)} is een concept: deze scan is nog niet afgerond.",
            "Rond hem eerst af met 'zelfscan open' en dit bestand. Daarna kunt u er een gesprek over voeren.",
        )
    seal, read_only = seal_to_add(path, key, arguments.ontvanger)
    return _run_opened(catalog, path, scan, seal, for_talk=True, read_only=read_only)


def seal_to_add(
    path: Path, key: storage.Key | None, recipients: Sequence[str] | None
) -> tuple[storage.Seal | None, bool]:
    """The seal to add something to a result with, and whether it is only read: when `recipients` does not name all
    who can read it now. Raises ZelfscanError when some were given and they are not all.
    """
    named = storage.read_recipients(recipients or ())
    try:
        seal = storage.resealed(path, key, named)
        if seal is not None and not set(seal.recipients) <= set(named):
            raise ZelfscanError(
                f"{shown_path(path)} is verzegeld.",
                "Om erin te schrijven geeft u --ontvanger op voor iedereen die het nu kan lezen.",
            )
    except ZelfscanError as error:
        if recipients:
            raise ZelfscanError(f"{error.message} Er wordt niets geschreven.", error.hint) from error
        tell(f"Alleen lezen: {error.message} {error.hint}")
        return None, True
    _tell_when_signed(path, key)
    return seal, False


def _run_opened(
    catalog: Catalog,
    path: Path,
    scan: Scan,
    seal: storage.Seal | None,
    *,
    for_talk: bool = False,
    read_only: bool = False,
) -> int:
    need_terminal()
    with quick_start():
        from zelfscan.tui.keeper import Opened, Setup
        from zelfscan.tui.scan_app import ScanApp

        opened = Opened(path.resolve(), scan, for_talk=for_talk, read_only=read_only)
        results = storage.exports_folder(None, scan.round_name) if opened.is_draft else opened.path.parent
        setup = Setup(catalog, storage.ResultStore(results, seal), storage.usual_drafts(seal), opened=opened)
        return run_app(ScanApp(setup))


def _chosen(catalog: Catalog, command: str) -> Path | None:
    # Here and not above: the scan itself starts without it.
    from zelfscan.cli.reading import choose_results

    return next(iter(choose_results(catalog, command)), None)


def _ask_code() -> str:
    """The facilitator's code, typed twice and not shown."""
    while True:
        code = ask_unseen("Kies een begeleiderscode (u ziet niet wat u typt): ")
        if len(code) < 4:
            tell("Neem ten minste vier tekens.")
        elif ask_unseen("Nog een keer dezelfde code: ") == code:
            return code
        else:
            tell("De twee codes zijn niet gelijk. Probeer het opnieuw.")
