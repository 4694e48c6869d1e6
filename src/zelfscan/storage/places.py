"""Where things live, and other places to keep them when the usual folder refuses.

Looking up a place creates nothing; whether a place works is tried.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.files import safe_name
from zelfscan.storage.result_folder import usable

if TYPE_CHECKING:
    from zelfscan.storage.seal import Seal

DRAFTS = "concepten"
EXPORTS_VARIABLE = "ZELFSCAN_EXPORTS"
INSTRUMENT_FILE = "instrument.yaml"
"""The file that makes a folder a catalog."""
CATALOG_VARIABLE = "ZELFSCAN_CATALOGUS"

_PACKAGE = Path(__file__).resolve().parent.parent
_PROGRAM = "zelfscan"


@dataclass(frozen=True, slots=True)
class Place:
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
    return base / safe_name(round_name, "ronde") if round_name.strip() else base


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
    return DraftStore(drafts_folder(), tuple(place.folder / DRAFTS for place in other_places()), seal)


def that_work(places: Iterable[Place], refused: Path) -> tuple[Place, ...]:
    """The places where something can be written now, without the folder that refused."""
    return tuple(place for place in places if place.folder != refused and _works(place.folder))


def _works(folder: Path) -> bool:
    try:
        usable(folder)
    except ZelfscanError:
        return False
    return True
