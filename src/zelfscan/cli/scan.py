"""`zelfscan` and `zelfscan scan`: fill in the scan, alone or in a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan.cli.terminal import need_terminal, quick_start, run_app, tell
from zelfscan.storage import ResultStore, catalog_folder, exports_folder, ready_catalog, usual_drafts

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

WRONG_USE = 2


def run(arguments: argparse.Namespace) -> int:
    """Start the app; results go to the folder that the options, the environment or the system name."""
    if arguments.ronde:
        return _run_round(arguments)
    if arguments.begeleider or arguments.inactief is not None or arguments.ontvanger:
        tell("--begeleider, --inactief en --ontvanger horen bij een ronde: geef ook --ronde NAAM op.")
        return WRONG_USE
    return run_alone(arguments.exports, arguments.deelnemer)


def run_alone(exports: Path | None = None, participant: str = "") -> int:
    """Start the app for one leader at their own computer."""
    need_terminal()
    with quick_start():
        from zelfscan.tui.scan_app import ScanApp
        from zelfscan.tui.setup import Setup

        catalog = ready_catalog(catalog_folder())
        results = ResultStore(exports_folder(exports))
        return run_app(ScanApp(Setup(catalog, results, usual_drafts(), participant=participant)))


def _run_round(arguments: argparse.Namespace) -> int:
    from zelfscan.storage import seals, usable
    from zelfscan.tui.round.rules import DEFAULT_IDLE_MINUTES, RoundRules
    from zelfscan.tui.round.secret import Secret
    from zelfscan.tui.round_app import RoundApp
    from zelfscan.tui.setup import Setup

    need_terminal()
    catalog = ready_catalog(catalog_folder())
    for_results, for_drafts = seals(arguments.ontvanger)
    results = ResultStore(exports_folder(arguments.exports, arguments.ronde), for_results)
    # Better to know now than when the first leader is done.
    usable(results.folder)
    facilitator = Secret.of(_ask_code()) if arguments.begeleider else None
    idle = DEFAULT_IDLE_MINUTES if arguments.inactief is None else arguments.inactief
    setup = Setup(catalog, results, usual_drafts(for_drafts), participant=arguments.deelnemer)
    return run_app(RoundApp(setup, RoundRules(arguments.ronde, facilitator, idle * 60)))


def _ask_code() -> str:
    """The facilitator's code, typed twice and not shown."""
    from getpass import getpass

    while True:
        code = getpass("Kies een begeleiderscode (u ziet niet wat u typt): ").strip()
        if len(code) < 4:
            tell("Neem ten minste vier tekens.")
        elif getpass("Nog een keer dezelfde code: ").strip() == code:
            return code
        else:
            tell("De twee codes zijn niet gelijk. Probeer het opnieuw.")
