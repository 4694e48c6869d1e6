"""Made-up result files: a round of a thousand different leaders, and as many copies under other ids as wanted."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Level, Materials, Rating, Scan
from zelfscan.storage import catalog_folder
from zelfscan.storage.packed_catalog import ready_catalog
from zelfscan.storage.result_writer import dumps

STARTED = datetime(2026, 11, 22, 10, 3, 11, tzinfo=UTC)
WORDS = ["Met", "het", "team", "nog", "uit", "te", "zoeken,", "ook", "in", "het", "overleg", "met", "het", "bestuur."]
DIFFERENT = 1_000
"""So many files differ in more than id and code; also the number of files in a folder."""
BLOCK = 4_096
"""Bytes that a file of usual size takes on disk."""


def catalog() -> Catalog:
    """The catalog of the program."""
    return ready_catalog(catalog_folder())


def made_up_scan(catalog: Catalog, seed: int, *, sharing: bool = True) -> Scan:
    """A finished scan of about the usual size; the same seed gives the same scan. One in three shares, if any."""
    dice = random.Random(seed)
    only = seed % 5 == 4

    def text(chance: float) -> str:
        return " ".join(dice.choices(WORDS, k=12)) if dice.random() < chance else ""

    ratings = {
        number: Rating(
            Level(dice.randint(1, 4)), None if only else Level(dice.randint(1, 4)), text(0.05)[:20].strip(), text(0.2)
        )
        for number in catalog.numbers
    }
    return Scan(
        id=UUID(int=dice.getrandbits(128), version=4),
        started=STARTED + timedelta(minutes=seed),
        participant=f"SL-{seed:06}",
        instrument=catalog.instrument,
        instrument_version=catalog.version,
        assessment=Assessment.IMPORTANCE_ONLY if only else Assessment.FULL,
        finished=STARTED + timedelta(minutes=seed + 9),
        round_name="proef",
        materials=Materials(text(0.5), text(0.5), text(0.5)),
        ratings=ratings,
        development=tuple(DevelopmentPoint(number, ("sparren",)) for number in dice.sample(catalog.numbers, 3)),
        exchange=text(1) if sharing and seed % 3 == 0 else None,
    )


def write_draft(path: Path) -> Path:
    """An unfinished scan in which every question has an answer."""
    known = catalog()
    path.write_bytes(dumps(replace(made_up_scan(known, 0), finished=None, round_name=""), known))
    return path


class Round:
    """Folders of a thousand made-up results each, written when they are asked for."""

    def __init__(self, folder: Path, *, sharing: bool) -> None:
        self._folder = folder
        self._folders: list[Path] = []
        known = catalog()
        scans = [made_up_scan(known, seed, sharing=sharing) for seed in range(DIFFERENT)]
        self._texts = [(dumps(scan, known), str(scan.id).encode(), scan.participant.encode()) for scan in scans]

    @property
    def size(self) -> float:
        """The bytes of a file, on average."""
        return sum(len(text) for text, _, _ in self._texts) / DIFFERENT

    def folders(self, count: int) -> list[Path]:
        """The folders that hold `count` files together, a multiple of a thousand. Raises OSError without room."""
        missing = count // DIFFERENT - len(self._folders)
        if missing > 0:
            self._folder.mkdir(parents=True, exist_ok=True)
            needed = 2 * missing * DIFFERENT * BLOCK
            if shutil.disk_usage(self._folder).free < needed:
                raise OSError(f"no room for {count} files: {needed >> 20} MB should be free")
        for number in range(len(self._folders), count // DIFFERENT):
            self._folders.append(self._write(number))
        return self._folders[: count // DIFFERENT]

    def _write(self, number: int) -> Path:
        folder = self._folder / f"{number:04}"
        folder.mkdir()
        for place, (text, scan_id, code) in enumerate(self._texts):
            seed = number * DIFFERENT + place
            other = f"{scan_id[:-12].decode()}{seed:012}".encode()
            data = text.replace(scan_id, other, 1).replace(code, b"SL-%06d" % seed, 1)
            handle = os.open(folder / f"SL-{seed:06}_2026-11-22_{place:08x}.toml", os.O_WRONLY | os.O_CREAT, 0o600)
            os.write(handle, data)
            os.close(handle)
        return folder
