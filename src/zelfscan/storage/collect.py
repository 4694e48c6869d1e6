"""Reading many result files: a round, a stick, a folder that somebody mailed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.names import RESULT_ENDINGS
from zelfscan.storage.scan_toml import read_scan
from zelfscan.storage.seal import Key


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was refused, with every reason in Dutch."""

    path: Path
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """One scan that stood in several files, and the file that was used."""

    id: UUID
    paths: tuple[Path, ...]
    used: Path


@dataclass(frozen=True, slots=True)
class Collected:
    """What came out of a set of files.

    `read` counts every file looked at, refused ones too. `scans` are the scans that count, in order of path;
    `drafts` are the unfinished ones, which also stand in `scans` when they were asked for. In both, each id once.
    """

    read: int
    scans: tuple[Scan, ...]
    drafts: tuple[Scan, ...]
    rejected: tuple[Rejected, ...]
    doubles: tuple[Double, ...]

    @property
    def valid(self) -> int:
        """The number of scans that count."""
        return len(self.scans)


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    scan: Scan


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant by `paths`, in order of name, each real file once.

    A file is taken whatever its name; a folder gives every *.toml and *.toml.age in it and below, without hidden
    files. What does not exist, and a folder that cannot be listed, stays in the list: reading it reports why.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _in_folder(path) if _is_folder(path) else [path]:
            found.setdefault(os.path.realpath(file), file)
    return sorted(found.values())


def read_many(
    paths: Iterable[Path],
    catalog: Catalog,
    progress: Callable[[int, int], None] | None = None,
    *,
    include_drafts: bool = False,
    key: Key | None = None,
) -> Collected:
    """Read every file that `paths` mean; `key` opens sealed ones.

    `progress` hears after each file how many are done, and of how many.

    The same scan in several files counts once: finished before draft, then the latest finish, then the last path.
    """
    files = find_files(paths)
    by_id: dict[UUID, list[_Found]] = {}
    rejected: list[Rejected] = []
    for done, path in enumerate(files, start=1):
        try:
            scan = read_scan(path, catalog, key)
        except ZelfscanError as error:
            problems = error.problems or (str(error),)
            # A folder that is still a folder here is one whose files could not be listed.
            rejected.append(Rejected(path, ("deze map kan niet worden gelezen",) if _is_folder(path) else problems))
        else:
            by_id.setdefault(scan.id, []).append(_Found(path, scan))
        if progress is not None:
            progress(done, len(files))
    used = sorted((max(found, key=_preference) for found in by_id.values()), key=lambda item: item.path)
    scans = [item.scan for item in used]
    return Collected(
        read=len(files),
        scans=tuple(scan for scan in scans if include_drafts or not scan.is_draft),
        drafts=tuple(scan for scan in scans if scan.is_draft),
        rejected=tuple(rejected),
        doubles=tuple(
            Double(item.scan.id, tuple(other.path for other in by_id[item.scan.id]), item.path)
            for item in used
            if len(by_id[item.scan.id]) > 1
        ),
    )


def _preference(found: _Found) -> tuple[bool, datetime, Path]:
    scan = found.scan
    return (not scan.is_draft, scan.finished or scan.started, found.path)


def _is_folder(path: Path) -> bool:
    # What lies behind a closed folder is neither: reading it will say so.
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _in_folder(folder: Path) -> list[Path]:
    files: list[Path] = []
    unlisted: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        # Hidden files are not ours: a Mac puts a '._name.toml' beside every file on a stick.
        files += [
            Path(place, name) for name in names if name.lower().endswith(RESULT_ENDINGS) and not name.startswith(".")
        ]
    return files + unlisted
