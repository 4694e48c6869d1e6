"""Is there somebody to talk to?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from zelfscan.errors import ZelfscanError

if TYPE_CHECKING:
    from zelfscan.tui.house_app import HouseApp


def printable(text: str) -> str:
    """The text without signs that a terminal would act on; the name of a file may hold any."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def has_terminal() -> bool:
    """Whether the screens can be shown here."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal() -> None:
    """Raise ZelfscanError when the screens cannot be shown here."""
    if not has_terminal():
        raise ZelfscanError(
            "Deze opdracht werkt alleen in een terminal.",
            "Open een terminalvenster (op Windows: Terminal) en start zelfscan daar.",
        )


def run_app(app: HouseApp) -> int:
    """Show an app until it ends; its exit status. When the program itself failed, say what is safe."""
    status = app.run() or app.return_code or 0
    if app.stopped:
        print(f"zelfscan is van buitenaf gestopt. {app.what_is_kept()}", file=sys.stderr)
    elif app.return_code:
        print(f"zelfscan is gestopt door een fout in het programma. {app.what_is_kept()}", file=sys.stderr)
    return status
