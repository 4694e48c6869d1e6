"""`zelfscan --controleer-installatie`: what this computer can and cannot do, in Dutch, and where files go."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from zelfscan import __version__, reports, storage
from zelfscan.cli.terminal import DONE, REFUSED, has_terminal, say
from zelfscan.errors import ZelfscanError, is_portable
from zelfscan.safe_text import SIGNS_VARIABLE, plain_signs, shown_path, signs_are_plain
from zelfscan.tui import SMALLEST

SAMPLE = "◉ ○ ☑ ☐ ✓ ✗ ▸ █▓▒░"
COLOURS = {"standard": "16 kleuren", "256": "256 kleuren", "truecolor": "alle kleuren", "windows": "16 kleuren"}


def look() -> int:
    """Say what works here; 1 when results cannot be kept."""
    can_keep = True
    for line in (*_program(), *_terminal(), *_parts()):
        say(line)
    folder = storage.exports_folder(None)
    try:
        storage.usable(folder)
        say(f"Resultaten    {shown_path(folder)}")
    except ZelfscanError as error:
        can_keep = False
        say(f"Resultaten    {error}")
    say(f"Concepten     {shown_path(storage.usual_drafts().folder)}")
    say("Er gaat niets over internet, en hier is niets veranderd.")
    return DONE if can_keep else REFUSED


def _program() -> Iterator[str]:
    where = " (losse map voor Windows)" if is_portable() else ""
    yield f"zelfscan      {__version__}{where}"
    yield f"Python        {platform.python_version()} in {shown_path(sys.executable)}"
    yield f"Computer      {platform.system()} {platform.release()}, {platform.machine()}"


def _terminal() -> Iterator[str]:
    if not has_terminal():
        yield "Terminal      nee: hier kan geen scherm open. Start zelfscan in een terminalvenster."
    else:
        width, height = shutil.get_terminal_size()
        small = width < SMALLEST[0] or height < SMALLEST[1]
        least = f"; maak het venster ten minste {SMALLEST[0]} bij {SMALLEST[1]}" if small else ""
        yield f"Terminal      ja, {width} bij {height}{least}"
    yield f"Kleuren       {_colours()}"
    if signs_are_plain():
        yield f"Tekens        gewone: {plain_signs(SAMPLE)} (alle tekens: zet {SIGNS_VARIABLE}=alle)"
    else:
        yield f"Tekens        alle: {SAMPLE} (ziet u blokjes of vraagtekens? Zet {SIGNS_VARIABLE}=gewoon)"


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "geen, want NO_COLOR is gezet"
    # Here and not above: no other command needs it.
    from rich.console import Console

    found = Console(force_terminal=True).color_system
    return COLOURS.get(str(found), "geen")


def _parts() -> Iterator[str]:
    yield f"PDF           {_tried(reports.typesetter)}"
    yield f"Zegel         {_tried(storage.Key.new)}"
    drawn = "ja" if find_spec("plotext") else "ja, getekend zonder plotext (dat er voor deze computer niet is)"
    yield f"Kwadrant      {drawn}"


def _tried(what: Callable[[], object]) -> str:
    try:
        what()
    except ZelfscanError as error:
        return f"nee. {error}"
    return "ja"
