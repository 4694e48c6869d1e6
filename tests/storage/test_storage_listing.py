"""Which files are meant: results below folders, named files as given, each real file once and in order of path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zelfscan.storage.listing import list_files


def test_folders_are_searched_and_files_taken_as_given(tmp_path: Path) -> None:
    """Results below a folder, without hidden files and other files; a named file whatever its name."""
    for name in ("b/c.toml", "a.TOML", "x.txt", "._a.toml", ".git/d.toml", "b/x.toml.kapot", "los.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    missing = tmp_path / "weg.toml"

    assert list(list_files([missing, tmp_path / "los.txt", tmp_path])) == [
        tmp_path / "a.TOML",
        tmp_path / "b" / "c.toml",
        tmp_path / "los.txt",
        missing,
    ]


def test_a_real_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named twice, in its folder as well, or by another road is one file."""
    path = tmp_path / "a.toml"
    path.touch()
    (tmp_path / "map").mkdir()
    monkeypatch.chdir(tmp_path)

    assert len(list_files([path, path, tmp_path, tmp_path / "map" / ".." / "a.toml", Path("a.toml")])) == 1


GIVEN = ("", "b", "b/b.toml", "c.d", "b/a.toml", "weg", "c.d/../b", "b/link.toml")


def by_hand(paths: list[Path]) -> list[Path]:
    """The same list, made without a thought for how long it takes."""
    found: dict[str, Path] = {}
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in below:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file == path or not (file.is_dir() or hidden or not file.name.lower().endswith((".toml", ".toml.age"))):
                found.setdefault(os.path.realpath(file), file)
    return sorted(found.values())


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders in each other, whose names fall between those of files, with links where the system makes them."""
    top = tmp_path_factory.mktemp("boom")
    for folder in (top, top / "b", top / "b" / "b.toml", top / "c.d", top / ".weg"):
        folder.mkdir(exist_ok=True)
        for name in ("a.toml", "b-.toml", "c.toml.age", "c.TOML", "z.toml", "x.txt"):
            (folder / name).touch()
    try:
        (top / "b" / "link.toml").symlink_to(top / "c.d" / "a.toml")
        (top / "c.d" / "weg.toml").symlink_to(top / "nergens.toml")
        (top / "c.d" / "terug").symlink_to(top, target_is_directory=True)
    except OSError:
        pass  # Windows makes links for administrators only.
    return top


@given(st.lists(st.sampled_from(GIVEN), max_size=4))
def test_the_list_is_the_one_made_by_hand(tree: Path, names: list[str]) -> None:
    """Guards the short roads: whatever is given, the files and their order are those of the plain way, and each place
    and name belongs to the same file.
    """
    paths = [tree / name for name in names]
    files = list_files(paths)
    assert list(files) == by_hand(paths)
    assert [files[place] for place in range(len(files))] == list(files)
    assert [Path(name) for name in files.names()] == list(files)
    called = files.called(range(len(files)))
    assert len(set(called.values())) == len(files)
    for place, name in called.items():
        assert str(files[place]).replace(os.sep, "/").endswith(name.replace(os.sep, "/"))


def test_what_files_are_called(tree: Path) -> None:
    """Guards the place within the deepest folder given, the bare name of a file, and the whole path where two agree."""
    files = list_files([tree / "c.d", tree / "b"])
    names = files.called(range(len(files)))
    assert names[[path.name for path in files].index("b-.toml")] == str(tree / "b" / "b-.toml")
    assert "b.toml/z.toml" in names.values()
    assert list(list_files([tree / "b" / "z.toml"]).called([0]).values()) == ["z.toml"]
    assert files.called([]) == {}


def test_only_files_that_an_output_could_be_are_looked_at(tree: Path) -> None:
    """Guards that a file is found by its name in whatever capitals, and that links are always among them."""
    files = list_files([tree])
    found = {path.name for path in files.named(["Z.TOML"])}
    assert "z.toml" in found
    assert found - {"z.toml"} == {path.name for path in files if path.is_symlink()}
