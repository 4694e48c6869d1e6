"""'Rapport maken' on the last screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from app_harness import FIFTY_EIGHT_KEYS, LARGE, SMALL, Laptop, burst, settle
from paper_reports import full_leader, pdf_text
from zelfscan.errors import ZelfscanError
from zelfscan.reports.forms import pdf
from zelfscan.storage import Signer, is_signed
from zelfscan.tui import keeper
from zelfscan.tui.dialogs import ConfirmDialog, PlaceDialog
from zelfscan.tui.steps.quadrant import QuadrantScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.topics import TopicsScreen

TO_SAVE = ("enter", "enter", "enter")


def saved(laptop: Laptop) -> Path:
    """A full result on this computer."""
    return laptop.setup().results.save(full_leader(), laptop.catalog)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_a_key_makes_a_pdf_beside_the_result(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards the report in the app: one key, a PDF with this leader's answers, its name on the screen, and still there
    after another look."""
    path = saved(laptop)
    app = laptop.app(opened=path)
    async with app.run_test(size=size) as pilot:
        shown = await settle(pilot, *TO_SAVE, "r")
        report = path.with_name(f"{path.stem}-rapport.pdf")
        assert "uw rapport is gemaakt" in shown
        assert report.name in shown
        assert "Klaar" in shown
        await settle(pilot, "t")
        assert isinstance(app.screen, QuadrantScreen)
    assert "Samen leren." in pdf_text(report.read_bytes())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_report_goes_to_a_stick(laptop: Laptop, tmp_path: Path, size: tuple[int, int]) -> None:
    """Guards that a leader takes the report along on a stick of their own: nothing comes beside the result, nothing is
    offered to pick where there is nothing, and a folder that is not there is told without closing the window."""
    path, stick = saved(laptop), tmp_path / "stick"
    stick.mkdir()
    app = laptop.app(opened=path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, *TO_SAVE, "s")
        assert isinstance(app.screen, PlaceDialog)
        assert not app.screen.choice.choices.display
        shown = await settle(pilot)
        assert "Kies een plek" not in shown
        assert "↑↓" not in shown
        app.screen.choice.field.value = str(tmp_path / "weg")
        shown = await settle(pilot, "enter")
        assert "bestaat niet" in shown
        assert "Sluit het" not in shown
        app.screen.choice.field.value = str(stick)
        shown = await settle(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
        assert f"{path.stem}-rapport.pdf" in shown.replace("\n", "").replace(" ", "")
        await settle(pilot, "s", "escape")
        assert isinstance(app.screen, SaveScreen)
        await settle(pilot, "s")
        await pilot.click("#place-back")
        await settle(pilot)
        assert isinstance(app.screen, SaveScreen)
    assert [one.name for one in stick.iterdir()] == [f"{path.stem}-rapport.pdf"]
    assert list(laptop.exports.rglob("*rapport*")) == []


@pytest.mark.heavy
async def test_keys_behind_it_are_not_lost(laptop: Laptop) -> None:
    """Guards typing ahead: report and then another look, in one go."""
    path = saved(laptop)
    app = laptop.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_SAVE)
        await burst(pilot, "r", "t")
        assert isinstance(app.screen, QuadrantScreen)
    assert path.with_name(f"{path.stem}-rapport.pdf").exists()


async def test_without_the_typesetter_markdown_is_offered(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the way out where the extra is missing: how to add it, and Markdown at once; or not now."""
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: False)
    path = saved(laptop)
    app = laptop.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, *TO_SAVE, "r")
        assert isinstance(app.screen, ConfirmDialog)
        assert "zelfscan[pdf]" in shown.replace("\n", "").replace("│", "").replace(" ", "")
        await settle(pilot, "escape")
        assert isinstance(app.screen, SaveScreen)
        assert list(laptop.exports.glob("*rapport*")) == []
        assert "uw rapport is gemaakt" in await settle(pilot, "r", "enter")
    assert path.with_name(f"{path.stem}-rapport.md").read_text(encoding="utf-8").startswith("# Zelfscan")


@pytest.mark.heavy
async def test_a_report_that_cannot_be_written_is_told(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that a full disk or an open PDF gives a Dutch line, keeps the result, and lets the leader try again."""

    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "open elsewhere")

    path = saved(laptop)
    app = laptop.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_SAVE)
        before = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(keeper, "write_atomically", refuse)
            await settle(pilot, "r")
            told = app.screen.query_one("#save-report", Static)
            assert "kon niet worden geschreven" in str(told.render())
            assert told.display
        assert "uw rapport is gemaakt" in await settle(pilot, "r")
        assert not told.display
    assert path.read_bytes() == before


async def test_no_report_of_what_is_not_saved(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that the key does nothing while the result itself could not be written."""
    app = laptop.app(opened=saved(laptop))

    def refuse(*_: object) -> None:
        raise ZelfscanError("De schijf is vol.")

    monkeypatch.setattr(app.keeper, "finish", refuse)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, *TO_SAVE)
        assert "Rapport maken" not in shown
        await settle(pilot, "escape")
    assert list(laptop.exports.glob("*rapport*")) == []


@pytest.mark.heavy
async def test_looking_again_changes_the_same_file(laptop: Laptop) -> None:
    """After saving, a new choice of development points ends up in the same file, not in a second one."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *FIFTY_EIGHT_KEYS, "enter", "enter", "enter", "enter")
        await settle(pilot, "t")
        assert isinstance(app.screen, QuadrantScreen)
        await settle(pilot, "enter", "space", "enter", "enter", "enter", "enter")
    [scan] = laptop.results()
    assert len(scan.development) == 1


@pytest.mark.parametrize("from_home", [False, True])
@pytest.mark.heavy
async def test_a_signature_goes_only_after_a_yes(laptop: Laptop, from_home: bool) -> None:
    """Guards a result that a round signed, opened by its name or from home: the leader reads that saving takes the
    signature off before anything is written, a no leads back to the step before, and after a yes it is not asked again.
    """
    path = saved(laptop)
    path.write_bytes(Signer.new().signed(path.read_bytes()))
    before = path.read_bytes()
    app = laptop.app() if from_home else laptop.app(opened=path)
    async with app.run_test(size=SMALL) as pilot:
        if from_home:
            await settle(pilot, "tab", "tab", "enter")
        shown = await settle(pilot, *TO_SAVE)
        assert "vervalt die handtekening" in " ".join(shown.split())
        await settle(pilot, "escape")
        assert isinstance(app.screen, TopicsScreen)
        await settle(pilot, "enter", "right", "enter")
        assert isinstance(app.screen, TopicsScreen)
        assert path.read_bytes() == before
        await settle(pilot, "enter", "enter")
        assert isinstance(app.screen, SaveScreen)
        assert not is_signed(path)
        await settle(pilot, "t", *TO_SAVE)
        assert isinstance(app.screen, SaveScreen)
