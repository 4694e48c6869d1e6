"""One palette for the bars on paper, in the workbook and on the screen."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from paper_reports import group_document, round_of_ten
from zelfscan.domain import Catalog, ScaleName
from zelfscan.reports import css_variables, group_xlsx, palette
from zelfscan.reports.forms.pdf import page_pictures

TUI = Path(palette.__file__).parents[1] / "tui"


def charts(catalog: Catalog) -> str:
    """The XML of the charts in the workbook."""
    made = datetime(2026, 11, 22, tzinfo=UTC)
    with zipfile.ZipFile(BytesIO(group_xlsx(round_of_ten(catalog), made=made))) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if "charts/chart" in name)


def test_one_colour_changes_everywhere(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that another shade in the palette is another shade in the workbook, on paper and on the screen."""
    paper = page_pictures(group_document(catalog), 40)
    assert "12AB34" not in charts(catalog)
    pale, _, strong, dark = palette.SHADES[ScaleName.IMPORTANCE.value]
    monkeypatch.setitem(palette.SHADES, ScaleName.IMPORTANCE.value, (pale, "#12ab34", strong, dark))
    assert "12AB34" in charts(catalog)
    assert page_pictures(group_document(catalog), 40) != paper
    assert css_variables(dark=True)["bars-importance"] == "#12ab34"


def test_the_screen_takes_its_bars_from_the_palette() -> None:
    """Guards that the stylesheet of the bars names the palette's variables and no colour of its own."""
    rules = re.findall(r"^BarLines .*$", (TUI / "group.tcss").read_text(encoding="utf-8"), re.MULTILINE)
    assert rules
    assert not [rule for rule in rules if re.search(r"#[0-9a-f]{3}", rule)]
    assert {name for rule in rules for name in re.findall(r"\$([\w-]+)", rule)} == set(css_variables(dark=True))
