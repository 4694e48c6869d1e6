"""The one kind of error that a person gets to see."""

from __future__ import annotations

import sys


class ZelfscanError(Exception):
    """Something went wrong that a person can understand and act on.

    `message` says in Dutch what happened, `hint` what is kept safe and what to do now.
    `problems` lists every separate finding when there are more than one.
    """

    def __init__(self, message: str, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.hint) if part)


def how_to_add(extra: str) -> str:
    """What to do to get a part that is missing into this very installation, in Dutch."""
    if is_portable():
        return "Haal de map van zelfscan opnieuw: daar zit het in"
    # Here and not above: only who misses a part needs it.
    from importlib.util import find_spec

    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if find_spec("pip") is None:
        # As in what `uv tool install` made.
        return f'Voeg het toe met: uv pip install --python {python} "zelfscan[{extra}]"'
    return f'Voeg het toe met: {python} -m pip install "zelfscan[{extra}]"'


def is_portable() -> bool:
    """Whether this is the folder for Windows that holds its own Python, to which nothing can be added."""
    # Here and not above: it takes longer to load than all that `--version` needs of ours.
    from pathlib import Path

    return (Path(sys.executable).parent.parent / "Zelfscan.cmd").is_file()
