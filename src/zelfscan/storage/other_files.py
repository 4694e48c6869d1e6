"""Files that are no plain result: of what kind they are, which of them were meant as one, and results in a zip.

A zip is only ever read, a file at a time, within bounds of size, number and what it unpacks to; nothing is put on disk.
What only a zip needs is loaded when one comes.
"""

from __future__ import annotations

import os
import re
import zlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from zelfscan.dutch import plural
from zelfscan.storage.draft_journal import read_draft
from zelfscan.storage.files import (
    RESULT_ENDINGS,
    SEALED,
    SIZE_LIMIT,
    UnreadableError,
    names_result,
    read_bytes,
    reason,
)

if TYPE_CHECKING:
    from zipfile import ZipFile

ZIP = ".zip"
ZIP_LIMIT = 16 * 1024 * 1024
"""Bytes of a zip; one of a thousand results has about three million."""
DIRECTORY_LIMIT = 1024 * 1024
"""Bytes of the list of names in a zip: ten thousand files and more."""
UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes of all results in a zip together, as it says itself; no more than that is ever unpacked of one."""

_HEAD = 4096
_ENDS = 65_557
"""Bytes at the end of a zip in which its last record begins: 22, and a remark of at most 65,535."""
_IN_A_RESULT = re.compile(rb"\[\0?s\0?c\0?a\0?n\0?\]")
_CLOUD = ".icloud"
_HALF = (".crdownload", ".download", ".part", ".partial", ".opdownload")
_NOT_HERE = 0x1000 | 0x40000 | 0x400000
"""What Windows says of a file that is still in the cloud: offline, or fetched when it is opened or read."""

_KINDS = (
    (b"{\\rtf", "een RTF-bestand (opgemaakte tekst, van WordPad of TextEdit)"),
    (b"%PDF-", "een PDF"),
    (b"PK\x03\x04", "een zip, of een bestand van Word of Excel"),
    (b"\xd0\xcf\x11\xe0", "een bestand van een oude Word of Excel"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een foto"),
    (b"<?xml", "een XML-bestand"),
    (b"<!doctype html", "een webpagina (HTML)"),
    (b"<html", "een webpagina (HTML)"),
    (b"{", "een JSON-bestand"),
    (b"AGE-SECRET-KEY-", "een sleutel van een ronde"),
    (b"# Geheime sleutel", "een sleutel van een ronde"),
    (b"age1", "de ontvanger van een ronde"),
)


def kind_of(data: bytes) -> str:
    """Of what kind a file is that is no result, in Dutch ('een PDF'); '' when that cannot be seen."""
    begin = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not begin.strip(b"\0"):
        return "een leeg bestand" if not begin else "een bestand van alleen nullen, dat niet goed is gekopieerd"
    return next((kind for start, kind in _KINDS if begin[: len(start)].lower() == start.lower()), "")


def content(path: Path | str) -> bytes:
    """What a result holds, also one in a zip, as `read_draft`. Raises UnreadableError."""
    name = os.fspath(path)
    if name.lower().endswith(ZIP) and not os.path.isdir(name):  # noqa: PTH112 - for each file of a round.
        if zipped_results(name):
            raise UnreadableError("dit is een zip met resultaten; pak hem uit en geef een bestand daaruit op")
        raise UnreadableError(why_no_results(name))
    try:
        return read_draft(path)
    except UnreadableError:
        around = next((folder for folder in Path(path).parents if folder.suffix.lower() == ZIP), None)
        if around is None or not _is_file(around):
            raise
        return _unpacked(around, Path(path).relative_to(around).as_posix())


def is_zip(path: Path) -> bool:
    """Whether this is a file that is named as a zip."""
    return path.suffix.lower() == ZIP and _is_file(path)


def zipped_results(path: Path | str) -> tuple[str, ...]:
    """The results in a zip, by their names in it. Raises UnreadableError, also for what is out of bounds."""
    found = [item for item in _opened(path).infolist() if not item.is_dir() and _is_result(item.filename)]
    if sum(item.file_size for item in found) > UNPACKED_LIMIT:
        raise UnreadableError(f"uitgepakt is deze zip te groot (meer dan {UNPACKED_LIMIT // 1024 // 1024} MB)")
    return tuple(sorted(dict.fromkeys(item.filename for item in found)))


def why_no_results(path: Path | str) -> str:
    """Why a zip gives no result, in Dutch. Raises UnreadableError."""
    return why_not_all(path) or "in deze zip staat geen resultaat"


def why_not_all(path: Path | str) -> str:
    """Why a zip does not give all results in it, in Dutch; '' when it does. Raises UnreadableError."""
    outward = sum(names_result(name) and _leads_out(name) for name in _opened(path).namelist())
    if not outward:
        return ""
    found = plural(outward, "resultaat in deze zip heeft", "resultaten in deze zip hebben")
    return f"{found} een naam die naar een andere map kan wijzen: pak hem eerst uit"


def _is_result(name: str) -> bool:
    """Whether a name in a zip is that of a result, and leads nowhere else than into the zip."""
    parts = name.split("/")
    hidden = any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"
    return names_result(name) and not hidden and not _leads_out(name)


def _leads_out(name: str) -> bool:
    parts = name.split("/")
    return ".." in parts or "" in parts or bool(set(name) & set('\\:\0<>"|?*'))


def _opened(path: Path | str) -> ZipFile:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    return _archive(os.fspath(path), found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _archive(path: str, changed: int, size: int) -> ZipFile:
    """A zip with its list of names, kept for the files that are read from it one after another."""
    data = read_bytes(path, ZIP_LIMIT)
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _ENDS))
    if end < 0 or len(data) < end + 22:
        raise UnreadableError("deze zip is beschadigd, of geen zip")
    # Zip64 is for what is far too large for us, and says its sizes in another place.
    if (
        int.from_bytes(data[end + 12 : end + 16], "little") > DIRECTORY_LIMIT
        or data[end - 20 : end - 16] == b"PK\x06\x07"
    ):
        raise UnreadableError("in deze zip zitten te veel bestanden")
    from zipfile import BadZipFile, ZipFile

    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise UnreadableError("deze zip is beschadigd, of geen zip") from error


def _unpacked(path: Path, name: str) -> bytes:
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

    archive = _opened(path)
    try:
        item = archive.getinfo(name)
    except KeyError as error:
        raise UnreadableError("dit bestand staat niet in de zip") from error
    if item.flag_bits & 1:
        raise UnreadableError("de zip heeft een wachtwoord: pak hem eerst uit")
    if item.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableError("de zip is op een manier ingepakt die zelfscan niet kent: pak hem eerst uit")
    if item.file_size > SIZE_LIMIT:
        raise UnreadableError(f"dit bestand is te groot (meer dan {SIZE_LIMIT // 1024 // 1024} MB)")
    try:
        with archive.open(item) as file:
            return file.read(SIZE_LIMIT + 1)[: SIZE_LIMIT + 1]
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UnreadableError("dit bestand in de zip is beschadigd") from error


def why_skipped(entry: os.DirEntry[str]) -> str:
    """Why a file in a folder is not read although somebody may have meant it as a result, in Dutch; '' when it surely
    is none.
    """
    name = entry.name.lower()
    if name.startswith("."):
        cloudy = name.endswith(_CLOUD) and name.removesuffix(_CLOUD).endswith((*RESULT_ENDINGS, ZIP))
        return "staat nog in de cloud: download het bestand eerst" if cloudy else ""
    if ".toml" in name:
        if name.endswith(_HALF):
            return "is nog niet helemaal gedownload"
        return "de naam eindigt niet op .toml; haal weg wat erachter staat"
    if name.endswith(".age"):
        return "lijkt verzegeld, maar de naam eindigt niet op .toml.age"
    return "er lijkt een resultaat in te staan, maar de naam eindigt niet op .toml" if _holds_result(entry) else ""


def _holds_result(entry: os.DirEntry[str]) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
        # Looking into what is still in the cloud would fetch it.
        away = getattr(found, "st_file_attributes", 0) & _NOT_HERE
        if away or not S_ISREG(found.st_mode) or found.st_size > SIZE_LIMIT:
            return False
        with open(entry.path, "rb") as file:  # noqa: PTH123
            head = file.read(_HEAD)
    except OSError:
        return False
    return head.startswith(SEALED) or (_IN_A_RESULT.search(head) is not None and not head.startswith(b"%PDF-"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
