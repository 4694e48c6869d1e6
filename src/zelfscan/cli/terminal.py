"""Is there somebody to talk to, and the only way to say something to them.

Whatever the command line writes goes through here, so that no sign of a file, a name or a typed word is ever obeyed by
a terminal.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import escaped, printable, printable_lines

# As typing defines it, which takes longer to load than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from zelfscan.tui.app import HouseApp

DONE, REFUSED, WRONG_USE = 0, 1, 2
"""What a command ends with: it is done, something in the data was refused, or it was not used as it is meant."""
COUNT_FROM = 50
"""The number of files from which reading them takes long enough to count along."""
_STEPS = 200
"""How often the count is shown, at most."""


def say(line: str) -> None:
    """One line of what was asked for, to stdout."""
    print(printable(line))


def tell(line: str) -> None:
    """One line for the person at the keyboard, to stderr."""
    print(printable(line), file=sys.stderr)


def tell_error(error: ZelfscanError) -> None:
    """What went wrong, everything that was found, and what to do."""
    new = [problem for problem in error.problems if problem not in error.message]
    for line in (error.message, *new, error.hint):
        if line:
            tell(line)


def text_bytes(text: str) -> bytes:
    """What `say_text` would print, for a file."""
    return printable_lines(text).encode(errors="replace")


def json_bytes(data: Any) -> bytes:
    """What `say_json` would print, for a file."""
    return f"{_json_text(data)}\n".encode(errors="replace")


def say_text(text: str) -> None:
    """A text of many lines, which ends in a line feed, to stdout."""
    print(printable_lines(text), end="")


def say_json(data: Any) -> None:
    """Data for another program, to stdout: unchanged, with an escape for every sign that cannot be shown."""
    print(_json_text(data))


def _json_text(data: Any) -> str:
    import json

    return escaped(json.dumps(data, ensure_ascii=False, indent=1), lambda sign: json.dumps(sign)[1:-1])


def count_along() -> Callable[[int, int], None]:
    """A counter on one line of stderr while many files are read; silent where nobody watches."""
    watched = sys.stderr.isatty()
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        # Not every file: of very many, writing that takes longer than reading.
        if watched and total >= COUNT_FROM and shown != (shown := _STEPS * done // total):
            end = "\n" if done == total else ""
            print(f"\r{done} van {total} bestanden gelezen", end=end, file=sys.stderr, flush=True)

    return show


def has_terminal() -> bool:
    """Whether the screens can be shown here."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_unseen(question: str) -> str:
    """What somebody types without its being shown."""
    # Here and not above: few commands ask for anything.
    from getpass import getpass

    return getpass(printable(question)).strip()


def need_terminal() -> None:
    """Raise ZelfscanError when the screens cannot be shown here."""
    if not has_terminal():
        raise ZelfscanError(
            "Deze opdracht werkt alleen in een terminal.",
            "Open een terminalvenster (op Windows: Terminal) en start zelfscan daar.",
        )


@contextmanager
def quick_start() -> Iterator[None]:
    """Load and run an app in this: until it is ready nobody looks for garbage.

    What is loaded stays, and looking through all of it again and again takes a tenth of the time to the first screen.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def run_app(app: HouseApp) -> int:
    """Show an app until it ends; its exit status. When the program itself failed, say what is safe."""
    # Here and not above: most commands show no screen.
    from zelfscan.storage import remember_colours, remembered_colours

    # A shell that exported them says how large its window once was, and Textual would believe it.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    app.when_ready = _look_for_garbage
    app.wear(remembered_colours())
    app.when_colours_change = remember_colours
    status = app.run() or app.return_code or 0
    if app.stopped:
        tell(f"zelfscan is van buitenaf gestopt. {app.what_is_kept()}")
    elif app.return_code:
        tell(f"zelfscan is gestopt door een fout in het programma. {app.what_is_kept()}")
    elif line := app.farewell():
        tell(line)
    return status


def _look_for_garbage() -> None:
    # What is loaded by now is left out for good, or it would be looked through while somebody waits for a key. Of what
    # comes, a key makes some hundreds of things that go by themselves: looking at every seven hundred is for nothing.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)
    gc.enable()
