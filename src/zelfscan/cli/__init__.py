"""The command line: wires the rooms together and holds no knowledge of its own.

What is imported here costs every command its time, so each function brings what it needs.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from zelfscan import __version__
from zelfscan.cli.terminal import DONE, REFUSED, WRONG_USE, say, tell, tell_error
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path, typed_path

_INTERRUPTED = 130
_LOOK = "--controleer-installatie"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something in the data was refused, 2 wrong use."""
    _open_what_is_closed()
    _speak_utf8()
    # Until the command is loaded: nothing that is loaded becomes garbage.
    gc.disable()
    try:
        status = _run(argv)
        sys.stdout.flush()
        return status
    except ZelfscanError as error:
        tell_error(error)
        return REFUSED
    except (KeyboardInterrupt, EOFError):
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output stopped reading; closing quietly is what a pipe expects.
        _drop_output()
        return DONE
    except OSError as error:
        if _reader_stopped(error):
            _drop_output()
            return DONE
        from zelfscan.storage import reason

        _drop_output()
        place = f"{shown_path(error.filename)}: " if error.filename else ""
        tell(f"Dat is niet gelukt: {place}{reason(error)}.")
        return REFUSED
    finally:
        gc.enable()


def _open_what_is_closed() -> None:
    """A scheduler may start a program without one of the standard streams; nothing is read or said there then."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _run(argv: Sequence[str] | None) -> int:
    words = [part for word in (sys.argv[1:] if argv is None else argv) for part in _parted(word)]
    if words == ["--version"]:
        say(f"zelfscan {__version__}")
        return DONE
    if words == [_LOOK]:
        from zelfscan.cli.installation import look

        return look()
    if not words:
        from zelfscan.cli.scan import run_alone

        return run_alone()
    from zelfscan.cli.parser import DEFAULT_COMMAND, build_parser
    from zelfscan.storage import RESULT_ENDINGS

    parser, commands = build_parser()
    if words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"):
        words.insert(0, DEFAULT_COMMAND)
    elif words[0] not in commands and words[0].lower().endswith(RESULT_ENDINGS):
        words.insert(0, "open")
    try:
        if words[0] == DEFAULT_COMMAND and _LOOK in words:
            parser.error(f"{_LOOK} staat alleen: laat de andere woorden weg")
        if words[0] not in commands and os.path.isdir(words[0]):  # noqa: PTH112
            parser.error(f"{shown_path(words[0])} is een map; bedoelde u: zelfscan groep {typed_path(words[0])}?")
        arguments, unknown = parser.parse_known_args(words)
        if unknown:
            parser.refuse(unknown, arguments.command)
    except SystemExit as stopped:
        return WRONG_USE if stopped.code else DONE
    return commands[arguments.command](arguments)


def _parted(word: str) -> list[str]:
    """What was typed as one word; Windows takes "C:\\map\\" --json for one, with a quote where the folder ends."""
    folder, quote, rest = word.partition('"')
    if quote and rest.startswith(" ") and not os.path.lexists(word) and os.path.isdir(folder):  # noqa: PTH112
        import shlex

        with suppress(ValueError):
            return [folder, *shlex.split(rest, posix=False)]
    return [word]


def _reader_stopped(error: OSError) -> bool:
    """Whether this is how Windows tells that whoever read our output stopped: an error of no file at all."""
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def _drop_output() -> None:
    """Let go of what cannot be written: Python would try again at the end, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Keep Dutch and block characters whole, also where a pipe on Windows would expect an older alphabet."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
