"""The reader against an independent checker of the contract: the same verdict on whatever file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import contract
from documents import documents, each_single_fault, plain, sound, written
from result_file import FULL
from strategies import scans
from tally import count
from zelfscan.domain import Catalog, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.storage.drafts import DraftStore
from zelfscan.storage.result_reader import loads
from zelfscan.storage.result_writer import dumps

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every example leaves empty."""
    return tmp_path_factory.mktemp("concepten")


def read(data: bytes, catalog: Catalog) -> Scan | None:
    """The scan, or None when the file is refused; any other outcome is an error."""
    problems: tuple[str, ...]
    try:
        return loads(data, catalog, "x.toml")
    except ZelfscanError as error:
        problems = error.problems
    assert problems
    assert all(problem.isprintable() and len(problem) < 1000 for problem in problems)
    return None


def hold_together(catalog: Catalog, data: bytes) -> None:
    """Reader and checker give the same verdict, and what is read is written back as it was."""
    scan = read(data, catalog)
    said = contract.content(data)
    assert (scan is None) == (said is None), data
    count("invoer", "resultaatbestanden tegen het contract gehouden")
    if scan is not None:
        count("invoer", "daarvan geldig en bij terugschrijven gelijk gebleven")
        assert contract.content(dumps(scan, catalog)) == said


def test_each_single_fault_gives_the_verdict_of_the_contract(catalog: Catalog) -> None:
    """Guards every rule of the contract by itself: each key dropped, renamed, doubled, wrapped and replaced by each
    odd value, one at a time, in a file that holds everything.
    """
    document = tomllib.loads(FULL)
    document["ontwikkelpunten"] += [{"nummer": 2}, {"nummer": 3}]
    document["onderwerpen"] = [{"id": "2.3", "titel": "Samen", "competenties": [7], "score": 16}]
    files = [plain(faulty).encode(errors="surrogatepass") for faulty in each_single_fault(document)]
    assert len(files) > 4_000
    for data in files:
        hold_together(catalog, data)


@settings(max_examples=600, derandomize=True)
@given(data=documents())
def test_the_reader_takes_what_the_contract_allows_and_nothing_else(catalog: Catalog, data: bytes) -> None:
    """Guards that no file out of contract is accepted, that none within it is refused, that nothing but a refusal
    comes out, and that reading and writing back changes nothing that was said.
    """
    hold_together(catalog, data)


@settings(max_examples=200, derandomize=True)
@given(data=documents())
def test_a_draft_is_offered_again_or_set_aside(catalog: Catalog, folder: Path, data: bytes) -> None:
    """Guards that whatever lies among the drafts is read as it is or put aside as it is, and never lost or changed."""
    path = folder / "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e.toml"
    path.write_bytes(data)
    found = DraftStore(folder).all(catalog, None)
    said = contract.content(data)
    assert (len(found.drafts), len(found.set_aside)) == ((0, 1) if said is None else (1, 0))
    kept = path if said is not None else found.set_aside[0]
    assert kept.read_bytes() == data
    kept.unlink()
    assert list(folder.iterdir()) == []
    count("invoer", "concepten gelezen of apart gezet")


@settings(max_examples=150, derandomize=True)
@given(data=sound().flatmap(written))
def test_every_sound_file_is_read(catalog: Catalog, data: str) -> None:
    """Guards that whichever way TOML offers to write a sound file, it is within the contract and it is read."""
    assert contract.content(data.encode()) is not None
    assert read(data.encode(), catalog) is not None


@settings(max_examples=100, derandomize=True)
@given(data=st.data())
def test_our_own_files_come_back_byte_for_byte(catalog: Catalog, data: st.DataObject) -> None:
    """Guards that a file that this program wrote is within the contract and is written again with the same bytes."""
    ours = dumps(data.draw(scans(catalog)), catalog)
    scan = read(ours, catalog)
    assert scan is not None
    assert contract.content(ours) is not None
    assert dumps(scan, catalog) == ours


@settings(max_examples=100, derandomize=True)
@given(data=sound().flatmap(written), schema=st.integers(2, 2**70))
def test_a_file_from_the_future_is_refused_whole(catalog: Catalog, data: str, schema: int) -> None:
    """Guards that a newer form gives one problem that says so, whatever else is in the file, known or not."""
    future = data.replace("schema = 1\n", "", 1) if "schema = 1\n" in data else data.partition("\n")[2]
    future = f'schema = {schema}\nnieuw = "x"\n' + "\n".join(
        line for line in future.split("\n") if not line.startswith("schema")
    )
    with pytest.raises(ZelfscanError) as caught:
        loads(future.encode(), catalog, "x.toml")
    [problem] = caught.value.problems
    assert problem.startswith("schema: dit bestand heeft vorm")


def test_the_checker_itself_knows_the_example() -> None:
    """Guards that the independent checker reads what the documentation shows, so that it does not just refuse."""
    said = contract.content(FULL.encode())
    assert said is not None
    assert said["competenties"] == {
        7: {"belang": 4, "aanwezig": 2, "belegd_bij": "ict-coördinator", "notitie": "Met het team."},
        9: {"belang": 3, "geen_oordeel": {"aanwezig"}},
    }
