"""What the app needs to know before it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from zelfscan.domain import Catalog, Scan
from zelfscan.storage import DraftStore, Place, ResultStore, draft_paths, other_places


def local_now() -> datetime:
    """The time now with the offset of this place, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass(frozen=True)
class Opened:
    """A file that the app was started on: a result, or a draft to go on with."""

    path: Path
    scan: Scan

    @property
    def is_draft(self) -> bool:
        """Whether the result is still to come, and comes where results always come."""
        return self.scan.is_draft or self.stands_as_draft

    @property
    def stands_as_draft(self) -> bool:
        """Whether the file has the name of a draft: it is then kept up to date, and wiped when the result is there."""
        return self.path in draft_paths(self.path.parent, self.scan.id)


@dataclass(frozen=True)
class Setup:
    """Where things are read and written, and how the app was started."""

    catalog: Catalog
    results: ResultStore
    drafts: DraftStore
    participant: str = ""
    opened: Opened | None = None
    places: Callable[[], tuple[Place, ...]] = other_places
    now: Callable[[], datetime] = local_now
    new_id: Callable[[], UUID] = uuid4
