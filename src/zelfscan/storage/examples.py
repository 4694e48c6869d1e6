"""The made-up results that come with an instrument: a leader who held the conversation, and a round of ten.

They lie beside the catalog as result files, and are put in a folder of their own for whoever wants to try things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage.files import RESULT_ENDINGS, UnreadableError, read_bytes, reason
from zelfscan.storage.places import EXAMPLE
from zelfscan.storage.result_folder import ResultStore, usable
from zelfscan.storage.result_reader import loads, read_scan

if TYPE_CHECKING:
    from zelfscan.domain import Catalog, Scan

ROUND = "ronde"


@dataclass(frozen=True, slots=True)
class Example:
    """Where the made-up results stand: the file of the leader, and the folder of the round."""

    leader: Path
    round: Path


def example_scans(catalog: Catalog, folder: Path) -> tuple[Scan, tuple[Scan, ...]]:
    """The made-up leader and the made-up round of the catalog in `folder`.

    Raises ZelfscanError when this instrument has none, or when one is not in order.
    """
    leader = next(_read(folder / EXAMPLE, catalog), None)
    if leader is None:
        raise ZelfscanError(
            "Bij deze vragenlijst hoort geen voorbeeld.",
            f"Een voorbeeld is een map '{EXAMPLE}' met resultaten, naast de bestanden van de catalogus.",
        )
    return leader, tuple(_read(folder / EXAMPLE / ROUND, catalog))


def _read(folder: Path, catalog: Catalog) -> Iterator[Scan]:
    for path in sorted(folder.glob(f"*{RESULT_ENDINGS[0]}")):
        try:
            yield loads(read_bytes(path), catalog, path.name)
        except UnreadableError as error:
            raise ZelfscanError(f"Het voorbeeld {shown_path(path)} kan niet worden gelezen: {error}.") from error


def write_example(folder: Path, catalog: Catalog, catalog_folder: Path) -> Example:
    """Put the made-up results in a folder that is new, empty, or holds nothing but made-up results and their reports.

    Raises ZelfscanError when anything else is there, which then stays as it is, and when writing fails.
    """
    leader, others = example_scans(catalog, catalog_folder)
    try:
        stranger = _stranger(folder, catalog)
    except OSError as error:
        raise ZelfscanError(
            f"In {shown_path(folder)} kan geen voorbeeld staan: {reason(error)}.", "Kies een andere map."
        ) from error
    if stranger is not None:
        there = "is een bestand" if stranger == folder else f"bevat al iets anders: {shown_path(stranger.name)}"
        raise ZelfscanError(
            f"{shown_path(folder)} {there}.",
            "Er is niets geschreven. Kies een lege map, of een map die nog niet bestaat.",
        )
    usable(folder, "Er is niets geschreven. Kies een andere map.")
    of_round = ResultStore(folder / ROUND)
    for scan in others:
        of_round.save(scan, catalog)
    return Example(ResultStore(folder).save(leader, catalog), of_round.folder)


def _stranger(folder: Path, catalog: Catalog) -> Path | None:
    """The first thing in a folder that is no made-up result of ours, nor a report that lies beside one."""
    for place in (folder, folder / ROUND):
        found = sorted(place.iterdir()) if place.is_dir() else [place] if place.exists() else []
        files = [path for path in found if path.is_file() and not path.is_symlink()]
        own = tuple(path.stem for path in files if path.suffix == RESULT_ENDINGS[0] and _is_made_up(path, catalog))
        for path in found:
            is_round = path == folder / ROUND and path.is_dir() and not path.is_symlink()
            if not is_round and not (path in files and path.stem.startswith(own)):
                return path
    return None


def _is_made_up(path: Path, catalog: Catalog) -> bool:
    try:
        return read_scan(path, catalog).made_up
    except ZelfscanError:
        return False
