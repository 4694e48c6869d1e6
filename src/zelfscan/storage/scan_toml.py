"""The result file: a scan to TOML and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zelfscan.domain import Catalog, Scan
from zelfscan.storage.scan_build import build_scan
from zelfscan.storage.scan_checks import Rules
from zelfscan.storage.scan_read import NewerFormError as NewerFormError
from zelfscan.storage.scan_read import read_shape, shape_of
from zelfscan.storage.scan_text import ScanText

if TYPE_CHECKING:
    from zelfscan.storage.seal import Key


def dumps(scan: Scan, catalog: Catalog) -> bytes:
    """The result file of a scan: UTF-8 with LF, in the order of the questionnaire.

    An empty `scan.program` is filled in with this program's version. Half characters (lone surrogates, which a
    terminal can produce) cannot be stored and become '?'. Raises ZelfscanError when the file would be larger than
    what is ever read back.
    """
    return ScanText(catalog).data(scan)


def loads(data: bytes, catalog: Catalog, name: str) -> Scan:
    """The scan in a result file; `name` is what the message calls the file.

    Raises ZelfscanError whose `problems` hold everything that is wrong, or NewerFormError. Nothing is half-read.
    """
    return build_scan(shape_of(data, Rules.of(catalog), name))


def read_scan(path: Path, catalog: Catalog, key: Key | None = None) -> Scan:
    """The scan in a file; `key` opens it when it is sealed.

    Raises ZelfscanError, also when the file is absent, unreadable, sealed for another key, a folder or far too big.
    """
    return build_scan(read_shape(path, Rules.of(catalog), key))
