"""The real program in a terminal without a window: what stands on the screen, and how the program ends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pyte

from command_line import environment
from zelfscan.domain import Catalog, Scan
from zelfscan.storage.draft_journal import draft_of, read_draft
from zelfscan.storage.files import JOURNAL_SUFFIX
from zelfscan.storage.result_reader import loads
from zelfscan.tui.keys import BURST

TESTS = Path(__file__).resolve().parent

KEYS = {
    "enter": "\r",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "escape": "\x1b",
    "tab": "\t",
    "ctrl+u": "\x15",
    "ctrl+q": "\x11",
    "space": " ",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
}
# What pyte would draw as text or trip over, and a sequence that is cut off by the end of a read.
FOREIGN = re.compile(
    rb"\x1b[P_^X].*?\x1b\\|\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*[ -/]+[@-~]|\x1b\[\?[0-9;:]*[@-gi-km-~]",
    re.DOTALL,
)
UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[\]P_^X](?:(?!\x07|\x1b\\).)*)?\Z", re.DOTALL)
MODES = re.compile(rb"\x1b\[\?([0-9]+)([hl])")
LIMIT = 60.0
"""Seconds after which something that does not come is a fault; far more than a busy computer needs."""
APART = BURST * 1.2
"""Seconds between what is seen and the next key: hands, and no burst of which the rest is dropped."""


class PtyApp:
    """`python -m zelfscan` in a pty of 80 by 24, with `home` as its home; results go to `home/exports`.

    `code` runs instead of the module: it can prepare the interpreter and call `zelfscan.cli.main()` itself. Only a
    terminal that is the program's own sends SIGHUP when it is closed; not for use in threads.
    """

    def __init__(
        self,
        home: Path,
        words: Sequence[str | Path] = (),
        *,
        code: str = "",
        own_terminal: bool = False,
    ) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._seen = 0.0
        self.written = b""
        self._master: int
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._settings = termios.tcgetattr(self._master)
        environ = {**environment(home), "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none",
                   "ZELFSCAN_EXPORTS": str(home / "exports")}  # fmt: skip
        start = [sys.executable, "-c", code] if code else [sys.executable, "-m", "zelfscan"]
        self._process = subprocess.Popen(
            [*start, *map(str, words)],
            stdin=slave, stdout=slave, stderr=slave, env=environ, cwd=home, start_new_session=True,
            preexec_fn=_take_terminal if own_terminal else None,
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> PtyApp:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._close()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, *wanted: str) -> str:
        """The screen as soon as all these texts stand on it."""
        return self.wait_until(lambda text: all(each in text for each in wanted), " and ".join(map(repr, wanted)))

    def wait_until(self, there: Callable[[str], bool], what: str) -> str:
        """The screen as soon as `there` says so. Raises TimeoutError with the screen, and when the program ended."""
        end = time.monotonic() + LIMIT
        while not there(self.text):
            if time.monotonic() > end or not self._read(end - time.monotonic()):
                raise TimeoutError(f"{what} did not come; status {self._process.poll()}:\n{self.text}")
        self._seen = time.monotonic()
        return self.text

    def ended_before(self, wanted: str) -> bool:
        """Wait until the program ends, or until a text stands on the screen: True when it ended first."""
        while wanted not in self.text:
            if not self._read(LIMIT):
                return self._process.wait(LIMIT) is not None
        return False

    def wait_for_file(self, folder: Path, name: str) -> None:
        """Until the program made a file with this name, or pattern of names, in the folder."""
        end = time.monotonic() + LIMIT
        while not any(folder.glob(name)):
            if time.monotonic() > end:
                raise TimeoutError(f"{folder / name} did not come:\n{self.text}")
            self._read(0.01)
        self._seen = time.monotonic()

    def drain(self) -> None:
        """Take in what was already written, and what follows without a pause."""
        while self._read(0.2):
            pass

    def press(self, *keys: str) -> None:
        """Send keys: names of KEYS, or text as it is typed. Keys of one call are one burst, which never goes on with
        keys of which the effect was waited for."""
        while (early := self._seen + APART - time.monotonic()) > 0:
            self._read(early)
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())

    def kill(self) -> None:
        """Stop the program as a power cut would: at once, without a word."""
        self._process.kill()
        self._process.wait()

    def send(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; the exit status (negative = ended by that signal)."""
        self._process.send_signal(number)
        return self.wait()

    def hang_up(self) -> int:
        """Close the terminal window; the exit status."""
        self._close()
        return self._process.wait(LIMIT)

    def wait(self) -> int:
        """Read on until the program ends; the exit status."""
        while self._read(LIMIT):
            pass
        return self._process.wait(LIMIT)

    def left_behind(self) -> list[str]:
        """What the program changed in the terminal and did not put back: modes by number, and the line settings."""
        modes = {number.decode(): sign == b"h" for number, sign in MODES.findall(self.written)}
        # A shell that follows expects a cursor (25) and line wrap (7), and nothing else.
        wrong = [number for number, on in modes.items() if on is not (number in ("7", "25"))]
        if self._settings != termios.tcgetattr(self._master):
            wrong.append("termios")
        return wrong

    @property
    def last_words(self) -> str:
        """What the program wrote after it put the ordinary screen back."""
        return self.written.rpartition(b"\x1b[?1049l")[2].decode()

    def _read(self, seconds: float) -> bool:
        """Take in what the program wrote; False when it ended or wrote nothing for so long."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += data
        data = self._rest + data
        cut = UNFINISHED.search(data)
        self._rest = cut.group() if cut else b""
        self._stream.feed(FOREIGN.sub(b"", data[: cut.start()] if cut else data))
        return bool(data)

    def _close(self) -> None:
        if self._master >= 0:
            os.close(self._master)
            self._master = -1


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def drafts_of(home: Path) -> Path:
    """Where the program keeps drafts for who lives in `home`."""
    return home / "zelfscan" / "concepten"


def scans_in(folder: Path, catalog: Catalog) -> list[Scan]:
    """Every scan below a folder, drafts in their newest state. Raises ZelfscanError when a file is not whole."""
    journals = [draft_of(path) for path in folder.rglob(f"*{JOURNAL_SUFFIX}")]
    paths = sorted({*folder.rglob("*.toml"), *(found[0] for found in journals if found)})
    return [loads(read_draft(path), catalog, path.name) for path in paths]


def with_helper(module: str, call: str) -> str:
    """Code that calls `call` in a module of these tests, and then starts the program."""
    return (
        f"import sys; sys.path.insert(0, {str(TESTS)!r}); import {module}; {module}.{call}; "
        "from zelfscan.cli import main; sys.exit(main(sys.argv[1:]))"
    )
