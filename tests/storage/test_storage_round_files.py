"""Collecting a round: every file is read, refused or recognised as a double, and each scan counts once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STARTED, make_scan
from round_strategies import rounds
from zelfscan.domain import Assessment, Catalog, Scan, counted
from zelfscan.errors import ZelfscanError
from zelfscan.storage.listing import list_files
from zelfscan.storage.result_form import Rules
from zelfscan.storage.result_writer import dumps
from zelfscan.storage.round_files import Collected, Progress, read_round
from zelfscan.storage.scan_records import Double, read_files


def put(path: Path, scan: Scan, catalog: Catalog) -> Path:
    """Write a scan somewhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dumps(scan, catalog))
    return path


def read(
    paths: Iterable[Path],
    catalog: Catalog,
    progress: Progress = lambda done, total: None,
    *,
    include_drafts: bool = False,
) -> Collected:
    """Read what these paths mean."""
    return read_round(list_files(paths), catalog, progress, include_drafts=include_drafts)


def test_a_round_is_read(catalog: Catalog, tmp_path: Path) -> None:
    """Results count, drafts stand apart, and what is refused says why while the rest goes on."""
    first = make_scan("SL-01")
    second = make_scan("SL-02")
    draft = make_scan("SL-03", draft=True)
    put(tmp_path / "2.toml", second, catalog)
    put(tmp_path / "1.toml", first, catalog)
    put(tmp_path / "3.toml", draft, catalog)
    (tmp_path / "4.toml").write_bytes(b"schema = 1\nx = 2")
    told: list[tuple[int, int]] = []

    found = read([tmp_path, tmp_path / "weg"], catalog, lambda done, total: told.append((done, total)))

    assert (len(found.files), found.counted.total.size) == (5, 2)
    assert tuple(found.scans()) == (first, second)
    assert found.counted == counted((first, second), catalog.numbers)
    assert found.drafts == 1
    assert [found.files[place].name for place, _ in found.rejected] == ["4.toml", "weg"]
    assert len(found.rejected[0][1]) == 3
    assert found.rejected[1][1] == ("dit bestand of deze map bestaat niet",)
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    with_draft = read([tmp_path], catalog, include_drafts=True)
    assert tuple(with_draft.scans()) == (first, second, draft)
    assert with_draft.counted == counted((first, second, draft), catalog.numbers)


def test_the_same_scan_counts_once(catalog: Catalog, tmp_path: Path) -> None:
    """The latest finish wins over earlier ones and over any draft, whatever the order of the files."""
    scan = make_scan("SL-01")
    assert scan.finished
    later = replace(scan, finished=scan.finished + timedelta(days=1), school="De Brug")
    put(tmp_path / "a.toml", later, catalog)
    put(tmp_path / "b.toml", scan, catalog)
    put(tmp_path / "c.toml", replace(scan, finished=None), catalog)

    found = read([tmp_path], catalog)

    assert tuple(found.scans()) == (later,)
    assert found.counted == counted((later,), catalog.numbers)
    assert found.drafts == 0
    assert found.doubles == (Double(scan.id, (0, 1, 2), 0, differs=True),)


