"""The sheet with who has what: keys, mouse, roles, and every change on disk at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app_harness import LARGE, SMALL, settle
from builders import make_scan
from evil import MARKUP, TERMINAL, trouble
from zelfscan.domain import MOST_ROLES, Catalog, Division, Holding, Role, first_division
from zelfscan.errors import ZelfscanError
from zelfscan.storage import read_division, write_division
from zelfscan.tui.division import DivisionApp, DivisionScreen

SCAN = make_scan("SL-07", {7: (4, 1), 9: (4, 4)}, delegated={5: "ict-coördinator"})


def sheet(catalog: Catalog, path: Path, division: Division | None = None) -> DivisionApp:
    """The app on a sheet that is kept in a file."""
    return DivisionApp(
        catalog, SCAN, division or first_division(SCAN), lambda changed: write_division(path, changed, catalog)
    )


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_cells_and_roles_by_keys(catalog: Catalog, tmp_path: Path, size: tuple[int, int]) -> None:
    """Guards the keys: Space goes from nothing to has to learns and back, roles come, get a name and go; each change
    stands on disk before the next key.
    """
    path = tmp_path / "verdeling.toml"
    app = sheet(catalog, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "space")
        assert read_division(path, catalog).roles[0].holdings == {1: Holding.HAS, 5: Holding.HAS}
        await settle(pilot, "space", "down", "space", "space", "space")
        assert read_division(path, catalog).roles[0].holdings == {1: Holding.LEARNS, 5: Holding.HAS}
        await settle(pilot, "n", *"IB", "enter", "space")
        assert read_division(path, catalog).roles[1] == Role("IB", {2: Holding.HAS})
        shown = await settle(pilot, "n", *"ib", "enter")
        assert "al een kolom" in shown
        await settle(pilot, "h", *"-er", "enter")
        assert [role.name for role in read_division(path, catalog).roles] == ["ict-coördinator", "IB-er"]
        await settle(pilot, "w", "enter")
        assert len(read_division(path, catalog).roles) == 2
        await settle(pilot, "w", "right", "enter")
        assert [role.name for role in read_division(path, catalog).roles] == ["ict-coördinator"]
        shown = await settle(pilot, "end", "escape")
        assert isinstance(app.screen, DivisionScreen)
        assert "29 Leraren" in shown
        await settle(pilot, "enter")
    assert app.return_code == 0


async def test_a_click_changes_the_cell_under_it(catalog: Catalog, tmp_path: Path) -> None:
    """Guards the mouse: a click goes to a cell and changes it, also in columns that scrolled."""
    path = tmp_path / "verdeling.toml"
    roles = tuple(Role(f"rol {number}", {}) for number in range(MOST_ROLES))
    app = sheet(catalog, path, Division(SCAN.id, "SL-07", roles))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *["right"] * 19)
        screen = app.screen
        assert isinstance(screen, DivisionScreen)
        await pilot.click(screen.grid, offset=(28 + 8 + 14 + 3, 3))
        await settle(pilot)
        held = {role.name: dict(role.holdings) for role in read_division(path, catalog).roles if role.holdings}
        assert held == {"rol 18": {3: Holding.HAS}}
        shown = await settle(pilot, "n")
        assert "ten hoogste 20" in shown


@pytest.mark.heavy
async def test_what_cannot_be_written_is_told(catalog: Catalog) -> None:
    """Guards that a refused change is not shown as done, and that a sealed sheet without recipients says so."""

    def refuse(_: Division) -> None:
        raise ZelfscanError("De schijf is vol.")

    for keep, told in ((refuse, "schijf is vol"), (None, "Alleen lezen")):
        app = DivisionApp(catalog, SCAN, first_division(SCAN), keep)
        async with app.run_test(size=SMALL) as pilot:
            shown = await settle(pilot, "space")
            assert told in shown
            assert isinstance(app.screen, DivisionScreen)
            assert app.screen.division == first_division(SCAN)


@pytest.mark.parametrize("text", [*MARKUP[:4], *TERMINAL[:3]])
@pytest.mark.heavy
async def test_names_of_roles_are_only_text(catalog: Catalog, tmp_path: Path, text: str) -> None:
    """Guards hostile names of roles: they are shown and do nothing."""
    division = Division(SCAN.id, "SL-07", (Role(text[:40], {1: Holding.HAS}),))
    app = sheet(catalog, tmp_path / "verdeling.toml", division)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "space", "w")
        assert trouble(shown, lines=True) == []
        await settle(pilot, "escape")
        assert app.is_running
