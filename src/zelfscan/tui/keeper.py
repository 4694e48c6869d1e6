"""Keeps a scan on disk while it is filled in, and as a result at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zelfscan.domain.scan import Scan
from zelfscan.storage.results import ResultStore
from zelfscan.tui.setup import Setup


class Keeper:
    """Knows which version of the scan stands in the draft and which in the result file, and writes both."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._kept: Scan | None = None
        self._result: Scan | None = None

    def begin(self, scan: Scan) -> None:
        """Start with a scan as it stands on disk, or that is still empty."""
        self._kept = scan
        self._result = scan if self._setup.opened is not None else None

    def keep(self, scan: Scan) -> None:
        """Save a change in the draft. Raises ZelfscanError; the change stays on the screen then."""
        if scan != self._kept:
            self._kept = scan
            self._setup.drafts.save(replace(scan, finished=None), self._setup.catalog)

    def finish(self, scan: Scan, folder: Path | None = None) -> tuple[Scan, Path]:
        """Write the result, in `folder` when the leader chose another place; the finished scan and its file.

        Raises ZelfscanError when nothing was written; the draft stands until `drop_draft`.
        """
        setup = self._setup
        finished = replace(scan, finished=setup.now(), program="")
        if folder is not None:
            path = ResultStore(folder).save(finished, setup.catalog)
        elif setup.opened is not None:
            path = setup.opened.path
            setup.results.save_as(path, finished, setup.catalog)
        else:
            path = setup.results.save(finished, setup.catalog)
        self._kept = self._result = finished
        return finished, path

    def drop_draft(self, scan: Scan) -> None:
        """Wipe the draft of a scan. Raises ZelfscanError when it is still there."""
        self._setup.drafts.delete(scan.id)

    def has_changed_since_saving(self, scan: Scan) -> bool:
        """Whether a result file exists that does not have the latest changes."""
        return self._result is not None and scan != self._result

    def forget(self) -> None:
        """Keep nothing in memory."""
        self._kept = self._result = None
