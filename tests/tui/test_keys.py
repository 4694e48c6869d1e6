"""Keys typed faster than the screens follow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.widget import Widget

from app_harness import SMALL, Laptop, burst, calm, key_event, settle
from zelfscan.domain import Level
from zelfscan.tui.house_screen import HouseScreen
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.steps.overview import OverviewScreen
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.steps.vision import VisionScreen
from zelfscan.tui.steps.welcome import WelcomeScreen


async def test_a_whole_scan_in_one_burst(laptop: Laptop) -> None:
    """Guards that all keys from the first part to the last rating can come at once: none is lost or ends up
    elsewhere, for none of them can be text."""
    answers = [str(1 + (3 * k + k // 5) % 4) for k in range(58)]
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        await burst(pilot, "f2", "f2", *answers)
        assert isinstance(app.screen, OverviewScreen)
        scan = app.screen.scan
        given = [scan.rating(n).level(scale) for n in range(1, 30) for scale in scan.assessment.scales]
        assert given == [int(key) for key in answers]


@pytest.mark.heavy
async def test_typing_goes_on_through_windows(laptop: Laptop) -> None:
    """Guards that who types without looking loses nothing: a note, a name, a jump and answers, one key after another,
    go where they were meant, however late the screens are."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        answers, jump = ("1", "2", "n", *"noot 3", "enter", "4", "escape"), ("g", "1", "7", "enter", "2", "4", "o")
        for key in (*answers, "b", *"ict 4", "enter", "3", *jump):
            app.post_message(key_event(key))
        await calm(pilot)
        assert isinstance(app.screen, OverviewScreen)
        ratings = app.screen.scan.ratings
        assert (ratings[1].importance, ratings[1].attainment) == (1, 2)
        assert (ratings[2].importance, ratings[2].attainment) == (3, None)
        assert (ratings[2].note, ratings[2].delegated_to) == ("noot 3\n4", "ict 4")
        assert (ratings[17].importance, ratings[17].attainment) == (2, 4)
        assert set(ratings) == {1, 2, 17}


@pytest.mark.heavy
async def test_text_parts_in_one_burst(laptop: Laptop) -> None:
    """Arrows, tabs and letters typed ahead in the first two parts land in their own fields, and answer nothing."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        await burst(pilot, "left", "enter", "up", "enter", *"samen", "enter", *"4")
        await burst(pilot, "f2")
        await burst(pilot, *"geen", "tab", *"s4", "tab", *"4s", "enter", "1", "f2", "4", "1")
        assert isinstance(app.screen, RatingScreen)
        scan = app.screen.scan
        assert scan.vision.ambition_note == "samen\n4"
        assert scan.materials.used == "geen"
        assert (scan.materials.added_value, scan.materials.pitfalls) == ("s4", "4s\n1")
        assert scan.ratings == {}


@pytest.mark.heavy
async def test_the_results_in_one_burst(laptop: Laptop) -> None:
    """From the overview to the saved file at once, with a development point picked on the way."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2", *(["4", "1"] * 29))
        await burst(pilot, "enter", "down", "enter", "space", "space", "enter", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, SaveScreen)
    [scan] = laptop.results()
    [point] = scan.development
    assert point.support == ("uitwisseling",)


@pytest.mark.heavy
async def test_surplus_keys_do_no_harm(laptop: Laptop) -> None:
    """Digits behind the last rating change nothing in the overview."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        await burst(pilot, *(["3"] * 70))
        assert isinstance(app.screen, OverviewScreen)
        assert {rating.importance for rating in app.screen.scan.ratings.values()} == {Level.THREE}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("a", "b", "backspace", "c"), "ac"),
        (("a", "left", "b", "home", "c", "end", "d"), "cbad"),
        (("a", "b", "f7", "delete", "c"), "c"),
        (("a", "b", "left", "delete", "shift+left", "x"), "x"),
    ],
)
@pytest.mark.heavy
async def test_mending_what_was_typed_keeps_its_order(laptop: Laptop, keys: tuple[str, ...], expected: str) -> None:
    """Guards that Backspace, Delete and arrows in a text work before the letters and the Esc that follow them, also
    when a slow computer gets all of them at once.
    """
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter", "f2", "f2")
        await burst(pilot, "n", *keys, "escape")
        await settle(pilot, "4")
        assert app.scan is not None
        assert app.scan.rating(1).note == expected
        assert app.scan.rating(1).importance is Level.FOUR


async def test_a_late_word_of_being_seen_lets_no_letter_overtake(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards who types at once over the code that is proposed: on a slow computer the word that the screen is seen
    comes behind the first Backspace, and no letter may go before one that is under way."""
    wait_after = OrderlyScreen.wait_after

    def seen_late(screen: OrderlyScreen[object], event: events.Key) -> None:
        wait_after(screen, event)
        screen.post_message(events.ScreenResume())

    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WelcomeScreen)
        app.screen.set_focus(app.screen.code)
        monkeypatch.setattr(OrderlyScreen, "wait_after", seen_late)
        await burst(pilot, *["backspace"] * 8, *"XY-099")
        assert app.screen.code.value == "XY-099"


class FleetingScreen(OrderlyScreen[None]):
    """Leaves at whatever key, without making use of it."""

    def on_key(self) -> None:
        self.dismiss()


async def test_a_key_that_comes_back_late_is_for_no_other_screen(laptop: Laptop) -> None:
    """Guards that a key which the screen where it was typed had no use for does nothing on one that came meanwhile."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        welcome = app.screen
        await app.push_screen(FleetingScreen())
        await settle(pilot, "enter")
        assert app.screen is welcome
        await settle(pilot, "enter")
        assert isinstance(app.screen, VisionScreen)


class StyledScreen(HouseScreen[None]):
    """Counts how often all of it is styled."""

    styled = 0

    def compose_body(self) -> Iterator[Widget]:
        yield from ()

    def update_node_styles(self, animate: bool = True) -> None:
        super().update_node_styles(animate)
        self.styled += 1


async def test_a_new_screen_is_styled_once(laptop: Laptop) -> None:
    """Guards that a screen which was just put together is not styled all over again when it comes on top."""
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = StyledScreen()
        await app.push_screen(screen)
        await settle(pilot)
        assert app.screen is screen
        assert screen.styled == 0
