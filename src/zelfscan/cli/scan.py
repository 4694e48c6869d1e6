"""`zelfscan` and `zelfscan scan`: fill in the scan, alone or in a round."""

from __future__ import annotations

import argparse
import getpass
from typing import TYPE_CHECKING

from zelfscan.cli.terminal import need_terminal, run_app, tell
from zelfscan.storage.catalog_yaml import read_catalog
from zelfscan.storage.paths import catalog_folder, exports_folder
from zelfscan.storage.places import usual_drafts
from zelfscan.storage.results import ResultStore, usable
from zelfscan.storage.seal import seals

if TYPE_CHECKING:
    from zelfscan.tui.setup import Setup

WRONG_USE = 2


def run(arguments: argparse.Namespace) -> int:
    """Start the app; results go to the folder that the options, the environment or the system name."""
    round_name = arguments.ronde or ""
    if not round_name and (arguments.begeleider or arguments.inactief is not None or arguments.ontvanger):
        tell("--begeleider, --inactief en --ontvanger horen bij een ronde: geef ook --ronde NAAM op.")
        return WRONG_USE
    need_terminal()
    catalog = read_catalog(catalog_folder())
    for_results, for_drafts = seals(arguments.ontvanger)
    results = ResultStore(exports_folder(arguments.exports, round_name), for_results)

    from zelfscan.tui.setup import Setup

    setup = Setup(catalog, results, usual_drafts(for_drafts), participant=arguments.deelnemer)
    if round_name:
        return _run_round(setup, round_name, arguments)

    from zelfscan.tui.app import ZelfscanApp

    return run_app(ZelfscanApp(setup))


def _run_round(setup: Setup, round_name: str, arguments: argparse.Namespace) -> int:
    from zelfscan.tui.round_app import RoundApp
    from zelfscan.tui.round_rules import DEFAULT_IDLE_MINUTES, RoundRules
    from zelfscan.tui.secret import Secret

    # Better to know now than when the first leader is done.
    usable(setup.results.folder)
    facilitator = Secret.of(_ask_code()) if arguments.begeleider else None
    idle = DEFAULT_IDLE_MINUTES if arguments.inactief is None else arguments.inactief
    return run_app(RoundApp(setup, RoundRules(round_name, facilitator, idle * 60)))


def _ask_code() -> str:
    """The facilitator's code, typed twice and not shown."""
    while True:
        code = getpass.getpass("Kies een begeleiderscode (u ziet niet wat u typt): ").strip()
        if len(code) < 4:
            tell("Neem ten minste vier tekens.")
        elif getpass.getpass("Nog een keer dezelfde code: ").strip() == code:
            return code
        else:
            tell("De twee codes zijn niet gelijk. Probeer het opnieuw.")
