"""What the harnesses share: the seeds, the instrumented program, and the count at the end."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

# The parsers are rtoml's and PyYAML's, in Rust and C, and cannot be followed.
with atheris.instrument_imports(include=["zelfscan"]):
    import zelfscan.storage.catalog_reader
    import zelfscan.storage.drafts
    import zelfscan.storage.result_folder
    from zelfscan.domain import Catalog
    from zelfscan.storage import catalog_folder

CATALOG: Catalog = zelfscan.storage.catalog_reader.read_catalog(catalog_folder())
MAX_BYTES = 4096


def working_folder(name: str) -> Path:
    """A folder to write in at every run: in memory where the system has that."""
    memory = Path("/dev/shm")
    folder = (memory if memory.is_dir() else Path(tempfile.gettempdir())) / f"zelfscan-fuzz-{name}"
    # libFuzzer ends the process without tidying up, so that is done at the next start.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def fuzz(name: str, test: Callable[[bytes], None], seeds: Sequence[bytes]) -> None:
    """Fuzz until libFuzzer's own options (`-runs=`, `-max_total_time=`) say stop; the process ends here.

    What goes wrong stays beside the harnesses as `gevonden-…`, and what led to new paths in `corpus/`. An input that
    takes more than five seconds counts as a hang, 1 GB of memory as a leak.
    """
    here = ROOT / "fuzz"
    corpus = here / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_len={MAX_BYTES}", "-len_control=0", "-timeout=5", "-rss_limit_mb=1024", "-print_final_stats=1",
        "-verbosity=0",
        f"-artifact_prefix={here}/gevonden-", f"-dict={here / f'{name}.dict'}",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], test)
    atheris.Fuzz()
