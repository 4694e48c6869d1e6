"""A handful of pictures of whole screens, to see changes in their looks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from app_harness import LARGE, SMALL, Laptop, settle
from zelfscan.domain import Catalog

RATINGS = [str(level) for k in range(29) for level in (1 + (7 * k) % 4, 1 + (5 * k + k // 4) % 4)]
RATE = ("enter", "left", "enter", "up", "enter", *"Meer zelf doen", "f2", "f2")


class Picture(SingleFileSnapshotExtension):
    """One SVG file per picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("welkom", ()),
        ("beoordelen", (*RATE, "4", "2", "3")),
        ("kwadrant", (*RATE, *RATINGS, "enter", "down", "down")),
    ],
)
async def test_picture(
    catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
    name: str,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    """The screen looks as it did when somebody last looked at it."""
    monkeypatch.chdir(tmp_path)
    app = Laptop(catalog, Path()).app(exports=Path("exports"))
    async with app.run_test(size=size) as pilot:
        await settle(pilot, *keys)
        picture = re.sub(r"\bterminal-\d+-", "terminal-", app.export_screenshot(title="zelfscan"))
        # The web fonts that the picture would fetch have nothing to do with our screens.
        picture = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL)
        assert picture == snapshot(extension_class=Picture)
