"""Keeps the draft of one scan after every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from zelfscan.domain import Catalog, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftStore, draft_paths, not_kept

# Every app has a writer from its start, and writes much later.
if TYPE_CHECKING:
    from zelfscan.storage.late_draft import LateDraft
    from zelfscan.storage.scan_text import ScanText


class DraftWriter:
    """Hands each state of a draft to the system at once, and brings it to the disk in a thread.

    `told` is called in that thread when `failure` has changed; it must not wait. Make a new one for the next scan:
    this one remembers texts.
    """

    def __init__(self, store: DraftStore, catalog: Catalog, told: Callable[[], None]) -> None:
        self._store = store
        self._catalog = catalog
        self._text: ScanText | None = None
        self._told = told
        self._late: LateDraft | None = None
        self._place: tuple[Path, UUID] | None = None
        self.failure: ZelfscanError | None = None
        """Why the disk did not take the latest state, as far as is known by now."""

    def write(self, scan: Scan, folder: Path) -> None:
        """Take a state: it survives the end of this program, and is on disk soon. Raises ZelfscanError when it was
        not taken.
        """
        from zelfscan.storage.late_draft import LateDraft
        from zelfscan.storage.scan_text import ScanText

        if self._text is None:
            self._text = ScanText(self._catalog)
        try:
            data = self._store.closed(self._text.data(scan))
            late = self._late
            if late is None or (folder, scan.id) != self._place or not late.stands:
                self.stop()
                self._store.make(folder)
                path, twin = draft_paths(folder, scan.id, sealed=self._store.seal is not None)
                self._late = late = LateDraft(path, twin, partial(self._hear, folder))
                self._place = folder, scan.id
            late.put(data)
        except (OSError, ValueError) as error:
            raise not_kept(folder, error) from error

    def flush(self) -> None:
        """Wait until the disk has everything, or `failure` says why not; a disk that does not answer not for ever."""
        if self._late is not None:
            self._late.flush()

    def stop(self) -> None:
        """Bring nothing more to the disk; what it did not take stays where the next look finds it."""
        if self._late is not None:
            self._late.stop()
        self._late = None
        self.failure = None

    def _hear(self, folder: Path, error: OSError | None) -> None:
        self.failure = None if error is None else not_kept(folder, error)
        self._told()
