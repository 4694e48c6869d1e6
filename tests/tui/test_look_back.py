"""The look back: what came of the agreements of last year, in a new scan and in the comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from textual.widgets import Static

from app_harness import LARGE, SMALL, Laptop, burst, settle
from builders import NUMBERS, STARTED, make_scan
from zelfscan.domain import Agreement, Catalog, DevelopmentPoint, LookBack, Outcome, Scan, compare, outcomes_of
from zelfscan.reports import comparison_report, document_text
from zelfscan.storage import ResultStore, Signer, is_signed, read_scan
from zelfscan.tui.comparison import ComparisonApp, ComparisonScreen
from zelfscan.tui.conversation.look_back import LookBackScreen, result_keeper
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.topics import TopicsScreen

TO_THE_END = ("enter", "enter", "enter", "enter")
"""From the overview, where a draft with every answer goes on, to what comes before saving."""


def last_year(code: str = "SL-07") -> Scan:
    """A scan of a year ago with an agreement on two points."""
    then = STARTED - timedelta(days=365)
    scan = make_scan(code, dict.fromkeys(NUMBERS, (4, 2)), started=then)
    points = (DevelopmentPoint(7, (), Agreement("Leerteam")), DevelopmentPoint(17, (), Agreement(sign="Meer rust")))
    return replace(scan, development=points)


def this_year(laptop: Laptop, code: str = "sl-07 ", **changes: object) -> None:
    """A draft of now, with everything answered."""
    scan = make_scan(code, dict.fromkeys(NUMBERS, (4, 3)), draft=True, scan_id=UUID(int=8, version=4))
    laptop.drafts.save(replace(scan, **changes), laptop.catalog)  # type: ignore[arg-type]


@pytest.mark.heavy
async def test_a_new_scan_asks_what_came_of_last_year(laptop: Laptop) -> None:
    """Guards 'vorig jaar sprak u af': before saving each agreement is asked about, Esc goes back, F2 skips, and what
    was said stands in the new result with the id of the old one.
    """
    earlier = last_year()
    ResultStore(laptop.exports).save(earlier, laptop.catalog)
    this_year(laptop)
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        shown = await settle(pilot, *TO_THE_END)
        assert isinstance(app.screen, LookBackScreen)
        assert "Leerteam" in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, TopicsScreen)
        await settle(pilot, "enter", "down", "tab", *"Half", "f2")
        assert isinstance(app.screen, LookBackScreen)
        assert app.screen.point.competency == 17
        await settle(pilot, "f2")
        assert isinstance(app.screen, SaveScreen)
    [kept] = [scan for scan in laptop.results() if scan.id != earlier.id]
    assert kept.look_back == (LookBack(7, earlier.id, Outcome.PARTLY, "Half"),)


@pytest.mark.parametrize("whose", ["SL-08", "ronde"])
@pytest.mark.heavy
async def test_nobody_sees_the_agreements_of_another(laptop: Laptop, whose: str) -> None:
    """Guards that another code's agreements are not shown, and in a round nobody's."""
    ResultStore(laptop.exports).save(last_year("SL-08" if whose == "SL-08" else "SL-07"), laptop.catalog)
    this_year(laptop, round_name="" if whose == "SL-08" else "najaar")
    app = laptop.app()
    draft = laptop.drafts.path_in(laptop.drafts.folder, UUID(int=8, version=4))
    app = laptop.app(opened=draft)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *TO_THE_END)
        assert isinstance(app.screen, SaveScreen)


def saved_pair(laptop: Laptop) -> tuple[Scan, Path]:
    """Last year's scan, and the file of this year's."""
    later = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 3)))
    return last_year(), ResultStore(laptop.exports).save(later, laptop.catalog)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_comparison_asks_and_keeps(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards t in the comparison: what is said goes to a draft at once and then into the later result, whose answers
    and end stay; it stands beside the item's arrow.
    """
    earlier, path = saved_pair(laptop)
    before = read_scan(path, laptop.catalog)
    keeper = result_keeper(laptop.setup(), path, before)
    app = ComparisonApp(laptop.catalog, earlier, before, (), keeper)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "t", "space", "tab", *"Ja")
        assert keeper is not None
        keeper.flush()
        [draft] = laptop.drafts.all(laptop.catalog).drafts
        assert draft.look_back[0].note == "Ja"
        await settle(pilot, "f2", "f2")
        assert isinstance(app.screen, ComparisonScreen)
        shown = await settle(pilot, "7")
        assert "gedaan" in shown
    kept = read_scan(path, laptop.catalog)
    assert kept.look_back == (LookBack(7, earlier.id, Outcome.DONE, "Ja"),)
    assert (kept.finished, kept.ratings) == (before.finished, before.ratings)
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.heavy
async def test_what_is_pointed_at_is_no_answer_yet(laptop: Laptop) -> None:
    """Guards that Enter on a question without an answer does not go on without a word: it says how to choose and how to
    skip. Where all is said the comparison no longer asks, and F1 names no steps there.
    """
    earlier, path = saved_pair(laptop)
    later = read_scan(path, laptop.catalog)
    app = ComparisonApp(laptop.catalog, earlier, later, (), result_keeper(laptop.setup(), path, later))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        assert "Met t zegt u wat ervan kwam." in await settle(pilot)
        await settle(pilot, "t", "enter")
        assert isinstance(app.screen, LookBackScreen)
        [told] = app.screen.query("Toast").results(Static)
        assert "Kies eerst met Spatie" in str(told.render())
        assert "Naar een andere stap" not in await settle(pilot, "f1")
        await settle(pilot, "escape", "space", "enter", "space", "enter")
        assert isinstance(app.screen, ComparisonScreen)
        assert "U zei al wat ervan kwam." in await settle(pilot)
    assert [found.outcome for found in read_scan(path, laptop.catalog).look_back] == [Outcome.DONE, Outcome.DONE]


