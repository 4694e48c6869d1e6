"""Sharing: what the group may know of a leader, in a round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app_harness import SMALL, StepHost, settle
from builders import make_scan
from zelfscan.domain import Catalog, Scan, Vision
from zelfscan.tui.steps import Move
from zelfscan.tui.steps.save import SharingScreen


async def test_nothing_is_shared_unless_asked_for(catalog: Catalog) -> None:
    """Guards that Enter alone shares nothing, and that the screen says so."""
    app = StepHost(SharingScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        assert "Dit wordt gedeeld met de groep: niets." in await settle(pilot)
        await settle(pilot, "enter")
    assert app.results == [Move.NEXT]
    assert app.step.scan.exchange is None


async def test_a_yes_is_handed_over_to_be_kept_and_can_be_taken_back(catalog: Catalog) -> None:
    """Guards that a yes and its text are handed over at once, and that a no afterwards shares nothing."""
    app = StepHost(SharingScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "space", "tab", *"bel")
        assert app.edited[-1].exchange == "bel"
        await settle(pilot, "shift+tab", "up", "space")
        assert app.edited[-1].exchange is None


def speaking() -> Scan:
    """A leader who seeks 7 and 17, offers 2, and wrote about the ambition."""
    return replace(
        make_scan(ratings={2: (4, 4), 7: (4, 2), 17: (4, 1)}), vision=Vision(ambition_note="Meer keuze."), exchange=None
    )


@pytest.mark.heavy
async def test_each_competency_can_be_left_out(catalog: Catalog) -> None:
    """Guards that all that is sought and offered stands there by name, and that one taken away is not shared."""
    app = StepHost(SharingScreen, catalog, speaking())
    async with app.run_test(size=SMALL) as pilot:
        text = await settle(pilot, "down", "space")
        for words in ("u zoekt: 7 ", "u zoekt: 17 ", "u biedt: 2 "):
            assert words in text
        assert app.edited[-1].exchange_only is None
        await settle(pilot, "tab", "tab", "down", "space")
        assert app.edited[-1].exchange_only == (7, 2)
        await settle(pilot, "space")
        assert app.edited[-1].exchange_only is None


async def test_words_are_asked_apart_and_are_off(catalog: Catalog) -> None:
    """Guards that own words are told only after a yes to just that, which says nothing of the exchange."""
    app = StepHost(SharingScreen, catalog, speaking())
    async with app.run_test(size=SMALL) as pilot:
        assert "☐ Ja, mijn woorden mogen erin staan" in await settle(pilot)
        assert not app.step.scan.share_words
        await settle(pilot, "tab", "tab", "space")
        assert (app.edited[-1].share_words, app.edited[-1].exchange) == (True, None)
        await settle(pilot, "space")
        assert not app.edited[-1].share_words


async def test_who_wrote_nothing_is_not_asked_for_words(catalog: Catalog) -> None:
    """Guards that there is no question about words that do not exist."""
    app = StepHost(SharingScreen, catalog, make_scan())
    async with app.run_test(size=SMALL) as pilot:
        assert "mijn woorden" not in await settle(pilot)
