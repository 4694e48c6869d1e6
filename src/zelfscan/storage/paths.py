"""Where things live. These functions only look; none of them creates anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from zelfscan.errors import ZelfscanError
from zelfscan.storage.names import safe_name

EXPORTS_VARIABLE = "ZELFSCAN_EXPORTS"

_PACKAGE = Path(__file__).resolve().parent.parent
_PROGRAM = "zelfscan"


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
