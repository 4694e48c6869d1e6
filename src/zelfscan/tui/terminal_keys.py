"""Reads the keys of a terminal for Textual: Esc apart from what comes right behind it, and an end with the terminal."""

from __future__ import annotations

import os
import re
import sys

from textual.driver import Driver

GRACE = 3.0
"""Seconds in which a program without a terminal ends by itself."""
_MERGED = re.compile(rb"\x1b(?=[\r -*,-NQ-WYZ`ac-eg-z{-~+]|[\xc2-\xf4])")
"""Esc with a sign right behind it. What begins a sequence of the terminal is left alone, and so are the b and f that
some terminals send when somebody goes a word back or on."""
_ESCAPE = b"\x1b[27u"
"""The key Esc in a form that nothing can be merged with."""


def esc_apart(typed: bytes) -> bytes:
    """What a terminal sent, with Esc set apart from a sign right behind it; Textual takes the two for one strange sign.

    A paste, which may hold anything, has more than one Esc and stays as it is.
    """
    return _MERGED.sub(_ESCAPE, typed) if typed.count(b"\x1b") == 1 else typed


if sys.platform != "win32":
    import select
    import signal
    from threading import Event, Thread

    from textual.drivers.linux_driver import LinuxDriver

    class ApartDriver(LinuxDriver):
        """Reads the terminal by way of a pipe in which Esc stands apart."""

        def run_input_thread(self) -> None:
            terminal, ended = self.fileno, Event()
            self.fileno, writer = os.pipe()
            copying = Thread(target=_copy, args=(terminal, writer, ended), daemon=True)
            copying.start()
            try:
                super().run_input_thread()
            finally:
                ended.set()
                copying.join()
                os.close(self.fileno)
                os.close(writer)
                self.fileno = terminal

    def _copy(terminal: int, writer: int, ended: Event) -> None:
        while not ended.is_set():
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    typed = os.read(terminal, 4096)
                except OSError:
                    typed = b""
                if not typed:
                    _end_without_terminal(ended)
                    return
                os.write(writer, esc_apart(typed))

    def _end_without_terminal(ended: Event) -> None:
        """The terminal is gone, which the system tells only the program whose own it was."""
        signal.raise_signal(signal.SIGHUP)
        if not ended.wait(GRACE):
            # Whoever should listen is stuck in writing to it. All that was shown is on disk.
            os._exit(128 + signal.SIGHUP)


def driver_for(usual: type[Driver]) -> type[Driver]:
    """The driver that reads the keys of a terminal, given Textual's choice."""
    return ApartDriver if sys.platform != "win32" and usual is LinuxDriver else usual
