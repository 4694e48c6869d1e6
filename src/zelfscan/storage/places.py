"""Where things live, other places to keep them when the usual folder refuses, and what has to stay where it is.

Looking up a place creates nothing; whether a place works is tried.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import JOURNAL_SUFFIX, RESULT_ENDINGS, SEALED, safe_name, write_atomically

# Every command looks here for its catalog, and few for drafts: a function loads what only it needs.
if TYPE_CHECKING:
    from zelfscan.storage.drafts import DraftStore
    from zelfscan.storage.seal import Seal

DRAFTS = "concepten"
EXAMPLE = "voorbeeld"
"""The folder of made-up results: beside a catalog, and below the results."""
EXPORTS_VARIABLE = "ZELFSCAN_EXPORTS"
INSTRUMENT_FILE = "instrument.yaml"
"""The file that makes a folder a catalog."""
CATALOG_VARIABLE = "ZELFSCAN_CATALOGUS"

_PACKAGE = Path(__file__).resolve().parent.parent
_PROGRAM = "zelfscan"

_FILE = "instellingen.json"
_COLOURS = "kleuren"
_LONGEST = 4096
"""Characters; whatever is longer is not ours."""

_HEAD = 64 * 1024
"""Bytes that say what a file is; a key has 200, and a result names itself at the top."""
# Compiled where they are used: the first screen does without.
_KEY = rb"AGE-SECRET-KEY-1[0-9A-Z]{20}|zelfscan-handtekening-1 [0-9a-f]{20}"
_RECIPIENT = rb"\s*age1[0-9a-z]{20,}\s*"
_RESULT = rb"(?m)^\s*\[scan\]\s*(?:#.*)?$"
_JOURNAL = b"zelfscan vers"


class Place(NamedTuple):
    """A folder of ours and the Dutch name of where it lies."""

    name: str
    folder: Path


def catalog_folder(package: Path = _PACKAGE) -> Path:
    """The catalog that came with the program: inside the package, or beside the sources in a checkout.

    Raises ZelfscanError when there is neither.
    """
    packaged = package / "_catalog"
    if packaged.is_dir():
        return packaged
    checkout = checkout_folder(package)
    if checkout is not None and (checkout / "catalog").is_dir():
        return checkout / "catalog"
    raise ZelfscanError(
        "De catalogus met stellingen en onderwerpen is niet gevonden.", "Installeer zelfscan opnieuw; er is iets weg."
    )


def chosen_catalog_folder(option: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The catalog to work with: `option`, else ZELFSCAN_CATALOGUS, else the one that came with the program.

    Raises ZelfscanError when that is no folder.
    """
    variable = environ.get(CATALOG_VARIABLE, "").strip()
    if option is None and not variable:
        return catalog_folder()
    folder = expanded(Path(variable) if option is None else option)
    # os.path says no where pathlib would raise: a name too long, a folder without rights.
    if not os.path.isdir(folder):  # noqa: PTH112
        source = "" if option is not None else f" (uit de variabele {CATALOG_VARIABLE})"
        raise ZelfscanError(
            f"{shown_path(folder)}{source} is geen map met een catalogus.",
            "Controleer de naam, of maak een begin met: zelfscan catalogus --nieuw MAP",
        )
    return folder


def checkout_folder(package: Path = _PACKAGE) -> Path | None:
    """The checkout that the program runs from: it holds pyproject.toml and src/zelfscan. None when installed."""
    root = package.parent.parent
    is_checkout = package == root / "src" / _PROGRAM and (root / "pyproject.toml").is_file()
    return root if is_checkout else None


def exports_folder(
    option: Path | None, round_name: str = "", environ: Mapping[str, str] = os.environ, package: Path = _PACKAGE
) -> Path:
    """The folder for results: `option`, else ZELFSCAN_EXPORTS, else the checkout's exports/, else in the documents.

    A round adds a folder with its name, made safe.
    """
    base = _base(option, environ, package)
    return base / round_folder(round_name) if round_name.strip() else base


