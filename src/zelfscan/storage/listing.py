"""Which files are meant by files and folders that were given, in a form that stays small for very many."""

from __future__ import annotations

import glob
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from zelfscan.storage.draft_journal import draft_of, newest_state
from zelfscan.storage.files import JOURNAL_SUFFIX, RESULT_ENDINGS, UnreadableError, names_division
from zelfscan.storage.other_files import ZIP, is_zip, why_no_results, why_not_all, why_skipped, zipped_results


class Run(NamedTuple):
    """Files that follow on each other in one folder."""

    folder: str
    names: Sequence[str]

    def path(self, place: int) -> Path:
        """The file with that place in the run."""
        return Path(self.folder, self.names[place])


class Listing:
    """Files in order of path, each real file once. A file's place is its number in that order.

    `skipped` are the files in the folders that are not in the list although somebody may have meant them as a result,
    by what to call them, each with the reason in Dutch.
    """

    def __init__(
        self, roots: tuple[Path, ...], runs: tuple[Run, ...], skipped: Iterable[tuple[Path, str]] = ()
    ) -> None:
        self.roots = roots
        self.runs = runs
        self.skipped = tuple((f"{self._prefix(str(path.parent))}{path.name}", why) for path, why in sorted(skipped))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for run in self.runs:
            starts.append(starts[-1] + len(run.names))
        return starts

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Path]:
        return (run.path(place) for run in self.runs for place in range(len(run.names)))

    def names(self) -> Iterator[str]:
        """The same paths as text, which costs less."""
        return (before + name for run in self.runs for before in (os.path.join(run.folder, ""),) for name in run.names)  # noqa: PTH118

    def __getitem__(self, place: int) -> Path:
        index = bisect_right(self._starts, place) - 1
        return self.runs[index].path(place - self._starts[index])

    def called(self, places: Iterable[int]) -> dict[int, str]:
        """What to call these files: the place within the folder given; the whole path where that is not unique."""
        wanted = {place: self._short(place) for place in places}
        if not wanted:
            return {}
        known = set(wanted.values())
        uses = Counter(
            short
            for run in self.runs
            for prefix in (self._prefix(run.folder),)
            for name in run.names
            if (short := prefix + name) in known
        )
        return {place: short if uses[short] == 1 else str(self[place]) for place, short in wanted.items()}

    def named(self, names: Iterable[str]) -> Iterator[Path]:
        """The files with one of these names, and those that are links, which may stand for a file of any name."""
        wanted = {name.casefold() for name in names}
        return (path for path in self if path.name.casefold() in wanted or path.is_symlink())

    def _short(self, place: int) -> str:
        path = self[place]
        return self._prefix(str(path.parent)) + path.name

    def _prefix(self, folder: str) -> str:
        """Where a folder stands within the deepest of the roots that it is in, with a '/' behind it."""
        place = Path(folder)
        roots = [root for root in self.roots if place.is_relative_to(root)]
        deepest = max(roots, key=lambda root: len(root.parts), default=None)
        inner = "." if deepest is None else place.relative_to(deepest).as_posix()
        return "" if inner == "." else f"{inner}/"


def list_files(paths: Iterable[Path]) -> Listing:
    """The files meant by `paths`.

    A file is taken whatever its name; a folder gives every *.toml and *.toml.age in it and below, without hidden
    files, and a zip those in it. What does not exist, and a folder or zip that cannot be listed, stays in the list:
    reading it reports why.
    """
    given = tuple(meant for path in paths for meant in _meant(path))
    walk = _Walk()
    runs = [(root, list(walk.runs(root)) if is_folder(root) or is_zip(root) else [_alone(root)]) for root in given]
    if _are_apart(given) and not walk.met_link:
        ordered = tuple(run for _, found in sorted(runs, key=itemgetter(0)) for run in found)
    else:
        ordered = tuple(_each_once(run for _, found in runs for run in found))
    return Listing(given, ordered, dict.fromkeys(walk.skipped))


def _meant(path: Path) -> Sequence[Path]:
    """What was meant by a path that does not exist as it was typed: the shell of Windows leaves wildcards to us, and
    makes a quote of the end of "C:\\map\\".
    """
    text = str(path)
    if not os.path.lexists(path):
        if text.endswith('"'):
            return _meant(Path(text[:-1]))
        if glob.has_magic(text):
            return [Path(found) for found in sorted(glob.glob(text))] or [path]  # noqa: PTH207
    return [path]