def test_a_change_after_the_finish_decides(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that the copy that was worked on last counts, and that the period of the round stays the same."""
    scan = make_scan("SL-01")
    assert scan.finished
    later = replace(scan, finished=scan.finished + timedelta(days=1))
    changed = replace(scan, changed=scan.finished + timedelta(days=2), school="De Brug")
    put(tmp_path / "a.toml", changed, catalog)
    put(tmp_path / "b.toml", later, catalog)
    put(tmp_path / "c.toml", replace(scan, changed=scan.started), catalog)

    found = read([tmp_path], catalog)

    assert tuple(found.scans()) == (changed,)
    assert (found.counted.first, found.counted.last) == (scan.finished, scan.finished)
    assert found.doubles == (Double(scan.id, (0, 1, 2), 0, differs=True),)


def test_examples_never_count_with_real_ones(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that made-up results are set aside beside a real one, of the same id too, and counted when alone."""
    scan = make_scan("SL-01", {7: (4, 2)}, exchange="")
    example = replace(make_scan("SL-02", {7: (4, 4)}, exchange="bel", round_name="voorbeeld"), made_up=True)
    put(tmp_path / "a.toml", example, catalog)
    put(tmp_path / "b.toml", replace(scan, made_up=True), catalog)

    alone = read([tmp_path], catalog)
    put(tmp_path / "c.toml", scan, catalog)
    mixed = read([tmp_path], catalog)

    assert (alone.counted.total.size, alone.made_up, list(alone.set_aside)) == (2, True, [])
    assert (mixed.made_up, list(mixed.set_aside), mixed.doubles) == (False, [0, 1], ())
    assert mixed.counted == counted((scan,), catalog.numbers)
    assert tuple(mixed.scans()) == (scan,)


def test_equal_doubles_go_to_the_last_path(catalog: Catalog, tmp_path: Path) -> None:
    """A copy on a stick gives the same outcome at every run."""
    scan = make_scan("SL-01")
    paths = (put(tmp_path / "a.toml", scan, catalog), put(tmp_path / "b.toml", scan, catalog))

    for order in (paths, paths[::-1]):
        (double,) = read(order, catalog).doubles
        assert double == Double(scan.id, (0, 1), 1)


def test_a_folder_that_cannot_be_listed_is_told(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed folder is not silently an empty one."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "x", str(tmp_path))

    monkeypatch.setattr(os, "scandir", fail)
    found = read([tmp_path], catalog)

    assert list(found.files) == [tmp_path]
    assert found.rejected == ((0, ("deze map kan niet worden gelezen",)),)
    assert list(read_files(found.files, Rules.of(catalog))) == [found.rejected[0][1]]


def test_nothing_to_read_is_no_error(catalog: Catalog, tmp_path: Path) -> None:
    """An empty folder gives an empty round."""
    found = read([tmp_path], catalog)

    assert (len(found.files), found.rejected, found.doubles) == (0, (), ())
    assert found.counted == counted((), catalog.numbers)


def test_a_double_that_is_left_out_is_out_of_every_figure(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that what is taken away again leaves nothing behind: no answer, round, moment or name in the exchange."""
    scan = make_scan("SL-01", {7: (4, 1)}, exchange="bel", round_name="oud", delegated={7: "ict"})
    assert scan.finished
    first = replace(scan, started=scan.started - timedelta(days=9), finished=scan.finished - timedelta(days=9))
    kept = replace(scan, ratings={}, exchange=None, round_name="", assessment=Assessment.IMPORTANCE_ONLY)
    other = make_scan("SL-02", {7: (3, 3)}, exchange="")
    for name, made in (("a", first), ("b", replace(first, participant="SL-9")), ("c", kept), ("d", other)):
        put(tmp_path / f"{name}.toml", made, catalog)

    found = read([tmp_path], catalog)

    assert found.counted == counted((kept, other), catalog.numbers)
    assert found.doubles == (Double(scan.id, (0, 1, 2), 2, differs=True, other_code=True),)


def test_moments_come_back_as_they_were_written(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the first and last day of a round, also with another clock, a fraction, and at both ends of time."""
    for written in ("0001-01-01T00:00:00+23:59", "2026-11-22T23:30:00.000001-05:30", "9999-12-31T23:59:59-23:59"):
        moment = datetime.fromisoformat(written)
        put(tmp_path / "a.toml", replace(make_scan("SL-01"), started=moment, finished=moment), catalog)
        found = read([tmp_path], catalog).counted
        assert found.first is not None
        assert found.last is not None
        assert found.first.isoformat() == found.last.isoformat() == written


def test_a_file_that_changes_meanwhile_stops_the_round(catalog: Catalog, tmp_path: Path) -> None:
    """Guards that no figure is made of a file that says something else when it is read again, and that this is told."""
    scan = make_scan("SL-01")
    for name in ("a", "b"):
        put(tmp_path / f"{name}.toml", scan, catalog)

    def write_over(done: int, total: int) -> None:
        if done == total:
            put(tmp_path / "a.toml", make_scan("SL-02"), catalog)

    with pytest.raises(ZelfscanError, match="veranderde"):
        read([tmp_path], catalog, write_over)
    found = read([tmp_path], catalog)
    (tmp_path / "b.toml").unlink()
    with pytest.raises(ZelfscanError, match="veranderde"):
        tuple(found.scans())


@given(st.data())
def test_a_round_is_what_its_scans_add_up_to(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Guards the sum kept while reading against that over all scans at once, with doubles, drafts and refused files."""
    folder = tmp_path_factory.mktemp("ronde")
    scans = data.draw(rounds(max_size=8))
    files = data.draw(st.lists(st.sampled_from(scans), max_size=10)) if scans else []
    finish = st.none() | st.integers(0, 3).map(lambda days: STARTED + timedelta(days=days))
    made = [replace(scan, finished=data.draw(finish)) for scan in files]
    for place, scan in enumerate(made):
        put(folder / f"{place:02}.toml", scan, catalog)
    (folder / f"{data.draw(st.integers(0, 9)):02}x.toml").write_bytes(b"kapot")
    include_drafts = data.draw(st.booleans())
    found = read([folder], catalog, include_drafts=include_drafts)
    used: dict[UUID, Scan] = {}
    for scan in made:
        known = used.get(scan.id)
        if known is None or _preference(scan) >= _preference(known):
            used[scan.id] = scan
    assert found.drafts == sum(scan.is_draft for scan in used.values())
    left = {
        place: scan
        for place, scan in enumerate(made)
        if used[scan.id] is scan and (include_drafts or not scan.is_draft)
    }
    assert found.counted == counted(left.values(), catalog.numbers)
    assert [scan.id for scan in found.scans()] == [scan.id for scan in left.values()]
    assert len(found.rejected) == 1


def _preference(scan: Scan) -> tuple[bool, datetime]:
    return not scan.is_draft, scan.finished or scan.started
