"""Where things live, without creating anything, and other places when the usual folder refuses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from zelfscan.errors import ZelfscanError
from zelfscan.storage.places import (
    Place,
    catalog_folder,
    checkout_folder,
    drafts_folder,
    exports_folder,
    other_places,
    show_folder,
    that_work,
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The package folder inside a bare checkout."""
    package = tmp_path / "src" / "zelfscan"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    return package


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package folder of an installation."""
    package = tmp_path / "site-packages" / "zelfscan"
    package.mkdir(parents=True)
    return package


def test_the_checkout_is_recognised(checkout: Path, installed: Path) -> None:
    """Only pyproject.toml with src/zelfscan makes a checkout."""
    assert checkout_folder(checkout) == checkout.parent.parent
    assert checkout_folder(installed) is None


def test_the_packaged_catalog_goes_first(checkout: Path, installed: Path) -> None:
    """A wheel carries its catalog; a checkout has it beside the sources."""
    beside = checkout.parent.parent / "catalog"
    beside.mkdir()
    (installed / "_catalog").mkdir()

    assert catalog_folder(installed) == installed / "_catalog"
    assert catalog_folder(checkout) == beside
    (checkout / "_catalog").mkdir()
    assert catalog_folder(checkout) == checkout / "_catalog"


def test_a_lost_catalog_is_told(checkout: Path, installed: Path) -> None:
    """A wheel without its catalog gives a message, no traceback."""
    for package in (checkout, installed):
        with pytest.raises(ZelfscanError, match="niet gevonden"):
            catalog_folder(package)


def test_the_order_of_the_results_folder(checkout: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option, then the variable, then the checkout, then the documents."""
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: Path("documenten"))
    variable = {"ZELFSCAN_EXPORTS": "variabele"}

    assert exports_folder(Path("optie"), environ=variable, package=checkout) == Path("optie")
    assert exports_folder(None, environ=variable, package=checkout) == Path("variabele")
    assert exports_folder(None, environ={"ZELFSCAN_EXPORTS": " "}, package=checkout) == checkout.parents[1] / "exports"
    assert exports_folder(None, environ={}, package=installed) == Path("documenten") / "zelfscan"


def test_a_round_adds_one_safe_folder() -> None:
    """The name of a round never leads out of the results folder."""
    assert exports_folder(Path("uit"), "najaar-2026") == Path("uit") / "najaar-2026"
    assert exports_folder(Path("uit"), "../../weg") == Path("uit") / "weg"
    assert exports_folder(Path("uit"), "..") == Path("uit") / "ronde"
    assert exports_folder(Path("uit"), " ") == Path("uit")


def test_a_tilde_means_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the variable, which no shell expands; '~nobody' is a name like any other."""
    monkeypatch.setattr(Path, "home", lambda: Path("thuis"))
    expanded = exports_folder(None, environ={"ZELFSCAN_EXPORTS": "~/uit"})

    assert expanded == Path("~/uit").expanduser()
    assert exports_folder(Path("~niemand-heet-zo/uit")) == Path("~niemand-heet-zo/uit")


def test_drafts_are_no_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They live in the user's data folder, and asking where creates nothing."""
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / name)

    assert drafts_folder() == tmp_path / "zelfscan" / "concepten"
    assert list(tmp_path.iterdir()) == []


def test_only_places_that_work_are_offered(tmp_path: Path) -> None:
    """Guards that a leader is not sent from one folder that refuses to the next, nor back to the first."""
    (tmp_path / "bestand").touch()
    good, bad = Place("Documenten", tmp_path / "nog niet" / "zelfscan"), Place("Bureaublad", tmp_path / "bestand" / "x")
    refused = Place("Uw eigen map", tmp_path / "geweigerd")
    assert that_work((good, bad, refused), refused.folder) == (good,)
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


def test_places_differ_and_are_ours() -> None:
    """Guards that nothing lands loose in somebody's documents, and that no place is offered twice."""
    folders = [place.folder for place in other_places()]
    assert len(folders) == len(set(folders)) >= 1
    assert {folder.name for folder in folders} == {"zelfscan"}


@pytest.mark.parametrize(("screen", "program", "expected"), [
    ({"DISPLAY": ":0"}, "xdg-open", ["xdg-open"]), ({}, "xdg-open", []), ({"DISPLAY": ":0"}, None, []),
])  # fmt: skip
def test_a_folder_is_shown_by_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, screen: dict[str, str], program: str | None, expected: list[str]
) -> None:
    """Guards that the system's own program gets the folder, away from our screen, and nothing starts without one."""
    started: list[tuple[list[object], bool]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in screen.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(shutil, "which", lambda _: program)
    monkeypatch.setattr(
        subprocess, "Popen", lambda words, **options: started.append((words, options["stdout"] == subprocess.DEVNULL))
    )
    show_folder(tmp_path)
    assert started == [([name, tmp_path], True) for name in expected]
