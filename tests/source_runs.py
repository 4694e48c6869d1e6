"""Runs of seven words of the two sources, as short hashes: to see that a text is ours, without keeping theirs.

The hashes are made with `python tests/source_runs.py REPORT HANDREIKING`; the sources themselves are not kept here.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

LENGTH = 7
"""The words in a run: shorter ones are found in any two texts on one subject."""
SIZE = 5
"""Bytes of a hash: with some 13,000 runs of the sources a chance likeness is one in 80 million."""
KEPT = Path(__file__).parent / "data" / "zinsdelen-bronnen.bin"
_BROKEN_WORD = re.compile(r"-\s*\n\s*")
_QUOTED = re.compile(r"‘[^’]*(?:’s [^’]*)?’")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: small letters and digits, without accents and hyphens."""
    plain = unicodedata.normalize("NFKD", _BROKEN_WORD.sub("-", text)).casefold()
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words in a text."""
    found = words(text)
    return (tuple(found[start : start + LENGTH]) for start in range(len(found) - LENGTH + 1))


def taken_over(text: str) -> list[str]:
    """The runs in a text that a source has too; what stands between ‘quotes’ is a name or a title and is passed by."""
    known = _known()
    return [" ".join(run) for part in _QUOTED.split(text) for run in runs(part) if _hash(run) in known]


def _hash(run: Iterable[str]) -> bytes:
    return sha256(" ".join(run).encode()).digest()[:SIZE]


@cache
def _known() -> frozenset[bytes]:
    data = KEPT.read_bytes()
    return frozenset(data[start : start + SIZE] for start in range(0, len(data), SIZE))


if __name__ == "__main__":
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    KEPT.write_bytes(b"".join(sorted({_hash(run) for text in texts for run in runs(text)})))