def round_folder(round_name: str) -> str:
    """What the folder of a round is called: its name, made safe for every system."""
    return safe_name(round_name, "ronde")


def drafts_folder() -> Path:
    """The private folder for unfinished scans, in the user's data folder and never among the results."""
    import platformdirs

    return platformdirs.user_data_path(_PROGRAM, appauthor=False) / "concepten"


def _base(option: Path | None, environ: Mapping[str, str], package: Path) -> Path:
    if option is not None:
        return expanded(option)
    variable = environ.get(EXPORTS_VARIABLE, "").strip()
    if variable:
        return expanded(Path(variable))
    checkout = checkout_folder(package)
    if checkout is not None:
        return checkout / "exports"
    import platformdirs

    return platformdirs.user_documents_path() / _PROGRAM


def expanded(folder: Path) -> Path:
    """The folder with '~' written out; without a home folder, or for '~name' of nobody, as it stands."""
    with suppress(RuntimeError):
        return folder.expanduser()
    return folder


def other_places() -> tuple[Place, ...]:
    """Our folder in the documents, on the desktop and in the home folder; they need not exist or be writable."""
    import platformdirs

    places = (
        Place("Documenten", platformdirs.user_documents_path() / _PROGRAM),
        Place("Bureaublad", platformdirs.user_desktop_path() / _PROGRAM),
        Place("Uw eigen map", Path("~").expanduser() / _PROGRAM),
    )
    return tuple({place.folder: place for place in reversed(places)}.values())[::-1]


def usual_drafts(seal: Seal | None = None) -> DraftStore:
    """Where drafts are kept on this computer, and where they may have gone when that failed; sealed with a `seal`."""
    from zelfscan.storage.drafts import DraftStore

    return DraftStore(drafts_folder(), tuple(place.folder / DRAFTS for place in other_places()), seal)


def that_work(places: Iterable[Place], refused: Path) -> tuple[Place, ...]:
    """The places where something can be written now, without the folder that refused."""
    return tuple(place for place in places if place.folder != refused and _works(place.folder))


def _works(folder: Path) -> bool:
    from zelfscan.storage.result_folder import usable

    try:
        usable(folder)
    except ZelfscanError:
        return False
    return True


def precious_at(path: Path) -> str:
    """What stands at a place that no output may ever replace, in Dutch ('een sleutel van een ronde'); '' when nothing
    of the kind does. A file is known by what it holds, whatever its name.
    """
    if path.name.lower().endswith((*RESULT_ENDINGS, JOURNAL_SUFFIX)):
        return "een resultaat of concept"
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return ""
    if re.search(_KEY, head):
        return "een sleutel van een ronde"
    if re.fullmatch(_RECIPIENT, head):
        return "de ontvanger van een ronde"
    if head.startswith((*SEALED, _JOURNAL)) or re.search(_RESULT, head):
        return "een resultaat of concept"
    folder = Path(os.path.realpath(path)).parent
    in_catalog = path.suffix.lower() == ".yaml" and (folder / INSTRUMENT_FILE).is_file()
    if in_catalog or folder == Path(os.path.realpath(catalog_folder())):
        return "een bestand van de catalogus"
    drafts = (drafts_folder(), *(place.folder / DRAFTS for place in other_places()))
    if folder in {Path(os.path.realpath(place)) for place in drafts}:
        return "een concept"
    return ""


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


def show_folder(folder: Path) -> None:
    """Ask the system to show a folder; nothing happens where it has no program for that."""
    import shutil
    import subprocess

    is_mac = sys.platform == "darwin"
    has_windows = is_mac or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "win32":
        os.startfile(folder)
    elif has_windows and (program := shutil.which("open" if is_mac else "xdg-open")):
        quiet = subprocess.DEVNULL
        subprocess.Popen([program, folder], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