def is_folder(path: Path) -> bool:
    """Whether this is a folder, as far as can be seen: what lies behind a closed one is neither folder nor file."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


class _Walk:
    """Walks through folders in order of path; remembers whether a result was a link to another file, and what was
    passed over that somebody may have meant as a result.
    """

    def __init__(self) -> None:
        self.met_link = False
        self.skipped: list[tuple[Path, str]] = []

    def runs(self, root: Path) -> Iterator[Run]:
        """The results in a folder or zip and below; one that cannot be listed stands for itself."""
        top = self._listed("" if root == Path() else str(root))
        if top is None:
            yield _alone(root)
            return
        going_on = [top]
        while going_on:
            folder, names, inner = going_on[-1]
            files: list[str] = []
            for name in names:
                below = self._listed(os.path.join(folder, name)) if name in inner else None  # noqa: PTH118
                if below is not None:
                    going_on.append(below)
                    break
                files.append(name)
            else:
                going_on.pop()
            if files:
                yield Run(folder, files)

    def _listed(self, folder: str) -> tuple[str, Iterator[str], set[str]] | None:
        """The names in a folder or zip, in order, and which of them are folders; None when it cannot be listed."""
        if folder.lower().endswith(ZIP) and is_zip(Path(folder)):
            try:
                found = zipped_results(folder)
                if found and (why := why_not_all(folder)):
                    self.skipped.append((Path(folder), why))
            except (UnreadableError, OSError):
                return None
            return (folder, iter(sorted(found, key=os.path.normcase)), set()) if found else None
        names: set[str] = set()
        inner: set[str] = set()
        try:
            with os.scandir(folder or ".") as entries:
                for entry in entries:
                    # Hidden files are not ours: a Mac puts a '._name.toml' beside every file on a stick.
                    if entry.name.startswith("."):
                        if entry.name.endswith(JOURNAL_SUFFIX) and (draft := _newer(Path(folder, entry.name))):
                            names.add(draft)
                        self._pass_over(entry)
                        continue
                    if _is_folder_entry(entry):
                        # A folder that is a link is not followed: it may lead back to where it stands.
                        if not entry.is_symlink():
                            inner.add(entry.name)
                    elif names_division(entry.name):
                        # Who has which competency stands beside a result, and is none.
                        continue
                    elif entry.name.lower().endswith(RESULT_ENDINGS):
                        names.add(entry.name)
                        self.met_link = self.met_link or entry.is_symlink()
                    elif entry.name.lower().endswith(ZIP) and not entry.is_symlink():
                        inner |= self._with_results(Path(entry.path))
                    else:
                        self._pass_over(entry)
        except OSError:
            return None
        return folder, iter(sorted(names | inner, key=os.path.normcase)), inner

    def _with_results(self, found: Path) -> set[str]:
        """The name of a zip in a folder, when there are results in it."""
        try:
            if zipped_results(found):
                return {found.name}
            why = why_no_results(found)
        except UnreadableError as error:
            why = str(error)
        self.skipped.append((found, why))
        return set()

    def _pass_over(self, entry: os.DirEntry[str]) -> None:
        if why := why_skipped(entry):
            self.skipped.append((Path(entry.path), why))


def _newer(journal: Path) -> str | None:
    """The name of the draft of which a journal holds answers: it may stand nowhere else yet."""
    found = draft_of(journal)
    with suppress(OSError):
        return found[0].name if found and newest_state(found[0]) is not None else None
    return None


def _is_folder_entry(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _alone(path: Path) -> Run:
    return Run(str(path.parent), [path.name])


def _are_apart(paths: Sequence[Path]) -> bool:
    """Whether these are folders of which none is in another, neither as written nor in truth."""
    if not all(map(is_folder, paths)):
        return False
    for places in (sorted(paths), sorted(Path(os.path.realpath(path)) for path in paths)):
        if any(later.is_relative_to(earlier) for earlier, later in pairwise(places)):
            return False
    return True


def _each_once(runs: Iterable[Run]) -> list[Run]:
    """The same files in order of path, those that are one file in truth once: as they were given first."""
    found: dict[str, Path] = {}
    for run in runs:
        folder = os.path.realpath(run.folder)
        for place, name in enumerate(run.names):
            path = run.path(place)
            # Windows may know one file under names that differ in capitals or length.
            whole = os.name == "nt" or path.is_symlink() or name == ".."
            found.setdefault(os.path.realpath(path) if whole else os.path.join(folder, name), path)  # noqa: PTH118
    ordered = groupby(sorted(found.values()), key=lambda path: path.parent)
    return [Run(str(folder), [path.name for path in group]) for folder, group in ordered]
