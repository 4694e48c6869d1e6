"""A draft that is written at once and reaches the disk later, so that no key press waits for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from zelfscan.storage.atomic import PAUSES
from zelfscan.storage.journal import Journal, journal_of, remove, settle

PATIENCE = 3.0
"""Seconds that leaving waits for a disk that does not answer. What it has not taken then, stays in the journal."""


class _NotWantedError(Exception):
    """The state that is under way may not become the draft any more."""


class LateDraft:
    """One draft: every state goes into its journal at once, and the newest becomes the draft in a thread of its own.

    States that come in while the disk is busy are passed over but for the last. `told` hears, in that thread and never
    after `stop`, why the draft could not be written, or None when it could be after all; it must not wait. `twin` is
    the file of the same scan under its other name, sealed or open: it goes as soon as the draft stands.
    """

    def __init__(self, draft: Path, twin: Path, told: Callable[[OSError | None], None]) -> None:
        """Raises OSError when nothing can be written here."""
        self._draft = draft
        self._twin = twin
        self._told = told
        self._journal = Journal(draft)
        self._changed = Condition()
        self._waiting: tuple[int, bytes] | None = None
        self._busy = False
        self._ended = False
        self._failed = False
        self._hangs = False
        self._written = self._settled = 0
        self._thread: Thread | None = None

    @property
    def stands(self) -> bool:
        """Whether what is written can be found; not when somebody removed the folder."""
        return self._journal.stands

    def put(self, data: bytes) -> None:
        """Take a state: it survives the end of this program from here on. Raises OSError when it was not taken."""
        number = self._journal.add(data)
        with self._changed:
            self._written = number
            self._waiting = number, data
            self._changed.notify_all()
        if self._thread is None:
            # A daemon: a disk that never answers must not keep the program from ending.
            self._thread = Thread(target=self._follow, name="concept", daemon=True)
            self._thread.start()

    def flush(self, seconds: float = PATIENCE) -> None:
        """Wait until the disk has everything, or refused it, or did not answer for so long."""
        with self._changed:
            self._hangs = not self._changed.wait_for(lambda: self._waiting is None and not self._busy, seconds)

    def stop(self, seconds: float = PATIENCE) -> None:
        """Take no more to the disk. The journal goes when the draft has everything that was in it, and else stays."""
        with self._changed:
            self._ended = True
            self._waiting = None
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy, 0 if self._hangs else seconds)
            is_settled = 0 < self._written == self._settled
        self._journal.close()
        if is_settled:
            with suppress(OSError):
                remove(self._draft)

    def _follow(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._ended)
                if self._waiting is None:
                    return
                number, data = self._waiting
                self._waiting = None
                self._busy = True
                # Who waited in vain once does not wait again after every answer.
                pauses = () if self._failed else PAUSES
            failure: OSError | None = None
            try:
                settle(self._draft, number, data, self._still_wanted, pauses)
                for path in (self._twin, journal_of(self._twin)):
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
            except _NotWantedError:
                pass
            except OSError as error:
                failure = error
            else:
                self._settled = number
            # The answers of one leader must not wait here for the next.
            del data
            with self._changed:
                if not self._ended and (self._failed or failure is not None):
                    self._told(failure)
                self._failed = failure is not None
                self._busy = False
                self._changed.notify_all()

    def _still_wanted(self) -> None:
        if self._ended:
            raise _NotWantedError
