"""The command line: wires the rooms together and holds no knowledge of its own."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from zelfscan.cli.parser import DEFAULT_COMMAND, build_parser
from zelfscan.errors import ZelfscanError

DONE, REFUSED, WRONG_USE = 0, 1, 2
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something in the data was refused, 2 wrong use."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    parser, commands = build_parser()
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, DEFAULT_COMMAND)
    arguments = parser.parse_args(words)
    try:
        return commands[arguments.command](arguments)
    except ZelfscanError as error:
        for line in (error.message, *error.problems, error.hint):
            if line:
                print(line, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output stopped reading; closing quietly is what a pipe expects.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _speak_utf8() -> None:
    """Keep Dutch and block characters whole, also where a pipe on Windows would expect an older alphabet."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
