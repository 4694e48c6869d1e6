"""Other places to keep things, when the usual folder refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.paths import drafts_folder
from zelfscan.storage.result_folder import usable

if TYPE_CHECKING:
    from zelfscan.storage.seal import Seal

DRAFTS = "concepten"
_PROGRAM = "zelfscan"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of ours and the Dutch name of where it lies."""

    name: str
    folder: Path


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