@pytest.mark.heavy
async def test_keys_typed_ahead_reach_the_next_question(laptop: Laptop) -> None:
    """Guards keys that come before a question stands there: none goes to the comparison below it, so no second walk
    through the agreements begins beside the first.
    """
    earlier, path = saved_pair(laptop)
    later = read_scan(path, laptop.catalog)
    app = ComparisonApp(laptop.catalog, earlier, later, (), result_keeper(laptop.setup(), path, later))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        comparison = app.screen
        assert isinstance(comparison, ComparisonScreen)
        await burst(pilot, "t", "down", "space", "f2", "f2")
        assert comparison.is_current
        assert comparison.takes_keys
        assert read_scan(path, laptop.catalog).look_back == (LookBack(7, earlier.id, Outcome.PARTLY),)
        comparison.action_look_back()
        comparison.action_look_back()
        await settle(pilot, "f2", "f2")
        assert comparison.is_current


@pytest.mark.heavy
async def test_a_signature_goes_only_after_a_yes(laptop: Laptop) -> None:
    """Guards a look back in a result that a round signed: it is asked first, and a no leaves the file alone."""
    earlier, path = saved_pair(laptop)
    path.write_bytes(Signer.new().signed(path.read_bytes()))
    before = path.read_bytes()
    later = read_scan(path, laptop.catalog)
    app = ComparisonApp(laptop.catalog, earlier, later, (), result_keeper(laptop.setup(), path, later))
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "t")
        assert "vervalt die handtekening" in " ".join(shown.split())
        await settle(pilot, "right", "enter")
        assert isinstance(app.screen, ComparisonScreen)
        assert path.read_bytes() == before
        await settle(pilot, "t", "enter", "space", "f2", "f2")
    assert not is_signed(path)
    assert read_scan(path, laptop.catalog).look_back[0].outcome is Outcome.DONE


async def test_without_a_keeper_nothing_is_written(laptop: Laptop) -> None:
    """Guards a comparison in which nothing may be written: the agreements are told of, and t does nothing."""
    earlier, path = saved_pair(laptop)
    app = ComparisonApp(laptop.catalog, earlier, read_scan(path, laptop.catalog))
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, "t")
        assert isinstance(app.screen, ComparisonScreen)
        assert "--ontvanger" in shown


def test_the_comparison_on_paper_tells_what_came_of_it(catalog: Catalog) -> None:
    """Guards the text of the comparison: each agreement with its outcome."""
    earlier = last_year()
    later = replace(make_scan("SL-07", {7: (4, 4)}), look_back=(LookBack(7, earlier.id, Outcome.NOT, "Ziek"),))
    told = document_text(comparison_report(
        catalog, compare(earlier, later, catalog.numbers), outcomes_of(earlier, later), earlier=STARTED, later=STARTED
    ))  # fmt: skip
    assert "Wat u toen afsprak" in told
    assert "niet gedaan: Ziek" in " ".join(told.split())
    assert "nog niet gezegd" in " ".join(told.split())
