"""What the app needs to know before it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from zelfscan.domain.catalog import Catalog
from zelfscan.domain.scan import Scan
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.results import ResultStore


def local_now() -> datetime:
    """The time now with the offset of this place, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass(frozen=True)
class Opened:
    """A result file that the app was started on."""

    path: Path
    scan: Scan


@dataclass(frozen=True)
class Setup:
    """Where things are read and written, and how the app was started."""

    catalog: Catalog
    results: ResultStore
    drafts: DraftStore
    participant: str = ""
    opened: Opened | None = None
    now: Callable[[], datetime] = local_now
    new_id: Callable[[], UUID] = uuid4
