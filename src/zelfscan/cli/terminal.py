"""Is there somebody to talk to?"""

from __future__ import annotations

import sys

from zelfscan.errors import ZelfscanError


def need_terminal() -> None:
    """Raise ZelfscanError when the screens cannot be shown here."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ZelfscanError(
            "Deze opdracht werkt alleen in een terminal.",
            "Open een terminalvenster (op Windows: Terminal) en start zelfscan daar.",
        )
