"""What the program remembers of a person's taste: one small file in their folder for settings."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from zelfscan.storage.files import write_atomically

_PROGRAM = "zelfscan"
_FILE = "instellingen.json"
_COLOURS = "kleuren"
_LONGEST = 4096
"""Characters; whatever is longer is not ours."""


def settings_file() -> Path:
    """Where the settings are. Nothing is created."""
    import platformdirs

    return platformdirs.user_config_path(_PROGRAM, appauthor=False) / _FILE


def remembered_colours() -> str:
    """The name of the colours that were chosen last; '' when nothing is remembered, or it cannot be read."""
    with suppress(OSError, ValueError, RecursionError), settings_file().open(encoding="utf-8") as file:
        settings = json.loads(file.read(_LONGEST))
        colours = settings.get(_COLOURS) if isinstance(settings, dict) else None
        return colours if isinstance(colours, str) else ""
    return ""


def remember_colours(name: str) -> None:
    """Keep the name of the colours for the next time. Where that cannot be, nothing is remembered."""
    path = settings_file()
    with suppress(OSError, ValueError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, f"{json.dumps({_COLOURS: name})}\n".encode())
